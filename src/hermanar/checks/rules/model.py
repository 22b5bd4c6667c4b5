"""M: how far the text goes from the model of fourteen articles (domain.md 4.1), and the order of its articles."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..findings import Edit, Insertion, Repair, Severity
from ..numerals import ORDINALS, find_words, to_roman
from ..reading import Passage, Reading, Rules, found, nowhere, says
from .safeguards import lost_safeguards, protects

# competence, financing, protected information, other instruments, employment of the model of fourteen; in another one
# their headings tell
SAFEGUARDS = frozenset({4, 8, 9, 10, 12})
_TOKEN = re.compile(r"\{[a-z][a-z0-9_.]*\}|[^\W_]+")


def missing_articles(r: Reading) -> Rules:
    """M01: an article of the model that the text does not have."""
    if r.model is None:
        return
    groups, numbers = set(r.content.groups()), set(r.articles.values())
    for group, number in r.model.articles.items():
        if group in groups or (number in numbers and group not in groups and not _same_keys(r)):
            continue
        before = [g for g in r.model.articles if r.model.articles[g] < number and g in groups]
        after = [b.key for b in r.content.blocks if before and b.group == before[-1]]
        if not after:
            after = [b.key for b in r.content.blocks if b.group in ("", "preamble")]
        at = after[-1] if after else ""
        insertions, previous = [], at
        for block in r.model.content.of_group(group):
            insertions.append(Insertion(previous, block))
            previous = block.key
        heading = next(iter(r.model.content.of_group(group)))
        name = {lang: heading.text.get(lang, "") for lang in ("es", "en")}
        yield found(
            "M01",
            nowhere(r, at),
            0,
            0,
            says(
                f"Falta el Artículo {to_roman(number)}, “{name['es']}”.",
                f"Article {to_roman(number)}, “{name['en'] or name['es']}”, is missing.",
            ),
            repairs=[Repair(says("Restituir", "Restore"), insertions=tuple(insertions))],
            subject=group,
        )


def _same_keys(r: Reading) -> bool:
    """Whether the text was born from the model (it shares its keys) or is another's text, compared by number."""
    return bool(set(r.content.groups()) & set(r.model.articles))


def added_articles(r: Reading) -> Rules:
    """M02: an article that the model of an agreement does not have. A report has a part for each activity it tells of."""
    if r.model is None or r.brief.kind != "agreement":
        return
    known = set(r.model.articles) if _same_keys(r) else None
    numbers = set(r.model.articles.values())
    for group, number in r.articles.items():
        if (group in known) if known is not None else (number in numbers):
            continue
        heading = next(b for b in r.content.blocks if b.group == group or b.key == group)
        passages = r.of_block(heading.key)
        if passages:
            yield found(
                "M02",
                passages[0],
                0,
                len(passages[0].text),
                says(
                    f"El Artículo {to_roman(number)} no está en el modelo.",
                    f"Article {to_roman(number)} is not in the model.",
                ),
                subject=group,
            )


@dataclass(frozen=True)
class _Change:
    """One stretch that differs: `removed` is what the model said there, "" for a pure addition."""

    start: int
    end: int
    removed: str
    edit: Edit | None


def deviations(r: Reading) -> Rules:
    """M03: words of the model that were taken out or changed (a warning in the articles that protect a side), or
    words that were added (a notice). M07: what was taken out was the safeguard itself."""
    if r.model is None:
        return
    lost = {group for group, _ in lost_safeguards(r)}
    heads = [p for p in r.model.passages if p.block.kind is BlockKind.HEADING]
    protecting = {p.block.group for p in heads if protects(p.text, p.lang)}
    present = set(r.content.groups())
    keys = [b.key for b in r.content.blocks]
    for group, number in r.model.articles.items():
        if group not in present:
            continue
        grave = group in protecting or (number in SAFEGUARDS and r.brief.kind == "agreement")
        previous = ""
        for block in r.model.content.of_group(group):
            if block.key not in keys:
                if block.kind is not BlockKind.HEADING:
                    yield _missing_block(r, block, previous, number, grave=grave, lost=group in lost)
                continue
            previous = block.key
            changes = [
                (p, c)
                for p in r.of_block(block.key)
                if (m := r.model.by_place.get((block.key, p.lang))) and m.text != p.text
                for c in _compare(m, p)
            ]
            if changes:
                yield _deviation(number, changes, grave=grave, lost=group in lost)


