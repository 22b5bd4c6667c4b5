"""What happened to a letter and what was corrected of it, as its page tells it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.policies import parts_of
from hermanar.directory.rules import sight
from hermanar.journal.queries import Line, Reading, list_lines_about
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Precision
from hermanar.partnerships.enums import Interruption
from hermanar.partnerships.queries import correctable, list_corrections, may_be_mistaken

from ..language import when_in_words


def history_of(actor: Actor, letter: Any, records: Iterable[str]) -> list[Line]:
    """What happened to the letter and to what belongs to it, oldest first: of it what the actor's part in the circle reads,
    and what their own organisation did."""
    reading = Reading(sight.log_for(parts_of(actor, letter.circle)), actor.organisation)
    lines = (line for one in records for line in list_lines_about(one) if reading.reads(line))
    return sorted(lines, key=lambda line: line.at)


def _label(name: str) -> str:
    return {
        "dated_on": _("Fecha de la carta"),
        "precision": _("La fecha se conoce por"),
        "folio": _("Número del oficio"),
        "subject": _("Asunto"),
        "sender": _("Quién la firma"),
        "is_affirmative": _("Respuesta"),
        "sent_on": _("Fecha de envío"),
        "acknowledged_on": _("Acuse"),
        "acknowledged_precision": _("El acuse se conoce por"),
        "interrupted_precision": _("La interrupción se conoce por"),
        "interruption": _("Causa"),
        "interrupted_on": _("Interrumpida desde"),
    }[name]


def _said(name: str, value: Any) -> str:
    """A value as the page says it."""
    if value in (None, ""):
        return "—"
    if name == "is_affirmative":
        return _("Afirmativa") if value else _("Negativa")
    if name == "interruption":
        return str(Interruption(value).label)
    if name.endswith("precision"):
        words = {"day": _("día"), "month": _("mes"), "quarter": _("trimestre"), "year": _("año")}
        return words[Precision(value)]
    if name.endswith("_on"):
        return when_in_words(dt.date.fromisoformat(value))
    return str(value)


def corrections_shown(actor: Actor, letter: Any, *, may_edit: bool) -> dict[str, Any] | None:
    """What was corrected of the letter, for its own house, and the doors to correct it."""
    if not may_edit:
        return None
    rows = [
        {
            "it": row,
            "changed": [
                {"label": _label(name), "was": _said(name, was), "now": _said(name, now)}
                for name, was, now in row.changed
            ],
        }
        for row in list_corrections(letter)
    ]
    at = [letter.public_id]
    doors = {
        "correct": reverse("web:letters:correct", args=at) if correctable(letter) else "",
        "withdraw": reverse("web:letters:withdraw", args=at) if may_be_mistaken(letter) else "",
    }
    return {"rows": rows, **doors} if rows or any(doors.values()) else None
