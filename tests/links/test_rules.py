"""Judgements on tokens, dates and addresses, as tables."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.links.enums import LinkState
from hermanar.links.rules import (
    digest_of,
    digest_of_code,
    hidden_email,
    key_of,
    looks_like_purpose,
    looks_like_token,
    page_language,
    state_of,
)

AT = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("ended", "revoked", "state"),
    [
        (False, None, LinkState.OPEN),
        (True, None, LinkState.EXPIRED),
        (False, AT, LinkState.REVOKED),
        (True, AT, LinkState.REVOKED),
    ],
)
def test_state_of_a_link(ended, revoked, state):
    assert state_of(ended, revoked) == state


@given(st.text(max_size=60))
def test_looks_like_token_takes_only_its_alphabet(typed):
    assert not looks_like_token(typed) or (len(typed) == 43 and typed.isascii())


@pytest.mark.parametrize(
    ("purpose", "good"),
    [("calls.proposal", True), ("calls", False), ("Calls.a", False), ("calls.", False), ("a.b c", False)],
)
def test_looks_like_purpose(purpose, good):
    assert looks_like_purpose(purpose) is good


@pytest.mark.parametrize(("email", "shown"), [("mia@lakeside.gov", "m•••@lakeside.gov"), ("", ""), ("nadie", "")])
def test_hidden_email(email, shown):
    assert hidden_email(email) == shown


@pytest.mark.parametrize(
    ("language", "pages"), [("es", "es"), ("es-MX", "es"), ("en", "en"), ("pt-BR", "pt"), ("fr", "fr"), ("de", "en")]
)
def test_page_language(language, pages):
    assert page_language(language) == pages


def test_digests_are_keyed_apart():
    assert digest_of("a") != digest_of("b")
    assert digest_of_code("s", "link1", "123456") != digest_of_code("s", "link2", "123456")
    assert key_of("s", "guess", "203.0.113.7") != key_of("s", "propose", "203.0.113.7")
