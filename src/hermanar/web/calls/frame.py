"""What the pages of this room share: the house, the tabs, the way back, what may be chosen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.calls.enums import Criterion
from hermanar.calls.policies import can_call, can_judge, house_of
from hermanar.calls.queries import committee_resolutions
from hermanar.directory.enums import Part
from hermanar.directory.policies import parts_of
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.partnerships.queries import list_partnerships

from ..deeds import Deed
from ..edge import SeatedRequest
from ..language import language
from ..relations import title_of

TONES = {
    "received": "amber", "evaluated": "amber", "accepted": "leaf", "declined": "", "withdrawn": "",
    "idea": "amber", "viable": "amber", "adopted": "leaf", "discarded": "",
    "draft": "", "published": "leaf", "closed": "", "cancelled": "red", "open": "leaf", "coming": "amber",
    "evaluating": "amber", "favourable": "leaf", "conditions": "amber", "against": "wine", "no_opinion": "",
}  # fmt: skip


def house(request: SeatedRequest) -> Any:
    """The municipality whose committee or people the actor is of. Raises NotVisible."""
    found = house_of(request.seat.organisation)
    if found is None or not parts_of(request.seat.actor, found.home) & {Part.LEAD, Part.COMMITTEE}:
        raise NotVisible("calls")
    return found


def caller(request: SeatedRequest) -> Any:
    """The same, for who may publish and consult. Raises NotVisible."""
    found = house(request)
    if not can_call(request.seat.actor, found.home):
        raise NotVisible("calls")
    return found


def judge(request: SeatedRequest, row: Any) -> Any:
    """The record, for who evaluates and answers. Raises NotVisible."""
    if not can_judge(request.seat.actor, row.circle):
        raise NotVisible(row.public_id)
    return row


def tabs(current: str) -> list[dict[str, Any]]:
    """The four lists of the room."""
    rooms = [
        ("inbox", _("Propuestas")), ("calls", _("Convocatorias")), ("projects", _("Proyectos")),
        ("consultations", _("Consultas")),
    ]  # fmt: skip
    return [{"label": label, "url": reverse(f"web:calls:{name}"), "current": name == current} for name, label in rooms]


def crumb(name: str, label: Any) -> dict[str, Any]:
    return {"label": label, "url": reverse(f"web:calls:{name}")}


def deed(title: Any, submit: Any, back: str, way: list[dict[str, Any]], **more: Any) -> Deed:
    return Deed(title=title, submit=submit, back=back, crumbs=[*way, {"label": title, "url": ""}], **more)


def votes_of(owner: Any) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """What may be chosen as the committee's vote, and public id → resolution."""
    lang = language()
    rows = committee_resolutions(owner)
    said = []
    for row in rows:
        on = date_in_words(row.point.session.held_on, lang)
        said.append((row.public_id, f"{row.point.title} · {row.get_outcome_display()} · {on}"))
    return said, {row.public_id: row for row in rows}


def relations_of(request: SeatedRequest, owner: Any) -> dict[str, Any]:
    """Public id → relation of that municipality, as far as the actor sees them."""
    found = list_partnerships(request.seat.actor, limit=200)
    return {p.public_id: p for p in found if p.owner_id == owner.pk}


def titles(relations: dict[str, Any]) -> dict[str, str]:
    return {key: title_of(p) for key, p in relations.items()}


def criteria_of(row: Any) -> list[dict[str, Any]]:
    """Each criterion with what the committee found; nothing where it has not evaluated."""
    if not row.evaluated_on:
        return []
    return [{"label": c.label, "met": bool(row.criteria.get(c.value))} for c in Criterion]


def before_of(request: SeatedRequest) -> int | None:
    """Where a later page of a list begins."""
    return whole_number(request.GET.get("desde", ""))
