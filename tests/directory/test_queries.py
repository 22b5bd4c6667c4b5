import datetime as dt

import pytest

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Appointment, Country, Municipality, Office, Organisation, Person, Place
from hermanar.directory.operations import appoint, end_appointment
from hermanar.directory.policies import is_on_board, second_factor_required, why_second_factor
from hermanar.directory.queries import (
    actor_for,
    administration_on,
    get_country,
    get_organisation,
    holder_on,
    holders_on,
    list_appointments_of,
    list_countries,
    list_municipalities,
    list_offices,
    list_zones,
    names_for,
    organisations_at,
    search_municipalities,
    search_places,
    signer_on,
    zone_of,
)
from hermanar.directory.rules import reserved_countries
from hermanar.kernel.acts import How
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import fold

DAY = dt.date(2022, 3, 1)


def test_actor_for_post_of_another_person_is_not_visible(cast):
    mayor = cast.appointments["mayor"].public_id
    assert actor_for(cast.users["mayor"], mayor, DAY).appointment == mayor
    with pytest.raises(NotVisible):
        actor_for(cast.users["liaison"], mayor, DAY)


def test_actor_for_outside_an_exercise_needs_the_day_within_the_post(cast):
    Organisation.objects.update(is_exercise=False)
    user, post = cast.users["liaison"], cast.appointments["liaison"].public_id
    Appointment.objects.filter(public_id=post).update(until_on=dt.date(2022, 12, 31))
    assert actor_for(user, post, dt.date(2022, 12, 31)).roles == {"liaison"}
    for day in (dt.date(2021, 12, 31), dt.date(2023, 1, 1)):
        with pytest.raises(NotVisible):
            actor_for(user, post, day)
        assert list_appointments_of(user, day) == []


def test_actor_for_in_an_exercise_counts_what_was_not_ended_on_any_day(cast):
    user, post = cast.users["liaison"], cast.appointments["liaison"]
    assert actor_for(user, post.public_id, dt.date(2019, 1, 1)).appointment == post.public_id
    end_appointment(cast.act("administrator"), appointment=post, on=DAY)
    assert list_appointments_of(user, DAY) == []


def test_actor_for_closed_account_is_not_visible(cast):
    user = cast.users["liaison"]
    user.is_active = False
    with pytest.raises(NotVisible):
        actor_for(user, cast.appointments["liaison"].public_id, DAY)


def test_actor_for_operator_is_for_operators_only(cast):
    user = cast.users["administrator"]
    with pytest.raises(NotVisible):
        actor_for(user, "operator", DAY)
    user.is_operator = True
    assert actor_for(user, "operator", DAY).roles == {"operator"}


def test_second_factor_required_of_those_who_sign_opine_or_register(cast):
    needed = {name for name in cast.users if second_factor_required(cast.users[name])}
    signing = {"mayor", "council_secretary", "committee", "state", "consul", "counterpart"}
    # the stranger is the liaison of a municipality whose mayor has no account
    assert needed == signing | {"reviewer", "authoriser", "registrar", "stranger"}
    assert why_second_factor(cast.users["committee"]) == "resuelve el estudio y certifica lo que acuerda el Comité"
    # the only one left puts down what the mayor signed on paper
    cast.users["mayor"].is_active = False
    cast.users["mayor"].save()
    assert "Presidencia municipal" in why_second_factor(cast.users["liaison"])


def test_get_organisation_one_shares_a_circle_with_and_no_other(cast):
    assert get_organisation(cast.actor("liaison"), "lakeside") == cast.organisations["counterpart"]
    for who, slug in (("stranger", "villa-serena"), ("nobody", "villa-serena"), ("liaison", "no-such")):
        with pytest.raises(NotVisible):
            get_organisation(cast.actor(who), slug)


def test_list_offices_shows_in_post_by_absence_and_vacancy(cast):
    villa, act = cast.organisations["municipality"], cast.act("administrator")
    appoint(
        act,
        office=cast.offices["mayor"],
        person=cast.persons["liaison"],
        how=How.BY_ABSENCE,
        from_on=dt.date(2022, 2, 20),
        until_on=dt.date(2022, 3, 5),
        reference="Oficio 7/2022",
    )
    end_appointment(act, appointment=cast.appointments["council_secretary"], on=dt.date(2022, 2, 1))
    by_role = {o.role: o for o in list_offices(villa, DAY)}
    assert [h.how for h in by_role[Role.MAYOR].holders] == [How.IN_POST, How.BY_ABSENCE]
    assert by_role[Role.COUNCIL_SECRETARY].is_vacant
    assert not {o.role: o for o in list_offices(villa, dt.date(2022, 1, 20))}[Role.COUNCIL_SECRETARY].is_vacant


