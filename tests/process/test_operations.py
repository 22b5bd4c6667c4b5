"""The engine's verbs: what they do, what they refuse, what blocks them."""

import datetime as dt

import pytest

from hermanar.journal.queries import get_head, list_lines, verify
from hermanar.kernel.acts import Act, Actor, How
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.process import operations as ops, queries
from hermanar.process.enums import CaseState, MoveKind, StepState
from hermanar.process.models import Case, Definition, Fact, Move

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 2)


def state(act, case, key, **more):
    values = {"label": f"hecho {key}", "on": DAY, "source": f"app.thing:{key}", **more}
    return ops.state_fact(act, case=case, key=key, **values)


def happened(case) -> list[str]:
    return [line.happened for line in reversed(list_lines(case.circle.public_id))]


# Definitions


def test_ensure_definition_twice_keeps_one(act, text, definition):
    again = ops.ensure_definition(act(), key="friendship", text=text)
    assert again == definition
    assert Definition.objects.count() == 1
    assert len([line for line in list_lines("house") if line.happened == "process.definition_loaded"]) == 1


def test_ensure_definition_with_another_text_is_another_version(act, text, definition):
    other = ops.ensure_definition(act(), key="friendship", text=text + "\n# una nota\n")
    assert other.pk != definition.pk
    assert Definition.objects.count() == 2


def test_ensure_definition_of_another_process_or_not_one_is_invalid(act, text):
    with pytest.raises(Invalid) as error:
        ops.ensure_definition(act(), key="twinning", text=text)
    assert list(error.value.errors) == ["key"]
    with pytest.raises(Invalid) as error:
        ops.ensure_definition(act(), key="friendship", text="key: friendship")
    assert list(error.value.errors) == ["text"]
    assert Definition.objects.count() == 0


def test_open_case_is_pinned_to_its_definition(act, text, case, definition):
    ops.ensure_definition(act(), key="friendship", text=text.replace("Firmar", "Rubricar"))
    case = Case.objects.get(pk=case.pk)
    assert case.definition == definition
    assert queries.get_definition(case).step("sign").title["es"] == "Firmar"
    assert (case.state, case.opened_on, case.closed_on) == (CaseState.OPEN, DAY, None)
    line = list_lines(case.circle.public_id)[-1]
    assert (line.happened, line.about, line.data["folio"]) == ("process.case_opened", case.public_id, "VS/001/2026")


# Facts


def test_state_fact_keeps_who_how_and_when(act, case, town):
    recorded = Act(
        actor=Actor(user="user00000001", organisation=town.public_id, how=How.RECORDED),
        at=dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC),
    )
    fact = state(recorded, case, "signed", proof="Oficio 12", precision="month", data={"votes": 7})
    fact.refresh_from_db()
    assert (fact.how, fact.stated_by, fact.on, fact.precision) == ("recorded", "user00000001", DAY, "month")
    assert (fact.proof, fact.data, fact.stated_at) == ("Oficio 12", {"votes": 7}, recorded.at)
    line = list_lines(case.circle.public_id)[0]
    assert (line.happened, line.data["key"], line.data["fact"]) == ("process.fact_stated", "signed", "hecho signed")
    assert line.data["on"] == "2026-03-02"


def test_state_fact_of_the_same_source_twice_returns_it_unchanged(act, case):
    first = state(act(), case, "signed", proof="uno")
    before = get_head(case.circle.public_id)
    again = state(act(DAY + dt.timedelta(3)), case, "signed", proof="dos", on=DAY + dt.timedelta(1))
    assert (again.pk, again.proof, again.on) == (first.pk, "uno", DAY)
    assert get_head(case.circle.public_id) == before


def test_state_fact_of_another_source_stands_beside_the_first(act, case):
    state(act(), case, "signed")
    state(act(), case, "signed", source="app.other:1", on=DAY - dt.timedelta(5))
    assert Fact.objects.filter(case=case, key="signed").count() == 2
    assert queries.standing_facts(case)["signed"].source == "app.other:1"


