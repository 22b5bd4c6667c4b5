"""Acts of a relation whose days contradict each other, in words."""

import datetime as dt

from django.utils.translation import get_language, gettext as _

from hermanar.kernel.dates import Precision, date_in_words
from hermanar.process.queries import get_facts
from hermanar.process.rules import standing

from ..enums import Fact
from ..models import Partnership
from ..rules.order import out_of_order


def contradictions(partnership: Partnership, about: tuple[str, ...] = (), on: dt.date | None = None) -> list[str]:
    """One sentence for each act that was put down with a day before that of what comes first; `about`: only those of
    these facts. A day known by its month alone contradicts nothing. One query."""
    facts = get_facts(partnership.case)
    days = {key: f.on for key, f in standing(facts, on).items() if f.precision == Precision.DAY}
    agreed = [f.on for f in facts if f.key == Fact.TEXT_AGREED]
    if agreed:  # a text agreed again after observations was agreed before
        days[Fact.TEXT_AGREED] = min(agreed)
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return [
        _("Consta “%(later)s” el %(later_on)s, antes de “%(earlier)s” (%(earlier_on)s). Revise las fechas en los papeles.")
        % {
            "later": Fact(row.later).label, "later_on": date_in_words(row.later_on, lang),
            "earlier": Fact(row.earlier).label, "earlier_on": date_in_words(row.earlier_on, lang),
        }
        for row in out_of_order(days)
        if not about or row.later in about
    ]  # fmt: skip
