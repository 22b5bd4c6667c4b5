"""Addresses and drawings of the candidates' pages."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.candidates.enums import Criterion
from hermanar.candidates.queries import LinePicture, SheetPicture
from hermanar.candidates.rules.distance import OFFICE

# where a source of a point is read: (name of the address, whether it takes the reference)
_READ = {
    "lead": ("web:leads:lead", True),
    "case": ("web:cases:case", True),
    "letter": ("web:letters:letter", True),
    "book": ("portal:entry", True),
    "profile": ("web:profiles:mine", False),
}
GROUND_WORDS = {
    "lead": gettext_lazy("Con prospecto"),
    "migrants": gettext_lazy("Viven ahí migrantes"),
    "region": gettext_lazy("De la región de los migrantes"),
    "neighbours": gettext_lazy("Con vínculo de municipios cercanos"),
    "triangle": gettext_lazy("Con un socio en común"),
    "relation": gettext_lazy("Con relación nuestra"),
    "letter": gettext_lazy("Se le ha escrito"),
    "consulate": gettext_lazy("Con opinión consular"),
    "datum": gettext_lazy("Con datos asentados"),
    "profile": gettext_lazy("Con perfil"),
    "namesake": gettext_lazy("Mismo nombre"),
    "chosen": gettext_lazy("Decididas"),
}
_DATUM = {
    Criterion.PROBLEM: "practice", Criterion.COMPLEMENT: "offer", Criterion.SECTORS: "sector",
    Criterion.UNIVERSITIES: "university", Criterion.TERM: "term", Criterion.COMMITTEE: "committee",
    Criterion.MIGRANTS: "migrants",
}  # fmt: skip


def source_url(line: LinePicture) -> str:
    """Where the source of a point can be read; "" where it is no page of ours."""
    if line.url:
        return line.url
    name, takes = _READ.get(line.source_kind, ("", False))
    if not name or (takes and not line.ref):
        return ""
    try:
        return reverse(name, args=[line.ref] if takes else [])
    except NoReverseMatch:
        return ""


def door_of(line: LinePicture, city: str) -> tuple[str, str]:
    """(address, words) of where what is not known can be put down; ("", "") where it cannot."""
    if line.code.endswith("_unsaid_ours") or line.code == "migrants_unsaid":
        return reverse("web:profiles:mine"), _("Completar el perfil")
    if line.criterion == Criterion.CONSULATE:
        return reverse("web:candidates:opinion", args=[city]), _("Asentar una opinión")
    if kind := _DATUM.get(Criterion(line.criterion)):
        return f"{reverse('web:candidates:datum', args=[city])}?dato={kind}", _("Asentar el dato")
    return "", ""


def rows_of(lines: list[LinePicture], city: str, *, doors: bool = False) -> list[dict[str, Any]]:
    """Points as the template shows them."""
    rows = []
    for line in lines:
        url, words = door_of(line, city) if doors else ("", "")
        rows.append({"line": line, "url": source_url(line), "door": url, "door_words": words})
    return rows


def _span(start: int, length: int) -> list[dict[str, int]]:
    """A stretch of the day, in two pieces where it goes past midnight."""
    start %= 1440
    first = min(length, 1440 - start)
    pieces = [{"start": start, "length": first}]
    return [*pieces, {"start": 0, "length": length - first}] if length > first else pieces


def _clock(minutes: int) -> str:
    return f"{minutes % 1440 // 60:02d}:{minutes % 60:02d}"


def hour_strip(sheet: SheetPicture, ours: str) -> dict[str, Any] | None:
    """Office hours of both sides on our clock; None where a zone is not known."""
    found = sheet.hours
    if found is None:
        return None
    first, last = OFFICE[0] * 60, OFFICE[1] * 60
    length = last - first
    both = f"{_clock(found.start)}–{_clock(found.end)} h" if found.shared else _("ninguna")
    rows = [
        {"label": ours, "note": f"{_clock(first)}–{_clock(last)} h", "spans": _span(first, length), "tone": "wine"},
        {
            "label": sheet.name, "note": f"{_clock(found.their_start)}–{_clock(found.their_start + length)} h",
            "spans": _span(found.their_start, length), "tone": "gold",
        },
        {
            "label": _("En común"), "note": both,
            "spans": _span(found.start, found.shared) if found.shared else [], "tone": "",
        },
    ]  # fmt: skip
    return {"rows": rows, "difference": found.in_words}
