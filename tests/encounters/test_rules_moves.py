"""The tables of what may follow what."""

import pytest

from hermanar.encounters.enums import EncounterState, InvitationState, TopicState, Way
from hermanar.encounters.rules.moves import (
    ENCOUNTER,
    INVITATION,
    TOPIC,
    acts_on_invitation,
    may_move_topic,
    move_encounter,
    move_invitation,
)


@pytest.mark.parametrize(
    ("state", "what", "to"),
    [
        ("planned", "hold", "held"), ("planned", "cancel", "cancelled"), ("held", "void", "void"),
        ("planned", "void", "void"), ("held", "cancel", None), ("void", "hold", None), ("cancelled", "hold", None),
    ],
)  # fmt: skip
def test_move_encounter(state, what, to):
    assert move_encounter(state, what) == to


@pytest.mark.parametrize(
    ("way", "state", "acts"),
    [
        ("in", "received", ["accept", "decline", "attend"]),
        ("in", "accepted", ["decline", "attend"]),
        ("in", "declined", []),
        ("in", "attended", []),
        ("out", "listed", ["send", "withdraw"]),
        ("out", "sent", ["accept", "decline", "withdraw", "attend"]),
        ("out", "accepted", ["attend", "decline"]),
        ("out", "withdrawn", []),
    ],
)
def test_acts_on_invitation(way, state, acts):
    assert acts_on_invitation(way, state) == acts


def test_move_invitation_of_ours_is_not_answered_before_it_is_sent():
    assert move_invitation("out", "listed", "accept") is None
    assert move_invitation("out", "sent", "accept") == "accepted"


def test_tables_name_only_states_that_exist():
    assert {s for pair in ENCOUNTER for s in pair[:1]} | set(ENCOUNTER.values()) <= set(EncounterState.values)
    assert {w for w, _s, _a in INVITATION} == set(Way.values)
    assert {s for _w, s, _a in INVITATION} | set(INVITATION.values()) <= set(InvitationState.values)
    assert set(TOPIC) == set(TopicState.values)
    assert {to for states in TOPIC.values() for to in states} <= set(TopicState.values)


@pytest.mark.parametrize(
    ("state", "to", "may"),
    [("raised", "agreed", True), ("done", "in_progress", True), ("done", "dropped", False), ("dropped", "done", False)],
)
def test_may_move_topic(state, to, may):
    assert may_move_topic(state, to) is may
