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
from hermanar.partnerships.queries.briefs import brief_for, slot_values
from hermanar.partnerships.queries.letter_sides import letter_slots
from tests import relation
from tests.cast import STARTS


@pytest.mark.parametrize(
    ("country", "name", "where", "kind", "style"),
    [
        ("CA", "Toronto", "Ontario", "governmental", "la Ciudad de Toronto, Provincia de Ontario, de Canadá"),
        ("US", "Santa Fe", "New Mexico", "governmental", "la Ciudad de Santa Fe, Estado de Nuevo México, de los Estados Unidos de América"),
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


def test_a_person_may_write_the_spanish_name_of_the_region_and_every_paper_says_it(cast):
    land, _new = Country.objects.get_or_create(pk="DE", defaults={"name_es": "Alemania", "name_en": "Germany"})
    found = partnerships.open_partnership(
        cast.act("liaison"), owner=cast.organisations["municipality"], country=land, exercise_at=STARTS,
        answers=relation.answers(country="DE"), their_name="Muestraburgo", their_subdivision="Bavaria",
        their_subdivision_es="Baviera",
    )  # fmt: skip
    theirs = found.parties.get(side="theirs")
    assert (theirs.region_in("es"), theirs.region_in("en")) == ("Baviera", "Bavaria")
    assert theirs.style == "la Ciudad de Muestraburgo, Land de Baviera, de la República Federal de Alemania"
    assert theirs.style_en == "the City of Muestraburgo, Land of Bavaria, of the Federal Republic of Germany"
    assert slot_values(found, cast.act("liaison").on)["their_subdivision"] == {"es": "Baviera", "en": "Bavaria"}
    ref = brief_for(found, "agreement", cast.act("liaison").on).parties[1]
    assert (ref.subdivisions, dict(ref.regions)) == (("Baviera", "Bavaria"), {"es": "Baviera", "en": "Bavaria"})


def test_a_letter_without_a_case_names_the_state_in_each_language(cast):
    letter = partnerships.draft_letter_to(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind="intent", city="Charlotte",
        subdivision="North Carolina", country=Country.objects.get(pk="US"),
        motivations={"es": "Amistad", "en": "Friendship"}, interests={"es": "Cultura", "en": "Culture"},
        objectives={"es": "Conocerse", "en": "Meeting"},
        areas=["culture"],
    )  # fmt: skip
    values = letter_slots(letter, cast.act("liaison").on)
    assert values["their_subdivision"] == {"es": "Carolina del Norte", "en": "North Carolina"}
    assert "Estado de Carolina del Norte, " in values["their_style"]["es"]
    assert "State of North Carolina, " in values["their_style"]["en"]
