"""Who comes from outside in the demonstration: a call with two citizens' proposals, a project put to interested parties, and a
personal link by which the visitor tries the counterpart's door. Everything invented, and every person a sample."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hermanar.agreements import operations as agreements
from hermanar.calls import operations as calls
from hermanar.calls.queries import list_calls
from hermanar.directory.enums import Role
from hermanar.directory.queries import actor_for, get_country, latest_exercise, list_exercise_posts
from hermanar.documents.queries import latest_version
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.errors import HouseError
from hermanar.links.queries import actor_of, open_link
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.queries import list_partnerships
from hermanar.partnerships.rules.triage import Answers

FILE = "enlace-de-muestra.json"
ABROAD = "Fairview"

TEXTS = {
    "title": {
        "es": "Proyectos para trabajar con nuestra ciudad hermana",
        "en": "Projects to work on with our sister city",
    },
    "purpose": {
        "es": "Reunir ideas de la ciudadanía para los primeros proyectos comunes: pequeños, con quien los haga y con un resultado que se vea en un año.",
        "en": "To gather citizens’ ideas for the first joint projects: small, with somebody to carry them out and a result that shows within a year.",
    },
    "audience": {
        "es": "Cualquier persona o grupo del municipio, y quienes viven en la ciudad hermana.",
        "en": "Any person or group of the municipality, and those who live in the sister city.",
    },
    "conditions": {
        "es": "1. Una propuesta por idea.\n2. El Comité evalúa cada una con los mismos criterios.\n3. Toda propuesta recibe respuesta, con su razón.\n4. Participar no da derecho a recursos.",
        "en": "1. One proposal per idea.\n2. The Committee evaluates each by the same criteria.\n3. Every proposal gets an answer, with its reason.\n4. Taking part gives no right to funds.",
    },
}
ORCHESTRA = {
    "title": "Una orquesta juvenil con dos sedes",
    "problem": "Los grupos de música de la secundaria no tienen con quién tocar fuera de la escuela.",
    "idea": "Ensayar el mismo repertorio en las dos ciudades, compartirlo por video y dar un concierto el mismo día en las dos plazas.",
    "beneficiaries": "Unas sesenta personas jóvenes y sus familias.",
    "sector": "culture",
    "contact_name": "Persona de Muestra 81",
}
RECIPES = {
    "title": "Recetario de las cocineras de aquí y de allá",
    "problem": "Las recetas de las familias que migraron se están perdiendo.",
    "idea": "Grabar a las cocineras en las dos ciudades y publicar un recetario bilingüe.",
    "beneficiaries": "Las familias de las dos comunidades.",
    "sector": "diaspora",
    "contact_name": "Persona de Muestra 82",
}


def _posts(role: str) -> Iterator[tuple[Act, Any]]:
    """An act of each exercise post of that role, on the clock of its exercises, and its organisation."""
    for post in list_exercise_posts():
        house = post.office.organisation
        clock = latest_exercise(house) if post.office.role == role else None
        if clock is not None and post.person.user is not None:
            yield Act(actor_for(post.person.user, post.public_id, clock.date()), clock, Channel.CLI), house


def call_for_projects() -> bool:
    """The call, its proposals and the project; once. Returns whether it was made now."""
    secretary, _committee = next(_posts(Role.COMMITTEE_SECRETARY), (None, None))
    liaison, owner = next(_posts(Role.LIAISON), (None, None))
    if secretary is None or liaison is None or list_calls(liaison.actor):
        return False
    now = dt.datetime.now(dt.UTC)
    call = calls.draft_call(
        secretary, owner=owner, texts=TEXTS, opens_on=secretary.on - dt.timedelta(days=10),
        closes_on=secretary.on + dt.timedelta(days=120),
    )  # fmt: skip
    call = calls.publish_call(secretary, call=call)
    citizen = Act(Actor.stranger(), secretary.at, Channel.LINK)
    for words in (RECIPES, ORCHESTRA):
        proposal, _token = calls.hand_in_proposal(citizen, owner=owner, call=call, consents=True, now=now, **words)
    proposal = calls.evaluate_proposal(
        secretary, proposal=proposal, viability="conditions", criteria={"need": True, "benefit": True, "powers": True},
        assessment="Hay maestra y salón. Falta saber si la otra ciudad tiene una orquesta escolar.",
    )  # fmt: skip
    project = calls.accept_proposal(
        secretary, proposal=proposal, answer="Nos gusta. Antes de votarlo preguntaremos a la escuela y a la otra ciudad.",
    )  # fmt: skip
    consultation = calls.open_consultation(
        secretary, owner=owner, project=project, title="Viabilidad de la orquesta juvenil",
        question="¿Conviene este proyecto? ¿Qué haría falta para que empiece este año?",
        closes_on=secretary.on + dt.timedelta(days=60),
    )  # fmt: skip
    parties = [
        partnerships.add_stakeholder(liaison, circle=owner.home, sector=sector, organisation=name, role=role)
        for sector, name, role in (
            ("academy", "Escuela de música de muestra", "Enseñanza de música"),
            ("business", "Cámara de comercio de muestra", "Patrocinio"),
        )
    ]
    for number, party in enumerate(parties):
        row, link, _token = calls.invite_party(secretary, consultation=consultation, stakeholder=party, now=now)
        if number == 0:
            calls.give_position(
                Act(actor_of(link), secretary.at, Channel.LINK), consulted=row, position="conditions",
                text="Sí, si los ensayos son por la tarde y hay quien cuide los instrumentos.",
            )  # fmt: skip
    return True


def _case_abroad(act: Act, owner: Any) -> Any:
    """A relation just begun with an invented city that has no account here: a letter that waits, a text to comment, an hour.

    Fairview is invented, as Lakeside and Riverton are.
    """
    country = get_country("US")
    assert country is not None
    answers = Answers(
        our_kind="municipality", our_key=str(owner.municipality_id), country="US", their_kind="governmental",
        scope="whole", earlier="none", proposed_by="own", areas=(("culture", "lct-2-ii"), ("education", "lct-2-ii")),
        money=False, staff=False, protected=False, forum=False,
    )  # fmt: skip
    partnership = partnerships.open_partnership(
        act, owner=owner, answers=answers, country=country, their_name=ABROAD, their_name_en=ABROAD,
        their_subdivision="Illinois", exercise_at=act.at, languages=("es", "en"),
    )  # fmt: skip
    partnerships.update_counterpart(
        act, partnership=partnership, office="Office of the City Administrator", contact_post="City Administrator",
        languages="en",
    )  # fmt: skip
    partnerships.record_letter(
        act, partnership=partnership, kind=LetterKind.INTENT, direction=Direction.OUT, dated_on=act.on - dt.timedelta(days=20),
        folio=f"PM/MUESTRA/{act.on.year}", subject="Intención de hermanamiento",
    )  # fmt: skip
    text = agreements.start_text(act, partnership=partnership)
    version = latest_version(text.document)
    assert version is not None
    calls.share_text(act, partnership=partnership, version=version)
    calls.propose_hour(act, partnership=partnership, starts_at=act.at.replace(hour=17, minute=0) + dt.timedelta(days=6))
    return partnership


def personal_link(home: Path) -> str:
    """A link that opens today, for the page of the demonstration; its address is written beside the data, nowhere else.

    In a demonstration only: a real link is shown once, to who gives it. Returns the token; "" where there is no relation.
    """
    path, now = home / FILE, dt.datetime.now(dt.UTC)
    if path.is_file():
        token = str(json.loads(path.read_text(encoding="utf-8"))["token"])
        with suppress(HouseError):
            link = open_link(token, now=now)
            if link.last_day is not None or link.expires_at > now + dt.timedelta(days=7):
                return token
    act, owner = next(_posts(Role.LIAISON), (None, None))
    if act is None:
        return ""
    there = [p for p in list_partnerships(act.actor, limit=200) if any(str(x.name) == ABROAD for x in p.parties.all())]
    partnership = there[0] if there else _case_abroad(act, owner)
    _link, token = calls.open_door(act, partnership=partnership, now=now)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"token": token}), encoding="utf-8")
    return token
