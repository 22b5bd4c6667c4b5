import datetime as dt

import pytest

from hermanar.accounts.models import User
from hermanar.directory.enums import ROLES_OF_KIND, OrganisationKind, Part, RequestKind, Role
from hermanar.directory.models import (
    Appointment,
    Circle,
    Municipality,
    Organisation,
    Person,
    Place,
    State,
    Town,
    ZoneInForce,
)
from hermanar.directory.operations import (
    PlaceData,
    accept_invitation,
    answer_data_request,
    appoint,
    correct_person,
    create_office,
    end_appointment,
    end_seat,
    give_seat,
    invite,
    load_places,
    move_exercise_clock,
    open_circle,
    open_organisation,
    receive_data_request,
    record_administration,
    record_person,
    revoke_invitation,
    withhold_name,
)
from hermanar.directory.policies import parts_of
from hermanar.directory.queries import find_invitation, names_for
from hermanar.journal.models import Entry
from hermanar.journal.queries import verify
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from tests.kept import kept

GOOD = "contraseña muy larga 7"


def refused(code):
    return pytest.raises(Refused, match=rf"\A{code}: ")


def open_municipality(cast, **more):
    values = {
        "slug": "manuel-doblado",
        "kind": OrganisationKind.MUNICIPALITY,
        "name": "Manuel  Doblado",
        "code": "md",
        "municipality": Municipality.objects.get(key="11008"),
    }
    return open_organisation(cast.act("operator"), **{**values, **more})


# -- organisations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("municipality", ["lead"]),
        ("state", ["overseer"]),
        ("ministry", ["registrar", "reviewer"]),
        ("consulate", ["consul"]),
        ("committee", ["committee"]),
        ("foreign_government", ["counterpart"]),
    ],
)
def test_open_organisation_of_each_kind_is_seated_in_its_home(cast, kind, parts):
    row = open_organisation(cast.act("operator"), slug="x", kind=kind, name="X")
    assert sorted(row.home.seats.values_list("part", flat=True)) == parts


def test_open_organisation_normalises_and_takes_zone_and_state_of_its_municipality(cast):
    row = open_municipality(cast)
    assert (row.name, row.code, row.state_id, row.zone) == ("Manuel Doblado", "MD", "11", "America/Mexico_City")
    line = Entry.objects.latest("id")
    assert (line.happened, line.about, line.chain.name) == (
        "directory.organisation_opened",
        row.public_id,
        row.home.public_id,
    )


def test_open_organisation_committee_of_municipality_sits_in_both_homes(cast):
    town = open_municipality(cast)
    committee = open_organisation(cast.act("operator"), slug="c", kind="committee", name="Comité", parent=town)
    seats = {(s.circle_id, s.part) for s in committee.seats.all()}
    assert seats == {(committee.home_id, "committee"), (town.home_id, "committee")}


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"slug": "otra", "code": ""}, ["municipality"]),
        ({"code": ""}, ["municipality"]),
        ({"slug": "otra"}, ["municipality", "code"]),
        ({"slug": "otra", "municipality": None, "code": " Md "}, ["code"]),
        ({"slug": "otra", "kind": "state", "municipality": None, "state": "11", "code": ""}, ["state"]),
        ({"slug": "otra", "kind": "other", "municipality": None, "code": "gto"}, ["code"]),
    ],
)
def test_open_organisation_twice_or_with_the_letters_of_another_is_refused_at_its_field(cast, more, fields):
    open_municipality(cast)
    guanajuato = State.objects.get(key="11")
    open_organisation(
        cast.act("operator"), slug="gto", kind="state", name="Guanajuato", state=guanajuato, code="GTO"
    )  # fmt: skip
    before = Organisation.objects.count()
    if key := more.get("state"):
        more = more | {"state": State.objects.get(key=key)}
    with pytest.raises(Invalid) as e:
        open_municipality(cast, **more)
    assert list(e.value.errors) == fields
    if "code" in fields:
        assert any(f"{c}2" in str(e.value.errors["code"][0]) for c in ("MD", "GTO"))
    assert Organisation.objects.count() == before


