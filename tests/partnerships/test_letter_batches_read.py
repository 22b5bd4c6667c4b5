"""A batch of letters: what is known of its cities, every fault at once, read before it is signed, sent back."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.directory.models import Country, Municipality
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships import operations
from hermanar.partnerships.models import Letter, Party
from hermanar.partnerships.operations import Candidate
from hermanar.partnerships.queries.known_cities import known_cities
from hermanar.ui.templatetags.ui import contracted
from tests import relation
from tests.web.forms import html_of, post

pytestmark = pytest.mark.django_db

COMMON = {
    "motivations": {"es": "Estrechar la amistad con la niñez", "en": "To bring children closer."},
    "interests": {"es": "Cultura", "en": "Culture"},
    "objectives": {"es": "Un primer proyecto", "en": "A first project"},
    "areas": ("culture",),
}


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


def city(name: str, country: str = "US", **more) -> Candidate:
    return Candidate(name, Country.objects.get(pk=country), **more)


@pytest.fixture
def batch(cast, town):
    why = {"es": "Allí viven familias nuestras.", "en": "Families of ours live there."}
    both = [city("Hillside", why=why), city("Riverside")]
    return operations.draft_batch(cast.act("liaison"), owner=town, candidates=both, **COMMON)


def url(name: str, batch) -> str:
    return reverse(f"web:letters:{name}", args=[batch.public_id])


def test_known_cities_tell_the_relation_and_the_letter_that_waits_and_nothing_of_another_place(cast, town, batch):
    found = relation.open_relation(cast)
    theirs = found.parties.get(side="theirs")
    Party.objects.filter(pk=theirs.pk).update(subdivision="Wisconsin")
    asked = {
        "pair": city(theirs.name, subdivision="Wisconsin"),
        "elsewhere": city(theirs.name, subdivision="Otra provincia"),
        "abroad": city(theirs.name, "MX"),
        "written": city("Hillside"),
        "new": city("Nueva Muestra"),
    }
    known = known_cities(cast.actor("liaison"), town, asked)
    assert sorted(known) == ["pair", "written"]
    assert [(r.pk, s.rung) for r, s in known["pair"].relations] == [(found.pk, 0)]
    assert [w.city for w in known["written"].letters] == ["Hillside"]
    Party.objects.filter(pk=theirs.pk).update(subdivision="Carolina del Norte")
    assert "pair" in known_cities(
        cast.actor("liaison"), town, {"pair": city(theirs.name, subdivision="North Carolina")}
    )
    assert known_cities(cast.actor("stranger"), town, asked) == {}
    assert known_cities(cast.actor("liaison"), town, {}) == {}


def test_every_fault_of_a_batch_is_told_at_once(cast, town):
    own = Municipality.objects.get(pk=town.municipality_id)
    wrong = [city("Hillside"), city("Hillside"), city(own.name, "MX", municipality=own)]
    with pytest.raises(Invalid) as no:
        operations.draft_batch(
            cast.act("liaison"), owner=town, candidates=wrong, areas=(), motivations={}, interests={"es": "Cultura"},
            objectives={},
        )  # fmt: skip
    errors = no.value.errors
    assert len(errors["candidates"]) == 2
    assert {"areas", "motivations_es", "motivations_en", "interests_en", "objectives_es"} <= set(errors)
    assert Letter.objects.count() == 0


def test_return_batch_sends_every_draft_back_with_its_reason_in_one_notice(cast, batch):
    with pytest.raises(Refused) as no:
        operations.return_batch(cast.act("liaison"), batch=batch, reason="Falta el convenio.")
    assert no.value.code == "not_mayor"
    with pytest.raises(Invalid):
        operations.return_batch(cast.act("mayor"), batch=batch, reason=" ")
    back = operations.return_batch(cast.act("mayor"), batch=batch, reason="Falta citar la carta anterior.")
    assert [(w.city, w.state) for w in back] == [("Hillside", "draft"), ("Riverside", "draft")]
    told = Entry.objects.filter(happened="partnerships.letter_returned")
    assert {(e.about, e.data["reason"]) for e in told} == {
        (w.public_id, "Falta citar la carta anterior.") for w in back
    }
    assert Notice.objects.filter(key="letters_returned").count() == 1
    Letter.objects.filter(batch=batch).update(state="signed_off")
    with pytest.raises(Refused) as no:
        operations.return_batch(cast.act("mayor"), batch=batch, reason="Tarde.")
    assert no.value.code == "letter_signed"


def test_the_notice_of_a_batch_says_how_many_letters_and_names_no_case(cast, batch):
    notice = Notice.objects.filter(key="letters_to_sign").get()
    assert notice.data["number"] == "2 cartas"
    assert Notice.objects.filter(key="letter_to_sign").count() == 0


def test_a_single_motivation_ends_as_the_sentence_that_it_is(batch):
    texts = [b.text for b in batch.letters.order_by("pk").first().version.as_content.blocks]
    said = [t["es"] for t in texts if t.get("es", "").startswith("Estrechar la amistad")]
    assert said == ["Estrechar la amistad con la niñez."]
    assert "To bring children closer." in [t.get("en") for t in texts]


@pytest.mark.parametrize(("lang", "whole"), [("es", "Leer la carta completa"), ("en", "Read the whole letter")])
def test_whoever_signs_reads_what_all_say_and_each_letter_and_may_return_one_or_all(cast, batch, lang, whole):
    with translation.override(lang):
        page = html_of(cast.client("mayor").get(url("sign_batch", batch)))
        assert page.count(whole) == 2
        assert page.count("Estrechar la amistad con la niñez") >= 3  # in common, and in each letter
        assert "Allí viven familias nuestras." in page
        assert url("return_batch", batch) in page
        for letter in batch.letters.all():
            assert reverse("web:letters:return", args=[letter.public_id]) in page


def test_the_batch_goes_back_over_http_and_the_liaison_reads_why(cast, batch):
    assert cast.client("liaison").get(url("return_batch", batch)).status_code == 404
    done = post(cast.client("mayor"), url("return_batch", batch), reason="Falta citar la carta anterior.")
    assert (done.status_code, done["Location"]) == (302, url("batch", batch))
    letter = batch.letters.order_by("pk").first()
    page = html_of(cast.client("liaison").get(reverse("web:letters:letter", args=[letter.public_id])))
    assert "Falta citar la carta anterior." in page


def test_the_form_advises_at_the_line_of_a_known_city_and_takes_it_off(cast, town, batch):
    found = relation.open_relation(cast)
    theirs = found.parties.get(side="theirs")
    asked = reverse("web:letters:many")
    listed = f"{theirs.name}, {theirs.subdivision}, Estados Unidos\nNueva Muestra, Japón"
    page = html_of(post(cast.client("liaison"), asked, cities=listed, accion="buscar"))
    assert f"Ya hay relación con esta ciudad: {found.folio}, en trámite." in page
    assert reverse("web:cases:case", args=[found.public_id]) in page
    off = page.split('value="quitar:', 1)[1].split('"', 1)[0]
    page = html_of(post(cast.client("liaison"), asked, cities=listed, accion=f"quitar:{off}"))
    assert "Ya hay relación con esta ciudad" not in page
    assert "Nueva Muestra, Japón" in page


def test_the_form_tells_in_one_round_the_place_and_all_the_rest(cast, town):
    done = post(cast.client("liaison"), reverse("web:letters:many"), cities="Nadaexiste", accion="preparar")
    errors = done.context["form"].errors
    assert any(name.startswith("place_") for name in errors)
    assert "areas" in errors


def test_of_whom_it_is_the_turn_is_said_with_its_contraction():
    assert (
        contracted("Siguiente paso · a cargo de el enlace municipal") == "Siguiente paso · a cargo del enlace municipal"
    )
    assert contracted("a cargo de Elena y la Presidencia") == "a cargo de Elena y la Presidencia"
