"""Leads: opened, routed, answered, refused, lapsed; hours proposed and taken once."""

import datetime as dt

import pytest

from hermanar.directory.models import Country, Municipality, Seat
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships import operations
from hermanar.partnerships.enums import LeadState
from hermanar.partnerships.models import Lead
from hermanar.partnerships.queries import due_of, get_lead
from tests.cast import STARTS
from tests.kept import kept
from tests.relation import scan_file

TODAY = STARTS.date()


def open_lead(cast, who="consul", **more) -> Lead:
    return operations.open_lead(
        cast.act(who), **{
            "country": Country.objects.get(pk="US"), "foreign_name": "Lakeside", "proposed_place": "La Ribera",
            "zone": "America/Chicago", "municipality": Municipality.objects.get(pk="20999"),
            "contact_email": "alcaldia@example.org", "exercise_at": STARTS,
        } | more,
    )  # fmt: skip


@pytest.fixture
@kept
def lead(cast) -> Lead:
    return open_lead(cast)


@pytest.fixture
@kept
def routed(cast, lead) -> Lead:
    return operations.route_lead(
        cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"],
        state=cast.organisations["state"],
    )  # fmt: skip


def code_of(error) -> str:
    return error.value.code


def happened(lead: Lead) -> list[str]:
    return list(Entry.objects.filter(about=lead.public_id).order_by("seq").values_list("happened", flat=True))


def test_open_lead_by_a_consulate_is_a_draft_in_its_own_circle(cast, lead):
    assert (lead.state, lead.folio, lead.received_on) == (LeadState.DRAFT, "CMM-P-2022-001", TODAY)
    assert list(lead.circle.seats.values_list("part", flat=True)) == ["consul"]
    assert (lead.state_mx_id, lead.proposed_place) == ("20", "La Ribera")
    assert happened(lead) == ["partnerships.lead_opened"]


def test_open_lead_numbers_leads_of_a_house_one_after_the_other(cast, lead):
    assert open_lead(cast).folio == "CMM-P-2022-002"
    assert open_lead(cast, "liaison").folio == "VS-P-2022-001"


def test_open_lead_after_the_thousandth_goes_on_counting(cast, lead):
    Lead.objects.filter(pk=lead.pk).update(folio="CMM-P-2022-999")
    assert open_lead(cast).folio == "CMM-P-2022-1000"
    assert open_lead(cast).folio == "CMM-P-2022-1001"


def test_open_lead_by_a_municipality_sits_as_lead(cast):
    lead = open_lead(cast, "liaison")
    assert list(lead.circle.seats.values_list("part", "organisation__slug")) == [("lead", "villa-serena")]


@pytest.mark.parametrize("who", ["mayor", "state", "reviewer", "counterpart", "nobody", "operator"])
def test_open_lead_by_another_post_is_refused(cast, who):
    with pytest.raises(Refused) as error:
        open_lead(cast, who)
    assert code_of(error) == "lead_not_yours"
    assert Lead.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"foreign_name": "  "}, "foreign_name"),
        ({"proposed_place": "", "municipality": None}, "proposed_place"),
        ({"received_on": TODAY + dt.timedelta(days=1)}, "received_on"),
    ],
)
def test_open_lead_without_what_it_needs_names_the_field(cast, changes, field):
    with pytest.raises(Invalid) as error:
        open_lead(cast, **changes)
    assert list(error.value.errors) == [field]
    assert Lead.objects.count() == 0


def test_open_lead_of_a_consulate_about_a_mexican_city_is_refused_at_the_country(cast):
    mexico = Country.objects.get(pk="MX")
    with pytest.raises(Invalid) as error:
        open_lead(cast, country=mexico, foreign_name="Guadalajara")
    assert (list(error.value.errors), Lead.objects.count()) == (["country"], 0)
    assert open_lead(cast, "liaison", country=mexico, foreign_name="Guadalajara").country_id == "MX"


def test_open_lead_without_named_place_takes_the_municipality(cast):
    assert "Villa Serena" in open_lead(cast, proposed_place="").proposed_place


def test_open_lead_draft_is_seen_by_its_opener_alone(cast, lead):
    assert get_lead(cast.actor("consul"), lead.public_id).pk == lead.pk
    for who in ("liaison", "state", "stranger", "nobody"):
        with pytest.raises(NotVisible):
            get_lead(cast.actor(who), lead.public_id)