def test_open_organisation_in_an_exercise_may_repeat_what_the_book_has(cast):
    town = open_municipality(cast)
    again = open_municipality(cast, slug="ejercicio", is_exercise=True)
    assert (again.municipality_id, again.code) == (town.municipality_id, town.code)


@pytest.mark.parametrize("who", ["nobody", "administrator", "liaison", "stranger"])
def test_open_organisation_by_anybody_but_the_operator_is_refused(cast, who):
    before = Organisation.objects.count(), Circle.objects.count(), Entry.objects.count()
    with refused("not_allowed"):
        open_organisation(cast.act(who), slug="x", kind="other", name="X")
    assert (Organisation.objects.count(), Circle.objects.count(), Entry.objects.count()) == before


def test_open_organisation_with_taken_slug_or_without_name_is_invalid(cast):
    with pytest.raises(Invalid) as e:
        open_organisation(cast.act("operator"), slug="sre", kind="other", name="X")
    assert list(e.value.errors) == ["slug"]
    with pytest.raises(Invalid) as e:
        open_organisation(cast.act("operator"), slug="y", kind="other", name="  ​")
    assert list(e.value.errors) == ["name"]


@pytest.mark.parametrize(
    ("house", "role", "is_of_it"),
    [
        ("municipality", Role.MAYOR, True),
        ("municipality", Role.COMMITTEE_SECRETARY, True),
        ("municipality", Role.REGISTRAR, False),
        ("municipality", Role.AUTHORISER, False),
        ("municipality", Role.STATE_LIAISON, False),
        ("municipality", Role.CONSUL, False),
        ("state", Role.GOVERNOR, True),
        ("state", Role.MAYOR, False),
        ("ministry", Role.LEGAL_REVIEWER, True),
        ("ministry", Role.GOVERNOR, False),
        ("ministry", Role.OBSERVER, True),
    ],
)
def test_create_office_has_the_roles_of_its_kind_of_organisation(cast, house, role, is_of_it):
    call = {"organisation": cast.organisations[house], "title": "Un puesto", "role": role}
    if is_of_it:
        assert create_office(cast.act("operator"), **call).role == role
        return
    with pytest.raises(Invalid) as no:
        create_office(cast.act("operator"), **call)
    assert list(no.value.errors) == ["role"]


def test_every_role_is_of_some_kind_of_organisation_and_every_kind_decided():
    assert set(ROLES_OF_KIND) == set(OrganisationKind.values)
    assert frozenset().union(*ROLES_OF_KIND.values()) == set(Role)


def test_create_office_by_administrator_of_another_organisation_is_refused(cast):
    with refused("not_allowed"):
        create_office(
            cast.act("administrator"), organisation=cast.organisations["state"], title="X", role=Role.OBSERVER
        )


@pytest.mark.parametrize(
    ("number", "happened"), [("2028–2030", "directory.administration_recorded"), ("", "directory.term_recorded")]
)
def test_record_administration_without_a_number_is_told_by_its_days(cast, number, happened):
    villa = cast.organisations["municipality"]
    days = {"starts_on": dt.date(2028, 1, 1), "ends_on": dt.date(2030, 12, 31)}
    record_administration(cast.act("administrator"), organisation=villa, number=number, **days)
    entry = Entry.objects.filter(happened__in=["directory.administration_recorded", "directory.term_recorded"]).last()
    assert (entry.happened, entry.data.get("number", "")) == (happened, number)


def test_record_administration_that_overlaps_is_refused_and_next_day_is_not(cast):
    villa, act = cast.organisations["municipality"], cast.act("administrator")
    with refused("administrations_overlap"):
        record_administration(act, organisation=villa, starts_on=dt.date(2024, 12, 31), ends_on=dt.date(2027, 12, 31))
    row = record_administration(
        act, organisation=villa, number="XXII", starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2027, 12, 31)
    )
    assert villa.administrations.count() == 2
    assert row.number == "XXII"


