"""Calls and proposals in public: no account, bounded, answered."""

import datetime as dt
import secrets

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.calls.models import Consulted, Proposal
from hermanar.guest.edge import PROPOSALS
from hermanar.partnerships.operations import add_stakeholder, save_study_section
from hermanar.registry.operations import load_documented
from hermanar.registry.rules.lists import Row
from hermanar.registry.rules.pictures import SourcePicture
from tests import relation

from .conftest import PROPOSAL, TEXTS, send, token_in, took


@pytest.fixture
def house(cast):
    return cast.organisations["municipality"]


@pytest.fixture
def demonstration(settings):
    settings.IS_DEMONSTRATION = True


def form_of(call) -> str:
    return reverse("guest:calls:propose", args=[call.public_id])


def test_list_shows_exercises_only_in_a_demonstration(client, call, settings):
    url = reverse("guest:calls:list")
    assert "title en español" not in client.get(url).content.decode()
    settings.IS_DEMONSTRATION = True
    page = client.get(url).content.decode()
    assert "title en español" in page
    assert "Abierta" in page
    assert "title in English" in client.get(f"/en{url}").content.decode()


def test_list_without_calls_says_what_to_do(client, db):
    assert "Hoy no hay convocatorias abiertas" in client.get(reverse("guest:calls:list")).content.decode()


def test_list_is_paged_and_flat(cast, client, house, demonstration, assert_flat):
    def make():
        row = calls.draft_call(
            cast.act("committee"), owner=house, texts=TEXTS, opens_on=cast.at.date(), closes_on=cast.at.date()
        )
        calls.publish_call(cast.act("committee"), call=row)

    url = reverse("guest:calls:list")
    assert assert_flat(make, lambda: client.get(url)) <= 4
    for _ in range(28):
        make()
    page = client.get(url)
    assert page.context["next"]
    assert len(client.get(url + page.context["next"]).context["live"]) == 1


def test_call_says_its_rules_and_a_draft_is_not_there(cast, client, call, house):
    page = client.get(reverse("guest:calls:call", args=[call.public_id])).content.decode()
    assert "conditions en español" in page
    assert "Ejercicio de demostración" in page
    draft = calls.draft_call(
        cast.act("committee"), owner=house, texts=TEXTS, opens_on=cast.at.date(), closes_on=cast.at.date()
    )
    assert client.get(reverse("guest:calls:call", args=[draft.public_id])).status_code == 404
    assert client.get(form_of(draft)).status_code == 404


def test_call_that_is_not_open_takes_no_proposal(cast, client, call):
    calls.close_call(cast.act("committee"), call=call)
    assert client.get(form_of(call)).status_code == 410
    assert send(client, form_of(call), **PROPOSAL, began=took(20)).status_code == 410
    assert Proposal.objects.count() == 0


