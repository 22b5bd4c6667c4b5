"""Under which key a thing is asked of the units in a week."""

from collections.abc import Mapping
from itertools import count

from hermanar.kernel.text import fold

AGENDA = "agenda"
LONGEST = 40


def key_of(name: str, asked: Mapping[str, str]) -> str:
    """A key that none of the `asked` (key → name) has, and never that of the agenda; empty where the name says nothing,
    or that very thing is asked already. Two names that only begin alike are two things."""
    plain = fold(name)
    if not plain or plain == AGENDA or plain in {fold(known) for known in asked.values()}:
        return ""
    whole = plain.replace(" ", "-")
    for n in count(1):
        end = f"-{n}" if n > 1 else ""
        key = whole[: LONGEST - len(end)] + end
        if key not in asked and key != AGENDA:
            return key
    raise AssertionError
