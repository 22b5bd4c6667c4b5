"""Units: heads with dates, links, what is asked of them in a week, and how they comply."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.errors import Invalid, Refused
from hermanar.links.models import Link
from hermanar.links.queries import actor_of
from hermanar.notices.models import Notice
from hermanar.plans import operations as plans
from hermanar.plans.enums import Head
from hermanar.plans.models import Unit, Week
from hermanar.plans.queries import (
    compliance_by_unit,
    compliance_of,
    heads_on,
    international_alarm,
    lines_to_call,
    list_units,
    picture_of,
    tasks_of,
)
from hermanar.plans.tasks import mail_week_links
from tests.web.forms import html_of, post

from .test_operations import DAY, make_goal, make_week

MONDAY = dt.date(2022, 2, 21)


def by_link(cast, unit, day=DAY):
    link, _token = plans.give_unit_link(cast.act("liaison", DAY), unit=unit, now=timezone.now())
    at = dt.datetime.combine(day, dt.time(12), cast.at.tzinfo)
    return Act(actor_of(link, day), at, Channel.LINK)


def test_head_has_dates_and_leaves_a_vacancy(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    unit = plans.put_unit(act, organisation=house, name="Internacional", is_international=True)
    assert heads_on(house, DAY) == {unit.pk: Head.UNSTATED}
    plans.name_head(act, unit=unit, holder="Persona de Muestra 1", from_on=dt.date(2022, 1, 1))
    plans.name_head(act, unit=unit, holder="Persona de Muestra 2", from_on=dt.date(2022, 2, 1))
    assert [(h.holder[-1], h.until_on) for h in unit.heads.all()] == [("2", None), ("1", dt.date(2022, 1, 31))]
    with pytest.raises(Invalid, match="from_on"):
        plans.name_head(act, unit=unit, holder="Persona de Muestra 3", from_on=dt.date(2022, 1, 15))
    plans.end_head(act, unit=unit, until_on=DAY)
    assert heads_on(house, DAY) == {unit.pk: Head.HELD}
    assert heads_on(house, MONDAY, international=True, vacant=True) == {unit.pk: Head.VACANT}
    assert international_alarm(house, MONDAY) == (True, False)
    with pytest.raises(Refused, match="vacant"):
        plans.end_head(act, unit=unit, until_on=DAY)


def test_unit_is_renamed_and_hangs_from_another_but_never_in_a_ring(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    top = plans.put_unit(act, organisation=house, name="Seguridad")
    low = plans.put_unit(act, organisation=house, name="Vecinal", parent=top)
    plans.put_unit(act, organisation=house, unit=low, name="Seguridad Vecinal", parent=top)
    assert [u.name for u in top.children.all()] == ["Seguridad Vecinal"]
    for wrong in ({"unit": top, "name": "Seguridad", "parent": low}, {"unit": low, "name": "Seguridad"}):
        with pytest.raises(Invalid):
            plans.put_unit(act, organisation=house, **wrong)


def test_area_that_is_there_already_is_not_put_anew_and_an_old_ring_ends(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    top = plans.put_unit(act, organisation=house, name="Seguridad", kind="entity", valid_from=DAY)
    low = plans.put_unit(act, organisation=house, name="Vecinal", parent=top)
    kept = Unit.objects.filter(pk=top.pk).values().get()
    for again in ({}, {"parent": low}):
        with pytest.raises(Invalid, match="name"):
            plans.put_unit(act, organisation=house, name=" Seguridad ", **again)
    assert Unit.objects.filter(pk=top.pk).values().get() == kept
    week = plans.open_week(act, organisation=house, starts_on=MONDAY, units=[(low, "unstated")])
    line = week.expected.select_related("unit__parent", "unit__organisation__home", "week").get()
    Unit.objects.filter(pk=top.pk).update(parent=low)  # as earlier versions let it be put
    other = plans.put_unit(act, organisation=house, name="Salud")
    with pytest.raises(Refused, match="not_yours"):
        plans.hand_in(by_link(cast, other), expected=line, text="No es mía")
    house.__class__.objects.filter(pk=house.pk).update(is_exercise=False)
    week.organisation.refresh_from_db()
    assert plans.send_week_links(act, week=week, now=act.at) == 0
    assert [u.name for u in list_units(house)] == ["Salud", "Seguridad", "Vecinal"]
    plans.put_unit(act, organisation=house, unit=Unit.objects.get(pk=top.pk), name="Seguridad", kind="entity")
    assert [u.name for u in list_units(house)] == ["Seguridad", "Vecinal", "Salud"]


def test_holder_of_a_units_link_hands_in_for_it_and_for_what_hangs_from_it_alone(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    top = plans.put_unit(act, organisation=house, name="Seguridad")
    low = plans.put_unit(act, organisation=house, name="Vecinal", parent=top)
    other = plans.put_unit(act, organisation=house, name="Salud")
    week = plans.open_week(
        act, organisation=house, starts_on=MONDAY, units=[(u, "unstated") for u in (top, low, other)],
        deliverables={"redes": "Redes"},
    )  # fmt: skip
    guest = by_link(cast, top)
    own, sub, foreign = week.expected.select_related("unit__parent", "unit__organisation__home", "week")
    for expected in (own, sub):
        plans.hand_in(guest, expected=expected, text="Lunes: reunión")
    plans.hand_in(guest, expected=own, deliverable="redes", text="Tres notas")
    with pytest.raises(Refused, match="not_yours"):
        plans.hand_in(guest, expected=foreign, text="No es mía")
    with pytest.raises(Refused, match="not_yours"):
        plans.hand_in(guest, expected=sub, deliverable="redes", text="Ayer", received_on=DAY)
    with pytest.raises(Refused, match="week_over"):
        plans.hand_in(by_link(cast, low, MONDAY + dt.timedelta(days=9)), expected=sub, deliverable="redes", text="Ya")
    assert [(t.expected.unit.name, t.is_done) for t in tasks_of(top, DAY)] == [("Vecinal", False), ("Seguridad", True)]
    plans.ask_deliverable(act, week=week, name="Presentación")
    assert not any(t.is_done for t in tasks_of(top, DAY))
    with pytest.raises(Invalid, match="name"):
        plans.ask_deliverable(act, week=week, name="presentación")


def test_compliance_is_told_by_unit_week_and_month(cast):
    week = make_week(cast, "Turismo", "Cultura", starts_on=dt.date(2022, 2, 28))
    make_week(cast, "Turismo", "Cultura", starts_on=dt.date(2022, 3, 7))
    plans.hand_in(cast.act("liaison", DAY), expected=week.expected.first(), text="Feria")
    now = cast.act("liaison", dt.date(2022, 3, 8)).at
    found = compliance_of(cast.organisations["municipality"], 2022, 1, now)
    assert [(u.name, u.delivered, u.expected, len(u.missed)) for u in found.units] == [
        ("Turismo", 1, 2, 1), ("Cultura", 0, 2, 2)
    ]  # fmt: skip
    assert [(f"{m:%m}", *n) for m, *n in found.months] == [("02", 2, 1, 0), ("03", 2, 0, 0)]
    assert (found.expected, found.delivered, found.late, found.average) == (4, 1, 0, 0.5)
    before = compliance_of(cast.organisations["municipality"], 2022, 1, cast.act("liaison", dt.date(2022, 3, 1)).at)
    assert before.expected == 2  # what is not due yet is not missing


def test_clock_mails_units_their_link_and_tells_of_the_international_office(cast):
    house = cast.organisations["municipality"]
    Organisation.objects.filter(pk=house.pk).update(is_exercise=False)
    house.home.__class__.objects.filter(pk=house.home_id).update(exercise_at=None)
    make_week(cast, "Internacional", is_international=True, email="area@example.org")
    week = Week.objects.select_related("circle", "organisation__home").get()
    after = cast.act("operator", dt.datetime(2022, 2, 21, 12, tzinfo=cast.at.tzinfo))
    assert plans.remind_weeks(after) == 1
    keys = sorted(Notice.objects.values_list("key", flat=True).distinct())
    assert {"agendas_missing", "international_silent"} <= set(keys)
    assert plans.send_week_links(cast.act("liaison", DAY), week=week, now=after.at) == 1
    assert set(Link.objects.values_list("purpose", "subject", "email")) == {
        ("plans.unit", week.expected.get().unit.public_id, "area@example.org")
    }
    assert Link.objects.count() == 2  # each message carries a link of its own


def test_links_to_many_units_are_mailed_by_a_job_some_at_a_time(cast, settings, django_capture_on_commit_callbacks):
    settings.LINKS_AT_ONCE = 2
    house = cast.organisations["municipality"]
    Organisation.objects.filter(pk=house.pk).update(is_exercise=False)
    house.home.__class__.objects.filter(pk=house.home_id).update(exercise_at=None)
    names = ("Turismo", "Cultura", "Obras", "Salud", "Deporte")
    make_week(cast, *names)
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(email=f"area{unit.pk}@example.org")
    week = Week.objects.select_related("circle", "organisation__home").get()
    act = cast.act("liaison", DAY)
    with django_capture_on_commit_callbacks() as asked:
        assert plans.send_week_links(act, week=week, now=act.at) == 5
    assert Link.objects.count() == 0
    assert len(asked) == 1
    with pytest.raises(Refused, match="not_planner"):
        plans.mail_week_links(cast.act("mayor", DAY), week=week, now=act.at)
    told = (week.public_id, act.actor.user, act.actor.appointment, act.at.isoformat())
    assert mail_week_links.call(*told) == 3
    assert set(Link.objects.values_list("holder", flat=True)) == set(names)
    assert Link.objects.count() == 5


def test_clock_leaves_the_links_of_a_large_house_to_the_job(cast, settings, django_capture_on_commit_callbacks):
    settings.LINKS_AT_ONCE = 2
    house = cast.organisations["municipality"]
    Organisation.objects.filter(pk=house.pk).update(is_exercise=False)
    house.home.__class__.objects.filter(pk=house.home_id).update(exercise_at=None)
    week = make_week(cast, "Turismo", "Cultura", "Obras")
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(email=f"area{unit.pk}@example.org")
    before = cast.act("operator", week.due_at - dt.timedelta(hours=3))
    with django_capture_on_commit_callbacks():
        assert plans.remind_weeks(before) == 1
    assert Link.objects.count() == 0
    assert mail_week_links.call(week.public_id, "", "", before.at.isoformat()) == 2
    assert Link.objects.count() == 3


def test_links_of_a_unit_are_given_by_the_liaison_alone(cast):
    unit = make_week(cast, "Turismo").expected.get().unit
    with pytest.raises(Refused, match="not_planner"):
        plans.give_unit_link(cast.act("mayor", DAY), unit=unit, now=timezone.now())


def test_units_hang_at_any_depth_and_each_answers_for_what_is_below(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    top = plans.put_unit(act, organisation=house, name="Secretaría", email="arriba@example.org")
    alone = plans.put_unit(act, organisation=house, name="Aparte")
    mid = plans.put_unit(act, organisation=house, name="Dirección", parent=top)
    low = plans.put_unit(act, organisation=house, name="Departamento", parent=mid)
    assert [u.name for u in list_units(house)] == ["Secretaría", "Dirección", "Departamento", "Aparte"]
    with pytest.raises(Invalid, match="parent"):
        plans.put_unit(act, organisation=house, unit=top, name="Secretaría", parent=low)
    plans.put_unit(act, organisation=house, unit=mid, name="Dirección", parent=alone)  # with what hangs from it
    assert [u.name for u in list_units(house)] == ["Secretaría", "Aparte", "Dirección", "Departamento"]
    week = plans.open_week(act, organisation=house, starts_on=MONDAY, units=[(low, "unstated")])
    line = week.expected.select_related("unit__parent", "unit__organisation__home", "week").get()
    assert [[t.expected.unit.name for t in tasks_of(u, DAY)] for u in (top, alone)] == [[], ["Departamento"]]
    with pytest.raises(Refused, match="not_yours"):
        plans.hand_in(by_link(cast, top), expected=line, text="No cuelga de aquí")
    plans.hand_in(by_link(cast, alone), expected=line, text="Lunes: reunión")
    assert tasks_of(alone, DAY)[0].is_done


@pytest.mark.parametrize(("counting", "quarters"), [("starts", [0, 1]), ("received", [1, 0])])
def test_compliance_is_counted_where_the_rule_says(cast, counting, quarters):
    house = cast.organisations["municipality"]
    plans.set_rules(
        cast.act("liaison", DAY), organisation=house, valid_from=DAY, source="L", counting=counting, due_days_before=4
    )
    week = make_week(cast, "Turismo", starts_on=dt.date(2022, 4, 4))  # due on 31 March
    plans.hand_in(cast.act("liaison", dt.date(2022, 3, 31)), expected=week.expected.get(), text="Feria")
    now = cast.act("liaison", dt.date(2022, 5, 2)).at
    found = [compliance_of(house, 2022, q, now) for q in (1, 2)]
    assert [c.delivered for c in found] == quarters
    assert [len(compliance_by_unit(house, 2022, q)) for q in (1, 2)] == quarters
    months = [f"{m:%m}" for c in found for m, *_n in c.months]
    assert months == (["04"] if counting == "starts" else ["03"])


def test_light_of_a_quarter_is_of_what_the_quarter_programmed(cast):
    goal = make_goal(cast)
    plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=Decimal(2))
    row = picture_of(goal.activity.component.plan, 1).components[0]
    assert (row.percent, row.of_quarter, row.band["key"]) == (25, 100, "good")


def test_units_no_mail_reaches_are_listed_to_call_with_a_link_to_hand_over(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    mailed = plans.put_unit(act, organisation=house, name="Turismo", email="turismo@example.org")
    below = plans.put_unit(act, organisation=house, name="Museos", parent=mailed)  # told through what it hangs from
    alone = plans.put_unit(act, organisation=house, name="Mercados")
    done = plans.put_unit(act, organisation=house, name="Panteones")
    plans.name_head(act, unit=alone, holder="Persona de Muestra 7", post="Jefatura", from_on=DAY)
    units = [(u, Head.UNSTATED) for u in (mailed, below, alone, done)]
    week = plans.open_week(act, organisation=house, starts_on=MONDAY, units=units)
    plans.hand_in(act, expected=week.expected.get(unit=done), received_on=DAY)
    (row,) = lines_to_call(week)
    assert (row.unit, row.head, row.post) == (alone, "Persona de Muestra 7", "Jefatura")
    with pytest.raises(Refused, match="not_planner"):
        plans.give_call_links(cast.act("state", DAY), week=week, now=timezone.now())
    ((unit, link, token),) = plans.give_call_links(act, week=week, now=timezone.now())
    assert (unit, link.subject, link.email, bool(token)) == (alone, alone.public_id, "", True)
    assert plans.give_call_links(act, week=week, now=timezone.now(), after=3) == []
    over = cast.act("liaison", MONDAY + dt.timedelta(days=8))
    with pytest.raises(Refused, match="week_over"):
        plans.give_call_links(over, week=week, now=timezone.now())


def test_week_says_who_is_to_be_called_and_shows_their_links_once(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison")
    monday = act.on + dt.timedelta(days=7 - act.on.weekday())
    unit = plans.put_unit(act, organisation=house, name="Mercados")
    week = plans.open_week(act, organisation=house, starts_on=monday, units=[(unit, Head.UNSTATED)])
    door = reverse("web:agendas:to_call", args=[week.public_id])
    client = cast.client("liaison")
    assert "1 área por llamar" in html_of(client.get(reverse("web:agendas:week", args=[week.public_id])))
    assert "1 área no tiene correo" in html_of(client.get(reverse("web:agendas:send_links", args=[week.public_id])))
    assert "sin titular asentado" in html_of(client.get(door))
    shown = html_of(post(client, door))
    assert "/enlace/" in shown
    assert "No se envió por correo: entréguelo usted." in shown
    again = html_of(client.get(door))
    assert ("tiene enlace hasta" in again, "/enlace/<" in again) == (True, False)
