"""Advice, campaigns, the instrument, proposals: done, refused, left as they were."""

import datetime as dt

import pytest

from hermanar.coordination.models import Advice, Campaign, Instrument, Invited, Proposal
from hermanar.coordination.operations import (
    answer_advice,
    answer_campaign,
    ask_advice,
    close_campaign,
    draft_campaign,
    end_instrument,
    rate_advice,
    record_campaign_answer,
    record_instrument,
    reply_proposal,
    send_campaign,
    send_proposal,
    withdraw_advice,
    withdraw_proposal,
)
from hermanar.directory.models import Municipality
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from tests import relation

LATER = dt.date(2022, 2, 4)


@pytest.fixture(autouse=True)
def ministry_advises(cast):
    """The ministry's reviewer of the cast is also who advises there."""
    office = cast.offices["reviewer"]
    office.role = "adviser"
    office.save(update_fields=["role"])


def ask(cast, who="liaison", house="municipality", of="state", **more) -> Advice:
    return ask_advice(
        cast.act(who), organisation=cast.organisations[house], of=cast.organisations[of],
        **{"topic": "letter", "subject": "Carta", "question": "¿Cómo se dirige?"} | more,
    )  # fmt: skip


def no(error) -> str:
    return error.value.code


def wrong(error) -> list[str]:
    return list(error.value.errors)


# advice --------------------------------------------------------------------------------------------------------


def test_ask_advice_sets_its_clock_and_tells_the_office(cast):
    row = ask(cast)
    assert (row.state, row.level, row.due_on) == ("asked", "state", dt.date(2022, 2, 10))
    assert row.folio == "AS-VS-2022-0001"
    assert [n.user for n in Notice.objects.filter(key="advice_asked")] == [cast.users["state"]]
    assert ask(cast, of="ministry").level == "federal"


@pytest.mark.parametrize("who", ["mayor", "administrator", "counterpart", "nobody"])
def test_ask_advice_by_another_post_is_refused(cast, who):
    with pytest.raises(Refused) as error:
        ask(cast, who)
    assert (no(error), Advice.objects.count()) == ("may_not_ask", 0)


def test_ask_advice_of_who_does_not_advise_is_invalid(cast):
    with pytest.raises(Invalid) as error:
        ask(cast, of="elsewhere", topic="x", subject=" ", question="")
    assert wrong(error) == ["of", "topic", "subject", "question"]


def test_ask_advice_about_a_case_of_another_is_not_visible(cast):
    case = relation.open_relation(cast, everybody=False)
    assert ask(cast, partnership=case).partnership == case
    with pytest.raises(NotVisible):
        ask(cast, "stranger", "elsewhere", partnership=case)


def test_answer_advice_measures_the_days_and_tells_who_asked(cast):
    row = answer_advice(cast.act("state", LATER), advice=ask(cast), answer="Así.")
    assert (row.state, row.answered_on, (row.answered_on - row.asked_on).days) == ("answered", LATER, 4)
    assert [n.user for n in Notice.objects.filter(key="advice_answered")] == [cast.users["liaison"]]
    line = Entry.objects.get(happened="coordination.advice_answered")
    assert line.data["days"] == 4


@pytest.mark.parametrize("who", ["liaison", "reviewer", "stranger", "registrar"])
def test_answer_advice_by_another_office_is_refused(cast, who):
    row = ask(cast)
    with pytest.raises(Refused) as error:
        answer_advice(cast.act(who), advice=row, answer="Así.")
    assert (no(error), Advice.objects.get().state) == ("may_not_advise", "asked")


def test_answer_advice_twice_or_empty_is_refused(cast):
    row = ask(cast)
    with pytest.raises(Invalid):
        answer_advice(cast.act("state"), advice=row, answer=" ")
    answer_advice(cast.act("state"), advice=row, answer="Uno")
    with pytest.raises(Refused) as error:
        answer_advice(cast.act("state"), advice=Advice.objects.get(), answer="Dos")
    assert (no(error), Advice.objects.get().answer) == ("advice_not_open", "Uno")


def test_rate_advice_is_of_who_asked_once(cast):
    row = ask(cast)
    with pytest.raises(Refused):
        rate_advice(cast.act("liaison"), advice=row, rating=5)
    row = answer_advice(cast.act("state"), advice=row, answer="Así.")
    with pytest.raises(Refused):
        rate_advice(cast.act("state"), advice=row, rating=5)
    with pytest.raises(Invalid):
        rate_advice(cast.act("liaison"), advice=row, rating=6)
    row = rate_advice(cast.act("liaison"), advice=row, rating=4, note="Claro")
    assert (row.state, row.rating, row.rating_note) == ("rated", 4, "Claro")
    with pytest.raises(Refused):
        rate_advice(cast.act("liaison"), advice=row, rating=1)


