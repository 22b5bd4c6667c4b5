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


class Lack(TextChoices):
    """What a signing that happened lacks: it is published with the rest, for a claim never exceeds its proof."""

    AUTHORISATION_MISSING = "authorisation_missing", _("Sin autorización del Cabildo en el expediente")
    AUTHORISED_AFTER_SIGNING = "authorised_after_signing", _("El Cabildo lo autorizó después de la firma")
    OPINION_MISSING = "opinion_missing", _("Sin dictamen de la SRE en el expediente")
    OPINION_AFTER_SIGNING = "opinion_after_signing", _("El dictamen de la SRE es posterior a la firma")
    TEXT_DIFFERS = "text_differs_from_opinion", _("El texto firmado no es el que obtuvo el dictamen")
    FOREIGN_APPROVAL_MISSING = "foreign_approval_missing", _("Sin la aprobación de la contraparte en el expediente")
    SIGNATORY_MISSING_OURS = "signatory_missing_ours", _("Falta acreditar quién firmó por la parte mexicana")
    SIGNATORY_MISSING_THEIRS = "signatory_missing_theirs", _("Falta acreditar quién firmó por la contraparte")
    POST_DOES_NOT_COVER = "post_does_not_cover", _("El encargo de quien firmó no cubre el día de la firma")
    DELEGATION_MISSING = "delegation_missing", _("Falta el documento de la delegación de firma")
    ONE_ORIGINAL = "one_original", _("Se firmó un solo ejemplar original")
    LANGUAGES_MISSING = "languages_missing", _("No constan los idiomas del texto firmado")


class Disagreement(TextChoices):
    """What several sources of one relation do not agree about."""

    LISTED = "listed", _("si la relación existe: no todas la mencionan")
    DATE = "on", _("la fecha")
    KIND = "kind", _("qué clase de relación es")
    PARTY = "theirs", _("quién es la contraparte")


class Power(StrEnum):
    PUBLISH = "publish"


class Happened(HappenedBase):
    ENTRY_PUBLISHED = "registry.entry_published", _("Se publicó la revisión %(revision)s de la ficha %(folio)s")
    ENTRY_WITHDRAWN = "registry.entry_withdrawn", _("Se retiró del portal la ficha %(folio)s: %(reason)s")
    LIST_LOADED = "registry.list_loaded", _("Se cargaron %(count)s relaciones documentadas, cada una con su fuente")