def test_list_offices_queries_are_flat(cast, assert_flat):
    numbers = iter(range(50, 60))

    def one_more():
        n = next(numbers)
        office = Office.objects.create(organisation=cast.organisations["municipality"], title=f"O{n}", role="observer")
        person = Person.objects.create(name=f"Persona de Muestra {n}")
        Appointment.objects.create(office=office, person=person, from_on=DAY)

    assert assert_flat(one_more, lambda: list_offices(cast.organisations["municipality"], DAY)) == 2


def test_holder_on_prefers_in_post_then_in_charge_and_remembers_the_past(cast):
    villa, act = cast.organisations["municipality"], cast.act("administrator")
    before = holder_on((villa, Role.MAYOR), DAY)
    assert (before.name, before.post_es, before.how) == ("Persona de Muestra 03", "Presidencia Municipal", "in_post")
    end_appointment(act, appointment=cast.appointments["mayor"], on=dt.date(2022, 2, 28))
    assert holder_on((villa, Role.MAYOR), DAY) is None
    appoint(
        act,
        office=cast.offices["mayor"],
        person=cast.persons["liaison"],
        how=How.IN_CHARGE,
        from_on=dt.date(2022, 3, 1),
        reference="Oficio 8/2022",
    )
    now = holder_on(cast.offices["mayor"], DAY)
    assert (now.name, now.how) == ("Persona de Muestra 02", "in_charge")
    assert holder_on((villa, Role.MAYOR), dt.date(2022, 2, 10)).name == "Persona de Muestra 03"


def test_signer_on_is_who_stands_in_on_those_days_and_papers_say_so(cast):
    villa, mayor = cast.organisations["municipality"], (cast.organisations["municipality"], Role.MAYOR)
    row = appoint(
        cast.act("administrator"), office=cast.offices["mayor"], person=cast.persons["council_secretary"],
        how=How.BY_ABSENCE, from_on=dt.date(2022, 2, 20), until_on=dt.date(2022, 3, 5), reference="Oficio PM/3/2022",
        basis="el artículo 9 del Bando de Gobierno",
    )  # fmt: skip
    names = [
        (signer_on(mayor, dt.date(2022, month, day)).name, holder_on(mayor, dt.date(2022, month, day)).name)
        for month, day in ((2, 19), (2, 20), (3, 5), (3, 6))
    ]
    holder, stand_in = "Persona de Muestra 03", cast.persons["council_secretary"].name
    assert names == [(holder, holder), (stand_in, holder), (stand_in, holder), (holder, holder)]
    own = cast.appointments["mayor"].public_id
    assert signer_on(mayor, DAY, own).name == holder  # back early, whoever acts signs
    assert signer_on(mayor, dt.date(2022, 3, 6), row.public_id).name == holder
    told = signer_on(mayor, DAY)
    assert told.post_es == (
        "Por ausencia de la persona titular de la Presidencia Municipal, con fundamento en el artículo 9 del Bando de Gobierno"
    )
    assert (told.called_es, told.office_es) == (
        "Por ausencia de la persona titular de la Presidencia Municipal", "Presidencia Municipal",
    )  # fmt: skip
    assert [h.how for h in holders_on(mayor, DAY)] == ["in_post", "by_absence"]
    assert names_for([row.public_id])[row.public_id] == f"{stand_in}, {told.called_es}"
    assert villa.offices.count() == 4


def test_is_on_board_on_a_day_counts_only_who_is_in_post_then(cast):
    villa = cast.organisations["municipality"]
    Appointment.objects.filter(pk=cast.appointments["mayor"].pk).update(until_on=dt.date(2022, 2, 28))
    Organisation.objects.filter(pk=villa.pk).update(is_exercise=False)
    days = [dt.date(2022, 2, 28), dt.date(2022, 3, 1)]
    assert [is_on_board(cast.circle, Part.LEAD, Role.MAYOR, day) for day in days] == [True, False]
    assert [bool(why_second_factor(cast.users["liaison"], day)) for day in days] == [False, True]