def test_state_fact_in_the_future_is_refused_beyond_the_line_of_dates(act, case):
    state(act(), case, "signed", on=DAY + dt.timedelta(1))
    with pytest.raises(Refused) as error:
        state(act(), case, "text_agreed", on=DAY + dt.timedelta(2))
    assert (error.value.code, error.value.field) == ("fact_in_future", "on")


def test_withdraw_fact_keeps_it_on_record_and_it_may_be_stated_anew(act, case):
    state(act(), case, "signed")
    later = act(DAY + dt.timedelta(4))
    assert ops.withdraw_fact(later, case=case, key="signed", label="firma", reason="Se firmó otro texto") == 1
    assert queries.standing_facts(case) == {}
    assert list(queries.standing_facts(case, DAY + dt.timedelta(3))) == ["signed"]
    row = Fact.objects.get(case=case)
    assert (row.withdrawn_on, row.withdrawn_at, row.withdrawn_reason) == (later.on, later.at, "Se firmó otro texto")
    anew = state(act(DAY + dt.timedelta(9)), case, "signed", on=DAY + dt.timedelta(9))
    assert anew.pk != row.pk
    assert happened(case)[-3:] == ["process.fact_stated", "process.fact_withdrawn", "process.fact_stated"]


@pytest.mark.parametrize("mistaken", [False, True])
def test_a_fact_put_down_by_mistake_was_true_on_no_day_and_what_was_known_stays(act, case, mistaken):
    state(act(), case, "signed")
    gone = act(DAY + dt.timedelta(4))
    ops.withdraw_fact(gone, case=case, key="signed", label="firma", reason="La fecha estaba mal", mistaken=mistaken)
    between = DAY + dt.timedelta(3)
    assert list(queries.standing_facts(case, DAY - dt.timedelta(1))) == []
    for day in (DAY, between):
        assert list(queries.standing_facts(case, day)) == ([] if mistaken else ["signed"])
        assert list(queries.standing_facts(case, day, known_by=between)) == ["signed"]
    assert list(queries.standing_facts(case, gone.on)) == []
    (line,) = queries.get_facts(case)
    assert (line.was_never, line.withdrawn_reason) == (mistaken, "La fecha estaba mal")
    assert happened(case)[-1] == ("process.fact_mistaken" if mistaken else "process.fact_withdrawn")


def test_withdraw_fact_of_one_source_leaves_the_other(act, case):
    state(act(), case, "signed")
    state(act(), case, "signed", source="app.other:1")
    assert ops.withdraw_fact(act(), case=case, key="signed", label="firma", reason="error", source="app.other:1") == 1
    assert queries.standing_facts(case)["signed"].source == "app.thing:signed"


def test_withdraw_fact_that_does_not_stand_does_nothing(act, case):
    before = get_head(case.circle.public_id)
    assert ops.withdraw_fact(act(), case=case, key="signed", label="firma", reason="error") == 0
    assert get_head(case.circle.public_id) == before


def test_withdraw_fact_without_reason_is_invalid(act, case):
    state(act(), case, "signed")
    with pytest.raises(Invalid) as error:
        ops.withdraw_fact(act(), case=case, key="signed", label="firma", reason="  ")
    assert list(error.value.errors) == ["reason"]
    assert list(queries.standing_facts(case)) == ["signed"]


# Steps


def test_sign_off_step_leaves_move_and_entry(act, case):
    made = ops.sign_off(act(), case=case, step="designate", on=DAY)
    assert (made.kind, made.step, made.by_user, made.by_appointment) == (
        MoveKind.SIGNED_OFF,
        "designate",
        "user00000001",
        "post00000001",
    )
    line = list_lines(case.circle.public_id)[0]
    assert (line.happened, line.data["step"], line.data["step_key"]) == (
        "process.step_signed_off",
        "Designar el área de enlace",
        "designate",
    )
    assert Case.objects.get(pk=case.pk).state == CaseState.OPEN


def test_sign_off_with_facts_missing_is_blocked_with_a_door_each(act, case):
    with pytest.raises(Blocked) as error:
        ops.sign_off(act(), case=case, step="sign", on=DAY)
    assert [(b.code, b.door, b.at) for b in error.value.blockers] == [
        ("text_agreed_missing", "partnerships.text", {"case": case.public_id}),
        ("liaison_designated_missing", "partnerships.designation", {"case": case.public_id}),
    ]
    assert str(error.value.blockers[0].about) == "Falta el paso “Acordar el texto”."
    assert not Move.objects.exists()
    state(act(), case, "text_agreed")
    state(act(), case, "liaison_designated")
    assert ops.sign_off(act(), case=case, step="sign", on=DAY).pk


