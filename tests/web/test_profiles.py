"""The municipal profile over HTTP."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.profiles.models import Profile, Submission
from tests import relation
from tests.profiles.conftest import ENTRIES
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def url(name: str, *args) -> str:
    return reverse(f"web:profiles:{name}", args=args)


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def complete(cast):
    client = cast.client("liaison")
    for key, (es, en) in ENTRIES.items():
        done = post(client, url("section", key), es=es, en=en, source="Censo de muestra", year="2020")
        assert done.status_code == 302, errors_of(done)
    return Profile.objects.get()


@pytest.mark.parametrize(
    ("persona", "view", "status"),
    [
        ("liaison", "mine", 200), ("mayor", "mine", 200), ("state", "mine", 404), ("counterpart", "mine", 404),
        ("liaison", "section", 200), ("mayor", "section", 404), ("stranger", "section", 200), ("state", "section", 404),
        ("mayor", "issue", 404), ("mayor", "submit", 404), ("liaison", "issue", 200), ("liaison", "submit", 200),
        ("mayor", "revisions", 200), ("state", "revisions", 404), ("nobody", "mine", 302),
    ],
)  # fmt: skip
def test_show_page_to_each_post(cast, complete, persona, view, status):
    args = ["offer"] if view == "section" else []
    assert cast.client(persona).get(url(view, *args)).status_code == status


@pytest.mark.parametrize("persona", ["liaison", "mayor", "committee", "state", "counterpart", "reviewer"])
def test_show_profile_of_a_relation_to_who_has_a_seat(cast, partnership, persona):
    assert cast.client(persona).get(url("profile", partnership.public_id)).status_code == 200


@pytest.mark.parametrize("view", ["profile", "link"])
def test_show_profile_of_a_relation_to_a_stranger_is_not_there(cast, partnership, view):
    assert cast.client("stranger").get(url(view, partnership.public_id)).status_code == 404


def test_show_profile_to_the_counterpart_only_once_issued(cast, partnership, complete):
    client = cast.client("counterpart")
    assert "todavía no se expide" in html_of(client.get(url("profile", partnership.public_id)))
    assert client.get(url("paper", partnership.public_id, "pdf")).status_code == 404
    assert post(cast.client("liaison"), url("issue")).status_code == 302
    text = html_of(client.get(url("profile", partnership.public_id)))
    assert "Villa Serena vive de sus talleres." in text
    assert "Editar" not in text
    assert client.get(url("paper", partnership.public_id, "pdf")).content[:4] == b"%PDF"


def test_edit_section_without_source_keeps_the_words_and_says_so(cast):
    page = post(cast.client("liaison"), url("section", "heritage"), es="templo", en="church", source="", year="")
    assert sorted(errors_of(page)) == ["source", "year"]
    assert ">\nchurch</textarea>" in html_of(page)
    assert not Profile.objects.exists()


def test_edit_section_of_one_language_marks_the_other(cast, complete):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="training of artisans", source="", year="")
    assert "el inglés se quedó atrás" in html_of(client.get(url("mine")))
    page = client.get(url("section", "offer"))
    assert "agrees" in page.context["form"].fields
    post(client, url("section", "offer"), es="talleres", en="training of artisans", source="", year="", agrees="on")
    assert "se quedó atrás" not in html_of(client.get(url("mine")))


def test_issue_incomplete_names_what_is_missing_with_its_door(cast):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="workshops", source="", year="")
    page = post(client, url("issue"))
    assert page.status_code == 200
    assert len(page.context["blockers"]) == 10
    assert url("section", "need") in html_of(client.get(url("mine")))


def test_link_makes_the_profile_ready_in_the_relation(cast, partnership, complete):
    client = cast.client("liaison")
    assert "Dar por listo en esta relación" in html_of(client.get(url("profile", partnership.public_id)))
    done = post(client, url("link", partnership.public_id))
    assert done.url == reverse("web:cases:case", args=[partnership.public_id])
    assert Fact.PROFILE_READY in standing_facts(partnership.case)
    assert "Perfil municipal, revisión 11, español e inglés" in html_of(client.get(done.url))


def test_link_incomplete_is_blocked(cast, partnership):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="workshops", source="", year="")
    page = post(client, url("link", partnership.public_id))
    assert page.status_code == 200
    assert len(page.context["blockers"]) == 10
    assert Fact.PROFILE_READY not in standing_facts(partnership.case)


def test_submit_records_the_office_that_received_it(cast, complete):
    client = cast.client("liaison")
    bad = post(client, url("submit"), submitted_on="2031-01-01", receiver="")
    assert list(errors_of(bad)) == ["receiver"]
    done = post(client, url("submit"), submitted_on="2022-01-31", receiver="Oficina de la SRE en el estado")
    assert done.status_code == 302, errors_of(done)
    assert Submission.objects.get().revision == 11
    assert "Oficina de la SRE en el estado" in html_of(client.get(url("mine")))


def test_show_revisions_newest_first(cast, complete):
    page = cast.client("liaison").get(url("revisions"))
    assert [r["number"] for r in page.context["rows"]][:2] == [11, 10]
