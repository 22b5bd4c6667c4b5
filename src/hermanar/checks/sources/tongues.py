"""Spanish or English, by their commonest words: of a text, and of each stretch of a paragraph that mixes them."""

import itertools
import re

_WORDS = {
    "es": frozenset(
        "el la los las de del que y en para por con se una un su sus al este esta estos estas presente como lo no es son "
        "entre sobre conforme partes ser mediante así cada será serán podrán podrá deberán acuerdo municipio artículo "
        "siguiente siguientes ambas ambos nos le les usted me más fecha ciudad cooperación hermanamiento cualquier otra "
        "otras otros desde hasta durante dentro sin ni si o u e fue han ha presidenta presidente cultura turismo estimado estimada atentamente cláusula cláusulas".split()
    ),
    "en": frozenset(
        "the of and to in for with by its their this that shall an on present as is are be or from at which will may it "
        "between under agreement parties party article each other any both has have was were been not we our you your "
        "city state cooperation following within through such these those into during upon culture tourism dear sincerely respectfully clause clauses".split()
    ),
}
_SHARED = frozenset("no me a".split())
_TOKEN = re.compile(r"[^\W\d_]+")
# where a paragraph may turn to the other language
_TURN = re.compile(r"(?<=[.;:!?])[”\"’)]*\s+(?=[“\"‘(¿¡]?[A-ZÁÉÍÓÚÑ])|\s+[/|–—]+\s+|\n+")
# an accent, but for that of a name in the middle of the text: “Dear Mayor of Querétaro”
_SPANISH = re.compile(r"[¿¡]|\A\W*\w*(?:[áéíóúñ]|ción\b)|(?<!\w)[a-záéíóúñ]*(?:[áéíóúñ]|ción\b)")
_LEAST = 4  # common words of a language before a stretch is said to be in it


def scores(text: str) -> dict[str, int]:
    words = [w.lower() for w in _TOKEN.findall(text)]
    found = {lang: sum(w in common and w not in _SHARED for w in words) for lang, common in _WORDS.items()}
    if _SPANISH.search(text):
        found["es"] += 1
    return found


def guess(text: str, default: str = "es") -> str:
    """`es` or `en`; `default` where nothing tells."""
    found = scores(text)
    if found["es"] == found["en"]:
        return default
    return "es" if found["es"] > found["en"] else "en"


_HEADS = re.compile(r"(?:\d{1,2}|[IVX]{1,5})[.)]?\s+[A-ZÁÉÍÓÚÑ][^\n.;:]{2,60}\Z")
_LONG = 60


def heads(near: list[str], words: str) -> str:
    """The language of “3. Enlaces”, which no word of it tells: that of the paragraph it heads. `near`: it, with the paragraphs before and
    after it. Of two headings of one number, “3. Costos” and “3. Costs”, the first is of the paragraph that follows both and the second of
    the other language."""
    at = near.index(words)
    if at + 2 < len(near) and _one_number(words, near[at + 1]):
        return guess(near[at + 2], default="")
    if at and at + 1 < len(near) and _one_number(near[at - 1], words):
        return {"es": "en", "en": "es"}.get(guess(near[at + 1], default=""), "")
    if at + 1 == len(near) or not _HEADS.match(words.strip(" *_")):
        return ""
    if at and _HEADS.match(near[at - 1].strip(" *_")):
        return ""  # one of a list
    after = near[at + 1]
    return guess(after, default="") if len(after) >= _LONG and after.rstrip().endswith(".") else ""


def _one_number(a: str, b: str) -> bool:
    """Two headings, one under the other, that bear one number and other words."""
    one, two = _HEADS.match(a.strip(" *_")), _HEADS.match(b.strip(" *_"))
    return bool(one and two and a.strip(" *_").split()[0] == b.strip(" *_").split()[0])


def runs(text: str, lang: str) -> list[tuple[int, int, str]]:
    """The stretches of a paragraph by language, in order; one, of `lang`, where it does not mix them."""
    bounds = [0, *(m.end() for m in _TURN.finditer(text)), len(text)]
    pieces = [(a, b) for a, b in itertools.pairwise(bounds) if b > a]
    if len(pieces) < 2:
        return [(0, len(text), lang)]
    out: list[tuple[int, int, str]] = []
    for a, b in pieces:
        found = scores(text[a:b])
        best = max(found, key=lambda one: found[one])
        other = "en" if best == "es" else "es"
        tongue = best if found[best] >= _LEAST and found[best] >= 3 * max(found[other], 1) else ""
        if out and (not tongue or out[-1][2] in (tongue, "")):
            out[-1] = (out[-1][0], b, out[-1][2] or tongue)
        else:
            out.append((a, b, tongue))
    out = [(a, b, tongue or lang) for a, b, tongue in out]
    merged: list[tuple[int, int, str]] = []
    for a, b, tongue in out:
        if merged and merged[-1][2] == tongue:
            merged[-1] = (merged[-1][0], b, tongue)
        else:
            merged.append((a, b, tongue))
    return [_trim(text, *m) for m in merged]


def _trim(text: str, start: int, end: int, lang: str) -> tuple[int, int, str]:
    words = text[start:end].rstrip(" \n\t/|–—")
    return start, start + max(len(words), 1), lang