def test_route_lead_seats_both_sets_the_clock_and_tells_them(cast, routed):
    assert (routed.state, routed.reply_due_on) == (LeadState.ROUTED, TODAY + dt.timedelta(days=15))
    parts = set(routed.circle.seats.values_list("part", "organisation__slug"))
    assert parts == {("consul", "consulado-milwaukee"), ("overseer", "oaxaca"), ("lead", "villa-serena")}
    told = set(Notice.objects.filter(key="lead_routed").values_list("user__email", flat=True))
    assert told == {"liaison@example.org", "state@example.org"}
    assert get_lead(cast.actor("liaison"), routed.public_id).pk == routed.pk
    with pytest.raises(NotVisible):
        get_lead(cast.actor("stranger"), routed.public_id)


def test_route_lead_twice_gives_one_seat(cast, routed):
    operations.route_lead(
        cast.act("consul"), lead=routed, municipality=cast.organisations["municipality"], reply_days=5
    )
    assert Seat.objects.filter(circle=routed.circle, part="lead").count() == 1
    assert Lead.objects.get(pk=routed.pk).reply_due_on == TODAY + dt.timedelta(days=5)


def test_route_lead_by_somebody_else_is_refused(cast, lead):
    with pytest.raises(Refused) as error:
        operations.route_lead(cast.act("stranger"), lead=lead, municipality=cast.organisations["municipality"])
    assert code_of(error) == "lead_not_yours"


def test_route_lead_to_nobody_is_invalid(cast, lead):
    with pytest.raises(Invalid) as error:
        operations.route_lead(cast.act("consul"), lead=lead)
    assert list(error.value.errors) == ["municipality"]


def test_route_lead_that_was_declined_is_refused(cast, routed):
    operations.decline_lead(cast.act("liaison"), lead=routed, reason="No hay capacidad este año.")
    with pytest.raises(Refused) as error:
        operations.route_lead(cast.act("consul"), lead=routed, state=cast.organisations["state"])
    assert code_of(error) == "lead_closed"


def test_answer_lead_stops_the_clock_and_tells_the_consulate(cast, routed):
    lead = operations.answer_lead(cast.act("liaison"), lead=routed, answer="Hay interés.")
    assert (lead.state, lead.answered_on, lead.answer) == (LeadState.ANSWERED, TODAY, "Hay interés.")
    assert Notice.objects.filter(key="lead_answered", user__email="consul@example.org").count() == 1


@pytest.mark.parametrize("who", ["consul", "mayor", "stranger", "nobody"])
def test_answer_lead_by_another_is_refused(cast, routed, who):
    with pytest.raises(Refused) as error:
        operations.answer_lead(cast.act(who), lead=routed, answer="Hay interés.")
    assert code_of(error) == "lead_not_yours"


def test_answer_lead_without_words_is_invalid(cast, routed):
    with pytest.raises(Invalid) as error:
        operations.answer_lead(cast.act("liaison"), lead=routed, answer=" ")
    assert list(error.value.errors) == ["answer"]


def test_decline_lead_keeps_the_reason(cast, routed):
    lead = operations.decline_lead(cast.act("liaison"), lead=routed, reason="No hay capacidad este año.")
    assert (lead.state, lead.reason) == (LeadState.DECLINED, "No hay capacidad este año.")
    assert happened(lead)[-1] == "partnerships.lead_declined"


@pytest.mark.parametrize("verb", ["decline_lead", "withdraw_lead"])
def test_end_lead_without_reason_is_invalid(cast, routed, verb):
    who = "liaison" if verb == "decline_lead" else "consul"
    with pytest.raises(Invalid) as error:
        getattr(operations, verb)(cast.act(who), lead=routed, reason="  ")
    assert list(error.value.errors) == ["reason"]
    assert Lead.objects.get(pk=routed.pk).state == LeadState.ROUTED


def test_withdraw_lead_by_its_opener(cast, routed):
    assert operations.withdraw_lead(cast.act("consul"), lead=routed, reason="Desistió.").state == LeadState.WITHDRAWN


def test_withdraw_lead_by_the_municipality_is_refused(cast, routed):
    with pytest.raises(Refused) as error:
        operations.withdraw_lead(cast.act("liaison"), lead=routed, reason="Desistió.")
    assert code_of(error) == "lead_not_yours"


