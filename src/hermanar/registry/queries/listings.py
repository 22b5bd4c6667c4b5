"""Lists that were brought in: one of them, its rows, what they are understood as."""

import io
from collections.abc import Iterator, Mapping as Map
from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import Reader, Relation
from hermanar.checks.tables import Line, Table, open_table
from hermanar.directory.models import Organisation
from hermanar.files.queries import read_blob
from hermanar.kernel.errors import NotVisible

from ..enums import ListFault
from ..models import Listing
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
