"""The whole walks in a real browser, every persona at its own window: the same steps as over HTTP (`tests.walks`)."""

from collections.abc import Callable, Iterator

import pytest

from hermanar.cli.walks.domestic import LOS_CABOS
from tests.walks import test_http_alone, test_http_domestic
from tests.walks.conftest import furnished

from .person import Looked, Person


@pytest.fixture
def windows(browser, browser_context_args, live_server, settings, axe_of) -> Iterator[Callable]:
    """`windows("/en")` gives who opens a window for a persona. All are closed at the end."""
    settings.IS_DEMONSTRATION = True
    opened = []

    def reading(prefix: str = "") -> Callable:
        looked = Looked(axe_of)

        def sit(persona: str, post: int | None) -> Person:
            context = browser.new_context(**browser_context_args)
            opened.append(context)
            person = Person(name=persona, page=context.new_page(), base=live_server.url, prefix=prefix, looked=looked)
            return person if post is None else person.enter(post)

        return sit

    yield reading
    for context in opened:
        context.close()


@pytest.mark.django_db(transaction=True)
def test_domestic_relation_is_walked_in_spanish(windows):
    test_http_domestic.walk(furnished(federal=False, lead=LOS_CABOS, sit=windows()))


@pytest.mark.django_db(transaction=True)
def test_liaison_alone_walks_in_english(windows):
    test_http_alone.walk(furnished(alone=True, federal=False, sit=windows("/en")))
