"""Evidence comes in, in one piece or many; is judged; is used and re-used in plain sight."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hermanar.evidence.enums import Claim, Consent, EvidenceState, Kind, Weakness
from hermanar.evidence.models import Arrival, Evidence
from hermanar.evidence.operations import (
    ARRIVAL_LASTS,
    accept_evidence,
    add_evidence,
    add_many,
    add_part,
    begin_arrival,
    describe_evidence,
    drop_arrivals,
    end_use,
    finish_arrival,
    return_evidence,
    use_evidence,
)
from hermanar.evidence.queries import (
    carries,
    count_by_state,
    evidence_of,
    get_evidence,
    list_evidence,
    open_copy,
    sentence_of,
)
from hermanar.files.models import Attachment, Blob
from hermanar.files.queries import read_blob
from hermanar.files.rules.pages import picture_of
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from tests.files.hostile import pdf, xlsx
from tests.files.test_images import heic, phone_photo
from tests.kept import kept

pytestmark = pytest.mark.django_db

WHOLE = {
    "kind": Kind.PHOTO,
    "on": dt.date(2022, 1, 20),
    "place": "Palacio Municipal",
    "author": "Comunicación Social",
    "caption_es": "Primera reunión",
    "alt_es": "Cuatro personas en una mesa",
    "consent": Consent.PUBLIC_ACT,
}


def photo(name="foto.jpg", size=(400, 300)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, phone_photo(size), "image/jpeg")


@pytest.fixture
def home(cast):
    return cast.organisations["municipality"].home


@pytest.fixture
@kept
def one(cast, home):
    return add_evidence(cast.act("liaison"), circle=home, upload=photo(), **WHOLE)


def test_add_evidence_keeps_the_original_and_shows_only_a_copy_without_traces(cast, one):
    assert b"Telefono de Muestra" in read_blob(one.attachment.blob)
    for thumb in (False, True):
        with open_copy(cast.actor("liaison"), one.public_id, thumb=thumb).stream as stream:
            data = stream.read()
        assert b"Telefono" not in data
        with Image.open(io.BytesIO(data)) as shown:
            assert (shown.format, dict(shown.getexif())) == ("JPEG", {})
    assert (one.width, one.height) == (400, 300)


def test_add_evidence_takes_what_an_iphone_makes(cast, home):
    upload = SimpleUploadedFile("IMG_1.HEIC", heic(), "image/heic")
    row = add_evidence(cast.act("liaison"), circle=home, upload=upload, **WHOLE)
    with open_copy(cast.actor("liaison"), row.public_id).stream as stream, Image.open(stream) as shown:
        assert shown.format == "JPEG"


def test_add_evidence_of_a_pdf_shows_its_first_page_small(cast, home):
    row = add_evidence(
        cast.act("liaison"), circle=home, upload=SimpleUploadedFile("acta.pdf", pdf()), **WHOLE | {"kind": "minutes"}
    )
    assert (row.shown, row.thumb is None) == (None, False)


def test_add_evidence_of_a_link_needs_a_whole_address(cast, home):
    with pytest.raises(Invalid) as no:
        add_evidence(cast.act("liaison"), circle=home, url="javascript:alert(1)", kind="link")
    assert list(no.value.errors) == ["url"]
    row = add_evidence(cast.act("liaison"), circle=home, url="https://example.org/nota", kind="link")
    assert (row.url, row.attachment) == ("https://example.org/nota", None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "rumor"}, "kind"),
        ({"kind": "photo", "on": dt.date(2022, 2, 1)}, "on"),
        ({"kind": "photo", "precision": "hora"}, "precision"),
        ({"kind": "photo", "consent": "quizá"}, "consent"),
        ({"kind": "photo"}, "file"),
    ],
)
def test_add_evidence_of_a_wrong_description_says_where(cast, home, given, field):
    with pytest.raises(Invalid) as no:
        add_evidence(cast.act("liaison"), circle=home, **given)
    assert list(no.value.errors) == [field]


def test_add_evidence_twice_points_to_the_first(cast, home, one):
    with pytest.raises(Refused) as no:
        add_evidence(cast.act("liaison"), circle=home, upload=photo("otra.jpg"), **WHOLE)
    assert (no.value.code, no.value.field) == ("already_there", "file")
    assert Attachment.objects.filter(circle=home).count() == 1  # nothing of the refused one stays


@pytest.mark.parametrize("who", ["stranger", "nobody", "counterpart", "mayor", "registrar"])
def test_add_evidence_of_whoever_does_not_capture_finds_nothing(cast, home, who):
    with pytest.raises(NotVisible):
        add_evidence(cast.act(who), circle=home, upload=photo(), **WHOLE)


def test_add_many_takes_the_good_ones_and_names_the_others(cast, home):
    uploads = [photo("1.jpg"), SimpleUploadedFile("2.jpg", b"no es una foto"), photo("3.jpg", (20, 10)), photo("4.jpg")]
    batch = add_many(cast.act("liaison"), circle=home, uploads=uploads, **WHOLE)
    assert [e.attachment.filename for e in batch.taken] == ["1.jpg", "3.jpg"]
    assert [(name, no.code) for name, no in batch.refused] == [("2.jpg", "not_evidence"), ("4.jpg", "already_there")]
    assert Evidence.objects.filter(circle=home).count() == 2


def test_accept_evidence_lets_the_state_see_it(cast, one):
    circle = cast.circle
    row = add_evidence(cast.act("liaison"), circle=circle, upload=photo(size=(9, 9)), **WHOLE)
    with pytest.raises(NotVisible):
        get_evidence(cast.actor("state"), row.public_id)
    accept_evidence(cast.act("liaison"), evidence=row)
    assert get_evidence(cast.actor("state"), row.public_id).row.state == EvidenceState.ACCEPTED


def test_return_evidence_needs_a_reason_and_describing_brings_it_back(cast, one):
    with pytest.raises(Invalid):
        return_evidence(cast.act("mayor"), evidence=one, reason="  ")
    return_evidence(cast.act("mayor"), evidence=one, reason="Es de otra sesión")
    assert (one.state, one.reason) == (EvidenceState.RETURNED, "Es de otra sesión")
    describe_evidence(cast.act("liaison"), evidence=one, **WHOLE | {"on": dt.date(2022, 1, 21)})
    one.refresh_from_db()
    assert (one.state, one.reason, one.on) == (EvidenceState.RECEIVED, "", dt.date(2022, 1, 21))


def test_accepted_evidence_that_says_another_thing_is_looked_at_anew(cast, one):
    for said in (
        {"kind": Kind.AGREEMENT}, {"on": dt.date(2022, 1, 19)}, {"place": "Auditorio"}, {"author": "Otra área"},
        {"caption_es": "Firma del acuerdo"}, {"caption_en": "Signing"}, {"consent": Consent.MISSING},
    ):  # fmt: skip
        accept_evidence(cast.act("liaison"), evidence=one)
        before = {name: getattr(one, name) for name in WHOLE} | {"caption_en": one.caption_en}
        describe_evidence(cast.act("liaison"), evidence=one, **before | {"alt_es": f"{one.alt_es}, de pie"})
        one.refresh_from_db()
        assert (one.state, one.alt_es[-6:]) == (EvidenceState.ACCEPTED, "de pie"), said
        describe_evidence(cast.act("liaison"), evidence=one, **before | said)
        one.refresh_from_db()
        assert (one.state, one.judged_on) == (EvidenceState.RECEIVED, None), said


def test_accept_evidence_a_second_time_is_refused(cast, one):
    accept_evidence(cast.act("liaison"), evidence=one)
    with pytest.raises(Refused):
        accept_evidence(cast.act("mayor"), evidence=one)


@pytest.mark.parametrize("who", ["committee", "council_secretary", "stranger"])
def test_accept_evidence_of_whoever_does_not_judge_finds_nothing(cast, one, who):
    with pytest.raises(NotVisible):
        accept_evidence(cast.act(who), evidence=one)


def use(cast, one, subject_id="A", label="4.1 Sesiones de gabinete", claim=Claim.HELD):
    return use_evidence(
        cast.act("liaison"), evidence=one, subject="plans.entry", subject_id=subject_id, label=label, claim=claim
    )


def test_use_evidence_again_elsewhere_shows_in_both_places(cast, one):
    accept_evidence(cast.act("liaison"), evidence=one)
    use(cast, one)
    use(cast, one, "B", "6.1 Alianzas")
    found = evidence_of(cast.actor("liaison"), "plans.entry", ["A", "B"])
    reused = {
        key: [w.data["others"] for w in shown[0].weak if w.code == Weakness.REUSED] for key, shown in found.items()
    }
    assert reused == {"A": [["6.1 Alianzas"]], "B": [["4.1 Sesiones de gabinete"]]}
    assert [u.label for u in get_evidence(cast.actor("liaison"), one.public_id).uses] == [
        "6.1 Alianzas",
        "4.1 Sesiones de gabinete",
    ]


def test_use_evidence_twice_in_one_record_is_refused(cast, one):
    use(cast, one)
    with pytest.raises(Refused):
        use(cast, one)


def test_use_evidence_that_cannot_show_it_is_used_and_marked(cast, one):
    accept_evidence(cast.act("liaison"), evidence=one)
    use(cast, one, claim=Claim.SIGNED)
    (shown,) = evidence_of(cast.actor("liaison"), "plans.entry", ["A"])["A"]
    assert not carries(shown)
    assert sentence_of(shown.weak[0]) == "Fotografía: no puede mostrar que se firmó."


def test_end_use_keeps_that_it_was_there(cast, one):
    ended = use(cast, one)
    end_use(cast.act("liaison"), use=ended)
    assert evidence_of(cast.actor("liaison"), "plans.entry", ["A"]) == {}
    shown = get_evidence(cast.actor("liaison"), one.public_id)
    assert (len(shown.uses), shown.standing) == (1, ())
    with pytest.raises(Refused):
        end_use(cast.act("liaison"), use=ended)
    use(cast, one)  # and may come back


def test_arrival_in_pieces_makes_the_same_evidence(cast, home, django_capture_on_commit_callbacks):
    data = phone_photo()
    arrival = begin_arrival(cast.act("liaison"), circle=home, filename="foto.jpg", size=len(data))
    for start in range(0, len(data), 1000):
        add_part(cast.act("liaison"), arrival=arrival, offset=arrival.got, data=data[start : start + 1000])
    with django_capture_on_commit_callbacks(execute=True):
        (row,) = finish_arrival(cast.act("liaison"), arrival=arrival, **WHOLE).taken
    assert read_blob(row.attachment.blob) == data
    assert not default_storage.exists(f"arrivals/{arrival.public_id}/000000000000")
    arrival.refresh_from_db()
    assert finish_arrival(cast.act("liaison"), arrival=arrival, **WHOLE).taken == [row]  # said twice, done once


def test_arrival_goes_on_where_it_was(cast, home):
    data = phone_photo()
    arrival = begin_arrival(cast.act("liaison"), circle=home, filename="foto.jpg", size=len(data))
    add_part(cast.act("liaison"), arrival=arrival, offset=0, data=data[:700])
    again = begin_arrival(cast.act("liaison"), circle=home, filename="foto.jpg", size=len(data))
    assert (again.pk, again.got) == (arrival.pk, 700)
    add_part(cast.act("liaison"), arrival=again, offset=0, data=data[:700])  # the piece that was sent twice
    assert Arrival.objects.get(pk=arrival.pk).got == 700
    with pytest.raises(Refused):  # a piece of nothing would be sent for ever
        add_part(cast.act("liaison"), arrival=again, offset=700, data=b"")
    with pytest.raises(Refused):
        add_part(cast.act("liaison"), arrival=again, offset=900, data=data[900:])
    with pytest.raises(Refused):
        finish_arrival(cast.act("liaison"), arrival=again, **WHOLE)
    with pytest.raises(NotVisible):
        add_part(cast.act("committee"), arrival=again, offset=700, data=data[700:])


def test_arrival_that_is_refused_leaves_nothing(cast, home, django_capture_on_commit_callbacks):
    data = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    arrival = begin_arrival(cast.act("liaison"), circle=home, filename="x.jpg", size=len(data))
    add_part(cast.act("liaison"), arrival=arrival, offset=0, data=data)
    before = Blob.objects.count()
    (part,) = arrival.parts
    with django_capture_on_commit_callbacks(execute=True):
        batch = finish_arrival(cast.act("liaison"), arrival=arrival, **WHOLE)
    assert [(name, no.code) for name, no in batch.refused] == [("x.jpg", "svg")]
    assert not default_storage.exists(part)
    assert (Arrival.objects.count(), Evidence.objects.count(), Blob.objects.count()) == (0, 0, before)


def test_begin_arrival_of_too_much_is_refused_before_a_byte_comes(cast, home, settings):
    with pytest.raises(Refused) as no:
        begin_arrival(cast.act("liaison"), circle=home, filename="x.jpg", size=settings.FILE_MAX_BYTES + 1)
    assert no.value.code == "too_large"


def test_drop_arrivals_forgets_what_did_not_come_whole_within_a_day(cast, home, django_capture_on_commit_callbacks):
    data = phone_photo()
    arrival = begin_arrival(cast.act("liaison"), circle=home, filename="foto.jpg", size=len(data))
    add_part(cast.act("liaison"), arrival=arrival, offset=0, data=data[:700])
    (part,) = arrival.parts
    assert drop_arrivals(cast.act("liaison", cast.at + ARRIVAL_LASTS)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_arrivals(cast.act("liaison", cast.at + ARRIVAL_LASTS + dt.timedelta(seconds=1))) == 1
    assert not default_storage.exists(part)


def test_list_evidence_goes_by_keyset_and_asks_the_same_number_of_questions(cast, home, django_assert_num_queries):
    for n in range(5):
        row = add_evidence(cast.act("liaison"), circle=home, upload=photo(size=(20 + n, 10)), **WHOLE)
        if n < 3:
            use(cast, row)
    seen, after = [], ""
    actor = cast.actor("liaison")
    while True:
        with django_assert_num_queries(2):
            page = list_evidence(actor, home, after=after, limit=2)
        seen += [s.row.width for s in page.shown]
        after = page.after
        if not after:
            break
    assert seen == [24, 23, 22, 21, 20]
    assert [s.row.width for s in list_evidence(actor, home, unused=True).shown] == [24, 23]
    assert list_evidence(cast.actor("stranger"), home).shown == []
    assert count_by_state(actor, home) == {"received": 5}
    assert len(list_evidence(actor, home, after="hoy~x").shown) == 5  # a key somebody made up is no key


def test_evidence_journal_names_the_kind_and_no_file(cast, home, one):
    lines = [line for line in list_lines(home.public_id, limit=20) if line.about == one.public_id]
    assert [line.happened for line in lines] == ["evidence.added"]
    assert "foto.jpg" not in str(lines[0])


def test_table_is_evidence_that_shows_what_is_counted_and_has_no_picture(cast):
    act, circle = cast.act("liaison"), cast.organisations["municipality"].home
    for name, data in (("padron.xlsx", xlsx()), ("padron.csv", b"area,numero\nTurismo,3\n")):
        row = add_evidence(
            act, circle=circle, upload=SimpleUploadedFile(name, data), **(WHOLE | {"kind": Kind.DATABASE, "alt_es": ""})
        )
        assert (row.shown, row.thumb, row.attachment.blob.media_type.split("/")[0]) == (
            None, None, "text" if name.endswith("csv") else "application"
        )  # fmt: skip
        assert accept_evidence(act, evidence=row).state == EvidenceState.ACCEPTED


def test_first_page_of_a_pdf_is_read_from_disk_and_the_rest_stays_there(cast, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "hermanar.evidence.operations.picture_of",
        lambda what, page: asked.append((type(what), page)) or picture_of(what, page),
    )
    row = add_evidence(
        cast.act("liaison"), circle=cast.organisations["municipality"].home,
        upload=SimpleUploadedFile("acta.pdf", pdf(pages=3)), **(WHOLE | {"kind": Kind.MINUTES}),
    )  # fmt: skip
    assert row.thumb is not None
    assert [(issubclass(what, Path), page) for what, page in asked] == [(True, 1)]
