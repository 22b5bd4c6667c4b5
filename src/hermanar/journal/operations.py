"""The one way into the journal."""

import datetime as dt

from django.db import transaction
from django.utils.translation import override

from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.happened import HappenedBase

from .models import Chain, Entry

HOUSE = "house"


def _plain(value):
    """JSON values only; dates as ISO strings, lazy strings and enums as text."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    with override("es"):  # a label is kept in Spanish, whatever language the page of whoever acts is read in
        return str(value)


@transaction.atomic
def record(act: Act, happened: HappenedBase, *, chain: str = HOUSE, about: str = "", **data) -> Entry:
    """Append one entry to `chain` (a circle's public id) and return it.

    Runs inside the operation's own transaction: either both stand or neither. Two writers on one chain are
    serialised by a conditional update of its head; the later one reads the new head and tries again.
    """
    chain_row, _ = Chain.objects.get_or_create(name=chain)
    while True:
        entry = Entry(
            chain=chain_row,
            seq=chain_row.length + 1,
            happened=happened.key,
            at=act.at.astimezone(dt.UTC),
            user=act.actor.user,
            organisation=act.actor.organisation,
            appointment=act.actor.appointment,
            how=act.actor.how,
            channel=act.channel,
            request_id=act.request_id,
            about=about,
            data=_plain(data),
            previous=chain_row.head,
        )
        entry.hash = sha256_of(entry.sealed())
        moved = Chain.objects.filter(pk=chain_row.pk, length=chain_row.length).update(length=entry.seq, head=entry.hash)
        if moved:
            entry.save(force_insert=True)
            return entry
        chain_row.refresh_from_db()
