"""N, continued: a count and the lettered or numbered list that runs on in its sentence (N08)."""

import re

from ..findings import Repair, Severity
from ..numerals import from_roman
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain, written

_OPENED = re.compile(r"\s+[^\W\d_]+(?:\s+[^\W\d_,.;:]+){0,8}\s*:\s*(?=\(?[a1i][).]\s)")
_LABEL = re.compile(r"(?:^|(?<=[\s(;:,]))\(?(?P<n>[a-z]|\d{1,2})[).](?=\s)")


def counts_of_runs(r: Reading) -> Rules:
    """N08: “cuatro puntos: a) el estudio; b) el calendario, y c) las áreas”."""
    for passage in r.passages:
        for n in passage.entities.numbers:
            opened = _OPENED.match(passage.text, n.end) if n.kind == "count" and 2 <= n.value <= 15 else None
            if opened is None:
                continue
            labels = _run(passage, opened.end())
            if len(labels) >= 2 and len(labels) != n.value:
                items = len(labels)
                yield found(
                    "N08", passage, n.start, n.end,
                    says(f"Anuncia {plain(n.value)} y la lista tiene {items}.", f"It announces {plain(n.value)} and the list has {items}."),
                    repairs=[Repair(says(f"Poner {items}", f"Put {items}"), tuple(written(n, items, passage)))], confidence=0.9,
                )  # fmt: skip


def _run(passage: Passage, at: int) -> list[re.Match[str]]:
    """The labels of one run, each the one after the last."""
    out: list[re.Match[str]] = []
    for m in _LABEL.finditer(passage.text, at):
        first = m["n"] in ("a", "1")
        after = bool(out) and _order(m["n"]) == _order(out[-1]["n"]) + 1 and m["n"].isdigit() == out[-1]["n"].isdigit()
        if (first and not out) or after:
            out.append(m)
        elif first:
            break
    return out


def _order(label: str) -> int:
    return int(label) if label.isdigit() else ord(label)


# “I. Cultura; II. Turismo; IV. Minería”, “a) …; c) …”: labels that run on in one paragraph, after a colon or a semicolon
_MARK = re.compile(
    r"(?:\A|:\s+|;\s+(?:(?:y|e|and)\s+)?|,\s+(?:y|e|and)\s+)(?P<n>[IVX]{1,5}|[a-h]|\d{1,2})(?P<close>[.)])\s+(?=[^\W\d_])"
)


def runs_with_a_gap(r: Reading) -> Rules:
    """N07: “I. Cultura; II. Turismo; IV. Minería”."""
    for p in r.passages if r.says("; ") else ():
        marks = list(_MARK.finditer(p.text)) if "; " in p.text and (". " in p.text or ") " in p.text) else []
        if len(marks) < _LEAST or len({m["close"] for m in marks}) > 1:
            continue
        orders = [from_roman(m["n"]) if m["n"].isupper() else _order(m["n"]) for m in marks]
        first = orders[0]
        if first not in (1, ord("a")) or len({(m["n"].isdigit(), m["n"].isupper()) for m in marks}) > 1:
            continue
        wrong = next((m for i, m in enumerate(marks) if orders[i] != first + i), None)
        if wrong is not None:
            yield found(
                "N07", p, *wrong.span("n"),
                says(f"“{wrong['n']}” no sigue al anterior.", f"“{wrong['n']}” does not follow the one before."), severity=Severity.WARNING, confidence=0.85,
            )  # fmt: skip


_LEAST = 3
RULES = (counts_of_runs, runs_with_a_gap)
