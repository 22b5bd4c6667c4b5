"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from hermanar.documents.models import FolioSeries, FolioUsed, KeptFinding, Letterhead, Version

pytestmark = pytest.mark.django_db


def refused(model, **values) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False


def test_second_row_of_the_same_number_folio_year_or_finding_is_refused(cast, letter):
    at = cast.act().at
    rows = [
        (
            KeptFinding,
            {
                "document": letter.document,
                "fingerprint": "f",
                "code": "P01",
                "reason": "x",
                "kept_by": "x",
                "kept_at": at,
            },
        ),
        (Letterhead, {"organisation": cast.town, "year": 2026}),
        (FolioSeries, {"organisation": cast.town, "series": "PM", "year": 2026}),
        (FolioUsed, {"organisation": cast.town, "folio": "PM/1/2026", "what": "x", "at": at}),
        (
            Version,
            {
                "document": letter.document,
                "number": 2,
                "content": {},
                "sha256": "",
                "origin": "edited",
                "created_at": at,
                "created_by": "x",
            },
        ),
    ]
    assert [(m.__name__, refused(m, **v), refused(m, **v)) for m, v in rows] == [
        (m.__name__, False, True) for m, _values in rows
    ]
