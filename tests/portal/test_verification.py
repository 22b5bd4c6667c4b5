"""Verifying on the public pages: clear results, nothing kept, nothing of the case told."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements import operations as agreements
from hermanar.documents.operations import assemble, issue
from hermanar.documents.queries import brief_of_house, get_rendition
from hermanar.documents.rules.templates import load
from hermanar.files.models import Attachment, Blob
from hermanar.files.queries import read_blob
from hermanar.registry.operations import conclude_signing, publish_entry, withdraw_entry
from tests import relation as relations
from tests.kept import kept

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once


def give_out(cast, *, supersedes=None, folio="VS/PM/001/2022"):
    act, town = cast.act("liaison"), cast.organisations["municipality"]
    values = dict(load("letter_of_intent").sample)
    version = assemble(act, circle=cast.circle, issuer=town, kind="letter_of_intent", values=values)
    brief = brief_of_house(town, "letter_of_intent", act.on, languages=("es", "en"))
    return issue(
        act, version=version, brief=brief, folio=folio, issued_on=act.on, letterhead_of=town, supersedes=supersedes
    )


@pytest.fixture
@kept
def signed(cast):
    relation = relations.ready_to_sign(cast)
    prepared = agreements.prepare_signature(cast.act("liaison"), agreement=relation.agreement)
    conclude_signing(cast.act("liaison"), signing=relations.deposit(cast, relation, issue=prepared), pages=(1, 2))
    return relations.fresh(relation)


@pytest.mark.parametrize(("prefix", "words"), [("", "Es auténtico"), ("/en", "It is authentic")])
def test_code_leads_to_its_own_address_and_a_clear_answer(client, cast, prefix, words):
    paper = give_out(cast)
    answer = client.get(f"{prefix}/verificar/?codigo={paper.code.upper().replace('-', ' ')}", follow=True)
    assert answer.redirect_chain == [(f"{prefix}/verificar/{paper.code}/", 302)]
    html = answer.content.decode()
    assert words in html
    assert "VS/PM/001/2022" in html
    assert ("EJERCICIO DE DEMOSTRACIÓN" in html) or ("DEMONSTRATION EXERCISE" in html)
    assert answer.cookies == {}


def test_superseded_paper_links_to_the_newer(client, cast):
    paper = give_out(cast)
    newer = give_out(cast, supersedes=paper, folio="VS/PM/002/2022")
    html = client.get(f"/verificar/{paper.code}/").content.decode()
    assert "fue sustituido" in html
    assert f'href="/verificar/{newer.code}/"' in html


def test_code_with_a_mistake_is_said_at_the_field(client, cast):
    answer = client.get("/verificar/?codigo=3f7k-9q2m")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="3f7k-9q2m"' in html
    assert "aria-invalid" in html


@pytest.mark.parametrize("code", ["0000-0000-0000-0", "3f7k", "x" * 80, "<script>"])
def test_unknown_code_is_404_and_says_so(client, cast, code):
    answer = client.get(f"/verificar/{code}/")
    assert answer.status_code == 404
    assert "<script>" not in re.sub(r"<script src", "", answer.content.decode())


def test_file_is_compared_and_not_kept(client, cast):
    paper = give_out(cast)
    before = (Blob.objects.count(), Attachment.objects.count())
    name, media, whole = get_rendition(paper, "pdf")
    answer = client.post("/verificar/archivo/", {"file": SimpleUploadedFile(name, whole, media)})
    assert answer.status_code == 200
    assert "byte por byte" in answer.content.decode()
    other = client.post("/verificar/archivo/", {"file": SimpleUploadedFile(name, whole[:-1], media)})
    assert other.status_code == 404
    assert "Ese archivo no es ninguno de los expedidos" in other.content.decode()
    assert (Blob.objects.count(), Attachment.objects.count()) == before
    assert (answer.cookies, answer["Cache-Control"].split(",")[0]) == ({}, "max-age=0")


def test_no_file_and_too_large_are_said_by_name(client, cast, settings):
    settings.FILE_MAX_BYTES = 2**20
    assert "Elija el archivo" in client.post("/verificar/archivo/", {}).content.decode()
    large = SimpleUploadedFile("g.pdf", b"x" * (2**20 + 1), "application/pdf")
    assert "más de 1 MB" in client.post("/verificar/archivo/", {"file": large}).content.decode()
    assert client.get("/verificar/archivo/").status_code in {404, 405}


def test_nothing_of_an_unpublished_case_is_told(client, cast, signed):
    """Every public page and every datum, before publication: neither the case, nor its cities, nor anybody in it."""
    code = signed.agreement.signings.get().issue.code
    paths = ["/", "/?q=lakeside", "/mapa/", "/municipios/", "/ejercicios/", "/datos/registro.csv", "/datos/registro.json",
             "/datos/registro.csv?estante=ejercicios", f"/verificar/{code}/", f"/registro/{signed.public_id}/",
             f"/registro/{signed.folio}/", f"/registro/{signed.public_id}.json"]  # fmt: skip
    told = {p: client.get(p).content.decode().replace('value="lakeside"', "") for p in paths}
    secrets = ("Lakeside", signed.folio, signed.public_id, "Persona de Muestra", "@example.org")
    assert [(p, s) for p, html in told.items() for s in secrets if s in html and not (p.endswith(s + "/"))] == []
    assert client.get(f"/registro/{signed.public_id}/").status_code == 404
    assert client.get(f"/registro/{signed.public_id}/texto.pdf").status_code == 404


def test_published_exercise_is_on_its_shelf_with_its_text_and_out_of_the_counts(client, cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    home, shelf = client.get("/").content.decode(), client.get("/ejercicios/").content.decode()
    assert (entry.public_id in home, entry.public_id in shelf) == (False, True)
    # found where exercises are: by a word, and on their own map; never on the book's
    for words, found in (("lakeside", True), ("Wisconsin", True), ("zacatecas", False)):
        answer = client.get("/ejercicios/", {"q": words}).content.decode()
        assert (f'href="/registro/{entry.public_id}/"' in answer) == found, words
    assert f"/registro/{entry.public_id}/" not in client.get("/mapa/").content.decode()
    entry.snapshot["ours"] |= {"longitude": -96.7, "latitude": 17.0}
    entry.snapshot["theirs"] |= {"longitude": -88.4, "latitude": 43.8}
    entry.save(update_fields=["snapshot"])
    assert [arc.url for arc in client.get("/ejercicios/").context["arcs"]] == [f"/registro/{entry.public_id}/"]
    assert 'href="/ejercicios/?q=lakeside"' in client.get("/", {"q": "lakeside"}).content.decode()
    page = client.get(f"/registro/{entry.public_id}/").content.decode()
    assert "EJERCICIO DE DEMOSTRACIÓN" in page
    assert f'href="/registro/{entry.public_id}/texto.pdf"' in page
    text = client.get(f"/registro/{entry.public_id}/texto.pdf")
    assert (text.status_code, text["Content-Type"], text.content[:4]) == (200, "application/pdf", b"%PDF")
    code = signed.agreement.signings.get().issue.code
    assert f'href="/registro/{entry.public_id}/"' in client.get(f"/verificar/{code}/").content.decode()
    assert entry.public_id not in client.get("/datos/registro.csv").content.decode()
    assert entry.public_id in client.get("/datos/registro.csv?estante=ejercicios").content.decode()
    english = client.get(f"/en/registro/{entry.public_id}/").content.decode()
    assert "DEMONSTRATION EXERCISE" in english


def test_withdrawn_entry_keeps_its_address_and_says_only_that(client, cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    withdraw_entry(cast.act("liaison"), entry=entry, reason="Motivo interno")
    answer = client.get(f"/registro/{entry.public_id}/")
    assert answer.status_code == 410
    assert "Esta ficha se retiró" in answer.content.decode()
    assert [w for w in ("Lakeside", "Motivo interno") if w in answer.content.decode()] == []
    assert client.get(f"/registro/{entry.public_id}.json").status_code == 410
    assert client.get(f"/registro/{entry.public_id}/texto.pdf").status_code == 404


@pytest.mark.parametrize(
    ("prefix", "said", "unsigned"),
    [
        ("", "no acredita que se haya firmado", "sin firmar"),
        ("/en", "it does not prove that it was signed", "unsigned"),
    ],
)
def test_text_prepared_for_signature_says_that_it_is_unsigned(client, cast, prefix, said, unsigned):
    relation = relations.ready_to_sign(cast)
    prepared = agreements.prepare_signature(cast.act("liaison"), agreement=relation.agreement)
    html = client.get(f"{prefix}/verificar/{prepared.code}/").content.decode()
    assert (said in html, unsigned in html) == (True, True)
    assert [w for w in ("está vigente", "Vigente", "in force", "In force") if w in html] == []
    name, media, whole = get_rendition(prepared, "pdf")
    by_file = client.post(f"{prefix}/verificar/archivo/", {"file": SimpleUploadedFile(name, whole, media)})
    assert said in by_file.content.decode()


def test_text_that_was_signed_says_when_and_leads_to_the_record_of_its_deposit(client, signed):
    signing = signed.agreement.signings.get()
    html = client.get(f"/verificar/{signing.issue.code}/").content.decode()
    assert "Firmado el" in html
    assert f'href="/verificar/{signing.act_issue.code}/"' in html
    assert [w for w in ("sin firmar", "Es auténtico y está vigente") if w in html] == []
    record = client.get(f"/verificar/{signing.act_issue.code}/").content.decode()
    assert "No es el texto firmado ni acredita su registro" in record


def test_letter_says_what_its_authenticity_does_not_prove(client, cast):
    assert "No es un hermanamiento" in client.get(f"/verificar/{give_out(cast).code}/").content.decode()
    assert "It is not a twinning" in client.get(f"/en/verificar/{give_out(cast).code}/").content.decode()


def signed_alone(cast, **confirmed):
    """A relation whose text was signed on paper and never prepared here, on the shelf; and its deposit."""
    relation = relations.ready_to_sign(cast)
    signing = relations.deposit(cast, relation)
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2), **confirmed)
    signing.refresh_from_db()
    return publish_entry(cast.act("liaison"), partnership=relations.fresh(relation)), signing


@pytest.mark.parametrize(
    ("prefix", "on_entry", "verified"),
    [
        ("", "Es la transcripción del texto que se firmó", "transcribe el texto firmado"),
        ("/en", "It is the transcript of the text that was signed", "it transcribes the text signed"),
    ],
)
def test_text_signed_alone_is_downloaded_and_verified_as_a_transcript(client, cast, prefix, on_entry, verified):
    entry, signing = signed_alone(cast)
    page = client.get(f"{prefix}/registro/{entry.public_id}/").content.decode()
    code = signing.transcript.code
    links = {f'href="{prefix}/registro/{entry.public_id}/texto.{fmt}"' for fmt in ("pdf", "docx")}
    assert (on_entry in page, {link for link in links if link in page}) == (True, links)
    assert f'href="{prefix}/verificar/{code}/"' in page
    text = client.get(f"/registro/{entry.public_id}/texto.docx")
    assert (text.status_code, text.content[:2]) == (200, b"PK")
    html = client.get(f"{prefix}/verificar/{code}/").content.decode()
    assert (verified in html, f'href="{prefix}/verificar/{signing.act_issue.code}/"' in html) == (True, True)
    file = SimpleUploadedFile("texto.docx", text.content, text["Content-Type"])
    assert verified in client.post(f"{prefix}/verificar/archivo/", {"file": file}).content.decode()


def test_scan_that_was_deposited_leads_to_the_record_of_its_deposit(client, cast):
    _entry, signing = signed_alone(cast)
    scan = SimpleUploadedFile("escaneado.pdf", read_blob(signing.scan.blob), "application/pdf")
    html = client.post("/verificar/archivo/", {"file": scan}).content.decode()
    assert ("el escaneado que se depositó" in html, signing.act_issue.code in html) == (True, True)


@pytest.mark.parametrize(
    ("prefix", "why"),
    [("", "difiere del texto que está en el expediente"), ("/en", "differs from the text in the case file")],
)
def test_entry_without_a_text_says_why_and_gives_the_record(client, cast, prefix, why):
    entry, signing = signed_alone(cast, differences=("Artículo IV",))
    page = client.get(f"{prefix}/registro/{entry.public_id}/").content.decode()
    assert (why in page, f'href="{prefix}/verificar/{signing.act_issue.code}/"' in page) == (True, True)
    assert "texto.pdf" not in page
    assert client.get(f"/registro/{entry.public_id}/texto.pdf").status_code == 404
