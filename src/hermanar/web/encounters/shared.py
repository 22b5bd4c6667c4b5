"""What the pages of this room share: where one is, who keeps, what a form offers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import holder_now, list_contacts, shown_holder
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import NotVisible

from ..contacts.home import home_of
from ..edge import SeatedRequest
from ..language import language
from ..relations import title_of

CHOICES = 60  # contacts that a form offers


def day_in_words(on: Any, precision: str = "day") -> str:
    return date_in_words(on, language(), Precision(precision)) if on else ""


def crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [(_("Encuentros"), reverse("web:encounters:list")), *more]
    return [{"label": label, "url": url} for label, url in rows]


def tabs(request: SeatedRequest, current: str, counts: dict[str, int] | None = None) -> list[dict]:
    """The lists of the room."""
    rows = (
        ("list", _("Visitas y encuentros")), ("invitations", _("Invitaciones")), ("topics", _("Temas de interés")),
        ("services", _("Servicios pedidos")), ("trips", _("Viajes")),
    )  # fmt: skip
    return [
        {"label": label, "url": reverse(f"web:encounters:{name}"), "current": name == current,
         **({"count": counts[name]} if counts and counts.get(name) else {})}
        for name, label in rows
    ]  # fmt: skip


def people_of(request: SeatedRequest, circle: Any) -> dict[str, Any]:
    """Public id → contact of the directory, newest first."""
    return {r.contact.public_id: r.contact for r in list_contacts(request.seat.actor, circle, limit=CHOICES)}


def names_of(contacts: dict[str, Any]) -> list[tuple[str, str]]:
    """What a form offers: the post, and who holds it."""
    rows = []
    for key, contact in contacts.items():
        name = shown_holder(holder_now(contact))
        rows.append((key, f"{contact} · {name}" if name else str(contact)))
    return rows


def keeper(request: SeatedRequest, row: Any) -> Any:
    """The row, for who keeps it. Raises NotVisible."""
    if not can_keep(request.seat.actor, row.circle):
        raise NotVisible(row.public_id)
    return row


def kept_home(request: SeatedRequest) -> Any:
    return home_of(request, to_keep=True)


def relation_titles(row: Any) -> str:
    """The relations of an encounter, in one line."""
    return " · ".join(title_of(p) for p in row.partnerships.all())
