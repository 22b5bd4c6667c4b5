"""What can happen in the directory. Every function is one transaction and one journal entry (or more)."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.models import User
from hermanar.accounts.operations import end_sessions, open_account
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import fold, normalise

from .enums import HOME_PARTS, CircleKind, Happened, OrganisationKind, Part, RequestKind, Role
from .models import (
    Administration,
    Appointment,
    Circle,
    Country,
    DataRequest,
    Invitation,
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
from .policies import (
    can_administer,
    can_answer_data_requests,
    can_open_circle,
    can_open_organisation,
    can_seat,
)

INVITATION_LASTS = dt.timedelta(days=7)


def _needs(allowed: bool) -> None:
    if not allowed:
        raise Refused("not_allowed", _("Ese acto no corresponde a su puesto en esta organización."))


def _required(**values: str) -> dict[str, str]:
    """The values normalised; Invalid where one is empty."""
    clean = {name: normalise(value) for name, value in values.items()}
    if empty := [name for name, value in clean.items() if not value]:
        raise Invalid({name: [_("Este dato es necesario.")] for name in empty})
    return clean


def _address(email: str, field_name: str = "email") -> str:
    email = normalise(email).lower()
    try:
        validate_email(email)
    except ValidationError as e:
        raise Invalid(
            {field_name: [_("Escriba una dirección de correo completa, como nombre@municipio.gob.mx.")]}
        ) from e
    return email


def _in_order(from_on: dt.date, until_on: dt.date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise Invalid({"until_on": [_("La fecha de término no puede ser anterior a la de inicio.")]})


# -- organisations and offices --------------------------------------------------------------------------------


@transaction.atomic
def open_organisation(
    act: Act,
    *,
    slug: str,
    kind: OrganisationKind | str,
    name: str,
    name_en: str = "",
    code: str = "",
    municipality: Municipality | None = None,
    state: State | None = None,
    place: Place | None = None,
    country: Country | None = None,
    parent: Organisation | None = None,
    zone: str | None = None,
    is_exercise: bool = False,
) -> Organisation:
    """Open an organisation with its home circle, seated in it by its kind. Returns the organisation.

    A committee whose parent is a municipality also gets the committee's seat in the municipality's home circle.
    Raises Refused (`not_allowed`), Invalid (slug taken, name missing).
    """
    _needs(can_open_organisation(act.actor))
    clean = _required(name=name, slug=slug)
    if kind not in OrganisationKind.values:
        raise Invalid({"kind": [_("Elija qué clase de organización es.")]})
    if Organisation.objects.filter(slug=clean["slug"]).exists():
        raise Invalid({"slug": [_("Ya hay una organización con esa clave.")]})
    state = state or (municipality.state if municipality else None)
    if zone is None:
        zone = place.zone if place else _zone_in_force(municipality, act.on) or "America/Mexico_City"
    home = Circle.objects.create(kind=CircleKind.HOME, name=clean["name"], opened_at=act.at)
    organisation = Organisation.objects.create(
        slug=clean["slug"],
        kind=kind,
        name=clean["name"],
        name_en=normalise(name_en),
        code=normalise(code).upper(),
        parent=parent,
        municipality=municipality,
        state=state,
        place=place,
        country=country or (place.country if place else None),
        zone=zone,
        home=home,
        is_exercise=is_exercise,
        opened_at=act.at,
    )
    for part in HOME_PARTS[OrganisationKind(kind)]:
        Seat.objects.create(circle=home, organisation=organisation, part=part, from_on=act.on)
    if kind == OrganisationKind.COMMITTEE and parent and parent.kind == OrganisationKind.MUNICIPALITY and parent.home:
        Seat.objects.create(circle=parent.home, organisation=organisation, part=Part.COMMITTEE, from_on=act.on)
    record(
        act,
        Happened.ORGANISATION_OPENED,
        chain=home.public_id,
        about=organisation.public_id,
        organisation=organisation.public_id,
        kind=kind,
    )
    return organisation


def _zone_in_force(municipality: Municipality | None, on: dt.date) -> str | None:
    if municipality is None:
        return None
    rows = municipality.zones.filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return rows.order_by("-valid_from").values_list("zone", flat=True).first()


@transaction.atomic
def create_office(
    act: Act,
    *,
    organisation: Organisation,
    title: str,
    title_en: str = "",
    role: Role | str,
    valid_from: dt.date | None = None,
    parent: Office | None = None,
) -> Office:
    """Create a post of the organisation, vacant. Raises Refused (`not_allowed`), Invalid."""
    _needs(can_administer(act.actor, organisation))
    clean = _required(title=title)
    if role not in Role.values:
        raise Invalid({"role": [_("Elija qué puede hacer quien ocupe el puesto.")]})
    if parent is not None and parent.organisation_id != organisation.pk:
        raise Invalid({"parent": [_("La oficina superior debe ser de la misma organización.")]})
    office = Office.objects.create(
        organisation=organisation,
        title=clean["title"],
        title_en=normalise(title_en),
        role=role,
        valid_from=valid_from,
        parent=parent,
    )
    _record_in_home(act, Happened.OFFICE_CREATED, organisation, about=office.public_id, office=office.title, role=role)
    return office


def _record_in_home(act: Act, happened: Happened, organisation: Organisation, *, about: str, **data) -> None:
    chain = organisation.home.public_id if organisation.home else "house"
    record(act, happened, chain=chain, about=about, **data)


@transaction.atomic
def record_administration(
    act: Act,
    *,
    organisation: Organisation,
    starts_on: dt.date,
    ends_on: dt.date,
    number: str = "",
    slogan: str = "",
    source: str = "",
) -> Administration:
    """Record a term of municipal government (R0-01, R0-10). Two terms may not cover the same day.

    Raises Refused (`not_allowed`, `administrations_overlap`), Invalid.
    """
    _needs(can_administer(act.actor, organisation))
    if ends_on <= starts_on:
        raise Invalid({"ends_on": [_("La administración debe terminar después de empezar.")]})
    if organisation.administrations.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise Refused(
            "administrations_overlap",
            _("Otra administración asentada cubre alguno de esos días. Revise las fechas."),
            field="starts_on",
        )
    administration = Administration.objects.create(
        organisation=organisation,
        number=normalise(number),
        starts_on=starts_on,
        ends_on=ends_on,
        slogan=normalise(slogan),
        source=normalise(source),
    )
    _record_in_home(
        act,
        Happened.ADMINISTRATION_RECORDED,
        organisation,
        about=organisation.public_id,
        number=administration.number,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return administration


# -- persons and posts ----------------------------------------------------------------------------------------


@transaction.atomic
def record_person(act: Act, *, organisation: Organisation, name: str, email: str = "", languages: str = "") -> Person:
    """Enter a person in the directory, without account. Raises Refused (`not_allowed`), Invalid."""
    _needs(can_administer(act.actor, organisation))
    clean = _required(name=name)
    person = Person.objects.create(
        name=clean["name"], email=_address(email) if email else "", languages=normalise(languages)
    )
    _record_in_home(act, Happened.PERSON_RECORDED, organisation, about=person.public_id)
    return person


def _check_free(office: Office, how: str, from_on: dt.date, until_on: dt.date | None) -> None:
    """One holder in post at a time. In charge and by absence may overlap: that is what they are for."""
    if how != How.IN_POST:
        return
    rows = office.appointments.filter(how=How.IN_POST)
    if until_on is not None:
        rows = rows.filter(from_on__lte=until_on)
    # who was ended on a day and who follows on that day do not overlap
    rows = rows.filter(
        Q(ended_at=None) & (Q(until_on=None) | Q(until_on__gte=from_on))
        | Q(ended_at__isnull=False, until_on__gt=from_on)
    )
    if rows.exists():
        raise Refused(
            "office_is_held",
            _("Otra persona ocupa ese puesto en esas fechas. Dé por terminado su puesto primero."),
            field="from_on",
        )


def _check_office(office: Office, from_on: dt.date) -> None:
    if office.valid_until is not None and from_on > office.valid_until:
        raise Refused("office_is_closed", _("Esa oficina ya no existe en esa fecha."), field="from_on")
    if office.valid_from is not None and from_on < office.valid_from:
        raise Refused("office_not_open_yet", _("Esa oficina todavía no existe en esa fecha."), field="from_on")


@transaction.atomic
def appoint(
    act: Act,
    *,
    office: Office,
    person: Person,
    how: How | str = How.IN_POST,
    from_on: dt.date,
    until_on: dt.date | None = None,
    reference: str = "",
) -> Appointment:
    """Put a person in a post from a date. Raises Refused (`not_allowed`, `office_is_held`, …), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    return _appoint(act, office, person, how, from_on, until_on, reference)


