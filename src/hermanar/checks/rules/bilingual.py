"""B: every language says the same. Blocks are paired by key; their numbers, dates, names, items and terms are compared,
the first language of the content with each other one (promise 3)."""

import re
from collections.abc import Sequence
from typing import TypeVar

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import DateMention, Number
from ..findings import Finding, Repair, Severity
from ..reading import LANGUAGE_NAMES, Passage, Reading, Rules, found, says
from .numbers import agreed_label, plain, written


def language(lang: str, reader: str) -> str:
    return LANGUAGE_NAMES[reader].get(lang, lang)


def pairs(r: Reading) -> Sequence[tuple[Passage, Passage]]:
    """(passage in the first language that has it, passage in another), block by block."""
    return r.pairs


def missing_text(r: Reading) -> Rules:
    """B01: a block with text in one language and none in another. B15: its words stand in the clause beside it."""
    for block in r.content.blocks:
        passages = r.of_block(block.key)
        if not passages:
            continue
        have = {p.lang for p in passages}
        for lang in r.content.languages:
            if lang in have or _ADDRESSED.fullmatch(passages[0].text.strip()):
                continue
            place = r.place_name(block)
            empty = Passage(block, lang, block.text.get(lang, ""))
            joined = _joined(r, passages[0], lang)
            if joined:
                yield found(
                    "B15",
                    passages[0],
                    0,
                    len(passages[0].text),
                    says(
                        f"{place['es']}: en {language(lang, 'es')} va unida a la cláusula vecina.",
                        f"{place['en']}: in {language(lang, 'en')} it is joined to the clause beside it.",
                    ),
                    also=[joined.span()],
                    subject=lang,
                )
                continue
            yield found(
                "B01",
                empty,
                0,
                len(empty.text),
                says(
                    f"{place['es']}: este texto no está en {language(lang, 'es')}.",
                    f"{place['en']}: this text is not in {language(lang, 'en')}.",
                ),
                also=[passages[0].span()],
                subject="",
            )


_ADDRESSED = re.compile(r"(?i)p\s?r\s?e\s?s\s?e\s?n\s?t\s?e\s?s?\W*|(?:muy\s+)?(?:estimad|distinguid|apreciad|respetad)[oa]s?\b[^.\n]{0,60}[:,.]|dear\b[^.\n]{0,60}[:,]")  # fmt: skip
_STOPS = re.compile(r"[.;:](?=\s|$)")


def _joined(r: Reading, here: Passage, lang: str) -> Passage | None:
    """The clause beside this one that in `lang` says both: as many sentences as the two together."""
    keys = [b.key for b in r.content.blocks if b.group == here.block.group]
    at = keys.index(here.key)
    mine = len(_STOPS.findall(here.text))
    for near in (at - 1, at + 1):
        if not 0 <= near < len(keys) or mine == 0:
            continue
        other, own = r.by_place.get((keys[near], lang)), r.by_place.get((keys[near], here.lang))
        if other is None or own is None or own.block.kind is BlockKind.HEADING:
            continue
        theirs, ours = (len(_STOPS.findall(p.text)) for p in (other, own))
        if theirs == ours + mine and len(other.text) > 1.4 * len(own.text):
            return other
    return None


def numbers(r: Reading) -> Rules:
    """B02: the numbers of a block are not the same in two languages. Identifiers (folios, hours) count too."""
    for a, b in pairs(r):
        # the value of a row that nobody translated stands in both halves: the same words cannot disagree
        if a.block.kind is BlockKind.FACT and a.text.rpartition("\t")[2] == b.text.rpartition("\t")[2]:
            continue
        left, right = _unmatched(a, b)
        for i in range(max(len(left), len(right))):
            yield _numbers_finding(r, a, b, left[i] if i < len(left) else None, right[i] if i < len(right) else None)
        yield from _identifiers(a, b)


_Said = TypeVar("_Said", Number, DateMention)
_QUOTE = re.compile(r"“([^“”]{4,})”")


def _as_it_stands(p: Passage, other: Passage) -> list[tuple[int, int]]:
    """Where a passage says words that the other has word by word, between quotation marks in one of them: a caption or a
    title that nobody translated. The same words cannot disagree."""
    spans = []
    for inner in [m[1] for q in (p, other) for m in _QUOTE.finditer(q.text)]:
        if inner in p.text and inner in other.text:
            start = p.text.index(inner)
            spans.append((start, start + len(inner)))
    return spans


