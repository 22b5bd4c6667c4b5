"""B: languages. A clause, an item or a heading missing in one language, one that is split in one, numbers, dates, names, items,
references, negations and modal strength that differ, defined terms, calques of official terms, stray sentences of the other
language, the number of originals, their languages, equal authenticity."""

import dataclasses
import datetime as dt
import itertools
import random
import re

from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import BlockKind

from ..own_papers import Paper
from .base import (
    ARTICLE,
    BODY,
    ROMAN,
    Seeded,
    Seeder,
    added,
    at,
    changed,
    day,
    days,
    hits,
    languages,
    named,
    one,
    ours,
    put,
    read_day,
    said,
    seeder,
    texts,
    theirs,
)

SEEDERS: list[Seeder] = []
BOTH = ("es", "en")


def _is_paired(paper: Paper) -> bool:
    return set(languages(paper)) == set(BOTH)


@seeder(SEEDERS, "B01", "B05")
def a_clause_missing_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A paragraph, an item or a heading stands in one language only."""
    rows = [b for b in paper.content.blocks if b.kind in (*BODY, BlockKind.HEADING)]
    if not _is_paired(paper) or not rows:
        return None
    block, lang = draw.choice(rows), draw.choice(BOTH)
    return Seeded(paper.content.with_text(block.key, lang, ""), paper.brief, groups=(block.group,))


@seeder(SEEDERS, "B15", "B01")
def a_clause_split_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Two paragraphs of one language are one in the other."""
    blocks = paper.content.blocks
    rows = [
        (a, b)
        for a, b in itertools.pairwise(blocks)
        if a.kind is b.kind is BlockKind.PARAGRAPH and a.group == b.group and a.group != "preamble"
    ]
    picked = one(draw, rows)
    if not _is_paired(paper) or not picked:
        return None
    a, b = picked
    lang = draw.choice(BOTH)
    content = paper.content.with_text(a.key, lang, f"{a.text[lang]} {b.text[lang]}").with_text(b.key, lang, "")
    return Seeded(content, paper.brief, groups=(a.key, b.key))


NUMBER = {
    "es": r"(?P<w>\b(?:[a-z]+ y )?[a-záéíóú]+ \(\d{1,3}\)|(?<![\d/.,:-])\b\d{1,3}\b(?! de [a-z]|[\d/.,:-]| horas))",
    "en": r"(?P<w>\b[a-z]+(?:-[a-z]+)? \(\d{1,3}\)|(?<![\d/.,:-])\b\d{1,3}\b(?![\d/:-]|, \d))",
}
NEW = {
    "es": {7: "siete", 8: "ocho", 45: "cuarenta y cinco", 90: "noventa"},
    "en": {7: "seven", 8: "eight", 45: "forty-five", 90: "ninety"},
}


@seeder(SEEDERS, "B02", "B08")
def another_number_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Sixty days in one language and ninety in the other."""
    rows = [
        r for r in hits(paper.content, NUMBER, *BODY)
        if not re.search(r"(?:Persona de Muestra|LS-|/|[A-Z]-|\b(?:ciento|hundred|mil|thousand) |January|February|March|April|May|June|July|August|September|October|November|December) ?$", r[2].string[: r[2].start()])
    ]  # fmt: skip
    picked = one(draw, rows)
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m = picked
    old = int(re.search(r"\d+", m["w"])[0])
    n = draw.choice([k for k in NEW[lang] if k != old])
    new = f"{NEW[lang][n]} ({n})" if "(" in m["w"] else str(n)
    return _beside(changed(paper, (block.key, lang, *at(m), new)), block.key)


def _beside(seeded: Seeded, key: str) -> Seeded:
    """A difference between two languages is told in either of them."""
    return dataclasses.replace(seeded, groups=(key,))


@seeder(SEEDERS, "B03", "D07")
def another_day_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The 16th in one language and the 17th in the other."""
    picked = one(draw, days(paper.content))
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m = picked
    new = read_day(m, lang) - dt.timedelta(days=draw.choice((1, 7, 31, 365)))
    return _beside(changed(paper, (block.key, lang, *at(m), day(new)[lang])), block.key)


