"""D: dates. A day that no calendar has, the wrong day of the week, one act with two days, the same act a year before, a term
that runs backwards, a day without its year, the motto of another year, study, committee, Cabildo and signature out of order
(in the text, by the case, by the day of the paper), evidence outside its period, hours that end before they begin, a term of
office that does not cover the day."""

import dataclasses
import datetime as dt
import random
import re

from hermanar.checks.entities import WEEKDAY_WORDS
from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import Block, BlockKind

from ..own_papers import Paper
from .base import (
    DAY,
    MONTHS,
    Seeded,
    Seeder,
    added,
    at,
    changed,
    day,
    days,
    hits,
    is_spoken,
    issued,
    languages,
    one,
    ours,
    own_day,
    read_day,
    said,
    seeder,
    theirs,
)

SEEDERS: list[Seeder] = []

SHORT = {"es": ("abril", "junio", "septiembre", "noviembre"), "en": ("April", "June", "September", "November")}


def _dated(paper: Paper, draw: random.Random) -> Paper:
    """The paper, for every second time with its late day filled in: as the desk shows it and as it goes out."""
    content = issued(paper, own_day(paper)) if draw.random() < 0.5 else None
    return dataclasses.replace(paper, content=content) if content else paper


def _of(paper: Paper, seeded: Seeded) -> Seeded:
    return dataclasses.replace(seeded, base=paper.content)


