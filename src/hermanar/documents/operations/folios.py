"""Numbers of a house's papers, and what it prints around them."""

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Office, Organisation, day_said
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from .. import policies
from ..enums import Happened
from ..models import FolioSeries, FolioUsed, Letterhead, OfficeFolios
from ..queries import series_of_office
from ..rules.folios import folio_of, following
from .shared import _record_home, _unprintable

_LOOKED = 200  # folios after a used one that are looked at for a free one

SERIES = re.compile(r"[0-9A-ZÑ-]{1,12}")
ARMS_TYPES = frozenset({"image/png", "image/jpeg"})


@transaction.atomic
def next_folio(act: Act, *, organisation: Organisation, series: str, on: dt.date, office: Office | None = None) -> str:
    """Take the next number in the year of `on`, skipping what was typed from paper before: of the series that `office` has
    on that day, else of `series`. The organisation's own `PM` is the Presidency's, in the series that office has."""
    series = series_of_office(organisation, series, on, office)
    row, is_new = FolioSeries.objects.get_or_create(organisation=organisation, series=series, year=on.year)
    if is_new:
        # the year begins with the scheme of the last one
        earlier = FolioSeries.objects.filter(organisation=organisation, series=series, year__lt=on.year)
        row.pattern = earlier.order_by("-year").values_list("pattern", flat=True).first() or row.pattern
        row.save(update_fields=["pattern"])
    while True:
        number = row.last + 1
        if FolioSeries.objects.filter(pk=row.pk, last=row.last).update(last=number):
            code = organisation.code or organisation.slug.upper()
            folio = row.pattern.format(code=code, series=series, number=number, year=on.year)
            if _take(act, organisation, folio, f"series:{series}"):
                break
        row.refresh_from_db()
    _record_home(act, Happened.FOLIO_GIVEN, organisation, folio=folio, series=series)
    return folio


@transaction.atomic
def set_folio_series(
    act: Act, *, organisation: Organisation, series: str, year: int, pattern: str, next_number: int,
    office: Office | None = None, from_on: dt.date | None = None,
) -> FolioSeries:  # fmt: skip
    """Say how the folios of a series read in a year, and which number comes next. A folio once used is never given again.

    With an `office`, that one numbers its papers in this series from `from_on` (else from the first day of the year).
    Raises Refused (`not_allowed`), Invalid naming the field.
    """
    if not policies.can_set_letterhead(act.actor, organisation):
        raise Refused("not_allowed", _("Solo la propia organización configura sus folios."))
    series, pattern = normalise(series).upper(), normalise(pattern)
    errors: dict[str, list] = {}
    if not SERIES.fullmatch(series):
        errors["series"] = [_("Escriba de una a doce letras o números, sin espacios.")]
    if not 1 <= next_number <= 9_999_999:
        errors["next_number"] = [_("El consecutivo va de 1 a 9 999 999.")]
    code = organisation.code or organisation.slug.upper()
    sample = folio_of(pattern, code=code, series=series, number=next_number, year=year)
    if sample is None:
        errors["pattern"] = [_("Use solo {code}, {series}, {number} y {year}; {number} no puede faltar.")]
    elif len(sample) > 60 or len(pattern) > 60:
        errors["pattern"] = [_("El folio tendría más de 60 caracteres.")]
    elif bad := _unprintable(sample):
        errors["pattern"] = bad
    if office is not None and office.organisation_id != organisation.pk:
        errors["office"] = [_("Elija un puesto de la organización.")]
    if errors:
        raise Invalid(errors)
    row, _is_new = FolioSeries.objects.update_or_create(
        organisation=organisation, series=series, year=year, defaults={"pattern": pattern, "last": next_number - 1}
    )
    if office is not None:
        OfficeFolios.objects.update_or_create(
            office=office, from_on=from_on or dt.date(year, 1, 1), defaults={"series": series}
        )
    _record_home(act, Happened.FOLIO_SERIES_SET, organisation, series=series, year=year)
    return row


@transaction.atomic
def use_folio(act: Act, *, organisation: Organisation, folio: str, what: str) -> FolioUsed:
    """Note a folio read from a paper of that organisation. `what` names the record that carries it.

    Raises Refused (`folio_used`), Invalid (`folio`) when it is empty.
    """
    folio = normalise(folio)
    if not folio or len(folio) > 60:
        raise Invalid({"folio": [_("Escriba el folio, de 60 caracteres a lo más.")]})
    used = _take(act, organisation, folio, what)
    if used is None:
        raise Refused("folio_used", _said_used(organisation, folio), field="folio")
    _record_home(act, Happened.FOLIO_USED, organisation, folio=folio, what=what)
    return used


def _said_used(organisation: Organisation, folio: str) -> str:
    """Since when another paper carries it, and which one of its sort is free."""
    rows = FolioUsed.objects.filter(organisation=organisation)
    earlier = rows.get(folio__iexact=folio)
    later = following(earlier.folio, _LOOKED)
    taken = {f.casefold() for f in rows.filter(folio__in=later).values_list("folio", flat=True)}
    free = next((f for f in later if f.casefold() not in taken), "")
    said = {"folio": earlier.folio, "day": day_said(earlier.at), "next": free}
    if not free:
        return _("El folio %(folio)s ya lo lleva otro papel, asentado el %(day)s. Revise el número en el papel.") % said
    return _("El folio %(folio)s ya lo lleva otro papel, asentado el %(day)s; el siguiente libre es %(next)s.") % said


def _take(act: Act, organisation: Organisation, folio: str, what: str) -> FolioUsed | None:
    """The row that takes the folio; None when it was taken, in whatever case it was written."""
    if FolioUsed.objects.filter(organisation=organisation, folio__iexact=folio).exists():
        return None
    try:
        with transaction.atomic():
            return FolioUsed.objects.create(organisation=organisation, folio=folio, what=what[:80], at=act.at)
    except IntegrityError:
        return None


@transaction.atomic
def set_letterhead(
    act: Act,
    *,
    organisation: Organisation,
    year: int,
    lines: str = "",
    lines_en: str = "",
    motto: str = "",
    motto_en: str = "",
    slogan: str = "",
    arms: Attachment | None = None,
) -> Letterhead:
    """What the organisation prints on its papers in a year (R0-02). Without `arms` those of the year before stay.

    Raises Refused (`not_allowed`), Invalid naming the field.
    """
    if not policies.can_set_letterhead(act.actor, organisation):
        raise Refused("not_allowed", _("Solo la propia organización configura su hoja membretada."))
    texts = {
        "lines": normalise(lines, lines=True),
        "lines_en": normalise(lines_en, lines=True),
        "motto": normalise(motto),
        "motto_en": normalise(motto_en),
        "slogan": normalise(slogan),
    }
    errors = {name: bad for name, text in texts.items() if (bad := _unprintable(text))}
    if arms is not None and arms.blob.media_type not in ARMS_TYPES:
        errors["arms"] = [_("El escudo debe ser una imagen PNG o JPEG.")]
    if errors:
        raise Invalid(errors)
    if arms is None:
        earlier = Letterhead.objects.filter(organisation=organisation, year__lte=year).exclude(arms=None)
        arms = next((e.arms for e in earlier.order_by("-year")[:1]), None)
    row, _is_new = Letterhead.objects.update_or_create(
        organisation=organisation, year=year, defaults={**texts, "arms": arms}
    )
    _record_home(act, Happened.LETTERHEAD_SET, organisation, year=year)
    return row
