"""What was achieved, and what changes in what is programmed."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, day_said
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import ChangeState, Counting, Happened, RestLevel
from ..models import Achievement, Change, ClosedQuarter, Goal, RestDay, RuleSet
from ..policies import can_achieve, can_authorise, can_plan
from ..queries import is_late, last_days, reported_quarters, rest_days, rules_on
from ..rules.calendar import decide_by, is_working, quarter_ends, quarter_of, quarter_starts
from ..rules.percent import USUAL_BANDS


def _chain(goal: Goal) -> str:
    return goal.activity.component.plan.circle.public_id


@transaction.atomic
def achieve(
    act: Act, *, goal: Goal, on: dt.date, quantity: Decimal, precision: Precision | str = Precision.DAY,
    reference: str = "", late_reason: str = "",
) -> Achievement:  # fmt: skip
    """Put down an achievement of a goal. The same reference on the same day is the same one.

    Of a quarter that closed it is taken too, because it happened: as late, with its reason, told in the next report. The
    report that was issued stays as it is. Raises Refused, Invalid (`late_reason`).
    """
    plan = goal.activity.component.plan
    if not can_achieve(act.actor, plan.circle):
        raise Refused("not_achiever", _("Los avances los asienta el enlace del municipio."))
    errors: dict[str, list] = {}
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if on.year != plan.year:
        errors["on"] = [_("La fecha no es del año del plan.")]
    if quantity < 0:
        errors["quantity"] = [_("La cantidad no puede ser negativa.")]
    if errors:
        raise Invalid(errors)
    reference = normalise(reference)[:200]
    if reference:
        known = goal.achievements.filter(on=on, reference=reference, withdrawn_at=None).first()
        if known is not None:
            if known.quantity != quantity:
                raise Refused("achieved_otherwise", _("Ese avance ya está asentado con otra cantidad: retírelo antes."))
            return known
    late, why = is_late(plan, on, act.on), normalise(late_reason)[:400]
    if late and not why:
        raise Invalid(
            {
                "late_reason": [
                    _(
                        "El trimestre de ese día ya cerró. Escriba por qué se asienta ahora: queda como extemporáneo y se dice en el siguiente informe."
                    )
                ]
            }
        )
    row = Achievement.objects.create(
        goal=goal, on=on, precision=precision, quantity=quantity, reference=reference, how=act.actor.how,
        stated_by=act.actor.user[:12], stated_at=act.at, is_late=late, late_reason=why if late else "",
    )  # fmt: skip
    told = {"code": goal.code, "quantity": f"{quantity.normalize():f}", "on": on}
    if late:
        record(act, Happened.ACHIEVED_LATE, chain=_chain(goal), about=goal.public_id, reason=why[:200], **told)
    else:
        record(act, Happened.ACHIEVED, chain=_chain(goal), about=goal.public_id, **told)
    return row


@transaction.atomic
def withdraw_achievement(act: Act, *, achievement: Achievement, reason: str) -> Achievement:
    """Take an achievement back: it stays on record, and no longer counts. Of a quarter that closed it is taken back as
    late, and told in the next report. Raises Refused, Invalid."""
    goal = achievement.goal
    plan = goal.activity.component.plan
    if not can_achieve(act.actor, plan.circle):
        raise Refused("not_achiever", _("Los avances los asienta el enlace del municipio."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    told = normalise(reason)[:400]
    late = is_late(plan, achievement.on, act.on)
    if not Achievement.objects.filter(pk=achievement.pk, withdrawn_at=None).update(
        withdrawn_at=act.at, withdrawn_reason=told, withdrawn_by=act.actor.user[:12], withdrawn_late=late
    ):
        raise Refused("achievement_withdrawn", _("Ese avance ya se había retirado."))
    achievement.refresh_from_db()
    record(
        act, Happened.WITHDRAWN_LATE if late else Happened.ACHIEVEMENT_WITHDRAWN, chain=_chain(goal),
        about=goal.public_id, code=goal.code, on=achievement.on, reason=told,
    )  # fmt: skip
    return achievement


@transaction.atomic
def request_change(act: Act, *, goal: Goal, quarter: int, after: Decimal, reason: str) -> Change:
    """Ask to change what is programmed in a quarter, by its last working day at the latest, or as many working days
    before as the rules say (domain 5.1).

    Raises Refused (`quarter_closed`: nothing is changed backwards; `change_open`), Invalid.
    """
    plan = goal.activity.component.plan
    if not can_plan(act.actor, plan.circle):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))
    errors: dict[str, list] = {}
    if quarter not in {1, 2, 3, 4}:
        raise Invalid({"quarter": [_("Elija uno de los cuatro trimestres.")]})
    if after < 0:
        errors["after"] = [_("Lo programado en un trimestre no puede ser negativo.")]
    if not normalise(reason):
        errors["reason"] = [_("Escriba la justificación del cambio.")]
    if errors:
        raise Invalid(errors)
    last = last_days(plan, act.on)[quarter - 1]
    if act.on > last or quarter in reported_quarters(plan.organisation, plan.year):
        raise Refused(
            "quarter_closed",
            _("El cambio de ese trimestre se pedía a más tardar el %(day)s: ya pasó, y nada se cambia hacia atrás.")
            % {"day": day_said(last)},
            field="quarter",
        )
    rules = rules_on(plan.organisation, act.on)
    try:
        with transaction.atomic():
            row = Change.objects.create(
                goal=goal, quarter=quarter, before=goal.quarters[quarter - 1], after=after,
                reason=normalise(reason, lines=True), requested_on=act.on, requested_by=act.actor.user[:12],
                decide_by=decide_by(plan.year, quarter, rules.decide_days, rest_days(plan.organisation, plan.year)),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            "change_open",
            _("Ya hay un cambio de esa meta y trimestre por resolver. Espere a que la Presidencia lo resuelva."),
        ) from None
    record(
        act, Happened.CHANGE_REQUESTED, chain=_chain(goal), about=row.public_id, code=goal.code,
        reason=row.reason[:200],
    )  # fmt: skip
    notify(
        act, to=(plan.circle, Part.LEAD, Role.MAYOR), key="change_requested", data={"code": goal.code, "number": quarter},
        door="plans.plan", at={"year": plan.year},
    )  # fmt: skip
    return row


@transaction.atomic
def decide_change(act: Act, *, change: Change, authorise: bool) -> Change:
    """Authorise a change, or not, within the days that follow the quarter. The annual amount follows its quarters.

    Raises Refused (`too_late`, `change_decided`).
    """
    goal = change.goal
    plan = goal.activity.component.plan
    if not can_authorise(act.actor, plan.circle):
        raise Refused("not_authoriser", _("Los cambios los autoriza la Presidencia municipal."))
    if authorise and change.quarter in reported_quarters(plan.organisation, plan.year):
        raise Refused("quarter_closed", _("El informe de ese trimestre ya se autorizó: queda lo programado."))
    if authorise and act.on > change.decide_by:
        raise Refused("too_late", _("Venció el plazo para autorizar el cambio: queda lo programado."))
    state = ChangeState.AUTHORISED if authorise else ChangeState.REFUSED
    if not Change.objects.filter(pk=change.pk, state=ChangeState.REQUESTED).update(
        state=state, decided_on=act.on, decided_by=act.actor.user[:12]
    ):
        raise Refused("change_decided", _("Ese cambio ya se resolvió."))
    change.refresh_from_db()
    if authorise:
        # kept, so that the quarters before are told as they stood
        Change.objects.filter(pk=change.pk).update(annual_before=goal.programmed)
        setattr(goal, f"quarter{change.quarter}", change.after)
        parts = [q for q in goal.quarters if q is not None]
        if len(parts) == 4 and sum(parts) > 0:
            goal.programmed = sum(parts, Decimal(0))
        goal.save(update_fields=["programmed", f"quarter{change.quarter}"])
    record(
        act, Happened.CHANGE_DECIDED, chain=_chain(goal), about=change.public_id, code=goal.code,
        state=ChangeState(state).label,
    )  # fmt: skip
    notify(
        act, to=(plan.circle, Part.LEAD, Role.LIAISON), key="change_authorised" if authorise else "change_refused",
        data={"code": goal.code, "number": change.quarter}, door="plans.plan", at={"year": plan.year},
    )  # fmt: skip
    return change


@transaction.atomic
def set_rules(
    act: Act, *, organisation: Organisation, valid_from: dt.date, source: str, bands: Sequence[dict] = USUAL_BANDS,
    decide_days: int = 5, counting: Counting | str = Counting.STARTS, due_days_before: int = 1, due_hour: int = 23,
    is_default: bool = False, ask_days_before: int = 0, entry_days: int | None = None,
) -> RuleSet:  # fmt: skip
    """The rules of the organisation's plan from a date on, never from before the quarter that runs: what a past quarter
    counted stays. A set that begins on the day of another takes its place; both stay on record.

    Raises Refused, Invalid (`valid_from`).
    """
    if not can_plan(act.actor, organisation.home):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))
    first = quarter_starts(act.on.year, quarter_of(act.on))
    reported = organisation.closed_quarters.order_by("-year", "-quarter").first()
    if reported is not None:
        first = max(first, quarter_ends(reported.year, reported.quarter) + dt.timedelta(days=1))
    errors: dict[str, list] = {}
    if not normalise(source):
        errors["source"] = [_("Escriba de dónde sale la regla.")]
    starts = [Decimal(str(b["from"])) for b in bands]
    if not starts or starts != sorted(set(starts)) or any(not b.get("es") for b in bands):
        errors["bands"] = [_("Escriba las bandas de menor a mayor, cada una con su nombre.")]
    if valid_from < first:
        errors["valid_from"] = [
            _("Las reglas nuevas rigen desde el %(day)s o después: nada cambia en los trimestres que pasaron.")
            % {"day": day_said(first)}
        ]
    if errors:
        raise Invalid(errors)
    row = RuleSet.objects.create(
        organisation=organisation, valid_from=valid_from, bands=[{**b, "from": str(b["from"])} for b in bands],
        ask_days_before=ask_days_before, decide_days=decide_days, entry_days=entry_days, counting=counting,
        due_days_before=due_days_before, due_hour=due_hour, source=normalise(source), is_default=is_default,
        set_at=act.at, set_by=act.actor.user[:12],
    )  # fmt: skip
    record(
        act, Happened.RULES_SET, chain=organisation.home.public_id, about=organisation.public_id,
        valid_from=valid_from, what=Counting(row.counting).label,
    )  # fmt: skip
    return row


@transaction.atomic
def put_rest_day(
    act: Act, *, organisation: Organisation, on: dt.date, name: str, level: RestLevel | str, source: str
) -> RestDay:
    """A day on which the office does not work besides the federal ones, with where it is published. Put down by that day
    at the latest: what fell due before it stays. Raises Refused, Invalid."""
    if not can_plan(act.actor, organisation.home):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))
    errors: dict[str, list] = {}
    if on < act.on:
        errors["on"] = [_("Un día inhábil se asienta a más tardar ese día: los plazos que ya corrieron no cambian.")]
    elif not is_working(on, rest_days(organisation, on.year)):
        errors["on"] = [_("Ese día ya es inhábil.")]
    if not normalise(name):
        errors["name"] = [_("Escriba por qué es inhábil.")]
    if level not in RestLevel.values:
        errors["level"] = [_("Elija de quién es el día.")]
    if not normalise(source):
        errors["source"] = [_("Escriba dónde se publicó.")]
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            row = RestDay.objects.create(
                organisation=organisation, on=on, name=normalise(name)[:120], level=level,
                source=normalise(source)[:300], recorded_at=act.at,
            )  # fmt: skip
    except IntegrityError:  # somebody put it down at the same moment
        raise Invalid({"on": [_("Ese día ya es inhábil.")]}) from None
    record(
        act, Happened.REST_DAY_PUT, chain=organisation.home.public_id, about=row.public_id, on=on, name=row.name
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_rest_day(act: Act, *, day: RestDay, reason: str) -> RestDay:
    """A day of rest that is none: it stays on record, and terms run on it again; not once it has passed. Raises Refused
    (`day_over`, `withdrawn`), Invalid."""
    organisation = day.organisation
    if not can_plan(act.actor, organisation.home):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))
    told = normalise(reason)[:300]
    if not told:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if day.on < act.on:
        raise Refused("day_over", _("Ese día ya pasó: los plazos que corrieron con él no cambian."))
    rows = RestDay.objects.filter(pk=day.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=act.at, withdrawn_reason=told):
        raise Refused("withdrawn", _("Ese día ya se había retirado."))
    day.refresh_from_db()
    record(
        act, Happened.REST_DAY_WITHDRAWN, chain=organisation.home.public_id, about=day.public_id, on=day.on, reason=told
    )  # fmt: skip
    return day


@transaction.atomic
def close_quarter(act: Act, *, organisation: Organisation, year: int, quarter: int) -> ClosedQuarter:
    """The report of the quarter was authorised: what it counted stays. Raises Refused."""
    if not can_authorise(act.actor, organisation.home):
        raise Refused("not_authoriser", _("El informe lo autoriza la Presidencia municipal."))
    row, is_new = ClosedQuarter.objects.get_or_create(
        organisation=organisation, year=year, quarter=quarter, defaults={"at": act.at}
    )
    if is_new:
        record(
            act, Happened.QUARTER_CLOSED, chain=organisation.home.public_id, about=organisation.public_id,
            period=f"{year}-T{quarter}",
        )  # fmt: skip
    return row