def test_withdraw_advice_needs_a_reason_and_an_open_question(cast):
    row = ask(cast)
    with pytest.raises(Invalid):
        withdraw_advice(cast.act("liaison"), advice=row, reason="")
    with pytest.raises(Refused):
        withdraw_advice(cast.act("state"), advice=row, reason="No")
    assert withdraw_advice(cast.act("liaison"), advice=row, reason="Ya se supo").state == "withdrawn"
    with pytest.raises(Refused):
        answer_advice(cast.act("state"), advice=Advice.objects.get(), answer="Tarde")


# instrument ----------------------------------------------------------------------------------------------------


def instrument(cast, who="state", **more) -> Instrument:
    return record_instrument(
        cast.act(who), organisation=cast.organisations["state"], **{
            "title": "Convenio de muestra", "signed_on": dt.date(2022, 1, 10), "ministry_post": "Dirección General",
            "state_post": "Gubernatura",
        } | more,
    )  # fmt: skip


def test_record_instrument_keeps_posts_and_validity(cast):
    row = instrument(cast, valid_until=dt.date(2024, 1, 10), office="Coordinación")
    assert (row.ministry_post, row.valid_until, row.circle) == (
        "Dirección General", dt.date(2024, 1, 10), cast.organisations["state"].home,
    )  # fmt: skip


def test_record_instrument_wrong_or_by_another_leaves_nothing(cast):
    with pytest.raises(Invalid) as error:
        instrument(cast, title=" ", state_post="", signed_on=dt.date(2031, 1, 1), valid_until=dt.date(2021, 1, 1))
    assert wrong(error) == ["title", "state_post", "signed_on", "valid_until"]
    for who in ("liaison", "reviewer", "stranger"):
        with pytest.raises(Refused):
            instrument(cast, who)
    assert Instrument.objects.count() == 0


def test_end_instrument_once_with_its_day(cast):
    row = instrument(cast)
    with pytest.raises(Invalid):
        end_instrument(cast.act("state"), instrument=row, on=dt.date(2022, 1, 1), reason="Antes")
    row = end_instrument(cast.act("state"), instrument=row, on=dt.date(2022, 1, 20), reason="Lo sustituye otro")
    assert row.ended_on == dt.date(2022, 1, 20)
    with pytest.raises(Refused):
        end_instrument(cast.act("state"), instrument=row, on=dt.date(2022, 1, 21), reason="Otra vez")


# campaigns -----------------------------------------------------------------------------------------------------


def campaign(cast, *keys: str, purpose="diagnosis", **more) -> Campaign:
    row = draft_campaign(
        cast.act("state"),
        organisation=cast.organisations["state"],
        purpose=purpose,
        title="Diagnóstico",
        text="Conteste",
    )
    if keys:
        chosen = list(Municipality.objects.filter(key__in=keys))
        row = send_campaign(cast.act("state"), campaign=row, municipalities=chosen, **more)
    return row


def test_send_campaign_invites_each_once_and_tells_those_in_the_program(cast):
    row = campaign(cast, "20999", "20067", due_on=dt.date(2022, 3, 1))
    assert (row.state, row.questionnaire, row.sent_on) == ("sent", "diagnosis-2026", dt.date(2022, 1, 31))
    assert {i.municipality_id: bool(i.organisation) for i in row.invited.all()} == {"20999": True, "20067": False}
    assert [n.user for n in Notice.objects.filter(key="campaign_sent")] == [cast.users["liaison"]]
    with pytest.raises(Refused):
        send_campaign(cast.act("state"), campaign=row, municipalities=[Municipality.objects.get(key="20998")])


def test_send_campaign_to_nobody_or_to_another_state_is_invalid(cast):
    row = campaign(cast)
    for chosen in ([], [Municipality.objects.get(key="11008")]):
        with pytest.raises(Invalid) as error:
            send_campaign(cast.act("state"), campaign=row, municipalities=chosen)
        assert wrong(error) == ["municipalities"]
    assert (Invited.objects.count(), Campaign.objects.get().state) == (0, "draft")


def test_answer_campaign_keeps_what_was_answered(cast):
    row = campaign(cast, "20999").invited.get()
    done = answer_campaign(
        cast.act("liaison"), invited=row, response="accepted",
        answers={"has_relations": "yes", "how_many": "2", "papers": "some", "needs": "Un modelo"}, note="Gracias",
    )  # fmt: skip
    assert done.answers == {"has_relations": "yes", "how_many": 2, "papers": "some", "needs": "Un modelo"}
    with pytest.raises(Refused):
        answer_campaign(cast.act("liaison"), invited=done, response="declined")


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"how_many": "dos"}, "q_how_many"), ({"papers": "tal vez"}, "q_papers"), ({}, "")],
)
def test_answer_campaign_with_what_cannot_be_says_where(cast, answers, field):
    row = campaign(cast, "20999").invited.get()
    with pytest.raises(Invalid) as error:
        answer_campaign(cast.act("liaison"), invited=row, response="accepted", answers=answers)
    assert wrong(error) == [field]


