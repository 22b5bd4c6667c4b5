"""Links: given once, opening one thing, until they end."""

import datetime as dt
import logging
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from hermanar.directory.operations import move_exercise_clock
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.links.models import Link, Tally
from hermanar.links.operations import (
    confirm_code,
    count_try,
    give_link,
    give_receipt,
    purge_links,
    record_use,
    renew_link,
    revoke_link,
    send_code,
)
from hermanar.links.queries import actor_of, get_link, is_of_issuer, links_of, list_links, open_link, open_links
from hermanar.links.rules import digest_of
from hermanar.partnerships.models import Partnership

NOW = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
DAYS = dt.timedelta(days=30)
PURPOSE = "links.test"


@pytest.fixture
def home(cast):
    """The municipality's own circle; for once not of an exercise, so that mail goes out."""
    house = cast.organisations["municipality"]
    house.is_exercise = False
    house.save(update_fields=["is_exercise"])
    return house.home


def give(cast, circle, *, who="liaison", subject="abc123", purpose=PURPOSE, **more):
    values = {"holder": "City Manager, Lakeside", "lasts": DAYS, "now": NOW, "language": "en"} | more
    return give_link(cast.act(who), circle=circle, purpose=purpose, subject=subject, **values)


def test_give_keeps_only_the_hash_of_the_token(cast, home):
    link, token = give(cast, home)
    assert len(token) == 43
    assert link.token_sha256 == digest_of(token)
    assert open_link(token, PURPOSE, now=NOW) == link
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_give_tells_the_journal_neither_holder_nor_token(cast, home):
    link, _token = give(cast, home, email="office@lakeside.example")
    entry = Entry.objects.get(happened="links.link_given")
    assert entry.about == link.public_id
    assert entry.data == {"purpose": PURPOSE, "until": "2026-04-01"}


def test_give_mails_in_the_language_of_the_holder(cast, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _link, token = give(cast, home, email="office@lakeside.example", message="…")
    assert [m.to for m in mail.outbox] == [["office@lakeside.example"]]
    assert mail.outbox[0].subject.startswith("A personal link from ")
    assert "Open it here" in mail.outbox[0].body
    assert f"/en/enlace/{token}/" in mail.outbox[0].body


def test_validity_in_an_exercise_is_said_on_its_own_clock(cast, home):
    link, token = give(cast, cast.circle)
    lasts = link.expires_at - NOW
    assert (link.until, cast.at.year) == ((cast.act("liaison").at + lasts).date(), 2022)
    entry = Entry.objects.get(happened="links.link_given", about=link.public_id)
    assert entry.data["until"] == link.until.isoformat()
    # and so is whether it opens: the wall's clock does not end it, the exercise's own does
    late = link.expires_at + dt.timedelta(days=900)
    assert open_link(token, now=late) == link
    last_hour = dt.datetime.combine(link.until, dt.time(23), ZoneInfo("America/Mexico_City"))
    move_exercise_clock(cast.act("liaison"), circle=cast.circle, to=last_hour)
    assert open_link(token, now=late) == link
    assert open_links(cast.actor("liaison"), circle=cast.circle, purpose=PURPOSE, subjects=["abc123"], now=late) == {
        "abc123": link
    }
    move_exercise_clock(cast.act("liaison"), circle=cast.circle, to=last_hour + dt.timedelta(hours=2))
    with pytest.raises(Refused) as no:
        open_link(token, now=NOW)
    assert no.value.code == "link_expired"
    assert open_links(cast.actor("liaison"), circle=cast.circle, purpose=PURPOSE, subjects=["abc123"], now=NOW) == {}
    link.refresh_from_db()
    with pytest.raises(Refused) as no:
        record_use(cast.act("liaison"), link=link, now=NOW)
    assert (no.value.code, link.uses) == ("link_expired", 0)
    plain, _token = give(cast, home)
    assert (plain.last_day, plain.until) == (None, plain.expires_at)


def test_give_in_an_exercise_writes_to_nobody(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        give(cast, cast.circle, email="office@lakeside.example")
    assert mail.outbox == []


def test_give_from_outside_the_circle_is_refused(cast, home):
    with pytest.raises(Refused) as no:
        give(cast, home, who="stranger")
    assert no.value.code == "not_allowed"
    assert Link.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("holder", {"holder": " "}),
        ("email", {"email": "lakeside"}),
        ("lasts", {"lasts": dt.timedelta(0)}),
        ("lasts", {"lasts": dt.timedelta(days=4000)}),
    ],
)
def test_give_with_what_cannot_be_is_invalid(cast, home, field, more):
    with pytest.raises(Invalid) as no:
        give(cast, home, **more)
    assert list(no.value.errors) == [field]


