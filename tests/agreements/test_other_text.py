"""A text signed otherwise than the one that got the opinion: nowhere said to have it, and taken to the ministry."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.agreements import operations as agreements
from hermanar.agreements.models import Signing
from hermanar.agreements.queries import (
    difference_blocker,
    is_another_text_signed,
    registration_blockers,
    standing_lacks,
)
from hermanar.kernel.errors import Blocked
from hermanar.opinions import operations as opinions
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import claim_of
from hermanar.process.queries import standing_facts
from hermanar.registry.operations import conclude_registration, publish_entry
from hermanar.registry.queries import verify_paper
from hermanar.registry.rules.pictures import from_json
from tests import relation
from tests.web.forms import html_of

DIFFERS = ("Artículo II: dice otra cosa",)
LACK = "El texto firmado no es el que obtuvo el dictamen."


@pytest.fixture
def ready(cast):
    return relation.ready_to_sign(cast)


def _signed(cast, partnership, *differences, **more):
    row = relation.confirm(cast, relation.deposit(cast, partnership, **more), differences=differences)
    return row, relation.fresh(partnership)


def test_text_signed_as_opined_upon_has_its_opinion_among_the_proofs(cast, ready):
    _row, found = _signed(cast, ready)
    claim = claim_of(found)
    assert "difiere" not in claim.es
    assert any("Dictamen" in line for line in claim.proof)
    assert registration_blockers(found.agreement) == []


def test_text_signed_otherwise_is_claimed_without_the_opinion_and_stops_the_notice(cast, ready):
    row, found = _signed(cast, ready, *DIFFERS)
    claim = claim_of(found)
    assert claim.es.endswith("el texto firmado difiere del que obtuvo el dictamen.")
    assert claim.en.endswith("the text signed differs from the one that obtained the opinion.")
    assert not any("Dictamen" in line for line in claim.proof)
    blocker = difference_blocker(found.agreement)
    assert (blocker.code, blocker.at) == ("signed_text_differs", {"signing": row.public_id})
    assert "Artículo II: dice otra cosa" in str(blocker.about)
    for call in (
        lambda: agreements.send_registration_notice(cast.act("mayor"), agreement=found.agreement),
        lambda: conclude_registration(
            cast.act("registrar"), agreement=found.agreement, number="M-1", registered_on=cast.at.date()
        ),
    ):
        with pytest.raises(Blocked) as no:
            call()
        assert [b.code for b in no.value.blockers] == ["signed_text_differs"]


def test_registration_received_on_paper_is_recorded_with_what_it_lacks(cast, ready):
    _row, found = _signed(cast, ready, *DIFFERS)
    found.circle.seats.filter(organisation=cast.organisations["ministry"]).delete()
    done, _entry = conclude_registration(
        cast.act("liaison"), agreement=found.agreement, number="M-1", registered_on=cast.at.date()
    )
    fact = standing_facts(found.case)[Fact.REGISTERED]
    assert (done.how, fact.data) == ("recorded", {"lacks": ["text_differs_from_opinion"]})
    assert "difiere del que obtuvo el dictamen" in claim_of(relation.fresh(found)).es


def test_text_signed_otherwise_is_dictated_upon_and_then_registered(cast, ready):
    row, found = _signed(cast, ready, *DIFFERS)
    liaison = cast.act("liaison")
    agreements.correct_signing(liaison, signing=row, reason="Se escribe en el texto lo que se firmó.")
    agreements.reopen_text(liaison, agreement=relation.fresh(found).agreement, reason="Lo que se firmó.")
    relation.edit(cast, relation.fresh(found).agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, relation.fresh(found))
    row, found = _signed(cast, relation.fresh(found))
    said = "\n".join(block.text["es"] for block in row.act_issue.version.as_content.blocks)
    assert "No consta en el expediente un texto dictaminado" in said
    assert is_another_text_signed(found.agreement)
    assert "text_differs_from_opinion" in standing_lacks(row)
    shown = reverse("web:agreements:signing", args=[row.public_id])
    assert LACK in html_of(cast.client("liaison").get(shown))
    relation.give_opinion(cast, relation.review(cast, found))
    found = relation.fresh(found)
    row.refresh_from_db()
    assert ("text_differs_from_opinion" in row.lacks, standing_lacks(row)) == (True, ["foreign_approval_missing"])
    page = html_of(cast.client("liaison").get(shown))
    assert LACK not in page
    assert "Es el texto que obtuvo el dictamen, dado después de la firma." in page
    assert LACK not in html_of(
        cast.client("registrar").get(reverse("web:agreements:registration", args=[found.public_id]))
    )
    assert not is_another_text_signed(found.agreement)
    assert any("Dictamen" in line for line in claim_of(found).proof)
    assert agreements.send_registration_notice(cast.act("mayor"), agreement=found.agreement).notice_folio


def test_paper_prepared_for_signature_says_that_another_text_was_signed(cast, ready):
    issue = agreements.prepare_signature(cast.act("liaison"), agreement=ready.agreement)
    assert verify_paper(issue.code).state == "prepared"
    _row, found = _signed(cast, ready, *DIFFERS, issue=issue)
    verdict = verify_paper(issue.code)
    assert (verdict.state, verdict.differences) == ("signed_otherwise", DIFFERS)
    picture = from_json(publish_entry(cast.act("liaison"), partnership=found).snapshot)
    assert (picture.paper.code, picture.deposit.differs) == (issue.code, DIFFERS)


def test_one_person_for_both_parties_and_another_than_the_text_names_are_pointed_out(cast, ready):
    mayor = relation.signed_by()[0]
    row = relation.deposit(cast, ready, signatories=[mayor, agreements.SignedBy("theirs", mayor.name, "Mayor")])
    assert row.lacks == ["foreign_approval_missing", "other_signatory_theirs", "same_person_signs"]
    agreements.correct_signing(cast.act("liaison"), signing=row, reason="Era otra persona.")
    assert relation.deposit(cast, ready).lacks == ["foreign_approval_missing"]


def test_what_a_deposit_lacked_and_came_since_is_missing_no_more(cast):
    """Signed and deposited with nothing behind it; opinion and approval are put down afterwards, from paper."""
    found = relation.open_relation(cast, everybody=False)
    relation.start_text(cast, found)
    row = relation.confirm(cast, relation.deposit(cast, relation.fresh(found)))
    missing = ["authorisation_missing", "opinion_missing", "foreign_approval_missing"]
    assert row.lacks[:3] == standing_lacks(row)[:3] == missing
    liaison, before = cast.client("liaison"), cast.at.date() - dt.timedelta(days=2)
    form = reverse("web:opinions:record", args=[found.public_id])
    assert "Dictamina la versión acordada" not in html_of(liaison.get(form))  # the Parties agreed on none
    opinions.record_opinion(
        cast.act("liaison"),
        partnership=relation.fresh(found),
        sense="favourable",
        number="CJA/55/2022",
        issued_on=before,
    )
    agreements.record_foreign_approval(
        cast.act("liaison"), agreement=relation.fresh(found).agreement, body="City Council", instrument="Resolution 22-9",
        approved_on=before,
    )  # fmt: skip
    row = Signing.objects.get(pk=row.pk)
    assert standing_lacks(row)[:2] == ["authorisation_missing", "opinion_names_no_text"]
    assert "foreign_approval_missing" not in standing_lacks(row)
    for name in ("signing", "registration"):
        page = html_of(
            liaison.get(
                reverse(f"web:agreements:{name}", args=[{"signing": row, "registration": found}[name].public_id])
            )
        )
        assert "No consta el dictamen favorable" not in page
        assert "El dictamen no dice sobre qué versión del texto se dio." in page
