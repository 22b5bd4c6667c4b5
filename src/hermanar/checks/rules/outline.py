"""M: the articles of the model by what they are called, in a text whose model nobody gave (domain.md 4.1)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind

from ..numerals import to_roman
from ..reading import Passage, Reading, Rules, found, nowhere, says


@dataclass(frozen=True)
class Heading:
    """An article of the model: what it is called, how it is known by language, and whether it stands in agreements
    with another country alone."""

    es: str
    en: str
    words: Mapping[str, re.Pattern[str]]
    abroad: bool


@cache
def model_articles() -> tuple[Heading, ...]:
    """The articles of the model in their order, that ship with the checker."""
    raw = files("hermanar.checks").joinpath("words/model_articles.toml").read_text(encoding="utf-8")
    return tuple(
        Heading(
            a["es"],
            a["en"],
            {lang: re.compile(a[f"{lang}_words"], re.IGNORECASE) for lang in ("es", "en")},
            a.get("abroad", False),
        )
        for a in tomllib.loads(raw)["article"]
    )


_ENOUGH = 8  # so many headings of the model, and the text follows it


def _headings(r: Reading, lang: str) -> list[tuple[Passage, int | None]]:
    """Headings of articles with the place in the model that each has."""
    out: list[tuple[Passage, int | None]] = []
    for p in r.passages:
        if p.lang == lang and p.block.kind is BlockKind.HEADING and (p.block.group or p.key) in r.articles:
            at = next((i for i, a in enumerate(model_articles()) if a.words[lang].search(p.text)), None)
            out.append((p, at))
    return out


def outline(r: Reading) -> Rules:
    """M01, M02, M04 by headings: “Propiedad Intelectual” is missing though the others count on; it stands before
    “Financiamiento”; “Vivienda” is no article of the model. Silent where the model itself is known."""
    if r.model is not None or r.brief.paper not in ("twinning", "domestic_twinning"):
        return
    for lang in r.content.languages:
        if lang not in ("es", "en"):
            continue
        headings = _headings(r, lang)
        places = [at for _, at in headings if at is not None]
        if len(set(places)) < _ENOUGH:
            continue
        last = headings[-1][0]
        for i, article in enumerate(model_articles()):
            if i not in places and not (r.brief.domestic and article.abroad):
                before = next((p for p, at in reversed(headings) if at is not None and at < i), last)
                yield found(
                    "M01",
                    nowhere(r, before.key, lang),
                    0,
                    len(before.text),
                    says(
                        f"Falta el artículo “{article.es}” del modelo.",
                        f"The model’s article “{article.en}” is missing.",
                    ),
                    confidence=0.8,
                    subject=f"{article.es}|{lang}",
                )
        highest = -1
        for p, at in headings:
            if at is None:
                number = r.articles[p.block.group or p.key]
                yield found(
                    "M02",
                    p,
                    0,
                    len(p.text),
                    says(
                        f"El Artículo {to_roman(number)} no está en el modelo.",
                        f"Article {to_roman(number)} is not in the model.",
                    ),
                    confidence=0.7,
                )
            elif at < highest and places.count(at) == 1:
                yield found(
                    "M04",
                    p,
                    0,
                    len(p.text),
                    says(
                        f"“{p.text}” va antes en el modelo: es su Artículo {to_roman(at + 1)}.",
                        f"“{p.text}” comes earlier in the model: it is its Article {to_roman(at + 1)}.",
                    ),
                    confidence=0.8,
                )
            else:
                highest = at


RULES = (outline,)