@seeder(SEEDERS, "B04", "P05", "P13", "B16", "B02")
def another_name_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """One language names the one Party, or another person, where the other names the other. The persons of our samples bear a
    number, so that it may also be said that the numbers differ."""
    rows = hits(paper.content, {"": r"(?P<n>Persona de Muestra \d\d)"})
    for a, b in ((ours(paper), theirs(paper)), (theirs(paper), ours(paper))):
        for block, lang, m in hits(paper.content, {"": rf"(?P<n>{named(a)})"}, *BODY):
            if len(re.findall(named(a), m.string)) == 1 and not re.search(named(b), m.string):
                rows.append((block, lang, m))
    picked = one(draw, rows)
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m = picked
    people = ("Jesús Ejemplo Ficticio", "Ana María Ejemplo Muestra", "Persona de Muestra Ochenta")
    new = draw.choice(people) if "Persona" in m["n"] else theirs(paper) if m["n"] == ours(paper) else ours(paper)
    return _beside(changed(paper, (block.key, lang, *at(m, "n"), new)), block.key)


@seeder(SEEDERS, "B05", "B01")
def an_item_missing_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Four items in one language, three in the other."""
    items = [b for b in paper.content.blocks if b.kind is BlockKind.ITEM]
    if not _is_paired(paper) or not items:
        return None
    block, lang = draw.choice(items), draw.choice(BOTH)
    return Seeded(paper.content.with_text(block.key, lang, ""), paper.brief, groups=(block.group,))


@seeder(SEEDERS, "B07")
def another_reference_in_one_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Article V in one language, Article VI in the other."""
    picked = one(draw, hits(paper.content, ARTICLE, *BODY))
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m = picked
    new = draw.choice([n for n in ROMAN if n != m["n"]])
    return _beside(changed(paper, (block.key, lang, *at(m, "n"), new)), block.key)


# whole words whose “no” is taken away, and where one may be put in
DENIED = {
    "es": (
        r"\b[Nn]o (?=(?:será|afectará|dependerá|impedirá|podrán|crea|constituye|compromete|tendrán|sustituye|se )\b)",
        "",
    ),
    "en": (r"(?<=shall) not\b|(?<=may) not\b|(?<=will) not\b", ""),
}
AFFIRMED = {
    "es": (r"\b(?=(?:formularán|financiarán|sufragará|procurarán|cubrirá|actuará|permanecerá|podrá)\b)", "no "),
    "en": (r"(?<=\bshall)(?= (?:draw|finance|bear|endeavor|carry|prepare|meet|resolve|remain)\b)|(?<=\bwill)(?= (?:cover|act|remain|meet)\b)", " not"),
}  # fmt: skip


def _negation(paper: Paper, draw: random.Random, table: dict[str, tuple[str, str]]) -> Seeded | None:
    picked = one(draw, hits(paper.content, {lang: p for lang, (p, _) in table.items()}, *BODY))
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m = picked
    return _beside(changed(paper, (block.key, lang, *at(m), table[lang][1])), block.key)


@seeder(SEEDERS, "B11")
def what_one_language_denies_the_other_affirms(
    paper: Paper, draw: random.Random, gazetteer: Gazetteer
) -> Seeded | None:
    """A “not” is lost in one language."""
    return _negation(paper, draw, DENIED)


@seeder(SEEDERS, "B11")
def what_one_language_affirms_the_other_denies(
    paper: Paper, draw: random.Random, gazetteer: Gazetteer
) -> Seeded | None:
    """A “not” slipped into one language."""
    return _negation(paper, draw, AFFIRMED)


