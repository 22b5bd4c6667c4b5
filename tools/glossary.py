"""Write the vocabularies of the code into `docs/glossary.md`, from the enums and their English.

`python tools/glossary.py` after an enum has changed; the concepts above them are written by hand.
"""

from __future__ import annotations

import ast
import os
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "glossary.md"
MARK = "Each is an enum of the app named; its labels are what people read.\n"
VOCABULARIES = (
    "directory.Part", "directory.Role", "directory.OrganisationKind", "partnerships.Kind", "partnerships.Class",
    "partnerships.Fact", "partnerships.Rung", "partnerships.LetterKind", "partnerships.Interruption",
    "programmes.DutyKey", "agreements.LaterActKind", "agreements.Capacity", "meetings.Purpose", "registry.ActWord",
)  # fmt: skip


def enums() -> str:
    lines = ["| app | enums |", "| --- | --- |"]
    for path in sorted((ROOT / "src" / "hermanar").glob("*/enums.py")):
        names = [n.name for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.ClassDef)]
        lines.append(f"| `{path.parent.name}` | {', '.join(f'`{n}`' for n in names)} |")
    return "\n".join(lines)


def table(dotted: str) -> str:
    from django.utils.translation import override

    app, name = dotted.split(".")
    lines = [f"### `{name}` ({app})", "", "| code | español | English |", "| --- | --- | --- |"]
    for member in getattr(import_module(f"hermanar.{app}.enums"), name):
        if not hasattr(member, "label"):
            lines.append(f"| `{member.value}` | `{member.name}` | `{member.name}` |")
            continue
        told = []
        for language in ("es", "en"):
            with override(language):
                told.append(str(member.label))
        lines.append(f"| `{member.value}` | {told[0]} | {told[1]} |")
    return "\n".join(lines)


def written() -> str:
    """The page as it should be."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK
    return head + "\n" + "\n\n".join([enums(), *(table(v) for v in VOCABULARIES)]) + "\n"


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hermanar.config.settings")
    import django

    django.setup()
    PAGE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