def test_answer_campaign_is_of_the_municipality_invited(cast):
    row = campaign(cast, "20999").invited.get()
    for who in ("stranger", "state", "mayor"):
        with pytest.raises(Refused):
            answer_campaign(cast.act(who), invited=row, response="declined")
    assert Invited.objects.get().answered_on is None


def test_record_campaign_answer_is_of_the_state_from_paper(cast):
    row = campaign(cast, "20067").invited.get()
    with pytest.raises(Invalid):
        record_campaign_answer(cast.act("state"), invited=row, response="accepted", on=dt.date(2021, 1, 1))
    done = record_campaign_answer(
        cast.act("state"), invited=row, response="accepted", on=dt.date(2022, 1, 31), answers={"committee": "no"},
        reference="OF-9",
    )  # fmt: skip
    assert (done.how, done.reference, done.answers) == ("recorded", "OF-9", {"committee": "no"})


def test_close_campaign_takes_no_more_answers(cast):
    row = campaign(cast, "20999")
    invited = row.invited.get()
    with pytest.raises(Refused):
        close_campaign(cast.act("liaison"), campaign=row)
    assert close_campaign(cast.act("state"), campaign=row).state == "closed"
    with pytest.raises(Refused) as error:
        answer_campaign(cast.act("liaison"), invited=invited, response="declined")
    assert no(error) == "invitation_answered"


# proposals -----------------------------------------------------------------------------------------------------


def propose(cast, who="liaison", house="municipality", **more) -> Proposal:
    return send_proposal(
        cast.act(who), organisation=cast.organisations[house],
        **{"kind": "agreement", "title": "Reconocimiento de estudios", "text": "Que se acuerde.", "country": "US"} | more,
    )  # fmt: skip


def test_send_proposal_goes_to_the_ministry_and_its_state_reads_it(cast):
    row = propose(cast)
    assert (row.sent_to, row.of_state, row.state) == (
        cast.organisations["ministry"], cast.organisations["state"], "sent",
    )  # fmt: skip
    assert [n.user for n in Notice.objects.filter(key="proposal_sent")] == [cast.users["reviewer"]]
    assert Proposal.objects.for_actor(cast.actor("state")).get() == row
    assert not Proposal.objects.for_actor(cast.actor("stranger")).exists()
    assert propose(cast, "state", "state").of_state is None


def test_send_proposal_wrong_or_by_another_leaves_nothing(cast):
    with pytest.raises(Invalid) as error:
        propose(cast, kind="x", title=" ", text="", country="ZZ")
    assert wrong(error) == ["kind", "title", "text", "country"]
    with pytest.raises(Refused):
        propose(cast, "mayor")
    assert Proposal.objects.count() == 0


def test_reply_proposal_moves_forward_and_an_end_has_its_reason(cast):
    row = reply_proposal(cast.act("reviewer"), proposal=propose(cast), state="considered")
    assert (row.state, row.received_on) == ("considered", dt.date(2022, 1, 31))
    with pytest.raises(Invalid) as error:
        reply_proposal(cast.act("reviewer"), proposal=row, state="not_adopted")
    assert wrong(error) == ["reply"]
    row = reply_proposal(cast.act("reviewer"), proposal=row, state="adopted", reply="Entra en la ronda.")
    assert (row.state, row.reply) == ("adopted", "Entra en la ronda.")
    assert Notice.objects.filter(key="proposal_replied", user=cast.users["liaison"]).count() == 2
    for state in ("considered", "received", "withdrawn"):
        with pytest.raises(Invalid):
            reply_proposal(cast.act("reviewer"), proposal=row, state=state, reply="x")


@pytest.mark.parametrize("who", ["state", "authoriser", "liaison"])
def test_reply_proposal_by_another_is_refused(cast, who):
    with pytest.raises(Refused):
        reply_proposal(cast.act(who), proposal=propose(cast), state="received")


def test_withdraw_proposal_before_its_end(cast):
    row = propose(cast)
    with pytest.raises(Refused):
        withdraw_proposal(cast.act("state"), proposal=row, reason="No")
    assert withdraw_proposal(cast.act("liaison"), proposal=row, reason="Se cambió").state == "withdrawn"
    with pytest.raises(Refused):
        withdraw_proposal(cast.act("liaison"), proposal=Proposal.objects.get(), reason="Otra vez")
