"""How a folio reads: a scheme with code, series, number and year. Pure."""

import re

# what a scheme may hold in braces; the number may say its width: `{number:03d}`
_SLOT = re.compile(r"\{(code|series|year|number(?::0[1-7]d)?)\}")


def folio_of(pattern: str, *, code: str, series: str, number: int, year: int) -> str | None:
    """The folio that a scheme gives; None where it holds anything else in braces, or no number."""
    if "{number" not in pattern or re.search(r"[{}]", _SLOT.sub("", pattern)):
        return None
    return pattern.format(code=code, series=series, number=number, year=year)
