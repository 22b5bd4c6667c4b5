"""The floor under the apps' own policies: nobody outside the circle, nobody else's working papers."""

import datetime as dt

import pytest

from hermanar.directory.models import Seat
from hermanar.documents import policies
from hermanar.kernel.acts import Actor

pytestmark = pytest.mark.django_db


def test_can_write_is_for_issuer_and_seats_that_are_not_observers(cast):
    asked = {
        who.slug: policies.can_write(cast.act(who).actor, cast.circle, cast.town)
        for who in (cast.town, cast.counterpart, cast.observer, cast.outsider)
    }
    assert asked == {"villa-serena": True, "lakeside": True, "observador": False, "otro": False}
    assert policies.can_write(Actor.operator(), cast.circle, cast.town)
    assert not policies.can_write(Actor.stranger(), cast.circle, cast.town)


def test_can_write_ends_with_the_seat(cast):
    actor = cast.act(cast.counterpart).actor
    assert policies.can_write(actor, cast.circle, cast.town)
    Seat.objects.filter(organisation=cast.counterpart).update(until_on=dt.date(2026, 2, 1))
    assert not policies.can_write(actor, cast.circle, cast.town)


def test_can_edit_anothers_paper_only_where_it_is_shared(cast, letter, agreement):
    theirs = cast.act(cast.counterpart).actor
    assert (policies.can_edit(theirs, agreement.document), policies.can_edit(theirs, letter.document)) == (True, False)
    ours = cast.act().actor
    assert (policies.can_edit(ours, agreement.document), policies.can_edit(ours, letter.document)) == (True, True)


def test_can_set_letterhead_is_for_who_prepares_papers_of_the_house(cast):
    asked = {
        role: policies.can_set_letterhead(cast.act(roles=(role,)).actor, cast.town)
        for role in ("administrator", "liaison", "mayor", "observer")
    }
    assert asked == {"administrator": True, "liaison": True, "mayor": False, "observer": False}
    assert not policies.can_set_letterhead(cast.act(cast.counterpart, roles=("administrator",)).actor, cast.town)
