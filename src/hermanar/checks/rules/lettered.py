"""N, continued: a count and the lettered or numbered list that runs on in its sentence (N08)."""

import re

from ..findings import Repair
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


RULES = (counts_of_runs,)
