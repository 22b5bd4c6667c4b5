"""Every disagreement of a quarter is shown, not smoothed: figures in, findings out."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Finding:
    """`code` with the data of its sentence (`enums.FINDINGS`); `about` the activity or relation it is of."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True)
class ActivityFigures:
    """`stated`: only a percentage is known, without its quantity."""

    code: str
    percent: Decimal | None
    stated: bool


@dataclass(frozen=True)
class Figures:
    """What the findings are found in. `unit_counts`: key → number, as each place counts them (chart, participants,
    roster, average); `agendas_stated`: months whose number has no list behind; `weeks`: how many the quarter has."""

    activities: tuple[ActivityFigures, ...] = ()
    stated_components: Mapping[str, tuple[Decimal, Decimal | None]] = field(default_factory=dict)
    unit_counts: Mapping[str, int] = field(default_factory=dict)
    agendas: Mapping[str, int] = field(default_factory=dict)
    agendas_stated: frozenset[str] = frozenset()
    agendas_total: int | None = None
    weeks: int = 13
    missing: tuple[str, ...] = ()
    roster_label: str = ""
    international_vacant: bool = False
    international_missing: bool = False
    sessions: tuple[dt.date, ...] = ()
    alliances_declared: int | None = None
    alliances_documented: int = 0
    descriptions: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # counterparts of texts in the file without signature or date in sight
    quoted_excess: tuple[tuple[str, str, int, int, bool], ...] = ()  # where, words, claimed, proved, at least


def find(f: Figures) -> list[Finding]:
    """What does not agree, or is not proved, in the order in which a report would be read."""
    return [*_percentages(f), *_units(f), *_agendas(f), *_sessions(f), *_relations(f)]


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.quantize(Decimal('0.01')).normalize():f}"


def _percentages(f: Figures) -> list[Finding]:
    found = []
    bare = [a for a in f.activities if a.stated]
    if bare:
        found.append(Finding("percent_without_quantity", {"activities": ", ".join(a.code for a in bare)}))
    full = [a for a in bare if a.percent is not None and a.percent >= 100]
    part = [a for a in bare if a.percent is not None and 0 < a.percent <= 50]
    found += [
        Finding("percent_means_two_things", {"activity": a.code, "percent": _number(a.percent), "others": ", ".join(p.code for p in part)}, a.code)
        for a in full
        if part
    ]  # fmt: skip
    for code, (stated, computed) in f.stated_components.items():
        if computed is None or abs(stated - computed) > Decimal("0.5"):
            found.append(
                Finding("component_not_its_mean", {"component": code, "stated": _number(stated), "computed": _number(computed)}, code)
            )  # fmt: skip
    return found


def _units(f: Figures) -> list[Finding]:
    found = []
    if len(f.unit_counts) > 1 and len(set(f.unit_counts.values())) > 1:
        found.append(Finding("units_counted_differently", {"counts": dict(f.unit_counts), "ways": len(f.unit_counts)}))
    if f.missing:
        found.append(Finding("agendas_missing", {"number": len(f.missing), "week": f.roster_label}))
    if f.international_vacant:
        found.append(Finding("international_office_vacant"))
    if f.international_missing:
        found.append(Finding("international_office_missing", {"week": f.roster_label}))
    return found


def _agendas(f: Figures) -> list[Finding]:
    found = []
    total = sum(f.agendas.values())
    if f.agendas_stated:
        found.append(
            Finding("agendas_without_list", {"number": sum(f.agendas[m] for m in f.agendas_stated if m in f.agendas)})
        )
    if f.agendas_total is not None and f.agendas_total != total:
        found.append(Finding("agendas_do_not_sum", {"stated": f.agendas_total, "sum": total}))
    expected = {key: n * f.weeks for key, n in f.unit_counts.items() if key in {"chart", "roster"}}
    if total and expected and total not in expected.values():
        found.append(
            Finding(
                "agendas_not_what_was_expected",
                {"total": total, "weeks": f.weeks, "expected": expected, "counts": dict(f.unit_counts)},
            )
        )
    return found


def _sessions(f: Figures) -> list[Finding]:
    found = []
    if len(f.sessions) > 2:
        days = Counter(on.weekday() for on in f.sessions)
        usual, times = days.most_common(1)[0]
        odd = [on for on in f.sessions if on.weekday() != usual]
        if odd and times > len(f.sessions) / 2:
            found.append(Finding("sessions_on_another_day", {"dates": ", ".join(on.isoformat() for on in odd)}))
    twice = [on for on, times in Counter(f.sessions).items() if times > 1]
    if twice:
        found.append(Finding("session_twice", {"dates": ", ".join(on.isoformat() for on in twice)}))
    return found


def _relations(f: Figures) -> list[Finding]:
    found = []
    if f.alliances_declared is not None and f.alliances_declared > f.alliances_documented:
        found.append(
            Finding(
                "alliances_without_document", {"declared": f.alliances_declared, "documented": f.alliances_documented}
            )
        )
    if len(set(f.descriptions)) > 1:
        found.append(Finding("alliances_described_differently", {"descriptions": list(f.descriptions)}))
    found += [Finding("text_without_signature", {"counterpart": name}, name) for name in f.texts]
    found += [
        Finding(
            "claim_exceeds_proof",
            {"where": where, "words": words, "claimed": claimed, "proved": proved, "at_least": at_least},
            where,
        )
        for where, words, claimed, proved, at_least in f.quoted_excess
    ]
    return found
