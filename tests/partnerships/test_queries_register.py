"""The register, the pipeline and the funnel: what each seat sees, what is counted, and with how many questions."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.directory.models import Country, Municipality
from hermanar.kernel.errors import Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Interruption, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.partnerships.queries import (
    Filters,
    count_register,
    funnel,
    list_cases_of_city,
    list_register,
    pipeline,
    stream_register,
)
from tests import relation as relations
from tests.kept import kept
from tests.partnerships.conftest import WORDS

pytestmark = pytest.mark.django_db
ON = dt.date(2022, 1, 31)


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


def send(cast, town, number: int, *, country: str = "US", ago: int = 5, **more) -> Letter:
    return operations.record_letter(
        cast.act("liaison"),
        **{
            "owner": town, "kind": LetterKind.INTENT, "direction": Direction.OUT, "dated_on": ON - dt.timedelta(days=ago),
            "folio": f"VS/{number:03d}", "city": f"Ciudad {number}", "country": Country.objects.get(pk=country),
        }
        | more,
    )  # fmt: skip


def interrupt(cast, letter, code=Interruption.SILENCE) -> None:
    operations.interrupt_letter(cast.act("liaison"), letter=letter, code=code, reason="x", on=ON)


@pytest.fixture
@kept
def some(cast, town) -> list[Letter]:
    """Two sent, one acknowledged, one answered, two interrupted, one received, one note."""
    letters = [send(cast, town, n, ago=20 + n, country="JP" if n == 2 else "US") for n in range(6)]
    act = cast.act("liaison")
    operations.acknowledge_letter(act, letter=letters[2], on=ON)
    operations.record_answer(act, letter=letters[3], dated_on=ON, is_affirmative=True)
    interrupt(cast, letters[4])
    interrupt(cast, letters[5], Interruption.NO_COMMITTEE_THERE)
    operations.record_letter(
        act, owner=town, kind=LetterKind.INTENT, direction=Direction.IN, dated_on=ON, city="Otra", sender="Alcaldía"
    )
    operations.record_letter(
        act, owner=town, kind=LetterKind.NOTE, direction=Direction.IN, dated_on=ON, sender="SRE", folio="DEP-1"
    )
    return letters


def questions(call) -> int:
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


def test_pipeline_counts_columns_reasons_and_rate(cast, some):
    found = pipeline(cast.actor("liaison"), ON)
    assert [(c.key, c.count, len(c.cards)) for c in found.columns] == [
        ("draft", 0, 0), ("sent", 2, 2), ("acknowledged", 1, 1), ("answered", 1, 1), ("interrupted", 2, 2),
    ]  # fmt: skip
    assert (found.total, found.running, found.waiting, found.rate) == (6, 3, 3, (1, 6))
    assert found.reasons == [("no_committee_there", 1), ("silence", 1)]
    assert [c.pk for c in found.countries] == ["US", "JP"]
    only = pipeline(cast.actor("liaison"), ON, country="JP")
    assert (only.total, [c.count for c in only.columns]) == (1, [0, 0, 1, 0, 0])
    assert pipeline(cast.actor("liaison"), ON, year=1999).total == 0


def test_pipeline_waits_only_from_the_first_clock_on(cast, town):
    send(cast, town, 1, ago=14)
    assert pipeline(cast.actor("liaison"), ON).waiting == 0
    send(cast, town, 2, ago=15)
    assert pipeline(cast.actor("liaison"), ON).waiting == 1


def test_pipeline_shows_the_first_cards_and_counts_all(cast, town):
    for n in range(8):
        send(cast, town, n, ago=n + 1)
    sent = pipeline(cast.actor("liaison"), ON, limit=3).columns[1]
    assert (sent.count, [w.folio for w in sent.cards]) == (8, ["VS/007", "VS/006", "VS/005"])


def test_register_counts_are_the_sum_of_the_columns(cast, some):
    actor = cast.actor("liaison")
    board = pipeline(actor, ON)
    assert count_register(actor, Filters(group="intent")) == sum(c.count for c in board.columns) == board.total
    for column in board.columns:
        assert count_register(actor, Filters(group="intent", stage=column.key)) == column.count
    whole = funnel(actor).whole
    assert (whole.written, whole.answered, whole.interrupted) == (6, 1, 2)


def test_letter_that_was_acknowledged_before_it_stopped_was_received(cast):
    town = cast.organisations["municipality"]
    letters = [send(cast, town, n) for n in (1, 2)]
    operations.acknowledge_letter(cast.act("liaison"), letter=letters[0], on=ON)
    for letter in letters:
        interrupt(cast, letter)
    whole = funnel(cast.actor("liaison")).whole
    assert (whole.sent, whole.received, whole.answered, whole.interrupted) == (2, 1, 0, 2)


MOVES = ("send", "ack", "answer", "stop", "again", "in", "note")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(MOVES), max_size=10))
def test_whatever_happens_register_pipeline_and_funnel_agree(cast, moves):
    town, act = cast.organisations["municipality"], cast.act("liaison")
    for move in moves:
        n = Letter.objects.count() + 1
        last = Letter.objects.filter(direction="out").order_by("pk").last()
        try:
            if move == "send":
                send(cast, town, n, country="JP" if n % 2 else "US")
            elif move in {"in", "note"}:
                kind = LetterKind.INTENT if move == "in" else LetterKind.NOTE
                operations.record_letter(act, owner=town, kind=kind, direction=Direction.IN, dated_on=ON, sender="SRE")
            elif last is not None and move == "ack":
                operations.acknowledge_letter(act, letter=last, on=ON)
            elif last is not None and move == "answer":
                operations.record_answer(act, letter=last, dated_on=ON, is_affirmative=True)
            elif last is not None and move == "stop":
                interrupt(cast, last)
            elif last is not None:
                operations.resume_letter(act, letter=last, reason="x")
        except Refused:
            continue
    actor = cast.actor("liaison")
    board, tunnel = pipeline(actor, ON), funnel(actor)
    number = count_register(actor, Filters(group="intent"))
    assert number == board.total == tunnel.whole.written == sum(r.written for r in tunnel.by_country)
    assert sum(r.written for r in tunnel.by_year) == number
    assert tunnel.whole.written >= tunnel.whole.sent >= tunnel.whole.received >= tunnel.whole.answered
    assert sum(n for _code, n in board.reasons) == board.columns[4].count
    assert count_register(actor) == len(list_register(actor, limit=500).rows) == len(list(stream_register(actor)))


def test_funnel_by_country_year_and_reason(cast, some):
    found = funnel(cast.actor("liaison"))
    assert [(r.key, r.written, r.sent, r.received, r.answered, r.interrupted) for r in found.by_country] == [
        ("US", 5, 5, 1, 1, 2), ("JP", 1, 1, 1, 0, 0),
    ]  # fmt: skip
    assert [(r.key, r.written) for r in found.by_year] == [("2022", 6)]
    assert dict(found.reasons) == {"silence": 1, "no_committee_there": 1}
    assert funnel(cast.actor("liaison"), country="JP").whole.written == 1


FILTERED = (
        ({}, 9), ({"direction": "in"}, 3), ({"kind": "note"}, 1), ({"stage": "interrupted"}, 2), ({"reason": "silence"}, 1),
        ({"country": "JP"}, 1), ({"year": 2022}, 9), ({"year": 2021}, 0), ({"text": "ciudad 3"}, 2), ({"text": "CIUDÁD 3"}, 2),
        ({"text": "dep 1"}, 1), ({"text": "no está"}, 0), ({"text": "%"}, 9), ({"group": "intent"}, 6),
)  # fmt: skip


def test_list_register_filters(cast, some):
    actor = cast.actor("liaison")
    for filters, number in FILTERED:
        rows = list_register(actor, Filters(**filters)).rows
        assert (filters, len(rows), count_register(actor, Filters(**filters))) == (filters, number, number)
        assert [r.pk for r in rows] == sorted((r.pk for r in rows), reverse=True)


def test_list_register_pages_by_key_without_gaps(cast, some):
    actor, seen, before = cast.actor("liaison"), [], None
    while True:
        page = list_register(actor, before=before, limit=2)
        seen += [w.pk for w in page.rows]
        if page.next is None:
            break
        before = page.next
    assert seen == sorted(Letter.objects.values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("who", ["stranger", "state", "counterpart", "consul", "nobody"])
def test_register_of_a_house_is_its_own(cast, some, who):
    assert count_register(cast.actor("liaison")) == 9
    assert count_register(cast.actor(who)) == 0
    assert pipeline(cast.actor(who), ON).total == 0


def test_drafts_are_seen_by_the_house_alone(cast):
    partnership = relations.open_relation(cast)
    operations.draft_letter(
        cast.act("liaison"), partnership=partnership, motivations={"es": "a", "en": "a"}, interests={"es": "b", "en": "b"},
        objectives={"es": "c", "en": "c"},
    )  # fmt: skip
    assert count_register(cast.actor("mayor")) == 1
    assert count_register(cast.actor("state")) == 0


def test_questions_are_the_same_for_one_letter_and_for_many(cast, town):
    actor = cast.actor("liaison")
    send(cast, town, 100, municipality=Municipality.objects.get(pk="03008"))
    calls = (
        lambda: pipeline(actor, ON),
        lambda: list_register(actor),
        lambda: funnel(actor),
        lambda: count_register(actor),
    )
    one = [questions(call) for call in calls]
    for n in range(3):
        letter = send(cast, town, n)
        operations.record_answer(cast.act("liaison"), letter=letter, dated_on=ON, is_affirmative=True)
    assert [questions(call) for call in calls] == one
    assert one == [10, 3, 2, 1]


def test_list_cases_of_city_are_those_of_the_house_with_that_city(cast, town):
    letter = send(cast, town, 1, city="Lakeside")
    assert list_cases_of_city(cast.actor("liaison"), letter) == []
    partnership = relations.open_relation(cast)
    assert list_cases_of_city(cast.actor("liaison"), letter) == [partnership]
    assert list_cases_of_city(cast.actor("liaison"), send(cast, town, 2, city="Yamanashi", country="JP")) == []


def test_letter_of_a_counterpart_is_in_its_readers_register_and_not_in_their_pipeline(cast):
    case = relations.open_relation(cast)
    letter = operations.draft_letter(cast.act("liaison"), partnership=case, **WORDS)
    letter = operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
    assert count_register(cast.actor("counterpart")) == 0  # it has not left the house
    operations.record_sent(
        cast.act("liaison"), letter=letter, sent_on=cast.act("liaison").on, sent_by="Por el consulado"
    )
    counts = {
        who: (
            pipeline(cast.actor(who), ON).total,
            count_register(cast.actor(who)),
            funnel(cast.actor(who)).whole.written,
        )
        for who in ("liaison", "counterpart", "state")
    }
    assert counts == {"liaison": (1, 1, 1), "counterpart": (0, 1, 0), "state": (1, 1, 1)}
    # what went out of one house came in at the other
    for who, came_in in (("liaison", 0), ("counterpart", 1)):
        assert [w.is_theirs for w in list_register(cast.actor(who)).rows] == [bool(came_in)]
        assert count_register(cast.actor(who), Filters(direction="in")) == came_in
        assert count_register(cast.actor(who), Filters(direction="out")) == 1 - came_in
