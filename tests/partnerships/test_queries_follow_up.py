"""Letters without answer by their clocks, reminders told once, and why things stop."""

import datetime as dt

import pytest

from hermanar.directory.models import Circle
from hermanar.kernel.acts import Act, Actor
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import Interruption, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.partnerships.operations import (
    acknowledge_letter,
    enter_letter,
    interrupt_letter,
    interrupt_partnership,
    record_answer,
    remind_letters,
    resume_partnership,
)
from hermanar.partnerships.queries import (
    interruptions,
    letters_to_follow_up,
    list_interrupted_letters,
    list_interrupted_relations,
    signed_since,
)
from hermanar.process.operations import state_fact

LATER = dt.date(2022, 4, 1)  # sixty days after the letter


def move_clock(relation, days: int) -> dt.datetime:
    at = relation.circle.exercise_at + dt.timedelta(days=days)
    Circle.objects.filter(pk=relation.circle_id).update(exercise_at=at)
    return at


def test_letters_to_follow_up_counts_on_the_day_of_the_exercise(cast, relation, sent):
    move_clock(relation, 20)
    (line,) = letters_to_follow_up(cast.actor("liaison"), dt.date(2030, 1, 1))
    assert (line.letter, line.days, line.state, line.acknowledged) == (sent, 20, "first", False)
    assert line.next_on == sent.sent_on + dt.timedelta(days=45)


def test_letters_to_follow_up_keeps_an_acknowledged_one_and_drops_an_answered_one(cast, relation, sent):
    acknowledge_letter(cast.act("liaison", LATER), letter=sent, on=LATER)
    assert [f.acknowledged for f in letters_to_follow_up(cast.actor("liaison"), LATER)] == [True]
    record_answer(
        cast.act("counterpart", LATER), letter=Letter.objects.get(pk=sent.pk), dated_on=LATER, is_affirmative=True
    )
    assert letters_to_follow_up(cast.actor("liaison"), LATER) == []


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_letters_to_follow_up_and_interruptions_of_others_are_not_seen(cast, sent, who):
    interrupt_letter(cast.act("liaison", LATER), letter=sent, code=Interruption.SILENCE, reason="Nada", on=LATER)
    assert letters_to_follow_up(cast.actor(who), LATER) == []
    assert interruptions(cast.actor(who)) == []
    assert list_interrupted_letters(cast.actor(who), "silence") == []


def test_letter_whose_agreement_was_signed_since_waits_for_nothing(cast, relation, sent):
    at = move_clock(relation, 50)
    job = Act(Actor.operator(), at)
    assert [f.letter for f in letters_to_follow_up(cast.actor("liaison"), at.date())] == [sent]
    assert signed_since(sent) is None
    state_fact(
        job, case=relation.case, key="signed", label="Firmado", on=sent.sent_on - dt.timedelta(1), source="a.b:1"
    )
    assert len(letters_to_follow_up(cast.actor("liaison"), at.date())) == 1, (
        "what was signed before the letter settles nothing"
    )
    signed_on = sent.sent_on + dt.timedelta(days=30)
    fact = state_fact(job, case=relation.case, key="signed", label="Firmado", on=signed_on, source="a.b:2")
    assert letters_to_follow_up(cast.actor("liaison"), at.date()) == []
    assert (signed_since(sent), remind_letters(job)) == (signed_on, 0)
    type(fact).objects.filter(pk=fact.pk).update(withdrawn_at=at)
    assert (signed_since(sent), remind_letters(job)) == (None, 1)


def test_remind_letters_tells_each_clock_once(cast, relation, sent):
    job = Act(Actor.operator(), dt.datetime(2022, 1, 31, 12, tzinfo=dt.UTC))
    assert remind_letters(job) == 0
    move_clock(relation, 16)
    assert (remind_letters(job), remind_letters(job)) == (1, 0)
    move_clock(relation, 95)
    assert (remind_letters(job), remind_letters(job)) == (1, 0)
    told = Notice.objects.filter(key="letter_silent").order_by("pk")
    assert [n.data["days"] for n in told] == [15, 90]
    assert {n.user for n in told} == {cast.users["liaison"]}


def test_interruptions_count_letters_and_relations_by_reason_and_each_opens_its_list(cast, relation, sent):
    act = cast.act("liaison", LATER)
    interrupt_letter(act, letter=sent, code=Interruption.NO_COMMITTEE_THERE, reason="Sin comité", on=LATER)
    # one that waited for no answer is in neither, so each number is its list's
    told = enter_letter(
        act, partnership=relation, kind=LetterKind.DISPATCH, issue=None, folio="PM/9", sent_on=LATER, subject="x"
    )
    interrupt_letter(act, letter=told, code=Interruption.NO_COMMITTEE_THERE, reason="Sin comité", on=LATER)
    interrupt_partnership(act, partnership=relation, code=Interruption.CHANGE_HERE, reason="Cambio", on=LATER)
    actor = cast.actor("liaison")
    counted = {r.code: (r.letters, r.relations) for r in interruptions(actor)}
    assert counted == {"no_committee_there": (1, 0), "change_here": (0, 1)}
    assert list_interrupted_letters(actor, "no_committee_there") == [sent]
    (stopped,) = list_interrupted_relations(actor, "change_here")
    assert (stopped.partnership, stopped.on, stopped.reason, stopped.stands) == (relation, LATER, "Cambio", True)


def test_interruptions_of_a_relation_taken_up_again_still_count_once(cast, relation):
    act = cast.act("liaison", LATER)
    for _time in range(2):
        relation.refresh_from_db()
        interrupt_partnership(act, partnership=relation, code=Interruption.SILENCE, reason="Nada", on=LATER)
        relation.case.refresh_from_db()
        resume_partnership(act, partnership=relation, reason="Contestaron", on=LATER)
        relation.case.refresh_from_db()
    actor = cast.actor("liaison")
    assert [(r.code, r.letters, r.relations) for r in interruptions(actor)] == [("silence", 0, 1)]
    assert [r.stands for r in list_interrupted_relations(actor, "silence")] == [False]