# -- posts ----------------------------------------------------------------------------------------------------------


@pytest.fixture
@kept
def vacant(cast):
    return create_office(
        cast.act("administrator"),
        organisation=cast.organisations["municipality"],
        title="Dirección de Turismo",
        title_en="Tourism Office",
        role=Role.OBSERVER,
    )


@pytest.fixture
@kept
def somebody(cast):
    return record_person(
        cast.act("administrator"), organisation=cast.organisations["municipality"], name="Persona de Muestra 50"
    )


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (dt.date(2022, 3, 1), None),
        (dt.date(2022, 1, 1), dt.date(2022, 2, 1)),
        (dt.date(2022, 6, 30), dt.date(2022, 7, 30)),
        (dt.date(2021, 1, 1), dt.date(2022, 12, 31)),
    ],
)
def test_appoint_second_holder_in_post_is_refused(cast, vacant, somebody, from_on, until_on):
    act = cast.act("administrator")
    appoint(act, office=vacant, person=somebody, from_on=dt.date(2022, 2, 1), until_on=dt.date(2022, 6, 30))
    with refused("office_is_held"):
        appoint(act, office=vacant, person=somebody, from_on=from_on, until_on=until_on)
    assert vacant.appointments.count() == 1


D = dt.date
HELD = {"from_on": D(2022, 2, 1), "until_on": D(2022, 6, 30)}
PAPER = {"reference": "Oficio OM/12/2022"}


@pytest.mark.parametrize(
    ("how", "held", "dates", "stands"),
    [
        # in charge: while nobody holds it
        ("in_charge", False, (D(2022, 2, 10), None), "stands"),
        ("in_charge", True, (D(2022, 2, 10), D(2022, 2, 20)), "office_is_held"),
        ("in_charge", True, (D(2022, 7, 1), None), "stands"),
        # by absence: of whoever holds it, for those days and no longer than they hold it
        ("by_absence", True, (D(2022, 2, 10), D(2022, 2, 20)), "stands"),
        ("by_absence", True, (D(2022, 6, 30), D(2022, 6, 30)), "stands"),
        ("by_absence", True, (D(2022, 6, 20), D(2022, 7, 1)), "absence_outlasts_post"),
        ("by_absence", False, (D(2022, 2, 10), D(2022, 2, 20)), "nobody_absent"),
        ("by_absence", True, (D(2022, 1, 31), D(2022, 2, 20)), "nobody_absent"),
    ],
)
def test_appoint_in_charge_is_of_a_vacant_office_and_by_absence_of_a_holder(
    cast, vacant, somebody, how, held, dates, stands
):
    act, other = cast.act("administrator"), cast.persons["liaison"]
    holder = appoint(act, office=vacant, person=other, **HELD) if held else None
    ask = {"office": vacant, "person": somebody, "how": how, "from_on": dates[0], "until_on": dates[1], **PAPER}
    if stands != "stands":
        with refused(stands):
            appoint(act, **ask)
        assert not vacant.appointments.filter(person=somebody).exists()
        return
    row = appoint(act, **ask)
    assert (row.how, row.reference, row.absent) == (how, "Oficio OM/12/2022", holder if how == "by_absence" else None)


@pytest.mark.parametrize(
    ("how", "more", "wrong"),
    [
        ("in_charge", {}, ["reference"]),
        ("by_absence", {}, ["reference", "until_on"]),
        ("by_absence", {"reference": "Oficio 1"}, ["until_on"]),
        ("recorded", {"reference": "Oficio 1"}, ["how"]),
    ],
)
def test_appoint_without_the_document_or_the_days_of_an_absence_is_invalid(cast, vacant, somebody, how, more, wrong):
    appoint(cast.act("administrator"), office=vacant, person=cast.persons["liaison"], from_on=D(2022, 1, 5))
    with pytest.raises(Invalid) as e:
        appoint(cast.act("administrator"), office=vacant, person=somebody, how=how, from_on=D(2022, 2, 1), **more)
    assert list(e.value.errors) == wrong


