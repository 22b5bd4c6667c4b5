"""Paragraphs of a text as blocks of a `Content`: what each is, in which language, and which says the same in the other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES
from hermanar.kernel.text import fold

from .doubled import TWO_NAMES, is_of_both, is_of_tongue, order_of, signed_side_by_side, title_of_two, two_names
from .pairing import END, IN_SMALL, PAPER, SIGNED_FOR, Piece, languages_of, pair
from .signing import POST, WITNESS, tell_letterhead, tell_signatures, tell_who_signs
from .tongues import guess, heads, runs


@dataclass(frozen=True)
class Unit:
    """A paragraph: a stretch of the text. `hint`: title, item, note or "". `row`: (row, column) of a table cell.
    `lines`: its line ends are meant (a signature, an addressee)."""

    start: int
    end: int
    hint: str = ""
    row: tuple[int, int] | None = None
    lines: bool = False


_ARTICLE = re.compile(
    r"(?:#+\s*)?[*_]*(?:art[íi]culo|article)\s+(?P<n>[IVXLC]+|\d{1,3})(?:[ºo°]\.?)?(?!\w)[*_]*[\s.:–—-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# “ARTÍCULO V / ARTICLE V”: one heading of two languages
_SAME_ARTICLE = re.compile(
    r"[/|·•–—-]*\s*(?:art[íi]culo|article)\s+(?P<n>[IVXLC]+|\d{1,3})[ .*_]*(?:\n(?P<name>[^\n]+(?:\n[^\n]+)?))?",
    re.IGNORECASE,
)
# “**ARTÍCULO I. Objetivo.** Formalizar …”: the name is bold, and what it heads follows on its line
_RUN_IN = re.compile(r"(?P<name>[^\n*_]{2,80}?)[.:]?\s?(?:\*\*|__)[.:]?\s+(?P<body>\S.*)", re.DOTALL)
_HEADING = re.compile(r"#+\s+(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:[-*•·]\s+)?\(?(?P<n>[a-z])\)\s+(?P<rest>.+)|[-*•·‣▪]\s+(?P<bullet>.+)", re.DOTALL)
_PLACE_DATE = re.compile(  # the points of “B.C.” and “Tamps.” end no sentence
    r"(?i)^(?:[^.;:\n]|(?<![a-záéíóú]{5})\.){2,60},\s*(?:a\s+)?(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|[a-z]+day)[,\s]+)?(?:los\s+)?"
    r"(?:\w+\s+(?:d[ií]as\s+)?del?\s+(?:mes\s+de\s+)?\w+\s+(?:del?\s+)?(?:a[ñn]o\s+)?\d{4}|\w+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+\w+\s+\d{4})\.?$"
)
_SUBJECT = re.compile(r"(?i)^[*_]*(?:asunto|subject|re)\s*:")
_REFERENCE = re.compile(
    r"(?i)^[*_]*(?:oficio|folio|office|official\s+letter|letter\s+no|no\.?\s+de\s+oficio|n[uú]mero\s+de\s+oficio|expediente|file|ref(?:erence|erencia)?)\b[^\n]{0,60}\d"
)
_FOLIO = re.compile(r"[*_]*(?:O(?i:ficio)|F(?i:olio)|F(?i:ile)|E(?i:xpediente))\b[^\n:]{0,20}:\s*\S")
_PRESENT = re.compile(
    r"(?i)^[*_]*(?:p\s*r\s*e\s*s\s*e\s*n\s*t\s*e\s*s?|presentes?|dear\s+[^\n.:]{2,60})[*_]*\s*[.:,]?[*_]*$|"
    r"^[*_]*(?:(?:muy\s+)?(?:distinguid|estimad|apreciad|honorable|respetable|apreciable)[oa]?s?\s[^\n.;:,]{2,60}|(?:de\s+(?:mi|nuestra)\s+)?(?:mayor|m[áa]s\s+alta|distinguida)\s+consideraci[óo]n|"
    r"(?:muy\s+)?señora?(?:es)?\s+m[íi][oa]s?)\s*[:,][*_]*$"
)
_CLOSING = re.compile(
    r"(?i)^[*_]*(?:a\s*t\s*e\s*n\s*t\s*a\s*m\s*e\s*n\s*t\s*e|sincerely(?:\s+yours)?|respectfully|yours\s+(?:truly|faithfully|sincerely)|protesto\s+lo\s+necesario)\b[^\n]{0,80}$"
)
_TRANSLATION = re.compile(
    r"(?i)^[\[(*_\s]*(?:courtesy\s+|unofficial\s+|english\s+|spanish\s+)?(?:translation|traducci[óo]n(?:\s+(?:de\s+cortes[íi]a|simple|al\s+\w+))?|english\s+version|versi[óo]n\s+en\s+\w+)[\])*_:.\s]*$"
)
# what a letter carries, under who signs it
_ENCLOSED = re.compile(r"(?i)^[*_]*(?:encl(?:osures?|s)?\b|(?:anexos?|adjuntos?|attachments?)\s*(?:\(\d+\)\s*)?:)")
_COPIES = re.compile(r"(?i)^[*_]*c\.?\s?c(?:\.?\s?p)?\b[.:]*")
_MONTHS = {m.lower(): lang for lang, months in (("es", MONTHS_ES), ("en", MONTHS_EN)) for m in months}
# “e)” is a label, not the Spanish conjunction
_NUMBERED = re.compile(r"^\s*(?:[-*•·]\s+)?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+", re.IGNORECASE)
_STOP = (".", ":", ";", ",")
_BODY = 120  # characters: of a paragraph that is no line of a signature
_MANY = 60  # characters: a line as long as this runs on to the next


def units_of(text: str) -> list[Unit]:
    """Paragraphs of a plain text: between empty lines; inside them a line is a paragraph of its own unless the one before
    plainly runs on. Short lines that stand together (a signature, an addressee) stay together."""
    out: list[Unit] = []
    signed = signed_side_by_side(text)
    out += [Unit(a, b, lines=True) for a, b in signed]
    for chunk in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        if any(a <= chunk.start() < b for a, b in signed):
            continue
        lines = [(chunk.start() + m.start(), chunk.start() + m.end()) for m in re.finditer(r"[^\n]+", chunk.group())]
        words = [text[a:b].strip() for a, b in lines]
        if cells := _two_columns(text, lines):
            out += cells
            continue
        # “Atentamente”, and under it who signs
        if len(lines) > 1 and _CLOSING.match(words[0]) and all(len(w) < _MANY for w in words) and not _reads_on(words):
            out += [Unit(*lines[0]), Unit(lines[1][0], lines[-1][1], lines=True)]
            continue
        # “Por el Municipio de …”, however long, and under it who signs
        if len(lines) > 1 and SIGNED_FOR.match(words[0]) and all(
            len(half) < _MANY for w in words[1:] for half in TWO_NAMES.split(w)
        ) and not any(_starts_anew(w) for w in words[1:]) and not _reads_on(words[1:]):  # fmt: skip
            out.append(Unit(lines[0][0], lines[-1][1], lines=True))
            continue
        # whom a letter goes to, and “P R E S E N T E” under it
        if len(lines) > 1 and _PRESENT.match(words[-1]) and all(len(w) < _MANY for w in words) and not any(
            _starts_anew(w) for w in words[:-1]
        ):  # fmt: skip
            out += [Unit(lines[0][0], lines[-2][1], lines=True), Unit(*lines[-1])]
            continue
        # the title, or the place and the day, one line in each language
        if len(words) == 2 and (
            {_tongue_of_date(w) for w in words} == {"es", "en"}
            or (
                PAPER.match(words[0])
                and PAPER.match(words[1])
                and {guess(w, default="") for w in words} == {"es", "en"}
            )
        ):
            out += [Unit(*line) for line in lines]
            continue
        if len(lines) > 1 and all(len(w) < _MANY and not w.endswith((";", ":")) for w in words) and not any(
            _starts_anew(w) for w in words[1:]
        ) and not _reads_on(words):  # fmt: skip
            if PAPER.match(words[0]) and len(words) == 2 and {guess(w, default="") for w in words} == {"es", "en"}:
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
    return [_trimmed(text, u) for u in (sorted(out, key=lambda u: u.start) if signed else out)]


def _tells_a_month(line: str) -> bool:
    """“Ensenada, Baja California, a 12 de mayo”, whose year is missing, is nobody's name."""
    return any(w in _MONTHS for w in re.findall(r"[^\W\d_]+", line.lower()))