@seeder(SEEDERS, "B12")
def one_language_allows_what_the_other_commands(
    paper: Paper, draw: random.Random, gazetteer: Gazetteer
) -> Seeded | None:
    """Shall in one language, may in the other."""
    rows = [
        (b, lang, m, {"shall": "may", "may": "shall", "podrá": "deberá", "podrán": "deberán"}[m.group()])
        for b, lang, m in hits(paper.content, {"es": r"\bpodrán?\b", "en": r"\b(?:shall|may)\b(?! not| in no case)"}, *BODY)
        # one clause of one verb: which of several is meant is not for a seeder to guess
        if len(re.findall(r"\bshall\b|\bmay\b", b.text.get("en", ""))) == 1
        # “those that you may wish” allows nothing
        and (m.group() == "shall" or re.search(r"\bpodrán?\b", b.text.get("es", "")))
    ]  # fmt: skip
    picked = one(draw, rows)
    if not _is_paired(paper) or not picked:
        return None
    block, lang, m, new = picked
    return _beside(changed(paper, (block.key, lang, *at(m), new)), block.key)


DEFINED = {
    "es": {"las Partes": "los Participantes", "Las Partes": "Los Participantes", "los Participantes": "las Partes",
           "Los Participantes": "Las Partes"},
    "en": {"the Parties": "the Participants", "The Parties": "The Participants", "the Participants": "the Parties",
           "The Participants": "The Parties"},
}  # fmt: skip


