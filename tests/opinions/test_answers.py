"""The answer to observations goes by way of the state, which passes it on with its own letter; the round waits for nobody."""

import datetime as dt

import pytest

from hermanar.directory.models import Appointment
from hermanar.journal.models import Entry
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Review
from hermanar.opinions.queries.answers import answer_forward_letter, list_to_pass_on, waits_for_state
from hermanar.opinions.queries.letters import who_signs
from tests import relation
from tests.opinions.said import refused, words_of, wrong

WHY = "El oficio no dice qué versión acompaña."


@pytest.fixture
def case(partnership):
    return partnership


@pytest.fixture
def review(cast, case):
    return relation.answer(cast, case, relation.review(cast, case))


def following(case) -> Review:
    return case.reviews.get(round=2)


def test_state_passes_the_answer_on_with_its_own_letter_and_all_are_told(cast, case, review):
    [asked] = Notice.objects.filter(key="answer_to_forward")
    assert (asked.user, asked.at) == (cast.users["state"], {"review": review.public_id})
    assert list_to_pass_on(cast.actor("state")) == [review]
    assert list_to_pass_on(cast.actor("liaison")) == []
    state, on = cast.organisations["state"], cast.at.date()
    signs = who_signs(state, "state_liaison", on, cast.actor("state").appointment)
    shown = answer_forward_letter(review, state, signs, on).content(case, on, cast.actor("state").appointment)
    review = opinions.forward_answer(cast.act("state"), review=review)
    text = words_of(review.forward_issue)
    read = "\n".join(b.text["es"] for b in shown.blocks)
    assert read.split("\n")[2:] == text.split("\n")[2:]  # but for number and day
    assert f"Se turna a esa Secretaría el oficio {review.answer_issue.folio} del " in text
    assert f"las observaciones comunicadas con el oficio {review.issue.folio} del " in text
    assert f"la versión {review.answer_version.number} del proyecto" in text
    assert (review.forwarded_on, review.forward_folio) == (on, review.forward_issue.folio)
    assert review.forward_issue.version.document.issuer == state
    assert "/EE/" in review.forward_folio
    line = case.letters.order_by("pk").last()
    assert (line.owner, line.folio, line.subject) == (
        state, review.forward_folio, "Turno de la respuesta a las observaciones",
    )  # fmt: skip
    told = {(n.user, n.at["review"]) for n in Notice.objects.filter(key="answer_forwarded")}
    assert told == {
        (cast.users["reviewer"], following(case).public_id), (cast.users["liaison"], review.public_id),
    }  # fmt: skip
    entry = Entry.objects.get(happened="opinions.answer_forwarded")
    assert (entry.data["folio"], entry.how) == (review.forward_folio, "in_post")
    assert refused(lambda: opinions.forward_answer(cast.act("state"), review=review)) == "answer_not_there"
    assert list_to_pass_on(cast.actor("state")) == []


def test_opinion_and_later_observations_cite_the_letter_that_passed_the_answer_on(cast, case, review):
    review = opinions.forward_answer(cast.act("state"), review=review)
    opinion = relation.give_opinion(cast, following(case))
    said = f"Lo contestado lo turnó a esta Secretaría el {cast.organisations['state'].name}, con el oficio "
    assert f"{said}{review.forward_folio} del " in words_of(opinion.issue)


def test_the_round_goes_on_without_the_states_letter(cast, case, review):
    opinion = relation.give_opinion(cast, following(case))
    assert opinion.state == "authorised"
    assert "Lo contestado lo turnó" not in words_of(opinion.issue)
    assert not waits_for_state(review)
    assert refused(lambda: opinions.forward_answer(cast.act("state"), review=review)) == "file_ruled"


@pytest.mark.parametrize("who", ["liaison", "mayor", "reviewer", "counterpart", "stranger"])
def test_answer_passed_on_or_sent_back_by_another_is_refused(cast, review, who):
    assert refused(lambda: opinions.forward_answer(cast.act(who), review=review)) == "not_forward"
    assert refused(lambda: opinions.return_answer(cast.act(who), review=review, reason=WHY)) == "not_forward"


def test_letter_that_passes_the_answer_on_is_of_no_day_before_it_and_of_none_to_come(cast, case):
    review = relation.answer(cast, case, relation.review(cast, case))
    later = cast.act("state", cast.at + dt.timedelta(days=5))
    for days in (-1, 6):
        on = review.answered_on + dt.timedelta(days=days)
        assert wrong(lambda on=on: opinions.forward_answer(later, review=review, forwarded_on=on)) == ["forwarded_on"]
    on = review.answered_on + dt.timedelta(days=2)
    assert opinions.forward_answer(later, review=review, forwarded_on=on).forwarded_on == on
    # what cites it is not older than it
    act = cast.act("reviewer", later.at)
    opinion = opinions.propose_opinion(act, review=following(case), sense="favourable", grounds="Procede.")
    authorise = cast.act("authoriser", later.at)
    assert wrong(
        lambda: opinions.authorise_opinion(authorise, opinion=opinion, issued_on=on - dt.timedelta(days=1))
    ) == ["issued_on"]