def _outside(p: Passage, other: Passage, said: Sequence[_Said]) -> list[_Said]:
    spans = _as_it_stands(p, other)
    return [x for x in said if not any(start <= x.start and x.end <= end for start, end in spans)]


# “dos veces” is one word in English, and no number there
_TIMES = re.compile(r"\s+(?:vez|veces)\b", re.IGNORECASE)
_ADVERBS = {
    1: re.compile(r"\bonce\b", re.IGNORECASE),
    2: re.compile(r"\b(?:twice|both|n?either)\b", re.IGNORECASE),
    3: re.compile(r"\bthrice\b", re.IGNORECASE),
}

_PAIR = 2  # “los dos gobiernos”: either of them
_THE_TWO = ("los ", "las ", "nuestros ", "nuestras ", "sus ", "estos ", "estas ")
_ANY_ADVERB = re.compile(r"\b(?:once|twice|thrice)\b", re.IGNORECASE)


def _says_twice(p: Passage, n: Number, other: Passage) -> bool:
    told = _TIMES.match(p.text, n.end) or (n.value == _PAIR and p.low[: n.start].endswith(_THE_TWO))
    if (p.lang, other.lang) != ("es", "en") or n.value not in _ADVERBS or not told:
        return False
    return bool(_ADVERBS[int(n.value)].search(other.text))


def _unmatched(a: Passage, b: Passage) -> tuple[list[Number], list[Number]]:
    """The numbers of each side that the other does not say. Words are only understood in Spanish and English, so a
    number in words alone asks nothing of a third language."""
    lefts, rights = (
        [n for n in _outside(p, other, p.entities.numbers) if not _says_twice(p, n, other)]
        for p, other in ((a, b), (b, a))
    )

    def pair_off(may_pair) -> None:
        for n in list(lefts):
            match = next((m for m in rights if n.values & m.values and may_pair(n, m)), None)
            if match:
                lefts.remove(n)
                rights.remove(match)

    pair_off(lambda n, m: n.kind == m.kind)
    # “ambas” may be “two”, and “primer” may be “1st”, but each only after equals met equals
    pair_off(lambda n, m: n.kind != m.kind and {n.kind, m.kind} != {"both", "ordinal"})
    both_read = {a.lang, b.lang} <= {"es", "en"}

    def binding(n: Number) -> bool:
        if n.figures is not None:
            return True
        return n.kind == "count" and both_read

    return [n for n in lefts if binding(n)], [n for n in rights if binding(n)]


def _numbers_finding(r: Reading, a: Passage, b: Passage, n: Number | None, m: Number | None) -> Finding:
    place = r.place_name(a.block)
    at, number = (a, n) if n else (b, m)
    said = {
        reader: "; ".join(
            f"{language(p.lang, reader)}: {_amount(p, x) if x else {'es': 'no lo dice', 'en': 'does not say'}[reader]}"
            for p, x in ((a, n), (b, m))
        )
        for reader in ("es", "en")
    }
    right, source = _right_value(r, at, number)
    tail = says("", "")
    if right is not None:
        tail = says(
            f" El {'expediente' if source == 'case' else 'modelo'} dice {plain(right)}.",
            f" The {source} says {plain(right)}.",
        )
    repairs = []
    if n and m:
        values = [v for v in (n.value, m.value) if float(v).is_integer()]
        if right is not None and right not in values:
            values.insert(0, right)
        values.sort(key=lambda v: v != right)
        for i, v in enumerate(values):
            edits = [
                *(written(n, v, a) if n.values != {v} else ()),
                *(written(m, v, b) if m.values != {v} else ()),
            ]
            label = (
                says(f"Poner {plain(v)} en ambas", f"Put {plain(v)} in both")
                if i == 0
                else says(f"Poner {plain(v)}", f"Put {plain(v)}")
            )
            repairs.append(Repair(label, tuple(edits)))
    also = [b.span(m.start, m.end)] if n and m else []
    if n and not m and _TIMES.match(a.text, n.end) and b.lang == "en" and (adverb := _ANY_ADVERB.search(b.text)):
        also = [b.span(*adverb.span())]
    return found(
        "B02",
        at,
        number.start,
        number.end,
        says(
            f"{place['es']}. {_capital(said['es'])}.{tail['es']}",
            f"{place['en']}. {_capital(said['en'])}.{tail['en']}",
        ),
        repairs=repairs,
        also=also,
        subject=f"{plain(n.value) if n else ''}|{plain(m.value) if m else ''}|{b.lang}",
    )