def test_propose_without_a_call(client, house, demonstration):
    assert house.slug in client.get(reverse("guest:calls:houses")).content.decode()
    assert client.get(reverse("guest:calls:house", args=[house.slug])).status_code == 200
    answer = send(client, reverse("guest:calls:propose_freely", args=[house.slug]), **PROPOSAL, began=took(20))
    assert answer.status_code == 302
    assert Proposal.objects.get().call is None
    assert client.get(reverse("guest:calls:house", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize(
    "more",
    [
        {"website": "https://spam.example"},
        {"began": "forged"},
        {"began": ""},
        {"began": "fast"},
        {"began": "old"},
    ],
    ids=["trap", "forged", "missing", "too fast", "too old"],
)
def test_machine_is_kept_out_and_what_was_typed_stays(client, call, more):
    began = {"fast": took(0), "old": took(3 * 86400)}.get(more.get("began", "-"), more.get("began", took(20)))
    answer = send(client, form_of(call), **(PROPOSAL | more | {"began": began}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "demasiado rápido" in page
    assert "Orquesta de barrio" in page
    assert Proposal.objects.count() == 0


def test_proposals_of_one_address_are_bounded(client, call):
    answers = [send(client, form_of(call), **PROPOSAL, began=took(20)).status_code for _ in range(PROPOSALS[1] + 1)]
    assert answers == [302] * PROPOSALS[1] + [429]


def test_form_from_another_site_is_refused(call):
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert send(client, form_of(call), **PROPOSAL, began=took(20)).status_code == 404


def test_same_proposal_twice_is_one_and_the_way_back_works(client, call):
    typed = PROPOSAL | {"began": took(20), "_once": secrets.token_hex(8)}
    first, second = client.post(form_of(call), typed), client.post(form_of(call), typed)
    assert Proposal.objects.count() == 1
    assert client.get(first["Location"]).status_code == 410  # replaced by the second
    assert client.get(second["Location"]).status_code == 200


def test_citizen_reads_the_answer_and_the_project(cast, client, call):
    answer = send(client, form_of(call), **PROPOSAL, began=took(20))
    token = token_in(answer["Location"])
    row = Proposal.objects.get()
    judge = cast.act("committee")
    row = calls.evaluate_proposal(judge, proposal=row, viability="conditions", assessment="Si hay sala.")
    project = calls.accept_proposal(judge, proposal=row, answer="Nos gusta mucho.")
    page = client.get(reverse("guest:link", args=[token])).content.decode()
    assert "Nos gusta mucho." in page
    assert project.folio in page
    assert "Retirar mi propuesta" not in page


def test_citizen_withdraws(client, call):
    answer = send(client, form_of(call), **PROPOSAL, began=took(20))
    url = reverse("guest:calls:withdraw", args=[token_in(answer["Location"])])
    assert client.get(url).status_code == 200
    assert Proposal.objects.get().state == "received"
    assert send(client, url).status_code == 302
    assert Proposal.objects.get().state == "withdrawn"
    assert "ya tiene respuesta" in send(client, url).content.decode()


def test_script_in_a_proposal_is_text(client, call):
    answer = send(client, form_of(call), **(PROPOSAL | {"title": "<script>alert(1)</script>"}), began=took(20))
    page = client.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_interested_party_gives_its_opinion_once(cast, client, house):
    party = add_stakeholder(cast.act("liaison"), circle=house.home, sector="academy", organisation="Universidad")
    project = calls.open_project(cast.act("committee"), owner=house, title="Intercambio", summary="De escuelas")
    consultation = calls.open_consultation(
        cast.act("committee"), owner=house, title="Viabilidad", question="¿Conviene?", project=project,
        closes_on=cast.at.date() + dt.timedelta(days=10),
    )  # fmt: skip
    _row, _link, token = calls.invite_party(
        cast.act("committee"), consultation=consultation, stakeholder=party, now=timezone.now()
    )
    url = reverse("guest:link", args=[token])
    page = client.get(url).content.decode()
    assert "¿Conviene?" in page
    assert ("Ejercicio de demostración" in page) is (house.is_exercise or house.home.exercise_at is not None)
    assert "text" in send(client, url, position="against", text="").context["form"].errors
    assert send(client, url, position="favourable", text="").status_code == 302
    assert Consulted.objects.get().position == "favourable"
    assert "Recibimos su opinión" in client.get(url).content.decode()
    assert send(client, url, position="against", text="No").status_code == 200
    assert Consulted.objects.get().position == "favourable"


def test_interested_party_reads_the_sections_of_the_study_that_were_chosen_and_no_others(cast, client, house):
    partnership = relation.open_relation(cast)
    for key, text in (("risks", "Distancia\nIdioma"), ("strengths", "Puerto"), ("origin", "Lo propuso Persona Ajena.")):
        save_study_section(
            cast.act("liaison"), partnership=partnership, key=key, es=text, sources=[{"es": "Censo de muestra"}]
        )
    party = add_stakeholder(cast.act("liaison"), circle=house.home, sector="academy", organisation="Universidad")
    consultation = calls.open_consultation(
        cast.act("committee"), owner=house, title="Viabilidad", question="¿Conviene?", study=partnership.study,
        shows=["strengths", "risks"], closes_on=cast.at.date() + dt.timedelta(days=10),
    )  # fmt: skip
    assert consultation.shows == ["strengths", "risks"]
    _row, _link, token = calls.invite_party(
        cast.act("committee"), consultation=consultation, stakeholder=party, now=timezone.now()
    )
    page = client.get(reverse("guest:link", args=[token])).content.decode()
    assert "Lo que dice el estudio" in page
    assert page.index("Puerto") < page.index("Distancia")  # strengths before risks, as in the paper
    assert [said in page for said in ("Puerto", "Distancia", "Idioma", "Censo de muestra", "Persona Ajena")] == [
        True, True, True, True, False,
    ]  # fmt: skip


def test_portal_leads_to_the_calls(client, db):
    assert reverse("guest:calls:list") in client.get(reverse("portal:home")).content.decode()


def test_page_of_a_municipality_leads_to_its_door(cast, client, house, demonstration):
    row = Row(
        number="T1", klass="international", ours="Villa Serena", our_key="20999", theirs="Lakeside", country="US",
        their_subdivision="Wisconsin", their_key="", document="acuerdo", on=cast.at.date(), precision="day",
        state="firmado",
        sources=(SourcePicture({"es": "example.org", "en": "example.org"}, "https://example.org/1"),),
    )  # fmt: skip
    load_documented(cast.act("operator"), rows=[row])
    page = client.get(reverse("portal:place", args=[house.municipality_id])).content.decode()
    assert reverse("guest:calls:house", args=[house.slug]) in page
