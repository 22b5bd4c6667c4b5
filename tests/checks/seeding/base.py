"""What seeders are made of: finding what a paper says, changing one of it, and where the change stands."""

import dataclasses
import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Mapping

from hermanar.checks.brief import Brief
from hermanar.checks.findings import Finding, Severity, Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.numerals import to_roman
from hermanar.documents.rules.fill import fill_late
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold
from tests.checks.own_papers import Paper, own_towns

AGREEMENTS = frozenset({"twinning", "domestic_twinning", "specific_cooperation", "ratification"})
BODY = (BlockKind.PARAGRAPH, BlockKind.ITEM)
MONTHS = {"es": MONTHS_ES, "en": MONTHS_EN}
DAY = {
    "es": re.compile(rf"(?P<d>\d{{1,2}})(?: de)? (?P<m>{'|'.join(MONTHS['es'])}) de (?P<y>\d{{4}})"),
    "en": re.compile(rf"(?P<m>{'|'.join(MONTHS['en'])}) (?P<d>\d{{1,2}}), (?P<y>\d{{4}})"),
}
SPOKEN = frozenset(MONTHS)
# an article referred to, by its number
ARTICLE = {"es": r"\bArtículo (?P<n>[IVX]+)\b(?! de dicho)", "en": r"\bArticle (?P<n>[IVX]+)\b(?! of (?:that|said))"}
ROMAN = [to_roman(n) for n in range(1, 15)]


@dataclasses.dataclass(frozen=True)
class Seeded:
    """The paper with its fault; `places`: what was changed, any of it; `groups`: where something is missing; `base`: the
    paper without the fault where it is not the one given, and `base_brief` what the case knows of that."""

    content: Content
    brief: Brief
    places: tuple[Span, ...] = ()
    groups: tuple[str, ...] = ()
    base: Content | None = None
    base_brief: Brief | None = None

    def is_found_by(self, finding: Finding) -> bool:
        """Whether the finding, or a place that it speaks of too, lies where the fault is."""
        block = next((b for b in self.content.blocks if b.key == finding.block), None)
        if block and (block.group in self.groups or block.key in self.groups):
            return True
        said = (Span(finding.block, finding.lang, finding.start, finding.end), *finding.also)
        return any(
            s.block == p.block and s.lang == p.lang and s.start <= p.end and p.start <= s.end
            for s in said
            for p in self.places
        )


Sow = Callable[[Paper, random.Random, Gazetteer], Seeded | None]


@dataclasses.dataclass(frozen=True)
class Seeder:
    """`codes` that may answer; `least`: how grave the answer must be."""

    name: str
    codes: tuple[str, ...]
    sow: Sow
    severities: tuple[Severity, ...] = (Severity.ERROR, Severity.WARNING)


def seeder(into: list[Seeder], *codes: str, is_note: bool = False) -> Callable[[Sow], Sow]:
    """Put the function among the seeders, by its name; `is_note`: the rule is written to say no more than a note."""

    def put(sow: Sow) -> Sow:
        severities = tuple(Severity) if is_note else Seeder.severities
        into.append(Seeder(sow.__name__, codes, sow, severities))
        return sow

    return put


# what a paper says


def ours(paper: Paper) -> str:
    return paper.brief.parties[0].names[0]


def theirs(paper: Paper) -> str:
    return paper.brief.parties[1].names[0]


def languages(paper: Paper) -> tuple[str, ...]:
    return paper.content.languages


def is_spoken(paper: Paper) -> bool:
    """Whether it is written in languages for which the seeders have words."""
    return set(languages(paper)) <= SPOKEN


def texts(content: Content, *kinds: BlockKind) -> Iterator[tuple[Block, str, str]]:
    for block in content.blocks:
        if not kinds or block.kind in kinds:
            for lang in content.languages:
                if block.text.get(lang):
                    yield block, lang, block.text[lang]


def hits(
    content: Content, patterns: Mapping[str, str | re.Pattern[str]], *kinds: BlockKind
) -> list[tuple[Block, str, re.Match[str]]]:
    """Every place where the pattern of its language stands; "" is the pattern of any language."""
    return [
        (block, lang, m)
        for block, lang, text in texts(content, *kinds)
        if (pattern := patterns.get(lang) or patterns.get(""))
        for m in re.finditer(pattern, text)
    ]


def the_same(paper: Paper, block: Block, name: str) -> list[tuple[str, re.Match[str]]]:
    """The first place of a name in each language of that block; nothing where one language has it not."""
    found = [(lang, re.search(rf"\b{re.escape(name)}\b", block.text.get(lang, ""))) for lang in languages(paper)]
    return [(lang, m) for lang, m in found if m] if all(m for _, m in found) else []


def has_slot(block: Block) -> bool:
    return any("{" in text for text in block.text.values())


# how it is changed


def put(content: Content, key: str, lang: str, start: int, end: int, new: str) -> tuple[Content, Span]:
    text = content.block(key).text[lang]
    return content.with_text(key, lang, text[:start] + new + text[end:]), Span(key, lang, start, start + len(new))


def changed(paper: Paper, *edits: tuple[str, str, int, int, str], brief: Brief | None = None) -> Seeded:
    """Several places changed at once: (block, language, start, end, new words)."""
    content, places = paper.content, []
    for key, lang, start, end, new in sorted(edits, key=lambda e: (e[0], e[1], -e[2])):
        content, place = put(content, key, lang, start, end, new)
        places.append(place)
    return Seeded(content, brief or paper.brief, tuple(places))


