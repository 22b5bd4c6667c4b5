"""The case, the triage, a letter and the profile in Chromium: axe clean in both languages, wide and on a phone."""

import pytest
from django.conf import settings
from django.urls import reverse

from hermanar.partnerships.models import Letter
from tests import relation
from tests.cast import make_cast
from tests.web.forms import post
from tests.web.test_letters import WORDS


@pytest.fixture
def town(page, live_server, transactional_db):
    """The liaison signed in, with a relation that has a letter with an error in it."""
    cast = make_cast()
    partnership = relation.open_relation(cast)
    client = cast.client("liaison")
    words = {**WORDS, "motivations_es": "Nos unen familias de Zihuatanejo."}
    post(client, reverse("web:letters:new", args=[partnership.public_id]), **words)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return partnership


def test_pages_of_a_case_are_clean_in_languages_and_sizes(look, town):
    letter = Letter.objects.get()
    assert (
        look(
            (
                reverse("web:cases:case", args=[town.public_id]),
                reverse("web:cases:new"),
                reverse("web:cases:circle", args=[town.public_id]),
                reverse("web:letters:letter", args=[letter.public_id]),
                reverse("web:profiles:profile", args=[town.public_id]),
            )
        )
        == []
    )


def test_triage_answers_while_it_is_filled_in(page, live_server, town):
    page.goto(live_server.url + reverse("web:cases:new"))
    page.check("input[name=our_kind][value=locality]")
    page.wait_for_selector("#resultado:has-text('Una comunidad no puede ser Parte')")
