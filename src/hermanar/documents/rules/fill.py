"""From template and values to content. Pure: the same values give the same content, hash and all."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import Dated, date_in_words
from hermanar.kernel.text import normalise, spanish_and

from .catalogues import tongue
from .citing import cited_together
from .templates import LINE_KINDS, TOKEN, Piece, Section, Slot, Template

BLANK = "____"
# what is enumerated within one member of a list
_A_LIST = re.compile(r", | (?:y|e|and) ")
# languages whose numbers and dates are written by rule; the others by `languages.yaml`
_OWN = frozenset({"es", "en"})

_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class Filled:
    """The content, and the names of the required slots that stand in it as a visible blank."""

    content: Content
    missing: tuple[str, ...]


def number_in_words(number: int, lang: str = "es", *, gender: str = "m", before_noun: bool = True) -> str:
    """`sesenta` / `sixty`, from 0 to 9999. In Spanish with gender, shortened before a masculine noun (`veintiún`).

    Raises ValueError outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    if not lang.startswith("es"):
        return _english(number)
    words = _spanish(number, gender)
    if gender == "f":
        return re.sub(r"uno$", "una", words)
    if before_noun:
        words = re.sub(r"veintiuno$", "veintiún", words)
        words = re.sub(r"\buno$", "un", words)
    return words


