"""The counterpart's door from inside: the link is shown once, what came in is put down or set aside."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.calls.models import Contribution, Hour, SharedText
from hermanar.journal.models import Entry
from hermanar.kernel.acts import Act, Channel
from hermanar.links.models import Link
from hermanar.links.queries import actor_of
from hermanar.partnerships.operations import record_letter
from tests import relation as relations
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post


@pytest.fixture
def partnership(cast):
    return relations.open_relation(cast, everybody=False)


@pytest.fixture
def door(partnership) -> str:
    return reverse("web:links:door", args=[partnership.public_id])


@pytest.fixture
@kept
def guest(cast, partnership) -> Act:
    link, _token = calls.open_door(cast.act("liaison"), partnership=partnership, now=timezone.now())
    return Act(actor_of(link), cast.at, Channel.LINK)


def of(name: str, partnership) -> str:
    return reverse(f"web:links:{name}", args=[partnership.public_id])


def test_link_is_shown_once_and_never_again(cast, partnership, door):
    client = cast.client("liaison")
    assert "Dar un enlace personal" in html_of(client.get(door))
    form = {"holder": "City Manager", "email": "office@lakeside.example", "language": "en", "_once": "a1b2c3d4e5f60718"}
    shown = client.post(of("give", partnership), form)
    assert shown.status_code == 200
    token = html_of(shown).partition("/en/enlace/")[2].partition("/")[0]
    assert len(token) == 43
    assert "entréguelo usted" in html_of(shown)  # an exercise mails nobody
    again = client.post(of("give", partnership), form)
    assert again.status_code == 302
    assert Link.objects.count() == 1
    page = html_of(client.get(door))
    assert token not in page
    assert "office@lakeside.example" in page
    assert "Vigente" in page


def test_give_without_holder_says_so_at_its_field(cast, partnership):
    answer = post(cast.client("liaison"), of("give", partnership), holder="", email="x", language="en")
    assert sorted(errors_of(answer)) == ["email", "holder"]


def test_door_says_that_a_counterpart_with_account_needs_none(cast):
    partnership = relations.open_relation(cast)
    page = html_of(cast.client("liaison").get(of("door", partnership)))
    assert "entra con su cuenta" in page
    assert "Dar un enlace personal" not in page


def test_revoke_asks_why(cast, partnership, guest, door):
    link = Link.objects.get()
    client, url = cast.client("liaison"), reverse("web:links:revoke", args=[partnership.public_id, link.public_id])
    assert list(errors_of(post(client, url, reason=""))) == ["reason"]
    assert post(client, url, reason="Cambió la persona").status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert "Retirado" in html_of(client.get(door))


def test_answer_is_put_down_by_the_liaison(cast, partnership, guest, door):
    letter = record_letter(
        cast.act("liaison"), partnership=partnership, kind="intent", direction="out", dated_on=cast.at.date(),
        folio="VS/PM/001/2022",
    )  # fmt: skip
    row = calls.hand_in_answer(guest, partnership=partnership, letter=letter, text="Yes.", is_affirmative=True)
    client = cast.client("liaison")
    page = html_of(client.get(door))
    assert "Revisar 1 envío de la contraparte" in page
    url = reverse("web:links:contribution", args=[row.public_id])
    assert "Recibida por enlace personal el 31 de enero de 2022" in html_of(client.get(url))
    assert post(client, reverse("web:links:take", args=[row.public_id])).status_code == 302
    row.refresh_from_db()
    assert row.state == "taken"
    assert "Asentar" not in html_of(client.get(url)).partition("<main")[2].partition("</main>")[0].replace(
        "Asentada", ""
    )


def test_what_came_is_set_aside_with_a_reason(cast, partnership, guest):
    row = calls.hand_over_contact(guest, partnership=partnership, name="", post="Clerk", email="clerk@x.example")
    client, url = cast.client("liaison"), reverse("web:links:set_aside", args=[row.public_id])
    assert list(errors_of(post(client, url, reason=""))) == ["reason"]
    assert post(client, url, reason="No reconocemos ese correo").status_code == 302
    assert Contribution.objects.get().state == "set_aside"
    assert Entry.objects.filter(happened="calls.contribution_set_aside").count() == 1


def test_text_is_shared_and_taken_back(cast, partnership, door):
    relations.start_text(cast, partnership)
    client = cast.client("liaison")
    assert post(client, of("share", partnership)).status_code == 302
    assert "La contraparte ve la versión 1" in html_of(client.get(door))
    assert post(client, of("unshare", partnership)).status_code == 302
    assert SharedText.objects.get().withdrawn_on is not None


def test_share_without_a_text_is_not_there(cast, partnership):
    assert cast.client("liaison").get(of("share", partnership)).status_code == 404


def test_hours_of_both_sides(cast, partnership, guest, door):
    client = cast.client("liaison")
    answer = post(client, of("propose_hour", partnership), on="2022-04-05", hour="10:00", minutes="60")
    assert answer.status_code == 302
    mine = Hour.objects.get()
    page = html_of(client.get(door))
    assert "10:00 h" in page
    assert "en Lakeside" in page
    assert list(errors_of(post(client, of("propose_hour", partnership), on="2021-04-05", hour="10:00", minutes="60")))
    theirs = calls.propose_hour_by_link(guest, partnership=partnership, starts_at=cast.at + dt.timedelta(days=9))
    assert post(client, reverse("web:links:take_hour", args=[theirs.public_id])).status_code == 302
    assert post(client, reverse("web:links:withdraw_hour", args=[mine.public_id])).status_code == 302
    assert Hour.objects.filter(withdrawn_at=None, taken_at=None).count() == 0


def test_contact_is_asked_today_and_silence_is_shown_on_the_case(cast, partnership, guest, door):
    client = cast.client("liaison")
    assert post(client, of("ask", partnership)).status_code == 302
    case = reverse("web:cases:case", args=[partnership.public_id])
    assert "No ha dicho si sigue siendo el contacto" not in html_of(client.get(case))
    partnership.contact_checks.update(asked_on=cast.at.date() - dt.timedelta(days=40))
    assert "No ha dicho si sigue siendo el contacto" in html_of(client.get(case))
    assert "Nadie ha contestado si sigue siendo el contacto" in html_of(client.get(door))


def test_committee_reads_along_and_changes_nothing(cast, partnership, guest, door):
    page = cast.client("committee").get(door)
    assert page.status_code == 200
    assert "Dar otro enlace" not in html_of(page)
    assert cast.client("state").get(door).status_code == 404


def test_door_in_english_is_in_english(cast, partnership, guest, door):
    page = html_of(cast.client("liaison").get(f"/en{door}"))
    assert "The counterpart’s door" in page
    assert "Puerta de la contraparte" not in page


def test_questions_of_the_door_do_not_grow(cast, partnership, guest, door, assert_flat):
    client, count = cast.client("liaison"), iter(range(9))

    def make():
        calls.hand_over_contact(
            guest, partnership=partnership, name="", post=f"Clerk {next(count)}", email="clerk@x.example"
        )
        calls.propose_hour_by_link(
            guest, partnership=partnership, starts_at=cast.at + dt.timedelta(days=5 + next(count))
        )

    assert assert_flat(make, lambda: client.get(door)) <= 45
