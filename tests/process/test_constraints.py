"""What the database itself refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hermanar.process.models import Definition, Fact

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_fact_of_one_source_stands_once_and_may_be_withdrawn_many_times(case):
    def create(**more):
        return Fact.objects.create(
            case=case, key="signed", source="a:1", on=AT.date(), stated_by="x", how="in_post", stated_at=AT, **more
        )

    for _time in range(2):
        create(withdrawn_at=AT, withdrawn_on=AT.date())
    create()
    with pytest.raises(IntegrityError), transaction.atomic():
        create()
    assert Fact.objects.filter(withdrawn_at=None).count() == 1


def test_definition_of_one_text_is_kept_once(definition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Definition.objects.create(key="other", sha256=definition.sha256, content={}, loaded_at=AT)
    assert Definition.objects.count() == 1
