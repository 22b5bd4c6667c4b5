"""Follow-up of letters: each post reads those of the relations it sits in."""

from . import Row, everybody


def make(cast) -> dict:
    return {}


ROUTES = {"web:follow_up:list": Row(everybody())}
