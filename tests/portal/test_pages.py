"""A visitor walks the public side: both languages, no cookie, cacheable, nothing inline."""

import csv
import io
import re

import pytest
from django.core import mail
from django.utils import translation

from hermanar.directory.models import DataRequest
from hermanar.portal.templatetags.portal import proved

PAGES = ["/", "/mapa/", "/municipios/", "/verificar/", "/datos/", "/ejercicios/", "/privacidad/", "/acerca/",
         "/datos-personales/", "/municipios/20999/"]  # fmt: skip
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_visitor_opens_every_page_in_both_languages(client, publish, prefix, path):
    publish()
    answer = client.get(prefix + path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{"en" if prefix else "es-MX"}"' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert INLINE.findall(html) == []
    assert answer.cookies == {}
    names = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


def test_page_is_not_sent_again_when_it_did_not_change(client, publish):
    publish()
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in first["Cache-Control"]
    assert "Cookie" not in first.get("Vary", "")


def test_home_says_what_it_is_not_and_links_every_source(client, publish):
    entry = publish()
    html = client.get("/").content.decode()
    assert "No es el registro oficial de la SRE: cada dato cita su fuente." in html
    assert 'href="https://example.org/1"' in html
    assert f'href="/registro/{entry.public_id}/"' in html
    assert "1 relación documentada" in html


def test_home_asked_by_htmx_answers_only_the_pieces(client, publish):
    publish()
    html = client.get("/?q=lakeside", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert [i for i in ("resultados", "facetas", "mapa") if f'id="{i}"' not in html] == []


def test_home_keeps_filters_in_the_address(client, publish):
    publish()
    publish(theirs="Yamanashi", country="JP", their_subdivision="")
    html = client.get("/?q=villa&pais=JP").content.decode()
    assert "Yamanashi" in html
    assert "Lakeside, Wisconsin" not in html
    assert 'value="JP" id="pais-JP" checked' in html
    assert "/datos/registro.csv?q=villa&amp;pais=JP" in html


def test_home_ignores_a_filter_that_means_nothing(client, publish):
    publish()
    assert client.get("/?pais=XXX&vigencia=nada&estado=%27&desde=xx_y&clase=otra&q=%22%27*()").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/municipios/", "/mapa/", "/municipios/20999/", "/datos/registro.csv", "/datos/registro.json", "/?q=villa"],
)
def test_page_asks_as_much_for_three_entries_as_for_one(client, publish, assert_flat, path):
    assert assert_flat(publish, lambda: client.get(path)) <= 14


def test_entry_page_shows_claim_sources_and_permanent_address(client, publish):
    entry = publish()
    html = client.get(f"/registro/{entry.public_id}/").content.decode()
    assert "Según la fuente citada: acuerdo de ciudad hermana entre Villa Serena y Lakeside" in html
    assert f"/registro/{entry.public_id}/" in html
    assert "DOC-T1" in html
    english = client.get(f"/en/registro/{entry.public_id}/").content.decode()
    assert "According to the source cited: sister city agreement" in english


def test_proof_is_said_in_the_language_of_the_page_and_an_old_line_only_where_it_is_spanish():
    lines = ({"es": "Oficio 7", "en": "Official letter 7"}, "Dictamen 12")
    with translation.override("es"):
        assert proved(lines) == "Oficio 7 · Dictamen 12"
    with translation.override("en"):
        assert proved(lines) == "Official letter 7"


def test_entry_json_says_it_is_not_the_official_registry(client, publish):
    entry = publish()
    data = client.get(f"/registro/{entry.public_id}.json").json()
    assert (data["is_sre_registry"], data["entry"]["folio"], data["revision"]) == (False, "DOC-T1", 1)


def test_revision_is_kept_as_it_was(client, publish):
    entry = publish()
    data = client.get(f"/registro/{entry.public_id}/revisiones/1.json").json()
    assert data["entry"]["state"]["es"] == "firmado"
    assert client.get(f"/registro/{entry.public_id}/revisiones/2.json").status_code == 404


@pytest.mark.parametrize(
    "path", ["/registro/nada/", "/registro/nada.json", "/municipios/01001/", "/registro/nada/texto.pdf"]
)
def test_what_is_not_there_is_404(client, cast, path):
    assert client.get(path).status_code == 404


def test_csv_holds_the_rows_shown_and_no_formula(client, publish):
    publish(document="=1+1")
    publish(theirs="Yamanashi", country="JP", their_subdivision="")
    answer = client.get("/datos/registro.csv?pais=US")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [r["counterpart"] for r in rows] == ["Lakeside"]
    assert rows[0]["instrument_es"] == "'=1+1"
    assert rows[0]["sources"] == "https://example.org/1"
    assert client.get("/datos/registro.json").json()["is_sre_registry"] is False


def test_personal_data_request_is_received_without_cookie(client, cast):
    sent = {"kind": "access", "from_name": "Persona de Muestra 40", "from_email": "p@example.org", "what": "Qué hay"}
    answer = client.post("/datos-personales/", sent)
    row = DataRequest.objects.get()
    assert (row.public_id in answer.content.decode(), "p@example.org" in answer.content.decode()) == (False, True)
    assert answer.cookies == {}
    assert (row.kind, row.from_email) == ("access", "p@example.org")


def _ask_for_data(client, email: str = "p@example.org", name: str = "Persona de Muestra 40"):
    return client.post(
        "/datos-personales/", {"kind": "access", "from_name": name, "from_email": email, "what": "Qué hay"}
    )


def test_personal_data_past_the_limit_of_a_mailbox_says_the_same_and_the_mailbox_is_told_once(
    client, cast, settings, django_capture_on_commit_callbacks
):
    settings.DATA_REQUESTS_PER_MAIL = 2
    with django_capture_on_commit_callbacks(execute=True):
        first = _ask_for_data(client).content
        _ask_for_data(client, "P@example.org")
        refused = [_ask_for_data(client), _ask_for_data(client)]
        other = _ask_for_data(client, "q@example.org")
    assert [r.from_email.casefold() for r in DataRequest.objects.order_by("pk")] == ["p@example.org"] * 2 + [
        "q@example.org"
    ]
    assert [(r.status_code, r.content == first) for r in refused] == [(200, True), (200, True)]
    assert other.content == first.replace(b"p@example.org", b"q@example.org")
    notes = [m for m in mail.outbox if "no se tomó" in m.subject]
    assert [m.to for m in notes] == [["p@example.org"]]


def test_personal_data_past_the_limit_of_an_address_keeps_what_was_typed_and_says_when(client, cast, settings):
    settings.DATA_REQUESTS_PER_ADDRESS = 2
    answers = [_ask_for_data(client, f"p{n}@example.org") for n in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600"
    page = answers[2].content.decode()
    assert "Espere una hora y vuelva a enviarla" in page
    assert ('value="p2@example.org"' in page, DataRequest.objects.count()) == (True, 2)
    settings.DATA_REQUESTS_PER_ADDRESS = 0
    assert _ask_for_data(client).status_code == 200


def test_personal_data_request_with_errors_keeps_what_was_typed(client, cast):
    answer = client.post(
        "/datos-personales/", {"kind": "access", "from_name": "Persona", "from_email": "x", "what": ""}
    )
    assert answer.status_code == 400
    assert 'value="Persona"' in answer.content.decode()
    assert DataRequest.objects.count() == 0


def test_personal_data_request_from_another_site_is_refused(client, cast):
    sent = {"kind": "access", "from_name": "Persona", "from_email": "p@example.org", "what": "Qué hay"}
    assert client.post("/datos-personales/", sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert DataRequest.objects.count() == 0


def test_instance_puts_its_own_privacy_notice(client, cast, settings, tmp_path):
    settings.HERMANAR_HOME = tmp_path
    (tmp_path / "privacy.es.md").write_text("# Aviso de la casa\n\n- uno\n- dos <b>", encoding="utf-8")
    html = client.get("/privacidad/").content.decode()
    assert "<h1>Aviso de la casa</h1>" in html
    assert "dos &lt;b&gt;" in html
    assert "Privacy notice" in client.get("/en/privacidad/").content.decode()


def test_privacy_notice_says_who_answers_what_how_long_and_how_to_ask_in_both_languages(client, cast):
    heads = {
        "/privacidad/": ["Quién responde", "Qué se guarda y para qué", "Qué se publica", "Cuánto se conserva", "Cómo pedirlo"],
        "/en/privacidad/": ["Who answers", "What is held, and what for", "What is published", "How long it is kept", "How to ask"],
    }  # fmt: skip
    for address, asked in heads.items():
        html = client.get(address).content.decode()
        assert [h for h in asked if f">{h}</h2>" not in html] == [], address
        assert "retention.yaml" in html
        assert 'href="/datos-personales/"' in html or 'href="/en/datos-personales/"' in html


@pytest.mark.parametrize("address", ["/", "/mapa/", "/verificar/", "/convocatorias/"])
def test_every_public_page_leads_to_the_privacy_notice(client, cast, address):
    html = client.get(address, headers={"Accept": "text/html"}).content.decode()
    assert 'href="/privacidad/"' in html