def test_administration_on_its_last_day_and_the_day_after(cast):
    villa = cast.organisations["municipality"]
    assert administration_on(villa, dt.date(2024, 12, 31)).number == "XXI"
    assert administration_on(villa, dt.date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("lakeside", None, ["Lakeside", "Lakeside Hills"]),
        ("LÁKESIDE", "us", ["Lakeside", "Lakeside Hills"]),
        ("lakeside", "JP", []),
        ("Lakesde", None, ["Lakeside"]),
        ("yam", None, ["Yamanashi"]),
        ("x", None, []),
        ("%", None, []),
        ("", None, []),
    ],
)
def test_search_places_by_beginning_or_likeness(cast, text, country, found):
    assert [p.name for p in search_places(text, country)] == found


def test_search_places_asks_the_same_of_many(cast, assert_flat):
    numbers = iter(range(1, 9))

    def one_more():
        n = next(numbers)
        Place.objects.create(
            id=n, name=f"Lakeside {n}", folded=fold(f"Lakeside {n}"), country_id="US", latitude=1, longitude=1,
            population=n, zone="UTC",
        )  # fmt: skip

    assert assert_flat(one_more, lambda: [str(p.country) for p in search_places("lakeside")]) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("villa", ["20999"]),
        ("los cabos, b.c.s.", ["03008"]),
        ("Los Cabos, Oaxaca", []),
        ("La Ribera", ["20999"]),
        ("doblado", ["11008"]),
        ("Doblado, Gto.", ["11008"]),
        ("Doblado, Oax.", []),
        ("Oaxaca de Juares", ["20067"]),
        ("a", []),
    ],
)
def test_search_municipalities_by_name_town_or_likeness(cast, text, found):
    assert [m.key for m in search_municipalities(text)] == found


def test_zone_of_municipality_place_and_organisation(cast):
    assert zone_of(Municipality.objects.get(key="03008"), DAY) == "America/Mazatlan"
    assert zone_of(Place.objects.get(pk=900003), DAY) == "Asia/Tokyo"
    assert zone_of(cast.organisations["municipality"], DAY) == "America/Mexico_City"
    assert zone_of(cast.organisations["consulate"], DAY) == "America/Chicago"


def test_names_for_asks_three_times_however_many(cast, assert_flat):
    ids = [u.public_id for u in cast.users.values()] + [a.public_id for a in cast.appointments.values()]
    ids += [o.public_id for o in cast.organisations.values()]
    shown = names_for([*ids, "operator", "unknown", ""])
    assert len(shown) == len(ids) + 1

    def one_more():
        person = Person.objects.create(name="Persona de Muestra 70")
        post = Appointment.objects.create(office=cast.offices["liaison"], person=person, from_on=DAY)
        ids.extend([person.public_id, post.public_id])

    assert assert_flat(one_more, lambda: names_for(ids)) == 3


def test_list_municipalities_keeps_the_order_asked_and_leaves_out_unknown(cast):
    assert [m.key for m in list_municipalities(["20999", "00000", "03008"])] == ["20999", "03008"]


def test_list_zones_and_countries_for_a_form(cast):
    assert list_zones("us") == ["America/Chicago", "America/Denver"]
    assert [c.iso2 for c in list_countries()] == ["US", "JP", "MX"]


def test_organisations_at_a_municipality_keeps_exercises_apart(cast):
    villa = cast.organisations["municipality"]
    assert organisations_at(villa.municipality, exercise=True) == (villa, cast.organisations["state"])
    assert organisations_at(villa.municipality) == (None, None)
    assert organisations_at(Municipality.objects.get(key="03008"), exercise=True) == (None, None)


@pytest.mark.parametrize(("code", "offered"), [("ES", True), ("XK", True), ("IC", False), ("EA", False), ("AC", False)])
def test_countries_offered_are_those_that_iso_assigns_and_the_rest_is_still_read(db, code, offered):
    Country.objects.get_or_create(iso2=code, defaults={"name_es": f"País {code}", "name_en": f"Country {code}"})
    assert (code in {c.iso2 for c in list_countries()}) is offered
    assert get_country(code).iso2 == code


def test_gazetteer_offers_the_250_of_the_list():
    with Gazetteer.open() as gazetteer:
        offered = {c.iso2 for c in gazetteer.countries()} - reserved_countries()
    assert len(offered) == 250  # 249 of ISO 3166-1 and Kosovo


def test_list_countries_keeps_the_reserved_code_that_what_is_edited_has(db):
    Country.objects.get_or_create(pk="EA", defaults={"name_es": "Ceuta y Melilla", "name_en": "Ceuta & Melilla"})
    assert "EA" not in {c.iso2 for c in list_countries()}
    assert "EA" in {c.iso2 for c in list_countries("EA")}
