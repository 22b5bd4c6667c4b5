"""From a list to the book and out again, a piece at a time; and which of several sources an entry follows."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation, Place
from hermanar.journal.operations import HOUSE, record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from ..enums import EntryClass, Happened, ListingState, RowState, Shelf
from ..models import Entry, ListedRow, Listing
from ..policies import can_follow_source, can_work_list
from ..rules.claims import claim_of
from ..rules.lists import KIND_WORDS, first_upper, says_of, words
from ..rules.pictures import ActPicture, EntryPicture, PartyPicture, SourcePicture, from_json, names_apart
from ..rules.sources import added, chosen, without
from .listings import PIECE
from .lists import _Places, _rounded
from .publishing import _put

_NOT_THE_REGISTRY = {
    "es": "Lista propia: no es el registro nacional",
    "en": "An own list: not the national registry",
}
_LIST = {"es": "%(whose)s, lista %(file)s, fila %(row)s", "en": "%(whose)s, list %(file)s, row %(row)s"}
_CITES = {"es": "la lista cita: %(text)s", "en": "the list cites: %(text)s"}
_DATED = {"es": "fecha como está escrita: %(text)s", "en": "date as written: %(text)s"}


def _origin(listing: Listing, row: ListedRow | None = None) -> str:
    return f"list:{listing.public_id}:{row.number}" if row else f"list:{listing.public_id}"


def _source(listing: Listing, row: ListedRow) -> SourcePicture:
    """Which row of whose list told it, and what it cites."""
    whose = listing.organisation.name if listing.organisation else "Hermanar"
    cited, dated = row.told.get("source", ""), row.told.get("on", "")
    url = cited if cited.startswith(("https://", "http://")) and " " not in cited else ""
    title, note = {}, {}
    for lang in ("es", "en"):
        title[lang] = _LIST[lang] % {"whose": whose, "file": listing.filename, "row": row.number}
        said = [_NOT_THE_REGISTRY[lang]]
        if cited and not url:
            said.append(_CITES[lang] % {"text": cited})
        if dated and (row.on is None or row.precision != "day"):
            said.append(_DATED[lang] % {"text": dated})
        note[lang] = "; ".join(said)
    return SourcePicture(title, url, note, says_of(row.on, row.precision, row.kind), _origin(listing, row))


def _picture(listing: Listing, row: ListedRow, places: _Places, spots: dict[int, Place]) -> EntryPicture:
    ours = places.mexican(row.our_key, row.ours_printed)
    theirs = places.mexican(row.their_key, row.theirs_printed) if row.their_key else _theirs(row, places, spots)
    kind = row.kind or "other"
    printed = row.told.get("kind", "")
    instrument = first_upper(words(printed)) if printed else KIND_WORDS[kind]
    exercise = listing.organisation is not None and listing.organisation.is_exercise
    return EntryPicture(
        folio=f"LIS-{listing.public_id}-{row.number}",
        shelf=Shelf.EXERCISE if exercise else Shelf.DOCUMENTED,
        klass=EntryClass.DOMESTIC if row.country == "MX" else EntryClass.INTERNATIONAL,
        kind=kind,
        instrument=instrument,
        ours=ours,
        theirs=theirs,
        rung=0,
        claim=claim_of(instrument, *names_apart(ours, theirs), row.on, row.precision or "day", None, kind),
        signed_on=row.on,
        signed_precision=row.precision or "day",
        acts=(ActPicture("documented", row.on, row.precision, instrument),) if row.on else (),
        sources=(_source(listing, row),),
    )


def _theirs(row: ListedRow, places: _Places, spots: dict[int, Place]) -> PartyPicture:
    spot = spots.get(row.their_place or 0)
    name, _comma, region = row.theirs_printed.partition(", ")
    point = _rounded((spot.latitude, spot.longitude)) if spot else (None, None)
    both = {"es": name, "en": name}
    subdivision = spot.subdivision if spot else region
    return PartyPicture(both, both, subdivision, row.country, places.country(row.country), "", *point)


def _moved(act: Act, listing: Listing, old: str, new: str) -> None:
    if not Listing.objects.filter(pk=listing.pk, state=old).update(state=new, asked_at=act.at):
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))
    listing.refresh_from_db()


def _may(act: Act, listing: Listing, state: str) -> None:
    if not can_work_list(act.actor, listing):
        raise NotVisible(listing.public_id)
    if listing.state != state:
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))


@transaction.atomic
def write_rows(act: Act, *, listing: Listing, limit: int = PIECE) -> int:
    """Put a piece of the decided rows into the book: new entries, or a source more where the book tells of the relation.

    What the book tells on another shelf is only pointed to. Returns how many rows; 0 when there are none left.
    Raises NotVisible, Refused.
    """
    _may(act, listing, ListingState.WRITING)
    waiting = listing.rows.filter(state__in=(RowState.MATCHED, RowState.KNOWN), entry="").order_by("number")
    rows = list(waiting[:limit])
    places = _Places({k for r in rows for k in (r.our_key, r.their_key) if k})
    spots = Place.objects.in_bulk([r.their_place for r in rows if r.their_place])
    known = {e.public_id: e for e in Entry.objects.filter(public_id__in=[r.known for r in rows if r.known])}
    chain = listing.chain or HOUSE
    for row in rows:
        entry = known.get(row.known)
        picture = _picture(listing, row, places, spots)
        if entry is None or entry.withdrawn_at:
            state = places.states.get(row.our_key[:2])
            entry = _put(act, picture, chain=chain, more_terms=(state.name,) if state else ())
        elif entry.shelf == picture.shelf:
            entry = _put(
                act, added(from_json(entry.snapshot), picture.sources[0]), chain=chain, partnership=entry.partnership,
                is_whole=True,
            )  # fmt: skip
            known[row.known] = entry
        row.entry = entry.public_id
    ListedRow.objects.bulk_update(rows, ["entry"])
    Listing.objects.filter(pk=listing.pk).update(read=listing.read + len(rows))
    listing.refresh_from_db()
    record(act, Happened.LIST_ROWS_WRITTEN, chain=chain, about=listing.public_id, count=len(rows))
    return len(rows)


@transaction.atomic
def finish_writing(act: Act, *, listing: Listing) -> Listing:
    """The decided rows are all in the book. Raises NotVisible, Refused."""
    _may(act, listing, ListingState.WRITING)
    _moved(act, listing, ListingState.WRITING, ListingState.WRITTEN)
    done = listing.rows.exclude(entry="").count()
    record(act, Happened.LIST_WRITTEN, chain=listing.chain or HOUSE, about=listing.public_id, count=done)
    return listing


@transaction.atomic
def undo_rows(act: Act, *, listing: Listing, limit: int = PIECE) -> int:
    """Take a piece of the list out of the book: its own entries are withdrawn, or keep what other sources told; entries
    it added to lose only what it added. Returns how many rows; 0 when there are none left. Raises NotVisible, Refused."""
    _may(act, listing, ListingState.UNDOING)
    rows = list(listing.rows.exclude(entry="").order_by("number")[:limit])
    found = {e.public_id: e for e in Entry.objects.filter(public_id__in=[r.entry for r in rows], withdrawn_at=None)}
    chain = listing.chain or HOUSE
    for row in rows:
        entry = found.get(row.entry)
        if entry is not None:
            found[row.entry] = _taken_out(act, entry, listing, chain)
    listing.rows.filter(pk__in=[r.pk for r in rows]).update(entry="")
    Listing.objects.filter(pk=listing.pk).update(read=listing.read + len(rows))
    listing.refresh_from_db()
    record(act, Happened.LIST_ROWS_UNDONE, chain=chain, about=listing.public_id, count=len(rows))
    return len(rows)


def _taken_out(act: Act, entry: Entry, listing: Listing, chain: str) -> Entry:
    before = from_json(entry.snapshot)
    after = without(before, _origin(listing))
    if after.sources == before.sources or entry.withdrawn_at:
        return entry
    if after.sources:
        return _put(act, after, chain=chain, partnership=entry.partnership, is_whole=True)
    Entry.objects.filter(pk=entry.pk, withdrawn_at=None).update(withdrawn_at=act.at)
    entry.refresh_from_db()
    reason = str(_("se deshizo la lista que la trajo"))
    record(act, Happened.ENTRY_WITHDRAWN, chain=chain, about=entry.public_id, folio=entry.folio, reason=reason)
    return entry


@transaction.atomic
def finish_undoing(act: Act, *, listing: Listing) -> Listing:
    """Nothing of the list stands in the book any more. Raises NotVisible, Refused."""
    _may(act, listing, ListingState.UNDOING)
    _moved(act, listing, ListingState.UNDOING, ListingState.UNDONE)
    Listing.objects.filter(pk=listing.pk).update(undone_at=act.at)
    listing.refresh_from_db()
    record(act, Happened.LIST_UNDONE, chain=listing.chain or HOUSE, about=listing.public_id)
    return listing


@transaction.atomic
def follow_source(act: Act, *, entry: Entry, organisation: Organisation | None, source: str, reason: str) -> Entry:
    """Say which of its sources an entry follows (`source`: its key), and why; the others stay beside it.

    Raises NotVisible, Invalid.
    """
    if entry.withdrawn_at or not can_follow_source(act.actor, entry, organisation):
        raise NotVisible(entry.public_id)
    reason = normalise(reason, lines=True)[:1000]
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    by = organisation.name if organisation else ""
    try:
        picture = chosen(from_json(entry.snapshot), source, reason={"es": reason, "en": reason}, on=act.on, by=by)
    except LookupError:
        raise Invalid({"source": [_("Elija una fuente que mencione la relación.")]}) from None
    chain = organisation.home.public_id if organisation and organisation.home else HOUSE
    entry = _put(act, picture, chain=chain, is_whole=True)
    record(
        act, Happened.SOURCE_FOLLOWED, chain=chain, about=entry.public_id, folio=entry.folio, source=source,
        reason=reason, sha256=sha256_of(entry.snapshot),
    )  # fmt: skip
    return entry
