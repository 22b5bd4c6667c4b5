"""Paragraphs of a text as blocks of a `Content`: what each is, in which language, and which says the same in the other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES
from hermanar.kernel.text import fold

from .tongues import guess, runs


@dataclass(frozen=True)
class Unit:
    """A paragraph: a stretch of the text. `hint`: title, item, note or "". `row`: (row, column) of a table cell.
    `lines`: its line ends are meant (a signature, an addressee)."""

    start: int
    end: int
    hint: str = ""
    row: tuple[int, int] | None = None
    lines: bool = False


@dataclass
class _Piece:
    """A block on its way: where its words are, and what it is. `both`: it is said once, in both texts."""

    start: int
    end: int
    kind: BlockKind
    lang: str
    group: str
    number: str = ""
    lines: bool = False
    row: tuple[int, int] | None = None
    key: str = ""
    both: bool = False


_ARTICLE = re.compile(
    r"(?:#+\s*)?[*_]*(?:art[íi]culo|article)\s+(?P<n>[IVXLC]+|\d{1,3})(?:[ºo°]\.?)?(?!\w)[*_]*[\s.:–—-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# “ARTÍCULO V / ARTICLE V”: one heading of two languages
_SAME_ARTICLE = re.compile(r"[/|·•–—-]*\s*(?:art[íi]culo|article)\s+(?P<n>[IVXLC]+|\d{1,3})[\s.*_]*", re.IGNORECASE)
_HEADING = re.compile(r"#+\s+(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:[-*•·]\s+)?\(?(?P<n>[a-z])\)\s+(?P<rest>.+)|[-*•·‣▪]\s+(?P<bullet>.+)", re.DOTALL)
_PAPER = re.compile(
    r"(?i)^[#*_\s]*(?:carta|acuerdo|convenio|memor[aá]ndum|memorando|acta|declaraci[oó]n|estudio|informe|reporte|adenda|addendum|"
    r"oficio\s+de|punto\s+de\s+acuerdo|designaci[oó]n|aviso|letter|agreement|memorandum|minutes|declaration|study|report|"
    r"[\w\s-]{0,30}\b(?:agreement|declaration|memorandum)\b)(?![a-záéíóúñ])"
)
_PLACE_DATE = re.compile(
    # the points of “B.C.” and “Tamps.” end no sentence
    r"(?i)^(?:[^.;:\n]|(?<![a-záéíóú]{5})\.){2,60},\s*(?:a\s+)?(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|[a-z]+day)[,\s]+)?(?:los\s+)?"
    r"(?:\w+\s+(?:d[ií]as\s+)?del?\s+(?:mes\s+de\s+)?\w+\s+(?:del?\s+)?(?:a[ñn]o\s+)?\d{4}|\w+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+\w+\s+\d{4})\.?$"
)
_SUBJECT = re.compile(r"(?i)^[*_]*(?:asunto|subject|re)\s*:")
_REFERENCE = re.compile(
    r"(?i)^[*_]*(?:oficio|folio|office|no\.?\s+de\s+oficio|n[uú]mero\s+de\s+oficio|expediente|ref(?:erence|erencia)?)\b[^\n]{0,60}\d"
)
_PRESENT = re.compile(r"(?i)^[*_]*(?:p\s*r\s*e\s*s\s*e\s*n\s*t\s*e|presente)[*_]*\s*[.:]?[*_]*$")
_CLOSING = re.compile(
    r"(?i)^[*_]*(?:a\s*t\s*e\s*n\s*t\s*a\s*m\s*e\s*n\s*t\s*e|sincerely(?:\s+yours)?|respectfully|yours\s+(?:truly|faithfully|sincerely)|protesto\s+lo\s+necesario)\b[^\n]{0,80}$"
)
_COPIES = re.compile(r"(?i)^[*_]*(?:c\.?\s?c\.?\s?p\.?|cc)\b[.:]*")
_SIGNED_FOR = re.compile(r"(?i)^[*_]*(?:por|for|on\s+behalf\s+of|en\s+representaci[oó]n\s+de)\s+[^;:]{1,90}(?<!\.)$")
_WITNESS = re.compile(r"(?i)^[*_]*(?:testigos?|witness(?:es)?)\b")
_END = re.compile(
    r"(?i)^[*_]*(?:firmad[oa]s?|suscrit[oa]s?|hecho|signed|done|le[ií]do)\b.{0,40}\b(?:en|in|at|que|el|por)\b"
)
_MONTHS = {m.lower(): lang for lang, months in (("es", MONTHS_ES), ("en", MONTHS_EN)) for m in months}
# “e)” is a label, not the Spanish conjunction
_NUMBERED = re.compile(r"^\s*(?:[-*•·]\s+)?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+", re.IGNORECASE)
# who signs at the end of a paper without “Por …” or “Atentamente” above: a name, and under it what they are
_POST = re.compile(
    r"(?i)\b(?:president[ea]|alcald(?:e|esa)|mayor|manager|s[íi]ndic[oa]|secretari[oa]|director[a]?|regidor[a]?|c[óo]nsul|"
    r"gobernador[a]?|governor|coordinador[a]?|titular|chair\w*|clerk|council\s*(?:wo)?man|secretary|prefeit[oa]|intendent[ea])\b"
)
_STOP = (".", ":", ";", ",")
_MANY = 60  # characters: a line as long as this runs on to the next


def units_of(text: str) -> list[Unit]:
    """Paragraphs of a plain text: between empty lines; inside them a line is a paragraph of its own unless the one before
    plainly runs on. Short lines that stand together (a signature, an addressee) stay together."""
    out: list[Unit] = []
    for chunk in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines = [(chunk.start() + m.start(), chunk.start() + m.end()) for m in re.finditer(r"[^\n]+", chunk.group())]
        words = [text[a:b].strip() for a, b in lines]
        if cells := _two_columns(text, lines):
            out += cells
            continue
        if len(lines) > 1 and all(len(w) < _MANY and not w.endswith((";", ":")) for w in words) and not any(
            _starts_anew(w) for w in words[1:]
        ) and not _reads_on(words):  # fmt: skip
            if _PAPER.match(words[0]) and len(words) == 2 and {guess(w, default="") for w in words} == {"es", "en"}:
                out += [Unit(*line) for line in lines]
            else:
                out.append(Unit(lines[0][0], lines[-1][1], lines=True))
            continue
        wide = max(len(w) for w in words)
        start = 0
        for i in range(1, len(lines) + 1):
            if i < len(lines) and not _starts_anew(words[i]) and _runs_on(words[i - 1], words[i], wide):
                continue
            out.append(Unit(lines[start][0], lines[i - 1][1]))
            start = i
    return [_trimmed(text, u) for u in out]


_CELL = re.compile(r"[^|\n]*[^|\s][^|\n]*")
_RULED = re.compile(r"[\s|:-]+$")


def _two_columns(text: str, lines: list[tuple[int, int]]) -> list[Unit]:
    """The cells of a Markdown table whose two columns say the same in two languages; none where it is another table."""
    if len(lines) < 2 or not all(text[a:b].lstrip().startswith("|") for a, b in lines):
        return []
    rows = [[m.span() for m in _CELL.finditer(text, a, b)] for a, b in lines if not _RULED.match(text[a:b])]
    if any(len(row) != 2 for row in rows):
        return []
    said = [" ".join(text[slice(*row[column])] for row in rows) for column in (0, 1)]
    if {guess(words, default="") for words in said} != {"es", "en"} or min(
        len(words) for words in said
    ) < _LEAST_COLUMN:
        return []
    if fold(said[0].split()[0]) in _TONGUES and fold(text[slice(*rows[0][1])].strip(" *_")) in _TONGUES:
        rows = rows[1:]
    return [
        _trimmed(text, Unit(*cell, row=(i, column))) for i, row in enumerate(rows) for column, cell in enumerate(row)
    ]


_LEAST_COLUMN = 40  # characters
_TONGUES = frozenset({"espanol", "ingles", "spanish", "english", "castellano"})


def _starts_anew(line: str) -> bool:
    return bool(
        _ITEM.match(line) or (_ARTICLE.match(line) and len(line) < _MANY) or line.startswith("#")
        or _COPIES.match(line) or _SUBJECT.match(line) or _PRESENT.match(line) or _CLOSING.match(line)
        or re.match(r"\(?\d{1,2}[.)]\s+\S|[IVX]{1,5}\.\s+\S|\|", line)
    )  # fmt: skip


def _reads_on(words: list[str]) -> bool:
    """A sentence in short lines, not a block of names: lines begin in small letters, or the end is a full stop."""
    return any(w[:1].islower() and not w.startswith("c.c.p") for w in words[1:]) or words[-1].endswith(".")


def _runs_on(before: str, line: str, wide: int) -> bool:
    if not before:
        return False
    if line[:1].islower() and not before.endswith((".", ";", ":")):
        return True
    if wide < 40:
        return not before.endswith(_STOP)
    room = wide - len(before)
    first = len(line.split(None, 1)[0]) if line else 0
    # a line ends where the next word would no longer have fitted
    if before.endswith((".", ":", ";")):
        return room <= first and wide >= _MANY and len(before) >= _MANY
    return (room <= max(first + 2, wide // 4) and len(before) >= 40) or (before.isupper() and line.isupper())


def _trimmed(text: str, unit: Unit) -> Unit:
    raw = text[unit.start : unit.end]
    left = len(raw) - len(raw.lstrip())
    return replace(unit, start=unit.start + left, end=unit.start + max(left, len(raw.rstrip())))


def blocks_of(text: str, units: list[Unit], lang: str = "") -> tuple[Content, Mapping[tuple[str, str], int]]:
    """The content, and where each of its texts begins in `text`."""
    units = [_trimmed(text, u) for u in units if text[u.start : u.end].strip()]
    pieces = _pieces(text, units, lang or guess(text))
    if lang:
        for piece in pieces:
            piece.lang = lang
    languages = _languages(text, pieces)
    paired = len(languages) == 2 and _pair(text, pieces, languages)
    blocks: dict[str, Block] = {}
    at: dict[tuple[str, str], int] = {}
    for p in pieces:
        words = _words(text, p)
        known = blocks.get(p.key)
        if known is not None and p.lang not in known.text:
            blocks[p.key] = replace(known, text={**known.text, p.lang: words})
        else:
            tongues = languages if p.both else (p.lang,)
            blocks[p.key] = Block(p.key, p.kind, dict.fromkeys(tongues, words), p.group, p.number)
            at.update({(p.key, tongue): p.start for tongue in tongues})
        at[p.key, p.lang] = p.start
    meta = {"source": "file"} | ({} if paired or len(languages) == 1 else {"pairing": "none"})
    return Content(languages, tuple(blocks.values()), "plain", meta), at


def _words(text: str, piece: _Piece) -> str:
    words = text[piece.start : piece.end]
    # one character for one: places stay what they are
    return words if piece.lines else words.replace("\n", " ")


def _languages(text: str, pieces: list[_Piece]) -> tuple[str, ...]:
    """Languages in the order of their weight in the text; one that is only a stray sentence counts too, after."""
    weight: dict[str, int] = {}
    for p in pieces:
        weight[p.lang] = weight.get(p.lang, 0) + p.end - p.start
    first = pieces[0].lang if pieces else "es"
    order = sorted(weight, key=lambda one: -weight[one])
    # two languages of like weight: the one that comes first
    if len(order) == 2 and weight[order[1]] * 2 > weight[order[0]] and first in order:
        order.sort(key=lambda one: one != first)
    return tuple(order) or ("es",)


def _pieces(text: str, units: list[Unit], whole: str) -> list[_Piece]:
    out: list[_Piece] = []
    group, titled, after_closing = "preamble", False, False
    awaiting: dict[str, int] = {}  # language → heading of an article that has no name yet
    columns: dict[int, str] = {}  # the languages of the columns of a table
    last_lang = whole
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        lang = guess(_NUMBERED.sub("", words, count=1), default="") or (
            columns.get(unit.row[1], last_lang) if unit.row else last_lang
        )
        if unit.row:
            columns[unit.row[1]] = lang
        start, end = unit.start, unit.end
        article = _ARTICLE.match(words)
        if article and (len(article["rest"]) <= 80 or not article["rest"][:1].islower()):
            group = f"article-{article['n'].lower()}"
            twice = _SAME_ARTICLE.fullmatch(article["rest"])
            unnamed = not article["rest"].strip("*_ ")
            after_closing = False
            rest_at = start + article.start("rest")
            rest = article["rest"].rstrip("*_ ")
            named_end = rest_at + len(rest)
            if twice and twice["n"].lower() == article["n"].lower():
                out.append(
                    _Piece(start, end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row, both=True)
                )
                awaiting.clear()
            elif unnamed:
                awaiting[lang] = len(out)
                out.append(_Piece(start, end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row))
            elif len(rest) <= 80 and "\n" not in rest:
                out.append(
                    _Piece(rest_at, named_end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row)
                )
            else:
                line = rest.find("\n")
                if 0 < line <= 80 and not rest[:line].endswith("."):
                    out.append(_Piece(rest_at, rest_at + line, BlockKind.HEADING, lang, group, article["n"].upper()))
                    rest_at += line + 1
                else:
                    out.append(
                        _Piece(start, start + article.end("n"), BlockKind.HEADING, lang, group, article["n"].upper())
                    )
                out.append(_Piece(rest_at, end, BlockKind.PARAGRAPH, lang, group, row=unit.row))
            last_lang = lang
            continue
        bare = words.strip("*_# ")
        short = len(words) <= 90 and not bare.endswith(_STOP) and "\n" not in words
        heading = _HEADING.match(words)
        if short and lang in awaiting and out[awaiting[lang]].group == group:
            shift = words.find(bare)
            at = awaiting.pop(lang)
            out[at] = _Piece(
                start + shift, start + shift + len(bare), BlockKind.HEADING, lang, group, out[at].number, row=unit.row
            )
            last_lang = lang
            continue
        awaiting.pop(lang, None)
        if _END.match(words):
            group = "closing"
        item = _ITEM.match(words)
        kind, number, lines = BlockKind.PARAGRAPH, "", unit.lines
        if unit.hint == "note":
            kind = BlockKind.NOTE
        elif _PRESENT.match(bare):
            kind = BlockKind.SALUTATION
            # the lines above it are whom the letter goes to
            for p in out[-1:]:
                if p.kind is BlockKind.PARAGRAPH and (p.lines or p.end - p.start < 90):
                    p.kind = BlockKind.ADDRESSEE
        elif _COPIES.match(bare):
            kind, after_closing = BlockKind.COPIES, False
        elif _CLOSING.match(bare):
            kind, after_closing = BlockKind.CLOSING, True
        elif _PLACE_DATE.match(bare) and len(bare) < 110:
            kind = BlockKind.PLACE_DATE
            month = next((w for w in _MONTHS if w in bare.lower()), "")
            lang = _MONTHS.get(month, lang)
        elif _SUBJECT.match(bare):
            kind = BlockKind.SUBJECT
        elif _REFERENCE.match(bare) and len(bare) < 80:
            kind = BlockKind.REFERENCE
        elif item and (unit.hint == "item" or item["n"] or item["bullet"]):
            kind = BlockKind.ITEM
            name = "n" if item["n"] else "bullet"
            number = f"{item['n']})" if item["n"] else ""
            start += item.start("rest" if name == "n" else "bullet")
        elif unit.hint == "item":
            kind = BlockKind.ITEM
        elif (_SIGNED_FOR.match(words.split("\n", 1)[0]) and (unit.lines or short)) or (
            (unit.lines or short) and _WITNESS.match(bare) and len(bare) < 120
        ):
            kind, lines = BlockKind.SIGNATURE, True
            after_closing = True
        elif after_closing and (unit.lines or (len(words) <= 90 and not bare.endswith((".", ":", ";")))):
            kind, lines = BlockKind.SIGNATURE, True
            if (
                out
                and out[-1].kind is BlockKind.SIGNATURE
                and unit.row is None
                and out[-1].row is None
                and not unit.lines
            ) and not re.search(r"\n\s*\n\s*\n", text[out[-1].end : start]):
                out[-1].end = end
                continue
        elif (
            not titled
            and index < 8
            and (
                unit.hint == "title"
                or (_PAPER.match(bare) and not bare.endswith(".") and len(words) < 400)
                # the title of a pact may hold the parties, their mayors and what they will be called
                or (_PAPER.match(bare) and bare.isupper() and len(words) < 1200)
            )
        ):
            kind, titled = BlockKind.TITLE, True
            lines = False
        elif unit.hint == "title" and not titled:
            kind, titled = BlockKind.TITLE, True
        elif heading:
            kind = BlockKind.TITLE if not out else BlockKind.HEADING
            titled = titled or not out
        if heading and kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH):
            start += heading.start(1)
        if kind is BlockKind.PARAGRAPH:
            cut = runs(text[start:end], lang)
            for a, b, tongue in cut:
                out.append(_Piece(start + a, start + b, kind, tongue, group, number, lines, unit.row))
                last_lang = tongue
        else:
            out.append(_Piece(start, end, kind, lang, group, number, lines, unit.row))
            last_lang = lang
    _tell_who_signs(text, out)
    _tell_signatures(text, out)
    counts: dict[str, int] = {}
    for p in out:
        counts[p.group] = counts.get(p.group, 0) + 1
        p.key = f"{p.group}.p{counts[p.group]}"
    for p in out:
        if p.kind is BlockKind.TITLE:
            p.key = "title"
            break
    return out


def _tell_who_signs(text: str, pieces: list[_Piece]) -> None:
    """The last lines of a paper, a name and a post under it, are who signs it."""
    for p in reversed(pieces):
        if p.kind is BlockKind.SIGNATURE or p.kind is BlockKind.COPIES:
            continue
        lines = [line.strip(" *_") for line in text[p.start : p.end].split("\n")]
        if not (
            p.kind is BlockKind.PARAGRAPH and p.lines and p.row is None and 2 <= len(lines) <= 4
            and _POST.search(" ".join(lines[1:])) and not _POST.search(lines[0]) and not lines[-1].endswith(_STOP)
        ):  # fmt: skip
            return
        p.kind = BlockKind.SIGNATURE


def _tell_signatures(text: str, pieces: list[_Piece]) -> None:
    """A name has no language: who signs signs in that of “Por …” or “For …” above it, and in that of the text where it
    has only one."""
    spoken = {p.lang for p in pieces if p.kind is not BlockKind.SIGNATURE}
    lang = ""
    for before, p in pairwise([None, *pieces]):
        assert p is not None
        if p.kind is not BlockKind.SIGNATURE:
            lang = ""
            continue
        first = _SIGNED_FOR.match(text[p.start : p.end].split("\n", 1)[0])
        if len(spoken) == 1:
            p.lang = next(iter(spoken))
        elif first:
            lang = "es" if fold(text[p.start : p.end].lstrip("*_")).startswith(("por", "en ")) else "en"
            p.lang = lang
        elif lang and before is not None and before.row == p.row:
            p.lang = lang


def _pair(text: str, pieces: list[_Piece], languages: tuple[str, ...]) -> bool:
    """Give both languages of a clause one key. True where the text is the same paper twice: side by side in a table,
    clause after clause, or one whole text after the other."""
    first, second = languages
    left = [p for p in pieces if p.lang == first and not p.both]
    right = [p for p in pieces if p.lang == second and not p.both]
    if min(sum(p.end - p.start for p in side) for side in (left, right)) * 3 < max(
        sum(p.end - p.start for p in side) for side in (left, right)
    ):
        return False
    shared = {p.group for p in left if p.kind is BlockKind.HEADING} & {
        p.group for p in right if p.kind is BlockKind.HEADING
    }
    beside = sum(1 for a, b in pairwise(pieces) if a.row and b.row and a.row[0] == b.row[0] and a.lang != b.lang)
    turns = sum(1 for a, b in pairwise(pieces) if a.lang != b.lang)
    if len(shared) < 2 and beside < 2 and not (turns >= 3 and turns >= len(pieces) // 2) and not (
        _translates(text, left, right)
    ):  # fmt: skip
        return False
    # what the second text says before its own first article is its preamble, not the end of the first text
    for n, p in enumerate(right):
        if p.kind is BlockKind.HEADING and p.number:
            break
        words = text[p.start : p.end]
        if (
            n == 0
            and p.kind is BlockKind.PARAGRAPH
            and _PAPER.match(words)
            and not words.endswith(".")
            and len(words) < 400
        ):
            p.kind = BlockKind.TITLE
        if shared:
            p.group = "preamble"
    left, right = _signed_once(text, left, right)
    groups = list(dict.fromkeys(p.group for p in (*left, *right)))
    for group in groups:
        a = [p for p in left if p.group == group]
        b = [p for p in right if p.group == group]
        for i, j in _aligned(text, a, b):
            if i is not None and j is not None:
                b[j].key = a[i].key
            elif j is not None:
                b[j].key = f"{b[j].key}.{second}"
    return True


_ALIKE = 0.75  # of a paragraph and its translation, in the mean


def _translates(text: str, left: list[_Piece], right: list[_Piece]) -> bool:
    """A few paragraphs that say in one language what the others say in the other: as many, as long, with the same names
    and labels. A sentence quoted in its own language does not."""
    apart = (BlockKind.SIGNATURE, BlockKind.COPIES, BlockKind.ADDRESSEE, BlockKind.CLOSING, BlockKind.SALUTATION)
    a, b = ([p for p in side if p.kind not in apart] for side in (left, right))
    if not a or not b:
        return False
    pairs = [(a[i], b[j]) for i, j in _aligned(text, a, b) if i is not None and j is not None]
    if len(pairs) * 2 < 0.7 * (len(a) + len(b)):
        return False
    alike = shared = 0.0
    for x, y in pairs:
        u, v = _signs(text[x.start : x.end]), _signs(text[y.start : y.end])
        short, long = sorted((x.end - x.start, y.end - y.start))
        if short < 0.45 * long and long > 40:
            return False
        alike += _likeness(x, y, u, v)
        shared += bool((u | _first_word(text, x)) & (v | _first_word(text, y)))
    return alike >= _ALIKE * len(pairs) and (shared > 0 or len(pairs) >= 3)


def _signed_once(text: str, left: list[_Piece], right: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces to pair. Where each Party signs once, in its own language, who signs is of both texts."""
    mine, theirs = ([p for p in side if p.kind is BlockKind.SIGNATURE] for side in (left, right))
    for_whom = [
        sum(1 for p in side if _SIGNED_FOR.match(text[p.start : p.end].split("\n", 1)[0])) for side in (mine, theirs)
    ]
    names = [{fold(text[p.start : p.end].split("\n", 1)[0]) for p in side} for side in (mine, theirs)]
    if (mine and theirs and for_whom != [1, 1] and not (for_whom == [0, 0] and names[0].isdisjoint(names[1]))) or not (
        mine or theirs
    ):  # fmt: skip
        return left, right
    for p in (*mine, *theirs):
        p.both = True
    return [p for p in left if not p.both], [p for p in right if not p.both]


