"""A step done without, with its reason, and asked for again."""

import pytest

from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.queries import steps_to_waive, waived_steps
from hermanar.process.queries import get_picture, standing_facts

WHY = "El municipio no tiene Comité: lo resuelve el Cabildo."


def keys(steps) -> set[str]:
    return {s.key for s in steps}


def test_what_others_rest_on_is_never_done_without(cast, relation):
    on = cast.act("liaison").on
    assert keys(steps_to_waive(relation, on)) == {
        "liaison", "committee", "profile", "study", "letter", "answer", "counterpart_approval",
    }  # fmt: skip
    for step in ("cabildo", "opinion", "signature", "no_such_step"):
        with pytest.raises(Refused) as no:
            operations.waive_case_step(cast.act("liaison"), partnership=relation, step=step, reason=WHY)
        assert (step, no.value.code) == (step, "step_needed")


def test_a_step_is_done_without_and_asked_for_again(cast, relation):
    liaison = cast.act("liaison")
    step = {"partnership": relation, "step": "liaison"}
    assert get_picture(relation.case, scheme="sre2022", on=liaison.on).next_step.key == "liaison"
    for who in ("mayor", "state", "stranger"):
        with pytest.raises(Refused):
            operations.waive_case_step(cast.act(who), reason=WHY, **step)
    with pytest.raises(Invalid) as wrong:
        operations.waive_case_step(liaison, reason=" ", **step)
    assert list(wrong.value.errors) == ["reason"]
    operations.waive_case_step(liaison, reason=WHY, **step)
    assert get_picture(relation.case, scheme="sre2022", on=liaison.on).next_step.key == "committee"
    assert "liaison_designated" not in standing_facts(relation.case)
    assert keys(waived_steps(relation, liaison.on)) == {"liaison"}
    assert Entry.objects.get(happened="process.step_waived").data["reason"] == WHY
    operations.ask_case_step(liaison, reason="Ya se designa.", **step)
    assert get_picture(relation.case, scheme="sre2022", on=liaison.on).next_step.key == "liaison"
    with pytest.raises(Refused) as no:
        operations.ask_case_step(liaison, reason="Otra vez.", **step)
    assert no.value.code == "step_not_waived"