@seeder(SEEDERS, "B06", "C02", "C03")
def another_word_for_a_defined_one(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Who are “the Parties” become “the Participants” at one place."""
    rows = [
        (b, lang, m)
        for b, lang, m in hits(paper.content, {lang: rf"(?:{'|'.join(t)})\b" for lang, t in DEFINED.items()}, *BODY)
        if "“" not in m.string and "sucesivo" not in m.string
    ]
    known = {
        lang
        for lang in languages(paper)
        if hits(paper.content, {lang: r"“(?:las Partes|los Participantes|the Parties|the Participants)”"})
    }
    picked = one(draw, [r for r in rows if r[1] in known])
    if not picked:
        return None
    block, lang, m = picked
    return _beside(changed(paper, (block.key, lang, *at(m), DEFINED[lang][m.group()])), block.key)


CALQUES = (
    ("We ask the Ministry to issue the ⟦{c}⟧ on the text.", ("opinion of origin", "opinion of provenance")),
    ("The ⟦{c}⟧ of the Ministry was received this week.", ("opinion of origin", "opinion of provenance")),
    ("The file is at the ⟦{c}⟧ of the procedure.", ("binding stage",)),
    ("The ⟦{c}⟧ began with the letters of both mayors.", ("binding stage",)),
)


@seeder(SEEDERS, "B13")
def a_calque_of_an_official_term(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“opinion of origin” for a favorable opinion, “binding” for the stage of first contact."""
    if languages(paper) != ("en",):
        return None
    form, words = draw.choice(CALQUES)
    return added(paper, draw, {"en": form.format(c=draw.choice(words))})


STRAY = {
    "es": (
        "Le reiteramos nuestro aprecio y quedamos a la espera de su amable respuesta.",
        "Nuestra oficina dará seguimiento a lo acordado con las áreas de turismo y de cultura.",
        "Los gastos de la visita correrán por cuenta de cada una de las delegaciones.",
    ),
    "en": (
        "We are proud of the work that our communities have done together over the years.",
        "Our office will follow up on what was agreed with the departments of tourism and culture.",
        "We look forward to hearing from you and to meeting you in the coming months.",
    ),
}


@seeder(SEEDERS, "B14")
def a_sentence_of_the_other_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A sentence of one language stands in the text of the other."""
    rows = [
        (b, lang)
        for b, lang, text in texts(paper.content, BlockKind.PARAGRAPH)
        if lang in STRAY and text.endswith(".") and b.group not in ("closing",)
    ]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang = picked
    text = block.text[lang]
    other = draw.choice(STRAY["en" if lang == "es" else "es"])
    content, place = put(paper.content, block.key, lang, len(text), len(text), f" {other}")
    return Seeded(content, paper.brief, (dataclasses.replace(place, start=place.start + 1),))


@seeder(SEEDERS, "B14", "B01")
def a_paragraph_left_in_the_other_language(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A paragraph was pasted untranslated: both columns say it in one language."""
    rows = [
        b for b in paper.content.blocks
        if b.kind is BlockKind.PARAGRAPH and len(b.text.get("en", "").split()) > 8 and len(b.text.get("es", "").split()) > 8
    ]  # fmt: skip
    if not _is_paired(paper) or not rows:
        return None
    block, lang = draw.choice(rows), draw.choice(BOTH)
    other = block.text["en" if lang == "es" else "es"]
    content = paper.content.with_text(block.key, lang, other)
    return Seeded(content, paper.brief, (Span(block.key, lang, 0, len(other)),), groups=(block.key,))


ORIGINALS = {"es": r"\b(?P<w>\w+) \((?P<n>\d)\) ejemplares", "en": r"\b(?P<w>\w+) \((?P<n>\d)\) originals"}
WORDS = {"es": {1: "un", 5: "cinco", 7: "siete", 9: "nueve"}, "en": {1: "one", 5: "five", 7: "seven", 9: "nine"}}


@seeder(SEEDERS, "B08", "N02", "M09")
def another_number_of_originals(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """As many originals as nobody agreed, in every language alike."""
    found = hits(paper.content, ORIGINALS)
    if not found or len(found) != len(languages(paper)) or paper.brief.kind not in ("agreement", "declaration"):
        return None
    n = draw.choice([n for n in (5, 7, 9) if n != int(found[0][2]["n"])])
    edits = [(b.key, lang, m.start(), m.end("n") + 1, f"{WORDS[lang][n]} ({n})") for b, lang, m in found]
    return changed(paper, *edits)


@seeder(SEEDERS, "B09")
def another_language_in_the_closing(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Drawn up in Spanish and French, says a text in Spanish and English."""
    found = hits(
        paper.content,
        {
            "es": r"redactados en [\w ]*?\b(?P<n>español|inglés)\b",
            "en": r"drawn up in [\w ]*?\b(?P<n>Spanish|English)\b",
        },
    )
    picked = one(draw, [r for r in found if r[0].group.startswith("closing")])
    if not picked or paper.brief.kind not in ("agreement", "declaration"):
        return None
    block, lang, m = picked
    new = draw.choice({"es": ("francés", "portugués", "italiano"), "en": ("French", "Portuguese", "Italian")}[lang])
    return _beside(changed(paper, (block.key, lang, *at(m, "n"), new)), block.key)


@seeder(SEEDERS, "B10")
def equal_authenticity_left_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Two languages, and the closing does not say that both are authentic."""
    found = hits(paper.content, {
        "es": r", todos ellos igualmente (?:auténticos|válidos)", "en": r", all of them being equally (?:authentic|valid)",
    })  # fmt: skip
    if not _is_paired(paper) or len(found) != 2 or paper.brief.kind != "agreement":
        return None
    rows = found if draw.random() < 0.5 else [draw.choice(found)]
    seeded = changed(paper, *((b.key, lang, *at(m), "") for b, lang, m in rows))
    return _beside(seeded, found[0][0].key)


ADDED_PAIRS = (
    ({"es": "Las visitas durarán {a} días.", "en": "The visits shall last {b} days."}),
    ({"es": "Se otorgarán {a} becas cada año.", "en": "{b} scholarships shall be granted each year."}),
    ({"es": "El comité de seguimiento tendrá {a} integrantes.", "en": "The follow-up committee shall have {b} members."}),
)  # fmt: skip


@seeder(SEEDERS, "B02")
def a_new_clause_with_two_numbers(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A clause put in by hand says one number in Spanish and another in English."""
    if not _is_paired(paper):
        return None
    a = draw.randint(11, 40)
    return added(paper, draw, said(draw, *ADDED_PAIRS, a=a, b=a + draw.randint(1, 20)))