def _missing_block(r: Reading, block, previous: str, number: int, *, grave: bool, lost: bool):
    roman = to_roman(number)
    text = {lang: block.text.get(lang, "") for lang in ("es", "en")}
    return found(
        "M07" if lost else "M03",
        nowhere(r, previous or None),
        0,
        0,
        says(
            f"Artículo {roman}: se suprimió “{_short(text['es'])}”.",
            f"Article {roman}: “{_short(text['en'] or text['es'])}” was taken out.",
        ),
        repairs=[Repair(says("Restituir", "Restore"), insertions=(Insertion(previous, block),))] if previous else (),
        severity=Severity.WARNING if grave else Severity.NOTICE,
        subject=block.key,
    )


def _deviation(number: int, changes: list[tuple[Passage, _Change]], *, grave: bool, lost: bool):
    roman = to_roman(number)
    removed = [(p, c) for p, c in changes if c.removed]
    first, change = (removed or changes)[0]
    spans = [p.span(c.start, c.end) for p, c in (removed or changes)]
    if removed:
        said = {lang: next((c.removed for p, c in removed if p.lang == lang), change.removed) for lang in ("es", "en")}
        what = says("la salvaguarda ", "the safeguard ") if grave else says("", "")
        message = says(
            f"Artículo {roman}: se suprimió o cambió {what['es']}“{_short(said['es'])}”.",
            f"Article {roman}: {what['en']}“{_short(said['en'])}” was taken out or changed.",
        )
    else:
        message = says(
            f"Artículo {roman}: se agregó “{_short(first.text[change.start : change.end])}”.",
            f"Article {roman}: “{_short(first.text[change.start : change.end])}” was added.",
        )
    edits = [c.edit for _, c in removed]
    repairs = [Repair(says("Restituir", "Restore"), tuple(edits))] if edits and all(edits) else []
    return found(
        "M07" if lost and removed else "M03",
        first,
        change.start,
        change.end,
        message,
        repairs=repairs,
        also=spans[1:],
        confidence=0.9,
        severity=Severity.WARNING if grave and removed else Severity.NOTICE,
        subject="|".join(fold(c.removed) or "+" + fold(p.text[c.start : c.end]) for p, c in (removed or changes)),
    )


def _compare(model: Passage, passage: Passage) -> list[_Change]:
    """Word by word. A slot of the model stands for any words; numbers are the business of N and B."""
    ours, a = _words_of(model.text)
    theirs = list(_TOKEN.finditer(passage.text))
    b = [_key(t.group()) for t in theirs]
    out: list[_Change] = []
    if len(a) == len(b) and all(
        x == y or (is_number(x, model.lang) and is_number(y, passage.lang)) for x, y in zip(a, b, strict=True)
    ):
        return out
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = a[i1:i2], b[j1:j2]
        has_slot = any(t.startswith("{") for t in gone)
        words_gone = [t for t in gone if not t.startswith("{") and not is_number(t, model.lang)]
        words_come = [t for t in come if not is_number(t, passage.lang)]
        if not words_gone and (has_slot or not words_come):
            continue
        # a deletion is mended where it was: after the word before it, with its own comma
        if j1 == j2:
            at = theirs[j1 - 1].end() if j1 else 0
            since = ours[i1 - 1].end() if i1 and j1 else ours[i1].start()
            until = ours[i2 - 1].end()
            new = model.text[since:until] + ("" if j1 else " ")
            out.append(
                _Change(at, at, model.text[ours[i1].start() : until], None if has_slot else passage.edit(at, at, new))
            )
            continue
        start, end = theirs[j1].start(), theirs[j2 - 1].end()
        if not words_gone:
            out.append(_Change(start, end, "", None))
            continue
        old = model.text[ours[i1].start() : ours[i2 - 1].end()]
        out.append(_Change(start, end, old, None if has_slot else passage.edit(start, end, old)))
    return out


