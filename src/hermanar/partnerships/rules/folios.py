"""Numbers of leads and relations. Read as numbers: as text, 999 comes after 1000."""

from collections.abc import Iterable


def next_number(stem: str, folios: Iterable[str]) -> int:
    """One more than the highest number that follows `stem` among `folios`; what is not a number does not count."""
    numbers = [int(rest) for folio in folios if (rest := folio.removeprefix(stem)).isdecimal()]
    return max(numbers, default=0) + 1
