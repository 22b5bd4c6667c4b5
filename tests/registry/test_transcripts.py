"""A text signed without having been prepared here: its transcript on the portal, or the sentence why there is none."""

import pytest

from hermanar.agreements.enums import NoText
from hermanar.agreements.models import Signing
from hermanar.agreements.operations import SignedBy, give_transcript, prepare_signature
from hermanar.agreements.rules import why_no_text
from hermanar.documents.models import Issue
from hermanar.files.queries import read_blob
from hermanar.kernel.errors import NotVisible
from hermanar.registry import queries
from hermanar.registry.operations import conclude_signing, publish_entry, retract_signing
from hermanar.registry.rules.pictures import from_json
from tests import relation as relations
from tests.registry.test_operations import text_of
from tests.web.forms import html_of

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once


def deposited(cast, ready, **more) -> Signing:
    """A text signed on paper, deposited and confirmed by the liaison alone; nothing was prepared for signature."""
    signing = relations.deposit(
        cast, ready, witness_name="Persona de Muestra 77", witness_post="Cronista", witness_post_en="Chronicler", **more
    )
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2))
    signing.refresh_from_db()
    return signing


def on_portal(cast, relation):
    entry = publish_entry(cast.act("liaison"), partnership=relations.fresh(relation))
    return entry.public_id, from_json(entry.snapshot)


@pytest.mark.parametrize(
    ("is_unsigned", "is_opined_text", "is_agreed_text", "lacks", "why"),
    [
        (False, True, True, [], ""),
        (False, True, False, ["one_original"], ""),
        (False, None, True, [], ""),
        (False, None, False, [], NoText.UNCOMPARED),
        (False, False, True, [], NoText.DIFFERS),
        (True, True, True, ["scan_unsigned"], NoText.UNSIGNED),
        (False, True, True, ["other_signatory"], NoText.OTHER_SIGNATORY),
        (False, None, True, ["one_original", "other_signatory_theirs"], NoText.OTHER_SIGNATORY),
    ],
)
def test_text_signed_is_told_where_its_depositor_said_which_it_is(
    is_unsigned, is_opined_text, is_agreed_text, lacks, why
):
    found = why_no_text(
        is_unsigned=is_unsigned, is_opined_text=is_opined_text, is_agreed_text=is_agreed_text, lacks=lacks
    )
    assert found == why


def test_scan_shorter_than_its_text_says_so_in_its_record_its_entry_and_the_registration(cast, ready, client):
    signing = deposited(cast, ready)
    assert (signing.short_of, signing.scan_pages) == (7, 2)
    record = [b.text["es"] for b in signing.act_issue.version.as_content.blocks]
    assert any("el texto tiene 7 páginas, el escaneado 2" in line for line in record)
    public_id, picture = on_portal(cast, ready)
    assert (picture.deposit.text_pages, picture.deposit.pages) == (7, 2)
    entry = f"registro/{public_id}/"
    assert "El texto tiene 7 páginas; el escaneado, 2" in html_of(client.get(f"/{entry}"))
    assert "The text has 7 pages; the scan, 2" in html_of(client.get(f"/en/{entry}"))
    room = cast.client("liaison").get(f"/vinculaciones/{ready.public_id}/registro/")
    assert "El texto tiene 7 páginas; el escaneado, 2." in html_of(room)


def test_scan_as_long_as_its_text_says_nothing_of_its_pages(cast, ready):
    signing = relations.deposit(cast, ready)
    Signing.objects.filter(pk=signing.pk).update(scan_pages=7)
    signing.refresh_from_db()
    conclude_signing(cast.act("liaison"), signing=signing, pages=tuple(range(1, 8)))
    signing.refresh_from_db()
    assert signing.short_of is None
    assert "Menos páginas" not in str([b.text for b in signing.act_issue.version.as_content.blocks])
    assert on_portal(cast, ready)[1].deposit.text_pages is None


def test_text_signed_alone_has_a_transcript_with_its_day_its_place_and_its_witness(cast, ready):
    signing = deposited(cast, ready)
    public_id, picture = on_portal(cast, ready)
    assert (picture.paper.code, picture.paper.is_transcript) == (signing.transcript.code, True)
    assert (picture.deposit.record, picture.deposit.pages, picture.deposit.no_text) == (signing.act_issue.code, 2, None)
    _name, media_type, pdf = queries.public_rendition(public_id, "pdf")
    said = text_of(pdf)
    assert media_type == "application/pdf"
    assert "TRANSCRIPCIÓN DEL TEXTO FIRMADO: NO LLEVA FIRMAS" in said
    assert "Firmado en Villa Serena, Oaxaca" in said
    assert [said.count(words) for words in ("Persona de Muestra 77", "Cronista", "Chronicler")] == [1, 1, 1]
    assert signing.transcript.code in said.replace(" ", "")
    word = queries.public_rendition(public_id, "docx")[2]
    assert [queries.verify_bytes(file).state for file in (pdf, word)] == ["transcript", "transcript"]
    verdict = queries.verify_paper(signing.transcript.code)
    assert (verdict.state, verdict.signed_on, verdict.record, verdict.entry) == (
        "transcript", signing.signed_on, signing.act_issue.code, public_id,
    )  # fmt: skip
    assert verdict.what_es.startswith("Transcripción del texto firmado")
    assert verdict.is_good is False


