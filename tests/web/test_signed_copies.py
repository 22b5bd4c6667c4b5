"""The signed paper of a letter that is in no case: kept with how it was signed, corrected, taken along into a case."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Country
from hermanar.documents.queries import get_rendition
from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import LetterKind
from hermanar.partnerships.models import Letter
from tests import relation

WORDS = {"es": "La feria del libro.", "en": "The book fair."}
SIGNED = {
    "how": "autograph", "signed_on": dt.date(2022, 1, 31), "place": "Villa Serena, Guanajuato",
    "signer_name": "Persona de Muestra 02", "signer_post": "Presidenta Municipal",
}  # fmt: skip


@pytest.fixture
def draft(cast) -> Letter:
    return operations.draft_letter_to(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INVITATION, city="Lakeside",
        country=Country.objects.get(pk="US"), subdivision="Wisconsin", motivations=WORDS,
    )  # fmt: skip


@pytest.fixture
def letter(cast, draft) -> Letter:
    return operations.sign_off_letter(cast.act("mayor"), letter=draft, gazetteer=relation.NOWHERE)


def scan(cast, data=None):
    upload = SimpleUploadedFile("firmada.pdf", data or relation.scan_bytes(1), "application/pdf")
    return store_upload(
        cast.act("liaison"), circle=cast.organisations["municipality"].home, upload=upload, expect="pdf"
    )


def deposit(cast, letter, who="liaison", **more):
    told = {**SIGNED, "signed_on": cast.at.date(), **more}
    attachment = told.pop("attachment", None) or scan(cast)
    return operations.deposit_signed_copy(cast.act(who), letter=letter, attachment=attachment, **told)


def test_signed_paper_is_kept_and_moves_nothing_of_the_letter(cast, letter):
    before = (letter.state, letter.sent_on)
    copy = deposit(cast, letter)
    letter.refresh_from_db()
    assert (copy.how, copy.signer_name, letter.state, letter.sent_on) == (
        "autograph", "Persona de Muestra 02", *before
    )  # fmt: skip
    with pytest.raises(Refused, match="copy_stands"):
        deposit(cast, letter)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"how": "por telepatía"}, "how"), ({"place": " "}, "place"), ({"signer_name": ""}, "signer_name"),
        ({"signer_post": ""}, "signer_post"), ({"signed_on": dt.date(2099, 1, 1)}, "signed_on"),
        ({"signed_on": dt.date(2000, 1, 1)}, "signed_on"),
    ],
)  # fmt: skip
def test_signed_paper_says_how_where_when_and_by_whom(cast, letter, wrong, field):
    with pytest.raises(Invalid) as no:
        deposit(cast, letter, **wrong)
    assert list(no.value.errors) == [field]
    assert not letter.signed_copies.exists()


def test_paper_as_it_was_issued_bears_no_signature(cast, letter):
    with pytest.raises(Invalid, match="no lleva firma"):
        deposit(cast, letter, attachment=scan(cast, get_rendition(letter.issue, "pdf")[2]))


@pytest.mark.parametrize("who", ["mayor", "stranger", "state"])
def test_signed_paper_is_kept_by_the_liaison(cast, letter, who):
    with pytest.raises(Refused, match="not_liaison"):
        deposit(cast, letter, who)


def test_letter_that_is_not_issued_or_is_in_a_case_is_not_deposited_here(cast, draft):
    with pytest.raises(Refused, match="paper_not_issued"):
        deposit(cast, draft)
    case = operations.draft_letter(
        cast.act("liaison"),
        partnership=relation.open_relation(cast),
        motivations=WORDS,
        interests=WORDS,
        objectives=WORDS,
    )
    case = operations.sign_off_letter(cast.act("mayor"), letter=case, gazetteer=relation.NOWHERE)
    with pytest.raises(Refused, match="letter_in_case"):
        deposit(cast, case)


def test_wrong_scan_stays_with_its_reason_and_another_is_kept(cast, letter):
    copy = deposit(cast, letter)
    with pytest.raises(Invalid):
        operations.correct_signed_copy(cast.act("liaison"), copy=copy, reason=" ")
    with pytest.raises(Refused, match="not_liaison"):
        operations.correct_signed_copy(cast.act("mayor"), copy=copy, reason="Es otra carta")
    operations.correct_signed_copy(cast.act("liaison"), copy=copy, reason="Es otra carta")
    with pytest.raises(Refused, match="copy_corrected"):
        operations.correct_signed_copy(cast.act("liaison"), copy=copy, reason="Otra vez")
    deposit(cast, letter, attachment=scan(cast, relation.scan_bytes(2)))
    assert [bool(row.corrected_on) for row in letter.signed_copies.all()] == [True, False]


def test_signed_paper_goes_from_form_to_the_letters_page(cast, letter):
    client = cast.client("liaison")
    at = f"/correspondencia/{letter.public_id}/"
    assert f"{at}papel-firmado/" in client.get(at).content.decode()
    form = f"{at}papel-firmado/"
    sent = {**SIGNED, "signed_on": cast.at.date().isoformat()}
    incomplete = client.post(
        form, {**sent, "signer_post": "", "scan": SimpleUploadedFile("f.pdf", relation.scan_bytes(1))}
    )
    assert "Persona de Muestra 02" in incomplete.content.decode()
    kept = client.post(form, {**sent, "scan": SimpleUploadedFile("f.pdf", relation.scan_bytes(1))})
    assert kept["Location"] == at
    page = client.get(at).content.decode()
    assert ["Firma autógrafa" in page, "Persona de Muestra 02, Presidenta Municipal" in page] == [True, True]
    assert "Handwritten signature" in client.get(f"/en{at}").content.decode()
    (copy,) = letter.signed_copies.all()
    assert client.post(f"{form}{copy.public_id}/corregir/", {"reason": "Es otra carta"})["Location"] == at
    assert "Es otra carta" in client.get(at).content.decode()
    assert client.get(f"{form}{copy.public_id}/corregir/").status_code == 404
    for who in ("mayor", "stranger", "state"):
        assert cast.client(who).get(form).status_code == 404


def test_signed_paper_goes_along_when_the_letter_goes_into_a_case(cast, letter):
    copy = deposit(cast, letter)
    case = relation.open_relation(cast)
    operations.join_case(cast.act("liaison"), letter=letter, partnership=case)
    copy.refresh_from_db()
    assert copy.attachment.circle == case.circle
    at = f"/correspondencia/{letter.public_id}/"
    page = cast.client("liaison").get(at).content.decode()
    assert ["Persona de Muestra 02, Presidenta Municipal" in page, f"{at}papel-firmado/" in page] == [True, False]
