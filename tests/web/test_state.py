"""The state's page over HTTP: its municipalities by stage, designation, activities, log; nobody else's."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.partnerships.models import StateActivity, StateOffice
from hermanar.partnerships.operations import record_state_activity
from tests import relation as relations

DESIGNATION = {
    "designated_by": "Secretaría de Gobierno", "folio": "SG/010/2022", "designated_on": "2022-01-20",
    "valid_until": "2022-12-31",
}  # fmt: skip


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


def test_state_sees_its_municipalities_with_their_stage(cast, relation):
    page = cast.client("state").get("/estado/").content.decode()
    assert f"/vinculaciones/{relation.public_id}/" in page
    assert "Identificación" in page
    assert "Puerto Claro" in page
    assert "Municipios del estado que usan el programa: 2 de 3." in page


def test_state_page_by_stage_keeps_only_those(cast, relation):
    client = cast.client("state")
    assert relation.folio in client.get("/estado/?etapa=identification").content.decode()
    assert relation.folio not in client.get("/estado/?etapa=linking").content.decode()


def test_designate_and_end(cast):
    client = cast.client("state")
    scan = SimpleUploadedFile("oficio.pdf", relations.scan_bytes(1))
    office = cast.offices["state"].public_id
    answer = client.post("/estado/designacion/", {**DESIGNATION, "office": office, "attachment": scan})
    row = StateOffice.objects.get()
    assert (answer.status_code, answer.url, row.attachment.filename) == (302, "/estado/", "oficio.pdf")
    assert "SG/010/2022" in client.get("/estado/").content.decode()
    client.post(f"/estado/designacion/{row.public_id}/terminar/", {"on": "2022-01-25", "reason": "Cambio"})
    row.refresh_from_db()
    assert row.ended_on == dt.date(2022, 1, 25)
    assert "no tiene asentada la designación" in client.get("/estado/").content.decode()


def test_designate_twice_is_said(cast):
    client = cast.client("state")
    sent = {**DESIGNATION, "office": cast.offices["state"].public_id}
    client.post("/estado/designacion/", sent)
    page = client.post("/estado/designacion/", {**sent, "folio": "SG/011/2022"}).content.decode()
    assert "Ya hay una oficina designada" in page
    assert StateOffice.objects.count() == 1


def test_activity_names_a_municipality_of_the_state(cast):
    client = cast.client("state")
    sent = {"kind": "training", "on": "2022-01-28", "subject": "Reglas del programa", "attendees": "12"}
    client.post("/estado/actividades/nueva/", {**sent, "municipality": "villa serena"})
    row = StateActivity.objects.get()
    assert (row.municipality_id, row.attendees) == ("20999", 12)
    page = client.get("/estado/").content.decode()
    assert "Reglas del programa" in page
    assert "12 asistentes" in page


def test_activity_of_a_municipality_elsewhere_is_said_at_its_field(cast):
    sent = {"kind": "advice", "on": "2022-01-28", "subject": "Carta", "municipality": "Manuel Doblado"}
    page = cast.client("state").post("/estado/actividades/nueva/", sent).content.decode()
    assert "No hay un municipio con ese nombre en el estado." in page
    assert StateActivity.objects.count() == 0


def test_log_goes_by_pages(cast, relation):
    state = cast.organisations["state"]
    for number in range(31):
        record_state_activity(
            cast.act("state"), organisation=state, kind="advice", on=dt.date(2022, 1, 20), subject=f"Tema {number}"
        )
    client = cast.client("state")
    first = client.get("/estado/bitacora/").content.decode()
    assert first.count("asentó una actividad: Asesoría prestada") == 30
    address = first.split('rel="next" href="')[1].split('"')[0]
    assert (
        client.get(f"/estado/bitacora/{address}").content.decode().count("asentó una actividad: Asesoría prestada") == 1
    )


PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "nobody"),
)


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("path", ["", "bitacora/", "designacion/", "actividades/nueva/"])
def test_pages_by_persona(cast, who, path):
    seen = 200 if who == "state" else 302 if who == "nobody" else 404
    assert cast.client(who).get(f"/estado/{path}").status_code == seen
