"""What a list waits for, done a piece at a time: reading it, writing it into the book, taking it out."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from django_tasks import task

from hermanar.accounts.models import User
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.tables import Table, TableFault
from hermanar.directory.queries import OPERATOR, actor_for
from hermanar.kernel.acts import Act, Channel

from .enums import ListingState
from .models import Listing
from .operations.listed import finish_undoing, finish_writing, undo_rows, write_rows
from .operations.listings import PIECE, finish_reading, put_rows
from .queries.listings import open_list, reader_for, relations_of

T = TypeVar("T")


def _act(listing: Listing) -> Act:
    """For whom the work is done: whoever asked for it, at the moment they asked."""
    user = User.objects.get(public_id=listing.asked_by)
    actor = actor_for(user, listing.asked_post or OPERATOR, listing.asked_at.date())
    return Act(actor=actor, at=listing.asked_at, channel=Channel.JOB)


def _pieces(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    while piece := list(islice(rows, size)):
        yield piece


def read_whole(act: Act, listing: Listing, table: Table | None = None) -> Listing:
    """Read every row of a list, a piece at a time; what it cannot be read for is kept with it."""
    with Gazetteer.open() as gazetteer:
        reader = reader_for(gazetteer, listing.organisation)
        try:
            rows = relations_of(listing, table or open_list(listing), reader)
            for piece in _pieces(rows, PIECE):
                put_rows(act, listing=listing, rows=piece, reader=reader)
        except TableFault as fault:
            return finish_reading(act, listing=listing, fault=fault.code, data=fault.data)
    return finish_reading(act, listing=listing)


def write_whole(act: Act, listing: Listing) -> Listing:
    """Put every decided row of a list into the book."""
    while write_rows(act, listing=listing):
        continue
    return finish_writing(act, listing=listing)


def undo_whole(act: Act, listing: Listing) -> Listing:
    """Take everything a list brought in out of the book."""
    while undo_rows(act, listing=listing):
        continue
    return finish_undoing(act, listing=listing)


WORK = {ListingState.READING: read_whole, ListingState.WRITING: write_whole, ListingState.UNDOING: undo_whole}


@task()
def work_list(public_id: str) -> str:
    """Do what the list's state asks for, to its end. Returns the state it came to."""
    listing = Listing.objects.select_related("organisation", "circle", "attachment__blob").get(public_id=public_id)
    work = WORK.get(ListingState(listing.state))
    return str((work(_act(listing), listing) if work else listing).state)
