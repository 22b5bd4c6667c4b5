"""Bringing an old list into the book: the file, its columns, its rows; what is undecidable is asked; undone whole.

Reading, writing and undoing come in pieces, each an operation of its own, so that a long list shows how far it is and
never holds the database: `registry.tasks.work_list` does them one after the other.
"""

import datetime as dt
import io
from collections.abc import Mapping as Map, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hermanar.checks.lists import Party, Reader, Relation
from hermanar.checks.tables import Line, TableFault, open_table
from hermanar.directory.models import Country, Organisation
from hermanar.files.operations import store_bytes
from hermanar.journal.operations import HOUSE, record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, ListingState, RowLack, RowState
from ..models import ListedRow, Listing
from ..policies import can_bring_list, can_work_list
from ..queries.known import known_relations
from ..queries.listings import fault_sentence, own_names, scope_of
from ..rules.lists import kind_of_words
from ..rules.mapping import Mapping, doubt_of_date, fingerprint, read_date
from ..rules.rows import Judged, judge, lacks_of, pair_of

PIECE = 200  # rows of one step
_CSV, _XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _refused(fault: TableFault) -> Refused:
    return Refused(fault.code, fault_sentence(fault.code, fault.data), field="file")


def _later(listing: Listing) -> None:
    transaction.on_commit(partial(_enqueue, listing.public_id))


def _enqueue(public_id: str) -> None:
    import_string(settings.JOBS["work_list"]).enqueue(public_id)


def _moved(act: Act, listing: Listing, old: Sequence[str], new: str, **more: Any) -> None:
    """The list in its next state, once."""
    values = {"state": new, "asked_by": act.actor.user[:12], "asked_post": act.actor.appointment, "asked_at": act.at}
    if not Listing.objects.filter(pk=listing.pk, state__in=old).update(**values, **more):
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))
    listing.refresh_from_db()


def _may(act: Act, listing: Listing) -> None:
    if not can_work_list(act.actor, listing):
        raise NotVisible(listing.public_id)


# -- the file and its columns -----------------------------------------------------------------------------------------


