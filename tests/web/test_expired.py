"""A form that came when its session had expired: kept under the page that showed it, given back there to the same person."""

import datetime as dt

import pytest
from django.utils import timezone

from hermanar.accounts.models import KeptForm
from tests import relation
from tests.walks.browserless import Visitor

BACKEND = "django.contrib.auth.backends.ModelBackend"
WORDS = "Lo que costó una hora escribir."


@pytest.fixture
def clause(cast):
    """The liaison's browser before a clause, its session gone, with the form as it would be sent."""
    case = relation.open_relation(cast)
    relation.start_text(cast, case)
    liaison = Visitor("liaison", cast.client("liaison")).open(f"/vinculaciones/{case.public_id}/texto/")
    liaison.open(next(a.get("href") for a in liaison.tree.xpath("//a[contains(@href,'?editar=art-02')]")))
    form = liaison.form("Guardar")
    action = form.element.get("action")
    liaison.client.cookies.pop("sessionid")
    return liaison, action, {**form.fill(), "text_es": [WORDS]}


def sign_in(cast, visitor: Visitor, name: str) -> Visitor:
    visitor.client.force_login(cast.users[name], backend=BACKEND)
    return visitor


def test_clause_comes_back_in_its_place(cast, clause):
    liaison, action, typed = clause
    answer = liaison.client.post(action, typed)
    assert answer.headers["Location"].startswith("/cuenta/login/?next=/vinculaciones/")
    assert "editar%3Dart-02" in answer.headers["Location"]
    sign_in(cast, liaison, "liaison").open(liaison.url).says("Aquí está lo que había escrito")
    assert liaison.kept("text_es") == [WORDS]
    liaison.send("Guardar").says(WORDS)
    assert KeptForm.objects.count() == 0


def test_clause_that_htmx_sent_leads_the_whole_page_to_sign_in(clause):
    liaison, action, typed = clause
    answer = liaison.client.post(action, typed, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["HX-Redirect"].startswith("/cuenta/login/?next=/vinculaciones/")
    assert KeptForm.objects.count() == 1


def test_clause_that_saves_itself_is_kept_once_as_it_was_last(cast, clause):
    liaison, action, typed = clause
    for words in ("Lo que", "Lo que costó", WORDS):
        answer = liaison.client.post(action, typed | {"text_es": [words]}, headers={"X-Requested-With": "autosave"})
        assert (answer.status_code, answer.json()["kept"]) == (401, True)
        assert "guarde para ingresar" in answer.json()["error"]
    assert KeptForm.objects.count() == 1
    sign_in(cast, liaison, "liaison").open(liaison.url)
    assert liaison.kept("text_es") == [WORDS]


def test_clause_is_nothing_to_another_person_and_waits_for_the_first(cast, clause):
    liaison, action, typed = clause
    liaison.client.post(action, typed)
    sign_in(cast, liaison, "mayor").open(liaison.url).silent(WORDS)
    assert liaison.status == 200
    sign_in(cast, liaison, "liaison").open(liaison.url)
    assert liaison.kept("text_es") == [WORDS]


def test_clause_waits_one_hour(cast, clause):
    liaison, action, typed = clause
    liaison.client.post(action, typed)
    KeptForm.objects.update(created_at=timezone.now() - dt.timedelta(minutes=60))
    sign_in(cast, liaison, "liaison").open(liaison.url).silent(WORDS)


def test_form_too_large_to_keep_is_said(cast, clause):
    liaison, action, typed = clause
    liaison.post(action, typed | {"text_es": ["x" * 256 * 1024]})
    liaison.says("Su sesión venció.", "Lo que envió no se guardó")
    assert KeptForm.objects.count() == 0


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/texto/",
        "//example.org/texto/",
        "/\\example.org/",
        "\\\\example.org",
        "javascript:alert(1)",
        "/cuenta/logout/",
        "/nada/de/esto/",
        "/escritorio/?" + "x" * 600,
        "",
    ],
)
def test_page_that_is_not_one_of_ours_counts_for_nothing(clause, page):
    liaison, action, typed = clause
    for sent, headers in ((typed | {"_page": [page]}, {}), (typed | {"_page": []}, {"Referer": page})):
        answer = liaison.client.post(action, sent, headers=headers)
        assert answer.headers["Location"] == f"/cuenta/login/?next={action}"


def test_page_of_the_referrer_counts_where_the_form_says_none(clause):
    liaison, action, typed = clause
    headers = {"Referer": f"http://testserver{liaison.url}"}
    answer = liaison.client.post(action, typed | {"_page": []}, headers=headers)
    assert "editar%3Dart-02" in answer.headers["Location"]


def test_words_of_a_page_that_is_gone_are_shown_alone(cast, clause):
    liaison, action, typed = clause
    gone = liaison.url.replace("/vinculaciones/", "/vinculaciones/0")
    liaison.client.post(action, typed | {"_page": [gone]})
    sign_in(cast, liaison, "liaison").open(gone).says("Lo que había escrito", WORDS)
    assert liaison.status == 404
    assert liaison.open(gone).status == 404
    liaison.silent(WORDS)


def test_words_of_a_form_that_its_page_no_longer_shows_stand_above_it(cast, clause):
    liaison, action, typed = clause
    page = liaison.url.partition("?")[0]
    liaison.client.post(action, typed | {"_page": [page]})
    sign_in(cast, liaison, "liaison").open(page).says("Esta página ya no muestra el formulario que envió", WORDS)
    assert KeptForm.objects.count() == 0


def test_form_sent_before_a_post_is_chosen_waits_for_it(cast, clause):
    liaison, action, typed = clause
    session = sign_in(cast, liaison, "liaison").client.session
    session["appointment"] = "gone"
    session.save()
    answer = liaison.client.post(action, typed)
    assert answer.headers["Location"] == "/puesto/"
    assert liaison.client.session["after_post"] == liaison.url
    assert KeptForm.objects.get().page == liaison.url
