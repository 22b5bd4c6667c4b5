"""The clock over HTTP."""

import icalendar
import pytest
from django.urls import reverse

from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.programmes.models import Duty
from hermanar.registry.operations import conclude_signing
from tests import relation
from tests.web.forms import errors_of, html_of, post


def url(name: str, *args) -> str:
    return reverse(f"web:programmes:{name}", args=args)


@pytest.fixture
def signed(cast):
    found = relation.ready_to_sign(cast)
    conclude_signing(cast.act("liaison"), signing=relation.deposit(cast, found), pages=(1, 2))
    return found


def test_clock_before_the_signature_teaches(cast):
    found = relation.open_relation(cast)
    page = html_of(cast.client("liaison").get(url("clock", found.public_id)))
    assert "Aún no corre ningún plazo" in page
    assert cast.client("liaison").get(url("calendar", found.public_id)).status_code == 404


def test_clock_shows_duties_with_owner_and_article(cast, signed):
    page = html_of(cast.client("liaison").get(url("clock", signed.public_id)))
    assert "Primer Programa Operativo Anual" in page
    assert "Artículo V del texto firmado" in page
    assert "1 abr 2022" in page  # sixty days after 31 January 2022
    assert "Asentar el cumplimiento" in page
    assert "Asentar el cumplimiento" not in html_of(cast.client("state").get(url("clock", signed.public_id)))
    assert "Primer Programa Operativo Anual" in html_of(cast.client("liaison").get(url("list")))
    assert cast.client("stranger").get(url("clock", signed.public_id)).status_code == 404
    assert "Primer Programa" not in html_of(cast.client("stranger").get(url("list")))


def test_fulfil_puts_the_fact_on_the_case(cast, signed):
    duty = Duty.objects.get(partnership=signed, key="first_programme")
    liaison = cast.client("liaison")
    assert list(errors_of(post(liaison, url("fulfil", duty.public_id), done_on="2022-01-31"))) == ["proof"]
    done = post(liaison, url("fulfil", duty.public_id), done_on="2022-01-31", proof="Oficio PM/12/2022")
    assert done.status_code == 302, errors_of(done)
    assert Fact.PROGRAMME_RUNNING in standing_facts(signed.case)
    assert "Oficio PM/12/2022" in html_of(liaison.get(url("clock", signed.public_id)))


def test_void_asks_for_a_reason(cast, signed):
    duty = Duty.objects.filter(partnership=signed, key="yearly_meeting").first()
    liaison = cast.client("liaison")
    assert list(errors_of(post(liaison, url("void", duty.public_id)))) == ["reason"]
    done = post(liaison, url("void", duty.public_id), reason="Se acordó otra fecha.")
    assert done.status_code == 302, errors_of(done)
    duty.refresh_from_db()
    assert duty.state == "void"


def test_calendar_is_one_that_programs_open(cast, signed):
    duties = list(Duty.objects.filter(partnership=signed))
    answer = cast.client("liaison").get(url("calendar", signed.public_id))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    read = icalendar.Calendar.from_ical(answer.content)
    events = read.walk("VEVENT")
    assert {str(e["UID"]) for e in events} == {f"{d.public_id}@hermanar" for d in duties}
    assert {e["DTSTART"].dt for e in events} == {d.due_on for d in duties}
    assert all(str(e["SUMMARY"]).startswith("EJERCICIO") for e in events)
    assert len(read.walk("VALARM")) == len(duties)
    english = icalendar.Calendar.from_ical(
        cast.client("liaison").get("/en" + url("calendar", signed.public_id)).content
    )
    assert "First Annual" in " ".join(str(e["SUMMARY"]) for e in english.walk("VEVENT"))
    mine = icalendar.Calendar.from_ical(cast.client("liaison").get(url("my_calendar")).content)
    assert len(mine.walk("VEVENT")) == len(duties)