def test_answer_lead_that_was_withdrawn_is_refused(cast, routed):
    operations.withdraw_lead(cast.act("consul"), lead=routed, reason="Desistió.")
    with pytest.raises(Refused) as error:
        operations.answer_lead(cast.act("liaison"), lead=routed, answer="Hay interés.")
    assert code_of(error) == "lead_closed"


def test_attach_to_lead_while_it_is_open(cast, routed):
    paper = operations.attach_to_lead(cast.act("consul"), lead=routed, upload=scan_file(), caption="Oficio")
    assert list(routed.attachments.all()) == [paper]
    operations.withdraw_lead(cast.act("consul"), lead=routed, reason="Desistió.")
    routed.refresh_from_db()
    with pytest.raises(Refused) as error:
        operations.attach_to_lead(cast.act("consul"), lead=routed, upload=scan_file())
    assert code_of(error) == "lead_closed"


def test_lapse_leads_runs_on_the_clock_of_the_exercise(cast, routed):
    """The calendar is years ahead of the exercise: the lead is not late there."""
    years_later = cast.act("operator", dt.date(2026, 1, 1))
    assert operations.lapse_leads(years_later) == 0
    circle = routed.circle
    circle.exercise_at = STARTS + dt.timedelta(days=15)
    circle.save(update_fields=["exercise_at"])
    assert operations.lapse_leads(years_later) == 0, "the last day still counts"
    circle.exercise_at = STARTS + dt.timedelta(days=16)
    circle.save(update_fields=["exercise_at"])
    assert operations.lapse_leads(cast.act("operator")) == 1
    assert operations.lapse_leads(cast.act("operator")) == 0
    routed.refresh_from_db()
    assert routed.state == LeadState.LAPSED
    assert happened(routed)[-1] == "partnerships.lead_lapsed"


def test_lapse_leads_of_a_real_relation_runs_on_the_calendar(cast):
    lead = open_lead(cast, exercise_at=None)
    operations.route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    assert operations.lapse_leads(cast.act("operator", TODAY + dt.timedelta(days=16))) == 1


# slots


def slot_at(cast, lead, hours=48, who="consul", **more):
    return operations.propose_slot(cast.act(who), lead=lead, starts_at=STARTS + dt.timedelta(hours=hours), **more)


def test_take_slot_is_for_the_other_side_and_once(cast, routed):
    first, second = slot_at(cast, routed), slot_at(cast, routed, 72)
    with pytest.raises(Refused) as error:
        operations.take_slot(cast.act("consul"), slot=first)
    assert code_of(error) == "slot_own"
    taken = operations.take_slot(cast.act("liaison"), slot=first)
    assert taken.taken_at == STARTS
    for slot in (first, second):
        with pytest.raises(Refused) as error:
            operations.take_slot(cast.act("state"), slot=slot)
        assert code_of(error) == "slot_taken"
    second.refresh_from_db()
    assert second.taken_at is None


@pytest.mark.parametrize(
    ("hours", "more", "field"),
    [(0, {}, "starts_at"), (-1, {}, "starts_at"), (48, {"minutes": 5}, "minutes"), (48, {"minutes": 481}, "minutes")],
)
def test_propose_slot_that_cannot_be_is_invalid(cast, routed, hours, more, field):
    with pytest.raises(Invalid) as error:
        slot_at(cast, routed, hours, **more)
    assert list(error.value.errors) == [field]


def test_propose_slot_at_the_same_hour_is_invalid(cast, routed):
    slot_at(cast, routed)
    with pytest.raises(Invalid) as error:
        slot_at(cast, routed, who="liaison")
    assert list(error.value.errors) == ["starts_at"]
    assert routed.slots.count() == 1


@pytest.mark.parametrize("who", ["stranger", "mayor", "nobody"])
def test_propose_slot_by_another_is_refused(cast, routed, who):
    with pytest.raises(Refused) as error:
        slot_at(cast, routed, who=who)
    assert code_of(error) == "lead_not_yours"


