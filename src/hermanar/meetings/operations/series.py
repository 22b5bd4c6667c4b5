"""The regulation of a body from a day, and sessions that come back every week."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise

from ..enums import Happened, Numbering, Sector, SessionKind
from ..models import Body, BodyRule, Series, Session
from ..policies import can_convene, can_create_body
from ..queries import next_number, numbered_from, rule_on
from ..rules import days_of_series
from .commitments import FARTHEST
from .shared import _refuse

MOST = 120  # sessions of one series


def _composition(rows: Sequence[dict[str, Any]], errors: dict[str, list]) -> list[dict[str, Any]]:
    clean = []
    for row in rows:
        position, count = normalise(str(row.get("position", ""))), int(row.get("count") or 1)
        if not position:
            continue
        if row.get("sector") not in Sector.values or not 1 <= count <= 99:
            errors["composition"] = [_("Cada lugar lleva cargo, sector y cuántas personas lo ocupan.")]
            continue
        vote = bool(row.get("has_vote", True))
        clean.append({"position": position, "sector": row["sector"], "count": count, "has_vote": vote})
    return clean


def _share(part: int | None, of: int | None, name: str, errors: dict[str, list]) -> None:
    if part is not None and (of is None or not 0 < part <= of):
        errors[name] = [_("La proporción va de más de cero a uno: por ejemplo, 1 de cada 2.")]


@transaction.atomic
def set_rule(
    act: Act, *, body: Body, valid_from: dt.date, seats: int, source: str, quorum: tuple[int, int, bool] = (1, 2, True),
    majority: tuple[int, int, bool] = (1, 2, True), casting_vote: bool = True, notice_hours: int = 48,
    notice_hours_extraordinary: int | None = None, citizens: tuple[int, int] | None = None,
    term_months: int | None = None, ends_with_administration: bool = True, takes_oath: bool = True,
    every_months: int | None = None, numbering: Numbering | str = Numbering.ADMINISTRATION,
    composition: Sequence[dict[str, Any]] = (), remind_days: Sequence[int] = (),
) -> BodyRule:  # fmt: skip
    """What the body's regulation says from a day on; the rule before it ends the day before. Shares are (part, of,
    more than that). A session of before keeps the rule of its day. Raises Refused, Invalid.
    """
    if not (can_convene(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("El reglamento lo asienta la secretaría del órgano o el enlace."))
    errors: dict[str, list] = {}
    if not 1 <= seats <= 999:
        errors["seats"] = [_("Escriba cuántas personas lo integran.")]
    if not normalise(source):
        errors["source"] = [_("Diga de dónde sale: reglamento, acuerdo o práctica.")]
    if numbering not in Numbering.values:
        errors["numbering"] = [_("Diga desde dónde se numeran las sesiones.")]
    _share(quorum[0], quorum[1], "quorum", errors)
    _share(majority[0], majority[1], "majority", errors)
    if citizens is not None:
        _share(citizens[0], citizens[1], "citizens", errors)
    if any(not -FARTHEST.days <= day <= 365 for day in remind_days):
        errors["remind_days"] = [_("Un recordatorio va de 90 días antes a un año después.")]
    seated = _composition(composition, errors)
    if seated and sum(row["count"] for row in seated) != seats:
        errors["composition"] = [_("Los lugares suman otra cosa que el número de integrantes.")]
    if body.rules.filter(valid_from__gte=valid_from).exists():
        errors["valid_from"] = [_("Ya hay un reglamento vigente desde ese día o después.")]
    if errors:
        raise Invalid(errors)
    body.rules.filter(valid_until=None).update(valid_until=valid_from - dt.timedelta(days=1))
    rule = BodyRule.objects.create(
        body=body, valid_from=valid_from, seats=seats, source=normalise(source), is_default=source.startswith("[K]"),
        quorum_share=quorum[0], quorum_of=quorum[1], quorum_is_more_than=quorum[2],
        majority_share=majority[0], majority_of=majority[1], majority_is_more_than=majority[2],
        casting_vote=casting_vote, notice_hours=notice_hours, notice_hours_extraordinary=notice_hours_extraordinary,
        citizens_share=citizens[0] if citizens else None, citizens_of=citizens[1] if citizens else None,
        term_months=term_months, ends_with_administration=ends_with_administration, takes_oath=takes_oath,
        every_months=every_months, numbering=numbering, composition=seated,
        remind_days=sorted(set(remind_days)),
    )  # fmt: skip
    record(act, Happened.RULE_SET, chain=body.circle.public_id, about=body.public_id, body=body.name, on=valid_from)
    return rule


def _numbers(body: Body, kind: str, days: Sequence[dt.date], first: int | None) -> list[tuple[dt.date, int]]:
    """Each day with its number."""
    _rule, row = rule_on(body, days[0])
    if row is None or row.numbering == Numbering.SERIES:
        first = first or 1
    found: list[tuple[dt.date, int]] = []
    since = None
    for on in days:
        starts = numbered_from(body, on)
        if since is None:
            number = first or next_number(body, kind, on)
        else:
            number = found[-1][1] + 1 if starts == since else 1
        found.append((on, number))
        since = starts
    return found


@transaction.atomic
def plan_series(
    act: Act, *, body: Body, weekday: int, at: dt.time, first_on: dt.date, last_on: dt.date,
    kind: SessionKind | str = SessionKind.ORDINARY, place: str = "", every_weeks: int = 1, first_number: int | None = None,
    without: Collection[dt.date] = (),
) -> Series:  # fmt: skip
    """Put down sessions that come back (R3-09): every Monday at nine from a day to another, numbered one after the
    other from `first_number`, or as the regulation counts: each series from one, or after the sessions of the year or
    the administration, beginning again where another one begins. Days past are put down too: whether they were held is told session by session. Raises Refused, Invalid.
    """
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Convoca la secretaría del órgano."))
    errors: dict[str, list] = {}
    if last_on < first_on:
        errors["last_on"] = [_("La serie no puede terminar antes de empezar.")]
    if not 0 <= weekday <= 6:
        errors["weekday"] = [_("Elija el día de la semana.")]
    if kind not in SessionKind.values:
        errors["kind"] = [_("Elija el tipo de sesión.")]
    if not 1 <= every_weeks <= 52:
        errors["every_weeks"] = [_("Escriba cada cuántas semanas, de 1 a 52.")]
    if errors:
        raise Invalid(errors)
    days = days_of_series(first_on, last_on, weekday, every_weeks=every_weeks, without=without)
    if not days:
        raise Invalid(
            {"last_on": [_("Entre esos días no cae ninguna sesión. Amplíe los días o cambie cada cuándo se sesiona.")]}
        )
    if len(days) > MOST:
        raise Invalid({"last_on": [_("Son más de %(most)s sesiones: programe un año a la vez.") % {"most": MOST}]})
    taken = set(body.sessions.filter(held_on__in=days, kind=kind).values_list("held_on", flat=True))
    if taken:
        raise Invalid(
            {"first_on": [_("Ya hay una sesión el %(on)s. Elija otro día.") % {"on": min(taken).isoformat()}]}
        )
    series = Series.objects.create(
        body=body, kind=kind, weekday=weekday, every_weeks=every_weeks, first_on=first_on, last_on=last_on, at=at,
        place=normalise(place),
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(
            body=body, series=series, kind=kind, number=str(number), held_on=on, at=at, place=series.place,
            convened_on=act.on, how=act.actor.how,
        )
        for on, number in _numbers(body, str(kind), days, first_number)
    )  # fmt: skip
    record(
        act, Happened.SERIES_PLANNED, chain=body.circle.public_id, about=body.public_id, body=body.name,
        number=len(days), first_on=days[0], last_on=days[-1],
    )  # fmt: skip
    return series
