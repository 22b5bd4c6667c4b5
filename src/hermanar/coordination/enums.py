"""Words of coordination between the orders of government."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Level(TextChoices):
    """Which order of government gives advice (R2-03)."""

    STATE = "state", _("Estatal")
    FEDERAL = "federal", _("Federal")


class Topic(TextChoices):
    """What an advice is asked about."""

    PROCESS = "process", _("El proceso y sus pasos")
    LETTER = "letter", _("Cartas y oficios")
    PROFILE = "profile", _("Perfil y estudio")
    COMMITTEE = "committee", _("Comité y sesiones")
    TEXT = "text", _("Texto del acuerdo")
    OPINION = "opinion", _("Envío y dictamen")
    PROGRAMME = "programme", _("Programa y cooperación")
    OTHER = "other", _("Otro tema")


class AdviceState(TextChoices):
    ASKED = "asked", _("Por responder")
    ANSWERED = "answered", _("Respondida")
    RATED = "rated", _("Valorada")
    WITHDRAWN = "withdrawn", _("Retirada")


class CampaignPurpose(TextChoices):
    """Why a state writes to many municipalities at once (R2-06)."""

    PROFESSIONALISE = "professionalise", _("Profesionalizar el hermanamiento")
    COMPLY = "comply", _("Cumplir los requisitos")
    DIAGNOSIS = "diagnosis", _("Diagnóstico de relaciones existentes")
    OTHER = "other", _("Otro propósito")


class CampaignState(TextChoices):
    DRAFT = "draft", _("En preparación")
    SENT = "sent", _("Enviada")
    CLOSED = "closed", _("Cerrada")


class Response(TextChoices):
    ACCEPTED = "accepted", _("Participa")
    DECLINED = "declined", _("No participa")


class ProposalKind(TextChoices):
    """For what a local idea is sent up (R2-09)."""

    AGREEMENT = "agreement", _("Para un acuerdo que negocie el Gobierno de México")
    PROJECT = "project", _("Para un proyecto de cooperación")
    OTHER = "other", _("Otra propuesta")


class ProposalState(TextChoices):
    SENT = "sent", _("Enviada")
    RECEIVED = "received", _("Recibida")
    CONSIDERED = "considered", _("En estudio")
    ADOPTED = "adopted", _("Considerada en la negociación")
    NOT_ADOPTED = "not_adopted", _("No considerada")
    WITHDRAWN = "withdrawn", _("Retirada")


# replies that end the matter
FINAL = frozenset({ProposalState.ADOPTED, ProposalState.NOT_ADOPTED})


class Contact(TextChoices):
    """How long ago the state last knew of a municipality (R2-06)."""

    RECENT = "recent", _("Con contacto en el año")
    OLD = "old", _("Sin contacto en doce meses")
    NEVER = "never", _("Nunca contactado")


class HealthPoint(TextChoices):
    """What a living link is looked at by (R4-38)."""

    STRATEGIC = "strategic", _("Ordenada y estratégica")
    SOCIETY = "society", _("Con participación de la sociedad")
    CONTACT = "contact", _("En comunicación continua")
    RESULTS = "results", _("Con trabajo conjunto y resultados")
    SPREAD = "spread", _("Con difusión")


# (point, whether it is good) → what the records say
HEALTH = {
    ("strategic", True): _("Corre un programa aprobado por ambas Partes; actividades que responden a prioridades: %(tied)s de %(number)s."),
    ("strategic", False): _("Falta un programa del año aprobado por ambas Partes, con actividades que respondan a prioridades (%(tied)s de %(number)s)."),
    ("society", True): _("Organizaciones o personas que aceptaron participar: %(number)s."),
    ("society", False): _("Nadie de la sociedad consta como participante en esta relación."),
    ("contact", True): _("Ambas Partes dieron señales en los últimos %(days)s días."),
    ("contact", False): _("Alguna de las Partes lleva más de %(days)s días sin dar señales."),
    ("results", True): _("Actividades realizadas en el año, con evidencia aceptada: %(number)s."),
    ("results", False): _("Ninguna actividad realizada en el año tiene evidencia aceptada."),
    ("spread", True): _("Evidencias de difusión en el año: %(number)s."),
    ("spread", False): _("Ninguna evidencia muestra que se difundió lo hecho en el año."),
}  # fmt: skip


class Power(StrEnum):
    ASK = "ask"  # ask advice, propose upward
    ADVISE = "advise"  # answer what was asked of one's office
    CONVOKE = "convoke"  # the state: campaigns, instrument
    REPLY = "reply"  # the ministry: reply to proposals


class Happened(HappenedBase):
    ADVICE_ASKED = "coordination.advice_asked", _("%(actor)s pidió asesoría %(folio)s: “%(subject)s”")
    ADVICE_ANSWERED = "coordination.advice_answered", _("%(actor)s respondió la asesoría %(folio)s en %(days)s días")
    ADVICE_RATED = "coordination.advice_rated", _("%(actor)s valoró la asesoría %(folio)s: %(rating)s de 5")
    ADVICE_WITHDRAWN = "coordination.advice_withdrawn", _("%(actor)s retiró la asesoría %(folio)s: %(reason)s")
    CAMPAIGN_DRAFTED = "coordination.campaign_drafted", _("%(actor)s preparó la campaña “%(title)s”")
    CAMPAIGN_SENT = "coordination.campaign_sent", _("%(actor)s envió la campaña “%(title)s” a %(number)s municipios")
    CAMPAIGN_ANSWERED = "coordination.campaign_answered", _("%(municipality)s contestó la campaña “%(title)s”")
    CAMPAIGN_CLOSED = "coordination.campaign_closed", _("%(actor)s cerró la campaña “%(title)s”")
    INSTRUMENT_RECORDED = (
        "coordination.instrument_recorded",
        _("%(actor)s asentó el instrumento con la SRE “%(title)s”, del %(on)s"),
    )
    INSTRUMENT_ENDED = "coordination.instrument_ended", _("Terminó el instrumento “%(title)s” el %(on)s: %(reason)s")
    PROPOSAL_SENT = "coordination.proposal_sent", _("%(actor)s envió a la SRE la propuesta %(folio)s: “%(title)s”")
    PROPOSAL_REPLIED = "coordination.proposal_replied", _("%(actor)s contestó la propuesta %(folio)s: %(state)s")
    PROPOSAL_WITHDRAWN = "coordination.proposal_withdrawn", _("%(actor)s retiró la propuesta %(folio)s: %(reason)s")
