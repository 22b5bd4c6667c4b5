"""Advice, campaigns, proposals and the state's workspace over HTTP."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.coordination.models import Advice, Campaign, Instrument, Invited, Proposal
from hermanar.directory.models import Municipality
from hermanar.kernel.text import fold
from tests import relation as relations
from tests.coordination.test_operations import ask, campaign, ministry_advises, propose

__all__ = ["ministry_advises"]


def text(answer) -> str:
    return answer.content.decode()


def test_advice_goes_from_question_to_rating(cast):
    liaison, state = cast.client("liaison"), cast.client("state")
    of = cast.organisations["state"].public_id
    sent = {"of": of, "topic": "letter", "subject": "Carta", "question": "¿Cómo se dirige?", "case": ""}
    page = text(liaison.post("/asesorias/nueva/", {**sent, "question": ""}))
    assert 'value="Carta"' in page
    answer = liaison.post("/asesorias/nueva/", sent)
    row = Advice.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/asesorias/{row.public_id}/")
    assert "Responder: Carta" in text(state.get("/estado/"))
    assert "Carta" in text(state.get("/asesorias/?ver=responder"))
    state.post(f"/asesorias/{row.public_id}/responder/", {"answer": "Al titular de la alcaldía."})
    page = text(liaison.get(f"/asesorias/{row.public_id}/"))
    assert "Al titular de la alcaldía." in page
    assert "en 0 días" in page
    liaison.post(f"/asesorias/{row.public_id}/valorar/", {"rating": "5", "note": "Claro"})
    assert Advice.objects.get().rating == 5
    page = text(state.get("/estado/"))
    assert "Cuánto tarda una respuesta" in page
    assert "Nada espera a su oficina" in page


def test_advice_of_a_case_names_who_advises(cast):
    case = relations.open_relation(cast)
    liaison = cast.client("liaison")
    page = text(liaison.get(f"/vinculaciones/{case.public_id}/asesorias/"))
    assert "La Secretaría todavía no asigna a nadie." in page
    sent = {
        "of": cast.organisations["ministry"].public_id, "topic": "text", "subject": "Artículo V", "question": "¿Procede?",
        "case": case.public_id,
    }  # fmt: skip
    liaison.post(f"/vinculaciones/{case.public_id}/asesorias/nueva/", sent)
    assert (Advice.objects.get().partnership, Advice.objects.get().level) == (case, "federal")
    assert "Artículo V" in text(liaison.get(f"/vinculaciones/{case.public_id}/asesorias/"))
    assert "Artículo V" in text(cast.client("reviewer").get("/asesorias/"))


def test_campaign_is_sent_to_those_never_reached_and_summed_up(cast):
    state, liaison = cast.client("state"), cast.client("liaison")
    sent = {"purpose": "diagnosis", "title": "Diagnóstico 2022", "text": "Díganos qué relaciones tiene."}
    answer = state.post("/estado/campanas/nueva/", sent)
    row = Campaign.objects.get()
    assert answer.url == f"/estado/campanas/{row.public_id}/"
    assert "Elegir a quiénes y enviar" in text(state.get(answer.url))
    state.post(f"{answer.url}enviar/", {"whom": "never", "due_on": "2022-03-01"})
    assert Invited.objects.count() == 3
    mine = Invited.objects.get(municipality_id="20999")
    assert "Diagnóstico 2022" in text(liaison.get("/invitaciones/"))
    assert "¿Cuántas?" in text(liaison.get(f"/invitaciones/{mine.public_id}/"))
    here = f"/invitaciones/{mine.public_id}/contestar/"
    assert "Conteste al menos una pregunta." in text(liaison.post(here, {"response": "accepted", "note": ""}))
    liaison.post(here, {"response": "accepted", "q_has_relations": "yes", "q_how_many": "2", "note": ""})
    other = Invited.objects.get(municipality_id="20067")
    state.post(
        f"/estado/campanas/invitado/{other.public_id}/",
        {"response": "declined", "note": "", "on": "2022-01-31", "reference": "OF-1"},
    )
    page = text(state.get(answer.url))
    assert "Lo que dicen las respuestas" in page
    assert "no usa el programa" in page
    assert [Invited.objects.filter(answered_on=None).count(), "2 de 3 contestaron" in text(state.get("/estado/"))] == [
        1,
        True,
    ]
    state.post(f"{answer.url}cerrar/", {})
    assert Campaign.objects.get().state == "closed"
    assert "no contestó" in text(state.get(f"{answer.url}?ver=faltan"))


def test_instrument_stands_on_the_state_page_until_it_ends(cast):
    state = cast.client("state")
    sent = {
        "title": "Convenio de muestra", "signed_on": "2022-01-10", "valid_until": "2024-01-10",
        "ministry_post": "Dirección General", "state_post": "Gubernatura", "office": "Coordinación",
    }  # fmt: skip
    assert "No consta un instrumento vigente" in text(state.get("/estado/"))
    state.post("/estado/instrumento/", sent)
    page = text(state.get("/estado/"))
    assert "Convenio de muestra" in page
    assert "Gubernatura" in page
    row = Instrument.objects.get()
    state.post(f"/estado/instrumento/{row.public_id}/terminar/", {"on": "2022-01-20", "reason": "Otro lo sustituye"})
    assert Instrument.objects.get().ended_on == dt.date(2022, 1, 20)
    assert "No consta un instrumento vigente" in text(state.get("/estado/"))


def test_municipalities_by_contact_say_what_each_lacks(cast):
    ask(cast)
    state = cast.client("state")
    page = text(state.get("/estado/municipios/"))
    assert "Villa Serena" in page
    assert "2 de 7" in page
    page = text(state.get("/estado/municipios/?contacto=never"))
    assert "Puerto Claro" in page
    assert "Villa Serena" not in page.split("<table")[1]


def test_proposal_goes_up_and_comes_back_with_its_reply(cast):
    liaison, adviser, state = (cast.client(p) for p in ("liaison", "reviewer", "state"))
    sent = {"kind": "agreement", "title": "Estudios", "text": "Que se reconozcan.", "country": "US", "benefits": ""}
    answer = liaison.post("/propuestas/nueva/", sent)
    row = Proposal.objects.get()
    assert answer.url == f"/propuestas/{row.public_id}/"
    assert "Estudios" in text(state.get("/propuestas/"))
    here = f"/propuestas/{row.public_id}/contestar/"
    assert "quien propuso debe saber por qué" in text(adviser.post(here, {"state": "not_adopted", "reply": ""}))
    adviser.post(here, {"state": "adopted", "reply": "Entra en la ronda."})
    page = text(liaison.get(f"/propuestas/{row.public_id}/"))
    assert "Considerada en la negociación" in page
    assert "Entra en la ronda." in page


@pytest.mark.parametrize(
    "path",
    ["/asesorias/", "/asesorias/nueva/", "/propuestas/", "/propuestas/nueva/", "/estado/", "/estado/municipios/",
     "/estado/campanas/", "/estado/campanas/nueva/", "/estado/instrumento/"],
)  # fmt: skip
def test_pages_are_in_english_too(cast, path):
    page = text(cast.client("state").get(f"/en{path}"))
    assert 'lang="en' in page
    for spanish in ("Asesorías", "Municipios", "Campañas", "Propuestas", "Título", "Vigente"):
        assert spanish not in page.split("<main")[1], spanish


def test_state_page_asks_a_flat_number_of_queries(cast, django_assert_max_num_queries):
    state = cast.client("state")

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert state.get("/estado/").status_code == 200
        return len(seen)

    ask(cast)
    campaign(cast, "20999")
    propose(cast)
    one = count()
    for n in range(2):
        ask(cast, subject=str(n))
        campaign(cast, "20067")
        Municipality.objects.create(key=f"201{n:02}", name=f"M{n}", folded=fold(f"M{n}"), state_id="20")
    assert count() == one
    for path in ("/asesorias/", "/estado/campanas/", "/estado/municipios/"):
        with django_assert_max_num_queries(26):
            assert state.get(path).status_code == 200