@transaction.atomic
def bring_list(act: Act, *, organisation: Organisation | None, filename: str, data: bytes) -> Listing:
    """Keep the file of a list and the words over its columns. Raises NotVisible, Refused (`ListFault`)."""
    if not can_bring_list(act.actor, organisation):
        raise NotVisible("lists")
    if len(data) > settings.LIST_MAX_BYTES:
        raise Refused(
            "too_large", fault_sentence("too_large", {"megabytes": settings.LIST_MAX_BYTES // 2**20}), field="file"
        )
    try:
        table = open_table(io.BytesIO(data))
    except TableFault as fault:
        raise _refused(fault) from fault
    name = normalise(filename.replace("\\", "/").rpartition("/")[2])[-200:] or str(_("lista"))
    circle = organisation.home if organisation else None
    attachment = None
    if circle is not None:
        media_type = _XLSX if not table.encoding else _CSV
        attachment = store_bytes(act, circle=circle, data=data, filename=name, media_type=media_type)
    listing = Listing.objects.create(
        organisation=organisation, circle=circle, attachment=attachment, filename=name, header=list(table.header),
        header_row=table.header_row, fingerprint=fingerprint(table.header), brought_at=act.at, asked_at=act.at,
        asked_by=act.actor.user[:12], asked_post=act.actor.appointment,
    )  # fmt: skip
    record(
        act, Happened.LIST_BROUGHT, chain=listing.chain or HOUSE, about=listing.public_id, sha256=listing.fingerprint
    )
    return listing


@transaction.atomic
def choose_columns(act: Act, *, listing: Listing, mapping: Mapping) -> Listing:
    """Say what each column is, and have the list read. Raises NotVisible, Invalid, Refused."""
    _may(act, listing)
    errors: dict[str, list] = {}
    places = {role: at for role, at in mapping.as_json().items() if type(at) is int}
    if mapping.theirs is None:
        errors["theirs"] = [_("Elija la columna de la contraparte.")]
    if mapping.ours is None and not own_names(listing.organisation):
        errors["ours"] = [_("Elija la columna de la parte mexicana.")]
    for role, at in places.items():
        if not 0 <= at < len(listing.header) or list(places.values()).index(at) != list(places).index(role):
            errors.setdefault(role, []).append(_("Cada columna se elige una sola vez."))
    if mapping.default_country and not Country.objects.filter(iso2=mapping.default_country).exists():
        errors["default_country"] = [_("Elija un país de la lista.")]
    if errors:
        raise Invalid(errors)
    old = (ListingState.BROUGHT, ListingState.READ, ListingState.FAILED)
    _moved(act, listing, old, ListingState.READING, columns=mapping.as_json(), read=0, fault="", fault_data={})
    ListedRow.objects.filter(listing=listing).delete()
    record(act, Happened.LIST_MAPPED, chain=listing.chain or HOUSE, about=listing.public_id)
    _later(listing)
    return listing


# -- reading ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def put_rows(act: Act, *, listing: Listing, rows: Sequence[tuple[Line, Relation]], reader: Reader) -> int:
    """Keep a piece of what was read, each row with what it was taken for. Returns how many. Raises NotVisible,
    Refused, TableFault (more rows than a list may bring in)."""
    _may(act, listing)
    if listing.read + len(rows) > settings.LIST_MAX_ROWS:
        raise TableFault("too_many_rows", most=settings.LIST_MAX_ROWS)
    if listing.state != ListingState.READING:
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))
    mapping, scope = Mapping(**listing.columns), scope_of(listing.organisation)
    found = [(line, it) for line, relation in rows if (it := judge(relation, scope))]
    fresh = [_row(listing, line, it, mapping) for line, it in found]
    firsts: dict[str, int] = dict(
        listing.rows.filter(pair__in={r.pair for r in fresh}, same_as=None).values_list("pair", "number")
    )
    known = known_relations(reader, [(it.ours, it.theirs) for _line, it in found if it.ours.ref])
    for row, (_line, it) in zip(fresh, found, strict=True):
        first = firsts.setdefault(row.pair, row.number)
        if first != row.number:
            row.same_as = first
            row.state = RowState.DUPLICATE if row.state in {RowState.MATCHED, RowState.ASKED} else row.state
        elif row.state == RowState.MATCHED and (entry := known.get((it.ours.ref, it.theirs.identity))):
            row.known, row.state = entry, RowState.KNOWN
    ListedRow.objects.bulk_create(fresh, ignore_conflicts=True)
    Listing.objects.filter(pk=listing.pk).update(read=listing.read + len(fresh))
    listing.refresh_from_db()
    record(act, Happened.LIST_ROWS_READ, chain=listing.chain or HOUSE, about=listing.public_id, count=len(fresh))
    return len(fresh)


def _row(listing: Listing, line: Line, found: Judged, mapping: Mapping) -> ListedRow:
    ours, theirs = found.ours, found.theirs
    told = {r: line[getattr(mapping, r)][:400] for r in ("on", "kind", "source", "note")}
    told = {role: text for role, text in told.items() if text}
    on, precision = read_date(told.get("on", ""))
    kind = kind_of_words(told["kind"]) if told.get("kind") else ""
    return ListedRow(
        listing=listing, number=line.number, ours_printed=ours.printed[:200], theirs_printed=theirs.printed[:200],
        country=theirs.country, our_key=ours.ref, our_candidates=list(ours.candidates) if not ours.ref else [],
        their_key=theirs.ref if theirs.country == "MX" else "", their_place=_place(theirs),
        their_candidates=list(theirs.candidates) if not theirs.ref else [], why=ours.why, on=on, precision=precision,
        kind=kind, told=told, lacks=lacks_of(theirs, precision, kind, told),
        pair=pair_of(ours, theirs), state=found.state,
    )  # fmt: skip


def _place(party: Party) -> int | None:
    return int(party.ref[3:]) if party.ref.startswith("gn:") else None


@transaction.atomic
def finish_reading(act: Act, *, listing: Listing, fault: str = "", data: Map[str, Any] | None = None) -> Listing:
    """The list read whole, or why it could not be. Raises NotVisible, Refused."""
    _may(act, listing)
    new = ListingState.FAILED if fault else ListingState.READ
    _moved(act, listing, (ListingState.READING,), new, fault=fault, fault_data=dict(data or {}))
    happened = Happened.LIST_FAILED if fault else Happened.LIST_READ
    record(
        act, happened, chain=listing.chain or HOUSE, about=listing.public_id, count=listing.rows.count(), fault=fault
    )  # fmt: skip
    return listing


