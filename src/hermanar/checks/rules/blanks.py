"""K: what was left to fill in. Late slots (place, date, folio, signatories) are filled at issue and are no blank."""

import re

from ..reading import Reading, Rules, found, says

_BLANK = re.compile(
    r"_{3,}|\.{5,}|…{2,}|\[[^\]\n]{1,60}\]|<[^>\n]{1,60}>|"
    r"\((?:\*?)(?:nombre|cargo|fecha|día|dia|mes|año|ano|país|pais|estado|ciudad|municipio|lugar|folio|"
    r"name|post|date|day|month|year|country|state|city|place)(?:\s+(?:de|del|of)\s+[^)\n]{1,50})?(?:\*?)\)|"
    r"\b[Xx]{3,}\b|(?i:\blorem\b(?:\s+ipsum\b)?)|(?i:\bpor\s+definir\b|\bto\s+be\s+(?:defined|determined)\b)|\bTBD\b|\bN\.N\.",
)


def blanks(r: Reading) -> Rules:
    """K01: underscores, dots, “(nombre)”, “[…]”, XXX, filler text, “por definir”."""
    for passage in r.passages:
        for m in _BLANK.finditer(passage.text):
            yield found(
                "K01",
                passage,
                m.start(),
                m.end(),
                says(f"Quedó “{m.group()}” sin llenar.", f"“{m.group()}” was left to fill in."),
                subject=m.group(),
            )


def slots(r: Reading) -> Rules:
    """K02: a `{slot}` of the template that nobody filled in and that is not filled at issue."""
    for passage in r.passages:
        for slot in passage.entities.slots:
            if slot.name not in r.brief.late_slots:
                yield found(
                    "K02",
                    passage,
                    slot.start,
                    slot.end,
                    says(f"Falta el dato “{slot.name}”.", f"The field “{slot.name}” has no value."),
                )


RULES = (blanks, slots)
