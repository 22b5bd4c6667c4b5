"""Words of the book."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hermanar.kernel.happened import HappenedBase


class Shelf(TextChoices):
    """The book of documented relations, or the shelf of exercises, which stays out of it."""

    DOCUMENTED = "documented", _("Documentada")
    EXERCISE = "exercise", _("Ejercicio de demostración")


class EntryKind(TextChoices):
    """Kind of relation; of what comes from a list, what the paper itself is."""

    TWINNING = "twinning", _("Hermanamiento")
    SPECIFIC = "specific", _("Cooperación específica")
    FRIENDSHIP = "friendship", _("Amistad")
    ALLIANCE = "alliance", _("Alianza intermunicipal o institucional")
    REAFFIRMATION = "reaffirmation", _("Ratificación o reafirmación")
    LETTER = "letter", _("Carta u oficio de intención")
    OTHER = "other", _("Otro documento")


class EntryClass(TextChoices):
    INTERNATIONAL = "international", _("Internacional")
    DOMESTIC = "domestic", _("Nacional")


class Validity(TextChoices):
    IN_FORCE = "in_force", pgettext_lazy("acuerdo", "Vigente")
    EXPIRED = "expired", pgettext_lazy("acuerdo", "Vencido")
    NO_TERM = "no_term", _("Sin término documentado")
    TERMINATED = "terminated", pgettext_lazy("acuerdo", "Terminado")


class PaperState(TextChoices):
    IN_FORCE = "in_force", pgettext_lazy("papel", "Vigente")
    SUPERSEDED = "superseded", pgettext_lazy("papel", "Sustituido")
    WITHDRAWN = "withdrawn", pgettext_lazy("papel", "Sin efecto")
    ALTERED = "altered", _("No verificable: lo guardado no coincide con lo expedido")


class ActWord(TextChoices):
    """What happens to a relation, as the timeline of its entry says it."""

    LETTER = "letter", _("Carta u oficio de intención")
    AUTHORISED = "authorised", _("Autorización del Cabildo")
    OPINION = "opinion", _("Dictamen de procedencia de la SRE")
    APPROVED = "approved", _("Aprobación del instrumento")
    SIGNED = "signed", _("Firma")
    REGISTERED = "registered", _("Registro ante la SRE")
    AMENDMENT = "amendment", _("Modificación")
    RENEWAL = "renewal", _("Renovación")
    RATIFICATION = "ratification", _("Ratificación")
    REAFFIRMATION = "reaffirmation", _("Reafirmación")
    TERMINATION = "termination", _("Terminación")
    CORRECTION = "correction", _("Corrección")
    DOCUMENTED = "documented", _("Documento citado por la fuente")


class Power(StrEnum):
    PUBLISH = "publish"


class Happened(HappenedBase):
    ENTRY_PUBLISHED = "registry.entry_published", _("Se publicó la revisión %(revision)s de la ficha %(folio)s")
    ENTRY_WITHDRAWN = "registry.entry_withdrawn", _("Se retiró del portal la ficha %(folio)s: %(reason)s")
    LIST_LOADED = "registry.list_loaded", _("Se cargaron %(count)s relaciones documentadas, cada una con su fuente")
