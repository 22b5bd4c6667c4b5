"""Leads: which ended ones may be taken up again, and in what state; what may be told of the foreign city."""

REOPENS = frozenset({"declined", "withdrawn", "lapsed"})
# what a profile of the foreign city holds before there is any relation (R4-11)
CITY = ("population", "geography", "education", "economy", "tourism", "source")

# what whoever opened a lead may correct; the city and the municipality it is of are not among it
TOLD = frozenset(
    "foreign_subdivision foreign_subdivision_es foreign_description foreign_profile contact_name contact_post contact_languages contact_email "
    "beneficiary diaspora summary state_benefit promoters ideas reference received_on origin_note".split()
)


def state_after_reopening(*, was_routed: bool) -> str:
    """Where it was routed the municipality answers again; a draft stays its opener's."""
    return "routed" if was_routed else "draft"
