"""A unit hands in by its personal link: what is asked, what was received with its hour, and nothing of anybody else."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hermanar.guest.edge import moment
from hermanar.links.operations import revoke_link
from hermanar.plans import operations as plans
from hermanar.plans.models import HandIn
from tests.kept import kept

from .conftest import send


@pytest.fixture
@kept
def given(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison")
    today = moment(house.home).date()
    monday = today + dt.timedelta(days=7 - today.weekday())
    units = [plans.put_unit(act, organisation=house, name=n) for n in ("Turismo", "Salud")]
    week = plans.open_week(
        act,
        organisation=house,
        starts_on=monday,
        units=[(u, "unstated") for u in units],
        deliverables={"redes": "Redes"},
    )
    link, token = plans.give_unit_link(act, unit=units[0], now=timezone.now())
    return week, link, token


def test_unit_hands_in_its_week_in_one_form_and_sees_the_hour(cast, given):
    week, link, token = given
    url = reverse("guest:link", args=[token])
    page = Client().get(url).content.decode()
    assert "Turismo" in page
    assert "Salud" not in page
    redes = week.deliverables.get(key="redes")
    empty = send(Client(), url, agenda="")
    assert (empty.status_code, HandIn.objects.count()) == (200, 0)
    done = send(Client(), url, agenda="Martes: feria en el zócalo", **{f"text_{redes.pk}": ""})
    assert done.status_code == 302
    page = Client().get(done["Location"]).content.decode()
    assert "A tiempo" in page
    assert "Martes: feria en el zócalo" in page
    send(Client(), url, **{f"text_{redes.pk}": "Tres notas"})
    assert list(HandIn.objects.values_list("deliverable__key", "how", "recorded_by")) == [
        ("agenda", "by_link", link.public_id[:12]), ("redes", "by_link", link.public_id[:12])
    ]  # fmt: skip
    assert "Nada por entregar" in Client().get(url).content.decode()
    other = week.expected.get(unit__name="Salud").public_id
    assert Client().get(reverse("guest:agendas:line", args=[token, other])).status_code == 404


def test_unit_delivers_what_a_record_asks_and_a_withdrawn_link_opens_nothing(cast, given):
    week, link, token = given
    act = cast.act("liaison")
    plan = plans.open_plan(act, organisation=week.organisation, year=2022)
    row = plans.open_record(act, plan=plan, kind="request", title="Lluvia Segura", fields={"programme": "a"})
    plans.ask_units(act, row=row, units=[week.expected.first().unit], what="Informe", due_on=act.on)
    ask = row.asks.get()
    url = reverse("guest:agendas:ask", args=[token, ask.public_id])
    assert send(Client(), url, text="Dos obras").status_code == 302
    ask.refresh_from_db()
    assert (ask.text, ask.how) == ("Dos obras", "by_link")
    revoke_link(act, link=link, reason="Cambió de delegado", now=timezone.now())
    assert Client().get(reverse("guest:link", args=[token])).status_code == 410


def test_unit_corrects_what_it_handed_in_and_the_first_stays_with_its_hour(cast, given):
    week, link, token = given
    url = reverse("guest:link", args=[token])
    send(Client(), url, agenda="Martes: feria")
    first = HandIn.objects.get()
    fix = reverse("guest:agendas:fix", args=[token, first.expected.public_id, first.public_id])
    same = send(Client(), fix, text="Martes: feria", reason="Nada")
    nothing = send(Client(), fix, text="Miércoles: feria", reason="")
    assert (same.status_code, nothing.status_code, first.corrections.count()) == (200, 200, 0)
    done = send(Client(), fix, text="Miércoles: feria", reason="Cambió el día")
    assert done.status_code == 302
    page = Client().get(done["Location"]).content.decode()
    assert all(said in page for said in ("Martes: feria", "Miércoles: feria", "Cambió el día", "A tiempo"))
    assert list(first.corrections.values_list("how", "recorded_by")) == [("by_link", link.public_id[:12])]
    first.refresh_from_db()
    assert (first.text, HandIn.objects.count()) == ("Martes: feria", 1)
    other = week.expected.get(unit__name="Salud")
    elsewhere = plans.hand_in(cast.act("liaison"), expected=other, text="Brigada")
    away = reverse("guest:agendas:fix", args=[token, other.public_id, elsewhere.public_id])
    crossed = reverse("guest:agendas:fix", args=[token, first.expected.public_id, elsewhere.public_id])
    assert [Client().get(a).status_code for a in (away, crossed)] == [404, 404]
    week_page = cast.client("liaison").get(reverse("web:agendas:week", args=[week.public_id])).content.decode()
    assert "Cambió el día" in week_page
    room = reverse("web:agendas:correct", args=[other.public_id, elsewhere.public_id])
    assert send(cast.client("liaison"), room, text="Brigada y feria", reason="Faltaba").status_code == 302
    assert elsewhere.corrections.get().text == "Brigada y feria"
    assert cast.client("mayor").get(room).status_code == 404
