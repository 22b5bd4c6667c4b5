"""What stands after the question mark of an address is anybody's typing: no page of a list falls over it."""

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

ODD = ("²", "9" * 19, f"2022-01-01~{'9' * 19}")  # a digit that is no number; more than a database counts
ROOMS = {("web",), ("guest",), ("portal",), ("api",)}
ASKED = ("desde", "anio", "trimestre", "al", "hasta", "estado", "clase", "pais", "q", "pagina", "vista", "semana", "de")


def lists(resolver=None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of the addresses inside, of guests and of the portal that take nothing but what stands after the question mark."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from lists(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif spaces[:1] in ROOMS and not pattern.pattern.converters and pattern.name:
            yield ":".join([*spaces, pattern.name])


def addresses() -> list[str]:
    found = []
    for name in dict.fromkeys(lists()):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue  # what stands before it in the address takes something
    return found


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_no_list_falls_over_what_is_typed_into_its_address(cast, odd):
    client, fallen = cast.client("liaison"), []
    client.raise_request_exception = False
    asked = dict.fromkeys(ASKED, odd)
    for path in addresses():
        answer = client.get(path, asked)
        if answer.streaming:
            b"".join(answer.streaming_content)
        if answer.status_code >= 500:
            fallen.append((path, answer.status_code))
    assert fallen == []
