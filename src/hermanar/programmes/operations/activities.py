"""Activities of a programme: proposed, changed, agreed, done or not done with the reason, judged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import ActivityState, Happened, ProgrammeState, Reached
from ..models import Activity, Evaluation, LeftOut, Programme
from ..policies import can_edit, can_evaluate, can_propose
from .annexes import annex_project
from .shared import _must_edit, _must_live, _must_stand, _parts_blocker, _reason, _told, _Wrong


@dataclass(frozen=True)
class ActivitySpec:
    """What is typed of an activity: the parts a–g of article V, all of them compulsory. `goals`: of the 2030 Agenda."""

    title: str
    modality: str
    starts_on: dt.date
    ends_on: dt.date
    title_en: str = ""
    objective: str = ""
    objective_en: str = ""
    priority: str = ""
    priority_en: str = ""
    beneficiaries: int | None = None
    beneficiaries_who: str = ""
    beneficiaries_who_en: str = ""
    ours: str = ""
    theirs: str = ""
    duties_ours: str = ""
    duties_theirs: str = ""
    goals: Sequence[int] = ()
    goal: Decimal | None = None
    indicator: str = ""
    staff_plan: str = ""
    resources: str = ""
    evaluation: str = ""
    other_info: str = ""
    ours_en: str = ""
    theirs_en: str = ""
    duties_ours_en: str = ""
    duties_theirs_en: str = ""
    indicator_en: str = ""
    staff_plan_en: str = ""
    resources_en: str = ""
    evaluation_en: str = ""
    other_info_en: str = ""


_LINES = (
    "objective", "objective_en", "duties_ours", "duties_theirs", "staff_plan", "resources", "evaluation", "other_info",
    "duties_ours_en", "duties_theirs_en", "staff_plan_en", "resources_en", "evaluation_en", "other_info_en",
)  # fmt: skip
# compulsory part of article V → what is asked for where it is blank (R4-45)
_PARTS = {
    "objective": _("Escriba el objetivo y las actividades (artículo V, a)."),
    "staff_plan": _("Escriba el perfil, el número y la duración del personal, o que no se asigna (artículo V, c)."),
    "duties_ours": _("Escriba a qué se obliga nuestra Parte (artículo V, d)."),
    "duties_theirs": _("Escriba a qué se obliga la contraparte (artículo V, d)."),
    "resources": _("Escriba los recursos materiales, humanos y financieros (artículo V, e)."),
    "evaluation": _("Escriba cómo y con qué criterios se evaluará (artículo V, f)."),
    "other_info": _("Escriba lo demás que las Partes acuerden, o “Ninguna” (artículo V, g)."),
}
# column → how much of it fits
_SHORT = {
    "title": 200, "title_en": 200, "priority": 300, "priority_en": 300, "beneficiaries_who": 200,
    "beneficiaries_who_en": 200, "ours": 200, "theirs": 200, "indicator": 200,
    "ours_en": 200, "theirs_en": 200, "indicator_en": 200,
}  # fmt: skip


def _clean(programme: Programme, spec: ActivitySpec) -> dict[str, Any]:
    wrong = _Wrong()
    wrong.said("title", spec.title, _("Escriba qué se hará."))
    for name, asked in _PARTS.items():
        wrong.said(name, getattr(spec, name), asked)
    if spec.modality not in {m["key"] for m in programme.modalities}:
        wrong.add("modality", _("Elija una modalidad del acuerdo."))
    if spec.ends_on < spec.starts_on:
        wrong.add("ends_on", _("La actividad no puede terminar antes de empezar."))
    elif spec.starts_on < programme.starts_on or spec.ends_on > programme.ends_on:
        wrong.add(
            "starts_on",
            _("Las fechas deben caer en el año del programa, del %(since)s al %(until)s.")
            % {"since": f"{programme.starts_on:%d/%m/%Y}", "until": f"{programme.ends_on:%d/%m/%Y}"},
        )
    if any(not 1 <= g <= 17 for g in spec.goals):
        wrong.add("goals", _("Los objetivos de la Agenda 2030 van del 1 al 17."))
    if spec.goal is not None and spec.goal <= 0:
        wrong.add("goal", _("Escriba una cantidad mayor que cero."))
    wrong.stop()
    found: dict[str, Any] = {name: normalise(getattr(spec, name), lines=True) for name in _LINES}
    found |= {name: normalise(getattr(spec, name))[:most] for name, most in _SHORT.items()}
    return found | {
        "modality": spec.modality, "starts_on": spec.starts_on, "ends_on": spec.ends_on,
        "beneficiaries": spec.beneficiaries, "goals": sorted(set(spec.goals)), "goal": spec.goal,
    }  # fmt: skip


@transaction.atomic
def propose_activity(act: Act, *, programme: Programme, spec: ActivitySpec) -> Activity:
    """Put an activity forward: the liaison or the committee. In a running programme it is an additional proposal (art. VI).
    A modality that had been left out comes in again. Raises Refused, Invalid."""
    if not can_propose(act.actor, programme.circle):
        raise Refused("not_proposer", _("Proponen el enlace y el Comité."))
    _must_stand(programme)
    if programme.state == ProgrammeState.OURS:
        raise Refused(
            "programme_ours", _("El programa ya lo aprobó nuestra Parte: vuelva a elaboración para cambiarlo.")
        )
    fields = _clean(programme, spec)
    last = programme.activities.aggregate(last=Max("number"))["last"] or 0
    activity = Activity.objects.create(
        programme=programme, number=last + 1, proposed_by=act.actor.appointment, proposed_on=act.on,
        is_additional=programme.state == ProgrammeState.RUNNING, **fields,
    )  # fmt: skip
    LeftOut.objects.filter(programme=programme, modality=activity.modality).delete()
    _told(act, Happened.ACTIVITY_PROPOSED, activity)
    if not can_edit(act.actor, programme.circle):
        notify(
            act, to=(programme.circle, Part.LEAD, Role.LIAISON), key="activity_proposed",
            data={"title": activity.title}, door="programmes.activity", at={"activity": activity.public_id},
        )  # fmt: skip
    return activity


@transaction.atomic
def change_activity(act: Act, *, activity: Activity, spec: ActivitySpec) -> Activity:
    """Correct what is planned, while it is only proposed; what both agreed stands. Raises Refused, Invalid."""
    _must_edit(act, activity.programme.circle)
    _must_live(activity)
    if activity.state != ActivityState.PROPOSED or activity.programme.state == ProgrammeState.OURS:
        raise Refused("activity_agreed", _("Lo acordado por las Partes no se cambia aquí: retírela y proponga otra."))
    Activity.objects.filter(pk=activity.pk, state=ActivityState.PROPOSED).update(**_clean(activity.programme, spec))
    activity.refresh_from_db()
    _told(act, Happened.ACTIVITY_CHANGED, activity)
    return activity


@transaction.atomic
def agree_activity(act: Act, *, activity: Activity, on: dt.date) -> Activity:
    """Both Parties accept a proposal made during the year (art. VI, R4-50): it becomes an annex of its own. Raises Refused,
    Invalid, Blocked (a part of article V is blank)."""
    _must_edit(act, activity.programme.circle)
    _must_live(activity)
    if activity.programme.state != ProgrammeState.RUNNING:
        raise Refused("programme_not_running", _("Se acuerda al aprobarse el programa por ambas Partes."))
    if blocker := _parts_blocker(activity):
        raise Blocked([blocker])
    wrong = _Wrong()
    wrong.past(act, "on", on)
    wrong.stop()
    rows = Activity.objects.filter(pk=activity.pk, state=ActivityState.PROPOSED)
    if not rows.update(state=ActivityState.AGREED, agreed_on=on):
        raise Refused("activity_not_proposed", _("Esa actividad ya no está como propuesta."))
    activity.refresh_from_db()
    _told(act, Happened.ACTIVITY_AGREED, activity)
    annex_project(act, activity=activity, on=on)
    return activity


@transaction.atomic
def finish_activity(
    act: Act, *, activity: Activity, done: bool, on: dt.date, outcome: str, outcome_en: str = ""
) -> Activity:
    """Say that it was done, with what came of it, or not, with the reason. Raises Refused, Invalid."""
    _must_edit(act, activity.programme.circle)
    _must_live(activity)
    wrong = _Wrong()
    asked = _("Escriba qué se hizo y qué resultó.") if done else _("Escriba por qué no se realizó.")
    outcome = wrong.said("outcome", outcome, asked)
    wrong.past(act, "on", on)
    if done and on < activity.starts_on:
        wrong.add(
            "on",
            _("La actividad empieza el %(since)s: escriba ese día o uno posterior.")
            % {"since": f"{activity.starts_on:%d/%m/%Y}"},
        )
    wrong.stop()
    rows = Activity.objects.filter(pk=activity.pk, state=ActivityState.AGREED)
    if not rows.update(
        state=ActivityState.DONE if done else ActivityState.NOT_DONE, ended_on=on, outcome=outcome,
        outcome_en=normalise(outcome_en, lines=True),
    ):  # fmt: skip
        raise Refused("activity_not_agreed", _("Se asienta lo que ambas Partes acordaron y sigue pendiente."))
    activity.refresh_from_db()
    if done:
        _told(act, Happened.ACTIVITY_DONE, activity)
    else:
        _told(act, Happened.ACTIVITY_NOT_DONE, activity, reason=outcome[:200])
    return activity


@transaction.atomic
def drop_activity(act: Act, *, activity: Activity, reason: str) -> Activity:
    """Take it out of the programme, with the reason; it stays on record. Raises Refused, Invalid."""
    _must_edit(act, activity.programme.circle)
    _must_live(activity)
    reason = _reason(reason)
    rows = Activity.objects.filter(pk=activity.pk, state__in=[ActivityState.PROPOSED, ActivityState.AGREED])
    if not rows.update(state=ActivityState.DROPPED, ended_on=act.on, outcome=reason):
        raise Refused("activity_ended", _("Esa actividad ya terminó."))
    activity.refresh_from_db()
    _told(act, Happened.ACTIVITY_DROPPED, activity, reason=reason[:200])
    told: list[tuple[str, str]] = [(Part.LEAD, Role.LIAISON), (Part.COMMITTEE, Role.COMMITTEE_SECRETARY)]
    if activity.programme.state != ProgrammeState.DRAFT:
        # while it is drafted the counterpart does not see it
        told.append((Part.COUNTERPART, Role.COUNTERPART))
    notify(
        act, to=(activity.programme.circle, told), key="activity_dropped",
        data={"title": activity.title, "reason": reason}, door="programmes.activity",
        at={"activity": activity.public_id},
    )  # fmt: skip
    return activity


@transaction.atomic
def evaluate_activity(
    act: Act, *, activity: Activity, result: str, learned: str, achieved: Decimal | None = None,
    reached_people: int | None = None, goes_on: bool = False,
) -> Evaluation:  # fmt: skip
    """Judge an activity that ended (R4-36); again, it replaces what was said until the year closes. Raises Refused, Invalid."""
    if not can_evaluate(act.actor, activity.programme.circle):
        raise Refused("not_evaluator", _("Evalúan el enlace y la Secretaría del Comité."))
    _must_live(activity)
    if activity.state not in {ActivityState.DONE, ActivityState.NOT_DONE}:
        raise Refused("activity_open", _("Primero se asienta si se realizó."))
    wrong = _Wrong()
    learned = wrong.said("learned", learned, _("Escriba qué se aprendió."))
    if result not in Reached.values:
        wrong.add("result", _("Diga si alcanzó su meta."))
    elif activity.state == ActivityState.NOT_DONE and result != Reached.MISSED:
        wrong.add("result", _("Lo que no se realizó no alcanzó su meta."))
    if activity.goal is not None and activity.state == ActivityState.DONE and achieved is None:
        wrong.add("achieved", _("Escriba cuánto se alcanzó de la meta."))
    elif achieved is not None and achieved < 0:
        wrong.add("achieved", _("Escriba una cantidad de cero en adelante."))
    elif result == Reached.REACHED and activity.goal is not None and achieved is not None and achieved < activity.goal:
        wrong.add("result", _("Lo alcanzado es menor que la meta: la alcanzó en parte."))
    wrong.stop()
    row, _new = Evaluation.objects.update_or_create(
        activity=activity,
        defaults={
            "result": result, "learned": learned, "achieved": achieved, "reached_people": reached_people,
            "goes_on": goes_on, "on": act.on, "by_post": act.actor.appointment,
        },
    )  # fmt: skip
    _told(act, Happened.EVALUATED, activity)
    return row
