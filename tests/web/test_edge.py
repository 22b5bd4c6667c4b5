"""The edge: who asks, on which clock; once; what is kept; how a *no* reaches the person."""

import ast
import datetime as dt
import re
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from hermanar.accounts.models import KeptForm
from hermanar.directory.enums import Role
from hermanar.directory.models import Circle, Organisation
from hermanar.directory.operations import create_office, move_exercise_clock, open_circle
from hermanar.guest import edge as guests
from hermanar.journal.queries import Line, list_lines
from hermanar.kernel.acts import Actor
from hermanar.kernel.data import read_yaml
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.kernel.verdicts import Blocker
from hermanar.web import doors, edge, nav
from hermanar.web.accounts.forms import AcceptForm
from hermanar.web.sentences import SENTENCES, tell
from tests.house import floors, source


def request_of(cast, name: str, data: dict | None = None, path: str = "/escritorio/"):
    """A request as the middleware would hand it on."""
    factory = RequestFactory()
    request = factory.post(path, data) if data is not None else factory.get(path)
    request.session = SessionStore()
    request.session["appointment"] = cast.appointments[name].public_id
    request.user = cast.users[name]
    request._messages = CookieStorage(request)
    return request


def told(request) -> list[str]:
    return [str(m) for m in get_messages(request)]


def test_actor_is_the_person_in_the_chosen_post(cast):
    found = edge.actor(request_of(cast, "liaison"))
    assert (found.user, found.organisation, found.roles) == (
        cast.users["liaison"].public_id,
        cast.organisations["municipality"].public_id,
        frozenset({"liaison"}),
    )


def test_actor_of_another_persons_post_is_a_stranger(cast):
    request = request_of(cast, "liaison")
    request.session["appointment"] = cast.appointments["mayor"].public_id
    assert edge.actor(request).is_stranger


def test_only_post_needs_no_choosing(cast):
    request = request_of(cast, "liaison")
    del request.session["appointment"]
    assert edge.find_seat(request).appointment == cast.appointments["liaison"]


def test_act_in_an_exercise_runs_on_its_own_clock_a_minute_after_what_happened_last(cast):
    request = request_of(cast, "liaison")
    first = edge.act(request, cast.circle)
    assert first.at == cast.circle.exercise_at + dt.timedelta(minutes=1)
    assert (first.on, first.actor.on) == (dt.date(2022, 1, 31), dt.date(2022, 1, 31))


def test_day_of_an_exercise_is_the_day_of_its_next_act(cast):
    """The same day on the case, on its clock and in the log, also where something happened after the clock was set."""
    request = request_of(cast, "liaison")
    later = replace(cast.act("liaison"), at=cast.circle.exercise_at + dt.timedelta(days=4))
    move_exercise_clock(replace(later, actor=Actor.operator()), circle=cast.circle, to=later.at)
    type(cast.circle).objects.filter(pk=cast.circle.pk).update(exercise_at=later.at - dt.timedelta(days=2))
    cast.circle.refresh_from_db()
    assert edge.today(request, cast.circle) == edge.act(request, cast.circle).on == dt.date(2022, 2, 4)


def test_act_of_an_exercise_without_circle_runs_on_the_latest_of_its_clocks(cast):
    assert edge.act(request_of(cast, "liaison")).on == dt.date(2022, 1, 31)
    assert edge.today(request_of(cast, "liaison")) == dt.date(2022, 1, 31)
    assert edge.act(request_of(cast, "liaison"), wall=True).at.year >= 2026


def test_post_given_on_todays_clock_does_not_carry_the_house_of_an_exercise_along(cast):
    house = cast.organisations["municipality"]
    by_admin = edge.act(request_of(cast, "administrator"), wall=True)
    create_office(by_admin, organisation=house, title="Auxiliar", role=Role.OBSERVER)
    assert list_lines(house.home.public_id, limit=1)[0].at.year >= 2026
    assert edge.act(request_of(cast, "liaison"), house.home).on == dt.date(2022, 1, 31)
    assert guests.moment(house.home).date() == dt.date(2022, 1, 31)


