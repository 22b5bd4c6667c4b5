"""Search over the published entries: bounded, keyset-paged, its number of questions flat."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When

from hermanar.checks.regions import region_in
from hermanar.directory.models import Country, State, in_language

from ..enums import EntryClass, EntryKind, Shelf, Validity
from ..models import Entry
from ..rules.analyser import closeness, wanted
from ..rules.claims import ANTECEDENTS
from ..rules.validity import validity
from .fulltext import MOST, matching
from .masking import masked

PAGE = 25
MOST_COUNTED = 10_000
MOST_ARCS = 400
MOST_EXPORTED = 20_000


Choice = tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """What a visitor asks for: of each kind any of the values. Empty: everything of the shelf."""

    text: str = ""
    klass: Choice = ()
    kind: Choice = ()
    country: Choice = ()
    state: Choice = ()
    validity: Choice = ()
    shelf: str = Shelf.DOCUMENTED

    @property
    def is_plain(self) -> bool:
        return not (self.text or self.klass or self.kind or self.country or self.state or self.validity)


@dataclass(frozen=True)
class ResultRow:
    """A line of the table, in the reader's language. `source` is (title, address) of where it was read."""

    public_id: str
    folio: str
    ours: str
    our_key: str
    theirs: str
    country: str
    country_name: str
    instrument: str
    signed_on: dt.date | None
    precision: str
    validity: str
    validity_label: str
    source: tuple[str, str]
    is_exercise: bool

    @property
    def is_antecedent(self) -> bool:
        """Whether it documents no agreement."""
        return self.validity == Validity.NO_AGREEMENT


