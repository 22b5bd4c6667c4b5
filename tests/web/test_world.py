"""Cities of the world as a form offers them: with their state as the reader's language calls it, in countries with towns."""

import pytest
from django.utils.translation import override

from hermanar.directory.models import Country, Place
from hermanar.web.world import countries_with_cities, named, regions_of

pytestmark = pytest.mark.django_db


def place(name: str, subdivision: str, country: str) -> Place:
    Country.objects.get_or_create(pk=country, defaults={"name_es": country, "name_en": country})
    return Place(name=name, subdivision=subdivision, country_id=country)


@pytest.mark.parametrize(
    ("name", "subdivision", "country", "es", "en"),
    [
        ("Santa Fe", "New Mexico", "US", "Santa Fe, Nuevo México", "Santa Fe, New Mexico"),
        ("Charlotte", "North Carolina", "US", "Charlotte, Carolina del Norte", "Charlotte, North Carolina"),
        ("Whitewater", "Wisconsin", "US", "Whitewater, Wisconsin", "Whitewater, Wisconsin"),
        ("Osaka", "Osaka", "JP", "Osaka, Osaka", "Osaka, Osaka"),
        ("Singapore", "", "SG", "Singapore", "Singapore"),
    ],
)
def test_place_is_named_with_its_state_in_the_language_of_the_page(name, subdivision, country, es, en):
    row = place(name, subdivision, country)
    for lang, said in (("es", es), ("en", en)):
        with override(lang):
            assert named(row) == said


def test_state_is_known_by_each_name_it_may_be_typed_with():
    assert regions_of(place("Santa Fe", "New Mexico", "US")) == {"new mexico", "nuevo mexico"}
    assert regions_of(place("Singapore", "", "SG")) == frozenset()


def test_country_of_a_city_is_one_with_towns():
    for code in ("AQ", "BV", "FR"):
        Country.objects.get_or_create(pk=code, defaults={"name_es": code, "name_en": code})
    offered = {c.iso2 for c in countries_with_cities()}
    assert ("FR" in offered, offered & {"AQ", "BV", "HM", "UM"}) == (True, set())
