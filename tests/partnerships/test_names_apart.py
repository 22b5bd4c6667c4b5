"""Two cities of one name are told apart wherever they stand beside each other."""

import pytest

from hermanar.agreements.queries import text_values
from hermanar.directory.models import Country
from hermanar.documents.queries import latest_version
from hermanar.kernel.text import told_apart
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.models import Study
from hermanar.registry.rules.pictures import PartyPicture, names_apart
from tests import relation
from tests.cast import STARTS
from tests.kept import kept


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Mérida", "Mérida", ("Mérida (Yucatán)", "Mérida (Extremadura)")),
        ("Mérida", "Merida", ("Mérida (Yucatán)", "Merida (Extremadura)")),
        ("León", "Mérida", ("León", "Mérida")),
        ("", "", ("", "")),
    ],
)
def test_told_apart_names_where_each_lies(one, other, said):
    assert told_apart(one, other, "Yucatán", "Extremadura") == said


def test_entry_of_the_book_tells_its_parties_apart():
    def party(name, where, country):
        return PartyPicture(
            name={"es": name, "en": name}, style={"es": "", "en": ""}, subdivision=where, country="ES",
            country_name={"es": country, "en": country},
        )  # fmt: skip

    ours, theirs = names_apart(party("León", "Gto.", "México"), party("León", "", "España"))
    assert (ours["es"], theirs["en"]) == ("León (Gto.)", "León (España)")
    assert names_apart(party("León", "Gto.", "México"), party("Irapuato", "", ""))[0] == {"es": "León", "en": "León"}


@pytest.fixture
@kept
def namesakes(cast):
    return partnerships.open_partnership(
        cast.act("liaison"), owner=cast.organisations["municipality"], country=Country.objects.get(pk="US"),
        exercise_at=STARTS, their_name="Villa Serena", their_subdivision="Wisconsin", answers=relation.answers(),
    )  # fmt: skip


@pytest.mark.django_db
def test_recital_and_study_tell_the_two_cities_apart(cast, namesakes):
    here = namesakes.owner.municipality.state.name
    ours, theirs = f"Villa Serena ({here})", "Villa Serena (Wisconsin)"
    text = relation.start_text(cast, namesakes)
    preamble = " ".join(b.text["es"] for b in latest_version(text.document).as_content.blocks)
    assert f"RECONOCIENDO que {ours} y {theirs} se proponen" in preamble
    relation.submit_study(cast, namesakes)
    title = latest_version(Study.objects.get().document).as_content.block("title").text["es"]
    assert title == f"Estudio de conveniencia y factibilidad: {ours} y {theirs}"


@pytest.mark.django_db
def test_pages_of_the_case_tell_the_two_cities_apart(cast, namesakes):
    client = cast.client("liaison")
    for path in ("", f"{namesakes.public_id}/"):
        page = client.get(f"/vinculaciones/{path}").content.decode()
        assert "Villa Serena (Wisconsin)" in page, path
    assert namesakes.circle.name.endswith("Villa Serena (Wisconsin)")


@pytest.mark.django_db
def test_cities_of_other_names_stand_bare(cast):
    values = text_values(relation.open_relation(cast), cast.act("liaison").on)
    assert (values["our_city"]["es"], values["their_city"]["es"]) == ("Villa Serena", "Lakeside")