def test_open_with_a_guess_finds_nothing(cast, home):
    _link, token = give(cast, home)
    wrong = ("A" if token[0] != "A" else "B") + token[1:]
    for guess in (wrong, "", "x", token + "a", token[:-1], token.upper(), "ñ" * 43, token + "\n"):
        with pytest.raises(NotVisible):
            open_link(guess, PURPOSE, now=NOW)


def test_open_for_another_purpose_finds_nothing(cast, home):
    _link, token = give(cast, home)
    with pytest.raises(NotVisible):
        open_link(token, "links.other", now=NOW)


def test_open_past_its_end_says_that_it_expired(cast, home):
    link, token = give(cast, home)
    assert open_link(token, now=link.expires_at - dt.timedelta(seconds=1)) == link
    with pytest.raises(Refused) as no:
        open_link(token, now=link.expires_at)
    assert no.value.code == "link_expired"


def test_revoke_ends_it_at_once(cast, home):
    link, token = give(cast, home)
    revoke_link(cast.act("liaison"), link=link, reason="Cambió la persona", now=NOW)
    with pytest.raises(Refused) as no:
        open_link(token, now=NOW)
    assert no.value.code == "link_revoked"
    with pytest.raises(Refused):
        revoke_link(cast.act("liaison"), link=link, reason="Otra vez", now=NOW)


def test_revoke_needs_a_reason_and_a_seat(cast, home):
    link, _token = give(cast, home)
    with pytest.raises(Invalid):
        revoke_link(cast.act("liaison"), link=link, reason=" ", now=NOW)
    with pytest.raises(Refused):
        revoke_link(cast.act("stranger"), link=link, reason="Porque sí", now=NOW)


def test_renew_gives_another_token_and_kills_the_first(cast, home):
    link, token = give(cast, home, email="office@lakeside.example")
    later = NOW + dt.timedelta(days=10)
    fresh, other = renew_link(cast.act("liaison"), link=link, lasts=DAYS, now=later)
    assert (fresh.renews, fresh.email, fresh.subject) == (link, link.email, link.subject)
    assert open_link(other, PURPOSE, now=later) == fresh
    with pytest.raises(Refused) as no:
        open_link(token, now=later)
    assert no.value.code == "link_revoked"
    with pytest.raises(Refused):
        renew_link(cast.act("stranger"), link=fresh, lasts=DAYS, now=later)


def test_use_is_counted_and_told_once_a_day(cast, home):
    link, _token = give(cast, home)
    act = cast.act("liaison")
    for hours in (0, 1, 2, 30):
        link = record_use(act, link=link, now=NOW + dt.timedelta(hours=hours))
    assert (link.uses, link.last_used_at) == (4, NOW + dt.timedelta(hours=30))
    assert Entry.objects.filter(happened="links.link_opened").count() == 2


@pytest.mark.parametrize("end", ["link_revoked", "link_expired"])
def test_use_of_one_that_ended_meanwhile_is_refused(cast, home, end):
    link, token = give(cast, home)
    held = open_link(token, now=NOW)
    later = link.expires_at if end == "link_expired" else NOW
    if end == "link_revoked":
        revoke_link(cast.act("liaison"), link=link, reason="Se perdió", now=NOW)
    with pytest.raises(Refused) as no:
        record_use(cast.act("liaison"), link=held, now=later)
    assert no.value.code == end
    held.refresh_from_db()
    assert held.uses == 0


def test_actor_of_a_link_has_no_seat(cast):
    link, _token = give(cast, cast.circle)
    actor = actor_of(link)
    assert (actor.user, actor.organisation, actor.roles) == (link.public_id, "", frozenset({"guest"}))
    assert Partnership.objects.for_actor(actor).count() == 0
    with pytest.raises(NotVisible):
        get_link(actor, link.public_id)
    with pytest.raises(Refused):  # a guest gives no links
        give_link(
            cast.act("liaison").__class__(actor, NOW), circle=cast.circle, purpose=PURPOSE, subject="a", holder="b",
            lasts=DAYS, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("liaison", True),
        ("mayor", True),
        ("committee", True),
        ("counterpart", False),
        ("stranger", False),
        ("state", False),
    ],
)
def test_link_refuses_the_side_that_gave_it(cast, who, refused):
    """The committee is an organisation below the municipality: it is of that side too."""
    link, _token = give(cast, cast.circle)
    assert is_of_issuer(cast.users[who], link) is refused


