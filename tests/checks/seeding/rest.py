"""K: completeness. A blank, a bracket, a slot, placeholder text in the place of what belongs there, what the text announces and
has not, an annex that is not, a signature without a name, the caption of another paper.
E: claims. A verb above the rung, by the case and by the papers that the text names itself, new and renewed counted as one, a
count that is not that of its list or of its records.
V: plausibility. Coast, border, airport against the profile, figures all round, the same paragraph in other words.
Q: quality of language. A doubled word, agreement of number in official phrases, accents of official terms, hidden, foreign and
damaged characters."""

import dataclasses
import random
import re

from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import BlockKind

from ..own_papers import Paper
from .base import (
    BODY,
    DAY,
    Seeded,
    Seeder,
    added,
    at,
    changed,
    has_slot,
    hits,
    is_spoken,
    languages,
    one,
    ours,
    put,
    said,
    seeder,
    texts,
    theirs,
    without,
)

SEEDERS: list[Seeder] = []

# K

PERSON = r"Persona de Muestra \d\d"
BLANKS = ("________", "____", "…………", "..........")


def _datum(paper: Paper) -> list:
    """What a form would leave open: days, persons, numbers of papers, amounts."""
    return [
        *hits(paper.content, DAY, *BODY),
        *hits(paper.content, {"": PERSON}, *BODY, BlockKind.FACT),
        *hits(paper.content, {"": r"\b[A-Z]{2}/\d{3,4}/\d{4}\b"}, *BODY),
        *hits(paper.content, {"": r"(?<=\()\d{1,3}(?=\))"}, *BODY),
    ]


