"""The pages of reference name every code, with its severity and title."""

from pathlib import Path

from hermanar.checks.check import FAMILIES
from hermanar.checks.codes import CODES

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "checks"
WORDS = {"error": "error", "warning": "aviso", "notice": "nota"}


def test_reference_has_one_row_per_code():
    rows = {}
    for page in sorted(PAGES.glob("*.md")):
        if page.stem == "examples":
            continue  # test_examples
        for line in page.read_text(encoding="utf-8").splitlines():
            cells = [c.strip() for c in line.strip("|").split("|")]
            if cells[0] in CODES:
                rows[cells[0]] = (cells[1], cells[2], cells[-1])
    assert rows == {code: (WORDS[c.severity.value], c.es, "sí" if c.may_keep else "no") for code, c in CODES.items()}


def test_reference_has_one_page_per_family():
    families = {module.__name__.rsplit(".", 1)[-1] for module in FAMILIES}
    assert {p.stem for p in PAGES.glob("*.md")} == {*families, "index", "examples"}
