"""What is put down after its quarter closed is marked, told by the next report, and moves nothing of the one before."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.plans import operations as plans
from hermanar.plans.queries import compliance_of, late_facts, rest_days, weeks_counted
from hermanar.reports.queries import compose
from hermanar.reports.queries.late import late_told
from tests.files.hostile import pdf
from tests.plans.test_operations import DAY, D, make_goal, make_week

MARCH, MAY = dt.date(2022, 3, 7), dt.date(2022, 5, 2)
SECOND = (dt.date(2022, 4, 1), dt.date(2022, 6, 30))


def ally(act, house, partner, on=dt.date(2022, 3, 10), **more):
    return plans.put_alliance(
        act, organisation=house, partner=partner, partner_kind="school", areas=["health"], agreed_on=on, **more
    )


def test_what_came_after_its_quarter_closed_is_told_by_the_next_report_and_by_no_other(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", dt.date(2022, 3, 1))
    known = make_week(cast, "Turismo", "Cultura", starts_on=MARCH, act=act)
    first, second = known.expected.all()
    plans.hand_in(act, expected=first, text="Feria")
    plans.state_count(act, organisation=house, month=dt.date(2022, 2, 1), number=90, source="Oficio 1")
    in_time = ally(cast.act("liaison", dt.date(2022, 3, 11)), house, "Universidad")
    cabinet = meetings.create_body(act, organisation=house, kind="cabinet", name="Gabinete", seats=1, source="R")
    session = meetings.convene_session(act, body=cabinet, kind="ordinary", number="3", held_on=dt.date(2022, 3, 28))
    plans.close_quarter(cast.act("mayor", dt.date(2022, 4, 8)), organisation=house, year=2022, quarter=1)
    before = compose(house, 2022, 1, cast.act("liaison", dt.date(2022, 4, 9)).at, None)["late"]
    may = cast.act("liaison", MAY)
    plans.hand_in(may, expected=second, received_on=dt.date(2022, 3, 6))
    late = make_week(cast, "Turismo", "Cultura", starts_on=dt.date(2022, 3, 14), act=may)
    plans.hand_in(may, expected=late.expected.first(), received_on=dt.date(2022, 3, 13))  # told with its list
    for number in (100, 100):  # the same again is the same one
        plans.state_count(may, organisation=house, month=dt.date(2022, 2, 1), number=number, source="Oficio 2")
    ally(may, house, "Escuela Normal")
    ally(may, house, "Instituto", on=dt.date(2022, 4, 20))  # of the quarter that runs
    paper = store_upload(
        may, circle=house.home, upload=SimpleUploadedFile("c.pdf", pdf(), "application/pdf"), expect=Expect.PDF
    )
    plans.document_alliance(may, alliance=in_time, document="Convenio 1", attachment=paper)
    plans.withdraw_alliance(may, alliance=in_time, reason="Era otra escuela")
    meetings.hold_session(may, session=session, present=[])
    told = compose(house, 2022, 2, may.at, None)
    assert (before, told["late_in_all"]) == ([], 7)
    assert [late_told(row, "es") for row in told["late"]] == [
        "enero–marzo de 2022: lista de la semana 11 de 2022, con 2 áreas. Asentada el 2 de mayo de 2022.",
        "enero–marzo de 2022: agenda de Cultura, semana 10 de 2022, recibida el 6 de marzo de 2022. Asentada el 2 de mayo de 2022.",
        "enero–marzo de 2022: las agendas declaradas de febrero de 2022 pasan de 90 a 100. Asentado el 2 de mayo de 2022: Oficio 2",
        "enero–marzo de 2022: alianza con Escuela Normal, del 10 de marzo de 2022. Asentada el 2 de mayo de 2022.",
        "enero–marzo de 2022: documento de la alianza con Universidad. Agregado el 2 de mayo de 2022: Convenio 1",
        "enero–marzo de 2022: se retira la alianza con Universidad. Retirada el 2 de mayo de 2022: Era otra escuela",
        "enero–marzo de 2022: sesión de gabinete 3, del 28 de marzo de 2022. Asentada el 2 de mayo de 2022.",
    ]
    assert compose(house, 2022, 3, may.at, None)["late"] == []
    assert [c.number for c in house.stated_counts.all()] == [90, 100]

    def asked():
        with CaptureQueriesContext(connection) as queries:
            late_facts(house, *SECOND)
        return len(queries)

    few = asked()
    ally(may, house, "Colegio")
    assert asked() == few <= 10


def test_days_for_entries_make_late_what_comes_after_them_before_any_report(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    plans.set_rules(act, organisation=house, valid_from=DAY, source="L", entry_days=5)
    for on in (dt.date(2022, 4, 7), dt.date(2022, 4, 8)):
        ally(cast.act("liaison", on), house, f"Escuela {on.day}")
    assert [fact.what for fact in late_facts(house, *SECOND)] == ["Escuela 8"]


def test_week_stays_in_the_quarter_in_which_it_was_due_whatever_comes_later(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    plans.set_rules(act, organisation=house, valid_from=DAY, source="L", counting="received")
    week = make_week(cast, "Turismo", "Cultura", starts_on=dt.date(2022, 3, 28))
    first, second = week.expected.all()
    plans.hand_in(cast.act("liaison", dt.date(2022, 3, 27)), expected=first, text="Feria")
    now = cast.act("liaison", MAY).at
    before = [len(weeks_counted(house, 2022, q, now)) for q in (1, 2)]
    plans.hand_in(cast.act("liaison", dt.date(2022, 4, 2)), expected=second, received_on=dt.date(2022, 4, 1))
    assert before == [len(weeks_counted(house, 2022, q, now)) for q in (1, 2)] == [1, 0]
    assert compliance_of(house, 2022, 1, now).delivered == 2


def test_rest_days_of_the_place_move_the_days_for_asking_and_never_those_that_ran(cast):
    goal, house = make_goal(cast), cast.organisations["municipality"]
    act, last = cast.act("liaison", DAY), dt.date(2022, 3, 31)
    said = {"organisation": house, "level": "state", "source": "Periódico Oficial"}
    day = plans.put_rest_day(act, on=last, name="Aniversario del estado", **said)
    for wrong, field in (
        ({"on": last, "name": "Otra vez"}, "on"), ({"on": dt.date(2022, 3, 12), "name": "Sábado"}, "on"),
        ({"on": dt.date(2022, 2, 11), "name": "Ayer"}, "on"), ({"on": dt.date(2022, 3, 30), "name": " "}, "name"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=field):
            plans.put_rest_day(act, **(said | wrong))
    with pytest.raises(Refused, match="not_planner"):
        plans.put_rest_day(cast.act("mayor", DAY), on=dt.date(2022, 3, 30), name="Feria", **said)
    with pytest.raises(Refused, match="quarter_closed"):
        plans.request_change(cast.act("liaison", last), goal=goal, quarter=1, after=D(4), reason="Tarde")
    before = cast.act("liaison", dt.date(2022, 3, 30))
    assert plans.request_change(before, goal=goal, quarter=1, after=D(4), reason="Más").decide_by == dt.date(2022, 4, 7)
    assert plans.withdraw_rest_day(before, day=day, reason="Se laboró").withdrawn_at is not None
    assert last not in rest_days(house, 2022)
    with pytest.raises(Refused, match="withdrawn"):
        plans.withdraw_rest_day(before, day=day, reason="Otra vez")


def test_goal_is_worded_anew_and_what_it_said_stays_in_the_journal(cast):
    goal, act = make_goal(cast), cast.act("liaison", DAY)
    plans.correct_goal(act, goal=goal, name="Alianzas nuevas", verification="Convenios", measure="alianzas")
    goal.refresh_from_db()
    assert (goal.name, goal.measure, goal.programmed) == ("Alianzas nuevas", "alianzas", 8)
    told = Entry.objects.filter(happened="plans.goal_worded").order_by("pk")
    assert [(e.data["before"], e.data["after"]) for e in told] == [
        ("—", "Alianzas nuevas"), ("—", "Convenios"), ("alianza", "alianzas")
    ]  # fmt: skip
    with pytest.raises(Invalid, match="name"):
        plans.correct_goal(act, goal=goal, name="Alianzas nuevas", verification="Convenios")
    with pytest.raises(Refused, match="goal_reported"):
        plans.correct_goal(cast.act("liaison", MAY), goal=goal, measure="reuniones")


def test_a_rest_day_that_two_put_down_at_once_is_said_in_a_sentence(cast, monkeypatch):
    act, house = cast.act("liaison", DAY), cast.organisations["municipality"]
    said = {"organisation": house, "level": "state", "source": "Periódico Oficial", "on": dt.date(2022, 3, 31)}
    plans.put_rest_day(act, name="Aniversario", **said)
    # the other one had not been read yet when the question was asked
    monkeypatch.setattr("hermanar.plans.operations.figures.rest_days", lambda *_: frozenset())
    with pytest.raises(Invalid) as no:
        plans.put_rest_day(act, name="Aniversario", **said)
    assert [str(s) for s in no.value.errors["on"]] == ["Ese día ya es inhábil."]
    assert house.rest_days.count() == 1


def test_a_count_of_the_same_paper_is_the_same_one_whatever_another_said_since(cast):
    act, house = cast.act("liaison", DAY), cast.organisations["municipality"]
    said = {"organisation": house, "month": dt.date(2022, 1, 1)}
    first = plans.state_count(act, number=10, source="Informe A", **said)
    later = plans.state_count(act, number=12, source="Informe B", **said)
    assert plans.state_count(act, number=10, source="Informe A", **said) == first
    assert list(house.stated_counts.order_by("pk")) == [first, later]