def test_state_sends_the_answer_back_with_a_reason_and_may_pass_it_on_afterwards(cast, case, review):
    assert wrong(lambda: opinions.return_answer(cast.act("state"), review=review, reason=" ")) == ["reason"]
    review = opinions.return_answer(cast.act("state"), review=review, reason=WHY)
    assert (review.sent_back_on, review.sent_back_reason) == (cast.at.date(), WHY)
    assert Notice.objects.filter(key="answer_returned", user=cast.users["liaison"]).get().data["reason"] == WHY
    assert Entry.objects.get(happened="opinions.answer_returned").data["reason"] == WHY
    assert list_to_pass_on(cast.actor("state")) == []
    assert refused(lambda: opinions.return_answer(cast.act("state"), review=review, reason=WHY)) == "answer_sent_back"
    assert following(case).state == "open"  # the ministry has its copy
    review = opinions.forward_answer(cast.act("state"), review=review)
    assert (bool(review.forward_folio), review.sent_back_reason) == (True, WHY)


def test_answer_that_went_straight_to_the_ministry_is_not_passed_on(cast, case):
    review = relation.review(cast, case)
    type(review.dispatch).objects.filter(pk=review.dispatch_id).update(via_state=False)
    review = relation.answer(cast, case, Review.objects.get(pk=review.pk))
    assert refused(lambda: opinions.forward_answer(cast.act("state"), review=review)) == "answer_not_there"
    assert not Notice.objects.filter(key="answer_to_forward").exists()
    assert Notice.objects.filter(key="observations_answered", user=cast.users["state"]).exists()


def test_round_without_answer_has_nothing_to_pass_on(cast, case):
    review = relation.review(cast, case)
    assert refused(lambda: opinions.forward_answer(cast.act("state"), review=review)) == "answer_not_there"


def test_letter_of_a_state_that_does_not_take_part_is_put_down_from_its_paper(cast, case, review):
    act = cast.act("liaison")
    typed = {"review": review, "folio": "EE/91", "forwarded_on": act.on}
    assert refused(lambda: opinions.record_answer_forward(act, **typed)) == "state_on_board"
    Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=act.at)
    assert wrong(lambda: opinions.record_answer_forward(act, **typed | {"folio": " "})) == ["folio"]
    for days in (-1, 1):
        on = act.on + dt.timedelta(days=days)
        assert wrong(lambda on=on: opinions.record_answer_forward(act, **typed | {"forwarded_on": on})) == [
            "forwarded_on"
        ]
    paper = relation.attachment(cast, case)
    review = opinions.record_answer_forward(act, **typed, attachment=paper)
    assert (review.forward_folio, review.forward_issue, review.forward_paper) == ("EE/91", None, paper)
    assert Entry.objects.get(happened="opinions.answer_forwarded").how == "recorded"
    assert refused(lambda: opinions.record_answer_forward(act, **typed | {"folio": "EE/92"})) == "answer_not_there"
    opinion = relation.give_opinion(cast, following(case))
    assert "con el oficio EE/91 del " in words_of(opinion.issue)


def told_of(cast, key: str) -> set[str]:
    return {name for name, user in cast.users.items() if Notice.objects.filter(user=user, key=key).exists()}


def test_state_takes_back_its_own_letter_and_the_next_takes_its_place(cast, case, review):
    review = opinions.forward_answer(cast.act("state"), review=review)
    first, folio = review.forward_issue, review.forward_folio
    for who in ("liaison", "mayor", "reviewer", "committee", "stranger"):
        told = refused(lambda actor=who: opinions.recall_answer(cast.act(actor), review=review, reason=WHY))
        assert (who, told) == (who, "not_forwarder")
    assert wrong(lambda: opinions.recall_answer(cast.act("state"), review=review, reason=" ")) == ["reason"]
    review = opinions.recall_answer(cast.act("state"), review=review, reason=WHY)
    first.refresh_from_db()
    assert (first.state, review.forward_folio, review.forward_issue) == ("withdrawn", "", None)
    [kept] = review.taken_back.all()
    assert (kept.folio, kept.issue, kept.reason, kept.mistaken) == (folio, first, WHY, False)
    assert Entry.objects.get(happened="opinions.answer_recalled").data["reason"] == WHY
    assert told_of(cast, "answer_recalled") == {"liaison", "mayor", "reviewer", "authoriser"}
    assert list_to_pass_on(cast.actor("state")) == [review]
    assert review.dispatch.forward_issue.state == "in_force"  # the letter with the file is another
    review = opinions.forward_answer(cast.act("state"), review=review)
    first.refresh_from_db()
    assert (first.superseded_by, review.forward_folio == folio) == (review.forward_issue, False)


