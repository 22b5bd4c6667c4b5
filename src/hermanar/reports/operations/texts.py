"""Texts in a relation's file that prove no signature (R3-43)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.policies import can_edit

from ..enums import Happened, TextOf
from ..models import FiledText

IN_SIGHT = ("signatures", "date", "place")


@transaction.atomic
def file_text(
    act: Act, *, partnership: Partnership, of: TextOf | str, since: dt.date, in_sight: Sequence[str] = ()
) -> FiledText:
    """Put down that the file holds a text of that act, and what of signatures, date and place is in sight. With all
    three it is a signed text and is deposited as one. Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    errors: dict[str, list] = {}
    if of not in TextOf.values:
        errors["of"] = [_("Elija de qué acto es el texto.")]
    if since > act.on:
        errors["since"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if set(in_sight) >= set(IN_SIGHT):
        errors["in_sight"] = [_("Con firmas, lugar y fecha a la vista, deposite el texto firmado.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    row, is_new = FiledText.objects.get_or_create(
        partnership=partnership, of=of, since=since,
        defaults={"in_sight": [s for s in IN_SIGHT if s in in_sight], "how": act.actor.how},
    )  # fmt: skip
    if is_new:
        record(
            act, Happened.TEXT_FILED, chain=partnership.circle.public_id, about=partnership.public_id,
            what=TextOf(of).label,
        )  # fmt: skip
    return row
