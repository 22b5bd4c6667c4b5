"""Words of files: what may be uploaded, and why something was not taken."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Expect(StrEnum):
    """What the form asked for."""

    PDF = "pdf"
    IMAGE = "image"
    DOCX = "docx"
    PDF_OR_IMAGE = "pdf_or_image"
    PHOTO = "photo"
    EVIDENCE = "evidence"


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
IMAGES = frozenset({"image/png", "image/jpeg", "image/webp", "image/tiff"})
HEIC = "image/heic"  # what iPhones make; shown only as a copy
PHOTOS = IMAGES | {HEIC}
ACCEPTED: dict[str, frozenset[str]] = {
    Expect.PDF: frozenset({PDF}),
    Expect.IMAGE: IMAGES,
    Expect.DOCX: frozenset({DOCX}),
    Expect.PDF_OR_IMAGE: IMAGES | {PDF},
    Expect.PHOTO: PHOTOS,
    Expect.EVIDENCE: PHOTOS | {PDF, DOCX, XLSX, CSV},
}
SUFFIXES: dict[str, frozenset[str]] = {
    PDF: frozenset({"pdf"}),
    DOCX: frozenset({"docx"}),
    XLSX: frozenset({"xlsx"}),
    CSV: frozenset({"csv"}),
    "image/png": frozenset({"png"}),
    "image/jpeg": frozenset({"jpg", "jpeg", "jpe"}),
    "image/webp": frozenset({"webp"}),
    "image/tiff": frozenset({"tif", "tiff"}),
    HEIC: frozenset({"heic", "heif", "hif"}),
}


class Fault(TextChoices):
    """Why a file was not taken: the sentence says what to do instead."""

    EMPTY = "empty", _("El archivo llegó vacío: el envío se interrumpió. Vuelva a enviarlo.")
    TOO_LARGE = "too_large", _("El archivo pesa más de %(megabytes)s MB. Escanéelo con menor resolución o divídalo.")
    NOT_A_PDF = "not_a_pdf", _("El archivo no es un PDF. Escanéelo o guárdelo como PDF.")
    NOT_AN_IMAGE = "not_an_image", _("El archivo no es una imagen PNG, JPEG, WebP o TIFF.")
    NOT_A_DOCX = "not_a_docx", _("El archivo no es un documento de Word (.docx).")
    NOT_PDF_OR_IMAGE = "not_pdf_or_image", _("El archivo no es un PDF ni una imagen PNG, JPEG, WebP o TIFF.")
    NOT_EVIDENCE = (
        "not_evidence",
        _(
            "El archivo no es una foto (JPEG, PNG, WebP, TIFF, HEIC), un PDF, un documento de Word (.docx) ni una tabla (.xlsx, .csv)."
        ),
    )
    NOT_A_PHOTO = "not_a_photo", _("El archivo no es una foto JPEG, PNG, WebP, TIFF o HEIC.")
    ANIMATED = "animated", _("La imagen se mueve. Guarde un solo cuadro, como PNG o JPEG.")
    WRONG_NAME = "wrong_name", _("La terminación del nombre no corresponde a lo que el archivo es. Cámbiele el nombre.")
    PDF_ENCRYPTED = (
        "pdf_encrypted",
        _("El PDF tiene contraseña o candado. Guárdelo sin protección y vuelva a enviarlo."),
    )
    PDF_SCRIPT = (
        "pdf_script",
        _("El PDF lleva instrucciones que se ejecutan solas (JavaScript). Imprímalo a un PDF nuevo."),
    )
    PDF_FORM = (
        "pdf_form",
        _(
            "El PDF es un formulario dinámico (XFA), que solo Adobe Reader muestra. Ábralo ahí, elija Imprimir y la "
            "impresora “Guardar como PDF”, y envíe el PDF que resulte."
        ),
    )
    PDF_MIXED = (
        "pdf_mixed",
        _(
            "El PDF trae pegado otro archivo, antes o después de sus páginas. Ábralo, imprímalo a un PDF nuevo y envíe ese."
        ),
    )
    PDF_LAUNCH = "pdf_launch", _("El PDF intenta abrir otros programas o archivos. Imprímalo a un PDF nuevo.")
    PDF_EXECUTABLE = "pdf_executable", _("El PDF lleva dentro un programa. Imprímalo a un PDF nuevo.")
    PDF_TRUNCATED = "pdf_truncated", _("El PDF está incompleto: le falta el final. Vuelva a enviarlo.")
    PDF_DAMAGED = "pdf_damaged", _("El PDF está dañado y no puede leerse. Vuelva a generarlo.")
    PDF_BOMB = "pdf_bomb", _("El PDF se infla a un tamaño desmedido al abrirlo. Vuelva a generarlo o a escanearlo.")
    IMAGE_TOO_LARGE = "image_too_large", _("La imagen tiene demasiados puntos. Redúzcala a 50 megapíxeles o menos.")
    IMAGE_DAMAGED = "image_damaged", _("La imagen está dañada o incompleta. Vuelva a enviarla.")
    SVG = "svg", _("Una imagen SVG puede llevar programas dentro. Guárdela como PNG.")
    ZIP_BOMB = "zip_bomb", _("El documento se infla a un tamaño desmedido al abrirlo. Guárdelo de nuevo desde Word.")
    DOCX_MACROS = "docx_macros", _("El documento lleva macros. Guárdelo como .docx sin macros.")
    DOCX_EXTERNAL = "docx_external", _("El documento trae partes de otras direcciones. Quite los vínculos externos.")
    DOCX_OBJECTS = "docx_objects", _("El documento lleva objetos incrustados. Sustitúyalos por texto o imágenes.")
    DOCX_ENCRYPTED = (
        "docx_encrypted",
        _("El documento de Word tiene contraseña. Guárdelo sin contraseña y vuelva a enviarlo."),
    )
    XLSX_MACROS = "xlsx_macros", _("La hoja de cálculo lleva macros. Guárdela como .xlsx sin macros.")
    XLSX_EXTERNAL = (
        "xlsx_external",
        _("La hoja de cálculo toma datos de otros archivos. Péguelos como valores y guárdela."),
    )
    XLSX_OBJECTS = "xlsx_objects", _("La hoja de cálculo lleva objetos incrustados. Quítelos y guárdela.")
    XLSX_ENCRYPTED = (
        "xlsx_encrypted",
        _("La hoja de cálculo tiene contraseña. Guárdela sin contraseña y vuelva a enviarla."),
    )
    XLSX_DAMAGED = "xlsx_damaged", _("La hoja de cálculo está dañada o incompleta. Vuelva a guardarla y envíela.")
    XLS_OLD = "xls_old", _("La hoja de cálculo es de un Excel anterior (.xls). Ábrala y guárdela como .xlsx.")
    DOC_OLD = "doc_old", _("El documento es de un Word anterior (.doc). Ábralo y guárdelo como .docx.")
    DOCX_DAMAGED = "docx_damaged", _("El documento de Word está dañado o incompleto. Vuelva a guardarlo y envíelo.")


class Happened(HappenedBase):
    ATTACHED = "files.attached", _("%(actor)s adjuntó un archivo")
    KEPT = "files.kept", _("Se conservó un papel de %(size)s octetos")
    UPLOAD_KEPT = "files.upload_kept", _("Se guardó por un día un archivo de un formulario por corregir")
    UPLOADS_DROPPED = "files.uploads_dropped", _("Se borraron %(number)s archivos de formularios sin terminar")
