"""The contact directory: whoever signed in reads it."""

from . import Row, everybody


def make(cast) -> dict:
    return {}


ROUTES = {"web:contacts:list": Row(everybody())}
