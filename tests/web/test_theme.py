"""The theme of a specific cooperation: asked where it is needed, shown on its case in the page's language."""

import pytest

from hermanar.opinions.queries.letters import _letters
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.models import Partnership
from tests import relation
from tests.cast import STARTS
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def specific(cast):
    from hermanar.directory.models import Country

    return partnerships.open_partnership(
        cast.act("liaison"), owner=cast.organisations["municipality"], country=Country.objects.get(pk="US"),
        exercise_at=STARTS, their_name="Lakeside", their_subdivision="Ejemplo",
        answers=relation.answers(scope="theme", theme="el manejo del agua", theme_en="water management"),
    )  # fmt: skip


def test_case_of_a_specific_cooperation_shows_its_theme(cast, specific):
    client = cast.client("liaison")
    page = client.get(f"/vinculaciones/{specific.public_id}/").content.decode()
    assert "Tema: el manejo del agua" in page
    english = client.get(f"/en/vinculaciones/{specific.public_id}/").content.decode()
    assert "Theme: water management" in english
    assert "Theme: el manejo" not in english


def test_case_of_a_twinning_shows_no_theme(cast):
    twinning = relation.open_relation(cast)
    assert "Tema:" not in cast.client("liaison").get(f"/vinculaciones/{twinning.public_id}/").content.decode()


def test_theme_is_not_called_optional_in_the_eight_questions(cast):
    page = cast.client("liaison").get("/vinculaciones/nueva/").content.decode()
    label = page.split('for="id_theme"')[1].split("</label>")[0]
    assert "opcional" not in label
    assert "Hace falta si es para un tema" in page
    assert "opcional" in page.split('for="id_theme_en"')[1].split("</label>")[0]
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "el oficio A/1, el oficio A/2 y el oficio A/3"),
        ("en", "official letter A/1, official letter A/2 and official letter A/3"),
    ],
)
def test_letters_are_cited_as_a_list(lang, said):
    assert _letters([("A/1", None), ("A/2", None), ("A/3", None)], lang) == said
