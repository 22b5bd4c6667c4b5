"""What state and ministry did on paper, put down by the liaison who works without them; a file taken back."""

import datetime as dt

import pytest

from hermanar.agreements import operations as agreements
from hermanar.directory.models import Appointment
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Blocked
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import DispatchState, ObservationState, OpinionState, ReviewState
from hermanar.opinions.models import Opinion, Review
from hermanar.opinions.operations import Said
from hermanar.opinions.queries import approved_groups, get_desk, list_reviews, list_taken_back, rulings_on
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from tests import relation
from tests.kept import kept
from tests.opinions.said import refused, wrong

WHY = "Falta un dato por corregir."


@pytest.fixture
@kept
def alone(cast):
    """A relation with nobody of state and ministry, its file sent on paper."""
    case = relation.open_relation(cast, everybody=False)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    return relation.fresh(case)


@pytest.fixture
@kept
def sent(cast, alone):
    act = cast.act("liaison")
    return opinions.record_dispatch(
        act, partnership=alone, version=alone.agreement.agreed_version, folio="PM/052", sent_on=act.on
    )


ONE = Said("art-05", "Precisar.", "es", "Otro texto")


def observations(cast, dispatch, *, folio="CJA/1", rows=(ONE,), **more):
    act = cast.act("liaison")
    return opinions.record_observations(
        act, dispatch=dispatch, folio=folio, **{"dated_on": act.on, "observations": list(rows)} | more
    )


def answered(cast, case, review):
    """Each observation attended to, in a new version, agreed and sent."""
    liaison = cast.act("liaison")
    for row in review.observations.all():
        opinions.answer_observation(liaison, observation=row, accepted=True)
    agreement = relation.fresh(case).agreement
    agreements.reopen_text(liaison, agreement=agreement, reason="Se atiende lo observado.")
    agreement.refresh_from_db()
    block = next(b for b in agreement.document.versions.last().as_content.of_group("art-05") if b.text.get("es"))
    old = block.text["es"].split()[0]
    relation.edit(cast, agreement, block.key, "es", old, f"{old} también")
    version = relation.agree(cast, relation.fresh(case)).agreed_version
    review.refresh_from_db()
    return opinions.submit_answer(cast.act("mayor"), review=review, version=version)


def test_observations_from_paper_are_answered_as_if_they_had_come_by_the_program(cast, alone, sent):
    review = observations(cast, sent, received_by="Persona de Muestra 09", received_on=cast.act("liaison").on)
    assert (review.state, review.round, review.folio, review.how) == (ReviewState.OBSERVED, 1, "CJA/1", "recorded")
    assert [r.pk for r in list_reviews(cast.actor("liaison"), alone)] == [review.pk]
    content = review.version.as_content
    assert approved_groups(review) == set(content.groups()) - {"art-05"}
    assert Entry.objects.filter(happened="opinions.observations_recorded").get().data["folio"] == "CJA/1"
    assert refused(lambda: observations(cast, sent, folio="CJA/2")) == "round_observed"
    with pytest.raises(Blocked) as no:
        opinions.submit_answer(cast.act("mayor"), review=review, version=review.version)
    assert [b.code for b in no.value.blockers] == ["observations_unanswered"]
    second = answered(cast, alone, review)
    assert (second.round, second.dispatch, second.state) == (2, sent, ReviewState.OPEN)
    assert get_desk(second).open == ("art-05",)
    assert wrong(lambda: observations(cast, sent)) == ["folio"]
    again = observations(cast, sent, folio="CJA/2", rows=[Said("art-05", "Todavía falta.")])
    assert (again.pk, again.state) == (second.pk, ReviewState.OBSERVED)
    third = answered(cast, alone, again)
    opinion = opinions.record_opinion(
        cast.act("liaison"), partnership=relation.fresh(alone), sense="favourable", number="D-1",
        issued_on=cast.act("liaison").on, version=third.version,
    )  # fmt: skip
    third.refresh_from_db()
    assert (opinion.review, third.state) == (third, ReviewState.CLOSED)
    assert Fact.OPINION_FAVOURABLE in standing_facts(alone.case)
    assert refused(lambda: observations(cast, sent, folio="CJA/3")) == "file_ruled"


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"folio": " "}, ["folio"]),
        ({"dated_on": dt.date(2099, 1, 1)}, ["dated_on"]),
        ({"dated_on": dt.date(1999, 1, 1)}, ["dated_on"]),
        ({"received_on": dt.date(1999, 1, 1)}, ["received_on"]),
        ({"rows": []}, ["observations"]),
        ({"rows": [Said("art-99", "Precisar.")]}, ["observations"]),
        ({"rows": [Said("art-05", "Precisar.", "fr")]}, ["observations"]),
        ({"rows": [Said("art-05", " ")]}, ["observations"]),
    ],
)
def test_observations_that_cannot_be_are_refused_at_their_field(cast, sent, more, fields):
    assert wrong(lambda: observations(cast, sent, **more)) == fields
    assert not Review.objects.exists()


