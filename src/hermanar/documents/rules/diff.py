"""What changed between two contents: per block and language, in words.

Paragraphs are matched first, words compared only inside the pairs found: comparing all words at once is two orders
of magnitude slower and reads worse.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import Indel

from hermanar.kernel.content import Block, Content

from .fill import fill
from .templates import Template

Op = Literal["equal", "insert", "delete"]
Kind = Literal["added", "removed", "changed", "moved"]
_WORD = re.compile(r"\s+|\{[a-z][a-z0-9_]*\}|\w+|[^\w\s]")  # a late slot is one word
_ALIKE = 0.6  # share of words in common from which two blocks under different keys are one that moved


@dataclass(frozen=True)
class BlockChange:
    """`key` is the block's key in the new content (in the old one where it was removed); `words` spell the old text
    with equal + delete and the new one with equal + insert."""

    key: str
    lang: str
    kind: Kind
    words: tuple[tuple[Op, str], ...]
    group: str = ""

    @property
    def old_text(self) -> str:
        return "".join(text for op, text in self.words if op != "insert")

    @property
    def new_text(self) -> str:
        return "".join(text for op, text in self.words if op != "delete")


def diff_words(old: str, new: str) -> tuple[tuple[Op, str], ...]:
    """The two texts as runs of equal, deleted and inserted words; nothing is lost of either. A space alone between
    two changed words changes with them: it reads as one change."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    runs: list[tuple[bool, str, str]] = []  # whether equal, what was, what is
    for step in Indel.opcodes(a, b):
        was, now = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
        runs.append((step.tag == "equal", "".join(was), "".join(now)))
    out: list[tuple[Op, str]] = []
    gone = come = ""
    for n, (same, before, after) in enumerate(runs):
        if same and not (gone + come and n + 1 < len(runs) and not before.strip()):
            out += [("delete", gone)] if gone else []
            out += [("insert", come)] if come else []
            gone = come = ""
            out.append(("equal", before))
        else:
            gone, come = gone + before, come + after
    out += [("delete", gone)] if gone else []
    out += [("insert", come)] if come else []
    return tuple(out)


def diff(old: Content, new: Content) -> list[BlockChange]:
    """Every change, by language in printing order, then in the order of the new text (removed ones where they stood).

    `changed`: same key, other words (or other label); `moved`: another place or key, perhaps with other words.
    """
    languages = list(dict.fromkeys([*new.languages, *old.languages]))
    return [change for lang in languages for change in _diff_language(old, new, lang)]


def _diff_language(old: Content, new: Content, lang: str) -> list[BlockChange]:
    before = [b for b in old.blocks if lang in b.text and lang in old.languages]
    after = [b for b in new.blocks if lang in b.text and lang in new.languages]
    pairs = _pairs(before, after, lang)
    # pairs that keep their order stand still; the others have moved
    still = _longest_rising(sorted((j, i) for i, j in pairs.items()))
    changes: list[tuple[float, BlockChange]] = []
    for i, j in pairs.items():
        a, b = before[i], after[j]
        same_text = a.text[lang] == b.text[lang]
        moved = a.key != b.key or (i, j) not in still
        if same_text and not moved and (a.number, a.kind, a.group) == (b.number, b.kind, b.group):
            continue
        words = diff_words(a.text[lang], b.text[lang])
        changes.append((j, BlockChange(b.key, lang, "moved" if moved else "changed", words, b.group)))
    taken = set(pairs.values())
    for j, b in enumerate(after):
        if j not in taken:
            words = (("insert", b.text[lang]),) if b.text[lang] else ()
            changes.append((j, BlockChange(b.key, lang, "added", words, b.group)))
    for i, a in enumerate(before):
        if i not in pairs:
            # just after the nearest block before it that is still there
            place = next((pairs[k] for k in range(i - 1, -1, -1) if k in pairs), -1) + 0.5
            words = (("delete", a.text[lang]),) if a.text[lang] else ()
            changes.append((place, BlockChange(a.key, lang, "removed", words, a.group)))
    return [change for _, change in sorted(changes, key=lambda row: row[0])]


def _pairs(before: list[Block], after: list[Block], lang: str) -> dict[int, int]:
    """Old index → new index: first equal texts in order, then equal texts elsewhere, then the same key, then alike."""
    pairs: dict[int, int] = {}
    left = [f"{b.kind.value}\0{b.text[lang]}" for b in before]
    right = [f"{b.kind.value}\0{b.text[lang]}" for b in after]
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            were = range(step.src_start, step.src_end)
            pairs.update(zip(were, range(step.dest_start, step.dest_end), strict=True))

    def free() -> tuple[list[int], list[int]]:
        taken = set(pairs.values())
        return [i for i in range(len(before)) if i not in pairs], [j for j in range(len(after)) if j not in taken]

    olds, news = free()
    waiting: dict[Any, list[int]] = {}
    for j in news:
        waiting.setdefault(right[j], []).append(j)
    for i in olds:
        if waiting.get(left[i]):
            pairs[i] = waiting[left[i]].pop(0)
    olds, news = free()
    by_key = {after[j].key: j for j in news}
    for i in olds:
        if (j := by_key.get(before[i].key)) is not None and before[i].kind == after[j].kind:
            pairs[i] = j
    olds, news = free()
    scored = []
    said = {j: _WORD.findall(after[j].text[lang]) for j in news} if olds else {}
    for i in olds:
        a = _WORD.findall(before[i].text[lang])
        for j in news:
            if before[i].kind != after[j].kind:
                continue
            if (ratio := Indel.normalized_similarity(a, said[j], score_cutoff=_ALIKE)) >= _ALIKE:
                scored.append((-ratio, i, j))
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _longest_rising(rows: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of (new, old) pairs sorted by new, the most that also keep the order of old, as (old, new)."""
    ends: list[int] = []  # the smallest old with which a rise of that length ends
    at_end: list[int] = []  # and the row that ends it
    back: list[int] = []
    for at, (_, old) in enumerate(rows):
        length = bisect_left(ends, old)
        back.append(at_end[length - 1] if length else -1)
        if length == len(ends):
            ends.append(old)
            at_end.append(at)
        else:
            ends[length], at_end[length] = old, at
    still: set[tuple[int, int]] = set()
    at = at_end[-1] if at_end else -1
    while at >= 0:
        still.add((rows[at][1], rows[at][0]))
        at = back[at]
    return still


def changed_groups(old: Content, new: Content) -> tuple[str, ...]:
    """Keys of the articles or sections that are not the same in every language, in the new order, removed ones last.

    What an opinion approved in the others stays approved (promise 8)."""
    before, after = set(old.groups()), new.groups()
    changed = [g for g in after if g not in before or old.group_sha256(g) != new.group_sha256(g)]
    return (*changed, *(g for g in old.groups() if g not in set(after)))


def deviation(template: Template, values: Mapping[str, Any], content: Content) -> list[BlockChange]:
    """How a text departs from its model: against what the template itself yields with the same values."""
    return diff(fill(template, values, languages=content.languages).content, content)
