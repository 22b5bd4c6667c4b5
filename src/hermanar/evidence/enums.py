"""Words of evidence."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Kind(TextChoices):
    """What a piece of evidence is by itself (R3-18)."""

    PHOTO = "photo", _("Fotografía")
    MINUTES = "minutes", _("Acta o minuta")
    ATTENDANCE = "attendance", _("Lista de asistencia")
    LETTER = "letter", _("Oficio o carta")
    AGREEMENT = "agreement", _("Acuerdo firmado")
    DOCUMENT = "document", _("Otro documento")
    DATABASE = "database", _("Base de datos")
    SURVEY = "survey", _("Encuesta")
    SCREENSHOT = "screenshot", _("Captura de pantalla")
    PRESS = "press", _("Nota de medios")
    LINK = "link", _("Enlace")


class EvidenceState(TextChoices):
    RECEIVED = "received", _("Por revisar")
    ACCEPTED = "accepted", _("Aceptada")
    RETURNED = "returned", _("Devuelta")


class Consent(TextChoices):
    """Whether the persons who can be recognised agreed to be shown."""

    NONE_SHOWN = "none_shown", _("No se reconoce a nadie")
    PUBLIC_ACT = "public_act", _("Acto público, personas en funciones")
    GIVEN = "given", _("Con consentimiento")
    MISSING = "missing", _("Falta el consentimiento")


class Claim(TextChoices):
    """What somebody wants to show with it."""

    HELD = "held", _("que se realizó")
    ATTENDED = "attended", _("quiénes asistieron")
    APPROVED = "approved", _("que se aprobó")
    SENT = "sent", _("que se envió")
    RECEIVED = "received", _("que se recibió")
    SIGNED = "signed", _("que se firmó")
    RATIFIED = "ratified", _("que se ratificó")
    DELIVERED = "delivered", _("que se entregó")
    PUBLISHED = "published", _("que se difundió")


class Weakness(TextChoices):
    """What a piece of evidence lacks, or says too much. Advice: it may be used all the same, and that is seen."""

    WRONG_KIND = "wrong_kind", _("%(kind)s: no puede mostrar %(claim)s.")
    OUTSIDE_PERIOD = "outside_period", _("Es de %(on)s: queda fuera del periodo.")
    PERIOD_UNSURE = "period_unsure", _("Solo se sabe que es de %(on)s: puede quedar fuera del periodo.")
    REUSED = "reused", _("Se usa también en %(others)s.")
    NO_DATE = "no_date", _("No dice de cuándo es.")
    NO_PLACE = "no_place", _("No dice dónde.")
    NO_AUTHOR = "no_author", _("No dice de quién es.")
    NO_CAPTION = "no_caption", _("No tiene pie.")
    NO_ALT = "no_alt", _("No tiene texto alternativo: quien no ve la imagen no sabe qué muestra.")
    NO_CONSENT = "no_consent", _("Falta el consentimiento de las personas que aparecen: no se publica.")
    CAPTION_CONCLUDES = (
        "caption_concludes",
        _("El pie dice “%(word)s”, y esto es %(kind)s: eso no lo muestra."),
    )
    NOT_ACCEPTED = "not_accepted", _("Todavía no se revisa.")
    WAS_RETURNED = "was_returned", _("Se devolvió: %(reason)s")


class Power(StrEnum):
    CAPTURE = "capture"  # bring it in, describe it
    JUDGE = "judge"  # accept or return it
    USE = "use"  # put it under a claim


class Happened(HappenedBase):
    ADDED = "evidence.added", _("%(actor)s incorporó una evidencia: %(kind)s")
    DESCRIBED = "evidence.described", _("%(actor)s corrigió los datos de una evidencia")
    ACCEPTED = "evidence.accepted", _("%(actor)s aceptó una evidencia")
    RETURNED = "evidence.returned", _("%(actor)s devolvió una evidencia con motivo")
    USED = "evidence.used", _("%(actor)s puso una evidencia en “%(where)s”")
    USE_ENDED = "evidence.use_ended", _("%(actor)s quitó una evidencia de “%(where)s”")
    ARRIVAL_BEGUN = "evidence.arrival_begun", _("%(actor)s empezó a enviar un archivo")
    ARRIVED = "evidence.arrived", _("Un archivo de %(size)s octetos llegó entero")
    ARRIVALS_DROPPED = "evidence.arrivals_dropped", _("Se borraron %(number)s envíos que no terminaron")
