"""Why a file cannot be read."""

from hermanar.kernel.errors import SaidInBoth


class Unreadable(SaidInBoth):
    """`code` names the reason; `es` and `en` finish the sentence *the file …*, and say what would be right."""

    def __init__(self, code: str, es: str, en: str) -> None:
        super().__init__(es, en)
        self.code = code


# what more than one reader says
PROTECTED = (
    "protected",
    "está protegido con contraseña; guárdelo sin ella",
    "is protected by a password; save it without one",
)
MACROS = ("macros", "trae macros; guárdelo como .docx sin macros", "carries macros; save it as .docx without them")
SCAN = (
    "no_text",
    "no tiene texto: es una imagen o un escaneo; traiga el documento del que salió, o uno con el texto ya reconocido (OCR)",
    "has no text: it is a picture or a scan; bring the document it was made from, or one whose text was recognized (OCR)",
)
