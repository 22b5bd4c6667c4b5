import datetime as dt

import pytest

from hermanar.calls import operations as calls
from hermanar.calls.enums import CallState
from hermanar.calls.models import Call
from hermanar.kernel.acts import Act, Channel
from hermanar.links.models import Link
from hermanar.links.queries import actor_of
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Outcome, Purpose
from hermanar.meetings.models import Resolution
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.models import Letter, Partnership
from tests import relation as relations
from tests.kept import kept

NOW = dt.datetime(2026, 3, 2, 18, 0, tzinfo=dt.UTC)
TEXTS = {
    name: {"es": f"{name} en español", "en": f"{name} in English"}
    for name in ("title", "purpose", "audience", "conditions")
}


def by_link(cast, link: Link, at: dt.datetime | None = None, request: str = "test") -> Act:
    """An act of whoever holds the link."""
    return Act(actor_of(link), at or cast.at, Channel.LINK, request)


@pytest.fixture
def partnership(cast) -> Partnership:
    """Villa Serena and Lakeside, in exercise: the counterpart has no account."""
    return relations.open_relation(cast, everybody=False)


@pytest.fixture
def other(cast) -> Partnership:
    """Another relation of the same municipality."""
    return relations.open_relation(cast, domestic=True, everybody=False)


@pytest.fixture
@kept
def real(cast, partnership) -> Partnership:
    """The same, not an exercise: mail goes out."""
    cast.organisations["municipality"].is_exercise = False
    cast.organisations["municipality"].save(update_fields=["is_exercise"])
    partnership.circle.exercise_at = None
    partnership.circle.save(update_fields=["exercise_at"])
    return Partnership.objects.get(pk=partnership.pk)


def open_door(cast, partnership: Partnership, **more) -> tuple[Link, str]:
    return calls.open_door(cast.act("liaison"), partnership=partnership, now=NOW, **more)


def sent_letter(cast, partnership: Partnership) -> Letter:
    """A letter of intent that was sent, as its paper says."""
    return partnerships.record_letter(
        cast.act("liaison"), partnership=partnership, kind="intent", direction="out",
        dated_on=cast.at.date(), folio="VS/PM/001/2022",
    )  # fmt: skip


@pytest.fixture
@kept
def call(cast) -> Call:
    """A call that is open on the cast's day."""
    row = calls.draft_call(
        cast.act("committee"), owner=cast.organisations["municipality"], texts=TEXTS, opens_on=cast.at.date(),
        closes_on=cast.at.date() + dt.timedelta(days=30), sectors=["culture", "sport"],
    )  # fmt: skip
    row = calls.publish_call(cast.act("committee"), call=row)
    assert row.state == CallState.PUBLISHED
    return row


def propose(cast, at: dt.datetime | None = None, **more):
    """A citizen proposes; returns (proposal, token)."""
    values = {
        "owner": cast.organisations["municipality"], "title": "Orquesta de barrio", "problem": "No hay dónde tocar.",
        "idea": "Ensayar juntos por video.", "sector": "culture", "consents": True, "now": NOW,
    }  # fmt: skip
    act = Act(cast.actor("nobody"), at or cast.at, Channel.LINK, more.pop("request", "test"))
    return calls.hand_in_proposal(act, **values | more)


def vote(cast, outcome: Outcome = Outcome.APPROVED, number: str = "01") -> Resolution:
    """What the committee resolved in a session of its own."""
    session = relations.hold(cast, relations.committee(cast), number=number)
    point = meetings.put_point(cast.act("committee"), session=session, title="Proyectos", purpose=Purpose.OTHER)
    votes = {"in_favour": 3} if outcome == Outcome.APPROVED else {"in_favour": 0, "against": 3}
    resolution = meetings.resolve_point(cast.act("committee"), point=point, **votes)
    assert resolution.outcome == outcome
    return resolution
