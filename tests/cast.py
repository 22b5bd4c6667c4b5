"""The fixed cast: one small municipality, who surrounds it, and a stranger who must see nothing.

`cast.actor("liaison")`, `cast.act("liaison", at=…)`, `cast.client("mayor")`, `cast.organisations["municipality"]`,
`cast.circle` (a relation in exercise, everybody seated). All of it invented; the clock stands at `cast.at`.
"""

import datetime as dt
import functools
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client

from hermanar.accounts.models import User
from hermanar.directory import operations as posts
from hermanar.directory.enums import HOME_PARTS, CircleKind, OrganisationKind, Part, Role
from hermanar.directory.models import (
    Administration,
    Appointment,
    Circle,
    Country,
    Municipality,
    Office,
    Organisation,
    Person,
    Place,
    Seat,
    State,
    Town,
    ZoneInForce,
)
from hermanar.directory.policies import second_factor_required
from hermanar.directory.queries import actor_for
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.text import fold

from .kept import kept

MEXICO = ZoneInfo("America/Mexico_City")
OPENED = dt.datetime(2022, 1, 1, 9, 0, tzinfo=MEXICO)
STARTS = dt.datetime(2022, 1, 31, 12, 0, tzinfo=MEXICO)
SINCE = dt.date(2022, 1, 1)
PASSWORD = "una-clave-larga-de-muestra"

# persona → (organisation, role, title, title in English)
PERSONAS: dict[str, tuple[str, str, str, str]] = {
    "consul": ("consulate", Role.CONSUL, "Consulado, Asuntos Comunitarios", "Consulate, Community Affairs"),
    "liaison": ("municipality", Role.LIAISON, "Dirección de Enlace Internacional", "Office of International Liaison"),
    "mayor": ("municipality", Role.MAYOR, "Presidencia Municipal", "Office of the Mayor"),
    "committee": ("committee", Role.COMMITTEE_SECRETARY, "Secretaría del Comité", "Secretary of the Committee"),
    "council_secretary": (
        "municipality",
        Role.COUNCIL_SECRETARY,
        "Secretaría del Ayuntamiento",
        "Secretary of the Council",
    ),
    "state": ("state", Role.STATE_LIAISON, "Coordinación de Relaciones Internacionales", "International Relations"),
    "reviewer": ("ministry", Role.LEGAL_REVIEWER, "Subdirección de Dictaminación", "Legal Review"),
    "authoriser": ("ministry", Role.AUTHORISER, "Dirección de Tratados", "Directorate of Treaties"),
    "registrar": ("ministry", Role.REGISTRAR, "Registro de Acuerdos", "Registry of Agreements"),
    "counterpart": ("counterpart", Role.COUNTERPART, "Oficina de la Alcaldía de Lakeside", "Mayor's Office"),
    "stranger": ("elsewhere", Role.LIAISON, "Enlace de otro municipio", "Liaison of another municipality"),
    "administrator": ("municipality", Role.ADMINISTRATOR, "Oficialía Mayor", "Administration"),
}


