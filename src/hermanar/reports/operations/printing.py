"""Long papers, drawn in the background: asked for, begun, done, failed, tried again, cancelled.

Drawing itself is no operation and holds nothing (`tasks.print_report`); what it leads to is one.
"""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.models import User
from hermanar.directory.enums import Part, Role
from hermanar.documents import operations as documents
from hermanar.documents.queries import PrintedAhead, brief_of_house
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, Actor
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.notices.operations import notify

from ..enums import READING, UNDERWAY, Happened, PeriodState, PrintingState
from ..models import Period, Printing
from ..policies import can_authorise, can_read, can_write
from ..queries import KIND
from ..queries.paper import CITED

FORMATS = ("pdf", "docx")
DRAFT_LASTS = dt.timedelta(days=1)


def _later(printing: Printing) -> None:
    transaction.on_commit(partial(_enqueue, printing.public_id))


def _enqueue(public_id: str) -> None:
    import_string(settings.JOBS["print_report"]).enqueue(public_id)


def _record(act: Act, happened: Happened, period: Period, **data: Any) -> None:
    record(act, happened, chain=period.circle.public_id, about=period.public_id, period=period.label, **data)


def _asked(act: Act, period: Period, **more: Any) -> Printing:
    printing = Printing.objects.create(
        period=period, asked_by=act.actor.user[:12], asked_post=act.actor.appointment, asked_at=act.at, **more
    )
    _later(printing)
    return printing


def _may(act: Act, period: Period) -> None:
    if not can_read(act.actor, period.circle):
        raise NotVisible(period.public_id)


@transaction.atomic
def ask_draft(act: Act, *, period: Period, fmt: str, language: str, lines: int = 0) -> Printing:
    """Have the draft of a long report drawn in a format and a language. One that is on its way is that one; an earlier one
    gives way to it. Raises NotVisible, Refused (`period_locked`: its paper is the authorised one)."""
    _may(act, period)
    if fmt not in FORMATS:
        raise NotVisible(fmt)
    if period.state == PeriodState.LOCKED:
        raise Refused("period_locked", _("Ese trimestre está autorizado: su papel es el que se autorizó."))
    earlier = period.printings.filter(draft=fmt, language=language)
    if known := earlier.filter(state__in=UNDERWAY).first():
        return known
    _drop(list(earlier))
    printing = _asked(act, period, draft=fmt, language=language, lines=lines)
    _record(act, Happened.PAPER_ASKED, period, format=fmt)
    return printing


@transaction.atomic
def begin_printing(act: Act, *, printing: Printing) -> bool:
    """Somebody begins to draw it, or begins again where a worker that was killed left it: a job has one worker at a time.
    Says whether there is something to draw."""
    if Printing.objects.filter(pk=printing.pk, state=PrintingState.WAITING).update(state=PrintingState.WORKING):
        _record(act, Happened.PAPER_STARTED, printing.period)
        return True
    return Printing.objects.filter(pk=printing.pk, state=PrintingState.WORKING).exists()


def _finished(act: Act, printing: Printing, state: PrintingState) -> None:
    if not Printing.objects.filter(pk=printing.pk, state=PrintingState.WORKING).update(state=state, finished_at=act.at):
        raise Refused("printing_moved", _("Ese papel ya se preparó o se canceló."))
    printing.refresh_from_db()


def _tell(act: Act, printing: Printing, key: str) -> None:
    """Whoever asked for a draft; of the authorised paper, those who sign it. The program tells it, not who asked."""
    period = printing.period
    program = Act(Actor.stranger(), act.at, act.channel, act.request_id)
    signers = (period.circle, [(Part.LEAD, Role.LIAISON), (Part.LEAD, Role.MAYOR)])
    notify(
        program, to=User.objects.filter(public_id=printing.asked_by) if printing.draft else signers, key=key,
        data={"title": period.label}, door="reports.printing", at={"year": period.year, "quarter": period.quarter},
    )  # fmt: skip


@transaction.atomic
def finish_draft(act: Act, *, printing: Printing, data: bytes) -> Printing:
    """Keep the draft that was drawn, for a day. Raises Refused (it was cancelled meanwhile)."""
    _may(act, printing.period)
    _finished(act, printing, PrintingState.DONE)
    default_storage.save(printing.path, ContentFile(data))
    _record(act, Happened.PAPER_READY, printing.period, format=printing.draft)
    _tell(act, printing, key="report_paper_ready")
    return printing


