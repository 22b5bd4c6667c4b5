"""Follow-up of letters: each post reads those of the relations it sits in."""

from . import Row, everybody, only


def make(cast) -> dict:
    return {}


ROUTES = {"web:follow_up:list": Row(everybody()), "web:follow_up:interrupt": Row(only("liaison", "stranger"))}