@lru_cache(512)
def _words_of(text: str) -> tuple[list[re.Match], list[str]]:
    """The words of a paragraph of the model, and as they are compared: every text is compared with the same one."""
    tokens = list(_TOKEN.finditer(text))
    return tokens, [_key(t.group()) for t in tokens]


def _key(token: str) -> str:
    return token if token.startswith("{") else fold(token)


def is_number(token: str, lang: str) -> bool:
    """A word or a figure that counts or orders; “un” may be either."""
    if token.isdigit() or token in ORDINALS.get(lang, {}):
        return token.isdigit()
    return any(True for _ in find_words(token, lang))


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87].rsplit(" ", 1)[0] + "…"


def _follows(model: Reading, before: str, group: str) -> bool:
    """Whether one article of the model comes right after the other: then nothing is missing between them."""
    known = model.articles
    return before in known and group in known and known[group] == known[before] + 1


# their chapters and rows are numbered, each list from one
_WITHOUT_ARTICLES = frozenset({"report", "study", "minutes", "designation"})


def order(r: Reading) -> Rules:
    """M04: the numbers of the articles go back, repeat or (where there is no model to say what is missing) jump."""
    if r.brief.kind in _WITHOUT_ARTICLES or r.brief.paper == "other":
        return
    previous = 0
    if (
        r.model is None
        and (not r.brief.paper or len(r.articles) < 3 or r.is_part)
        and not any(b.kind is BlockKind.TITLE for b in r.content.blocks)
    ):
        # a passage of an agreement, without its title, may begin at any article
        previous = next(iter(r.articles.values()), 1) - 1
    before = ""
    for group, number in r.articles.items():
        heading = next(b for b in r.content.blocks if b.group == group or b.key == group)
        passages = r.of_block(heading.key)
        jumps = number > previous + 1 and (r.model is None or _follows(r.model, before, group))
        before = group
        if passages and (number <= previous or jumps):
            was = to_roman(previous) if previous else "—"
            yield found(
                "M04",
                passages[0],
                0,
                len(passages[0].text),
                says(
                    f"Después del Artículo {was} sigue el {to_roman(previous + 1)}, no el {to_roman(number)}.",
                    f"After Article {was} comes {to_roman(previous + 1)}, not {to_roman(number)}.",
                ),
                subject=f"{previous}|{number}",
            )
        previous = number


def moved(r: Reading) -> Rules:
    """M04: an article stands before one that it follows in the model, and the numbers were made to fit."""
    if r.model is None or r.brief.kind != "agreement" or not _same_keys(r):
        return
    there = [g for g in r.articles if g in r.model.articles]
    model = [g for g in r.model.articles if g in r.articles]
    first = next((i for i, (a, b) in enumerate(zip(there, model, strict=True)) if a != b), None)
    if first is None or any(b <= a for a, b in pairwise(r.articles.values())):
        return  # in order, or `order` says it
    # of one that came up and one that went down, the one that is further from its place
    came, went = there[first], model[first]
    group = came if model.index(came) - first >= there.index(went) - first else went
    passages = r.of_block(next(b.key for b in r.content.blocks if group in (b.group, b.key)))
    if passages:
        number = to_roman(r.model.articles[group])
        yield found(
            "M04", passages[0], 0, len(passages[0].text),
            says(f"En el modelo es el Artículo {number}: está en otro lugar.", f"In the model it is Article {number}: it stands in another place."),
            subject=f"moved|{group}",
        )  # fmt: skip


RULES = (missing_articles, added_articles, deviations, order, moved)
