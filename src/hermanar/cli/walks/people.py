"""The organisations and sample persons of a walk, opened and invited as any other."""

import datetime as dt
import secrets
from typing import Any

from hermanar.checks.regions import is_region
from hermanar.directory import operations as directory
from hermanar.directory.enums import Role
from hermanar.directory.queries import (
    administration_on,
    get_appointment,
    get_municipality,
    holder_on,
    key_of,
    list_appointments_of,
    list_exercise_posts,
    said_for,
    search_places,
)
from hermanar.directory.rules.governments import government_of
from hermanar.documents import operations as documents, queries as documents_of
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Sector, SessionKind
from hermanar.meetings.queries import body_of, members_on
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.rules.styles import municipality_style, state_style

from .lead import LeadFile, letters_of
from .stage import MEXICO, Stage, WalkFailed

_MAYOR = "Persona de Muestra 02"  # who governs when a walk begins


def municipality_of(key: str):
    """The municipality row with that key. Raises WalkFailed."""
    row = get_municipality(key)
    if row is None:
        raise WalkFailed(f"There is no municipality with key {key}.")
    return row


def place_of(lead: LeadFile):
    """The place of the world the lead names, which is one (`must_mean_places`); None where it is not in the catalogue."""
    found = [p for p in search_places(lead.foreign_city, lead.country) if p.name.lower() == lead.foreign_city.lower()]
    if lead.foreign_subdivision:
        found = [p for p in found if is_region(p.subdivision, lead.country, lead.foreign_subdivision)]
    return found[0] if found else None


