"""Participation over HTTP: the list, one of it, its acts, and whose page it is."""

import pytest

from hermanar.partnerships.models import Stakeholder
from hermanar.partnerships.operations import add_stakeholder
from tests import relation as relations
from tests.kept import kept

CLUB = {"sector": "diaspora", "organisation": "Club de oriundos", "contact_name": "Persona de Muestra 50"}


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


@pytest.fixture
@kept
def club(cast) -> Stakeholder:
    return add_stakeholder(cast.act("liaison"), circle=cast.organisations["municipality"].home, **CLUB)


def test_list_empty_teaches_and_opens_the_form(cast):
    page = cast.client("liaison").get("/participacion/").content.decode()
    assert "Todavía no hay nadie en la lista" in page
    assert 'href="/participacion/nuevo/"' in page


def test_add_invite_answer_goes_from_step_to_step(cast, relation):
    client = cast.client("committee")
    answer = client.post("/participacion/nuevo/", CLUB)
    row = Stakeholder.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/participacion/{row.public_id}/")
    assert "Invitarle a participar" in client.get(answer.url).content.decode()
    client.post(f"{answer.url}invitar/", {"invited_on": "2022-01-31", "reference": "VS/012/2022"})
    assert "Asentar su respuesta" in client.get(answer.url).content.decode()
    client.post(f"{answer.url}respuesta/", {"answer": "accepted", "answered_on": "2022-01-31"})
    row.refresh_from_db()
    assert (row.answer, row.reference) == ("accepted", "VS/012/2022")
    page = client.get(answer.url).content.decode()
    assert "Aceptó participar" in page
    assert "Contestaron la invitación a participar: Comunidad en el exterior, Aceptó participar" in page


def test_add_without_anybody_comes_back_with_the_words(cast):
    page = (
        cast.client("liaison").post("/participacion/nuevo/", {"sector": "social", "role": "Festival"}).content.decode()
    )
    assert "Escriba la organización o la persona." in page
    assert 'value="Festival"' in page
    assert Stakeholder.objects.count() == 0


def test_add_from_a_relation_keeps_the_relation(cast, relation):
    client = cast.client("liaison")
    address = f"/vinculaciones/{relation.public_id}/participacion/"
    client.post(f"{address}nuevo/", {**CLUB, "partnership": relation.public_id})
    assert Stakeholder.objects.get().partnership == relation
    assert "Club de oriundos" in client.get(address).content.decode()


def test_list_by_answer_shows_only_those(cast, club):
    client = cast.client("liaison")
    assert "Club de oriundos" in client.get("/participacion/?estado=listed").content.decode()
    assert "Club de oriundos" not in client.get("/participacion/?estado=accepted").content.decode()


def test_update_corrects_the_card(cast, club):
    address = f"/participacion/{club.public_id}/corregir/"
    cast.client("liaison").post(address, {**CLUB, "organisation": "Club La Ribera"})
    club.refresh_from_db()
    assert str(club) == "Club La Ribera"


PAGES = {"liaison": 200, "committee": 200, "mayor": 200, "council_secretary": 200, "administrator": 200}
PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "nobody"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_pages_by_persona(cast, relation, club, who):
    client = cast.client(who)
    seen = PAGES.get(who, 302 if who == "nobody" else 404)
    assert client.get(f"/participacion/{club.public_id}/").status_code == seen
    assert client.get(f"/vinculaciones/{relation.public_id}/participacion/").status_code == seen
    own = 200 if who == "stranger" else seen  # the stranger has a list of its own, empty
    assert client.get("/participacion/").status_code == own


@pytest.mark.parametrize("who", PERSONAS)
def test_acts_by_persona(cast, club, who):
    may = 200 if who in {"liaison", "committee"} else 302 if who == "nobody" else 404
    for act in ("corregir", "invitar", "respuesta"):
        assert cast.client(who).get(f"/participacion/{club.public_id}/{act}/").status_code == may


def test_list_in_english_has_no_spanish_left(cast, club):
    page = cast.client("liaison").get("/en/participacion/").content.decode()
    assert "Diaspora" in page or "Community abroad" in page
    assert "Sin invitar" not in page
