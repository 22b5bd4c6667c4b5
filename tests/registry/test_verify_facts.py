"""`verify facts`: every fact follows from its source, or is named."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.urls import reverse

from hermanar.agreements.models import Agreement, Signing
from hermanar.cli import verify
from hermanar.kernel.errors import Refused
from hermanar.meetings.models import Resolution
from hermanar.opinions.models import Dispatch, Opinion
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Designation, Letter, Partnership
from hermanar.partnerships.operations import (
    designate_liaison,
    record_letter,
    state_case_fact,
    withdraw_letter_fact,
)
from hermanar.process.models import Fact as FactRow
from hermanar.registry.queries.facts import verify_facts
from tests import relation as relations
from tests.cast import STARTS
from tests.kept import kept
from tests.web.forms import post

TODAY = STARTS.date()


@pytest.fixture
@kept
def signed(cast) -> Partnership:
    """Letter, designation, text, authorisation, dispatch, opinion, signing: everything by its own operation."""
    partnership = relations.ready_to_sign(cast)
    act = cast.act("liaison")
    designate_liaison(cast.act("mayor"), partnership=partnership, office=cast.offices["liaison"], designated_on=TODAY)
    for kind, direction, names in (("intent", "out", "Lakeside"), ("answer", "in", ""), ("intent", "out", "Ensenada")):
        record_letter(
            act, partnership=partnership, kind=kind, direction=direction, dated_on=TODAY, folio=f"{kind}-{names}",
            names=names, is_affirmative=True,
        )  # fmt: skip
    relations.confirm(cast, relations.deposit(cast, partnership))
    return relations.fresh(partnership)


def drift() -> list[tuple[str, str]]:
    return [(d.key, d.what) for d in verify_facts()]


def test_verify_facts_of_what_the_operations_did_holds(signed):
    assert FactRow.objects.filter(case=signed.case, withdrawn_at=None).count() >= 8
    assert drift() == []


UNSUPPORTED = (
    (lambda p: Letter.objects.filter(kind="intent").update(names_counterpart="Ensenada"), "letter_sent"),
    (lambda p: Letter.objects.filter(kind="intent").update(state="draft"), "letter_sent"),
    (lambda p: Resolution.objects.update(authorises=False), "authorised"),
    (lambda p: Resolution.objects.update(outcome="rejected"), "authorised"),
    (lambda p: Agreement.objects.update(state="drafting"), "text_agreed"),
    (lambda p: Dispatch.objects.update(state="returned"), "dispatched"),
    (lambda p: Opinion.objects.update(state="proposed"), "opinion_favourable"),
    (lambda p: Signing.objects.update(state="corrected"), "signed"),
)


def test_verify_facts_of_a_source_that_says_no_longer_so_names_it(signed):
    for change, key in UNSUPPORTED:
        with transaction.atomic():
            change(signed)
            assert drift() == [(key, "unsupported")]
            transaction.set_rollback(True)


def test_verify_facts_of_a_sense_turned_round_names_both(signed):
    Opinion.objects.update(sense="unfavourable")
    assert sorted(drift()) == [("opinion_favourable", "unsupported"), ("opinion_unfavourable", "unstated")]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda: Signing.objects.update(signed_on=TODAY - dt.timedelta(days=1)), "signed"),
        (lambda: Designation.objects.update(designated_on=TODAY - dt.timedelta(days=1)), "liaison_designated"),
        (lambda: Opinion.objects.update(issued_on=TODAY - dt.timedelta(days=1)), "opinion_favourable"),
    ],
)
def test_verify_facts_of_a_source_that_says_another_day_names_it(signed, change, key):
    change()
    assert drift() == [(key, "date")]


def test_verify_facts_put_down_from_nothing_are_named(cast, signed):
    state_case_fact(
        cast.act("liaison"), partnership=signed, fact=Fact.REGISTERED, on=TODAY, source="agreements.registration:none"
    )
    assert drift() == [("registered", "unsupported")]


def test_verify_facts_of_an_answer_to_an_official_note_is_put_right_on_its_page(cast, signed):
    """As data of before the rule has it: the answer to a note stood as the answer to a letter of intent."""
    act, client = cast.act("liaison"), cast.client("liaison")
    note = record_letter(
        act, partnership=signed, kind="official", direction="out", dated_on=TODAY, folio="VS/77", subject="Aviso"
    )
    answer = record_letter(
        act, partnership=signed, kind="answer", direction="in", dated_on=TODAY, folio="L/77", is_affirmative=True,
        answers=note,
    )  # fmt: skip
    page = reverse("web:letters:letter", args=[answer.public_id])
    withdraw = reverse("web:letters:withdraw_fact", args=[answer.public_id])
    assert (drift(), withdraw in client.get(page).content.decode()) == ([], False)
    state_case_fact(
        act, partnership=signed, fact=Fact.LETTER_ANSWERED, on=TODAY, source=f"partnerships.letter:{answer.public_id}"
    )
    assert drift() == [("letter_answered", "unsupported")]
    assert withdraw in client.get(page).content.decode()
    assert page in client.get(reverse("web:letters:of_case", args=[signed.public_id])).content.decode()
    assert cast.client("mayor").get(withdraw).status_code == 404
    assert post(client, withdraw, reason=" ").status_code == 200
    assert drift() == [("letter_answered", "unsupported")]
    assert post(client, withdraw, reason="Contesta un oficio, no una carta de intención").status_code == 302
    assert drift() == []
    row = FactRow.objects.get(case=signed.case, source=f"partnerships.letter:{answer.public_id}")
    assert (row.withdrawn_on, row.withdrawn_reason) == (TODAY, "Contesta un oficio, no una carta de intención")
    # what the true answer stated stands
    assert FactRow.objects.filter(case=signed.case, key=Fact.LETTER_ANSWERED, withdrawn_at=None).count() == 1
    assert withdraw not in client.get(page).content.decode()
    with pytest.raises(Refused, match="letter_proves_it"):
        withdraw_letter_fact(act, letter=answer, reason="Otra vez")


def test_verify_facts_that_were_taken_out_are_named(signed):
    FactRow.objects.filter(case=signed.case, key=Fact.SIGNED).delete()
    assert drift() == [("signed", "unstated")]


def test_verify_facts_withdrawn_by_an_act_is_settled(cast, signed):
    FactRow.objects.filter(case=signed.case, key=Fact.LETTER_SENT).update(
        withdrawn_at=STARTS, withdrawn_on=TODAY, withdrawn_reason="Se corrige."
    )
    assert drift() == []


def test_verify_facts_command_says_so_and_ends_with_its_code(signed):
    done = CliRunner().invoke(verify.verify, ["facts"])
    assert (done.exit_code, done.output) == (0, "Every fact follows from its source.\n")
    Signing.objects.update(state="corrected")
    done = CliRunner().invoke(verify.verify, ["facts"])
    source = f"agreements.signing:{Signing.objects.get().public_id}"
    assert (done.exit_code, done.output) == (1, f"{signed.case.public_id} · signed · {source}: unsupported\n")
    done = CliRunner().invoke(verify.verify, ["facts", "--format", "json"])
    assert done.exit_code == 1
    assert json.loads(done.output) == {
        "holds": False,
        "drift": [
            {
                "circle": signed.circle.public_id, "case": signed.case.public_id, "key": "signed", "source": source,
                "what": "unsupported",
            }
        ],
    }  # fmt: skip
