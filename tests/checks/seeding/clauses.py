"""M: model. Any article missing, added, moved, altered, with another number; each safeguard gone (own powers, budget
availability, no employment relation, other instruments, protected information); a preamble that stresses what is no area; a
reference to an article that is not, or to another than the model's.
C: class. International wording in a domestic paper and the reverse, a letter that speaks as an agreement, a ratification
without its original, new and ratified confused.
L: law and powers. A law or an article that no catalogue has, one repealed or not yet in force that day, an area without its
power, federal matters, foreign courts and arbitration, debt, an authorisation that does not name the counterpart."""

import dataclasses
import datetime as dt
import random
import re

from hermanar.checks.brief import Citation
from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import Block, BlockKind, Content

from ..own_papers import Paper
from .base import (
    AGREEMENTS,
    ARTICLE,
    BODY,
    ROMAN,
    Seeded,
    Seeder,
    added,
    at,
    changed,
    hits,
    is_spoken,
    languages,
    one,
    put,
    said,
    seeder,
    theirs,
    without,
)

SEEDERS: list[Seeder] = []


def _articles(content: Content) -> list[str]:
    """Groups that a heading with a number opens."""
    return [b.group for b in content.blocks if b.kind is BlockKind.HEADING and b.number and b.group == b.key]


@seeder(SEEDERS, "M01", "M04")
def an_article_missing(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Any article of the model, taken out whole; the numbers as they were."""
    groups = _articles(paper.content)
    if paper.brief.paper not in AGREEMENTS or not groups:
        return None
    gone = draw.choice(groups)
    i = groups.index(gone)
    beside = (groups[i - 1] if i else "preamble", groups[i + 1] if i + 1 < len(groups) else "closing")
    return Seeded(without(paper.content, gone), paper.brief, groups=beside)


def _renumbered(content: Content) -> Content:
    roman = iter("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split())
    return dataclasses.replace(
        content,
        blocks=tuple(
            dataclasses.replace(b, number=next(roman)) if b.kind is BlockKind.HEADING and b.number else b
            for b in content.blocks
        ),
    )


@seeder(SEEDERS, "M01")
def an_article_missing_and_the_others_renumbered(
    paper: Paper, draw: random.Random, gazetteer: Gazetteer
) -> Seeded | None:
    """The hole is closed: only who knows the model sees it."""
    seeded = an_article_missing(paper, draw, gazetteer)
    return seeded and dataclasses.replace(seeded, content=_renumbered(seeded.content))


NEW_ARTICLES = (
    ({"es": "Vivienda", "en": "Housing"}, {"es": "Las Partes intercambiarán experiencias en materia de vivienda.", "en": "The Parties shall exchange experiences in housing."}),
    ({"es": "Imagen del hermanamiento", "en": "Image of the twinning"}, {"es": "Las Partes acordarán un emblema común.", "en": "The Parties shall agree upon a common emblem."}),
    ({"es": "Voluntariado", "en": "Volunteers"}, {"es": "Las Partes invitarán a personas voluntarias a sus actividades.", "en": "The Parties shall invite volunteers to their activities."}),
)  # fmt: skip


@seeder(SEEDERS, "M02")
def an_article_more(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """An article that the model has not, after a drawn one, numbered on."""
    groups = _articles(paper.content)
    if paper.brief.paper not in AGREEMENTS or not groups or not is_spoken(paper):
        return None
    head, words = draw.choice(NEW_ARTICLES)
    after = draw.choice(groups)
    blocks = paper.content.blocks
    i = max(n for n, b in enumerate(blocks) if b.group == after) + 1
    texts = [{lang: row[lang] for lang in languages(paper)} for row in (head, words)]
    fresh = (
        Block("art-seeded", BlockKind.HEADING, texts[0], "art-seeded", "I"),
        Block("art-seeded.p1", BlockKind.PARAGRAPH, texts[1], "art-seeded"),
    )
    content = _renumbered(dataclasses.replace(paper.content, blocks=(*blocks[:i], *fresh, *blocks[i:])))
    return Seeded(content, paper.brief, groups=("art-seeded",))


@seeder(SEEDERS, "M04")
def an_article_moved(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """An article stands before another that it follows in the model, with or without its number."""
    groups = _articles(paper.content)
    if paper.brief.paper not in AGREEMENTS or len(groups) < 4:
        return None
    i = draw.randrange(len(groups) - 1)
    j = draw.randrange(i + 1, len(groups))
    early, late = groups[i], groups[j]
    moved = [b for b in paper.content.blocks if b.group == late]
    rest = [b for b in paper.content.blocks if b.group != late]
    n = next(k for k, b in enumerate(rest) if b.group == early)
    content = dataclasses.replace(paper.content, blocks=(*rest[:n], *moved, *rest[n:]))
    if draw.random() < 0.5:
        content = _renumbered(content)
    return Seeded(content, paper.brief, groups=tuple(groups[i : j + 1]) + tuple(groups[j + 1 : j + 2]))


# headings of the articles that protect
PROTECTED = re.compile(
    r"Competencia|Financiamiento|Información|Instrumentos Internacionales|Relación Laboral|"
    r"Competence|Financing|Information|International Instruments|Employment Relationship"
)


def _altered(paper: Paper, draw: random.Random, *, protected: bool) -> Seeded | None:
    heads = {b.group: next(iter(b.text.values())) for b in paper.content.blocks if b.kind is BlockKind.HEADING}
    rows = [
        b
        for b in paper.content.blocks
        if b.kind is BlockKind.PARAGRAPH
        and b.group in heads
        and b.group in _articles(paper.content)
        and bool(PROTECTED.search(heads[b.group])) is protected
        and all(len(t.split()) > 14 for t in b.text.values())
    ]
    picked = draw.choice(rows) if rows else None
    if paper.brief.paper not in AGREEMENTS or not picked:
        return None
    content = paper.content
    for lang in languages(paper):  # the same half of the sentence in every language
        words = picked.text[lang].split(" ")
        cut = len(words) // 2
        content = content.with_text(picked.key, lang, " ".join(words[:cut]).rstrip(",;") + ".")
    return Seeded(content, paper.brief, groups=(picked.group,))


@seeder(SEEDERS, "M03", "M07", "B16", "N02", "B02", "M09", "B01")
def a_protecting_article_altered(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Half of a paragraph is gone from an article that protects."""
    return _altered(paper, draw, protected=True)


@seeder(SEEDERS, "M03", "M07", is_note=True)
def another_article_altered(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Half of a paragraph is gone from any other article: the Parties may agree on that, so it is told as a note."""
    return _altered(paper, draw, protected=False)


AMOUNT = {
    "es": r"\b(?P<w>[a-záéíóú]+(?: y [a-z]+)?) \((?P<n>\d+)\) (?:días|años)",
    "en": r"\b(?P<w>[a-z]+(?:-[a-z]+)?) \((?P<n>\d+)\) (?:days|years)",
}
TOLD = {"es": {9: "nueve", 15: "quince", 90: "noventa"}, "en": {9: "nine", 15: "fifteen", 90: "ninety"}}


@seeder(SEEDERS, "N02", "M09")
def a_number_of_the_model_altered(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Another term or notice than the one that was agreed, in every language alike."""
    rows = hits(paper.content, AMOUNT)
    keys = [b.key for b, _, _ in rows]
    if paper.brief.paper not in (*AGREEMENTS, "memorandum") or not keys:
        return None
    key = draw.choice(keys)
    mine = [r for r in rows if r[0].key == key]
    if len(mine) != len(languages(paper)):
        return None
    n = draw.choice([k for k in TOLD["es"] if k != int(mine[0][2]["n"])])
    return changed(paper, *((key, lang, m.start(), m.end("n") + 1, f"{TOLD[lang][n]} ({n})") for _, lang, m in mine))


# what makes the safeguard, by language: taken out, the sentence stands on
SAFEGUARDS = {
    "own powers": {
        "es": r" exclusivamente dentro del ámbito de sus atribuciones propias y con apego a las leyes, los reglamentos y las políticas que rigen a cada una de ellas",
        "en": r" exclusively within the scope of their own powers and in accordance with the laws, regulations and policies that govern each of them",
    },
    "availability": {
        "es": r", conforme a su disponibilidad y a lo que disponga su legislación",
        "en": r", subject to their availability and to the provisions of their legislation",
    },
    "employment": {
        "es": r" No se crearán relaciones de carácter laboral con la otra Parte, a la que en ningún caso se considerará patrón sustituto\.",
        "en": r" No employment relationship shall be created with the other Party, which shall in no case be considered a substitute employer\.",
    },
}  # fmt: skip


def _without_safeguard(paper: Paper, draw: random.Random, name: str) -> Seeded | None:
    rows = hits(paper.content, SAFEGUARDS[name])
    if len(rows) != len(languages(paper)):
        return None
    chosen = rows if draw.random() < 0.7 else [draw.choice(rows)]
    seeded = changed(paper, *((b.key, lang, *at(m), "") for b, lang, m in chosen))
    return dataclasses.replace(seeded, groups=(rows[0][0].group,))


@seeder(SEEDERS, "M07")
def own_powers_taken_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The Parties act no longer within their own powers only."""
    return _without_safeguard(paper, draw, "own powers")


@seeder(SEEDERS, "M07")
def budget_availability_taken_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Money without “subject to availability”."""
    return _without_safeguard(paper, draw, "availability")


@seeder(SEEDERS, "M07")
def no_employment_relation_taken_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Nothing says any more that no employment relation arises."""
    return _without_safeguard(paper, draw, "employment")


def _article_called(paper: Paper, pattern: str) -> str:
    return next(
        (b.group for b in paper.content.blocks if b.kind is BlockKind.HEADING and any(re.search(pattern, t) for t in b.text.values())), ""
    )  # fmt: skip


def _emptied(paper: Paper, draw: random.Random, pattern: str) -> Seeded | None:
    """The article keeps its heading and says something else."""
    group = _article_called(paper, pattern)
    if not group or paper.brief.paper not in AGREEMENTS or not is_spoken(paper):
        return None
    blocks = [b for b in paper.content.blocks if b.group == group and b.kind is not BlockKind.HEADING]
    row = draw.choice((
        {"es": "Las Partes se consultarán sobre este asunto cuando lo consideren conveniente.", "en": "The Parties shall consult each other on this matter when they consider it appropriate."},
        {"es": "Este asunto se tratará en las reuniones del Grupo de Trabajo.", "en": "This matter shall be dealt with at the meetings of the Working Group."},
    ))  # fmt: skip
    content = without(paper.content, *(b.key for b in blocks[1:]))
    for lang in languages(paper):
        content = content.with_text(blocks[0].key, lang, row[lang])
    return Seeded(content, paper.brief, groups=(group,))


@seeder(SEEDERS, "M07")
def other_instruments_taken_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The article on other instruments no longer leaves them untouched."""
    return _emptied(paper, draw, "Instrumentos Internacionales|International Instruments")


@seeder(SEEDERS, "M07")
def protected_information_taken_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The article on protected information no longer protects it."""
    return _emptied(paper, draw, "Equipo Protegidos|Equipment|Protected Information")


THEMES = {
    "es": ("la salud", "el deporte", "la vivienda", "la seguridad pública", "la pesca"),
    "en": ("health", "sport", "housing", "public safety", "fishing"),
}
AREAS_OF = {
    "la salud": r"salud|health", "el deporte": r"deporte|sport", "la vivienda": r"vivienda|housing|urban|territor|land-use",
    "la seguridad pública": r"seguridad p|public safety|protecci[óo]n civil|civil protection", "la pesca": r"pesca|fish|agr[íi]|rural|ganad|farm|country",
}  # fmt: skip


@seeder(SEEDERS, "M08")
def a_preamble_that_stresses_another_area(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“con especial atención a la pesca”, and no area of that."""
    rows = hits(
        paper.content,
        {
            "es": r"especial atención a (?P<t>[^;.]+?)(?=[;.]|, han)",
            "en": r"special attention to (?P<t>[^;.]+?)(?=[;.]|, have)",
        },
    )
    if not rows or len(rows) != len(languages(paper)) or not is_spoken(paper):
        return None
    all_words = " ".join(t for b in paper.content.blocks if b.kind is BlockKind.ITEM for t in b.text.values())
    free = [i for i, theme in enumerate(THEMES["es"]) if not re.search(AREAS_OF[theme], all_words)]
    if not free:
        return None
    i = draw.choice(free)
    seeded = changed(paper, *((b.key, lang, *at(m, "t"), THEMES[lang][i]) for b, lang, m in rows))
    return dataclasses.replace(seeded, groups=(rows[0][0].key,))


@seeder(SEEDERS, "M05")
def a_reference_to_an_article_that_is_not(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“Artículo XIX” of fourteen, in every language alike."""
    rows = [r for r in hits(paper.content, ARTICLE, *BODY) if paper.brief.paper in AGREEMENTS]
    if not rows:
        return None
    key = draw.choice([b.key for b, _, _ in rows])
    new = draw.choice(("XVI", "XIX", "XX", "XXI"))
    mine = [r for r in rows if r[0].key == key]
    return changed(paper, *((key, lang, *at(m, "n"), new) for _, lang, m in mine))


@seeder(SEEDERS, "M06")
def a_reference_to_another_article(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“the modalities provided for in Article IX”, in every language alike."""
    rows = [r for r in hits(paper.content, ARTICLE, *BODY) if paper.brief.paper in AGREEMENTS]
    if not rows:
        return None
    key = draw.choice([b.key for b, _, _ in rows])
    mine = [r for r in rows if r[0].key == key]
    # each language refers once, so that all of them go to the same other article
    if len(mine) != len(languages(paper)):
        return None
    last = len(_articles(paper.content))
    new = draw.choice([n for n in ROMAN[:last] if n != mine[0][2]["n"]])
    return changed(paper, *((key, lang, *at(m, "n"), new) for _, lang, m in mine))


# C

ABROAD = (
    {
        "es": "Lo anterior se hará del conocimiento de la ⟦Secretaría de Relaciones Exteriores⟧ para que emita su dictamen."
    },
    {"es": "La cooperación se regirá por el ⟦derecho internacional⟧."},
    {"es": "Las Partes informarán de los avances a sus respectivas ⟦cancillerías⟧."},
    {"es": "Con ello se estrechan los lazos entre ⟦ambos países⟧."},
    {
        "es": "El presente texto es un ⟦acuerdo interinstitucional⟧ en los términos de la Ley sobre la Celebración de Tratados."
    },
    {"es": "Se redacta en español e ⟦inglés⟧, y los dos textos son igualmente auténticos."},
)
AT_HOME = (
    {"es": "El presente ⟦convenio de coordinación intermunicipal⟧ se publicará en ambas ciudades.",
     "en": "This ⟦intermunicipal coordination agreement⟧ shall be published in both cities."},
    {"es": "Con este ⟦convenio nacional⟧ se fortalece la amistad.", "en": "This ⟦domestic agreement⟧ strengthens the friendship."},
    {"es": "Las Partes celebran un ⟦hermanamiento nacional⟧ entre sus comunidades.",
     "en": "The Parties enter into a ⟦domestic twinning⟧ of their communities."},
)  # fmt: skip


@seeder(SEEDERS, "C01")
def international_words_at_home(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Ministry, international law, two countries, languages clause, between two municipalities of Mexico."""
    if not paper.brief.domestic or paper.brief.kind != "agreement":
        return None
    return added(paper, draw, draw.choice(ABROAD))


@seeder(SEEDERS, "C02")
def domestic_words_abroad(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A domestic covenant with a foreign city."""
    if paper.brief.domestic or paper.brief.kind != "agreement":
        return None
    return added(paper, draw, draw.choice(AT_HOME))


BINDING = (
    {"es": "Nuestros municipios ⟦se obligan⟧ a realizar cada año un encuentro.", "en": "Our municipalities ⟦undertake⟧ to hold a meeting every year."},
    {"es": "La presente carta ⟦entrará en vigor⟧ en la fecha de su firma.", "en": "This letter ⟦shall enter into force⟧ on the date of its signature."},
    {"es": "Por este medio ⟦queda formalizado⟧ el hermanamiento.", "en": "The twinning ⟦is hereby formalized⟧."},
    {"es": "Esta carta ⟦tendrá una vigencia de⟧ cinco años.", "en": "This letter ⟦shall remain in force⟧ for five years."},
)  # fmt: skip


@seeder(SEEDERS, "C03", "E01")
def a_letter_that_speaks_as_an_agreement(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A letter obliges nobody and has no term."""
    if paper.brief.paper not in ("letter_of_intent", "answer"):
        return None
    return added(paper, draw, draw.choice(BINDING))


@seeder(SEEDERS, "C03", "K05")
def a_letter_headed_as_an_agreement(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A letter of intent whose subject says that it is the agreement."""
    if paper.brief.paper != "letter_of_intent" or not is_spoken(paper):
        return None
    rows = hits(paper.content, {"": r": (?P<s>.+)$"}, BlockKind.SUBJECT)
    words = {"es": "Acuerdo de hermanamiento", "en": "Sister city agreement"}
    return changed(paper, *((b.key, lang, *at(m, "s"), words[lang]) for b, lang, m in rows)) if rows else None


@seeder(SEEDERS, "C04")
def a_ratification_without_its_original(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The paragraph that cites the act and its day cites neither."""
    rows = [
        b
        for b in paper.content.blocks
        if any("Instrumento original”" in t or "Original Instrument”" in t for t in b.text.values())
    ]
    if paper.brief.paper != "ratification" or not rows or not is_spoken(paper):
        return None
    content = paper.content
    new = {
        "es": "CONSIDERANDO que existe un hermanamiento entre sus comunidades;",
        "en": "CONSIDERING that there is a twinning between their communities;",
    }
    for lang in languages(paper):
        content = content.with_text(rows[0].key, lang, new[lang])
    titles = tuple(b.key for b in paper.content.blocks if b.kind is BlockKind.TITLE)
    return Seeded(content, paper.brief, groups=(rows[0].group, *titles, *_articles(content)[:2]))


FRESH = (
    {"es": "Con ello se inicia un ⟦nuevo hermanamiento⟧ entre sus comunidades.", "en": "With it a ⟦new twinning⟧ between their communities begins."},
    {"es": "Las Partes ⟦establecen por primera vez⟧ un hermanamiento.", "en": "The Parties ⟦establish for the first time⟧ a twinning."},
)  # fmt: skip
RENEWED = (
    {
        "es": "Las Partes ⟦ratifican⟧ el hermanamiento que las une.",
        "en": "The Parties ⟦ratify⟧ the twinning that unites them.",
    },
    {"es": "Con este Acuerdo ⟦se ratifica⟧ el hermanamiento.", "en": "This Agreement ⟦ratifies⟧ the twinning."},
)


@seeder(SEEDERS, "C05", "E02")
def new_and_ratified_confused(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A ratification that begins anew, or a first agreement that ratifies."""
    rows = {"ratification": FRESH, "twinning": RENEWED, "domestic_twinning": RENEWED}.get(paper.brief.paper)
    return added(paper, draw, draw.choice(rows)) if rows else None


# L

LAWS = (
    "Ley de Hermanamientos de México", "Ley General de Ciudades Hermanas", "Ley Federal de Cooperación Municipal Internacional",
    "Ley de Acuerdos Interinstitucionales", "Reglamento de la Ley sobre la Celebración de Tratados",
)  # fmt: skip
FOUNDED = (
    "Lo anterior, con fundamento en ⟦el artículo {n} de la {law}⟧.",
    "El presente documento se emite conforme a lo dispuesto en ⟦los artículos {n} y {m} de la {law}⟧.",
    "Ello se funda en ⟦el artículo {n}, fracción II, de la {law}⟧.",
)


@seeder(SEEDERS, "L01")
def a_law_that_no_catalogue_has(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A law of that name is in no catalogue."""
    if languages(paper) != ("es",):
        return None
    n = draw.randint(2, 40)
    law = draw.choice(LAWS)
    words = draw.choice(FOUNDED).format(n=n, m=n + draw.randint(1, 5), law=law)
    return added(paper, draw, {"es": words.replace("de la Reglamento", "del Reglamento")})


CITED = {
    "es": r"\bartículo (?P<n>\d+)(?:, fracción (?P<f>[IVX]+),)? de la (?P<l>Ley sobre la Celebración de Tratados|Constitución Política de los Estados Unidos Mexicanos)",
    "en": r"\b[Aa]rticle (?P<n>\d+)(?:, section (?P<f>[IVX]+),)? of the (?P<l>Law on the Conclusion of Treaties|Political Constitution of the United Mexican States)",
}


@seeder(SEEDERS, "L01")
def an_article_that_its_law_has_not(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A figure too many in an article that the paper cites."""
    picked = one(draw, hits(paper.content, CITED))
    if not picked:
        return None
    block, lang, m = picked
    new = str(draw.randint(20, 90) if "Trat" in m.group() or "Treat" in m.group() else draw.randint(200, 900))
    seeded = changed(paper, (block.key, lang, *at(m, "n"), new))
    return dataclasses.replace(seeded, places=(Span(block.key, lang, m.start(), m.end()),))


@seeder(SEEDERS, "L02")
def a_law_not_in_force_that_day(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A law that the paper cites was repealed before its day, or comes into force after it."""
    picked = one(draw, hits(paper.content, CITED))
    if not picked:
        return None
    block, lang, m = picked
    on, away = paper.brief.on, dt.timedelta(days=draw.randint(1, 3000))
    of = {"valid_to": on - away} if draw.random() < 0.5 else {"valid_from": on + away}
    article = m["n"] + (f"-{m['f']}" if m["f"] else "")
    laws: dict[str, Citation] = {
        key: dataclasses.replace(c, **of) if m["l"] in c.names and c.article == article else c
        for key, c in paper.brief.citations.items()
    }
    brief = dataclasses.replace(paper.brief, citations=laws)
    return Seeded(paper.content, brief, (Span(block.key, lang, *at(m)),))


@seeder(SEEDERS, "L03")
def an_area_without_its_power(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """No municipal power is cited for one of the areas."""
    areas = [(key, power) for key, power in paper.brief.areas]
    if not areas or paper.brief.kind != "agreement":
        return None
    i = draw.randrange(len(areas))
    areas[i] = (areas[i][0], "")
    brief = dataclasses.replace(paper.brief, areas=tuple(areas))
    return Seeded(paper.content, brief, groups=tuple(paper.content.groups()))


FEDERAL = (
    {"es": "control migratorio", "en": "immigration control"},
    {"es": "trámites aduanales", "en": "customs procedures"},
    {"es": "política exterior", "en": "foreign policy"},
    {"es": "defensa nacional", "en": "national defense"},
    {"es": "emisión de visas", "en": "issuance of visas"},
    {"es": "energía nuclear", "en": "nuclear energy"},
    {"es": "política monetaria", "en": "monetary policy"},
    {"es": "exploración de hidrocarburos", "en": "exploration of hydrocarbons"},
    {"es": "telecomunicaciones y radiodifusión", "en": "telecommunications and broadcasting"},
)


@seeder(SEEDERS, "L04")
def an_area_that_is_federal(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """An item of the areas of cooperation is a matter of the Federation."""
    intros = [
        i
        for i, b in enumerate(paper.content.blocks[:-1])
        if re.search(r"áreas de cooperación|en las áreas|areas of cooperation|in the following areas", next(iter(b.text.values()), "")) and paper.content.blocks[i + 1].kind is BlockKind.ITEM
        and b.kind is BlockKind.PARAGRAPH
    ]  # fmt: skip
    if not intros or not is_spoken(paper):
        return None
    item = paper.content.blocks[draw.choice(intros) + 1]
    row = draw.choice(FEDERAL)
    content, places = paper.content, []
    for lang in languages(paper):
        content, place = put(content, item.key, lang, 0, 0, f"{row[lang]}, ")
        places.append(place)
    return Seeded(content, paper.brief, tuple(places))


COURTS = (
    {"es": "Toda controversia se someterá a ⟦arbitraje⟧ internacional.", "en": "Any dispute shall be submitted to international ⟦arbitration⟧."},
    {"es": "Las Partes se someten a ⟦los tribunales de {other}⟧.", "en": "The Parties submit to ⟦the courts of {other}⟧."},
    {"es": "El presente instrumento se rige por ⟦las leyes de {other}⟧.", "en": "This instrument is governed by ⟦the laws of {other}⟧."},
    {"es": "Las diferencias las resolverá un ⟦árbitro⟧ designado por ambas.", "en": "Differences shall be resolved by an ⟦arbitrator⟧ appointed by both."},
)  # fmt: skip


@seeder(SEEDERS, "L05")
def a_foreign_court(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Arbitration, the courts or the law of the other Party."""
    if paper.brief.domestic or paper.brief.kind != "agreement":
        return None
    return added(paper, draw, said(draw, *COURTS, other=theirs(paper)))


DEBTS = (
    {"es": "Para ello el Municipio contratará un ⟦préstamo⟧ en moneda extranjera.", "en": "To that end the Municipality shall take out a foreign currency ⟦loan⟧."},
    {"es": "Las Partes asumirán una ⟦deuda⟧ común para el proyecto.", "en": "The Parties shall take on a common ⟦debt⟧ for the project."},
    {"es": "El Municipio otorgará un ⟦aval⟧ por las obligaciones de la otra Parte.", "en": "The Municipality shall ⟦guarantee the debt⟧ of the other Party."},
    {"es": "El proyecto se pagará con un ⟦crédito⟧ bancario que contratarán las Partes.", "en": "The project shall be paid with a bank ⟦loan⟧ that the Parties shall contract."},
)  # fmt: skip


@seeder(SEEDERS, "L06", "L04")
def a_debt(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A loan, a debt, a guarantee."""
    if paper.brief.kind != "agreement":
        return None
    return added(paper, draw, draw.choice(DEBTS))


WITH_ANY = (
    "con las ciudades que estime convenientes", "con otras ciudades extranjeras", "con la ciudad que determine la Presidencia",
    "con cualquier ciudad interesada",
)  # fmt: skip


@seeder(SEEDERS, "L07", "P02")
def an_authorisation_that_names_nobody(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The Cabildo authorises a signature with whom nobody says."""
    rows = hits(
        paper.content,
        {"es": rf"(?:autoriza[^.;:]{{0,260}}? hermanamiento) (?P<c>con (?:la Ciudad|el Municipio) de {re.escape(theirs(paper))}(?:, Estado de [^,.;]+)?(?:, de (?:los )?[^,.;]+)?)(?=[,.;])"},
        BlockKind.PARAGRAPH,
    )  # fmt: skip
    picked = one(draw, [r for r in rows if r[0].group in ("resolution",)])
    if paper.brief.paper != "council_resolution" or not picked:
        return None
    block, lang, m = picked
    seeded = changed(paper, (block.key, lang, *at(m, "c"), draw.choice(WITH_ANY)))
    return dataclasses.replace(seeded, groups=(block.key,))