def test_act_outside_an_exercise_is_of_today(cast):
    Organisation.objects.update(is_exercise=False)
    found = edge.act(request_of(cast, "liaison"))
    assert abs(found.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert str(found.at.tzinfo) == "America/Mexico_City"


def test_same_form_sent_twice_does_its_thing_once(cast):
    data = {edge.ONCE: "a1b2c3d4e5f60718", "name": "Uno"}
    opened, results = [], {}
    for _turn in range(2):
        request = request_of(cast, "liaison", data)
        request.session["results"] = results
        done = edge.operate(request, lambda act: open_circle(act, name="Uno"), then=lambda c: f"/c/{c.public_id}/")
        opened.append(done.response.url)
        results = request.session["results"]
    assert Circle.objects.filter(name="Uno").count() == 1
    assert opened[0] == opened[1]
    assert told(request) == ["Ese formulario ya se había enviado: se hizo una sola vez."]


def test_same_form_with_other_words_is_another_request(cast):
    for name in ("Uno", "Dos"):
        request = request_of(cast, "liaison", {edge.ONCE: "a1b2c3d4e5f60718", "name": name})
        edge.operate(request, lambda act, name=name: open_circle(act, name=name))
    assert Circle.objects.filter(name__in=["Uno", "Dos"]).count() == 2


def test_refused_form_may_be_sent_again(cast):
    data = {edge.ONCE: "a1b2c3d4e5f60718"}

    def refuse(act):
        open_circle(act, name="Tres")
        raise Refused("no", "No se puede.")

    assert edge.operate(request_of(cast, "liaison", data), refuse).response is None
    assert edge.operate(request_of(cast, "liaison", data), lambda act: open_circle(act, name="Tres")).ok
    assert Circle.objects.filter(name="Tres").count() == 1


def test_refusal_reaches_the_field_it_is_about(cast):
    form = AcceptForm(QueryDict("password=x&again=x"))

    def refuse(act):
        raise Refused("weak", "Muy corta.", field="password")

    done = edge.operate(request_of(cast, "liaison", {}), refuse, form=form)
    assert (done.ok, form.errors["password"]) == (False, ["Muy corta."])


def test_invalid_field_that_the_form_has_not_goes_to_the_form(cast):
    form = AcceptForm(QueryDict("password=x&again=x"))

    def refuse(act):
        raise Invalid({"elsewhere": ["Falta algo."], "key": ["Otra cosa."]})

    edge.operate(request_of(cast, "liaison", {}), refuse, form=form, fields={"key": "again"})
    assert (form.non_field_errors(), form.errors["again"]) == (["Falta algo."], ["Otra cosa."])


def test_refusal_without_form_becomes_a_message(cast):
    request = request_of(cast, "liaison", {})

    def refuse(act):
        raise Refused("no", "No se puede.")

    edge.operate(request, refuse)
    assert told(request) == ["No se puede."]


def test_blocker_becomes_a_door(cast):
    request = request_of(cast, "liaison", {})

    def block(act):
        raise Blocked([Blocker("x", "Falta el prospecto.", "partnerships.lead", {"lead": "abc"})])

    done = edge.operate(request, block)
    assert [(d.sentence, d.url) for d in done.blockers] == [("Falta el prospecto.", "/prospectos/abc/")]
    assert told(request) == ['Falta el prospecto. <a href="/prospectos/abc/">Resolver</a>']


def test_what_is_not_visible_answers_404(cast):
    def hide(act):
        raise NotVisible

    with pytest.raises(Http404):
        edge.operate(request_of(cast, "liaison", {}), hide)


def test_stranger_is_sent_to_sign_in(client, db):
    answer = client.get("/escritorio/")
    assert (answer.status_code, answer.url) == (302, "/cuenta/login/?next=/escritorio/")


def test_mayor_without_second_factor_sets_it_up_first(cast):
    from allauth.mfa.models import Authenticator

    client = cast.client("mayor")
    Authenticator.objects.filter(user=cast.users["mayor"]).delete()
    answer = client.get("/escritorio/")
    assert (answer.status_code, answer.url) == (302, reverse("mfa_activate_totp"))
    said = [str(m) for m in get_messages(answer.wsgi_request)]
    assert said == ["Su puesto pide segundo factor: firma las cartas y los acuerdos del municipio."]


def test_form_of_an_expired_session_comes_back_to_the_same_person(cast):
    client = cast.client("consul")
    client.get("/escritorio/")
    client.cookies.pop("sessionid")
    answer = client.post("/prospectos/nuevo/", {"foreign_name": "Lakeside", "summary": "Agua limpia"})
    assert answer.url.startswith("/cuenta/login/?next=/prospectos/nuevo/")
    assert KeptForm.objects.count() == 1
    assert b"Agua limpia" not in bytes(KeptForm.objects.get().ciphertext)
    client.force_login(cast.users["consul"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/prospectos/nuevo/").content.decode()
    assert 'value="Lakeside"' in page
    assert "Agua limpia" in page
    assert "Aquí está lo que había escrito" in page
    assert KeptForm.objects.count() == 0


def test_form_of_an_expired_session_is_left_to_its_person_by_somebody_else(cast):
    client = cast.client("consul")
    client.get("/escritorio/")
    client.cookies.pop("sessionid")
    client.post("/prospectos/nuevo/", {"foreign_name": "Lakeside"})
    client.force_login(cast.users["liaison"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/prospectos/nuevo/").content.decode()
    assert "Lakeside" not in page
    client.force_login(cast.users["consul"], backend="django.contrib.auth.backends.ModelBackend")
    assert 'value="Lakeside"' in client.get("/prospectos/nuevo/").content.decode()


def test_door_without_its_room_leads_to_nothing():
    assert doors.address_of("nowhere", {}) == ""
    assert doors.address_of("partnerships.lead", {}) == ""


def test_door_is_told_in_the_language_asked_for():
    assert doors.address_of("partnerships.lead", {"lead": "abc"}, "en") == "/en/prospectos/abc/"


def test_every_door_leads_somewhere():
    closed = []
    for name, keys in [*doors.DOORS.values(), *((address, ("partnership",)) for address in doors.OF_CASE.values())]:
        try:
            # years and quarters of an address are numbers
            reverse(name, args=[1 if key in {"year", "quarter"} else "x" for key in keys])
        except NoReverseMatch:
            closed.append(name)
    assert closed == []


def test_every_door_that_an_operation_or_a_process_names_is_known():
    named = set()
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "door" and isinstance(node.value, ast.Constant):
                named.add(node.value.value)
    for path in floors.PACKAGE.glob("*/definitions/*.yaml"):
        named |= {step.get("door") for step in read_yaml(path.read_text(encoding="utf-8"))["steps"]}
    assert sorted(named - {None, ""} - set(doors.DOORS)) == []


def test_navigation_names_rooms_that_are_there():
    closed = []
    for _label, name, _roles in nav.ROOMS:
        try:
            reverse(name)
        except NoReverseMatch:
            closed.append(name)
    assert closed == []


def test_every_room_of_the_house_has_its_sentences():
    apps = {key.split(".")[0] for key in SENTENCES}
    assert {"directory", "partnerships", "opinions", "agreements", "meetings", "process"} <= apps
    assert [
        key for key, member in SENTENCES.items() if not re.match(r"[a-z]+\.[a-z_]+$", key) or not member.sentence
    ] == []


def test_log_names_people_when_it_is_shown(cast, django_assert_num_queries):
    from hermanar.journal.queries import list_lines

    for number in range(3):
        circle = open_circle(cast.act("liaison"), name=f"Círculo {number}")
    lines = list_lines(circle.public_id)
    with django_assert_num_queries(3):
        said = tell(lines)
    assert [s.sentence for s in said] == [
        "Persona de Muestra 02, Dirección de Enlace Internacional abrió el círculo “Círculo 2”"
    ]
    assert said[0].when == "31 ene 2022, 12:00 h"


def test_navigation_keeps_the_bar_short_and_the_rest_in_its_menu(cast, monkeypatch):
    monkeypatch.setattr(nav, "IN_BAR", 4)
    page = cast.client("liaison").get("/evidencia/").content.decode()
    bar, _, menu = page.partition('class="menu nav-more"')
    assert bar.count("<li><a href=") == 4
    assert 'href="/evidencia/" aria-current="page"' in menu.partition("</details>")[0]
    few = cast.client("registrar").get("/escritorio/").content.decode()
    assert "nav-more" not in few


@pytest.mark.parametrize(
    ("language", "folio", "said"),
    [
        ("es", "", "Se asentó Carta de intención, sin número, del 1.º de julio de 2019"),
        ("es", "PM/1/2019", "Se asentó Carta de intención, folio PM/1/2019, del 1.º de julio de 2019"),
        ("en", "", "Letter of intent, without a number, of July 1, 2019, was recorded"),
    ],
)
@pytest.mark.django_db
def test_a_paper_without_a_number_is_told_in_words(language, folio, said):
    data = {"letter": {"es": "Carta de intención", "en": "Letter of intent"}, "folio": folio, "on": "2019-07-01"}
    at = dt.datetime(2026, 1, 19, tzinfo=dt.UTC)
    line = Line(1, "partnerships.letter_recorded", at, "", "", "", "acted", "web", "", data, "")
    with translation.override(language):
        assert tell([line], unnamed=True)[0].sentence == said
