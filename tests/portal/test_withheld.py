"""A name that its owner asked to withhold is gone from everything public, and nothing that was sealed has changed."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from hermanar.directory.models import Person
from hermanar.directory.operations import withhold_in_copies
from hermanar.journal.queries import verify
from hermanar.kernel.errors import Refused
from hermanar.registry.models import Entry
from hermanar.registry.operations import publish_entry

from ..registry.conftest import ready, signed

__all__ = ["ready", "signed"]  # fixtures: a relation with its signed text

ABROAD = "Persona de Muestra 40"  # signed for the other side: no account, no post, no row in the directory


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def public_texts(client, entry: Entry, code: str) -> dict[str, str]:
    """Everything that anybody may read of the entry, by address."""
    base = f"/registro/{entry.public_id}"
    pages = [
        f"{base}/", f"/en{base}/", f"{base}.json", f"{base}/revisiones/1.json", "/ejercicios/", "/mapa/",
        "/ejercicios/?q=muestra", f"/verificar/{code}/", f"/en/verificar/{code}/", "/datos/registro.json?estante=ejercicios", "/datos/registro.csv?estante=ejercicios",
        f"/api/v1/entries/{entry.public_id}", f"/api/v1/entries/{entry.public_id}/revisions/1",
        "/api/v1/entries?shelf=exercise",
    ]  # fmt: skip
    told = {}
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told[address] = body.decode()
    told["pdf"] = text_of(client.get(f"{base}/texto.pdf").content)
    return told


@pytest.fixture
def entry(cast, signed) -> Entry:
    return publish_entry(cast.act("liaison"), partnership=signed)


def test_name_of_a_foreign_signatory_is_gone_from_everything_public(client, cast, signed, entry):
    code = entry.snapshot["paper"]["code"]
    before = public_texts(client, entry, code)
    says = {address for address, text in before.items() if ABROAD.casefold() in text.casefold()}
    base = f"/registro/{entry.public_id}"
    assert says >= {f"{base}/", f"/en{base}/", f"{base}.json", f"{base}/revisiones/1.json", "pdf"}
    assert any(address.startswith("/api/") for address in says)
    assert not Person.objects.filter(name=ABROAD).exists()
    original = client.get(f"{base}/texto.pdf").content
    withhold_in_copies(cast.act("operator"), name=ABROAD, place=signed.circle.public_id)
    after = public_texts(client, entry, code)
    assert {address for address, text in after.items() if ABROAD.casefold() in text.casefold()} == set()
    assert "Nombre reservado" in after[f"{base}/"]
    assert "Name withheld" in after[f"/en{base}/"]
    assert "reserva un nombre" in after[f"/verificar/{code}/"]
    assert "reserva un nombre" not in before[f"/verificar/{code}/"]
    # who signed for our side did not ask
    assert "Persona de Muestra 03" in after[f"{base}/"]
    # what was sealed is what it was: the row, the file as issued, every chain
    assert json.loads(before[f"{base}.json"])["entry"]["paper"] == json.loads(after[f"{base}.json"])["entry"]["paper"]
    assert Entry.objects.get().snapshot == entry.snapshot
    answer = client.post("/verificar/archivo/", {"file": SimpleUploadedFile("texto.pdf", original, "application/pdf")})
    assert (answer.status_code, "byte por byte" in answer.content.decode()) == (200, True)
    assert list(verify()) == []


def test_name_of_a_homonym_stays_where_it_is_somebody_elses(client, cast, signed, entry):
    act = cast.act("operator")
    withhold_in_copies(act, name=ABROAD)
    address = f"/registro/{entry.public_id}/"
    assert ABROAD not in client.get(address).content.decode()
    withhold_in_copies(act, name=ABROAD, place=signed.circle.public_id, is_other=True)
    assert ABROAD in client.get(address).content.decode()


def test_name_withheld_in_another_relation_stays_here(client, cast, signed, entry):
    withhold_in_copies(cast.act("operator"), name=ABROAD, place=cast.organisations["municipality"].home.public_id)
    assert ABROAD in client.get(f"/registro/{entry.public_id}/").content.decode()


def test_name_is_withheld_once_and_by_the_operator(cast):
    with pytest.raises(Refused) as refused:
        withhold_in_copies(cast.act("liaison"), name=ABROAD)
    assert refused.value.code == "not_allowed"
    withhold_in_copies(cast.act("operator"), name=ABROAD)
    with pytest.raises(Refused) as refused:
        withhold_in_copies(cast.act("operator"), name=ABROAD)
    assert refused.value.code == "already_withheld"
