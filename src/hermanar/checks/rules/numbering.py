"""N, continued: what bears a number or a letter comes one after the other (N07)."""

import re
from collections.abc import Iterator, Sequence

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..numerals import from_roman, to_roman
from ..reading import Passage, Reading, Rules, found, says

_ORDINALS = (
    "primera segunda tercera cuarta quinta sexta septima octava novena decima undecima duodecima decimatercera "
    "decimacuarta decimaquinta"
).split()
# eleven and twelve are told in two ways
_OTHERWISE = {"decimaprimera": "undecima", "decimasegunda": "duodecima"}
_ORDINALS_EN = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
# “II.3 Que lo representa …”, of a declaration
_PART_LABEL = re.compile(r"(?P<shown>(?P<of>[IVX]{1,5})\.\s?(?P<n>\d{1,2}))[.)]?(?:\s*[-–—])?\s+(?=[^\W\d_]{2})")
_ROMAN_LABEL = re.compile(r"^(?P<roman>[IVX]{1,5})[.)]\s*(?:-\s*)?(?=[^\W\d_]{3})")
_LABEL = re.compile(
    r"^(?:(?P<figure>\d{1,2})(?:[.)]\s*|\.?-\s*)(?=[^\W\d_])|(?i:acuerdo|cl[áa]usula|compromiso|punto|resolutivo|agreement|resolution)\s+(?P<said>\d{1,2})(?:[.):]|\.?-)\s+(?=[^\W\d_])|(?:(?i:cl[áa]usula|resolutivo|acuerdo)\s+)?(?P<ordinal>[A-ZÁÉÍÓÚ][A-ZÁÉÍÓÚa-záéíóú]+(?:\s+[A-Z][A-ZÁÉÍÓÚ]+)?)\s*(?:\.-|\.—|\.–|\.|-|:)\s*\S)"
)


# the letters that are also the numbers of a list of i, ii, iii
_SMALL = {"i": 1, "v": 5, "x": 10}
_SMALL_LABEL = re.compile(r"^(?P<small>[ivx]{2,5})[.)]\s+(?=[^\W\d_])")


def numbering(r: Reading) -> Rules:
    """N07: a), b), d); PRIMERA, SEGUNDA, CUARTA. A list may begin again at its first label; articles are told by M04."""
    last: dict[tuple[str, str, str], int] = {}
    for i, passage in enumerate(r.passages):
        for kind, value, start, end, shown in _labels(passage):
            group = "" if kind == "ordinal" else passage.block.group
            small = _SMALL.get(shown[0]) if kind == "letter" else None
            # the last of a list of letters: no “ii)” comes after it
            if small == 1 and passage.block.number == "i)" and _is_last(r.passages, i):
                small = None
            # “i)” opens a list of i, ii, iii unless it follows “h)”; “v)” follows “iv)”
            if small and (
                last.get((passage.lang, "small", group)) == small - 1
                if small > 1
                else last.get((passage.lang, "letter", group)) != 8
            ):
                kind, value = "small", small
            key = (passage.lang, kind, group)
            before = last.get(key)
            last[key] = value
            if passage.block.kind is BlockKind.HEADING and kind == "figure":
                # “3. Riesgos” follows “2. Ventajas”, whatever list of 1, 2, 3 stands between
                title = (passage.lang, "heading", group)
                titled, last[title] = last.get(title), value
                if titled is not None and value == titled + 1:
                    continue
            if before is None or value == before + 1 or value == 1:
                continue
            again = value == before
            yield found(
                "N07",
                passage,
                start,
                end,
                says(
                    f"“{shown}” está repetido."
                    if again
                    else f"Antes de “{shown}” falta un número o letra, o está fuera de orden.",
                    f"“{shown}” is there twice."
                    if again
                    else f"A number or letter is missing before “{shown}”, or it is out of order.",
                ),
                confidence=0.9,
                subject=f"{kind}|{value}|{before}",
            )
        if passage.block.kind is BlockKind.HEADING and not passage.block.number:
            last = {k: v for k, v in last.items() if k[1] in ("ordinal", "heading")}


def _is_last(passages: Sequence[Passage], i: int) -> bool:
    """Whether the item has one of letters before it and none after it."""
    here = passages[i]
    around = [p for p in passages[max(0, i - 4) : i + 5] if p.lang == here.lang]
    at = around.index(here)
    before = around[at - 1] if at else None
    after = around[at + 1] if at + 1 < len(around) else None
    return (
        before is not None
        and re.fullmatch(r"[b-h]\)", before.block.number) is not None
        and (after is None or after.block.kind is not BlockKind.ITEM)
    )


