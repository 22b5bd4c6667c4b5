"""Definitions, standing facts and the picture of a case: pure."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from hermanar.kernel.data import read_yaml
from hermanar.process.enums import ENDED, CaseState, MoveKind, StepState
from hermanar.process.rules import (
    MOVES,
    DefinitionError,
    Due,
    FactLine,
    MoveLine,
    due_date,
    parse,
    picture,
    read,
    standing,
    stands,
    state_of,
)

from .conftest import TEXT

DAY = dt.date(2026, 3, 2)


def at(on: dt.date) -> dt.datetime:
    return dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC)


def fact(key: str, on: dt.date = DAY, *, source: str = "a:1", stated: dt.date | None = None, **more) -> FactLine:
    return FactLine(key, on, "day", source, "oficio", at(stated or on), "in_post", {}, **more)


def move(step: str, kind: MoveKind, on: dt.date = DAY, reason: str = "") -> MoveLine:
    return MoveLine(step, kind, on, at(on), "user", "post", "in_post", "", reason)


@pytest.mark.parametrize(
    ("precision", "stated", "before", "since"),
    [
        ("day", dt.date(2019, 12, 16), dt.date(2019, 6, 30), dt.date(2019, 7, 1)),
        ("month", dt.date(2019, 12, 16), dt.date(2019, 7, 30), dt.date(2019, 7, 31)),
        ("quarter", dt.date(2019, 12, 16), dt.date(2019, 9, 29), dt.date(2019, 9, 30)),
        ("year", dt.date(2020, 2, 1), dt.date(2019, 12, 30), dt.date(2019, 12, 31)),
        ("quarter", dt.date(2019, 8, 5), dt.date(2019, 8, 4), dt.date(2019, 8, 5)),  # put down within the quarter
    ],
)
def test_fact_known_by_its_period_is_true_once_it_surely_was(precision, stated, before, since):
    first = dt.date(2019, 1 if precision == "year" else 7, 1)
    line = replace(fact("letter_sent", first, stated=stated), precision=precision)
    assert (stands(line, before), stands(line, since), stands(line)) == (False, True, True)


def test_case_is_what_its_last_turn_made_it_by_the_days_on_which_they_happened():
    stopped = MoveLine("", MoveKind.PAUSED, DAY, at(DAY), "u", "p", "in_post", "silence", "No contestan.")
    later = replace(stopped, kind=MoveKind.RESUMED, on=DAY + dt.timedelta(days=90))
    signed = move("greet", MoveKind.SIGNED_OFF, DAY + dt.timedelta(days=5))
    told = [
        state_of([signed, later, stopped], DAY + dt.timedelta(days=days))[0] for days in (-1, 0, 30, 89, 90)
    ]  # put down in any order
    assert told == [CaseState.OPEN, CaseState.PAUSED, CaseState.PAUSED, CaseState.PAUSED, CaseState.OPEN]
    assert state_of([stopped])[1] == stopped
    assert state_of([signed]) == (CaseState.OPEN, None)


@pytest.mark.parametrize("kind", [MoveKind.PAUSED, MoveKind.CLOSED, MoveKind.REFUSED, MoveKind.WITHDRAWN])
def test_no_term_runs_in_a_case_that_stopped(kind):
    runs = drawn(on=DAY)
    assert [s.key for s in runs.steps if s.due_on]
    stopped = MoveLine("", kind, DAY, at(DAY), "u", "p", "in_post", "", "x")
    assert [s.key for s in drawn(moves=[stopped]).steps if s.due_on or s.is_late] == []


def test_what_stands_before_a_step_that_settles_is_not_what_comes_next():
    definition = parse(TEXT)
    settling = replace(definition, steps=tuple(replace(s, settles=s.key == "sign") for s in definition.steps))
    told = standing([fact("signed")], DAY)
    assert picture(definition, "sre2022", told, [], DAY, DAY).next_step.key == "designate"
    shown = picture(settling, "sre2022", told, [], DAY, DAY)
    assert shown.next_step is None or shown.next_step.key == "thank"
    assert shown.step("designate").is_open  # it can still be done


def drawn(*facts: FactLine, moves=(), on: dt.date = DAY, scheme: str = "sre2022"):
    return picture(parse(TEXT), scheme, standing(facts, on), moves, on, DAY)


@pytest.mark.parametrize(
    ("precision", "since"),
    [("day", dt.date(2022, 7, 1)), ("month", dt.date(2022, 7, 31)), ("quarter", dt.date(2022, 9, 30))],
)  # fmt: skip
def test_a_term_runs_from_the_day_on_which_what_starts_it_is_true(precision, since):
    started = replace(fact("letter_sent", dt.date(2022, 7, 1), stated=dt.date(2022, 12, 16)), precision=precision)
    step = replace(parse(TEXT).steps[0], due=Due("letter_sent", 45))
    assert due_date(step, {"letter_sent": started}, DAY) == since + dt.timedelta(days=45)
    assert due_date(step, {}, DAY) is None


# Definitions


def test_parse_text_gives_steps_in_order_with_what_they_say():
    definition = parse(TEXT)
    assert [s.key for s in definition.steps] == [
        "designate",
        "advice",
        "send_letter",
        "greet",
        "agree",
        "sign",
        "thank",
    ]
    first = definition.step("designate")
    assert (first.fact, first.door, first.signs_off[0].role) == (
        "liaison_designated",
        "partnerships.designation",
        "mayor",
    )
    assert (first.due.start, first.due.days) == ("opened", 10)
    assert definition.step("agree").needs == ("letter_sent",)
    assert definition.step_of_fact("signed").key == "sign"
    assert definition.step_of_fact("announced") is None
    assert [s.key for s in definition.schemes["manual2009"].stages] == ["initiation", "signing"]


def broken(change) -> dict:
    data = read_yaml(TEXT)
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.pop("key"), "definition"),
        (lambda d: d.update(colour="red"), "definition"),
        (lambda d: d.update(steps=[]), "steps"),
        (lambda d: d.update(schemes={}), "schemes"),
        (lambda d: d["title"].pop("en"), "definition"),
        (lambda d: d["steps"].append(dict(d["steps"][0])), "steps"),
        (lambda d: d["steps"][1].update(fact="liaison_designated"), "facts of steps"),
        (lambda d: d["steps"][0]["stage"].pop("manual2009"), "step designate"),
        (lambda d: d["steps"][0]["stage"].update(sre2022="dreaming"), "step designate"),
        (lambda d: d["steps"][0].update(needs=["luck"]), "step designate"),
        (lambda d: d["steps"][0].update(passed_by=["luck"]), "step designate"),
        (lambda d: d["steps"][0].update(needs=["liaison_designated"]), "step designate"),
        (lambda d: d["steps"][0].update(after=["never"]), "step designate"),
        (lambda d: d["steps"][0].update(after=["designate"]), "step designate"),
        (lambda d: d["steps"][0].update(due={"from": "luck", "days": 1}), "step designate"),
        (lambda d: d["steps"][0].update(due={"from": "opened", "days": -1}), "step designate"),
        (lambda d: d["steps"][0].update(signs_off=[{"part": "lead", "role": "king"}]), "step designate"),
        (lambda d: d["steps"][0].update(sign_off=[]), "step designate"),
        (lambda d: d["steps"][0].update(after=["send_letter"]), "step designate"),
        (lambda d: d["steps"][2].update(needs=["text_agreed"]), "step send_letter"),
    ],
)
def test_read_definition_that_does_not_hold_names_the_place(change, where):
    read(read_yaml(TEXT))
    with pytest.raises(DefinitionError) as error:
        read(broken(change))
    assert error.value.where == where


@pytest.mark.parametrize("text", ["", "- a\n- b", "key: [unclosed"])
def test_parse_what_is_no_mapping_is_refused(text):
    with pytest.raises(DefinitionError):
        parse(text)


# Facts


def test_standing_of_two_sources_is_the_earliest_in_the_world():
    late, early = fact("signed", DAY, source="a:1"), fact("signed", DAY - dt.timedelta(9), source="a:2", stated=DAY)
    assert standing([late, early]) == {"signed": early}


def test_standing_after_withdrawal_falls_back_on_the_other_source():
    early = fact("signed", DAY - dt.timedelta(9), source="a:2", withdrawn_on=DAY, withdrawn_at=at(DAY))
    late = fact("signed", DAY, source="a:1")
    assert standing([late, early]) == {"signed": late}
    assert standing([early]) == {}


def test_standing_on_a_day_knows_neither_later_facts_nor_later_withdrawals():
    row = fact("signed", DAY, withdrawn_on=DAY + dt.timedelta(5), withdrawn_at=at(DAY + dt.timedelta(5)))
    assert standing([row], DAY - dt.timedelta(1)) == {}
    assert standing([row], DAY) == {"signed": row}
    assert standing([row], DAY + dt.timedelta(4)) == {"signed": row}
    assert standing([row], DAY + dt.timedelta(5)) == {}


def test_standing_known_by_a_day_is_what_had_been_put_down_by_then():
    known = DAY + dt.timedelta(10)
    row = fact("signed", DAY, stated=known)
    assert standing([row], DAY, known_by=known - dt.timedelta(1)) == {}
    assert standing([row], DAY, known_by=known) == {"signed": row}
    gone = replace(row, withdrawn_on=DAY, withdrawn_at=at(known + dt.timedelta(1)))
    assert standing([gone], known_by=known) == {"signed": gone}
    assert standing([gone], known_by=known + dt.timedelta(1)) == {}


days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
lines = st.builds(
    lambda key, on, stated, source, gone: FactLine(
        key, on, "day", source, "", at(stated), "in_post", {}, gone, at(gone) if gone else None
    ),
    st.sampled_from("abc"),
    days,
    days,
    st.text("xyz", min_size=1, max_size=3),
    st.none() | days,
)


@given(st.lists(lines, max_size=12), st.none() | days, st.none() | days, st.randoms())
def test_standing_does_not_depend_on_the_order_facts_were_put_down(facts, on, known_by, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    one, other = standing(facts, on, known_by), standing(shuffled, on, known_by)
    assert {k: (f.on, f.stated_at, f.source) for k, f in one.items()} == {
        k: (f.on, f.stated_at, f.source) for k, f in other.items()
    }


@given(st.lists(lines, max_size=12), days)
def test_standing_on_a_day_holds_only_facts_true_that_day(facts, on):
    assert all(f.on <= on and (f.withdrawn_on is None or f.withdrawn_on > on) for f in standing(facts, on).values())


# The picture


def test_picture_of_a_new_case_begins_with_the_first_step():
    shown = drawn()
    assert shown.next_step.key == "designate"
    assert shown.stage.key == "identification"
    assert [(s.number, s.done, s.total, s.state) for s in shown.stages] == [
        (1, 0, 2, StepState.NOW),
        (2, 0, 1, StepState.LATER),
        (3, 0, 2, StepState.LATER),
    ]
    assert shown.step("sign").missing == ("text_agreed", "liaison_designated")
    assert shown.step("sign").state is StepState.LATER
    assert shown.step("designate").title == {"es": "Designar el área de enlace", "en": "Designate the liaison office"}


def test_picture_advice_not_taken_holds_nothing():
    shown = drawn(fact("liaison_designated"))
    assert shown.step("advice").state is StepState.NOW
    assert shown.next_step.key == "send_letter"
    assert shown.next_step.after == ()


def test_picture_step_out_of_order_is_later_and_not_blocked():
    shown = drawn()
    assert shown.step("send_letter").state is StepState.LATER
    assert shown.step("send_letter").missing == ()
    assert shown.step("send_letter").after == ("designate",)


def test_picture_with_facts_shows_date_proof_and_full_stages():
    shown = drawn(fact("liaison_designated"), fact("letter_sent"))
    done = shown.step("designate")
    assert (done.state, done.on, done.proof, done.how) == (StepState.DONE, DAY, "oficio", "in_post")
    assert [s.state for s in shown.stages] == [StepState.DONE, StepState.NOW, StepState.LATER]
    assert shown.next_step.key == "agree"
    assert shown.step("greet").state is StepState.NOW


def test_picture_other_scheme_cuts_the_same_steps():
    shown = drawn(fact("liaison_designated"), fact("letter_sent"), scheme="manual2009")
    assert [(s.key, s.done, s.total) for s in shown.stages] == [("initiation", 2, 2), ("signing", 0, 3)]
    assert shown.step("agree").stage == "signing"
    with pytest.raises(KeyError):
        drawn(scheme="manual1999")


def test_picture_step_without_fact_is_done_by_its_signature_until_it_is_returned():
    assert drawn(moves=[move("thank", MoveKind.SIGNED_OFF)]).step("thank").state is StepState.DONE
    moves = [move("thank", MoveKind.SIGNED_OFF), move("thank", MoveKind.RETURNED, reason="Falta el acuse")]
    back = drawn(moves=moves).step("thank")
    assert (back.state, back.returned, back.signed_on) == (StepState.LATER, "Falta el acuse", None)


def test_picture_step_with_fact_is_not_done_by_a_signature_alone():
    shown = drawn(moves=[move("designate", MoveKind.SIGNED_OFF)]).step("designate")
    assert (shown.state, shown.signed_on) == (StepState.NOW, DAY)


def test_picture_waived_step_counts_as_settled_and_its_fact_still_blocks():
    shown = drawn(
        fact("liaison_designated"), moves=[move("send_letter", MoveKind.WAIVED, reason="Ya la hubo en papel")]
    )
    assert (shown.step("send_letter").state, shown.step("send_letter").waived) == (
        StepState.WAIVED,
        "Ya la hubo en papel",
    )
    assert shown.stages[0].state is StepState.DONE
    assert shown.step("agree").missing == ("letter_sent",)
    assert shown.next_step.key == "agree"


def test_picture_moves_of_later_days_are_not_seen():
    later = DAY + dt.timedelta(3)
    assert drawn(moves=[move("thank", MoveKind.SIGNED_OFF, later)]).step("thank").state is StepState.LATER
    assert drawn(moves=[move("thank", MoveKind.SIGNED_OFF, later)], on=later).step("thank").state is StepState.DONE


def test_picture_terms_run_from_opening_or_from_a_fact():
    assert drawn().step("designate").due_on == dt.date(2026, 3, 12)
    assert not drawn(on=dt.date(2026, 3, 12)).step("designate").is_late
    assert drawn(on=dt.date(2026, 3, 13)).step("designate").is_late
    assert drawn().step("agree").due_on is None
    assert drawn(fact("letter_sent")).step("agree").due_on == dt.date(2026, 4, 1)
    assert drawn(fact("liaison_designated")).step("designate").due_on is None


def test_picture_with_everything_done_has_no_next_step():
    facts = [fact(k) for k in ("liaison_designated", "letter_sent", "text_agreed", "signed")]
    shown = drawn(*facts, moves=[move("thank", MoveKind.SIGNED_OFF)])
    assert shown.next_step is None
    assert shown.stage is None
    assert {s.state for s in shown.stages} == {StepState.DONE}


@given(st.sets(st.sampled_from(["liaison_designated", "letter_sent", "text_agreed", "signed", "advice_given"])))
def test_picture_next_step_is_open_and_waited_for_as_long_as_there_is_one(keys):
    shown = drawn(*(fact(k) for k in keys))
    waited = [s for s in shown.steps if s.is_open and not s.optional and not s.advice]
    assert shown.next_step in waited
    assert sum(s.done for s in shown.stages) == sum(1 for s in shown.steps if not s.is_open and not s.advice)


def test_moves_lead_out_of_every_state_and_out_of_an_end_by_reopening_alone():
    assert {state for state, _kind in MOVES} == set(CaseState)
    assert {(state, kind, to) for (state, kind), to in MOVES.items() if state in ENDED} == {
        (state, MoveKind.REOPENED, CaseState.OPEN) for state in ENDED
    }
    assert {kind for _state, kind in MOVES} == set(MoveKind)
