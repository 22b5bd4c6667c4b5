"""What spans agreement, clock and book: one act of one person, one transaction."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.agreements.enums import LaterActKind
from hermanar.agreements.models import Agreement, LaterAct, Registration, Signing
from hermanar.agreements.operations import (
    confirm_signing,
    correct_signing,
    record_later_act,
    record_registration,
    retire_text,
    send_registration_notice,
    withdraw_registration,
)
from hermanar.agreements.queries import current_signing
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act, How
from hermanar.notices.operations import notify
from hermanar.opinions.queries import homes_of_ministry
from hermanar.partnerships.models import Partnership
from hermanar.programmes.enums import ClosedBy, DutyKey, DutyState
from hermanar.programmes.models import Duty
from hermanar.programmes.operations import compile_clock, hold_clock, renew_clock
from hermanar.programmes.operations.clock import _fulfilled, _reopened, _voided
from hermanar.programmes.queries import end_after_renewal

from ..enums import Withdrawal
from ..models import Entry
from ..queries.own import is_taken_off
from .publishing import _publish, publish_entry, withdraw_entry


@transaction.atomic
def conclude_signing(
    act: Act, *, signing: Signing, pages: tuple[int, ...], differences: tuple[str, ...] = (),
    publish: bool | None = None,
) -> Entry | None:  # fmt: skip
    """The deposited text is confirmed page by page, and its duties are put on the calendar (promise 6).

    `publish`: also put it in the book; by default a domestic relation, which no registration follows, and one whose entry
    waits in correction: it comes back with what is proved now. One that its publisher took off comes back by its own act
    alone. Returns the entry, None where nothing was published. Raises
    what `confirm_signing` and `publish_entry` raise.
    """
    signing = confirm_signing(act, signing=signing, pages=pages, differences=differences)
    if signing.agreement is None:
        return None  # another paper of the case: no entry of the book and no duty rests on it
    agreement, partnership = signing.agreement, signing.agreement.partnership
    is_renewed = agreement.later_acts.filter(kind=LaterActKind.RENEWAL).exclude(until_on=None).exists()
    compile_clock(
        act, partnership=partnership, version=signing.version, signed_on=signing.signed_on, is_renewed=is_renewed
    )
    if publish is None and not is_taken_off(partnership):
        waits = Entry.objects.filter(partnership=partnership.public_id, withdrawal=Withdrawal.CORRECTION)
        publish = partnership.klass == "domestic" or waits.exists()
    return publish_entry(act, partnership=partnership) if publish else None


@transaction.atomic
def retract_signing(act: Act, *, signing: Signing, reason: str) -> Signing:
    """The deposit is corrected, and nothing is shown further than what is left proves (promise 1): its duties wait, and the
    entry of the book says that it is in correction, with the act of deposit whose verification tells why.

    Raises what `correct_signing` raises.
    """
    signing = correct_signing(act, signing=signing, reason=reason)
    if signing.agreement is None:
        return signing
    partnership = signing.agreement.partnership
    _owed_again(act, signing.agreement, signing.reason)
    hold_clock(act, partnership=partnership, reason=signing.reason)
    entry = Entry.objects.filter(partnership=partnership.public_id, withdrawn_at=None).first()
    if entry is not None:
        code = signing.act_issue.code if signing.act_issue else ""
        withdraw_entry(act, entry=entry, reason=signing.reason, withdrawal=Withdrawal.CORRECTION, code=code)
    return signing


def _duty_to_send(partnership: Partnership, state: DutyState) -> Duty | None:
    """The duty to send the signed copy for its registration, if it is in that state."""
    return Duty.objects.filter(partnership=partnership, key=DutyKey.SEND_FOR_REGISTRATION, state=state).first()


def _proof(row: Registration) -> str:
    """What shows that the copy was sent: our letter, or the registration itself."""
    if row.notice_folio:
        return f"Oficio {row.notice_folio}"
    return in_spanish(_("Registro de la SRE %(number)s"), number=row.number)


def _owed_again(act: Act, agreement: Agreement, reason: str) -> None:
    """Where all that showed the copy sent was taken back, it is to be sent. A paper that its liaison named stays."""
    rows = list(agreement.registrations.all())
    duty = _duty_to_send(agreement.partnership, DutyState.DONE)
    standing = {_proof(r) for r in rows if r.withdrawn_on is None}
    if duty and duty.proof not in standing and duty.proof in {_proof(r) for r in rows}:
        _reopened(act, duty, reason)


@transaction.atomic
def send_for_registration(
    act: Act, *, agreement: Agreement, on: dt.date | None = None, approval: str = ""
) -> Registration:
    """The signed copy goes to the ministry, and the duty to send it is fulfilled by that letter.

    Raises what `send_registration_notice` raises.
    """
    row = send_registration_notice(act, agreement=agreement, on=on, approval=approval)
    if duty := _duty_to_send(agreement.partnership, DutyState.OPEN):
        # by the letter itself, whoever signed it
        _fulfilled(act, duty, row.notice_on, _proof(row), ClosedBy.REGISTRATION)
    return row


@transaction.atomic
def conclude_registration(
    act: Act, *, agreement: Agreement, number: str, registered_on: dt.date, attachment: Attachment | None = None
) -> tuple[Registration, Entry | None]:
    """SRE's registration is recorded with its own number, and the relation goes into the book (or its next revision); one that
    its publisher took off stays off.

    Raises what `record_registration` and `publish_entry` raise: without opinion and deposited text, nothing (promise 5).
    """
    row = record_registration(
        act, agreement=agreement, number=number, registered_on=registered_on, attachment=attachment
    )  # fmt: skip
    if row.how == How.RECORDED:
        _tell_ministry(act, row)
    if duty := _duty_to_send(agreement.partnership, DutyState.OPEN):
        # what the ministry registered had been sent to it, on whatever paper
        _fulfilled(act, duty, row.registered_on, _proof(row), ClosedBy.REGISTRATION)
    if is_taken_off(agreement.partnership):
        return row, None
    return row, publish_entry(act, partnership=agreement.partnership)


def _tell_ministry(act: Act, row: Registration) -> None:
    """The ministry on board is told what was put down in its name by somebody else, though it sits not in that circle."""
    partnership = row.agreement.partnership
    for home in homes_of_ministry(partnership.owner):
        notify(
            act, to=(home, Part.REGISTRAR, Role.REGISTRAR), key="registered_by_another",
            data={"folio": partnership.folio, "number": row.number}, door="agreements.queue",
        )  # fmt: skip


@transaction.atomic
def retract_registration(act: Act, *, registration: Registration, reason: str) -> Registration:
    """What was recorded of SRE's registration is corrected by this later act, and the entry of the book, where there is one,
    gets a revision that says no more than the signature. Raises what `withdraw_registration` raises."""
    row = withdraw_registration(act, registration=registration, reason=reason)
    partnership = row.agreement.partnership
    _owed_again(act, row.agreement, row.reason)
    if Entry.objects.filter(partnership=partnership.public_id, withdrawn_at=None).exists():
        publish_entry(act, partnership=partnership)
    return row


@transaction.atomic
def follow_case(act: Act, *, partnership: Partnership, reason: str) -> None:
    """What was built on a thing that a later act has just taken back follows it, whoever did that act: the text given out for
    signature, if it may no longer be signed; the entry of the book, whose next revision says what is still proved."""
    agreement = Agreement.objects.filter(partnership=partnership).first()
    if agreement is None:
        return
    retire_text(act, agreement=agreement, reason=reason)
    if Entry.objects.filter(partnership=partnership.public_id, withdrawn_at=None).exists():
        _publish(act, partnership)


@transaction.atomic
def conclude_later_act(
    act: Act, *, agreement: Agreement, kind: LaterActKind, on: dt.date, summary: str,
    attachment: Attachment | None = None, until_on: dt.date | None = None, effective_on: dt.date | None = None,
) -> LaterAct:  # fmt: skip
    """A later act is recorded; a renewal also moves the clock (R4-59) and an entry of the book gets its next revision.

    A termination voids the duties that would fall due after it. A renewal without `until_on` is for the same period again. Raises what `record_later_act` and `renew_clock` raise.
    """
    partnership = agreement.partnership
    signing = current_signing(agreement)
    renews = kind == LaterActKind.RENEWAL and signing is not None
    if renews:
        until_on = end_after_renewal(
            partnership=partnership, version=signing.version, signed_on=signing.signed_on, until_on=until_on
        )
    row = record_later_act(
        act, agreement=agreement, kind=kind, on=on, summary=summary, attachment=attachment, until_on=until_on,
        effective_on=effective_on,
    )  # fmt: skip
    if renews:
        renew_clock(
            act, partnership=partnership, version=signing.version, signed_on=signing.signed_on, renewed_on=on,
            ends_on=until_on,
        )  # fmt: skip
    if kind == LaterActKind.TERMINATION:
        # what was owed by that day stays owed; what would fall due after it falls away
        for duty in partnership.duties.filter(state=DutyState.OPEN, due_on__gt=on):
            _voided(act, duty, in_spanish(_("El Acuerdo terminó antes de ese plazo.")), ClosedBy.TERMINATION)
    if Entry.objects.filter(partnership=partnership.public_id, withdrawn_at=None).exists():
        publish_entry(act, partnership=partnership)
    return row
