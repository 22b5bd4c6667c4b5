"""Who gets in by a link, and who does not: guessed, replayed, forwarded, expired, revoked, meant for something else."""

import datetime as dt
import logging
import secrets
from contextlib import suppress

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings, strategies as st
from hypothesis.extra.django import TestCase

from hermanar.calls import operations as calls
from hermanar.calls.models import ContactCheck, Contribution
from hermanar.config.logs import HideTokens
from hermanar.guest import mailbox
from hermanar.guest.edge import DEEDS, GUESSES
from hermanar.journal.models import Entry
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.links.models import Link
from hermanar.links.operations import give_receipt, record_use, revoke_link
from hermanar.links.queries import actor_of, open_link
from tests import relation as relations
from tests.cast import make_cast

from .conftest import PROPOSAL, in_earnest, read_mailbox, send, stranger, token_in, took


def home(token: str) -> str:
    return reverse("guest:link", args=[token])


def test_link_opens_without_account_or_cookie(client, door):
    link, token = door
    answer = client.get(home(token))
    assert answer.status_code == 200
    assert "Villa Serena" in answer.content.decode()
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Content-Security-Policy" in answer
    link.refresh_from_db()
    assert link.uses == 1


def test_link_speaks_english(client, door):
    page = client.get(f"/en{home(door[1])}").content.decode()
    assert "Your personal link" in page
    assert "enlace personal" not in page


def test_guess_looks_like_a_page_that_is_not_there_and_soon_waits(client, db):
    answers = [client.get(home(secrets.token_urlsafe(32))).status_code for _ in range(GUESSES[1] + 2)]
    assert answers == [404] * GUESSES[1] + [429, 429]
    assert client.get(home("x")).status_code == 429


def test_right_link_opens_even_from_where_somebody_guesses(client, door):
    for _ in range(GUESSES[1] + 1):
        client.get(home(secrets.token_urlsafe(32)))
    assert client.get(home(door[1])).status_code == 200


def test_link_that_ended_says_so_and_does_nothing(cast, client, door):
    link, token = door
    revoke_link(cast.act("liaison"), link=link, reason="Cambió la persona", now=timezone.now())
    answer = client.get(home(token))
    assert answer.status_code == 410
    assert "se retiró" in answer.content.decode()
    assert send(client, reverse("guest:counterpart:contact", args=[token])).status_code == 410
    assert ContactCheck.objects.count() == 0


def test_link_that_expired_says_so_and_does_nothing(client, door):
    link, token = door
    ended = {"made_at": timezone.now() - dt.timedelta(days=9), "expires_at": timezone.now() - dt.timedelta(seconds=1)}
    Link.objects.filter(pk=link.pk).update(**ended)
    assert client.get(home(token)).status_code == 200  # of an exercise, whose own clock counts
    Link.objects.filter(pk=link.pk).update(last_day=None)
    assert client.get(home(token)).status_code == 410
    assert send(client, reverse("guest:counterpart:contact", args=[token])).status_code == 410
    assert ContactCheck.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("liaison", 403), ("mayor", 403), ("committee", 403), ("stranger", 200)])
def test_side_that_gave_it_cannot_use_it(cast, door, who, status):
    client = cast.client(who)
    assert client.get(home(door[1])).status_code == status
    answer = send(client, reverse("guest:counterpart:contact", args=[door[1]]))
    assert answer.status_code == (302 if status == 200 else 403)
    assert ContactCheck.objects.count() == (1 if status == 200 else 0)