def test_observations_put_down_wrongly_are_corrected_and_put_down_again(cast, alone, sent):
    review = observations(cast, sent)
    assert wrong(lambda: opinions.correct_observations(cast.act("liaison"), review=review, reason=" ")) == ["reason"]
    opinions.correct_observations(cast.act("liaison"), review=review, reason=WHY)
    review.refresh_from_db()
    sent.refresh_from_db()
    assert (review.state, review.reason, sent.state) == (ReviewState.CORRECTED, WHY, DispatchState.FORWARDED)
    assert rulings_on(cast.actor("liaison"), review.version.document.kind) == []
    right = observations(cast, sent, rows=[Said("art-06", "Precisar.")])
    assert (right.round, review.round) == (1, 1)
    assert "art-05" in approved_groups(right)
    assert refused(lambda: opinions.correct_observations(cast.act("liaison"), review=review, reason=WHY)) == (
        "observations_not_recorded"
    )


def test_return_from_paper_takes_the_fact_back_and_another_file_is_prepared(cast, alone, sent):
    act = cast.act("liaison")
    common = {"dispatch": sent, "returned_on": act.on}
    assert wrong(lambda: opinions.record_return(act, **common, folio="", reason=" ")) == ["folio", "reason"]
    observations(cast, sent)
    row = opinions.record_return(act, **common, folio="CJA/7", reason=WHY)
    assert (row.state, row.returned_folio, row.returned_on) == (DispatchState.RETURNED, "CJA/7", act.on)
    assert Fact.DISPATCHED not in standing_facts(alone.case)
    assert Review.objects.get().state == ReviewState.UNANSWERED
    assert opinions.prepare_dispatch(act, partnership=relation.fresh(alone)).state == DispatchState.PREPARED


def test_paper_of_an_office_on_board_is_not_put_down_for_it(cast):
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    row, act = relation.dispatch(cast, case), cast.act("liaison")
    assert refused(lambda: observations(cast, row)) == "ministry_on_board"
    assert refused(lambda: opinions.record_return(act, dispatch=row, folio="X", returned_on=act.on, reason=WHY)) == (
        "office_on_board"
    )
    assert (
        refused(lambda: opinions.record_forward(act, dispatch=row, folio="X", forwarded_on=act.on)) == "state_on_board"
    )


def test_file_that_waits_for_a_state_that_left_is_passed_on_from_its_paper(cast):
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, case))
    Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=cast.act("liaison").at)
    act = cast.act("liaison")
    assert wrong(lambda: opinions.record_forward(act, dispatch=row, folio="", forwarded_on=act.on)) == ["folio"]
    row = opinions.record_forward(act, dispatch=row, folio="EE/77", forwarded_on=act.on)
    assert (row.state, row.forward_folio) == (DispatchState.FORWARDED, "EE/77")
    assert Fact.DISPATCHED in standing_facts(case.case)


