import datetime as dt

import pytest
from django.core.files.storage import default_storage

from hermanar.directory.models import Circle, Organisation, Seat
from hermanar.documents.rules.templates import load
from hermanar.kernel.acts import Act, Actor
from tests.kept import kept

DAY = dt.date(2026, 3, 2)


class Cast:
    """A town, its counterpart, the state's liaison and an observer around one circle, and an outsider."""

    def __init__(self) -> None:
        self.town = self.organisation("villa-serena", "Municipio de Villa Serena", code="VS")
        self.counterpart = self.organisation("lakeside", "City of Lakeside", kind="foreign_government")
        self.observer = self.organisation("observador", "Observatorio", kind="other")
        self.outsider = self.organisation("otro", "Otro municipio")
        self.circle = Circle.objects.create(kind="case", name="Villa Serena – Lakeside", opened_at=self.town.opened_at)
        for who, part in ((self.town, "lead"), (self.counterpart, "counterpart"), (self.observer, "observer")):
            Seat.objects.create(circle=self.circle, organisation=who, part=part, from_on=dt.date(2026, 1, 1))

    def organisation(self, slug: str, name: str, kind: str = "municipality", **more) -> Organisation:
        opened_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        home = Circle.objects.create(kind="home", name=name, opened_at=opened_at)
        return Organisation.objects.create(slug=slug, kind=kind, name=name, home=home, opened_at=opened_at, **more)

    def act(self, organisation: Organisation | None = None, *, on: dt.date = DAY, roles=("liaison",)) -> Act:
        actor = Actor(
            user="user00000001",
            organisation=(organisation or self.town).public_id,
            appointment="post00000001",
            roles=frozenset(roles),
        )
        return Act(actor=actor, at=dt.datetime(on.year, on.month, on.day, 18, tzinfo=dt.UTC))


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def letter_values() -> dict:
    return dict(load("letter_of_intent").sample)


@pytest.fixture
def letter(cast, letter_values):
    """Version 1 of a letter of intent, the town's own working paper."""
    from hermanar.documents.operations import assemble

    return assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=letter_values)


@pytest.fixture
@kept
def agreement(cast):
    """Version 1 of an agreement, shared with the circle."""
    from hermanar.documents.operations import assemble

    return assemble(
        cast.act(),
        circle=cast.circle,
        issuer=cast.town,
        kind="agreement",
        values=load("agreement").sample,
        languages=("es", "en"),
        shared=True,
    )


@pytest.fixture
def own_storage(settings, tmp_path):
    """Files of this test alone."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    return default_storage
