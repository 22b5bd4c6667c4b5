"""Documents of the library that go with a lead or a letter: which, until when, and the copy that stays in the file."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Country
from hermanar.documents.operations import add_library_item, withdraw_library_item
from hermanar.files.queries import get_attachment
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import Annex
from tests.kept import kept
from tests.relation import scan_bytes


@pytest.fixture
@kept
def item(cast):
    return add_library_item(
        cast.act("reviewer"), issuer=cast.organisations["ministry"], title="Guía de prueba", audience="everybody",
        upload=SimpleUploadedFile("guia.pdf", scan_bytes(1)),
    )  # fmt: skip


@pytest.fixture
@kept
def lead(cast):
    return operations.open_lead(
        cast.act("consul"), country=Country.objects.get(iso2="US"), foreign_name="Lakeside", proposed_place="La Ribera",
        zone="America/Chicago", exercise_at=cast.at,
    )  # fmt: skip


def test_annex_to_lead_puts_a_copy_that_its_circle_reads(cast, lead, item):
    operations.route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    row = operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    assert list(lead.attachments.all()) == [row.attachment]
    assert get_attachment(cast.actor("liaison"), row.attachment.public_id).blob == item.attachment.blob
    with pytest.raises(NotVisible):
        get_attachment(cast.actor("liaison"), item.attachment.public_id)


def test_annex_to_lead_twice_or_closed_is_refused(cast, lead, item):
    operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    with pytest.raises(Refused) as no:
        operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    assert no.value.code == "annex_there"
    lead = operations.withdraw_lead(cast.act("consul"), lead=lead, reason="Error")
    with pytest.raises(Refused) as no:
        operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    assert no.value.code == "lead_closed"


def test_annex_to_lead_of_a_withdrawn_document_is_refused(cast, lead, item):
    item = withdraw_library_item(cast.act("reviewer"), item=item, reason="Hay otra edición")
    with pytest.raises(Refused) as no:
        operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    assert (no.value.code, Annex.objects.count()) == ("library_item_withdrawn", 0)


def test_annex_to_letter_until_it_is_sent(cast, signed_off, item):
    row = operations.annex_to_letter(cast.act("liaison"), letter=signed_off, item=item)
    assert (row.letter, row.item, row.attachment.circle) == (signed_off, item, signed_off.partnership.circle)
    assert operations.remove_annex(cast.act("liaison"), annex=row).removed_on == cast.at.date()
    again = operations.annex_to_letter(cast.act("liaison"), letter=signed_off, item=item)
    sent = operations.record_sent(cast.act("liaison"), letter=signed_off, sent_on=cast.at.date(), sent_by="Correo")
    again.refresh_from_db()
    for call in (
        lambda: operations.annex_to_letter(cast.act("liaison"), letter=sent, item=item),
        lambda: operations.remove_annex(cast.act("liaison"), annex=Annex.objects.get(pk=again.pk)),
    ):
        with pytest.raises(Refused) as no:
            call()
        assert no.value.code == "letter_sent"
    assert [a.item for a in sent.annexes.filter(removed_on=None)] == [item]


def test_annex_to_letter_recorded_from_paper_says_what_went_with_it(cast, relation, item):
    letter = operations.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 10), folio="VS/009/2022",
    )  # fmt: skip
    assert operations.annex_to_letter(cast.act("liaison"), letter=letter, item=item).letter == letter


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "counterpart", "stranger", "nobody"])
def test_annex_to_letter_by_somebody_else_is_refused(cast, letter, item, who):
    with pytest.raises(Refused):
        operations.annex_to_letter(cast.act(who), letter=letter, item=item)
    assert Annex.objects.count() == 0


def test_remove_annex_of_a_lead_is_refused(cast, lead, item):
    row = operations.annex_to_lead(cast.act("consul"), lead=lead, item=item)
    with pytest.raises(Refused) as no:
        operations.remove_annex(cast.act("consul"), annex=row)
    assert no.value.code == "annex_of_lead"