def _tongue_of_date(line: str) -> str:
    """Of the line with the place and the day: the language of its month."""
    if not _PLACE_DATE.match(line.strip("*_# ")):
        return ""
    return next((lang for month, lang in _MONTHS.items() if re.search(rf"\b{month}\b", line.lower())), "")


_CELL = re.compile(r"[^|]+")
_RULED = re.compile(r"[\s|:-]+$")


def _two_columns(text: str, lines: list[tuple[int, int]]) -> list[Unit]:
    """The cells of a Markdown table whose two columns say the same in two languages; none where it is another table."""
    lines = _whole_rows(text, lines)
    if len(lines) < 2 or not all(text[a:b].lstrip().startswith("|") for a, b in lines):
        return []
    rows = [
        [m.span() for m in _CELL.finditer(text, a + text[a:b].index("|") + 1, b)]
        for a, b in lines
        if not _RULED.match(text[a:b])
    ]
    # what stands after the last bar is no cell, and an empty cell is a clause that one language does not have
    rows = [row[:-1] if len(row) == 3 and not text[slice(*row[2])].strip() else row for row in rows]
    if not rows or any(len(row) != 2 for row in rows):
        return []
    said = [" ".join(text[slice(*row[column])] for row in rows) for column in (0, 1)]
    if {guess(words, default="") for words in said} != {"es", "en"} or min(
        len(words) for words in said
    ) < _LEAST_COLUMN:
        return []
    if is_of_tongue(text[slice(*rows[0][0])]) and is_of_tongue(text[slice(*rows[0][1])]):
        rows = rows[1:]
    return [
        _trimmed(text, Unit(*cell, row=(i, column), lines="\n" in text[slice(*cell)]))
        for i, row in enumerate(rows)
        for column, cell in enumerate(row)
        if text[slice(*cell)].strip()
    ]


