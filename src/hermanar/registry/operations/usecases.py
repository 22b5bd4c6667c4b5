"""What spans agreement, clock and book: one act of one person, one transaction."""

import datetime as dt

from django.db import transaction

from hermanar.agreements.models import Agreement, Registration, Signing
from hermanar.agreements.operations import confirm_signing, record_registration, send_registration_notice
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.programmes.enums import DutyKey, DutyState
from hermanar.programmes.models import Duty
from hermanar.programmes.operations import compile_clock, fulfil_duty

from ..models import Entry
from .publishing import publish_entry


@transaction.atomic
def conclude_signing(
    act: Act, *, signing: Signing, pages: tuple[int, ...], differences: tuple[str, ...] = (),
    publish: bool | None = None,
) -> Entry | None:  # fmt: skip
    """The deposited text is confirmed page by page, and its duties are put on the calendar (promise 6).

    `publish`: also put it in the book; by default a domestic relation, which no registration follows. Returns the
    entry, None where nothing was published. Raises what `confirm_signing` and `publish_entry` raise.
    """
    signing = confirm_signing(act, signing=signing, pages=pages, differences=differences)
    partnership = signing.agreement.partnership
    compile_clock(act, partnership=partnership, version=signing.version, signed_on=signing.signed_on)
    if publish is None:
        publish = partnership.klass == "domestic"
    return publish_entry(act, partnership=partnership) if publish else None


@transaction.atomic
def send_for_registration(act: Act, *, agreement: Agreement, on: dt.date | None = None) -> Registration:
    """The signed copy goes to the ministry, and the duty to send it is fulfilled by that letter.

    Raises what `send_registration_notice` raises.
    """
    row = send_registration_notice(act, agreement=agreement, on=on)
    duty = Duty.objects.filter(
        partnership=agreement.partnership, key=DutyKey.SEND_FOR_REGISTRATION, state=DutyState.OPEN
    ).first()
    if duty is not None:
        fulfil_duty(act, duty=duty, done_on=row.notice_on, proof=f"Oficio {row.notice_folio}")
    return row


@transaction.atomic
def conclude_registration(
    act: Act, *, agreement: Agreement, number: str, registered_on: dt.date, attachment: Attachment | None = None
) -> tuple[Registration, Entry]:
    """SRE's registration is recorded with its own number, and the relation goes into the book (or its next revision).

    Raises what `record_registration` and `publish_entry` raise: without opinion and deposited text, nothing (promise 5).
    """
    row = record_registration(
        act, agreement=agreement, number=number, registered_on=registered_on, attachment=attachment
    )  # fmt: skip
    return row, publish_entry(act, partnership=agreement.partnership)