def _right_value(r: Reading, passage: Passage, number: Number) -> tuple[float | None, str]:
    """The agreed value of a number: of the case, else of the model's number in the same place."""
    label = agreed_label(passage, number)
    if label and label in r.brief.numbers:
        return r.brief.numbers[label], "case"
    model = r.model.by_place.get((passage.key, passage.lang)) if r.model else None
    if model and len(model.entities.numbers) == len(passage.entities.numbers):
        return model.entities.numbers[passage.entities.numbers.index(number)].value, "model"
    return None, ""


def _amount(p: Passage, n: Number) -> str:
    unit = re.match(r"\s+([^\W\d_]+)", p.text[n.end :])
    return plain(n.value) + (f" {unit.group(1)}" if unit and n.unit not in ("de", "of", "y", "and") else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_PM = re.compile(r"\s*([ap])\.?\s?m\b", re.IGNORECASE)


def _same_identifier(p: Passage, start: int, end: int) -> str:
    """`4:00 p.m.` and `16:00` are the same hour; other identifiers are compared as they are."""
    text = p.text[start:end]
    hour = _HOUR.fullmatch(text)
    if not hour:
        return text.upper()
    half = _PM.match(p.text, end)
    h = int(hour.group(1))
    if half:
        h = h % 12 + (12 if half.group(1).lower() == "p" else 0)
    return f"{h}:{hour.group(2)}"


def _identifiers(a: Passage, b: Passage) -> Rules:
    left = {_same_identifier(a, i.start, i.end): i for i in a.entities.identifiers}
    right = {_same_identifier(b, i.start, i.end): i for i in b.entities.identifiers}
    only_left = [i for k, i in left.items() if k not in right]
    only_right = [i for k, i in right.items() if k not in left]
    for k in range(max(len(only_left), len(only_right))):
        i = only_left[k] if k < len(only_left) else None
        j = only_right[k] if k < len(only_right) else None
        at, ident = (a, i) if i else (b, j)
        repairs = []
        if i and j and ":" not in i.text + j.text:
            repairs = [
                Repair(says(f"Poner {i.text} en ambas", f"Put {i.text} in both"), (b.edit(j.start, j.end, i.text),)),
                Repair(says(f"Poner {j.text}", f"Put {j.text}"), (a.edit(i.start, i.end, j.text),)),
            ]
        yield found(
            "B02",
            at,
            ident.start,
            ident.end,
            says(
                _said("es", a, b, i.text if i else None, j.text if j else None),
                _said("en", a, b, i.text if i else None, j.text if j else None),
            ),
            repairs=repairs,
            also=[b.span(j.start, j.end)] if i and j else (),
            subject=f"{i.text if i else ''}|{j.text if j else ''}|{b.lang}",
        )


def _said(reader: str, a: Passage, b: Passage, left: str | None, right: str | None) -> str:
    nothing = {"es": "no lo dice", "en": "does not say"}[reader]
    return _capital(f"{language(a.lang, reader)}: {left or nothing}; {language(b.lang, reader)}: {right or nothing}.")


def dates(r: Reading) -> Rules:
    """B03: the dates of a block are not the same in two languages."""
    for a, b in pairs(r):
        left, right = _outside(a, b, a.entities.dates), _outside(b, a, b.entities.dates)
        for d in list(left):
            match = next((e for e in right if {d.parts, *d.others} & {e.parts, *e.others}), None)
            if match:
                left.remove(d)
                right.remove(match)
        for k in range(max(len(left), len(right))):
            d = left[k] if k < len(left) else None
            e = right[k] if k < len(right) else None
            at, one = (a, d) if d else (b, e)
            texts = (a.text[d.start : d.end] if d else None, b.text[e.start : e.end] if e else None)
            repairs = []
            if d and e:
                repairs = [x for x in (_date_repair(d, b, e, both=True), _date_repair(e, a, d, both=False)) if x]
            yield found(
                "B03",
                at,
                one.start,
                one.end,
                says(_said("es", a, b, *texts), _said("en", a, b, *texts)),
                repairs=repairs,
                also=[b.span(e.start, e.end)] if d and e else (),
                subject=f"{d.parts if d else ''}|{e.parts if e else ''}|{b.lang}",
            )


_MONTH = {
    "es": re.compile(rf"(?i)\b(?:mes(?:es)?\s+de|semana\s+de|quincena\s+de|d[ií]as\s+de|fin(?:es|ales)\s+de|en|a\s+m[ií]s\s+tardar\s+en|cada|de)\s+(?P<m>{'|'.join(MONTHS_ES)})\b"),
    "en": re.compile(rf"\b(?P<m>{'|'.join(m for m in MONTHS_EN)})\b"),
}  # fmt: skip


def months(r: Reading) -> Rules:
    """B03: a month without a day. “la primera semana de marzo” and “the first week of May”."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left, right = _months(a), _months(b)
        # a month that one text does not say, or says with its day, is nothing to compare
        if len(left) != len(right) or not left:
            continue
        for (x, m), (y, n) in zip(left, right, strict=True):
            if x == y or x in [one for one, _ in right] or y in [one for one, _ in left]:
                continue
            yield found(
                "B03", a, *m.span("m"),
                says(_said("es", a, b, m["m"], n["m"]), _said("en", a, b, m["m"], n["m"])),
                repairs=[
                    Repair(says(f"Poner {MONTHS_ES[x]} en ambas", f"Put {MONTHS_EN[x]} in both"),
                           (b.edit(*n.span("m"), MONTHS_EN[x] if b.lang == "en" else MONTHS_ES[x]),)),
                    Repair(says(f"Poner {MONTHS_ES[y]}", f"Put {MONTHS_EN[y]}"),
                           (a.edit(*m.span("m"), MONTHS_EN[y] if a.lang == "en" else MONTHS_ES[y]),)),
                ],
                also=[b.span(*n.span("m"))], subject=f"{x}|{y}|{b.lang}",
            )  # fmt: skip


def _months(p: Passage) -> list[tuple[int, re.Match]]:
    """The months of a paragraph that no whole date has taken, from 0."""
    names = [m.lower() for m in (MONTHS_ES if p.lang == "es" else MONTHS_EN)]
    return [
        (names.index(m["m"].lower()), m)
        for m in _MONTH[p.lang].finditer(p.text)
        if not any(d.start <= m.start("m") < d.end for d in p.entities.dates)
    ]


_WHICH = {
    "es": re.compile(r"(?i)\b(?P<n>primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|[úu]ltim[oa])\s+(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|d[íi]a|semana|quincena|mes|bimestre|trimestre|semestre|año|fin)\b"),
    "en": re.compile(r"(?i)\b(?P<n>first|second|third|fourth|fifth|last|final)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week|weekend|fortnight|month|quarter|semester|half|year)\b"),
}  # fmt: skip
_ORDER = {
    "es": ("primer", "segund", "tercer", "cuart", "quint", "ultim"),
    "en": ("first", "second", "third", "fourth", "fifth", "last"),
}
_WEEKDAYS = {
    "es": re.compile(r"(?i)\b(?P<n>lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bados?|domingos?)\b"),
    "en": re.compile(r"\b(?P<n>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"),
}
_DAYS = {"es": ("lu", "ma", "mi", "ju", "vi", "sa", "do"), "en": ("mo", "tu", "we", "th", "fr", "sa", "su")}


# parts of which one stands in every ordinal and every day of the week of either language
_TURN_SIGNS = "primer segund tercer cuart quint ltim first second third fourth fifth last final lunes martes rcoles jueves viernes bado domingo day".split()


def turns(r: Reading) -> Rules:
    """B03: which Saturday, which week. “el primer sábado de junio” and “the last Saturday of June”; the day itself."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        low = a.text.lower()
        if not any(sign in low for sign in _TURN_SIGNS):
            continue  # most paragraphs
        for patterns, which in ((_WHICH, _ORDER), (_WEEKDAYS, _DAYS)):
            left, right = (list(patterns[p.lang].finditer(p.text)) for p in (a, b))
            if not left or len(left) != len(right):
                continue
            said = [[_place(m["n"], which[p.lang]) for m in side] for p, side in ((a, left), (b, right))]
            if sorted(said[0]) == sorted(said[1]):
                continue
            for m, n, x, y in zip(left, right, *said, strict=True):
                if x != y:
                    words = m["n"], n["n"]
                    yield found(
                        "B03", a, m.start("n"), m.end("n"), says(_said("es", a, b, *words), _said("en", a, b, *words)),
                        also=[b.span(*n.span("n"))], subject=f"{fold(words[0])}|{fold(words[1])}|{b.lang}",
                    )  # fmt: skip


def _place(word: str, names: tuple[str, ...]) -> int:
    return next((i for i, name in enumerate(names) if fold(word).startswith(name)), len(names) - 1)


def _date_repair(right: DateMention, passage: Passage, wrong: DateMention, *, both: bool) -> Repair | None:
    if right.on is None:
        return None
    new = date_in_words(right.on, passage.lang)
    label = says(
        f"Poner {date_in_words(right.on, 'es')}" + (" en ambas" if both else ""),
        f"Put {date_in_words(right.on, 'en')}" + (" in both" if both else ""),
    )
    return Repair(label, (passage.edit(wrong.start, wrong.end, new),))


def names(r: Reading) -> Rules:
    """B04: one language names a party, or a signatory, that the other does not."""
    for a, b in pairs(r):
        left = {m.party.names: m for m in reversed(r.party_mentions(a))}
        right = {m.party.names: m for m in reversed(r.party_mentions(b))}
        only_left = [m for k, m in left.items() if k not in right]
        only_right = [m for k, m in right.items() if k not in left]
        for k in range(max(len(only_left), len(only_right))):
            m = only_left[k] if k < len(only_left) else None
            n = only_right[k] if k < len(only_right) else None
            at, one = (a, m) if m else (b, n)
            repairs = []
            if m and n:
                left_name, right_name = r.usual_name(m.party, b.lang), r.usual_name(n.party, a.lang)
                repairs = [
                    Repair(
                        says(f"Poner {left_name} en ambas", f"Put {left_name} in both"),
                        (b.edit(n.start, n.end, left_name),),
                    ),
                    Repair(says(f"Poner {right_name}", f"Put {right_name}"), (a.edit(m.start, m.end, right_name),)),
                ]
            yield found(
                "B04",
                at,
                one.start,
                one.end,
                says(
                    _said("es", a, b, f"“{m.text}”" if m else None, f"“{n.text}”" if n else None),
                    _said("en", a, b, f"“{m.text}”" if m else None, f"“{n.text}”" if n else None),
                ),
                repairs=repairs,
                also=[b.span(n.start, n.end)] if m and n else (),
                severity=Severity.ERROR if m and n else Severity.WARNING,
                confidence=1.0 if m and n else 0.7,
                subject=f"{m.party.names[0] if m else ''}|{n.party.names[0] if n else ''}|{b.lang}",
            )
        for signatory in r.brief.signatories:
            at_left, at_right = a.text.find(signatory.name), b.text.find(signatory.name)
            if (at_left < 0) == (at_right < 0):
                continue
            at, start = (a, at_left) if at_left >= 0 else (b, at_right)
            texts = [signatory.name if i >= 0 else None for i in (at_left, at_right)]
            yield found(
                "B04",
                at,
                start,
                start + len(signatory.name),
                says(_said("es", a, b, *texts), _said("en", a, b, *texts)),
                subject=f"{fold(signatory.name)}|{b.lang}",
            )


_ITEM = re.compile(r"(?:^|\n|[;:,.]\s+(?:y\s+|and\s+)?)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")


def items(r: Reading) -> Rules:
    """B05: the items inside a block, or its lines, are not as many in two languages."""
    for a, b in pairs(r):
        # “Encl. (1) Profile” counts what a letter carries, each language in its way
        left, right = (len(_ITEM.findall(p.text)) if a.block.kind is not BlockKind.NOTE else 0 for p in (a, b))
        # how the lines of a signature fall in a file is the setting of each column
        if left == right and not (a.block.kind is BlockKind.SIGNATURE and r.content.meta.get("source") == "file"):
            left, right = (len([x for x in p.text.split("\n") if x.strip()]) for p in (a, b))
        if left != right:
            place = r.place_name(a.block)
            yield found(
                "B05",
                a,
                0,
                len(a.text),
                says(
                    f"{place['es']}. {_said('es', a, b, str(left), str(right))}",
                    f"{place['en']}. {_said('en', a, b, str(left), str(right))}",
                ),
                also=[b.span()],
                subject=f"{left}|{right}|{b.lang}",
            )


_DEFINITION = {
    "es": re.compile(r"\ben\s+(?:adelante|lo\s+sucesivo)\b[^“\"«.;]{0,60}[“\"«](?P<term>[^”\"»\n]{2,60})[”\"»]", re.I),
    "en": re.compile(r"\bherein(?:after)?\b[^“\".;]{0,60}[“\"](?P<term>[^”\"\n]{2,60})[”\"]", re.I),
}
# the two sides, as texts of this kind call them: the same place in both tuples is the same term
_SIDES = {
    "es": ("las Partes", "los Participantes", "las Ciudades", "los Municipios", "los Firmantes", "los Signatarios"),
    "en": ("the Parties", "the Participants", "the Cities", "the Municipalities", "the Signatories", "the Signatories"),
}


def terms(r: Reading) -> Rules:
    """B06: a term defined in one language only, two different terms, or a text that uses another than it defined."""
    for a, b in pairs(r):
        if a.lang not in _DEFINITION or b.lang not in _DEFINITION:
            continue
        left = list(_DEFINITION[a.lang].finditer(a.text))
        right = list(_DEFINITION[b.lang].finditer(b.text))
        for k in range(max(len(left), len(right))):
            m = left[k] if k < len(left) else None
            n = right[k] if k < len(right) else None
            if m and n and not _different(a.lang, m["term"], b.lang, n["term"]):
                continue
            at, one = (a, m) if m else (b, n)
            texts = (f"“{m['term']}”" if m else None, f"“{n['term']}”" if n else None)
            yield found(
                "B06",
                at,
                *one.span("term"),
                says(_said("es", a, b, *texts), _said("en", a, b, *texts)),
                also=[b.span(*n.span("term"))] if m and n else (),
                subject=f"{texts[0]}|{texts[1]}|{b.lang}",
            )
    yield from _unused(r)
    for lang, variants in _SIDES.items():
        passages = [p for p in r.passages if p.lang == lang]
        defined = {fold(m["term"]) for p in passages for m in _DEFINITION[lang].finditer(p.text)}
        chosen = [v for v in variants if _bare(v) in {_bare(d) for d in defined}]
        if len(chosen) != 1:
            continue
        # “Cities” and “Municipios” are also plain words: only the two pure names of a side are looked for
        for other in (v for v in variants[:2] if v != chosen[0]):
            article, word = other.split()
            pattern = re.compile(rf"\b[{article[0].upper()}{article[0]}]{article[1:]}\s+{word}\b")
            for p in passages:
                for m in pattern.finditer(p.text):
                    new = chosen[0] if m.group()[0].islower() else chosen[0][0].upper() + chosen[0][1:]
                    yield found(
                        "B06",
                        p,
                        m.start(),
                        m.end(),
                        says(f"El término definido es “{chosen[0]}”.", f"The defined term is “{chosen[0]}”."),
                        repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (p.edit(m.start(), m.end(), new),))],
                    )


