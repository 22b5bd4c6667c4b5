"""What one already has: the entries of the book about a municipality or a state, and all that the book tells of a pair."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hermanar.checks.toponyms import canon
from hermanar.directory.models import Organisation
from hermanar.directory.queries import administration_on
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import told_apart
from hermanar.partnerships.models import Partnership

from ..enums import EntryKind, RowLack, Shelf, Validity, Way, Withdrawal
from ..models import Entry
from ..policies import can_follow_source
from ..rules.advice import Standing, missing, ways
from ..rules.claims import ANTECEDENTS
from ..rules.pictures import EntryPicture, from_json
from ..rules.sources import disagreements
from ..rules.validity import validity


@dataclass(frozen=True)
class OwnRelation:
    """An entry about one's own, with what it lacks and what can be done, in words. `ways`: (code, words); `is_overtaken`: an
    antecedent of what the same two signed since."""

    public_id: str
    folio: str
    picture: EntryPicture
    kind: str
    validity: str
    validity_label: str
    lacks: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    differ: bool
    followed: bool
    is_exercise: bool
    partnership: str
    cursor: int
    is_overtaken: bool


def _of(organisation: Organisation) -> QuerySet[Entry]:
    """Standing entries about a municipality, or about a state and its municipalities; no exercise of others."""
    if organisation.municipality_id:
        about = Q(our_key=organisation.municipality_id) | Q(
            country="MX", snapshot__theirs__key=organisation.municipality_id
        )
    elif organisation.state_id:
        about = Q(our_key__startswith=organisation.state_id)
    else:
        raise NotVisible("own relations")
    shelves = [Shelf.DOCUMENTED, *([Shelf.EXERCISE] if organisation.is_exercise else [])]
    return Entry.objects.filter(about, shelf__in=shelves, withdrawn_at=None)


def _pair(entry: Entry) -> frozenset[str]:
    """Between whom it is, whichever of two Mexican parties it names first."""
    theirs = entry.snapshot["theirs"]
    there = theirs["key"] or f"{entry.country}:{canon(entry.their_name.partition(',')[0])}"
    return frozenset({entry.our_key or canon(entry.our_name), there})


def _followed(organisation: Organisation) -> set[int]:
    """Antecedents of a pair that signed since, and whose agreement was not ended: there is no conversation to resume. One query."""
    rows = list(_of(organisation).filter(is_terminated=False).only(
        "pk", "kind", "rung", "signed_on", "our_key", "our_name", "their_name", "country", "snapshot"
    ))  # fmt: skip
    signed: dict[frozenset[str], dt.date] = {}
    for entry in rows:
        if entry.kind not in ANTECEDENTS and entry.rung >= 6 and entry.signed_on:
            signed[_pair(entry)] = max(entry.signed_on, signed.get(_pair(entry), dt.date.min))
    return {
        entry.pk
        for entry in rows
        if entry.kind in ANTECEDENTS and signed.get(_pair(entry), dt.date.min) > (entry.signed_on or dt.date.min)
    }


def _open_to(way: str, on: dt.date, began: dt.date | None, followed: set[int]) -> Q:
    """Entries with which that can be done: the questions of `rules.advice.ways`, asked of the database."""
    alive, paper = Q(is_terminated=False), ~Q(kind__in=ANTECEDENTS)
    known = ~Q(kind="other")
    expired = Q(term_known=True, ends_on__lt=on)
    return {
        Way.RESUME: alive & Q(kind__in=ANTECEDENTS) & ~Q(pk__in=followed),
        Way.DEPOSIT: alive & paper & Q(rung__lt=6),
        Way.REGISTER: alive & paper & known & ~Q(country="MX") & Q(snapshot__registration_number=""),
        Way.RENEW: alive & paper & known & expired,
        Way.RATIFY: alive & paper & known & ~expired & ~Q(kind="reaffirmation") & Q(signed_on__lt=began or dt.date.min),
    }[Way(way)]


def count_ways(organisation: Organisation, on: dt.date) -> dict[str, int]:
    """How many of its entries each thing can be done with, and `all` of them. Three queries. Raises NotVisible."""
    term = administration_on(organisation, on)
    began = term.starts_on if term else None
    followed = _followed(organisation)
    asked = {way: Count("pk", filter=_open_to(way, on, began, followed)) for way in Way.values}
    return _of(organisation).aggregate(all=Count("pk"), **asked)


def list_own(
    organisation: Organisation, on: dt.date, *, way: str = "", before: int | None = None, limit: int = 25
) -> list[OwnRelation]:
    """Its entries (those with which something can be done: `way`), the latest published first; keyset by `cursor`. Three
    queries. Raises NotVisible."""
    rows = _of(organisation).order_by("-pk")
    term = administration_on(organisation, on)
    began = term.starts_on if term else None
    followed = _followed(organisation)
    if way:
        rows = rows.filter(_open_to(way, on, began, followed))
    return [_own(e, on, began, followed) for e in (rows.filter(pk__lt=before) if before else rows)[:limit]]


def _own(entry: Entry, on: dt.date, began: dt.date | None, followed: set[int]) -> OwnRelation:
    picture = from_json(entry.snapshot)
    state = validity(
        on=on,
        term_known=entry.term_known,
        ends_on=entry.ends_on,
        is_terminated=entry.is_terminated,
        kind=entry.kind,
    )
    known = Standing(
        entry.kind, entry.country == "MX", entry.rung, entry.signed_on, state, bool(picture.registration_number),
        bool(entry.partnership), entry.pk in followed,
    )  # fmt: skip
    kind = str(EntryKind(entry.kind).label) if entry.kind in EntryKind.values else entry.kind
    return OwnRelation(
        entry.public_id, entry.folio, picture, kind, state, str(Validity(state).label),
        tuple(str(RowLack(c).label) for c in missing(known, entry.signed_precision)),
        tuple((c, str(Way(c).label)) for c in ways(known, began)), bool(disagreements(picture.sources)),
        picture.choice is not None, entry.shelf == Shelf.EXERCISE, entry.partnership, entry.pk,
        entry.pk in followed,
    )  # fmt: skip


def get_own(organisation: Organisation, public_id: str, on: dt.date) -> OwnRelation:
    """One of its entries. Raises NotVisible."""
    entry = _of(organisation).filter(public_id=public_id).first()
    if entry is None:
        raise NotVisible(public_id)
    term = administration_on(organisation, on)
    return _own(entry, on, term.starts_on if term else None, _followed(organisation))


def get_entry_to_follow(actor: Actor, organisation: Organisation, public_id: str) -> Entry:
    """An entry whose source the actor may choose. Raises NotVisible."""
    entry = _of(organisation).filter(public_id=public_id).first()
    if entry is None or not can_follow_source(actor, entry, organisation):
        raise NotVisible(public_id)
    return entry


def list_of_pair(
    organisation: Organisation, on: dt.date, *, name: str, country: str, key: str = ""
) -> list[OwnRelation]:
    """All that the book tells of this organisation and one counterpart, whatever its spelling, oldest first. Three queries.

    Raises NotVisible.
    """
    term = administration_on(organisation, on)
    began = term.starts_on if term else None
    found, followed = [], _followed(organisation)
    for entry in _of(organisation).filter(Q(country=country) | Q(country="MX")).order_by("pk"):
        told = entry.snapshot["theirs"]
        sides = [told, entry.snapshot["ours"]] if entry.country == "MX" else [told]
        if any(_same(side, name, key) for side in sides):
            found.append(_own(entry, on, began, followed))
    return sorted(found, key=lambda r: (r.picture.signed_on or dt.date.max, r.cursor))


def _same(side: dict, name: str, key: str) -> bool:
    if key and side["key"]:
        return bool(side["key"] == key)
    asked = canon(name.partition(",")[0])
    return asked in {canon(n.partition(",")[0].partition(" (")[0]) for n in side["name"].values() if n}


@dataclass(frozen=True)
class Told:
    """What the book told of a pair before: enough to be warned of it."""

    public_id: str
    folio: str
    title: str
    on: dt.date | None
    precision: str


def told_of_pair(actor: Actor, *, our_key: str, name: str, country: str, their_key: str = "") -> list[Told]:
    """Standing entries about a Mexican party and one counterpart, whoever brought them in, oldest first; exercises only
    for who is in one. Two queries at most."""
    house = Organisation.objects.filter(public_id=actor.organisation or "-").first()
    shelves = [Shelf.DOCUMENTED, *([Shelf.EXERCISE] if house is not None and house.is_exercise else [])]
    about = Q(our_key=our_key, country=country) | Q(country="MX", snapshot__theirs__key=our_key)
    found = []
    for entry in Entry.objects.filter(about, shelf__in=shelves, withdrawn_at=None, partnership="").order_by("pk"):
        told = entry.snapshot["theirs"]
        sides = [told, entry.snapshot["ours"]] if entry.country == "MX" else [told]
        if any(_same(side, name, their_key) for side in sides):
            where = (entry.snapshot[side].get("subdivision", "") for side in ("ours", "theirs"))
            title = " – ".join(told_apart(entry.our_name, entry.their_name, *where))
            found.append(Told(entry.public_id, entry.folio, title, entry.signed_on, entry.signed_precision))
    return sorted(found, key=lambda t: t.on or dt.date.max)


def entry_in_book(partnership: Partnership) -> Entry | None:
    """The entry of a relation, standing or withdrawn (`withdrawn_at`, `withdrawal`)."""
    return Entry.objects.filter(partnership=partnership.public_id).order_by("-pk").first()


def is_taken_off(partnership: Partnership) -> bool:
    """Whether whoever publishes took its entry off the book: no other act brings it back."""
    return Entry.objects.filter(partnership=partnership.public_id, withdrawal=Withdrawal.TAKEN_OFF).exists()
