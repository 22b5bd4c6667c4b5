"""The desk that lawyers sit at: it saves itself, undoes, tells what each article is, and keeps its comments."""

import re
import secrets

import pytest
from django.urls import reverse

from hermanar.documents.models import Comment
from hermanar.documents.queries import latest_version, ways_of
from hermanar.notices.models import Notice
from tests import relation
from tests.web.forms import html_of, post
from tests.web.test_drafting import text, typed, url

KEY = "art-01.p1"


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def agreement(cast, partnership):
    return relation.start_text(cast, partnership)


@pytest.fixture
def liaison(cast):
    return cast.client("liaison")


def save(client, partnership, **data):
    """What the form sends while somebody writes."""
    sent = {"_once": secrets.token_hex(8), **data}
    return client.post(url("edit", partnership, KEY), sent, headers={"X-Requested-With": "autosave"})


def number(agreement) -> int:
    return latest_version(agreement.document).number


def test_clause_saves_itself_goes_on_and_shows_both_where_two_write(cast, liaison, partnership, agreement):
    page = html_of(liaison.get(f"{url('text', partnership)}?editar={KEY}"))
    assert f'data-autosave="{url("edit", partnership, KEY)}"' in page
    first = save(liaison, partnership, **typed(agreement, KEY, es="Nuevo."))
    told = first.json()
    assert (told["fields"]["base_number"], told["fields"]["seen_es"], number(agreement)) == (2, "Nuevo.", 2)
    assert re.fullmatch(r"\d\d:\d\d h", told["at"])
    same = save(liaison, partnership, **typed(agreement, KEY))
    assert (same.status_code, number(agreement)) == (200, 2)
    going_on = {**typed(agreement, KEY), **told["fields"], "text_es": "Nuevo y más."}
    assert save(liaison, partnership, **going_on).json()["fields"]["seen_es"] == "Nuevo y más."
    unprintable = save(liaison, partnership, **typed(agreement, KEY, en="A 𒀀 sign."))
    assert (unprintable.status_code, "CUNEIFORM SIGN A" in unprintable.json()["error"]) == (422, True)
    stale = {**going_on, "text_es": "Lo que yo escribí."}  # seen before the second save
    met = save(liaison, partnership, **stale)
    assert (met.status_code, met.json(), text(agreement, KEY)) == (409, {"conflict": True}, "Nuevo y más.")
    both = html_of(post(liaison, url("edit", partnership, KEY), **stale))
    assert "Lo que yo escribí." in both
    assert "Guardar el mío" in both
    assert "data-autosave" not in both  # from here on it is a decision


def test_undo_and_redo_walk_the_saved_steps_and_lose_none(liaison, cast, partnership, agreement):
    before = text(agreement, KEY)
    assert "Deshacer" not in html_of(liaison.get(url("text", partnership)))
    relation.edit(cast, agreement, KEY, "es", before, "Uno.")
    relation.edit(cast, agreement, KEY, "es", "Uno.", "Dos.")
    for name, base, told in (("undo", 3, "Uno."), ("undo", 4, before), ("redo", 5, "Uno."), ("redo", 6, "Dos.")):
        assert post(liaison, url(name, partnership), base_number=base).status_code == 302
        assert text(agreement, KEY) == told
    assert (number(agreement), ways_of(agreement.document).redo) == (7, None)
    behind = liaison.post(url("undo", partnership), {"base_number": 6, "_once": "x"}, follow=True)
    assert "Alguien guardó otra versión mientras tanto" in html_of(behind)
    assert (number(agreement), text(agreement, KEY)) == (7, "Dos.")
    post(cast.client("counterpart"), url("undo", partnership), base_number=7)
    assert number(agreement) == 7


def test_article_changed_in_one_language_is_told_until_the_other_follows_or_is_confirmed(
    cast, liaison, partnership, agreement
):
    told = "por actualizar en: English"
    relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), "Nuevo.")
    page = html_of(liaison.get(url("text", partnership)))
    assert told in page
    assert "Dicen lo mismo" in page
    relation.edit(cast, agreement, KEY, "en", text(agreement, KEY, "en"), "New.")
    assert told not in html_of(liaison.get(url("text", partnership)))
    relation.edit(cast, agreement, "art-04.p1", "es", text(agreement, "art-04.p1"), "Otro.")
    assert told in html_of(liaison.get(url("text", partnership)))
    assert post(liaison, url("confirm", partnership), base_number=4, group="art-04").status_code == 302
    assert told not in html_of(liaison.get(url("text", partnership)))
    # a confirmation is no step of the text: what is undone is the edit
    post(liaison, url("undo", partnership), base_number=5)
    assert text(agreement, "art-04.p1") != "Otro."


def test_comment_is_on_a_clause_in_one_language_put_to_a_post_and_resolved_by_it(cast, liaison, partnership, agreement):
    page = html_of(liaison.get(f"{url('text', partnership)}?comentar=art-05.p6"))
    assert "Comentar la cláusula elegida" in page
    secretary = cast.appointments["council_secretary"].public_id
    asked = {"key": "art-05.p6", "group": "art-05", "language": "en", "for_appointment": secretary, "text": "¿90?"}
    assert post(liaison, url("comment", partnership), **asked).status_code == 302
    row = Comment.objects.get()
    assert (row.key, row.language, row.for_appointment) == ("art-05.p6", "en", secretary)
    assert list(Notice.objects.values_list("key", "user_id")) == [
        ("comment_assigned", cast.users["council_secretary"].pk)
    ]
    address = reverse("web:drafting:resolve", args=[partnership.public_id, row.pk])
    assert address not in html_of(cast.client("counterpart").get(url("text", partnership)))
    post(cast.client("counterpart"), address)
    row.refresh_from_db()
    assert row.resolved_at is None
    assert address in html_of(cast.client("council_secretary").get(url("text", partnership)))
    post(cast.client("council_secretary"), address)
    row.refresh_from_db()
    assert row.resolved_by == cast.users["council_secretary"].public_id
    assert "1 comentario atendido" in html_of(liaison.get(url("text", partnership)))
    stranger = {**asked, "for_appointment": cast.appointments["stranger"].public_id}
    assert post(liaison, url("comment", partnership), **stranger).status_code == 200
    assert Comment.objects.count() == 1


def test_desk_asks_no_more_for_more_comments_and_steps(cast, liaison, partnership, agreement):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            liaison.get(url("text", partnership))
        return len(queries)

    post(liaison, url("comment", partnership), group="art-05", text="Uno.")
    relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), "Uno.")
    first = asked()
    for n in range(3):
        post(liaison, url("comment", partnership), group="art-05", text=f"Otro {n}.")
        relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), f"Paso {n}.")
    assert asked() == first
