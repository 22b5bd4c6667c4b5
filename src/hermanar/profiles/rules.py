"""What a profile is made of and how complete it is. Pure.

The outline is the program's default (domain 2.5, [K]: the Ministry's own format was not found); each entry is a slot of
the paper, so that what is typed here is what is printed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Section:
    """One entry. `lines`: one item a line. `same`: one value for every language (a figure, a name, an address).
    `cited`: it states a fact of the world, so its source and year are asked for."""

    key: str
    chapter: str
    required: bool = False
    lines: bool = False
    same: bool = False
    cited: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("presentation", "general", required=True),
    Section("seat", "general", same=True),
    Section("name_meaning", "general", cited=True),
    Section("area_km2", "general", same=True, cited=True),
    Section("climate", "general", cited=True),
    Section("localities", "general", lines=True, cited=True),
    Section("cabildo", "government", required=True, cited=True),
    Section("population", "population", required=True, same=True, cited=True),
    Section("indigenous_languages", "population", lines=True, cited=True),
    Section("migrants_abroad", "population", required=True, lines=True, cited=True),
    Section("economic_sectors", "economy", required=True, lines=True, cited=True),
    Section("main_companies", "economy", lines=True, cited=True),
    Section("heritage", "culture", required=True, lines=True, cited=True),
    Section("crafts_food", "culture", lines=True),
    Section("tourism", "culture", required=True, lines=True),
    Section("offer", "offer", required=True, lines=True),
    Section("need", "offer", required=True, lines=True),
    Section("priorities", "priorities", required=True, lines=True, cited=True),
    Section("liaison_contact", "liaison", required=True, same=True),
    Section("liaison_languages", "liaison", lines=True),
)
BY_KEY: Mapping[str, Section] = {s.key: s for s in SECTIONS}


def items(text: str) -> list[str]:
    """One item a line, without the empty ones."""
    return [line for line in text.split("\n") if line.strip()]


def after_change(section: Section, old: Mapping, es: str, en: str) -> str:
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


def is_complete(section: Section, entry: Mapping | None, language: str) -> bool:
    """Whether the entry says something in that language, and says it still."""
    entry = entry or {}
    text = entry.get("es") if section.same else entry.get(language)
    if not text or entry.get("stale") == language:
        return False
    return not section.cited or bool(entry.get("source") and entry.get("year"))


def missing(sections: Mapping[str, Mapping], languages: Iterable[str]) -> tuple[str, ...]:
    """Required entries that are not complete in every one of those languages, in order."""
    languages = tuple(languages)
    return tuple(
        s.key
        for s in SECTIONS
        if s.required and not all(is_complete(s, sections.get(s.key), lang) for lang in languages)
    )


def completeness(sections: Mapping[str, Mapping]) -> dict[str, int]:
    """Language → per cent of the required entries that are complete in it, rounded down."""
    required = [s for s in SECTIONS if s.required]
    return {
        lang: 100 * sum(is_complete(s, sections.get(s.key), lang) for s in required) // len(required)
        for lang in LANGUAGES
    }


def as_number(text: str) -> int | None:
    """`45,210` → 45210; None where it is not a whole number. A point or a space may separate thousands too."""
    digits = "".join(c for c in text if c not in ",. \u00a0")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def slot_values(sections: Mapping[str, Mapping]) -> dict:
    """Slots of the paper from what was typed: text or list, per language; entries without text are left out."""
    found: dict = {}
    for section in SECTIONS:
        entry = sections.get(section.key) or {}
        if not entry.get("es"):
            continue
        if section.key == "population":
            found["population"] = as_number(entry["es"])
            cited = f"{entry.get('source', '')}, {entry.get('year', '')}".strip(", ")
            found["population_source"] = {"es": cited, "en": cited}
        elif section.same:
            found[section.key] = entry["es"]
        elif section.lines:
            es, en = items(entry["es"]), items(entry.get("en", ""))
            found[section.key] = [{"es": a, "en": en[i] if i < len(en) else ""} for i, a in enumerate(es)]
        else:
            found[section.key] = {lang: " ".join(entry.get(lang, "").split("\n")) for lang in LANGUAGES}
    return found
