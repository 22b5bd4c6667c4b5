"""Lists that were brought in: one of them, its rows, what they are understood as."""

import io
from collections.abc import Iterable, Iterator, Mapping as Map
from typing import Any

from django.db.models import Count, QuerySet

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import Reader, Relation
from hermanar.checks.tables import Line, Table, open_table
from hermanar.directory.models import Municipality, Organisation, Place, State
from hermanar.files.queries import read_blob
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import ListFault, RowState
from ..models import ListedRow, Listing
from ..policies import can_bring_list, can_work_list
from ..rules.lists import known_pairs
from ..rules.mapping import Mapping
from ..rules.rows import Scope


def scope_of(organisation: Organisation | None) -> Scope:
    """Whose relations its lists may bring in; the operator's everybody's."""
    if organisation is None:
        return Scope()
    return Scope(organisation.municipality_id or organisation.state_id or "-----")


def own_names(organisation: Organisation | None) -> dict[str, str]:
    """The name by which a list of a municipality means the municipality itself."""
    if organisation is None or organisation.municipality is None:
        return {}
    return {organisation.municipality.name: organisation.municipality.key}


def reader_for(gazetteer: Gazetteer, organisation: Organisation | None) -> Reader:
    """Who reads the names of an organisation's lists: it knows the documented relations and whose list it is."""
    within = organisation.state.name if organisation is not None and organisation.state is not None else ""
    return Reader(gazetteer, known=known_pairs(), own=own_names(organisation), within=within)


def fault_sentence(code: str, data: Map[str, Any]) -> str:
    """Why a list was not taken, in words."""
    return str(ListFault(code).label) % data


def open_list(listing: Listing) -> Table:
    """The table of a list that is kept. Raises TableFault, NotVisible."""
    if listing.attachment is None:
        raise NotVisible(listing.public_id)
    return open_table(io.BytesIO(read_blob(listing.attachment.blob)))


def relations_of(listing: Listing, table: Table, reader: Reader) -> Iterator[tuple[Line, Relation]]:
    """(line, relation) of each row that touches Mexico, as the list's columns say."""
    mapping = Mapping(**listing.columns)
    columns, width = mapping.columns(listing.header), len(listing.header)
    own = next(iter(own_names(listing.organisation)), "")
    for line in table.lines:
        cells = (*line.cells[:width], *[""] * (width - len(line.cells)), own)
        relation = reader.relation(Line(line.number, cells), columns)
        if relation is not None:
            yield Line(line.number, cells), relation


def list_listings(
    actor: Actor, organisation: Organisation, *, before: int | None = None, limit: int = 30
) -> list[Listing]:
    """Lists of one's own house, the latest first; keyset by primary key. Raises NotVisible."""
    if not can_bring_list(actor, organisation):
        raise NotVisible("lists")
    rows = Listing.objects.filter(organisation=organisation).order_by("-pk")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def get_listing(actor: Actor, public_id: str) -> Listing:
    """A list of one's own house. Raises NotVisible."""
    rows = Listing.objects.select_related(
        "organisation__municipality", "organisation__state", "circle", "attachment__blob"
    )
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None or not can_work_list(actor, row):
        raise NotVisible(public_id)
    return row


def remembered_columns(listing: Listing) -> Mapping | None:
    """What the columns were said to be the last time its organisation brought in a list with the same header."""
    same = Listing.objects.filter(organisation=listing.organisation, fingerprint=listing.fingerprint)
    found = same.exclude(pk=listing.pk).exclude(columns={}).order_by("-pk").values_list("columns", flat=True).first()
    return Mapping(**found) if found else None


def count_rows(listing: Listing) -> dict[str, int]:
    """Rows by what they were taken for. One query."""
    return dict(listing.rows.order_by().values_list("state").annotate(n=Count("pk")))


def count_decided(listing: Listing) -> int:
    """Rows that confirming would put into the book."""
    return listing.rows.filter(state__in=(RowState.MATCHED, RowState.KNOWN), entry="").count()


def list_rows(listing: Listing, *, states: Iterable[str] = (), after: int = 0, limit: int = 50) -> list[ListedRow]:
    """Rows in the order of the file; keyset by their number."""
    rows = listing.rows.filter(number__gt=after).order_by("number")
    wanted = list(states)
    return list((rows.filter(state__in=wanted) if wanted else rows)[:limit])


def get_row(listing: Listing, number: int) -> ListedRow:
    """Raises NotVisible."""
    row = listing.rows.filter(number=number).first()
    if row is None:
        raise NotVisible(f"{listing.public_id}/{number}")
    return row


def next_asked(listing: Listing) -> ListedRow | None:
    """The first row that waits for an answer."""
    return listing.rows.filter(state=RowState.ASKED).order_by("number").first()


def count_partners(listing: Listing) -> int:
    """Rows whose counterpart's name may mean several places and waits to be told apart. One query."""
    return _partners(listing).count()


def next_partner(listing: Listing) -> ListedRow | None:
    """The first of them."""
    return _partners(listing).order_by("number").first()


def _partners(listing: Listing) -> QuerySet[ListedRow]:
    states = (RowState.ASKED, RowState.MATCHED, RowState.KNOWN, RowState.UNMATCHED)
    return listing.rows.filter(state__in=states, entry="").exclude(their_candidates=[])


def describe_refs(gazetteer: Gazetteer, refs: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Candidate of a counterpart (`gn:` + id or INEGI key) → (name with its region, inhabitants; 0 where not known)."""
    wanted = list(refs)
    keys = names_of_keys(r for r in wanted if not r.startswith("gn:"))
    told: dict[str, tuple[str, int]] = {}
    for ref in wanted:
        place = gazetteer.place(int(ref[3:])) if ref.startswith("gn:") else None
        if place is not None:
            told[ref] = (", ".join(filter(None, [place.name, place.admin1])), place.population)
        elif ref in keys:
            told[ref] = (keys[ref], 0)
    return told


def names_of_keys(keys: Iterable[str]) -> dict[str, str]:
    """INEGI key → name as people read it. Two queries."""
    wanted = {k for k in keys if k}
    found = {m.key: str(m) for m in Municipality.objects.filter(key__in=wanted).select_related("state")}
    return found | {s.key: s.name for s in State.objects.filter(key__in=wanted)}


def names_of_places(ids: Iterable[int | None]) -> dict[int, str]:
    """GeoNames id → name with its region. One query."""
    return {p.pk: str(p) for p in Place.objects.filter(pk__in={i for i in ids if i})}
