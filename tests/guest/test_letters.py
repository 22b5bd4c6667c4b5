"""A letter without a case, answered by whom it went to: from the link that the liaison gives to the line in the register."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionState
from hermanar.calls.models import Contribution
from hermanar.directory.models import Country
from hermanar.journal.queries import list_lines
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.links.models import Link
from hermanar.links.queries import actor_of
from hermanar.notices.models import Notice
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.models import Letter
from tests import relation as relations
from tests.kept import kept
from tests.relation import scan_file
from tests.web.forms import post as press

from .conftest import in_earnest, read_mailbox, send


@pytest.fixture
@kept
def letters(cast) -> list[Letter]:
    """Two of the letters that a house sent before there was any case."""
    act, house = cast.act("liaison"), cast.organisations["municipality"]
    abroad = Country.objects.get(pk="US")
    return [
        partnerships.record_letter(
            act, owner=house, kind="intent", direction="out", dated_on=act.on, folio=f"VS/PM/10{n}/2022",
            city=city, country=abroad, other_post="Mayor", other_office=f"City of {city}", subject="Carta de intención",
        )
        for n, city in enumerate(("Riverton", "Hillford"))
    ]  # fmt: skip


def opened(client, token: str):
    return client.get(reverse("guest:link", args=[token]))


def test_letter_is_answered_by_link_and_put_down_in_the_register(cast, client, letters):
    letter, liaison = letters[0], cast.client("liaison")
    page = liaison.get(reverse("web:letters:letter", args=[letter.public_id])).content.decode()
    give = reverse("web:letters:give", args=[letter.public_id])
    assert give in page
    given = press(liaison, give, holder="Mayor of Riverton", email="", language="en")
    link = Link.objects.get(purpose="calls.letter")
    token = given.context["address"].rstrip("/").rpartition("/")[2]
    assert (link.subject, link.circle, "/en/" in given.context["address"]) == (letter.public_id, letter.circle, True)
    assert list_lines(letter.circle.public_id, limit=1)[0].happened == "links.link_given"
    # who gave it uses their own seat; whoever holds it reads this letter in their language, and nothing of the house else
    assert opened(liaison, token).status_code == 403
    shown = opened(client, token).content.decode()
    assert [word in shown for word in ("VS/PM/100/2022", "Riverton", "VS/PM/101/2022", "Hillford")] == [
        True, True, False, False,
    ]  # fmt: skip
    home = reverse("guest:link", args=[token])
    for lang, said in (("en", "Your answer"), ("pt", "A sua resposta"), ("fr", "Votre réponse")):
        with translation.override("es"):
            assert said in client.get(f"/{lang}{home}").content.decode()
    assert (
        "Escriba su respuesta"
        in send(client, reverse("guest:link", args=[token]), is_affirmative="yes").content.decode()
    )
    hostile = SimpleUploadedFile("carta.pdf", b"<script>alert(1)</script>", content_type="application/pdf")
    refused = send(client, reverse("guest:link", args=[token]), is_affirmative="yes", text="Yes", file=hostile)
    assert (refused.status_code, Contribution.objects.count()) == (200, 0)
    answer = send(
        client, reverse("guest:link", args=[token]), is_affirmative="yes", text="<b>With pleasure</b>",
        said_by="Mayor <img src=x onerror=1>", file=scan_file(),
    )  # fmt: skip
    assert answer["Location"].endswith("?hecho=si")
    row = Contribution.objects.get()
    assert (row.partnership, row.circle, row.state) == (None, letter.circle, ContributionState.WAITING)
    again = send(client, reverse("guest:link", args=[token]), is_affirmative="no", text="No")
    assert (again.status_code, Contribution.objects.count()) == (200, 1)  # one at a time, until it is looked at
    told = Notice.objects.get(key="contribution_received", user=cast.users["liaison"])
    assert told.data["folio"] == "VS/PM/100/2022"
    # the liaison reads it, and puts it down; nobody else can
    at = reverse("web:links:contribution", args=[row.public_id])
    assert liaison.get(reverse("web:letters:letter", args=[letter.public_id])).context["next"].url == at
    read = liaison.get(at).content.decode()
    assert ("&lt;b&gt;With pleasure" in read, "<img src=x" in read) == (True, False)
    assert [cast.client(who).get(at).status_code for who in ("mayor", "committee", "state", "reviewer")] == [
        200,
        200,
        404,
        404,
    ]
    assert press(liaison, reverse("web:links:take", args=[row.public_id])).status_code == 302
    letter.refresh_from_db()
    line = Letter.objects.get(answers=letter)
    assert (letter.state, line.is_affirmative, line.circle, line.attachment.blob.pages) == (
        "answered", True, letter.circle, 2,
    )  # fmt: skip
    assert "Esta carta ya tiene respuesta" in opened(client, token).content.decode()
    assert f'href="{give}"' not in liaison.get(reverse("web:letters:letter", args=[letter.public_id])).content.decode()
    # it goes into a case as every letter of the register does, and what came by its link stays readable
    assert liaison.get(at).status_code == 200


def test_link_of_a_letter_expires_is_withdrawn_and_gives_way_to_the_next(cast, client, letters):
    act, now = cast.act("liaison"), timezone.now()
    first, one = calls.give_letter_link(act, letter=letters[0], holder="Mayor", now=now)
    second, two = calls.give_letter_link(act, letter=letters[0], holder="Mayor", now=now)
    other, three = calls.give_letter_link(act, letter=letters[1], holder="Mayor", now=now)
    assert [opened(client, token).status_code for token in (one, two, three)] == [410, 200, 200]
    Link.objects.filter(pk=other.pk).update(last_day=cast.at.date() - dt.timedelta(days=1))
    off = reverse("web:letters:take_back", args=[letters[0].public_id, second.public_id])
    astray = reverse("web:letters:take_back", args=[letters[1].public_id, second.public_id])
    assert cast.client("liaison").get(astray).status_code == 404
    assert press(cast.client("liaison"), off, reason="Se reenvió").status_code == 302
    assert [opened(client, token).status_code for token in (two, three)] == [410, 410]
    # neither a link that ended nor one to another letter does anything, even past the page
    held, _token = calls.give_letter_link(act, letter=letters[0], holder="Mayor", now=now)
    for link in (first, second, held):
        guest = Act(actor_of(link), cast.at, Channel.LINK)
        with pytest.raises(NotVisible):
            calls.hand_in_answer(guest, letter=letters[1], text="Yes", is_affirmative=True)
    with pytest.raises(NotVisible):
        calls.hand_in_answer(
            Act(actor_of(first), cast.at, Channel.LINK), letter=letters[0], text="Y", is_affirmative=True
        )
    assert Contribution.objects.count() == 0


def test_answer_that_an_earlier_holder_never_confirmed_closes_the_way_to_nobody(cast, client, letters):
    act, now = cast.act("liaison"), timezone.now()
    first, _one = calls.give_letter_link(act, letter=letters[0], holder="Mayor", email="a@riverton.example", now=now)
    earlier = Act(actor_of(first), cast.at, Channel.LINK)
    calls.hand_in_answer(earlier, letter=letters[0], text="Not from us", is_affirmative=False)
    Contribution.objects.update(state=ContributionState.UNCONFIRMED)  # as outside an exercise
    second, two = calls.give_letter_link(act, letter=letters[0], holder="City Manager", now=now)
    shown = opened(client, two).content.decode()
    assert ("Not from us" in shown, 'name="is_affirmative"' in shown) == (False, True)
    later = Act(actor_of(second), cast.at, Channel.LINK)
    calls.hand_in_answer(later, letter=letters[0], text="Yes", is_affirmative=True)
    with pytest.raises(Refused) as no:
        calls.hand_in_answer(later, letter=letters[0], text="Again", is_affirmative=True)
    assert no.value.code == "already_answered"


def test_link_of_a_letter_that_joined_a_case_is_still_there_to_be_taken_back(cast, client, letters):
    act, liaison = cast.act("liaison"), cast.client("liaison")
    link, token = calls.give_letter_link(act, letter=letters[0], holder="Mayor", now=timezone.now())
    case = relations.open_relation(cast, everybody=False)
    Letter.objects.filter(pk=letters[0].pk).update(city="", country=None)
    letters[0].refresh_from_db()
    partnerships.join_case(act, letter=letters[0], partnership=case)
    assert opened(client, token).status_code == 200
    off = reverse("web:letters:take_back", args=[letters[0].public_id, link.public_id])
    assert off in liaison.get(reverse("web:letters:letter", args=[letters[0].public_id])).content.decode()
    assert press(liaison, off, reason="Se contesta por la relación").status_code == 302
    assert opened(client, token).status_code == 410


def test_link_is_given_by_the_liaison_for_a_letter_that_waits_and_has_no_case(cast, letters):
    act, now, house = cast.act("liaison"), timezone.now(), cast.organisations["municipality"]

    def code(actor: str, letter: Letter) -> str:
        with pytest.raises(Refused) as no:
            calls.give_letter_link(cast.act(actor), letter=letter, holder="Mayor", now=now)
        return no.value.code

    assert [code(who, letters[0]) for who in ("mayor", "committee", "state")] == ["not_liaison"] * 3
    note = partnerships.record_letter(
        act, owner=house, kind="official", direction="out", dated_on=act.on, folio="VS/PM/300/2022", city="Riverton",
        subject="Aviso",
    )  # fmt: skip
    came = partnerships.record_letter(act, owner=house, kind="intent", direction="in", dated_on=act.on, city="Riverton")
    partnerships.interrupt_letter(act, letter=letters[1], code="silence", reason="Noventa días", on=act.on)
    of_case = partnerships.record_letter(
        act, partnership=relations.open_relation(cast, everybody=False), kind="intent", direction="out",
        dated_on=act.on, folio="VS/PM/301/2022",
    )  # fmt: skip
    assert [code("liaison", row) for row in (note, came, letters[1], of_case)] == [
        "letter_not_sent", "letter_not_sent", "letter_not_sent", "letter_has_case",
    ]  # fmt: skip


def test_answer_by_link_is_confirmed_from_the_mailbox_and_follows_its_letter_into_a_case(
    cast, client, letters, django_capture_on_commit_callbacks
):
    in_earnest(cast)
    letter, act = letters[0], cast.act("liaison")
    with django_capture_on_commit_callbacks(execute=True):
        _link, token = calls.give_letter_link(
            act, letter=letter, holder="Mayor", email="office@riverton.example", language="en", now=timezone.now()
        )
    assert (mail.outbox[-1].to, token in mail.outbox[-1].body) == (["office@riverton.example"], True)
    home = reverse("guest:link", args=[token])
    assert "VS/PM/100/2022" not in client.get(home).content.decode()  # forwarded: it opens to nobody
    read_mailbox(client, home, django_capture_on_commit_callbacks)
    answer = send(client, home, is_affirmative="no", text="Not now", file=scan_file())
    row = Contribution.objects.get()
    confirm = reverse("guest:letters:confirm", args=[token, row.public_id])
    assert (answer["Location"], row.state) == (confirm, ContributionState.UNCONFIRMED)
    with pytest.raises(Refused, match="unconfirmed"):
        calls.take_contribution(act, contribution=row)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, confirm, send="1").status_code == 200
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    assert "Ese código no es" in send(client, confirm, code=f"{(int(code) + 1) % 10**6:06d}").content.decode()
    assert send(client, confirm, code=code).status_code == 302
    # meanwhile the letter went into a case: the answer is put down there, with its paper
    Letter.objects.filter(pk=letter.pk).update(city="", country=None)
    letter.refresh_from_db()
    case = relations.open_relation(cast, everybody=False)
    partnerships.join_case(act, letter=letter, partnership=case)
    row = Contribution.objects.select_related("letter__circle", "circle").get()
    calls.take_contribution(act, contribution=row)
    line = Letter.objects.get(answers=letter)
    assert (line.partnership, line.circle, line.attachment.circle, line.is_affirmative) == (
        case, case.circle, case.circle, False,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.paused_reason == "refused"


def test_answer_not_taken_into_account_is_told_and_may_be_given_anew(cast, client, letters):
    _link, token = calls.give_letter_link(cast.act("liaison"), letter=letters[0], holder="Mayor", now=timezone.now())
    home = reverse("guest:link", args=[token])
    send(client, home, is_affirmative="yes", text="Sí")
    row = Contribution.objects.get()
    aside = reverse("web:links:set_aside", args=[row.public_id])
    assert press(cast.client("liaison"), aside, reason="Falta la firma").status_code == 302
    shown = client.get(home).content.decode()
    assert ("Falta la firma" in shown, "Su respuesta" in shown) == (True, True)
    send(client, home, is_affirmative="yes", text="Sí, firmada")
    assert Contribution.objects.filter(state="waiting").count() == 1


def test_too_many_forms_through_one_link_wait(cast, client, letters, monkeypatch):
    monkeypatch.setattr("hermanar.guest.edge.DEEDS", ("deed", 2, dt.timedelta(hours=1)))
    _link, token = calls.give_letter_link(cast.act("liaison"), letter=letters[0], holder="Mayor", now=timezone.now())
    home = reverse("guest:link", args=[token])
    assert [send(client, home, text="?").status_code for _n in range(3)] == [200, 200, 429]


def sent_batch(cast):
    """Three letters of one list: two sent, one waiting for its signature."""
    act, country = cast.act("liaison"), Country.objects.get(pk="US")
    both = {"es": "Uno", "en": "One"}
    batch = partnerships.draft_batch(
        act, owner=cast.organisations["municipality"], motivations=both, interests=both, objectives=both,
        candidates=[partnerships.Candidate(city, country, why=both) for city in ("Riverton", "Hillford", "Eastbay")],
        areas=("culture",),
    )  # fmt: skip
    rows = list(batch.letters.order_by("pk"))
    for n, row in enumerate(rows[:2]):
        Letter.objects.filter(pk=row.pk).update(state="sent", folio=f"VS/PM/20{n}/2022", sent_on=cast.at.date())
    return batch, [Letter.objects.get(pk=row.pk) for row in rows]


def test_links_of_a_whole_list_are_given_at_once_and_shown_once(cast, client):
    liaison, (batch, rows) = cast.client("liaison"), sent_batch(cast)
    at = reverse("web:letters:batch_links", args=[batch.public_id])
    assert at in liaison.get(reverse("web:letters:batch", args=[batch.public_id])).content.decode()
    shown = liaison.get(at)
    assert [row["it"].pk for row in shown.context["rows"]] == [rows[0].pk, rows[1].pk]  # the third is not sent
    one, two = (row.public_id for row in rows[:2])
    typed = {f"give_{one}": "on", f"holder_{one}": "Mayor", f"language_{one}": "en", f"language_{two}": "en"}
    wrong = press(liaison, at, **typed | {f"give_{two}": "on", f"holder_{two}": " "})
    assert list(wrong.context["form"].errors) == [f"holder_{two}"]
    assert Link.objects.count() == 0  # all or none
    done = press(liaison, at, **typed | {f"give_{two}": "on", f"holder_{two}": "City Manager"})
    given = done.context["rows"]
    assert [(row["city"], row["link"].holder) for row in given] == [
        ("Riverton, Estados Unidos", "Mayor"), ("Hillford, Estados Unidos", "City Manager")
    ]  # fmt: skip
    for row in given:
        token = row["address"].rstrip("/").rsplit("/", 1)[-1]
        assert row["letter"].folio in opened(client, token).content.decode()
    again = liaison.get(at).context["rows"]
    assert [(row["open"].holder, row["give"].value()) for row in again] == [("Mayor", False), ("City Manager", False)]
    nobody = press(liaison, at, **{f"language_{key}": "en" for key in (one, two)})
    assert nobody.context["form"].non_field_errors()
    assert [cast.client(who).get(at).status_code for who in ("mayor", "committee", "stranger")] == [404, 404, 404]


def test_page_of_the_links_of_a_list_asks_as_much_for_many(cast, assert_flat):
    batch, rows = sent_batch(cast)
    Letter.objects.filter(pk__in=[row.pk for row in rows]).update(batch=None)
    left = iter(rows)

    def make():
        Letter.objects.filter(pk=next(left).pk).update(batch=batch, state="sent")

    client = cast.client("liaison")
    at = reverse("web:letters:batch_links", args=[batch.public_id])
    assert assert_flat(make, lambda: client.get(at)) <= 30


def test_letters_of_a_case_ask_as_much_for_many_answers(cast, assert_flat):
    case, act = relations.open_relation(cast, everybody=False), cast.act("liaison")
    client, at = cast.client("liaison"), reverse("web:letters:of_case", args=[case.public_id])

    def make():
        n = Letter.objects.count()
        letter = partnerships.record_letter(
            act, partnership=case, kind="intent", direction="out", dated_on=cast.at.date(), folio=f"VS/{n}",
            names="Lakeside",
        )  # fmt: skip
        partnerships.record_answer(act, letter=letter, dated_on=cast.at.date(), is_affirmative=True)

    assert assert_flat(make, lambda: client.get(at)) <= 45


def test_letter_known_by_its_quarter_is_told_so_to_whom_it_went(cast, client):
    act = cast.act("liaison")
    letter = partnerships.record_letter(
        act, owner=cast.organisations["municipality"], kind="intent", direction="out", dated_on=dt.date(2021, 7, 1),
        precision="quarter", city="Riverton", country=Country.objects.get(pk="US"), other_post="Mayor",
    )  # fmt: skip
    give = reverse("web:letters:give", args=[letter.public_id])
    given = press(cast.client("liaison"), give, holder="Mayor of Riverton", email="", language="en")
    address = given.context["address"]
    page = client.get("/en/" + address.partition("/en/")[2]).content.decode()
    assert "third quarter of 2021" in page
    assert "July 1" not in page
