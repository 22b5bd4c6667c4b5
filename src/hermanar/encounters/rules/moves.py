"""What may follow what: tables that one can read."""

ENCOUNTER: dict[tuple[str, str], str] = {
    ("planned", "hold"): "held",
    ("planned", "cancel"): "cancelled",
    ("held", "void"): "void",
    ("planned", "void"): "void",
}

# (way, state, what is done) → state
INVITATION: dict[tuple[str, str, str], str] = {
    ("in", "received", "accept"): "accepted",
    ("in", "received", "decline"): "declined",
    ("in", "accepted", "decline"): "declined",
    ("in", "accepted", "attend"): "attended",
    ("in", "received", "attend"): "attended",
    ("out", "listed", "send"): "sent",
    ("out", "listed", "withdraw"): "withdrawn",
    ("out", "sent", "accept"): "accepted",
    ("out", "sent", "decline"): "declined",
    ("out", "sent", "withdraw"): "withdrawn",
    ("out", "accepted", "attend"): "attended",
    ("out", "accepted", "decline"): "declined",
    ("out", "sent", "attend"): "attended",
}

TOPIC: dict[str, frozenset[str]] = {
    "raised": frozenset({"raised", "in_progress", "agreed", "done", "dropped"}),
    "in_progress": frozenset({"in_progress", "agreed", "done", "dropped"}),
    "agreed": frozenset({"agreed", "in_progress", "done", "dropped"}),
    "done": frozenset({"in_progress"}),
    "dropped": frozenset({"raised", "in_progress"}),
}


def move_encounter(state: str, what: str) -> str | None:
    """The state after it; None where it may not be."""
    return ENCOUNTER.get((state, what))


def move_invitation(way: str, state: str, what: str) -> str | None:
    """The state after it; None where it may not be."""
    return INVITATION.get((way, state, what))


def acts_on_invitation(way: str, state: str) -> list[str]:
    """What may be done with it now, in the order of the table."""
    return [what for (w, s, what) in INVITATION if (w, s) == (way, state)]


def may_move_topic(state: str, to: str) -> bool:
    return to in TOPIC.get(state, frozenset())
