"""Requests to areas over HTTP: turned, answered by the area or from its paper, closed; the desk shows whose turn it is."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Appointment, Office
from hermanar.partnerships.models import AreaRequest
from hermanar.partnerships.operations import ask_area
from tests import relation as relations
from tests.kept import kept


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


@pytest.fixture
@kept
def tourism(cast) -> Office:
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Dirección de Turismo", role="observer"
    )
    cast.appointments["area"] = Appointment.objects.create(
        office=office, person=cast.persons["stranger"], from_on=dt.date(2022, 1, 1)
    )
    cast.users["area"] = cast.users["stranger"]
    return office


@pytest.fixture
@kept
def asked(cast, relation, tourism) -> AreaRequest:
    return ask_area(
        cast.act("liaison"), partnership=relation, office=tourism, subject="Rutas", text="Dos rutas.",
        due_on=dt.date(2022, 2, 10),
    )  # fmt: skip


def test_ask_from_the_case_stands_on_the_desk_of_the_area(cast, relation, tourism):
    client = cast.client("liaison")
    address = f"/vinculaciones/{relation.public_id}/solicitudes/"
    assert "No hay solicitudes" in client.get(address).content.decode()
    answer = client.post(
        f"{address}nueva/",
        {"office": tourism.public_id, "subject": "Rutas", "text": "Dos rutas.", "due_on": "2022-02-10"},
    )
    row = AreaRequest.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/solicitudes/{row.public_id}/")
    desk = cast.client("area").get("/escritorio/").content.decode()
    assert "Contestar la solicitud del enlace" in desk
    assert answer.url in desk


def test_ask_without_subject_comes_back_with_the_words(cast, relation, tourism):
    page = cast.client("liaison").post(
        f"/vinculaciones/{relation.public_id}/solicitudes/nueva/",
        {"office": tourism.public_id, "subject": "", "text": "Dos rutas.", "due_on": "2022-02-10"},
    )
    assert page.status_code == 200
    assert "Dos rutas." in page.content.decode()
    assert AreaRequest.objects.count() == 0


def test_area_answers_and_the_liaison_closes(cast, asked):
    address = f"/solicitudes/{asked.public_id}/"
    area = cast.client("area")
    upload = SimpleUploadedFile("rutas.pdf", relations.scan_bytes(1))
    area.post(f"{address}contestar/", {"answer": "Centro y ribera.", "attachment": upload})
    asked.refresh_from_db()
    assert (asked.state, asked.how, asked.attachment.filename) == ("answered", "in_post", "rutas.pdf")
    liaison = cast.client("liaison")
    assert "Leer la respuesta del área" in liaison.get("/escritorio/").content.decode()
    assert "Centro y ribera." in liaison.get(address).content.decode()
    liaison.post(f"{address}concluir/", {})
    asked.refresh_from_db()
    assert asked.state == "closed"


def test_liaison_records_the_paper_of_the_area(cast, asked):
    client, address = cast.client("liaison"), f"/solicitudes/{asked.public_id}/contestar/"
    sent = {"reference": "", "answered_on": "2022-01-31", "answer": "Dos."}
    assert client.post(address, sent).status_code == 200
    client.post(address, sent | {"reference": "DT/044/2022"})
    asked.refresh_from_db()
    assert (asked.state, asked.how, asked.reference) == ("answered", "recorded", "DT/044/2022")
    assert "asentada por el enlace" in client.get(f"/solicitudes/{asked.public_id}/").content.decode()


def test_a_scan_that_is_no_pdf_is_said_at_its_field(cast, asked):
    upload = SimpleUploadedFile("rutas.pdf", b"hola")
    page = cast.client("area").post(
        f"/solicitudes/{asked.public_id}/contestar/", {"answer": "Centro.", "attachment": upload}
    )
    assert page.status_code == 200
    assert 'id="id_attachment_error"' in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_withdraw_asks_why(cast, asked):
    client, address = cast.client("liaison"), f"/solicitudes/{asked.public_id}/concluir/"
    assert client.post(address, {"reason": ""}).status_code == 200
    client.post(address, {"reason": "Ya no hace falta"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("withdrawn", "Ya no hace falta")


SEE = {"liaison", "mayor", "council_secretary", "area"}
PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "area", "nobody"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_pages_by_persona(cast, relation, asked, who):
    client = cast.client(who)
    no = 302 if who == "nobody" else 404
    assert client.get(f"/solicitudes/{asked.public_id}/").status_code == (200 if who in SEE else no)
    answers = {"liaison", "area"}
    assert client.get(f"/solicitudes/{asked.public_id}/contestar/").status_code == (200 if who in answers else no)
    assert client.get(f"/solicitudes/{asked.public_id}/concluir/").status_code == (200 if who == "liaison" else no)
    asks = client.get(f"/vinculaciones/{relation.public_id}/solicitudes/nueva/").status_code
    assert asks == (200 if who == "liaison" else no)
    lists = SEE | {"administrator", "stranger"}
    assert client.get("/solicitudes/").status_code == (200 if who in lists else no)


def test_list_of_a_relation_by_turn(cast, relation, asked):
    address = f"/vinculaciones/{relation.public_id}/solicitudes/"
    assert "Rutas" in cast.client("liaison").get(f"{address}?turno=waiting").content.decode()
    assert "Nada en esta lista." in cast.client("liaison").get(f"{address}?turno=done").content.decode()
