"""The schema is the truth about the API: schemathesis asks what it allows, and the answers are of the shape it says."""

from functools import cache
from typing import get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings as effort

from hermanar.api.reference import PARAMETERS, schema
from hermanar.api.schemas import PaperKind
from hermanar.checks.kinds import KINDS
from hermanar.config.wsgi import application
from hermanar.registry.operations import load_documented
from tests.kept import kept

# what the schema asks is read out of the program's sources: by one process of the run
pytestmark = [pytest.mark.xdist_group("schema"), pytest.mark.once]
ADDRESSES = (
    "/api/v1/entries", "/api/v1/entries/{public_id}", "/api/v1/entries/{public_id}/revisions/{number}",
    "/api/v1/municipalities", "/api/v1/municipalities/{key}", "/api/v1/statistics", "/api/v1/export",
    "/api/v1/export.csv", "/api/v1/papers/by-sha256/{sha256}", "/api/v1/papers/{code}", "/api/v1/match",
    "/api/v1/check", "/api/v1/check/file",
)  # fmt: skip
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]
QUICK = effort(
    max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_schema_names_every_address_and_describes_every_parameter(db):
    told = schema()
    assert tuple(told["paths"]) == ADDRESSES
    named = {
        p["name"] for verbs in told["paths"].values() for verb in verbs.values() for p in verb.get("parameters", ())
    }
    assert named == set(PARAMETERS)


@cache
def told() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
@kept
def book(cast):
    load_documented(cast.act("operator"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_of_the_shape_that_the_schema_says(book, settings, address):
    settings.API_PER_MINUTE = 0
    asked = told()[address]
    asked = asked["POST" if "/check" in address else "GET"]
    answered = []

    @QUICK
    @given(case=asked.as_strategy())
    def ask(case):
        response = case.call()
        answered.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    ask()
    assert answered


def test_reference_page_lists_every_address_in_both_languages(client, db):
    for prefix, title in (("", "Consulta por programa"), ("/en", "API")):
        page = client.get(f"{prefix}/datos/api/").content.decode()
        assert f"<title>{title} · Hermanar</title>" in page
        assert [a for a in ADDRESSES if a not in page] == []


def test_the_kinds_of_paper_the_api_takes_are_those_the_checker_knows():
    assert set(get_args(PaperKind)) == set(KINDS)
