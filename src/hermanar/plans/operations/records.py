"""What the plan does besides counting: records with a path, what they ask of units, and results of surveys."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import zones_of
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise, whole_number

from ..enums import Field, Happened, Method, RecordKind, RecordState, Viability
from ..models import Activity, Answer, Goal, Plan, Record, RecordAsk, RecordStep, Tally, Unit
from ..policies import can_hand_in, can_plan
from ..rules import records as paths

_CHOICES = {paths.METHOD: Method.values, paths.VIABILITY: Viability.values}
MOST_ANSWERS = 500


def _must_plan(act: Act, plan: Plan) -> None:
    if not can_plan(act.actor, plan.circle):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))


def _read(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Fields of the kind as they are kept. Raises Invalid."""
    errors: dict[str, list] = {}
    kept: dict[str, str] = {}
    for key, what in paths.KINDS[kind].fields.items():
        value = values.get(key)
        if value is None or value == "":
            continue
        said = value.isoformat() if isinstance(value, dt.date) else normalise(str(value), lines=True)
        if what in _CHOICES and said not in _CHOICES[what]:
            errors[key] = [_("Elija una de las opciones.")]
        elif what == paths.NUMBER and whole_number(said) is None:
            errors[key] = [_("Escriba un número entero.")]
        kept[key] = said
    if kept.get("since", "") > kept.get("until", "9"):
        errors["until"] = [_("El periodo termina después de empezar.")]
    if errors:
        raise Invalid(errors)
    return kept


def _needed(kind: str, state: str, values: Mapping[str, str]) -> None:
    if missing := paths.missing_for(kind, state, values):
        raise Invalid({
            key: [_("Hace falta “%(field)s” para este paso.") % {"field": Field(key).label}] for key in missing
        })  # fmt: skip


@transaction.atomic
def open_record(
    act: Act, *, plan: Plan, kind: RecordKind | str, title: str, activity: Activity | None = None,
    goal: Goal | None = None, responsible: str = "", due_on: dt.date | None = None, fields: Mapping[str, Any] | None = None,
    on: dt.date | None = None,
) -> Record:  # fmt: skip
    """Open a record of a kind, at the first state of its path. Raises Refused, Invalid: field → what is wrong."""
    _must_plan(act, plan)
    if kind not in RecordKind.values:
        raise Invalid({"kind": [_("Elija qué se asienta.")]})
    kind, day = str(kind), on or act.on
    errors: dict[str, list] = {}
    if not normalise(title):
        errors["title"] = [_("Escriba de qué se trata.")]
    if day > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if goal is not None:
        activity = goal.activity
    if activity is not None and activity.component.plan_id != plan.pk:
        errors["activity"] = [_("La actividad es de otro plan.")]
    if errors:
        raise Invalid(errors)
    kept = _read(kind, fields or {})
    state = paths.first_state(kind)
    _needed(kind, state, kept)
    row = Record.objects.create(
        plan=plan, activity=activity, goal=goal, kind=kind, title=normalise(title)[:300], state=state, fields=kept,
        responsible=normalise(responsible)[:200], opened_on=day, due_on=due_on,
    )  # fmt: skip
    RecordStep.objects.create(record=row, state=state, on=day, by=act.actor.user[:12])
    record(
        act, Happened.RECORD_OPENED, chain=plan.circle.public_id, about=row.public_id, title=row.title, year=plan.year
    )
    return row


@transaction.atomic
def move_record(
    act: Act, *, row: Record, to: RecordState | str, on: dt.date, text: str = "", fields: Mapping[str, Any] | None = None,
    attachment: Attachment | None = None,
) -> Record:  # fmt: skip
    """The next step of a record, with its day, what was done and the paper that shows it.

    Raises Refused (`not_next`, `moved`), Invalid: what the step needs is told by field.
    """
    plan = row.plan
    _must_plan(act, plan)
    if to not in paths.next_states(row.kind, row.state):
        raise Refused("not_next", _("Ese paso no sigue de donde está."))
    last = row.steps.order_by("-pk").first()
    errors: dict[str, list] = {}
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    elif last is not None and on < last.on:
        errors["on"] = [_("El paso no puede ser anterior al que le precede.")]
    told = normalise(text, lines=True)
    if str(to) in paths.TOLD and not told:
        errors["text"] = [_("Escriba qué se hizo, o el motivo.")]
    if row.kind == RecordKind.REQUEST and to == RecordState.CLOSED and not row.asks.exists():
        errors[""] = [_("A ninguna área se le ha pedido nada: pida la información, o asiente lo que llegó en papel.")]
    if row.kind == RecordKind.STUDY and to == RecordState.REPORTED and not row.tallies.exists():
        method = str((fields or {}).get(Field.METHOD) or row.fields.get(Field.METHOD, ""))
        if method in paths.TABLED:
            errors[""] = [_("No hay resultados importados: traiga la tabla de resultados y vuelva a este paso.")]
        elif attachment is None:
            errors["file"] = [_("Adjunte el documento donde están los resultados, o traiga antes su tabla.")]
    if errors:
        raise Invalid(errors)
    kept = {**row.fields, **_read(row.kind, fields or {})}
    _needed(row.kind, str(to), kept)
    over = paths.is_over(row.kind, str(to))
    if not Record.objects.filter(pk=row.pk, state=row.state).update(
        state=to, fields=kept, ended_on=on if over else None
    ):
        raise Refused("moved", _("Alguien más acaba de asentar un paso: vuelva a abrirlo."))
    RecordStep.objects.create(record=row, state=to, on=on, text=told, attachment=attachment, by=act.actor.user[:12])
    row.refresh_from_db()
    record(
        act, Happened.RECORD_MOVED, chain=plan.circle.public_id, about=row.public_id, title=row.title,
        state=RecordState(row.state).label, on=on,
    )  # fmt: skip
    return row