@seeder(SEEDERS, "K01")
def a_blank(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A line to be filled in by hand where a day, a name or a number belongs."""
    picked = one(draw, _datum(paper))
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m), draw.choice(BLANKS)))


BRACKETS = {
    "day": {"es": ("[fecha]", "[día] de [mes] de [año]", "(fecha)", "<fecha>", "XX de XXXX de XXXX"), "en": ("[date]", "<date>", "(date)")},
    "person": {"es": ("[nombre]", "[NOMBRE COMPLETO]", "(nombre)", "<nombre>", "XXXXX"), "en": ("[name]", "[FULL NAME]", "<name>", "XXXXX")},
    "number": {"es": ("[número]", "[folio]", "XXX", "(por confirmar)"), "en": ("[number]", "XXX", "[to be confirmed]")},
}  # fmt: skip


@seeder(SEEDERS, "K01")
def a_bracket(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“[nombre]”, “[fecha]”, “XXX”."""
    rows = [
        *((r, "day") for r in hits(paper.content, DAY, *BODY)),
        *((r, "person") for r in hits(paper.content, {"es": PERSON, "en": PERSON}, *BODY, BlockKind.FACT, BlockKind.SIGNATURE)),
        *((r, "number") for r in hits(paper.content, {"es": r"\b[A-Z]{2}/\d{3,4}/\d{4}\b", "en": r"\b[A-Z]{2}/\d{3,4}/\d{4}\b"}, *BODY)),
    ]  # fmt: skip
    if not rows:
        return None
    (block, lang, m), kind = draw.choice(rows)
    return changed(paper, (block.key, lang, *at(m), draw.choice(BRACKETS[kind][lang])))


@seeder(SEEDERS, "K02", "K01")
def a_slot(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A slot of the template that nobody filled in and that is no late one."""
    picked = one(draw, _datum(paper))
    if not picked:
        return None
    block, lang, m = picked
    name = draw.choice(("notice_period", "their_office", "act_number", "original_day"))
    return changed(paper, (block.key, lang, *at(m), f"{{{name}}}"))


FILLERS = (
    {"es": "⟦Lorem ipsum⟧ dolor sit amet, consectetur adipiscing elit.", "en": "⟦Lorem ipsum⟧ dolor sit amet, consectetur adipiscing elit."},
    {"es": "⟦Texto de ejemplo⟧ para este apartado.", "en": "⟦Sample text⟧ for this section."},
    {"es": "⟦Por definir⟧.", "en": "⟦To be defined⟧."},
    {"es": "⟦Pendiente de redactar⟧.", "en": "⟦To be drafted⟧."},
    {"es": "El lugar de la reunión está ⟦por definir⟧.", "en": "The place of the meeting is ⟦TBD⟧."},
    {"es": "⟦[Insertar aquí los antecedentes]⟧", "en": "⟦[Insert background here]⟧"},
)  # fmt: skip


@seeder(SEEDERS, "K01", "K02", "B14")
def placeholder_text(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """What stands in for words that are still to be written."""
    return added(paper, draw, draw.choice(FILLERS))


@seeder(SEEDERS, "K03", "N08", "B05")
def a_list_that_is_announced_and_missing(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“… las siguientes:” and the items are gone."""
    blocks = paper.content.blocks
    rows = [
        i
        for i, b in enumerate(blocks[:-1])
        if b.kind is BlockKind.PARAGRAPH and blocks[i + 1].kind is BlockKind.ITEM and next(iter(b.text.values())).rstrip().endswith(":")
    ]  # fmt: skip
    if not rows:
        return None
    i = draw.choice(rows)
    gone = []
    for b in blocks[i + 1 :]:
        if b.kind is not BlockKind.ITEM or (gone and b.number == "a)"):
            break
        gone.append(b.key)
    return Seeded(without(paper.content, *gone), paper.brief, groups=(blocks[i].key,))


ANNEXES = (
    {"es": "El programa de trabajo consta en el ⟦Anexo {n}⟧ del presente documento.", "en": "The work program is in ⟦Annex {n}⟧ to this document."},
    {"es": "Se agrega como ⟦Anexo {n}⟧ la lista de proyectos.", "en": "The list of projects is attached as ⟦Annex {n}⟧."},
)  # fmt: skip


@seeder(SEEDERS, "K03")
def an_annex_that_is_not_there(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The signed text names an annex and has none."""
    if paper.brief.kind != "agreement" or hits(paper.content, {"": r"(?i)\bane[xn]o|\bannex"}):
        return None
    row = said(draw, *ANNEXES, n=draw.choice(("1", "2", "A", "B")))
    return added(paper, draw, row, brief=dataclasses.replace(paper.brief, final=True))


@seeder(SEEDERS, "K04", "K01", "P05")
def a_signature_without_a_name(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A signature block with whom for and what post, and nobody."""
    rows = [b for b in paper.content.blocks if b.kind is BlockKind.SIGNATURE and not has_slot(b)]
    if not rows:
        return None
    block, content = draw.choice(rows), paper.content
    for lang in languages(paper):
        lines = [line for line in block.text[lang].split("\n") if not re.search(PERSON, line)]
        content = content.with_text(block.key, lang, "\n".join(lines))
    return Seeded(
        content, paper.brief, groups=(block.key, *(b.key for b in content.blocks if b.kind is BlockKind.CLOSING))
    )


CAPTIONS = {
    "agreement": {"es": ("Carta de intención", "Punto de acuerdo", "Convocatoria"), "en": ("Letter of intent", "Letter of intent", "Notice")},
    "study": {"es": ("Acta de sesión", "Carta de intención", "Informe trimestral"), "en": ("Minutes of the session", "Letter of intent", "Quarterly report")},
    "minutes": {"es": ("Carta de intención", "Informe trimestral", "Acuerdo de hermanamiento"), "en": ("Letter of intent", "Quarterly report", "Twinning agreement")},
    "report": {"es": ("Carta de intención", "Acuerdo de hermanamiento", "Acta de sesión"), "en": ("Letter of intent", "Twinning agreement", "Minutes of the session")},
    "declaration": {"es": ("Carta de intención", "Informe trimestral", "Punto de acuerdo"), "en": ("Letter of intent", "Quarterly report", "Letter of intent")},
}  # fmt: skip


@seeder(SEEDERS, "K05", "C03", "P02")
def the_caption_of_another_paper(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The title is the one of another kind of paper."""
    titles = [b for b in paper.content.blocks if b.kind is BlockKind.TITLE]
    rows = CAPTIONS.get(paper.brief.kind)
    if not titles or not rows or not is_spoken(paper):
        return None
    i = draw.randrange(2)
    content = paper.content
    for lang in languages(paper):
        text = titles[0].text[lang]
        m = re.search(r"\bentre el\b|\bbetween the\b|: ", text)
        content = content.with_text(
            titles[0].key, lang, f"{rows[lang][i]}{' ' + text[m.start() :] if m and ':' not in m.group() else ''}"
        )
    return Seeded(content, paper.brief, groups=(titles[0].key,))


# E

ABOVE = (
    {"es": "El Municipio ⟦formalizó el hermanamiento⟧ con {other}.", "en": "The Municipality ⟦formalized the twinning⟧ with {other}."},
    {"es": "⟦Se firmó el acuerdo de hermanamiento⟧ con {other}.", "en": "⟦The twinning agreement with {other} was signed⟧."},
    {"es": "{other} ya ⟦es ciudad hermana⟧ de nuestro municipio.", "en": "{other} ⟦is already a sister city⟧ of our municipality."},
    {"es": "Se ⟦suscribió el acuerdo de hermanamiento⟧ con {other}.", "en": "The twinning agreement with {other} ⟦was concluded⟧."},
    {"es": "En el periodo ⟦se formalizaron {n} hermanamientos⟧.", "en": "In the period ⟦{N} twinnings were formalized⟧."},
)  # fmt: skip


@seeder(SEEDERS, "E01")
def more_than_the_papers_prove(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The papers of the case prove letters; the report tells a signature."""
    # papers that come before a signature, or that tell of a quarter
    if paper.brief.kind not in ("report", "study") and paper.brief.paper not in ("letter_of_intent", "answer"):
        return None
    brief = dataclasses.replace(paper.brief, rung=draw.randint(1, 3))
    n, english = draw.choice((("dos", "two"), ("tres", "three"), ("cuatro", "four")))
    seeded = added(paper, draw, said(draw, *ABOVE, other=theirs(paper), n=n, N=english), brief=brief)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


LETTERS = (
    {"es": "Se enviaron cartas de intención a {other}.", "en": "Letters of intent were sent to {other}."},
    {"es": "Anexo: carta de intención dirigida a {other}.", "en": "Annex: letter of intent addressed to {other}."},
)


@seeder(SEEDERS, "E01")
def more_than_the_text_itself_names(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A report that shows letters of intent only and tells that twinnings were formalised."""
    if paper.brief.kind != "report":
        return None
    n, english = draw.choice((("dos", "two"), ("tres", "three"), ("cuatro", "four")))
    claim = said(draw, ABOVE[-1], n=n, N=english)
    return added(paper, draw, claim, said(draw, *LETTERS, other=theirs(paper)))


AS_ONE = (
    {"es": "Se firmaron ⟦{n} nuevos hermanamientos⟧, entre ellos la ⟦ratificación⟧ con {other}.", "en": "⟦{N} new twinnings⟧ were signed, among them the ratification with {other}."},
    {"es": "Se concretaron ⟦{n} hermanamientos nuevos y una ratificación⟧ con {other}.", "en": "⟦{N} new twinnings and a ratification⟧ with {other} were achieved."},
    {"es": "De los ⟦{n} hermanamientos nuevos⟧ del año, uno es la renovación con {other}.", "en": "Of the ⟦{N} new twinnings⟧ of the year, one is the renewal with {other}."},
)  # fmt: skip


@seeder(SEEDERS, "E02", "C05")
def new_and_renewed_counted_as_one(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A ratification among the new ones."""
    if paper.brief.kind != "report":
        return None
    n, english = draw.choice((("dos", "two"), ("tres", "three"), ("cuatro", "four")))
    row = said(draw, *AS_ONE, n=n, N=english, other=theirs(paper))
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


LISTED = (
    {"es": "Se enviaron ⟦{n}⟧ cartas de intención: a {ours}, a {other} y a Mérida.", "en": "⟦{N}⟧ letters of intent were sent: to {ours}, to {other} and to Mérida."},
    {"es": "Se recibieron ⟦{n}⟧ respuestas: de {other}, de Mérida y de Oviedo.", "en": "⟦{N}⟧ replies were received: from {other}, from Mérida and from Oviedo."},
)  # fmt: skip


@seeder(SEEDERS, "E03", "N08")
def a_count_that_is_not_that_of_its_list(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Five letters, and three are named."""
    if paper.brief.kind not in ("report",):
        return None
    n, english = draw.choice((("cuatro", "four"), ("cinco", "five"), ("seis", "six")))
    row = said(draw, *LISTED, n=n, N=english, ours=ours(paper), other=theirs(paper))
    row["en"] = row["en"].replace("⟦" + english, "⟦" + english.capitalize())
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


ON_RECORD = (
    ("letters", {"es": "En el periodo se enviaron ⟦{n}⟧ cartas de intención.", "en": "In the period ⟦{N}⟧ letters of intent were sent."}),
    ("meetings", {"es": "Se celebraron ⟦{n}⟧ reuniones con la contraparte.", "en": "⟦{N}⟧ meetings with the counterpart were held."}),
    ("activities", {"es": "Se realizaron ⟦{n}⟧ actividades en el periodo.", "en": "⟦{N}⟧ activities were carried out in the period."}),
    ("signed", {"es": "Se firmaron ⟦{n}⟧ acuerdos de hermanamiento.", "en": "⟦{N}⟧ twinning agreements were signed."}),
)  # fmt: skip


@seeder(SEEDERS, "E03", "E01")
def a_count_that_is_not_that_of_the_records(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Five meetings told, two on record."""
    if paper.brief.kind not in ("report",):
        return None
    label, row = draw.choice(ON_RECORD)
    n, english = draw.choice((("cinco", "five"), ("seis", "six"), ("siete", "seven")))
    brief = dataclasses.replace(paper.brief, records={label: draw.randint(1, 4)})
    seeded = added(paper, draw, said(draw, row, n=n, N=english), brief=brief)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


# V

INLAND = {
    "Aguascalientes", "Chihuahua", "Coahuila de Zaragoza", "Durango", "Guanajuato", "Hidalgo", "Morelos", "Nuevo León", "Puebla",
    "Querétaro", "San Luis Potosí", "Tlaxcala", "Zacatecas", "México",
}  # fmt: skip
FAR_FROM_BORDER = INLAND - {"Chihuahua", "Coahuila de Zaragoza", "Nuevo León"}
SEASIDE = (
    {"es": "⟦Las playas de {town}⟧ reciben a miles de visitantes.", "en": "⟦The beaches of {town}⟧ receive thousands of visitors."},
    {"es": "⟦El puerto de {town}⟧ recibe cruceros cada semana.", "en": "⟦The port of {town}⟧ receives cruise ships every week."},
    {"es": "⟦{town} es un municipio costero⟧ con vocación pesquera.", "en": "⟦{town} is a coastal municipality⟧ with a fishing tradition."},
    {"es": "⟦El litoral de {town}⟧ se limpiará cada año.", "en": "⟦The coastline of {town}⟧ shall be cleaned each year."},
)  # fmt: skip
FRONTIER = (
    {"es": "⟦{town} es una ciudad fronteriza⟧ con intenso comercio.", "en": "⟦{town} is a border city⟧ with busy trade."},
    {"es": "⟦Nuestra ciudad fronteriza, {town}⟧, recibe a migrantes de todo el continente.", "en": "⟦Our border city, {town}⟧, receives migrants of the whole continent."},
    {"es": "⟦{town}, en la frontera con los Estados Unidos⟧, es paso de mercancías.", "en": "⟦{town}, on the border with the United States⟧, is a passage of goods."},
)  # fmt: skip
FLIGHTS = (
    {
        "es": "⟦El aeropuerto internacional de {town}⟧ recibe vuelos diarios.",
        "en": "⟦The international airport of {town}⟧ receives daily flights.",
    },
    {"es": "⟦{town} cuenta con aeropuerto internacional⟧.", "en": "⟦{town} has an international airport⟧."},
    {
        "es": "La delegación llegará ⟦al aeropuerto de {town}⟧.",
        "en": "The delegation will arrive at ⟦the airport of {town}⟧.",
    },
)


def _anywhere(seeded: Seeded | None) -> Seeded | None:
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


@seeder(SEEDERS, "V01")
def a_coast_of_an_inland_town(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Beaches, a sea port, a shore, in a state without sea."""
    party = paper.brief.parties[0]
    if not party.key or party.subdivisions[0] not in INLAND:
        return None
    return _anywhere(added(paper, draw, said(draw, *SEASIDE, town=ours(paper))))


@seeder(SEEDERS, "V02")
def a_border_far_away(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A border town in a state that touches no border."""
    party = paper.brief.parties[0]
    if not party.key or party.subdivisions[0] not in FAR_FROM_BORDER:
        return None
    return _anywhere(added(paper, draw, said(draw, *FRONTIER, town=ours(paper))))


@seeder(SEEDERS, "V05")
def an_airport_that_is_elsewhere(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The profile of the Party says that the nearest airport is in another town."""
    first, second = paper.brief.parties
    where = draw.choice((
        "El aeropuerto más cercano está a 90 kilómetros", "No hay aeropuerto en el municipio", "a 120 kilómetros, en otra ciudad",
    ))  # fmt: skip
    brief = dataclasses.replace(paper.brief, parties=(dataclasses.replace(first, airport=where), second))
    return _anywhere(added(paper, draw, said(draw, *FLIGHTS, town=ours(paper)), brief=brief))


@seeder(SEEDERS, "V03")
def figures_all_round(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Not one figure of a report or study that is not a round one."""
    if paper.brief.kind not in ("report", "study"):
        return None
    a, b, c, d, e = (f"{50 * draw.randint(3, 18)}" for _ in range(5))
    rows = (
        {"es": f"Se atendió a {a} personas, se repartieron {b} folletos y {c} carteles, y se visitaron {d} talleres y {e} hogares.",
         "en": f"{a} people were attended to, {b} leaflets and {c} posters were handed out, and {d} workshops and {e} homes were visited."},
    )  # fmt: skip
    content = paper.content
    own = [
        n
        for _, _, t in texts(content)
        for n in re.findall(r"(?<![\d/])\d{2,}(?![\d/])", t)
        if not re.fullmatch(r"(?:19|20)\d\d", n)
    ]
    if any(int(n) % 50 for n in own):
        return None
    return _anywhere(added(paper, draw, *rows))


SYNONYMS = {
    "es": (("realizar", "llevar a cabo"), ("procurarán", "buscarán"), ("recursos", "medios"), ("beneficio", "provecho"), ("formularán", "elaborarán"),
           ("financiarán", "costearán"), ("actividades", "acciones"), ("gastos", "costos"), ("de común acuerdo", "por consenso"), ("mediante", "por medio de"),
           ("aclaración", "duda"), ("propuesta", "iniciativa"), ("conforme a", "según"), ("comunidades", "poblaciones"), ("gobierno", "administración")),
    "en": (("carry out", "perform"), ("shall", "will"), ("resources", "means"), ("benefit", "advantage"), ("draw up", "prepare"), ("finance", "fund"),
           ("activities", "actions"), ("expenses", "costs"), ("by common accord", "by consensus"), ("through", "by means of"), ("proposal", "initiative"),
           ("in accordance with", "according to"), ("communities", "populations"), ("government", "administration")),
}  # fmt: skip


@seeder(SEEDERS, "V04")
def the_same_paragraph_in_other_words(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A paragraph stands twice: once more at another place, with a word or two of the same meaning."""
    rows = [
        b
        for b in paper.content.blocks
        if b.kind is BlockKind.PARAGRAPH and all(len(t.split()) >= 18 for t in b.text.values()) and not has_slot(b)
    ]
    if not rows or not is_spoken(paper):
        return None
    block = draw.choice(rows)
    if next(iter(block.text.values())).rstrip().endswith(":"):
        return None
    row = {}
    for lang in languages(paper):
        words = block.text[lang]
        for old, new in draw.sample(SYNONYMS[lang], 6):
            words = re.sub(rf"\b{old}\b", new, words)
        row[lang] = words.rstrip(";,.") + "."
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(seeded, groups=(block.key,))


# Q


@seeder(SEEDERS, "Q04")
def a_doubled_word(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“de de”, “the the”, “Partes Partes”. “That that” may be said."""
    rows = hits(paper.content, {
        "es": r"\b(?P<w>[Ee]l|la|los|las|de|en|que|se|por|para|con|su|Partes|Acuerdo|artículo|Municipio|presente)\b(?= [a-z])",
        "en": r"\b(?P<w>[Tt]he|of|in|to|and|by|for|with|this|Parties|Agreement|article)\b(?= [a-z])",
        "pt": r"\b(?P<w>de|em|que|para|com|sua)\b(?= [a-z])",
        "fr": r"\b(?P<w>de|en|que|pour|avec|la|les)\b(?= [a-z])",
    }, *BODY)  # fmt: skip
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    word = m["w"].lower() if m["w"] in ("El", "The") else m["w"]
    content, place = put(paper.content, block.key, lang, m.end(), m.end(), f" {word}")
    return Seeded(content, paper.brief, (dataclasses.replace(place, start=m.start()),))


BENT = {
    "es": (
        (r"\b[Ll]as Partes (?P<w>[a-z]{3,}rán)\b", lambda w: w[:-1].replace("rán", "rá") if w.endswith("rán") else w),
        (r"\b[Ll]as (?P<w>Partes)\b", lambda w: "Parte"),
        (r"\b[Ll]os (?P<w>Participantes|proyectos|recursos|gastos|avances|derechos)\b", lambda w: w[:-1]),
        (r"\blas (?P<w>actividades|modalidades|autoridades)\b", lambda w: w[:-2]),
        (r"\blas (?P<w>áreas|medidas|instituciones|leyes|acciones)\b", lambda w: w[:-2] if w.endswith(("ones", "yes")) else w[:-1]),
        (r"\(\d+\) (?P<w>días|años|ejemplares)\b", lambda w: {"días": "día", "años": "año", "ejemplares": "ejemplar"}[w]),
        (r"\bsus (?P<w>atribuciones|respectivas|presupuestos|habitantes)\b", lambda w: {"atribuciones": "atribución", "respectivas": "respectiva", "presupuestos": "presupuesto", "habitantes": "habitante"}[w]),
        (r"\b[Cc]ada (?P<w>Parte|Participante)\b", lambda w: f"{w}s"),
    ),
    "en": (
        (r"\b(?P<w>The Parties|the Parties) (?=shall)", None),
        (r"\(\d+\) (?P<w>days|years|originals)\b", lambda w: w[:-1]),
        (r"\b[Ee]ach (?P<w>Party|Participant)\b", lambda w: {"Party": "Parties", "Participant": "Participants"}[w]),
        (r"\b[Bb]oth (?P<w>Parties|governments|communities|cities)\b", lambda w: {"Parties": "Party", "governments": "government", "communities": "community", "cities": "city"}[w]),
        (r"\b(?:these|those) (?P<w>\w+s)\b", lambda w: w[:-1]),
    ),
}  # fmt: skip


@seeder(SEEDERS, "Q05")
def a_number_that_does_not_agree(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“las Partes financiará”, “sesenta (60) día”, “each Parties”: the official phrases."""
    rows = []
    for lang, bends in BENT.items():
        for pattern, bend in bends:
            if bend:
                rows += [(b, of, m, bend(m["w"])) for b, of, m in hits(paper.content, {lang: pattern}, *BODY)]
    picked = one(draw, [r for r in rows if r[3] != r[2]["w"]])
    if not picked:
        return None
    block, lang, m, new = picked
    seeded = changed(paper, (block.key, lang, *at(m, "w"), new))
    return dataclasses.replace(seeded, places=(Span(block.key, lang, m.start(), m.start("w") + len(new)),))


TERMS = (
    "artículo", "cooperación", "autorización", "Secretaría", "México", "administración", "información", "Dirección", "Público",
    "jurídicos", "jurídico", "Celebración", "Constitución", "intención", "vinculación", "terminación", "notificación", "evaluación",
    "económica", "educación", "suscripción", "atención", "fracción", "Política", "Político", "días", "áreas", "comunicación",
)  # fmt: skip
PLAIN = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")


@seeder(SEEDERS, "Q06", "P10", "L01")
def an_accent_left_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“articulo”, “cooperacion”, “Secretaria de Relaciones Exteriores”. A “Secretaria técnica: …” is who holds that post."""
    rows = hits(paper.content, {"es": rf"\b(?:{'|'.join(TERMS)})\b(?! técnica:)"}, *BODY)
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m), m.group().translate(PLAIN)))


@seeder(SEEDERS, "Q01")
def a_hidden_character(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A zero-width space, a soft hyphen, a mark of direction, inside a word."""
    rows = hits(paper.content, {"": r"[a-záéíóúñ]{6,}"}, *BODY, BlockKind.TITLE)
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    i = m.start() + draw.randint(2, 4)
    content, place = put(paper.content, block.key, lang, i, i, draw.choice("\u200b\u00ad\u202e\u2060"))
    return Seeded(content, paper.brief, (place,))


LOOKALIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}  # the right ones are Cyrillic


@seeder(SEEDERS, "Q02")
def a_letter_of_another_alphabet(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A Cyrillic letter that looks like ours."""
    rows = hits(paper.content, {"": r"(?<=[a-z])[aeocp](?=[a-z])"}, *BODY, BlockKind.TITLE)
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m), LOOKALIKE[m.group()]))


@seeder(SEEDERS, "Q03")
def a_damaged_character(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“cooperaciÃ³n”, or a letter that was lost."""
    rows = hits(paper.content, {"": r"(?<=[a-z])[áéíóúñ](?=[a-z])"}, *BODY, BlockKind.TITLE)
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    new = draw.choice((m.group().encode().decode("latin-1"), "\ufffd"))
    return changed(paper, (block.key, lang, *at(m), new))
