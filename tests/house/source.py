"""Reading our own source, for the tests of the house."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.house.floors import PACKAGE

ROOT = PACKAGE.parent.parent


@cache
def tracked() -> tuple[Path, ...]:
    """Files of the repository: what git knows, else (a release without git) what is not made at set-up."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, capture_output=True)
    if told.returncode == 0:
        names = told.stdout.decode().split("\0")
        return tuple(sorted(p for n in names if n and (p := ROOT / n).is_file()))
    made = {".venv", "node_modules", "var", "build", "dist", "__pycache__", "test-results"}
    return tuple(sorted(p for p in ROOT.rglob("*") if p.is_file() and not made & set(p.relative_to(ROOT).parts)))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(under: str = "") -> list[Path]:
    """Python files of ours, migrations apart."""
    return [p for p in sorted((PACKAGE / under).rglob("*.py")) if "migrations" not in p.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def rooms(app: str, room: str) -> list[Path]:
    """Files of one room: a module, or all modules of a package."""
    base = PACKAGE / app / room
    return sorted(base.rglob("*.py")) if base.is_dir() else [p] if (p := base.with_suffix(".py")).exists() else []


def templates() -> list[Path]:
    return sorted(p for p in PACKAGE.glob("*/templates/**/*") if p.is_file())


def template_name(path: Path) -> str:
    """The name by which a template is loaded."""
    return path.as_posix().split("/templates/", 1)[1]
