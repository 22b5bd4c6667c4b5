"""Articles of one law that a sentence cites together: *los artículos 2, fracción II, y 7 de la Ley…*"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class _Way:
    """How a language cites: one article, several, a section, several, the last of a row."""

    one: str
    many: str
    section: str
    sections: str
    last: str
    cited: re.Pattern


_WAYS = {
    "es": _Way(
        "el artículo", "los artículos", "fracción", "fracciones", "y",
        re.compile(r"(?:el artículo|los artículos) (?P<what>.+?),? (?P<law>(?:de la|del|de los|de las) [A-ZÁÉÍÓÚ].*)"),
    ),
    "en": _Way(
        "article", "articles", "section", "sections", "and",
        re.compile(r"articles? (?P<what>.+?),? (?P<law>of (?:the )?[A-Z].*)"),
    ),
}  # fmt: skip


def cited_together(words: Sequence[str], lang: str) -> list[str]:
    """The members of a list, those that cite articles of the same law as one, where the first of them stands; all others, and
    any language but Spanish and English, as they are."""
    way = _WAYS.get(lang[:2])
    if way is None:
        return list(words)
    laws: dict[str, list[str]] = {}
    order: list[tuple[str, str]] = []  # (law, "") or ("", words)
    for said in words:
        found = way.cited.fullmatch(said)
        if found is None:
            order.append(("", said))
            continue
        if found["law"] not in laws:
            order.append((found["law"], ""))
        laws.setdefault(found["law"], []).append(found["what"])
    return [_citation(way, laws[law], law) if law else said for law, said in order]


def _citation(way: _Way, articles: Sequence[str], law: str) -> str:
    rows = _with_sections(way, list(dict.fromkeys(articles)))
    several = len(rows) > 1 or re.search(rf"\d (?:a|to|{way.last}) \d", rows[0])
    return f"{way.many if several else way.one} {_row(rows, way.last)}{',' if ',' in rows[-1] else ''} {law}"


def _with_sections(way: _Way, articles: Sequence[str]) -> list[str]:
    """*115, fracción II* and *115, fracción V* are *115, fracciones II y V*."""
    found: dict[str, list[str]] = {}
    for article in articles:
        number, _, section = article.partition(f", {way.section} ")
        found.setdefault(number, []).append(section)
    out = []
    for number, sections in found.items():
        alone = [s for s in sections if s]
        if len(alone) < len(sections):  # the article whole
            out.append(number)
        if alone:
            name = way.sections if len(alone) > 1 else way.section
            out.append(f"{number}, {name} {_row(alone, way.last)}")
    return out


def _row(parts: Sequence[str], last: str) -> str:
    if len(parts) == 1:
        return parts[0]
    comma = "," if any("," in part for part in parts[:-1]) else ""
    return f"{', '.join(parts[:-1])}{comma} {last} {parts[-1]}"
