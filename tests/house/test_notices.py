"""Every kind of notice is sent by something."""

import ast
from collections.abc import Iterator

from hermanar.notices.enums import Key
from tests.house import floors, source


def sent() -> Iterator[str]:
    """Keys that are given as `key=…`, whole or by a condition, where notices are sent; or to a helper that sends them."""
    for app in floors.APPS:
        for path in source.modules(app):
            text = path.read_text(encoding="utf-8")
            if "notices.operations import" not in text and app != "notices":
                continue
            for node in ast.walk(source.tree(path)):
                if not isinstance(node, ast.Call):
                    continue
                given = [k.value for k in node.keywords if k.arg == "key"]
                if ast.unparse(node.func).startswith("_tell"):
                    given += node.args
                for value in given:
                    yield from (
                        n.value for n in ast.walk(value) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                    )


def test_every_kind_of_notice_is_sent_by_something():
    keys = set(sent())
    assert [key.name.lower() for key in Key if key.name.lower() not in keys] == []
