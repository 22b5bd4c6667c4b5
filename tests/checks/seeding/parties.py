"""P: parties. A place that is no party's in title, body, closing, addressee and signature; the style of a party changed at one
place; a locality, a private body, a vanished office as party; the state for the municipality and the reverse; a post, a
name, a holder of another day; the town hall as a place; a place that is in no catalogue, one that several bear; the name of
a ministry or of an office bent."""

import dataclasses
import datetime as dt
import random
import re

from hermanar.checks.brief import PartyRef
from hermanar.checks.findings import Span
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import Block, BlockKind
from hermanar.kernel.text import fold

from ..own_papers import Paper
from .base import (
    BODY,
    Seeded,
    Seeder,
    added,
    at,
    changed,
    hits,
    is_spoken,
    issued,
    languages,
    named,
    one,
    ours,
    own_day,
    put,
    said,
    seeder,
    the_same,
    theirs,
    third,
)

SEEDERS: list[Seeder] = []


def _another_town(paper: Paper, draw: random.Random, gazetteer: Gazetteer, *kinds: BlockKind) -> Seeded | None:
    """One of the Parties' names, at one place in every language, gives way to a municipality nobody deals with."""
    name = draw.choice([ours(paper), theirs(paper)])
    # a name that lies in another one is not the party there (“Comité de…” is; “San Ejemplo de …” is not)
    blocks = [b for b in paper.content.blocks if b.kind in kinds and the_same(paper, b, name)]
    if paper.brief.kind in ("study", "report"):
        # these may tell of another town in a sentence of its own; not beside a Party, in a row, in their title
        blocks = [b for b in blocks if b.kind is not BlockKind.PARAGRAPH or _both(paper, b)]
    if not blocks:
        return None
    block = draw.choice(blocks)
    new, _ = third(paper, draw, gazetteer)
    return changed(paper, *((block.key, lang, *at(m), new) for lang, m in the_same(paper, block, name)))


def _both(paper: Paper, block: Block) -> bool:
    return bool(the_same(paper, block, ours(paper)) and the_same(paper, block, theirs(paper)))


