"""Papers that are drawn in the background."""

from django.conf import settings
from django.core.files.storage import default_storage

from hermanar.evidence.models import Use
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.plans.models import Activity, Expected, Goal
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts

from ..enums import READING, PrintingState
from ..models import Period, Printing
from ..rules.printing import is_long
from .pieces import subject_of

_OF_A_GOAL, _OF_AN_ACTIVITY = 3, 2  # lines of the paper


def lines_of(period: Period) -> tuple[int, int]:
    """About how many lines its paper has, and how many photographs: counted, nothing is composed. Four queries."""
    plan = {"plan__organisation": period.organisation, "plan__year": period.year}
    goals = Goal.objects.filter(**{f"activity__component__{k}": v for k, v in plan.items()}).count()
    activities = Activity.objects.filter(**{f"component__{k}": v for k, v in plan.items()}).count()
    within = quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)
    expected = Expected.objects.filter(week__organisation=period.organisation, week__starts_on__range=within).count()
    pieces = Use.objects.filter(subject=subject_of(period), ended_at=None).count()
    return _OF_A_GOAL * goals + _OF_AN_ACTIVITY * activities + expected, pieces


def is_drawn_aside(period: Period) -> bool:
    """Whether its paper takes too long to wait for: that which was authorised is being drawn, or the draft is long."""
    return period.printings.filter(draft="").exists() or is_long(*lines_of(period), settings.REPORT_AT_ONCE)


def is_read_aside(period: Period) -> bool:
    """Whether it is authorised without waiting for it to be read: it is long, and reading it stopped on nothing that who
    signs may answer for in the act itself."""
    stopped = period.printings.filter(draft=READING, state=PrintingState.FAILED).exists()
    return not stopped and is_long(*lines_of(period), settings.REPORT_AT_ONCE)


def list_printings(period: Period) -> list[Printing]:
    """The authorised paper first, then drafts, newest first."""
    return sorted(period.printings.exclude(state=PrintingState.CANCELLED), key=lambda p: (bool(p.draft), -p.pk))


def get_printing(actor: Actor, period: Period, public_id: str) -> Printing:
    """One of a period of one's own. Raises NotVisible."""
    rows = Printing.objects.filter(period__in=Period.objects.for_actor(actor)).filter(period=period)
    row = at_most_one(rows.select_related("period__circle", "period__organisation").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def read_draft(printing: Printing) -> bytes:
    """The file of a draft that was drawn. Raises NotVisible where it is not there (any more)."""
    if (
        printing.draft in {"", READING}
        or printing.state != PrintingState.DONE
        or not default_storage.exists(printing.path)
    ):
        raise NotVisible(printing.public_id)
    with default_storage.open(printing.path, "rb") as f:
        return f.read()
