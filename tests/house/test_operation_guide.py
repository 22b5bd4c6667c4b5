"""The operator's guide lists each variable that the settings read, and no other."""

import ast
import re

from hermanar.cli.main import COMMANDS
from tests.house import floors, source

GUIDE = (source.ROOT / "docs" / "guides" / "operacion.md").read_text(encoding="utf-8")


def variables() -> set[str]:
    """First argument of every `env.…("NAME", …)` in the settings."""
    found = set()
    for node in ast.walk(source.tree(floors.PACKAGE / "config" / "settings.py")):
        is_read = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_read and ast.unparse(node.func.value) == "env":
            found.add(node.args[0].value)
    return found


def test_guide_documents_each_variable_of_the_settings():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", GUIDE, re.M))
    assert "DATABASE_URL" in variables()
    assert told == variables()


def test_guide_names_the_commands_an_operator_needs():
    named = set(re.findall(r"hermanar ([a-z]+)", GUIDE))
    needed = {"migrate", "seed", "operator", "serve", "work", "clock", "retention", "backup", "restore", "verify"}
    assert needed - named == set()
    assert needed - set(COMMANDS) == set()
