"""The state's office: designated from its paper, one at a time; its activities; what it sees and what it did."""

import datetime as dt

import pytest

from hermanar.directory.models import Municipality
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships.models import StateActivity, StateOffice
from hermanar.partnerships.operations import designate_state_office, end_state_office, record_state_activity
from hermanar.partnerships.queries import list_state_activities, list_state_log, state_board, state_office_on
from tests import relation as relations

DAY = dt.date(2022, 1, 20)
OTHERS = ("liaison", "mayor", "committee", "reviewer", "authoriser", "consul", "counterpart", "stranger", "nobody")


@pytest.fixture
def state(cast):
    return cast.organisations["state"]


def designate(cast, who="state", **more):
    given = {
        "organisation": cast.organisations["state"], "office": cast.offices["state"], "designated_on": DAY,
        "designated_by": "Secretaría de Gobierno", "folio": "SG/010/2022", "valid_until": dt.date(2022, 12, 31),
    }  # fmt: skip
    return designate_state_office(cast.act(who), **given | more)


def test_designate_state_office_holds_between_its_days(cast, state):
    row = designate(cast)
    assert (row.folio, row.circle, row.ended_on) == ("SG/010/2022", state.home, None)
    days = (dt.date(2022, 1, 19), DAY, dt.date(2022, 12, 31), dt.date(2023, 1, 1))
    assert [state_office_on(state, day) for day in days] == [None, row, row, None]


@pytest.mark.parametrize("who", OTHERS)
def test_designate_state_office_by_somebody_else_is_refused(cast, who):
    with pytest.raises(Refused) as no:
        designate(cast, who)
    assert (no.value.code, StateOffice.objects.count()) == ("not_state_liaison", 0)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"folio": " "}, "folio"),
        ({"designated_by": ""}, "designated_by"),
        ({"designated_on": dt.date(2022, 3, 1)}, "designated_on"),
        ({"valid_until": dt.date(2021, 1, 1)}, "valid_until"),
        ({"office": "mayor"}, "office"),
    ],
)
def test_designate_state_office_with_something_wrong_names_its_field(cast, more, field):
    if "office" in more:
        more = {"office": cast.offices[more["office"]]}
    with pytest.raises(Invalid) as no:
        designate(cast, **more)
    assert list(no.value.errors) == [field]


def test_designate_state_office_twice_is_refused_until_the_first_ends(cast, state):
    first = designate(cast)
    with pytest.raises(Refused) as no:
        designate(cast, folio="SG/011/2022")
    assert no.value.code == "state_office_designated"
    end_state_office(cast.act("state"), designation=first, on=dt.date(2022, 1, 25), reason="Cambio de titular")
    second = designate(cast, folio="SG/011/2022", designated_on=dt.date(2022, 1, 26))
    assert [state_office_on(state, d) for d in (dt.date(2022, 1, 25), dt.date(2022, 1, 26))] == [first, second]


def test_end_state_office_without_reason_or_out_of_its_days_names_both_fields(cast):
    first = designate(cast)
    with pytest.raises(Invalid) as no:
        end_state_office(cast.act("state"), designation=first, on=dt.date(2022, 1, 1), reason="")
    assert sorted(no.value.errors) == ["on", "reason"]


def test_record_state_activity_for_a_municipality_of_another_state_is_invalid(cast, state):
    with pytest.raises(Invalid) as no:
        record_state_activity(
            cast.act("state"), organisation=state, kind="advice", on=DAY, subject="Carta de intención",
            municipality=Municipality.objects.get(pk="11008"),
        )  # fmt: skip
    assert list(no.value.errors) == ["municipality"]


@pytest.mark.parametrize("who", OTHERS)
def test_record_state_activity_by_somebody_else_is_refused(cast, state, who):
    with pytest.raises(Refused):
        record_state_activity(cast.act(who), organisation=state, kind="advice", on=DAY, subject="Carta")
    assert StateActivity.objects.count() == 0


def test_state_board_has_its_municipalities_and_only_relations_in_which_it_sits(cast, state, relation):
    unseen = relations.open_relation(cast, everybody=False)
    unseen.circle.seats.filter(organisation=state).delete()  # as one opened before the state was on board
    board = state_board(cast.actor("state"), state, cast.at.date())
    assert [(m.name, m.on_board, [r.public_id for r in m.relations]) for m in board.municipalities] == [
        ("Villa Serena", True, [relation.public_id]),
        ("Puerto Claro", True, []),
    ]
    assert (board.relations, board.stages) == (
        1, {"identification": 1, "linking": 0, "formalisation": 0, "implementation": 0},
    )  # fmt: skip
    assert unseen.public_id not in {r.public_id for m in board.municipalities for r in m.relations}
    assert board.of_state == 3


@pytest.mark.parametrize("who", OTHERS)
def test_state_board_log_and_activities_are_the_states_own(cast, state, relation, who):
    for ask in (list_state_log, list_state_activities):
        with pytest.raises(NotVisible):
            ask(cast.actor(who), state)
    with pytest.raises(NotVisible):
        state_board(cast.actor(who), state, cast.at.date())


def test_list_state_log_is_what_it_did_across_circles_by_pages(cast, state, relation):
    record_state_activity(cast.act("state"), organisation=state, kind="training", on=DAY, subject="Reglas")
    relations.agree(cast, relation)
    relations.authorise(cast, relation)
    relations.dispatch(cast, relation)  # the state passes it on
    log = list_state_log(cast.actor("state"), state)
    assert {row.line.organisation for row in log} == {state.public_id}
    assert {row.place for row in log} == {state.home.name, relation.circle.name}
    assert {row.partnership for row in log} == {"", relation.public_id}
    first = list_state_log(cast.actor("state"), state, limit=1)
    rest = list_state_log(cast.actor("state"), state, before=first[0].key)
    assert [row.key for row in first + rest] == [row.key for row in log]


def test_list_state_log_goes_by_the_day_it_happened_on(cast, state):
    later, sooner = cast.act("state", cast.at.date()), cast.act("state", cast.at.date() - dt.timedelta(days=40))
    for act, subject in ((later, "Después"), (sooner, "Antes")):
        record_state_activity(act, organisation=state, kind="training", on=act.on, subject=subject)
    log = list_state_log(cast.actor("state"), state)
    days = [row.line.at for row in log]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
    assert list_state_log(cast.actor("state"), state, before=10**9) == []


def test_state_board_queries_are_flat(cast, state, assert_flat):
    assert assert_flat(
        lambda: relations.open_relation(cast), lambda: state_board(cast.actor("state"), state, cast.at.date())
    )
