"""Numbers of leads and relations."""

import pytest

from hermanar.partnerships.rules.folios import next_number


@pytest.mark.parametrize(
    ("folios", "number"),
    [
        ([], 1),
        (["VS-2026-001"], 2),
        (["VS-2026-999", "VS-2026-1000"], 1001),
        (["VS-2026-1000", "VS-2026-999"], 1001),
        (["VS-2026-007", "VS-2026-bis"], 8),
    ],
)
def test_next_number_is_one_more_than_the_highest(folios, number):
    assert next_number("VS-2026-", folios) == number
