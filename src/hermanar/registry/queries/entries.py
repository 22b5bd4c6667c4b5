"""Entries, their revisions, city pages, figures, and the text as published."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from hermanar.directory.models import Municipality, State
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import Shelf, Validity, Withdrawal
from ..models import Entry
from ..rules.claims import ANTECEDENTS
from ..rules.pictures import EntryPicture, from_json
from ..rules.validity import validity
from .masking import cover_page, issue_of, names_of_entry, public_copy, withheld_in
from .search import ResultRow, _countries, _row, in_order_of_book
from .sources import SourcesPicture, read_sources


@dataclass(frozen=True)
class RevisionLine:
    number: int
    published_at: dt.datetime
    anchor: str


@dataclass(frozen=True)
class EntryPage:
    """An entry at its permanent address. `picture` is None once it is withdrawn: the address then says only that, or that
    it is in correction, with the code of the paper that tells why (`withdrawn_act`).

    `text_withheld`: a name is withheld at its owner's request, so the text that is given out is a copy without it.
    """

    public_id: str
    folio: str
    shelf: str
    revision: int
    published_at: dt.datetime
    withdrawn_at: dt.datetime | None
    picture: EntryPicture | None
    validity: str
    validity_label: str
    revisions: tuple[RevisionLine, ...]
    text_withheld: bool
    sources: SourcesPicture | None = None
    withdrawal: str = ""
    withdrawn_act: str = ""

    @property
    def is_in_correction(self) -> bool:
        return self.withdrawal == Withdrawal.CORRECTION

    @property
    def is_exercise(self) -> bool:
        return self.shelf == Shelf.EXERCISE


@dataclass(frozen=True)
class RevisionPage:
    """One published state of an entry, with the place in the journal that seals it."""

    public_id: str
    folio: str
    number: int
    published_at: dt.datetime
    anchor: str
    picture: EntryPicture


def _entry(public_id: str) -> Entry:
    row = at_most_one(Entry.objects.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def get_entry(public_id: str, *, on: dt.date) -> EntryPage:
    """The entry as it stands. Raises NotVisible where there never was one."""
    row = _entry(public_id)
    state = validity(
        on=on, term_known=row.term_known, ends_on=row.ends_on, is_terminated=row.is_terminated, kind=row.kind
    )
    lines = row.revisions.order_by("-number").values_list("number", "published_at", "anchor_seq", "anchor_hash")
    picture, withheld = None, False
    if row.withdrawn_at is None:
        names = names_of_entry(row)
        shown = cover_page(row.snapshot, names)
        picture, withheld = from_json(shown), shown != row.snapshot
        if picture.paper and names and not withheld:
            # not of who signed, but the text may name somebody else: a witness, a contact
            issue = issue_of(picture.paper.code)
            withheld = bool(issue and withheld_in(issue, row.public_id))
    return EntryPage(
        row.public_id, row.folio, row.shelf, row.revision, row.published_at, row.withdrawn_at, picture, state,
        str(Validity(state).label), tuple(RevisionLine(n, at, f"{seq}:{head[:16]}") for n, at, seq, head in lines),
        withheld, read_sources(picture) if picture else None, row.withdrawal, row.withdrawn_act,
    )  # fmt: skip


def get_revision(public_id: str, number: int) -> RevisionPage:
    """A published state as it was. Raises NotVisible; also once the entry is withdrawn."""
    row = _entry(public_id)
    revision = row.revisions.filter(number=number).first()
    if revision is None or row.withdrawn_at:
        raise NotVisible(f"{public_id}/{number}")
    anchor = f"{revision.anchor_seq}:{revision.anchor_hash[:16]}"
    picture = from_json(cover_page(revision.snapshot, names_of_entry(row)))
    return RevisionPage(row.public_id, row.folio, number, revision.published_at, anchor, picture)


def public_rendition(public_id: str, fmt: str) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of the text that the entry publishes, as it was issued; where a name in it is
    withheld, printed again without it and marked so: the original and its hash stay with whoever holds it.

    Raises NotVisible: nothing published, entry withdrawn, or no such format.
    """
    row = _entry(public_id)
    if row.withdrawn_at or fmt not in {"pdf", "docx"}:
        raise NotVisible(public_id)
    paper = from_json(row.snapshot).paper
    issue = issue_of(paper.code) if paper else None
    if issue is None:
        raise NotVisible(public_id)
    return public_copy(issue, fmt, row.public_id)


