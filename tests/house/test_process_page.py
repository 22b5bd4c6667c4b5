"""The page about the process says what the cases run on."""

from tools import process_page


def test_steps_of_the_page_are_those_of_the_definitions():
    page = process_page.PAGE.read_text(encoding="utf-8")
    assert page == process_page.written(), "a definition changed: python tools/process_page.py"


def test_page_explains_each_legal_basis_of_the_definitions():
    head, _, steps = process_page.PAGE.read_text(encoding="utf-8").partition(process_page.MARK)
    last = [line.strip("| ").split("|")[-1] for line in steps.splitlines() if line.startswith("|")]
    named = {basis for cell in last for basis in cell.split("`")[1::2]}
    assert {"lct-2-ii", "lct-7"} <= named
    assert [b for b in sorted(named) if f"| `{b}` |" not in head] == []
