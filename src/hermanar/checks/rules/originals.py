"""B: what the closing says of originals and languages, against the text itself."""

import re

from hermanar.kernel.text import fold

from ..entities import Number
from ..findings import Repair
from ..reading import LANGUAGE_NAMES, Passage, Reading, Rules, found, says
from .numbers import plain, written

_ORIGINALS = {
    "es": re.compile(r"\bejemplar(?:es)?\b|\boriginal(?:es)?\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:originals?|copies|counterparts)\b", re.IGNORECASE),
}
_LANGUAGES = {
    "es": re.compile(
        r"\bidiomas?\s+(?P<list>[^.;]{3,120}?)(?=,?\s+(?:siendo|ambos|todos|cada|los\s+textos)|[.;]|$)", re.IGNORECASE
    ),
    "en": re.compile(
        r"\b(?:the\s+)?(?P<list>[A-Z]\w+(?:(?:,\s+|,?\s+and\s+)(?:the\s+)?[A-Z]\w+)*)\s+languages?\b|"
        r"\bin\s+(?P<bare>[A-Z]\w+(?:(?:,\s+|,?\s+and\s+)[A-Z]\w+)+)(?=,?\s+(?:both|all|each|the\s+texts))"
    ),
}
# “dos en español y dos en inglés”
_ONE_BY_ONE = {"es": r"\ben\s+(?:(?:el\s+)?idioma\s+)?({})\b", "en": r"\bin\s+({})\b"}
_AUTHENTIC = {
    "es": re.compile(
        r"igualmente\s+(?:aut[ée]ntic[oa]s?|v[áa]lid[oa]s?)|misma\s+(?:validez|fuerza)|id[ée]ntica\s+validez",
        re.IGNORECASE,
    ),
    "en": re.compile(r"equally\s+(?:authentic|valid)|same\s+(?:validity|force)|equal\s+validity", re.IGNORECASE),
}


# “en un ejemplar original”: the article that counts
_ONE_ORIGINAL = {
    "es": re.compile(r"\ben\s+(?P<n>un)\s+(?:s[óo]lo\s+|[úu]nico\s+)?(?:ejemplar|original|tanto)(?:\s+original|\s+[úu]nico)?\b", re.IGNORECASE),
    "en": re.compile(r"\bin\s+(?P<n>one|a)\s+(?:single\s+|sole\s+)?(?:original|copy|counterpart)\b(?!\s+in\s+each)", re.IGNORECASE),
}  # fmt: skip
_SIGNED = re.compile(r"(?i)(?:firmad|suscrit|hech|signed|done)\w*\s")


def closing(r: Reading, lang: str) -> Passage | None:
    """The paragraph that says in how many originals the text was signed: the last one that speaks of originals."""
    pattern = _ORIGINALS.get(lang)
    if pattern is None:
        return None
    return next(
        (
            p
            for p in reversed(r.passages)
            if p.lang == lang and (pattern.search(p.text) or _SIGNED.match(p.text.lstrip())) and _says_how_many(p)
        ),
        None,
    )


def _says_how_many(p: Passage) -> bool:
    return _count(p) is not None or bool(_LANGUAGES[p.lang].search(p.text))


def _count(p: Passage):
    """The number that counts originals: the nearest before the word."""
    word = _ORIGINALS[p.lang].search(p.text)
    if alone := _ONE_ORIGINAL[p.lang].search(p.text):
        return Number(*alone.span("n"), 1, words=1, words_span=alone.span("n"))
    before = [n for n in p.entities.numbers if word and n.kind == "count" and n.end <= word.start() <= n.end + 40]
    return before[-1] if before else None


def originals(r: Reading) -> Rules:
    """B08: the number of originals is not the agreed one; with no agreed one, fewer originals than parties."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    expected = r.brief.numbers.get("originals")
    for lang in r.content.languages:
        p = closing(r, lang)
        n = _count(p) if p else None
        if n is None or (n.value == expected if expected else n.value >= len(r.brief.parties)):
            continue
        right = expected or len(r.brief.parties)
        yield found(
            "B08",
            p,
            n.start,
            n.end,
            says(
                f"Deben ser {right} ejemplares originales; dice {plain(n.value)}.",
                f"There should be {right} originals; it says {plain(n.value)}.",
            ),
            repairs=[Repair(says(f"Poner {right}", f"Put {right}"), tuple(written(n, right, p)))],
        )


def languages(r: Reading) -> Rules:
    """B09: the closing names languages that are not those of the text. B10: with two or more languages, it does not
    say that the texts are equally authentic."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    actual = set(r.content.languages)
    for lang in r.content.languages:
        p = closing(r, lang)
        if p is None:
            continue
        m = _LANGUAGES[lang].search(p.text)
        if m is None:
            yield from _others(p, lang, actual)
        if m:
            group = "list" if m["list"] else "bare"
            words = set(fold(m[group]).split())
            named = {code for code, name in LANGUAGE_NAMES[lang].items() if fold(name) in words}
            # each language may be a file of its own: one of them does not deny the other
            apart = (
                len(actual) == 1
                and actual < named
                and "es" in named
                and not r.brief.domestic
                and r.content.meta.get("source") == "file"
            )
            if named and named != actual and not apart:
                right = _languages_of(r, lang)
                start, end = m.span(group)
                repairs = []
                if len(actual) == len(named):
                    repairs = [Repair(says(f"Poner {right}", f"Put {right}"), (p.edit(start, end, right),))]
                yield found(
                    "B09",
                    p,
                    start,
                    end,
                    says(
                        f"El texto está en {_languages_of(r, 'es')}.",
                        f"The text is in {_languages_of(r, 'en')}.",
                    ),
                    repairs=repairs,
                )
        # a pact between Mexican parties has no clause of languages
        if len(actual) > 1 and not r.brief.domestic and not _AUTHENTIC[lang].search(p.text):
            yield found(
                "B10",
                p,
                0,
                len(p.text),
                says(
                    "El cierre no dice que los textos sean igualmente auténticos.",
                    "The closing does not say that the texts are equally authentic.",
                ),
                subject="",
            )


def _others(p: Passage, lang: str, actual: set[str]) -> Rules:
    """B09: “two in Spanish and two in French”, each with its own words."""
    names = {fold(name): code for code, name in LANGUAGE_NAMES[lang].items()}
    told = list(re.finditer(_ONE_BY_ONE[lang].format("|".join(LANGUAGE_NAMES[lang].values())), p.text, re.IGNORECASE))
    for m in told if len(told) >= 2 and len(actual) >= 2 else ():
        if names[fold(m[1])] not in actual:
            yield found(
                "B09", p, *m.span(1),
                says(f"El texto no está en {m[1]}.", f"The text is not in {m[1]}."),
            )  # fmt: skip


def _languages_of(r: Reading, reader: str) -> str:
    return _listed([LANGUAGE_NAMES[reader].get(c, c) for c in r.content.languages], reader)


def _listed(names: list[str], lang: str) -> str:
    if len(names) == 1:
        return names[0]
    joint = ("e" if names[-1][:1] == "i" else "y") if lang == "es" else "and"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


RULES = (originals, languages)