def _labels(passage: Passage) -> Iterator[tuple[str, int, int, int, str]]:
    """(kind, value, start, end, as shown) of the label a block bears; outside its text the span is its first word."""
    block, text = passage.block, passage.text
    first = re.match(r"\S+", text)
    word = (0, first.end() if first else 0)
    if block.kind is BlockKind.ITEM and re.fullmatch(r"[a-z]\)", block.number):
        yield "letter", ord(block.number[0]) - 96, *word, block.number
        return
    if block.kind is BlockKind.HEADING and block.number:
        return  # the order of articles is told by M04
    formal = (BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.PLACE_DATE)
    part = _PART_LABEL.match(text)
    if part and block.kind not in formal:
        yield f"part {part['of']}", int(part["n"]), *part.span("shown"), part["shown"]
        return
    roman = _ROMAN_LABEL.match(text)
    if roman and block.kind not in formal and to_roman(from_roman(roman["roman"]) or 0) == roman["roman"]:
        yield "roman", from_roman(roman["roman"]), roman.start("roman"), roman.end("roman"), roman["roman"]
        return
    small = _SMALL_LABEL.match(text)
    if small and to_roman(from_roman(small["small"].upper()) or 0) == small["small"].upper():
        yield "small", from_roman(small["small"].upper()), *small.span("small"), small["small"]
        return
    m = _LABEL.match(text)
    if not m or block.kind in (BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.PLACE_DATE):
        return
    if m["said"]:
        yield "said", int(m["said"]), m.start(), m.end("said"), text[m.start() : m.end("said")]
    elif m["figure"]:
        yield "figure", int(m["figure"]), m.start("figure"), m.end("figure"), m["figure"]
    else:
        ordinal = re.sub(r"o$", "a", fold(m["ordinal"]).replace(" ", ""))  # cláusulas and resolutivos
        ordinal = re.sub(r"^(decim|duodecim|undecim)o", r"\1a", ordinal)
        ordinal = _OTHERWISE.get(ordinal, ordinal)
        value = _ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else 0
        # “THIRD. To meet every year”; in small letters “Second.” may be a word of a sentence
        if passage.lang == "en" and fold(m["ordinal"]) in _ORDINALS_EN:
            value = _ORDINALS_EN.index(fold(m["ordinal"])) + 1
        if value:
            yield "ordinal", value, m.start("ordinal"), m.end("ordinal"), m["ordinal"]


_OF_CHAPTERS = frozenset({"study", "report", "minutes", "other"})


def chapters(r: Reading) -> Rules:
    """N07: sections 1, 2, 4 of a paper whose headings bear figures. Of a pact, M04 tells it; of a file, where chapters and
    rows have one look, `numbering`."""
    if r.brief.kind not in _OF_CHAPTERS or r.content.meta.get("source") == "file":
        return
    for lang in r.content.languages:
        before = 0
        for p in r.passages:
            if p.lang != lang or p.block.kind is not BlockKind.HEADING or not p.block.number.isdigit():
                continue
            number = int(p.block.number)
            if before and number not in (1, before + 1):
                yield found(
                    "N07", p, 0, len(p.text),
                    says(f"Después del {before} sigue el {before + 1}, no el {number}.", f"After {before} comes {before + 1}, not {number}."),
                    confidence=0.9, subject=f"chapter|{before}|{number}",
                )  # fmt: skip
            before = number


_TOLD = ("primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo")
_TOLD_IN_ORDER = re.compile(
    r"(?:^|(?<=[.;:]\s))(?P<w>(?i:primero|segundo|tercero|cuarto|quinto|sexto|s[ée]ptimo|octavo|noveno|d[ée]cimo)),\s"
)


def told_in_order(r: Reading) -> Rules:
    """N07: “Primero, … Segundo, … Cuarto, …” in one paragraph."""
    for passage in r.passages:
        told = list(_TOLD_IN_ORDER.finditer(passage.text)) if passage.lang == "es" else []
        if len(told) < 3 or fold(told[0]["w"]) != _TOLD[0]:
            continue
        for place, m in enumerate(told):
            if fold(m["w"]) != _TOLD[min(place, len(_TOLD) - 1)]:
                shown = m["w"]
                yield found(
                    "N07", passage, *m.span("w"),
                    says(
                        f"Antes de “{shown}” falta un número o letra, o está fuera de orden.",
                        f"A number or letter is missing before “{shown}”, or it is out of order.",
                    ),
                    confidence=0.85,
                )  # fmt: skip
                break


_THESE_MINUTES = re.compile(r"(?:^\W*Acta|\bACTA)\s+(?i:n[úu]mero\s+|n[úu]m\.\s*|no\.\s*)?(?P<n>\d{1,3})\b(?![/\d])")
_MINUTES_BEFORE = re.compile(
    r"(?i)\bacta\s+(?:n[úu]mero\s+|n[úu]m\.\s*|no\.\s*)?(?P<n>\d{1,3})\b(?![/\d])[^.;]{0,60}?\b(?:anterior|previa)\b|\bacta\s+anterior,?\s+(?:n[úu]mero\s+|n[úu]m\.\s*|no\.\s*)(?P<n2>\d{1,3})\b(?![/\d])"
)
_FIRST_LINES = 6


def minutes_before_these(r: Reading) -> Rules:
    """N07: minutes number 05 that approve “el acta 06, de la sesión anterior”."""
    if r.brief.kind != "minutes":
        return
    own = next(
        (m for p in r.passages[:_FIRST_LINES] for line in p.text.split("\n") if (m := _THESE_MINUTES.search(line))),
        None,
    )
    for passage in r.passages if own else ():
        for m in _MINUTES_BEFORE.finditer(passage.text) if "acta" in passage.low else ():
            name = "n" if m["n"] else "n2"
            if own and int(m[name]) >= int(own["n"]):
                yield found(
                    "N07", passage, *m.span(name),
                    says(f"Esta es el acta {own['n']}: la anterior tiene un número menor.", f"These are minutes {own['n']}: those before have a lower number."),
                    confidence=0.85,
                )  # fmt: skip


RULES = (minutes_before_these, numbering, chapters, told_in_order)
