"""The counterpart's committee: whether it exists, since when, who answers for it (R0-38)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise

from ..enums import CommitteeKnown, Happened
from ..models import Counterpart, Partnership
from .cases import _may_edit


@transaction.atomic
def record_counterpart_committee(
    act: Act, *, partnership: Partnership, known: CommitteeKnown | str, name: str = "", since: dt.date | None = None,
    precision: Precision | str = Precision.DAY, contact: str = "",
) -> Counterpart:  # fmt: skip
    """Put down whether the other side has a committee that represents it. Without one, its name, date and contact go.

    Raises Refused, Invalid.
    """
    _may_edit(act, partnership)
    errors: dict[str, list] = {}
    if known not in CommitteeKnown.values:
        errors["known"] = [_("Diga si existe.")]
    if since and since > act.on:
        errors["since"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if errors:
        raise Invalid(errors)
    row = partnership.counterpart
    exists = known == CommitteeKnown.EXISTS
    row.committee_known = known
    row.committee = normalise(name)[:200] if exists else ""
    row.committee_since = since if exists else None
    row.committee_precision = precision
    row.committee_contact = normalise(contact)[:200] if exists else ""
    row.save(
        update_fields=[
            "committee_known", "committee", "committee_since", "committee_precision", "committee_contact",
        ]
    )  # fmt: skip
    record(
        act, Happened.COUNTERPART_COMMITTEE, chain=partnership.circle.public_id, about=partnership.public_id,
        known=known,
    )  # fmt: skip
    return row
