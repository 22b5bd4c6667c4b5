"""What the operations of coordination share."""

from django.db.models import Max, Model
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise


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
