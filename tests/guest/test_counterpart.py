"""The counterpart's pages: each is one small form, in its language, without scripts."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionState
from hermanar.calls.models import ContactCheck, Contribution, Hour
from hermanar.documents.queries import latest_version
from hermanar.files.models import Attachment
from hermanar.journal.queries import list_lines
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.errors import Refused
from hermanar.links.models import Link
from hermanar.links.queries import actor_of
from hermanar.notices.models import Notice
from hermanar.partnerships import operations as partnerships
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import ProgrammeState
from hermanar.programmes.models import Annex, Programme
from tests import relation as relations
from tests.kept import kept
from tests.relation import scan_file

from .conftest import in_earnest, read_mailbox, send


@pytest.fixture
@kept
def letter(cast, partnership):
    return partnerships.record_letter(
        cast.act("liaison"), partnership=partnership, kind="intent", direction="out", dated_on=cast.at.date(),
        folio="VS/PM/001/2022",
    )  # fmt: skip


def url(name: str, token: str, *args: str) -> str:
    return reverse(f"guest:counterpart:{name}", args=[token, *args])


def test_home_asks_first_for_the_letter_that_waits(client, door, letter):
    page = client.get(reverse("guest:link", args=[door[1]])).content.decode()
    assert page.index("Leerla y contestar") < page.index("Qué puede hacer aquí")
    assert "¿Sigue siendo usted el contacto?" not in page


def test_home_asks_whether_one_is_still_the_contact(client, door):
    _link, token = door
    assert "¿Sigue siendo usted el contacto?" in client.get(reverse("guest:link", args=[token])).content.decode()
    assert send(client, url("contact", token)).status_code == 302
    assert ContactCheck.objects.get().is_same is True
    page = client.get(reverse("guest:link", args=[token])).content.decode()
    assert "confirmado el 31 de enero de 2022" in page


def test_answer_is_received_and_said_to_be_so(client, door, letter):
    _link, token = door
    page = client.get(url("letter", token, letter.public_id)).content.decode()
    assert "recibida por enlace personal" in page
    answer = send(
        client, url("letter", token, letter.public_id), is_affirmative="yes", text="With pleasure.",
        said_by="City Manager", file=scan_file(),
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('guest:link', args=[token])}?hecho=si")
    row = Contribution.objects.get()
    assert (row.is_affirmative, row.text, row.attachment.blob.pages) == (True, "With pleasure.", 2)
    page = client.get(answer["Location"]).content.decode()
    assert "Lo recibimos" in page
    assert "Por revisar" in page


def test_answer_that_says_nothing_keeps_what_was_typed(client, door, letter):
    answer = send(client, url("letter", door[1], letter.public_id), text="I typed this", said_by="Clerk")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "I typed this" in page
    assert Contribution.objects.count() == 0


def test_letter_of_another_relation_is_not_there(cast, client, door):
    other = relations.open_relation(cast, domestic=True, everybody=False)
    row = partnerships.record_letter(
        cast.act("liaison"), partnership=other, kind="intent", direction="out", dated_on=cast.at.date(),
        folio="VS/PM/002/2022",
    )  # fmt: skip
    assert client.get(url("letter", door[1], row.public_id)).status_code == 404
    assert client.get(url("letter_pdf", door[1], row.public_id)).status_code == 404


def test_answer_is_confirmed_from_the_mailbox(cast, client, partnership, letter, django_capture_on_commit_callbacks):
    in_earnest(cast, partnership)
    _link, token = calls.open_door(
        cast.act("liaison"), partnership=partnership, now=timezone.now(), email="office@lakeside.example"
    )
    read_mailbox(client, reverse("guest:link", args=[token]), django_capture_on_commit_callbacks)
    answer = send(client, url("letter", token, letter.public_id), is_affirmative="yes", text="Yes")
    row = Contribution.objects.get()
    confirm = url("confirm", token, row.public_id)
    assert answer["Location"] == confirm
    page = client.get(confirm).content.decode()
    assert "o•••@lakeside.example" in page
    assert "office@" not in page
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, confirm, send="1").status_code == 200
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert "Ese código no es" in send(client, confirm, code=wrong).content.decode()
    row.refresh_from_db()
    assert row.state == ContributionState.UNCONFIRMED
    assert send(client, confirm, code=code).status_code == 302
    row.refresh_from_db()
    assert row.state == ContributionState.WAITING
    assert "Ya está confirmado" in client.get(confirm).content.decode()


def test_contact_changes_hands(client, door):
    answer = send(client, url("handover", door[1]), name="", post="", email="x")
    assert sorted(answer.context["form"].errors) == ["email", "post"]
    answer = send(client, url("handover", door[1]), name="", post="City Clerk", email="clerk@lakeside.example")
    assert answer.status_code == 302
    assert Contribution.objects.get().contact["contact_post"] == "City Clerk"


def test_text_is_seen_only_when_shared(cast, client, door, partnership):
    token = door[1]
    assert client.get(url("text", token)).status_code == 404
    version = latest_version(relations.start_text(cast, partnership).document)
    calls.share_text(cast.act("liaison"), partnership=partnership, version=version)
    group = version.as_content.groups()[2]
    page = client.get(f"{url('text', token)}?articulo={group}").content.decode()
    assert 'lang="en"' in page
    assert f'<option value="{group}" selected>' in page
    assert send(client, url("text", token), group=group, text="Please add music.").status_code == 302
    assert Contribution.objects.get().version == version
    assert "Please add music." in client.get(url("text", token)).content.decode()


def test_hours_are_said_in_the_time_of_both_places(cast, client, door, partnership):
    token = door[1]
    hour = calls.propose_hour(
        cast.act("liaison"), partnership=partnership, starts_at=cast.at + dt.timedelta(days=60, hours=3)
    )
    page = client.get(url("hours", token)).content.decode()
    assert "15:00 h" in page  # Villa Serena
    assert "16:00 h" in page  # Lakeside, one hour ahead in April
    assert client.get(url("take", token, hour.public_id)).status_code == 200
    assert send(client, url("take", token, hour.public_id)).status_code == 302
    hour.refresh_from_db()
    assert hour.taken_at is not None
    assert send(client, url("take", token, hour.public_id)).status_code == 200


def test_hour_is_proposed_in_ones_own_time(client, door):
    answer = send(client, url("hours", door[1]), on="2022-04-05", hour="10:00", minutes="45")
    assert answer.status_code == 302
    row = Hour.objects.get()
    assert (row.starts_at.astimezone(dt.UTC).hour, row.minutes, row.by_counterpart) == (15, 45, True)
    answer = send(client, url("hours", door[1]), on="2021-04-05", hour="10:00", minutes="45")
    assert "hour" in answer.context["form"].errors
    answer = send(client, url("hours", door[1]), on="0022-04-05", hour="10:00", minutes="45")
    assert "1900" in answer.context["form"].errors["on"][0]


def test_photo_comes_in_and_a_hostile_one_does_not(client, door):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    good = SimpleUploadedFile("plaza.png", out.getvalue(), content_type="image/png")
    bad = SimpleUploadedFile("plaza.png", b"<svg onload=alert(1)>", content_type="image/png")
    answer = send(client, url("photo", door[1]), file=bad, caption="Plaza")
    assert list(answer.context["form"].errors) == ["file"]
    assert Attachment.objects.count() == 0
    assert send(client, url("photo", door[1]), file=good, caption="Plaza").status_code == 302
    assert Attachment.objects.count() == 1


def test_questions_of_the_first_page_do_not_grow(cast, client, door, partnership, assert_flat):
    days = iter(range(1, 9))

    def make():
        calls.propose_hour(
            cast.act("liaison"), partnership=partnership, starts_at=cast.at + dt.timedelta(days=next(days))
        )
        out = io.BytesIO()
        Image.new("RGB", (4, 3), "teal").save(out, "PNG")
        send(client, url("photo", door[1]), file=SimpleUploadedFile("a.png", out.getvalue()))

    assert assert_flat(make, lambda: client.get(reverse("guest:link", args=[door[1]]))) <= 30


@pytest.fixture
@kept
def programme(cast, partnership):
    act = cast.act("liaison")
    row = programmes.open_programme(act, partnership=partnership, version=None, signed_on=act.on)
    keys = [m["key"] for m in row.modalities if m["key"] != "other"]
    spec = programmes.ActivitySpec("Estancia", keys[0], starts_on=act.on, ends_on=act.on, **relations.PARTS_OF_PROJECT)
    programmes.propose_activity(act, programme=row, spec=spec)
    programmes.leave_out(act, programme=row, modalities=keys[1:], ground="optional")
    return row


def test_programme_is_read_sent_back_and_approved_by_link(cast, client, partnership, door, programme):
    link, token = door
    home, page = reverse("guest:link", args=[token]), url("programme", token, programme.public_id)
    papers = [url("programme_paper", token, programme.public_id, fmt) for fmt in ("pdf", "docx")]
    changes = url("programme_changes", token, programme.public_id)
    assert [client.get(at).status_code for at in (page, *papers, changes)] == [404] * 4  # a draft is ours
    assert "Leerlo y aprobarlo" not in client.get(home).content.decode()
    programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert "Leerlo y aprobarlo" in client.get(home).content.decode()
    shown = client.get(page).content.decode()
    assert [t in shown for t in ("Estancia", "Textos que están solo en español: 8.", "Pedir cambios")] == [True] * 3
    assert [client.get(at).content[:2] for at in papers] == [b"%P", b"PK"]
    assert client.get(url("programme_paper", token, programme.public_id, "odt")).status_code == 404
    for lang, said in (("en", "Approve the program"), ("pt", "Aprovar o programa"), ("fr", "Approuver le programme")):
        assert said in client.get(f"/{lang}{page}").content.decode()
    # the other answer: it goes back with the reason, and our side hears of it
    assert send(client, changes, reason=" ").status_code == 200
    assert send(client, changes, reason="Another month, please").status_code == 302
    programme.refresh_from_db()
    assert (programme.state, programme.ours_on) == (ProgrammeState.DRAFT, None)
    last = list_lines(partnership.circle.public_id, limit=1)[0]
    assert (last.data["reason"], last.how) == ("Another month, please", "by_link")
    told = sorted(Notice.objects.filter(key="programme_returned").values_list("user", flat=True))
    assert told == sorted(cast.users[name].pk for name in ("liaison", "mayor"))
    programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert send(client, page, authority=" ").status_code == 200
    answer = send(client, page, authority="City Manager")
    assert (answer.status_code, answer["Location"]) == (302, f"{home}?hecho=si")
    programme.refresh_from_db()
    proof = f"Aprobado por enlace personal: City Manager ({link.holder})"
    assert (programme.state, programme.theirs_how, programme.theirs_proof) == (ProgrammeState.RUNNING, "by_link", proof)
    annex = Annex.objects.get(programme=programme)
    assert annex.sha256[:8] in annex.issue.version.as_content.block("chain-own").text["es"]
    assert "Ambas Partes aprobaron este programa." in client.get(page).content.decode()
    assert send(client, page, authority="City Manager").status_code == 200  # once
    assert Annex.objects.count() == 1
    assert client.get(changes).status_code == 404
    assert client.get(papers[0])["Content-Disposition"].startswith("inline")


def test_programme_is_not_approved_by_a_link_to_another_record_nor_by_one_that_has_no_mailbox(
    cast, partnership, programme
):
    programmes.approve_programme(cast.act("mayor"), programme=programme)
    programme.refresh_from_db()
    other = relations.open_relation(cast, domestic=True, everybody=False)
    act, now = cast.act("liaison"), timezone.now()
    strange, _token = calls.open_door(act, partnership=other, now=now)
    own, _token = calls.open_door(act, partnership=partnership, now=now)
    ended, own = own, calls.open_door(act, partnership=partnership, now=now)[0]
    Link.objects.filter(pk=own.pk).update(email="")
    in_earnest(cast, partnership)
    programme = Programme.objects.get(pk=programme.pk)

    def refused(link) -> str:
        with pytest.raises(Refused) as no:
            programmes.accept_programme(Act(actor_of(link), cast.at, Channel.LINK), programme=programme, authority="A")
        return no.value.code

    assert [refused(link) for link in (strange, ended, own)] == [
        "not_counterpart", "not_counterpart", "link_without_mailbox",
    ]  # fmt: skip
    with pytest.raises(Refused, match="not_liaison"):
        programmes.reopen_programme(Act(actor_of(strange), cast.at, Channel.LINK), programme=programme, reason="No")
