"""Organisations, their offices and administrations."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import HOME_PARTS, ROLES_OF_KIND, CircleKind, Happened, OrganisationKind, Part, Role
from ..models import (
    Administration,
    Circle,
    Country,
    Mandate,
    Municipality,
    Office,
    Organisation,
    Place,
    Seat,
    State,
)
from ..policies import (
    can_administer,
    can_open_organisation,
)
from .common import _must_not_overlap, _needs, _record_in_home, _required


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
    # an exercise is out of the book: nobody is mixed up by its folios
    if not is_exercise and (taken := _taken(kind, code=code, municipality=municipality, state=state)):
        raise Invalid(taken)
    if Organisation.objects.filter(slug=clean["slug"]).exists():
        raise Invalid({"slug": [_("Ya hay una organización con esa clave. Búsquela en la lista o revise la clave.")]})
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


def _taken(kind: str, *, code: str, municipality: Municipality | None, state: State | None) -> dict[str, list]:
    """What another house has already: its municipality, its state, the letters with which it numbers its papers."""
    rows = Organisation.objects.filter(is_exercise=False).order_by("pk")
    letters, errors = normalise(code).upper(), {}
    place = {OrganisationKind.MUNICIPALITY: ("municipality", municipality), OrganisationKind.STATE: ("state", state)}
    field, where = place.get(OrganisationKind(kind), ("", None))
    if where is not None and (there := rows.filter(kind=kind, **{field: where}).first()):
        errors[field] = [
            _("%(place)s ya está abierto: “%(name)s”. Búsquelo en la lista e invite ahí a quien lo administra.")
            % {"place": where, "name": there.name}
        ]
    if letters and (there := rows.filter(code=letters).first()):
        errors["code"] = [
            _(
                "Esas siglas ya son de “%(name)s”: con ellas se numeran sus papeles. Escriba otras, por ejemplo %(free)s."
            )
            % {"name": there.name, "free": _free(letters, rows)}
        ]
    return errors


def _free(letters: str, rows: QuerySet[Organisation]) -> str:
    """The first letters like these that nobody has."""
    used = set(rows.values_list("code", flat=True))
    return next(f"{letters[:10]}{n}" for n in range(2, len(used) + 3) if f"{letters[:10]}{n}" not in used)


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
    if role not in ROLES_OF_KIND[organisation.kind]:
        raise Invalid({"role": [_("Ese puesto es de otra clase de organización. Elija uno de los de la suya.")]})
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
        raise Invalid(
            {"ends_on": [_("La administración debe terminar después de empezar. Corrija uno de los dos días.")]}
        )
    _must_not_overlap(organisation, starts_on, ends_on)
    administration = Administration.objects.create(
        organisation=organisation,
        number=normalise(number),
        starts_on=starts_on,
        ends_on=ends_on,
        slogan=normalise(slogan),
        source=normalise(source),
    )
    # one without a number is told by its days
    happened = Happened.ADMINISTRATION_RECORDED if administration.number else Happened.TERM_RECORDED
    _record_in_home(
        act, happened, organisation, about=organisation.public_id, starts_on=starts_on, ends_on=ends_on,
        **({"number": administration.number} if administration.number else {}),
    )  # fmt: skip
    return administration


@transaction.atomic
def record_election(
    act: Act, *, organisation: Organisation, election_on: dt.date, election_source: str
) -> Administration:
    """Put down when the government that follows is elected, with its source, on the term in which one votes (R4-06).

    Raises Refused (`not_allowed`), Invalid.
    """
    _needs(can_administer(act.actor, organisation))
    if not normalise(election_source):
        raise Invalid(
            {
                "election_source": [
                    _(
                        "Diga de dónde sale la fecha de la elección. Por ejemplo: la convocatoria o el calendario electoral."
                    )
                ]
            }
        )
    term = organisation.administrations.filter(starts_on__lte=election_on, ends_on__gte=election_on).first()
    if term is None:
        raise Invalid({"election_on": [_("Asiente antes la administración en cuyo periodo se vota.")]})
    term.election_on, term.election_source = election_on, normalise(election_source)[:300]
    term.save(update_fields=["election_on", "election_source"])
    _record_in_home(
        act, Happened.ELECTION_RECORDED, organisation, about=organisation.public_id, election_on=election_on,
        source=term.election_source,
    )  # fmt: skip
    return term


@transaction.atomic
def record_mandate(
    act: Act,
    *,
    organisation: Organisation,
    from_on: dt.date,
    mission: str,
    legal_basis: str,
    functions: str,
    mission_en: str = "",
    legal_basis_en: str = "",
    functions_en: str = "",
    source: str = "",
) -> Mandate:
    """Record mission, legal basis and functions of the office of international links, from a day on (R0-05).

    Legal basis and functions are one a line. Raises Refused (`not_allowed`, `mandate_before`), Invalid.
    """
    _needs(can_administer(act.actor, organisation))
    lines = {"mission": mission, "legal_basis": legal_basis, "functions": functions}
    clean = {name: normalise(text, lines=True) for name, text in lines.items()}
    if empty := [name for name, text in clean.items() if not text]:
        raise Invalid({name: [_("Este dato es necesario.")] for name in empty})
    if from_on > act.on:
        raise Invalid({"from_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    if organisation.mandates.filter(from_on__gt=from_on).exists():
        raise Refused(
            "mandate_before", _("Ya hay una ficha de la oficina con fecha posterior. Revise la fecha."), field="from_on"
        )
    row = Mandate.objects.create(
        organisation=organisation, from_on=from_on, **clean, mission_en=normalise(mission_en, lines=True),
        legal_basis_en=normalise(legal_basis_en, lines=True), functions_en=normalise(functions_en, lines=True),
        source=normalise(source), recorded_at=act.at,
    )  # fmt: skip
    _record_in_home(act, Happened.MANDATE_RECORDED, organisation, about=organisation.public_id, from_on=from_on)
    return row
