"""Which clause each paragraph of a returned file is, and what it changes. Pure.

By bookmark where the file kept them, else by likeness, else by the clause that stands in the same row of the table in
another language. A paragraph that no clause takes in is `loose`: shown to a person,
never dropped.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.text import fold, normalise

from .likeness import pair_off
from .templates import LINE_KINDS, TOKEN

Kind = Literal["changed", "removed", "moved", "loose"]
ALIKE = 62  # percent from which a paragraph is taken for a clause that was reworded
_SHORT, _SHORT_ALIKE = 25, 78  # letters up to which likeness says little, and what it must be then
_SAME = 90  # percent from which what was put in is what was taken out elsewhere
_PRESENT = 0.25  # share of a language's clauses from which the file is in that language
_BLANK = re.compile(r"_{4,}\s*(?:\([^()\n]{1,60}\))?")
_LABEL = re.compile(r"^\s*(?:[a-zñ]{1,2}[.)]|[ivxlc]{1,6}[.)]|\d{1,2}[.)]|[–—•-])\s+", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^\s*(?:art[íi]culo|article|artigo|cl[áa]usula|clause)\s+([IVXLC]+|\d+)\b[\s.:·–—-]*", re.IGNORECASE
)
_NOTHING = re.compile(r"(?!)")
_COMMON = {
    "es": frozenset("de la el los las y en que se por del una con para al su sus".split()),
    "en": frozenset("the of and to in that shall by for with on their its be this".split()),
    "pt": frozenset("de a o os as e em que se por do da uma com para ao seu".split()),
    "fr": frozenset("de la le les et en que se par du une avec pour au leur des".split()),
}


class Paragraph(Protocol):
    """What the reader of Word files gives of a paragraph; an owner is block (`key`), language (`lang`) and part."""

    @property
    def owners(self) -> tuple[Any, ...]: ...

    @property
    def after(self) -> str: ...

    @property
    def before(self) -> str: ...

    @property
    def ours(self) -> bool: ...

    @property
    def aside(self) -> bool: ...

    @property
    def cell(self) -> tuple[int, int, int] | None: ...

    @property
    def tracked(self) -> bool: ...


@dataclass(frozen=True)
class Change:
    """`key` of a loose paragraph is the clause after which it stands; `likeness` in percent, None where a bookmark said it.
    `beside` of a moved clause is the one after which it stands now, "" for the first place. A moved heading takes its
    article with it."""

    kind: Kind
    key: str
    group: str
    lang: str
    old: str
    new: str
    likeness: int | None = None
    tracked: bool = False
    beside: str = ""


def clean(kind: BlockKind, text: str) -> str:
    """A block's text as it is kept: one line where its kind has one, label and value of a fact apart."""
    if kind is BlockKind.FACT:
        label, tab, value = text.partition("\t")
        return f"{normalise(label)}\t{normalise(value)}" if tab else normalise(text)
    return normalise(text, lines=kind in LINE_KINDS)