def test_list_shows_the_links_of_a_circle_to_its_own(cast, home, assert_flat):
    def make():
        give(cast, home)

    actor = cast.actor("liaison")
    asked = assert_flat(make, lambda: [str(row.issuer) for row in list_links(actor, circle=home, purpose=PURPOSE)])
    assert asked == 1
    assert len(list_links(actor, circle=home, subject="abc123")) == 3
    assert list_links(cast.actor("stranger"), circle=home) == []
    last = list_links(actor, circle=home)[-1]
    assert list_links(actor, circle=home, before=last.pk) == []
    assert len(links_of(PURPOSE, "abc123")) == 3


def test_code_is_mailed_and_confirms_once(cast, home, django_capture_on_commit_callbacks):
    link, _token = give(cast, home, email="office@lakeside.example")
    act = cast.act("liaison")
    with django_capture_on_commit_callbacks(execute=True):
        send_code(act, link=link, now=NOW)
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    link.refresh_from_db()
    assert code not in link.code_sha256
    assert not confirm_code(act, link=link, code="abc", now=NOW)
    assert confirm_code(act, link=link, code=f"{code[:3]} {code[3:]}", now=NOW)
    assert not confirm_code(act, link=link, code=code, now=NOW)


def test_code_dies_after_six_tries_or_half_an_hour(cast, home, django_capture_on_commit_callbacks):
    link, _token = give(cast, home, email="office@lakeside.example")
    act = cast.act("liaison")
    with django_capture_on_commit_callbacks(execute=True):
        send_code(act, link=link, now=NOW)
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    assert not confirm_code(act, link=link, code=code, now=NOW + dt.timedelta(minutes=30))
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _try in range(6):
        assert not confirm_code(act, link=link, code=wrong, now=NOW)
    assert not confirm_code(act, link=link, code=code, now=NOW)


def test_code_without_address_is_refused(cast, home):
    link, _token = give(cast, home)
    with pytest.raises(Refused) as no:
        send_code(cast.act("liaison"), link=link, now=NOW)
    assert no.value.code == "no_address"


def test_count_refuses_past_the_limit_until_the_window_ends(cast):
    act, minute = cast.act("nobody"), dt.timedelta(minutes=1)

    def tries(number, now, who="203.0.113.7"):
        return [count_try(act, what="guess", who=who, most=3, each=minute, now=now) for _ in range(number)]

    assert tries(5, NOW) == [True, True, True, False, False]
    assert tries(1, NOW, "203.0.113.8") == [True]
    assert tries(1, NOW + minute) == [True]
    assert Entry.objects.filter(happened="links.limit_reached").count() == 1
    assert "203.0.113" not in str(list(Tally.objects.values()))


def test_receipt_is_of_the_one_record_and_of_its_house(cast, home):
    house = cast.organisations["municipality"]
    link, token = give_receipt(
        cast.act("nobody"), circle=home, purpose=PURPOSE, subject="p1", lasts=DAYS, now=NOW, issuer=house
    )
    assert open_link(token, PURPOSE, now=NOW) == link
    assert is_of_issuer(cast.users["liaison"], link)


def test_purge_deletes_what_ended_long_ago(cast, home):
    kept, _token = give(cast, home)
    gone, _token = give(cast, home, subject="old")
    revoke_link(cast.act("liaison"), link=gone, reason="Se perdió", now=NOW)
    later = NOW + dt.timedelta(days=20)
    assert purge_links(cast.act("operator"), older_than=dt.timedelta(days=15), now=later) == 1
    assert list(Link.objects.all()) == [kept]
    with pytest.raises(Refused):
        purge_links(cast.act("liaison"), older_than=dt.timedelta(days=15), now=later)


def test_nothing_of_a_token_reaches_the_log(cast, home, caplog):
    with caplog.at_level(logging.DEBUG):
        _link, token = give(cast, home, email="office@lakeside.example")
        open_link(token, now=NOW)
    assert token not in caplog.text
