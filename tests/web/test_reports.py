"""The report's pages: a narrative beyond its proof comes back with its reason and with what was typed."""

import datetime as dt
import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hermanar.directory.models import Organisation, Person, State
from hermanar.evidence import operations as evidence
from hermanar.kernel.errors import NotVisible
from hermanar.plans.models import Activity
from hermanar.plans.queries import find_plan
from hermanar.reports import operations as reports
from hermanar.reports.queries import board_of, quarters_closed
from hermanar.reports.tasks import print_report
from tests.files.test_images import phone_photo
from tests.reports.test_operations import NOW, bring

SAID = "Durante el trimestre se formalizaron tres hermanamientos."


@pytest.fixture
def period(cast):
    return bring(cast)


def test_narrative_beyond_its_proof_is_refused_and_stays_typed(cast, period):
    url = reverse("web:reports:activity", args=[2025, 2, "6.1"])
    answer = cast.client("liaison").post(url, {"text": SAID})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "El informe afirma más de lo probado" in page
    assert SAID in page
    assert period.narratives.count() == 0
    told = [r["text"] for r in answer.context["remarks"] if r["refuses"]]
    assert told
    assert [html.unescape(page).count(reason) for reason in told] == [1] * len(told)
    assert page.count('role="alert"') == 1


def test_narrative_that_no_paper_prints_is_told_at_its_field(cast, period):
    answer = cast.client("liaison").post(reverse("web:reports:activity", args=[2025, 2, "6.1"]), {"text": "a 😀"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])


def test_pages_of_the_quarter_show_figures_and_what_does_not_agree(cast, period):
    client = cast.client("liaison")
    page = client.get(reverse("web:reports:period", args=[2025, 2])).content.decode()
    assert "Se recibió carta de intención de Ensenada" in page
    assert "Alianzas sin documento" in page
    plan = find_plan(cast.organisations["municipality"], 2025)
    assert "Sesiones de gabinete" in client.get(reverse("web:plans:plan", args=[plan.year])).content.decode()
    assert "27 de 2025" in client.get(reverse("web:agendas:list")).content.decode()
    english = client.get("/en" + reverse("web:reports:period", args=[2025, 2])).content.decode()
    assert "A letter of intent was received from Ensenada" in english
    assert ["abril de 2025" in page, "April 2025" in english, "2025-04" in page + english] == [True, True, False]
    assert "29 de abril de 2025" not in english


def test_evidence_is_chosen_shown_and_taken_away(cast, period):
    act = cast.act("liaison", NOW)
    home = cast.organisations["municipality"].home
    upload = SimpleUploadedFile("foto.jpg", phone_photo((320, 240)), "image/jpeg")
    about = {"kind": "photo", "on": dt.date(2025, 5, 12), "alt_es": "Una mesa", "caption_es": "Sesión del 12 de mayo"}
    row = evidence.add_evidence(act, circle=home, upload=upload, consent="public_act", **about)
    client = cast.client("liaison")
    pick = reverse("web:reports:pick", args=[2025, 2, "3.1"])
    assert "Sesión del 12 de mayo" in client.get(pick).content.decode()
    assert client.post(pick, {"claim": "held"}).status_code == 422
    at = reverse("web:reports:activity", args=[2025, 2, "3.1"])
    assert client.post(pick, {"pieces": [row.public_id], "claim": "held"})["Location"] == at
    page = client.get(at).content.decode()
    assert "Todavía no se revisa." in page
    assert "no se imprime" in page
    drop = reverse("web:reports:drop", args=[2025, 2, "3.1", row.public_id, row.uses.get().pk])
    assert client.post(drop, {}).status_code == 302
    assert "Ninguna todavía." in client.get(at).content.decode()