@transaction.atomic
def ask_units(act: Act, *, row: Record, units: Sequence[Unit], what: str, due_on: dt.date) -> int:
    """Ask units for something by a day: their information for a programme, a report under an implementation plan
    (R3-15, R3-32). What a unit was asked already stands. Returns how many were asked now. Raises Refused, Invalid."""
    plan = row.plan
    _must_plan(act, plan)
    if not paths.KINDS[row.kind].asks or paths.is_over(row.kind, row.state):
        raise Refused("asks_nothing", _("Este registro no pide nada a las áreas, o ya se cerró."))
    errors: dict[str, list] = {}
    said = normalise(what)[:200]
    if not said:
        errors["what"] = [_("Escriba qué se pide.")]
    if not units:
        errors["units"] = [_("Elija al menos un área.")]
    elif any(u.organisation_id != plan.organisation_id for u in units):
        errors["units"] = [_("Debe ser de la misma organización.")]
    if errors:
        raise Invalid(errors)
    known = set(row.asks.filter(what=said).values_list("unit_id", flat=True))
    fresh = [u for u in units if u.pk not in known]
    RecordAsk.objects.bulk_create(RecordAsk(record=row, unit=u, what=said, due_on=due_on) for u in fresh)
    record(
        act, Happened.UNITS_ASKED, chain=plan.circle.public_id, about=row.public_id, what=said, number=len(fresh),
        due=due_on,
    )  # fmt: skip
    return len(fresh)


@transaction.atomic
def deliver_ask(
    act: Act, *, ask: RecordAsk, text: str = "", attachment: Attachment | None = None,
    delivered_on: dt.date | None = None,
) -> RecordAsk:  # fmt: skip
    """A unit delivers what it was asked: by its link, or put down by the liaison on the day a paper says.

    Raises Refused (`not_yours`, `delivered`), Invalid.
    """
    circle = ask.record.plan.circle
    planner = can_plan(act.actor, circle)
    if not planner and (delivered_on is not None or not can_hand_in(act.actor, ask.unit)):
        raise Refused("not_yours", _("Entrega quien tiene el enlace del área, o el enlace del municipio por ella."))
    errors: dict[str, list] = {}
    told = normalise(text, lines=True)
    if not told and attachment is None:
        errors["text"] = [_("Escriba lo que entrega, o adjunte el archivo.")]
    if delivered_on is not None and delivered_on > act.on:
        errors["delivered_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if errors:
        raise Invalid(errors)
    now = zones_of(ask.unit.organisation).local(act.at)
    done = RecordAsk.objects.filter(pk=ask.pk, delivered_on=None).update(
        delivered_on=delivered_on or now.date(), at=None if delivered_on else now.time().replace(microsecond=0),
        text=told, attachment=attachment, how=act.actor.how,
    )  # fmt: skip
    if not done:
        raise Refused("delivered", _("Eso ya se entregó: se conserva lo primero que llegó."))
    ask.refresh_from_db()
    record(
        act, Happened.ASK_DELIVERED, chain=circle.public_id, about=ask.record.public_id, what=ask.what,
        unit=ask.unit.name,
    )  # fmt: skip
    return ask


@transaction.atomic
def take_results(act: Act, *, row: Record, header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The results of a survey from a table: counts of answers are kept, nobody's own answers. Earlier tables stay; the
    newest counts.

    Returns how many questions. Raises Refused (`not_a_study`), Invalid.
    """
    plan = row.plan
    _must_plan(act, plan)
    if row.kind != RecordKind.STUDY:
        raise Refused("not_a_study", _("Solo un medio de verificación recibe resultados."))
    counted = paths.counts_of(tuple(header), [tuple(r) for r in rows])
    if not counted:
        raise Invalid({"file": [_("No se reconocieron preguntas con respuestas que se puedan contar.")]})
    if len(counted) > MOST_ANSWERS:
        raise Invalid(
            {
                "file": [
                    _(
                        "Son demasiadas respuestas distintas para una encuesta. Revise que la hoja traiga las opciones y no textos libres."
                    )
                ]
            }
        )
    tally = Tally.objects.create(record=row, taken_on=act.on, by=act.actor.user[:12])
    Answer.objects.bulk_create(Answer(tally=tally, question=q[:300], answer=a[:300], count=n) for q, a, n in counted)
    number = len({q for q, _a, _n in counted})
    record(
        act, Happened.RESULTS_TAKEN, chain=plan.circle.public_id, about=row.public_id, title=row.title, number=number
    )
    return number
