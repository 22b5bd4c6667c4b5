"""The worked examples in the reference: each wrong one is found, each right one is not, and the page says them."""

import pytest

from hermanar.checks.codes import CODES
from hermanar.checks.gazetteer import Gazetteer
from tests.checks import examples
from tests.checks.test_sources import LARGE, p, picture, word


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def test_every_code_has_an_example_that_is_true(gazetteer):
    rows = examples.rows()
    assert sorted(row["code"] for row in rows) == sorted(CODES)
    scanned = word(p("Ensenada saluda a Oaxaca de Juárez.") + picture(LARGE))
    wrong = {}
    for row in rows:
        said = [examples.codes_of(row, side, gazetteer, scanned) for side in ("wrong", "right")]
        if (row["code"] in said[0], row["code"] in said[1]) != (True, False):
            wrong[row["code"]] = said
    assert wrong == {}


def test_page_of_examples_is_what_they_are():
    assert (examples.PAGES / "examples.md").read_text(encoding="utf-8") == examples.page()
