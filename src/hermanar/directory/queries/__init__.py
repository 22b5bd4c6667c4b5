"""Reading the directory: who acts, who holds a post, which place is meant, which name is shown."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from hermanar.accounts.models import User
from hermanar.journal.queries import latest_at
from hermanar.kernel.acts import Actor, How
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.text import fold

from ..enums import CircleKind, OrganisationKind, Role
from ..models import (
    Administration,
    Appointment,
    Circle,
    Correction,
    Country,
    Invitation,
    Mandate,
    Municipality,
    Office,
    Organisation,
    Person,
    Place,
    Seat,
    State,
    in_language,
)
from ..policies import can_administer
from ..rules import capacity, reserved_countries
from .personal_data import WithheldNames, data_of, get_data_request, list_data_requests, withheld_names
from .places import (
    Zones,
    count_places,
    day_at,
    list_holders,
    list_places,
    search_municipalities,
    search_places,
    zone_of,
    zones_of,
)
from .posts import (
    HolderPicture,
    OfficePicture,
    holder_on,
    holders_on,
    list_offices,
    list_posts_of,
    post_of,
    posts_of,
    shown_name,
    signer_on,
)
from .wording import key_of, said_for

__all__ = [
    "OPERATOR",
    "HolderPicture",
    "InvitationPicture",
    "MayorPicture",
    "MunicipalityContact",
    "OfficePicture",
    "TermPicture",
    "WithheldNames",
    "Zones",
    "actor_for",
    "actor_in",
    "administration_on",
    "count_places",
    "data_of",
    "day_at",
    "find_invitation",
    "get_administration",
    "get_appointment",
    "get_country",
    "get_data_request",
    "get_invitation",
    "get_municipality",
    "get_office",
    "get_organisation",
    "get_place",
    "holder_on",
    "holders_on",
    "in_exercise",
    "key_of",
    "latest_exercise",
    "list_administrations",
    "list_appointments_of",
    "list_corrections",
    "list_countries",
    "list_data_requests",
    "list_exercise_posts",
    "list_holders",
    "list_invitations",
    "list_mayors",
    "list_municipalities",
    "list_offices",
    "list_offices_closed",
    "list_organisations",
    "list_places",
    "list_posts_held",
    "list_posts_of",
    "list_states",
    "list_to_seat",
    "list_zones",
    "mandate_on",
    "names_for",
    "next_election",
    "organisations_at",
    "post_of",
    "posts_of",
    "said_for",
    "search_municipalities",
    "search_places",
    "shown_name",
    "signer_on",
    "standing_posts",
    "withheld_names",
    "zone_of",
    "zones_of",
]

OPERATOR = "operator"


# -- who acts -------------------------------------------------------------------------------------------------


def list_posts_held(user: User) -> list[Appointment]:
    """Posts given to the person and not ended, whatever their days, oldest first. One query."""
    posts = Appointment.objects.filter(person__user=user, ended_at=None).order_by()
    found = sorted(posts.select_related("office__organisation__home", "person"), key=lambda p: (p.from_on, p.pk))
    for post in found:
        post.person.user = user
    return found


def standing_posts(held: Iterable[Appointment], on: dt.date | None) -> list[Appointment]:
    """Those that count on a day. An exercise runs on its own clock: there, what was not ended counts. No query."""

    def counts(post: Appointment) -> bool:
        begun = on is None or post.from_on <= on
        return begun and (post.until_on is None or (on is not None and post.until_on >= on))

    return [post for post in held if post.office.organisation.is_exercise or counts(post)]


def list_appointments_of(user: User, on: dt.date | None) -> list[Appointment]:
    """Posts the person may act in on that day, oldest first. One query."""
    return standing_posts(list_posts_held(user), on)


def actor_for(user: User, appointment_public_id: str, on: dt.date | None) -> Actor:
    """The actor of a signed-in person in one of their posts. `operator` is the post of the instance's operator.

    Raises NotVisible when the post is not theirs, has ended, or the account is closed.
    """
    if not user.is_active:
        raise NotVisible
    if appointment_public_id == OPERATOR and user.is_operator:
        return Actor(user=user.public_id, roles=frozenset({OPERATOR}), on=on)
    row = next((p for p in list_appointments_of(user, on) if p.public_id == appointment_public_id), None)
    if row is None:
        raise NotVisible
    return actor_in(user, row, on)


def actor_in(user: User, post: Appointment, on: dt.date | None) -> Actor:
    """The actor of a signed-in person, whose account stands, in a post of theirs that was already read. No query."""
    return Actor(
        user=user.public_id,
        organisation=post.office.organisation.public_id,
        appointment=post.public_id,
        roles=frozenset({post.office.role}),
        how=How(post.how),
        on=on,
    )


def in_exercise(user: User) -> bool:
    """Whether every post of the person is of an organisation in exercise (a persona of the demonstration)."""
    posts = Appointment.objects.filter(person__user=user, ended_at=None)
    ours = posts.exclude(office__organisation__is_exercise=True).exists()
    return posts.exists() and not ours and not user.is_operator


def latest_exercise(organisation: Organisation) -> dt.datetime | None:
    """The clock of the exercise that is furthest on among the circles the organisation sits in. One query."""
    seats = organisation.seats.filter(until_on=None)
    return seats.aggregate(clock=Max("circle__exercise_at"))["clock"]


def exercise_now(circle: Circle) -> dt.datetime | None:
    """What time it is in an exercise: its clock, or when what happened last in it did. A house's own circle goes by the latest
    exercise of the house; its posts and invitations are given on the wall's clock and do not carry it along. None: no exercise."""
    is_home = circle.kind == CircleKind.HOME
    clock = circle.exercise_at
    if is_home:
        clock = latest_exercise(circle.home_of) if circle.home_of.is_exercise else None
    if clock is None:
        return None
    return max(clock, latest_at(circle.public_id, apart_from="directory." if is_home else "") or clock)