def _spanish(n: int, gender: str) -> str:
    if n < 30:
        return _ES[n]
    if n < 100:
        tens, unit = divmod(n, 10)
        return _ES_TENS[tens - 3] + (f" y {_ES[unit]}" if unit else "")
    if n == 100:
        return "cien"
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        word = _ES_HUNDREDS[hundreds - 1]
        if gender == "f" and hundreds > 1:
            word = word[:-2] + "as"
        return word + (f" {_spanish(rest, gender)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    head = "mil" if thousands == 1 else f"{_ES[thousands]} mil"
    return head + (f" {_spanish(rest, gender)}" if rest else "")


def _english(n: int) -> str:
    if n < 20:
        return _EN[n]
    if n < 100:
        tens, unit = divmod(n, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN[unit]}" if unit else "")
    base, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    head, rest = divmod(n, base)
    return f"{_EN[head]} {name}" + (f" {_english(rest)}" if rest else "")


def number_with_words(number: int, lang: str = "es", *, gender: str = "m", unit: Sequence[str] = ()) -> str:
    """`sesenta (60) días` / `sixty (60) days`; beyond 9999 figures only."""
    noun = f" {unit[0] if number == 1 else unit[1]}" if unit else ""
    if lang[:2] not in _OWN:
        said = (tongue(lang).numbers or {}).get(number)
        return f"{said} ({number}){noun}" if said else f"{number}{noun}"
    if not 0 <= number <= 9999:
        return f"{number:,}{noun}"
    return f"{number_in_words(number, lang, gender=gender, before_noun=bool(unit))} ({number}){noun}"


def inert(value: str, *, lines: bool = False) -> str:
    """The value as the paper carries it: normalised, and with a space after every opening brace, so that nothing
    anybody types can be read as a slot, now or when the late slots are filled."""
    return re.sub(r"\{(?! )", "{ ", normalise(value, lines=lines))


def joined(words: Sequence[str], lang: str) -> str:
    """`español e inglés` / `Spanish and English`: a list inside a sentence. Members that are lists themselves stand apart:
    `inversión y comercio, así como cultura y patrimonio`."""
    if len(words) < 2:
        return "".join(words)
    if any(_A_LIST.search(word) for word in words):
        return _apart(words, lang)
    if lang.startswith("es"):
        return f"{', '.join(words[:-1])} {spanish_and(words[-1])} {words[-1]}"
    last = "and" if lang.startswith("en") else tongue(lang).last
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if last else ", ".join(words)


def _apart(words: Sequence[str], lang: str) -> str:
    if lang[:2] in _OWN:
        link = "así como" if lang.startswith("es") else "as well as"
        return f"{'; '.join(words[:-1])}{',' if len(words) == 2 else ';'} {link} {words[-1]}"
    last = tongue(lang).last
    return f"{'; '.join(words[:-1])}; {last} {words[-1]}" if last else "; ".join(words)


def _day_in(on: dt.date, lang: str) -> str:
    """The day in the language of the text: English never stands in for another."""
    return date_in_words(on, lang) if lang[:2] in _OWN else tongue(lang).day(on)


def letter(position: int) -> str:
    """0 → a, 25 → z, 26 → aa: the label of an item."""
    more, at = divmod(position, 26)
    return (letter(more - 1) if more else "") + "abcdefghijklmnopqrstuvwxyz"[at]


def fill(template: Template, values: Mapping[str, Any], *, languages: Sequence[str] | None = None) -> Filled:
    """Content of that paper in those languages, with what is missing.

    A value is a string, a number, a date (or `Dated`), a list of them, or a mapping language → any of these; a language
    that such a mapping lacks gets the slot's usual words in that language, where it has some. A required
    slot without a value stays as `____` and is reported; an optional one removes its line or paragraph, in every
    language at once; a late one stays as `{slot}`. Names that the template does not know are ignored.
    Raises ValueError for a language that the template does not have, lists of unequal length, or an unknown option.
    """
    languages = tuple(languages or template.default_languages)
    if stranger := [lang for lang in languages if lang not in template.languages]:
        raise ValueError(f"template {template.kind!r} has no text in {', '.join(stranger)}")
    given = {slot.name: _given(slot, values.get(slot.name), languages) for slot in template.slots.values()}
    choices = {
        slot.name: values.get(slot.name) or slot.default for slot in template.slots.values() if slot.type == "choice"
    }
    printed = [s for s in template.sections if all(choices.get(name) == option for name, option in s.when.items())]
    asked = {name for s in printed for piece in s.pieces for name in piece.slots()}
    missing = tuple(
        slot.name
        for slot in template.slots.values()
        if slot.name in asked and slot.required and not slot.late and not all(map(_complete, given[slot.name].values()))
    )
    blocks: list[Block] = []
    count = 0
    for section in printed:
        made = list(_section(section, template, given, languages))
        if not made or all(b.kind is BlockKind.HEADING for b in made):
            continue
        if made[0].kind is BlockKind.HEADING:
            count += 1
            number = section.number or _numeral(count, template.numbering)
            made[0] = replace(made[0], number=number)
        blocks.extend(made)
    return Filled(
        Content(
            languages=languages,
            blocks=tuple(blocks),
            layout=template.layout,
            meta={"kind": template.kind, "template": template.version},
        ),
        missing,
    )


def _complete(words: list[str]) -> bool:
    return bool(words) and all(words)


def _numeral(count: int, numbering: str) -> str:
    if numbering == "arabic":
        return str(count)
    if numbering != "roman":
        return ""
    pairs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for value, sign in pairs:
        while count >= value:
            out, count = out + sign, count - value
    return out


def _given(slot: Slot, raw: Any, languages: Sequence[str]) -> dict[str, list[str]]:
    """Language → the words of that slot: none, one, or one per value of a list."""
    if raw is None or raw == "" or raw == []:
        raw = slot.default
    if slot.type == "choice":
        if raw is None:
            return {lang: [] for lang in languages}
        if raw not in slot.options:
            raise ValueError(f"{slot.name}: no option {raw!r}")
        return {lang: [slot.options[raw][lang]] for lang in languages}
    if isinstance(raw, Mapping):
        usual = slot.default if isinstance(slot.default, Mapping) else {}  # never one language in the place of another
        found = {lang: _words(slot, raw.get(lang) or usual.get(lang), lang) for lang in languages}
        if slot.type == "list" and len({len(words) for words in found.values() if words}) > 1:
            raise ValueError(f"{slot.name}: the languages do not have the same number of items")
        return found
    return {lang: _words(slot, raw, lang) for lang in languages}


def _words(slot: Slot, raw: Any, lang: str) -> list[str]:
    if raw is None:
        return []
    if slot.type == "list":
        rows = [raw] if isinstance(raw, str) else list(raw)
        return [
            word
            for row in rows
            if (word := _word(slot, row.get(lang) if isinstance(row, Mapping) else row, lang))
            or isinstance(row, Mapping)
        ]
    word = _word(slot, raw, lang)
    return [word] if word else []


def _word(slot: Slot, raw: Any, lang: str) -> str:
    if raw is None:
        return ""
    if isinstance(raw, Dated):
        return raw.in_words(lang)
    if slot.type == "date" and isinstance(raw, str):
        try:
            raw = dt.date.fromisoformat(raw.strip())
        except ValueError:
            return inert(raw)
    if isinstance(raw, dt.date):
        return _day_in(raw, lang)
    if slot.type == "number":
        if isinstance(raw, str) and re.fullmatch(r"\d{1,18}", raw.strip()):
            raw = int(raw)
        if isinstance(raw, int) and slot.style == "words":
            return number_with_words(raw, lang, gender=slot.gender, unit=slot.unit.get(lang, ()))
        if isinstance(raw, int):
            figures = f"{raw:,}" if slot.style == "quantity" else str(raw)
            unit = slot.unit.get(lang, ())
            return figures + (f" {unit[0] if raw == 1 else unit[1]}" if unit else "")
    word = inert(str(raw), lines=slot.type == "text")
    # a hash is one word too long for any column: shown in eights, as people compare it
    return " ".join(word[i : i + 8] for i in range(0, len(word), 8)) if slot.style == "hash" else word


def _section(
    section: Section, template: Template, given: Mapping[str, Mapping[str, list[str]]], languages: Sequence[str]
) -> Iterator[Block]:
    has_heading = section.pieces[0].kind is BlockKind.HEADING
    group = section.key
    counts: dict[str, int] = {}
    lists, position, in_list = 0, 0, False

    def lacks(names: Iterator[str]) -> bool:
        return any(
            not template.slots[n].required and not template.slots[n].late and not any(given[n].values()) for n in names
        )

    def key(kind: BlockKind) -> str:
        if kind is BlockKind.HEADING:
            return group
        if kind is BlockKind.TITLE:
            return "title"
        short = "p" if kind is BlockKind.PARAGRAPH else kind.value
        counts[short] = counts.get(short, 0) + 1
        plural = kind in {BlockKind.PARAGRAPH, BlockKind.FACT, BlockKind.NOTE, BlockKind.SIGNATURE, BlockKind.ADDRESSEE}
        return f"{group}.{short}{counts[short] if plural or counts[short] > 1 else ''}"

    for piece in section.pieces:
        if piece.kind is not BlockKind.ITEM:
            in_list = False
        elif not in_list:
            lists, position, in_list = lists + 1, 0, True
        if piece.kind is BlockKind.ITEM:
            for text in _items(piece, template, given, languages, lacks):
                label = letter(position)
                name = f"{group}.{label}" if lists == 1 else f"{group}.l{lists}.{label}"
                yield Block(name, piece.kind, text, group, f"{label})")
                position += 1
        elif piece.kind in LINE_KINDS:
            stanza = list(_lines(piece, template, given, languages, lacks))
            if stanza:
                text = {lang: "\n".join(line[lang] for line in stanza) for lang in languages}
                yield Block(key(piece.kind), piece.kind, text, group)
        elif not lacks(piece.slots()):
            for text in _paragraphs(piece, template, given, languages):
                yield Block(key(piece.kind), piece.kind, text, group if has_heading or group else "")


def _items(piece, template, given, languages, lacks) -> Iterator[dict[str, str]]:
    if not piece.slot:
        if not lacks(piece.slots()):
            yield {lang: _line(piece.lines[lang][0], lang, template, given) for lang in languages}
        return
    many = max(len(given[piece.slot][lang]) for lang in languages)
    if not many and not template.slots[piece.slot].required:
        return
    for at in range(max(many, 1)):
        yield {
            lang: ended(_at(given[piece.slot][lang], at), _tail(piece.tails[lang], max(many, 1) - at))
            for lang in languages
        }


def _at(words: list[str], at: int) -> str:
    return words[at] if at < len(words) and words[at] else BLANK


_SHORTENED = re.compile(r"(?:\.\w+|\betc|…|\.\.)\.\Z")  # “C.V.”, “etc.”, “...”: a stop of the word's own


def ended(text: str, tail: str) -> str:
    """An item of a list with the mark that the paper puts after it, in the place of the one that was typed."""
    if not tail or not text.endswith((".", ";", ",")):
        return text + tail
    if _SHORTENED.search(text):
        return text if tail == "." else text + tail
    return text[:-1].rstrip() + tail


def _tail(tails: Sequence[str], from_end: int) -> str:
    """What follows an item: the last tail for the last one, the one before for the last but one, else the first."""
    return tails[max(len(tails) - from_end, 0)]


def _lines(piece: Piece, template, given, languages, lacks) -> Iterator[dict[str, str]]:
    """Lines of an addressee, a closing, the copies or a signature; a line with a list is repeated for each value."""
    for number, source in enumerate(piece.lines[languages[0]]):
        names = TOKEN.findall(source)
        if lacks(iter(names)):
            continue
        spread = [n for n in names if template.slots[n].type == "list"]
        times = max((len(given[n][lang]) for n in spread for lang in languages), default=1)
        for at in range(times):
            yield {
                lang: _line(piece.lines[lang][number], lang, template, given, at=at if spread else None)
                for lang in languages
            }


def _paragraphs(piece: Piece, template, given, languages) -> Iterator[dict[str, str]]:
    """One block; or one per line or item of the value where the whole paragraph is one slot."""
    only = TOKEN.fullmatch(piece.lines[languages[0]][0])
    if piece.kind is BlockKind.PARAGRAPH and only and not template.slots[only[1]].late:
        name = only[1]
        parts = {lang: [p for word in given[name][lang] for p in word.split("\n") if p] for lang in languages}
        if len({len(p) for p in parts.values()}) == 1 and parts[languages[0]]:
            for at in range(len(parts[languages[0]])):
                yield {lang: parts[lang][at] for lang in languages}
            return
    yield {lang: _line(piece.lines[lang][0], lang, template, given) for lang in languages}


_BESIDE = re.compile(r", \{(our_state|their_subdivision)\}")


def _line(source: str, lang: str, template: Template, given, *, at: int | None = None) -> str:
    """One line with its slots replaced, each once: what a value holds is never looked at again."""
    out, end = "", 0
    for match in TOKEN.finditer(source):
        slot = template.slots[match[1]]
        out, end = out + source[end : match.start()], match.end()
        if slot.late:
            out += match[0]
            continue
        words = given[slot.name][lang]
        if slot.type == "list" and at is not None:
            word = _at(words, at)
        else:
            word = (joined(cited_together(words, lang), lang) or BLANK).replace("\n", " ")
        if beside := _BESIDE.match(source, end):  # “Mérida (Yucatán), Yucatán” says it twice
            for where in given.get(beside[1], {}).get(lang, ()):
                word = word.removesuffix(f" ({where})")
        if lang.startswith("es") and out.endswith(" y "):
            out = f"{out[:-2]}{spanish_and(word)} "
        if source.startswith(".", end):  # the sentence has its own
            word = ended(word, ".").removesuffix(".")
        if slot.type in {"party", "place", "citation"}:
            out = _meet(out, word, lang)
        else:
            out = _contracted(out, word, lang)
    return out + source[end:]


def _meet(before: str, word: str, lang: str) -> str:
    """A party begins with its article, which is contracted; a sentence begins with a capital."""
    if re.fullmatch(r"|.*[.:] ", before) and re.match(r"(el|la|los|las|the) ", word):
        word = word[0].upper() + word[1:]
    return _contracted(before, word, lang)


def _contracted(before: str, word: str, lang: str) -> str:
    """“de el Municipio” is “del Municipio”; in Portuguese “do Município”, “no artigo”."""
    if lang.startswith("es") and word.startswith("el ") and (match := re.search(r"\b(de|a) $", before, re.IGNORECASE)):
        return f"{before[: match.start()]}{match[1]}l {word[3:]}"
    if lang.startswith("pt") and re.match(r"(os?|as?) ", word) and (match := re.search(r"\b([de])(e|m) $", before)):
        return f"{before[: match.start()]}{'d' if match[1] == 'd' else 'n'}{word}"  # de o → do, em a → na
    return before + word


def fill_late(content: Content, values: Mapping[str, Any]) -> Content:
    """The content to be issued: late slots named in `values` filled, others still standing as `{slot}`.

    A slot whose value is None or "" has nothing to say: its paragraph or line goes, and a signature in which nobody is
    left (no honorary witness) goes whole.
    """
    empty = {name for name, value in values.items() if value is None or value == ""}
    kept = [
        late for block in content.blocks if (late := _late_block(block, values, empty, content.languages)) is not None
    ]
    spoken = {b.group for b in kept if b.kind is not BlockKind.HEADING}
    silent = {b.group for b in content.blocks if b.kind is not BlockKind.HEADING} - spoken
    return replace(content, blocks=tuple(b for b in kept if b.group not in silent))


def _late_block(block: Block, values: Mapping[str, Any], empty: set[str], languages: Sequence[str]) -> Block | None:
    text = {}
    for lang in languages:
        lines = [(line, set(TOKEN.findall(line))) for line in block.text[lang].split("\n")]
        waiting = [names for _, names in lines if names]
        gone = [names for names in waiting if names & empty]
        if gone and (block.kind not in LINE_KINDS or len(gone) == len(waiting)):
            return None
        # in a signature the place of a line says what it is, so it stays empty instead of going
        kept = [
            "" if names & empty else line
            for line, names in lines
            if not names & empty or block.kind is BlockKind.SIGNATURE
        ]
        text[lang] = "\n".join(_late_line(line, values, lang) for line in kept)
    return replace(block, text={**block.text, **text})


def _late_line(line: str, values: Mapping[str, Any], lang: str) -> str:
    """The line with each named slot replaced once: what a value holds is never looked at again."""
    out, end = "", 0
    for match in TOKEN.finditer(line):
        word = _late_word(values[match[1]], lang) if match[1] in values else match[0]
        out, end = out + line[end : match.start()] + word, match.end()
    return out + line[end:]


def _late_word(raw: Any, lang: str) -> str:
    if isinstance(raw, Mapping):
        raw = raw.get(lang)
    if raw is None:
        return BLANK
    if isinstance(raw, Dated):
        return raw.in_words(lang)
    if isinstance(raw, dt.date):
        return _day_in(raw, lang)
    if isinstance(raw, int):
        return number_with_words(raw, lang)
    if isinstance(raw, (list, tuple)):
        return joined([_late_word(row, lang) for row in raw], lang)
    return inert(str(raw))


def standing_slots(content: Content) -> tuple[str, ...]:
    """Names of the late slots that still stand in the content, in order of appearance."""
    return tuple(
        dict.fromkeys(name for b in content.blocks for text in b.text.values() for name in TOKEN.findall(text))
    )


def has_blank(content: Content) -> bool:
    """Whether a visible blank is left anywhere: such a paper must not be issued (R4-39)."""
    return any(BLANK in text for b in content.blocks for text in b.text.values())
