"""Rows of one circle, read by the parts already known there, are those that the seats themselves give."""

import datetime as dt

import pytest

from hermanar.directory.models import Organisation, Seat
from hermanar.directory.policies import parts_of
from hermanar.documents.models import Document
from hermanar.documents.policies import visible, visible_in
from hermanar.opinions.models import Dispatch, Review
from hermanar.partnerships.enums import LetterKind, LetterState
from hermanar.partnerships.models import Letter
from hermanar.partnerships.models.seen import BETWEEN_OFFICES
from hermanar.partnerships.queries import list_letters
from tests import relation
from tests.cast import PERSONAS

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EVERYBODY = [*PERSONAS, "operator", "nobody"]


@pytest.fixture
def partnership(cast):
    """A relation whose text is at the ministry; the consul watches it to the end of the day, the committee holds a second part,
    and somebody else's seat ended yesterday."""
    made = relation.open_relation(cast)
    relation.authorise_and_certify(cast, relation.agree(cast, made).partnership)
    relation.review(cast, relation.fresh(made))
    today = cast.at.date()
    ends = {"consul": today, "committee": None, "stranger": today - dt.timedelta(days=1)}
    for who, part in (("consul", "observer"), ("committee", "counterpart"), ("stranger", "lead")):
        house = Organisation.objects.get(public_id=cast.actor(who).organisation)
        Seat.objects.create(circle=made.circle, organisation=house, part=part, from_on=today, until_on=ends[who])
    return relation.fresh(made)


def _seen(cast, rows, circle, who) -> tuple[set[int], set[int]]:
    actor = cast.actor(who)
    by_seats = set(rows.for_actor(actor).values_list("pk", flat=True))
    return by_seats, set(rows.for_parts(parts_of(actor, circle)).values_list("pk", flat=True))


def test_for_parts_gives_the_letters_that_the_seats_give_in_every_state(cast, partnership):
    letter = Letter.objects.filter(partnership=partnership).first()
    rows, found = Letter.objects.filter(pk=letter.pk), {}
    for kind in (LetterKind.INTENT, *BETWEEN_OFFICES):
        for state in LetterState.values:
            told = {"interruption": "silence", "interrupted_on": cast.at.date()} if state == "interrupted" else {}
            Letter.objects.filter(pk=letter.pk).update(kind=kind, state=state, **told)
            for who in EVERYBODY:
                by_seats, by_parts = _seen(cast, rows, partnership.circle, who)
                found[kind, state, who] = bool(by_seats)
                assert by_parts == by_seats, (kind, state, who)
                assert {one.pk for one in list_letters(cast.actor(who), partnership)} >= by_seats
    assert {who for (_kind, _state, who), seen in found.items() if seen} >= {
        "liaison",
        "consul",
        "committee",
        "counterpart",
    }
    assert not any(seen for (kind, _state, who), seen in found.items() if who == "counterpart" and kind == "dispatch")


@pytest.mark.parametrize("model", [Review, Dispatch])
def test_for_parts_gives_the_rows_that_the_seats_give(cast, partnership, model):
    rows = model.objects.filter(partnership=partnership)
    assert rows.exists()
    for state in [value for value, _label in model._meta.get_field("state").choices]:
        rows.update(state=state)
        for who in EVERYBODY:
            by_seats, by_parts = _seen(cast, rows, partnership.circle, who)
            assert by_parts == by_seats, (state, who)


def test_visible_in_gives_the_papers_of_a_circle_that_the_seats_give(cast, partnership):
    rows = Document.objects.filter(circle=partnership.circle)
    seen = {}
    for who in EVERYBODY:
        actor = cast.actor(who)
        seen[who] = set(visible(actor, rows).values_list("pk", flat=True))
        assert set(visible_in(actor, partnership.circle).values_list("pk", flat=True)) == seen[who], who
    assert len(seen["liaison"]) > len(seen["counterpart"]) > 0
    assert not seen["nobody"] | seen["operator"] | seen["stranger"]