@seeder(SEEDERS, "P01", "P02")
def another_town_in_the_title(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The title is between the Parties and nobody else."""
    return _another_town(paper, draw, gazetteer, BlockKind.TITLE)


@seeder(SEEDERS, "P01")
def another_town_in_the_body(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """What is told of a Party is told of somebody else."""
    return _another_town(paper, draw, gazetteer, *BODY, BlockKind.FACT)


@seeder(SEEDERS, "P01")
def another_town_in_the_addressee(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The letter goes to another town."""
    return _another_town(paper, draw, gazetteer, BlockKind.ADDRESSEE)


@seeder(SEEDERS, "P01")
def another_town_in_the_signature(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Another town signs."""
    return _another_town(paper, draw, gazetteer, BlockKind.SIGNATURE)


@seeder(SEEDERS, "P01")
def another_town_in_the_closing(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Signed in a town that is no Party's and that nobody allowed."""
    new, _ = third(paper, draw, gazetteer)
    on = own_day(paper)
    right, wrong = issued(paper, on), issued(paper, on, new)
    if not right or not wrong or not any("{signing_place}" in t for b in paper.content.blocks for t in b.text.values()):
        return None
    found = [(b, lang, m) for b, lang, m in hits(wrong, {"": named(new)}) if b.group.startswith("closing")]
    places = tuple(p for b, lang, m in found for p in changed(paper, (b.key, lang, *at(m), new)).places)
    return Seeded(wrong, paper.brief, places, base=right) if places else None


@seeder(SEEDERS, "P01", "P02")
def another_town_and_its_state_in_the_title(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """The title names another municipality, with its own state: nothing in it is wrong by itself."""
    party = draw.choice(paper.brief.parties)
    if not party.subdivisions:
        return None
    whole = rf"{named(party.names[0])}, (?P<s>Estado de|State of) {re.escape(party.subdivisions[0])}\b"
    found = hits(paper.content, {"": whole}, BlockKind.TITLE)
    if len(found) != len(languages(paper)):
        return None
    town, state = third(paper, draw, gazetteer)
    return changed(paper, *((b.key, lang, *at(m), f"{town}, {m['s']} {state}") for b, lang, m in found))


STYLES = {
    "es": (("Municipio", "Ciudad", "el", "la"), ("Ciudad", "Municipio", "la", "el")),
    "en": (("Municipality", "City", "the", "the"), ("City", "Municipality", "the", "the")),
}


@seeder(SEEDERS, "P07", "B04", "B06")
def style_of_a_party_changed(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A Party that is “la Ciudad de …” wherever it stands with its state is “el Municipio de …” at one of these places."""
    rows = []
    for name in (ours(paper), theirs(paper)):
        state = {ours(paper): paper.brief.parties[0], theirs(paper): paper.brief.parties[1]}[name].subdivisions[0]
        for lang in languages(paper):
            for old, new, article, other in STYLES.get(lang, ()):
                of = "de" if lang == "es" else "of"
                tail = rf"{of} {re.escape(name)}, (?:Estado de|State of) {re.escape(state)}\b"
                found = hits(paper.content, {lang: rf"\b(?P<a>{article} )?(?P<s>{old}) {tail}"})
                if len(found) >= 3:
                    rows += [(b, lang, m, new, other) for b, lang, m in found if m["a"] and b.kind in BODY]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m, new, article = picked
    return changed(paper, (block.key, lang, m.start(), m.end("s"), f"{article} {new}"))


LOCALITIES = {
    "es": (
        "la localidad de",
        "la comunidad de",
        "la colonia",
        "el ejido",
        "la delegación de",
        "la agencia municipal de",
    ),
    "en": ("the locality of", "the community of", "the neighborhood of"),
}
PRIVATE = {
    "es": (
        "la Cámara de Comercio de", "el Club Rotario de", "la Fundación Amigos de", "el Patronato de la Feria de",
        "la Universidad Autónoma de", "la Asociación de Comerciantes de",
    ),
    "en": ("the Chamber of Commerce of", "the Rotary Club of", "the Friends Foundation of", "the Merchants Association of"),
}  # fmt: skip
VANISHED = {
    "es": (
        "la Procuraduría General de la República", "la Secretaría de Desarrollo Social", "la Secretaría de la Reforma Agraria",
    ),
    "en": ("the Procuraduría General de la República", "the Secretaría de Desarrollo Social"),
}  # fmt: skip
A_PARTY = {
    "es": r"\b(?:el|la) (?:Municipio|Ciudad) de (?P<n>{n})",
    "en": r"\bthe (?:Municipality|City) of (?P<n>{n})",
}


def _as_party(
    paper: Paper, draw: random.Random, who: dict[str, tuple[str, ...]], *, whole: bool, kinds: tuple[BlockKind, ...]
) -> Seeded | None:
    """One Party in title or signature, in every language, is somebody else; `whole`: its name goes too."""
    party = draw.choice(paper.brief.parties)
    if not is_spoken(paper):
        return None
    name = re.escape(party.names[0])
    tail = rf"(?:, (?:Estado de|State of) {re.escape(party.subdivisions[0])})?" if whole else ""
    patterns = {lang: p.format(n=name) + tail for lang, p in A_PARTY.items()}
    blocks = list(dict.fromkeys(b.key for b, _, _ in hits(paper.content, patterns, *kinds)))
    if not blocks:
        return None
    key, n, edits = draw.choice(blocks), draw.randrange(6), []
    for lang in languages(paper):
        m = next((m for b, of, m in hits(paper.content, patterns, *kinds) if b.key == key and of == lang), None)
        if not m:
            return None
        new = who[lang][n % len(who[lang])]
        edits.append((key, lang, *at(m), new if whole else f"{new} {party.names[0]}"))
    return changed(paper, *edits)


TITLE_OR_SIGNATURE = (BlockKind.TITLE, BlockKind.SIGNATURE)


@seeder(SEEDERS, "P04", "P08")
def a_locality_as_party(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A part of a municipality can be no Party (domain 1.4)."""
    return _as_party(paper, draw, LOCALITIES, whole=False, kinds=TITLE_OR_SIGNATURE)


@seeder(SEEDERS, "P08")
def a_private_body_as_party(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Nor a chamber, a club, a foundation."""
    return _as_party(paper, draw, PRIVATE, whole=False, kinds=TITLE_OR_SIGNATURE)


@seeder(SEEDERS, "P08", "P10")
def a_vanished_office_as_party(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Nor an office that is no longer."""
    return _as_party(paper, draw, VANISHED, whole=True, kinds=TITLE_OR_SIGNATURE)


@seeder(SEEDERS, "P06")
def the_state_for_the_municipality(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“el Municipio de X, Estado de Y” is “el Estado de Y”, in title, signature or where the bond is told."""
    rows = []
    for party in paper.brief.parties:
        state = re.escape(party.subdivisions[0])
        name = re.escape(party.names[0])
        patterns = {
            "es": rf"(?P<p>\b(?:el|la) (?:Municipio|Ciudad) de {name}), Estado de (?P<s>{state})\b",
            "en": rf"(?P<p>\bthe (?:Municipality|City) of {name}), State of (?P<s>{state})\b",
        }
        if fold(party.subdivisions[0]) != fold(party.names[0]):
            rows += [
                row
                for row in hits(paper.content, patterns, *TITLE_OR_SIGNATURE, BlockKind.PARAGRAPH)
                if row[0].kind is not BlockKind.PARAGRAPH
                or re.search(
                    r"(?:hermanamiento|twinning)[^.;]{0,40}\b(?:entre|con|between|with) $",
                    row[2].string[: row[2].start()],
                )
            ]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m), f"{'el Estado de' if lang == 'es' else 'the State of'} {m['s']}"))


@seeder(SEEDERS, "P06", "P01")
def the_municipality_for_the_state(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Where the Party is a state, its place in the title is taken by one of its municipalities."""
    first, second = paper.brief.parties
    if len(first.key) != 5 or paper.brief.paper not in ("twinning", "ratification", "friendship", "domestic_twinning"):
        return None
    name, state = re.escape(first.names[0]), first.subdivisions[0]
    if fold(first.names[0]) in fold(f"{state} {second.names[0]} {second.subdivisions[0]}") or (
        # a state of the same name as the other Party's is no case to draw up by chance
        fold(state) in fold(f"{second.names[0]} {second.subdivisions[0]}")
    ):
        return None
    content, found = paper.content, []
    while True:  # the paper becomes one of the state's
        whole = {
            "es": rf"\b[Ee]l Municipio de {name}, Estado de {re.escape(state)}\b",
            "en": rf"\b[Tt]he Municipality of {name}, State of {re.escape(state)}\b",
        }
        shorter = {"es": rf"\b(?:[Ee]|de)l Municipio de {name}\b", "en": rf"\b(?:of )?[Tt]he Municipality of {name}\b"}
        row = next(iter(hits(content, whole) or hits(content, shorter)), None)
        if row is None:
            row = next(iter(hits(content, {"": rf"\b{name}\b"})), None)
        if row is None:
            break
        block, lang, m = row
        of = "Gobierno del Estado de" if m.group().startswith("del") else "Estado de"
        of = of if lang == "es" else "State of"
        opening = m.group().split(" Municip")[0] + " " if "Municip" in m.group() else ""
        new = f"{opening}{of} {state}" if opening else state
        content, place = put(content, block.key, lang, *at(m), new)
        if opening and block.kind is BlockKind.TITLE:
            found.append(place)
    if not found:
        return None
    brief = dataclasses.replace(
        paper.brief,
        parties=(dataclasses.replace(first, names=(state,), key=first.key[:2], subdivisions=()), second),
    )
    wrong, places = content, []
    name = draw.choice((first.names[0], state))
    for place in found:
        of = "el Municipio de" if place.lang == "es" else "the Municipality of"
        wrong, there = put(wrong, place.block, place.lang, place.start, place.end, f"{of} {name}")
        places.append(there)
    return Seeded(wrong, brief, tuple(places), base=content)


POSTS = {
    "es": (
        "Síndica Procuradora",
        "Regidor",
        "Secretario del Ayuntamiento",
        "Tesorera Municipal",
        "Director de Turismo",
    ),
    "en": ("Legal Trustee", "Council Member", "City Clerk", "City Treasurer", "Director of Tourism"),
}


@seeder(SEEDERS, "P05", "P13")
def another_post_in_the_signature(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Who signs has another post than the one they hold."""
    rows = [
        (b, lang, m)
        for s in paper.brief.signatories
        for b, lang, m in hits(
            paper.content,
            {lang: rf"{re.escape(s.name)}\n(?P<p>{re.escape(s.post(lang))})$" for lang in languages(paper)},
            BlockKind.SIGNATURE,
        )
        if lang in POSTS
    ]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m, "p"), draw.choice(POSTS[lang])))


@seeder(SEEDERS, "P05", "P13")
def another_name_in_the_signature(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Who signs is not whom the case knows."""
    if not paper.brief.signatories:
        return None
    rows = [b for b in paper.content.blocks if b.kind is BlockKind.SIGNATURE]
    signatory = draw.choice(paper.brief.signatories)
    new = draw.choice(("Persona de Muestra 77", "Jesús Ejemplo Ficticio", "Ana María Ejemplo Muestra"))
    for block in rows:
        found = the_same(paper, block, signatory.name)
        if found:
            return changed(paper, *((block.key, lang, *at(m), new) for lang, m in found))
    return None


HOLDERS = (
    {
        "es": "{who}, {post} de {town}, encabezará la delegación.",
        "en": "{who}, Mayor of {town}, will head the delegation.",
    },
    {
        "es": "En la reunión participó {who}, {post} de {town}.",
        "en": "{who}, Mayor of {town}, took part in the meeting.",
    },
    {
        "es": "Lo anterior se acordó con {who}, en su carácter de {post} de {town}.",
        "en": "This was agreed with {who}, in the capacity of Mayor of {town}.",
    },
)


@seeder(SEEDERS, "P13", "P05")
def a_second_mayor(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A municipality has one mayor: the paper's signature names one, a paragraph another."""
    signs = hits(
        paper.content,
        {"es": r"^(?P<w>Persona de Muestra 01)\n(?P<p>Presidenta Municipal)$", "en": r"^(?P<w>Persona de Muestra 01)\n(?P<p>Mayor)$"},
        BlockKind.SIGNATURE,
    )  # fmt: skip
    if not signs or not is_spoken(paper):
        return None
    row = said(
        draw,
        *HOLDERS,
        who=f"⟦Persona de Muestra {draw.randint(40, 90)}⟧",
        post="Presidenta Municipal",
        town=ours(paper),
    )
    seeded = added(paper, draw, row)
    return seeded and dataclasses.replace(
        seeded, places=(*seeded.places, *(Span(b.key, lang, *at(m)) for b, lang, m in signs))
    )


@seeder(SEEDERS, "D05", "P05")
def a_signatory_of_another_day(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Who signs left the post before the day of the signature, or took it after."""
    on = own_day(paper)
    right = issued(paper, on) if paper.brief.signatories else None
    if not right:
        return None
    signs = list(paper.brief.signatories)
    i, away = draw.randrange(len(signs)), dt.timedelta(days=draw.randint(1, 900))
    term = {"until": on - away} if draw.random() < 0.5 else {"since": on + away}
    signs[i] = dataclasses.replace(signs[i], **term)
    places = changed(
        paper,
        *(
            (b.key, lang, *at(m), m.group())
            for b, lang, m in hits(right, {"": named(signs[i].name)}, BlockKind.SIGNATURE)
        ),
    ).places
    brief = dataclasses.replace(paper.brief, signatories=tuple(signs))
    return Seeded(right, brief, places, ("closing", "closing-domestic"), base=right, base_brief=paper.brief)


HALLS = {
    "es": ("Ayuntamiento", "Palacio Municipal", "Cabildo", "Presidencia Municipal", "Town Hall", "City Hall"),
    "en": ("Town Hall", "City Hall", "Ayuntamiento", "Village Hall"),
}


@seeder(SEEDERS, "P09")
def the_town_hall_as_a_place(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """“Municipio de Ayuntamiento”, “City of Town Hall”: a translation took the word for a name."""
    name = re.escape(draw.choice([ours(paper), theirs(paper)]))
    rows = hits(paper.content, {lang: p.format(n=name) for lang, p in A_PARTY.items()})
    picked = one(draw, [row for row in rows if row[1] in HALLS])
    if not picked:
        return None
    block, lang, m = picked
    return changed(paper, (block.key, lang, *at(m, "n"), draw.choice(HALLS[lang])))


def _with(paper: Paper, party: PartyRef, i: int) -> tuple[PartyRef, PartyRef]:
    pair = list(paper.brief.parties)
    pair[i] = party
    return pair[0], pair[1]


@seeder(SEEDERS, "P11")
def a_place_in_no_catalogue(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """A Party written by hand, that no catalogue of places has."""
    i = draw.randrange(2)
    party = dataclasses.replace(paper.brief.parties[i], is_listed=False)
    brief = dataclasses.replace(paper.brief, parties=_with(paper, party, i))
    places = changed(
        paper, *((b.key, lang, *at(m), m.group()) for b, lang, m in hits(paper.content, {"": named(party.names[0])}))
    ).places
    return Seeded(paper.content, brief, places) if places else None


@seeder(SEEDERS, "P12")
def a_place_that_several_are(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """Nobody said which of the places of that name is meant."""
    i = draw.randrange(2)
    states = tuple(draw.sample(["Jalisco", "Puebla", "Sonora", "Veracruz", "Zacatecas"], 2))
    party = dataclasses.replace(paper.brief.parties[i], several=states)
    places = changed(
        paper, *((b.key, lang, *at(m), m.group()) for b, lang, m in hits(paper.content, {"": named(party.names[0])}))
    ).places
    return Seeded(paper.content, dataclasses.replace(paper.brief, parties=_with(paper, party, i)), places) if places else None  # fmt: skip


OFFICES = {
    "es": {
        "Secretaría de Relaciones Exteriores": (
            "Secretaría de Relaciones Internacionales", "Secretaría de Asuntos Exteriores", "Secretaría de Relaciones Extranjeras",
            "Ministerio de Relaciones Exteriores de México", "Secretaría de Asuntos Internacionales",
        ),
        "Dirección General de Coordinación Política": ("Dirección General de Cooperación Política",),
        "Directora General de Coordinación Política": ("Directora General de Asuntos Políticos", "Directora General de Cooperación Política"),
    },
    "en": {"Ministry of Foreign Affairs": ("Ministry of International Affairs", "Ministry of Foreign Matters")},
}  # fmt: skip


@seeder(SEEDERS, "P10")
def the_name_of_a_ministry_bent(paper: Paper, draw: random.Random, gazetteer: Gazetteer) -> Seeded | None:
    """No ministry or office of that name: one that has nearly that name is meant."""
    rows = [
        (b, lang, m, new)
        for lang, names in OFFICES.items()
        for old, others in names.items()
        for new in others
        for b, _, m in hits(paper.content, {lang: named(old)})
        # of another office, nobody knows what its head is called
        if not old.startswith("Director") or "Relaciones Exteriores" in m.string
    ]
    picked = one(draw, rows)
    if not picked:
        return None
    block, lang, m, new = picked
    return changed(paper, (block.key, lang, *at(m), new))
