"""The guide says nothing of any case: it is everybody's, signed in or not."""

from . import Row, everybody


def make(cast) -> dict:
    return {}


ROUTES = {
    "web:guide:guide": Row(everybody(nobody=200)),
    "web:guide:glossary": Row(everybody(nobody=200)),
}
