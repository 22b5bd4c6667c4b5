"""Publishing what a case proves, once; withdrawing it; the two use cases that end in the book."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse

from hermanar.agreements import operations as agreements
from hermanar.directory.models import Person
from hermanar.journal.models import Chain, Entry as JournalEntry
from hermanar.kernel.codes import canonical_json, sha256_of
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.programmes.models import Duty
from hermanar.registry import queries
from hermanar.registry.enums import Shelf
from hermanar.registry.models import Entry
from hermanar.registry.operations import (
    conclude_later_act,
    conclude_registration,
    conclude_signing,
    publish_entry,
    retract_signing,
    send_for_registration,
    withdraw_entry,
)
from hermanar.registry.rules.pictures import from_json
from tests import relation as relations


def text_of(pdf: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_conclude_signing_confirms_and_compiles_the_clock(cast, signed):
    assert signed.agreement.signings.get().state == "confirmed"
    keys = set(Duty.objects.filter(partnership=signed).values_list("key", flat=True))
    assert {"first_programme", "yearly_meeting", "end_of_validity", "notice_deadline"} <= keys
    assert Entry.objects.count() == 0


def test_conclude_signing_leaves_nothing_when_a_page_was_not_read(cast, ready):
    signing = relations.deposit(cast, ready)
    with pytest.raises(Blocked) as blocked:
        conclude_signing(cast.act("liaison"), signing=signing, pages=(1,))
    assert [b.code for b in blocked.value.blockers] == ["pages_not_confirmed"]
    assert Duty.objects.count() == 0


def test_conclude_signing_publishes_a_domestic_relation(cast):
    relation = relations.open_relation(cast, domestic=True)
    relations.agree(cast, relation)
    relations.authorise(cast, relation, names="Los Cabos")
    relation = relations.fresh(relation)

    def again():
        names = {"ours": "Persona de Muestra 03", "theirs": "Persona de Muestra 40"}
        signers = [agreements.SignedBy(side, name, "Presidencia Municipal") for side, name in names.items()]
        return relations.deposit(cast, relations.fresh(relation), signatories=signers)

    signing = again()
    entry = conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2))
    assert (entry.klass, entry.country, entry.rung, entry.their_name) == ("domestic", "MX", 6, "Los Cabos")
    assert from_json(entry.snapshot).paper.is_transcript is True
    # taken off by its publisher: a corrected deposit does not bring it back, its own act does
    liaison, before = cast.act("liaison"), entry.revision
    withdraw_entry(liaison, entry=entry, reason="La ficha tiene un dato personal.")
    retract_signing(liaison, signing=signing, reason="Faltaba una página del ejemplar.")
    assert conclude_signing(liaison, signing=again(), pages=(1, 2)) is None
    entry.refresh_from_db()
    assert (entry.withdrawal, entry.revision) == ("taken_off", before)
    publish_entry(liaison, partnership=relations.fresh(relation))
    entry.refresh_from_db()
    assert (entry.withdrawn_at, entry.revision) == (None, before + 1)


def test_registration_of_a_relation_taken_off_the_book_is_recorded_and_shows_nothing(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    withdraw_entry(cast.act("liaison"), entry=entry, reason="La ficha tiene un dato personal.")
    send_for_registration(cast.act("mayor"), agreement=signed.agreement)
    row, shown = conclude_registration(
        cast.act("registrar"), agreement=signed.agreement, number="SRE-MUESTRA-2", registered_on=cast.at.date()
    )
    entry.refresh_from_db()
    assert (row.number, shown, entry.withdrawal) == ("SRE-MUESTRA-2", None, "taken_off")


@pytest.mark.parametrize("days", [-400, 1, 300], ids=["before what it cites", "tomorrow", "next year"])
def test_letter_for_the_registration_has_a_day_that_can_be(cast, signed, days):
    on = cast.at.date() + dt.timedelta(days=days)
    with pytest.raises(Invalid) as no:
        send_for_registration(cast.act("mayor"), agreement=signed.agreement, on=on)
    assert list(no.value.errors) == ["on"]
    assert not signed.agreement.registrations.exists()


def test_publish_entry_before_signature_is_blocked_with_its_door(cast, ready):
    with pytest.raises(Blocked) as blocked:
        publish_entry(cast.act("liaison"), partnership=ready)
    assert [(b.code, b.door) for b in blocked.value.blockers] == [("signed_text_missing", "agreements.signature")]
    assert Entry.objects.count() == 0


def test_publish_entry_by_another_is_refused(cast, signed):
    for who in ("stranger", "state", "counterpart", "reviewer", "committee", "nobody", "operator"):
        with pytest.raises(Refused) as refused:
            publish_entry(cast.act(who), partnership=signed)
        assert (who, refused.value.code, Entry.objects.count()) == (who, "not_publisher", 0)


@pytest.mark.parametrize("who", ["liaison", "mayor", "registrar"])
def test_publish_entry_puts_what_the_case_proves_on_the_shelf_of_exercises(cast, signed, who):
    entry = publish_entry(cast.act(who), partnership=signed)
    picture = from_json(entry.snapshot)
    signing = signed.agreement.signings.get()
    assert (entry.shelf, entry.folio, entry.partnership) == (Shelf.EXERCISE, signed.folio, signed.public_id)
    assert (picture.rung, picture.signed_on, picture.signed_at) == (6, signing.signed_on, "Villa Serena, Oaxaca")
    assert picture.paper.code == signing.issue.code
    assert set(picture.paper.files) == {"pdf", "docx"}
    assert picture.claim["es"].startswith("Se firmó el acuerdo entre Villa Serena y Lakeside")
    said = dict(tuple(line.values()) for line in picture.proof)
    assert said["Texto firmado en Villa Serena, Oaxaca"] == "Text signed in Villa Serena, Oaxaca"
    assert picture.opinion_number
    assert (picture.registration_number, picture.registered_on) == ("", None)
    assert picture.term_known is True
    assert picture.ends_on == dt.date(2027, 1, 30)
    assert [a.kind for a in picture.acts][-1] == "signed"
    assert [(s.side, s.name, s.post["es"], s.post["en"]) for s in picture.signatories] == [
        ("ours", "Persona de Muestra 03", "Presidencia Municipal", "Office of the Mayor"),
        ("theirs", "Persona de Muestra 40", "Alcaldía", "Mayor"),
    ]


def test_publish_entry_again_without_change_is_the_same_entry(cast, signed):
    first = publish_entry(cast.act("liaison"), partnership=signed)
    before = JournalEntry.objects.count()
    again = publish_entry(cast.act("mayor"), partnership=signed)
    assert (again.pk, again.revision, JournalEntry.objects.count()) == (first.pk, 1, before)


def test_publish_entry_is_anchored_in_the_journal_of_its_circle(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    revision = entry.revisions.get()
    line = JournalEntry.objects.get(happened="registry.entry_published")
    assert (revision.anchor_seq, revision.anchor_hash) == (line.seq, line.hash)
    assert line.chain == Chain.objects.get(name=signed.circle.public_id)
    assert line.data["sha256"] == sha256_of(entry.snapshot)


def test_publish_entry_names_nobody_who_worked_on_the_case(cast, signed):
    kept = canonical_json(publish_entry(cast.act("liaison"), partnership=signed).snapshot).decode()
    signers = {"Persona de Muestra 03", "Persona de Muestra 40"}
    others = set(Person.objects.values_list("name", flat=True)) - signers
    assert sorted(n for n in others if n in kept) == []
    assert "@example.org" not in kept


def test_conclude_registration_records_the_number_and_publishes_the_next_revision(cast, signed):
    publish_entry(cast.act("liaison"), partnership=signed)
    agreements.send_registration_notice(cast.act("mayor"), agreement=signed.agreement)
    row, entry = conclude_registration(
        cast.act("registrar"), agreement=signed.agreement, number="SRE-MUESTRA-1", registered_on=cast.at.date()
    )
    picture = from_json(entry.snapshot)
    assert (row.number, entry.revision, entry.rung) == ("SRE-MUESTRA-1", 2, 7)
    assert (picture.registration_number, picture.registered_on) == ("SRE-MUESTRA-1", cast.at.date())
    assert from_json(entry.revisions.get(number=1).snapshot).registration_number == ""


def test_conclude_registration_without_signed_text_leaves_nothing(cast, ready):
    with pytest.raises(Blocked) as blocked:
        conclude_registration(
            cast.act("registrar"), agreement=ready.agreement, number="1", registered_on=cast.at.date()
        )
    assert [b.code for b in blocked.value.blockers] == ["signed_text_missing"]
    assert (Entry.objects.count(), ready.agreement.registrations.count()) == (0, 0)


def test_later_act_of_termination_ends_the_entry(cast, signed):
    publish_entry(cast.act("liaison"), partnership=signed)
    agreements.record_later_act(
        cast.act("liaison"),
        agreement=signed.agreement,
        kind="termination",
        on=cast.at.date(),
        summary="Aviso de terminación",
    )
    entry = publish_entry(cast.act("liaison"), partnership=relations.fresh(signed))
    assert (entry.is_terminated, queries.get_entry(entry.public_id, on=cast.at.date()).validity) == (True, "terminated")


def test_conclude_later_act_of_termination_voids_what_would_fall_due_after_it(cast, signed):
    owed = Duty.objects.filter(partnership=signed).order_by("due_on").first()
    Duty.objects.filter(pk=owed.pk).update(due_on=cast.at.date())
    before = Duty.objects.filter(partnership=signed, state="open").count()
    conclude_later_act(
        cast.act("liaison"), agreement=signed.agreement, kind="termination", on=cast.at.date(), summary="Aviso"
    )
    assert list(Duty.objects.filter(partnership=signed, state="open")) == [owed]
    void = Duty.objects.filter(partnership=signed, state="void")
    assert void.count() == before - 1
    assert set(void.values_list("proof", flat=True)) == {"El Acuerdo terminó antes de ese plazo."}


def test_withdraw_entry_keeps_its_address_and_its_revisions(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    withdraw_entry(cast.act("liaison"), entry=entry, reason="Se publicó por error")
    page = queries.get_entry(entry.public_id, on=cast.at.date())
    assert (page.picture, page.folio, len(page.revisions)) == (None, entry.folio, 1)
    with pytest.raises(NotVisible):
        queries.get_revision(entry.public_id, 1)
    with pytest.raises(Refused) as refused:
        withdraw_entry(cast.act("liaison"), entry=entry, reason="Otra vez")
    assert refused.value.code == "entry_withdrawn"


def test_withdraw_entry_asks_for_a_reason_and_for_who_may(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    with pytest.raises(Invalid) as invalid:
        withdraw_entry(cast.act("liaison"), entry=entry, reason=" ")
    assert list(invalid.value.errors) == ["reason"]
    with pytest.raises(Refused):
        withdraw_entry(cast.act("stranger"), entry=entry, reason="Porque sí")
    assert Entry.objects.get().withdrawn_at is None


def test_withdrawn_entry_published_again_is_a_revision(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    withdraw_entry(cast.act("liaison"), entry=entry, reason="Se publicó por error")
    again = publish_entry(cast.act("liaison"), partnership=signed)
    assert (again.public_id, again.revision, again.withdrawn_at) == (entry.public_id, 2, None)


@pytest.mark.parametrize("is_known", [True, False, None])
def test_publish_entry_names_the_honorary_witness_unless_withheld(cast, ready, is_known):
    office = cast.organisations["state"].offices.exclude(title_en="").order_by("pk")[0]
    post, said = (office.title, office.title_en) if is_known else ("Cronista de la villa", "Cronista de la villa")
    typed = {"witness_post": post}
    if is_known is None:  # as the English column says it
        said = typed["witness_post_en"] = "Chronicler of the Town"
    signing = relations.deposit(cast, ready, witness_name="Persona de Muestra 90", **typed)
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2))
    entry = publish_entry(cast.act("liaison"), partnership=relations.fresh(ready))
    page = queries.get_entry(entry.public_id, on=cast.at.date())
    assert (page.picture.witness.name, page.picture.witness.post) == (
        "Persona de Muestra 90",
        {"es": post, "en": said},
    )
    assert entry.snapshot["witness"]["name"] == "Persona de Muestra 90"
    Person.objects.create(name="Persona de Muestra 90", withheld_at=cast.at)
    page = queries.get_entry(entry.public_id, on=cast.at.date())
    assert page.picture.witness.name == "Nombre reservado"
    for address in (f"/registro/{entry.public_id}/", f"/en/registro/{entry.public_id}/"):
        html = Client().get(address).content.decode()
        assert ("Nombre reservado" in html or "Name withheld" in html, "Persona de Muestra 90" in html) == (True, False)
        assert ("Testigo de honor" in html or "Honorary witness" in html) is True
    answer = Client().get(reverse("portal:entry-json", args=[entry.public_id])).content.decode()
    assert ("witness" in answer, "Persona de Muestra 90" in answer) == (True, False)


def test_name_withheld_is_taken_out_of_the_public_copy_alone(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    code = from_json(entry.snapshot).paper.code
    original = queries.public_rendition(entry.public_id, "pdf")[2]
    assert "Persona de Muestra 03" in text_of(original)
    before = queries.verify_paper(code)
    assert (before.state, before.withholds) == ("signed", False)
    Person.objects.filter(name="Persona de Muestra 03").update(withheld_at=cast.at)
    page = queries.get_entry(entry.public_id, on=cast.at.date())
    assert [s.name for s in page.picture.signatories] == ["Nombre reservado", "Persona de Muestra 40"]
    assert page.text_withheld is True
    name, _type, copy = queries.public_rendition(entry.public_id, "pdf")
    said = text_of(copy)
    assert "Persona de Muestra 03".casefold() not in said.casefold()
    assert ("[nombre reservado]" in said, "[name withheld]" in said, "Persona de Muestra 40" in said) == (True,) * 3
    assert "UN NOMBRE SE RESERVA" in said.upper()
    assert (name.endswith("-copia-publica.pdf"), code.replace("-", "") in said.replace("-", "")) == (True, True)
    word = queries.public_rendition(entry.public_id, "docx")[2]
    assert word.startswith(b"PK")
    # what was issued stays: its row, its bytes, what the journal sealed
    after = queries.verify_paper(code)
    assert (after.state, after.withholds, after.files) == ("signed", True, before.files)
    assert queries.verify_bytes(original).matched == "pdf"
    assert queries.verify_bytes(copy) is None
    assert Entry.objects.get().snapshot == entry.snapshot


def test_name_withheld_of_another_text_changes_nothing_here(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    Person.objects.filter(name="Persona de Muestra 01").update(withheld_at=cast.at)
    assert queries.get_entry(entry.public_id, on=cast.at.date()).text_withheld is False
    data = queries.public_rendition(entry.public_id, "pdf")[2]
    assert queries.verify_bytes(data).matched == "pdf"


def test_public_rendition_is_only_of_what_is_published(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    for public_id, fmt in ((entry.public_id, "exe"), ("0" * 12, "pdf")):
        with pytest.raises(NotVisible):
            queries.public_rendition(public_id, fmt)
    withdraw_entry(cast.act("liaison"), entry=entry, reason="Se publicó por error")
    with pytest.raises(NotVisible):
        queries.public_rendition(entry.public_id, "pdf")