def list_exercise_circles() -> list[Circle]:
    """Circles of relations that run on a clock of their own. A house's own circle goes by its relations."""
    return list(Circle.objects.exclude(exercise_at=None).exclude(kind=CircleKind.HOME).order_by("pk"))


def list_exercise_posts() -> list[Appointment]:
    """Posts of the exercise whose holders can sign in, in the order they were made: the personas of a demonstration."""
    rows = Appointment.objects.filter(
        ended_at=None,
        office__organisation__is_exercise=True,
        person__user__is_active=True,
        person__user__is_operator=False,
    )
    return list(rows.select_related("office__organisation", "person__user").order_by("pk"))


# -- organisations, offices, holders --------------------------------------------------------------------------


def get_organisation(actor: Actor, slug: str) -> Organisation:
    """An organisation by its slug, for its own people, those who share a circle with it, and the operator.

    Raises NotVisible.
    """
    row = (
        Organisation.objects.select_related("home", "municipality__state", "state", "parent", "country")
        .filter(slug=slug)
        .first()
    )
    if row is None:
        raise NotVisible
    if OPERATOR in actor.roles or row.public_id == actor.organisation:
        return row
    if actor.organisation and row.seats.filter(circle__seats__organisation__public_id=actor.organisation).exists():
        return row
    raise NotVisible


def list_organisations(actor: Actor) -> list[Organisation]:
    """All for the operator; else one's own. In order of name."""
    rows = Organisation.objects.select_related("municipality__state", "state", "country").order_by("name", "pk")
    return list(rows if OPERATOR in actor.roles else rows.filter(public_id=actor.organisation or "-"))


def administration_on(organisation: Organisation, on: dt.date) -> Administration | None:
    """The municipal administration that governs on a day, if it is recorded."""
    return organisation.administrations.filter(starts_on__lte=on, ends_on__gte=on).order_by("-starts_on").first()


def list_invitations(actor: Actor, organisation: Organisation) -> list[Invitation]:
    """Invitations to the organisation's posts, newest first. Raises NotVisible."""
    if not can_administer(actor, organisation):
        raise NotVisible
    return list(
        Invitation.objects.filter(office__organisation=organisation).select_related("office").order_by("-pk")[:200]
    )


def get_office(actor: Actor, public_id: str) -> Office:
    """An office of an organisation the actor administers. Raises NotVisible."""
    row = at_most_one(Office.objects.select_related("organisation__home").filter(public_id=public_id))
    if row is None or not can_administer(actor, row.organisation):
        raise NotVisible
    return row


def get_appointment(actor: Actor, public_id: str) -> Appointment:
    """A post's holder in an organisation the actor administers. Raises NotVisible."""
    rows = Appointment.objects.select_related("office__organisation__home", "person__user")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None or not can_administer(actor, row.office.organisation):
        raise NotVisible
    return row


def get_invitation(actor: Actor, public_id: str) -> Invitation:
    """An invitation to an organisation the actor administers. Raises NotVisible."""
    row = at_most_one(Invitation.objects.select_related("office__organisation__home").filter(public_id=public_id))
    if row is None or not can_administer(actor, row.office.organisation):
        raise NotVisible
    return row