def place(
    base: Content, rows: Iterable[Paragraph], texts: dict[tuple[str, str], str]
) -> tuple[list[Change], tuple[str, ...]]:
    """What a returned file changes of the version it was made from, in the order of the text, and the languages it is in.

    `rows`: its paragraphs; `texts`: (key, language) → text of what its bookmarks name.
    """
    rows = list(rows)
    order = {block.key: n for n, block in enumerate(base.blocks)}
    by_key = {block.key: block for block in base.blocks}
    tracked = {(o.key, o.lang) for row in rows if row.tracked for o in row.owners}
    found: dict[tuple[str, str], tuple[str, int | None, bool]] = {}
    strange: set[tuple[str, str]] = set()
    for at, text in texts.items():
        if at[0] in by_key and at[1] in base.languages:
            found[at] = (text, None, at in tracked)
        else:
            strange.add(at)
    loose_rows: list[int] = []
    where: list[str] = []  # the clause last met, for each row
    last = ""
    for n, row in enumerate(rows):
        last = next((o.key for o in row.owners if o.key in by_key), last)
        where.append(last)
        nobody = not row.owners or all((o.key, o.lang) in strange for o in row.owners)
        if (nobody and not row.ours and (row.after.strip() or row.before.strip())) or (
            row.ours and row.tracked and row.after.strip()
        ):
            loose_rows.append(n)
    around = {fold(line) for line in _lines_of(base)}
    carried = _carried(rows)
    placed: dict[int, tuple[tuple[str, str], int]] = {}
    for n, m in carried.items():
        owned = [(o.key, o.lang) for o in rows[m].owners if (o.key, o.lang) in found]
        at = owned[0] if len(owned) == 1 and not found[owned[0]][0].strip() else None
        loose_rows = [k for k in loose_rows if k != m and not (at and k == n)]
        if at:
            text = _blanks_back(_unlabelled(by_key[at[0]], rows[n].after), by_key[at[0]].text[at[1]])
            found[at], placed[n] = (text, None, True), (at, 100)
            _without(rows[n], at, found)
    matched = _match(base, rows, loose_rows, found, around)
    for n, (at, score) in matched.items():
        found[at] = (
            _blanks_back(_unlabelled(by_key[at[0]], rows[n].after), by_key[at[0]].text[at[1]]),
            score,
            rows[n].tracked,
        )
    matched |= placed
    columns = _columns(rows, matched, by_key)
    for n, at in _by_place(base, rows, loose_rows, found, matched, columns, around).items():
        said = _unlabelled(by_key[at[0]], rows[n].after)
        before = f"{found[at][0]}\n" if at in found else ""
        found[at] = (before + _blanks_back(said, by_key[at[0]].text[at[1]]), _likeness(said, by_key[at[0]].text[at[1]]),
            rows[n].tracked or bool(before and found[at][2]))  # fmt: skip
        matched[n] = (at, 0)
    last = ""
    for n in range(len(rows)):
        last = matched[n][0][0] if n in matched else last
        if last and (not where[n] or order[last] >= order[where[n]]):
            where[n] = last
    languages = _languages(base, found)
    changes = [(order[c.key], 0, c) for c in _of_clauses(base, found, languages)]
    changes += [(order[c.key], 0, c) for c in _of_pieces(base, rows, found, languages)]
    changes += [(order[c.key], 0, c) for c in _moved(base, rows, matched, languages, frozenset(carried))]
    for n in loose_rows:
        if n in matched or (_is_furniture(base, rows[n], around) and not rows[n].aside):
            continue
        if not rows[n].after.strip():
            continue  # taken out of the file, and no clause of this version: there is nothing to take out here
        row, key = rows[n], "" if rows[n].aside else where[n]
        text = normalise(row.after, lines=True) or ""
        old = normalise(row.before, lines=True) if row.tracked else ""
        lang = columns.get(_column(row), "") or _tongue(text or old, languages or base.languages)
        group = by_key[key].group if key else ""
        changes.append(
            (order.get(key, len(order)), 1 + n, Change("loose", key, group, lang, old, text, None, row.tracked))
        )
    return [c for _at, _n, c in sorted(changes, key=lambda row: row[:2])], languages


def _without(row: Paragraph, own: tuple[str, str], found: dict) -> None:
    """A clause that was moved into the cell of another stands in its bookmark, and is no part of what that one says."""
    for other in {(o.key, o.lang) for o in row.owners} - {own}:
        text, score, tracked = found.get(other, ("", None, False))
        lines = text.split("\n")
        if len(lines) > 1 and row.after in lines:
            lines.remove(row.after)
            found[other] = "\n".join(lines), score, tracked


def _of_clauses(base: Content, found: dict, languages: tuple[str, ...]) -> Iterator[Change]:
    for block in base.blocks:
        for lang in base.languages:
            old = block.text.get(lang, "")
            if (block.key, lang) not in found:
                if lang in languages and old and block.kind not in _IN_PIECES:
                    yield Change("removed", block.key, block.group, lang, old, "")
                continue
            text, likeness, tracked = found[block.key, lang]
            new = clean(block.kind, text)
            if new != old:
                kind: Kind = "changed" if new else "removed"
                yield Change(kind, block.key, block.group, lang, old, new, likeness, tracked)


