"""What was put down of a letter wrongly: corrected where it stands, or taken off the register; what it said stays."""

import datetime as dt

import pytest

from hermanar.directory.models import Country
from hermanar.journal.queries import list_lines_about
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Interruption, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.partnerships.queries import correctable, funnel, get_letter, letters_to_follow_up, list_corrections
from hermanar.process.queries import standing_facts
from tests import relation as relations
from tests.kept import kept

WHY = "Se leyó mal el papel."
SENT = dt.date(2021, 9, 1)


def put_down(cast, **more) -> Letter:
    told = {
        "owner": cast.organisations["municipality"], "kind": LetterKind.INTENT, "direction": Direction.OUT,
        "dated_on": SENT, "folio": "VS/009/2021", "city": "Cedar Falls", "subdivision": "Iowa",
    } | more  # fmt: skip
    return operations.record_letter(cast.act("liaison"), **told)


def correct(cast, letter, who="liaison", reason=WHY, **said):
    return operations.correct_letter(cast.act(who), letter=letter, reason=reason, said=said)


@pytest.fixture
@kept
def letter(cast) -> Letter:
    return put_down(cast)


@pytest.fixture
@kept
def of_case(cast) -> Letter:
    return put_down(
        cast, owner=None, partnership=relations.open_relation(cast, everybody=False), city="", subdivision=""
    )


def test_paper_is_corrected_and_what_it_said_stays(cast, letter):
    assert correctable(letter) == ("dated_on", "precision", "folio", "subject")
    before = letter.due_on
    correct(cast, letter, dated_on=dt.date(2021, 7, 1), precision="quarter", folio="VS/008/2021", subject="Feria")
    letter.refresh_from_db()
    assert (letter.dated_on, letter.sent_on, letter.folio) == (dt.date(2021, 7, 1), dt.date(2021, 7, 1), "VS/008/2021")
    assert (before, letter.due_on, letter.touched_on) == (
        dt.date(2021, 10, 16), dt.date(2021, 11, 14), dt.date(2021, 9, 30)
    )  # fmt: skip
    (row,) = list_corrections(letter)
    assert (row.reason, row.on, {n: w for n, w, _now in row.changed}) == (
        WHY, cast.at.date(), {"dated_on": "2021-09-01", "precision": "day", "folio": "VS/009/2021", "subject": ""}
    )  # fmt: skip
    assert list_lines_about(letter.public_id)[-1].happened == "partnerships.letter_corrected"
    put_down(cast, folio="VS/009/2021", city="Ames")  # the number that it never had is free
    with pytest.raises(Refused, match="folio_used"):
        put_down(cast, folio="VS/008/2021", city="Ames")


def test_term_that_somebody_gave_stays(cast, letter):
    operations.complete_letter(cast.act("liaison"), letter=letter, due_on=dt.date(2021, 12, 24))
    correct(cast, letter, dated_on=dt.date(2021, 8, 1))
    assert Letter.objects.get().due_on == dt.date(2021, 12, 24)


def test_acknowledgment_and_interruption_are_corrected_or_taken_back(cast, letter):
    act = cast.act("liaison")
    operations.acknowledge_letter(act, letter=letter, on=dt.date(2021, 9, 20))
    correct(cast, letter, acknowledged_on=dt.date(2021, 9, 21))
    letter.refresh_from_db()
    assert (letter.state, letter.acknowledged_on) == ("acknowledged", dt.date(2021, 9, 21))
    operations.interrupt_letter(act, letter=letter, code=Interruption.SILENCE, reason="x", on=dt.date(2021, 12, 1))
    correct(cast, letter, interruption=Interruption.CHANGE_THERE, interrupted_on=dt.date(2021, 11, 1))
    letter.refresh_from_db()
    assert (letter.interruption, letter.interrupted_on) == ("change_there", dt.date(2021, 11, 1))
    operations.resume_letter(act, letter=letter, reason="x")
    correct(cast, letter, acknowledged_on=None)
    letter.refresh_from_db()
    assert (letter.state, letter.acknowledged_on) == ("sent", None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"dated_on": dt.date(2023, 1, 1)}, "dated_on"),
        ({"dated_on": dt.date(2021, 9, 30)}, "dated_on"),  # acknowledged before
        ({"acknowledged_on": dt.date(2021, 8, 1)}, "acknowledged_on"),
        ({"folio": ""}, "folio"),
        ({"folio": "x" * 61}, "folio"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast, letter, said, field):
    operations.acknowledge_letter(cast.act("liaison"), letter=letter, on=dt.date(2021, 9, 20))
    with pytest.raises(Invalid) as no:
        correct(cast, letter, **said)
    assert list(no.value.errors) == [field]


