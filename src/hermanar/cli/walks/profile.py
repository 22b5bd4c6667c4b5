"""The profile of the walk's municipality: its first sections, in the languages of the relation."""


def write_profile(walk) -> None:
    """Save each required section, link the profile to the relation, issue its paper."""