def _of_pieces(base: Content, rows: list[Paragraph], found: dict, languages: tuple[str, ...]) -> Iterator[Change]:
    """Signatures, facts, addressee and copies of which no bookmark is left: each of their lines that is nowhere in the file
    was taken out."""
    said = f" {' '.join(_plain(row.after) for row in rows)} "
    for block in base.blocks:
        for lang in languages:
            old = block.text.get(lang, "")
            if block.kind not in _IN_PIECES or not old or (block.key, lang) in found:
                continue
            parts = old.split("\n")
            there = [
                line
                for line in parts
                if all(f" {words} " in said for piece in line.split("\t") if (words := _plain(piece)))
            ]
            if len(there) == len(parts):
                continue
            new = "\n".join(there) if any(_plain(line) for line in there) else ""
            yield Change("changed" if new else "removed", block.key, block.group, lang, old, new)


def _plain(text: str) -> str:
    return " ".join(fold(_printed(text)).split())


def _moved(
    base: Content, rows: list[Paragraph], matched: dict[int, tuple[tuple[str, str], int]], languages: tuple[str, ...],
    carried: frozenset[int],
) -> Iterator[Change]:  # fmt: skip
    """Clauses that stand in another place of the file than in the text: the fewest that, put back, leave the rest in order.
    An article that moved whole is told once."""
    order = {block.key: n for n, block in enumerate(base.blocks) if block.kind not in _IN_PIECES}
    out: dict[str, tuple[str, set[str]]] = {}  # key → the one before it in the file, languages
    present: dict[str, set[str]] = {}
    for lang in languages:
        keys: list[str] = []
        for n, row in enumerate(rows):
            own = [o.key for o in row.owners if o.lang == lang and row.after.strip()]
            # a few words may stand in several places: without a bookmark they say nothing of where they were
            if n in matched and matched[n][0][1] == lang and (len(row.after) > _SHORT or n in carried):
                own.append(matched[n][0][0])
            keys += [k for k in own if k in order]
        keys = list(dict.fromkeys(keys))
        for key in keys:
            present.setdefault(key, set()).add(lang)
        stay = _in_order([order[k] for k in keys])
        for n, key in enumerate(keys):
            if n not in stay:
                before, langs = out.get(key, (keys[n - 1] if n else "", set()))
                out[key] = before, langs | {lang}
    blocks = {block.key: block for block in base.blocks}
    tracked = {matched[n][0][0] for n in carried if n in matched}
    whole = {
        block.group
        for block in base.blocks
        if block.kind is BlockKind.HEADING and block.key in out and block.group
        and all(b.key in out for b in base.blocks if b.group == block.group and b.key in present)
    }  # fmt: skip
    for key in sorted(out, key=order.__getitem__):
        block, (before, langs) = blocks[key], out[key]
        if block.group in whole and block.kind is not BlockKind.HEADING:
            continue
        lang = next(iter(langs)) if langs != present[key] else ""
        text = block.text.get(lang or languages[0], "")
        yield Change("moved", key, block.group, lang, text, text, None, key in tracked, before)


