"""Interested parties give their opinion by link; the committee concludes with them at hand."""

import datetime as dt

import pytest

from hermanar.calls import operations as calls
from hermanar.calls.enums import ConsultationState, LinkFor, Position
from hermanar.calls.queries import (
    consultation_of_link,
    get_consultation,
    list_consultations,
    parties_to_invite,
    positions_of,
)
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.links.queries import actor_of, open_link
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import StudyState
from hermanar.partnerships.models import Stakeholder, Study
from hermanar.partnerships.operations import add_stakeholder
from tests import relation as relations
from tests.kept import kept

from .conftest import NOW, by_link, vote


@pytest.fixture
def house(cast):
    return cast.organisations["municipality"]


@pytest.fixture
@kept
def parties(cast, house) -> list[Stakeholder]:
    return [
        add_stakeholder(cast.act("liaison"), circle=house.home, sector=sector, organisation=name)
        for sector, name in (("business", "Cámara de Comercio"), ("academy", "Universidad del Puerto"))
    ]


@pytest.fixture
@kept
def consultation(cast, house):
    project = calls.open_project(cast.act("committee"), owner=house, title="Intercambio", summary="De escuelas")
    return calls.open_consultation(
        cast.act("committee"), owner=house, title="Viabilidad del intercambio", question="¿Conviene?", project=project,
        closes_on=cast.at.date() + dt.timedelta(days=10),
    )  # fmt: skip


def invite(cast, consultation, party, **more):
    return calls.invite_party(cast.act("committee"), consultation=consultation, stakeholder=party, now=NOW, **more)


def test_consultation_of_a_study(cast, house, partnership):
    study = relations.submit_study(cast, partnership)
    row = calls.open_consultation(
        cast.act("liaison"), owner=house, title="Estudio", question="¿Qué falta?", study=study,
        closes_on=cast.at.date(),
    )  # fmt: skip
    assert list_consultations(cast.actor("committee"), study=study) == [row]
    assert list_consultations(cast.actor("stranger")) == []


def test_consultation_of_a_study_that_the_committee_approved_is_invalid(cast, house, partnership):
    study = relations.submit_study(cast, partnership)
    Study.objects.filter(pk=study.pk).update(state=StudyState.APPROVED)
    study.refresh_from_db()
    with pytest.raises(Invalid) as no:
        calls.open_consultation(
            cast.act("liaison"), owner=house, title="a", question="b", study=study, closes_on=cast.at.date()
        )
    assert list(no.value.errors) == ["subject"]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("subject", {}),
        ("shows", {"shows": ["luck"]}),
        ("title", {"title": " "}),
        ("question", {"question": ""}),
        ("closes_on", {"closes_on": dt.date(2021, 1, 1)}),
    ],
)
def test_open_what_cannot_be_is_invalid(cast, house, consultation, field, more):
    values = {"title": "a", "question": "b", "closes_on": cast.at.date()} | more
    subject = {} if field == "subject" else {"project": consultation.project}
    with pytest.raises(Invalid) as no:
        calls.open_consultation(cast.act("committee"), owner=house, **values, **subject)
    assert list(no.value.errors) == [field]


def test_open_is_refused_to_who_does_not_convene(cast, house, consultation):
    with pytest.raises(Refused):
        calls.open_consultation(
            cast.act("mayor"), owner=house, title="a", question="b", closes_on=cast.at.date(),
            project=consultation.project,
        )  # fmt: skip


def test_position_is_given_once_by_its_own_link(cast, consultation, parties):
    row, link, token = invite(cast, consultation, parties[0])
    assert open_link(token, LinkFor.CONSULTATION, now=NOW) == link
    assert consultation_of_link(actor_of(link), link.subject) == row
    row = calls.give_position(by_link(cast, link), consulted=row, position="conditions", text="Si hay becas.")
    assert (row.position, row.answered_on) == (Position.CONDITIONS, cast.at.date())
    with pytest.raises(Refused) as no:
        calls.give_position(by_link(cast, link), consulted=row, position="against", text="Lo pensé mejor")
    assert no.value.code == "already_answered"
    assert Notice.objects.filter(user=cast.users["committee"], key="position_received").count() == 1


