"""Evidence over HTTP: many at once, in pieces, described, judged, seen where it is used."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.evidence.models import Arrival, Evidence
from hermanar.evidence.operations import PART_BYTES, add_evidence, use_evidence
from hermanar.files.queries import read_blob
from tests.files.test_images import phone_photo
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

ABOUT = {"kind": "photo", "on": "2022-01-20", "precision": "day", "place": "Palacio Municipal", "consent": "public_act"}


def photo(name="foto.jpg", size=(400, 300)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, phone_photo(size), "image/jpeg")


@pytest.fixture
def home(cast):
    return cast.organisations["municipality"].home


@pytest.fixture
@kept
def piece(cast, home) -> Evidence:
    return add_evidence(cast.act("liaison"), circle=home, upload=photo(), kind="photo", caption_es="Primera reunión")


def test_gallery_empty_teaches_and_opens_the_form(cast):
    page = html_of(cast.client("liaison").get("/evidencia/"))
    assert "Todavía no hay evidencia" in page
    assert 'href="/evidencia/nueva/"' in page


def test_add_many_without_scripts_names_what_did_not_come_in(cast, home):
    client = cast.client("liaison")
    files = [
        photo("1.jpg"),
        SimpleUploadedFile("2.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        photo("3.jpg", (9, 9)),
    ]
    answer = post(client, "/evidencia/nueva/", files=files, **ABOUT)
    assert (answer.status_code, answer.url) == (302, "/evidencia/")
    page = html_of(client.get(answer.url))
    assert "2.svg: Una imagen SVG puede llevar programas dentro. Guárdela como PNG." in page
    assert "Entraron 2 archivos." in page
    assert {e.place for e in Evidence.objects.all()} == {"Palacio Municipal"}
    assert Evidence.objects.count() == 2


def test_add_where_nothing_comes_in_keeps_what_was_typed_and_names_each_file(cast):
    broken = [SimpleUploadedFile("rota.jpg", phone_photo((400, 300))[:2000]), SimpleUploadedFile("vacia.jpg", b"")]
    answer = post(cast.client("liaison"), "/evidencia/nueva/", files=broken, **ABOUT)
    assert answer.status_code == 422
    page = html_of(answer)
    assert "rota.jpg: La imagen está dañada o incompleta." in page
    assert "vacia.jpg: El archivo llegó vacío" in page
    assert 'value="Palacio Municipal"' in page
    assert 'value="2022-01-20"' in page
    assert Evidence.objects.count() == 0


def test_add_with_an_empty_file_takes_the_others(cast):
    files = [photo("1.jpg"), SimpleUploadedFile("vacia.jpg", b"")]
    client = cast.client("liaison")
    page = html_of(client.get(post(client, "/evidencia/nueva/", files=files, **ABOUT).url))
    assert "vacia.jpg: El archivo llegó vacío" in page
    assert "Entró 1 archivo." in page


def test_add_does_not_presume_consent(cast):
    page = html_of(cast.client("liaison").get("/evidencia/nueva/"))
    assert '<option value="missing" selected>' in page


def test_form_tells_the_script_its_numbers_without_separators(cast):
    for language in ("", "/en"):
        page = html_of(cast.client("liaison").get(f"{language}/evidencia/nueva/"))
        assert f'data-part="{PART_BYTES}"' in page  # with them the script reads no number, and sends nothing for ever
        assert "data-arrived=" in page  # `data-sent` is the mark of a form on its way


def test_add_one_goes_on_to_its_caption(cast):
    client = cast.client("committee")
    answer = post(client, "/evidencia/nueva/", files=[photo()], **ABOUT)
    row = Evidence.objects.get()
    assert answer.url == f"/evidencia/{row.public_id}/datos/"
    answer = post(client, answer.url, **ABOUT, caption_es="Primera reunión", alt_es="Cuatro personas")
    row.refresh_from_db()
    assert (row.caption_es, row.alt_es) == ("Primera reunión", "Cuatro personas")


def test_add_with_a_day_to_come_keeps_what_was_typed(cast):
    answer = post(cast.client("liaison"), "/evidencia/nueva/", files=[photo()], **ABOUT | {"on": "2031-01-01"})
    assert errors_of(answer) == {"on": ["La fecha no puede ser posterior al día de hoy."]}
    assert 'value="Palacio Municipal"' in html_of(answer)
    assert not Evidence.objects.exists()


def test_send_in_pieces_ends_as_the_same_piece(cast, django_capture_on_commit_callbacks):
    client, data = cast.client("liaison"), phone_photo((900, 700))
    begun = client.post("/evidencia/envios/", {"name": "foto.jpg", "size": len(data)}).json()
    assert begun["got"] == 0
    half = len(data) // 2
    for start, end in ((0, half), (half, len(data))):
        said = client.put(begun["url"], data[start:end], "application/octet-stream", headers={"X-Offset": str(start)})
        assert said.json() == {"got": end}
    assert client.get(begun["url"]).json() == {"got": len(data), "size": len(data)}
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(begun["url"], ABOUT).json()
    row = Evidence.objects.get()
    assert done == {"url": f"/evidencia/{row.public_id}/"}
    assert read_blob(row.attachment.blob) == data


@pytest.mark.parametrize(
    ("offset", "length", "status"), [("0", PART_BYTES + 1, 400), ("x", 4, 400), ("5", 4, 422), ("0", 4, 200)]
)
def test_send_a_piece_out_of_step_is_refused_and_loses_nothing(cast, offset, length, status):
    client = cast.client("liaison")
    begun = client.post("/evidencia/envios/", {"name": "f.jpg", "size": 9}).json()
    said = client.put(begun["url"], b"x" * length, "application/octet-stream", headers={"X-Offset": offset})
    assert said.status_code == status
    assert Arrival.objects.get().got == (4 if status == 200 else 0)


def test_send_in_pieces_what_is_no_photo_says_why(cast):
    client = cast.client("liaison")
    begun = client.post("/evidencia/envios/", {"name": "f.jpg", "size": 4}).json()
    client.put(begun["url"], b"hola", "application/octet-stream", headers={"X-Offset": "0"})
    said = client.post(begun["url"], ABOUT)
    assert (said.status_code, said.json()["error"][:26]) == (422, "El archivo no es una foto ")
    assert client.get(begun["url"]).status_code == 404


def test_accept_and_return_go_by_who_judges(cast, piece):
    mayor = cast.client("mayor")
    url = f"/evidencia/{piece.public_id}/"
    assert "Revisarla" in html_of(mayor.get(url))
    post(mayor, f"{url}aceptar/")
    piece.refresh_from_db()
    assert piece.state == "accepted"
    assert "vuelve a quedar por revisar" in html_of(cast.client("liaison").get(f"{url}datos/"))
    post(mayor, f"{url}devolver/", reason="Es de otra sesión")
    page = html_of(cast.client("committee").get(url))
    assert "Es de otra sesión" in page
    assert "Revisarla" not in page


def test_piece_says_what_it_lacks_and_where_it_is_used(cast, home, piece):
    for subject_id, label in (("A", "4.1 Sesiones"), ("B", "6.1 Alianzas")):
        use_evidence(
            cast.act("liaison"), evidence=piece, subject="plans.entry", subject_id=subject_id, label=label, claim="held"
        )
    client = cast.client("liaison")
    page = html_of(client.get(f"/evidencia/{piece.public_id}/"))
    for sentence in (
        "No dice dónde.",
        "No dice de cuándo es.",
        "4.1 Sesiones",
        "6.1 Alianzas",
        "para mostrar que se realizó",
    ):
        assert sentence in page
    assert "en 2 lugares" in html_of(client.get("/evidencia/"))
    english = html_of(client.get(f"/en/evidencia/{piece.public_id}/"))
    assert "It does not say where." in english
    assert "to show that it took place" in english


def test_gallery_by_state_kind_and_quarter(cast, home):
    for n, on in enumerate(("2021-12-31", "2022-01-01", "2022-01-20")):
        day = dt.date.fromisoformat(on)
        about = {"kind": "photo", "on": day, "caption_es": f"Pieza {on}"}
        add_evidence(cast.act("liaison"), circle=home, upload=photo(size=(10 + n, 9)), **about)
    client = cast.client("liaison")
    page = html_of(client.get("/evidencia/?trimestre=2022-1"))
    assert ["Pieza 2021-12-31" in page, "Pieza 2022-01-01" in page, "Pieza 2022-01-20" in page] == [False, True, True]
    assert "Nada con ese filtro" in html_of(client.get("/evidencia/?clase=minutes"))
    assert client.get("/evidencia/?trimestre=9999-9&estado=x&clase=y&desde=z").status_code == 200


def test_gallery_asks_the_same_number_of_questions(cast, home):
    client = cast.client("liaison")
    counts = []
    for n in range(3):
        add_evidence(cast.act("liaison"), circle=home, upload=photo(size=(10 + n, 9)), kind="photo")
        with CaptureQueriesContext(connection) as asked:
            client.get("/evidencia/")
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_piece_gives_the_picture_its_size_in_plain_figures(cast, home):
    row = add_evidence(cast.act("liaison"), circle=home, upload=photo(size=(1600, 1000)), kind="photo")
    assert 'width="1600" height="1000"' in html_of(cast.client("liaison").get(f"/evidencia/{row.public_id}/"))


def test_picture_is_never_the_original(cast, piece):
    for kind in ("imagen", "miniatura"):
        answer = cast.client("liaison").get(f"/evidencia/{piece.public_id}/{kind}/")
        data = b"".join(answer.streaming_content)
        assert answer["Content-Type"] == "image/jpeg"
        assert b"Telefono de Muestra" not in data