def _whole_rows(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows of a table, of which a cell may hold several lines."""
    rows: list[tuple[int, int]] = []
    for a, b in lines:
        if rows and not text[a:b].lstrip().startswith("|") and not text[slice(*rows[-1])].rstrip().endswith("|"):
            rows[-1] = (rows[-1][0], b)
        else:
            rows.append((a, b))
    return rows


_LEAST_COLUMN = 40  # characters


def _starts_anew(line: str) -> bool:
    return bool(
        _ITEM.match(line) or (_ARTICLE.match(line) and len(line) < _MANY) or line.startswith("#")
        or _COPIES.match(line) or _SUBJECT.match(line) or _PRESENT.match(line) or _CLOSING.match(line)
        or _FOLIO.match(line)
        or re.match(r"(?:Anexo|ANEXO|Annex|ANNEX|Apéndice|Appendix)\s+(?:[A-Z]|[IVX]+|\d{1,2})\s*[.:–—-]\s|\(?\d{1,2}[.)]\s+\S|(?:\d{1,2}|[IVX]{1,5})\.\s?\d{1,2}\.?\s+[A-ZÁÉÍÓÚÑ]|[IVX]{1,5}\.\s+\S|\|", line)
    )  # fmt: skip


def _reads_on(words: list[str]) -> bool:
    """A sentence in short lines, not a block of names: lines begin in small letters, or the end is a full stop."""
    begins = words[0].lstrip("-*•· ")[:1].islower() and not words[0].startswith(("c.c.p", "cc"))
    return begins or any(w[:1].islower() and not w.startswith("c.c.p") for w in words[1:]) or words[-1].endswith(".")


def _runs_on(before: str, line: str, wide: int) -> bool:
    if not before or _PLACE_DATE.match(before):
        return False
    # the place under the subject, and the day on the line after it
    if _SUBJECT.match(before) and line[:1].isupper() and line.endswith(","):
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


# more than any layout has: no sentence goes on behind it, and patterns with several gaps stay quick
_CHASM = re.compile(r"\s{120,}+")


# a line drawn between two parts: “-----”, “= = =”
_RULE = re.compile(r"\s*[-=*~–—](?:\s*[-=*~–—]){2,}\s*\Z")


def _parted(text: str, unit: Unit) -> list[Unit]:
    """The unit, or what stands before and after its chasms."""
    cuts = [unit.start, *(at for m in _CHASM.finditer(text, unit.start, unit.end) for at in m.span()), unit.end]
    return [replace(unit, start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def blocks_of(text: str, units: list[Unit], lang: str = "") -> tuple[Content, Mapping[tuple[str, str], int]]:
    """The content, and where each of its texts begins in `text`."""
    parts = [part for u in units for part in _parted(text, u) if not _RULE.match(text, part.start, part.end)]
    units = _signed_cells(text, [_trimmed(text, u) for u in parts if text[u.start : u.end].strip()])
    pieces = _pieces(text, units, lang or guess(text))
    if lang:
        for piece in pieces:
            piece.lang = lang
    languages = languages_of(pieces)
    paired = len(languages) == 2 and pair(text, pieces, languages)
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


def _repeats(words: str, out: list[Piece]) -> bool:
    """“c) radio promotion.” under “c) la difusión en radio.”: the same item again, in words that tell no language, is in the
    other one."""
    item = _ITEM.match(words)
    return bool(
        item
        and item["n"]
        and out
        and out[-1].kind is BlockKind.ITEM
        and out[-1].number == f"{item['n']})"
        and len({p.lang for p in out}) > 1
        and not guess(_NUMBERED.sub("", words, count=1), default="")
    )


def _awaits_name(text: str, piece: Piece, unit: Unit) -> bool:
    """“Por el Municipio de …” with nobody under it yet, in the same column."""
    words = text[piece.start : piece.end]
    column = piece.row[1] if piece.row else None
    return bool(
        column == (unit.row[1] if unit.row else None)
        and SIGNED_FOR.match(words.split("\n", 1)[0])
        and not POST.search(words)
        and "__" not in words
        and unit.hint != "frame"
    )


def flowing(text: str, start: int, end: int, row: tuple[int, int] | None, *, sure: bool) -> list[Unit]:
    """Lines that run on, but for the items among them and, unless they surely do, where a paragraph plainly ends."""
    out = [Unit(start, end, row=row)]
    wide = max(len(line) for line in text[start:end].split("\n"))
    for m in re.finditer(r"\n", text[start:end]):
        at = start + m.end()
        line = text[at : text.find("\n", at) if 0 <= text.find("\n", at) < end else end]
        before = text[out[-1].start : at].rstrip()
        last = before.rsplit("\n", 1)[-1]
        ends = not sure and last.endswith((".", ":")) and len(last) < 0.6 * wide and line[:1].isupper()
        if ends or (_starts_anew(line) and before.endswith((*_STOP, " y", " and"))):
            out[-1] = replace(out[-1], end=at - 1)
            out.append(Unit(at, end, row=row))
    return out


def _signed_cells(text: str, units: list[Unit]) -> list[Unit]:
    """The lines of a cell in which somebody signs are one signature."""
    out: list[Unit] = []
    for u in units:
        last = out[-1] if out else None
        if last is not None and u.row is not None and u.row == last.row and not u.hint:
            words = text[last.start : last.end].lstrip("*_ ").split("\n", 1)[0]
            if SIGNED_FOR.match(words) or WITNESS.match(words):
                out[-1] = replace(last, end=u.end, lines=True)
                continue
        out.append(u)
    return out


def _words(text: str, piece: Piece) -> str:
    words = text[piece.start : piece.end]
    # one character for one: places stay what they are
    return words if piece.lines else words.replace("\n", " ")


def _pieces(text: str, units: list[Unit], whole: str) -> list[Piece]:
    out: list[Piece] = []
    group, titled, after_closing = "preamble", False, False
    awaiting: dict[str, int] = {}  # language → heading of an article that has no name yet
    columns: dict[int, str] = {}  # the languages of the columns of a table
    last_lang = whole
    order = order_of([text[u.start : u.end] for u in units])
    twin: tuple[str, str] | None = None  # a heading of two languages whose name comes next
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        lang = guess(_NUMBERED.sub("", words, count=1), default="")
        if not lang:
            near = [text[u.start : u.end] for u in units[max(index - 1, 0) : index + 3]]
            lang = columns.get(unit.row[1], last_lang) if unit.row else heads(near, words) or last_lang
        if not unit.row and _repeats(words, out):
            lang = "en" if out[-1].lang == "es" else "es"
        if unit.row:
            columns[unit.row[1]] = lang
        if unit.hint == "frame":  # over or under every page, once for all its languages
            out.append(Piece(unit.start, unit.end, BlockKind.NOTE, lang, group, both=True))
            continue
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
                awaiting.clear()
                last_lang = lang
                if twice["name"] and (cut := TWO_NAMES.search(twice["name"])):
                    at = start + article.start("rest") + twice.start("name")
                    first = "es" if fold(words.lstrip("*_# ")).startswith("articulo") else "en"
                    number = article["n"].upper()
                    out.append(Piece(at, at + cut.start(), BlockKind.HEADING, first, group, number))
                    second = "en" if first == "es" else "es"
                    out.append(Piece(at + cut.end(), end, BlockKind.HEADING, second, group, number))
                    continue
                spanish = fold(words.lstrip("*_# ")).startswith("articulo")
                named = text[units[index + 1].start : units[index + 1].end] if index + 1 < len(units) else ""
                if TWO_NAMES.search(named) and len(named) <= 160 and not named.rstrip().endswith(_STOP):
                    twin = ("es" if spanish else "en", article["n"].upper())
                else:
                    out.append(
                        Piece(start, end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row, both=True)
                    )
                continue
            if unnamed:
                awaiting[lang] = len(out)
                out.append(Piece(start, end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row))
            elif bold := _RUN_IN.match(rest):
                at, then = (rest_at + bold.start(part) for part in ("name", "body"))
                out.append(
                    Piece(
                        at,
                        rest_at + bold.end("name"),
                        BlockKind.HEADING,
                        lang,
                        group,
                        article["n"].upper(),
                        row=unit.row,
                    )
                )
                out.append(Piece(then, end, BlockKind.PARAGRAPH, lang, group, row=unit.row))
            elif len(rest) <= 80 and "\n" not in rest and not (rest.endswith(".") and len(rest.split()) >= 8):
                out.append(
                    Piece(rest_at, named_end, BlockKind.HEADING, lang, group, article["n"].upper(), row=unit.row)
                )
            else:
                line = rest.find("\n")
                if 0 < line <= 80 and not rest[:line].endswith("."):
                    out.append(Piece(rest_at, rest_at + line, BlockKind.HEADING, lang, group, article["n"].upper()))
                    rest_at += line + 1
                else:
                    out.append(
                        Piece(start, start + article.end("n"), BlockKind.HEADING, lang, group, article["n"].upper())
                    )
                out.append(Piece(rest_at, end, BlockKind.PARAGRAPH, lang, group, row=unit.row))
            last_lang = lang
            continue
        if twin is not None:
            cut = TWO_NAMES.search(words)
            assert cut is not None
            second = "en" if twin[0] == "es" else "es"
            out.append(Piece(start, start + cut.start(), BlockKind.HEADING, twin[0], group, twin[1]))
            out.append(Piece(start + cut.end(), end, BlockKind.HEADING, second, group, twin[1]))
            twin = None
            continue
        beside = index + 1 < len(units) and units[index + 1].row is not None and unit.row is None
        halves = (
            two_names(words, order or (("es", "en") if beside else None))
            if titled and unit.hint in ("", "title") and not POST.search(words) and not SIGNED_FOR.match(words)
            else None
        )
        if halves:
            at, upto, first, second, number = halves
            out.append(Piece(start + at, start + upto, BlockKind.HEADING, first, group, number))
            out.append(
                Piece(
                    start + words.rindex(second), end, BlockKind.HEADING, "en" if first == "es" else "es", group, number
                )
            )
            continue
        bare = words.strip("*_# ")
        short = len(words) <= 90 and not bare.endswith(_STOP) and "\n" not in words
        heading = _HEADING.match(words)
        if short and lang in awaiting and out[awaiting[lang]].group == group:
            shift = words.find(bare)
            at = awaiting.pop(lang)
            out[at] = Piece(
                start + shift, start + shift + len(bare), BlockKind.HEADING, lang, group, out[at].number, row=unit.row
            )
            last_lang = lang
            continue
        awaiting.pop(lang, None)
        if END.match(words):
            group = "closing"
        item = _ITEM.match(words)
        kind, number, lines = BlockKind.PARAGRAPH, "", unit.lines
        if unit.hint == "note":
            kind = BlockKind.NOTE
        elif _PRESENT.match(bare):
            kind = BlockKind.SALUTATION
            # the lines above it, or above its subject and number, are whom the letter goes to
            above = (p for p in reversed(out) if p.kind not in (BlockKind.SUBJECT, BlockKind.REFERENCE))
            for p in islice(above, 1):
                name = text[p.start : p.end]
                if p.kind is BlockKind.PARAGRAPH and (p.lines or (len(name) < 90 and not _tells_a_month(name))):
                    p.kind = BlockKind.ADDRESSEE
        elif _TRANSLATION.match(bare) or is_of_tongue(bare) or (after_closing and _ENCLOSED.match(bare)):
            kind, after_closing = BlockKind.NOTE, False
        elif _COPIES.match(bare):
            kind, after_closing = BlockKind.COPIES, False
        elif _CLOSING.match(bare):
            kind, after_closing = BlockKind.CLOSING, True
        elif _PLACE_DATE.match(bare) and len(bare) < 110 and not IN_SMALL.search(bare[: bare.find(",")]):
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
        elif (SIGNED_FOR.match(words.split("\n", 1)[0]) and (unit.lines or short)) or (
            (unit.lines or short) and WITNESS.match(bare) and len(bare) < 120
        ):
            kind, lines = BlockKind.SIGNATURE, True
            after_closing = True
        elif after_closing and (unit.lines or (len(words) <= 90 and not bare.endswith(_STOP))):
            kind, lines = BlockKind.SIGNATURE, True
            if (
                out
                and out[-1].kind is BlockKind.SIGNATURE
                and ((unit.row is None and out[-1].row is None and not unit.lines) or _awaits_name(text, out[-1], unit))
            ) and not re.search(r"\n\s*\n\s*\n", text[out[-1].end : start]):
                out[-1].end = end
                continue
        elif (
            not titled
            and index < 8
            and (
                unit.hint == "title"
                or (PAPER.match(bare) and not bare.endswith(".") and len(words) < 400)
                # the title of a pact may hold the parties, their mayors and what they will be called
                or (PAPER.match(bare) and bare.isupper() and len(words) < 1200)
            )
        ):
            kind, titled = BlockKind.TITLE, True
            lines = False
            if parts := title_of_two(words):
                first, at, upto, second = parts
                out.append(Piece(start, start + at, kind, first, group, row=unit.row))
                out.append(Piece(start + upto, end, kind, second, group, row=unit.row))
                last_lang = first
                continue
        elif unit.hint == "title" and not titled:
            kind, titled = BlockKind.TITLE, True
        elif heading:
            kind = BlockKind.TITLE if not out else BlockKind.HEADING
            titled = titled or not out
        if kind is BlockKind.PARAGRAPH and len(words) > _BODY and bare.endswith(_STOP):
            after_closing = False  # another text begins, or goes on
        if heading and kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH):
            start += heading.start(1)
        if order and kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and is_of_both(text[start:end]):
            out.append(Piece(start, end, kind, lang, group, number, lines, unit.row, both=True))
        elif kind is BlockKind.PARAGRAPH:
            for a, b, tongue in runs(text[start:end], lang):
                out.append(Piece(start + a, start + b, kind, tongue, group, number, lines, unit.row))
                last_lang = tongue
        else:
            said_twice = kind is BlockKind.CLOSING and bool(TWO_NAMES.search(bare))  # “Atentamente / Sincerely”
            out.append(Piece(start, end, kind, lang, group, number, lines, unit.row, both=said_twice))
            last_lang = last_lang if kind is BlockKind.SIGNATURE else lang  # a name has no language
    tell_letterhead(text, out)
    tell_who_signs(text, out)
    tell_signatures(text, out)
    counts: dict[str, int] = {}
    for p in out:
        counts[p.group] = counts.get(p.group, 0) + 1
        p.key = f"{p.group}.p{counts[p.group]}"
    for p in out:
        if p.kind is BlockKind.TITLE:
            p.key = "title"
            break
    return out
