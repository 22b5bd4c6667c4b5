"""The door of a session: people register by its code, on the day, and see nobody else."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hermanar.kernel.errors import NotVisible, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.models import Attendee
from tests.kept import kept
from tests.web.forms import html_of, post

from .conftest import send


@pytest.fixture
@kept
def session(cast):
    act = cast.act("liaison")
    town = cast.organisations["municipality"]
    body = meetings.create_body(act, organisation=town, kind="cabinet", name="Gabinete municipal")
    return meetings.convene_session(act, body=body, kind="ordinary", number="1", held_on=cast.at.date())


@pytest.fixture
@kept
def code(cast, session) -> str:
    return meetings.open_check_in(cast.act("liaison"), session=session, now=timezone.now())[1]


def test_check_in_by_code_puts_people_on_the_list_one_after_the_other(client, session, code):
    url = reverse("guest:link", args=[code])
    page = html_of(client.get(url))
    assert "Registro de asistencia" in page
    for n in (71, 72):
        answer = send(client, url, name=f"Persona de Muestra {n}", post="Dirección A", rank="Direcciones")
        assert answer.status_code == 302
    after = html_of(client.get(answer.url))
    assert "Quedó en la lista" in after
    assert "Persona de Muestra" not in after  # it shows nobody
    assert list(Attendee.objects.values_list("name", "way")) == [
        ("Persona de Muestra 71", "code"),
        ("Persona de Muestra 72", "code"),
    ]


def test_check_in_without_a_name_says_so(client, session, code):
    assert "Este campo" in html_of(send(client, reverse("guest:link", args=[code]), name=""))
    assert not Attendee.objects.exists()


def test_open_check_in_again_ends_the_code_before(cast, client, session, code):
    meetings.open_check_in(cast.act("liaison"), session=session, now=timezone.now())
    assert client.get(reverse("guest:link", args=[code])).status_code == 410


def test_open_check_in_of_a_past_session_is_refused(cast, session):
    with pytest.raises(Refused):
        meetings.open_check_in(
            cast.act("liaison", cast.at.date() + dt.timedelta(days=1)), session=session, now=timezone.now()
        )
    with pytest.raises(NotVisible):
        meetings.open_check_in(cast.act("stranger"), session=session, now=timezone.now())


def test_code_is_shown_once_with_its_address(cast, session):
    client = cast.client("liaison")
    url = f"/sesiones/{session.public_id}/registro/"
    assert "<svg" not in html_of(client.get(url)).partition("<main")[2]
    page = html_of(post(client, url))
    found = re.search(r"/enlace/([\w-]+)/", page)
    assert found
    assert "Código para registrarse en la sesión" in page
    assert "style=" not in page.partition("<main")[2]
    assert found[1] not in html_of(client.get(url))
