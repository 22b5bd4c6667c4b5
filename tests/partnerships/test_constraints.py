"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from hermanar.partnerships.models import Lead, Partnership, Party, Slot
from tests.cast import STARTS
from tests.partnerships.test_operations_leads import open_lead


def breaks(name: str, call) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        call()


@pytest.mark.parametrize("kind", ["private", "locality"])
def test_save_party_that_is_private_or_a_locality_is_refused(relation, kind):
    party = relation.parties.get(side="theirs")
    breaks(
        "partnerships_a_private_body_or_a_locality_is_no_party",
        lambda: Party.objects.filter(pk=party.pk).update(kind=kind),
    )
    party.refresh_from_db()
    assert party.kind == "foreign_government"


def test_save_second_party_of_a_side_is_refused(relation):
    breaks(
        "partnerships_one_party_per_side",
        lambda: Party.objects.create(
            partnership=relation, side="ours", kind="municipality", country_id="MX", name="x", style="x"
        ),
    )


def test_save_two_slots_at_one_hour_is_refused(cast):
    lead = open_lead(cast)
    more = {"lead": lead, "starts_at": STARTS, "proposed_by": cast.organisations["consulate"]}
    Slot.objects.create(**more)
    breaks("partnerships_one_slot_per_hour", lambda: Slot.objects.create(**more))


def test_save_two_relations_with_one_folio_is_refused(relation, domestic):
    assert relation.folio != domestic.folio
    breaks("folio", lambda: Partnership.objects.filter(pk=domestic.pk).update(folio=relation.folio))


def test_save_two_leads_with_one_folio_is_refused(cast):
    first, second = open_lead(cast), open_lead(cast)
    breaks("folio", lambda: Lead.objects.filter(pk=second.pk).update(folio=first.folio))


def test_delete_relation_with_anything_in_it_is_refused(relation):
    with pytest.raises(ProtectedError):
        relation.delete()
    assert Partnership.objects.filter(pk=relation.pk).exists()