def test_letter_put_in_the_place_of_one_taken_back_is_not_older_than_that(cast, case, review):
    on = review.answered_on
    review = opinions.forward_answer(cast.act("state"), review=review)
    later = cast.act("state", cast.at + dt.timedelta(days=3))
    review = opinions.recall_answer(later, review=review, reason=WHY)
    assert wrong(lambda: opinions.forward_answer(later, review=review, forwarded_on=on)) == ["forwarded_on"]
    assert opinions.forward_answer(later, review=review).forwarded_on == later.on


def test_letter_that_the_ministry_has_cited_is_not_taken_back(cast, case, review):
    review = opinions.forward_answer(cast.act("state"), review=review)
    relation.give_opinion(cast, following(case))
    assert refused(lambda: opinions.recall_answer(cast.act("state"), review=review, reason=WHY)) == "answer_cited"


def test_forwarding_of_an_answer_put_down_wrongly_is_corrected_and_stays_in_sight(cast, case, review):
    act = cast.act("liaison")
    Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=act.at)
    assert refused(lambda: opinions.correct_answer_forward(act, review=review, reason=WHY)) == "answer_not_recorded"
    paper = relation.attachment(cast, case)
    review = opinions.record_answer_forward(
        act, review=review, folio="EE/19", forwarded_on=act.on, attachment=paper
    )  # fmt: skip
    mayor = cast.act("mayor")
    assert refused(lambda: opinions.correct_answer_forward(mayor, review=review, reason=WHY)) == "state_on_board"
    assert wrong(lambda: opinions.correct_answer_forward(act, review=review, reason="")) == ["reason"]
    review = opinions.correct_answer_forward(act, review=review, reason=WHY)
    [kept] = review.taken_back.all()
    assert (kept.folio, kept.paper, kept.mistaken, review.forward_folio) == ("EE/19", paper, True, "")
    assert Entry.objects.get(happened="opinions.forwarding_corrected").data["reason"] == WHY
    assert Notice.objects.filter(key="forwarding_corrected", user=cast.users["mayor"]).exists()
    review = opinions.record_answer_forward(act, review=review, folio="EE/91", forwarded_on=act.on)
    assert review.forward_folio == "EE/91"


def test_answer_that_a_state_without_account_sent_back_is_put_down_from_its_paper(cast, case, review):
    act = cast.act("liaison")
    typed = {"review": review, "folio": "EE/40", "returned_on": act.on, "reason": WHY}
    assert refused(lambda: opinions.record_answer_return(act, **typed)) == "state_on_board"
    Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=act.at)
    early = act.on - dt.timedelta(days=400)
    asked = wrong(
        lambda: opinions.record_answer_return(act, **typed | {"folio": "", "reason": " ", "returned_on": early})
    )
    assert sorted(asked) == ["folio", "reason", "returned_on"]
    paper = relation.attachment(cast, case)
    review = opinions.record_answer_return(act, **typed, attachment=paper)
    assert (review.sent_back_on, review.sent_back_folio, review.sent_back_paper) == (act.on, "EE/40", paper)
    assert Entry.objects.get(happened="opinions.answer_return_recorded").how == "recorded"
    assert Notice.objects.filter(key="answer_returned", user=cast.users["mayor"]).get().data["reason"] == WHY
    assert refused(lambda: opinions.record_answer_return(act, **typed)) == "answer_not_there"
    assert following(case).state == "open"
    assert wrong(lambda: opinions.correct_answer_return(act, review=review, reason=" ")) == ["reason"]
    assert (
        refused(lambda: opinions.correct_answer_return(cast.act("mayor"), review=review, reason=WHY))
        == "state_on_board"
    )
    review = opinions.correct_answer_return(act, review=review, reason=WHY)
    [kept] = review.taken_back.all()
    assert (kept.folio, kept.forwarded_on, kept.paper, kept.is_return, kept.mistaken) == (
        "EE/40",
        act.on,
        paper,
        True,
        True,
    )
    assert (review.sent_back_on, review.sent_back_folio, review.sent_back_paper) == (None, "", None)
    assert Entry.objects.get(happened="opinions.answer_return_corrected").data["reason"] == WHY
    assert Notice.objects.filter(key="answer_return_corrected", user=cast.users["mayor"]).exists()
    assert (
        refused(lambda: opinions.correct_answer_return(act, review=review, reason=WHY)) == "answer_return_not_recorded"
    )
    review = opinions.record_answer_return(act, **typed | {"review": review, "folio": "EE/44"})
    assert review.sent_back_folio == "EE/44"
    assert (
        opinions.record_answer_forward(act, review=review, folio="EE/41", forwarded_on=act.on).forward_folio == "EE/41"
    )
