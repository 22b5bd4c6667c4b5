"""The contact directory over HTTP (R4-06)."""

import pytest
from django.utils import timezone

from hermanar.directory.models import Appointment
from tests import relation
from tests.web.forms import html_of

pytestmark = pytest.mark.django_db
PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_directory_is_for_everybody_signed_in(cast, who):
    page = cast.client(who).get("/directorio/")
    assert page.status_code == 200
    assert "Villa Serena" in html_of(page)


def test_directory_asks_to_sign_in(cast):
    assert cast.client("nobody").get("/directorio/").status_code == 302


def mayor(cast):
    return Appointment.objects.get(public_id=cast.actor("mayor").appointment).person


def test_directory_finds_by_name_and_respects_a_withheld_one(cast):
    person, client = mayor(cast), cast.client("liaison")
    found = client.get("/directorio/", {"q": person.name}).context["municipalities"]
    assert [m.name for m in found] == ["Villa Serena"]
    assert person.name in [p.name for t in found[0].terms for p in t.mayors]
    person.withheld_at = timezone.now()
    person.save(update_fields=["withheld_at"])
    page = client.get("/directorio/", {"q": person.name})
    assert page.context["municipalities"] == []
    assert person.name not in html_of(client.get("/directorio/"))


def test_directory_lists_heads_of_own_counterparts_only(cast):
    partnership = relation.open_relation(cast)
    heads = cast.client("liaison").get("/directorio/").context["heads"]
    assert [h.partnership for h in heads] == [partnership.public_id]
    assert cast.client("stranger").get("/directorio/").context["heads"] == []


def test_directory_in_english_says_it_in_english(cast):
    page = html_of(cast.client("liaison").get("/en/directorio/"))
    assert "Who has held each mayor’s office" in page
    assert "Sin administraciones" not in page
