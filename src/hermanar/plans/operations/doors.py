"""Heads of units, their personal links, and reminding them (R3-13, R3-26, R3-28)."""

import datetime as dt
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import day_said
from hermanar.directory.queries import zones_of
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.links.models import Link
from hermanar.links.operations import give_link
from hermanar.notices.operations import notify

from ..enums import Happened, LinkFor
from ..models import Headship, Unit, Week
from ..queries import heads_on, lines_to_call, lines_without_agenda, mailboxes_of
from .agendas import STILL_TAKEN, _must_plan

LINK_LASTS = dt.timedelta(days=92)  # [K] a quarter


@transaction.atomic
def name_head(act: Act, *, unit: Unit, holder: str, from_on: dt.date, post: str = "") -> Headship:
    """Who heads a unit from a day on; whoever headed it before ends the day before. Raises Refused, Invalid."""
    _must_plan(act, unit.organisation)
    errors: dict[str, list] = {}
    if not normalise(holder):
        errors["holder"] = [_("Escriba quién encabeza el área.")]
    before = unit.heads.filter(until_on=None).first()
    if from_on > act.on:
        errors["from_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    elif unit.heads.filter(from_on__gte=from_on).exists() or unit.heads.filter(until_on__gte=from_on).exists():
        errors["from_on"] = [_("Ya consta quién encabezaba el área ese día.")]
    if errors:
        raise Invalid(errors)
    if before is not None:
        Headship.objects.filter(pk=before.pk).update(until_on=from_on - dt.timedelta(days=1))
    try:
        with transaction.atomic():
            row = Headship.objects.create(
                unit=unit, holder=normalise(holder)[:160], post=normalise(post)[:200], from_on=from_on
            )
    except IntegrityError:
        raise Refused("head_named", _("Alguien más acaba de asentar quién encabeza el área.")) from None
    record(
        act, Happened.HEAD_NAMED, chain=unit.organisation.home.public_id, about=unit.public_id, unit=unit.name,
        on=from_on,
    )  # fmt: skip
    return row


@transaction.atomic
def end_head(act: Act, *, unit: Unit, until_on: dt.date) -> Headship:
    """The head of a unit leaves: from the next day on it is vacant. Raises Refused (`vacant`), Invalid."""
    _must_plan(act, unit.organisation)
    row = unit.heads.filter(until_on=None).first()
    if row is None:
        raise Refused("vacant", _("El área ya está sin titular."))
    if not row.from_on <= until_on <= act.on:
        raise Invalid({"until_on": [_("La fecha va entre el inicio de la titularidad y hoy.")]})
    Headship.objects.filter(pk=row.pk, until_on=None).update(until_on=until_on)
    row.refresh_from_db()
    record(
        act, Happened.HEAD_ENDED, chain=unit.organisation.home.public_id, about=unit.public_id, unit=unit.name,
        on=until_on + dt.timedelta(days=1),
    )  # fmt: skip
    return row


@transaction.atomic
def give_unit_link(
    act: Act, *, unit: Unit, now: dt.datetime, holder: str = "", email: str = "", lasts: dt.timedelta = LINK_LASTS
) -> tuple[Link, str]:
    """A way for the unit's head or delegate to hand in each week without an account. Returns the link and its token,
    shown once; with an address it is mailed. Raises Refused, Invalid."""
    _must_plan(act, unit.organisation)
    link, token = give_link(
        act, circle=unit.organisation.home, purpose=LinkFor.UNIT, subject=unit.public_id, holder=holder or unit.name,
        lasts=lasts, now=now, email=email,
        message=_("Con este enlace entrega cada semana la agenda de “%(unit)s” y lo que se le pida. Toma dos minutos.")
        % {"unit": unit.name},
    )  # fmt: skip
    record(act, Happened.UNIT_LINKED, chain=unit.organisation.home.public_id, about=unit.public_id, unit=unit.name)
    return link, token


def _still_taken(week: Week, now: dt.datetime) -> dt.timedelta:
    """How long a week's agendas are still taken; nothing or less once it is over."""
    last = week.starts_on + STILL_TAKEN
    return dt.datetime.combine(last, dt.time.max, zones_of(week.organisation).on(last)) - now


def _mailboxes_without_agenda(week: Week) -> list[Unit]:
    """Units through whose mailbox a missing agenda is asked, each once; nobody in an exercise, or once the week is over."""
    if week.organisation.is_exercise:
        return []
    mailboxes = mailboxes_of(week.organisation)
    found = (mailboxes.get(expected.unit_id) for expected in lines_without_agenda(week))
    return sorted({unit.pk: unit for unit in found if unit is not None}.values(), key=lambda unit: unit.pk)


def _mail_links(act: Act, week: Week, now: dt.datetime, units: list[Unit]) -> int:
    """Each mailbox gets a link of its own, until the week is over."""
    lasts = _still_taken(week, now)
    if lasts <= dt.timedelta(0):
        return 0
    for unit in units:
        give_link(
            act, circle=week.circle, purpose=LinkFor.UNIT, subject=unit.public_id, holder=unit.name, lasts=lasts,
            now=now, email=unit.email, message=_asked(week),
        )  # fmt: skip
    return len(units)


@transaction.atomic
def send_week_links(act: Act, *, week: Week, now: dt.datetime) -> int:
    """Mail its link to each unit that has a mailbox and has not handed in; many are written by a job, some at a time.
    Returns to how many. Raises Refused."""
    _must_plan(act, week.organisation)
    units = _mailboxes_without_agenda(week) if _still_taken(week, now) > dt.timedelta(0) else []
    if len(units) > settings.LINKS_AT_ONCE:
        asked = week.public_id, act.actor.user, act.actor.appointment, now.isoformat()
        transaction.on_commit(partial(_enqueue, asked))
    else:
        _mail_links(act, week, now, units)
    record(
        act, Happened.LINKS_SENT, chain=week.circle.public_id, about=week.public_id, week=week.label, number=len(units)
    )
    return len(units)


def _enqueue(asked: tuple[str, ...]) -> None:
    import_string(settings.JOBS["mail_week_links"]).enqueue(*asked)


@transaction.atomic
def mail_week_links(act: Act, *, week: Week, now: dt.datetime, after: int = 0) -> int:
    """The next so many of the links that were asked for, by an office or by the machine's clock. Returns after which unit
    to go on, 0 at the end. Raises Refused."""
    if not (act.channel == Channel.JOB and "operator" in act.actor.roles):
        _must_plan(act, week.organisation)
    units = [unit for unit in _mailboxes_without_agenda(week) if unit.pk > after][: settings.LINKS_AT_ONCE]
    return units[-1].pk if _mail_links(act, week, now, units) else 0


MOST_CALLED = 200  # links handed over at once: their addresses stand on one page


@transaction.atomic
def give_call_links(act: Act, *, week: Week, now: dt.datetime, after: int = 0) -> list[tuple[Unit, Link, str]]:
    """A link for each unit that no mail reaches, until the week is over, for the office to hand over: the first of the
    list, or those after a line's number. Their tokens are nowhere else. Raises Refused (`not_planner`, `week_over`)."""
    _must_plan(act, week.organisation)
    lasts = _still_taken(week, act.at)
    if lasts <= dt.timedelta(0):
        raise Refused("week_over", _("Esa semana ya pasó: asiente lo que llegó en su lista."))
    lines = [line for line in lines_to_call(week) if line.expected.number > after][:MOST_CALLED]
    made = []
    for unit in dict.fromkeys(line.unit for line in lines):
        link, token = give_link(
            act,
            circle=week.circle,
            purpose=LinkFor.UNIT,
            subject=unit.public_id,
            holder=unit.name,
            lasts=lasts,
            now=now,
        )
        made.append((unit, link, token))
    record(
        act, Happened.LINKS_HANDED, chain=week.circle.public_id, about=week.public_id, week=week.label, number=len(made)
    )
    return made


def _asked(week: Week) -> Any:
    due = zones_of(week.organisation).local(week.due_at)
    return _("Se espera la agenda de su área para la semana del %(on)s. Vence el %(due)s. Toma dos minutos.") % {
        "on": day_said(week.starts_on), "due": f"{day_said(due)}, {due:%H:%M}",
    }  # fmt: skip


@transaction.atomic
def remind_weeks(act: Act) -> int:
    """The day before a week's agendas are due tell the liaison and mail the units; once past due tell liaison and mayor
    who is missing and mail the units again. Silence or vacancy of the international office is told by itself. For the
    machine's clock; twice a day does nothing twice. Returns how many weeks were told."""
    told = 0
    soon = act.at + dt.timedelta(days=1)
    weeks = Week.objects.select_related("circle", "organisation").exclude(reminded="after")
    for week in weeks.filter(due_at__lte=soon, due_at__gt=act.at - dt.timedelta(days=21)):
        step = "after" if week.due_at < act.at else "before"
        if week.reminded == step:
            continue
        missing = lines_without_agenda(week)
        vacant = bool(heads_on(week.organisation, week.starts_on, international=True, vacant=True))
        if not Week.objects.filter(pk=week.pk, reminded=week.reminded).update(reminded=step) or not (missing or vacant):
            continue
        due = zones_of(week.organisation).day(week.due_at).isoformat()
        at = {"week": week.public_id}
        for role in [Role.LIAISON, Role.MAYOR] if step == "after" else [Role.LIAISON]:
            to = (week.circle, Part.LEAD, role)
            if missing:
                notify(
                    act, to=to, key="agendas_missing" if step == "after" else "agendas_due",
                    data={"number": len(missing), "title": week.label, "due": due}, door="plans.week", at=at,
                )  # fmt: skip
            if step == "after" and (vacant or any(e.unit.is_international for e in missing)):
                notify(act, to=to, key="international_silent", data={"title": week.label}, door="plans.week", at=at)
        units = _mailboxes_without_agenda(week)
        if len(units) > settings.LINKS_AT_ONCE:  # the clock does not wait for the mails of a large house
            transaction.on_commit(partial(_enqueue, (week.public_id, "", "", act.at.isoformat())))
        else:
            _mail_links(act, week, act.at, units)
        record(
            act, Happened.WEEK_REMINDED, chain=week.circle.public_id, about=week.public_id, week=week.label,
            number=len(missing),
        )  # fmt: skip
        told += 1
    return told
