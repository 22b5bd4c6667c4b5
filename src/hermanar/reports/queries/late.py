"""What came after its quarter had closed: the report of the quarter in which it was put down tells it (decision 0070)."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from hermanar.directory.models import Organisation
from hermanar.kernel.dates import date_in_words, span_in_words
from hermanar.plans.enums import LateKind
from hermanar.plans.queries import LateEntry, LateFact, late_between, late_facts
from hermanar.plans.rules.calendar import quarter_of
from hermanar.plans.rules.percent import rounded

from .sessions import late_sessions

MOST_LATE = 300  # that one report lists, in their order; it says how many there are in all


def late_of(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[dict[str, Any]]:
    """Entries, agendas, lists, counts, alliances and sessions put down in a span of days and of a quarter that had
    closed, in the order in which they were put; the reports of those quarters stay as they were issued."""
    entries = [_entry(e) for e in late_between(organisation, starts, ends)]
    facts = [*late_facts(organisation, starts, ends), *late_sessions(organisation, starts, ends)]
    return sorted([*entries, *(_fact(f) for f in facts)], key=lambda row: row["put_on"])


def _entry(entry: LateEntry) -> dict[str, Any]:
    quantity = rounded(entry.quantity)
    return {
        "goal": entry.goal, "code": entry.code, "measure": entry.measure, "year": entry.year, "quarter": entry.quarter,
        "on": entry.on.isoformat(), "put_on": entry.put_on.isoformat(), "reason": entry.reason,
        "quantity": int(quantity) if quantity == quantity.to_integral_value() else float(quantity),
    }  # fmt: skip


def _fact(fact: LateFact) -> dict[str, Any]:
    return {
        "kind": str(fact.kind), "what": fact.what, "year": fact.of.year, "quarter": quarter_of(fact.of),
        "on": fact.on.isoformat(), "put_on": fact.put_on.isoformat(), "number": fact.number, "before": fact.before,
        "reason": fact.reason, "ref": fact.ref,
    }  # fmt: skip


def _what(kind: str, what: str, lang: str) -> str:
    """A week or a month in words, alone or after the area whose agenda it is."""
    area, _dot, week = what.rpartition(" · ") if kind == LateKind.AGENDA else ("", "", what)
    said = span_in_words(week, lang)
    return _("%(area)s, semana %(week)s") % {"area": area, "week": said} if area else said


def late_told(row: dict[str, Any], lang: str) -> str:
    """One of them as a sentence, in the language that is active."""
    data = {
        "period": span_in_words(f"{row['year']}-T{row['quarter']}", lang), "reason": row["reason"],
        "on": date_in_words(dt.date.fromisoformat(row["on"]), lang),
        "put": date_in_words(dt.date.fromisoformat(row["put_on"]), lang),
    }  # fmt: skip
    if "kind" in row:
        return _said(row["kind"], row["before"] is not None) % (
            data | {"what": _what(row["kind"], row["what"], lang), "number": row["number"], "before": row["before"]}
        )
    told = (
        _("%(code)s, %(period)s: se agregan %(quantity)s (%(measure)s), del %(on)s. Asentado el %(put)s: %(reason)s")
        if row["quantity"] >= 0
        else _(
            "%(code)s, %(period)s: se retiran %(quantity)s (%(measure)s), del %(on)s. Retirado el %(put)s: %(reason)s"
        )
    )
    quantity = f"{abs(row['quantity']):,.10g}"
    return told % (data | {"code": row["code"], "quantity": quantity, "measure": row["measure"]})


def _said(kind: str, replaces: bool) -> str:
    if kind == LateKind.COUNT and replaces:
        return _("%(period)s: las agendas declaradas de %(what)s pasan de %(before)s a %(number)s. Asentado el %(put)s: %(reason)s")  # fmt: skip
    return {
        LateKind.AGENDA: _("%(period)s: agenda de %(what)s, recibida el %(on)s. Asentada el %(put)s."),
        LateKind.WEEK: _("%(period)s: lista de la semana %(what)s, con %(number)s áreas. Asentada el %(put)s."),
        LateKind.COUNT: _("%(period)s: %(number)s agendas declaradas de %(what)s. Asentado el %(put)s: %(reason)s"),
        LateKind.ALLIANCE: _("%(period)s: alianza con %(what)s, del %(on)s. Asentada el %(put)s."),
        LateKind.DOCUMENT: _("%(period)s: documento de la alianza con %(what)s. Agregado el %(put)s: %(reason)s"),
        LateKind.WITHDRAWAL: _("%(period)s: se retira la alianza con %(what)s. Retirada el %(put)s: %(reason)s"),
        LateKind.SESSION: _("%(period)s: sesión de gabinete %(what)s, del %(on)s. Asentada el %(put)s."),
    }[LateKind(kind)]  # fmt: skip
