"""Candidates over HTTP: the rank, a city's sheet, what is done with it, and whose page it is."""

import pytest
from django.urls import reverse

from hermanar.candidates.models import Candidate, ConsularOpinion, Datum, Weights
from hermanar.candidates.operations import shortlist_city
from hermanar.candidates.queries import list_weights
from hermanar.partnerships.models import Partnership, Study
from tests.candidates.conftest import HILLS, LAKESIDE, YAMANASHI, document, lead_of, owner
from tests.web.forms import errors_of, html_of, post

__all__ = ["owner"]


def url(name: str, *args: str) -> str:
    return reverse(f"web:candidates:{name}", args=args)


def test_rank_without_anything_known_teaches(cast, owner):
    page = html_of(cast.client("liaison").get(url("list")))
    assert "Todavía no hay con qué proponer ciudades" in page
    assert f'href="{reverse("web:profiles:mine")}"' in page


def test_rank_shows_why_beside_why_not_with_their_points(cast, owner):
    lead_of(cast)
    page = html_of(cast.client("liaison").get(url("list")))
    assert "ahí viven migrantes del municipio" in page
    assert '<b class="muted">+20</b>' in page
    assert "No consta qué autoridad la gobierna" not in page  # the government of Lakeside is in the directory
    assert "No se sabe si tiene comité de ciudades hermanas" in page


def test_rank_with_a_reason_taken_away_shows_both_places(cast, owner):
    lead_of(cast, 900003, diaspora="")
    document(("20998", "Puerto Claro", "Lakeside", "Wisconsin"))
    client = cast.client("liaison")
    page = html_of(client.get(url("list") + "?sin=neighbours&sin=hours&sin=language&sin=distance"))
    assert '<span class="muted">2 →</span> <strong>1</strong>' in page
    assert "<strong>Sin contar:</strong> Vínculos de municipios cercanos, Idioma, Distancia, Horas de oficina" in page
    assert "→" not in html_of(client.get(url("list")))


def test_rank_finds_any_city_of_the_world_and_any_municipality(cast, owner):
    page = html_of(cast.client("liaison").get(url("list") + "?q=yamanashi"))
    assert f'href="{url("city", YAMANASHI)}"' in page
    page = html_of(cast.client("liaison").get(url("list") + "?q=Los Cabos"))
    assert f'href="{url("city", "m03008")}"' in page
    page = html_of(cast.client("liaison").get(url("list") + "?q=%3Cscript%3Ealert(1)%3C/script%3E"))
    assert "<script>alert" not in page
    assert "No encontramos ese nombre" in page


def test_rank_forgives_a_strange_address(cast, owner):
    lead_of(cast)
    page = cast.client("liaison").get(url("list") + "?sin=suerte&pais=%C2%B2&motivo=x&lista=y&desde=-3")
    assert page.status_code == 200
    assert cast.client("liaison").get(url("list") + "?pais=%00").status_code == 404
    assert cast.client("liaison").get(url("list") + "?desde=99999").status_code == 200


def test_lead_without_place_is_said_beside_the_rank(cast, owner):
    lead = lead_of(cast)
    lead_of(cast, 900002)
    type(lead).objects.filter(pk=lead.pk).update(place=None)
    page = html_of(cast.client("liaison").get(url("list")))
    assert "Prospectos sin lugar" in page


def test_city_says_what_is_not_known_with_a_door(cast, owner):
    page = html_of(cast.client("liaison").get(url("city", YAMANASHI)))
    assert "No está entre las candidatas: no consta ningún motivo." in page
    assert f'href="{url("datum", YAMANASHI)}?dato=term"' in page
    assert "No comparten ninguna hora de oficina; diferencia de horario: +15" in page
    seen = html_of(cast.client("committee").get(url("city", YAMANASHI)))
    assert "Asentar el dato" not in seen


