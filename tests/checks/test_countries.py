"""Full names of countries: told for those that have one, found in a text as the country they are."""

import pytest

from hermanar.checks.countries import full_name, names_of_country, rows
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.toponyms import canon


def test_each_row_is_a_country_once_with_both_names_and_its_source():
    assert len({row["country"] for row in rows()}) == len(rows())
    assert all(row["es"] and row["en"] and row["source"] and row["as_of"] for row in rows())
    with Gazetteer.open() as gazetteer:
        assert [row["country"] for row in rows() if gazetteer.country(row["country"]) is None] == []


@pytest.mark.parametrize(
    ("country", "es", "en"),
    [
        ("FR", "República Francesa", "French Republic"), ("PH", "República de Filipinas", "Republic of the Philippines"),
        ("CD", "República Democrática del Congo", "Democratic Republic of the Congo"), ("JP", "", ""), ("PR", "", ""),
    ],
)  # fmt: skip
def test_full_name_is_told_where_it_is_another_than_the_usual_one(country, es, en):
    assert (full_name("es", country), full_name("en", country)) == (es, en)
    assert names_of_country(country, "X") == tuple(n for n in ("X", es, en) if n)


@pytest.mark.parametrize("text", ["República Helénica", "Kingdom of the Netherlands", "Confederación Suiza"])
def test_full_name_is_that_country_for_whoever_looks_it_up(text):
    with Gazetteer.open() as gazetteer:
        assert [found.kind for found in gazetteer.named([canon(text)])[canon(text)]] == ["c"]