@transaction.atomic
def retry_list(act: Act, *, listing: Listing) -> Listing:
    """Have the work that a list waits for done again, where it stopped: read rows are read anew, written ones stay.

    Raises NotVisible, Refused.
    """
    _may(act, listing)
    if listing.state not in {ListingState.READING, ListingState.WRITING, ListingState.UNDOING}:
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))
    if listing.state == ListingState.READING:
        listing.rows.all().delete()
    _moved(act, listing, (listing.state,), listing.state, read=0)
    record(act, Happened.LIST_RETRIED, chain=listing.chain or HOUSE, about=listing.public_id)
    _later(listing)
    return listing


# -- what is asked ----------------------------------------------------------------------------------------------------


@transaction.atomic
def answer_row(act: Act, *, listing: Listing, row: ListedRow, key: str, reader: Reader) -> int:
    """Say which municipality (or state) a name means, for every row of the list that prints it so. `key` empty leaves
    them out. Returns how many rows. Raises NotVisible, Invalid, Refused."""
    _may(act, listing)
    _open(listing)
    asked = (RowState.ASKED, RowState.UNMATCHED, RowState.LEFT_OUT, RowState.MATCHED, RowState.KNOWN)
    same = list(
        listing.rows.filter(ours_printed=row.ours_printed, our_candidates=row.our_candidates, entry="", state__in=asked)
    )
    if not any(r.pk == row.pk for r in same):
        raise Refused("row_settled", _("Esa fila ya no espera respuesta."))
    if not key:
        return _left_out(act, listing, row, [r for r in same if r.state != RowState.LEFT_OUT])
    known_key = reader.gazetteer.municipality(key) or reader.gazetteer.state(key)
    if not scope_of(listing.organisation).holds(key) or not (
        known_key or key in own_names(listing.organisation).values()
    ):
        raise Invalid({"key": [_("Elija un municipio de los que puede traer esta organización.")]})
    for one in same:
        _answered(one, key, reader)
    record(
        act, Happened.ROW_ANSWERED, chain=listing.chain or HOUSE, about=listing.public_id, row=row.number, key=key,
        count=len(same),
    )  # fmt: skip
    return len(same)


def _answered(row: ListedRow, key: str, reader: Reader) -> None:
    """The row with our party known: it enters, or tells of what the book or an earlier row told."""
    theirs = _their_party(row, reader)
    ours = Party(row.ours_printed, "MX", "matched", key, (key,), "answer", f"mx:{key}")
    row.our_key, row.why, row.pair = key, "answer", pair_of(ours, theirs)
    others = row.listing.rows.filter(pair=row.pair, state__in=(RowState.MATCHED, RowState.KNOWN)).exclude(pk=row.pk)
    earlier = others.order_by("number").first()
    row.known = known_relations(reader, [(ours, theirs)]).get((key, theirs.identity), "")
    row.same_as = earlier.number if earlier else None
    row.state = RowState.DUPLICATE if earlier else RowState.KNOWN if row.known else RowState.MATCHED
    row.save(update_fields=["our_key", "why", "pair", "known", "same_as", "state"])


@transaction.atomic
def answer_partner(act: Act, *, listing: Listing, row: ListedRow, ref: str, reader: Reader) -> int:
    """Say which place a counterpart's name means, for every row of the list that prints it so: `gn:` + GeoNames id or an
    INEGI key of those asked; empty leaves it as printed. Returns how many rows. Raises NotVisible, Invalid, Refused."""
    _may(act, listing)
    _open(listing)
    same = list(
        listing.rows.filter(
            theirs_printed=row.theirs_printed, country=row.country, their_candidates=row.their_candidates, entry=""
        ).order_by("number")
    )
    if not row.their_candidates or not any(r.pk == row.pk for r in same):
        raise Refused("row_settled", _("Esa fila ya no espera respuesta."))
    if ref and ref not in row.their_candidates:
        raise Invalid({"ref": [_("Elija uno de los lugares de la lista.")]})
    for one in same:
        one.their_candidates = []
        if ref:
            one.their_place = int(ref[3:]) if ref.startswith("gn:") else None
            one.their_key = "" if ref.startswith("gn:") else ref
            one.lacks = [lack for lack in one.lacks if lack != RowLack.PLACE]
        one.save(update_fields=["their_candidates", "their_place", "their_key", "lacks"])
        if ref and one.our_key and one.state != RowState.LEFT_OUT:
            _answered(one, one.our_key, reader)
    record(
        act, Happened.PARTNER_ANSWERED, chain=listing.chain or HOUSE, about=listing.public_id, row=row.number,
        ref=ref, count=len(same),
    )  # fmt: skip
    return len(same)


