"""The library of papers and the papers of a case, over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements.models import CasePaper
from hermanar.agreements.policies import commenters
from hermanar.documents.rules.papers import papers
from hermanar.files.models import Attachment
from tests import relation as relations
from tests.kept import kept


@pytest.fixture
@kept
def partnership(cast):
    row = relations.ready_to_sign(cast)
    relations.confirm(cast, relations.deposit(cast, row))
    return relations.fresh(row)


def test_shelf_names_every_paper_and_shows_its_text_and_sample(cast):
    client = cast.client("counterpart")
    page = client.get("/biblioteca-de-papeles/").content.decode()
    assert [f for f in papers() if f"/biblioteca-de-papeles/{f}/" not in page] == []
    one = client.get("/en/biblioteca-de-papeles/memorandum/").content.decode()
    assert "hereinafter referred to as “the Participants”" in one
    assert "Both Participants" in one
    found = client.get("/biblioteca-de-papeles/friendship/muestra.pdf")
    assert (found["Content-Type"], found.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get("/biblioteca-de-papeles/treaty/").status_code == 404
    nobody = cast.client("nobody")
    assert nobody.get("/papeles-modelo/").content.decode().count("/papeles-modelo/") >= len(papers())
    assert (
        "hereinafter referred to as “the Participants”" in nobody.get("/en/papeles-modelo/memorandum/").content.decode()
    )
    assert nobody.get("/papeles-modelo/treaty/").status_code == 404


def test_renewal_from_its_form_to_its_signature_and_its_act(cast, partnership):
    client, address = cast.client("liaison"), f"/vinculaciones/{partnership.public_id}/papeles/renewal/"
    form = client.get(address).content.decode()
    assert "el Acuerdo de hermanamiento entre" in form  # from the signed text
    data = {
        "original_title_es": "el Acuerdo de hermanamiento", "original_title_en": "the Twinning Agreement",
        "original_place_es": "Villa Serena", "original_place_en": "Villa Serena", "original_date": "2022-01-31",
        "original_ends": "2027-01-31", "renewed_until": "2032-01-31", "term_years": "5",
        "final_article_es": "el Artículo XIV", "final_article_en": "Article XIV",
        "evaluation_results_es": "dos encuentros de artesanos\nun curso", "evaluation_results_en": "two meetings of artisans\na course",
    }  # fmt: skip
    answer = client.post(address, data | {"original_title_es": "", "original_title_en": ""})
    assert answer.status_code == 302  # what the person leaves empty the case knows
    paper = CasePaper.objects.get()
    assert answer.url == f"/papeles-del-caso/{paper.public_id}/"
    desk = client.get(answer.url)
    assert desk.url == f"{answer.url}texto/"
    shown = client.get(desk.url).content.decode()
    assert "dos encuentros de artesanos" in shown
    assert "Lo firma y lo expide la Presidencia municipal" in shown
    assert f"{answer.url}expedir/" not in shown
    issue = f"/papeles-del-caso/{paper.public_id}/expedir/"
    assert client.get(issue).status_code == 404
    mayor = cast.client("mayor")
    assert mayor.post(issue, {"issued_on": cast.act("mayor").on.isoformat()}).status_code == 302
    paper.refresh_from_db()
    assert paper.issue.folio
    later = f"/vinculaciones/{partnership.public_id}/firma/actos/"
    assert client.get(f"{answer.url}acto/").url == later
    client.post(later, {"kind": "renewal", "on": cast.act("mayor").on.isoformat(), "summary": "Se renueva"})
    act = partnership.agreement.later_acts.get()
    assert client.post(f"{answer.url}acto/", {"act": act.public_id}).status_code == 302
    paper.refresh_from_db()
    assert paper.later_act == act


def test_a_paper_is_drafted_at_the_desk_in_both_languages_until_it_is_given_out(cast, partnership):
    client, theirs = cast.client("liaison"), cast.client("counterpart")
    url = client.post(f"/vinculaciones/{partnership.public_id}/papeles/friendship/", {"ties_es": "las familias"}).url
    desk = f"{url}texto/"
    page = client.get(desk)
    assert page.context["text"].errors > 0  # the English of the ties is a blank
    data = {"ties_es": "las familias", "ties_en": "the families"}
    assert client.post(f"{url}datos/", data | {"base_number": 1}).url == url
    # somebody who had opened the data before keeps what was typed, beside what stands now, and decides
    late = client.post(f"{url}datos/", data | {"base_number": 1, "ties_en": "the diaspora"})
    html = late.content.decode()
    assert ("mientras usted escribía" in html, "La versión 2 dice aquí: “the families”." in html) == (True, True)
    assert ("the diaspora</textarea>" in html, 'name="base_number" value="2"' in html) == (True, True)
    page = client.get(desk)
    assert (page.context["text"].errors, page.context["text"].languages) == (0, ("es", "en"))
    # parts that are no articles are called by what they are
    names = [row["label"] for row in page.context["text"].outline]
    assert names == [
        "Inicio",
        "Los lazos",
        "La voluntad",
        "Lo que esta Declaración es",
        "Cierre",
        "Firmas",
        "Testigo de honor",
    ]
    assert f'href="{desk}versiones/"' in page.content.decode()
    # a clause, in place; the other language is told to be behind, and confirmed
    seen = {"base_number": 2} | {
        f"{n}_{lang}": t for lang, t in page_text(page, "will.p1").items() for n in ("seen", "text")
    }
    sent = seen | {"text_es": seen["seen_es"].replace("Ambos gobiernos", "Los dos gobiernos")}
    assert client.post(f"{desk}clausula/will.p1/", sent).url == f"{desk}#b-will.p1"
    html = client.get(desk).content.decode()
    assert ("<ins>Los dos</ins>" in html, "Por actualizar en: English." in html) == (True, True)
    assert client.post(f"{desk}idiomas/", {"base_number": 3, "group": "will"}).status_code == 302
    assert "Por actualizar en" not in client.get(desk).content.decode()
    # versions, model, Word, PDF, bank: the same pages as the Agreement's
    assert "<ins>Los dos</ins>" in client.get(f"{desk}versiones/?de=modelo").content.decode()
    for name, magic in (
        ("borrador.docx", b"PK"),
        ("borrador.pdf", b"%PDF"),
        ("versiones/comparacion.pdf?de=1", b"%PDF"),
    ):
        assert client.get(f"{desk}{name}").content.startswith(magic)
    assert client.get(f"{desk}devuelto/").status_code == 200
    assert client.get(f"{desk}antecedentes/").status_code == 200
    # the other side reads and comments it once it is shared
    assert (theirs.get(url).status_code, theirs.get(desk).status_code) == (404, 404)
    assert client.post(f"{desk}compartir/").url == desk
    shown = theirs.get(f"/en{desk}").content.decode()
    assert ("Shared draft" in shown, "clausula/will.p1/" in shown, "/expedir/" in shown) == (True, False, False)
    said = {"group": "will", "key": "will.p1", "language": "en", "text": "Agreed."}
    assert theirs.post(f"{desk}comentar/", said).status_code == 302
    page = client.get(desk)
    assert [(c.where, c.language, c.text) for c in page.context["text"].comments] == [
        ("La voluntad", "English", "Agreed.")
    ]
    # given out, it lies on its page and no longer changes
    assert client.post(f"{url}expedir/", {"issued_on": cast.act("liaison").on.isoformat()}).status_code == 302
    assert "Los dos gobiernos" in client.get(url).content.decode()
    last = client.get(desk).content.decode()
    assert ("ya no cambia" in last, "?editar=" in last) == (True, False)


def test_other_houses_see_of_a_paper_what_was_shared_and_not_how_it_came_to_be(cast, partnership):
    liaison, theirs = cast.client("liaison"), cast.client("counterpart")
    case = f"/vinculaciones/{partnership.public_id}/"
    url = liaison.post(f"{case}papeles/memorandum/", {}).url
    desk, paper = f"{url}texto/", CasePaper.objects.get()
    said = {"group": "purpose", "text": "Ceder en el plazo si insisten."}
    assert liaison.post(f"{desk}comentar/", said).status_code == 302
    # a comment on what is the house's own is put to nobody outside, and the log tells nobody outside of it
    posts = {p.office.organisation.slug for p in commenters(paper)}
    assert posts == {"villa-serena"}
    title = str(paper.document)
    for page in (case, f"{case}bitacora/", f"{case}circulo/"):
        assert (title in theirs.get(page).content.decode(), page) == (False, page)
    assert title in liaison.get(f"{case}bitacora/").content.decode()
    word = liaison.get(f"{desk}borrador.docx").content
    back = SimpleUploadedFile("memo.docx", relations.with_words(word, "Participants", "Sides"))
    returned = liaison.post(f"{desk}devuelto/", {"file": back, "base_number": "1"})
    assert returned.status_code == 302
    assert [a.circle for a in Attachment.objects.filter(filename="memo.docx")] == [partnership.owner.home]
    # shared: the text as it stands and what is said from then on, no earlier version, no file that came back
    assert liaison.post(f"{desk}compartir/").status_code == 302
    shown = theirs.get(desk).content.decode()
    assert ("Ceder en el plazo" in shown, f"{desk}versiones/" in shown, "devuelto/" in shown) == (False,) * 3
    asked = {"text": "Lo vemos juntos.", "for_appointment": cast.appointments["counterpart"].public_id}
    assert liaison.post(f"{desk}comentar/", said | asked).status_code == 302
    assert liaison.post(f"{desk}comentar/", said | {"text": "Entre nosotros."}).status_code == 302
    shown = theirs.get(desk).content.decode()
    assert ("Lo vemos juntos." in shown, "Entre nosotros." in shown) == (True, False)
    inside = (
        "versiones/",
        "versiones/comparacion.pdf?de=1",
        "devuelto/",
        "borrador.docx?version=1",
        "borrador.docx?contra=1",
    )
    assert {name: theirs.get(desk + name).status_code for name in inside} == dict.fromkeys(inside, 404)
    assert theirs.get(f"{desk}borrador.pdf").status_code == 200
    assert {p.office.organisation.slug for p in commenters(CasePaper.objects.get())} > posts


def test_paper_given_out_and_never_shared_is_the_paper_alone(cast, partnership):
    liaison, theirs = cast.client("liaison"), cast.client("counterpart")
    data = {"ties_es": "las familias", "ties_en": "the families"}
    url = liaison.post(f"/vinculaciones/{partnership.public_id}/papeles/friendship/", data).url
    assert liaison.post(f"{url}expedir/", {"issued_on": cast.act("liaison").on.isoformat()}).status_code == 302
    page = theirs.get(url)
    assert (page.status_code, theirs.get(f"{url}texto/").status_code) == (200, 404)
    assert f"{url}texto/versiones/" not in page.content.decode()


def page_text(page, key: str) -> dict[str, str]:
    return page.context["text"].version.as_content.block(key).text


def test_house_keeps_what_its_papers_cite_and_whom_they_are_copied_to(cast, partnership):
    client = cast.client("liaison")
    sent = {
        "text": "el artículo 113 de la Constitución del Estado",
        "text_en": "article 113",
        "source": "Periódico Oficial",
    }
    assert client.post("/fundamentos/agregar/", sent).status_code == 302
    assert client.post("/fundamentos/copias/", {"copies": "Archivo.", "initials": "PM/em"}).status_code == 302
    page = client.get("/fundamentos/").content.decode()
    assert ("el artículo 113" in page, "c.c.p. Archivo." in page) == (True, True)
    address = f"/vinculaciones/{partnership.public_id}/papeles/"
    assert "Archivo." in client.get(f"{address}renewal/").content.decode()
    assert "PM/em" in client.get(f"/correspondencia/relacion/{partnership.public_id}/nueva/").content.decode()
    url = client.post(f"{address}ratification/", {"ratification_act": "ratification"}).url
    text = client.get(url, follow=True).content.decode()
    assert "el artículo 113 de la Constitución del Estado" in text
