from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages run once: every page is opened as every persona on either engine (`tests/house/test_routes.py`), what forms do is
    done there by the tests of the operations, and the walks go over HTTP on both."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def _pages_begin_in_spanish() -> Iterator[None]:
    """A page asked for under `/en/` leaves its language in the thread; addresses of the next test begin anew."""
    with translation.override("es"):
        yield