@transaction.atomic
def finish_paper(act: Act, *, printing: Printing, ahead: PrintedAhead) -> Printing:
    """Give out the authorised paper as it was drawn: the version that was fixed when it was authorised, on that day, by
    who authorised it. Raises Refused (another is there, or another text was drawn)."""
    period = printing.period
    if printing.version is None or ahead.sha256 != printing.sha256:
        raise Refused("other_paper", _("Lo que se dibujó no es lo que se autorizó."))
    _finished(act, printing, PrintingState.DONE)
    issued_on = period.authorised_on or act.on
    period.issue = documents.issue(
        act, version=printing.version, brief=brief_of_house(period.organisation, KIND, issued_on, quoted=CITED),
        issued_on=issued_on, letterhead_of=period.organisation, ahead=ahead,
    )  # fmt: skip
    period.save(update_fields=["issue"])
    _record(act, Happened.PAPER_READY, period, sha256=printing.sha256)
    _tell(act, printing, key="report_paper_ready")
    return printing


@transaction.atomic
def fail_printing(act: Act, *, printing: Printing) -> Printing:
    """It could not be drawn: who waits for it is told, and it can be tried again. Raises Refused."""
    _finished(act, printing, PrintingState.FAILED)
    _record(act, Happened.PAPER_FAILED, printing.period)
    _tell(act, printing, key="report_not_read" if printing.draft == READING else "report_paper_failed")
    return printing


@transaction.atomic
def finish_reading(act: Act, *, printing: Printing, told: Sequence[str] = ()) -> Printing:
    """What came of authorising a long report: it is authorised, or why it is not, told to who signs. Raises Refused."""
    _finished(act, printing, PrintingState.FAILED if told else PrintingState.DONE)
    if told:
        printing.told = "\n".join(told)
        printing.save(update_fields=["told"])
        _record(act, Happened.AUTHORISATION_STOPPED, printing.period, reason=" ".join(told)[:200])
        _tell(act, printing, key="report_not_authorised")
    return printing


@transaction.atomic
def retry_printing(act: Act, *, printing: Printing) -> Printing:
    """Have it drawn again, after a failure or where it does not go on. Of two that draw it the first counts.

    Raises NotVisible, Refused (`printing_done`).
    """
    period = printing.period
    _may(act, period)
    if printing.draft == READING and not can_authorise(act.actor, period.circle):
        raise NotVisible(printing.public_id)
    if not printing.draft and not (can_write(act.actor, period.circle) or can_authorise(act.actor, period.circle)):
        raise NotVisible(printing.public_id)
    tried = Printing.objects.filter(pk=printing.pk, state__in=[*UNDERWAY, PrintingState.FAILED])
    if not tried.update(state=PrintingState.WAITING, finished_at=None):
        raise Refused("printing_done", _("Ese papel ya está listo o se canceló."))
    printing.refresh_from_db()
    _later(printing)
    _record(act, Happened.PAPER_ASKED, period)
    return printing


@transaction.atomic
def cancel_printing(act: Act, *, printing: Printing) -> Printing:
    """Do without a draft. What was authorised is owed its paper. Raises NotVisible, Refused (`paper_owed`, `printing_done`)."""
    _may(act, printing.period)
    if printing.draft == READING and not can_authorise(act.actor, printing.period.circle):
        raise NotVisible(printing.public_id)
    if not printing.draft:
        raise Refused(
            "paper_owed", _("El papel de un informe autorizado no se cancela: si falla, se intenta de nuevo.")
        )
    if (
        not Printing.objects.filter(pk=printing.pk)
        .exclude(state=PrintingState.CANCELLED)
        .update(state=PrintingState.CANCELLED, finished_at=act.at)
    ):
        raise Refused("printing_done", _("Ese papel ya está listo o se canceló."))
    printing.refresh_from_db()
    _drop_file(printing)
    _record(act, Happened.PAPER_CANCELLED, printing.period)
    return printing


def _drop_file(printing: Printing) -> None:
    transaction.on_commit(partial(default_storage.delete, printing.path))


def _drop(rows: list[Printing]) -> None:
    for row in rows:
        _drop_file(row)
    Printing.objects.filter(pk__in=[row.pk for row in rows]).delete()


@transaction.atomic
def drop_drafts(act: Act) -> int:
    """Delete drafts that were drawn more than a day ago. Returns how many."""
    old = list(Printing.objects.exclude(draft="").filter(asked_at__lte=act.at - DRAFT_LASTS))
    _drop(old)
    if old:
        record(act, Happened.DRAFTS_DROPPED, number=len(old))
    return len(old)
