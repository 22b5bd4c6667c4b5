"""The list of who takes part: whose it is, its invitations and answers, and that no administration takes it away."""

import datetime as dt

import pytest

from hermanar.directory.models import Administration
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships.models import Stakeholder
from hermanar.partnerships.operations import (
    add_stakeholder,
    invite_stakeholder,
    record_stakeholder_answer,
    update_stakeholder,
)
from hermanar.partnerships.queries import get_stakeholder, list_stakeholders, terms_of_list
from tests.kept import kept

MAY, JUNE = dt.date(2022, 5, 2), dt.date(2022, 6, 1)
OTHERS = ("mayor", "council_secretary", "administrator", "state", "reviewer", "counterpart", "stranger", "nobody")


@pytest.fixture
def home(cast):
    return cast.organisations["municipality"].home


@pytest.fixture
@kept
def club(cast, home) -> Stakeholder:
    return add_stakeholder(
        cast.act("liaison"), circle=home, sector="diaspora", organisation="Club de oriundos", role="Enlace con familias"
    )


def test_add_stakeholder_records_the_sector_and_no_name(cast, home):
    row = add_stakeholder(
        cast.act("committee"),
        circle=home,
        sector="academy",
        organisation="Universidad",
        contact_name="Persona de Muestra 50",
    )
    entry = Entry.objects.get(about=row.public_id)
    assert (entry.happened, entry.data) == ("partnerships.stakeholder_added", {"sector": "academy"})
    assert (row.added_on, row.partnership, str(row)) == (cast.at.date(), None, "Universidad")


@pytest.mark.parametrize("who", OTHERS)
def test_add_stakeholder_by_somebody_else_is_refused(cast, home, who):
    with pytest.raises(Refused) as no:
        add_stakeholder(cast.act(who), circle=home, sector="social", organisation="Patronato")
    assert (no.value.code, Stakeholder.objects.count()) == ("not_convener", 0)


def test_add_stakeholder_without_anybody_or_sector_names_both_fields(cast, home):
    with pytest.raises(Invalid) as no:
        add_stakeholder(cast.act("liaison"), circle=home, sector="", organisation="  ")
    assert sorted(no.value.errors) == ["organisation", "sector"]


def test_add_stakeholder_twice_asks_to_correct_the_first(cast, home, club):
    with pytest.raises(Invalid) as no:
        add_stakeholder(cast.act("liaison"), circle=home, sector="social", organisation="club de ORIUNDOS")
    assert list(no.value.errors) == ["organisation"]


def test_add_stakeholder_to_another_municipality_relation_is_invalid(cast, relation):
    with pytest.raises(Invalid) as no:
        add_stakeholder(
            cast.act("stranger"), circle=cast.organisations["elsewhere"].home, sector="social", organisation="Patronato",
            partnership=relation,
        )  # fmt: skip
    assert list(no.value.errors) == ["partnership"]


def test_update_stakeholder_keeps_what_was_invited(cast, club):
    invite_stakeholder(cast.act("liaison"), stakeholder=club, invited_on=dt.date(2022, 1, 20), reference="VS/012/2022")
    row = update_stakeholder(cast.act("committee"), stakeholder=club, sector="social", organisation="Club La Ribera")
    row.refresh_from_db()
    assert (row.sector, row.organisation, row.invited_on, row.reference) == (
        "social", "Club La Ribera", dt.date(2022, 1, 20), "VS/012/2022",
    )  # fmt: skip


def test_invite_stakeholder_with_an_open_invitation_is_refused(cast, club):
    act = cast.act("liaison", MAY)
    invite_stakeholder(act, stakeholder=club, invited_on=MAY)
    with pytest.raises(Refused) as no:
        invite_stakeholder(act, stakeholder=club, invited_on=MAY)
    assert no.value.code == "already_invited"


def test_invite_stakeholder_tomorrow_is_invalid(cast, club):
    with pytest.raises(Invalid) as no:
        invite_stakeholder(cast.act("liaison", MAY), stakeholder=club, invited_on=JUNE)
    assert list(no.value.errors) == ["invited_on"]


def test_record_stakeholder_answer_closes_the_invitation_and_lets_invite_again(cast, club):
    act = cast.act("liaison", JUNE)
    invite_stakeholder(act, stakeholder=club, invited_on=MAY)
    row = record_stakeholder_answer(act, stakeholder=club, answered_on=JUNE, answer="declined", note="Este año no")
    assert (row.answer, row.answered_on, row.note) == ("declined", JUNE, "Este año no")
    row = invite_stakeholder(act, stakeholder=row, invited_on=JUNE)
    assert (row.answer, row.answered_on, row.invited_on) == ("", None, JUNE)


@pytest.mark.parametrize(
    ("answered_on", "answer", "field"),
    [
        (dt.date(2022, 5, 1), "accepted", "answered_on"),
        (dt.date(2022, 7, 1), "accepted", "answered_on"),
        (JUNE, "", "answer"),
    ],
)
def test_record_stakeholder_answer_out_of_order_names_its_field(cast, club, answered_on, answer, field):
    act = cast.act("liaison", JUNE)
    invite_stakeholder(act, stakeholder=club, invited_on=MAY)
    with pytest.raises(Invalid) as no:
        record_stakeholder_answer(act, stakeholder=club, answered_on=answered_on, answer=answer)
    assert list(no.value.errors) == [field]


def test_record_stakeholder_answer_without_invitation_is_refused(cast, club):
    with pytest.raises(Refused) as no:
        record_stakeholder_answer(cast.act("liaison"), stakeholder=club, answered_on=cast.at.date(), answer="accepted")
    assert no.value.code == "not_invited"


def test_list_stakeholders_of_a_relation_has_its_own_and_those_of_all(cast, home, club, relation):
    own = add_stakeholder(
        cast.act("liaison"), circle=home, sector="business", organisation="Cámara de Comercio", partnership=relation
    )
    add_stakeholder(cast.act("stranger"), circle=cast.organisations["elsewhere"].home, sector="other", organisation="X")
    actor = cast.actor("committee")
    assert list_stakeholders(actor, home, partnership=relation) == [own, club]
    assert list_stakeholders(actor, home) == [own, club]


@pytest.mark.parametrize("who", ["state", "reviewer", "counterpart", "stranger", "nobody"])
def test_list_stakeholders_shows_nothing_outside_municipality_and_committee(cast, home, club, who):
    with pytest.raises(NotVisible):
        list_stakeholders(cast.actor(who), home)
    with pytest.raises(NotVisible):
        get_stakeholder(cast.actor(who), club.public_id)


def test_list_survives_the_administration_and_says_who_invited_whom(cast, home, club):
    Administration.objects.create(
        organisation=cast.organisations["municipality"], number="XXII", starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )  # fmt: skip
    later = dt.date(2025, 2, 3)
    invite_stakeholder(cast.act("liaison", later), stakeholder=club, invited_on=later)
    listed = list_stakeholders(cast.actor("committee", later), home)
    assert listed == [club]
    assert [(t.number, t.invited) for t in terms_of_list(home, listed)] == [("XXI", 0), ("XXII", 1)]