def test_sign_off_out_of_order_is_not_blocked(act, case):
    assert ops.sign_off(act(), case=case, step="thank", on=DAY).pk
    assert queries.get_picture(case, on=DAY).step("thank").state is StepState.DONE


def test_sign_off_unknown_step_is_refused(act, case):
    with pytest.raises(Refused) as error:
        ops.sign_off(act(), case=case, step="dance", on=DAY)
    assert error.value.code == "step_unknown"


@pytest.mark.parametrize("verb", ["return_step", "waive_step"])
def test_return_and_waive_step_need_a_reason(act, case, verb):
    with pytest.raises(Invalid) as error:
        getattr(ops, verb)(act(), case=case, step="thank", reason="")
    assert list(error.value.errors) == ["reason"]
    assert not Move.objects.exists()
    made = getattr(ops, verb)(act(), case=case, step="thank", reason="Consta en el acta")
    assert made.reason == "Consta en el acta"


# The case


def test_pause_and_resume_case_go_and_come_back(act, case):
    ops.pause_case(act(), case=case, reason_code="silence", reason="Sin respuesta", on=DAY)
    assert Case.objects.get(pk=case.pk).state == CaseState.PAUSED
    with pytest.raises(Refused) as error:
        ops.sign_off(act(), case=case, step="designate", on=DAY)
    assert error.value.code == "case_not_open"
    ops.resume_case(act(), case=case, reason="Llegó la respuesta", on=DAY)
    assert Case.objects.get(pk=case.pk).state == CaseState.OPEN
    assert [(m.kind, m.reason_code) for m in queries.list_moves(case)] == [("paused", "silence"), ("resumed", "")]


@pytest.mark.parametrize(
    ("verb", "left"),
    [
        ("close_case", CaseState.CLOSED),
        ("refuse_case", CaseState.REFUSED),
        ("withdraw_case", CaseState.WITHDRAWN),
    ],
)
def test_end_case_is_final_and_dated(act, case, verb, left):
    getattr(ops, verb)(act(), case=case, reason="Se acordó", on=DAY + dt.timedelta(1))
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.closed_on) == (left, DAY + dt.timedelta(1))
    for again in ("close_case", "refuse_case", "withdraw_case", "resume_case"):
        with pytest.raises(Refused) as error:
            getattr(ops, again)(act(), case=row, reason="otra vez")
        assert error.value.code == "case_not_open"
    assert Move.objects.count() == 1


def test_resume_case_that_is_open_is_refused(act, case):
    with pytest.raises(Refused) as error:
        ops.resume_case(act(), case=case, reason="sí")
    assert error.value.code == "case_not_open"


def test_close_case_read_before_another_paused_it_is_refused(act, case):
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    ops.pause_case(act(), case=theirs, reason_code="silence", reason="Sin respuesta", on=DAY)
    with pytest.raises(Refused) as error:
        ops.close_case(act(), case=mine, reason="Se acordó")
    assert error.value.code == "case_not_open"
    assert [m.kind for m in Move.objects.all()] == ["paused"]
    assert Case.objects.get(pk=case.pk).state == CaseState.PAUSED


def test_case_life_leaves_a_whole_chain_without_names(act, case):
    state(act(), case, "liaison_designated")
    ops.sign_off(act(), case=case, step="designate", on=DAY)
    ops.waive_step(act(), case=case, step="greet", reason="No hace falta")
    ops.return_step(act(), case=case, step="designate", reason="Falta un sello")
    ops.close_case(act(), case=case, reason="Concluido")
    assert happened(case) == [
        "process.case_opened",
        "process.fact_stated",
        "process.step_signed_off",
        "process.step_waived",
        "process.step_returned",
        "process.case_closed",
    ]
    assert list(verify()) == []
    assert {line.about for line in list_lines(case.circle.public_id)} == {case.public_id}
