"""The text of a PDF that has one, page by page."""

import re
from collections import Counter

from hermanar.kernel.threads import alone_in_pdfium

from .page import Paragraph, columns_of, flowed, joined, paragraphs_of, without_line_numbers
from .unreadable import PROTECTED, SCAN, Unreadable

MAX_PAGES = 400
# of a paragraph; whether it is a “frame” of the page or its lines run on (“flow”); its row and column where there are two
Stretch = tuple[int, int, str, tuple[int, int] | None]
_FEW = 20  # characters: less than this on a page with a picture is a stamp, not its text
_WORD = re.compile(r"[^\W\d_]{2,}")
_CUT = re.compile(r"(?<![\w-])([^\W\d_]{2,})[\x02\ufffe](?=[^\W\d_A-ZÁÉÍÓÚÑÜ][^\W\d_]*(?!\w))")
_CUT_CAPITALS = re.compile(r"(?<![\w-])([A-ZÁÉÍÓÚÑÜ]{2,})[\x02\ufffe](?=[A-ZÁÉÍÓÚÑÜ]{2,}(?!\w))")
# “forty-three”, cut where its own hyphen is
_CUT_NUMBER = re.compile(
    r"(?i)(?:(?<=twenty|thirty|eighty|ninety)|(?<=forty|fifty|sixty)|(?<=seventy))[\x02\ufffe]"
    r"(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)"
)
_PAGE = re.compile(r"(?i)^\W*(?:p[áa]g(?:ina)?\.?\s*|page\s*)?(?P<n>\d{1,4})(?:\s*(?:de|of|/)\s*\d{1,4})?\W*$")
_AT_END = re.compile(r"[\x02\ufffe]")
_BROKEN = re.compile(r"[^\W\d_][^\w\s.,;:()'’“”\"«»¿?¡!/@&%°ºª–—-][^\W\d_]|\ufffd|(?:(?<=\s)[^\W\d_aeouyAEOUYé]\s){3,}")


@alone_in_pdfium
def read_pdf(data: bytes) -> tuple[str, list[tuple[int, int, str, str]], float, list[Stretch]]:
    """Text, pages without any (place and sentence in both languages), how noisy it is, and its paragraphs. What is printed on
    every page stands at the end, once. Raises Unreadable."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in data:
            raise Unreadable(*PROTECTED) from error
        raise Unreadable(
            "damaged",
            "es un PDF dañado; vuelva a guardarlo o a pedirlo",
            "is a damaged PDF; save it or ask for it again",
        ) from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise Unreadable(
                "too_many_pages",
                f"tiene {count:,} páginas; se leen hasta {MAX_PAGES}: traiga solo las que quiere revisar",
                f"has {count:,} pages; up to {MAX_PAGES} are read: bring only those to be checked",
            )
        pages: list[list[Paragraph]] = []
        pieces: list[str] = []
        pictured: list[int] = []
        pictures = 0
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise Unreadable(
                    "damaged", f"está dañado en la página {number + 1}", f"is damaged at page {number + 1}"
                ) from error
            words = page.get_textpage()
            text = _hyphens(words.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n"))
            placed = without_line_numbers(paragraphs_of(words))
            pages.append(placed or [Paragraph([text], 0, 0, 0, 0, 1)])
            words.close()
            has_picture = any(o.type == raw.FPDF_PAGEOBJ_IMAGE for o in page.get_objects(max_depth=3))
            page.close()
            pictures += has_picture
            if has_picture:
                pictured.append(number)
            pieces.append(text.rstrip())
    finally:
        document.close()
    pages = without_page_numbers(pages)
    running = _running(pieces)
    # what is printed over or under every page is not the text of a scanned one
    text, begins, stretches = _set(pages, running)
    without = [
        (n + 1, begins[n])
        for n in pictured
        if sum(len(line.strip()) for line in pieces[n].split("\n") if _bare(line) not in running) < _FEW
    ]
    if not text.strip() or (len(without) == count and len(text.strip()) < _FEW * count):
        raise Unreadable(*SCAN if pictures else ("no_text", "no tiene texto", "has no text"))
    missing = [
        (at, at, f"La página {page} es una imagen sin texto: no se revisó. Léala usted, o traiga el documento del que salió.",
         f"Page {page} is a picture without text: it was not checked. Read it yourself, or bring what it was made from.")
        for page, at in without
    ]  # fmt: skip
    return text, missing, noise_of(text) if pictures else 0.0, stretches


def _set(pages: list[list[Paragraph]], running: set[str]) -> tuple[str, list[int], list[Stretch]]:
    """The text, where each page begins in it, and its paragraphs. Running lines are said once, at the end."""
    edge = {id(p) for page in pages for p in (*page[:4], *page[-3:])}
    frame = dict.fromkeys(
        line
        for page in pages
        for p in page
        if id(p) in edge
        for line in p.lines
        if _bare(line) and _bare(line) in running
    )
    told = {_bare(line): line for line in reversed(frame)}
    bodies = [
        [p for p in page if id(p) not in edge or not all(_bare(line) in told for line in p.lines)] for page in pages
    ]
    out: list[str] = []
    begins: list[int] = []
    stretches: list[Stretch] = []
    length = 0
    whole = flowed(bodies) or joined(bodies)
    for page, places in zip(whole, columns_of(whole), strict=True):
        begins.append(length)
        for p, place in zip(page, places, strict=True):
            words = _hyphens(p.text)
            out.append(words)
            stretches.append((length, length + len(words), "flow" if p.flows else "", place))
            length += len(words) + 2
    for line in reversed(told.values()):
        out.append(_hyphens(line))
        stretches.append((length, length + len(out[-1]), "frame", None))
        length += len(out[-1]) + 2
    return "\n\n".join(out), begins, stretches


def without_page_numbers(pages: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """The number of each page, alone over or under it, is no text: it would stand between the halves of a paragraph."""
    edges = [[p for p in dict.fromkeys((page[0], page[-1])) if len(page) > 1] if page else [] for page in pages]
    told = [{int(m["n"]): p for p in edge if len(p.lines) == 1 and (m := _PAGE.match(p.text))} for edge in edges]
    begins = {n - at for at, numbers in enumerate(told) for n in numbers}
    first = next((b for b in sorted(begins) if b >= 0 and all(at + b in told[at] for at in range(1, len(pages)))), None)
    if first is None or (len(pages) == 1 and first != 1):
        return pages
    return [[p for p in page if p is not told[at].get(at + first)] for at, page in enumerate(pages)]


def _bare(line: str) -> str:
    return re.sub(r"[\d\s]+", " ", line).strip()


def _running(pages: list[str]) -> set[str]:
    """Lines that stand on most pages, page numbers aside; none where there are too few pages to tell."""
    if len(pages) < 2:
        return set()
    on = Counter(line for page in pages for line in {_bare(line) for line in page.split("\n")})
    return {line for line, times in on.items() if times >= 2 and times * 2 >= len(pages)}


def _hyphens(text: str) -> str:
    """A hyphen at the end of a line is U+0002 or U+FFFE, and the line goes on: in a word of letters alone it is
    where the word was cut."""
    text = _CUT_NUMBER.sub("-", text)
    return _AT_END.sub("-", _CUT_CAPITALS.sub(r"\1", _CUT.sub(r"\1", text)))


def noise_of(text: str) -> float:
    """How damaged a recognised text looks: broken letters against words, 0 to 1."""
    words = len(_WORD.findall(text))
    return min(1.0, len(_BROKEN.findall(text)) * 20 / words) if words else 1.0
