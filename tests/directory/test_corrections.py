"""What was put down wrong is corrected with its reason and stays visible; offices change their name, close and open again."""

import datetime as dt

import pytest
from django.apps import apps

from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, Correction, Organisation, Person
from hermanar.directory.operations import (
    appoint,
    close_office,
    correct_administration,
    correct_appointment,
    correct_office,
    create_office,
    end_appointment,
    rename_office,
    reopen_office,
    retract_appointment,
)
from hermanar.directory.operations.corrections import SIGNED_IN
from hermanar.directory.queries import (
    administration_on,
    holder_on,
    list_appointments_of,
    list_corrections,
    list_offices,
    list_posts_of,
    names_for,
)
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships import operations as partnerships
from tests import relation
from tests.cast import take_over

D = dt.date


def no(call) -> str:
    with pytest.raises(Refused) as error:
        call()
    return error.value.code


def wrong(call) -> list[str]:
    with pytest.raises(Invalid) as error:
        call()
    return list(error.value.errors)


def correct(cast, who="administrator", post="mayor", **more):
    row = cast.appointments[post]
    row.refresh_from_db()
    said = {"name": row.person.name, "from_on": row.from_on, "until_on": row.until_on, "reference": row.reference}
    return correct_appointment(cast.act(who), appointment=row, **({"reason": "Error de captura."} | said | more))


def test_correct_appointment_keeps_what_it_said_and_why(cast):
    correct(cast, name="Persona de Muestra 70", from_on=D(2022, 1, 10), until_on=D(2024, 12, 31))
    post = cast.appointments["mayor"]
    assert holder_on(post.office, D(2022, 1, 10)).name == "Persona de Muestra 70"
    assert [holder_on(post.office, day) for day in (D(2022, 1, 9), D(2025, 1, 1))] == [None, None]
    [row] = list_corrections(cast.actor("administrator"), cast.organisations["municipality"], office=post.office)
    assert row.was == {"name": "Persona de Muestra 03", "from_on": "2022-01-01", "until_on": None}
    assert row.now == {"name": "Persona de Muestra 70", "from_on": "2022-01-10", "until_on": "2024-12-31"}
    assert (row.reason, row.corrected_by) == ("Error de captura.", cast.appointments["administrator"].public_id)
    said = Entry.objects.get(happened="directory.appointment_corrected").data
    assert (said["office"], said["reason"], said["was"]) == ("Presidencia Municipal", row.reason, row.was)


def test_correct_appointment_leaves_what_was_issued_as_it_was(cast):
    letter = partnerships.draft_letter(
        cast.act("liaison"), partnership=relation.open_relation(cast), motivations={"es": "Nos unen.", "en": "We share."},
        interests={"es": "Cultura", "en": "Culture"}, objectives={"es": "Uno", "en": "One"},
    )  # fmt: skip
    signed = partnerships.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relation.NOWHERE)
    before = signed.issue.version.sha256
    correct(cast, name="Persona de Muestra 70")
    signed.refresh_from_db()
    assert signed.issue.version.sha256 == before
    assert "Persona de Muestra 03" in " ".join(b.text["es"] for b in signed.issue.version.as_content.blocks)


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ({"reason": " "}, ["reason"]),
        ({"name": " "}, ["name"]),
        ({"until_on": D(2021, 1, 1)}, ["until_on"]),
    ],
)
def test_correct_appointment_without_reason_or_in_disorder_is_invalid(cast, more, errors):
    assert wrong(lambda: correct(cast, **more)) == errors
    assert not Correction.objects.exists()


def test_correct_appointment_that_cannot_be_is_refused(cast):
    assert no(lambda: correct(cast)) == "nothing_changes"
    assert no(lambda: correct(cast, who="liaison", until_on=D(2024, 1, 1))) == "not_allowed"
    stand_in = take_over(cast, "mayor", "by_absence")
    assert no(lambda: correct(cast, until_on=cast.at.date())) == "absence_outside"
    assert (
        no(lambda: correct(cast, post=stand_in, until_on=D(2021, 1, 1), from_on=D(2020, 1, 1))) == "office_not_open_yet"
    )
    elsewhere = cast.offices["stranger"]
    Appointment.objects.create(
        office=elsewhere, person=cast.persons["mayor"], from_on=D(2021, 1, 1), until_on=D(2021, 6, 1)
    )
    assert no(lambda: correct(cast, name="Otro Nombre")) == "person_elsewhere"
    assert Person.objects.get(pk=cast.persons["mayor"].pk).name == "Persona de Muestra 03"


