"""The drafting desk: comparing two versions against a bare difflib over paragraphs; a Word file against python-docx.

Both sides of a pair see the same bytes and the same texts, in one warm process, the order alternating; every pair has
texts never seen before. Where LibreOffice is installed, it saves the tracked file as DOCX and as ODT, and what came back
is told.
"""

import datetime as dt
import io
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from docx import Document

from hermanar.documents.renderers import Letterhead, Marks, Track, read_back, render_docx, texts_of, with_removed
from hermanar.documents.rules.diff import diff, diff_words
from hermanar.documents.rules.placing import place
from hermanar.kernel.content import BlockKind, Content

from .documents import agreement, office

_EDITED = ("sixty (60)", "ninety (90)"), ("sesenta (60)", "noventa (90)")


def edited(content: Content, number: int) -> Content:
    """What a negotiation leaves: words changed in every fifth clause, one article reworded, one taken out."""
    blocks = []
    for n, block in enumerate(b for b in content.blocks if b.group != "art-10"):
        texts = dict(block.text)
        for old, new in _EDITED:
            texts = {lang: text.replace(old, new) for lang, text in texts.items()}
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and n % 5 == 0:
            texts = {lang: f"{text.partition(' ')[2]} ({number})" for lang, text in texts.items()}
        blocks.append(replace(block, text=texts))
    return replace(content, blocks=tuple(blocks))


def bare_diff(old: Content, new: Content) -> list:
    """difflib over the paragraphs of each language, and over the words of the paragraphs that it pairs."""
    found: list[Any] = []
    for lang in old.languages:
        a = [b.text.get(lang, "") for b in old.blocks]
        b = [b.text.get(lang, "") for b in new.blocks]
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "replace":
                found.append((tag, i, j, k, m))
                continue
            for before, after in zip(a[i:j], b[k:m], strict=False):
                found.append(SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes())
    return found


def bare_read(data: bytes) -> int:
    """python-docx opens the file and reads the text of every paragraph, in tables as well."""
    document = Document(io.BytesIO(data))
    texts = [p.text for p in document.paragraphs]
    texts += [p.text for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return len(texts)


def _seconds(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _told(ours: list[float], bare: list[float]) -> dict[str, float]:
    return {
        "ratio": round(statistics.median(o / b for o, b in zip(ours, bare, strict=True)), 2),
        "ms": round(statistics.median(ours) * 1000, 2),
        "against_ms": round(statistics.median(bare) * 1000, 2),
    }


def _without_bookmarks(data: bytes) -> bytes:
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(data))
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def taken(file: bytes, base: Content, keys: list[str]) -> Any:
    """A file that came back, as changes per clause."""
    read = read_back(file, keys)
    return place(base, read.rows, texts_of(read.rows))


def written(old: Content, new: Content) -> bytes:
    """A file with what changed as tracked changes."""
    merged, olds = with_removed(old, new, diff(old, new))
    track = Track("Villa Serena", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), diff_words, olds)
    return render_docx(merged, Letterhead(), Marks(draft=True), track=track)


def saved_by_office(program: str, data: bytes, form: str) -> bytes:
    """The file as LibreOffice gives it back: opened and saved as DOCX, or as ODT and that as DOCX."""
    with tempfile.TemporaryDirectory() as scratch:
        at = Path(scratch) / "paper.docx"
        at.write_bytes(data)
        for step in ("docx",) if form == "docx" else (form, "docx"):
            command = [program, f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", step]
            subprocess.run(
                [*command, "--outdir", f"{scratch}/{step}", str(at)], check=True, capture_output=True, timeout=180
            )
            at = Path(scratch) / step / f"paper.{step}"
        return at.read_bytes()


def by_office(program: str) -> dict[str, Any]:
    """For each form that LibreOffice saves: changes that came back, and how many of them are other ones than in the file
    that never left us."""
    old = agreement(0)
    data, keys = written(old, edited(old, 0)), [b.key for b in old.blocks]
    whole = {(c.key, c.lang, c.kind, c.new) for c in taken(data, old, keys)[0]}
    told = {}
    for form in ("docx", "odt"):
        back = {(c.key, c.lang, c.kind, c.new) for c in taken(saved_by_office(program, data, form), old, keys)[0]}
        told[form] = {"changes": len(back), "other": len(whole ^ back)}
    return told


def measure(runs: int = 20) -> dict[str, Any]:
    """Ratios of one run: compared ÷ difflib; a file read into changes per clause, with and without bookmarks, ÷ opened
    and read by python-docx; a file written with tracked changes ÷ the same."""
    times: dict[str, tuple[list[float], list[float]]] = {
        name: ([], []) for name in ("compare", "docx_in", "docx_in_by_likeness", "docx_out_tracked")
    }
    blocks = 0
    for n in range(runs + 1):
        old = agreement(n)
        new = edited(old, n)
        blocks = len(old.blocks)
        data = render_docx(new, Letterhead(), Marks(draft=True))
        plain = _without_bookmarks(data)
        keys = [b.key for b in old.blocks]

        pairs: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
            "compare": (partial(diff, old, new), partial(bare_diff, old, new)),
            "docx_in": (partial(taken, data, old, keys), partial(bare_read, data)),
            "docx_in_by_likeness": (partial(taken, plain, old, keys), partial(bare_read, plain)),
            "docx_out_tracked": (partial(written, old, new), partial(bare_read, data)),
        }
        for name, (ours, bare) in pairs.items():
            order = [(ours, times[name][0]), (bare, times[name][1])]
            for call, kept in order if n % 2 else reversed(order):
                spent = _seconds(call)
                if n:  # the first round warms both sides
                    kept.append(spent)
    program = office()
    return {
        "runs": runs,
        "blocks": blocks,
        **{name: _told(*both) for name, both in times.items()},
        "back_from_libreoffice": by_office(program) if program else None,
    }
