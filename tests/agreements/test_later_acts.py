"""A ratification says which administrations changed since the signature, or since the act before it (R0-10)."""

import datetime as dt

import pytest

from hermanar.agreements.enums import LaterActKind
from hermanar.agreements.operations import record_later_act
from hermanar.agreements.queries import changes_since_last_act
from hermanar.directory.models import Administration
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Blocked
from hermanar.partnerships import operations as partnerships
from tests import relation as relations
from tests.kept import kept

RATIFIED, REAFFIRMED = dt.date(2025, 2, 10), dt.date(2025, 9, 1)


@pytest.fixture
@kept
def agreement(cast):
    """Signed in January 2022, the town governed by its XXI administration; since 2025 by its XXII."""
    Administration.objects.create(
        organisation=cast.organisations["municipality"],
        number="XXII",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )
    partnership = relations.ready_to_sign(cast)
    relations.confirm(cast, relations.deposit(cast, partnership))
    return relations.fresh(partnership).agreement


def later(cast, agreement, kind, on):
    return record_later_act(cast.act("liaison", on), agreement=agreement, kind=kind, on=on, summary="Ratifica")


def test_record_later_act_ratification_names_the_changes_on_both_sides(cast, agreement):
    row = later(cast, agreement, LaterActKind.RATIFICATION, RATIFIED)
    assert row.changes == [
        {"side": "theirs", "on": "2024-04-15", "number": ""},
        {"side": "ours", "on": "2025-01-01", "number": "XXII"},
    ]
    told = Entry.objects.filter(about=row.public_id).order_by("pk").values_list("happened", flat=True)
    assert list(told) == ["agreements.later_act", "agreements.changed_there", "agreements.changed_here"]


def test_record_later_act_counts_from_the_act_before(cast, agreement):
    later(cast, agreement, LaterActKind.RATIFICATION, RATIFIED)
    agreement = relations.fresh(agreement.partnership).agreement
    assert later(cast, agreement, LaterActKind.REAFFIRMATION, REAFFIRMED).changes == []


def test_record_later_act_amendment_says_nothing_of_administrations(cast, agreement):
    assert later(cast, agreement, LaterActKind.AMENDMENT, RATIFIED).changes == []


def test_changes_since_last_act_without_a_signature_are_none(cast):
    partnership = relations.open_relation(cast)
    agreement = relations.start_text(cast, partnership)
    assert changes_since_last_act(agreement, RATIFIED) == []


@pytest.mark.parametrize("verb", ["withdraw_partnership", "refuse_partnership"])
def test_what_is_signed_is_neither_given_up_nor_refused_but_ends_with_notice(cast, agreement, verb):
    partnership = agreement.partnership
    with pytest.raises(Blocked) as error:
        getattr(partnerships, verb)(cast.act("liaison"), partnership=partnership, reason="Ya no interesa.")
    assert [b.code for b in error.value.blockers] == ["signed_already"]
    assert relations.fresh(partnership).case.state == "open"
    client = cast.client("liaison")
    case = f"/vinculaciones/{partnership.public_id}/"
    page = client.get(case).content.decode()
    assert f"{case}papeles/termination/" in page
    assert f"{case}desistir/" not in page
    door = client.get(case + ("desistir/" if verb == "withdraw_partnership" else "rechazo/"))
    assert "ya no se desiste" in door.content.decode()
    assert 'name="reason"' not in door.content.decode()
    assert f"{case}papeles/" in door.content.decode()
    assert partnerships.close_partnership(cast.act("liaison"), partnership=partnership, reason="Terminó.")
