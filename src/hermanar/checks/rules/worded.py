"""B, continued: what the two languages say in words. Articles by ordinals (B07), how often (B02), a State of no Party (B04)."""

import re
from collections.abc import Iterator

from hermanar.kernel.text import fold

from ..numerals import ORDINALS, find_words
from ..reading import Passage, Reading, Rules, found, name_pattern, says
from ..regions import in_both, names_in
from .bilingual import pairs
from .units import differ

_ES = (
    r"(?:d[ée]cim[oa]\s+)?(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa])|d[ée]cim[oa]|"
    r"uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
)
_EN = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    "twelve|thirteen|fourteen|fifteen"
)
_ARTICLE = {
    "es": re.compile(
        rf"\b(?:art[íi]culo|cl[áa]usula)\s+(?P<w>{_ES})\b|\b(?P<v>primer|segundo|tercer|cuarto|quinto|sexto|s[ée]ptimo|octavo|noveno|d[ée]cimo)\s+art[íi]culo\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:article|clause)\s+(?P<w>{_EN})\b|\b(?P<v>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:article|clause)\b",
        re.IGNORECASE,
    ),
}


def _worded(p: Passage) -> Iterator[tuple[int, int, int]]:
    """(start, end, number) of each article that is named by a word: “artículo tercero”, “Article Three”, “the third article”."""
    low = p.low
    for m in (
        _ARTICLE[p.lang].finditer(p.text) if any(sign in low for sign in ("artíc", "artic", "cláus", "claus")) else ()
    ):
        group = "w" if m["w"] else "v"
        word = fold(m[group])
        tens, _, unit = word.rpartition(" ")
        value = ORDINALS[p.lang].get(unit)
        if value and tens:
            value += 10
        if value is None:
            value = next((v for start, end, v in find_words(word, p.lang) if (start, end) == (0, len(word))), None)
        if value is not None:
            yield *m.span(group), value


def articles_in_words(r: Reading) -> Rules:
    """B07: “artículo tercero” and “the fourth article”; a number in figures on the other side answers it too."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left, right = list(_worded(a)), list(_worded(b))
        if left and right and len(left) == len(right) and not (a.entities.references or b.entities.references):
            for x, y in zip(left, right, strict=True):
                if x[2] != y[2]:
                    yield differ(a, x[0], x[1], b, y[0], y[1], "B07")
        elif bool(left) != bool(right):
            one, other, named = (a, b, left) if left else (b, a, right)
            refs = other.entities.references
            if len(refs) == len(named):
                for x, ref in zip(named, refs, strict=True):
                    if x[2] != ref.article:
                        yield differ(one, x[0], x[1], other, ref.start, ref.end, "B07")


_OFTEN = {
    "es": (
        (1, re.compile(r"\b(?:una\s+(?:sola\s+)?vez\s+(?:al|por|cada)|anualmente|cada\s+año)\b", re.IGNORECASE)),
        (2, re.compile(r"\b(?:dos\s+veces\s+(?:al|por)|semestralmente|cada\s+(?:seis\s+meses|semestre))\b", re.IGNORECASE)),
        (3, re.compile(r"\b(?:tres\s+veces\s+(?:al|por)|cuatrimestralmente|cada\s+cuatro\s+meses)\b", re.IGNORECASE)),
        (4, re.compile(r"\b(?:cuatro\s+veces\s+(?:al|por)|trimestralmente|cada\s+(?:tres\s+meses|trimestre))\b", re.IGNORECASE)),
        (12, re.compile(r"\b(?:mensualmente|cada\s+mes)\b", re.IGNORECASE)),
    ),
    "en": (
        (1, re.compile(r"\b(?:once\s+(?:a|per|every|each)\s|(?<!-)annually|yearly|every\s+year|each\s+year)", re.IGNORECASE)),
        (2, re.compile(r"\b(?:twice\s+(?:a|per|each|every)\s|semi-?annually|biannually|every\s+six\s+months)", re.IGNORECASE)),
        (3, re.compile(r"\b(?:three\s+times\s+(?:a|per)\s|thrice\s+(?:a|per)\s|every\s+four\s+months)", re.IGNORECASE)),
        (4, re.compile(r"\b(?:four\s+times\s+(?:a|per)\s|quarterly|every\s+(?:three\s+months|quarter))", re.IGNORECASE)),
        (12, re.compile(r"\b(?:monthly|every\s+month|each\s+month)\b", re.IGNORECASE)),
    ),
}  # fmt: skip


def frequencies(r: Reading) -> Rules:
    """B02: “una vez al año” and “twice a year”; where both say it with a number, `units` and `bilingual` tell it."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left = _often(a)
        right = _often(b) if len(left) == 1 else []
        if len(left) != 1 or len(right) != 1 or left[0][0] == right[0][0]:
            continue
        (_, m), (_, n) = left[0], right[0]
        if not any(x.start < m.end() and m.start() < x.end for x in a.entities.numbers) or not any(
            x.start < n.end() and n.start() < x.end for x in b.entities.numbers
        ):
            yield differ(a, m.start(), m.end(), b, n.start(), n.start() + len(n.group().rstrip()), "B02")


# without one of these nothing says how often: most paragraphs are done with here
_OFTEN_SIGNS = {
    "es": ("vez", "veces", "cada ", "ualmente", "stralmente"),
    "en": ("once", "twice", "thrice", "times", "every", "each", "ually", "yearly", "quarterly", "monthly"),
}


def _often(p: Passage) -> list[tuple[int, re.Match[str]]]:
    low = p.low
    if not any(sign in low for sign in _OFTEN_SIGNS[p.lang]):
        return []
    return [(times, m) for times, pattern in _OFTEN[p.lang] for m in pattern.finditer(p.text)]


def states_of_nobody(r: Reading) -> Rules:
    """B04: a State of a Party's country in one language, and another one, of no Party, in its place in the other."""
    foreign = [p for p in r.brief.parties if p.country == "US" and p.subdivisions]
    if not foreign:
        return
    own = {fold(n) for p in r.brief.parties for n in (*p.subdivisions, *p.names, *p.country_names)}
    own |= {fold(n) for p in foreign for n in in_both(p.subdivisions[0], p.country).values()}
    known = name_pattern(n for p in foreign for n in (*p.subdivisions, *in_both(p.subdivisions[0], p.country).values()))
    names = {fold(n) for p in foreign for n in (*p.subdivisions, *in_both(p.subdivisions[0], p.country).values()) if n}
    others = name_pattern(n for n in names_in("US") if fold(n) not in own)
    at_home = name_pattern(n for p in r.brief.parties if p.country != "US" for n in (*p.subdivisions, *p.names))
    for a, b in pairs(r):
        for one, other in ((a, b), (b, a)):
            if not any(name in one.folded for name in names) or any(name in other.folded for name in names):
                continue
            mine = [m for m in known.finditer(one.text) if m.group()[0].isupper()]
            if not mine:
                continue
            # “Baja California” is no California
            there, here = (at_home.sub(lambda m: " " * len(m.group()), p.text) for p in (other, one))
            for m in others.finditer(there):
                if m.group()[0].isupper() and not others.search(here):
                    yield found(
                        "P03", other, m.start(), m.end(),
                        says(f"En el otro idioma aquí dice “{mine[0].group()}”.", f"The other language says “{mine[0].group()}” here."),
                        also=[one.span(*mine[0].span())], confidence=0.85,
                    )  # fmt: skip


RULES = (articles_in_words, frequencies, states_of_nobody)