def test_forwarding_put_down_wrongly_is_corrected_until_something_of_the_ministry_rests_on_it(cast, file):
    act = cast.act("liaison")
    ends = Appointment.objects.filter(
        pk__in=[cast.appointments[who].pk for who in ("state", "reviewer", "authoriser", "registrar")]
    )
    assert refused(lambda: opinions.correct_forwarding(act, dispatch=file, reason=WHY)) == "state_on_board"
    ends.update(ended_at=act.at)
    assert refused(lambda: opinions.correct_forwarding(act, dispatch=file, reason=WHY)) == "forwarding_not_recorded"
    paper = relation.attachment(cast, file.partnership)
    row = opinions.record_forward(act, dispatch=file, folio="EE/7", forwarded_on=act.on, attachment=paper)
    assert wrong(lambda: opinions.correct_forwarding(act, dispatch=row, reason=" ")) == ["reason"]
    row = opinions.correct_forwarding(act, dispatch=row, reason=WHY)
    assert (row.state, row.forward_folio, row.forward_paper) == (DispatchState.SENT, "", None)
    [gone] = list_taken_back(row)
    assert (gone.folio, gone.paper, gone.reason, gone.mistaken) == ("EE/7", paper, WHY, True)
    assert Fact.DISPATCHED not in standing_facts(file.partnership.case)
    assert Entry.objects.get(happened="opinions.forwarding_corrected").data["reason"] == WHY
    assert Notice.objects.filter(key="forwarding_corrected", user=cast.users["mayor"]).exists()
    row = opinions.record_forward(act, dispatch=row, folio="EE/77", forwarded_on=act.on)
    assert Fact.DISPATCHED in standing_facts(file.partnership.case)
    observations(cast, row)
    row.refresh_from_db()
    assert refused(lambda: opinions.correct_forwarding(act, dispatch=row, reason=WHY)) == "forwarding_not_recorded"


@pytest.fixture
@kept
def file(cast):
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    return opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, case))


def test_file_is_taken_back_by_who_sent_it_and_another_is_prepared(cast, file):
    case = file.partnership
    for who in ("state", "reviewer", "committee", "counterpart", "stranger"):
        told = refused(lambda actor=who: opinions.recall_dispatch(cast.act(actor), dispatch=file, reason=WHY))
        assert (who, told) == (who, "not_sender")
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    proposed = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    row.refresh_from_db()
    assert wrong(lambda: opinions.recall_dispatch(cast.act("mayor"), dispatch=row, reason="")) == ["reason"]
    Notice.objects.all().delete()
    opinions.recall_dispatch(cast.act("mayor"), dispatch=row, reason=WHY)
    row.refresh_from_db()
    review.refresh_from_db()
    proposed.refresh_from_db()
    assert (row.state, row.returned_reason) == (DispatchState.RECALLED, WHY)
    assert (review.state, proposed.state) == (ReviewState.ENDED, OpinionState.RETURNED)
    assert refused(lambda: opinions.authorise_opinion(cast.act("authoriser"), opinion=proposed)) == "opinion_closed"
    assert Fact.DISPATCHED not in standing_facts(case.case)
    # a round that nobody outside the ministry had seen stays its own
    assert list_reviews(cast.actor("liaison"), case) == []
    assert {"state", "reviewer"} <= {n for n, u in cast.users.items() if Notice.objects.filter(user=u).exists()}
    assert relation.dispatch(cast, case).state == DispatchState.FORWARDED


def test_file_on_which_the_ministry_ruled_is_not_taken_back(cast, file):
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    relation.give_opinion(cast, opinions.receive_dispatch(cast.act("reviewer"), dispatch=row))
    row.refresh_from_db()
    assert refused(lambda: opinions.recall_dispatch(cast.act("liaison"), dispatch=row, reason=WHY)) == "file_ruled"
    assert refused(lambda: opinions.return_dispatch(cast.act("reviewer"), dispatch=row, reason=WHY)) == "file_ruled"
    assert Opinion.objects.get().state == OpinionState.AUTHORISED


def test_returned_file_leaves_no_round_to_go_on_with(cast, file):
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    note = opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    opinions.send_observations(cast.act("reviewer"), review=review)
    row.refresh_from_db()
    opinions.return_dispatch(cast.act("reviewer"), dispatch=row, reason=WHY)
    note.refresh_from_db()
    assert Review.objects.get().state == ReviewState.UNANSWERED
    assert note.state == ObservationState.SENT
    assert refused(lambda: opinions.answer_observation(cast.act("liaison"), observation=note, accepted=True)) == (
        "review_closed"
    )


