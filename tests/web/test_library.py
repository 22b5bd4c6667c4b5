"""The library over HTTP: the shelf, its documents, and what goes with a lead or a letter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Country
from hermanar.documents.models import LibraryItem
from hermanar.documents.operations import add_library_item
from hermanar.partnerships import operations
from hermanar.partnerships.models import Annex
from tests import relation as relations
from tests.kept import kept

WORDS = {
    "motivations": {"es": "Nos unen familias.", "en": "Families unite us."},
    "interests": {"es": "Cultura", "en": "Culture"},
    "objectives": {"es": "Un proyecto", "en": "A project"},
}


@pytest.fixture
@kept
def item(cast) -> LibraryItem:
    return add_library_item(
        cast.act("reviewer"), issuer=cast.organisations["ministry"], title="Guía de prueba", title_en="Sample guide",
        audience="everybody", upload=SimpleUploadedFile("guia.pdf", relations.scan_bytes(1)),
    )  # fmt: skip


@pytest.fixture
@kept
def letter(cast):
    return operations.draft_letter(cast.act("liaison"), partnership=relations.open_relation(cast), **WORDS)


@pytest.fixture
@kept
def lead(cast):
    return operations.open_lead(
        cast.act("consul"), country=Country.objects.get(iso2="US"), foreign_name="Lakeside",
        proposed_place="Villa Serena", zone="America/Chicago", exercise_at=cast.at,
    )  # fmt: skip


def test_empty_shelf_teaches_and_points_to_the_guide(cast):
    page = cast.client("liaison").get("/biblioteca/").content.decode()
    assert "La biblioteca está vacía" in page
    assert 'href="/guia/"' in page
    assert 'href="/biblioteca/nuevo/"' not in page


def test_add_to_the_shelf_and_everybody_downloads_it(cast):
    sent = {
        "issuer": cast.organisations["state"].public_id, "title": "Guía estatal", "audience": "everybody",
        "upload": SimpleUploadedFile("guia.pdf", relations.scan_bytes(1)),
    }  # fmt: skip
    answer = cast.client("state").post("/biblioteca/nuevo/", sent)
    item = LibraryItem.objects.get()
    assert (answer.status_code, answer.url) == (302, "/biblioteca/")
    found = cast.client("counterpart").get(f"/biblioteca/{item.public_id}/archivo")
    assert (found.status_code, b"".join(found.streaming_content)) == (200, relations.scan_bytes(1))


def test_add_what_is_no_pdf_is_said_at_its_field(cast):
    sent = {
        "issuer": cast.organisations["state"].public_id, "title": "Guía estatal", "audience": "everybody",
        "upload": SimpleUploadedFile("guia.pdf", b"hola"),
    }  # fmt: skip
    page = cast.client("state").post("/biblioteca/nuevo/", sent).content.decode()
    assert 'id="id_upload_error"' in page
    assert LibraryItem.objects.count() == 0


def test_change_and_withdraw(cast, item):
    client, address = cast.client("reviewer"), f"/biblioteca/{item.public_id}/"
    client.post(f"{address}corregir/", {"title": "Guía", "audience": "authorities"})
    item.refresh_from_db()
    assert (item.title, item.audience) == ("Guía", "authorities")
    client.post(f"{address}retirar/", {"reason": "Hay otra edición"})
    assert "La biblioteca está vacía" in cast.client("liaison").get("/biblioteca/").content.decode()


def test_annex_to_a_lead_stands_among_its_documents(cast, lead, item):
    client = cast.client("consul")
    assert "Acompañar de la biblioteca" in client.get(f"/prospectos/{lead.public_id}/").content.decode()
    answer = client.post(f"/prospectos/{lead.public_id}/acompanar/", {"items": [item.public_id]})
    assert (answer.status_code, answer.url) == (302, f"/prospectos/{lead.public_id}/")
    assert Annex.objects.get().lead == lead
    assert "guia.pdf" in client.get(answer.url).content.decode()


def test_annex_to_a_letter_and_take_it_away(cast, letter, item):
    client, address = cast.client("liaison"), f"/correspondencia/{letter.public_id}/"
    assert client.post(f"{address}acompanar/", {}).status_code == 200
    client.post(f"{address}acompanar/", {"items": [item.public_id]})
    assert "Guía de prueba" in client.get(address).content.decode()
    annex = Annex.objects.get()
    client.post(f"{address}acompanar/{annex.public_id}/quitar/", {})
    assert "Guía de prueba" not in client.get(address).content.decode()


PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "nobody"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_pages_by_persona(cast, item, letter, lead, who):
    client = cast.client(who)
    no = 302 if who == "nobody" else 404
    seen = 302 if who == "nobody" else 200
    assert client.get("/biblioteca/").status_code == seen
    found = client.get(f"/biblioteca/{item.public_id}/archivo")
    found.close()
    assert found.status_code == seen
    issuers = {"state", "reviewer", "authoriser", "registrar"}
    assert client.get("/biblioteca/nuevo/").status_code == (200 if who in issuers else no)
    for act in ("corregir", "retirar"):
        may = who in issuers - {"state"}
        assert client.get(f"/biblioteca/{item.public_id}/{act}/").status_code == (200 if may else no)
    assert client.get(f"/correspondencia/{letter.public_id}/acompanar/").status_code == (
        200 if who == "liaison" else no
    )
    assert client.get(f"/prospectos/{lead.public_id}/acompanar/").status_code == (200 if who == "consul" else no)


def test_annex_with_nothing_on_the_shelf_goes_back_and_says_so(cast, letter):
    client, address = cast.client("liaison"), f"/correspondencia/{letter.public_id}/"
    page = client.get(f"{address}acompanar/", follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "No hay en la biblioteca otro documento que acompañar." in page.content.decode()


def test_municipality_brings_in_a_model_as_received(cast):
    client = cast.client("liaison")
    empty = client.get("/biblioteca/modelos/").content.decode()
    assert 'href="/biblioteca/modelos/traer/"' in empty
    text = "ACUERDO ENTRE _____ Y _____\n\nARTÍCULO I\nObjetivo\nLas Partes cooperarán.".encode()
    refused = client.post(
        "/biblioteca/modelos/traer/", {"upload": SimpleUploadedFile("m.txt", text), "source": "Correo de la DGCP"}
    )
    assert [refused.status_code, b"Correo de la DGCP" in refused.content] == [200, True]
    sent = {"upload": SimpleUploadedFile("m.txt", text), "source": "Correo de la DGCP", "received_on": "2022-01-10"}
    address = client.post("/biblioteca/modelos/traer/", sent)["Location"]
    page = client.get(address).content.decode()
    assert ["No es el modelo publicado por la SRE" in page, "Confirmar el modelo" in page] == [True, True]
    assert client.post(f"{address}confirmar/", {}).status_code == 302
    assert "Como se recibieron" in client.get("/biblioteca/modelos/").content.decode()
    english = client.get(f"/en{address}").content.decode()
    assert "It is not the model published by the SRE" in english
    for who in ("state", "reviewer", "stranger"):
        assert cast.client(who).get(address).status_code == 404
    assert cast.client("mayor").get("/biblioteca/modelos/traer/").status_code == 404
