"""What was done once is put down again as it was, and only where nobody could tell the difference."""

import pytest
from django.db import transaction

from hermanar.directory.models import Country, Place, Town
from tests import kept as machine

DONE: list[str] = []


@machine.kept
def a_step(cast, place: Place, *, name: str = "Chile", at: object = None) -> Country:
    """Rows come, change and go; the argument is another in the end."""
    DONE.append(name)
    Place.objects.filter(pk=place.pk).update(name=f"{place.name} de {name}")
    Town.objects.all().delete()
    place.refresh_from_db()
    row = Country.objects.create(iso2="CL", name_es=name, name_en=name)
    row.place = place
    return row


@pytest.fixture
def twice(cast):
    """`twice(step)`: done, undone as by the end of a test, and done again from where it began."""
    DONE.clear()
    steps = machine._course.here.after
    for known in [key for key in steps if key[1] == a_step.__qualname__]:  # as if no test had come by it
        del steps[known]

    def go(first, second=None):
        begun, point = machine._course.here, transaction.savepoint()
        done = first()
        transaction.savepoint_rollback(point)
        machine._course.here = begun
        assert not Country.objects.filter(iso2="CL").exists()
        return done, (second or first)()

    return go


def lakeside() -> Place:
    return Place.objects.get(pk=900001)


def test_same_step_is_put_down_again_and_leaves_the_same(cast, twice):
    first, second = twice(lambda: a_step(cast, lakeside()))
    assert DONE == ["Chile"]
    assert (first.pk, first.name_es, first.place.name) == (second.pk, second.name_es, second.place.name)
    assert Country.objects.get(iso2="CL").name_es == "Chile"
    assert lakeside().name == "Lakeside de Chile"
    assert not Town.objects.exists()


def test_argument_is_the_same_object_in_what_is_given_back_and_as_it_became(cast, twice):
    places = []

    def step():
        places.append(lakeside())
        return a_step(cast, places[-1])

    _first, second = twice(step)
    assert DONE == ["Chile"]
    assert second.place is places[-1]
    assert places[-1].name == "Lakeside de Chile"


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param(lambda cast: a_step(cast, lakeside(), name="Perú"), id="another argument"),
        pytest.param(lambda cast: a_step(cast, lakeside(), at=object()), id="an argument that tells nothing of itself"),
        pytest.param(lambda cast: (Town.objects.update(name="Otra"), a_step(cast, lakeside())), id="rows of another"),
        pytest.param(lambda cast: (setattr(cast, "at", machine.dt.datetime(2023, 1, 1, tzinfo=machine.dt.UTC)), a_step(cast, lakeside())), id="another moment"),
    ],
)  # fmt: skip
def test_step_that_could_come_out_otherwise_is_done(cast, twice, otherwise):
    twice(lambda: a_step(cast, lakeside()), lambda: otherwise(cast))
    assert len(DONE) == 2


def test_step_is_done_with_settings_of_the_test(cast, twice, settings):
    def changed():
        settings.LANGUAGE_CODE = "en"
        return a_step(cast, lakeside())

    twice(lambda: a_step(cast, lakeside()), changed)
    assert len(DONE) == 2


def test_step_is_done_on_a_clock_that_was_moved(cast, twice, time_machine):
    def moved():
        time_machine.move_to("2030-01-01T00:00:00Z")
        return a_step(cast, lakeside())

    twice(lambda: a_step(cast, lakeside()), moved)
    assert len(DONE) == 2


def test_step_that_fails_is_not_kept(cast):
    @machine.kept
    def fails(cast):
        DONE.append("fails")
        raise LookupError

    DONE.clear()
    for _ in range(2):
        with pytest.raises(LookupError):
            fails(cast)
    assert len(DONE) == 2
