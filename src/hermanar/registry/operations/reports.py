"""An authorised report is made public, or taken back. What it says comes from the floor above, as values."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Shelf
from ..models import PublishedReport
from ..policies import can_publish


def _must(act: Act, organisation: Organisation) -> None:
    if organisation.home is None or not can_publish(act.actor, organisation.home):
        raise Refused("not_publisher", _("Publica el informe el enlace o la Presidencia del propio municipio."))


@transaction.atomic
def publish_report(
    act: Act, *, organisation: Organisation, year: int, quarter: int, snapshot: dict[str, Any], sha256: str
) -> PublishedReport:
    """Make a closed quarter public, or its next state (a correction). Nothing changed: the same one, silently.

    `snapshot` holds no person's name; `sha256` is of what was authorised. Raises Refused.
    """
    _must(act, organisation)
    here = organisation.municipality
    columns = {
        "shelf": Shelf.EXERCISE if organisation.is_exercise else Shelf.DOCUMENTED,
        "our_key": organisation.municipality_id or "",
        "name": here.name if here else organisation.name,
        "state": here.state.name if here else "",
        "snapshot": snapshot,
        "sha256": sha256,
    }
    at = {"address": organisation.slug, "year": year, "quarter": quarter}
    row = PublishedReport.objects.filter(**at).first()
    if row is not None and row.withdrawn_at is None and row.snapshot == snapshot:
        return row
    if row is None:
        row = PublishedReport.objects.create(**at, published_at=act.at, **columns)
    else:
        number = row.number + 1
        if not PublishedReport.objects.filter(pk=row.pk, number=row.number).update(
            number=number, published_at=act.at, withdrawn_at=None, **columns
        ):
            raise Refused("entry_changed", _("Otra persona publicó esta ficha al mismo tiempo; vuelva a intentarlo."))
        row.refresh_from_db()
    record(
        act, Happened.REPORT_PUBLISHED, chain=organisation.home.public_id, about=organisation.public_id,
        period=f"{year}-T{quarter}", number=row.number, sha256=sha256,
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_report(act: Act, *, organisation: Organisation, year: int, quarter: int, reason: str) -> PublishedReport:
    """Take a report off the portal; its address says so. Raises Refused, Invalid."""
    _must(act, organisation)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    at = {"address": organisation.slug, "year": year, "quarter": quarter}
    if not PublishedReport.objects.filter(**at, withdrawn_at=None).update(withdrawn_at=act.at):
        raise Refused("report_not_public", _("Ese informe no está publicado."))
    record(
        act, Happened.REPORT_WITHDRAWN, chain=organisation.home.public_id, about=organisation.public_id,
        period=f"{year}-T{quarter}", reason=reason,
    )  # fmt: skip
    return PublishedReport.objects.get(**at)
