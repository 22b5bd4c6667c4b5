"""Lines of a register loaded at once, into an exercise: what benches and demonstrations of a long life need."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Refused

from ...enums import Direction, Happened, LetterState
from ...models import Letter
from .shared import _register

_PIECE = 2000


@transaction.atomic
def load_letters(act: Act, *, owner: Organisation, rows: Iterable[Mapping[str, Any]]) -> int:
    """Put lines into the register of a house in exercise, without paper and without case; they prove nothing. One line
    in the journal for all of them. Each row: direction, kind, state, interruption, on, folio, city, country (ISO-2).
    Returns how many. Raises Refused (not the operator, a house that is no exercise)."""
    if "operator" not in act.actor.roles or not owner.is_exercise or owner.home is None:
        raise Refused("not_exercise", _("Solo quien opera el sistema carga un registro, y solo en un ejercicio."))
    count = 0
    lines = iter(rows)
    while letters := [_letter(owner, row) for row in islice(lines, _PIECE)]:
        Letter.objects.bulk_create(letters)
        count += len(letters)
    record(act, Happened.LETTERS_LOADED, chain=owner.home.public_id, about=owner.public_id, number=count)
    return count


def _letter(owner: Organisation, row: Mapping[str, Any]) -> Letter:
    on, state = row["on"], row["state"]
    went = row["direction"] == Direction.OUT and state not in {LetterState.DRAFT, LetterState.SIGNED_OFF}
    letter = Letter(
        circle=owner.home, owner=owner, kind=row["kind"], direction=row["direction"], state=state, folio=row["folio"],
        dated_on=on if state != LetterState.DRAFT else None, entered_on=on, sent_on=on if went else None,
        touched_on=on if went else None, interruption=row["interruption"], interrupted_on=on if row["interruption"] else None,
        acknowledged_on=on if state == LetterState.ACKNOWLEDGED else None, city=row["city"], country_id=row["country"],
        languages=["es"], how=How.RECORDED, subject=str(_("Carta de intención")),
    )  # fmt: skip
    _register(letter)
    return letter
