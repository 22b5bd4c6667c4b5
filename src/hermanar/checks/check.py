"""Read a text once, let every rule speak, put what they say in the order of the document."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hermanar.kernel.content import Content

from .brief import Brief
from .findings import Finding, Severity
from .places import Places
from .reading import Reading
from .rules import (
    agendas,
    amounts,
    articles,
    at_odds,
    attained,
    bilingual,
    blanks,
    bodies,
    bygone,
    calendars,
    citations,
    claims,
    classes,
    columns,
    completeness,
    concord,
    contraries,
    correspondence,
    counts,
    dates,
    foredated,
    forms,
    fragments,
    glyphs,
    grammar,
    homonyms,
    ledgers,
    lettered,
    lexicon,
    loose_ends,
    missing,
    model as model_rules,
    moments,
    numbering,
    numbers,
    originals,
    ours,
    outline,
    oversteps,
    parties,
    plausibility,
    powers,
    proofs,
    reckoned_days,
    reckoning,
    regions,
    retold,
    safeguards,
    sameness,
    selfnamed,
    sequence,
    shores,
    signatories,
    slips,
    spans,
    spelling,
    standing,
    standins,
    steps,
    styles,
    sums,
    surroundings,
    tallies,
    terms,
    told_apart,
    units,
    votes,
    waters,
    wholes,
    worded,
    wording,
)

FAMILIES = (
    glyphs, blanks, completeness, missing, parties, signatories, homonyms, styles, standing, regions, numbers, amounts, counts, sums, numbering, columns, votes, reckoning, lettered, agendas, bilingual, units, dates, sequence, spans, foredated, moments, model_rules, articles,
    citations, terms, classes, originals, plausibility, shores, surroundings, retold, wording, grammar, concord, sameness, lexicon, told_apart, loose_ends, fragments, worded, bodies, standins, safeguards, outline, ours, powers, claims, proofs, steps, attained, forms, ledgers, calendars, spelling, contraries,
    wholes, bygone, waters, slips, oversteps, tallies, reckoned_days, at_odds, correspondence, selfnamed,
)  # fmt: skip

# when the first is said of a block, the second would say the same again
_SHADOWS = (
    ("P01", "B04"), ("P04", "P01"), ("P03", "P01"), ("B02", "N02"), ("N01", "B02"), ("B08", "N02"), ("B02", "M09"),
    ("P09", "P01"), ("P06", "P01"), ("P14", "P01"), ("P14", "P03"), ("N03", "N08"), ("K04", "K03"), ("E03", "N08"), ("P07", "P01"), ("B13", "L01"), ("D07", "V04"), ("P10", "Q05"), ("P08", "P01"),
    *((code, "B16") for code in ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B12", "B13", "B14", "B15")),
)  # fmt: skip


def check(content: Content, brief: Brief, gazetteer: Places, *, model: Content | None = None) -> list[Finding]:
    """Everything to be said of `content`, in document order (block, then language, then place).

    `model` is the text it was born from, filled in or with its slots. Nothing is changed and nothing is asked of the
    clock or of a database: the same arguments give the same findings.
    """
    if not content.blocks:
        return []
    reading = Reading(content, brief, gazetteer, Reading(model, brief, gazetteer) if model else None)
    found = [f for family in FAMILIES for rule in family.RULES for f in rule(reading)]
    # a text that mixes languages without being a translation misses nothing in the other
    if content.meta.get("pairing") == "none":
        found = [f for f in found if f.code != "B01"]
    if brief.quoted:
        cited = {b.key for b in content.blocks if b.group in brief.quoted}
        found = [f for f in found if f.block not in cited or f.code[0] not in "EN"]
    found = [f for f in found if f.code[0] != "V" or not _is_part_of_a_name(f, reading)]
    beside: dict[tuple[str, str], list[Finding]] = {}
    for f in found:
        beside.setdefault((f.code, f.block), []).append(f)
    found = [f for f in found if not _is_shadowed(f, beside) and not _is_said(f, beside)]
    place = {b.key: i for i, b in enumerate(content.blocks)}
    tongue = {lang: i for i, lang in enumerate(content.languages)}
    found.sort(key=lambda f: (place[f.block], tongue.get(f.lang, len(tongue)), f.start, f.end, f.code))
    seen: Counter[tuple] = Counter()
    out = []
    told: set[tuple[str, str, str, int, int]] = set()
    for f in found:
        # two rules of one code may see the same word
        if f.code == "Q05" and (f.code, f.block, f.lang, f.start, f.end) in told:
            continue
        told.add((f.code, f.block, f.lang, f.start, f.end))
        key = (f.code, f.block, f.lang, f.subject)
        out.append(replace(f, ordinal=seen[key]))
        seen[key] += 1
    return out


# what a clause says by itself, whatever stands around it
OF_A_CLAUSE = frozenset(
    "P01 P03 P04 P09 P10 P14 N01 N02 N03 N04 N05 D01 D02 B01 B02 B03 B04 B05 M03 C01 C02 L01 L02 L05 K01 K02 V01 V02 Q01 Q02 Q03 "
    "Q04 Q05 Q06".split()
)


def check_clause(
    content: Content, key: str, brief: Brief, gazetteer: Places, *, model: Content | None = None
) -> list[Finding]:
    """What is to be said of one block while it is typed: only what it says by itself; the whole is checked when the
    typing rests. Raises KeyError where there is no such block."""
    alone = replace(content, blocks=(content.block(key),))
    born = replace(model, blocks=tuple(b for b in model.blocks if b.key == key)) if model else None
    found = check(alone, brief, gazetteer, model=born if born and born.blocks else None)
    return [f for f in found if f.code in OF_A_CLAUSE]


def _is_part_of_a_name(f: Finding, reading: Reading) -> bool:
    """“la Ciudad de El Astillero” has no shipyard for its name, and “Puerto Peñasco” says nothing of a port."""
    return any(
        m.start <= f.start and f.end <= m.end and (m.start, m.end) != (f.start, f.end)
        for m in reading.party_mentions(reading.by_place[f.block, f.lang])
    )


def _is_said(f: Finding, beside: dict[tuple[str, str], list[Finding]]) -> bool:
    """Two rules may see one mistake: the first to say it says it."""
    for g in beside[f.code, f.block]:
        if g is f:
            return False
        if (
            g.lang == f.lang
            and g.start < f.end
            and f.start < g.end
            and ((g.start <= f.start and f.end <= g.end) or (f.start <= g.start and g.end <= f.end))
        ):
            return True
    return False


_WORD_BY_WORD = 0.95


def _is_another_name_alone(f: Finding, strangers: Iterable[Finding]) -> bool:
    """All that departs from the model there is the name of a place that is no Party, of which that is said already."""
    told = [(g.lang, g.start, g.end) for g in strangers if g.severity is not Severity.NOTICE]
    spans = [(f.lang, f.start, f.end), *((s.lang, s.start, s.end) for s in f.also)]
    return bool(told) and all(any(a == b and c <= i and j <= d for b, c, d in told) for a, i, j in spans)


def _is_shadowed(f: Finding, beside: dict[tuple[str, str], list[Finding]]) -> bool:
    """A party that one language names and a stranger in its place in the other are one mistake, not two."""
    if f.code == "M03" and _is_another_name_alone(f, beside.get(("P01", f.block), ())):
        return True
    for first, second in _SHADOWS:
        if f.code != second:
            continue
        if first == "P03" and f.severity is Severity.ERROR:
            continue  # a municipality in the place of a state is both
        if first == "D07" and f.confidence >= _WORD_BY_WORD:
            continue  # told twice with the same day
        spans = [(f.block, f.lang, f.start, f.end), *((s.block, s.lang, s.start, s.end) for s in f.also)]
        for g in beside.get((first, f.block), ()):
            if g.severity is Severity.NOTICE and f.severity is not Severity.NOTICE:
                continue  # a note hides no warning
            if second in ("B04", "B16"):
                return True
            others = [(g.block, g.lang, g.start, g.end), *((s.block, s.lang, s.start, s.end) for s in g.also)]
            if any(a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3] for a in spans for b in others):
                return True
    return False