def test_correct_appointment_over_another_holder_is_refused(cast):
    other = take_over(cast, "mayor", "in_charge")
    cast.appointments["mayor"].refresh_from_db()
    late = cast.at.date() + dt.timedelta(days=3)
    assert no(lambda: correct(cast, until_on=late)) == "office_is_held"
    assert wrong(lambda: correct(cast, until_on=None)) == ["until_on"]
    assert correct(cast, post=other, until_on=late).until_on == late


def test_correct_administration_keeps_what_it_said(cast):
    house = cast.organisations["municipality"]
    term = house.administrations.get()
    days = {"starts_on": D(2021, 10, 10), "ends_on": D(2024, 10, 9)}
    act = cast.act("administrator")
    assert wrong(lambda: correct_administration(act, administration=term, reason="", number="XXII", **days)) == [
        "reason"
    ]
    correct_administration(act, administration=term, reason="El acta dice XXII.", number="XXII", **days)
    assert (administration_on(house, D(2021, 11, 1)).number, administration_on(house, D(2024, 12, 1))) == ("XXII", None)
    [row] = list_corrections(cast.actor("administrator"), house)
    assert (row.administration, row.was["number"], row.now["number"]) == (term, "XXI", "XXII")
    same = {"number": "XXII", **days}
    assert no(lambda: correct_administration(act, administration=term, reason="x", **same)) == "nothing_changes"
    assert (
        no(lambda: correct_administration(cast.act("mayor"), administration=term, reason="x", **same)) == "not_allowed"
    )


def test_rename_office_keeps_the_earlier_name_for_earlier_days(cast):
    office, house = cast.offices["liaison"], cast.organisations["municipality"]
    act = cast.act("administrator")
    new = {
        "title": "Coordinación de Vínculos Internacionales",
        "from_on": D(2022, 1, 20),
        "reference": "Acta 4, punto 2",
    }
    assert wrong(lambda: rename_office(act, office=office, **(new | {"reference": ""}))) == ["reference"]
    assert wrong(lambda: rename_office(act, office=office, **(new | {"from_on": D(2022, 2, 1)}))) == ["from_on"]
    rename_office(act, office=office, **new)
    told = [holder_on((house, Role.LIAISON), D(2022, 1, day)).post_es for day in (19, 20)]
    assert told == ["Dirección de Enlace Internacional", "Coordinación de Vínculos Internacionales"]
    titles = [{o.role: o.title for o in list_offices(house, D(2022, 1, day))}[Role.LIAISON] for day in (19, 20)]
    assert titles == told
    again = {"title": "Otra", "reference": "Acta 5"}
    assert no(lambda: rename_office(act, office=office, from_on=D(2022, 1, 20), **again)) == "renamed_since"
    assert no(lambda: rename_office(act, office=office, **(new | {"from_on": D(2022, 1, 25)}))) == "same_title"
    correct_office(act, office=office, title="Coordinación de Vínculos", reason="Se escribió de más.")
    assert holder_on(office, D(2022, 1, 25)).post_es == "Coordinación de Vínculos"
    assert Entry.objects.get(happened="directory.office_corrected").data["was"] == {
        "title": "Coordinación de Vínculos Internacionales"
    }


def test_close_office_waits_for_who_holds_it_and_can_be_undone(cast):
    office, house, act = cast.offices["liaison"], cast.organisations["municipality"], cast.act("administrator")
    on = cast.at.date()
    closes = {"office": office, "on": on, "reference": "Acta 9"}
    assert no(lambda: close_office(act, **closes)) == "office_is_held"
    end_appointment(act, appointment=cast.appointments["liaison"], on=on)
    assert no(lambda: close_office(cast.act("mayor"), **closes)) == "not_allowed"
    close_office(act, **closes)
    assert no(lambda: close_office(act, **closes)) == "office_closed"
    there = [Role.LIAISON in {o.role for o in list_offices(house, day)} for day in (on, on + dt.timedelta(days=1))]
    assert there == [True, False]
    assert wrong(lambda: reopen_office(act, office=office, reason="")) == ["reason"]
    reopen_office(act, office=office, reason="El acta era de otra oficina.")
    assert no(lambda: reopen_office(act, office=office, reason="x")) == "office_open"
    assert Role.LIAISON in {o.role for o in list_offices(house, on + dt.timedelta(days=1))}
    [row] = list_corrections(cast.actor("administrator"), house, office=office)
    assert (row.was, row.now) == ({"valid_until": on.isoformat()}, {"valid_until": None})