def test_scan_that_was_deposited_verifies_as_its_record(cast, ready):
    signing = deposited(cast, ready)
    found = queries.verify_bytes(read_blob(signing.scan.blob))
    assert (found.code, found.matched, found.state) == (signing.act_issue.code, "scan", "in_force")


def test_transcript_of_a_corrected_deposit_is_superseded_by_the_next(cast, ready):
    first = deposited(cast, ready)
    retract_signing(cast.act("liaison"), signing=first, reason="Faltaba una página del ejemplar.")
    lost = queries.verify_paper(first.transcript.code)
    assert (lost.state, lost.reason) == ("withdrawn", "Faltaba una página del ejemplar.")
    second = deposited(cast, ready)
    assert second.transcript.code != first.transcript.code
    gone = queries.verify_paper(first.transcript.code)
    assert (gone.state, gone.superseded_by) == ("superseded", second.transcript.code)
    assert on_portal(cast, ready)[1].paper.code == second.transcript.code


def test_text_prepared_after_a_corrected_deposit_is_no_successor_of_its_transcript(cast, ready):
    first = deposited(cast, ready)
    retract_signing(cast.act("liaison"), signing=first, reason="Era otro papel.")
    issue = prepare_signature(cast.act("liaison"), agreement=relations.fresh(ready).agreement)
    first.transcript.refresh_from_db()
    assert (first.transcript.superseded_by, queries.verify_paper(issue.code).state) == (None, "prepared")


def test_text_that_differs_has_none_and_the_entry_says_why(cast, ready):
    signing = relations.deposit(cast, ready)
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2), differences=("Artículo IV",))
    public_id, picture = on_portal(cast, ready)
    assert picture.paper is None
    assert picture.deposit.no_text["es"] == "Lo que se firmó difiere del texto que está en el expediente."
    assert queries.verify_paper(picture.deposit.record).entry == public_id
    with pytest.raises(NotVisible):
        queries.public_rendition(public_id, "pdf")


def test_text_that_another_signed_than_it_names_has_none_and_the_record_says_so(cast, ready):
    signatories = [*relations.signed_by()[:1], SignedBy("theirs", "Persona de Muestra 41", "Mayor")]
    signing = deposited(cast, ready, signatories=signatories)
    assert "other_signatory_theirs" in signing.lacks
    assert signing.transcript is None
    _public_id, picture = on_portal(cast, ready)
    assert picture.paper is None
    assert picture.deposit.no_text["en"] == "Another person signed than the one named in the text on file."
    record = " ".join(text_of(read_blob(signing.act_issue.renditions.get(format="pdf").blob)).split())
    assert "Firmó otra persona que la que el texto nombra por la contraparte" in record


@pytest.mark.parametrize("post", ["Alcalde del Condado", "Presidente Municipal de Tequila", "Gobernador de Jalisco"])
def test_deposit_that_happened_is_confirmed_whatever_the_post_of_who_signed(cast, ready, post):
    """What was signed was signed: a post that names another place does not stand in the way of the record."""
    theirs = SignedBy("theirs", "Persona de Muestra 40", post, proof=f"Acuerdo del {post}")
    signing = deposited(cast, ready, signatories=[*relations.signed_by()[:1], theirs])
    assert post in text_of(read_blob(signing.act_issue.renditions.get(format="pdf").blob))


def test_record_of_a_text_signed_by_whom_it_names_speaks_of_nobody_else(cast, ready):
    signing = deposited(cast, ready)
    assert "otra persona" not in text_of(read_blob(signing.act_issue.renditions.get(format="pdf").blob))


def test_text_prepared_for_signature_gets_no_transcript(cast, signed):
    signing = signed.agreement.signings.get()
    assert signing.issue is not None
    assert give_transcript(cast.act("liaison"), signing=signing) is None
    assert Issue.objects.filter(is_transcript=True).count() == 0


def test_transcript_is_given_once_and_by_who_deposits(cast, ready):
    signing = deposited(cast, ready)
    assert give_transcript(cast.act("liaison"), signing=signing) == signing.transcript
    # one confirmed before transcripts were given out
    Signing.objects.filter(pk=signing.pk).update(transcript=None)
    signing.refresh_from_db()
    for who in ("stranger", "registrar", "reviewer", "nobody"):
        assert (who, give_transcript(cast.act(who), signing=signing)) == (who, None)
    on_portal(cast, ready)
    signing.refresh_from_db()
    assert signing.transcript.is_transcript is True


def test_mark_of_a_transcript_is_sealed(cast, ready):
    signing = deposited(cast, ready)
    Issue.objects.filter(pk=signing.transcript.pk).update(is_transcript=False)
    assert queries.verify_paper(signing.transcript.code).state == "altered"
