"""What an act says: only what was put down is certified, and what was left out is added."""

import datetime as dt

import pytest

from hermanar.journal.models import Entry
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Lack, Purpose
from hermanar.meetings.queries import lacking_of
from hermanar.meetings.rules import lacks_to_certify
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from tests import relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast):
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    return partnership


def recorded(cast, partnership, **more):
    typed = {"held_on": cast.at.date(), "names": "Lakeside", "purpose": Purpose.AUTHORISE} | more
    body = relation.cabildo(cast)
    return meetings.record_resolution(cast.act("council_secretary"), body=body, partnership=partnership, **typed)


def certificate(cast, resolution) -> str:
    issue = meetings.certify_resolution(cast.act("council_secretary"), resolution=resolution).certificate
    return "\n".join(block.text["es"] for block in issue.version.as_content.blocks)


@pytest.mark.parametrize(
    ("kind", "text", "signatory", "lacking"),
    [
        ("cabildo", "", "", [Lack.SIGNATORY, Lack.TEXT]),
        ("cabildo", "Se autoriza.", " ", [Lack.SIGNATORY]),
        ("cabildo", "", "Persona de Muestra 01", [Lack.TEXT]),
        ("cabildo", "Se autoriza.", "Persona de Muestra 01", []),
        ("committee", "", "", []),
    ],
)
def test_certificate_of_the_cabildo_asks_who_signs_and_the_text(kind, text, signatory, lacking):
    assert lacks_to_certify(kind, text=text, signatory=signatory) == lacking


def test_act_without_numbers_nor_vote_is_recorded_and_authorises_saying_that_the_vote_is_not_on_record(cast, agreed):
    row = recorded(cast, agreed)
    assert (row.authorises, row.point.session.number, row.point.session.act_number) == (True, "", "")
    fact = standing_facts(agreed.case)[Fact.AUTHORISED]
    assert fact.proof == f"Acta sin número · {row.point.session.body} · no consta la votación"
    with pytest.raises(Blocked) as no:
        certificate(cast, row)
    assert [(b.code, b.door, b.at["field"]) for b in no.value.blockers] == [
        ("resolution_lacks_signatory", "meetings.resolution", "signatory"),
        ("resolution_lacks_text", "meetings.resolution", "text"),
    ]


def test_certificate_says_what_was_recorded_and_leaves_the_other_lines_out(cast, agreed):
    row = recorded(cast, agreed, act_number="20", signatory="Persona de Muestra 61", text="Se autoriza a la Síndica.")
    said = certificate(cast, row)
    assert "Acta\t20" in said
    assert "Persona autorizada para firmar\tPersona de Muestra 61" in said
    assert "Se autoriza a la Síndica." in said
    assert "Resultado\taprobado; no consta la votación" in said
    for absent in ("Número de la sesión", "Punto del orden del día", "Cargo de la persona", "Votos", "Autorizar la"):
        assert absent not in said


def test_certificate_says_the_session_and_its_point_where_they_were_put_down(cast, agreed):
    numbers = {
        "act_number": "20",
        "session_number": "7",
        "point_number": "4",
        "in_favour": 3,
        "against": 0,
        "abstained": 0,
    }
    said = certificate(cast, recorded(cast, agreed, signatory="Persona de Muestra 61", text="Se autoriza.", **numbers))
    assert "Número de la sesión\t7" in said
    assert "Punto del orden del día\t4" in said
    assert "aprobado por unanimidad" in said


def test_two_acts_of_a_day_are_two_sessions_and_one_without_a_number_is_found_again(cast, agreed):
    first, other = recorded(cast, agreed, act_number="20"), recorded(cast, agreed, act_number="21")
    assert first.point.session != other.point.session
    again = recorded(cast, agreed, act_number="20", number="20-2")
    assert again.point.session == first.point.session


def test_completing_adds_what_the_act_says_and_proves_it_with_its_vote(cast, agreed):
    row, act = recorded(cast, agreed, act_number="20"), cast.act("council_secretary")
    said = {"in_favour": 3, "against": 0, "abstained": 0, "text": "Se autoriza.", "signatory": "Persona de Muestra 01"}
    done = meetings.complete_resolution(act, resolution=row, session_number="7", **said)
    assert (lacking_of(done), done.is_unanimous, done.point.session.number) == ([], True, "7")
    proof = standing_facts(agreed.case)[Fact.AUTHORISED].proof
    assert proof == f"Acta 20 · {row.point.session.body}"
    told = Entry.objects.filter(happened="meetings.resolution_completed").get()
    assert told.data["number"] == "s/n"
    assert "texto del acuerdo" in told.data["what"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "session_number"),
        ({"act_number": "21"}, "act_number"),
        ({"in_favour": 99}, "in_favour"),
        ({"against": 1}, "in_favour"),
        ({"in_favour": 1, "against": 2}, "against"),
    ],
)
def test_completing_with_what_cannot_be_is_refused_at_its_field(cast, agreed, more, field):
    row = recorded(cast, agreed, act_number="20")
    with pytest.raises(Invalid) as no:
        meetings.complete_resolution(cast.act("council_secretary"), resolution=row, **more)
    assert list(no.value.errors) == [field]


@pytest.mark.parametrize(
    ("persona", "is_certified", "code"), [("liaison", False, "body_on_board"), ("council_secretary", True, "certified")]
)
def test_completing_is_refused_to_others_and_after_the_certificate(cast, agreed, persona, is_certified, code):
    row = recorded(cast, agreed, act_number="20", text="Se autoriza.", signatory="Persona de Muestra 01")
    if is_certified:
        certificate(cast, row)
    with pytest.raises(Refused) as no:
        meetings.complete_resolution(cast.act(persona), resolution=row, number="3")
    assert no.value.code == code


def test_completing_what_a_later_act_corrected_is_refused(cast, agreed):
    row = recorded(cast, agreed, act_number="20")
    recorded(cast, agreed, act_number="22", corrects=row, held_on=cast.at.date() + dt.timedelta(0))
    with pytest.raises(Refused) as no:
        meetings.complete_resolution(cast.act("council_secretary"), resolution=row, number="3")
    assert no.value.code == "act_corrected"