def test_appoint_by_absence_of_oneself_is_refused(cast):
    days = {"from_on": D(2022, 2, 1), "until_on": D(2022, 2, 5)}
    with refused("own_absence"):
        appoint(
            cast.act("administrator"), office=cast.offices["mayor"], person=cast.persons["mayor"], how="by_absence",
            **days, **PAPER,
        )  # fmt: skip


def test_appoint_while_somebody_is_in_charge_is_refused_until_that_ends(cast, vacant, somebody):
    act = cast.act("administrator")
    charge = appoint(act, office=vacant, person=somebody, how="in_charge", from_on=D(2022, 1, 5), **PAPER)
    new = {"office": vacant, "person": cast.persons["liaison"], "from_on": D(2022, 1, 31)}
    with refused("office_is_held"):
        appoint(act, **new)
    end_appointment(act, appointment=charge, on=D(2022, 1, 31))
    assert appoint(act, **new).how == "in_post"


def test_end_appointment_ends_the_absence_that_somebody_covers(cast, somebody):
    act = cast.act("administrator")
    row = appoint(
        act, office=cast.offices["mayor"], person=somebody, how="by_absence", from_on=D(2022, 1, 20),
        until_on=D(2022, 2, 20), **PAPER,
    )  # fmt: skip
    end_appointment(act, appointment=cast.appointments["mayor"], on=D(2022, 1, 31))
    row.refresh_from_db()
    assert (row.ended_at, row.until_on) == (act.at, D(2022, 1, 31))


def test_invitation_in_charge_is_accepted_in_that_capacity(cast, vacant):
    _row, token = invite(
        cast.act("administrator"), office=vacant, email="nueva@example.org", person_name="Persona de Muestra 60",
        from_on=D(2022, 1, 31), how="in_charge", basis="el artículo 9 del Reglamento Interior", **PAPER,
    )  # fmt: skip
    shown = find_invitation(token, cast.at)
    assert (shown.called, shown.from_on) == ("Encargado del Despacho de la Dirección de Turismo", D(2022, 1, 31))
    accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    post = vacant.appointments.get()
    assert (post.how, post.reference, post.basis) == (
        "in_charge", "Oficio OM/12/2022", "el artículo 9 del Reglamento Interior",
    )  # fmt: skip
    said = Entry.objects.filter(happened="directory.appointed_in_charge").latest("id").data
    assert (said["office"], said["reference"]) == ("Dirección de Turismo", "Oficio OM/12/2022")


def test_appoint_before_and_after_another_holder_stands(cast, vacant, somebody):
    act = cast.act("administrator")
    appoint(act, office=vacant, person=somebody, from_on=dt.date(2022, 2, 1), until_on=dt.date(2022, 6, 30))
    appoint(act, office=vacant, person=somebody, from_on=dt.date(2022, 7, 1))
    appoint(act, office=vacant, person=somebody, from_on=dt.date(2021, 1, 1), until_on=dt.date(2022, 1, 31))
    assert vacant.appointments.count() == 3


def test_appoint_that_ends_before_it_starts_is_invalid(cast, vacant, somebody):
    with pytest.raises(Invalid) as e:
        appoint(
            cast.act("administrator"),
            office=vacant,
            person=somebody,
            from_on=dt.date(2022, 2, 1),
            until_on=dt.date(2022, 1, 31),
        )
    assert list(e.value.errors) == ["until_on"]


