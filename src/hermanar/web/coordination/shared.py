"""What the rooms of coordination share: the house, tabs between them, keyset pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.coordination.enums import Power
from hermanar.coordination.policies import can
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number

from ..edge import SeatedRequest
from ..language import language

LINES = 30


def house_of(request: SeatedRequest, power: Power) -> Any:
    """The organisation in whose name the post may do that. Raises NotVisible."""
    house = request.seat.organisation
    if not can(request.seat.actor, house, power):
        raise NotVisible("coordination")
    return house


def may(request: SeatedRequest, power: Power) -> bool:
    return can(request.seat.actor, request.seat.organisation, power)


def said(words: Any) -> str:
    """The wording of the reader's language."""
    lang = language()
    return words.get(lang) or words.get("es", "")


def tabs(request: SeatedRequest, current: str) -> list[dict]:
    """The rooms that mean something to this post."""
    seat = request.seat
    rows = [("list", _("Asesorías")), ("proposals", _("Propuestas a la SRE"))]
    if seat.organisation is not None and seat.organisation.kind == "municipality":
        rows.append(("invitations", _("Invitaciones del estado")))
    return [
        {"label": label, "url": reverse(f"web:coordination:{name}"), "current": name == current} for name, label in rows
    ]


def before(request: SeatedRequest) -> int | None:
    """The key after which a list goes on."""
    return whole_number(request.GET.get("desde", ""))


def paged(request: SeatedRequest, rows: list, key: Any, *, keep: str = "") -> dict:
    """`rows` cut to a page, with the addresses of the next and of the first."""
    more = len(rows) > LINES
    shown = rows[:LINES]
    return {
        "rows": shown,
        "next": f"?{keep}desde={key(shown[-1])}" if more else "",
        "first": f"?{keep}".rstrip("&") if before(request) else "",
    }
