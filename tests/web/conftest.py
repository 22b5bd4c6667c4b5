from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _pages_begin_in_spanish() -> Iterator[None]:
    """A page asked for under `/en/` leaves its language in the thread; addresses of the next test begin anew."""
    with translation.override("es"):
        yield