def term_on(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the sample administration of three years that governs on a day."""
    year = day.year - (day.year - 2021) % 3
    starts = dt.date(year, 10, 10)
    if starts > day:
        starts = dt.date(year - 3, 10, 10)
    return starts, dt.date(starts.year + 3, 10, 9)


def governed(stage: Stage, organisation, on: dt.date) -> None:
    """The municipal administration that governs on a day is on record: a sample term, marked as such."""
    if administration_on(organisation, on) is not None:
        return
    starts, ends = term_on(on)
    directory.record_administration(
        stage.act("operator"), organisation=organisation, starts_on=starts, ends_on=ends, number="", slogan="",
        source="[K] periodo de muestra del ejercicio",
    )  # fmt: skip
    _succeeded(stage, organisation, starts)


# who leaves with an administration, and the sample name of whoever comes with the next
_NEXT = (
    ("mayor", Role.MAYOR, "Persona de Muestra 32"),
    ("council_secretary", Role.COUNCIL_SECRETARY, "Persona de Muestra 33"),
)


def _succeeded(stage: Stage, organisation, starts: dt.date) -> None:
    """With a new administration its mayor, its secretary and its Cabildo: those before leave with theirs. Nothing on the
    first day of a walk."""
    for persona, role, name in _NEXT:
        _next_holder(stage, organisation, starts, persona, role, name)
    body = body_of(organisation, BodyKind.CABILDO)
    if body is None:
        return
    eve = starts - dt.timedelta(days=1)
    for number, seat in enumerate(members_on(body, eve), start=1):
        if seat.until_on is not None:
            continue
        meetings.end_membership(stage.act("liaison"), member=seat, on=eve)
        person = directory.record_person(
            stage.act("operator"), organisation=organisation, name=f"Persona de Muestra {150 + number}"
        )
        meetings.seat_member(
            stage.act("liaison"), body=body, person=person, position=seat.position, sector=Sector(seat.sector), from_on=starts,
            has_vote=seat.has_vote, role=seat.role,
        )  # fmt: skip


def _next_holder(stage: Stage, organisation, starts: dt.date, persona: str, role: Role, name: str) -> None:
    held = holder_on((organisation, role), starts - dt.timedelta(days=1))
    if held is None or held.until_on is not None:
        return
    before = get_appointment(stage.actor("operator"), held.appointment)
    directory.end_appointment(stage.act("operator"), appointment=before, on=starts - dt.timedelta(days=1))
    if persona not in stage.people:
        person = directory.record_person(stage.act("operator"), organisation=organisation, name=name)
        directory.appoint(stage.act("operator"), office=before.office, person=person, from_on=starts)
        return
    _invitation, token = directory.invite(
        stage.act("operator"), office=before.office, email=f"{persona}.{starts.year}.{organisation.slug}@muestra.example",
        person_name=name, from_on=starts,
    )  # fmt: skip
    user = directory.accept_invitation(stage.act("stranger"), token=token, password=secrets.token_urlsafe(24))
    found = next(a for a in list_appointments_of(user, None) if a.office_id == before.office_id)
    stage.people[persona] = (user, found.public_id)


def governed_on_both_sides(walk) -> None:
    """Here as `governed`; there, once the counterpart's term is over, with a sample term of whoever governs next."""
    governed(walk.stage, walk.stage.organisations["municipality"], walk.stage.today)
    there = getattr(walk.partnership, "counterpart", None) if walk.partnership else None
    if there is None or there.term_ends_on is None or there.term_ends_on >= walk.stage.today:
        return
    partnerships.update_counterpart(
        walk.stage.act("liaison"), partnership=walk.partnership,
        term_ends_on=walk.stage.today + dt.timedelta(days=730), term_source="dato de muestra del ejercicio",
    )  # fmt: skip
    walk.partnership = walk.fresh()


def name_who_signs(walk) -> tuple[str, ...]:
    """A text drafted under another administration names the mayor who governs today. Returns the groups that changed."""
    holder, before = holder_on((walk.stage.organisations["municipality"], Role.MAYOR), walk.stage.today), _MAYOR
    if holder is None or holder.name == before:
        return ()
    changed = {}
    for block in documents_of.latest_version(walk.agreement.document).as_content.blocks:
        for language in walk.lead.languages:
            if block.kind == "signature" and before in block.text.get(language, ""):
                walk._edit(block.key, language, lambda s, name=holder.name: s.replace(before, name))
                changed[block.group] = True
    return tuple(changed)


def municipal_side(stage: Stage, lead: LeadFile, *, alone: bool = False, slug: str = "") -> None:
    """Municipality with liaison; and, not alone, mayor, Cabildo's secretary, committee."""
    m = municipality_of(lead.municipality_key)
    since = lead.start - dt.timedelta(days=100)
    styled = municipality_style(m.name, m.state.name)
    hall, office, post = ("H. Ayuntamiento de", "Presidencia Municipal", "Presidenta Municipal")
    if government_of(m.key):
        hall, office, post = ("Alcaldía de", "Oficina de la Alcaldía", "Alcaldesa")
    owner = stage.organisation(
        "municipality", slug=slug or f"ejercicio-{m.key}", kind="municipality", name=_called(styled, "es"),
        name_en=_called(styled, "en"), code=lead.municipal_code or letters_of(m.name), municipality=m,
    )  # fmt: skip
    governed(stage, owner, stage.today)
    documents.set_letterhead(
        stage.act("operator"), organisation=owner, year=lead.start.year,
        lines=f"{hall} {m.name}\n{office}",
        lines_en=f"{said_for(owner, 'Municipal Government of', 'en')} {m.name}\nOffice of the Mayor", motto="", motto_en="", slogan="",
    )  # fmt: skip
    stage.person(
        "liaison", "municipality", "liaison", "Coordinación de Asuntos Internacionales",
        "Office of International Affairs", 1, since,
    )  # fmt: skip
    if alone:
        _holder(stage, owner, "mayor", post, "Mayor", 2, since)
        return
    stage.person("mayor", "municipality", "mayor", post, "Mayor", 2, since)
    stage.person(
        "council_secretary", "municipality", "council_secretary",
        said_for(owner, "Secretario del Ayuntamiento", "es"), said_for(owner, "Secretary of the Municipal Government", "en"),
        3, since,
    )  # fmt: skip
    stage.organisation(
        "committee", slug=f"{slug or 'ejercicio-' + m.key}-comite", kind="committee",
        name=f"Comité de Ciudades Hermanas de {m.name}", name_en=f"Sister Cities Committee of {m.name}",
        code=f"C{owner.code}", parent=owner,
    )  # fmt: skip
    stage.person(
        "committee", "committee", "committee_secretary", "Secretaría Técnica del Comité",
        "Technical Secretary of the Committee", 4, since,
    )  # fmt: skip


def _holder(stage: Stage, organisation, role: str, title: str, title_en: str, number: int, since: dt.date) -> None:
    """A holder without account: the directory knows the post, nobody is on board."""
    office = directory.create_office(
        stage.act("operator"), organisation=organisation, title=title, title_en=title_en, role=role, valid_from=since
    )
    person = directory.record_person(
        stage.act("operator"), organisation=organisation, name=f"Persona de Muestra {number:02d}"
    )
    directory.appoint(stage.act("operator"), office=office, person=person, from_on=since)


def administrator() -> bool:
    """Who administers the municipality of the demonstration: a persona of its own, for the first of its liaisons’ houses.

    On the day the liaison began, once; a demonstration that was loaded before gets it too. Returns whether it was put."""
    posts = list_exercise_posts()
    liaison = next((p for p in posts if p.office.role == Role.LIAISON), None)
    if liaison is None or any(p.office.role == Role.ADMINISTRATOR for p in posts):
        return False
    house = liaison.office.organisation
    stage = Stage(clock=dt.datetime.combine(liaison.from_on, dt.time(9), MEXICO))
    stage.organisations["municipality"] = house
    stage.person(
        "administrator", "municipality", Role.ADMINISTRATOR, "Administración del sistema", "System administration", 12,
        liaison.from_on,
    )  # fmt: skip
    return True


def _called(style: dict[str, str], lang: str) -> str:
    """A house by its name alone: “el Municipio de Toluca, Estado de México, …” is “Municipio de Toluca”."""
    return style[lang].split(", ")[0].split(" ", 1)[1]


def federal_side(stage: Stage, lead: LeadFile, *, slug: str = "ejercicio") -> None:
    """State liaison, ministry and consulate."""
    m = municipality_of(lead.municipality_key)
    since = lead.start - dt.timedelta(days=100)
    stage.organisation(
        "state", slug=f"{slug}-estado-{m.state_id}", kind="state", name=_called(state_style(m.state.name), "es"),
        name_en=_called(state_style(m.state.name), "en"), code=lead.state_code or letters_of(m.state.name), state=m.state,
    )  # fmt: skip
    stage.person("state", "state", "state_liaison", "Enlace Estatal", "State Liaison", 5, since)
    stage.organisation(
        "ministry", slug=f"{slug}-sre", kind="ministry", name="Secretaría de Relaciones Exteriores",
        name_en="Ministry of Foreign Affairs", code="SRE",
    )  # fmt: skip
    stage.person(
        "adviser", "ministry", "adviser", "Dirección General de Coordinación Política",
        "General Directorate of Political Coordination", 6, since,
    )  # fmt: skip
    stage.person("reviewer", "ministry", "legal_reviewer", "Consultoría Jurídica", "Legal Adviser’s Office", 7, since)
    stage.person(
        "authoriser", "ministry", "authoriser", "Titular de la Consultoría Jurídica", "Head of the Legal Adviser’s Office",
        8, since,
    )  # fmt: skip
    stage.person(
        "registrar", "ministry", "registrar", "Registro de Acuerdos Interinstitucionales",
        "Registry of Interinstitutional Agreements", 9, since,
    )  # fmt: skip
    place = place_of(lead)
    stage.organisation(
        "consulate", slug=f"{slug}-consulado", kind="consulate", name=lead.consulate or "Consulado de México (de muestra)",
        name_en=lead.consulate_en or lead.consulate or "Consulate of Mexico (sample)",
        code="CON", zone=lead.foreign_zone or (place.zone if place else None),
    )  # fmt: skip
    stage.person("consul", "consulate", "consul", "Cónsul", "Consul", 10, since)


def counterpart_side(stage: Stage, lead: LeadFile, *, slug: str = "ejercicio") -> None:
    place = place_of(lead)
    since = lead.start - dt.timedelta(days=100)
    stage.organisation(
        "counterpart", slug=f"{slug}-contraparte", kind="foreign_government", name=f"Ciudad de {lead.city}",
        name_en=f"City of {lead.foreign_city}", code="CPT", place=place,
        zone=lead.foreign_zone or (place.zone if place else "UTC"),
    )  # fmt: skip
    stage.person("counterpart", "counterpart", "counterpart", lead.head_post_es, lead.head_post, 11, since)


def committee_body(stage: Stage, *, seats: int = 9, citizens: int = 5):
    """A committee of citizens and officials with the usual quorum, marked as a default to configure."""
    body = meetings.create_body(
        stage.act("liaison"), organisation=stage.organisations["committee"], kind=BodyKind.COMMITTEE,
        name=stage.organisations["committee"].name, name_en=stage.organisations["committee"].name_en, seats=seats,
        source="[K] quórum de la mitad más uno, donde el reglamento es omiso",
        valid_from=stage.today,
    )  # fmt: skip
    for number in range(1, seats + 1):
        person = directory.record_person(
            stage.act("operator"),
            organisation=stage.organisations["committee"],
            name=f"Persona de Muestra {70 + number}",
        )
        meetings.seat_member(
            stage.act("committee"), body=body, person=person, position="Presidencia" if number == 1 else f"Vocalía {number - 1}",
            sector=Sector.OFFICIAL if number > citizens else Sector.CITIZEN, from_on=stage.today, oath_on=stage.today,
        )  # fmt: skip
    return body


def names_of_council(stage: Stage) -> dict[str, str]:
    """What the collegiate organ of the walk's municipality is called."""
    owner = stage.organisations["municipality"]
    names = {"name": "Ayuntamiento en sesión de Cabildo", "name_en": "Municipal Council in session"}
    return {key: said_for(owner, name, "en" if key == "name_en" else "es") for key, name in names.items()}


def authorising_text(stage: Stage, lead: LeadFile) -> dict[str, Any]:
    """What that organ resolves, and whom it authorises."""
    words = f"Se autoriza a la Presidencia municipal a firmar el acuerdo con la Ciudad de {lead.city}."
    return {"text": said_for(stage.organisations["municipality"], words, "es"), **authorised_to_sign(stage)}


def authorised_to_sign(stage: Stage) -> dict[str, Any]:
    """Whom the act of the walk authorises to sign: who heads the government that day."""
    mayor = holder_on((stage.organisations["municipality"], Role.MAYOR), stage.today)
    return {"signatory": mayor.name, "signatory_post": mayor.post_es} if mayor else {}


def cabildo_body(stage: Stage):
    """A Cabildo of eleven: mayor, trustee, nine councillors; sample persons."""
    named = names_of_council(stage)
    body = meetings.create_body(
        stage.act("council_secretary"), organisation=stage.organisations["municipality"], kind=BodyKind.CABILDO,
        name=named["name"], name_en=named["name_en"], seats=11,
        source="[K] mayoría simple, donde la ley estatal no pide otra", valid_from=stage.today,
    )  # fmt: skip
    for number in range(1, 12):
        person = directory.record_person(
            stage.act("operator"), organisation=stage.organisations["municipality"],
            name=f"Persona de Muestra {50 + number}",
        )  # fmt: skip
        position = {1: "Presidencia", 2: "Sindicatura"}.get(number, f"Regiduría {number - 2}")
        if government_of(key_of(stage.organisations["municipality"])):
            position = "Alcaldía" if number == 1 else f"Concejalía {number - 1}"
        meetings.seat_member(
            stage.act("council_secretary"), body=body, person=person, position=position, sector=Sector.OFFICIAL,
            from_on=stage.today,
        )  # fmt: skip
    return body


def session(
    stage: Stage, persona: str, body, number: str, points: list[dict], kind=SessionKind.ORDINARY, act_number=""
):
    """Convene, hold with everybody present, return the points. Each point: {title, purpose, partnership}."""
    row = meetings.convene_session(
        stage.act(persona), body=body, kind=kind, number=number, held_on=stage.today, act_number=act_number,
        place="Sala de sesiones",
    )  # fmt: skip
    put = [meetings.put_point(stage.act(persona), session=row, **point) for point in points]
    held = meetings.hold_session(stage.act(persona), session=row, present=members_on(body, row.held_on))
    for point in put:
        point.session = held
    return put