_SAY_IT = frozenset({"09", "15"})  # Mexico City is no state, and “Estado de México” says that it is one


@dataclass(frozen=True)
class Place:
    """A municipality (or state) of the book, with how many relations it has and, apart, what documents none."""

    key: str
    name: str
    state: str
    count: int
    antecedents: int = 0

    @property
    def called(self) -> str:
        """`Guanajuato (estado)`: a state is told apart from the city that has its name."""
        said = _("%(name)s (estado)") % {"name": self.name}
        return self.name if len(self.key) != 2 or self.key in _SAY_IT else said


def list_places() -> list[Place]:
    """Every Mexican party of the book that has a key, by state and name. Three queries."""
    rows = (
        Entry.objects.filter(shelf=Shelf.DOCUMENTED, withdrawn_at=None)
        .exclude(our_key="")
        .order_by()
        .values_list("our_key")
        .annotate(
            n=Count("pk", filter=~Q(kind__in=ANTECEDENTS)),
            before=Count("pk", filter=Q(kind__in=ANTECEDENTS)),
            called=Min("our_name"),
        )
    )
    found = list(rows)
    names = {m.key: m.name for m in Municipality.objects.filter(key__in=[k for k, *_ in found])}
    states = dict(State.objects.values_list("key", "name"))
    places = [
        Place(k, states.get(k, called) if len(k) == 2 else names.get(k, called), states.get(k[:2], ""), n, before)
        for k, n, before, called in found
    ]
    return sorted(places, key=lambda p: (p.state, len(p.key) > 2, p.name))


def list_by_municipality(key: str, *, on: dt.date) -> tuple[Place, tuple[ResultRow, ...]]:
    """The city page: its relations, the latest signature first, undated last; its antecedents after them. Raises NotVisible
    where the book has none of it."""
    book = Entry.objects.filter(shelf=Shelf.DOCUMENTED, withdrawn_at=None, our_key=key)
    rows = list(in_order_of_book(book)[:200])
    if not rows:
        raise NotVisible(key)
    municipality = Municipality.objects.select_related("state").filter(key=key).first()
    state = municipality.state if municipality else State.objects.filter(key=key[:2]).first()
    name = municipality.name if municipality else state.name if state and len(key) == 2 else rows[0].our_name
    names = _countries()
    before = sum(r.kind in ANTECEDENTS for r in rows)
    place = Place(key, name, state.name if state else "", len(rows) - before, before)
    return place, tuple(_row(e, on, names) for e in rows)


def statistics() -> dict:
    """Figures of the book of documented relations; neither exercises nor what documents no agreement are counted
    among them (`antecedents` says how many of these there are). Two queries."""
    book = Entry.objects.filter(shelf=Shelf.DOCUMENTED, withdrawn_at=None)
    agreed = ~Q(kind__in=ANTECEDENTS)
    rows = book.filter(agreed)
    whole = book.aggregate(
        entries=Count("pk", filter=agreed),
        antecedents=Count("pk", filter=~agreed),
        parties=Count("our_key", filter=agreed, distinct=True),
        last=Max("published_at"),
    )
    by_country = dict(rows.order_by().values_list("country").annotate(n=Count("pk")))
    return {
        "entries": whole["entries"],
        "antecedents": whole["antecedents"],
        "parties": whole["parties"],
        "countries": len([c for c in by_country if c != "MX"]),
        "domestic": by_country.get("MX", 0),
        "international": whole["entries"] - by_country.get("MX", 0),
        "published_at": whole["last"],
    }


def entry_of(partnership: str) -> str | None:
    """Public id of the entry that a relation (by its public id) has in the book or on the shelf of exercises."""
    return Entry.objects.filter(partnership=partnership, withdrawn_at=None).values_list("public_id", flat=True).first()
