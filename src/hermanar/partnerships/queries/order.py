"""Acts of a relation whose days contradict each other, in words."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import get_language, gettext as _

from hermanar.kernel.dates import Precision, date_in_words
from hermanar.process.queries import get_facts
from hermanar.process.rules import FactLine, standing

from ..enums import Fact
from ..models import Partnership
from ..rules.order import out_of_order


def agreed_before_saved(facts: Mapping[str, FactLine]) -> str:
    """The sentence that says that the text stands as agreed on a day before its version was saved here; empty where it
    does not. It may be so (agreed by mail, put down later): whoever reads it is told."""
    fact = facts.get(Fact.TEXT_AGREED)
    saved_on = dt.date.fromisoformat(fact.data["saved_on"]) if fact and "saved_on" in fact.data else None
    if fact is None or saved_on is None or fact.on >= saved_on:
        return ""
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return _(
        "El texto consta acordado el %(agreed_on)s y esa versión se guardó aquí el %(saved_on)s. Si el día está mal, reabra "
        "el texto y asiéntelo de nuevo."
    ) % {"agreed_on": date_in_words(fact.on, lang), "saved_on": date_in_words(saved_on, lang)}


def contradictions(partnership: Partnership, about: tuple[str, ...] = (), on: dt.date | None = None) -> list[str]:
    """One sentence for each act that was put down with a day before that of what comes first; `about`: only those of
    these facts. A day known by its month alone contradicts nothing. One query."""
    facts = get_facts(partnership.case)
    true_then = standing(facts, on)
    days = {key: f.on for key, f in true_then.items() if f.precision == Precision.DAY}
    agreed = [f.on for f in facts if f.key == Fact.TEXT_AGREED and not f.was_never]
    if agreed:  # a text agreed again after observations was agreed before
        days[Fact.TEXT_AGREED] = min(agreed)
    days["opened"] = partnership.opened_on
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    early = agreed_before_saved(true_then) if not about else ""
    return ([early] if early else []) + [
        _("Consta “%(later)s” el %(later_on)s, antes de “%(earlier)s” (%(earlier_on)s). Revise las fechas en los papeles.")
        % {
            "later": Fact(row.later).label, "later_on": date_in_words(row.later_on, lang),
            "earlier": _("apertura del expediente") if row.earlier == "opened" else Fact(row.earlier).label, "earlier_on": date_in_words(row.earlier_on, lang),
        }
        for row in out_of_order(days)
        if not about or row.later in about
    ]  # fmt: skip