@dataclass(frozen=True)
class InvitationPicture:
    """What the invited person reads before accepting. `state`: open, used, revoked, expired."""

    email: str
    office: str
    organisation: str
    expires_at: dt.datetime
    state: str
    has_account: bool
    called: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None


def called_of(invitation: Invitation) -> str:
    """How whoever accepts an invitation will be called: the office, or the capacity in which it is taken. No query."""
    title = invitation.office.title, invitation.office.title_en
    return in_language(*capacity(title, invitation.how, written=(invitation.written, invitation.written_en)))


def find_invitation(token: str, at: dt.datetime) -> InvitationPicture | None:
    """The invitation that a token opens, whoever holds the token; None when there is none."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    row = Invitation.objects.select_related("office__organisation").filter(token_sha256=digest).first()
    if row is None:
        return None
    state = "open"
    if row.accepted_at:
        state = "used"
    elif row.revoked_at:
        state = "revoked"
    elif row.expires_at <= at:
        state = "expired"
    return InvitationPicture(
        row.email,
        str(row.office),
        str(row.office.organisation),
        row.expires_at,
        state,
        User.objects.filter(email__iexact=row.email).exists(),
        called_of(row),
        row.from_on,
        row.until_on,
    )


# -- names for the log ----------------------------------------------------------------------------------------


def names_for(public_ids: Iterable[str]) -> dict[str, str]:
    """Public ids of users, persons, appointments and organisations → what to show. Three queries, however many ids.

    A person reads `name, post` through an appointment and `name` through a user; “Nombre reservado” where withheld.
    Ids of nothing known are left out.
    """
    ids = {i for i in public_ids if i}
    if not ids:
        return {}
    names: dict[str, str] = {}
    for person in Person.objects.select_related("user").filter(Q(public_id__in=ids) | Q(user__public_id__in=ids)):
        names[person.public_id] = shown_name(person)
        if person.user is not None:
            names[person.user.public_id] = shown_name(person)
    for post in posts_of(ids):
        names[post.appointment] = f"{post.name}, {post.called}"
    for organisation in Organisation.objects.filter(public_id__in=ids):
        names[organisation.public_id] = str(organisation)
    if OPERATOR in ids:
        names[OPERATOR] = str(_("Quien opera el sistema"))
    return {i: names[i] for i in ids if i in names}


def get_municipality(key: str) -> Municipality | None:
    """The municipality with that INEGI key, with its state; None where there is none."""
    return Municipality.objects.select_related("state").filter(key=key).first()


def get_country(iso2: str) -> Country | None:
    """The country with that ISO-2 code; None where there is none."""
    return Country.objects.filter(iso2=iso2.upper()).first()


def get_place(place_id: int) -> Place | None:
    """The place of the world with that GeoNames id; None where there is none."""
    return Place.objects.select_related("country").filter(pk=place_id).first()


def list_states() -> list[State]:
    """The 32 federal entities, by key."""
    return list(State.objects.order_by("key"))


def next_election(organisation: Organisation, on: dt.date) -> Administration | None:
    """The term of that day, or the latest, that knows when the next one is elected. One query."""
    rows = organisation.administrations.exclude(election_on=None).filter(ends_on__gte=on)
    return rows.order_by("election_on").first()


def get_administration(actor: Actor, pk: str) -> Administration:
    """A term of an organisation the actor administers. Raises NotVisible."""
    row = Administration.objects.select_related("organisation__home").filter(pk=pk if pk.isdigit() else None).first()
    if row is None or not can_administer(actor, row.organisation):
        raise NotVisible
    return row


def list_corrections(actor: Actor, organisation: Organisation, *, office: Office | None = None) -> list[Correction]:
    """What was put right of an organisation's posts, terms and offices, or of one office, the newest first. One query.
    Raises NotVisible."""
    if not can_administer(actor, organisation):
        raise NotVisible
    rows = organisation.corrections.select_related("appointment__person", "administration", "office").order_by("-pk")
    if office is not None:
        rows = rows.filter(Q(office=office) | Q(appointment__office=office))
    return list(rows[:200])


def list_offices_closed(organisation: Organisation, on: dt.date) -> list[Office]:
    """Offices that no longer exist on a day, the last closed first. One query."""
    return list(organisation.offices.filter(valid_until__lt=on).order_by("-valid_until", "pk"))


def list_administrations(organisation: Organisation) -> list[Administration]:
    """Terms of municipal government on record, the latest first."""
    return list(organisation.administrations.order_by("-starts_on"))


def mandate_on(organisation: Organisation, on: dt.date) -> Mandate | None:
    """Mission, legal basis and functions of the office as they stood on a day (R0-05). One query."""
    return organisation.mandates.filter(from_on__lte=on).first()


def list_countries(kept: object = None) -> list[Country]:
    """Every country that may be chosen, in the order of its name in the reader's language. A part of another that has a
    reserved code (Ceuta and Melilla) is none; a row that names one is read all the same. `kept`: the code that what is being
    edited has, which may stay."""
    reserved = reserved_countries() - {str(kept or "")}
    return sorted(Country.objects.exclude(iso2__in=reserved), key=lambda c: fold(str(c)))


def list_municipalities(keys: Iterable[str]) -> list[Municipality]:
    """Municipalities of those INEGI keys with their states, in the order of the keys; unknown keys are left out."""
    wanted = list(keys)
    found = {m.pk: m for m in Municipality.objects.select_related("state").filter(pk__in=wanted)}
    return [found[key] for key in wanted if key in found]


def list_zones(iso2: str) -> list[str]:
    """Time zones of a country's places, those of more places first."""
    rows = Place.objects.filter(country_id=iso2.upper()).values("zone").annotate(number=Count("pk"))
    return [row["zone"] for row in rows.order_by("-number", "zone")]


