"""How a folio reads: a scheme with code, series, number and year. Pure."""

import re

# what a scheme may hold in braces; the number may say its width: `{number:03d}`
_SLOT = re.compile(r"\{(code|series|year|number(?::0[1-7]d)?)\}")


_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def following(folio: str, many: int) -> list[str]:
    """The folios that come after one as it is written, its zeros kept: its last number counts that is not a year."""
    numbers = list(_NUMBER.finditer(folio))
    found = [n for n in numbers if not _YEAR.fullmatch(n[0])] or numbers
    if not found:
        return []
    at = found[-1]
    counted = (str(int(at[0]) + step).zfill(len(at[0])) for step in range(1, many + 1))
    return [f"{folio[: at.start()]}{number}{folio[at.end() :]}" for number in counted]


def folio_of(pattern: str, *, code: str, series: str, number: int, year: int) -> str | None:
    """The folio that a scheme gives; None where it holds anything else in braces, or no number."""
    if "{number" not in pattern or re.search(r"[{}]", _SLOT.sub("", pattern)):
        return None
    return pattern.format(code=code, series=series, number=number, year=year)
