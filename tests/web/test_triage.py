"""The eight questions over HTTP: what follows, what is refused, what is asked again."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.directory.models import Country, Municipality, Place
from hermanar.kernel.acts import Actor
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import open_lead, route_lead
from hermanar.partnerships.rules import triage as rules
from hermanar.web.cases.triage import in_words
from hermanar.web.cases.words import PAPERS
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db

WHOLE = {
    "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside Hills",
    "their_subdivision": "Colorado", "their_kind": "governmental", "scope": "whole", "earlier": "none",
    "proposed_by": "own", "areas": ["culture"], "money": "no", "staff": "no", "protected": "no", "forum": "no",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def send(cast):
    def call(address=None, *, persona="liaison", **changes):
        return post(cast.client(persona), address or reverse("web:cases:new"), **{**WHOLE, **changes})

    return call


@pytest.mark.parametrize("persona", ["mayor", "committee", "consul", "counterpart", "administrator"])
@pytest.mark.parametrize("view", ["new", "outcome"])
def test_open_triage_to_who_is_no_liaison_is_not_there(cast, persona, view):
    assert cast.client(persona).get(reverse(f"web:cases:{view}")).status_code == 404


def test_open_triage_empty_asks_eight_questions(cast):
    page = cast.client("liaison").get(reverse("web:cases:new"))
    assert page.status_code == 200
    text = html_of(page)
    assert all(f">{n}. ¿" in text for n in range(1, 9))
    assert 'value="Villa Serena' in text


def test_open_case_with_every_answer_opens_it(send):
    done = send()
    assert done.status_code == 302, errors_of(done)
    relation_ = Partnership.objects.get()
    assert done.url == reverse("web:cases:case", args=[relation_.public_id])
    assert (relation_.kind, relation_.klass, relation_.areas) == (
        "twinning",
        "international",
        [{"key": "culture", "power": relation_.areas[0]["power"]}],
    )
    assert relation_.areas[0]["power"]
    assert {p.side: p.place_id for p in relation_.parties.all()}["theirs"] == 900002


def test_open_case_with_open_questions_keeps_what_was_typed(send):
    page = send(scope=None, money=None)
    assert page.status_code == 200
    assert sorted(errors_of(page)) == ["money", "scope"]
    assert 'value="Lakeside Hills"' in html_of(page)
    assert not Partnership.objects.exists()


def test_preview_says_kind_path_papers_and_citations_and_opens_nothing(send):
    page = send(accion="ver", scope="theme", theme="el agua")
    outcome = page.context["outcome"]
    assert (outcome.kind, outcome.klass) == ("Cooperación específica", "Internacional")
    assert outcome.path.startswith("Ruta internacional")
    assert "Acuerdo de cooperación específica" in outcome.papers
    assert len(outcome.citations) == 3
    assert outcome.ready
    assert not Partnership.objects.exists()


def test_outcome_alone_answers_while_it_is_filled_in(send):
    page = send(reverse("web:cases:outcome"), scope=None)
    text = html_of(page)
    assert page.status_code == 200
    assert "<html" not in text
    assert "¿Para toda la vida municipal o para un tema?" in text


def test_community_is_a_beneficiary_and_its_municipality_the_party(send):
    page = send(accion="ver", our_kind="locality", locality="La Ribera")
    assert page.context["outcome"].beneficiary == "La Ribera"
    assert "Una comunidad no puede ser Parte" in html_of(page)
    assert send(our_kind="locality", locality="La Ribera").status_code == 302
    opened = Partnership.objects.get()
    assert (opened.beneficiary, opened.parties.get(side="ours").municipality_id) == ("La Ribera", "20999")


def test_private_counterpart_is_refused_with_the_reason(send):
    page = send(their_kind="private")
    assert page.status_code == 200
    assert "convenio privado" in " ".join(errors_of(page)["__all__"])
    assert page.context["outcome"].refusals
    assert not Partnership.objects.exists()


def test_mexican_counterpart_takes_the_domestic_path(send):
    assert send(country="MX", their_name="Los Cabos", their_subdivision=None).status_code == 302
    opened = Partnership.objects.get()
    assert (opened.klass, opened.case.definition.key) == ("domestic", "domestic")
    assert opened.parties.get(side="theirs").municipality_id == "03008"


def test_same_city_twice_is_invalid(send):
    page = send(country="MX", their_name="Villa Serena", their_subdivision=None)
    assert errors_of(page)["their_name"] == [
        "Las dos Partes son la misma ciudad, Villa Serena, Oax.: escriba aquí la ciudad con la que se vincula."
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"country": "MX", "their_name": "Villa Serena", "their_subdivision": None},
            "Las dos Partes son la misma ciudad",
        ),
        ({"opened_on": "2131-05-01"}, "La fecha no puede ser posterior al día de hoy"),
    ],
)
def test_preview_refuses_what_opening_refuses(send, changes, said):
    outcome = send(accion="ver", **changes).context["outcome"]
    assert [r.startswith(said) for r in outcome.refusals] == [True]
    assert not outcome.ready
    assert send(accion="ver").context["outcome"].ready


def test_preview_tells_that_a_theme_is_of_the_federation_and_opens_all_the_same(send):
    typed = {"scope": "theme", "theme": "la política migratoria y visas"}
    outcome = send(accion="ver", **typed).context["outcome"]
    assert any(
        "materia de la Federación" in n and n.endswith("(admisión y estancia de extranjeros)") for n in outcome.notes
    )
    assert outcome.ready
    assert send(**typed).status_code == 302


def test_another_municipality_on_our_side_is_invalid(send):
    page = send(our_place="Puerto Claro")
    assert list(errors_of(page)) == ["our_place"]


def test_municipality_that_does_not_exist_is_said_at_the_field(send):
    page = send(country="MX", their_name="Zzyzx del Valle", their_subdivision=None)
    assert errors_of(page)["their_name"] == ["Ningún municipio de México lleva ese nombre. Revise cómo está escrito."]


def test_municipality_that_exists_twice_asks_which(send):
    Municipality.objects.create(key="11999", name="Los Cabos", folded="los cabos", state_id="11")
    page = send(country="MX", their_name="Los Cabos", their_subdivision=None)
    assert list(errors_of(page)) == ["their_place"]
    assert "Los Cabos, Guanajuato" in html_of(page)
    assert send(country="MX", their_name="Los Cabos", their_place="11999", their_subdivision=None).status_code == 302
    assert Partnership.objects.get().parties.get(side="theirs").municipality_id == "11999"


def test_world_place_that_exists_twice_asks_which_and_a_region_decides(send):
    Place.objects.create(
        id=900009, name="Lakeside", folded="lakeside", country_id="US", subdivision="Oregon", latitude=43.5,
        longitude=-124.1, population=1900, zone="America/Los_Angeles",
    )  # fmt: skip
    page = send(their_name="Lakeside", their_subdivision=None)
    assert list(errors_of(page)) == ["their_place"]
    assert send(their_name="Lakeside", their_subdivision="Oregon").status_code == 302
    assert Partnership.objects.get().parties.get(side="theirs").place_id == 900009


def test_world_place_by_its_spanish_name_is_asked_and_keeps_both_names(send):
    Place.objects.create(
        id=5128581, name="New York City", folded="new york city", country_id="US", subdivision="New York", latitude=40.7,
        longitude=-74.0, population=8_804_190, zone="America/New_York",
    )  # fmt: skip
    page = send(their_name="Nueva York", their_subdivision=None)
    assert list(errors_of(page)) == ["their_place"]
    assert "New York City, New York" in html_of(page)
    assert send(their_name="Nueva York", their_subdivision=None, their_place="5128581").status_code == 302
    party = Partnership.objects.get().parties.get(side="theirs")
    assert (party.place_id, party.name, party.name_en) == (5128581, "Nueva York", "New York City")
    assert party.style.startswith("la Ciudad de Nueva York, ")
    assert party.style_en.startswith("the City of New York City") or party.style_en.startswith("New York City")


def test_world_place_not_in_the_catalogue_asks_for_its_region(send):
    page = send(their_name="Nowheresville", their_subdivision=None)
    assert set(errors_of(page)) == {"their_name", "their_subdivision"}
    page = send(their_name="Nowheresville", their_subdivision="Ohio")
    assert list(errors_of(page)) == ["their_name"]
    assert "¿Está bien escrito?" in html_of(page)
    assert 'name="their_name_is_so"' in html_of(page)
    done = send(their_name="Nowheresville", their_subdivision="Ohio", their_name_is_so="on")
    assert done.status_code == 302
    assert Partnership.objects.get().parties.get(side="theirs").name == "Nowheresville"


def test_world_place_of_another_country_says_which_and_english_too(send):
    said = send(country="JP", their_name="Lakeside", their_subdivision="Osaka")
    assert "con ese nombre lo hay en: Estados Unidos" in html_of(said)
    with translation.override("en"):
        page = send(reverse("web:cases:new"), their_name="Nowheresville", their_subdivision="Ohio")
    assert "Is it spelt right?" in html_of(page)
    assert 'name="their_name_is_so"' not in html_of(send(scope=None))


def test_earlier_relation_with_the_same_city_is_shown_with_its_link(cast, send):
    earlier = relation.open_relation(cast)
    page = send(accion="ver", their_name="Lakeside", their_subdivision="Wisconsin")
    assert [(e.folio, e.url) for e in page.context["outcome"].earlier] == [
        (earlier.folio, reverse("web:cases:case", args=[earlier.public_id]))
    ]


def test_second_case_with_the_same_city_is_opened_only_when_said_to_be_another(cast, send):
    earlier = relation.open_relation(cast)
    same = {"their_name": "Lakeside", "their_subdivision": "Wisconsin"}
    page = send(**same)
    assert any(earlier.folio in sentence for sentence in errors_of(page)["__all__"])
    assert 'name="aparte"' in html_of(page)
    assert Partnership.objects.count() == 1
    assert send(**same, aparte="1").status_code == 302
    assert Partnership.objects.count() == 2


def test_every_paper_the_triage_names_has_its_words():
    named = {*rules.INTERNATIONAL_PAPERS, *rules.DOMESTIC_PAPERS, *rules._OF_STATE.values(), "agreement_specific"}
    assert named - set(PAPERS) == set()


def test_same_answers_sent_twice_open_one_case(cast):
    client = cast.client("liaison")
    form = {"_once": "bb22", **WHOLE}
    first, second = client.post(reverse("web:cases:new"), form), client.post(reverse("web:cases:new"), form)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Partnership.objects.count() == 1


def test_open_case_of_a_lead_starts_from_what_the_lead_says(cast, send):
    lead = open_lead(
        cast.act("consul"), country=Country.objects.get(pk="US"), foreign_name="Lakeside", foreign_subdivision="Wisconsin",
        place=Place.objects.get(pk=900001), proposed_place="La Ribera", beneficiary="La Ribera", zone="America/Chicago",
        municipality=Municipality.objects.get(pk="20999"), exercise_at=relation.STARTS,
    )  # fmt: skip
    address = reverse("web:cases:of_lead", args=[lead.public_id])
    assert cast.client("liaison").get(address).status_code == 404
    route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    text = html_of(cast.client("liaison").get(address))
    assert 'value="Lakeside"' in text
    assert 'value="La Ribera"' in text
    done = send(
        address, our_kind="locality", locality="La Ribera", their_name="Lakeside", their_subdivision="Wisconsin",
        their_place="900001",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Partnership.objects.get().lead == lead
    assert cast.client("liaison").get(address).url == done.url


def test_open_case_on_a_day_of_very_long_ago_is_asked_for_twice(send):
    page = send(opened_on="1850-03-01")
    assert list(errors_of(page)) == ["opened_on"]
    assert errors_of(page)["opened_on"][0].startswith("¿1850? Es de hace más de 50 años.")
    assert 'name="opened_on_is_so"' in html_of(page)
    assert not Partnership.objects.exists()
    done = send(opened_on="1850-03-01", opened_on_is_so="on")
    assert done.status_code == 302, errors_of(done)
    assert str(Partnership.objects.get().case.opened_on) == "1850-03-01"


def test_open_case_on_a_day_of_the_last_decades_is_taken_as_it_is(send):
    assert 'name="opened_on_is_so"' not in html_of(send(scope=None))
    assert send(opened_on="1998-03-01").status_code == 302


def test_answers_of_an_open_case_are_said_in_words(cast):
    partnership = relation.open_relation(cast)
    address = reverse("web:cases:triage", args=[partnership.public_id])
    page = cast.client("liaison").get(address)
    said = {row["term"]: row["value"] for row in page.context["rows"]}
    assert said["¿Con qué ciudad, de qué país?"] == "Lakeside, Wisconsin, Estados Unidos"
    areas = said["¿En qué áreas, y con qué atribución del municipio?"]
    assert areas.startswith("promoción turística (")
    assert "ya puede abrir el expediente" not in html_of(page)
    english = cast.client("liaison").get("/en" + address)
    assert {row["value"] for row in english.context["rows"]} >= {"Lakeside, Wisconsin, United States"}


@pytest.mark.parametrize("party", ["state", "municipality"])
def test_an_area_of_a_state_asks_for_no_municipal_power(party):
    outcome = rules.triage(replace(relation.answers(), our_kind=party, areas=(("tourism", ""),)))
    kept = in_words(Actor.stranger(), replace(outcome, notes=("area_without_power:tourism",)), [])
    fresh = in_words(Actor.stranger(), outcome, [])
    for shown in (kept, fresh):
        (note,) = [n for n in shown.notes if "Falta citar" in n]
        assert ("municipal" in note) == (party == "municipality")
        assert ("gobierno del estado" in note) == (party == "state")


def test_triage_of_a_state_leads_to_no_candidates_and_that_of_a_municipality_does(cast):
    asked = {who: html_of(cast.client(who).get("/vinculaciones/nueva/")) for who in ("liaison", "state")}
    assert {who: 'href="/candidatas/"' in page for who, page in asked.items()} == {"liaison": True, "state": False}
