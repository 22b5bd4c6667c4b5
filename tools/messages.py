"""English catalogues without gettext's programs: `compile` .po → .mo; `update` adds the sentences of the code.

`python tools/messages.py compile|update [APP…]`. A catalogue lives in the app whose code holds the sentence.
"""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "hermanar"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_TEXT = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
_CALL = re.compile(rf"(?<!\w)(?:gettext|ngettext|pgettext|npgettext|_)\((?:{_TEXT}|[^()'\"])*\)")
HEADER = "# English of this app's sentences. Spanish, in the code, is the source.\n"


def apps() -> list[str]:
    """Packages that hold sentences or already have a catalogue."""
    return sorted(p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__")


def catalogue(app: str) -> Path:
    return PACKAGE / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


Found = tuple[str, int, str | tuple[str, ...], str | None]


def found_in(app: str) -> Iterator[Found]:
    """(file, line, msgid or (singular, plural), context) of every sentence in the app's code and templates."""
    for path in sorted((PACKAGE / app).rglob("*")):
        if not path.is_file():
            continue
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            source = _as_code(path).encode()
        else:
            continue
        name = path.relative_to(PACKAGE / app).as_posix()
        for line, message, _, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
            if message:
                yield name, line, message, context
        if path.suffix == ".py":
            yield from ((name, line, message, None) for line, message in _inside_f_strings(source))


def _inside_f_strings(source: bytes) -> Iterator[tuple[int, str]]:
    """Sentences that Python 3.11 and Babel read as part of one f-string: `f"{_('Áreas')} {n}"`."""
    for outer in ast.walk(ast.parse(source)):
        for node in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "gettext", "gettext_lazy"}
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.lineno, str(node.args[0].value)


def _as_code(path: Path) -> str:
    """A template as the Python that holds the same sentences (Django's own reading of its tags)."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    code = templatize(path.read_text(encoding="utf-8"), origin=path.name)
    # everything else is blanked out in a way that Python's tokenizer need not accept: keep the calls
    return "\n".join(" ".join(_CALL.findall(line)) for line in code.split("\n"))


def read(path: Path) -> Catalog:
    with path.open("rb") as f:
        return read_po(f, locale="en", charset="utf-8")


def update(app: str) -> int:
    """Bring the catalogue to the code's sentences: new ones come empty, gone ones go. Returns how many are empty."""
    wanted = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for name, _line, message, context in found_in(app):
        flags = ["python-format"] if re.search(r"%\(\w+\)", str(message)) else []
        wanted.add(message, None, locations=[(name, None)], flags=flags, context=context)
    path = catalogue(app)
    if not len(wanted):
        if path.exists():
            path.unlink()
        return 0
    if path.exists():
        known = read(path)
        for message in wanted:
            if message.id and (old := known.get(message.id, message.context)):
                message.string = old.string
    path.parent.mkdir(parents=True, exist_ok=True)
    wanted.header_comment = HEADER.strip()
    out = io.BytesIO()
    write_po(out, wanted, width=120, omit_header=True, sort_by_file=True)
    head = HEADER + (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_text(head + out.getvalue().decode().strip() + "\n", encoding="utf-8")
    return sum(1 for m in wanted if m.id and not _is_translated(m.string))


def _is_translated(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) and all(string) if isinstance(string, tuple | list) else bool(string)


def _all_english() -> Catalog:
    """The English of every app as one."""
    found = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for path in sorted(PACKAGE.glob("*/locale/en/LC_MESSAGES/*.po")):
        for message in read(path):
            if message.id:
                found.add(message.id, message.string, context=message.context)
    return found


def _beside(own: Catalog, english: Catalog) -> Catalog:
    """A further language with English where it says nothing: pages of links have a few sentences of their own."""
    found = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in english:
        if message.id:
            said = own.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            string = said.string if said is not None and _is_translated(said.string) else message.string
            found.add(message.id, string, context=message.context)
    return found


def compile_all() -> None:
    """Write each .mo beside its .po, whole or not at all. A further language is filled up with English."""
    english: Catalog | None = None
    for path in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        out, own = io.BytesIO(), read(path)
        if path.parts[-3] != "en":
            english = english or _all_english()
            own = _beside(own, english)
        write_mo(out, own)
        half = target.with_suffix(f".{os.getpid()}")
        half.write_bytes(out.getvalue())
        half.replace(target)


def main() -> int:
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["update", *names]:
            for app in names or apps():
                empty = update(app)
                if empty:
                    print(f"{app}: {empty} sentences without English")
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
