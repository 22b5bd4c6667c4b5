"""The drafting desk over HTTP."""

import re

import pytest
from django.urls import reverse

from hermanar.agreements.operations import edit_clause
from hermanar.documents.queries import latest_version
from tests import relation


def url(name: str, partnership, *args) -> str:
    return reverse(f"web:drafting:{name}", args=[partnership.public_id, *args])


@pytest.fixture
def liaison(cast):
    return cast.client("liaison")


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def agreement(cast, partnership):
    return relation.start_text(cast, partnership)


def html_of(response) -> str:
    return response.content.decode()


def test_text_before_its_start_teaches_and_starts(liaison, partnership):
    page = liaison.get(url("text", partnership))
    assert page.status_code == 200
    assert "Iniciar el texto" in html_of(page)
    done = liaison.post(url("start", partnership), {"_once": "a"}, follow=True)
    assert "Texto negociado · versión 1" in html_of(done)