def test_closed_report_is_public_without_persons_until_it_is_taken_back(cast, period):
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    reports.authorise_period(cast.act("mayor", NOW), period=period)
    house = cast.organisations["municipality"]
    at = reverse("portal:report", args=[house.slug, 2025, 2])
    anybody = Client()
    assert anybody.get(at).status_code == 404
    assert cast.client("liaison").post(reverse("web:reports:publish", args=[2025, 2]), {}).status_code == 302
    page = anybody.get(at).content.decode()
    assert "Se recibió carta de intención de Ensenada" in page
    assert "Se declaran 12 alianzas y hay documento de 0." in page
    assert not [p for p in Person.objects.values_list("name", flat=True) if p in page]
    assert at in anybody.get(reverse("portal:reports")).content.decode()
    assert anybody.get(reverse("portal:report-paper", args=[house.slug, 2025, 2, "pdf"])).status_code == 200
    assert anybody.get(reverse("portal:report-picture", args=[house.slug, 2025, 2, "no"])).status_code == 404
    reports.correct_period(cast.act("liaison", NOW), period=period, text="Son 14 minutas.", reason="Faltó una.")
    page = anybody.get(at).content.decode()
    assert "Son 14 minutas." in page
    assert "declaradas sin lista: 320" in page
    gone = cast.client("mayor").post(reverse("web:reports:unpublish", args=[2025, 2]), {"reason": "Se revisa"})
    assert gone.status_code == 302
    assert anybody.get(at).status_code == 410


def test_report_stands_on_the_desk_of_whose_turn_it_is(cast, period):
    desk, title = reverse("web:desk"), "Autorizar el informe"
    assert title not in cast.client("mayor").get(desk).content.decode()
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    page = cast.client("mayor").get(desk).content.decode()
    assert title in page
    assert "abril–junio de 2025" in page
    reports.return_period(cast.act("mayor", NOW), period=period, reason="Falta la portada.")
    assert title not in cast.client("mayor").get(desk).content.decode()
    assert "Corregir el informe que devolvieron" in cast.client("liaison").get(desk).content.decode()


def test_both_for_more_than_two_is_mended_with_one_button(cast, period):
    client, at = cast.client("liaison"), reverse("web:reports:activity", args=[2025, 2, "6.1"])
    text = "Se enviaron tres cartas de intención. Ambas hablan de cultura."
    assert client.post(at, {"text": text}).status_code == 302
    page = client.get(at).content.decode()
    assert "Cambiar por “Las tres”" in page
    assert "Se enviaron tres cartas de intención. Las tres hablan de cultura." in page
    assert client.post(at, {"text": "Las tres hablan de cultura."}).status_code == 302