def test_end_appointment_ends_sessions_at_once(cast):
    client = cast.client("liaison")
    assert "_auth_user_id" in client.session
    user = cast.users["liaison"]
    before = user.get_session_auth_hash()
    end_appointment(cast.act("administrator"), appointment=cast.appointments["liaison"], on=cast.at.date())
    assert User.objects.get(pk=user.pk).get_session_auth_hash() != before
    with pytest.raises(NotVisible):
        cast.actor("liaison")


def test_end_appointment_of_person_with_another_post_leaves_sessions(cast, vacant):
    act, user = cast.act("administrator"), cast.users["liaison"]
    appoint(act, office=vacant, person=cast.persons["liaison"], from_on=dt.date(2022, 1, 1))
    before = user.get_session_auth_hash()
    end_appointment(act, appointment=cast.appointments["liaison"], on=cast.at.date())
    assert User.objects.get(pk=user.pk).get_session_auth_hash() == before


def test_end_appointment_keeps_the_days_it_covered_and_frees_the_office_that_day(cast, somebody):
    act, day = cast.act("administrator"), cast.at.date()
    ended = end_appointment(act, appointment=cast.appointments["mayor"], on=day)
    assert ended.until_on == day
    assert list(Appointment.objects.covering(dt.date(2022, 1, 15)).filter(office=ended.office)) == [ended]
    appoint(act, office=ended.office, person=somebody, from_on=day)
    with refused("already_ended"):
        end_appointment(act, appointment=ended, on=day)


# -- invitations ----------------------------------------------------------------------------------------------------


def an_invitation(cast, office, **more):
    values = {"email": "Nueva@Example.org", "person_name": "Persona de Muestra 60", "from_on": cast.at.date()}
    return invite(cast.act("administrator"), office=office, **{**values, **more})


def test_accept_invitation_opens_account_and_post_once(cast, vacant):
    _invitation, token = an_invitation(cast, vacant)
    assert find_invitation(token, cast.at).state == "open"
    user = accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    assert (user.email, user.check_password(GOOD)) == ("nueva@example.org", True)
    assert list(user.person.appointments.values_list("office", "how")) == [(vacant.pk, "in_post")]
    assert find_invitation(token, cast.at).state == "used"
    with refused("invitation_used"):
        accept_invitation(cast.act("nobody"), token=token, password=GOOD)


@pytest.mark.parametrize("token", ["", "x", "a" * 43])
def test_accept_invitation_with_unknown_token_is_refused(cast, token):
    with refused("invitation_unknown"):
        accept_invitation(cast.act("nobody"), token=token, password=GOOD)


def test_accept_invitation_after_seven_days_is_refused(cast, vacant):
    _invitation, token = an_invitation(cast, vacant)
    late = cast.at + dt.timedelta(days=7)
    assert find_invitation(token, late).state == "expired"
    with refused("invitation_expired"):
        accept_invitation(cast.act("nobody", late), token=token, password=GOOD)
    assert not User.objects.filter(email="nueva@example.org").exists()


def test_accept_invitation_that_was_revoked_is_refused(cast, vacant):
    invitation, token = an_invitation(cast, vacant)
    revoke_invitation(cast.act("administrator"), invitation=invitation)
    with refused("invitation_revoked"):
        accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    with refused("invitation_closed"):
        revoke_invitation(cast.act("administrator"), invitation=invitation)


def test_accept_invitation_with_weak_password_is_invalid_and_stays_open(cast, vacant):
    _invitation, token = an_invitation(cast, vacant)
    with pytest.raises(Invalid) as e:
        accept_invitation(cast.act("nobody"), token=token, password="corta")
    assert list(e.value.errors) == ["password"]
    assert find_invitation(token, cast.at).state == "open"


def test_accept_invitation_of_known_address_needs_its_password_and_keeps_it(cast, vacant):
    _invitation, token = an_invitation(cast, vacant, email="liaison@example.org")
    with refused("wrong_password"):
        accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    user = accept_invitation(cast.act("nobody"), token=token, password="una-clave-larga-de-muestra")
    assert user == cast.users["liaison"]
    assert user.person == cast.persons["liaison"]
    assert user.check_password("una-clave-larga-de-muestra")
    assert user.person.appointments.count() == 2


