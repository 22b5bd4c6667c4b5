"""The contact directory over HTTP (R4-06)."""

import pytest
from django.utils import timezone

from hermanar.directory.models import Appointment
from hermanar.encounters.models import Contact
from hermanar.encounters.operations import add_contact
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db
PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_directory_is_for_everybody_signed_in(cast, who):
    page = cast.client(who).get("/directorio/?ver=presidencias")
    assert page.status_code == 200
    assert "Villa Serena" in html_of(page)


def test_directory_asks_to_sign_in(cast):
    assert cast.client("nobody").get("/directorio/").status_code == 302


def mayor(cast):
    return Appointment.objects.get(public_id=cast.actor("mayor").appointment).person


def test_directory_finds_by_name_and_respects_a_withheld_one(cast):
    person, client = mayor(cast), cast.client("liaison")
    found = client.get("/directorio/", {"q": person.name, "ver": "presidencias"}).context["municipalities"]
    assert [m.name for m in found] == ["Villa Serena"]
    assert person.name in [p.name for t in found[0].terms for p in t.mayors]
    person.withheld_at = timezone.now()
    person.save(update_fields=["withheld_at"])
    page = client.get("/directorio/", {"q": person.name, "ver": "presidencias"})
    assert page.context["municipalities"] == []
    assert person.name not in html_of(client.get("/directorio/?ver=presidencias"))


def test_directory_lists_heads_of_own_counterparts_only(cast):
    partnership = relation.open_relation(cast)
    heads = cast.client("liaison").get("/directorio/?ver=presidencias").context["heads"]
    assert [h.partnership for h in heads] == [partnership.public_id]
    assert cast.client("stranger").get("/directorio/?ver=presidencias").context["heads"] == []


def test_directory_in_english_says_it_in_english(cast):
    page = html_of(cast.client("liaison").get("/en/directorio/?ver=presidencias"))
    assert "Who has held each mayor’s office" in page
    assert "Sin administraciones" not in page


MAYOR = {"kind": "counterpart_office", "side": "theirs", "post": "Mayor", "organisation": "City of Lakeside"}


def test_contact_is_added_by_post_and_found_by_it(cast):
    partnership, client = relation.open_relation(cast), cast.client("liaison")
    assert "Su directorio está vacío" in html_of(client.get("/directorio/"))
    answer = post(
        client, "/directorio/nuevo/", **MAYOR, name="Persona de Muestra 60", languages="en, es",
        relations=[partnership.public_id],
    )  # fmt: skip
    contact = Contact.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/directorio/{contact.public_id}/")
    page = html_of(client.get("/directorio/?q=lakeside"))
    assert "Persona de Muestra 60" in page
    assert "inglés, español" in page
    assert "Ningún contacto así" in html_of(client.get("/directorio/?q=Muestra"))


def test_contact_without_a_post_comes_back_with_what_was_typed(cast):
    page = post(cast.client("liaison"), "/directorio/nuevo/", **(MAYOR | {"post": ""}))
    assert page.status_code == 200
    assert "post" in errors_of(page)
    assert 'value="City of Lakeside"' in html_of(page)


def test_succession_keeps_the_thread_and_withheld_names_are_not_shown(cast):
    client = cast.client("liaison")
    post(client, "/directorio/nuevo/", **MAYOR, name="Persona de Muestra 60", held_since="2021-01-01")
    contact = Contact.objects.get()
    address = f"/directorio/{contact.public_id}/"
    post(client, f"{address}relevo/", name="Persona de Muestra 61", from_on="2022-01-15")
    page = html_of(client.get(address))
    assert "Persona de Muestra 61" in page
    assert "Persona de Muestra 60" in page
    holder = contact.holders.get(name="Persona de Muestra 61")
    post(client, f"{address}reservar/{holder.public_id}/")
    page = html_of(client.get(address))
    assert "Persona de Muestra 61" not in page
    assert "Nombre reservado" in page


def test_offices_go_by_the_name_each_municipality_gives_them(cast):
    page = html_of(cast.client("reviewer").get("/directorio/?ver=oficinas"))
    assert "Dirección de Enlace Internacional" in page
    assert "Enlace de otro municipio" in page
    assert "Enlace de otro municipio" not in html_of(cast.client("reviewer").get("/directorio/?ver=oficinas&q=villa"))


def test_contacts_go_on_to_the_next_page(cast):
    home = cast.organisations["municipality"].home
    for n in range(31):
        add_contact(cast.act("liaison"), circle=home, kind="speaker", side="third", post=f"Ponente {n:02}")
    client = cast.client("liaison")
    first = client.get("/directorio/")
    assert len(first.context["rows"]) == 30
    second = client.get(f"/directorio/?antes={first.context['next']}")
    assert [r["it"].post for r in second.context["rows"]] == ["Ponente 00"]


def test_agencies_and_networks_are_organisations_with_their_posts(cast):
    client = cast.client("liaison")
    page = client.get("/directorio/?ver=redes").content.decode()
    assert "Ninguna agencia ni red todavía" in page
    card = {"kind": "agency", "side": "third", "post": "Secretaría Técnica", "city": "Montevideo"}
    assert "Escriba cómo se llama la agencia o la red" in client.post("/directorio/nuevo/", card).content.decode()
    for title, name in (
        ("Secretaría Técnica", "Mercociudades"),
        ("Coordinación", "MERCOCIUDADES"),
        ("Enlace", "Red Norte"),
    ):
        client.post("/directorio/nuevo/", {**card, "post": title, "organisation": name})
    page = client.get("/directorio/?ver=redes").content.decode()
    assert [page.count(w) for w in ("Secretaría Técnica", "Coordinación", "Red Norte")] == [1, 1, 1]
    assert "MERCOCIUDADES" not in page
    assert "Red Norte" not in client.get("/directorio/?ver=redes&q=mercociudades").content.decode()