def at(match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
    return match.start(group), match.end(group)


def one(draw: random.Random, rows: list) -> tuple | None:
    return draw.choice(rows) if rows else None


def without(content: Content, *keys: str) -> Content:
    """The content without these blocks, or without these groups."""
    return dataclasses.replace(
        content, blocks=tuple(b for b in content.blocks if b.key not in keys and b.group not in keys)
    )


def spots(content: Content) -> list[int]:
    """Where a paragraph may be added: after one that announces nothing and is not torn from its list."""
    found = []
    for i, block in enumerate(content.blocks):
        after = content.blocks[i + 1] if i + 1 < len(content.blocks) else None
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.FACT) or (after and after.kind is BlockKind.ITEM):
            continue
        if after and block.kind is BlockKind.FACT and after.kind is BlockKind.FACT:
            continue
        words = next(iter(block.text.values()), "").rstrip()
        if words.endswith("." if block.kind is BlockKind.PARAGRAPH else "") and block.group not in ("closing",):
            found.append(i + 1)
    return found


def added(
    paper: Paper,
    draw: random.Random,
    *rows: Mapping[str, str],
    kind: BlockKind = BlockKind.PARAGRAPH,
    brief: Brief | None = None,
    base: Content | None = None,
) -> Seeded | None:
    """The paper with these paragraphs more, one after the other, in all its languages; the fault stands between ⟦ and ⟧,
    or anywhere in them where nothing is marked."""  # fmt: skip
    content = base or paper.content
    places = spots(content)
    if not places or not all(set(content.languages) <= set(row) for row in rows):
        return None
    i = draw.choice(places)
    group = content.blocks[i - 1].group
    blocks, marked, whole = [], [], []
    for n, row in enumerate(rows):
        text = {}
        for lang in content.languages:
            plain = re.sub("[⟦⟧]", "", row[lang])
            text[lang] = plain
            key = f"{group}.seeded{n}"
            whole.append(Span(key, lang, 0, len(plain)))
            if "⟦" in row[lang]:
                start = row[lang].index("⟦")
                marked.append(Span(key, lang, start, row[lang].index("⟧") - 1))
        blocks.append(Block(key, kind, text, group))
    content = dataclasses.replace(content, blocks=(*content.blocks[:i], *blocks, *content.blocks[i:]))
    return Seeded(content, brief or paper.brief, tuple(marked or whole), base=base)


def said(draw: random.Random, *wordings: Mapping[str, str], **values: object) -> dict[str, str]:
    """One of the wordings, with its values; a value may be told by language."""
    row = draw.choice(wordings)
    return {
        lang: words.format(**{k: v.get(lang) if isinstance(v, Mapping) else v for k, v in values.items()})
        for lang, words in row.items()
    }


# days


def day(on: dt.date) -> dict[str, str]:
    return {lang: date_in_words(on, lang) for lang in MONTHS}


def read_day(match: re.Match[str], lang: str) -> dt.date | None:
    """The day that such a match says."""
    return dt.date(int(match["y"]), MONTHS[lang].index(match["m"]) + 1, int(match["d"]))


def days(content: Content, *kinds: BlockKind) -> list[tuple[Block, str, re.Match[str]]]:
    return hits(content, DAY, *kinds)


LATE_DAYS = ("issue_date", "signing_date")


# papers that tell what is to come: the day on which they go out, before it
BEFORE = {
    "letter_invitation": dt.date(2022, 2, 1), "meeting_invitation": dt.date(2022, 1, 20), "letter_official": dt.date(2022, 2, 1),
    "session_call": dt.date(2022, 3, 1), "lead_sheet": dt.date(2022, 1, 20), "renewal": dt.date(2027, 3, 1),
    "termination": dt.date(2025, 3, 3),
}  # fmt: skip


def own_day(paper: Paper) -> dt.date:
    """A day on which the paper may go out or be signed: after what it tells, before what it announces."""
    return BEFORE.get(paper.kind) or max(paper.brief.on, latest(paper.content) or paper.brief.on)


def issued(paper: Paper, on: dt.date, place: str = "") -> Content | None:
    """The paper with its late day and place: as it goes out, or as it is signed."""
    tokens = {t for _, _, text in texts(paper.content) for t in re.findall(r"\{(\w+)\}", text)}
    name = next((n for n in LATE_DAYS if n in tokens), "")
    if not name:
        return None
    where = name.replace("date", "place")
    values = {name: on, where: place or ours(paper)}
    values |= dict.fromkeys(tokens & {"witness_name", "witness_post"})
    if "folio" in tokens:
        values["folio"] = f"PM/0451/{on.year}"
    return fill_late(paper.content, values)


def latest(content: Content) -> dt.date | None:
    """The last day that the paper tells."""
    told = [d for _, lang, m in days(content) if (d := read_day(m, lang))]
    return max(told, default=None)


# places


def third(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> tuple[str, str]:
    """A municipality that the case has nothing to do with, and its state."""
    known = {fold(n) for p in paper.brief.parties for n in (*p.names, *p.subdivisions, *p.country_names)}
    known |= {fold(n) for n in paper.brief.also_allowed}
    while True:
        town = draw.choice(own_towns(gazetteer))
        name, state = fold(town.name), fold(town.state_name)
        if not any(name in k or k in name for k in known) and state not in known:
            return town.name, town.state_name


def named(name: str) -> str:
    return rf"\b{re.escape(name)}\b"