def test_preview_shows_a_square_for_what_no_typeface_draws(cast, period):
    Activity.objects.filter(code="6.1").update(name="Alianzas 😀")
    answer = cast.client("liaison").get(reverse("web:reports:paper", args=[2025, 2, "pdf"]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_board_of_a_state_adds_up_what_is_closed(cast, period):
    board = reverse("web:reports:board") + "?trimestre=2025-2"
    before = cast.client("state").get(board).content.decode()
    assert "Municipios que cerraron su informe: 0 de" in before
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    reports.authorise_period(cast.act("mayor", NOW), period=period)
    told = board_of(cast.actor("state"), cast.organisations["state"], 2025, 2)
    assert (told.closed, told.total["letters_domestic"], told.total["new_domestic"]) == (1, 2, 0)
    assert (told.total["declared"], told.total["documented"]) == (12, 0)
    country = board_of(cast.actor("registrar"), cast.organisations["ministry"], 2025, 2)
    assert country.total == told.total
    with pytest.raises(NotVisible):
        board_of(cast.actor("liaison"), cast.organisations["municipality"], 2025, 2)
    assert "2 nac. · 0 int." in cast.client("state").get(board).content.decode()


def test_board_opens_on_what_its_own_closed_and_not_on_a_quarter_of_others(cast, period):
    other = Organisation.objects.get(pk=cast.organisations["state"].pk)
    elsewhere = State.objects.exclude(pk=other.state_id).first()
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    reports.authorise_period(cast.act("mayor", NOW), period=period)
    assert quarters_closed(other) == [(2025, 2)]
    other.state = elsewhere
    assert (quarters_closed(other), quarters_closed(cast.organisations["ministry"])) == ([], [(2025, 2)])
    assert cast.client("state").get(reverse("web:reports:board")).status_code == 200


def test_activity_report_of_a_range_with_its_paper(cast, period):
    client = cast.client("liaison")
    new = reverse("web:reports:new_action")
    typed = {"programme": "Ciudades Hermanas", "name": "Taller", "on": "2022-01-20", "precision": "day"}
    assert "se formalizó" in client.post(new, typed | {"told": "Se formalizó el hermanamiento."}).content.decode()
    assert client.post(new, typed).status_code == 302
    asked = "?desde=2022-01-01&hasta=2022-01-31"
    page = client.get(reverse("web:reports:actions") + asked).content.decode()
    assert "No nombra una meta del plan municipal." in page
    assert "Presidía" in page
    answer = client.get(reverse("web:reports:activity_paper", args=["pdf"]) + asked)
    assert answer.content[:5] == b"%PDF-"
    assert (
        "Taller"
        not in client.get(reverse("web:reports:actions") + "?desde=2021-01-01&hasta=2021-12-31").content.decode()
    )


def test_long_report_is_drawn_aside_and_its_page_says_how_far(cast, period, settings):
    settings.REPORT_AT_ONCE = 3
    client = cast.client("liaison")
    at = reverse("web:reports:printing", args=[2025, 2])
    assert client.get(reverse("web:reports:paper", args=[2025, 2, "pdf"]))["Location"] == at
    assert "Preparar en PDF" in client.get(at).content.decode()
    assert client.post(at, {"draft": "pdf"})["Location"] == at
    page = client.get(at).content.decode()
    assert ["En espera" in page, "Preparar en PDF" in page, "Cancelar el borrador" in page] == [True, False, True]
    english = client.get("/en" + at).content.decode()
    assert ["Waiting" in english, "En espera" in english] == [True, False]
    (row,) = period.printings.all()
    link = f"{at}{row.public_id}/"
    assert client.get(link).status_code == 404
    print_report.call(row.public_id)
    assert link in client.get(at).content.decode()
    assert client.get(link).content[:4] == b"%PDF"
    assert cast.client("mayor").get(link).content[:4] == b"%PDF"
    assert cast.client("stranger").get(link).status_code == 404
    assert "Ese papel ya está listo" in client.post(at, {"again": row.public_id}).content.decode()
    assert client.post(at, {"cancel": row.public_id}).status_code == 302
    assert client.post(at, {"cancel": "nada"}).status_code == 404


def test_authorising_a_long_report_goes_on_to_how_far_its_paper_is(cast, period, settings):
    settings.REPORT_AT_ONCE = 3
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    mayor = cast.client("mayor")
    at = reverse("web:reports:printing", args=[2025, 2])
    assert mayor.post(reverse("web:reports:authorise", args=[2025, 2]), {})["Location"] == at
    page = mayor.get(at).content.decode()
    said = ("Autorización del informe", "Cancelar la lectura", "Cancelar el borrador")
    assert [words in page for words in said] == [True, True, False]
    (reading,) = period.printings.all()
    print_report.call(reading.public_id)
    page = mayor.get(at).content.decode()
    assert ["Informe autorizado" in page, "Cancelar" in page] == [True, False]
    assert mayor.get(reverse("web:reports:paper", args=[2025, 2, "pdf"]))["Location"] == at
    assert "El papel se está preparando" in mayor.get(reverse("web:reports:period", args=[2025, 2])).content.decode()
    assert mayor.post(at, {"draft": "pdf"}).status_code == 404
    row = period.printings.get(draft="")
    print_report.call(row.public_id)
    period.refresh_from_db()
    assert reverse("web:drafting:paper", args=[period.issue.public_id, "pdf"]) in mayor.get(at).content.decode()
