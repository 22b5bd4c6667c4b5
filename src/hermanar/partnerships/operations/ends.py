"""How a relation stops, is taken up again, and ends: a day, a reason, and who is told."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import day_said, in_spanish
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.process import operations as process
from hermanar.process.enums import ENDED, CaseState
from hermanar.process.queries import turned_of

from ..enums import Interruption, RefusedBy, Reopening
from ..models import Partnership, Refusal
from ..policies import HANDS
from ..queries import given_up_no_more
from .cases import _may_edit


def _reason(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo: queda en la bitácora y se comunica.")]})
    return reason


def _of_end(act: Act, partnership: Partnership, on: dt.date | None) -> dt.date:
    """The day on which a relation ended: no day to come, none before it was opened. Raises Invalid."""
    on = _not_after(act, on)
    if on < partnership.case.opened_on:
        raise Invalid({"on": [_("No pudo terminar antes de abrirse. Ponga el día en que ocurrió, según su papel.")]})
    return on


def _not_after(act: Act, on: dt.date | None) -> dt.date:
    if on and on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    return on or act.on


def _tell_hands(act: Act, partnership: Partnership, key: str, reason: str) -> None:
    """Tell everybody who works on the relation, or waits for it, what became of it and why."""
    notify(
        act, to=(partnership.circle, HANDS), key=key,
        data={"folio": partnership.folio, "reason": normalise(reason)}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip


@transaction.atomic
def interrupt_partnership(
    act: Act, *, partnership: Partnership, code: Interruption, reason: str, on: dt.date | None = None
) -> Partnership:
    """Say that the relation stopped, and why, with a coded reason (R0-33). Raises Refused, Invalid."""
    _may_edit(act, partnership)
    on = _not_after(act, on)
    if on < partnership.case.opened_on:
        raise Invalid({"on": [_("No pudo interrumpirse antes de abrirse. Ponga el día en que ocurrió.")]})
    process.pause_case(act, case=partnership.case, reason_code=code, reason=_reason(reason), on=on)
    partnership.paused_reason = code
    partnership.save(update_fields=["paused_reason"])
    _tell_hands(act, partnership, "case_interrupted", reason)
    return partnership


@transaction.atomic
def resume_partnership(act: Act, *, partnership: Partnership, reason: str, on: dt.date | None = None) -> Partnership:
    """Take the relation up again (R3-47). What was proved stays proved. Raises Refused, Invalid."""
    _may_edit(act, partnership)
    on, stopped = _not_after(act, on), turned_of(partnership.case)
    if stopped is not None and on < stopped.on:
        raise Invalid(
            {
                "on": [
                    _("Se interrumpió el %(day)s: no pudo retomarse antes. Ponga ese día o uno posterior.")
                    % {"day": day_said(stopped.on)}
                ]
            }
        )
    process.resume_case(act, case=partnership.case, reason=_reason(reason), on=on)
    partnership.paused_reason = ""
    partnership.save(update_fields=["paused_reason"])
    _tell_hands(act, partnership, "case_resumed", reason)
    return partnership


def _not_signed(partnership: Partnership) -> None:
    if blockers := given_up_no_more(partnership):
        raise Blocked(blockers)


@transaction.atomic
def withdraw_partnership(act: Act, *, partnership: Partnership, reason: str, on: dt.date | None = None) -> Partnership:
    """The municipality gives up the intention; the file stays. Raises Refused, Invalid, Blocked (`signed_already`)."""
    _may_edit(act, partnership)
    _not_signed(partnership)
    process.withdraw_case(act, case=partnership.case, reason=_reason(reason), on=_of_end(act, partnership, on))
    _tell_hands(act, partnership, "case_withdrawn", reason)
    return partnership


@transaction.atomic
def refuse_partnership(
    act: Act, *, partnership: Partnership, reason: str, on: dt.date | None = None, by: str = "", folio: str = "",
    attachment: Attachment | None = None,
) -> Partnership:  # fmt: skip
    """Put down that the other side, or an authority, said no: when, who (`RefusedBy`), and the paper that says it, with its
    number and its scan. Raises Refused, Invalid, Blocked (`signed_already`)."""
    _may_edit(act, partnership)
    _not_signed(partnership)
    act = act.recording()
    if by and by not in RefusedBy.values:
        raise Invalid({"by": [_("Elija de la lista quién dijo que no.")]})
    if attachment is not None and attachment.blob.media_type != "application/pdf":
        raise Invalid({"attachment": [_("El papel en que consta se adjunta como PDF escaneado.")]})
    reason, folio, on = _reason(reason), normalise(folio)[:60], _of_end(act, partnership, on)
    if folio:
        reason = f"{reason} ({in_spanish(_('consta en %(folio)s'), folio=folio)})"
    process.refuse_case(act, case=partnership.case, reason=reason, reason_code=by, on=on)
    Refusal.objects.create(
        partnership=partnership, by=by, folio=folio, refused_on=on, attachment=attachment, how=act.actor.how
    )  # fmt: skip
    _tell_hands(act, partnership, "case_refused", reason)
    return partnership


@transaction.atomic
def close_partnership(act: Act, *, partnership: Partnership, reason: str, on: dt.date | None = None) -> Partnership:
    """Close the file. Raises Refused, Invalid."""
    _may_edit(act, partnership)
    process.close_case(act, case=partnership.case, reason=_reason(reason), on=_of_end(act, partnership, on))
    _tell_hands(act, partnership, "case_closed", reason)
    return partnership


@transaction.atomic
def reopen_partnership(
    act: Act, *, partnership: Partnership, code: Reopening, reason: str, on: dt.date | None = None
) -> Partnership:
    """Take up again a relation that was given up, refused or closed: the same file, with what was proved and its log. A
    refusal is not undone by who was refused: it takes a new request, new facts, another government, or that it was put
    down by mistake. Raises Refused (`case_not_open`: it has not ended), Invalid."""
    _may_edit(act, partnership)
    reason, on = _reason(reason), _not_after(act, on)
    if partnership.case.state not in ENDED:
        raise Refused("case_not_open", _("El expediente no ha terminado: no hace falta reabrirlo."))
    if partnership.case.state == CaseState.REFUSED and code == Reopening.OWN_DECISION:
        raise Invalid(
            {"code": [_("A una negativa no la cambia la decisión propia: diga qué pidieron de nuevo o qué cambió.")]}
        )
    if partnership.case.closed_on and on < partnership.case.closed_on:
        raise Invalid({"on": [_("No pudo reabrirse antes de terminar. Ponga el día en que terminó o uno posterior.")]})
    process.reopen_case(act, case=partnership.case, reason_code=code, reason=reason, on=on)
    partnership.paused_reason = ""
    partnership.save(update_fields=["paused_reason"])
    _tell_hands(act, partnership, "case_reopened", reason)
    return partnership
