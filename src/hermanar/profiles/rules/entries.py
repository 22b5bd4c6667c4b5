"""What an entry lacks, which language is behind, how complete a profile is. Pure.

An entry: `{"es", "en", "source", "year", "stale"}` and, where it has them, `source_en` (how the source is called in
English), `unsourced` (its liaison says that no source
is known: it is printed so marked) and `items` (tags of each line, in the order of the lines).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .outline import LANGUAGES, SECTIONS, Field, outline


def items(text: str) -> list[str]:
    """One item a line, without the empty ones."""
    return [line for line in text.split("\n") if line.strip()]


def after_change(section: Field, old: Mapping, es: str, en: str) -> str:
    """Which language is stale once `es` and `en` are saved over `old`: the one that stayed while the other changed.

    Nothing is stale where both changed, where one side is empty (that is a gap, not a drift) or where one value serves
    both. A stale language stops being so when it is the one that changes, or when both are saved as agreeing.
    """
    if section.same or not es or not en or not old.get("es") or not old.get("en"):
        return ""
    changed_es, changed_en = es != old.get("es", ""), en != old.get("en", "")
    if changed_es and changed_en:
        return ""
    if changed_es:
        return "" if old.get("stale") == "es" else "en"
    if changed_en:
        return "" if old.get("stale") == "en" else "es"
    return old.get("stale", "")


def text_of(section: Field, entry: Mapping | None, language: str) -> str:
    """The words of that language; the only value there is where one serves both."""
    entry = entry or {}
    return entry.get("es" if section.same else language, "") or ""


def is_cited(entry: Mapping | None) -> bool:
    """Whether it says where it comes from and of which year it is."""
    entry = entry or {}
    return bool(entry.get("source") and entry.get("year"))


def source_in(entry: Mapping | None, language: str) -> str:
    """How its source is called in that language; in Spanish where nobody said otherwise."""
    entry = entry or {}
    return (entry.get("source_en") if language == "en" else "") or entry.get("source") or ""


def lacks(section: Field, entry: Mapping | None, languages: Iterable[str] = LANGUAGES) -> tuple[str, ...]:
    """What a written entry still lacks: `number`, `en`, `es`, `stale_en`, `stale_es`, `source`, `year`, `unsourced`.
    Nothing of an empty one: everything is optional."""
    entry = entry or {}
    if not any(text_of(section, entry, lang) for lang in LANGUAGES):
        return ()
    found = []
    if section.figure and as_figure(section, entry.get("es", "")) is None:
        found.append("number")
    for lang in languages:
        if not text_of(section, entry, lang):
            found.append(lang)
        elif entry.get("stale") == lang:
            found.append(f"stale_{lang}")
    if section.cited:
        if entry.get("unsourced"):
            found.append("unsourced")
        else:
            found += [name for name in ("source", "year") if not entry.get(name)]
    return tuple(found)


def is_complete(section: Field, entry: Mapping | None, language: str) -> bool:
    """Whether the entry says something in that language, says it still, and says where it comes from."""
    return bool(text_of(section, entry, language)) and not lacks(section, entry, (language,))


def is_printed(section: Field, entry: Mapping | None) -> bool:
    """Whether the entry may stand on a paper or a public page: never a figure without its source and year, unless it is
    marked “sin fuente”."""
    entry = entry or {}
    if not text_of(section, entry, "es") and not text_of(section, entry, "en"):
        return False
    if not section.figure:
        return True
    return as_figure(section, entry.get("es", "")) is not None and (is_cited(entry) or bool(entry.get("unsourced")))


def missing(sections: Mapping[str, Mapping], languages: Iterable[str]) -> tuple[str, ...]:
    """Core entries that are not complete in every one of those languages, in order."""
    languages = tuple(languages)
    return tuple(
        s.key for s in SECTIONS if s.core and not all(is_complete(s, sections.get(s.key), lang) for lang in languages)
    )


def completeness(sections: Mapping[str, Mapping]) -> dict[str, int]:
    """Language → per cent of the core entries that are complete in it, rounded down."""
    core = [s for s in SECTIONS if s.core]
    return {lang: 100 * sum(is_complete(s, sections.get(s.key), lang) for s in core) // len(core) for lang in LANGUAGES}


@dataclass(frozen=True)
class Coverage:
    """How far one section is, by language: complete fields of all its fields. Empty ones are simply not there yet."""

    chapter: str
    fields: int
    complete: Mapping[str, int]
    written: int


def coverage(sections: Mapping[str, Mapping]) -> tuple[Coverage, ...]:
    """Every section, in order."""
    return tuple(
        Coverage(
            c.key,
            len(c.fields),
            {lang: sum(is_complete(f, sections.get(f.key), lang) for f in c.fields) for lang in LANGUAGES},
            sum(any(text_of(f, sections.get(f.key), lang) for lang in LANGUAGES) for f in c.fields),
        )
        for c in outline()
    )


def as_number(text: str) -> int | None:
    """`45,210` → 45210; None where it is not a whole number. A point or a space may separate thousands too."""
    digits = "".join(c for c in text if c not in ",. \u00a0")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def as_figure(section: Field, text: str) -> Decimal | None:
    """The number of a figure, as Mexican papers write it: comma for thousands, point for decimals. None where it is
    none. What counts things has no decimals, so there a point separates thousands too."""
    if section.whole:
        number = as_number(text)
        return None if number is None else Decimal(number)
    plain = re.sub(r"[,\s]", "", text)
    return Decimal(plain) if re.fullmatch(r"\d{1,15}(\.\d{1,6})?", plain) else None


def figure_in_words(section: Field, text: str, language: str) -> str:
    """`812.4 km²`, `45,210 inhabitants`; the text as it stands where it is no number."""
    number = as_figure(section, text)
    if number is None:
        return text
    unit = section.unit.get(language, "")
    return f"{number:,f}" + (f" {unit}" if unit else "")
