"""Models that others wrote, kept in this instance: brought in, refused by name, looked at and confirmed."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.cli.model import model as model_command
from hermanar.documents import operations, queries
from hermanar.documents.models import ModelText
from hermanar.documents.rules.model_texts import read_model
from hermanar.kernel.errors import Invalid, Refused
from tests.checks.test_sources import pdf
from tests.documents.test_model_texts import OURS


def _bring(cast, text: str = OURS, name: str = "modelo.md", **more):
    return operations.import_model_text(
        cast.act("reviewer"), issuer=cast.organisations["ministry"], data=text.encode(), filename=name, **more
    )


def test_import_model_text_keeps_the_same_words_once_and_other_words_as_the_next_version(cast):
    first = _bring(cast, source="Oficio de prueba")
    assert (first.number, first.language, first.confirmed_on) == (1, "es", None)
    assert first.as_content.sha256 == read_model(OURS).content.sha256
    assert len(first.blanks) == len(read_model(OURS).blanks)
    assert _bring(cast, text=f"Antes.\n\n{OURS}", name="otro.txt") == first
    second = _bring(cast, text=OURS.replace("turismo", "deporte"))
    assert second.number == 2
    with pytest.raises(Refused) as no:
        operations.import_model_text(
            cast.act("liaison"), issuer=cast.organisations["ministry"], data=OURS.encode(), filename="m.md"
        )
    assert no.value.code == "not_library_issuer"
    with pytest.raises(Invalid):
        _bring(cast, text=OURS + "\nMás.", valid_from=dt.date(2026, 2, 1), valid_to=dt.date(2026, 1, 1))
    assert ModelText.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "m.txt", "model_empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "m.docx", "model_image"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "m.doc", "model_old_word"),
        (b"Una carta sin articulos.", "m.txt", "model_no_articles"),
    ],
)
def test_import_model_text_refuses_a_file_by_the_name_of_what_is_wrong(cast, data, name, code):
    with pytest.raises(Refused) as no:
        operations.import_model_text(
            cast.act("reviewer"), issuer=cast.organisations["ministry"], data=data, filename=name
        )
    assert (no.value.code, no.value.field) == (code, "upload")
    assert not ModelText.objects.exists()


def test_confirm_model_text_puts_it_in_use_once_and_shows_it_to_everybody(cast):
    model = _bring(cast)
    assert queries.list_model_texts(cast.act("liaison").actor) == []
    kept = operations.confirm_model_text(cast.act("reviewer"), model=model, valid_from=dt.date(2026, 1, 1))
    assert (kept.confirmed_on, kept.valid_from) == (cast.act("reviewer").on, dt.date(2026, 1, 1))
    assert queries.list_model_texts(cast.act("liaison").actor) == [model]
    with pytest.raises(Refused) as no:
        operations.confirm_model_text(cast.act("reviewer"), model=model)
    assert no.value.code == "model_already_confirmed"


def test_a_model_is_brought_in_looked_at_and_confirmed_on_its_pages(cast):
    client, address = cast.client("reviewer"), "/biblioteca/modelos/"
    sent = {
        "issuer": cast.organisations["ministry"].public_id,
        "upload": SimpleUploadedFile("m.txt", OURS.encode()),
    }
    answer = client.post(f"{address}traer/", sent)
    model = ModelText.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{address}{model.public_id}/")
    page = client.get(answer.url).content.decode()
    assert [words in page for words in ("Artículo III", "their_city", "Se leyeron 3 artículos")] == [True] * 3
    wrong = client.post(f"{address}traer/", sent | {"upload": SimpleUploadedFile("m.txt", b"Nada.")}).content.decode()
    assert "no tiene artículos" in wrong
    client.post(f"{address}{model.public_id}/confirmar/", {})
    assert ModelText.objects.get().confirmed_on is not None
    assert client.get(f"{address}{model.public_id}/confirmar/").status_code == 404
    assert "Confirmado" in cast.client("liaison").get(address).content.decode()


def test_a_model_with_a_scanned_page_names_it_and_one_no_longer_in_use_says_so(cast, tmp_path):
    lines = [f"ARTICLE {n}" for n in ("I", "II")]
    typed = ") Tj 0 -14 Td (".join(f"{line}) Tj 0 -14 Td (The Parties shall cooperate in culture." for line in lines)
    data = pdf(2, text=typed, scanned=(1,))
    model = operations.import_model_text(
        cast.act("reviewer"),
        issuer=cast.organisations["ministry"],
        data=data,
        filename="m.pdf",
        valid_to=dt.date(2022, 1, 2),
    )
    assert [part["es"].partition(":")[0] for part in model.left_out] == ["La página 2 es una imagen sin texto"]
    page = cast.client("reviewer").get(f"/biblioteca/modelos/{model.public_id}/").content.decode()
    assert "No se leyó todo el archivo" in page
    assert "La página 2 es una imagen sin texto" in page
    assert "Se usó hasta el 2 ene 2022" in page
    assert "In use until Jan 2, 2022" in cast.client("reviewer").get("/en/biblioteca/modelos/").content.decode()
    file = tmp_path / "m.pdf"
    file.write_bytes(data)
    said = CliRunner().invoke(model_command, ["import", str(file), "--dry-run", "--format", "json"])
    assert [part["en"][:6] for part in json.loads(said.stdout)["left_out"]] == ["Page 2"]
    assert "La página 2 es una imagen sin texto" in said.stderr