def _appoint(
    act: Act,
    office: Office,
    person: Person,
    how: How | str,
    from_on: dt.date,
    until_on: dt.date | None,
    reference: str,
) -> Appointment:
    if how not in {How.IN_POST, How.IN_CHARGE, How.BY_ABSENCE}:
        raise Invalid({"how": [_("Elija si es titular, encargado del despacho o suple por ausencia.")]})
    _in_order(from_on, until_on)
    _check_office(office, from_on)
    _check_free(office, how, from_on, until_on)
    appointment = Appointment.objects.create(
        office=office, person=person, how=how, from_on=from_on, until_on=until_on, reference=normalise(reference)
    )
    _record_in_home(
        act,
        Happened.APPOINTED,
        office.organisation,
        about=appointment.public_id,
        office=office.title,
        from_on=from_on,
        until_on=until_on,
        how=how,
    )
    return appointment


@transaction.atomic
def end_appointment(act: Act, *, appointment: Appointment, on: dt.date) -> Appointment:
    """End a post at once. Without another post, the person's open sessions end too.

    The days it covered stay covered: who signed then was in post then. Raises Refused (`not_allowed`,
    `already_ended`), Invalid.
    """
    organisation = appointment.office.organisation
    _needs(can_administer(act.actor, organisation))
    if on < appointment.from_on:
        raise Invalid({"on": [_("El puesto no puede terminar antes de empezar.")]})
    until_on = min(on, appointment.until_on) if appointment.until_on else on
    if not Appointment.objects.filter(pk=appointment.pk, ended_at=None).update(ended_at=act.at, until_on=until_on):
        raise Refused("already_ended", _("Ese puesto ya se había dado por terminado."))
    appointment.refresh_from_db(fields=["ended_at", "until_on"])
    _record_in_home(
        act,
        Happened.APPOINTMENT_ENDED,
        organisation,
        about=appointment.public_id,
        office=appointment.office.title,
        on=on,
    )
    user = appointment.person.user
    if user is not None and not appointment.person.appointments.filter(ended_at=None).exists():
        end_sessions(act, user=user)
    return appointment


