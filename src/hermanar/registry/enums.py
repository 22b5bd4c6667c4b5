"""Words of the book."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hermanar.kernel.happened import HappenedBase


class Shelf(TextChoices):
    """The book of documented relations, or the shelf of exercises, which stays out of it."""

    DOCUMENTED = "documented", _("Documentada")
    EXERCISE = "exercise", _("Ejercicio de demostración")


class Withdrawal(TextChoices):
    """Why an entry is not shown: whoever publishes took it off, or the deposit it rests on is being corrected."""

    TAKEN_OFF = "taken_off", _("Retirada")
    CORRECTION = "correction", _("En corrección")


class EntryKind(TextChoices):
    """Kind of relation; of what comes from a list, what the paper itself is. A letter and an antecedent document no
    agreement: they stand in the book apart from the relations (`rules.claims.ANTECEDENTS`)."""

    TWINNING = "twinning", _("Hermanamiento")
    SPECIFIC = "specific", _("Cooperación específica")
    FRIENDSHIP = "friendship", _("Amistad")
    ALLIANCE = "alliance", _("Alianza intermunicipal o institucional")
    REAFFIRMATION = "reaffirmation", _("Ratificación o reafirmación")
    LETTER = "letter", _("Carta de intención")
    ANTECEDENT = "antecedent", _("Oficio, mención o autorización")
    OTHER = "other", _("Otro documento")


class EntryClass(TextChoices):
    INTERNATIONAL = "international", _("Internacional")
    DOMESTIC = "domestic", _("Nacional")


class Validity(TextChoices):
    IN_FORCE = "in_force", pgettext_lazy("acuerdo", "Vigente")
    EXPIRED = "expired", pgettext_lazy("acuerdo", "Vencido")
    NO_TERM = "no_term", _("Sin término documentado")
    TERMINATED = "terminated", pgettext_lazy("acuerdo", "Terminado")
    NO_AGREEMENT = "no_agreement", _("Sin hermanamiento: solo antecedente")


class PaperState(TextChoices):
    """Of an issued paper. A text prepared for signature is never in force: it waits for its signatures, or what was signed
    is what was deposited, which may differ from it. A transcript was never to be signed: it was given out after the deposit."""

    IN_FORCE = "in_force", pgettext_lazy("papel", "Expedido")
    PREPARED = "prepared", pgettext_lazy("papel", "Preparado para firma, sin firmar")
    SIGNED = "signed", pgettext_lazy("papel", "Firmado")
    SIGNED_OTHERWISE = "signed_otherwise", pgettext_lazy("papel", "Se firmó un texto que difiere de este")
    TRANSCRIPT = "transcript", pgettext_lazy("papel", "Transcripción de lo firmado, sin firmas")
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
    OPINION_NAMES_NO_TEXT = "opinion_names_no_text", _("El dictamen no dice sobre qué versión del texto se dio")
    TEXT_DIFFERS = "text_differs_from_opinion", _("El texto firmado no es el que obtuvo el dictamen")
    FOREIGN_APPROVAL_MISSING = "foreign_approval_missing", _("Sin la aprobación de la contraparte en el expediente")
    SIGNATORY_MISSING_OURS = "signatory_missing_ours", _("Falta acreditar quién firmó por la parte mexicana")
    SIGNATORY_MISSING_THEIRS = "signatory_missing_theirs", _("Falta acreditar quién firmó por la contraparte")
    POST_DOES_NOT_COVER = "post_does_not_cover", _("El encargo de quien firmó no cubre el día de la firma")
    DELEGATION_MISSING = "delegation_missing", _("Falta el documento de la delegación de firma")
    SCAN_UNSIGNED = "scan_unsigned", _("Lo depositado es el texto como se expidió, sin firmas")
    OTHER_SIGNATORY = "other_signatory", _("Por la parte mexicana firmó otra persona que la que el texto nombra")
    OTHER_SIGNATORY_THEIRS = (
        "other_signatory_theirs",
        _("Por la contraparte firmó otra persona que la que el texto nombra"),
    )
    SAME_PERSON_SIGNS = "same_person_signs", _("Consta la misma persona como firmante de las dos Partes")
    CAPACITY_UNPROVED = (
        "capacity_unproved",
        _("Falta el documento por el que firmó como encargado del despacho o por ausencia"),
    )
    ONE_ORIGINAL = "one_original", _("Se firmó un solo ejemplar original")
    LANGUAGE_OF_TEXT_MISSING = "language_of_text_missing", _("Lo depositado no está en todos los idiomas del texto")
    LANGUAGES_MISSING = "languages_missing", _("No constan los idiomas del texto firmado")


class Disagreement(TextChoices):
    """What several sources of one relation do not agree about."""

    LISTED = "listed", _("si la relación existe: no todas la mencionan")
    DATE = "on", _("la fecha")
    KIND = "kind", _("qué clase de relación es")
    PARTY = "theirs", _("quién es la contraparte")


class ListingState(TextChoices):
    """Where an old list stands."""

    BROUGHT = "brought", _("Faltan las columnas")
    READING = "reading", _("Leyéndose")
    READ = "read", _("Por revisar")
    WRITING = "writing", _("Publicándose")
    WRITTEN = "written", _("Incorporada")
    UNDOING = "undoing", _("Deshaciéndose")
    UNDONE = "undone", _("Deshecha")
    FAILED = "failed", _("No pudo leerse")


class RowState(TextChoices):
    """What a row of a list was taken for."""

    MATCHED = "matched", _("Entra al libro")
    ASKED = "asked", _("Hay que decidir")
    KNOWN = "known", _("Ya estaba en el libro")
    DUPLICATE = "duplicate", _("Repetida en la lista")
    UNMATCHED = "unmatched", _("No se encontró")
    OUTSIDE = "outside", _("No es de esta organización")
    LEFT_OUT = "left_out", _("Se deja fuera")


class RowLack(TextChoices):
    """What a row does not say, or what it would take to register what it tells of."""

    DATE = "date", _("la fecha")
    DATE_INEXACT = "date_inexact", _("el día exacto")
    DATE_ORDER = "date_order", _("qué número de la fecha es el día y cuál el mes")
    DATE_IMPOSSIBLE = "date_impossible", _("una fecha que exista")
    KIND = "kind", _("qué clase de relación es")
    SOURCE = "source", _("de dónde salió el dato")
    PLACE = "place", _("qué lugar es la contraparte")
    PAPER = "paper", _("el documento firmado en el expediente")
    REGISTRATION = "registration", _("el registro ante la SRE")


class Way(TextChoices):
    """What can be done with a relation one already has."""

    DEPOSIT = "deposit", _("Buscar el documento firmado y depositarlo")
    REGISTER = "register", _("Pedir su registro a la SRE")
    RATIFY = "ratify", _("Ratificarla por la administración actual")
    RENEW = "renew", _("Renovarla")
    RESUME = "resume", _("Retomar la conversación")


class ListFault(TextChoices):
    """Why a list was not taken: the sentence says what to do instead."""

    EMPTY = "empty", _("El archivo está vacío. Vuelva a enviarlo.")
    NOT_A_TABLE = "not_a_table", _("El archivo no es una tabla. Guárdelo como CSV o como libro de Excel (.xlsx).")
    TOO_LARGE = "too_large", _("El archivo pesa más de %(megabytes)s MB. Guarde solo la lista, como CSV.")
    TOO_MANY_ROWS = "too_many_rows", _("La lista tiene más de %(most)s filas. Divídala y tráigala por partes.")
    LINE_TOO_LONG = "line_too_long", _("Una línea del archivo mide más de un megabyte: no es una lista.")
    QUOTE_OPEN = "quote_open", _("Unas comillas se abren antes de la línea %(line)s y no se cierran. Ciérrelas.")
    NO_COLUMN = "no_column", _("La lista ya no tiene la columna “%(name)s”. Elija las columnas otra vez.")
    PROTECTED = "protected", _("El libro tiene contraseña. Guárdelo sin ella y vuelva a enviarlo.")
    TOO_LARGE_INSIDE = "too_large_inside", _("El libro se infla al abrirlo. Guarde solo la lista, como CSV.")


class Power(StrEnum):
    PUBLISH = "publish"
    BRING_LIST = "bring_list"


class Happened(HappenedBase):
    ENTRY_PUBLISHED = "registry.entry_published", _("Se publicó la revisión %(revision)s de la ficha %(folio)s")
    ENTRY_WITHDRAWN = "registry.entry_withdrawn", _("Se retiró del portal la ficha %(folio)s: %(reason)s")
    PROFILE_PUBLISHED = (
        "registry.profile_published",
        _("%(actor)s publicó el perfil municipal, revisión %(number)s"),
    )
    PROFILE_WITHDRAWN = "registry.profile_withdrawn", _("%(actor)s retiró del portal el perfil municipal: %(reason)s")
    PICTURE_MASKED = (
        "registry.picture_masked",
        _("%(actor)s puso una copia que reserva un nombre en el lugar de una imagen publicada"),
    )
    REPORT_PUBLISHED = "registry.report_published", _("%(actor)s publicó en el portal el informe de %(period)s")
    REPORT_WITHDRAWN = (
        "registry.report_withdrawn",
        _("%(actor)s retiró del portal el informe de %(period)s: %(reason)s"),
    )
    LIST_LOADED = "registry.list_loaded", _("Se cargaron %(count)s relaciones documentadas, cada una con su fuente")
    LIST_BROUGHT = "registry.list_brought", _("%(actor)s trajo una lista de relaciones")
    LIST_MAPPED = "registry.list_mapped", _("%(actor)s dijo qué es cada columna de la lista")
    LIST_ROWS_READ = "registry.list_rows_read", _("Se leyeron %(count)s filas de la lista")
    LIST_READ = "registry.list_read", _("Se terminó de leer la lista: %(count)s relaciones")
    LIST_RETRIED = "registry.list_retried", _("%(actor)s pidió seguir con la lista")
    LIST_FAILED = "registry.list_failed", _("La lista no pudo leerse (%(fault)s)")
    ROW_ANSWERED = "registry.row_answered", _("%(actor)s decidió qué lugar es el de la fila %(row)s: %(key)s")
    PARTNER_ANSWERED = (
        "registry.partner_answered",
        _("%(actor)s decidió qué lugar es la contraparte de la fila %(row)s"),
    )
    DATE_ANSWERED = "registry.date_answered", _("%(actor)s dijo qué fecha es la de la fila %(row)s")
    ROW_LEFT_OUT = "registry.row_left_out", _("%(actor)s dejó fuera la fila %(row)s")
    LIST_CONFIRMED = "registry.list_confirmed", _("%(actor)s incorporó la lista al libro")
    LIST_ROWS_WRITTEN = "registry.list_rows_written", _("Se incorporaron %(count)s filas de la lista")
    LIST_WRITTEN = "registry.list_written", _("La lista quedó en el libro: %(count)s fichas")
    LIST_UNDO_ASKED = "registry.list_undo_asked", _("%(actor)s deshizo la lista: %(reason)s")
    LIST_ROWS_UNDONE = "registry.list_rows_undone", _("Se retiraron %(count)s fichas de la lista")
    LIST_UNDONE = "registry.list_undone", _("La lista quedó deshecha")
    SOURCE_FOLLOWED = (
        "registry.source_followed",
        _("%(actor)s eligió la fuente que sigue la ficha %(folio)s: %(reason)s"),
    )
