"""The study over HTTP: written by the liaison, read and not edited by the Committee."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.partnerships.models import Study
from hermanar.web.studies.views import ORDER
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
    page = post(cast.client("liaison"), url("study", partnership), **{**WORDS, "risks": ""})
    assert list(errors_of(page)) == ["risks"]
    assert "Texto de origin." in html_of(page)
    assert not Study.objects.exists()


def test_show_study_saves_a_version_and_its_conclusion(cast, partnership):
    client = cast.client("liaison")
    assert post(client, url("study", partnership), **WORDS).status_code == 302
    study = Study.objects.get()
    assert (study.state, study.version.number, study.version.values["conclusion"]) == ("draft", 1, "unfavourable")
    again = client.get(url("study", partnership))
    assert again.context["form"].initial["conclusion"] == "unfavourable"
    for fmt, magic in (("pdf", b"%P"), ("docx", b"PK")):
        assert client.get(url("study", partnership) + f"?descargar={fmt}").content[:2] == magic


def test_submit_puts_it_before_the_committee_which_does_not_edit(cast, partnership):
    liaison, committee = cast.client("liaison"), cast.client("committee")
    post(liaison, url("study", partnership), **WORDS)
    assert committee.get(url("study_submit", partnership)).status_code == 404
    assert "form" not in committee.get(url("study", partnership)).context
    done = post(liaison, url("study_submit", partnership))
    assert done.status_code == 302
    page = committee.get(url("study", partnership))
    assert page.context["evaluates"]
    assert "evalúa el estudio; no lo edita" in html_of(page)
    assert "Texto de origin." in html_of(page)
    assert post(committee, url("study", partnership), **WORDS).status_code == 200
    assert Study.objects.get().version.number == 1
    twice = post(liaison, url("study_submit", partnership))
    assert list(errors_of(twice)) == ["__all__"]
    case = committee.get(reverse("web:cases:case", args=[partnership.public_id]))
    assert case.status_code == 200


@pytest.mark.parametrize("persona", ["mayor", "state", "counterpart", "reviewer"])
def test_show_study_to_others_is_read_only(cast, partnership, persona):
    page = cast.client(persona).get(url("study", partnership))
    assert page.status_code == 200
    assert "El estudio aún no se prepara" in html_of(page)
    assert cast.client(persona).get(url("study_submit", partnership)).status_code == 404
