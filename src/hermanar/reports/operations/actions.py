"""Actions of the office, for activity reports: what was done, for what, how much, under which goal and rule."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.encounters.models import Encounter
from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim
from hermanar.evidence.models import Evidence, Use
from hermanar.evidence.policies import can_use
from hermanar.evidence.rules import last_day
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Dated, Precision
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.plans.models import Goal
from hermanar.programmes.models import Activity as Performed
from hermanar.programmes.queries import SUBJECT as PERFORMED

from ..enums import Happened
from ..models import Action
from ..policies import can_write
from ..queries import proved_of, refusals, relations_of
from ..queries.pieces import ACTION
from .periods import _must_print


@dataclass(frozen=True)
class ActionSpec:
    """`planned` and `achieved` in `measure` are its measurable goal; `goal` of the municipal plan and `rule` of the
    programme are what it answers to."""

    programme: str
    name: str
    on: dt.date
    precision: str = Precision.DAY
    place: str = ""
    told: str = ""
    objective: str = ""
    measure: str = ""
    planned: Decimal | None = None
    achieved: Decimal | None = None
    goal: Goal | None = None
    rule: str = ""


def _must(act: Act, organisation: Organisation) -> None:
    if organisation.home is None or not can_write(act.actor, organisation.home):
        raise Refused("not_writer", _("Las acciones las asienta el enlace del municipio."))


def _clean(act: Act, organisation: Organisation, spec: ActionSpec) -> dict:
    values: dict[str, Any] = {
        "programme": normalise(spec.programme)[:200], "name": normalise(spec.name)[:200], "on": spec.on,
        "precision": spec.precision, "place": normalise(spec.place)[:200], "told": normalise(spec.told, lines=True),
        "objective": normalise(spec.objective, lines=True), "measure": normalise(spec.measure)[:80],
        "planned": spec.planned, "achieved": spec.achieved, "goal": spec.goal, "rule": normalise(spec.rule)[:300],
    }  # fmt: skip
    errors: dict[str, list] = {}
    if not values["programme"]:
        errors["programme"] = [_("Escriba el nombre del programa.")]
    if not values["name"]:
        errors["name"] = [_("Escriba qué acción fue.")]
    if spec.on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if spec.precision not in set(Precision):
        errors["precision"] = [_("Diga con qué precisión se conoce la fecha.")]
    for key in ("planned", "achieved"):
        if values[key] is not None and values[key] < 0:
            errors[key] = [_("Escriba un número, de cero en adelante.")]
    if spec.goal is not None and spec.goal.activity.component.plan.organisation_id != organisation.pk:
        errors["goal"] = [_("Esa meta no es del plan del municipio.")]
    if errors:
        raise Invalid(errors)
    _must_print(
        **{key: str(values[key]) for key in ("programme", "name", "place", "told", "objective", "measure", "rule")}
    )
    # held to what was true by its own day: a later signature proves nothing of it
    last = min(last_day(Dated(spec.on, Precision(spec.precision))), act.on)
    proved = proved_of(relations_of(organisation, spec.on, last))
    for key in ("name", "told", "objective"):
        if found := refusals(values[key], proved):
            errors[key] = [remark.text for remark in found]
    if errors:
        raise Invalid(errors)
    return values


@transaction.atomic
def put_action(
    act: Act, *, organisation: Organisation, spec: ActionSpec, action: Action | None = None,
    encounter: Encounter | None = None, performed: Performed | None = None,
) -> Action:  # fmt: skip
    """Put down an action, or correct it. What it says is held to the proof of the relations, as any narrative; what it
    lacks is pointed out, not refused. `encounter`: the visit or gathering it tells, so that nobody types it twice; `performed`: the activity
    of a yearly programme, whose evidence comes along.

    Raises Refused, Invalid, NotVisible.
    """
    _must(act, organisation)
    values = _clean(act, organisation, spec)
    if action is None:
        if encounter is not None and encounter.circle_id != organisation.home_id:
            raise NotVisible(encounter.public_id)
        if encounter is not None and Action.objects.filter(encounter=encounter, withdrawn_at=None).exists():
            raise Refused("already_told", _("Ese encuentro ya está entre las acciones."))
        if performed is not None and performed.programme.partnership.owner_id != organisation.pk:
            raise NotVisible(performed.public_id)
        if performed is not None and Action.objects.filter(performed=performed, withdrawn_at=None).exists():
            raise Refused("already_told", _("Esa actividad ya está entre las acciones."))
        action = Action.objects.create(
            circle=organisation.home, organisation=organisation, encounter=encounter, performed=performed,
            recorded_at=act.at, **values,
        )  # fmt: skip
        if performed is not None and (pieces := _pieces_of(act, performed)):
            show_in_action(act, action=action, pieces=pieces)
    else:
        if action.organisation_id != organisation.pk or action.withdrawn_at is not None:
            raise NotVisible(action.public_id)
        for name, value in values.items():
            setattr(action, name, value)
        action.save(update_fields=[*values])
    record(act, Happened.ACTION_PUT, chain=action.circle.public_id, about=action.public_id, on=action.on)
    return action


def _pieces_of(act: Act, performed: Performed) -> list[Evidence]:
    """What shows the activity in its programme, of what the writer may use."""
    uses = Use.objects.filter(subject=PERFORMED, subject_id=performed.public_id, ended_at=None)
    rows = Evidence.objects.filter(uses__in=uses).select_related("circle").distinct().order_by("pk")
    return [row for row in rows if can_use(act.actor, row.circle)]


@transaction.atomic
def withdraw_action(act: Act, *, action: Action) -> Action:
    """Take an action out of the reports; that it was there stays known. Raises Refused."""
    _must(act, action.organisation)
    if not Action.objects.filter(pk=action.pk, withdrawn_at=None).update(withdrawn_at=act.at):
        raise Refused("action_withdrawn", _("Esa acción ya se retiró."))
    action.refresh_from_db()
    record(act, Happened.ACTION_WITHDRAWN, chain=action.circle.public_id, about=action.public_id, on=action.on)
    return action


@transaction.atomic
def show_in_action(act: Act, *, action: Action, pieces: Sequence[Evidence]) -> list[Use]:
    """Put photographs and papers under an action: that it was held. Those already there stay. Raises Refused, Invalid."""
    _must(act, action.organisation)
    if not pieces:
        raise Invalid({"pieces": [_("Elija al menos una.")]})
    there = Use.objects.filter(subject=ACTION, subject_id=action.public_id, ended_at=None)
    known = set(there.values_list("evidence_id", flat=True))
    used = [
        evidence.use_evidence(
            act, evidence=piece, subject=ACTION, subject_id=action.public_id, label=action.name, claim=Claim.HELD,
            position=len(known) + at,
        )
        for at, piece in enumerate(p for p in pieces if p.pk not in known)
    ]  # fmt: skip
    record(
        act, Happened.ACTION_SHOWN, chain=action.circle.public_id, about=action.public_id, on=action.on, number=len(used)
    )  # fmt: skip
    return used
