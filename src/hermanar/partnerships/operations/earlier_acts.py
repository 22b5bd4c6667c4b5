"""Traditional instruments recorded as earlier acts of a relation (R4-29)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import EarlierAct, Partnership
from ..policies import can_edit
from ..rules.traditional import instruments


@transaction.atomic
def record_earlier_act(
    act: Act, *, partnership: Partnership, instrument: str, on: dt.date, precision: Precision = Precision.DAY,
    summary: str = "", attachment: Attachment | None = None,
) -> EarlierAct:  # fmt: skip
    """Put down an act, declaration, proclamation or memorandum of before: an antecedent that proves no step of this case
    and is not registrable as such. Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Asienta los antecedentes el enlace del municipio titular."))
    errors = {}
    if instrument not in instruments():
        errors["instrument"] = [_("Elija la clase de instrumento.")]
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    row = EarlierAct.objects.create(
        partnership=partnership, instrument=instrument, on=on, precision=precision,
        summary=normalise(summary, lines=True), attachment=attachment, how=act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.EARLIER_ACT_RECORDED, chain=partnership.circle.public_id, about=row.public_id,
        instrument=instruments()[instrument].text["es"], on=on,
    )  # fmt: skip
    return row
