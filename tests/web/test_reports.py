"""The report's pages: a narrative beyond its proof comes back with its reason and with what was typed."""

import pytest
from django.urls import reverse

from hermanar.plans.queries import find_plan
from tests.reports.test_operations import bring

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


def test_pages_of_the_quarter_show_figures_and_what_does_not_agree(cast, period):
    client = cast.client("liaison")
    page = client.get(reverse("web:reports:period", args=[2025, 2])).content.decode()
    assert "Se recibió carta de intención de Ensenada" in page
    assert "Alianzas sin documento" in page
    plan = find_plan(cast.organisations["municipality"], 2025)
    assert "Sesiones de gabinete" in client.get(reverse("web:plans:plan", args=[plan.year])).content.decode()
    assert "2025-W27" in client.get(reverse("web:agendas:list")).content.decode()
    english = client.get("/en" + reverse("web:reports:period", args=[2025, 2])).content.decode()
    assert "A letter of intent was received from Ensenada" in english