def test_city_of_ones_own_is_not_there(cast, owner):
    assert cast.client("liaison").get(url("city", "m20999")).status_code == 404


def test_from_the_rank_to_the_study(cast, owner):
    lead_of(cast, 900002, diaspora="")
    client = cast.client("liaison")
    done = post(client, url("shortlist", HILLS), reason="La visitó la Presidencia.")
    assert (done.status_code, done.url) == (302, url("city", HILLS))
    page = html_of(client.get(done.url))
    assert "La visitó la Presidencia." in page
    assert "puso a Lakeside Hills, Colorado en la lista corta de candidatas" in page
    lead = reverse("web:cases:of_lead", args=[Partnership.lead.field.related_model.objects.get().public_id])
    assert f'href="{lead}?candidata={HILLS}"' in page
    start = client.get(f"{lead}?candidata={HILLS}")
    assert start.context["form"].initial["their_place"] == "900002"
    answers = {
        "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside Hills",
        "their_place": "900002", "their_kind": "governmental", "scope": "whole", "earlier": "none",
        "proposed_by": "consulate", "areas": ["culture"], "power_culture": "", "money": "no", "staff": "no",
        "protected": "no", "forum": "no", "accion": "abrir",
    }  # fmt: skip
    opened = post(client, f"{lead}?candidata={HILLS}", **answers)
    assert opened.status_code == 302
    case = Partnership.objects.get()
    assert Candidate.objects.get().partnership == case
    assert "origin" in Study.objects.get().proposals
    assert "Ya tiene expediente" in html_of(client.get(url("city", HILLS)))


def test_case_of_another_city_than_the_candidate_is_not_the_candidates(cast, owner):
    client = cast.client("liaison")
    answers = {
        "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside Hills",
        "their_place": "900002", "their_kind": "governmental", "scope": "whole", "earlier": "none", "proposed_by": "own",
        "areas": ["culture"], "power_culture": "", "money": "no", "staff": "no", "protected": "no", "forum": "no",
        "accion": "abrir",
    }  # fmt: skip
    assert post(client, f"{reverse('web:cases:new')}?candidata={LAKESIDE}", **answers).status_code == 302
    assert Partnership.objects.count() == 1
    assert not Candidate.objects.exists()


def test_discard_without_reason_comes_back_and_with_it_leaves_the_rank(cast, owner):
    lead_of(cast)
    client = cast.client("liaison")
    assert list(errors_of(post(client, url("discard", LAKESIDE), reason=""))) == ["reason"]
    post(client, url("discard", LAKESIDE), reason="Queda para otra administración.")
    assert "Ninguna candidata pasa ese filtro" in html_of(client.get(url("list")))
    page = html_of(client.get(url("list") + "?lista=discarded"))
    assert "“Queda para otra administración.”" in page
    post(client, url("take_off", LAKESIDE))
    assert not Candidate.objects.exists()


def test_weights_are_changed_with_a_reason(cast, owner):
    client = cast.client("liaison")
    form = client.get(url("weights")).context["form"]
    typed = {name: field.initial for name, field in form.fields.items() if name != "reason"}
    assert list(errors_of(post(client, url("weights"), **typed | {"migrants": 99, "reason": "x"}))) == ["migrants"]
    done = post(client, url("weights"), **typed | {"migrants": 40, "reason": "Somos de migrantes"})
    assert done.status_code == 302
    assert Weights.objects.get().values == {"migrants": 40}