@transaction.atomic
def answer_date(
    act: Act, *, listing: Listing, row: ListedRow, on: dt.date | None, precision: Precision | str = Precision.DAY
) -> int:
    """Say what day was meant by a date that no calendar has or whose day and month could change places, for every row of the
    list that writes it so; None: it is not known. Returns how many rows. Raises NotVisible, Invalid, Refused."""
    _may(act, listing)
    _open(listing)
    text = row.told.get("on", "")
    same = [one for one in listing.rows.filter(entry="").order_by("number") if text and one.told.get("on") == text]
    if not doubt_of_date(text) or not any(one.pk == row.pk for one in same):
        raise Refused("row_settled", _("Esa fila ya no espera respuesta."))
    if on is not None and on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    precision = precision if on is not None else ""
    lack = RowLack.DATE if on is None else "" if precision == Precision.DAY else RowLack.DATE_INEXACT
    for one in same:
        one.on, one.precision = on, precision
        one.lacks = [*([str(lack)] if lack else []), *(key for key in one.lacks if not key.startswith("date"))]
        one.save(update_fields=["on", "precision", "lacks"])
    record(
        act, Happened.DATE_ANSWERED, chain=listing.chain or HOUSE, about=listing.public_id, row=row.number,
        on=on.isoformat() if on else "", count=len(same),
    )  # fmt: skip
    return len(same)


def _their_party(row: ListedRow, reader: Reader) -> Party:
    """The counterpart as it was answered, or else as its name reads."""
    if row.their_place:
        ref = f"gn:{row.their_place}"
        return Party(row.theirs_printed, row.country, "matched", ref, (ref,), "answer", ref)
    if row.their_key:
        return Party(
            row.theirs_printed, "MX", "matched", row.their_key, (row.their_key,), "answer", f"mx:{row.their_key}"
        )
    return reader.party(row.theirs_printed, row.country)


def _left_out(act: Act, listing: Listing, row: ListedRow, same: Sequence[ListedRow]) -> int:
    done = listing.rows.filter(pk__in=[r.pk for r in same]).update(state=RowState.LEFT_OUT)
    record(
        act, Happened.ROW_LEFT_OUT, chain=listing.chain or HOUSE, about=listing.public_id, row=row.number, count=done
    )
    return done


def _open(listing: Listing) -> None:
    if listing.state not in {ListingState.READ, ListingState.WRITTEN}:
        raise Refused("list_moved", _("La lista cambió mientras tanto. Vuelva a mirarla."))


# -- into the book, and out again -------------------------------------------------------------------------------------


@transaction.atomic
def confirm_list(act: Act, *, listing: Listing) -> Listing:
    """Have what is decided written into the book; what waits for an answer can follow. Raises NotVisible, Refused."""
    _may(act, listing)
    if not listing.rows.filter(state__in=(RowState.MATCHED, RowState.KNOWN), entry="").exists():
        raise Refused("nothing_decided", _("No hay filas decididas que incorporar."))
    old = (ListingState.READ, ListingState.WRITTEN)
    _moved(act, listing, old, ListingState.WRITING, confirmed_at=act.at, read=0)
    record(act, Happened.LIST_CONFIRMED, chain=listing.chain or HOUSE, about=listing.public_id)
    _later(listing)
    return listing


@transaction.atomic
def undo_list(act: Act, *, listing: Listing, reason: str) -> Listing:
    """Have everything that the list brought in taken back. The journal and the revisions stay. Raises NotVisible,
    Invalid, Refused."""
    _may(act, listing)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    old = (ListingState.READ, ListingState.WRITTEN)
    _moved(act, listing, old, ListingState.UNDOING, reason=reason[:2000], read=0)
    record(act, Happened.LIST_UNDO_ASKED, chain=listing.chain or HOUSE, about=listing.public_id, reason=reason)
    _later(listing)
    return listing
