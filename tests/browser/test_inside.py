"""The pages inside, in Chromium: both languages, screen and phone, no axe violation, nothing refused by the policy."""

import datetime as dt

import pytest
from django.test import override_settings

from hermanar.directory.models import Country, Municipality, Place
from hermanar.directory.operations import receive_data_request
from hermanar.partnerships.operations import open_lead, propose_slot, route_lead


@pytest.fixture
def lead(cast):
    made = open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside",
        foreign_subdivision="Wisconsin",
        place=Place.objects.get(pk=900001),
        proposed_place="La Ribera",
        municipality=Municipality.objects.get(key="20999"),
        beneficiary="La Ribera",
        zone="America/Chicago",
        contact_name="Persona de Muestra 30",
        contact_post="City Clerk",
        summary="Intercambio de estudiantes y apoyo al sistema de agua de la comunidad.",
        diaspora="Unas cuatrocientas familias de la comunidad viven allá.",
        promoters=[{"group": "Club de migrantes", "name": "Persona de Muestra 31", "role": "Presidencia"}],
        ideas=[{"title": "Agua limpia", "detail": "Planta pequeña de tratamiento."}],
        exercise_at=cast.at,
    )
    propose_slot(cast.act("consul"), lead=made, starts_at=dt.datetime(2022, 4, 6, 16, 0, tzinfo=dt.UTC))
    return route_lead(
        cast.act("consul"),
        lead=made,
        municipality=cast.organisations["municipality"],
        state=cast.organisations["state"],
        reply_days=9,
    )


@pytest.fixture
def enter(page, live_server, cast):
    """`enter("liaison")`: the browser in that persona's session."""

    def as_persona(name: str) -> None:
        client = cast.client(name)
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )

    return as_persona


PAGES = {
    "liaison": ("/escritorio/", "/avisos/", "/buscar/?q=lakeside", "/prospectos/{lead}/", "/cuenta/mia/", "/puesto/"),
    "stranger": ("/escritorio/",),
    "consul": ("/prospectos/", "/prospectos/nuevo/"),
    "administrator": ("/organizacion/",),
    "nobody": ("/cuenta/login/", "/cuenta/password/reset/"),
}


def test_pages_are_clean_in_languages_and_sizes(page, enter, look, lead):
    wrong = []
    for persona, paths in PAGES.items():
        page.context.clear_cookies()
        if persona != "nobody":
            enter(persona)
        wrong += look(path.format(lead=lead.public_id) for path in paths)
    assert wrong == []


@override_settings(IS_DEMONSTRATION=True)
def test_demonstration_is_entered_by_one_click(page, live_server, cast, axe):
    page.goto(f"{live_server.url}/demostracion/")
    axe()
    page.get_by_role("button", name="Dirección de Enlace Internacional").click()
    page.wait_for_url("**/escritorio/")


def test_lead_is_opened_without_scripts_where_two_cities_bear_one_name(browser, live_server, cast):
    twin = Place.objects.get(pk=900001)
    twin.pk, twin.subdivision = 900009, "California"
    twin.save(force_insert=True)
    cookie = cast.client("consul").cookies["sessionid"].value
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/prospectos/nuevo/")
        page.get_by_label("Ciudad extranjera").fill("Lakeside")
        page.get_by_label("Municipio o comunidad que se propone").fill("Villa Serena, Oax.")
        page.get_by_role("button", name="Abrir prospecto").click()
        page.get_by_label("Lakeside, California").check()
        page.get_by_role("button", name="Abrir prospecto").click()
        page.get_by_text("El prospecto quedó abierto").wait_for()
        assert page.get_by_text("California, Estados Unidos").first.is_visible()


def test_cities_are_offered_while_typing(page, live_server, enter, axe):
    enter("consul")
    page.goto(f"{live_server.url}/prospectos/nuevo/")
    page.get_by_label("Ciudad extranjera").press_sequentially("Lake")
    page.get_by_label("Lakeside Hills, Colorado").wait_for()
    axe()


def test_second_factor_page_shows_its_picture(page, live_server, cast, axe):
    from tests.cast import PASSWORD

    page.goto(f"{live_server.url}/cuenta/login/?next=/cuenta/2fa/totp/activate/")
    page.locator("#id_login").fill("liaison@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Confirmar").click()
    picture = page.locator("main img")
    picture.wait_for()
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    axe()


def test_data_requests_are_clean(page, live_server, cast, look):
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from hermanar.accounts.models import User
    from hermanar.directory.queries import OPERATOR

    user = User.objects.create_user("operator@example.org", None, is_operator=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    mayor = cast.persons["mayor"]
    row = receive_data_request(
        cast.act("nobody"), kind="access", from_name=mayor.name, from_email=mayor.email, what="¿Qué guardan de mí?"
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["appointment"] = OPERATOR
    session.save()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    paths = ["organizaciones/", "organizaciones/nueva/", "datos/", f"datos/{row.public_id}/"]
    assert look(f"/operacion/{path}" for path in paths) == []
