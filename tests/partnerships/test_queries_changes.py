"""Who governed when the file was opened, and who governs now."""

import datetime as dt

from hermanar.directory.models import Administration
from hermanar.partnerships.queries import administration_changes
from tests import relation as relations


def test_administration_changes_on_both_sides_in_order(cast, relation):
    Administration.objects.create(
        organisation=cast.organisations["municipality"], number="XXII", starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )  # fmt: skip
    found = administration_changes(relation, dt.date(2025, 6, 1))
    assert [(c.side, c.on, c.number) for c in found] == [
        ("theirs", dt.date(2024, 4, 15), ""),
        ("ours", dt.date(2025, 1, 1), "XXII"),
    ]
    assert administration_changes(relation, dt.date(2024, 4, 15)) == []
    assert administration_changes(relation, dt.date(2025, 6, 1), since=dt.date(2025, 2, 1)) == []


def test_administration_changes_before_the_file_was_opened_are_none(cast):
    relation = relations.open_relation(cast)
    assert administration_changes(relation, cast.at.date()) == []
