"""Corrections as a page tells them: what it said, what it says, who put it right, when and why."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import names_for
from hermanar.kernel.dates import date_in_words

from ..language import language

# what each corrected datum is called
_CALLED = {
    "name": _("Nombre"), "from_on": _("Desde"), "until_on": _("Hasta"), "reference": _("Oficio o nombramiento"),
    "basis": _("Fundamento"), "written": _("Cómo se escribe su calidad"), "written_en": _("Cómo se escribe en inglés"),
    "mistaken": _("Asentado por error"), "title": _("Nombre"), "title_en": _("Nombre en inglés"), "valid_until": _("Último día"), "number": _("Número"),
    "starts_on": _("Empieza"), "ends_on": _("Termina"), "slogan": _("Lema de la administración"), "source": _("Fuente"),
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def _said(value: Any) -> str:
    if isinstance(value, str) and _DAY.match(value):
        return date_in_words(dt.date.fromisoformat(value), language())
    return str(value) if value else "—"


def told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Each correction with its changes by name. Three questions for names, however many there are."""
    rows = list(rows)
    names = names_for(row.corrected_by for row in rows)
    return [
        {
            "about": str(row.appointment.person) if row.appointment else row.administration or row.office,
            "changes": [(_CALLED[n], _said(row.was[n]), _said(row.now[n])) for n in row.now],
            "reason": row.reason, "at": row.corrected_at.date(),
            "by": names.get(row.corrected_by) or names_for(["operator"])["operator"],
        }
        for row in rows
    ]  # fmt: skip
