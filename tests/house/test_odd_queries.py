"""What stands after the question mark of an address is anybody's typing: no page of a list falls over it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

import hermanar

# a digit that is no number; more than a database counts; what ends a part of an address; a character no text has
ODD = ("²", "9" * 19, f"2022-01-01~{'9' * 19}", "a/b", "a\0b")
ROOMS = {("web",), ("guest",), ("portal",), ("api",)}
READ = re.compile(r'GET(?:\.get|\.getlist)?[(\[]"(\w+)"')


def asked_for() -> list[str]:
    """Every name that some page reads after the question mark."""
    sources = Path(hermanar.__file__).parent.rglob("*.py")
    return sorted({name for source in sources for name in READ.findall(source.read_text("utf-8"))})


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
    asked = dict.fromkeys(asked_for(), odd)
    for path in addresses():
        answer = client.get(path, asked)
        if answer.streaming:
            b"".join(answer.streaming_content)
        if answer.status_code >= 500:
            fallen.append((path, answer.status_code))
    assert fallen == []
