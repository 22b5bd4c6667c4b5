import datetime as dt

import pytest

from hermanar.registry.operations import load_documented
from hermanar.registry.rules.lists import Row
from hermanar.registry.rules.pictures import SourcePicture


def make_row(number: str = "T1", **more) -> Row:
    """A row of a list of facts; all of it invented."""
    values = {
        "number": number, "klass": "international", "ours": "Villa Serena", "our_key": "20999", "theirs": "Lakeside",
        "their_subdivision": "Wisconsin", "country": "US", "their_key": "", "document": "acuerdo de ciudad hermana",
        "on": dt.date(2020, 5, 4), "precision": "day", "state": "firmado",
        "sources": (SourcePicture({"es": "example.org", "en": "example.org"}, "https://example.org/1"),),
    }  # fmt: skip
    return Row(**(values | more))


@pytest.fixture
def publish(cast):
    """`publish(**row)`: an entry of the book from one row of a list."""
    made = []

    def make(**more):
        made.append(make_row(f"T{len(made) + 1}", **more))
        return load_documented(cast.act("operator"), rows=[made[-1]])[0]

    return make
