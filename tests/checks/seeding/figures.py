"""N: numbers. A figure against its word and the word against its figure, totals against parts told in a sentence, line by line
and in votes, means, percentages of a number and of a whole, “both” for three, a gap in lettered items, in ordinals and in
numbered headings, a count of what a list has not and of a list that is not there, the minutes of an agenda."""

import dataclasses
import random
import re

from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import Block, BlockKind, Content

from ..own_papers import Paper
from .base import (
    Seeded,
    Seeder,
    added,
    at,
    changed,
    hits,
    is_spoken,
    languages,
    one,
    ours,
    said,
    seeder,
    spots,
    theirs,
    without,
)

SEEDERS: list[Seeder] = []

WORDS = {
    "es": {"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
           "quince": 15, "veinte": 20, "treinta": 30, "sesenta": 60, "noventa": 90},
    "en": {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90},
}  # fmt: skip
WORD_AND_FIGURE = {
    "es": r"(?P<w>\b[a-záéíóúñ]+(?: y [a-z]+)?) \((?P<f>\d{1,3})\)",
    "en": r"(?P<w>\b[a-z]+(?:-[a-z]+)?) \((?P<f>\d{1,3})\)",
}


@seeder(SEEDERS, "N01")
def a_figure_against_its_word(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“sesenta (90) días”: the figure in brackets is the one of the word or the sentence says two things."""
    picked = one(draw, hits(paper.content, WORD_AND_FIGURE))
    if not picked:
        return None
    block, lang, m = picked
    new = draw.choice([n for n in (int(m["f"]) + 1, int(m["f"]) * 2, int(m["f"]) + 30) if n != int(m["f"])])
    content = changed(paper, (block.key, lang, *at(m, "f"), str(new)))
    return dataclasses.replace(content, places=(Span(block.key, lang, m.start("w"), m.end("f") + 1),))


@seeder(SEEDERS, "N01")
def a_word_against_its_figure(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“treinta (60) días”."""
    picked = one(draw, hits(paper.content, WORD_AND_FIGURE))
    if not picked:
        return None
    block, lang, m = picked
    new = draw.choice([w for w, n in WORDS[lang].items() if n != int(m["f"])])
    content = changed(paper, (block.key, lang, *at(m, "w"), new))
    return dataclasses.replace(
        content, places=(Span(block.key, lang, m.start("w"), m.start("w") + len(new) + len(m["f"]) + 3),)
    )


WHOLES = (
    {"es": "Al encuentro asistieron ⟦{t}⟧ personas: {a} mujeres y {b} hombres.",
     "en": "The meeting was attended by ⟦{t}⟧ people: {a} women and {b} men."},
    {"es": "Se realizaron {a} talleres y {b} visitas, un total de ⟦{t}⟧ actividades.",
     "en": "{a} workshops and {b} visits were held, a total of ⟦{t}⟧ activities."},
    {"es": "La delegación se integró con ⟦{t}⟧ personas, de las cuales {a} son docentes y {b} son estudiantes.",
     "en": "The delegation consisted of ⟦{t}⟧ people, of whom {a} are teachers and {b} are students."},
    {"es": "Se invitó a {a} asociaciones de artesanos y a {b} escuelas, en total ⟦{t}⟧ instituciones.",
     "en": "{a} associations of artisans and {b} schools were invited, in total ⟦{t}⟧ institutions."},
    {"es": "El programa consta de ⟦{t}⟧ actividades: {a} de cultura, {b} de educación y {c} de turismo.",
     "en": "The program consists of ⟦{t}⟧ activities: {a} of culture, {b} of education and {c} of tourism."},
)  # fmt: skip


@seeder(SEEDERS, "N03")
def a_total_against_its_parts(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The parts told in the same sentence do not give the total."""
    row = draw.choice(WHOLES)
    a, b, c = (draw.randint(3, 29) for _ in range(3))
    total = a + b + (c if "{c}" in row["es"] else 0)
    # “de las cuales” may leave some out, but tells no more than there are
    wrong = total + draw.choice((-3, -2, -1) if "de las cuales" in row["es"] else (-2, -1, 1, 2, 3, 10))
    return added(paper, draw, said(draw, row, a=a, b=b, c=c, t=wrong))


ROWS = (
    ({"es": "Mujeres", "en": "Women"}, {"es": "Hombres", "en": "Men"}, {"es": "Total de asistentes", "en": "Total attendance"}),
    ({"es": "Talleres", "en": "Workshops"}, {"es": "Visitas", "en": "Visits"}, {"es": "Total de actividades", "en": "Total activities"}),
    ({"es": "Transporte", "en": "Transport"}, {"es": "Alimentos", "en": "Food"}, {"es": "Total", "en": "Total"}),
    ({"es": "Escuelas", "en": "Schools"}, {"es": "Museos", "en": "Museums"}, {"es": "Total", "en": "Total"}),
)  # fmt: skip


@seeder(SEEDERS, "N03")
def a_total_against_its_rows(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Rows of a table and their total."""
    rows = draw.choice(ROWS)
    a, b = draw.randint(11, 97), draw.randint(11, 97)
    money = rows[2]["es"] == "Total" and "Transporte" in rows[0]["es"]
    numbers = [f"${n},{draw.choice((150, 400, 725))}.00" for n in (a, b)] if money else [str(a), str(b)]
    total = a + b + draw.choice((-3, 2, 9))
    numbers.append(f"⟦${total},000.00⟧" if money else f"⟦{total}⟧")
    if money:  # whole thousands, so that no odd hundreds make the total right by chance
        numbers[:2] = [f"${n},000.00" for n in (a, b)]
    return added(
        paper, draw,
        *({lang: f"{row[lang]}\t{n}" for lang in row} for row, n in zip(rows, numbers, strict=True)), kind=BlockKind.FACT,
    )  # fmt: skip


@seeder(SEEDERS, "N03", "N08")
def more_votes_than_voters(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """More vote than were present."""
    present = hits(paper.content, {"es": r"presencia de (\d+) de \d+", "en": r"(\d+) of \d+ members"})
    if len(present) != 1:
        return None
    block, lang, m = present[0]
    votes = hits(
        paper.content, {"es": r"^Votos a favor\t(?P<n>\d+)", "en": r"^Votes in favou?r\t(?P<n>\d+)"}, BlockKind.FACT
    )
    if len(votes) != 1:
        return None
    fact, _, v = votes[0]
    seeded = changed(paper, (fact.key, lang, *at(v, "n"), str(int(m[1]) + draw.randint(1, 9))))
    return dataclasses.replace(seeded, places=(*seeded.places, Span(block.key, lang, *at(m))), groups=(fact.group,))


@seeder(SEEDERS, "N03")
def more_present_than_members(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """More are present than there are members."""
    present = hits(
        paper.content,
        {"es": r"\b(?P<a>\d+) de (?P<b>\d+) integrantes", "en": r"\b(?P<a>\d+) of (?:the )?(?P<b>\d+) members"},
    )
    picked = one(draw, present)
    if not picked:
        return None
    block, lang, m = picked
    seeded = changed(paper, (block.key, lang, *at(m, "a"), str(int(m["b"]) + draw.randint(1, 7))))
    return dataclasses.replace(seeded, places=(Span(block.key, lang, m.start(), m.end() + 1),))


MEANS = (
    {"es": "Asistieron {t} personas a {n} talleres, ⟦{m}⟧ personas en promedio.",
     "en": "{t} people attended {n} workshops, ⟦{m}⟧ people on average."},
    {"es": "En {n} reuniones participaron {t} personas, con un promedio de ⟦{m}⟧ por reunión.",
     "en": "{t} people took part in {n} meetings, with an average of ⟦{m}⟧ per meeting."},
    {"es": "Las {n} visitas recibieron a {t} estudiantes: en promedio, ⟦{m}⟧ por visita.",
     "en": "The {n} visits received {t} students: on average, ⟦{m}⟧ per visit."},
)  # fmt: skip


@seeder(SEEDERS, "N04")
def a_mean_that_does_not_follow(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Total, number and mean are told, and the mean is another."""
    n, mean = draw.randint(3, 12), draw.randint(12, 60)
    return added(paper, draw, said(draw, *MEANS, t=n * mean, n=n, m=mean + draw.choice((-7, -5, 4, 6, 9))))


SHARES = (
    {"es": "Se cumplieron {a} de {b} actividades (⟦{p}⟧ %).", "en": "{a} of {b} activities were carried out (⟦{p}⟧%)."},
    {"es": "De las {b} familias consultadas, {a} respondieron, lo que representa el ⟦{p}⟧ %.",
     "en": "Of the {b} families consulted, {a} replied, which represents ⟦{p}⟧%."},
    {"es": "Participaron {b} estudiantes, de los cuales {a} (⟦{p}⟧ %) son mujeres.",
     "en": "{b} students took part, of whom {a} (⟦{p}⟧%) are women."},
)  # fmt: skip


@seeder(SEEDERS, "N05")
def a_share_that_does_not_follow(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """So many of so many are not that percentage."""
    b, p = draw.choice((20, 40, 50, 60, 80)), draw.choice((25, 30, 35, 45, 55, 60, 65, 70))
    wrong = draw.choice([q for q in (p - 15, p + 10, p + 15) if q != p])
    return added(paper, draw, said(draw, *SHARES, a=b * p // 100, b=b, p=wrong))


PARTS = (
    {"es": "Del total de asistentes, {a} % son mujeres y ⟦{b}⟧ % son hombres.",
     "en": "Of all those attending, {a}% are women and ⟦{b}⟧% are men."},
    {"es": "El {a} % de los visitantes provino de {ours}, el {c} % de {theirs} y el ⟦{d}⟧ % de otros lugares.",
     "en": "{a}% of the visitors came from {ours}, {c}% from {theirs} and ⟦{d}⟧% from other places."},
)  # fmt: skip


@seeder(SEEDERS, "N05")
def shares_of_more_than_the_whole(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Shares of one whole that give more than a hundred."""
    a = draw.randint(41, 69)
    b = 100 - a + draw.randint(3, 20)
    c = draw.randint(8, 100 - a - 5)
    return added(
        paper, draw,
        said(draw, *PARTS, a=a, b=b, c=c, d=100 - a - c + draw.randint(4, 15), ours=ours(paper), theirs=theirs(paper)),
    )  # fmt: skip


BOTH = (
    {"es": "Participaron tres municipios de la región, y ⟦ambos⟧ municipios aportaron recursos.",
     "en": "Three municipalities of the region took part, and ⟦both⟧ municipalities contributed resources."},
    {"es": "Las direcciones de Turismo, Cultura y Educación prepararon la propuesta; ⟦ambas⟧ direcciones le darán seguimiento.",
     "en": "The offices of Tourism, Culture and Education prepared the proposal; ⟦both⟧ offices will follow it up."},
    {"es": "Se revisaron cuatro proyectos y ⟦ambos⟧ proyectos se consideraron viables.",
     "en": "Four projects were reviewed and ⟦both⟧ projects were considered viable."},
)  # fmt: skip


@seeder(SEEDERS, "N06")
def both_of_more_than_two(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“Both” of three or four that the sentence has just named or counted."""
    return added(paper, draw, draw.choice(BOTH))


def _lists(content: Content) -> list[list[Block]]:
    """Runs of lettered items, as they stand."""
    runs: list[list[Block]] = []
    last = None
    for block in content.blocks:
        if block.kind is BlockKind.ITEM and re.fullmatch(r"[a-z]\)", block.number):
            fresh = last is None or block.number == "a)"
            runs.append([block]) if fresh else runs[-1].append(block)
            last = block
        else:
            last = None
    return runs


def _numbered(content: Content, key: str, number: str) -> Content:
    return dataclasses.replace(
        content, blocks=tuple(dataclasses.replace(b, number=number) if b.key == key else b for b in content.blocks)
    )


@seeder(SEEDERS, "N07", "B05")
def a_gap_in_the_letters(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """a), b), d)."""
    picked = one(draw, [run for run in _lists(paper.content) if len(run) >= 2])
    if not picked:
        return None
    run = list(picked)
    item = draw.choice(run[1:])
    number = f"{chr(ord(item.number[0]) + draw.randint(1, 2))})"
    content = _numbered(paper.content, item.key, number)
    return Seeded(content, paper.brief, groups=tuple(b.key for b in run))


@seeder(SEEDERS, "N07")
def an_item_fallen_out(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """One item of a list is gone and the letters say so."""
    picked = one(draw, [run for run in _lists(paper.content) if len(run) >= 3])
    if not picked:
        return None
    run = list(picked)
    item = draw.choice(run[1:-1])
    return Seeded(without(paper.content, item.key), paper.brief, groups=tuple(b.key for b in run))


ORDINALS = ("PRIMERO", "SEGUNDO", "TERCERO", "CUARTO", "QUINTO", "SEXTO")


@seeder(SEEDERS, "N07")
def a_gap_in_the_ordinals(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """PRIMERO, TERCERO."""
    picked = one(draw, list(hits(paper.content, {"es": r"^(SEGUNDO|TERCERO|CUARTO)\."})))
    if not picked:
        return None
    block, lang, m = picked
    new = ORDINALS[ORDINALS.index(m[1]) + draw.randint(1, 2)]
    seeded = changed(paper, (block.key, lang, *at(m, 1), new))
    others = hits(paper.content, {"es": r"^(?:PRIMERO|SEGUNDO|TERCERO|CUARTO)\."})
    return dataclasses.replace(seeded, groups=tuple(b.key for b, _, _ in others))


POINTS = (
    ("{n}. ", ("Bienvenida a la delegación.", "Presentación de los proyectos.", "Recorrido por el mercado.", "Acuerdos."),
     ("Welcome of the delegation.", "Presentation of the projects.", "Visit to the market.", "Agreements.")),
    ("{o}. ", ("Se aprueba el programa.", "Se nombra a quien le dará seguimiento.", "Se convoca a la sesión siguiente.", "Se informa al Cabildo."),
     ("The program is approved.", "A person in charge is named.", "The next session is called.", "The council is informed.")),
)  # fmt: skip


@seeder(SEEDERS, "N07")
def a_gap_in_numbered_paragraphs(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Points 1, 2, 4, or PRIMERO, SEGUNDO, CUARTO, as an officer adds them."""
    form, es, en = draw.choice(POINTS)
    first = ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH")
    jump = draw.choice((1, 2))
    rows = []
    for i in range(3):
        n = i if i < jump else i + 1
        mark = "⟦{}⟧" if i == jump else "{}"
        row = {}
        for lang, words, names in (("es", es, ORDINALS), ("en", en, first)):
            number = form.format(n=n + 1, o=names[n]).rstrip()
            row[lang] = f"{mark.format(number)} {words[n]}"
        rows.append(row)
    if hits(paper.content, {"es": r"^(?:PRIMERO|SEGUNDO)\.", "en": r"^(?:FIRST|SECOND)\."}):
        return None
    seeded = added(paper, draw, *rows)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places} | _rows(seeded, paper)))