def organisations_at(
    municipality: Municipality, *, exercise: bool = False
) -> tuple[Organisation | None, Organisation | None]:
    """The organisations on board of a municipality and of its state (each None where there is none). One query.

    `exercise`: those of the exercises, else the real ones; they never mix.
    """
    rows = Organisation.objects.select_related("home", "municipality__state", "state").filter(
        Q(kind=OrganisationKind.MUNICIPALITY, municipality=municipality)
        | Q(kind=OrganisationKind.STATE, state_id=municipality.state_id),
        is_exercise=exercise,
    )
    by_kind = {o.kind: o for o in rows.order_by("-pk")}
    return by_kind.get(OrganisationKind.MUNICIPALITY), by_kind.get(OrganisationKind.STATE)


@dataclass(frozen=True)
class MayorPicture:
    """Who held the mayor's office, in what capacity and from when to when; a withheld name is respected."""

    name: str
    post: str
    how: How
    from_on: dt.date
    until_on: dt.date | None


@dataclass(frozen=True)
class TermPicture:
    """One administration with who headed it."""

    number: str
    starts_on: dt.date
    ends_on: dt.date
    mayors: tuple[MayorPicture, ...]


@dataclass(frozen=True)
class MunicipalityContact:
    """A municipality on board, its administrations newest first (R4-06)."""

    organisation: str
    name: str
    state: str
    terms: tuple[TermPicture, ...]


def list_mayors(text: str = "", *, exercise: bool = False, limit: int = 200) -> list[MunicipalityContact]:
    """Municipalities on board with their administrations and mayors; `text` is sought in names of both. Three queries.

    `exercise`: those of the exercises, else the real ones; they never mix. A withheld name is neither shown nor found.
    """
    rows = (
        Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, is_exercise=exercise)
        .select_related("municipality__state")
        .prefetch_related("administrations")
        .order_by("name", "pk")
    )
    held: dict[int, list[Appointment]] = {}
    for row in (
        Appointment.objects.standing()
        .filter(office__role=Role.MAYOR, office__organisation__in=rows)
        .select_related("person", "office")
        .order_by("from_on", "pk")
    ):
        held.setdefault(row.office.organisation_id, []).append(row)
    wanted, found = fold(text), []
    for house in rows:
        terms = tuple(_term(a, held.get(house.pk, ())) for a in reversed(list(house.administrations.all())))
        place = house.municipality
        contact = MunicipalityContact(
            house.public_id, str(place.name if place else house), place.state.name if place else "", terms
        )
        said = [contact.name, house.name, contact.state, *(m.name for t in terms for m in t.mayors)]
        if not wanted or any(wanted in fold(s) for s in said):
            found.append(contact)
    return found[:limit]


def _term(administration: Administration, held: Iterable[Appointment]) -> TermPicture:
    first, last = administration.starts_on, administration.ends_on
    inside = [a for a in held if a.from_on <= last and (a.until_on is None or a.until_on >= first)]
    mayors = tuple(MayorPicture(shown_name(a.person), str(a.office), How(a.how), a.from_on, a.until_on) for a in inside)
    return TermPicture(administration.number, first, last, mayors)


def list_to_seat(circle: Circle, kinds: Iterable[str], *, exercise: bool) -> list[Organisation]:
    """Organisations of those kinds that have no open seat in the circle; exercises apart from the rest."""
    rows = Organisation.objects.filter(kind__in=list(kinds), is_exercise=exercise)
    return list(rows.exclude(seats__in=Seat.objects.filter(circle=circle, until_on=None)).order_by("name", "pk"))
