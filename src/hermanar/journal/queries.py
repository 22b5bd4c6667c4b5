"""Reading the journal, and proving that nobody touched it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.happened import HappenedBase

from .models import Chain, Entry


@dataclass(frozen=True)
class Line:
    """One entry as plain value; the sentence is made by whoever knows the words (`happened` key)."""

    seq: int
    happened: str
    at: dt.datetime
    user: str
    organisation: str
    appointment: str
    how: str
    channel: str
    about: str
    data: dict
    hash: str


def _line(e: Entry) -> Line:
    return Line(
        e.seq, e.happened, e.at, e.user, e.organisation, e.appointment, e.how, e.channel, e.about, e.data, e.hash
    )


@dataclass(frozen=True)
class Reading:
    """What of a chain somebody reads: `keys` of what happened (or a whole app, as `app.*`), what their own organisation did
    (`own`), and nothing about the records `apart_from`."""

    keys: frozenset[str]
    own: str = ""
    apart_from: Sequence[str] = ()

    def reads(self, line: Line) -> bool:
        """Whether the line is read."""
        told = line.happened in self.keys or f"{line.happened.partition('.')[0]}.*" in self.keys
        return (told and line.about not in self.apart_from) or bool(self.own and line.organisation == self.own)


def list_lines(chain: str, *, before: int | None = None, limit: int = 50, reading: Reading | None = None) -> list[Line]:
    """Newest first, keyset-paged by `seq`. The caller has checked that its actor may see the circle; `reading`: what of it
    the actor reads, None where it is all of it."""
    rows = Entry.objects.filter(chain__name=chain).order_by("-seq")
    if reading is not None:
        told = Q(happened__in=[key for key in reading.keys if not key.endswith(".*")])
        for key in sorted(key for key in reading.keys if key.endswith(".*")):
            told |= Q(happened__startswith=key.removesuffix("*"))
        if reading.apart_from:
            told &= ~Q(about__in=reading.apart_from)
        rows = rows.filter(told | Q(organisation=reading.own) if reading.own else told)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [_line(e) for e in rows[:limit]]


def latest_at(chain: str, *, apart_from: str = "") -> dt.datetime | None:
    """When the last thing of a chain happened; what begins with `apart_from` does not count. None: nothing has."""
    rows = Entry.objects.filter(chain__name=chain).order_by("-seq")
    if apart_from:
        rows = rows.exclude(happened__startswith=apart_from)
    return rows.values_list("at", flat=True).first()


def list_lines_about(about: str, *, limit: int = 100) -> list[Line]:
    """Everything that happened to one record, in whatever chain, oldest first. The caller has checked that its actor may
    see the record."""
    return [_line(e) for e in Entry.objects.filter(about=about).order_by("pk")[:limit]]


def list_newest_about(about: str, *, limit: int = 50) -> list[Line]:
    """The last things that happened to one record, newest first, however much happened around it. The caller has checked
    that its actor may see the record. One query."""
    return [_line(e) for e in Entry.objects.filter(about=about).order_by("-pk")[:limit]]


def latest_about(about: str, happened: Iterable[HappenedBase], **data: str) -> Line | None:
    """The last of those things that happened to one record, with that data; None: none has. One query."""
    rows = Entry.objects.filter(about=about, happened__in=[h.key for h in happened])
    last = rows.filter(**{f"data__{name}": value for name, value in data.items()}).order_by("-pk").first()
    return _line(last) if last else None


def has_done(appointment: str, happened: Iterable[str]) -> bool:
    """Whether one of those things (keys) was ever done in a post. One query."""
    return bool(appointment) and Entry.objects.filter(appointment=appointment, happened__in=list(happened)).exists()


def latest_of_each(abouts: Iterable[str], happened: Iterable[HappenedBase], *, by: str) -> dict[str, dict[str, Line]]:
    """For each record, the last of those things that happened to it with each value of that data. One query."""
    found: dict[str, dict[str, Line]] = {}
    for e in Entry.objects.filter(about__in=list(abouts), happened__in=[h.key for h in happened]).order_by("pk"):
        found.setdefault(e.about, {})[e.data.get(by, "")] = _line(e)
    return found


def list_acts_of(
    organisation: str, chains: Iterable[str], *, before: int | None = None, limit: int = 50
) -> list[tuple[int, str, Line]]:
    """(key, chain, line) of what an organisation did in those chains, newest first by the day it happened on (exercises keep
    clocks of their own); keyset-paged by the key of the last line before. One query, two from the second page on.

    The caller has checked that its actor may see each of the circles.
    """
    rows = Entry.objects.filter(organisation=organisation, chain__name__in=list(chains)).exclude(organisation="")
    rows = rows.select_related("chain").order_by("-at", "-pk")
    if before is not None:
        at = Entry.objects.filter(pk=before).values_list("at", flat=True).first()
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=before)) if at is not None else rows.none()
    return [(e.pk, e.chain.name, _line(e)) for e in rows[:limit]]


def get_head(chain: str) -> tuple[int, str]:
    """(length, head hash) of a chain: the anchor printed on issued papers. (0, zeros) when empty."""
    row = Chain.objects.filter(name=chain).values_list("length", "head").first()
    return row or (0, "0" * 64)


def list_heads() -> dict[str, tuple[int, str]]:
    """Chain → (length, head hash) of all chains: the anchors of this moment."""
    return {
        name: (length, head)
        for name, length, head in Chain.objects.order_by("name").values_list("name", "length", "head")
    }


def is_repeated(act: Act) -> bool:
    """Whether the same person's request of that id has left an entry already. Call it inside the transaction of the act.

    Two requests of one id that come at once wait for each other: SQLite has one writer, PostgreSQL gets a lock that
    ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"hermanar:{act.request_id}"])
    return Entry.objects.filter(request_id=act.request_id, user=act.actor.user).exists()


@dataclass(frozen=True)
class Drift:
    """Where a chain does not hold: `what` is one of altered, missing, head, anchor."""

    chain: str
    seq: int
    what: str


def verify(anchors: dict[str, tuple[int, str]] | None = None) -> Iterator[Drift]:
    """Recompute every chain and yield each place that does not hold. `anchors`: chain → (seq, hash) as printed."""
    for chain in Chain.objects.order_by("name").iterator():
        previous, expected, hashes = "0" * 64, 1, {0: "0" * 64}
        for entry in chain.entries.select_related("chain").order_by("seq").iterator(chunk_size=500):
            if entry.seq != expected:
                yield Drift(chain.name, expected, "missing")
                expected = entry.seq
            if entry.previous != previous or sha256_of(entry.sealed()) != entry.hash:
                yield Drift(chain.name, entry.seq, "altered")
            if anchors and chain.name in anchors and anchors[chain.name][0] == entry.seq:
                hashes[entry.seq] = entry.hash
            previous, expected = entry.hash, expected + 1
        if (chain.length, chain.head) != (expected - 1, previous):
            yield Drift(chain.name, chain.length, "head")
        if anchors and chain.name in anchors:
            seq, digest = anchors[chain.name]
            if hashes.get(seq) != digest:
                yield Drift(chain.name, seq, "anchor")
    for name in set(anchors or {}) - set(Chain.objects.values_list("name", flat=True)):
        yield Drift(name, anchors[name][0], "anchor")