# -- invitations ----------------------------------------------------------------------------------------------


def _token_sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    act: Act,
    *,
    office: Office,
    email: str,
    person_name: str,
    from_on: dt.date,
    until_on: dt.date | None = None,
) -> tuple[Invitation, str]:
    """Offer a post to an address for seven days. Returns the invitation and its token, which is nowhere else.

    Whoever calls sends the token on (`notices.operations.invite_by_mail` does both). Raises Refused (`not_allowed`,
    `office_is_held`, `already_invited`), Invalid.
    """
    _needs(can_administer(act.actor, office.organisation))
    clean = _required(person_name=person_name)
    email = _address(email)
    _in_order(from_on, until_on)
    _check_office(office, from_on)
    _check_free(office, How.IN_POST, from_on, until_on)
    if office.invitations.filter(
        email=email, accepted_at=None, revoked_at=None, expires_at__gt=act.at, from_on=from_on
    ).exists():
        raise Refused(
            "already_invited",
            _("Esa dirección ya tiene una invitación vigente a ese puesto. Revóquela antes de mandar otra."),
            field="email",
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        office=office,
        email=email,
        person_name=clean["person_name"],
        token_sha256=_token_sha256(token),
        from_on=from_on,
        until_on=until_on,
        invited_by=act.actor.user[:12],
        invited_at=act.at,
        expires_at=act.at + INVITATION_LASTS,
    )
    _record_in_home(
        act,
        Happened.PERSON_INVITED,
        office.organisation,
        about=invitation.public_id,
        office=office.title,
        from_on=from_on,
    )
    return invitation, token


