"""Acts that a law made possible: none is older than the day on which its law was published (`first_days.yaml`)."""

import datetime as dt
from functools import cache

from hermanar.kernel.data import read_yaml

from .catalogues import LIBRARY, Citation, citations


@cache
def _first() -> dict[str, Citation]:
    rows = read_yaml((LIBRARY / "first_days.yaml").read_text(encoding="utf-8"))
    known = citations()
    return {act: known[key] for act, key in rows.items()}


def later_law(act: str, on: dt.date) -> tuple[dt.date, Citation] | None:
    """The law that an act of this kind rests on and the day of its publication, where that day came after."""
    cited = _first().get(act)
    if cited is None or cited.published_on is None or on >= cited.published_on:
        return None
    return cited.published_on, cited
