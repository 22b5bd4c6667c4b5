"""Signing in, posts, invitation, demonstration, language; second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from hermanar.accounts.queries import LAST_COOKIE, read_last_user
from hermanar.directory.models import Appointment, Organisation
from tests.cast import PASSWORD, SINCE


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    """Wrong passwords are counted in the cache, which outlives a test."""
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post("/cuenta/login/", {"login": email, "password": password, **more})


def test_sign_in_leads_to_the_desk_and_remembers_who_was_here(cast):
    client = Client()
    answer = sign_in(client, "liaison@example.org")
    assert (answer.status_code, answer.url) == (302, "/escritorio/")
    desk = client.get("/escritorio/")
    assert (desk.status_code, cast.users["liaison"].public_id in desk.content.decode()) == (200, False)
    assert read_last_user(client.cookies[LAST_COOKIE].value) == cast.users["liaison"].public_id


def test_sign_in_with_a_wrong_password_says_the_same_for_known_and_unknown(cast):
    known = sign_in(Client(), "liaison@example.org", "no").content.decode()
    unknown = sign_in(Client(), "nobody@example.org", "no").content.decode()
    assert "no son correctas" in known
    assert known.count("no son correctas") == unknown.count("no son correctas")


@override_settings(AXES_ENABLED=True, AXES_FAILURE_LIMIT=3)
def test_many_wrong_passwords_shut_out_that_account_and_nobody_else_behind_the_same_address(cast):
    for _turn in range(3):
        sign_in(Client(), "liaison@example.org", "no")
    assert sign_in(Client(), "liaison@example.org").status_code != 302
    assert sign_in(Client(), "consul@example.org").status_code == 302


def test_sign_in_goes_back_to_where_one_was(cast):
    assert sign_in(Client(), "liaison@example.org", next="/prospectos/").url == "/prospectos/"


def test_sign_in_with_second_factor_asks_for_its_code(cast):
    client = Client()
    answer = sign_in(client, "mayor@example.org")
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/escritorio/").status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Código" in page


def test_recovery_code_opens_once_in_the_place_of_the_telephone(cast):
    codes = RecoveryCodes.activate(cast.users["mayor"]).get_unused_codes()
    assert len(set(codes)) == 10
    for code, opens in ((codes[0], True), (codes[0], False), ("00000000", False), (codes[1], True)):
        client = Client()
        asked = sign_in(client, "mayor@example.org").url
        answer = client.post(asked, {"code": code})
        assert (answer.status_code == 302) == opens, code
        assert (client.get("/escritorio/").status_code == 200) == opens
    assert (
        RecoveryCodes(cast.users["mayor"].authenticator_set.get(type="recovery_codes")).get_unused_codes() == codes[2:]
    )


@pytest.mark.parametrize(
    "address",
    ["/cuenta/login/", "/cuenta/password/reset/", "/cuenta/signup/", "/cuenta/password/reset/done/"],
)
def test_pages_of_getting_in_are_in_our_frame(client, db, address):
    page = client.get(address).content.decode()
    assert "dist/hermanar.css" in page
    assert "<style" not in page


def test_nobody_signs_up_by_themselves(client, db):
    page = client.get("/cuenta/signup/").content.decode()
    assert 'name="password1"' not in page


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "account_logout", "account_reauthenticate"])
def test_pages_of_the_own_account_are_in_our_frame(cast, name):
    page = cast.client("liaison").get(reverse(name), follow=True).content.decode()
    assert "dist/hermanar.css" in page


def test_second_factor_is_set_up_with_a_picture_the_policy_allows(cast):
    client = Client()
    sign_in(client, "liaison@example.org")
    asked = client.get(reverse("mfa_activate_totp"))
    assert "Confirme que es usted" in client.get(asked.url).content.decode()
    page = client.post(asked.url, {"password": PASSWORD}, follow=True)
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert "data:" in page["Content-Security-Policy"]


def test_person_with_several_posts_chooses_and_may_change(cast):
    Appointment.objects.create(office=cast.offices["administrator"], person=cast.persons["liaison"], from_on=SINCE)
    client = Client()
    sign_in(client, "liaison@example.org")
    assert client.get("/prospectos/").url == "/puesto/"
    page = client.get("/puesto/").content.decode()
    assert "Oficialía Mayor" in page
    answer = client.post("/puesto/", {"post": cast.appointments["liaison"].public_id})
    assert answer.url == "/prospectos/"
    assert "Cambiar de puesto" in client.get("/escritorio/").content.decode()


def test_post_of_somebody_else_is_not_taken(cast):
    client = Client()
    sign_in(client, "liaison@example.org")
    page = client.post("/puesto/", {"post": cast.appointments["mayor"].public_id}).content.decode()
    assert "Ese puesto no es suyo" in page


def test_person_without_post_is_told_so(cast):
    Appointment.objects.filter(pk=cast.appointments["liaison"].pk).update(ended_at=cast.at)
    client = Client()
    sign_in(client, "liaison@example.org")
    assert client.get("/escritorio/").url == "/puesto/"
    assert "Hoy no ocupa ningún puesto" in client.get("/puesto/").content.decode()


def test_demonstration_is_not_there_outside_a_demonstration(cast):
    assert Client().get("/demostracion/").status_code == 404


@override_settings(IS_DEMONSTRATION=True)
def test_demonstration_enters_by_one_click_as_a_persona_of_the_exercise(cast):
    client = Client()
    page = client.get("/demostracion/").content.decode()
    assert page.count('<form method="post" class="card') == 12
    Authenticator.objects.all().delete()
    answer = client.post("/demostracion/", {"post": cast.appointments["mayor"].public_id})
    assert answer.url == "/escritorio/"
    assert client.get("/escritorio/").status_code == 200


@override_settings(IS_DEMONSTRATION=True)
def test_demonstration_does_not_open_posts_that_are_no_exercise(cast):
    Organisation.objects.filter(pk=cast.organisations["municipality"].pk).update(is_exercise=False)
    answer = Client().post("/demostracion/", {"post": cast.appointments["mayor"].public_id})
    assert answer.status_code == 404


def test_invitation_that_is_not_there_answers_404(client, db):
    assert client.get("/invitacion/no-such-token/").status_code == 404


def test_language_is_kept_and_the_pages_follow(cast):
    client = cast.client("liaison")
    answer = client.post("/cuenta/idioma/", {"language": "en"})
    cast.users["liaison"].refresh_from_db()
    assert (cast.users["liaison"].language, answer.url) == ("en", "/en/cuenta/mia/")


def test_log_out_leads_out(cast):
    client = cast.client("liaison")
    assert client.post("/cuenta/logout/").status_code == 302
    assert client.get("/escritorio/").status_code == 302
