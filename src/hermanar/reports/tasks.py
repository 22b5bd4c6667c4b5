"""Long papers, drawn outside of any request and of any transaction."""

import logging

from django.utils import timezone
from django_tasks import task

from hermanar.accounts.models import User
from hermanar.directory.queries import actor_for
from hermanar.documents.queries import letterhead_for, print_ahead
from hermanar.documents.renderers import Marks, render_docx, render_pdf
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.errors import Blocked, Refused
from hermanar.plans.rules.calendar import quarter_ends

from . import operations as reports
from .enums import READING
from .models import Printing
from .queries import paper_of, plates_of_report, read_of, report_of

READINGS = 3  # of a report whose records change while it is read
log = logging.getLogger(__name__)


def _act(printing: Printing) -> Act:
    """For whom it is drawn: whoever asked for it, in the post in which they did."""
    user = User.objects.get(public_id=printing.asked_by)
    actor = actor_for(user, printing.asked_post, printing.asked_at.date())
    return Act(actor=actor, at=printing.asked_at, channel=Channel.JOB)


def _draft(printing: Printing, act: Act) -> bytes:
    """As the report stands now."""
    period = printing.period
    now = timezone.localtime(act.at)
    report = report_of(period, now)
    marks = Marks(draft=True, exercise=period.organisation.is_exercise, issued_on=now.date())
    head = letterhead_for(period.organisation, quarter_ends(period.year, period.quarter))
    content = paper_of(period, now, (printing.language,), report=report)
    render = render_pdf if printing.draft == "pdf" else render_docx
    return render(content, head, marks, plates=plates_of_report(report))


def draw(printing: Printing, act: Act) -> Printing:
    """The file of a draft, or the paper that was authorised: its version as it was fixed."""
    if printing.draft:
        return reports.finish_draft(act, printing=printing, data=_draft(printing, act))
    period = printing.period
    ahead = print_ahead(
        printing.version, letterhead_of=period.organisation, issued_on=period.authorised_on,
        plates=plates_of_report(period.snapshot),
    )  # fmt: skip
    return reports.finish_paper(act, printing=printing, ahead=ahead)


def read(printing: Printing, act: Act) -> Printing:
    """Authorise a long report in the name of who signs it, or tell them why not. Its text is read before and outside of the
    transaction; where the records change meanwhile it is read again."""
    for left in reversed(range(READINGS)):
        try:
            reports.authorise_period(act, period=printing.period, read=read_of(act, printing.period))
        except Blocked as no:
            return reports.finish_reading(act, printing=printing, told=[str(b.about) for b in no.blockers])
        except Refused as no:
            if no.code == "text_moved" and left:
                printing.period.refresh_from_db()
                continue
            return reports.finish_reading(act, printing=printing, told=[str(no.reason)])
        break
    return reports.finish_reading(act, printing=printing)


@task(queue_name="papers")
def print_report(public_id: str) -> str:
    """Draw one paper to its end. Returns the state it came to; what fails is told to who waits for it."""
    related = ("period__circle", "period__organisation__home", "version__document__circle", "version__document__issuer")
    printing = Printing.objects.select_related(*related).filter(public_id=public_id).first()
    if printing is None:
        return ""
    act = _act(printing)
    if reports.begin_printing(act, printing=printing):
        try:
            (read if printing.draft == READING else draw)(printing, act)
        except Refused:
            pass  # cancelled, or drawn by another meanwhile
        except Exception:
            log.exception("A paper could not be drawn")
            reports.fail_printing(act, printing=printing)
    printing.refresh_from_db()
    return str(printing.state)
