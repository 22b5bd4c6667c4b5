"""The instrument in force, files on their way, proposals: what else a state looks at (R2-09, R2-17)."""

import datetime as dt

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.opinions.enums import DispatchState
from hermanar.opinions.models import Dispatch

from ..models import Instrument, Proposal


def instrument_on(organisation: Organisation, on: dt.date) -> Instrument | None:
    """The instrument between the ministry and that state in force on a day. One query."""
    for row in organisation.instruments.select_related("attachment__blob").filter(signed_on__lte=on):
        until = min((d for d in (row.valid_until, row.ended_on) if d), default=None)
        if until is None or on <= until:
            return row
    return None


def list_instruments(actor: Actor) -> list[Instrument]:
    """Every one of the actor's own state, newest first. One query."""
    rows = Instrument.objects.for_actor(actor).filter(organisation__public_id=actor.organisation or "-")
    return list(rows.select_related("attachment__blob", "organisation__home", "circle"))


def list_dispatches_on_their_way(actor: Actor, *, limit: int = 8) -> list[Dispatch]:
    """Files that the state must pass on, then those that are at the ministry's door. Two queries."""
    rows = (
        Dispatch.objects.for_actor(actor)
        .select_related("partnership__owner", "partnership__circle")
        .prefetch_related("partnership__parties")
    )
    here = list(rows.filter(state=DispatchState.SENT).order_by("sent_on", "pk")[:limit])
    ahead = rows.filter(state__in=[DispatchState.FORWARDED, DispatchState.RECEIVED]).exclude(reviews__state="closed")
    return here + list(ahead.order_by("-forwarded_on", "-pk")[: limit - len(here)])


def list_proposals(actor: Actor, *, state: str = "", before: int | None = None, limit: int = 30) -> list[Proposal]:
    """Proposals that the actor's organisation sent, receives or reads as their state, newest first; keyset. One query."""
    rows = Proposal.objects.for_actor(actor).select_related("proposed_by", "of_state", "sent_to")
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def get_proposal(actor: Actor, public_id: str) -> Proposal:
    """Raises NotVisible."""
    rows = Proposal.objects.for_actor(actor).select_related("proposed_by__home", "of_state", "sent_to__home")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row
