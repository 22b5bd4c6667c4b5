"""“Revise su oficio”: for anybody, nothing kept, bounded."""

import json

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.cli.check import check_command

ADDRESS = "/revise-su-oficio/"
PARTIES = "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX"
FAULTY = "El Municipio de Ensenada desea hermanarse con Los Cabos <b>y con</b> Oaxaca de Juárez.\r\n\r\nEl plazo es de sesenta (90) días."


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_review_shows_findings_in_place_and_keeps_nothing(client, db):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post(ADDRESS, {"text": FAULTY, "parties": PARTIES, "kind": "letter_of_intent"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<mark class="bad" id="lugar-1">Los Cabos</mark> &lt;b&gt;y con&lt;/b&gt; Oaxaca' in page
    assert '<mark class="bad" id="lugar-2">sesenta (90)</mark>' in page
    assert "“Los Cabos” no es Parte." in page
    assert [q["sql"] for q in asked if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert (answer.cookies.get("sessionid"), "no-store" in answer["Cache-Control"]) == (None, True)
    english = client.post(f"/en{ADDRESS}", {"text": FAULTY, "parties": PARTIES}).content.decode()
    assert "“Los Cabos” is not a Party." in english


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # repealed, unknown, in force: the catalogue of laws is asked at every door
        (
            "Según el Reglamento Interior de la Secretaría de Relaciones Exteriores, publicado el 14 de junio de 2021, procede.",
            ["L02"],
        ),
        ("Con fundamento en el artículo 7 de la Ley de Tratados Inventada, Ensenada saluda a Oaxaca de Juárez.", ["L01"]),
        ("Con fundamento en el artículo 115 de la Constitución Política de los Estados Unidos Mexicanos, Ensenada saluda.", []),
        (f"{FAULTY} Quedan ____ días.", ["P01", "N01", "K01"]),
    ],
)  # fmt: skip
def test_review_command_and_api_give_one_answer(client, db, tmp_path, text, codes):
    file = tmp_path / "carta.txt"
    file.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(check_command, [str(file), "--parties", PARTIES, "--format", "json"]).output
    lines = [(f["code"], f["severity"], f["text"], f["message_es"]) for f in json.loads(told)]
    assert [code for code, *_ in lines] == codes
    sent = {"text": text, "parties": PARTIES}
    answer = client.post("/api/v1/check", json.dumps(sent), content_type="application/json")
    assert [(f["code"], f["severity"], f["text"], f["message_es"]) for f in answer.json()] == lines
    notes = client.post(ADDRESS, sent).context["notes"]
    answer = client.post(
        "/api/v1/check/file", {"file": SimpleUploadedFile("carta.txt", text.encode()), "parties": PARTIES}
    )
    assert [(f["code"], f["severity"], f["text"], f["message_es"]) for f in answer.json()] == lines
    assert [(n.code, n.severity, n.message) for n in notes] == [(code, grave, said) for code, grave, _, said in lines]


def test_review_reads_a_file_and_says_when_there_is_nothing(client, db):
    letter = SimpleUploadedFile("carta.md", "Ensenada saluda a Oaxaca de Juárez.".encode("latin-1"))
    page = client.post(ADDRESS, {"file": letter, "parties": PARTIES}).content.decode()
    assert "Sin observaciones" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"parties": PARTIES}, "Pegue el texto o elija el archivo."),
        ({"text": "Hola"}, "Diga de qué Partes habla el texto."),
        ({"text": "Hola", "parties": "Ensenada, Narnia, MX"}, "No se reconoce: “Narnia” no es un estado de México."),
        ({"text": "x" * 60_001, "parties": PARTIES}, "Es demasiado largo para esta página"),
        (
            {"file": "%PDF-1.7", "parties": PARTIES},
            "No se puede revisar: es un PDF dañado; vuelva a guardarlo o a pedirlo.",
        ),
    ],
)
def test_review_refuses_with_a_sentence_at_the_field(client, db, sent, sentence):
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile("a.pdf", sent["file"].encode())}
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_review_asked_too_often_waits(client, db, monkeypatch):
    monkeypatch.setattr("hermanar.portal.views.revision.PER_MINUTE", 1)
    sent = {"text": "Hola", "parties": PARTIES}
    assert client.post(ADDRESS, sent).status_code == 200
    assert client.post(ADDRESS, sent).status_code in (200, 429)
    assert client.post(ADDRESS, sent).status_code == 429


def test_api_check_answers_the_same_list(client, db):
    def ask(**sent):
        return client.post("/api/v1/check", json.dumps(sent), content_type="application/json")

    found = ask(text=FAULTY, parties=PARTIES).json()
    text = FAULTY.replace("\r\n", "\n")
    assert [(f["code"], text[f["start"] : f["end"]], f["text"]) for f in found] == [
        ("P01", "Los Cabos", "Los Cabos"),
        ("N01", "sesenta (90)", "sesenta (90)"),
    ]
    wrong = ask(text=" \n", parties=PARTIES)
    assert (wrong.status_code, wrong.json()["fields"]) == (422, {"text": ["Está vacío."]})
