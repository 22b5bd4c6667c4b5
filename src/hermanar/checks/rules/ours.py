"""A paper of the house's own library, known by its words where nobody gives the model: what was changed in it (M01 to M04), and
what was changed in one language alone (B16)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..brief import Line
from ..findings import Repair
from ..reading import LANGUAGE_NAMES, Passage, Reading, Rules, found, nowhere, says
from .model import is_number

_TOKEN = re.compile(r"\{[a-z][a-z0-9_]*\}|[^\W_]+")
# what leans on a blank is said as what is filled in asks for: “de {who}” becomes “del Municipio”
_LEANS = frozenset("a al de del el la los las y e o u en por con of the and in for to on by with an".split())
_LEAST = 6  # lines with as many words as this that the paper shares with the template, and it is one of ours
_SHARE = 0.5  # of the lines that every paper of that template has
_LIKE = 0.55
_WORDS = 4
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
_PACTS = frozenset({"agreement", "declaration"})


@dataclass(frozen=True)
class _Words:
    """A line of the template in one language: `parts` are the words between the blanks."""

    line: Line
    lang: str
    tokens: tuple[str, ...]
    parts: tuple[str, ...]
    counted: Counter[str]

    @property
    def is_fixed(self) -> bool:
        return len(self.parts) == 1

    def fits(self, text: str) -> bool:
        if self.is_fixed:
            return text == self.parts[0]
        first, *middle, last = self.parts
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return False
        at, end = len(first), len(text) - len(last)
        for part in middle:
            at = text.find(part, at, end)
            if at < 0:
                return False
            at += len(part)
        return True


@cache
def _read(lines: tuple[Line, ...], lang: str) -> tuple[_Words, ...]:
    return tuple(w for line in lines if lang in line.text for w in [_words(line, lang)] if w.tokens)


def _words(line: Line, lang: str) -> _Words:
    tokens = [t if t[0] == "{" else fold(t) for t in _TOKEN.findall(line.text[lang])]
    if line.kind == "item" and tokens and tokens[-1] in ("y", "e", "and"):
        tokens.pop()  # which item is the last depends on how many there are
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token[0] == "{":
            while parts[-1] and parts[-1][-1] in _LEANS:
                parts[-1].pop()
            parts.append([])
        elif parts[-1] or len(parts) == 1 or token not in _LEANS:
            parts[-1].append(token)
    said = tuple(" ".join(p) for p in parts)
    return _Words(line, lang, tuple(tokens), said, Counter(t for t in tokens if t[0] != "{"))


@dataclass(frozen=True)
class _Told:
    """A passage with the line it was written from; `is_same`: nothing of it was changed."""

    passage: Passage
    words: _Words
    is_same: bool


def _said(p: Passage) -> str:
    tokens = [fold(t) for t in _TOKEN.findall(p.text)]
    if p.block.kind is BlockKind.ITEM and tokens and tokens[-1] in ("y", "e", "and"):
        tokens.pop()
    return " ".join(tokens)


def _born_of(r: Reading, lang: str) -> tuple[dict[str, _Told], tuple[_Words, ...], list[Passage]] | None:
    """By block: the line each was written from; all lines of that template; what was written from none. None where the paper
    is not ours."""
    passages = [p for p in r.passages if p.lang == lang and p.block.kind in _KINDS]
    said = {p.key: _said(p) for p in passages}
    best: tuple[int, tuple[_Words, ...], dict[str, _Told]] | None = None
    for lines in r.brief.own_words:
        known = _read(lines, lang)
        fixed = {w.parts[0]: w for w in known if w.is_fixed}
        blank = [w for w in known if not w.is_fixed]
        told: dict[str, _Told] = {}
        for p in passages:
            text = said[p.key]
            w = fixed.get(text) or next((w for w in blank if any(w.parts) and w.fits(text)), None)
            if w:
                told[p.key] = _Told(p, w, is_same=True)
        shared = {id(t.words) for t in told.values() if len(t.words.counted) >= _LEAST}
        needed = [w for w in known if w.line.is_needed and len(w.counted) >= _LEAST and w.line.kind in _KINDS]
        if (
            len(shared) >= 2
            and needed
            and sum(id(w) in shared for w in needed) >= _SHARE * len(needed)
            and (best is None or len(shared) > best[0])
        ):
            best = len(shared), known, told
    if best is None:
        return None
    _, known, told = best
    taken = {id(t.words) for t in told.values()}
    left = [w for w in known if id(w) not in taken and sum(w.counted.values()) >= _WORDS]
    rest: list[Passage] = []
    for p in passages:
        if p.key in told:
            continue
        counted = Counter(said[p.key].split())
        size = sum(counted.values())
        near = max(
            ((2 * sum((counted & w.counted).values()) / (size + sum(w.counted.values())), i) for i, w in enumerate(left)
             if (w.line.kind == "heading") == (p.block.kind is BlockKind.HEADING)),
            default=(0.0, 0),
        )  # fmt: skip
        if near[0] >= _LIKE:
            told[p.key] = _Told(p, left.pop(near[1]), is_same=False)
        else:
            rest.append(p)
    return told, known, rest


def _changes(told: _Told) -> list[tuple[int, int, str]]:
    """(start, end, what the library says there) of each stretch that differs; a blank stands for any words, and a number may
    be any number."""
    ours, text = told.words.tokens, told.passage.text
    theirs = list(_TOKEN.finditer(text))
    lang = told.passage.lang
    a = list(ours)
    b = [fold(t.group()) for t in theirs]
    if told.passage.block.kind is BlockKind.ITEM and b and b[-1] in ("y", "e", "and"):
        b.pop()
    out = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone = [t for t in a[i1:i2] if t[0] != "{"]
        blank = len(gone) < i2 - i1
        by_blank = blank or (i1 and a[i1 - 1][0] == "{") or (i2 < len(a) and a[i2][0] == "{")
        if by_blank and all(t in _LEANS for t in gone) and (gone or blank or all(t in _LEANS for t in b[j1:j2])):
            continue
        if gone and not blank and all(is_number(t, lang) for t in (*gone, *b[j1:j2])):
            continue
        if j1 == j2:
            at = min(j1, len(theirs) - 1)
            start, end = theirs[at].span() if theirs else (0, 0)
        else:
            start, end = theirs[j1].start(), theirs[j2 - 1].end()
        out.append((start, end, " ".join(a[i1:i2])))
    return out


def ours(r: Reading) -> Rules:
    """B16: “en materia deportiva” in a sentence whose English is still the library's. M03: what was changed, left out or added
    in an agreement of ours; M01, M02 and M04: its articles."""
    if r.model is not None or not r.brief.own_words:
        return
    read = {lang: born for lang in r.content.languages if (born := _born_of(r, lang))}
    for lang, (told, known, rest) in read.items():
        for key, one in told.items():
            there = [(other, read[other][0].get(key)) for other in read if other != lang]
            if one.is_same:
                yield from _replaced(r, one, [o for o in read if o != lang], read)
                continue
            changed = _changes(one)
            if not changed:
                continue
            same = next((o for o, t in there if t is not None and t.is_same and t.words.line == one.words.line), None)
            if same is not None:
                yield from _one_sided(one, changed, same)
            if r.brief.kind in _PACTS:
                yield from _changed(one, changed)
        if r.brief.kind in _PACTS:
            yield from _left_out(r, lang, told, known)
            yield from _added(r, told, rest, known)
            yield from _moved(r, lang, told, known)


def _one_sided(one: _Told, changed: Sequence[tuple[int, int, str]], other: str) -> Rules:
    names = {x: LANGUAGE_NAMES[x].get(other, other) for x in ("es", "en")}
    for start, end, was in changed:
        words = one.passage.text[start:end]
        yield found(
            "B16", one.passage, start, end,
            says(
                f"“{words}” no es lo que dice el texto de la biblioteca{_quoted(was)}, y en {names['es']} sigue como estaba.",
                f"“{words}” is not what the library's text says{_quoted(was)}, and in {names['en']} it stands as it was.",
            ),
            repairs=_back(one, start, end, was), confidence=0.85, subject=was,
        )  # fmt: skip


def _replaced(r: Reading, one: _Told, others: Sequence[str], read: dict) -> Rules:
    """The whole clause says something else in the other language."""
    for other in others:
        p = r.by_place.get((one.passage.key, other))
        told, _, rest = read[other]
        if (
            p is None
            or p.key in told
            or p not in rest
            or (one.words.line.kind != "heading" and sum(one.words.counted.values()) < _LEAST)
        ):
            continue
        names = {x: LANGUAGE_NAMES[x].get(one.passage.lang, one.passage.lang) for x in ("es", "en")}
        yield found(
            "B16", p, 0, len(p.text),
            says(
                f"No es lo que dice el texto de la biblioteca, y en {names['es']} sigue como estaba.",
                f"This is not what the library's text says, and in {names['en']} it stands as it was.",
            ),
            confidence=0.75,
        )  # fmt: skip


def _quoted(was: str) -> str:
    return f" (“{was}”)" if was and "{" not in was else ""


def _back(one: _Told, start: int, end: int, was: str) -> list[Repair]:
    if not was or "{" in was or start == end:
        return []
    whole = one.words.line.text[one.passage.lang]
    m = re.search(r"\W+".join(re.escape(t) for t in was.split()), fold(whole))
    if m is None or len(fold(whole)) != len(whole):
        return []
    said = whole[m.start() : m.end()]
    if fold(one.passage.text[start:end]) in fold(said) and len(said) > 3 * (end - start):
        return []
    return [Repair(says(f"Poner “{said}”", f"Put “{said}”"), (one.passage.edit(start, end, said),))]


def _changed(one: _Told, changed: Sequence[tuple[int, int, str]]) -> Rules:
    for start, end, was in changed:
        words = one.passage.text[start:end]
        yield found(
            "M03", one.passage, start, end,
            says(
                f"“{words}” se aparta del texto del modelo{_quoted(was)}.",
                f"“{words}” departs from the text of the model{_quoted(was)}.",
            ),
            repairs=_back(one, start, end, was), confidence=0.85, subject=f"{was}|{words}",
        )  # fmt: skip


def _left_out(r: Reading, lang: str, told: dict[str, _Told], known: Sequence[_Words]) -> Rules:
    """M03: a paragraph or an item of an article that stands; M01: the article."""
    have = {id(t.words) for t in told.values()}
    sections = {t.words.line.section: key for key, t in told.items()}  # the last block of each
    gone: set[str] = set()
    previous = ""
    for w in known:
        section = w.line.section
        previous = sections.get(section) or previous
        if id(w) in have or not w.line.is_needed or w.line.kind not in _KINDS or section in gone:
            continue
        number = next((t.passage for t in told.values() if t.words.line.section == section), None)
        words = " ".join(w.tokens)
        if section not in sections and w.line.kind == "heading":
            gone.add(section)
            yield found(
                "M01", nowhere(r, previous, lang), 0, 0,
                says(f"Falta “{w.line.text[lang]}” del modelo.", f"“{w.line.text[lang]}” of the model is missing."),
                confidence=0.85, subject=f"{section}|{lang}",
            )  # fmt: skip
        elif number is not None and sum(w.counted.values()) >= _WORDS and w.line.kind != "heading":
            short = w.line.text[lang][:80]
            yield found(
                "M03", nowhere(r, sections[section], lang), 0, 0,
                says(f"Se suprimió “{short}…”.", f"“{short}…” was taken out."), confidence=0.8, subject=words[:60],
            )  # fmt: skip


def _added(r: Reading, told: dict[str, _Told], rest: Sequence[Passage], known: Sequence[_Words]) -> Rules:
    """M02: an article, M03: a paragraph of an article that is not in the text of the library."""
    open_sections = {w.line.section for w in known if not any(w.parts)}
    of_group = {t.passage.block.group: t.words.line.section for t in told.values() if t.passage.block.group}
    for p in rest:
        if p.block.kind is BlockKind.HEADING and p.block.group not in of_group:
            yield found(
                "M02", p, 0, len(p.text),
                says(f"“{p.text}” no está en el modelo.", f"“{p.text}” is not in the model."), confidence=0.8,
            )  # fmt: skip
        elif (
            p.block.kind is BlockKind.PARAGRAPH and p.block.group in of_group
            and of_group[p.block.group] not in open_sections and len(p.text.split()) >= _LEAST
        ):  # fmt: skip
            yield found(
                "M03", p, 0, len(p.text.rstrip()),
                says("Este párrafo no está en el modelo.", "This paragraph is not in the model."), confidence=0.75,
            )  # fmt: skip


def _moved(r: Reading, lang: str, told: dict[str, _Told], known: Sequence[_Words]) -> Rules:
    """M04: an article that stands elsewhere than in the library's text."""
    order = {section: i for i, section in enumerate(dict.fromkeys(w.line.section for w in known))}
    highest = -1
    for t in told.values():
        if t.passage.block.kind is not BlockKind.HEADING:
            continue
        at = order[t.words.line.section]
        if at < highest:
            yield found(
                "M04", t.passage, 0, len(t.passage.text),
                says(f"“{t.passage.text}” va antes en el modelo.", f"“{t.passage.text}” comes earlier in the model."),
                confidence=0.8,
            )  # fmt: skip
        highest = max(highest, at)


RULES = (ours,)