def _carried(rows: list[Paragraph]) -> dict[int, int]:
    """Row of the file where a paragraph stands now → row where it stood, of paragraphs that tracked changes took from one
    place and put in another: as Word says a move, or as a deletion and an insertion of the same words."""
    gone = {m: fold(_printed(row.before)) for m, row in enumerate(rows) if row.tracked and not row.after.strip()}
    new = {
        n: {fold(_printed(pattern.sub("", row.after))) for pattern in (_NOTHING, _LABEL, _ARTICLE)}
        for n, row in enumerate(rows)
        if row.tracked and not row.before.strip() and not row.aside
    }
    gone = {m: text for m, text in gone.items() if text.strip()}
    if not gone or not new:
        return {}
    from rapidfuzz import fuzz

    # the same words are found at once; only what is left, and only what shares a run of words, is compared letter by letter
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for m, then in gone.items():
        waiting.setdefault(then, []).append(m)
    for n, forms in new.items():
        at = next((waiting[now] for now in sorted(forms) if waiting.get(now)), None)
        if at:
            found[n] = at.pop(0)
    left = {m: gone[m] for rest in waiting.values() for m in rest if len(gone[m]) > _SHORT}
    runs: dict[str, set[int]] = {}
    for m, then in left.items():
        for run in _runs(then):
            runs.setdefault(run, set()).add(m)
    pairs = sorted(
        (-score, n, m)
        for n, forms in new.items()
        if n not in found
        for now in forms
        if len(now) > _SHORT
        for m in set().union(*(runs.get(run, ()) for run in _runs(now)))
        if (score := fuzz.ratio(now, left[m], score_cutoff=_SAME))
    )
    taken: set[int] = set()
    for _score, n, m in pairs:
        if n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return found


_RUN = 4  # words


def _runs(text: str) -> set[str]:
    """Every run of so many words of it, of a few words each of them too: what is nearly the same shares one."""
    words = text.split()
    found = {" ".join(words[k : k + _RUN]) for k in range(len(words) - _RUN + 1)}
    return found | set(words) if len(words) < 4 * _RUN else found


def _in_order(numbers: list[int]) -> set[int]:
    """Places of a longest rising run: what is not of it was moved."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(places[at - 1] if at else -1)
        tails[at : at + 1], places[at : at + 1] = [number], [n]
    run, n = set(), places[-1] if places else -1
    while n >= 0:
        run.add(n)
        n = before[n]
    return run


# several paragraphs of the file make one block: matched by its bookmarks or not at all
_IN_PIECES = {BlockKind.SIGNATURE, BlockKind.FACT, BlockKind.ADDRESSEE, BlockKind.COPIES}


def _match(
    base: Content, rows: list[Paragraph], loose: list[int], found: dict, around: set[str]
) -> dict[int, tuple[tuple[str, str], int]]:
    """Row → (clause and language, likeness) for paragraphs without a bookmark of ours: equal texts first, then alike."""
    targets = {
        (b.key, lang): b
        for b in base.blocks
        for lang in base.languages
        if b.text.get(lang) and (b.key, lang) not in found and b.kind not in _IN_PIECES
    }
    matched: dict[int, tuple[tuple[str, str], int]] = {}
    if not targets:
        return matched
    waiting: dict[str, list[tuple[str, str]]] = {}
    for at, block in targets.items():
        waiting.setdefault(fold(_printed(block.text[at[1]])), []).append(at)
    left: list[tuple[int, set[str]]] = []
    for n in loose:
        if rows[n].aside:
            continue
        said = rows[n].before if rows[n].tracked and rows[n].before.strip() else rows[n].after
        forms = {fold(_printed(said)), fold(_printed(_LABEL.sub("", said))), fold(_printed(_ARTICLE.sub("", said)))} - {
            ""
        }
        same = next((waiting[form] for form in forms if waiting.get(form)), None)
        if same:
            at = same.pop(0)
            matched[n] = (at, 100)
            del targets[at]
        elif forms and not _is_furniture(base, rows[n], around):
            left.append((n, forms))
    printed = {at: fold(_printed(block.text[at[1]])) for at, block in targets.items()}
    for n, (at, score) in pair_off(dict(left), printed, _alike).items():
        matched[n] = (at, min(99, round(score)))
    return matched


def _alike(one: str, other: str) -> float:
    """Percent, 0 where it is no rewording; a few words must be more alike."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=_SHORT_ALIKE if min(len(one), len(other)) <= _SHORT else ALIKE)


def _column(row: Paragraph) -> tuple[int, int]:
    return (row.cell[0], row.cell[2]) if row.cell else (0, 0)


