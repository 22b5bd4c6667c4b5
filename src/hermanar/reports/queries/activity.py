"""The activity report of any range of days: programme; actions with objectives and goals; photographs (R0-03, R0-04, R0-06)."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _, ngettext, override

from hermanar.directory.enums import Part, Role, fillers_of
from hermanar.directory.models import Appointment, Organisation
from hermanar.directory.queries import shown_name, signer_on
from hermanar.documents.renderers import Plate
from hermanar.encounters.enums import EncounterState
from hermanar.encounters.models import Encounter
from hermanar.kernel.acts import Actor
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.plans.models import Goal
from hermanar.programmes.enums import ActivityState
from hermanar.programmes.models import Activity as Performed

from ..enums import Lack
from ..models import Action
from ..rules.pieces import lacks_of
from .paper import _amount, _fact, _heading, _Rows, shown_of
from .pieces import pieces_of_actions, plates_of
from .report import _plain

MOST = 500  # actions in one report

_GOAL = "goal__activity__component__plan"


def get_action(actor: Actor, public_id: str) -> Action:
    """A standing action of one's own house. Raises NotVisible."""
    rows = Action.objects.for_actor(actor).filter(withdrawn_at=None, organisation__public_id=actor.organisation)
    row = at_most_one(rows.select_related("circle", "organisation__home", _GOAL).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def find_goal(organisation: Organisation, public_id: str) -> Goal | None:
    """A goal of the municipality's own plan."""
    rows = Goal.objects.select_related("activity__component__plan")
    return rows.filter(activity__component__plan__organisation=organisation, public_id=public_id).first()


def programmes_named(organisation: Organisation) -> list[str]:
    """Names of programmes used so far, the latest first: one spelling for each."""
    rows = Action.objects.filter(organisation=organisation, withdrawn_at=None).order_by("-pk")
    return list(dict.fromkeys(rows.values_list("programme", flat=True)[:200]))


def untold_encounters(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[Encounter]:
    """Visits and gatherings of those days that no action tells yet."""
    rows = Encounter.objects.filter(
        circle=organisation.home_id, state=EncounterState.HELD, on__gte=starts, on__lte=ends
    )  # fmt: skip
    return list(rows.exclude(actions__in=Action.objects.filter(withdrawn_at=None)).order_by("on", "pk"))


def untold_performed(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[Performed]:
    """Activities of yearly programmes, carried out in those days, that no action tells yet."""
    rows = Performed.objects.filter(
        programme__partnership__owner=organisation, state=ActivityState.DONE, ended_on__gte=starts, ended_on__lte=ends
    )  # fmt: skip
    return list(rows.exclude(actions__in=Action.objects.filter(withdrawn_at=None)).order_by("ended_on", "pk"))


def mayors_between(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[dict[str, Any]]:
    """Who presided the municipality in those days, oldest first: in post or in charge. One query."""
    rows = (
        Appointment.objects.standing()
        .filter(
            office__organisation=organisation, office__role__in=fillers_of(Part.LEAD, Role.MAYOR), from_on__lte=ends
        )
        .filter(Q(until_on=None) | Q(until_on__gte=starts))
        .select_related("person", "office")
        .order_by("from_on", "pk")
    )
    return [
        {
            "name": shown_name(a.person), "post": a.office.title, "post_en": a.office.title_en or a.office.title, "how": a.how,
            "from": max(a.from_on, starts).isoformat(), "until": min(a.until_on or ends, ends).isoformat(),
        }
        for a in rows
    ]  # fmt: skip


def signers_on(organisation: Organisation, on: dt.date) -> list[tuple[str, str, str]]:
    """(`prepared` or `authorised`, name, post) of who signs an activity report, as they were on its last day."""
    people = []
    for label, role in (("prepared", Role.LIAISON), ("authorised", Role.MAYOR)):
        holder = signer_on((organisation, role), on)
        people.append((label, holder.name if holder else "", holder.post_es if holder else ""))
    return people


def compose_activity(organisation: Organisation, starts: dt.date, ends: dt.date) -> dict[str, Any]:
    """Everything the report of those days says, as plain data. Seven queries, whatever the number of actions."""
    standing = Action.objects.filter(organisation=organisation, withdrawn_at=None, on__gte=starts, on__lte=ends)
    rows = list(standing.select_related(_GOAL).order_by("on", "pk")[:MOST])
    pieces = pieces_of_actions([a.public_id for a in rows], (starts, ends))
    programmes: dict[str, list[dict]] = {}
    for row in rows:
        shown = pieces.get(row.public_id, {"total": 0, "rows": []})
        told = _action(row, shown)
        programmes.setdefault(row.programme, []).append(told)
    terms = organisation.administrations.filter(starts_on__lte=ends, ends_on__gte=starts).order_by("starts_on")
    return {
        "organisation": {"es": organisation.name, "en": organisation.name_en or organisation.name},
        "exercise": organisation.is_exercise,
        "from": starts.isoformat(),
        "until": ends.isoformat(),
        "administrations": [
            {"number": t.number, "years": f"{t.starts_on.year}–{t.ends_on.year}", "slogan": t.slogan} for t in terms
        ],
        "mayors": mayors_between(organisation, starts, ends),
        "programmes": [{"name": name, "actions": actions} for name, actions in programmes.items()],
        "actions": len(rows),
        "actions_in_all": len(rows) if len(rows) < MOST else standing.count(),
        "lacking": sum(bool(a["lacks"]) for actions in programmes.values() for a in actions),
    }


def _action(row: Action, shown: dict[str, Any]) -> dict[str, Any]:
    goal = row.goal
    told: dict[str, Any] = {
        "id": row.public_id,
        "name": row.name,
        "on": row.on.isoformat(),
        "precision": row.precision,
        "place": row.place,
        "told": row.told,
        "objective": row.objective,
        "measure": row.measure,
        "planned": _plain(row.planned),
        "achieved": _plain(row.achieved),
        "goal": {
            "id": goal.public_id, "code": goal.code, "name": goal.name or goal.measure,
            "year": goal.activity.component.plan.year,
        }
        if goal
        else None,
        "rule": row.rule,
        "evidence": shown,
    }  # fmt: skip
    told["lacks"] = [str(lack) for lack in lacks_of({**told, "pieces": shown["rows"]})]
    return told


def range_told(starts: str, ends: str, lang: str) -> str:
    """`del 1 de mayo de 2024 al 31 de diciembre de 2024`."""
    days = {
        "from": date_in_words(dt.date.fromisoformat(starts), lang),
        "until": date_in_words(dt.date.fromisoformat(ends), lang),
    }
    return _("del %(from)s al %(until)s") % days


def activity_paper(
    report: dict[str, Any], people: list[tuple], languages: tuple[str, ...] = ("es",)
) -> tuple[Content, list[Plate]]:
    """The paper and its pictures. `people`: (`prepared` or `authorised`, name, post) of who is to sign."""
    told: dict[str, list[tuple]] = {}
    for lang in languages:
        with override(lang):
            told[lang] = [*_cover(report, lang), *_body(report, lang), *_people(people)]
    first = told[languages[0]]
    blocks, group = [], ""
    for at, (key, kind, _text, number) in enumerate(first):
        if kind == BlockKind.HEADING:
            group = key
        blocks.append(Block(key, kind, {lang: told[lang][at][2] for lang in languages}, group, number))
    shown = [
        (f"picture-{action['id']}-{number}", row)
        for programme in report["programmes"]
        for action in programme["actions"]
        for number, row in enumerate(r for r in action["evidence"]["rows"] if r["prints"] and r["picture"])
    ]
    return Content(languages, tuple(blocks), layout="report"), plates_of(shown)


def _cover(report: dict, lang: str) -> _Rows:
    yield "title", BlockKind.TITLE, _("Informe de actividades"), ""
    yield _fact("cover-organisation", _("Municipio"), report["organisation"][lang])
    yield _fact("cover-period", _("Periodo"), range_told(report["from"], report["until"], lang))
    for at, term in enumerate(report["administrations"]):
        said = " · ".join(s for s in (term["number"], term["years"], term["slogan"]) if s)
        yield _fact(f"cover-term-{at}", _("Gobierno"), said)
    for at, mayor in enumerate(report["mayors"]):
        days = range_told(mayor["from"], mayor["until"], lang)
        post = mayor["post_en" if lang == "en" else "post"]
        yield _fact(f"cover-mayor-{at}", _("Preside"), f"{mayor['name']}, {post} · {days}")
    if not report["mayors"]:
        yield _fact("cover-mayor-0", _("Preside"), _("No consta quién presidía en esas fechas."))


def _body(report: dict, lang: str) -> _Rows:
    if not report["programmes"]:
        yield "none", BlockKind.PARAGRAPH, _("No consta ninguna acción en esas fechas."), ""
    if cut := cut_told(report):
        yield "cut", BlockKind.NOTE, cut, ""
    for number, programme in enumerate(report["programmes"]):
        key = f"p{number}"
        yield _heading(f"{key}-name", _("1. Nombre del programa"))
        yield f"{key}-name-p", BlockKind.PARAGRAPH, programme["name"], ""
        yield _heading(f"{key}-actions", _("2. Acción realizada, objetivos y metas"))
        for action in programme["actions"]:
            yield from _told(action, lang)
        yield _heading(f"{key}-photos", _("3. Evidencia fotográfica"))
        for action in programme["actions"]:
            yield _heading(f"a-{action['id']}-photos", action["name"])
            if action["evidence"]["total"]:
                yield from shown_of(action["id"], action["evidence"], lang)
            else:
                yield f"{action['id']}-nophotos", BlockKind.NOTE, str(Lack.NO_PHOTO.label), ""


def cut_told(report: dict) -> str:
    """That the report lists the first actions of more; "" where it lists them all."""
    if report.get("actions_in_all", 0) <= report["actions"]:
        return ""
    told = _("Se listan las primeras %(shown)s acciones de %(number)s: elija menos días para verlas todas.")
    return told % {"shown": report["actions"], "number": report["actions_in_all"]}


def _told(action: dict, lang: str) -> _Rows:
    key = f"a-{action['id']}"
    yield _heading(key, action["name"])
    when = date_in_words(dt.date.fromisoformat(action["on"]), lang, Precision(action["precision"]))
    yield _fact(f"{key}-when", _("Cuándo y dónde"), " · ".join(s for s in (when, action["place"]) if s))
    yield _fact(f"{key}-objective", _("Objetivo"), " ".join(action["objective"].split("\n")) or "—")
    if action["planned"] is not None and action["measure"]:
        goal = _("%(planned)s %(measure)s · alcanzado: %(achieved)s") % {
            "planned": _amount(action["planned"]), "measure": action["measure"], "achieved": _amount(action["achieved"]),
        }  # fmt: skip
    else:
        goal = "—"
    yield _fact(f"{key}-goal", _("Meta"), goal)
    plan = action["goal"]
    yield _fact(
        f"{key}-plan", _("Meta del plan municipal"), f"{plan['code']} {plan['name']} ({plan['year']})" if plan else "—"
    )
    yield _fact(f"{key}-rule", _("Regla del programa"), action["rule"] or "—")
    for number, line in enumerate(action["told"].split("\n")):
        if line:
            yield f"{key}-t{number}", BlockKind.PARAGRAPH, line, ""
    if action["lacks"]:
        yield f"{key}-lacks", BlockKind.NOTE, " ".join(str(Lack(lack).label) for lack in action["lacks"]), ""


def _people(people: list[tuple]) -> _Rows:
    for at, (label, name, post) in enumerate(people):
        said = _("Elaboró") if label == "prepared" else _("Autorizó")
        yield f"signature-{at}", BlockKind.SIGNATURE, "\n".join([said, name or _("Por firmar"), post or "—"]), ""


def lacking_told(number: int) -> str:
    """How many actions say less than they must."""
    return ngettext(
        "A %(number)s acción le falta algo.", "A %(number)s acciones les falta algo.", number
    ) % {"number": number}  # fmt: skip


def activity_json(report: dict[str, Any]) -> dict[str, Any]:
    """What `hermanar report activity --format json` writes (`docs/reference/activity.md`)."""
    return {
        "from": report["from"],
        "until": report["until"],
        "mayors": report["mayors"],
        "programmes": [
            {
                "name": p["name"],
                "actions": [
                    {
                        **{k: a[k] for k in ("name", "on", "precision", "objective", "measure", "planned", "achieved", "rule")},
                        "goal": a["goal"]["code"] if a["goal"] else None,
                        "photographs": sum(r["kind"] == "photo" and r["prints"] for r in a["evidence"]["rows"]),
                        "lacks": a["lacks"],
                    }
                    for a in p["actions"]
                ],
            }
            for p in report["programmes"]
        ],
    }  # fmt: skip