def test_link_with_a_mailbox_opens_only_where_its_code_was_typed(
    cast, client, partnership, django_capture_on_commit_callbacks
):
    in_earnest(cast, partnership)
    act, now = cast.act("liaison"), timezone.now()
    more = {"partnership": partnership, "now": now, "email": "gabinete@lakeside.example"}
    with django_capture_on_commit_callbacks(execute=True):
        link, token = calls.open_door(act, language="pt", **more)
    assert f"/pt/enlace/{token}/" in mail.outbox[-1].body
    assert "Abra-o aqui" in mail.outbox[-1].body
    here, forwarded = f"/pt{home(token)}", Client()
    pages = [
        home(token),
        *(reverse(f"guest:counterpart:{n}", args=[token]) for n in ("contact", "hours", "photo", "text")),
    ]
    shown = [forwarded.get(page).content.decode() for page in pages]
    assert [("g•••@lakeside.example" in s, "Villa Serena" in s, "Lakeside<" in s) for s in shown] == [
        (True, False, False)
    ] * 5
    assert (send(forwarded, pages[1]).status_code, ContactCheck.objects.count()) == (200, 0)
    code, opened = read_mailbox(client, here, django_capture_on_commit_callbacks)
    assert mail.outbox[-1].subject == f"O seu código: {code}"
    cookie = opened.cookies[mailbox.COOKIE]
    assert (opened.status_code, opened["Location"], cookie["httponly"], cookie["samesite"]) == (302, here, True, "Lax")
    page = client.get(here).content.decode()
    assert [w in page for w in ('<html lang="pt"', "O que pode fazer aqui", "e</span> Lakeside")] == [True] * 3
    assert send(forwarded, here, code=code).status_code == 200  # the code was spent
    assert [c.status_code for c in (send(forwarded, here, code=f"{n:06d}") for n in range(8))] == [200] * 8
    forwarded.cookies[mailbox.COOKIE] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    assert "Villa Serena" not in forwarded.get(here).content.decode()
    link.refresh_from_db()
    assert link.uses == 1  # pages that showed nothing are no use
    _again, later = calls.ask_contact(act, partnership=partnership, now=now)
    assert (
        "Villa Serena" in client.get(here.replace(token, later)).content.decode()
    )  # the same mailbox, the same browser
    _other, another = calls.open_door(act, **{**more, "email": "clerk@lakeside.example"})
    assert "c•••@lakeside.example" in client.get(pages[0].replace(token, another)).content.decode()


def test_further_language_is_only_that_of_a_link(client, door):
    assert "Votre lien personnel" in client.get(f"/fr{home(door[1])}").content.decode()
    assert client.get("/pt/convocatorias/?a=b")["Location"] == "/en/convocatorias/?a=b"


def test_who_proposed_follows_it_in_the_same_browser_and_nobody_else_without_the_code(cast, client):
    in_earnest(cast)
    url = reverse("guest:calls:propose_freely", args=[cast.organisations["municipality"].slug])
    typed = {**PROPOSAL, "contact_email": "vecina@example.org", "began": took(9)}
    there = send(client, url, **typed)["Location"]
    assert "Orquesta de barrio" in client.get(there).content.decode()
    assert "Orquesta de barrio" not in Client().get(there).content.decode()


def test_link_of_a_proposal_opens_no_relation(cast, client, door):
    _row, token = calls.hand_in_proposal(
        stranger(), owner=cast.organisations["municipality"], title="a", problem="b", idea="c", sector="culture",
        consents=True, now=timezone.now(),
    )  # fmt: skip
    assert client.get(home(token)).status_code == 200
    for name in ("contact", "handover", "text", "hours", "photo"):
        assert client.get(reverse(f"guest:counterpart:{name}", args=[token])).status_code == 404
    assert client.get(reverse("guest:calls:withdraw", args=[door[1]])).status_code == 404


def test_link_for_what_has_no_page_is_not_there(cast, client):
    house = cast.organisations["municipality"]
    _link, token = give_receipt(
        stranger(), circle=house.home, purpose="links.test", subject="x", lasts=dt.timedelta(days=1), now=timezone.now()
    )
    assert client.get(home(token)).status_code == 404


def test_same_form_twice_does_it_once(client, door, partnership):
    url, typed = reverse("guest:counterpart:contact", args=[door[1]]), {"_once": secrets.token_hex(8)}
    assert [client.post(url, typed).status_code for _ in range(3)] == [302, 302, 302]
    assert Entry.objects.filter(happened="calls.contributed").count() == 1


