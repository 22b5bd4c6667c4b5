"""A sentence that says that a value is wrong says what would be right: a second sentence, or what follows a colon."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import hermanar

PACKAGE = Path(hermanar.__file__).parent
# values that cannot be as they were given: who typed them is to be told which can
OF_A_VALUE = re.compile(
    r"no pued[eo]n? (?:ser|tener|terminar|dejar|cerrarse|reabrirse)|no pudo|ya pasó|más largo|tiene más de|pasa de \d"
)


def sentence(node: ast.expr) -> str:
    """The sentence of `_("…")`, `_("…") % {…}` or a list of one; "" for anything else."""
    if isinstance(node, ast.List) and node.elts:
        return sentence(node.elts[0])
    if isinstance(node, ast.BinOp):
        return sentence(node.left)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext", "ngettext"} and node.args:
        return sentence(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def refusals() -> Iterator[tuple[str, str]]:
    """(where, sentence) of every refusal and every wrong field that is raised with its words."""
    for file in sorted(PACKAGE.rglob("operations/**/*.py")) + sorted(PACKAGE.rglob("operations.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            told: list[ast.expr] = []
            if name == "Refused" and len(node.args) > 1:
                told = [node.args[1]]
            elif name == "Invalid" and node.args and isinstance(node.args[0], ast.Dict):
                told = node.args[0].values
            yield from ((f"{file.relative_to(PACKAGE)}:{node.lineno}", said) for t in told if (said := sentence(t)))


def is_more_than_no(said: str) -> bool:
    return ":" in said or ";" in said or len(re.findall(r"[^.]\.(?:\s|\Z)", said)) > 1


def test_refusal_of_a_value_says_which_would_be_right():
    found = list(refusals())
    of_values = [(where, said) for where, said in found if OF_A_VALUE.search(said)]
    assert (len(found) > 300, len(of_values) > 15) == (True, True)
    assert [f"{where} {said}" for where, said in of_values if not is_more_than_no(said)] == []
