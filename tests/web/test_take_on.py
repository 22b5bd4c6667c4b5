"""A paper about to be issued: what the checker says of it is shown, and taken on with its reason or corrected."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from hermanar.journal.models import Entry
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import SessionKind


@pytest.mark.django_db
def test_call_with_a_doubled_word_is_shown_and_issued_with_its_reason(cast):
    act, client = cast.act("liaison"), cast.client("liaison")
    body = meetings.create_body(
        act, organisation=cast.organisations["municipality"], kind="cabinet", name="Gabinete municipal", seats=3,
        source="[K] práctica usual", valid_from=dt.date(2022, 1, 1),
    )  # fmt: skip
    session = meetings.convene_session(
        act, body=body, kind=SessionKind.ORDINARY, number="7", held_on=cast.at.date() + dt.timedelta(days=9)
    )
    meetings.put_point(act, session=session, title="Lectura de de la propuesta")
    url = reverse("web:meetings:call", args=[session.public_id])
    page = client.post(url, {"basis": "El reglamento de muestra."})
    told = page.content.decode()
    assert page.status_code == 200
    assert "Antes de expedir" in told
    assert "“de” está dos veces." in told
    assert '<input type="hidden" name="basis" value="El reglamento de muestra.">' in told
    session.refresh_from_db()
    assert session.call_id is None
    names = re.findall(r'name="(conservar-[0-9a-f]+)"', told)
    assert len(names) == 1
    assert "Antes de expedir" in client.post(url, {"basis": "x", names[0]: "  "}).content.decode()
    assert "The review points this out" in client.post(f"/en{url}", {"basis": "x"}).content.decode()
    done = client.post(url, {"basis": "El reglamento de muestra.", names[0]: "Así se llama la propuesta."})
    assert done.status_code == 302
    session.refresh_from_db()
    assert session.call_id is not None
    kept = Entry.objects.get(happened="documents.finding_kept")
    assert (kept.data["code"], kept.data["reason"]) == ("Q04", "Así se llama la propuesta.")
