"""Why an act cannot be of a day: the law that it rests on was published later."""

import datetime as dt
from typing import Any

from django.utils.translation import get_language, gettext as _

from ..rules.first_days import later_law


def too_early(act: str, on: dt.date) -> list[Any]:
    """The sentence for the field of the day, in a list; empty where nothing says so."""
    found = later_law(act, on)
    if found is None:
        return []
    day, cited = found
    law = cited.law["en" if (get_language() or "es").startswith("en") else "es"]
    return [
        _("La fecha no puede ser anterior al %(day)s: ese día se publicó la ley que lo prevé (%(law)s).")
        % {"day": day.isoformat(), "law": law}
    ]
