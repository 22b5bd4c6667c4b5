"""Which steps of a relation may be done without, and which were."""

import datetime as dt

from hermanar.process.enums import StepState
from hermanar.process.queries import get_definition, get_picture
from hermanar.process.rules import StepPicture

from ..models import Partnership


def _steps(partnership: Partnership, on: dt.date) -> tuple[StepPicture, ...]:
    scheme = next(iter(get_definition(partnership.case).schemes))
    return get_picture(partnership.case, scheme=scheme, on=on).steps


def steps_to_waive(partnership: Partnership, on: dt.date) -> list[StepPicture]:
    """Steps not done whose fact no other step needs: what the law and the process rest on is not among them, nor an end."""
    needed = {fact for step in get_definition(partnership.case).steps for fact in step.needs}
    open_steps = [s for s in _steps(partnership, on) if s.is_open and not s.advice]
    return [s for s in open_steps if s.fact not in needed and not s.missing and s.key not in _NEVER]


# what opens a case, and what it is for
_NEVER = frozenset({"triage", "signature", "registration", "first_programme"})


def waived_steps(partnership: Partnership, on: dt.date) -> list[StepPicture]:
    """Steps that were done without."""
    return [s for s in _steps(partnership, on) if s.state is StepState.WAIVED]
