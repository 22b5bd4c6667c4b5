"""Nobody looks up, nobody looks sideways; a room holds what its name says."""

import ast
import importlib

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tests.house import floors, source

LINES_PER_MODULE = 600


def test_import_graph_keeps_every_contract(tmp_path, capsys):
    config = tmp_path / "pyproject.toml"
    config.write_text(floors.as_toml(), encoding="utf-8")
    configure()
    kept = lint_imports(config_filename=str(config), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_drawing_names_every_package_of_the_house():
    drawn = {name for line in floors.FLOORS for name in line}
    packages = {p.parent.name for p in floors.PACKAGE.glob("*/__init__.py")}
    assert packages - drawn == set()


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_module_stays_within_its_size(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_PER_MODULE, f"{lines} lines: split it by noun"


def test_own_packages_are_imported_at_the_top():
    """The command line alone loads late: it must start Django first, or do without it."""
    late = []
    for path in source.modules():
        if path.is_relative_to(floors.PACKAGE / "cli"):
            continue
        for function in ast.walk(source.tree(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                ours = isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("hermanar"))
                ours = ours or (isinstance(node, ast.Import) and any(a.name.startswith("hermanar") for a in node.names))
                if ours:
                    late.append(f"{source.name(path)}:{node.lineno}")
    assert late == []


def test_rules_answer_without_asking_the_database(db, django_assert_num_queries):
    found = [f"hermanar.{app}.rules" for app in floors.APPS if floors.exists(f"{app}.rules")]
    with django_assert_num_queries(0):
        for dotted in found:
            importlib.import_module(dotted)


def test_rules_and_operations_never_read_the_clock():
    """The time comes with the act; a rule gets it as a value."""
    clocks = {"now", "today", "utcnow", "localdate", "localtime", "time"}
    asked = []
    for app in floors.APPS:
        for room in ("rules", "policies", "operations"):
            for path in source.rooms(app, room):
                for node in ast.walk(source.tree(path)):
                    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                        continue
                    owner = ast.unparse(node.func.value)
                    if node.func.attr in clocks and owner in {
                        "timezone",
                        "dt.datetime",
                        "dt.date",
                        "datetime",
                        "date",
                        "time",
                    }:
                        asked.append(f"{source.name(path)}:{node.lineno}")
    assert asked == []
