"""Words of taking part from outside: the counterpart's door, consultations, calls, proposals, projects."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class LinkFor(StrEnum):
    """Purposes of personal links that this app answers for (`links.Link.purpose`)."""

    COUNTERPART = "calls.counterpart"  # subject: a relation
    LETTER = "calls.letter"  # subject: a letter of the register that has no case
    CONSULTATION = "calls.consultation"  # subject: one invitation of a consultation
    PROPOSAL = "calls.proposal"  # subject: a proposal


class ContributionKind(TextChoices):
    """What the counterpart may hand in through its door."""

    CONTACT = "contact", _("Quién es el contacto")
    ANSWER = "answer", _("Respuesta a una carta")
    COMMENT = "comment", _("Comentario al texto")
    PHOTO = "photo", _("Fotografía")


class ContributionState(TextChoices):
    UNCONFIRMED = "unconfirmed", _("Falta confirmar el correo")
    WAITING = "waiting", _("Por revisar")
    TAKEN = "taken", _("Asentada")
    SET_ASIDE = "set_aside", _("No se tomó en cuenta")


class ConsultationState(TextChoices):
    OPEN = "open", _("Abierta")
    CLOSED = "closed", _("Cerrada")


class Position(TextChoices):
    """What an interested party says of a study or a project."""

    FAVOURABLE = "favourable", _("A favor")
    CONDITIONS = "conditions", _("A favor, con condiciones")
    AGAINST = "against", _("En contra")
    NO_OPINION = "no_opinion", _("Sin opinión")


class CallState(TextChoices):
    DRAFT = "draft", _("Borrador")
    PUBLISHED = "published", _("Publicada")
    CLOSED = "closed", _("Cerrada")
    CANCELLED = "cancelled", _("Cancelada")


class CallStage(TextChoices):
    """Where a published call stands on a day."""

    COMING = "coming", _("Próxima")
    OPEN = "open", _("Abierta")
    EVALUATING = "evaluating", _("En evaluación")
    CLOSED = "closed", _("Cerrada")
    CANCELLED = "cancelled", _("Cancelada")


class ProposalSector(TextChoices):
    BUSINESS = "business", _("Empresas y comercio")
    ACADEMY = "academy", _("Escuelas y universidades")
    SOCIAL = "social", _("Grupos sociales")
    DIASPORA = "diaspora", _("Comunidad en el exterior")
    CULTURE = "culture", _("Cultura")
    SPORT = "sport", _("Deporte")
    HEALTH = "health", _("Salud")
    ENVIRONMENT = "environment", _("Medio ambiente")
    OTHER = "other", _("Otro sector")


class ProposalState(TextChoices):
    RECEIVED = "received", _("Recibida")
    EVALUATED = "evaluated", _("Evaluada por el Comité")
    ACCEPTED = "accepted", _("Aceptada: ya es proyecto")
    DECLINED = "declined", _("No aceptada")
    WITHDRAWN = "withdrawn", _("Retirada por quien la propuso")


class Viability(TextChoices):
    VIABLE = "viable", _("Viable")
    CONDITIONS = "conditions", _("Viable con condiciones")
    NOT_VIABLE = "not_viable", _("No viable")


class DeclineReason(TextChoices):
    """Why a proposal does not become a project; a sentence of the Committee goes with it."""

    NOT_VIABLE = "not_viable", _("No es viable con los medios del municipio")
    OUT_OF_POWERS = "out_of_powers", _("Queda fuera de las atribuciones municipales")
    OUT_OF_CALL = "out_of_call", _("No corresponde a la convocatoria")
    EXISTS = "exists", _("Ya hay un proyecto igual")
    NO_COUNTERPART = "no_counterpart", _("Falta una contraparte con quien hacerlo")
    OTHER = "other", _("Otra causa")


class ProjectStage(TextChoices):
    IDEA = "idea", _("Idea")
    VIABLE = "viable", _("Viable")
    ADOPTED = "adopted", _("Adoptado por el Comité")
    DISCARDED = "discarded", _("Descartado")


class Criterion(TextChoices):
    """What the Committee looks at, one by one. [K]: a default list, not a legal one."""

    NEED = "need", _("Responde a una necesidad")
    BENEFIT = "benefit", _("Se sabe a quién beneficia")
    POWERS = "powers", _("Está en las atribuciones municipales")
    MEANS = "means", _("Hay medios para hacerlo")
    COUNTERPART = "counterpart", _("La otra ciudad puede hacer su parte")


class Happened(HappenedBase):
    TEXT_SHARED = "calls.text_shared", _("%(actor)s compartió con la contraparte la versión %(number)s del texto")
    TEXT_UNSHARED = "calls.text_unshared", _("%(actor)s dejó de compartir el texto con la contraparte")
    CONTACT_ASKED = "calls.contact_asked", _("Se preguntó a la contraparte si sigue siendo el contacto")
    CONTRIBUTED = "calls.contributed", _("Recibida por enlace personal: %(contribution)s")
    CONTRIBUTION_CONFIRMED = (
        "calls.contribution_confirmed",
        _("La contraparte confirmó desde su correo lo que envió: %(contribution)s"),
    )
    CONTRIBUTION_TAKEN = "calls.contribution_taken", _("%(actor)s asentó lo que envió la contraparte: %(contribution)s")
    CONTRIBUTION_SET_ASIDE = (
        "calls.contribution_set_aside",
        _("%(actor)s no tomó en cuenta lo que llegó por enlace: %(contribution)s. %(reason)s"),
    )
    HOUR_PROPOSED = "calls.hour_proposed", _("%(actor)s propuso reunión para el %(starts_at)s")
    HOUR_TAKEN = "calls.hour_taken", _("%(actor)s aceptó la reunión del %(starts_at)s")
    HOUR_WITHDRAWN = "calls.hour_withdrawn", _("%(actor)s retiró la propuesta de reunión del %(starts_at)s")
    CONSULTATION_OPENED = "calls.consultation_opened", _("%(actor)s abrió la consulta “%(title)s”, hasta el %(until)s")
    PARTY_INVITED = "calls.party_invited", _("%(actor)s invitó a opinar: %(sector)s")
    POSITION_GIVEN = "calls.position_given", _("Opinó por enlace personal: %(sector)s, %(position)s")
    CONSULTATION_CLOSED = "calls.consultation_closed", _("%(actor)s cerró la consulta “%(title)s”")
    CALL_DRAFTED = "calls.call_drafted", _("%(actor)s preparó la convocatoria “%(title)s”")
    CALL_PUBLISHED = "calls.call_published", _("%(actor)s publicó la convocatoria %(folio)s, hasta el %(until)s")
    CALL_CLOSED = "calls.call_closed", _("%(actor)s cerró la convocatoria %(folio)s")
    CALL_CANCELLED = "calls.call_cancelled", _("%(actor)s canceló la convocatoria %(folio)s: %(reason)s")
    PROPOSAL_RECEIVED = "calls.proposal_received", _("Se recibió la propuesta ciudadana %(folio)s")
    PROPOSAL_EVALUATED = "calls.proposal_evaluated", _("El Comité evaluó la propuesta %(folio)s: %(viability)s")
    PROPOSAL_ACCEPTED = "calls.proposal_accepted", _("La propuesta %(folio)s se aceptó: es el proyecto %(project)s")
    PROPOSAL_DECLINED = "calls.proposal_declined", _("La propuesta %(folio)s no se aceptó: %(cause)s")
    PROPOSAL_WITHDRAWN = "calls.proposal_withdrawn", _("Quien la propuso retiró la propuesta %(folio)s")
    CONTACTS_PURGED = "calls.contacts_purged", _("Se borraron los datos de contacto de %(number)s propuestas")
    PROJECT_OPENED = "calls.project_opened", _("%(actor)s abrió el proyecto %(folio)s")
    PROJECT_EVALUATED = "calls.project_evaluated", _("El Comité evaluó el proyecto %(folio)s: %(viability)s")
    PROJECT_DECIDED = "calls.project_decided", _("El Comité votó el proyecto %(folio)s: %(stage)s")
