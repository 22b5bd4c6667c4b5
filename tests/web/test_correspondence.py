"""Official notes, what a letter lacks, antecedents, renewal and the preferred instrument over HTTP."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import EarlierAct, Letter
from tests import relation as relations
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db
NOTE = {
    "kind": "note", "direction": "in", "dated_on": "2022-01-31", "precision": "day", "folio": "DEP-0121/22",
    "place": "Ciudad de México", "sender": "Dirección de Entidades Federativas", "subject": "Proceso a seguir",
    "archive": "5C.3/2022",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def partnership(cast):
    return relations.open_relation(cast)


def test_record_note_is_listed_in_the_register_and_on_the_case(cast, partnership):
    client = cast.client("liaison")
    done = post(client, reverse("web:letters:record", args=[partnership.public_id]), **NOTE)
    assert done.status_code == 302, errors_of(done)
    assert [r["it"] for r in client.get("/correspondencia/registro/?clase=note").context["rows"]] == [
        Letter.objects.get()
    ]
    assert "Dirección de Entidades Federativas" in html_of(
        client.get(reverse("web:letters:of_case", args=[partnership.public_id]))
    )
    shown = html_of(client.get(done.url))
    assert all(said in shown for said in ("Ciudad de México", "5C.3/2022", "Proceso a seguir"))
    assert client.get("/correspondencia/").context["board"].is_empty


def test_notes_of_others_are_not_in_the_register_of_a_stranger(cast, partnership):
    post(cast.client("liaison"), reverse("web:letters:record", args=[partnership.public_id]), **NOTE)
    assert cast.client("stranger").get("/correspondencia/registro/?clase=note").context["rows"] == []


def test_draft_page_advises_with_a_door_and_does_not_stop(cast, partnership):
    page = cast.client("liaison").get(reverse("web:letters:new", args=[partnership.public_id]))
    door = reverse("web:profiles:profile", args=[partnership.public_id])
    assert [a["url"] for a in page.context["advice"]] == [door, door]
    assert f'href="{door}"' in html_of(page)


def test_record_letter_of_intent_shows_what_it_lacks(cast, partnership):
    client = cast.client("liaison")
    typed = {**NOTE, "kind": "intent", "folio": "", "lacks": ["profile"]}
    done = post(client, reverse("web:letters:record", args=[partnership.public_id]), **typed)
    assert done.status_code == 302, errors_of(done)
    assert client.get(done.url).context["lacks"] == [
        "Sin perfil municipal que la acompañara", "Sin número de oficio", "Sin copia digitalizada",
    ]  # fmt: skip
    assert client.get(reverse("web:letters:profile", args=[Letter.objects.get().public_id])).status_code == 404


@pytest.mark.parametrize(("persona", "status"), [("liaison", 200), ("mayor", 404), ("state", 404), ("stranger", 404)])
def test_record_antecedent_is_the_liaisons(cast, partnership, persona, status):
    url = reverse("web:cases:earlier_act", args=[partnership.public_id])
    assert cast.client(persona).get(url).status_code == status


def test_record_antecedent_is_shown_on_the_case_as_not_registrable(cast, partnership):
    client = cast.client("liaison")
    url = reverse("web:cases:earlier_act", args=[partnership.public_id])
    assert list(errors_of(post(client, url, instrument="proclamation", on="0900-01-01"))) == ["on"]
    assert not EarlierAct.objects.exists()
    done = post(client, url, instrument="proclamation", on="1960-05-10", summary="Proclama de 1960")
    assert done.status_code == 302, errors_of(done)
    assert EarlierAct.objects.get().instrument == "proclamation"
    page = html_of(client.get(reverse("web:cases:case", args=[partnership.public_id])))
    assert "Proclama de 1960" in page
    assert "no inscribible como tal" in page


def test_antecedent_put_down_wrongly_is_taken_back_from_the_case_and_stays_in_sight(cast, partnership):
    client, case = cast.client("liaison"), reverse("web:cases:case", args=[partnership.public_id])
    url = reverse("web:cases:earlier_act", args=[partnership.public_id])
    post(client, url, instrument="proclamation", on="1985-05-10", summary="Proclama de 1985")
    way = reverse("web:cases:withdraw_earlier_act", args=[partnership.public_id, EarlierAct.objects.get().public_id])
    assert way in html_of(client.get(case))
    assert way not in html_of(cast.client("mayor").get(case))
    assert list(errors_of(post(client, way))) == ["reason"]
    done = post(client, way, reason="Es de otra ciudad.")
    assert done.status_code == 302, errors_of(done)
    page = html_of(client.get(case))
    assert "Es de otra ciudad." in page
    assert way not in page
    assert client.get(way).status_code == 404


def test_triage_says_the_preferred_instrument_with_its_article_and_offers_the_traditional_ones(cast):
    typed = {
        "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside Hills",
        "their_subdivision": "Colorado", "their_kind": "governmental", "scope": "whole", "earlier": "sleeping",
        "earlier_instrument": "declaration",
    }  # fmt: skip
    page = html_of(post(cast.client("liaison"), reverse("web:cases:outcome"), **typed))
    assert "Se prefiere el acuerdo interinstitucional" in page
    assert "artículo 2, fracción II" in page
    assert "no es inscribible como tal" in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/guia/", "Se prefiere el acuerdo interinstitucional"),
        ("/en/guia/", "The interinstitutional agreement is preferred"),
    ],
)
def test_guide_says_the_preferred_instrument_in_both_languages(client, path, said):
    assert said in html_of(client.get(path))
    assert said not in html_of(client.get(f"{path}?ruta=domestic"))


def test_subject_that_the_program_gave_is_read_in_english(cast, partnership):
    for subject in ("Envío del texto negociado", "Agua para todos"):
        operations.record_letter(
            cast.act("liaison"), partnership=partnership, kind=LetterKind.NOTE, direction=Direction.OUT,
            dated_on=dt.date(2022, 1, 10), folio="VS/010/2022", subject=subject, sender="Presidencia", place="Villa Serena",
        )  # fmt: skip
    client = cast.client("liaison")
    for page in (f"/en/correspondencia/relacion/{partnership.public_id}/", "/en/correspondencia/registro/"):
        said = client.get(page).content.decode()
        assert "Dispatch of the negotiated text" in said, page
        assert "Agua para todos" in said
        assert "Envío del texto negociado" not in said