@dataclass(frozen=True)
class Facet:
    key: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class ResultsPage:
    """`total` stops counting at `MOST_COUNTED` (`is_more` says so); `cursor` opens the next page, empty on the last."""

    rows: tuple[ResultRow, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    total: int
    is_more: bool
    cursor: str


@dataclass(frozen=True)
class ArcPoint:
    """A relation on the map: two places as (longitude, latitude), the first one the Mexican."""

    public_id: str
    title: str
    start: tuple[float, float]
    end: tuple[float, float]


def _validity_q(state: str, on: dt.date) -> Q:
    agreed = ~Q(kind__in=ANTECEDENTS)
    if state == Validity.NO_AGREEMENT:
        return ~agreed
    alive = agreed & Q(is_terminated=False)
    if state == Validity.TERMINATED:
        return agreed & Q(is_terminated=True)
    if state == Validity.IN_FORCE:
        return alive & Q(term_known=True, ends_on__gte=on)
    if state == Validity.EXPIRED:
        return alive & Q(term_known=True, ends_on__lt=on)
    return alive & (Q(term_known=False) | Q(ends_on=None))


def _shelf(filters: Filters) -> tuple[QuerySet[Entry], list[int] | None]:
    """Published entries of the shelf that hold the words asked for, before any other filter."""
    rows = Entry.objects.filter(shelf=filters.shelf, withdrawn_at=None)
    if not (asked := wanted(filters.text)):
        return rows, None
    found = matching(asked, filters.shelf)
    return rows.filter(pk__in=found), found


def _narrowed(rows: QuerySet[Entry], filters: Filters, on: dt.date, *, but: str = "") -> QuerySet[Entry]:
    """With every filter except one: a facet counts what choosing another of its values would give."""
    if filters.klass:
        rows = rows.filter(klass__in=filters.klass)
    if filters.kind and but != "kind":
        rows = rows.filter(kind__in=filters.kind)
    if filters.country and but != "country":
        rows = rows.filter(country__in=[c.upper() for c in filters.country])
    if filters.state and but != "state":
        rows = rows.filter(reduce(or_, (Q(our_key__startswith=key[:2]) for key in filters.state)))
    if filters.validity and but != "validity":
        rows = rows.filter(reduce(or_, (_validity_q(state, on) for state in filters.validity)))
    return rows


def _many(value: str | Iterable[str], known: Iterable[str] | None = None) -> Choice:
    """One value or several as a tuple; values that are none of the known are left out."""
    values = (value,) if isinstance(value, str) else tuple(value)
    return tuple(dict.fromkeys(v for v in values if v and (known is None or v in known)))


def filters_of(
    text: str = "", *, klass: str | Iterable[str] = (), kind: str | Iterable[str] = (),
    country: str | Iterable[str] = (), state: str | Iterable[str] = (), validity: str | Iterable[str] = (),
    shelf: str = Shelf.DOCUMENTED,
) -> Filters:  # fmt: skip
    """Filters from what was typed or stands in an address; what means nothing is left out."""
    return Filters(
        text[:200], _many(klass, EntryClass.values), _many(kind, EntryKind.values),
        tuple(c for c in _many(country) if len(c) == 2), tuple(s for s in _many(state) if len(s) == 2 and s.isdigit()),
        _many(validity, Validity.values), Shelf(shelf) if shelf in Shelf.values else Shelf.DOCUMENTED,
    )  # fmt: skip


def search(
    text: str = "",
    *,
    on: dt.date,
    klass: str | Iterable[str] = (),
    kind: str | Iterable[str] = (),
    country: str | Iterable[str] = (),
    state: str | Iterable[str] = (),
    validity: str | Iterable[str] = (),
    shelf: str = Shelf.DOCUMENTED,
    after: str = "",
    oldest_first: bool = False,
    limit: int = PAGE,
) -> ResultsPage:
    """A page of published entries with its facets, on a day (in force or not depends on it).

    With words, those whose names hold them come first; else relations, by date of signature, undated last; what documents
    none (antecedents) after them, likewise. `after` is the cursor of the page before; one that cannot be read is as none.
    """
    filters = filters_of(
        text, klass=klass, kind=kind, country=country, state=state, validity=validity, shelf=shelf
    )  # fmt: skip
    base, found = _shelf(filters)
    rows = _narrowed(base, filters, on)
    if found is None:
        page = list(_after(rows, after, oldest_first)[: limit + 1])
    else:
        page = _ranked(rows, filters.text, after, limit + 1)
    total = rows.order_by()[: MOST_COUNTED + 1].count()
    kept = page[:limit]
    names = _countries()
    return ResultsPage(
        rows=tuple(_row(e, on, names) for e in kept),
        facets=_facets(base, filters, on, names),
        total=min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED or (found is not None and len(found) >= MOST),
        cursor=_cursor_of(kept[-1]) if len(page) > limit else "",
    )


_BEFORE = "a"  # marks the cursor of an antecedent


def _cursor_of(entry: Entry) -> str:
    return f"{entry.signed_on or '-'}_{entry.pk}{_BEFORE if entry.kind in ANTECEDENTS else ''}"


def _cursor(after: str) -> tuple[bool, dt.date | None, int] | None:
    """(whether it is an antecedent's, its day, its key)."""
    day, _, number = after.partition("_")
    try:
        on = None if day == "-" else dt.date.fromisoformat(day)
        return number.endswith(_BEFORE), on, int(number.removesuffix(_BEFORE))
    except ValueError:
        return None


def _after(rows: QuerySet[Entry], after: str, oldest_first: bool) -> QuerySet[Entry]:
    """Relations, then antecedents, each in order of signature, undated last, from the row after the cursor's."""
    place = _cursor(after)
    if place is not None:
        is_antecedent, day, pk = place
        beyond = Q(pk__gt=pk) if oldest_first else Q(pk__lt=pk)
        if day is None:
            beyond &= Q(signed_on=None)
        else:
            later = Q(signed_on__gt=day) if oldest_first else Q(signed_on__lt=day)
            beyond = Q(signed_on=None) | later | (Q(signed_on=day) & beyond)
        antecedent = Q(kind__in=ANTECEDENTS)
        rows = rows.filter(antecedent & beyond if is_antecedent else antecedent | beyond)
    return in_order_of_book(rows, oldest_first=oldest_first)


def in_order_of_book(rows: QuerySet[Entry], *, oldest_first: bool = False) -> QuerySet[Entry]:
    """Relations by date of signature, undated last, and antecedents after them, likewise."""
    rows = rows.alias(is_antecedent=Case(When(kind__in=ANTECEDENTS, then=1), default=0))
    if oldest_first:
        return rows.order_by("is_antecedent", F("signed_on").asc(nulls_last=True), "pk")
    return rows.order_by("is_antecedent", F("signed_on").desc(nulls_last=True), "-pk")


def _ranked(rows: QuerySet[Entry], text: str, after: str, limit: int) -> list[Entry]:
    """What was found is bounded (`MOST`): it is put in order here, alike on both engines, and cut after the cursor."""
    found = rows.values_list("pk", "our_name", "their_name", "signed_on", "kind")
    order = sorted(
        found,
        key=lambda r: (
            -closeness(text, r[1], r[2]), r[4] in ANTECEDENTS, r[3] is None, -(r[3].toordinal() if r[3] else 0), -r[0]
        ),
    )  # fmt: skip
    keys = [r[0] for r in order]
    place = _cursor(after)
    start = keys.index(place[2]) + 1 if place is not None and place[2] in keys else 0
    wanted_keys = keys[start : start + limit]
    known = Entry.objects.in_bulk(wanted_keys)
    return [known[k] for k in wanted_keys]


def _countries() -> dict[str, str]:
    return {c.iso2: str(c) for c in Country.objects.all()}


def known_values() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the countries and keys of the states that a filter may name. Two queries."""
    countries = Country.objects.order_by("iso2").values_list("iso2", flat=True)
    return tuple(countries), tuple(State.objects.order_by("key").values_list("key", flat=True))


def _facets(
    base: QuerySet[Entry], filters: Filters, on: dt.date, names: dict[str, str]
) -> dict[str, tuple[Facet, ...]]:
    counts = _narrowed(base, filters, on, but="validity").aggregate(
        **{v: Count("pk", filter=_validity_q(v, on)) for v in Validity.values}
    )
    validities = [Facet(v, str(Validity(v).label), counts[v], v in filters.validity) for v in Validity.values]
    by_country = _narrowed(base, filters, on, but="country").order_by().values_list("country").annotate(n=Count("pk"))
    countries = [Facet(c, names.get(c, c), n, c in filters.country) for c, n in by_country]
    by_kind = _narrowed(base, filters, on, but="kind").order_by().values_list("kind").annotate(n=Count("pk"))
    kinds = [Facet(k, str(EntryKind(k).label), n, k in filters.kind) for k, n in by_kind if k in EntryKind.values]
    states: dict[str, int] = {}
    keys = _narrowed(base, filters, on, but="state").order_by().values_list("our_key").annotate(n=Count("pk"))
    for key, n in keys:
        if key:
            states[key[:2]] = states.get(key[:2], 0) + n
    called = dict(State.objects.filter(key__in=states).values_list("key", "name"))
    return {
        "validity": tuple(f for f in validities if f.count or f.selected),
        "country": tuple(sorted(countries, key=lambda f: (-f.count, f.label))),
        "kind": tuple(sorted(kinds, key=lambda f: (-f.count, f.label))),
        "state": tuple(
            sorted(
                (Facet(k, called.get(k, k), n, k in filters.state) for k, n in states.items()), key=lambda f: f.label
            )
        ),
    }


def words_of(words: Mapping[str, str] | None) -> str:
    """The wording of the reader's language, Spanish where the other is missing."""
    return in_language(words.get("es", ""), words.get("en", "")) if words else ""


def party_name(party: Mapping[str, Any]) -> str:
    """`Cuernavaca, Mor.`; `Otaki, Chiba`."""
    asked = (party.get("subdivision", ""), party.get("country", ""))
    return ", ".join(
        p for p in (words_of(party["name"]), in_language(*(region_in(at, *asked) for at in ("es", "en")))) if p
    )


def _row(entry: Entry, on: dt.date, names: dict[str, str]) -> ResultRow:
    data = entry.snapshot
    state = validity(
        on=on, term_known=entry.term_known, ends_on=entry.ends_on, is_terminated=entry.is_terminated,
        kind=entry.kind,
    )  # fmt: skip
    source = next(iter(data.get("sources") or ()), None)
    return ResultRow(
        public_id=entry.public_id,
        folio=entry.folio,
        ours=party_name(data["ours"]),
        our_key=entry.our_key,
        theirs=party_name(data["theirs"]),
        country=entry.country,
        country_name=words_of(data["theirs"]["country_name"]) or names.get(entry.country, entry.country),
        instrument=words_of(data["instrument"]),
        signed_on=entry.signed_on,
        precision=entry.signed_precision or "day",
        validity=state,
        validity_label=str(Validity(state).label),
        source=(words_of(source["title"]), source["url"]) if source else ("", ""),
        is_exercise=entry.shelf == Shelf.EXERCISE,
    )


def arcs(filters: Filters | None = None, *, on: dt.date) -> list[ArcPoint]:
    """Relations with both points known, for the map; `MOST_ARCS` at most: what documents no agreement joins no cities.
    Great circles are drawn by who shows them."""
    filters = filters or Filters()
    rows = _narrowed(_shelf(filters)[0], filters, on).exclude(kind__in=ANTECEDENTS).order_by("pk")
    found = []
    for public_id, data in rows.values_list("public_id", "snapshot")[: MOST_ARCS * 2]:
        ours, theirs = data["ours"], data["theirs"]
        points = (ours.get("longitude"), ours.get("latitude"), theirs.get("longitude"), theirs.get("latitude"))
        if all(p is not None for p in points):
            title = f"{party_name(ours)} – {party_name(theirs)}"
            found.append(ArcPoint(public_id, title, (points[0], points[1]), (points[2], points[3])))
    return found[:MOST_ARCS]


def export_rows(filters: Filters | None = None, *, on: dt.date) -> Iterator[dict[str, Any]]:
    """What is shown, as flat rows with their sources, in Spanish and English; `MOST_EXPORTED` at most."""
    filters = filters or Filters()
    rows = _narrowed(_shelf(filters)[0], filters, on).order_by("pk")[:MOST_EXPORTED]
    for entry in masked(rows.iterator(chunk_size=200)):
        data = entry.snapshot
        state = validity(
            on=on, term_known=entry.term_known, ends_on=entry.ends_on, is_terminated=entry.is_terminated,
        kind=entry.kind,
        )  # fmt: skip
        sources = [s for s in data.get("sources") or () if (s.get("says") or {}).get("listed", True)]
        yield {
            "id": entry.public_id,
            "folio": entry.folio,
            "shelf": entry.shelf,
            "class": entry.klass,
            "kind": entry.kind,
            "mexican_party": data["ours"]["name"]["es"],
            "mexican_key": entry.our_key,
            "counterpart": data["theirs"]["name"]["es"],
            "counterpart_subdivision": data["theirs"].get("subdivision", ""),
            "country": entry.country,
            "instrument_es": data["instrument"]["es"],
            "instrument_en": data["instrument"].get("en", ""),
            "signed_on": entry.signed_on.isoformat() if entry.signed_on else "",
            "signed_precision": entry.signed_precision if entry.signed_on else "",
            "ends_on": entry.ends_on.isoformat() if entry.ends_on else "",
            "validity": state,
            "validity_on": on.isoformat(),
            "claim_es": data["claim"]["es"],
            "claim_en": data["claim"].get("en", ""),
            "registration_number": data.get("registration_number", ""),
            "registered_on": data.get("registered_on") or "",
            "sources": " | ".join(s.get("url") or s["title"]["es"] for s in sources),
            "revision": entry.revision,
            "published_at": entry.published_at.isoformat(),
        }