def test_accept_invitation_takes_the_person_recorded_under_that_address(cast, vacant):
    act, villa = cast.act("administrator"), cast.organisations["municipality"]
    person = record_person(act, organisation=villa, name="Persona de Muestra 61", email="nueva@example.org")
    _invitation, token = an_invitation(cast, vacant)
    assert accept_invitation(cast.act("nobody"), token=token, password=GOOD).person == person


def test_accept_invitation_to_a_post_taken_meanwhile_is_refused_and_opens_nothing(cast, vacant, somebody):
    _invitation, token = an_invitation(cast, vacant)
    appoint(cast.act("administrator"), office=vacant, person=somebody, from_on=dt.date(2022, 1, 1))
    with refused("office_is_held"):
        accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    assert not User.objects.filter(email="nueva@example.org").exists()


def test_invite_twice_or_to_a_held_post_is_refused(cast, vacant):
    an_invitation(cast, vacant)
    with refused("already_invited"):
        an_invitation(cast, vacant)
    with refused("office_is_held"):
        an_invitation(cast, cast.offices["mayor"])
    with pytest.raises(Invalid) as e:
        an_invitation(cast, vacant, email="nueva@")
    assert list(e.value.errors) == ["email"]


# -- circles --------------------------------------------------------------------------------------------------------


def test_give_seat_by_who_opened_the_circle_then_by_authorities_only(cast):
    act = cast.act("liaison")
    circle = open_circle(act, name="Una vinculación")
    give_seat(act, circle=circle, organisation=cast.organisations["municipality"], part=Part.LEAD, from_on=act.on)
    counterpart = cast.organisations["counterpart"]
    give_seat(act, circle=circle, organisation=counterpart, part=Part.COUNTERPART, from_on=act.on)
    for who in ("counterpart", "stranger", "nobody"):
        with refused("not_allowed"):
            give_seat(
                cast.act(who), circle=circle, organisation=cast.organisations["state"], part="overseer", from_on=act.on
            )
    with refused("seat_taken"):
        give_seat(act, circle=circle, organisation=counterpart, part=Part.COUNTERPART, from_on=act.on)


def test_end_seat_closes_the_circle_from_the_next_day(cast):
    seat = cast.circle.seats.get(part=Part.CONSUL)
    assert parts_of(cast.actor("consul"), cast.circle) == {"consul"}
    end_seat(cast.act("liaison"), seat=seat, on=cast.at.date())
    assert parts_of(cast.actor("consul", cast.at.date() + dt.timedelta(days=1)), cast.circle) == frozenset()
    with refused("seat_already_ended"):
        end_seat(cast.act("liaison"), seat=seat, on=cast.at.date())


def test_move_exercise_clock_goes_forward_only(cast):
    later = cast.at + dt.timedelta(days=3)
    assert move_exercise_clock(cast.act("liaison"), circle=cast.circle, to=later).exercise_at == later
    with refused("clock_goes_back"):
        move_exercise_clock(cast.act("liaison"), circle=cast.circle, to=cast.at)
    with refused("not_an_exercise"):
        move_exercise_clock(cast.act("liaison"), circle=cast.organisations["municipality"].home, to=later)
    with refused("not_allowed"):
        move_exercise_clock(cast.act("stranger"), circle=cast.circle, to=later)


# -- places ---------------------------------------------------------------------------------------------------------