@transaction.atomic
def accept_invitation(act: Act, *, token: str, password: str) -> User:
    """Open the account (or join the one of that address) and the post. Returns the user.

    An address that already has an account proves it with that account's password, or by being signed in. Raises
    Refused (`invitation_unknown`, `invitation_used`, `invitation_revoked`, `invitation_expired`, `wrong_password`,
    `office_is_held`), Invalid (weak password).
    """
    invitation = (
        Invitation.objects.select_related("office__organisation__home")
        .filter(token_sha256=_token_sha256(token))
        .first()
    )
    if invitation is None:
        raise Refused("invitation_unknown", _("Esa invitación no existe. Revise que la dirección esté completa."))
    if invitation.accepted_at:
        raise Refused("invitation_used", _("Esa invitación ya se usó. Entre con su correo y su contraseña."))
    if invitation.revoked_at:
        raise Refused(
            "invitation_revoked", _("Esa invitación se revocó. Pida otra a quien administra su organización.")
        )
    if invitation.expires_at <= act.at:
        raise Refused(
            "invitation_expired", _("Esa invitación ya venció. Pida otra a quien administra su organización.")
        )
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        try:
            validate_password(password, User(email=invitation.email))
        except ValidationError as e:
            raise Invalid({"password": e.messages}) from e
    elif act.actor.user != user.public_id and not user.check_password(password):
        raise Refused(
            "wrong_password",
            _("Esa dirección ya tiene cuenta. Escriba la contraseña de esa cuenta."),
            field="password",
        )
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(accepted_at=act.at)
    if not taken:
        raise Refused("invitation_used", _("Esa invitación ya se usó. Entre con su correo y su contraseña."))
    if user is None:
        user = open_account(act, email=invitation.email, password=password)
    person = Person.objects.filter(user=user).first()
    if person is None:
        person = Person.objects.filter(user=None, email__iexact=invitation.email).order_by("pk").first()
        if person is None:
            person = Person(name=invitation.person_name or invitation.email, email=invitation.email)
        person.user = user
        person.save()
    office = invitation.office
    _appoint(act, office, person, How.IN_POST, invitation.from_on, invitation.until_on, "")
    _record_in_home(
        act, Happened.INVITATION_ACCEPTED, office.organisation, about=invitation.public_id, office=office.title
    )
    return user


@transaction.atomic
def revoke_invitation(act: Act, *, invitation: Invitation) -> Invitation:
    """Take an invitation back before it is used. Raises Refused (`not_allowed`, `invitation_closed`)."""
    _needs(can_administer(act.actor, invitation.office.organisation))
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not open_ones.update(revoked_at=act.at):
        raise Refused("invitation_closed", _("Esa invitación ya se usó o ya estaba revocada."))
    invitation.revoked_at = act.at
    _record_in_home(
        act,
        Happened.INVITATION_REVOKED,
        invitation.office.organisation,
        about=invitation.public_id,
        office=invitation.office.title,
    )
    return invitation


# -- circles and seats ----------------------------------------------------------------------------------------


@transaction.atomic
def open_circle(act: Act, *, name: str, exercise_at: dt.datetime | None = None) -> Circle:
    """Open the circle of a relation, still without seats. `exercise_at`: it runs on its own clock from there.

    Raises Refused (`not_allowed`), Invalid.
    """
    _needs(can_open_circle(act.actor))
    clean = _required(name=name)
    circle = Circle.objects.create(kind=CircleKind.CASE, name=clean["name"], exercise_at=exercise_at, opened_at=act.at)
    record(act, Happened.CIRCLE_OPENED, chain=circle.public_id, about=circle.public_id, circle=circle.name)
    return circle


@transaction.atomic
def give_seat(act: Act, *, circle: Circle, organisation: Organisation, part: Part | str, from_on: dt.date) -> Seat:
    """Seat an organisation in a circle. Raises Refused (`not_allowed`, `seat_taken`), Invalid."""
    _needs(can_seat(act.actor, circle))
    if part not in Part.values:
        raise Invalid({"part": [_("Elija qué lugar ocupa la organización.")]})
    try:
        with transaction.atomic():
            seat = Seat.objects.create(circle=circle, organisation=organisation, part=part, from_on=from_on)
    except IntegrityError as e:
        raise Refused("seat_taken", _("Esa organización ya ocupa ese lugar en el círculo.")) from e
    record(
        act,
        Happened.SEAT_GIVEN,
        chain=circle.public_id,
        about=organisation.public_id,
        organisation=organisation.public_id,
        part=part,
        from_on=from_on,
    )
    return seat


@transaction.atomic
def end_seat(act: Act, *, seat: Seat, on: dt.date) -> Seat:
    """End an organisation's place: after `on` it sees nothing of the circle. Raises Refused, Invalid."""
    _needs(can_seat(act.actor, seat.circle))
    if on < seat.from_on:
        raise Invalid({"on": [_("El lugar no puede terminar antes de empezar.")]})
    if not Seat.objects.filter(pk=seat.pk, until_on=None).update(until_on=on):
        raise Refused("seat_already_ended", _("Esa organización ya había dejado ese lugar."))
    seat.until_on = on
    record(
        act,
        Happened.SEAT_ENDED,
        chain=seat.circle.public_id,
        about=seat.organisation.public_id,
        organisation=seat.organisation.public_id,
        part=seat.part,
        on=on,
    )
    return seat


