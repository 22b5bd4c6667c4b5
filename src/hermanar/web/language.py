"""The reader's language: titles of definitions and days, as a page says them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext as _

from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, Precision, date_in_words


def translated(title: Mapping[str, str]) -> str:
    """A title of a definition in the reader's language."""
    return title.get(language()) or title["es"]


def language() -> str:
    """`es` or `en`."""
    return (get_language() or "es")[:2]


def when_in_words(on: dt.date | None, precision: str = "") -> str:
    """`12 ene 2026`; by month, quarter or year when that is all that is known."""
    if on is None:
        return ""
    if precision and precision != Precision.DAY:
        return date_in_words(on, language(), Precision(precision))
    if language() == "es":
        return f"{on.day} {MONTHS_ES[on.month - 1][:3]} {on.year}"
    return f"{MONTHS_EN[on.month - 1][:3]} {on.day}, {on.year}"


def validity_told(model: Any, on: dt.date) -> str:
    """That a model is not in use on that day, and since or until when; "" while it is, or where nobody said."""
    if model.valid_to and model.valid_to < on:
        return _("Se usó hasta el %(on)s") % {"on": when_in_words(model.valid_to)}
    if model.valid_from and on < model.valid_from:
        return _("Se usa desde el %(on)s") % {"on": when_in_words(model.valid_from)}
    return ""
