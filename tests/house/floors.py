"""The drawing of the house: floors, rooms, doors, glass and purity, as contracts of import-linter.

`python -m tests.house.floors` prints them for `lint-imports --config`. Only packages that exist are named.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import hermanar

PACKAGE = Path(hermanar.__file__).parent

# From the top to the ground. Siblings on one line do not know each other.
FLOORS: list[list[str]] = [
    ["config"],
    ["web", "guest", "portal", "api", "cli"],
    ["ui"],
    ["privacy"],
    ["candidates", "coordination", "reports"],
    ["registry"],
    ["encounters", "calls"],
    ["opinions", "agreements", "programmes", "meetings", "plans"],
    ["partnerships"],
    ["profiles"],
    ["process", "documents", "evidence"],
    ["checks"],
    ["links"],
    ["notices"],
    ["files"],
    ["directory"],
    ["accounts"],
    ["journal"],
    ["kernel"],
]
ENTRANCES = ["web", "guest", "portal", "api", "cli"]

# Apps with rooms: everything between the ground and `ui` except the checker, which is a library without database.
APPS = [
    *("journal", "accounts", "directory", "files", "notices", "links", "process", "documents", "evidence"),
    *("profiles", "partnerships", "opinions", "agreements", "programmes", "meetings", "plans", "encounters", "calls"),
    *("registry", "candidates", "coordination", "reports", "privacy"),
]
# From the last room to the first; rooms on one line do not know each other.
ROOMS: list[list[str]] = [["tasks", "admin"], ["operations"], ["queries"], ["policies"], ["models", "rules"], ["enums"]]
# A room that one app has and the others have not: (room whose line it stands on, its name), with its reason.
OWN_ROOMS: dict[str, list[tuple[str, str]]] = {
    "accounts": [("tasks", "adapter")],  # allauth's questions, answered
    "documents": [("rules", "renderers")],  # content and layout in, bytes out
}
# What Django asks for by name, and data that happen to be packages.
NOT_ROOMS = ["apps", "migrations", "library", "definitions", "data", "templatetags"]

# What the public side must not reach.
CASE_FILES = [
    *("partnerships", "process", "opinions", "agreements", "programmes", "meetings", "documents", "evidence", "plans"),
    *("links", "profiles", "encounters", "calls", "candidates", "coordination", "reports"),
]


def exists(dotted: str) -> bool:
    path = PACKAGE.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def there(names: list[str]) -> list[str]:
    return [n for n in names if exists(n)]


def full(names: list[str]) -> list[str]:
    return [f"hermanar.{n}" for n in names]


def rooms_of(app: str) -> list[str]:
    """Layers of one app, with the rooms of its own on their line; each may be missing."""
    layers = []
    for line in ROOMS:
        own = [name for beside, name in OWN_ROOMS.get(app, []) if beside in line]
        found = there([f"{app}.{room}" for room in [*line, *own]])
        if found:
            layers.append(" | ".join(f.split(".")[1] for f in found))
    return layers


def contracts() -> list[dict]:
    apps = there(APPS)
    models = [m for m in full([f"{app}.models" for app in apps]) if exists(m.removeprefix("hermanar."))]
    rules = full(there([f"{app}.rules" for app in apps]))
    found: list[dict] = [
        {
            "id": "floors",
            "name": "Floors: a package imports only from floors below; siblings do not know each other",
            "type": "layers",
            "containers": ["hermanar"],
            "layers": [" | ".join(there(line)) for line in FLOORS if there(line)],
            "exhaustive": True,
        }
    ]
    found += [
        {
            "id": f"rooms-{app}",
            "name": f"Rooms of {app}",
            "type": "layers",
            "containers": [f"hermanar.{app}"],
            "layers": rooms_of(app),
            "exhaustive": True,
            "exhaustive_ignores": NOT_ROOMS,
        }
        for app in apps
        if rooms_of(app)
    ]
    entrances = full(there([*ENTRANCES, "ui"]))
    if entrances and models:
        found.append(_forbid("doors", "Doors: entrances never import models", entrances, models, indirectly=False))
    if exists("portal") and there(CASE_FILES):
        name = "Glass: the public side does not import the case files"
        found.append(_forbid("glass", name, ["hermanar.portal"], full(there(CASE_FILES)), indirectly=False))
    if rules:
        name = "Purity: rules know no framework"
        found.append(_forbid("pure-rules", name, rules, ["django"], indirectly=False))
    if rules and models:
        found.append(_forbid("rules-no-models", "Purity: rules reach no models", rules, models, indirectly=True))
    ground = full(there(["kernel", "checks"]))
    name = "Purity: kernel and checker run without Django"
    found.append(_forbid("libraries", name, ground, ["django"], indirectly=True))
    return found


def _forbid(key: str, name: str, sources: list[str], forbidden: list[str], *, indirectly: bool) -> dict:
    return {
        "id": key,
        "name": name,
        "type": "forbidden",
        "source_modules": sources,
        "forbidden_modules": forbidden,
        "allow_indirect_imports": not indirectly,
    }


def as_toml() -> str:
    """JSON of plain strings, lists and booleans is TOML as well."""
    lines = ["[tool.importlinter]", 'root_package = "hermanar"', "include_external_packages = true"]
    for contract in contracts():
        lines += ["", "[[tool.importlinter.contracts]]"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in contract.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_toml())
