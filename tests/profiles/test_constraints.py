"""What the database itself does not allow."""

import pytest
from django.db import IntegrityError, transaction

from hermanar.profiles.models import Profile, ProfileRevision

pytestmark = pytest.mark.django_db


def test_revision_numbered_twice_is_impossible(cast, complete):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileRevision.objects.create(profile=complete, number=1, sections={}, at=cast.at, by_user="x")


def test_second_profile_of_one_organisation_is_impossible(cast, complete):
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(circle=complete.circle, organisation=complete.organisation, updated_at=cast.at)
