"""Words of bodies and sessions."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class BodyKind(TextChoices):
    COMMITTEE = "committee", _("Comité de Ciudades Hermanas")
    CABILDO = "cabildo", _("Cabildo")


class Sector(TextChoices):
    CITIZEN = "citizen", _("Ciudadanía")
    OFFICIAL = "official", _("Servicio público")


class SessionKind(TextChoices):
    ORDINARY = "ordinary", _("Ordinaria")
    EXTRAORDINARY = "extraordinary", _("Extraordinaria")
    SOLEMN = "solemn", _("Solemne")
    INSTALLATION = "installation", _("De instalación")


class SessionState(TextChoices):
    CONVENED = "convened", _("Convocada")
    HELD = "held", _("Celebrada")
    CANCELLED = "cancelled", _("Cancelada")


class Purpose(TextChoices):
    """What a point of the agenda decides about a relation."""

    APPROVE_STUDY = "approve_study", _("Aprobar el estudio de factibilidad")
    AUTHORISE = "authorise", _("Autorizar la suscripción")
    INSTALL = "install", _("Instalar el Comité")
    CORRECT = "correct", _("Corregir un acuerdo anterior")
    OTHER = "other", _("Otro asunto")


class Outcome(TextChoices):
    APPROVED = "approved", _("Aprobado")
    REJECTED = "rejected", _("No aprobado")
    POSTPONED = "postponed", _("Pospuesto")


class WhyNot(TextChoices):
    """Why a resolution authorises nothing here (`rules.why_not_authorised`)."""

    NOT_APPROVED = "not_approved", _("El punto no se aprobó: no autoriza la firma.")
    BLANK = (
        "blank",
        _("El acto no nombra a la contraparte: un voto de confianza en blanco no autoriza aquí."),
    )
    OTHER_CITY = "other_city", _("El acto nombra a otra ciudad: no autoriza la firma con esta contraparte.")


class Power(StrEnum):
    CONVENE = "convene"
    VOTE = "vote"
    CERTIFY = "certify"
    RECORD = "record"
    PUT_POINT = "put_point"


class Happened(HappenedBase):
    BODY_CREATED = "meetings.body_created", _("%(actor)s asentó el órgano “%(body)s”")
    MEMBER_SEATED = "meetings.member_seated", _("Se integró una persona a “%(body)s” (%(position)s)")
    MEMBER_LEFT = "meetings.member_left", _("Una persona dejó “%(body)s” (%(position)s)")
    SESSION_CONVENED = "meetings.session_convened", _("%(actor)s convocó la sesión %(kind)s %(number)s de “%(body)s”")
    SESSION_HELD = (
        "meetings.session_held",
        _("Sesionó “%(body)s”: sesión %(kind)s %(number)s, con %(present)s presentes de %(seats)s"),
    )
    SESSION_CANCELLED = "meetings.session_cancelled", _("%(actor)s canceló la sesión %(number)s: %(reason)s")
    POINT_PUT = "meetings.point_put", _("%(actor)s propuso el punto “%(point)s”")
    RESOLVED = "meetings.resolved", _("“%(body)s” resolvió el punto %(point)s: %(outcome)s (%(votes)s)")
    RESOLUTION_RECORDED = (
        "meetings.resolution_recorded",
        _("Se asentó el acuerdo %(number)s de “%(body)s”, acta %(act_number)s, del %(on)s"),
    )
    RESOLUTION_CORRECTED = "meetings.resolution_corrected", _("“%(body)s” corrigió el acuerdo %(number)s: %(reason)s")
    CERTIFIED = "meetings.certified", _("%(actor)s certificó el acuerdo %(number)s")
