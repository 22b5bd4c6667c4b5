"""Days of a report in the reader's language (a report keeps them as ISO dates), and titles of what does not agree."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.dates import Precision, date_in_words
from hermanar.reports.queries import day_told

from ..language import language

# code of what does not agree → its title
FINDING_TITLES = {
    "percent_without_quantity": _("Porcentaje sin cantidad"),
    "percent_means_two_things": _("Un porcentaje que significa dos cosas"),
    "component_not_its_mean": _("No es el promedio de sus actividades"),
    "units_counted_differently": _("Las áreas no son las mismas"),
    "agendas_missing": _("Agendas que faltan"),
    "international_office_vacant": _("Área internacional sin titular"),
    "international_office_missing": _("Área internacional sin agenda"),
    "agendas_without_list": _("Conteo sin lista"),
    "agendas_do_not_sum": _("Los meses no suman el total"),
    "agendas_not_what_was_expected": _("No son las que se esperarían"),
    "sessions_on_another_day": _("Sesión en otro día"),
    "session_twice": _("Sesión repetida"),
    "alliances_without_document": _("Alianzas sin documento"),
    "alliances_described_differently": _("Dos descripciones que no caben juntas"),
    "text_without_signature": _("Texto sin firma a la vista"),
    "claim_exceeds_proof": _("Se afirma más de lo probado"),
}


def day(iso: str) -> str:
    """`29 de abril de 2025` / `April 29, 2025`."""
    return date_in_words(dt.date.fromisoformat(iso), language())


def weekday_day(iso: str) -> str:
    """`lunes, 7 de abril de 2025`."""
    return day_told(iso, language(), weekday=True)


def month_word(month: str) -> str:
    """`abril de 2025` / `April 2025`, of `2025-04`."""
    return date_in_words(dt.date.fromisoformat(f"{month}-01"), language(), Precision.MONTH)