DATA = {
    "states": [
        ("03", "Baja California Sur", "Estado de Baja California Sur", "B.C.S."),
        ("09", "Ciudad de México", "", ""),
    ],
    "municipalities": [("03008", "Los Cabos", 23.05, -109.7), ("09002", "Azcapotzalco", None, None)],
    "towns": [("03008", "Cabo San Lucas"), ("03008", "San José del Cabo")],
    "zones": [("03008", "America/Mazatlan", dt.date(1900, 1, 1), None, "tzdb")],
    "countries": [("MX", "México", "Mexico"), ("PE", "Perú", "Peru")],
    "places": [(1, "Ñuñoa Alta", "PE", "Puno", -14.4, -70.6, 900, "America/Lima")],
}


def test_load_places_twice_gives_the_same_and_deletes_nothing_referred_to(cast):
    for _again in range(2):
        done = load_places(cast.act("operator"), gazetteer=PlaceData(**DATA))
    assert done == {"states": 2, "municipalities": 2, "countries": 2, "places": 1, "towns": 2, "zones": 1}
    assert Municipality.objects.filter(key__in=["03008", "20999"]).count() == 2
    assert Municipality.objects.get(key="03008").latitude == 23.05
    assert sorted(Town.objects.values_list("folded", flat=True)) == ["cabo san lucas", "san jose del cabo"]
    assert ZoneInForce.objects.count() == 1
    assert Place.objects.get(pk=1).folded == "nunoa alta"


def test_load_places_by_liaison_is_refused(cast):
    with refused("not_allowed"):
        load_places(cast.act("liaison"), gazetteer=PlaceData(**DATA))


# -- the person's own data ------------------------------------------------------------------------------------------


def test_receive_data_request_of_a_stranger_finds_the_person_and_is_answered_once(cast):
    request = receive_data_request(
        cast.act("nobody"),
        kind=RequestKind.WITHHOLDING,
        from_name="Persona de Muestra 02",
        from_email="LIAISON@example.org",
        what="Pido que mi nombre no aparezca.",
    )
    assert request.person == cast.persons["liaison"]
    with refused("not_allowed"):
        answer_data_request(cast.act("liaison"), request=request, granted=True, answer="Sí.")
    answered = answer_data_request(cast.act("operator"), request=request, granted=True, answer="Procede.")
    assert (answered.granted, answered.answer) == (True, "Procede.")
    with refused("already_answered"):
        answer_data_request(cast.act("operator"), request=request, granted=False, answer="No.")


def test_withhold_name_hides_it_everywhere_and_the_chain_holds(cast):
    liaison = cast.persons["liaison"]
    user, post = cast.users["liaison"].public_id, cast.appointments["liaison"].public_id
    create_office(
        cast.act("administrator"), organisation=cast.organisations["municipality"], title="X", role="observer"
    )
    assert names_for([user, post]) == {
        user: "Persona de Muestra 02",
        post: "Persona de Muestra 02, Dirección de Enlace Internacional",
    }
    withhold_name(cast.act("operator"), person=liaison)
    assert names_for([user, post]) == {
        user: "Nombre reservado",
        post: "Nombre reservado, Dirección de Enlace Internacional",
    }
    assert list(verify()) == []
    with refused("already_withheld"):
        withhold_name(cast.act("operator"), person=liaison)


def test_no_operation_writes_a_name_into_the_journal(cast, vacant, somebody):
    _invitation, token = an_invitation(cast, vacant)
    accept_invitation(cast.act("nobody"), token=token, password=GOOD)
    correct_person(cast.act("operator"), person=somebody, name="Persona Corregida", phone="555")
    written = " ".join(str(e.data) for e in Entry.objects.all())
    assert "Dirección de Turismo" in written
    for name in [*Person.objects.values_list("name", flat=True), "nueva@example.org", "Corregida", "555"]:
        assert name not in written


def test_correct_person_by_themselves_stands_and_by_another_is_not_visible(cast):
    liaison = cast.persons["liaison"]
    assert correct_person(cast.act("liaison"), person=liaison, languages="es, en").languages == "es, en"
    with pytest.raises(NotVisible):
        correct_person(cast.act("mayor"), person=liaison, name="Otro")
