"""What the tables themselves refuse."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hermanar.candidates.models import Candidate, ConsularOpinion, Datum

DAY = dt.date(2022, 1, 31)


def candidate(owner, **more) -> Candidate:
    return Candidate.objects.create(circle=owner.home, **{"state": "shortlisted", "decided_on": DAY} | more)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"place_id": 900001, "municipality_id": "20998"},
        {"place_id": 900001, "state": "discarded", "reason": ""},
    ],
)
def test_candidate_is_one_city_and_who_discards_says_why(owner, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        candidate(owner, **columns)


@pytest.mark.parametrize("column", [{"place_id": 900001}, {"municipality_id": "20998"}])
def test_candidate_is_decided_once(owner, column):
    candidate(owner, **column)
    with pytest.raises(IntegrityError), transaction.atomic():
        candidate(owner, **column)


def test_datum_and_opinion_are_of_one_city(owner):
    with pytest.raises(IntegrityError), transaction.atomic():
        Datum.objects.create(circle=owner.home, kind="committee", source="x", read_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsularOpinion.objects.create(circle=owner.home, consulate="x", sense="favourable", dated_on=DAY)
