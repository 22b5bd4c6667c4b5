"""The report of a quarter: one picture from the records, as plain data; frozen when the period is locked."""

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _, override

from hermanar.directory.models import Organisation
from hermanar.directory.queries import administration_on, post_of
from hermanar.documents.queries import letterhead_for
from hermanar.kernel.dates import span_in_words
from hermanar.plans.enums import Basis, CountsFrom, Head, Receipt, UnitKind
from hermanar.plans.models import Achievement, Alliance, Goal, Plan
from hermanar.plans.queries import (
    agendas_by_month,
    alliances_agreed,
    entries_of_sessions,
    find_plan,
    picture_of,
    weeks_counted,
)
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts, weeks_of
from hermanar.plans.rules.percent import rounded

from ..enums import CLAIMED_AT_LEAST, FINDINGS, DeclaredKey
from ..models import Declared, Period
from ..rules.acts import counts_of
from ..rules.claims import exceeding
from ..rules.findings import ActivityFigures, Figures, Finding, find
from ..rules.slips import vague
from .late import MOST_LATE, late_of
from .periods import annexes_of, find_period, narratives_of
from .pieces import Held, held_of, key_of, pieces_of_period
from .relations import RelationRow, proved_of, relations_of
from .sessions import cabinet_sessions

MOST_ENTRIES = 2000  # dated entries that a report lists, the earliest first; each goal says how many it has in all


def report_of(period: Period, now: dt.datetime, *, only: Collection[str] | None = None) -> dict[str, Any]:
    """The report: the frozen snapshot of a locked period, else composed from the records as they stand.

    `only`: codes of the activities whose pieces one page shows, none where it shows none; every figure is of the whole.
    """
    if period.snapshot is not None:
        return period.snapshot
    return compose(period.organisation, period.year, period.quarter, now, period, only=only)


def held_in(period: Period, report: dict[str, Any]) -> Held:
    """Of the pieces that the report shows, how many are of another time and how many are held back."""
    if period.snapshot is None:
        return held_of(period, (quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)))
    rows = [r for c in report["components"] for a in c["activities"] for r in a.get("evidence", _NONE)["rows"]]
    return Held(sum(r["outside"] for r in rows), sum(not r["prints"] for r in rows))


def report_of_quarter(organisation: Organisation, year: int, quarter: int, now: dt.datetime) -> dict[str, Any]:
    """The same for any quarter, opened as a period or not: what the records prove of it."""
    period = find_period(organisation, year, quarter)
    return report_of(period, now) if period else compose(organisation, year, quarter, now, None)