def test_form_from_another_site_is_refused(door):
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert send(client, reverse("guest:counterpart:contact", args=[door[1]])).status_code == 404
    assert ContactCheck.objects.count() == 0


def test_forms_of_one_link_are_bounded(client, door, monkeypatch):
    monkeypatch.setattr("hermanar.guest.edge.DEEDS", (DEEDS[0], 3, DEEDS[2]))
    url = reverse("guest:counterpart:contact", args=[door[1]])
    assert [send(client, url).status_code for _ in range(5)] == [302, 302, 302, 429, 429]


def test_log_says_nothing_that_opens():
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/en/enlace/abc-DEF_123/horarios/?a=b",), None
    )
    assert HideTokens().filter(record)
    assert record.getMessage() == "Not Found: /en/enlace/…/horarios/?a=b"
    other = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/registro/x/",), None)
    HideTokens().filter(other)
    assert other.getMessage() == "Not Found: /registro/x/"


def test_address_of_a_link_is_not_in_any_page_but_its_own(cast, client, door):
    """What a page of the link leads to is its own pages, the programme's files and nothing else."""
    token = door[1]
    page = client.get(home(token)).content.decode()
    leads = {part.split('"')[0] for part in page.split('href="')[1:]}
    assert {u for u in leads if u.startswith("http")} == set()
    assert token not in cast.client("liaison").get(reverse("web:desk")).content.decode()


# -- whatever is done with links, one that ended acts no more ---------------------------------------------------

STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "ask", "revoke", "wait", "use", "use_old"]), st.integers(0, 60)), max_size=14
)


class LinksThatEnd(TestCase):
    """Every sequence of giving, renewing, revoking, waiting and using."""

    @given(steps=STEPS)
    @settings(max_examples=25)
    def test_no_sequence_lets_an_ended_link_act(self, steps):
        cast = make_cast()
        partnership = relations.open_relation(cast, everybody=False)
        now = timezone.now()
        given_out: list[str] = []
        ends: dict[str, dt.datetime] = {}  # token → moment from which it opens nothing
        for step, days in steps:
            if step in {"open", "ask"}:
                do = calls.open_door if step == "open" else calls.ask_contact
                link, token = do(cast.act("liaison"), partnership=partnership, now=now)
                ends |= {t: min(at, now) for t, at in ends.items()}
                given_out.append(token)
                ends[token] = link.expires_at
            elif step == "wait":
                now += dt.timedelta(days=days)
            elif step == "revoke" and given_out:
                link = Link.objects.order_by("-pk").first()
                with suppress(Refused):
                    revoke_link(cast.act("liaison"), link=link, reason="Se perdió", now=now)
                ends[given_out[-1]] = min(ends[given_out[-1]], now)
            elif given_out:
                token = given_out[-1] if step == "use" else given_out[days % len(given_out)]
                before = ContactCheck.objects.filter(answered_on__isnull=False).count(), Entry.objects.count()
                did = True
                try:
                    link = open_link(token, "calls.counterpart", now=now)
                    act = Act(actor_of(link), cast.at)
                    record_use(act, link=link, now=now)
                    calls.confirm_contact(act, partnership=partnership)
                except (Refused, NotVisible):
                    did = False
                    assert before == (
                        ContactCheck.objects.filter(answered_on__isnull=False).count(), Entry.objects.count(),
                    )  # fmt: skip
                assert did == (now < ends[token])


def test_proposal_needs_no_script_and_no_cookie(client, call):
    url = reverse("guest:calls:propose", args=[call.public_id])
    assert not client.get(url).cookies
    answer = send(client, url, **PROPOSAL, began=took(20))
    assert answer.status_code == 302
    assert not answer.cookies
    page = client.get(answer["Location"]).content.decode()
    assert "VS-PC-2022-001" in page or "-PC-2022-001" in page
    assert client.get(home(token_in(answer["Location"]))).status_code == 200
    assert Contribution.objects.count() == 0
