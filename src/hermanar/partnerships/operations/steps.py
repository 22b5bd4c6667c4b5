"""A step done without, with its reason; and asked for again. What the law needs is never done without."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.process import operations as process
from hermanar.process.models import Move

from ..models import Partnership
from ..policies import HANDS
from ..queries.steps import steps_to_waive, waived_steps
from .cases import _may_edit
from .ends import _reason


@transaction.atomic
def waive_case_step(act: Act, *, partnership: Partnership, step: str, reason: str) -> Move:
    """Go on without a step on which nothing else rests (there is no committee, the answer came by word of mouth). It is not proved
    by that: what is done later still proves it. Raises Refused (`step_needed`), Invalid."""
    _may_edit(act, partnership)
    if step not in {s.key for s in steps_to_waive(partnership, act.on)}:
        raise Refused(
            "step_needed",
            _("Ese paso ya está hecho o dispensado, o lo que sigue descansa en él: no se puede seguir sin él."),
            field="step",
        )
    move = process.waive_step(act, case=partnership.case, step=step, reason=_reason(reason))
    _tell(act, partnership, "step_waived", reason)
    return move


@transaction.atomic
def ask_case_step(act: Act, *, partnership: Partnership, step: str, reason: str) -> Move:
    """A step that was done without is asked for again. Raises Refused (`step_not_waived`), Invalid."""
    _may_edit(act, partnership)
    if step not in {s.key for s in waived_steps(partnership, act.on)}:
        raise Refused("step_not_waived", _("Ese paso no está dispensado."), field="step")
    move = process.return_step(act, case=partnership.case, step=step, reason=_reason(reason))
    _tell(act, partnership, "step_asked", reason)
    return move


def _tell(act: Act, partnership: Partnership, key: str, reason: str) -> None:
    notify(
        act, to=(partnership.circle, HANDS), key=key,
        data={"folio": partnership.folio, "reason": normalise(reason, lines=True)}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
