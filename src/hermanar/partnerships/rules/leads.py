"""Leads: which ended ones may be taken up again, and in what state; what may be told of the foreign city."""

REOPENS = frozenset({"declined", "withdrawn", "lapsed"})
# what a profile of the foreign city holds before there is any relation (R4-11)
CITY = ("population", "geography", "education", "economy", "tourism", "source")


def state_after_reopening(*, was_routed: bool) -> str:
    """Where it was routed the municipality answers again; a draft stays its opener's."""
    return "routed" if was_routed else "draft"
