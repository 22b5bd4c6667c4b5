"""An address that no text can write leads nowhere, on either database."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/?q=a%00b", "/en/?q=a%00b", "/registro/abc%00def/"])
def test_address_with_a_character_that_no_text_has_is_not_found(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_plus_and_percent_in_an_address_are_read_as_ever(client):
    assert client.get("/?q=100%25+%2500").status_code == 200