def test_datum_and_opinion_are_put_down_and_withdrawn(cast, owner):
    client = cast.client("liaison")
    page = post(client, url("datum", LAKESIDE), kind="practice", source="Informe")
    assert list(errors_of(page)) == ["area"]
    post(client, url("datum", LAKESIDE), kind="practice", area="culture", source="Informe", source_url="example.org/x")
    datum = Datum.objects.get()
    assert datum.source_url == "https://example.org/x"
    post(
        client, url("opinion", LAKESIDE), consulate="Consulado", sense="reserved", text="Van a elecciones.",
        dated_on="2022-01-10",
    )  # fmt: skip
    page = html_of(client.get(url("city", LAKESIDE)))
    assert "Van a elecciones." in page
    assert "asentada por el enlace" in page
    assert "asentó un dato de Lakeside, Wisconsin: Resolvió un problema como el nuestro" in page
    assert "Opinión consular sobre Lakeside, Wisconsin, del 10 de enero de 2022: Con reservas" in page
    post(client, url("datum_withdraw", LAKESIDE, datum.public_id), reason="Se equivocó la fuente")
    datum.refresh_from_db()
    assert datum.withdrawn_on is not None


def test_consul_opines_on_its_lead(cast, owner):
    lead = lead_of(cast)
    done = post(cast.client("consul"), url("opine", lead.public_id), sense="favourable", text="")
    assert done.status_code == 302
    assert ConsularOpinion.objects.get().organisation == cast.organisations["consulate"]


def test_compare_puts_two_side_by_side_and_asks_for_them(cast, owner):
    client = cast.client("committee")
    page = html_of(client.get(url("compare") + f"?c={LAKESIDE}&c={YAMANASHI}"))
    assert "Hoja de Lakeside" in page
    assert "Hoja de Yamanashi" in page
    assert "Elija dos o tres" in html_of(client.get(url("compare")))
    assert client.get(url("compare") + "?c=p1&c=p2").status_code == 404


def test_committee_reads_the_short_list_and_chooses_nothing(cast, owner):
    shortlist_city(cast.act("liaison"), owner=owner, city=LAKESIDE, reason="Por su festival")
    client = cast.client("committee")
    page = html_of(client.get(url("list") + "?lista=shortlisted"))
    assert "“Por su festival”" in page
    assert "Cambiar los pesos" not in page
    assert "que su oficina no lee" in page
    assert "cuando se decidió, sumaba" in html_of(client.get(url("city", LAKESIDE)))
    for name in ("shortlist", "discard", "take_off", "datum", "opinion"):
        assert client.get(url(name, LAKESIDE)).status_code == 404


def test_pages_in_english_have_no_spanish_left(cast, owner):
    lead_of(cast)
    client = cast.client("liaison")
    for page in (html_of(client.get("/en/candidatas/")), html_of(client.get(f"/en/candidatas/{LAKESIDE}/"))):
        assert "migrants of the municipality live there" in page
        assert "Por qué" not in page
        assert "habitantes" not in page


WEIGHED_WRONGLY = [
    # what is typed over the usual points → the fields that say what is wrong, all at once
    ({"reason": "", "first": "51"}, {"first", "reason"}),
    ({"reason": "", "first": "-1", "second": "x"}, {"first", "second", "reason"}),
    ({"reason": "Porque sí.", "first": "51", "second": "-3"}, {"first", "second"}),
    ({"reason": "", "all": "0"}, {"__all__", "reason"}),
]


@pytest.mark.parametrize(("typed", "told"), WEIGHED_WRONGLY)
@pytest.mark.parametrize("language", ["es", "en"])
def test_weights_out_of_range_and_a_reason_that_lacks_are_said_at_once(cast, owner, language, typed, told):
    keys = [w.key for w in list_weights(owner)]
    named = {"first": keys[0], "second": keys[1]}
    sent = dict.fromkeys(keys, typed.get("all", "5")) | {named.get(k, k): v for k, v in typed.items() if k != "all"}
    page = post(cast.client("liaison"), ("/en" if language == "en" else "") + "/candidatas/pesos/", **sent)
    errors = errors_of(page)
    assert set(errors) == {named.get(k, k) for k in told}
    right = {"es": "de 0 a 50", "en": "from 0 to 50"}[language]
    assert all(right in errors[k][0] for k in named.values() if k in errors)
    assert html_of(page).count('value="51"') == (typed.get("first") == "51")
