"""What a new relation calls the other side, and what the checker says of the text that is made of it."""

import datetime as dt

import pytest

from hermanar.agreements import operations as agreements
from hermanar.agreements.queries import brief_of
from hermanar.checks.check import check
from hermanar.checks.findings import Severity
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.models import Country
from hermanar.documents.queries import latest_version
from hermanar.partnerships import operations as partnerships
from tests import relation
from tests.cast import STARTS


@pytest.mark.parametrize(
    ("country", "name", "where", "kind", "style"),
    [
        ("CA", "Toronto", "Ontario", "governmental", "la Ciudad de Toronto, Provincia de Ontario, de Canadá"),
        ("US", "Estado de Illinois", "Illinois", "governmental", "el Estado de Illinois, de los Estados Unidos de América"),
        ("CH", "Organización Internacional para las Migraciones (OIM)", "Ginebra", "international_organisation",
         "la Organización Internacional para las Migraciones (OIM), organismo internacional con sede en Ginebra, Suiza"),
    ],
)  # fmt: skip
def test_title_and_preamble_call_the_other_side_what_it_is(cast, country, name, where, kind, style):
    land, _new = Country.objects.get_or_create(
        pk=country, defaults={"name_es": {"CA": "Canadá", "CH": "Suiza"}[country], "name_en": country}
    ) if country != "US" else (Country.objects.get(pk="US"), False)  # fmt: skip
    found = partnerships.open_partnership(
        cast.act("liaison"), owner=cast.organisations["municipality"], country=land, exercise_at=STARTS,
        answers=relation.answers(country=country, their_kind=kind), their_name=name, their_subdivision=where,
    )  # fmt: skip
    partnerships.update_counterpart(
        cast.act("liaison"), partnership=found, office="Office of the Mayor", head_name="Persona de Muestra 40",
        head_post="Mayor", head_post_es="Alcaldía", term_ends_on=dt.date(2024, 4, 15),
    )  # fmt: skip
    text = agreements.start_text(cast.act("liaison"), partnership=found)
    content = latest_version(text.document).as_content
    assert style in content.block("preamble.p1").text["es"]
    assert "la Ciudad de Organización" not in "".join(b.text["es"] for b in content.blocks)
    preamble = " ".join(b.text["es"] for b in content.blocks if b.group == "preamble" or b.key.startswith("preamble"))
    of_cities = ["ambas comunidades", "sus habitantes", "sus respectivos países"]
    assert [words in preamble for words in of_cities] == [kind == "governmental"] * 3
    with Gazetteer.open() as gazetteer:
        grave = [
            (f.code, f.message["es"])
            for f in check(content, brief_of(text, cast.act("liaison").on), gazetteer)
            if f.severity is Severity.ERROR and not f.code.startswith("K")  # blanks of the other side
        ]
    assert grave == []
