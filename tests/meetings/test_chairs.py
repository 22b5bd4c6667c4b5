"""Papers of a session name who headed it and who attests to it: of the body itself, on that day, and nobody in their place."""

import datetime as dt

import pytest

from hermanar.directory.models import Appointment, Office
from hermanar.kernel.acts import How
from hermanar.kernel.errors import Blocked, Invalid
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Purpose
from hermanar.meetings.queries import chair_of, secretary_of
from hermanar.meetings.rules import usual_role
from tests import relation

D = dt.date


@pytest.mark.parametrize(
    ("position", "role"),
    [
        ("Presidencia", "chair"),
        ("Presidenta del Comité", "chair"),
        ("Presidencia honoraria", "chair"),
        ("Presidente de la Comisión de Turismo", "chair"),
        ("Presidencia de la Cámara de Comercio", "member"),
        ("Vicepresidencia", "vice"),
        ("Secretaría técnica", "secretary"),
        ("Secretario del Consejo", "secretary"),
        ("Secretaría de Turismo", "member"),
        ("Vocalía 1", "member"),
    ],
)
def test_position_presides_or_attests_only_of_the_body_itself(position, role):
    assert usual_role(position) == role


def test_seat_presides_and_attests_by_its_role_whatever_its_position_is_called(cast):
    body, act = relation.committee(cast), cast.act("liaison")
    for name, position, role in (
        ("80", "Coordinación", "chair"),
        ("81", "Presidencia", "member"),
        ("82", "Actas", "secretary"),
    ):
        meetings.seat_member(
            act, body=body, name=f"Persona de Muestra {name}", position=position, sector="citizen", role=role,
            from_on=D(2022, 1, 1),
        )  # fmt: skip
    assert [f[1] for f in names(relation.hold(cast, body))] == ["Coordinación", "Secretaría del Comité"]
    with pytest.raises(Invalid, match="role"):
        meetings.seat_member(
            act, body=body, name="Persona de Muestra 83", position="Vocal", sector="citizen", role="king",
            from_on=D(2022, 1, 1),
        )  # fmt: skip


def names(session):
    found = (chair_of(session), secretary_of(session.body, session.held_on))
    return tuple((f.name, f.post_es) if f else None for f in found)


def test_session_is_headed_by_whom_its_body_or_its_attendance_says(cast):
    body, on = relation.committee(cast), cast.at.date()
    mayor = (cast.persons["mayor"].name, "Presidencia Municipal")
    attests = (cast.persons["committee"].name, "Secretaría del Comité")
    session = relation.hold(cast, body)
    assert names(session) == (mayor, attests)  # nobody presides by name: usage
    act = cast.act("liaison")
    vice = meetings.seat_member(
        act,
        body=body,
        name="Persona de Muestra 81",
        position="Vicepresidencia",
        sector="citizen",
        from_on=D(2022, 1, 1),
    )
    chair = meetings.seat_member(
        act, body=body, name="Persona de Muestra 80", position="Presidencia", sector="citizen", from_on=D(2022, 1, 1)
    )
    session.present.set([vice, chair])
    assert names(session)[0] == ("Persona de Muestra 80", "Presidencia")
    session.present.set([vice])
    assert names(session)[0] == ("Persona de Muestra 81", "Vicepresidencia")
    session.present.set(body.members.exclude(pk__in=[vice.pk, chair.pk]))
    assert names(session)[0] is None  # its president was not there, and nobody said who headed it
    session.headed_by = "Enlace de nadie"
    assert names(session)[0] is None
    session.headed_by = "vocalía 2"
    assert names(session)[0] == (cast.persons["liaison"].name, "Vocalía 2")
    # an office of the house, in charge of the one who is away
    session.headed_by = "Presidencia Municipal"
    Appointment.objects.filter(pk=cast.appointments["mayor"].pk).update(until_on=on - dt.timedelta(days=1))
    Appointment.objects.create(
        person=cast.persons["administrator"], office=cast.offices["mayor"], how=How.IN_CHARGE, from_on=on
    )
    assert names(session)[0] == (
        cast.persons["administrator"].name,
        "Encargado del Despacho de la Presidencia Municipal",
    )
    # as the post is called everywhere, whatever its own title
    Office.objects.filter(pk=cast.offices["mayor"].pk).update(title="Presidenta Municipal")
    assert names(session)[0] == (
        cast.persons["administrator"].name,
        "Encargado del Despacho de la Presidencia Municipal",
    )


def test_papers_of_a_commission_are_its_presidents_and_its_own_secretarys(cast):
    act = cast.act("liaison")
    body = meetings.create_body(
        act, organisation=cast.organisations["municipality"], kind=BodyKind.COMMISSION, name="Comisión de Turismo",
        seats=3, source="Reglamento", valid_from=D(2022, 1, 1),
    )  # fmt: skip
    seats = ("Presidencia", "Vocalía")
    for n, position in enumerate(seats):
        meetings.seat_member(
            act,
            body=body,
            name=f"Persona de Muestra {70 + n}",
            position=position,
            sector="official",
            from_on=D(2022, 1, 1),
        )
    done = meetings.record_resolution(
        act, body=body, purpose=Purpose.OTHER, held_on=cast.at.date(), outcome="approved", title="Dictamen",
        in_favour=2, against=0, abstained=0, session_number="1",
    )  # fmt: skip
    session = done.point.session
    minutes = meetings.write_minutes(act, session=session, texts={"opening": "Se abrió."})
    minutes.state = "approved"
    minutes.save()
    with pytest.raises(Blocked) as no:
        meetings.issue_minutes(act, minutes=minutes)
    assert [b.code for b in no.value.blockers] == ["secretary_unknown"]
    meetings.seat_member(
        act, body=body, name="Persona de Muestra 75", position="Secretaría técnica", sector="official",
        from_on=D(2022, 1, 1),
    )  # fmt: skip
    meetings.issue_minutes(act, minutes=minutes)
    text = " ".join(str(b) for b in minutes.issue.version.content["blocks"])
    assert [t in text for t in ("Persona de Muestra 70", "Persona de Muestra 75", cast.persons["mayor"].name)] == [
        True, True, False
    ]  # fmt: skip
