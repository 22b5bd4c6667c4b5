"""The public page of a profile: both languages, no cookie, nothing before it is published."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.directory.operations import withhold_in_copies
from hermanar.profiles.operations import add_picture, issue_profile, save_section
from hermanar.registry.operations.profiles import publish_profile, withdraw_profile
from hermanar.registry.queries.masking import mark_pictures
from tests.kept import kept
from tests.profiles.test_gallery import SAID, jpeg
from tests.web.forms import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


@pytest.fixture
@kept
def profile(cast, town):
    act = cast.act("liaison")
    add_picture(act, profile_of=town, upload=jpeg(width=1000, height=600), **SAID, caption_es="La plaza")
    save_section(act, profile_of=town, key="population", es="45,210", source="Censo de muestra", year=2020)
    save_section(act, profile_of=town, key="students", es="1,850")
    save_section(act, profile_of=town, key="offer", es="Talleres <b>", en="Workshops <b>")
    save_section(act, profile_of=town, key="website", es="https://villa.example/")
    return save_section(
        act, profile_of=town, key="presentation", es="Vive de sus talleres.", en="It lives from crafts."
    )


@pytest.fixture
@kept
def published(cast, profile):
    issue_profile(cast.act("liaison"), profile=profile)
    profile.refresh_from_db()
    return publish_profile(cast.act("mayor"), profile=profile)


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


@pytest.mark.parametrize("name", ["profile", "profile-map"])
def test_profile_before_it_is_published_is_not_there(client, town, profile, name):
    assert client.get(url(name, town.slug)).status_code == 404
    assert client.get(url("profile-paper", town.slug, "pdf")).status_code == 404


def test_profile_page_in_both_languages_without_cookie(client, town, published):
    answer = client.get(url("profile", town.slug))
    text = html_of(answer)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Vive de sus talleres." in text
    assert "45,210 habitantes" in text
    assert "Censo de muestra, 2020" in text
    assert "1,850" not in text
    assert "Talleres &lt;b&gt;" in text
    assert "EJERCICIO DE DEMOSTRACIÓN." in text
    english = html_of(client.get("/en" + url("profile", town.slug)))
    assert "It lives from crafts." in english
    assert "45,210 inhabitants" in english
    assert "The municipality in figures" in english


def test_picture_that_names_who_is_withheld_is_not_given_to_the_public(client, cast, town, profile):
    act, name = cast.act("liaison"), "Persona de Muestra 40"
    words = {"caption_es": f"Acta que firma {name}", "caption_en": f"Minutes signed by {name}"}
    add_picture(act, profile_of=town, upload=jpeg(width=900, height=600), **SAID, **words)
    issue_profile(act, profile=profile)
    profile.refresh_from_db()
    plaza, scan = sorted(
        publish_profile(cast.act("mayor"), profile=profile).snapshot["pictures"],
        key=lambda p: name in p["caption"]["es"],
    )
    addresses = [url("profile-picture", town.slug, p["id"], "media") for p in (plaza, scan)]
    assert [client.get(a).status_code for a in addresses] == [200, 200]
    withhold_in_copies(cast.act("operator"), name=name)
    assert [client.get(a).status_code for a in addresses] == [200, 404]
    page = html_of(client.get(url("profile", town.slug)))
    assert [a in page for a in addresses] == [True, False]
    assert (name in page, "Se consulta en la oficina que la guarda." in page, scan["files"]["large"] in page) == (
        False, True, True,
    )  # fmt: skip
    assert "may be seen at the office" in html_of(client.get("/en" + url("profile", town.slug)))


@pytest.mark.parametrize(
    ("caption", "is_withheld"),
    [
        ("Firma Persona de Muestra 40", True),
        ("FIRMA PERSONA DE MUESTRA 40", True),
        ("La plaza", False),
        ("Muestra 40", False),
    ],
)
@pytest.mark.django_db
def test_mark_pictures_goes_by_the_pictures_own_words(caption, is_withheld):
    pictures = [{"caption": {"es": caption, "en": ""}, "alt": {"es": "", "en": ""}, "picture": "0" * 64}]
    mark_pictures(pictures, ["Persona de Muestra 40"], "villa-serena")
    assert pictures[0]["is_withheld"] is is_withheld
    mark_pictures(pictures, [], "villa-serena")
    assert pictures[0]["is_withheld"] is False


def test_profile_page_gives_pictures_paper_and_list(client, town, published):
    shown = published.snapshot["pictures"][0]
    for size in ("chica", "media", "grande"):
        answer = client.get(url("profile-picture", town.slug, shown["id"], size))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert client.get(url("profile-picture", town.slug, shown["id"], "original")).status_code == 404
    assert client.get(url("profile-paper", town.slug, "pdf"))["Content-Type"] == "application/pdf"
    assert client.get(url("profile-paper", town.slug, "exe")).status_code == 404
    listed = html_of(client.get(url("profiles")))
    assert url("profile", town.slug) in listed
    assert "Perfiles de muestra" in listed


def test_profile_map_is_a_drawing_where_a_point_is_known(client, cast, town, profile):
    municipality = town.municipality
    municipality.latitude, municipality.longitude = 17.07, -96.72
    municipality.save()
    profile.organisation.refresh_from_db()
    publish_profile(cast.act("mayor"), profile=type(profile).objects.get(pk=profile.pk))
    answer = client.get(url("profile-map", town.slug))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.count(b"<circle") == 2
    assert url("profile-map", town.slug) in html_of(client.get(url("profile", town.slug)))


def test_profile_withdrawn_says_so_at_its_address(client, cast, town, profile, published):
    withdraw_profile(cast.act("mayor"), profile=profile, reason="Se corrige")
    answer = client.get(url("profile", town.slug))
    assert answer.status_code == 410
    assert "Este perfil se retiró" in html_of(answer)
    shown = published.snapshot["pictures"][0]
    assert client.get(url("profile-picture", town.slug, shown["id"], "media")).status_code == 404
    assert url("profile", town.slug) not in html_of(client.get(url("profiles")))


def test_profile_page_is_one_query(client, town, published, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(url("profile", town.slug))
