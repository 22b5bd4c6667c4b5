import datetime as dt
import re
import secrets

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone, translation

from hermanar.calls import operations as calls
from hermanar.guest import forms
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.links.models import Link
from tests import relation as relations
from tests.kept import kept

TEXTS = {
    name: {"es": f"{name} en español", "en": f"{name} in English"}
    for name in ("title", "purpose", "audience", "conditions")
}


@pytest.fixture(autouse=True)
def _pages_begin_in_spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def partnership(cast):
    return relations.open_relation(cast, everybody=False)


@pytest.fixture
@kept
def door(cast, partnership) -> tuple[Link, str]:
    return calls.open_door(cast.act("liaison"), partnership=partnership, now=timezone.now())


@pytest.fixture
@kept
def call(cast):
    row = calls.draft_call(
        cast.act("committee"), owner=cast.organisations["municipality"], texts=TEXTS, opens_on=cast.at.date(),
        closes_on=cast.at.date() + dt.timedelta(days=30),
    )  # fmt: skip
    return calls.publish_call(cast.act("committee"), call=row)


def send(client: Client, url: str, **typed):
    """One form as a browser sends it, with its own token."""
    return client.post(url, {"_once": secrets.token_hex(8), **typed})


def in_earnest(cast, partnership=None) -> None:
    """The house is no exercise: mail goes out, and a link with a mailbox asks for its code."""
    house = cast.organisations["municipality"]
    house.is_exercise = False
    house.save(update_fields=["is_exercise"])
    if partnership is not None:
        partnership.circle.exercise_at = None
        partnership.circle.save(update_fields=["exercise_at"])


def read_mailbox(client: Client, url: str, callbacks):
    """Ask for the code, read it in the mailbox and type it. Returns the digits and the answer."""
    with callbacks(execute=True):
        assert send(client, url, _code="1").status_code == 200
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    return code, send(client, url, code=code)


def took(seconds: int) -> str:
    """The hidden field of a form that was shown that long ago."""
    return signing.dumps(int(timezone.now().timestamp()) - seconds, salt=forms.SALT)


PROPOSAL = {
    "title": "Orquesta de barrio", "problem": "No hay dónde tocar.", "idea": "Ensayar por video.", "sector": "culture",
    "consents": "on", "beneficiaries": "", "contact_name": "", "contact_email": "", "website": "",
}  # fmt: skip


def token_in(url: str) -> str:
    found = re.search(r"/enlace/([^/]+)/", url)
    assert found
    return found[1]


def stranger() -> Act:
    return Act(Actor.stranger(), timezone.now(), Channel.LINK)