def _rows(seeded: Seeded, paper: Paper) -> set[str]:
    known = {b.key for b in paper.content.blocks}
    return {b.key for b in seeded.content.blocks} - known


@seeder(SEEDERS, "N07", "M04")
def a_gap_in_the_headings(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Sections 1, 2, 4: the number of a heading left one out."""
    heads = [b for b in paper.content.blocks if b.kind is BlockKind.HEADING and re.fullmatch(r"\d+", b.number)]
    if len(heads) < 3:
        return None
    head = draw.choice(heads[1:])
    number = str(int(head.number) + draw.randint(1, 3))
    return Seeded(_numbered(paper.content, head.key, number), paper.brief, groups=tuple(b.key for b in heads))


@seeder(SEEDERS, "N08")
def a_count_of_what_the_list_has_not(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“las siete áreas siguientes:” over three."""
    after = {b.key: run for run in _lists(paper.content) for b in run[:1]}
    rows = []
    blocks = paper.content.blocks
    for i, block in enumerate(blocks[:-1]):
        run = after.get(blocks[i + 1].key)
        if run:
            rows += [
                (block, lang, m, len(run))
                for _, lang, m in hits(dataclasses.replace(paper.content, blocks=(block,)), {
                    "es": r"\b(?P<a>l[ao]s) (?P<n>[a-záéíóúñ ]{4,30}?) (?P<s>siguientes)\b",
                    "en": r"\bthe (?P<s>following) (?P<n>[a-z]{4,20})\b",
                })
            ]  # fmt: skip
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m, length = picked
    word = draw.choice([w for w, n in WORDS[lang].items() if n <= 10 and n not in (length, length - 1)])
    start, end = at(m)
    new = f"{m['a']} {word} {m['n']} siguientes" if lang == "es" else f"the following {word} {m['n']}"
    return changed(paper, (block.key, lang, start, end, new))


COUNTED = (
    {"es": "Se trabajará en ⟦{n}⟧ temas: turismo, artesanía y educación.",
     "en": "Work will proceed on ⟦{n}⟧ topics: tourism, crafts and education."},
    {"es": "Se acordaron ⟦{n}⟧ acciones: una feria, un taller, un concurso y una visita.",
     "en": "⟦{n}⟧ actions were agreed upon: a fair, a workshop, a contest and a visit."},
)  # fmt: skip


@seeder(SEEDERS, "N08", "N03")
def a_count_of_what_the_sentence_lists(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“cinco temas: turismo, artesanía y educación”."""
    n = draw.choice(("cinco", "seis", "siete", "ocho"))
    english = {"cinco": "five", "seis": "six", "siete": "seven", "ocho": "eight"}[n]
    row = said(draw, *COUNTED, n={"es": n, "en": english})
    row["en"] = row["en"][0] + row["en"][1].upper() + row["en"][2:] if row["en"].startswith("⟦") else row["en"]
    return added(paper, draw, row)


ANNOUNCED = (
    {"es": "Se proponen las ⟦{n}⟧ acciones siguientes:", "en": "The following ⟦{n}⟧ actions are proposed:"},
    {"es": "El programa comprende los siguientes ⟦{n}⟧ proyectos:", "en": "The program includes the following ⟦{n}⟧ projects:"},
)  # fmt: skip


@seeder(SEEDERS, "N08", "K03")
def a_count_without_its_list(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“las cuatro acciones siguientes:” and no list."""
    n = draw.choice(("tres", "cuatro", "cinco"))
    row = said(draw, *ANNOUNCED, n={"es": n, "en": {"tres": "three", "cuatro": "four", "cinco": "five"}[n]})
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(seeded, groups=tuple({p.block for p in seeded.places}))


@seeder(SEEDERS, "N09")
def minutes_that_do_not_add_up(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The minutes of an agenda against the duration that the paper gives."""
    minutes = hits(paper.content, {"": r"\((?P<n>\d+) minut[eo]s\)"}, BlockKind.ITEM)
    whole = hits(paper.content, {"": r"\t(?P<n>\d+) minut[eo]s$"}, BlockKind.FACT)
    if len(whole) != len(languages(paper)) or len(minutes) < 2:
        return None
    key = draw.choice([b.key for b, _, _ in minutes])
    more = draw.choice((5, 10, 15, 25))
    edits = [(b.key, lang, *at(m, "n"), str(int(m["n"]) + more)) for b, lang, m in minutes if b.key == key]
    seeded = changed(paper, *edits)
    return dataclasses.replace(
        seeded,
        places=(*seeded.places, *(Span(b.key, lang, *at(m)) for b, lang, m in whole)),
        groups=(key.split(".")[0],),
    )


@seeder(SEEDERS, "N09")
def an_agenda_longer_than_its_meeting(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """An agenda put in by an officer: its points and its whole."""
    if not is_spoken(paper) or not spots(paper.content):
        return None
    parts = [draw.choice((5, 10, 15, 20, 30, 40)) for _ in range(3)]
    total = sum(parts) + draw.choice((-10, 5, 10, 20))
    rows = (
        {"es": f"Bienvenida, {parts[0]} minutos", "en": f"Welcome, {parts[0]} minutes"},
        {
            "es": f"Presentación de los proyectos, {parts[1]} minutos",
            "en": f"Presentation of the projects, {parts[1]} minutes",
        },
        {
            "es": f"Acuerdos y pasos siguientes, {parts[2]} minutos",
            "en": f"Agreements and next steps, {parts[2]} minutes",
        },
    )
    rows = tuple({lang: f"{i}. {words}" for lang, words in row.items()} for i, row in enumerate(rows, start=1))
    whole = draw.choice((
        {"es": f"Duración: ⟦{total} minutos⟧", "en": f"Duration: ⟦{total} minutes⟧"},
        {"es": f"Duración total: ⟦{total} minutos⟧", "en": f"Total duration: ⟦{total} minutes⟧"},
    ))  # fmt: skip
    if hits(paper.content, {"": r"\d+ minut[eo]s"}):
        return None
    seeded = added(paper, draw, {"es": "Orden del día", "en": "Agenda"}, *rows, whole)
    return seeded and dataclasses.replace(seeded, groups=tuple(_rows(seeded, paper)))