@dataclass
class Cast:
    organisations: dict[str, Organisation] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    circle: Circle = field(default=None)  # type: ignore[assignment]
    at: dt.datetime = STARTS

    def told(self) -> dt.datetime:
        """What of it changes without a change in the database."""
        return self.at

    def actor(self, name: str, on: dt.date | None = None) -> Actor:
        """The persona as the edge would build it; `operator` is the machine's, `nobody` has not signed in."""
        if name == "operator":
            return Actor.operator()
        if name == "nobody":
            return Actor.stranger()
        return actor_for(self.users[name], self.appointments[name].public_id, on or self.at.date())

    def act(self, name: str, at: dt.datetime | dt.date | None = None, channel: Channel = Channel.WEB) -> Act:
        """An act of the persona at a moment (a date alone: at ten in the morning), by default `cast.at`."""
        if at is None:
            at = self.at
        elif not isinstance(at, dt.datetime):
            at = dt.datetime(at.year, at.month, at.day, 10, 0, tzinfo=MEXICO)
        return Act(actor=self.actor(name, at.date()), at=at, channel=channel, request_id="test")

    def client(self, name: str, **headers: str) -> Client:
        """A browser in which the persona has signed in and chosen their post."""
        client = Client(**headers)
        if name == "nobody":
            return client
        client.force_login(self.users[name], backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["appointment"] = self.appointments[name].public_id
        moment = session.get("account_authentication_methods") or [{"method": "password", "at": 0}]
        session["account_authentication_methods"] = [*moment, {"method": "mfa", "at": 0, "type": "totp"}]
        session.save()
        return client


def make_places() -> None:
    """A handful of rows: what the tests need, not the world."""
    for key, name, official, short in (
        ("03", "Baja California Sur", "Baja California Sur", "B.C.S."),
        ("11", "Guanajuato", "Guanajuato", "Gto."),
        ("20", "Oaxaca", "Oaxaca", "Oax."),
    ):
        State.objects.create(key=key, name=name, official_name=official, abbreviation=short)
    zones = {"03": "America/Mazatlan", "11": "America/Mexico_City", "20": "America/Mexico_City"}
    for key, name in (
        ("03008", "Los Cabos"),
        ("11008", "Manuel Doblado"),
        ("20067", "Oaxaca de Juárez"),
        ("20998", "Puerto Claro"),
        ("20999", "Villa Serena"),
    ):
        row = Municipality.objects.create(key=key, name=name, folded=fold(name), state_id=key[:2])
        ZoneInForce.objects.create(municipality=row, zone=zones[key[:2]], valid_from=dt.date(1900, 1, 1))
    Town.objects.create(municipality_id="20999", name="La Ribera", folded="la ribera")
    for iso2, es, en in (
        ("MX", "México", "Mexico"),
        ("US", "Estados Unidos", "United States"),
        ("JP", "Japón", "Japan"),
    ):
        Country.objects.create(iso2=iso2, name_es=es, name_en=en)
    for number, name, country, part, lat, lon, people, zone in (
        (900001, "Lakeside", "US", "Wisconsin", 43.0, -88.0, 12000, "America/Chicago"),
        (900002, "Lakeside Hills", "US", "Colorado", 39.8, -105.0, 800, "America/Denver"),
        (900003, "Yamanashi", "JP", "Yamanashi", 35.6, 138.6, 35000, "Asia/Tokyo"),
    ):
        Place.objects.create(
            id=number,
            name=name,
            folded=fold(name),
            country_id=country,
            subdivision=part,
            latitude=lat,
            longitude=lon,
            population=people,
            zone=zone,
        )


def make_organisation(slug: str, kind: OrganisationKind, name: str, **more) -> Organisation:
    """An organisation with its home circle and its own seats there."""
    home = Circle.objects.create(kind=CircleKind.HOME, name=name, opened_at=OPENED)
    row = Organisation.objects.create(
        slug=slug, kind=kind, name=name, home=home, is_exercise=True, opened_at=OPENED, **more
    )
    for part in HOME_PARTS[kind]:
        Seat.objects.create(circle=home, organisation=row, part=part, from_on=SINCE)
    return row


def make_circle(cast: "Cast", name: str = "Villa Serena y Lakeside", seats: dict[str, tuple[str, ...]] | None = None):
    """A relation in exercise. `seats`: organisation of the cast → parts; by default everybody but the stranger's."""
    circle = Circle.objects.create(kind=CircleKind.CASE, name=name, exercise_at=STARTS, opened_at=OPENED)
    everybody = {
        "municipality": (Part.LEAD,),
        "state": (Part.OVERSEER,),
        "committee": (Part.COMMITTEE,),
        "ministry": (Part.REVIEWER, Part.REGISTRAR),
        "consulate": (Part.CONSUL,),
        "counterpart": (Part.COUNTERPART,),
    }
    for organisation, parts in (everybody if seats is None else seats).items():
        for part in parts:
            Seat.objects.create(
                circle=circle, organisation=cast.organisations[organisation], part=part, from_on=STARTS.date()
            )
    return circle


def take_over(cast: "Cast", office: str, how: str, **more) -> str:
    """Somebody else in the office of a persona: in charge of it (its holder's post ended the day before) or by absence.
    Returns the name under which they act: `f"{office}_{how}"`."""
    on = cast.at.date()
    name, day = f"{office}_{how}", dt.timedelta(days=1)
    if how == "in_charge":
        posts.end_appointment(Act(Actor.operator(), cast.at), appointment=cast.appointments[office], on=on - day)
    user = User.objects.create(email=f"{name}@example.org", password=hashed_password())
    person = Person.objects.create(name=f"Persona de Muestra {90 + len(cast.persons)}", user=user, email=user.email)
    given = {"from_on": on, "until_on": on + 10 * day if how == "by_absence" else None, "reference": "Oficio OM/9/2022"}
    cast.appointments[name] = posts.appoint(
        Act(Actor.operator(), cast.at), office=cast.offices[office], person=person, how=how, **(given | more)
    )
    cast.users[name], cast.persons[name], cast.offices[name] = user, person, cast.offices[office]
    give_second_factors(cast)
    return name


@functools.cache
def hashed_password() -> str:
    """`PASSWORD` as it is kept: made slowly on purpose, hence once for all the personas of a process."""
    return make_password(PASSWORD)


def make_person(cast: "Cast", name: str, number: int) -> None:
    """Office, person, user, appointment of one persona."""
    organisation, role, title, title_en = PERSONAS[name]
    office = Office.objects.create(
        organisation=cast.organisations[organisation], title=title, title_en=title_en, role=role, valid_from=SINCE
    )
    user = User.objects.create(email=f"{name}@example.org", password=hashed_password())
    person = Person.objects.create(name=f"Persona de Muestra {number:02}", user=user, email=user.email, languages="es")
    cast.offices[name], cast.users[name], cast.persons[name] = office, user, person
    cast.appointments[name] = Appointment.objects.create(office=office, person=person, from_on=SINCE)


def give_second_factors(cast: "Cast") -> None:
    """To each whose post asks for it, and has none."""
    for user in cast.users.values():
        if second_factor_required(user):
            secret = {"secret": "JBSWY3DPEHPK3PXP"}
            Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": secret})


def make_cast() -> Cast:
    cast = Cast()
    make_places()
    state = make_organisation("oaxaca", OrganisationKind.STATE, "Gobierno del Estado", code="GE", state_id="20")
    villa = make_organisation(
        "villa-serena",
        OrganisationKind.MUNICIPALITY,
        "Villa Serena",
        code="VS",
        municipality_id="20999",
        state_id="20",
        parent=state,
    )
    elsewhere = make_organisation(
        "puerto-claro", OrganisationKind.MUNICIPALITY, "Puerto Claro", code="PC", municipality_id="20998", state_id="20"
    )
    committee = make_organisation(
        "comite-villa-serena",
        OrganisationKind.COMMITTEE,
        "Comité de Ciudades Hermanas de Villa Serena",
        name_en="Sister Cities Committee of Villa Serena",
        code="CVS",
        parent=villa,
    )
    Seat.objects.create(circle=villa.home, organisation=committee, part=Part.COMMITTEE, from_on=SINCE)
    ministry = make_organisation(
        "sre",
        OrganisationKind.MINISTRY,
        "Secretaría de Relaciones Exteriores",
        name_en="Ministry of Foreign Affairs",
        code="SRE",
        country_id="MX",
    )
    consulate = make_organisation(
        "consulado-milwaukee",
        OrganisationKind.CONSULATE,
        "Consulado de México en Milwaukee",
        name_en="Consulate of Mexico in Milwaukee",
        code="CMM",
        country_id="US",
        zone="America/Chicago",
        parent=ministry,
    )
    counterpart = make_organisation(
        "lakeside",
        OrganisationKind.FOREIGN_GOVERNMENT,
        "Ciudad de Lakeside",
        name_en="City of Lakeside",
        place_id=900001,
        country_id="US",
        zone="America/Chicago",
    )
    cast.organisations = {
        "municipality": villa,
        "committee": committee,
        "state": state,
        "ministry": ministry,
        "consulate": consulate,
        "counterpart": counterpart,
        "elsewhere": elsewhere,
    }
    Administration.objects.create(
        organisation=villa, number="XXI", starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2024, 12, 31)
    )
    for number, name in enumerate(PERSONAS, start=1):
        make_person(cast, name, number)
    give_second_factors(cast)
    cast.circle = make_circle(cast)
    return cast


@pytest.fixture
@kept
def cast(db) -> Cast:
    """Everybody, freshly made for one test."""
    return make_cast()
