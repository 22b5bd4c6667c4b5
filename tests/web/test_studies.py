"""The study over HTTP: written by the liaison, read and not edited by the Committee."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.meetings.enums import Purpose
from hermanar.partnerships.models import Study
from hermanar.partnerships.rules.studies import ORDER
from hermanar.web.cases.pictures import EarlierShown
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db

WORDS = {key: f"Texto de {key}." for key in ORDER} | {"conclusion": "unfavourable"}


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


def url(name: str, partnership) -> str:
    return reverse(f"web:cases:{name}", args=[partnership.public_id])


def test_show_study_with_a_section_missing_names_it_and_keeps_the_rest(cast, partnership):
    page = post(cast.client("liaison"), url("study_whole", partnership), **{**WORDS, "risks": ""})
    assert list(errors_of(page)) == ["risks"]
    assert "Texto de origin." in html_of(page)
    assert not Study.objects.exists()


def test_show_study_saves_a_version_and_its_conclusion(cast, partnership):
    client = cast.client("liaison")
    assert post(client, url("study_whole", partnership), **WORDS).status_code == 302
    study = Study.objects.get()
    assert (study.state, study.version.number, study.version.values["conclusion"]) == ("draft", 1, "unfavourable")
    again = client.get(url("study_whole", partnership))
    assert again.context["form"].initial["conclusion"] == "unfavourable"
    for fmt, magic in (("pdf", b"%P"), ("docx", b"PK")):
        assert client.get(url("study", partnership) + f"?descargar={fmt}").content[:2] == magic


def test_submit_puts_it_before_the_committee_which_does_not_edit(cast, partnership):
    liaison, committee = cast.client("liaison"), cast.client("committee")
    post(liaison, url("study_whole", partnership), **WORDS)
    assert committee.get(url("study_submit", partnership)).status_code == 404
    assert "form" not in committee.get(url("study", partnership)).context
    done = post(liaison, url("study_submit", partnership))
    assert done.status_code == 302
    page = committee.get(url("study", partnership))
    assert page.context["evaluates"]
    assert "evalúa el estudio; no lo edita" in html_of(page)
    assert "Texto de origin." in html_of(page)
    assert post(committee, url("study_whole", partnership), **WORDS).status_code == 404
    assert Study.objects.get().version.number == 1
    twice = post(liaison, url("study_submit", partnership))
    assert list(errors_of(twice)) == ["__all__"]
    case = committee.get(reverse("web:cases:case", args=[partnership.public_id]))
    assert case.status_code == 200


@pytest.mark.parametrize("persona", ["mayor", "state", "reviewer"])
def test_show_study_to_others_is_read_only(cast, partnership, persona):
    page = cast.client(persona).get(url("study", partnership))
    assert page.status_code == 200
    assert "El estudio aún no se prepara" in html_of(page)
    assert cast.client(persona).get(url("study_submit", partnership)).status_code == 404


# section by section


def section(partnership, key: str) -> str:
    return reverse("web:cases:study_section", args=[partnership.public_id, key])


def test_write_section_is_saved_by_itself_with_its_sources(cast, partnership):
    client = cast.client("liaison")
    typed = {
        "es": "Cambio de administración",
        "en": "Change of administration",
        "sources": "Acta 3 | https://example.org/acta",
    }
    assert post(client, section(partnership, "risks"), **typed).status_code == 302
    study = Study.objects.get()
    assert (study.sections, study.english) == ({"risks": typed["es"]}, {"risks": typed["en"]})
    assert study.sources == {"risks": [{"es": "Acta 3", "en": "", "url": "https://example.org/acta"}]}
    page = html_of(client.get(url("study", partnership)))
    assert "Faltan 12 secciones" in page
    assert '<a href="https://example.org/acta" rel="noopener">Acta 3</a>' in page
    assert post(client, section(partnership, "origin"), es="La propone un consulado.", en="").status_code == 302
    assert set(Study.objects.get().sections) == {"risks", "origin"}
    assert Study.objects.get().version.number == 2


def test_write_section_with_another_number_of_points_comes_back(cast, partnership):
    page = post(cast.client("liaison"), section(partnership, "risks"), es="Uno\nDos", en="One")
    assert errors_of(page) == {
        "en": ["Escriba el mismo número de puntos en los dos idiomas. Cada renglón es un punto."]
    }
    assert "Dos</textarea>" in html_of(page)
    assert not Study.objects.exists()


def test_write_section_that_is_none_is_not_there(cast, partnership):
    assert cast.client("liaison").get(section(partnership, "luck")).status_code == 404


def test_conclusion_is_saved_by_itself(cast, partnership):
    client = cast.client("liaison")
    post(client, section(partnership, "conclusion"), conclusion="unfavourable")
    assert Study.objects.get().sections == {"conclusion": "unfavourable"}
    assert "No conveniente por ahora" in html_of(client.get(url("study", partnership)))


def test_propose_brings_the_score_sheet_and_each_section_says_its_sources(cast, partnership):
    client = cast.client("liaison")
    assert "Proponer desde la hoja de puntos" in html_of(client.get(url("study", partnership)))
    assert post(client, url("study_propose", partnership)).status_code == 302
    study = Study.objects.get()
    assert "origin" in study.proposals
    page = client.get(section(partnership, "resources"))
    assert page.context["form"].initial["es"] == study.proposals["resources"]["es"]
    assert "GeoNames" in page.context["form"].initial["sources"]
    initial = page.context["form"].initial
    post(client, section(partnership, "resources"), **initial)
    study.refresh_from_db()
    assert "resources" not in study.proposals
    assert next(s["en"] for s in study.sources["resources"]).startswith("GeoNames, languages by country")


def test_propose_for_a_counterpart_in_no_list_brings_what_is_known(cast, partnership):
    partnership.parties.filter(side="theirs").update(place=None)
    client = cast.client("liaison")
    assert "Proponer desde lo que se sabe" in html_of(client.get(url("study", partnership)))
    assert "no está en el catálogo de lugares" in html_of(client.get(url("study_propose", partnership)))
    assert post(client, url("study_propose", partnership)).status_code == 302
    study = Study.objects.get()
    assert "No está en el catálogo de lugares." in study.proposals["their_profile"]["es"]
    assert "Propuesta: falta revisarla" in html_of(client.get(url("study", partnership)))


def test_paper_in_both_languages_once_every_section_has_both(cast, partnership):
    client = cast.client("liaison")
    for key in ORDER:
        assert Study.objects.filter(version__content__languages=["es", "en"]).count() == 0
        post(client, section(partnership, key), es=f"Texto de {key}", en=f"Text of {key}", sources=f"Fuente de {key}")
    version = Study.objects.get().version
    assert version.as_content.languages == ("es", "en")
    said = "\n".join(b.text["en"] for b in version.as_content.blocks)
    assert "Benefits for the counterpart" in said
    assert "Fuente de risks" in said


def test_submit_an_unfinished_study_names_what_is_missing(cast, partnership):
    client = cast.client("liaison")
    post(client, section(partnership, "risks"), es="Distancia", en="")
    page = client.get(url("study_submit", partnership))
    assert "Falta: Origen de la propuesta." in html_of(page)
    answer = post(client, url("study_submit", partnership))
    assert answer.status_code == 200
    assert Study.objects.get().state == "draft"


def test_sections_in_english_have_no_spanish_left(cast, partnership):
    page = html_of(cast.client("liaison").get("/en" + url("study", partnership)))
    assert "Ties between the communities" in page
    assert "Lazos" not in page


def test_approved_study_is_read_as_its_paper_and_stands_in_the_checklist(cast):
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    study = relation.submit_study(cast, relation.fresh(partnership))
    session = relation.hold(cast, relation.committee(cast))
    relation.resolve(cast, session, relation.fresh(partnership), Purpose.APPROVE_STUDY)
    study.refresh_from_db()
    page = cast.client("liaison").get(url("study", partnership))
    assert study.issue.code in html_of(page)
    # with its folio, its place and its day, as the paper has them
    assert "/EST/" in study.issue.folio
    sheet = " ".join(str(html) for row in page.context["sheet"].rows for _lang, html in row.cells)
    assert [said in sheet for said in (study.issue.folio, "a 31 de enero de 2022", "class=\"late\"")] == [
        True, True, False,
    ]  # fmt: skip
    done = cast.client("liaison").get(url("study", partnership) + "?descargar=pdf")
    assert done.url == reverse("web:drafting:paper", args=[study.issue.public_id, "pdf"])
    item = relation.prepare_dispatch(cast, relation.fresh(partnership)).items.get(key="study")
    assert (item.issue, item.note) == (study.issue, "")
    english = cast.client("liaison").get("/en" + url("study", partnership))
    assert "Issued on January 31, 2022." in html_of(english)


def test_study_says_of_earlier_relations_what_the_case_says(cast, monkeypatch):
    partnership = relation.open_relation(cast)
    told = [EarlierShown("Villa Serena – Lakeside", "DOC-H48", None, False, "", "octubre de 2019")]
    asked = cast.client("liaison").get(url("study_whole", partnership))
    assert "No se tiene registro de una relación anterior." in html_of(asked)
    monkeypatch.setattr("hermanar.web.studies.views.earlier_of", lambda *_more: told)
    asked = cast.client("liaison").get(url("study_whole", partnership))
    assert "Consta: Villa Serena – Lakeside (DOC-H48, octubre de 2019)." in html_of(asked)


def case_of(cast, who: str, partnership):
    return cast.client(who).get(reverse("web:cases:case", args=[partnership.public_id])).context["case"]


def test_study_before_the_committee_is_what_comes_next_and_on_its_desk(cast, partnership):
    relation.submit_study(cast, partnership)
    found = case_of(cast, "committee", partnership).turn
    assert (found.title, found.mine) == ("Resolver sobre el estudio de factibilidad", True)
    assert not case_of(cast, "liaison", partnership).turn.mine
    desk = {who: html_of(cast.client(who).get(reverse("web:desk"))) for who in ("committee", "liaison")}
    assert {who: found.title in page for who, page in desk.items()} == {"committee": True, "liaison": False}


def test_study_that_the_committee_did_not_approve_says_so_on_the_case_and_on_its_page(cast, partnership):
    relation.submit_study(cast, partnership)
    session = relation.hold(cast, relation.committee(cast))
    relation.resolve(
        cast, session, partnership, Purpose.APPROVE_STUDY, in_favour=1, against=2, text="Faltan los costos."
    )
    told = "El Comité no lo aprobó el 31 ene 2022: Faltan los costos."
    found = case_of(cast, "liaison", partnership)
    step = next(s for s in found.steps if s.key == "study")
    assert (step.state, step.proof) == ("returned", told)
    assert next(s for s in case_of(cast, "counterpart", partnership).steps if s.key == "study").proof != told
    page = html_of(cast.client("liaison").get(url("study", partnership)))
    said = {words: words in page for words in (told, "Corregirlo y someterlo de nuevo", "Está completo.")}
    assert list(said.values()) == [True, True, False]