def test_corrections_are_seen_by_the_administrator_only(cast):
    correct(cast, until_on=D(2024, 1, 1))
    house = cast.organisations["municipality"]
    assert len(list_corrections(cast.actor("administrator"), house)) == 1
    for who in ("liaison", "stranger"):
        with pytest.raises(NotVisible):
            list_corrections(cast.actor(who), house)


def test_list_posts_of_tells_everybody_newest_first(cast):
    take_over(cast, "mayor", "in_charge")
    assert [p.how for p in list_posts_of(cast.offices["mayor"])] == ["in_charge", "in_post"]
    vacant = create_office(
        cast.act("administrator"),
        organisation=Organisation.objects.get(slug="villa-serena"),
        title="Archivo",
        role="observer",
    )
    assert list_posts_of(vacant) == []


def retract(cast, post="council_secretary", who="administrator", reason="Nunca tomó posesión."):
    row = cast.appointments[post]
    row.refresh_from_db()
    return retract_appointment(cast.act(who), appointment=row, reason=reason)


def test_retract_appointment_gives_nothing_any_more_and_keeps_what_was_done_in_it(cast):
    post, day = cast.appointments["council_secretary"], cast.at.date()
    assert holder_on(post.office, day).name == post.person.name
    retract(cast)
    assert [holder_on(post.office, d) for d in (D(2022, 1, 1), day)] == [None, None]
    assert list_appointments_of(cast.users["council_secretary"], day) == []
    # the row stays with its days, marked; the log still says who acted
    [row] = list_posts_of(post.office)
    assert (row.name, row.from_on, row.is_mistaken) == (post.person.name, post.from_on, True)
    assert names_for([post.public_id])[post.public_id].startswith(post.person.name)
    [kept] = list_corrections(cast.actor("administrator"), cast.organisations["municipality"], office=post.office)
    assert (kept.was, kept.now) == ({"mistaken": ""}, {"mistaken": "2022-01-31"})
    said = Entry.objects.get(happened="directory.appointment_retracted")
    assert (said.about, said.data["reason"]) == (post.public_id, "Nunca tomó posesión.")
    # who truly held it is put down for the same days
    appoint(cast.act("administrator"), office=post.office, person=cast.persons["liaison"], from_on=post.from_on)
    assert holder_on(post.office, D(2022, 1, 1)).name == cast.persons["liaison"].name


def test_retract_appointment_without_its_right_or_its_reason_is_refused(cast):
    assert no(lambda: retract(cast, who="liaison")) == "not_allowed"
    assert no(lambda: retract(cast, post="administrator")) == "own_post"
    assert wrong(lambda: retract(cast, reason=" ")) == ["reason"]
    retract(cast)
    assert no(lambda: retract(cast)) == "post_taken_back"
    assert no(lambda: correct(cast, post="council_secretary", from_on=D(2022, 1, 5))) == "post_taken_back"


def test_retract_appointment_that_signed_a_paper_is_refused(cast):
    partnership = relation.open_relation(cast)
    partnerships.designate_liaison(
        cast.act("mayor"), partnership=partnership, office=cast.offices["liaison"], designated_on=cast.at.date()
    )
    assert no(lambda: retract(cast, post="mayor")) == "post_has_signed"
    assert holder_on(cast.offices["mayor"], cast.at.date()).name == cast.persons["mayor"].name


def test_retract_appointment_waits_for_whoever_stood_in(cast):
    stand_in = take_over(cast, "mayor", "by_absence")
    assert no(lambda: retract(cast, post="mayor")) == "post_has_stand_in"
    retract(cast, post=stand_in)
    retract(cast, post="mayor")
    assert holder_on(cast.offices["mayor"], cast.at.date()) is None


def test_every_model_that_keeps_who_signed_is_asked(cast):
    assert {(model, field) for model, field in SIGNED_IN if not hasattr(apps.get_model(model), field)} == set()
