"""The text of a PDF that has one, page by page."""

import re

from .unreadable import Unreadable

MAX_PAGES = 400
_FEW = 20  # characters: less than this on a page with a picture is a stamp, not its text
_WORD = re.compile(r"[^\W\d_]{2,}")
_BROKEN = re.compile(r"[^\W\d_][^\w\s.,;:()'’“”\"«»¿?¡!/@&%°ºª–—-][^\W\d_]|\ufffd|(?:(?<=\s)[^\W\d_aeouyAEOUYé]\s){3,}")


def read_pdf(data: bytes) -> tuple[str, list[tuple[int, int, str, str]], float]:
    """Text, pages without any (place and sentence in both languages), and how noisy it is. Raises Unreadable."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in data:
            raise Unreadable("protected", "está protegido con contraseña", "is protected by a password") from error
        raise Unreadable("damaged", "es un PDF dañado", "is a damaged PDF") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise Unreadable(
                "too_many_pages",
                f"tiene {count:,} páginas; se leen hasta {MAX_PAGES}",
                f"has {count:,} pages; up to {MAX_PAGES} are read",
            )
        pieces: list[str] = []
        without: list[tuple[int, int]] = []  # (page, place in the text)
        length, pictures = 0, 0
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise Unreadable(
                    "damaged", f"está dañado en la página {number + 1}", f"is damaged at page {number + 1}"
                ) from error
            words = page.get_textpage()
            text = words.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-")
            words.close()
            has_picture = any(o.type == raw.FPDF_PAGEOBJ_IMAGE for o in page.get_objects(max_depth=3))
            page.close()
            pictures += has_picture
            if has_picture and len(text.strip()) < _FEW:
                without.append((number + 1, length))
            pieces.append(text.rstrip())
            length += len(pieces[-1]) + 2
    finally:
        document.close()
    text = "\n\n".join(pieces)
    if not text.strip() or (len(without) == count and len(text.strip()) < _FEW * count):
        raise Unreadable(
            "no_text",
            "no tiene texto: es una imagen o un escaneo" if pictures else "no tiene texto",
            "has no text: it is a picture or a scan" if pictures else "has no text",
        )
    missing = [
        (at, at, f"La página {page} es una imagen sin texto: no se revisó.",
         f"Page {page} is a picture without text: it was not checked.")
        for page, at in without
    ]  # fmt: skip
    return text, missing, noise_of(text) if pictures else 0.0


def noise_of(text: str) -> float:
    """How damaged a recognised text looks: broken letters against words, 0 to 1."""
    words = len(_WORD.findall(text))
    return min(1.0, len(_BROKEN.findall(text)) * 20 / words) if words else 1.0