def compose(
    organisation: Organisation, year: int, quarter: int, now: dt.datetime, period: Period | None,
    *, only: Collection[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Figures, relations and findings of a quarter, from the records. Flat in the number of goals, entries and
    relations. Nothing is written. `only`: as in `report_of`."""
    starts, ends = quarter_starts(year, quarter), quarter_ends(year, quarter)
    plan = find_plan(organisation, year)
    basis = period.basis if period else Basis.ANNUAL
    rows = relations_of(organisation, starts, ends)
    declared = _declared(period)
    pieces = pieces_of_period(period, (starts, ends), only) if period else {}
    held = cabinet_sessions(organisation, dt.date(year, 1, 1), dt.date(year, 12, 31))
    components = _components(plan, quarter, basis, narratives_of(period) if period else {}, pieces, held)
    sessions = _sessions(plan, quarter, [(on, number) for on, number in held if starts <= on <= ends])
    months = agendas_by_month(organisation, year, quarter)
    weeks = weeks_counted(organisation, year, quarter, now)
    told = months.told()
    alliances = _alliances(
        declared.get(DeclaredKey.ALLIANCES, []),
        [r for r in rows if r.is_alliance],
        alliances_agreed(organisation, starts, ends),
    )
    documented = alliances["documented"]
    descriptions = [d.about for d in declared.get(DeclaredKey.DESCRIPTION, [])]
    quoted = list(period.quoted.all()) if period else []
    counts = _unit_counts(declared, weeks)
    offices = [line for week in weeks for line in week.lines if line.is_international]
    vacant = any(line.head == Head.VACANT for line in offices)
    silent = any(line.receipt == Receipt.MISSING for line in offices)
    missing = [line.unit for week in weeks for line in week.missing if line.receipt == Receipt.MISSING]
    excess = [
        (q.where, e.words, e.claimed, e.proved, e.at_least) for q in quoted for e in exceeding(q.text, proved_of(rows))
    ]  # fmt: skip
    stated = {
        d.about: (d.number or Decimal(0), next((c["exact"] for c in components if c["code"] == d.about), None))
        for d in declared.get(DeclaredKey.COMPONENT, [])
    }
    findings = find(
        Figures(
            activities=tuple(
                ActivityFigures(a["code"], a["exact"], _is_bare(a))
                for c in components
                for a in c["activities"]
            ),
            stated_components=stated, unit_counts=counts, agendas=told, agendas_stated=frozenset(months.stated),
            agendas_total=next((int(d.number or 0) for d in declared.get(DeclaredKey.AGENDAS, [])), None),
            weeks=len(weeks_of(year, quarter)), missing=tuple(missing),
            roster_label=", ".join(w.week.label for w in weeks if w.missing), international_vacant=vacant,
            international_missing=silent, sessions=tuple(sessions["dates"]),
            alliances_declared=alliances["declared"] or None, alliances_documented=documented,
            descriptions=tuple(descriptions), texts=tuple(r.counterpart for r in rows if r.unsigned),
            quoted_excess=tuple(excess),
        )
    )  # fmt: skip
    for component in components:
        component.pop("exact")
        for activity in component["activities"]:
            activity.pop("exact")
    administration = administration_on(organisation, ends)
    late = late_of(organisation, starts, ends)
    chart = {d.about: int(d.number or 0) for d in declared.get(DeclaredKey.CHART, [])}
    return {
        "organisation": {"es": organisation.name, "en": organisation.name_en or organisation.name},
        "exercise": organisation.is_exercise,
        "year": year,
        "quarter": quarter,
        "from": starts.isoformat(),
        "until": ends.isoformat(),
        "basis": str(basis),
        "cover": {
            "unit": period.unit if period else "",
            "term": (period.term if period else "")
            or (f"{administration.starts_on.year}–{administration.ends_on.year}" if administration else ""),
            "slogan": (period.slogan if period else "") or letterhead_for(organisation, ends).slogan.get("es", ""),
        },
        "source": period.source if period else "",
        "components": components,
        "agendas": {"total": sum(told.values()), "by_month": told, "stated": sorted(months.stated), "sources": list(months.sources)},
        "sessions": {
            "held": len(sessions["dates"]),
            "programmed_year": _plain(sessions["programmed"]),
            "dates": [on.isoformat() for on in sessions["dates"]],
            "references": sessions["references"],
        },
        "units": {"chart": {kind: chart[kind] for kind in UnitKind.values if kind in chart}, "counts": counts},
        "roster": {
            "expected": sum(len(w.lines) for w in weeks),
            "delivered": sum(w.delivered for w in weeks),
            "missing": missing,
            "weeks": [
                {"label": w.week.label, "expected": len(w.lines), "delivered": w.delivered, "lines": [_line(x) for x in w.lines]}
                for w in weeks
            ],
        },
        "partnerships": [_relation(r) for r in rows if not r.is_alliance],
        "counts": counts_of([{"class": r.klass, "act": r.act} for r in rows if not r.is_alliance]),
        "alliances": {**alliances, "descriptions": descriptions},
        "quoted": [{"where": q.where, "text": q.text} for q in quoted],
        "annexes": annexes_of(period) if period else [],
        "late": late[:MOST_LATE],
        "late_in_all": len(late),
        "findings": [_told(f) for f in findings],
    }  # fmt: skip


_NONE: dict[str, Any] = {"total": 0, "rows": []}


def _plain(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    if value is None:
        return None
    value = rounded(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _declared(period: Period | None) -> dict[str, list[Declared]]:
    found: dict[str, list[Declared]] = {}
    for row in period.declared.all() if period else ():
        found.setdefault(row.key, []).append(row)
    return found


def _alliances(declared: list[Declared], relations: list[RelationRow], register: list[Alliance]) -> dict[str, Any]:
    """How many the source declares, or where it says fewer the records; how many of the records have a document (R3-34).

    `listed`: the records themselves, from the register and from the relations of that kind."""
    listed = [
        {
            "id": a.public_id, "partner": a.partner, "on": a.agreed_on.isoformat(), "document": a.document,
            "documented": a.attachment_id is not None,
        }
        for a in register
    ] + [
        {
            "id": "", "partner": r.counterpart, "on": r.on.isoformat() if r.on else "", "document": r.document,
            "documented": "signed" in r.proved.facts,
        }
        for r in relations
    ]  # fmt: skip
    stated = next((int(d.number or 0) for d in declared), 0)
    return {
        "declared": max(stated, len(listed)),
        "documented": sum(row["documented"] for row in listed),
        "listed": listed,
    }


def alliances_on_record(organisation: Organisation, ends: dt.date, rows: Sequence[RelationRow]) -> int:
    """Alliances on record by a day: those of the register that stand, and relations of that kind. One query."""
    register = organisation.alliances.filter(withdrawn_on=None).exclude(agreed_on__gt=ends)
    return register.count() + sum(row.is_alliance for row in rows)


def partners_with_document(organisation: Organisation, ends: dt.date) -> tuple[str, ...]:
    """With whom an alliance that stands by a day has its document on file (R3-34 to R3-36). One query."""
    rows = organisation.alliances.filter(withdrawn_on=None, attachment__isnull=False).exclude(agreed_on__gt=ends)
    return tuple(rows.order_by("pk").values_list("partner", flat=True))


def _components(
    plan: Plan | None, quarter: int, basis: str, narratives: dict[str, str], pieces: dict[str, dict[str, Any]],
    sessions: Sequence[tuple[dt.date, str]],
) -> list[dict[str, Any]]:  # fmt: skip
    if plan is None:
        return []
    picture = picture_of(plan, quarter, basis, sessions=[on for on, _number in sessions])
    entries: dict[str, list[dict]] = {}
    starts, ends = quarter_starts(plan.year, quarter), quarter_ends(plan.year, quarter)
    inside = Achievement.objects.filter(
        goal__activity__component__plan=plan, on__gte=starts, on__lte=ends, withdrawn_at=None
    ).exclude(goal__counts_from=CountsFrom.STATED).order_by("on", "pk")  # fmt: skip
    for goal, on, precision, quantity, reference in inside.values_list(
        "goal__public_id", "on", "precision", "quantity", "reference"
    )[:MOST_ENTRIES]:
        told = {"on": on.isoformat(), "precision": precision, "quantity": _plain(quantity), "reference": reference}
        entries.setdefault(goal, []).append(told)
    held = [
        {"on": on.isoformat(), "precision": "day", "quantity": 1, "reference": number}
        for on, number in sessions
        if starts <= on <= ends
    ]
    for g in (g for c in picture.components for a in c.activities for g in a.goals):
        if g.counts_from == CountsFrom.SESSIONS and held:
            entries[g.public_id] = held
    return [
        {
            "code": c.code,
            "name": c.name,
            "axis": c.axis,
            "responsible": c.responsible,
            "percent": _plain(c.percent),
            "exact": c.percent,
            "band": c.band,
            "of_quarter": _plain(c.of_quarter),
            "activities": [
                {
                    "code": a.code,
                    "name": a.name,
                    "responsible": a.responsible,
                    "percent": _plain(a.percent),
                    "exact": a.percent,
                    "narrative": narratives.get(a.code, ""),
                    "vague": list(
                        vague(narratives.get(a.code, ""), evidence=pieces.get(key_of(a.code), _NONE)["total"])
                    ),
                    "evidence": pieces.get(key_of(a.code), _NONE),
                    "goals": [
                        {
                            "id": g.public_id,
                            "code": g.code,
                            "name": g.name,
                            "measure": g.measure,
                            "verification": g.verification,
                            "annual": _plain(g.annual),
                            "programmed": _plain(g.programmed),
                            "achieved": _plain(g.achieved),
                            "programmed_until": _plain(g.programmed_until),
                            "achieved_until": _plain(g.achieved_until),
                            "percent": _plain(g.percent),
                            "stated": g.is_stated,
                            "entries": entries.get(g.public_id, []),
                            "entries_in_all": g.entries,
                        }
                        for g in a.goals
                    ],
                }
                for a in c.activities
            ],
        }
        for c in picture.components
    ]


def _sessions(plan: Plan | None, quarter: int, held: Sequence[tuple[dt.date, str]]) -> dict[str, Any]:
    """Cabinet sessions held: from their records, else from the dated entries of the goal that counts them."""
    dates = list(held)
    programmed = None
    if plan is not None:
        rows = entries_of_sessions(plan, quarter)
        goals = Goal.objects.filter(activity__component__plan=plan, counts_from=CountsFrom.SESSIONS)
        programmed = goals.aggregate(all=Sum("programmed"))["all"]
        if not dates:
            dates = [(row.on, row.reference) for row in rows if row.precision == "day"]
    return {
        "dates": [on for on, _ in dates],
        "references": [str(ref) for _, ref in dates],
        "programmed": programmed if programmed is not None else Decimal(0),
    }


def _is_bare(activity: dict[str, Any]) -> bool:
    """Whether of an activity only a percentage was stated in the quarter, and no quantity."""
    goals = activity["goals"]
    return all(g["stated"] for g in goals) and any(g["entries_in_all"] for g in goals)


def _unit_counts(declared: dict[str, list[Declared]], weeks: list) -> dict[str, int]:
    counts = {}
    if chart := declared.get(DeclaredKey.CHART):
        counts["chart"] = int(sum(d.number or 0 for d in chart))
    if people := declared.get(DeclaredKey.PARTICIPANTS):
        counts["participants"] = int(people[0].number or 0)
    if weeks:
        counts["roster"] = len(weeks[-1].lines)
    if average := declared.get(DeclaredKey.AVERAGE):
        counts["average"] = int(average[0].number or 0)
    return counts


def _line(line) -> dict[str, Any]:
    return {
        "number": line.number,
        "unit": line.unit,
        "parent": line.parent,
        "head": line.head,
        "receipt": str(line.receipt),
        "on": line.received_on.isoformat() if line.received_on else "",
        "since": line.received_since.isoformat() if line.received_since else "",
        "at": f"{line.at:%H:%M}" if line.at else "",
    }


def _relation(row: RelationRow) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "counterpart": row.counterpart,
        "class": row.klass,
        "act": row.act,
        "rung": row.rung,
        "claim_es": row.claim_es,
        "claim_en": row.claim_en,
        "document": row.document,
        "on": row.on.isoformat() if row.on else "",
    }


def _told(finding: Finding) -> dict[str, Any]:
    said = {}
    for lang in ("es", "en"):
        with override(lang):
            one = finding.code == "agendas_missing" and finding.data["number"] == 1
            said[lang] = str(FINDINGS["agenda_missing" if one else finding.code]) % _words(finding, lang)
    return {
        "code": finding.code,
        "about": finding.about,
        "message_es": said["es"],
        "message_en": said["en"],
    }


def _words(finding: Finding, lang: str) -> dict[str, Any]:
    data = dict(finding.data)
    if "counts" in data:
        counts = {key: f"{n} {DeclaredKey(key).label}" for key, n in data["counts"].items()}
        if "expected" in data:
            counts = {key: f"{n} ({counts[key]})" for key, n in data["expected"].items()}
        data["list"] = _joined(list(counts.values()), lang, "o" if "expected" in data else "y")
    if "descriptions" in data:
        data["list"] = _joined([f"“{d}”" for d in data["descriptions"]], lang, "y")
    if "week" in data:
        data["week"] = _joined(
            [_("la semana %(week)s") % {"week": span_in_words(label, lang)} for label in data["week"].split(", ")],
            lang,
            "y",
        )
    if data.get("at_least"):
        data["claimed"] = CLAIMED_AT_LEAST % {"number": data["claimed"]}
    return data


def _joined(words: list[str], lang: str, conjunction: str) -> str:
    last = {"y": {"es": "y", "en": "and"}, "o": {"es": "o", "en": "or"}}[conjunction][lang]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


PUBLIC = ("counterpart", "class", "act", "rung", "claim_es", "claim_en")


def corrections_of(period: Period | None) -> list[dict[str, str]]:
    """What was corrected of a quarter after it closed, oldest first: beside what it says, never in its place. One query."""
    rows = period.corrections.all() if period else []
    return [{"on": row.on.isoformat(), "text": row.text, "reason": row.reason} for row in rows]


def figures_json(report: dict[str, Any], corrections: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """The report's figures as `hermanar report quarter --format json` writes them (`docs/reference/quarter.md`)."""
    return {
        "components": [{"code": c["code"], "percent": c["percent"]} for c in report["components"]],
        "agendas": {"total": report["agendas"]["total"], "by_month": report["agendas"]["by_month"]},
        "sessions": {k: report["sessions"][k] for k in ("held", "programmed_year")},
        "roster": {k: report["roster"][k] for k in ("expected", "delivered", "missing")},
        "partnerships": [{k: p[k] for k in PUBLIC} for p in report["partnerships"]],
        "alliances": {k: report["alliances"][k] for k in ("declared", "documented")},
        "findings": [{"code": f["code"], "message_es": f["message_es"]} for f in report["findings"]],
    } | ({"corrections": list(corrections)} if corrections else {})


def signer(appointment: str) -> tuple[str, str]:
    """Name and post of who signed, by the appointment kept; empty where nobody did. One query."""
    post = post_of(appointment)
    return (post.name, post.post_es) if post else ("", "")