def test_position_through_anothers_link_finds_nothing(cast, consultation, parties):
    mine, link, _token = invite(cast, consultation, parties[0])
    other, _link, _token = invite(cast, consultation, parties[1])
    with pytest.raises(NotVisible):
        calls.give_position(by_link(cast, link), consulted=other, position="favourable")
    with pytest.raises(NotVisible):
        consultation_of_link(actor_of(link), other.public_id)
    with pytest.raises(NotVisible):
        calls.give_position(cast.act("committee"), consulted=mine, position="favourable")


@pytest.mark.parametrize(
    ("field", "position", "text"), [("position", "maybe", "a"), ("text", "against", " "), ("text", "conditions", "")]
)
def test_position_without_reasons_is_invalid(cast, consultation, parties, field, position, text):
    row, link, _token = invite(cast, consultation, parties[0])
    with pytest.raises(Invalid) as no:
        calls.give_position(by_link(cast, link), consulted=row, position=position, text=text)
    assert list(no.value.errors) == [field]


def test_position_after_the_last_day_is_refused(cast, consultation, parties):
    row, link, _token = invite(cast, consultation, parties[0])
    late = by_link(cast, link, cast.at + dt.timedelta(days=11))
    with pytest.raises(Refused) as no:
        calls.give_position(late, consulted=row, position="favourable")
    assert no.value.code == "consultation_closed"


def test_invite_again_while_silent_gives_a_fresh_link(cast, consultation, parties):
    first, _link, token = invite(cast, consultation, parties[0])
    again, link, _token = invite(cast, consultation, parties[0])
    assert first == again
    with pytest.raises(Refused):
        open_link(token, now=NOW)
    calls.give_position(by_link(cast, link), consulted=again, position="favourable")
    with pytest.raises(Refused) as no:
        invite(cast, consultation, parties[0])
    assert no.value.code == "already_answered"
    assert parties_to_invite(cast.actor("committee"), consultation) == [parties[1]]


def test_invite_who_is_not_on_the_list_is_refused(cast, consultation):
    elsewhere = cast.organisations["elsewhere"].home
    row = add_stakeholder(cast.act("stranger"), circle=elsewhere, sector="social", organisation="Club")
    with pytest.raises(Refused) as no:
        invite(cast, consultation, row)
    assert no.value.code == "not_of_list"


def test_close_counts_and_ends_the_links(cast, consultation, parties):
    row, link, token = invite(cast, consultation, parties[0])
    invite(cast, consultation, parties[1])
    calls.give_position(by_link(cast, link), consulted=row, position="favourable")
    rows, summary = positions_of(consultation)
    assert (len(rows), summary.invited, summary.answered, summary.silent) == (2, 2, 1, 1)
    assert dict(summary.counts)["favourable"] == 1
    resolution = vote(cast)
    with pytest.raises(Refused):
        calls.close_consultation(cast.act("mayor"), consultation=consultation, conclusion="Conviene.", now=NOW)
    with pytest.raises(Invalid):
        calls.close_consultation(cast.act("committee"), consultation=consultation, conclusion=" ", now=NOW)
    done = calls.close_consultation(
        cast.act("committee"), consultation=consultation, conclusion="Conviene.", resolution=resolution, now=NOW
    )
    assert (done.state, done.resolution) == (ConsultationState.CLOSED, resolution)
    with pytest.raises(Refused):
        open_link(token, now=NOW)
    with pytest.raises(Refused):
        invite(cast, done, parties[1])
    with pytest.raises(Refused):
        calls.close_consultation(cast.act("committee"), consultation=done, conclusion="Otra vez", now=NOW)


def test_positions_are_one_question(cast, consultation, house, assert_flat):
    count = iter(range(9))

    def make():
        party = add_stakeholder(
            cast.act("liaison"), circle=house.home, sector="social", organisation=f"Grupo {next(count)}"
        )
        invite(cast, consultation, party)

    assert assert_flat(make, lambda: [str(r.stakeholder) for r in positions_of(consultation)[0]]) == 1
    assert get_consultation(cast.actor("mayor"), consultation.public_id) == consultation
    with pytest.raises(NotVisible):
        get_consultation(cast.actor("stranger"), consultation.public_id)