@pytest.mark.parametrize("verb", ["decline_lead", "withdraw_lead"])
def test_propose_slot_on_a_closed_lead_is_refused(cast, routed, verb):
    slot = slot_at(cast, routed)
    who = {"decline_lead": "liaison", "withdraw_lead": "consul"}[verb]
    getattr(operations, verb)(cast.act(who), lead=routed, reason="Sin interés.")
    routed.refresh_from_db()
    with pytest.raises(Refused) as error:
        slot_at(cast, routed, 72)
    assert code_of(error) == "lead_closed"
    slot.refresh_from_db()
    with pytest.raises(Refused) as error:
        operations.take_slot(cast.act("liaison"), slot=slot)
    assert code_of(error) == "lead_closed"
    assert routed.slots.filter(taken_at=None).count() == 1


def test_hour_is_withdrawn_by_who_proposed_it_and_released_by_either_side(cast, routed):
    first = slot_at(cast, routed)
    with pytest.raises(Refused) as error:
        operations.withdraw_slot(cast.act("liaison"), slot=first, reason="No.")
    assert code_of(error) == "slot_not_own"
    with pytest.raises(Invalid) as wrong:
        operations.withdraw_slot(cast.act("consul"), slot=first, reason=" ")
    assert list(wrong.value.errors) == ["reason"]
    operations.withdraw_slot(cast.act("consul"), slot=first, reason="Cambió la agenda.")
    with pytest.raises(Refused) as error:
        operations.take_slot(cast.act("liaison"), slot=first)
    assert code_of(error) == "slot_taken"
    # the same hour may be proposed again, and what was accepted is let go
    again = operations.take_slot(cast.act("liaison"), slot=slot_at(cast, routed))
    operations.withdraw_slot(cast.act("consul"), slot=again, reason="Se enfermó.")
    other = operations.take_slot(cast.act("liaison"), slot=slot_at(cast, routed, 72))
    assert (other.taken_by, again.reason) == (cast.organisations["municipality"], "Se enfermó.")
    assert Notice.objects.filter(user=cast.users["liaison"], key="slot_released").exists()


def test_own_hour_is_accepted_from_what_the_other_side_sent_where_nobody_else_is_on_board(cast):
    lead = open_lead(cast, "liaison")
    slot = slot_at(cast, lead, who="liaison")
    with pytest.raises(Invalid) as wrong:
        operations.take_slot(cast.act("liaison"), slot=slot)
    assert list(wrong.value.errors) == ["proof"]
    taken = operations.take_slot(cast.act("liaison"), slot=slot, proof="Correo del 3 de febrero")
    assert taken.taken_at
    line = Entry.objects.filter(happened="partnerships.slot_taken").get()
    assert line.data["proof"] == "Correo del 3 de febrero"


def test_correct_lead_keeps_what_it_said_and_why(cast, routed):
    told = {"summary": "Otra propuesta.", "contact_post": "Alcaldía", "foreign_name": "Otra ciudad"}
    for who in ("liaison", "state", "stranger"):
        with pytest.raises(Refused) as error:
            operations.correct_lead(cast.act(who), lead=routed, reason="Un dato.", told=told)
        assert (who, code_of(error)) == (who, "lead_not_yours")
    with pytest.raises(Invalid) as wrong:
        operations.correct_lead(cast.act("consul"), lead=routed, reason="Un dato.", told={"summary": ""})
    assert list(wrong.value.errors) == ["reason"]
    operations.correct_lead(cast.act("consul"), lead=routed, reason="Un dato.", told=told)
    routed.refresh_from_db()
    assert (routed.summary, routed.foreign_name) == ("Otra propuesta.", "Lakeside")
    assert routed.corrections == [
        {"on": TODAY.isoformat(), "reason": "Un dato.", "before": {"summary": "", "contact_post": ""}}
    ]


def test_answered_lead_lapses_when_no_case_is_opened_and_is_reopened(cast, routed):
    answered = operations.answer_lead(cast.act("liaison"), lead=routed, answer="Interesa.")
    assert due_of(answered) == TODAY + dt.timedelta(days=60)
    circle = routed.circle
    for days, count in ((60, 0), (61, 1)):
        circle.exercise_at = STARTS + dt.timedelta(days=days)
        circle.save(update_fields=["exercise_at"])
        assert operations.lapse_leads(cast.act("operator")) == count
    routed.refresh_from_db()
    assert routed.state == LeadState.LAPSED
    assert (
        operations.reopen_lead(cast.act("liaison"), lead=routed, reason="Sigue el interés.").state == LeadState.ROUTED
    )
