"""V, continued: the same paragraph again in other words (V04): its content words, or words as good, in nearly the same order."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..reading import Passage, Reading, Rules, found, says

# papers that tell something; the clauses of an agreement are alike because they are clauses
_TELLING = frozenset({"study", "report", "letter", "other", "minutes", ""})
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
_STEM = 5  # letters by which two words of one family are the same: cooperación, cooperar
_LEAST_CLAUSE = 120  # characters
_LEAST = 7  # content words a paragraph needs to be told again
_ENOUGH, _SHARED = 0.7, 6
# what a paragraph in other words may leave out or add, beside its twin
_EVEN = 0.6


@cache
def _same() -> tuple[dict[str, str], frozenset[str]]:
    """(stem → stem that stands for all words of that sense, words that say nothing of their own)."""
    raw = tomllib.loads(files("hermanar.checks").joinpath("words/same_sense.toml").read_text(encoding="utf-8"))
    senses = {fold(w)[:_STEM]: f"={i}" for i, row in enumerate(raw["senses"]) for w in row.split()}
    return senses, frozenset(fold(w) for w in raw["small"].split())


def _content(r: Reading, passage: Passage) -> list[str]:
    """The stems of the words that say something, in their order; what names a Party stands for it once."""
    senses, small = _same()
    text = passage.text
    for m in r.party_mentions(passage):
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    out = []
    for said in _WORD.findall(text):
        word = fold(said)
        if word not in small and (len(word) > 3 or word.isdigit()):
            out.append(senses.get(word[:_STEM], word[:_STEM]))
    return out


def retold(r: Reading) -> Rules:
    """V04: a paragraph of a study, a report or a letter that says once more what another said."""
    clauses = r.brief.kind == "agreement"
    if r.brief.kind not in _TELLING and not clauses:
        return
    for lang in r.content.languages:
        if lang not in ("es", "en"):
            continue
        before: list[tuple[Passage, list[str], frozenset[str]]] = []
        for passage in r.passages:
            if passage.lang != lang or passage.block.kind is not BlockKind.PARAGRAPH or passage.text.startswith("|"):
                continue
            if clauses and len(passage.text) < _LEAST_CLAUSE:
                continue
            words = _content(r, passage)
            bag = frozenset(words)
            if len(bag) < _LEAST:
                continue
            named = r.times_named(passage).keys()
            for other, _, theirs in before[-60:]:
                # clauses are alike because they are clauses; two of one article say two things
                if clauses and other.block.group != passage.block.group:
                    continue
                shared = bag & theirs
                few, many = sorted((len(bag), len(theirs)))
                if len(shared) < _SHARED or len(shared) < _ENOUGH * few or few < _EVEN * many:
                    continue
                # word by word or nearly so: `plausibility`; another Party or another figure: another fact
                if len(shared) > 0.85 * len(bag | theirs) and _nearly(passage, other):
                    continue
                if named != r.times_named(other).keys() or _figures(passage) != _figures(other):
                    continue
                if _papers(passage) != _papers(other):
                    continue
                if _names(r, passage) != _names(r, other):
                    continue
                yield found(
                    "V04", passage, 0, len(passage.text),
                    says("Este párrafo dice lo mismo que otro, con otras palabras.",
                         "This paragraph says the same as another, in other words."),
                    also=[other.span()], confidence=0.6,
                )  # fmt: skip
                break
            before.append((passage, words, bag))


def _nearly(a: Passage, b: Passage) -> bool:
    """Told already by the rule for the same words."""
    x, y = (frozenset(fold(w) for w in _WORD.findall(p.text)) for p in (a, b))
    return len(x & y) >= 0.72 * len(x | y)


def _figures(p: Passage) -> list[float]:
    return sorted(n.value for n in p.entities.numbers if n.kind == "count" and n.value > 1 and n.figures is not None)


def _papers(p: Passage) -> tuple[frozenset[str], frozenset[tuple]]:
    """Numbers of papers, and days."""
    return frozenset(i.text for i in p.entities.identifiers), frozenset(d.parts for d in p.entities.dates)


def _names(r: Reading, p: Passage) -> frozenset[str]:
    """Names within its sentences: who or what else it is about."""
    own = [(m.start, m.end) for m in r.party_mentions(p)]
    return frozenset(
        fold(m.group())
        for m in re.finditer(r"(?<=[\w,;“(]\s)[A-ZÁÉÍÓÚÑ][\w’-]{3,}", p.text)
        if not any(a <= m.start() < b for a, b in own)
    )


RULES = (retold,)