@transaction.atomic
def move_exercise_clock(act: Act, *, circle: Circle, to: dt.datetime) -> Circle:
    """Move the clock of an exercise forward. Raises Refused (`not_allowed`, `not_an_exercise`, `clock_goes_back`)."""
    _needs(can_seat(act.actor, circle))
    if circle.exercise_at is None:
        raise Refused("not_an_exercise", _("Ese círculo corre con la fecha de hoy: su reloj no se mueve."))
    moved = Circle.objects.filter(pk=circle.pk, exercise_at__lt=to).update(exercise_at=to)
    if not moved:
        raise Refused("clock_goes_back", _("El reloj del ejercicio solo avanza."), field="to")
    circle.exercise_at = to
    record(act, Happened.EXERCISE_CLOCK_MOVED, chain=circle.public_id, about=circle.public_id, to=to)
    return circle


# -- places ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceData:
    """What `load_places` takes: iterables of plain rows.

    states (key, name, official_name, abbreviation) · municipalities (key, name, latitude, longitude; state is the first
    two digits) · towns (municipality key, name) · zones (municipality key, zone, valid_from, valid_until, source) ·
    countries (iso2, name_es, name_en) · places (id, name, iso2, subdivision, latitude, longitude, population, zone).
    """

    states: Iterable[tuple] = field(default_factory=tuple)
    municipalities: Iterable[tuple] = field(default_factory=tuple)
    towns: Iterable[tuple] = field(default_factory=tuple)
    zones: Iterable[tuple] = field(default_factory=tuple)
    countries: Iterable[tuple] = field(default_factory=tuple)
    places: Iterable[tuple] = field(default_factory=tuple)


def _in_lots(rows: Iterable[tuple], size: int = 4000) -> Iterator[list[tuple]]:
    it = iter(rows)
    while lot := list(islice(it, size)):
        yield lot


def _upsert(model: type[models.Model], columns: list[str], rows: Iterable[tuple]) -> int:
    """Insert or update by primary key (the first column), in lots. Returns how many rows came.

    Plain SQL that both engines share: a quarter of a million model instances would take minutes.
    """
    meta = model._meta
    quoted = [connection.ops.quote_name(meta.get_field(c).column) for c in columns]
    sets = ", ".join(f"{c} = excluded.{c}" for c in quoted[1:])
    statement = (
        f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({', '.join(quoted)}) "
        f"VALUES ({', '.join(['%s'] * len(quoted))}) ON CONFLICT ({quoted[0]}) DO UPDATE SET {sets}"
    )
    came = 0
    with connection.cursor() as cursor:
        for lot in _in_lots(rows):
            cursor.executemany(statement, lot)
            came += len(lot)
    return came


@transaction.atomic
def load_places(act: Act, *, gazetteer: PlaceData) -> dict[str, int]:
    """Bring states, municipalities, towns, zones, countries and places of the world to the data given.

    May run any number of times with the same result. Nothing that stands is deleted except towns and zones, to which
    nothing refers. Returns how many rows of each came. Raises Refused (`not_allowed`).
    """
    _needs(can_open_organisation(act.actor))
    done = {
        "states": _upsert(State, ["key", "name", "official_name", "abbreviation"], gazetteer.states),
        "municipalities": _upsert(
            Municipality,
            ["key", "name", "folded", "state", "latitude", "longitude"],
            ((key, name, fold(name), key[:2], lat, lon) for key, name, lat, lon in gazetteer.municipalities),
        ),
        "countries": _upsert(Country, ["iso2", "name_es", "name_en"], gazetteer.countries),
        "places": _upsert(
            Place,
            ["id", "name", "folded", "country", "subdivision", "latitude", "longitude", "population", "zone"],
            ((i, name, fold(name)[:200], *rest) for i, name, *rest in gazetteer.places),
        ),
        "towns": 0,
        "zones": 0,
    }
    towns, zones = iter(gazetteer.towns), iter(gazetteer.zones)
    for model, rows, name, make in (
        (Town, towns, "towns", lambda r: Town(municipality_id=r[0], name=r[1], folded=fold(r[1]))),
        (
            ZoneInForce,
            zones,
            "zones",
            lambda r: ZoneInForce(municipality_id=r[0], zone=r[1], valid_from=r[2], valid_until=r[3], source=r[4]),
        ),
    ):
        first = True
        for lot in _in_lots(rows):
            if first:
                model.objects.all().delete()
                first = False
            model.objects.bulk_create([make(r) for r in lot])
            done[name] += len(lot)
    record(act, Happened.PLACES_LOADED, **done)
    return done