def test_state_takes_back_its_own_forwarding_until_the_ministry_receives_it(cast, file):
    case = file.partnership
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    first, folio = row.forward_issue, row.forward_folio
    for who in ("liaison", "mayor", "reviewer", "committee", "stranger"):
        told = refused(lambda actor=who: opinions.recall_forwarding(cast.act(actor), dispatch=row, reason=WHY))
        assert (who, told) == (who, "not_forwarder")
    assert wrong(lambda: opinions.recall_forwarding(cast.act("state"), dispatch=row, reason=" ")) == ["reason"]
    Notice.objects.all().delete()
    row = opinions.recall_forwarding(cast.act("state"), dispatch=row, reason=WHY)
    first.refresh_from_db()
    assert (row.state, row.forward_folio, row.forward_issue) == (DispatchState.SENT, "", None)
    assert (first.state, row.issue.state) == ("withdrawn", "in_force")
    assert Fact.DISPATCHED not in standing_facts(case.case)
    [kept] = list_taken_back(row)
    assert (kept.folio, kept.issue, kept.reason) == (folio, first, WHY)
    assert Entry.objects.get(happened="opinions.forwarding_recalled").data["reason"] == WHY
    told = {n for n, u in cast.users.items() if Notice.objects.filter(user=u, key="forwarding_recalled").exists()}
    assert told == {"liaison", "mayor", "reviewer", "authoriser"}
    assert refused(lambda: opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)) == "dispatch_not_forwarded"
    # forwarded again: another letter, in the place of the one that has no effect
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    first.refresh_from_db()
    assert (row.state, first.superseded_by) == (DispatchState.FORWARDED, row.forward_issue)
    assert Fact.DISPATCHED in standing_facts(case.case)
    opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    row.refresh_from_db()
    assert (
        refused(lambda: opinions.recall_forwarding(cast.act("state"), dispatch=row, reason=WHY)) == "file_at_ministry"
    )


def test_forwarding_put_down_from_its_paper_is_not_the_states_to_take_back(cast, sent):
    assert refused(lambda: opinions.recall_forwarding(cast.act("state"), dispatch=sent, reason=WHY)) == "not_forwarder"


@pytest.mark.parametrize("again", ["observations", "opinion"])
def test_withdrawn_opinion_leaves_its_round_open_for_the_reviewer(cast, file, again):
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    first = relation.give_opinion(cast, review)
    Notice.objects.all().delete()
    opinions.withdraw_opinion(cast.act("authoriser"), opinion=first, reason=WHY)
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert Entry.objects.filter(happened="opinions.review_reopened", about=review.public_id).count() == 1
    told = {n for n, u in cast.users.items() if Notice.objects.filter(user=u, key="review_reopened").exists()}
    assert told == {"liaison", "mayor", "state", "reviewer"}
    if again == "opinion":
        second = relation.give_opinion(cast, review)
        first.issue.refresh_from_db()
        assert standing_facts(row.partnership.case)[Fact.OPINION_FAVOURABLE].data["number"] == second.number
        assert first.issue.superseded_by == second.issue
    else:
        opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
        opinions.send_observations(cast.act("reviewer"), review=review)
        review.refresh_from_db()
        assert review.state == ReviewState.OBSERVED
        assert Fact.OPINION_FAVOURABLE not in standing_facts(row.partnership.case)


def test_withdrawn_opinion_of_a_text_that_went_on_leaves_its_round_closed(cast, file):
    row = opinions.forward_dispatch(cast.act("state"), dispatch=file)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    first = relation.give_opinion(cast, review, "unfavourable")
    agreement = relation.fresh(row.partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason=WHY)
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, row.partnership)
    relation.dispatch(cast, relation.fresh(row.partnership))
    opinions.withdraw_opinion(cast.act("authoriser"), opinion=first, reason=WHY)
    review.refresh_from_db()
    assert review.state == ReviewState.CLOSED
