"""What the operations of coordination share."""

from collections.abc import Iterable

from django.db.models import Max, Model
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.models import User
from hermanar.directory.enums import Role
from hermanar.directory.models import Organisation
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise
from hermanar.notices.queries import people_of


def _reason_of(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return reason


def _next_folio(model: type[Model], stem: str) -> str:
    """`<stem><n>`, numbered within its stem."""
    rows = model._default_manager.filter(folio__startswith=stem)
    last = rows.aggregate(last=Max("folio"))["last"]
    return f"{stem}{int(last[len(stem) :]) + 1 if last else 1:04d}"


def _posts_of(organisation: Organisation, roles: Iterable[Role], on) -> list[User]:
    """People of an organisation's own circle in those roles, each once."""
    found: dict[int, User] = {}
    if organisation.home is None:
        return []
    for seat in organisation.home.seats.filter(organisation=organisation, until_on=None):
        for role in roles:
            found |= {u.pk: u for u in people_of(organisation.home, seat.part, role, on)}
    return list(found.values())
