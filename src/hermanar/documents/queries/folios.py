"""How a house numbers its papers: the series of its offices, each with its scheme by year."""

import datetime as dt
from dataclasses import dataclass

from hermanar.directory.enums import Part, Role, fillers_of
from hermanar.directory.models import Office, Organisation

from ..models import FolioSeries, OfficeFolios
from ..rules.folios import folio_of


@dataclass(frozen=True)
class FolioScheme:
    """A series of folios of a house in a year: its scheme, the number that comes next and how that folio reads."""

    series: str
    year: int
    pattern: str
    next_number: int
    sample: str
    offices: tuple[tuple[str, dt.date], ...] = ()  # those that number in it on the day, and since when


PRESIDENCY = "PM"  # the series of the office that signs for the house, where that office has none of its own


def series_of_office(organisation: Organisation, series: str, on: dt.date, office: Office | None = None) -> str:
    """The series in which an office numbers a paper of that day; without one of its own, `series`. One query.

    No office said and `series` the Presidency's: that of the post of the organisation that signs for it.
    """
    rows = OfficeFolios.objects.filter(from_on__lte=on)
    if office is not None:
        rows = rows.filter(office=office)
    elif series == PRESIDENCY:
        rows = rows.filter(office__organisation=organisation, office__role__in=fillers_of(Part.LEAD, Role.MAYOR))
    else:
        return series
    return rows.order_by("-from_on", "-pk").values_list("series", flat=True).first() or series


def list_folio_series(organisation: Organisation, on: dt.date) -> list[FolioScheme]:
    """Series of the house that ran in the year of `on` or before, each as it would go on in it, with the offices that
    number in it on that day. Two queries."""
    year, standing = on.year, {}
    for own in OfficeFolios.objects.filter(office__organisation=organisation, from_on__lte=on).select_related("office"):
        standing[own.office_id] = own
    offices: dict[str, list[tuple[str, dt.date]]] = {}
    for own in standing.values():
        offices.setdefault(own.series, []).append((str(own.office), own.from_on))
    latest: dict[str, FolioSeries] = {}
    for row in FolioSeries.objects.filter(organisation=organisation, year__lte=year).order_by("series", "year"):
        latest[row.series] = row
    code, found = organisation.code or organisation.slug.upper(), []
    for row in latest.values():
        number = row.last + 1 if row.year == year else 1
        sample = folio_of(row.pattern, code=code, series=row.series, number=number, year=year) or ""
        found.append(FolioScheme(row.series, year, row.pattern, number, sample, tuple(offices.get(row.series, ()))))
    return found


def list_series(organisation: Organisation) -> list[FolioSeries]:
    """The house's numbering, newest year first."""
    return list(FolioSeries.objects.filter(organisation=organisation).order_by("-year", "series"))