@seeder(SEEDERS, "D01")
def a_day_that_is_none(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """31 de abril, 30 de febrero."""
    paper = _dated(paper, draw)
    picked = one(draw, days(paper.content))
    if not picked:
        return None
    block, lang, m = picked
    if m["m"] in SHORT[lang]:
        new = {"d": "31", "m": m["m"]}
    else:
        new = {"d": draw.choice(("30", "31")), "m": "febrero" if lang == "es" else "February"}
    words = f"{new['d']} de {new['m']} de {m['y']}" if lang == "es" else f"{new['m']} {new['d']}, {m['y']}"
    return _of(paper, changed(paper, (block.key, lang, *at(m), words)))


@seeder(SEEDERS, "D02")
def another_day_of_the_week(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“el martes 16 de septiembre de 2022” was a Friday."""
    paper = _dated(paper, draw)
    before = {"es": r"(?:\bel|\bdel|, a) $", "en": r"(?:\bon|\bof|,) $"}
    rows = [
        r for r in days(paper.content) if re.search(before[r[1]], r[2].string[: r[2].start()]) and read_day(r[2], r[1])
    ]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    right = read_day(m, lang).weekday()
    word = WEEKDAY_WORDS[lang][draw.choice([n for n in range(7) if n != right])]
    new = f"{word} {m.group()}" if lang == "es" else f"{word[0].upper()}{word[1:]}, {m.group()}"
    return _of(paper, changed(paper, (block.key, lang, *at(m), new)))


CITED = {
    "es": r"(?P<w>\b(?:acta|oficio|carta(?: de intención)?|dictamen|comunicación) (?P<n>[A-Z\d][A-Z\d/-]*\d)),? (?:del|de fecha) "
    + DAY["es"].pattern,
    "en": r"(?P<w>\b(?:act|official letter|letter(?: of intent)?|opinion|communication) (?P<n>[A-Z\d][A-Z\d/-]*\d)),? (?:of|dated) "
    + DAY["en"].pattern,
}
AGAIN = (
    {"es": "Se acompaña copia de {a} {w}, del ⟦{d}⟧.", "en": "A copy of {w}, of ⟦{d}⟧, is enclosed."},
    {"es": "Obra en el expediente {a} {w}, de fecha ⟦{d}⟧.", "en": "The file holds {w}, dated ⟦{d}⟧."},
)


@seeder(SEEDERS, "D07")
def one_paper_with_two_days(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """An act or a letter told by its number bears another day, or another year, at another place of the same paper."""
    rows = hits(paper.content, CITED)
    keys = sorted({(b.key, n) for b, _, m in rows for n in [m["n"]]})
    if not keys:
        return None
    key, number = draw.choice(keys)
    told = {lang: m for b, lang, m in rows if b.key == key and m["n"] == number}
    if set(told) != set(languages(paper)):
        return None
    first = next(iter(told))
    right = read_day(told[first], first)
    # before its own day, so that it is no day to come; a year, a month or a few days away
    wrong = right - dt.timedelta(days=draw.choice((365, 366, 31, 9, 4)))
    article = {"es": "el" if re.match("acta|oficio|dictamen", told[first]["w"]) else "la", "en": ""}
    row = said(draw, *AGAIN, a=article, w={lang: m["w"] for lang, m in told.items()}, d=day(wrong))
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(
        seeded, places=(*seeded.places, *(Span(key, lang, *at(m)) for lang, m in told.items()))
    )


SPANS = (
    {"es": "La exposición estará abierta del ⟦{b} al {a} de {m} de {y}⟧.",
     "en": "The exhibition will be open from ⟦{M} {b} to {M} {a}, {y}⟧."},
    {"es": "El programa se desarrollará del ⟦{b} de {m} de {y} al {a} de {m} de {y}⟧.",
     "en": "The program will run from ⟦{M} {b}, {y}, to {M} {a}, {y}⟧."},
)  # fmt: skip


@seeder(SEEDERS, "D07")
def a_term_that_runs_backwards(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """From the 20th to the 12th of one month."""
    a = draw.randint(1, 14)
    b, m = a + draw.randint(1, 14), draw.randrange(12)
    y = paper.brief.on.year + 1
    return added(paper, draw, said(draw, *SPANS, a=a, b=b, m=MONTHS["es"][m], M=MONTHS["en"][m], y=y))


@seeder(SEEDERS, "D07")
def hours_that_end_before_they_begin(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A session that closes before it opens."""
    opens = hits(paper.content, {"es": r"comenzó a las (?P<h>\d{1,2}):\d\d", "en": r"began at (?P<h>\d{1,2}):\d\d"})
    closes = hits(
        paper.content,
        {"es": r"concluyó a las (?P<h>\d{1,2}):\d\d", "en": r"(?:ended|concluded) at (?P<h>\d{1,2}):\d\d(?! p)"},
    )
    if len(opens) != 1 or len(closes) != 1:
        return None
    (first, lang, o), (last, _, c) = opens[0], closes[0]
    seeded = changed(paper, (last.key, lang, *at(c, "h"), f"{int(o['h']) - draw.randint(1, 3):02d}"))
    return dataclasses.replace(
        seeded, places=(*seeded.places, Span(first.key, lang, *at(o)), Span(last.key, lang, c.start(), c.end()))
    )


@seeder(SEEDERS, "D06")
def a_day_without_its_year(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The day of the paper, of its signature or of what it cites says no year."""
    content = issued(paper, own_day(paper))
    if not content:
        return None
    paper = dataclasses.replace(paper, content=content)
    rows = [r for r in days(content) if r[0].kind is BlockKind.PLACE_DATE or r[0].group.startswith("closing")]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    new = f"{m['d']} de {m['m']}" if lang == "es" else f"{m['m']} {m['d']}"
    end = m.end()
    words = draw.choice((new, f"{new} del presente" if lang == "es" else new))
    return _of(paper, changed(paper, (block.key, lang, m.start(), end, words)))


MOTTOES = (
    "“{y}, Año de la Amistad entre los Pueblos”", "“Año {y} de la Cultura Municipal”", "“{y}, Año del Bicentenario del Municipio”",
    "“{y}: Año de Ricardo Flores Magón, Precursor de la Revolución Mexicana”",
)  # fmt: skip


@seeder(SEEDERS, "D08")
def the_motto_of_another_year(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A letterhead bears the motto of a year that is not the letter's."""
    content = issued(paper, own_day(paper))
    if not content or languages(paper) != ("es",) or content.blocks[0].kind is not BlockKind.PLACE_DATE:
        return None
    year = own_day(paper).year
    form = draw.choice(MOTTOES)

    def headed(y: int) -> tuple[Block, ...]:
        head = Block("head.motto", BlockKind.PARAGRAPH, {"es": form.format(y=y)}, content.blocks[0].group)
        return (head, *content.blocks)

    wrong = year - draw.randint(1, 3)
    return Seeded(
        dataclasses.replace(content, blocks=headed(wrong)), paper.brief,
        (Span("head.motto", "es", 0, len(form)),), base=dataclasses.replace(content, blocks=headed(year)),
    )  # fmt: skip


ORDER = (
    {"es": "El estudio se concluyó el {b} y el Comité lo aprobó el {a}.",
     "en": "The study was completed on {b} and the Committee approved it on {a}."},
    {"es": "El Comité aprobó el estudio el {b}, y el Cabildo autorizó la firma el {a}.",
     "en": "The Committee approved the study on {b}, and the Council authorized the signing on {a}."},
    {"es": "El Cabildo autorizó la firma del acuerdo el {b} y el acuerdo se firmó el {a}.",
     "en": "The Council authorized the signing of the agreement on {b} and the agreement was signed on {a}."},
    {"es": "La carta de intención se envió el {b} y su respuesta se recibió el {a}.",
     "en": "The letter of intent was sent on {b} and its answer was received on {a}."},
    {"es": "El acuerdo se firmó el {b} y se inscribió en el registro el {a}.",
     "en": "The agreement was signed on {b} and entered in the registry on {a}."},
)  # fmt: skip


@seeder(SEEDERS, "D09", "D07", "D03")
def acts_out_of_order(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Study, committee, Cabildo, signature, registry: the later is told with the earlier day."""
    later = dt.date(2021, 1, 1) + dt.timedelta(days=draw.randint(60, 300))
    earlier = later - dt.timedelta(days=draw.randint(3, 55))
    if paper.brief.kind == "agreement" or paper.brief.kind in ("declaration",):
        return None  # what is signed now has no such history of itself
    return added(paper, draw, said(draw, *ORDER, a=day(earlier), b=day(later)))


@seeder(SEEDERS, "D03", "D09")
def signed_before_it_was_authorised(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """By the case: the Cabildo authorised, or the ministry gave its opinion, after the day of the signature."""
    if paper.brief.kind != "agreement":
        return None
    content = issued(paper, own_day(paper))
    if not content or "{signing_date}" not in str([dict(b.text) for b in paper.content.blocks]):
        return None
    label = draw.choice(("authorised", "opinion"))
    brief = dataclasses.replace(paper.brief, dates={label: own_day(paper) + dt.timedelta(days=draw.randint(1, 200))})
    return Seeded(content, brief, groups=("closing", "closing-domestic"), base=content, base_brief=paper.brief)


@seeder(SEEDERS, "D09", "D07")
def a_paper_older_than_what_it_tells(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A letter or a point dated before the act that it says has been."""
    rows = hits(paper.content, {
        "es": r"(?:consta en el acta|aprobó|autorizó|se firmó|firmaron|acta) [^.;]{0,160}?" + DAY["es"].pattern,
        "en": r"(?:act|approved|authorized|was signed|signed) [^.;]{0,160}?" + DAY["en"].pattern,
    })  # fmt: skip
    told = [d for _, lang, m in rows if (d := read_day(m, lang))]
    if not told or paper.brief.kind not in ("letter", "act", "other"):
        return None
    content = issued(paper, min(told) - dt.timedelta(days=draw.randint(5, 90)))
    base = issued(paper, own_day(paper))
    if not content:
        return None
    heads = [b.key for b in content.blocks if b.kind is BlockKind.PLACE_DATE]
    if not heads or re.search("surtirá|se celebrará", str([dict(b.text) for b in content.blocks])):
        return None
    places = tuple(Span(b.key, lang, *at(m)) for b, lang, m in days(content))
    return Seeded(content, paper.brief, places, base=base)


EVIDENCE = (
    {
        "es": "El taller de artesanía se celebró el ⟦{d}⟧ en {town}.",
        "en": "The crafts workshop was held on ⟦{d}⟧ in {town}.",
    },
    {"es": "Videoconferencia con {other}, realizada el ⟦{d}⟧.", "en": "Video conference with {other}, held on ⟦{d}⟧."},
    {"es": "Evidencia: lista de asistencia del ⟦{d}⟧.", "en": "Evidence: attendance list of ⟦{d}⟧."},
)


@seeder(SEEDERS, "D10")
def evidence_outside_its_period(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A report counts what was done before its period begins."""
    facts = [
        b
        for b in paper.content.blocks
        if b.kind is BlockKind.FACT and re.match("Periodo\t|Period\t|Reporting", next(iter(b.text.values())))
    ]
    if paper.brief.kind != "report" or not facts:
        return None
    words = next(iter(facts[0].text.values()))
    year = next((int(y) for y in re.findall(r"\d{4}", words)), 0)
    if not year:
        return None
    wrong = dt.date(year - 1, draw.randint(1, 12), draw.randint(1, 28))
    return added(paper, draw, said(draw, *EVIDENCE, d=day(wrong), town=ours(paper), other=theirs(paper)))


TERMS = {"es": ("Administración {a}-{b}", "Ayuntamiento {a}-{b}", "{a}-{b}"), "en": ("{a}-{b}",)}


@seeder(SEEDERS, "D05")
def a_term_of_office_that_is_over(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Under the name of who signs stands a term that does not cover the day of the paper."""
    content = issued(paper, own_day(paper))
    if not content:
        return None
    signs = [b for b in content.blocks if b.kind is BlockKind.SIGNATURE and "\n" in next(iter(b.text.values()))]
    picked = [b for b in signs if re.search("President|Alcald|Mayor", next(iter(b.text.values())))]
    if not picked or not is_spoken(paper):
        return None
    block = draw.choice(picked)
    year = own_day(paper).year
    b = year - draw.randint(1, 6)
    n = draw.randrange(3)

    def under(first: int, last: int):
        new = content
        for lang in content.languages:
            form = TERMS[lang][n % len(TERMS[lang])].format(a=first, b=last)
            new = new.with_text(block.key, lang, f"{block.text[lang]}\n{form}")
        return new

    wrong = under(b - 3, b)
    places = tuple(
        Span(block.key, lang, len(block.text[lang]) + 1, len(wrong.block(block.key).text[lang]))
        for lang in content.languages
    )
    return Seeded(wrong, paper.brief, places, base=under(year - 1, year + 2))
