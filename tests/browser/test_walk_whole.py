"""The whole walks in a real browser, every persona at its own window: the same steps as over HTTP (`tests.walks`). The
international relation is walked by keyboard alone, the town in Spanish and whoever deals with it in English; the long sweeps
walk it whole in each language too.

What others see at each step, what can be said today and what a paper behind a link holds is asked in the walks over HTTP; here
only in the long sweeps (`tests.walks.steps.Case`). The clock is moved by hand once, and two sections of the profile are typed."""

from collections.abc import Callable, Iterator
from functools import cache, partial

import pytest

from hermanar.cli.walks.domestic import LOS_CABOS
from tests.walks import test_http_alone, test_http_domestic, test_http_international, test_http_state
from tests.walks.conftest import furnished

from .hands import Mouse
from .keyboard import Keyboard
from .person import Looked, Person, Picture

TOWN = ("liaison", "mayor", "committee", "council_secretary")
PICTURES = {
    "": {
        ("consul", "/prospectos/nuevo/"): Picture("prospecto-nuevo"),
        ("liaison", "/escritorio/"): Picture("escritorio-enlace", height=460),
        ("liaison", "/vinculaciones/nueva/*/"): Picture("ocho-preguntas"),
        ("liaison", "/correspondencia/*/"): Picture("carta-borrador", is_first=True),
        ("mayor", "/correspondencia/*/"): Picture("carta-por-firmar", is_first=True),
    },
    "/en": {
        ("reviewer", "/revisiones/*/"): Picture("revision-en", is_first=True),
        ("liaison", "/depositos/*/"): Picture("texto-firmado-en"),
        ("nobody", "/registro/*/"): Picture("registro-publico-en"),
    },
}


@pytest.fixture(scope="session")
def kinds() -> dict[str, set[str]]:
    """What axe looked at already in each language, whichever walk came there first."""
    return {prefix: set() for prefix in PICTURES}


@pytest.fixture
def windows(browser, browser_context_args, live_server, settings, axe_of, kinds) -> Iterator[Callable]:
    """`windows("/en")` gives who opens a window for a persona. All are closed at the end. Contrast is looked at page by page in
    `test_walk_pages.py`."""
    settings.IS_DEMONSTRATION = True
    opened = []

    def reading(
        prefix: str = "", *, hands: type[Mouse] = Mouse, pictures: bool = False, asks_beside: bool = False
    ) -> Callable:
        shown = PICTURES[prefix] if pictures else {}
        looked = Looked(partial(axe_of, contrast=False), kinds[prefix], shown)

        def sit(persona: str, post: int | None) -> Person:
            context = browser.new_context(**browser_context_args)
            opened.append(context)
            page = context.new_page()
            person = Person(
                persona, page=page, hands=hands(page), base=live_server.url, prefix=prefix, looked=looked,
                asks_beside=asks_beside,
            )  # fmt: skip
            return person if post is None else person.enter(post)

        return sit

    yield reading
    for context in opened:
        context.close()


@pytest.mark.django_db(transaction=True)
def test_international_relation_is_walked_by_keyboard_by_each_in_a_language(windows):
    languages = {prefix: windows(prefix, hands=Keyboard) for prefix in PICTURES}

    def sit(persona: str, post: int | None) -> Person:
        return languages["" if persona in TOWN else "/en"](persona, post)

    test_http_international.walk(furnished(sit=sit))


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("prefix", "hands"), [("", Keyboard), ("/en", Mouse)], ids=["es-keyboard", "en-mouse"])
def test_international_relation_is_walked(windows, prefix, hands):
    test_http_international.walk(furnished(sit=windows(prefix, hands=hands, pictures=True, asks_beside=True)))


def in_each_language(*, usual: str):
    """Every run walks in the `usual` language, the long sweeps in the other too, and ask there what does not stand before them."""
    there = [
        pytest.param(p, p != usual, id=p[1:] or "es", marks=[] if p == usual else pytest.mark.long) for p in PICTURES
    ]
    return pytest.mark.parametrize(("prefix", "asks_beside"), there)


@pytest.mark.django_db(transaction=True)
@in_each_language(usual="")
def test_domestic_relation_is_walked(windows, prefix, asks_beside):
    test_http_domestic.walk(furnished(federal=False, lead=LOS_CABOS, sit=windows(prefix, asks_beside=asks_beside)))


@pytest.mark.django_db(transaction=True)
@in_each_language(usual="/en")
def test_liaison_alone_walks(windows, prefix, asks_beside):
    test_http_alone.walk(furnished(alone=True, federal=False, sit=windows(prefix, asks_beside=asks_beside)))


# its pages are those of the walks above, seen by the state's own office: every run walks it over HTTP, on both engines
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@in_each_language(usual="/en")
def test_state_walks_as_the_party(windows, cast, prefix, asks_beside):
    test_http_state.with_governor(cast)
    seat = cache(lambda name: windows(prefix, asks_beside=asks_beside)(name, None).signed_in(cast.client(name)))
    test_http_state.walk(cast, seat)
