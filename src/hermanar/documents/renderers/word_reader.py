"""Reading back a Word file that `render_docx` made and somebody edited."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from .bookmarks import BLOCK_NAME, digest, unescape


class NotAWordFile(ValueError):
    """The bytes are not a Word file that can be read."""


def read_docx(data: bytes, keys: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Text of each block and language of a Word file that `render_docx` made and somebody edited.

    Insertions under tracked changes count as text, deletions do not. A blank that was left alone comes back as its
    `{slot}`. A block whose bookmark is gone is absent. Paragraphs that nobody can place are under key "" (and
    language ""), one a line: the person decides. `keys`: known keys, to recognise those too long for a bookmark.
    Size and zip bombs are guarded before, where files enter. Raises NotAWordFile.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        body = Document(io.BytesIO(data)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise NotAWordFile(str(error)) from error
    return _Reader(keys).read(body)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object", "instrText", "sectPr")
}


class _Reader:
    def __init__(self, keys: Iterable[str]) -> None:
        self.hashed = {digest(key): key for key in keys}
        self.open: dict[str, str] = {}
        self.found: dict[tuple[str, str], dict[int, list[str]]] = {}
        self.facts: set[tuple[str, str]] = set()
        self.loose: list[str] = []

    def read(self, body: Any) -> dict[str, dict[str, str]]:
        self._container(body)
        result: dict[str, dict[str, str]] = {}
        for (key, lang), parts in self.found.items():
            pieces = ["\n".join(parts.get(n, [""])) for n in range(max(parts) + 1)]
            result.setdefault(key, {})[lang] = ("\t" if (key, lang) in self.facts else "\n").join(pieces)
        if self.loose:
            result[""] = {"": "\n".join(self.loose)}
        return result

    def _container(self, element: Any) -> None:
        owners: list[str] = []
        for child in element:
            if child.tag == f"{_W}p":
                owners = self._paragraph(child, owners)
            elif child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                self._mark(child)
            elif child.tag == f"{_W}tc":
                self._container(child)
            elif child.tag not in _SKIPPED:
                # rows, tables, content controls, tracked rows: the text is further inside
                self._container(child)

    def _mark(self, element: Any) -> None:
        number = element.get(f"{_W}id")
        if element.tag == f"{_W}bookmarkStart":
            self.open[number] = element.get(f"{_W}name") or ""
        else:
            self.open.pop(number, None)

    def _paragraph(self, element: Any, before: list[str]) -> list[str]:
        carried = set(self.open.values())
        seen: list[str] = []
        spans: list[tuple[frozenset[str], str]] = []

        def walk(node: Any) -> None:
            for child in node:
                if child.tag in _SKIPPED or child.tag == f"{_W}p":
                    continue
                if child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                    self._mark(child)
                    if child.tag == f"{_W}bookmarkStart":
                        seen.append(child.get(f"{_W}name") or "")
                    continue
                text = {
                    f"{_W}t": child.text or "",
                    f"{_W}tab": "\t",
                    f"{_W}br": "\n",
                    f"{_W}cr": "\n",
                    f"{_W}noBreakHyphen": "-",
                }.get(child.tag)
                if text is not None:
                    spans.append((frozenset(self.open.values()), text))
                else:
                    walk(child)

        walk(element)
        # a bookmark that ends where the paragraph begins does not own it
        spanning = {name for names, _ in spans for name in names} | set(self.open.values())
        names = [*dict.fromkeys([*(n for n in carried if n in spanning), *seen])]
        owners = [n for n in names if BLOCK_NAME.fullmatch(n)]
        added = any(re.fullmatch(r"x\d+", n) for n in names)
        text = self._text(spans)
        if owners:
            for name in owners:
                self._keep(name, text)
            return owners
        if added:
            return []
        if before and text.strip():
            for name in before:
                self._keep(name, text)
            return before
        if text.strip():
            self.loose.append(text.strip())
        return before

    def _text(self, spans: list[tuple[frozenset[str], str]]) -> str:
        pieces: list[str] = []
        blanks: dict[str, int] = {}
        for names, text in spans:
            if any(re.fullmatch(r"n\d+", n) for n in names):
                continue
            slot = next((n for n in names if re.match(r"s\d+_", n)), "")
            if not slot:
                pieces.append(text)
            elif slot in blanks:
                pieces[blanks[slot]] += text
            else:
                blanks[slot] = len(pieces)
                pieces.append(text)
        for name, index in blanks.items():
            if pieces[index].startswith("__"):
                pieces[index] = "{" + unescape(name.split("_", 1)[1]) + "}"
        return "".join(pieces)

    def _keep(self, name: str, text: str) -> None:
        named = BLOCK_NAME.fullmatch(name)
        assert named is not None, name
        kind, part, lang, escaped = named.groups()
        key = self.hashed.get(escaped[2:], escaped) if escaped.startswith("_z") else unescape(escaped)
        if kind == "f":
            self.facts.add((key, lang))
        self.found.setdefault((key, lang), {}).setdefault(int(part), []).append(text)