# -- the person's own data ------------------------------------------------------------------------------------


@transaction.atomic
def receive_data_request(
    act: Act, *, kind: RequestKind | str, from_name: str, from_email: str, what: str
) -> DataRequest:
    """Take a request of access, correction or withholding, from anybody. Returns it. Raises Invalid."""
    clean = _required(from_name=from_name, what=what)
    if kind not in RequestKind.values:
        raise Invalid({"kind": [_("Elija qué solicita.")]})
    if len(what) > 5000:
        raise Invalid({"what": [_("Escriba cuando mucho 5,000 caracteres.")]})
    email = _address(from_email, "from_email")
    person = Person.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email)).order_by("pk").first()
    request = DataRequest.objects.create(
        kind=kind,
        person=person,
        from_name=clean["from_name"][:160],
        from_email=email,
        what=normalise(what, lines=True),
        received_at=act.at,
    )
    record(act, Happened.DATA_REQUESTED, about=request.public_id, kind=kind)
    return request


@transaction.atomic
def answer_data_request(act: Act, *, request: DataRequest, granted: bool, answer: str) -> DataRequest:
    """Answer a request once. What was granted is done by `correct_person` or `withhold_name`.

    Raises Refused (`not_allowed`, `already_answered`), Invalid.
    """
    _needs(can_answer_data_requests(act.actor))
    if not (text := normalise(answer, lines=True)):
        raise Invalid({"answer": [_("Escriba la respuesta y su razón.")]})
    open_ones = DataRequest.objects.filter(pk=request.pk, answered_at=None)
    if not open_ones.update(answered_at=act.at, answer=text, granted=granted):
        raise Refused("already_answered", _("Esa solicitud ya estaba contestada."))
    request.refresh_from_db()
    record(act, Happened.DATA_REQUEST_ANSWERED, about=request.public_id, granted=granted)
    return request


@transaction.atomic
def withhold_name(act: Act, *, person: Person) -> Person:
    """From now on published copies say “Nombre reservado”. The journal holds no names, so its chain stays as it is.

    Raises Refused (`not_allowed`, `already_withheld`).
    """
    _needs(can_answer_data_requests(act.actor))
    if not Person.objects.filter(pk=person.pk, withheld_at=None).update(withheld_at=act.at):
        raise Refused("already_withheld", _("Ese nombre ya estaba reservado."))
    person.withheld_at = act.at
    record(act, Happened.NAME_WITHHELD, about=person.public_id)
    return person


@transaction.atomic
def correct_person(
    act: Act,
    *,
    person: Person,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    languages: str | None = None,
) -> Person:
    """Correct a person's data; what is None stays. A person may correct their own.

    Raises NotVisible (not one's own, nor the operator's to correct), Invalid.
    """
    own = person.user is not None and person.user.public_id == act.actor.user
    if not own and not can_answer_data_requests(act.actor):
        raise NotVisible
    changed = []
    if name is not None:
        person.name = _required(name=name)["name"]
        changed.append("name")
    if email is not None:
        person.email = _address(email) if email else ""
        changed.append("email")
    if phone is not None:
        person.phone = normalise(phone)[:40]
        changed.append("phone")
    if languages is not None:
        person.languages = normalise(languages)[:40]
        changed.append("languages")
    if changed:
        person.save(update_fields=changed)
        record(act, Happened.DATA_CORRECTED, about=person.public_id, fields=changed)
    return person


@transaction.atomic
def purge_invitations(act: Act, *, older_than: dt.timedelta) -> int:
    """Delete invitations that nobody accepted, that long after they expired or were revoked. Returns how many.

    Raises Refused (`not_allowed`).
    """
    _needs(can_answer_data_requests(act.actor))
    limit = act.at - older_than
    rows = Invitation.objects.filter(accepted_at=None).filter(Q(expires_at__lte=limit) | Q(revoked_at__lte=limit))
    number = rows.delete()[0]
    if number:
        record(act, Happened.INVITATIONS_PURGED, number=number)
    return number