def _unused(r: Reading) -> Rules:
    """A term that one language defines and then never uses, where the other uses its own: another was meant."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left, right = (list(_DEFINITION[p.lang].finditer(p.text)) for p in (a, b))
        for m, n in zip(left, right, strict=False):
            used = [_uses(r, p.lang, x["term"]) for p, x in ((a, m), (b, n))]
            if min(used) > 1 or max(used) < 3 or _of_sides(a.lang, m["term"]) or _of_sides(b.lang, n["term"]):
                continue  # the sides are also said one by one: “either Party”
            at, one, other, its = (b, n, a, m) if used[1] <= 1 else (a, m, b, n)
            yield found(
                "B06", at, *one.span("term"),
                says(
                    f"El texto no vuelve a decir “{one['term']}”; en el otro idioma el término es “{its['term']}”.",
                    f"The text does not say “{one['term']}” again; in the other language the term is “{its['term']}”.",
                ),
                also=[other.span(*its.span("term"))], confidence=0.8,
            )  # fmt: skip


def _uses(r: Reading, lang: str, term: str) -> int:
    words = re.sub(r"^(?:el|la|los|las|the)\s+", "", fold(term))
    return sum(p.folded.count(words) for p in r.passages if p.lang == lang)


def _of_sides(lang: str, term: str) -> bool:
    return any(_bare(v) == _bare(term) for v in _SIDES[lang])


def _bare(term: str) -> str:
    return fold(term).split(" ")[-1]


def _different(lang_a: str, a: str, lang_b: str, b: str) -> bool:
    def place(lang: str, term: str) -> int | None:
        return next((i for i, v in enumerate(_SIDES[lang]) if _bare(v) == _bare(term)), None)

    left, right = place(lang_a, a), place(lang_b, b)
    return left is not None and right is not None and min(left, 4) != min(right, 4)


RULES = (missing_text, numbers, dates, months, turns, names, items, terms)
