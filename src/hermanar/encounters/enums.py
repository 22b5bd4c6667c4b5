"""Words of contacts, encounters, invitations, topics and services."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Side(TextChoices):
    """Whose person a contact is, and which side a sign of life came from."""

    OURS = "ours", _("Nuestra parte")
    THEIRS = "theirs", _("Contraparte")
    THIRD = "third", _("Terceros")


class ContactKind(TextChoices):
    """What a contact is to the office (R0-28, R0-38, R1-15, R1-16, R1-19, R4-10)."""

    COUNTERPART_OFFICE = "counterpart_office", _("Oficina de la contraparte")
    COUNTERPART_COMMITTEE = "counterpart_committee", _("Comité de la contraparte")
    PROMOTER = "promoter", _("Promotor: persona o grupo")
    CONSUL = "consul", _("Cónsul acreditado en México")
    SPEAKER = "speaker", _("Ponente")
    AGENCY = "agency", _("Agencia de cooperación o red")
    SECRETARY = "secretary", _("Secretaría particular")
    MUNICIPAL_OFFICE = "municipal_office", _("Oficina internacional de otro municipio")
    OTHER = "other", _("Otro contacto")


class EncounterKind(TextChoices):
    """R0-11 visits, R0-21 gatherings, R0-28 conversations."""

    VISIT_IN = "visit_in", _("Visita recibida")
    VISIT_OUT = "visit_out", _("Visita realizada")
    DELEGATION_IN = "delegation_in", _("Delegación recibida")
    DELEGATION_OUT = "delegation_out", _("Delegación enviada")
    GATHERING = "gathering", _("Encuentro al que se asistió")
    MEETING = "meeting", _("Reunión de trabajo")
    CONVERSATION = "conversation", _("Conversación o llamada")


class EncounterState(TextChoices):
    PLANNED = "planned", _("Previsto")
    HELD = "held", _("Realizado")
    CANCELLED = "cancelled", _("Cancelado")
    VOID = "void", _("Asentado por error")


# kinds that are a trip of one's own people, under public scrutiny (R4-37)
TRIPS = frozenset({EncounterKind.VISIT_OUT, EncounterKind.DELEGATION_OUT, EncounterKind.GATHERING})


class TripLack(TextChoices):
    """What a trip owes to the public (R4-37). Advice: it is seen and stops nothing."""

    NO_PURPOSE = "no_purpose", _("No dice para qué.")
    NO_COST = "no_cost", _("No dice cuánto costó ni con qué recurso.")
    NO_REPORT = "no_report", _("Falta el informe de resultados.")
    NO_PLAN = "no_plan", _("No tiene plan de comunicación.")
    NOT_TOLD = "not_told", _("Venció lo que se iba a comunicar y no consta que se hizo.")


class TopicState(TextChoices):
    """Where a topic of interest stands (R0-13)."""

    RAISED = "raised", _("Planteado")
    IN_PROGRESS = "in_progress", _("En curso")
    AGREED = "agreed", _("Acordado")
    DONE = "done", _("Cumplido")
    DROPPED = "dropped", _("Sin seguimiento")


TOPIC_OPEN = frozenset({TopicState.RAISED, TopicState.IN_PROGRESS, TopicState.AGREED})


class Indicator(TextChoices):
    """With what an objective of a relation is measured (R0-12): visitors and projects first, as the programme counts."""

    VISITORS = "visitors", _("Visitantes del extranjero")
    PROJECTS = "projects", _("Proyectos de beneficio mutuo")
    EXCHANGES = "exchanges", _("Personas en intercambios")
    PRACTICES = "practices", _("Buenas prácticas adoptadas")
    OTHER = "other", _("Otra cuenta")


class OutcomeKind(TextChoices):
    """What came of an encounter (R0-27), for each relation (R1-24)."""

    REACTIVATION = "reactivation", _("Relación por reactivar")
    STRENGTHENED = "strengthened", _("Relación que se fortalece")
    PROJECT = "project", _("Idea de proyecto")
    CONTACT = "contact", _("Contacto establecido")
    LEAD = "lead", _("Prospecto")
    NOTHING = "nothing", _("Sin novedad")


class Way(TextChoices):
    """Which way an invitation goes (R0-26, R0-35)."""

    IN = "in", _("Recibida")
    OUT = "out", _("Enviada")


class InvitationState(TextChoices):
    LISTED = "listed", _("Por enviar")
    SENT = "sent", _("Enviada")
    RECEIVED = "received", _("Por contestar")
    ACCEPTED = "accepted", _("Aceptada")
    DECLINED = "declined", _("Declinada")
    ATTENDED = "attended", _("Se asistió")
    WITHDRAWN = "withdrawn", _("Retirada")


class ServiceState(TextChoices):
    """R4-04: what is asked of an embassy or a consulate."""

    ASKED = "asked", _("Solicitado")
    ANSWERED = "answered", _("Atendido")
    DECLINED = "declined", _("No atendido")
    WITHDRAWN = "withdrawn", _("Retirado")


class Touch(TextChoices):
    """What a sign of life was: how last contact is known."""

    LETTER_SENT = "letter_sent", _("carta enviada")
    LETTER_RECEIVED = "letter_received", _("carta recibida")
    LETTER_ACKNOWLEDGED = "letter_acknowledged", _("acuse de una carta")
    ENCOUNTER = "encounter", _("encuentro")
    INVITATION_SENT = "invitation_sent", _("invitación enviada")
    INVITATION_RECEIVED = "invitation_received", _("invitación recibida")
    INVITATION_ANSWERED = "invitation_answered", _("respuesta a una invitación")
    SIGNED = "signed", _("firma del acuerdo")


class Spoken(TextChoices):
    """Languages of contacts, by their ISO codes; another code is shown as it is."""

    ES = "es", _("español")
    EN = "en", _("inglés")
    PT = "pt", _("portugués")
    FR = "fr", _("francés")
    DE = "de", _("alemán")
    IT = "it", _("italiano")
    JA = "ja", _("japonés")
    ZH = "zh", _("chino")
    KO = "ko", _("coreano")
    TR = "tr", _("turco")
    AR = "ar", _("árabe")


class Bond(TextChoices):
    """Why a relation counts as an active link (R1-07)."""

    SIGNED = "signed", _("con acuerdo firmado")
    ALIVE = "alive", _("ambas partes en contacto los últimos doce meses")


class Talk(TextChoices):
    """What the mayor may bring up: a sentence for each code of `rules.talking_points`."""

    ANSWER_THEIR_LETTER = "answer_their_letter", _("Debemos respuesta a su carta %(folio)s, del %(on)s.")
    THEY_OWE_ANSWER = "they_owe_answer", _("Preguntar por nuestra carta %(folio)s, sin respuesta desde el %(on)s.")
    OUR_DUTY = "our_duty", _("Nos toca: %(title)s, a más tardar el %(on)s.")
    THEIR_DUTY = "their_duty", _("Les toca: %(title)s, a más tardar el %(on)s.")
    TOPIC = "topic", _("Dar seguimiento a “%(title)s”: %(state)s.")
    INVITATION = "invitation", _("Contestar su invitación a %(title)s, antes del %(on)s.")
    INVITED = "invited", _("Preguntar si aceptan la invitación a “%(title)s”.")
    AGREED = "agreed", _("Lo acordado el %(on)s: %(title)s.")
    NEXT_RUNG = "next_rung", _("Lo que sigue: %(title)s")
    GREET = "greet", _("Agradecer el contacto y proponer fecha para una reunión de trabajo.")


class Unsaid(TextChoices):
    """What may not be said yet: it would exceed its proof."""

    AUTHORISED = "authorised", _("No diga que el Cabildo lo autorizó: no consta acta que nombre a esta contraparte.")
    OPINION = "opinion", _("No diga que la SRE lo aprobó: no consta dictamen.")
    SIGNED = "signed", _("No diga que se firmó ni ponga fecha de firma: no hay texto firmado en el expediente.")
    REGISTERED = "registered", _("No diga que está registrado: no consta número de la SRE.")
    RUNNING = "running", _("No hable de un programa en marcha: no hay programa anual aceptado.")
    RESULTS = "results", _("No ofrezca cifras de resultados: no hay evidencia de los últimos doce meses.")
    FIRST = "first", _("No diga que es la primera relación con esta ciudad: hay un antecedente, %(folio)s.")
    MONEY = "money", _("No comprometa recursos: cada Parte responde con su presupuesto autorizado.")


class Power(StrEnum):
    KEEP = "keep"  # contacts, encounters, invitations, topics
    ANSWER = "answer"  # the consulate answers what is asked of it
    ASK = "ask"  # the municipality asks


class Happened(HappenedBase):
    CONTACT_ADDED = "encounters.contact_added", _("%(actor)s sumó un contacto: %(post)s")
    CONTACT_UPDATED = "encounters.contact_updated", _("%(actor)s corrigió la ficha de un contacto: %(post)s")
    CONTACT_ENDED = "encounters.contact_ended", _("%(actor)s dio de baja un contacto: %(post)s (%(reason)s)")
    HOLDER_CHANGED = "encounters.holder_changed", _("%(actor)s asentó el relevo en %(post)s, desde el %(on)s")
    HOLDER_WITHHELD = (
        "encounters.holder_withheld",
        _("%(actor)s reservó el nombre de quien ocupa %(post)s, a petición de su titular"),
    )
    ENCOUNTER_PLANNED = "encounters.encounter_planned", _("%(actor)s previó “%(title)s” (%(kind)s), para el %(on)s")
    ENCOUNTER_RECORDED = "encounters.encounter_recorded", _("%(actor)s asentó “%(title)s” (%(kind)s), del %(on)s")
    ENCOUNTER_HELD = "encounters.encounter_held", _("Se realizó “%(title)s”, el %(on)s")
    ENCOUNTER_CANCELLED = "encounters.encounter_cancelled", _("%(actor)s canceló “%(title)s”: %(reason)s")
    ENCOUNTER_CORRECTED = (
        "encounters.encounter_corrected",
        _("%(actor)s corrigió “%(title)s”, ahora del %(on)s: %(reason)s"),
    )
    ENCOUNTER_VOIDED = "encounters.encounter_voided", _("%(actor)s dejó sin efecto “%(title)s”: %(reason)s")
    PARTICIPANT_ADDED = "encounters.participant_added", _("%(actor)s sumó a “%(title)s”: %(post)s")
    EVIDENCE_ADDED = "encounters.evidence_added", _("%(actor)s adjuntó evidencia a “%(title)s”")
    TOPIC_RAISED = "encounters.topic_raised", _("%(actor)s anotó un tema de interés: %(topic)s")
    TOPIC_MOVED = "encounters.topic_moved", _("%(actor)s dio seguimiento al tema “%(topic)s”: %(state)s")
    OBJECTIVE_SET = "encounters.objective_set", _("%(actor)s fijó el objetivo “%(title)s”, para el %(on)s")
    OBJECTIVE_MEASURED = (
        "encounters.objective_measured",
        _("%(actor)s asentó una medición de “%(title)s”: %(value)s, del %(on)s"),
    )
    MEASURE_VOIDED = (
        "encounters.measure_voided",
        _("%(actor)s dejó sin efecto la medición de “%(title)s” del %(on)s: %(reason)s"),
    )
    OBJECTIVE_CLOSED = "encounters.objective_closed", _("%(actor)s cerró el objetivo “%(title)s”: %(reason)s")
    OUTCOME_RECORDED = "encounters.outcome_recorded", _("%(actor)s asentó qué resultó de “%(title)s”: %(result)s")
    LEAD_FOUND = "encounters.lead_found", _("De “%(title)s” salió el prospecto %(folio)s")
    INVITATION_RECORDED = (
        "encounters.invitation_recorded",
        _("%(actor)s asentó una invitación a “%(event)s”, de %(post)s"),
    )
    INVITATIONS_LISTED = "encounters.invitations_listed", _("%(actor)s sumó %(number)s invitaciones a “%(event)s”")
    INVITATION_SENT = "encounters.invitation_sent", _("Se envió la invitación a “%(event)s”, para %(post)s, el %(on)s")
    INVITATION_ANSWERED = (
        "encounters.invitation_answered",
        _("Se contestó la invitación a “%(event)s”: %(answer)s, el %(on)s"),
    )
    INVITATION_ATTENDED = "encounters.invitation_attended", _("Se asistió a “%(event)s”, el %(on)s")
    INVITATION_WITHDRAWN = (
        "encounters.invitation_withdrawn",
        _("%(actor)s retiró la invitación a “%(event)s”: %(reason)s"),
    )
    LETTER_TIED = (
        "encounters.letter_tied",
        _("%(actor)s dijo de qué evento y de qué contacto trata la carta %(folio)s"),
    )
    SERVICE_ASKED = "encounters.service_asked", _("%(actor)s pidió un servicio a %(post)s: %(subject)s")
    SERVICE_ANSWERED = "encounters.service_answered", _("%(post)s contestó la solicitud “%(subject)s”: %(state)s")
    SERVICE_WITHDRAWN = "encounters.service_withdrawn", _("%(actor)s retiró la solicitud “%(subject)s”: %(reason)s")
    COST_PUT = "encounters.cost_put", _("%(actor)s asentó un costo de “%(title)s”")
    TRIP_REPORTED = "encounters.trip_reported", _("%(actor)s asentó el informe de resultados de “%(title)s”")
    COMMUNICATION_PLANNED = (
        "encounters.communication_planned",
        _("%(actor)s sumó una línea al plan de comunicación de “%(title)s”"),
    )
    COMMUNICATION_DONE = "encounters.communication_done", _("Se comunicó lo planeado de “%(title)s”, el %(on)s")
