"""From the entries to the paper. Pure."""

from collections.abc import Mapping

from .entries import as_number, is_printed, items
from .outline import LANGUAGES, SECTIONS


def slot_values(sections: Mapping[str, Mapping]) -> dict:
    """Slots of the paper from what was typed: text or list, per language; entries without text are left out."""
    found: dict = {}
    for section in SECTIONS:
        entry = sections.get(section.key) or {}
        if not is_printed(section, entry):
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
