"""The list of operations is the list of things that can happen: each begins with an act and ends in the journal."""

import ast
import re
from collections import defaultdict

from tests.house import floors, source

# The journal is where the others end.
APPS = [app for app in floors.APPS if app != "journal" and floors.exists(f"{app}.operations")]


def public_functions(path) -> list[ast.FunctionDef]:
    return [n for n in source.tree(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def is_operation(function: ast.FunctionDef) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "act"


def test_public_function_of_operations_takes_act_first_and_names_the_rest():
    wrong = []
    for app in APPS:
        for path in source.rooms(app, "operations"):
            for f in public_functions(path):
                if not is_operation(f) or len(f.args.args) > 1 or f.args.posonlyargs or f.args.vararg:
                    wrong.append(f"{source.name(path)}:{f.lineno} {f.name}")
    assert wrong == []


def test_operation_is_atomic():
    loose = []
    for app in APPS:
        for path in source.rooms(app, "operations"):
            for f in public_functions(path):
                if is_operation(f) and not any("transaction.atomic" in ast.unparse(d) for d in f.decorator_list):
                    loose.append(f"{source.name(path)}:{f.lineno} {f.name}")
    assert loose == []


def recording(app: str) -> tuple[dict[str, ast.FunctionDef], set[str]]:
    """All functions of an app's operations, and the names of those that record, directly or through another."""
    functions: dict[str, ast.FunctionDef] = {}
    calls: dict[str, set[str]] = defaultdict(set)
    records: set[str] = set()
    for path in source.rooms(app, "operations"):
        others = {
            alias.asname or alias.name
            for node in source.tree(path).body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name == "operations" or (node.module or "").split(".")[-1] == "operations"
        }
        for f in source.tree(path).body:
            if not isinstance(f, ast.FunctionDef):
                continue
            functions[f.name] = f
            for node in ast.walk(f):
                if not isinstance(node, ast.Call):
                    continue
                called = ast.unparse(node.func)
                calls[f.name].add(called.split(".")[-1])
                passes_act = bool(node.args) and ast.unparse(node.args[0]).startswith("act")
                if called.split(".")[-1] == "record" or (passes_act and called.split(".")[0] in others):
                    records.add(f.name)
    while more := {name for name, called in calls.items() if called & records} - records:
        records |= more
    return functions, records


def test_operation_records_what_happened():
    silent = []
    for app in APPS:
        functions, records = recording(app)
        silent += [
            f"{app}.{n}" for n, f in functions.items() if is_operation(f) and not n.startswith("_") and n not in records
        ]
    assert silent == []


def happened_members(app: str) -> dict[str, ast.expr]:
    for path in source.rooms(app, "enums"):
        for node in source.tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name == "Happened":
                return {
                    t.id: a.value
                    for a in node.body
                    if isinstance(a, ast.Assign)
                    for t in a.targets
                    if isinstance(t, ast.Name)
                }
    return {}


def test_everything_that_can_happen_is_recorded_somewhere():
    idle = []
    for app in floors.APPS:
        members = set(happened_members(app))
        used = set()
        for path in source.modules(app):
            if path in source.rooms(app, "enums"):
                continue
            for node in ast.walk(source.tree(path)):
                if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] == "Happened":
                    used.add(node.attr)
        idle += [f"{app}.{name}" for name in sorted(members - used)]
    assert idle == []


def test_keys_of_what_happened_begin_with_the_app_and_are_unique():
    seen: dict[str, str] = {}
    wrong = []
    for app in floors.APPS:
        for name, value in happened_members(app).items():
            key = value.elts[0].value if isinstance(value, ast.Tuple) else None
            if not isinstance(key, str) or not re.fullmatch(rf"{app}\.[a-z_]+", key) or key in seen:
                wrong.append(f"{app}.{name}: {key!r}")
            seen[str(key)] = name
    assert wrong == []


def slots_of(value: ast.expr) -> set[str]:
    """Names of the slots in a member's sentence."""
    texts = [n.value for n in ast.walk(value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return {slot for text in texts for slot in re.findall(r"%\((\w+)\)", text)}


def test_record_gives_what_its_sentence_says():
    """The journal keeps data; the sentence is made from them when it is shown. `actor` is known from the act."""
    wrong = []
    for app in APPS:
        members = happened_members(app)
        for path in source.rooms(app, "operations"):
            for node in ast.walk(source.tree(path)):
                if not (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record"):
                    continue
                said = [a.attr for a in node.args if isinstance(a, ast.Attribute) and a.attr in members]
                given = {k.arg for k in node.keywords}
                place = f"{source.name(path)}:{node.lineno}"
                if given & {"act", "happened"}:
                    wrong.append(f"{place} a datum may not be called `act` or `happened`")
                if len(said) != 1 or None in given:
                    continue
                missing = slots_of(members[said[0]]) - given - {"actor"}
                if missing:
                    wrong.append(f"{place} {said[0]} says {', '.join(sorted(missing))}, and is not given it")
    assert wrong == []