def test_who_may_not_what_does_not_change_and_no_reason_are_refused(cast, letter):
    with pytest.raises(Refused, match="not_liaison"):
        correct(cast, letter, who="mayor", folio="VS/010/2021")
    with pytest.raises(Refused, match="nothing_corrected"):
        correct(cast, letter, folio="VS/009/2021", city="Ames")
    with pytest.raises(Invalid):
        correct(cast, letter, folio="VS/010/2021", reason=" ")
    with pytest.raises(Refused, match="not_liaison"):
        operations.withdraw_letter(cast.act("mayor"), letter=letter, reason=WHY)


def test_fact_of_a_case_is_stated_anew(cast, of_case):
    case = of_case.partnership.case
    assert standing_facts(case)["letter_sent"].on == SENT
    correct(cast, of_case, dated_on=dt.date(2021, 8, 15))
    fact = standing_facts(case)["letter_sent"]
    assert (fact.on, fact.proof) == (
        dt.date(2021, 8, 15),
        "Carta de intención, oficio VS/009/2021, 15 de agosto de 2021",
    )
    gone = case.facts.exclude(withdrawn_at=None).get(key="letter_sent")
    assert (gone.on, gone.withdrawn_on, gone.data["mistaken"]) == (SENT, SENT, True)


def test_yes_that_was_a_no_stops_the_case(cast, of_case):
    answer = operations.record_answer(
        cast.act("liaison"), letter=of_case, dated_on=dt.date(2021, 10, 1), precision="month", is_affirmative=True
    )
    answer.refresh_from_db()
    assert (answer.precision, standing_facts(of_case.partnership.case)["letter_answered"].data["affirmative"]) == (
        "month", True
    )  # fmt: skip
    correct(cast, answer, is_affirmative=False)
    case = of_case.partnership.case
    case.refresh_from_db()
    assert (case.state, standing_facts(case)["letter_answered"].data["affirmative"]) == ("paused", False)


def test_letter_put_down_by_mistake_leaves_lists_counts_and_case(cast, of_case):
    actor, on = cast.actor("liaison"), cast.at.date()
    answer = operations.record_answer(
        cast.act("liaison"), letter=of_case, dated_on=dt.date(2021, 10, 1), is_affirmative=True
    )
    with pytest.raises(Refused, match="letter_has_others"):
        operations.withdraw_letter(cast.act("liaison"), letter=of_case, reason=WHY)
    operations.withdraw_letter(cast.act("liaison"), letter=answer, reason="Contestaba otra carta.")
    of_case.refresh_from_db()
    assert (of_case.state, set(standing_facts(of_case.partnership.case))) == ("sent", {"letter_sent", "triaged"})
    assert [f.letter for f in letters_to_follow_up(actor, on)] == [of_case]
    operations.withdraw_letter(cast.act("liaison"), letter=of_case, reason=WHY)
    assert (Letter.objects.count(), Letter.every.count(), funnel(actor).whole.sent) == (0, 2, 0)
    assert "letter_sent" not in standing_facts(of_case.partnership.case)
    with pytest.raises(NotVisible):
        get_letter(actor, of_case.public_id)
    kept = get_letter(actor, of_case.public_id, withdrawn=True)
    assert (kept.withdrawn_on, list_corrections(kept)[0].reason, correctable(kept)) == (on, WHY, ())
    with pytest.raises(NotVisible):
        get_letter(cast.actor("mayor"), of_case.public_id, withdrawn=True)
    put_down(cast, folio="VS/009/2021", city="Ames")  # its number is free
    with pytest.raises(Refused, match="letter_not_recorded"):
        operations.withdraw_letter(cast.act("liaison"), letter=kept, reason=WHY)


def test_letter_issued_here_is_not_taken_off_but_the_day_it_went_out_is_corrected(cast):
    letter = operations.draft_letter_to(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INVITATION, city="Lakeside",
        country=Country.objects.get(pk="US"), subdivision="Wisconsin",
        motivations={"es": "La feria del libro.", "en": "The book fair."},
    )  # fmt: skip
    assert correctable(letter) == ()
    operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
    letter.refresh_from_db()
    operations.record_sent(cast.act("liaison"), letter=letter, sent_on=letter.dated_on, sent_by="correo")
    letter.refresh_from_db()
    assert correctable(letter) == ("sent_on",)
    with pytest.raises(Refused, match="letter_not_recorded"):
        operations.withdraw_letter(cast.act("liaison"), letter=letter, reason=WHY)
    with pytest.raises(Invalid) as no:
        correct(cast, letter, sent_on=letter.dated_on - dt.timedelta(days=1))
    assert list(no.value.errors) == ["sent_on"]
