"""The program's own sentences as they are said of a house: an Alcaldía has no Ayuntamiento."""

import datetime as dt
from typing import Any

from django.utils.translation import get_language

from ..rules.governments import said_in


def key_of(house: Any) -> str:
    """The INEGI key of what a house, or a party of a relation, governs, of a committee its town's; "" of any other."""
    if house is None:
        return ""
    state = getattr(house, "state_id", None) or getattr(house, "state_mx_id", None)
    return house.municipality_id or state or key_of(getattr(house, "parent", None))


def said_for(house: Any, text: object, lang: str | None = None, on: dt.date | None = None) -> str:
    """A sentence of the program, never what a person wrote, as it is said of that house or party; in the reader's language.
    `on`: the day of what it tells."""
    return said_in(key_of(house), str(text), (lang or get_language() or "es")[:2], on)