def _aligned(text: str, a: list[_Piece], b: list[_Piece]) -> list[tuple[int | None, int | None]]:
    """Which piece of one language answers which of the other, in order."""
    if len(a) == len(b) and all(x.kind is y.kind for x, y in zip(a, b, strict=True)):
        return [(i, i) for i in range(len(a))]
    if len(a) * len(b) > 250_000:
        return [*((i, None) for i in range(len(a))), *((None, j) for j in range(len(b)))]
    signs = [[_signs(text[p.start : p.end]) for p in side] for side in (a, b)]
    gap = -0.6
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        rows[i][0] = gap * i
    for j in range(len(b) + 1):
        rows[0][j] = gap * j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = max(
                rows[i - 1][j - 1] + _likeness(a[i - 1], b[j - 1], signs[0][i - 1], signs[1][j - 1]),
                rows[i - 1][j] + gap,
                rows[i][j - 1] + gap,
            )
    out: list[tuple[int | None, int | None]] = []
    i, j = len(a), len(b)
    while i or j:
        if (
            i
            and j
            and rows[i][j] == rows[i - 1][j - 1] + _likeness(a[i - 1], b[j - 1], signs[0][i - 1], signs[1][j - 1])
        ):
            i, j = i - 1, j - 1
            out.append((i, j))
        elif i and rows[i][j] == rows[i - 1][j] + gap:
            i -= 1
            out.append((i, None))
        else:
            j -= 1
            out.append((None, j))
    return out[::-1]


def _signs(words: str) -> frozenset[str]:
    """What a translation leaves as it is: figures and names."""
    return frozenset(re.findall(r"\d+", words)) | frozenset(
        fold(w) for w in re.findall(r"(?<=\w )[A-ZÁÉÍÓÚÑ][\w’'-]{3,}", words)
    )


def _first_word(text: str, p: _Piece) -> frozenset[str]:
    """The word a paragraph begins with, where it may be a name."""
    return frozenset(fold(w) for w in re.findall(r"^[A-ZÁÉÍÓÚÑ][\w’'-]{3,}", text[p.start : p.end]))


def _likeness(a: _Piece, b: _Piece, x: frozenset[str], y: frozenset[str]) -> float:
    score = 0.6 if a.kind is b.kind else -1.0
    score += 0.6 if a.number and a.number == b.number else -0.5 if a.number != b.number else 0.0
    if x or y:
        score += 1.2 * len(x & y) / len(x | y) - 0.2
    length = sorted((a.end - a.start + 20, b.end - b.start + 20))
    return score + 0.6 * length[0] / length[1] - 0.3