def _columns(rows: list[Paragraph], matched: dict, by_key: dict[str, Block]) -> dict[tuple[int, int], str]:
    """Table and column → the one language that stands in it."""
    said: dict[tuple[int, int], set[str]] = {}
    for n, row in enumerate(rows):
        if row.cell:
            owned = {o.lang for o in row.owners if o.key in by_key} | ({matched[n][0][1]} if n in matched else set())
            said.setdefault(_column(row), set()).update(owned)
    return {at: next(iter(langs)) for at, langs in said.items() if len(langs) == 1}


def _by_place(
    base: Content,
    rows: list[Paragraph],
    loose: list[int],
    found: dict,
    matched: dict,
    columns: dict[tuple[int, int], str],
    around: set[str],
) -> dict[int, tuple[str, str]]:
    """Row → clause and language of a paragraph that no bookmark and no likeness gives away, by the clause that stands
    beside it in the same row of the table."""
    beside: dict[tuple[int, int], set[str]] = {}
    for n, row in enumerate(rows):
        if row.cell:
            keys = {o.key for o in row.owners} | ({matched[n][0][0]} if n in matched else set())
            beside.setdefault(row.cell[:2], set()).update(keys)
    blocks = {block.key: block for block in base.blocks if block.kind not in _IN_PIECES}
    placed: dict[int, tuple[str, str]] = {}
    for n in loose:
        row = rows[n]
        if n in matched or row.cell is None or not row.after.strip() or _is_furniture(base, row, around):
            continue
        lang, keys = columns.get(_column(row), ""), beside[row.cell[:2]] & set(blocks)
        if not lang or len(keys) != 1:
            continue
        key = keys.pop()
        if (key, lang) not in found and blocks[key].text.get(lang):
            placed[n] = (key, lang)
    return placed


def _likeness(one: str, other: str) -> int:
    from rapidfuzz import fuzz

    return min(99, round(fuzz.ratio(fold(_printed(one)), fold(_printed(other)))))


def _printed(text: str) -> str:
    """Blanks out: what a late slot says on paper is not what it is called here."""
    return _BLANK.sub(" ", TOKEN.sub(" ", text))


def _unlabelled(block: Block, text: str) -> str:
    """The paragraph without what the paper prints before it: the letter of an item, the number of an article."""
    if block.kind is BlockKind.ITEM:
        return _LABEL.sub("", text)
    return _ARTICLE.sub("", text) if block.kind is BlockKind.HEADING else text


def _blanks_back(text: str, base: str) -> str:
    """The blanks of a text without bookmarks, by their order in the clause."""
    tokens = iter(f"{{{name}}}" for name in TOKEN.findall(base))
    return _BLANK.sub(lambda m: next(tokens, m[0]), text)


def _languages(base: Content, found: dict) -> tuple[str, ...]:
    """Languages of which the file has enough to say that what is missing was taken out."""
    present = []
    for lang in base.languages:
        whole = [b for b in base.blocks if b.text.get(lang) and b.kind not in _IN_PIECES]
        if whole and sum((b.key, lang) in found for b in whole) >= max(1, _PRESENT * len(whole)):
            present.append(lang)
    return tuple(present)


def _lines_of(base: Content) -> Iterator[str]:
    for block in base.blocks:
        if block.kind in _IN_PIECES:
            for text in block.text.values():
                yield from (_printed(line) for line in re.split(r"[\n\t]", text))


def _is_furniture(base: Content, row: Paragraph, said: set[str]) -> bool:
    """What the paper prints around its clauses: the number of an article alone, the lines of a signature left as they are."""
    if row.tracked:
        return False
    numbered = _ARTICLE.match(row.after)
    if numbered and not row.after[numbered.end() :].strip():
        return numbered[1].upper() in {block.number.upper() for block in base.blocks if block.kind is BlockKind.HEADING}
    folded = fold(_printed(row.after))
    return not folded or folded in said


def _tongue(text: str, languages: tuple[str, ...]) -> str:
    """The language a paragraph is most likely in, by its commonest words."""
    words = fold(text).split()
    return max(languages, key=lambda lang: sum(w in _COMMON.get(lang, ()) for w in words), default="")
