"""Loading relations from lists of facts, each with its source."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Avg
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Country, Municipality, State
from hermanar.directory.queries import search_places
from hermanar.journal.operations import HOUSE, record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import fold

from ..enums import Happened, Shelf
from ..models import Entry
from ..policies import can_load_lists
from ..rules.claims import agreeing, claim_of
from ..rules.lists import Row, choice_of, first_upper, kind_of, packaged, points, rung_of, words
from ..rules.pictures import ActPicture, EntryPicture, PartyPicture
from ..rules.sources import chosen
from .publishing import _put

_READ_ON = dt.date(2026, 11, 20)  # the day on which the packaged lists were compared


_LOCALITY = " (localidad)"
_LOCALITY_OF = {"es": "%s (localidad de %s)", "en": "%s (locality of %s)"}


class _Places:
    """What the directory knows of the places of the lists, asked once."""

    def __init__(self, keys: Iterable[str]) -> None:
        found = Municipality.objects.filter(key__in=list(keys)).select_related("state")
        self.municipalities = {m.key: m for m in found}
        self.states = {s.key: s for s in State.objects.all()}
        middle = Municipality.objects.exclude(latitude=None).values_list("state_id")
        self.centres = {k: (lat, lon) for k, lat, lon in middle.annotate(a=Avg("latitude"), o=Avg("longitude"))}
        self.countries = {c.iso2: {"es": c.name_es, "en": c.name_en} for c in Country.objects.all()}

    def country(self, iso2: str) -> dict[str, str]:
        return self.countries.get(iso2, {"es": iso2, "en": iso2})

    def mexican(self, key: str, printed: str) -> PartyPicture:
        """By its key where the name printed is that municipality's; a locality or a port keeps the name printed."""
        row, state = self.municipalities.get(key), self.states.get(key[:2])
        point: tuple[float | None, float | None] = (None, None)
        name, subdivision = words(printed), ""
        head = fold(printed.partition(",")[0])
        if row is not None:
            point = (row.latitude, row.longitude)
            subdivision = row.state.abbreviation
            if fold(row.name).startswith(head) or (head.endswith(fold(row.name)) and "puerto" not in head):
                name = {"es": row.name, "en": row.name}
            if printed.endswith(_LOCALITY):  # no party: the municipality is, and the locality is named
                place = printed.removesuffix(_LOCALITY)
                name = {lang: said % (row.name, place) for lang, said in _LOCALITY_OF.items()}
                return PartyPicture(name, name, subdivision, "MX", self.country("MX"), key, *_rounded(point))
        elif len(key) == 2:
            point = self.centres.get(key, point)
        elif state is not None:
            subdivision = state.abbreviation
        return PartyPicture(
            name, words(printed), subdivision, "MX", self.country("MX"), key, *(_rounded(point))
        )  # fmt: skip

    def foreign(self, row: Row) -> PartyPicture:
        name = words(row.theirs)
        subdivision = words(row.their_subdivision)["es"] if row.their_subdivision else ""
        return PartyPicture(
            name, name, subdivision, row.country, self.country(row.country), "", *_rounded(self._point(row))
        )  # fmt: skip

    def _point(self, row: Row) -> tuple[float | None, float | None]:
        if known := points().get((row.theirs, row.country)):
            return known
        if len(row.our_key) == 2 and row.country != "KR" and not row.their_subdivision:
            return None, None
        asked = [words(row.their_subdivision)["en"], row.their_subdivision] if row.their_subdivision else []
        found = [p for p in search_places(row.theirs, row.country) if fold(p.name) == fold(row.theirs)]
        for place in found:
            if fold(place.subdivision) in {fold(a) for a in asked}:
                return place.latitude, place.longitude
        if found and (not asked or len(found) == 1 or row.country != "US"):
            return found[0].latitude, found[0].longitude
        return None, None


def _rounded(point: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    lat, lon = point
    return (None if lat is None else round(lat, 4)), (None if lon is None else round(lon, 4))


def _picture(row: Row, places: _Places) -> EntryPicture:
    ours = places.mexican(row.our_key, row.ours)
    theirs = places.mexican(row.their_key, row.theirs) if row.their_key else places.foreign(row)
    rung, kind = rung_of(row), kind_of(row)
    happened = (
        "signed"
        if rung == 6
        else "letter"
        if kind == "letter"
        else "approved"
        if row.state == "aprobado"
        else "documented"
    )
    picture = EntryPicture(
        folio=f"DOC-{row.number}",
        shelf=Shelf.DOCUMENTED,
        klass=row.klass,
        kind=kind,
        instrument=first_upper(words(row.document)),
        ours=ours,
        theirs=theirs,
        rung=rung,
        claim=claim_of(
            words(row.document),
            ours.name,
            theirs.name,
            row.on,
            row.precision,
            words(row.state) if row.state else None,
            kind,
        ),
        signed_on=row.on,
        signed_precision=row.precision or "day",
        acts=(ActPicture(happened, row.on, row.precision, first_upper(words(row.document))),) if row.on else (),
        sources=row.sources,
        state=agreeing(words(row.state), row.document) if row.state else None,
    )
    followed = choice_of(row.number, row.sources)
    return chosen(picture, followed[0], reason=followed[1], on=_READ_ON) if followed else picture


@transaction.atomic
def load_documented(act: Act, *, rows: Iterable[Row] | None = None) -> list[Entry]:
    """Put relations from lists of facts into the book (by default those that ship with the program), each with its
    sources. Run again, only what changed gets a revision. They are not the national registry. Raises Refused.
    """
    if not can_load_lists(act.actor):
        raise Refused("not_operator", _("Las listas las carga quien opera el sistema."))
    rows = list(packaged() if rows is None else rows)
    places = _Places({k for r in rows for k in (r.our_key, r.their_key) if k})
    before = Entry.objects.filter(folio__startswith="DOC-").count()
    entries = []
    for row in rows:
        state = places.states.get(row.our_key[:2])
        entries.append(_put(act, _picture(row, places), chain=HOUSE, more_terms=(state.name,) if state else ()))
    if len(entries) != before or any(e.published_at == act.at for e in entries):
        record(act, Happened.LIST_LOADED, count=len(entries))
    return entries
