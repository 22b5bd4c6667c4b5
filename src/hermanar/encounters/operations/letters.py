"""A letter of the register and its event and contact; the line of the register that an invitation has."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation, in_spanish
from hermanar.documents import operations as documents
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships.enums import Direction, Interruption, LetterKind, LetterState
from hermanar.partnerships.models import Letter, LetterBatch
from hermanar.partnerships.operations import acknowledge_letter, enter_letter, record_sent

from ..enums import Happened, InvitationState, Way
from ..models import Contact, Encounter, EventInvitation, LetterTie
from .common import _must_keep

_WAITS = [LetterState.SENT, LetterState.ACKNOWLEDGED]
_UNSENT = [LetterState.DRAFT, LetterState.SIGNED_OFF]
_ENDED = frozenset({LetterState.INTERRUPTED, LetterState.ANSWERED})
_UNANSWERED = frozenset({InvitationState.LISTED, InvitationState.SENT})


@transaction.atomic
def tie_letter(
    act: Act, *, letter: Letter, event: Encounter | EventInvitation | None = None, contact: Contact | None = None,
    as_line: bool = False,
) -> LetterTie | None:  # fmt: skip
    """Say of what event a letter of the house's own register is, and of which contact; nothing given takes it back. The
    letter that is an invitation's own line keeps it. An invitation of ours, written as a letter, said to be of somebody on a
    guest list becomes that one's line where it goes to that one: to its relation, to its contact, or because it was written
    from the list (`as_line`); if it went out, so did the invitation. Returns the tie. Raises Refused (`not_keeper`,
    `invitation_has_a_letter`), Invalid."""
    circle = letter.owner.home
    assert circle is not None
    known = LetterTie.objects.filter(letter=letter).first()
    if known is None and event is None and contact is None:
        return None  # a letter of an office that keeps neither
    _must_keep(act, circle)
    encounter = event if isinstance(event, Encounter) else None
    invitation = event if isinstance(event, EventInvitation) else None
    for name, row in (("event", event), ("contact", contact)):
        if row is not None and row.circle_id != circle.pk:
            raise Invalid(
                {name: [_("Eso no es de su directorio ni de sus encuentros. Elija uno de los suyos en la lista.")]}
            )
    before = (known.encounter_id, known.invitation_id, known.contact_id) if known else (None, None, None)
    if known is not None and known.is_line:
        encounter, invitation = None, known.invitation
    values: dict[str, Any] = {"encounter": encounter, "invitation": invitation, "contact": contact}
    if (known is None or not known.is_line) and invitation is not None:
        goes_there = as_line or (contact is not None and contact.pk == invitation.contact_id)
        if _is_its_letter(letter, invitation, goes_there):
            _must_have_no_letter(invitation, as_line)
            values["is_line"] = not LetterTie.objects.filter(invitation=invitation, is_line=True).exists()
    if known is None:
        known = LetterTie.objects.create(letter=letter, circle=circle, **values)
    else:
        for name, value in values.items():
            setattr(known, name, value)
        known.save(update_fields=[*values])
    if before != tuple(row.pk if row else None for row in (encounter, invitation, contact)):
        record(
            act, Happened.LETTER_TIED, chain=circle.public_id, about=letter.public_id,
            folio=letter.folio or in_spanish(LetterKind(letter.kind).label),
        )  # fmt: skip
    if values.get("is_line"):
        follow_sending(act, letter=letter)
    return known


def _is_its_letter(letter: Letter, row: EventInvitation, goes_there: bool) -> bool:
    """Whether the letter is the very paper by which somebody of a guest list is invited: one thing, one line."""
    ours = letter.kind == LetterKind.INVITATION and letter.direction == Direction.OUT and row.way == Way.OUT
    same = goes_there if row.partnership_id is None else row.partnership_id == letter.partnership_id
    return ours and same and letter.state not in _ENDED and row.state in _UNANSWERED


def _must_have_no_letter(row: EventInvitation, as_line: bool) -> None:
    """A letter that was not sent in the end gives its place to the next one; one that stands keeps it, and who writes
    another from the list is told. Raises Refused."""
    EventInvitation.objects.select_for_update().get(pk=row.pk)  # of two letters of one guest, the second waits here
    lines = LetterTie.objects.filter(invitation=row, is_line=True)
    lines.filter(letter__state=LetterState.INTERRUPTED).update(is_line=False)
    standing = lines.select_related("letter").first()
    if standing is not None and as_line:
        raise Refused(
            "invitation_has_a_letter",
            _("Esa invitación ya tiene su carta, “%(letter)s”: corrija esa, o envíela.") % {"letter": standing.letter},
        )


@transaction.atomic
def send_letter(act: Act, *, letter: Letter, sent_on: dt.date, sent_by: str) -> Letter:
    """A signed letter of the register went out, and with it what it is the paper of: the invitation of a guest list. The one
    door of every channel. Raises what `record_sent` raises."""
    letter = record_sent(act, letter=letter, sent_on=sent_on, sent_by=sent_by)
    follow_sending(act, letter=letter)
    return letter


@transaction.atomic
def send_batch(
    act: Act, *, batch: LetterBatch, sent_on: dt.date, sent_by: str, letters: Collection[str] | None = None
) -> list[Letter]:
    """The signed letters of a batch went out the same day by the same means: all, or those named (public ids). Each is put
    down as if alone, with its own entry; one that cannot be stops them all. Raises Refused (`letter_not_signed`), Invalid
    (`letters`: what is wrong, and with which)."""
    return _each(act, _of_batch(batch, letters, LetterState.SIGNED_OFF), _send(sent_on, sent_by))


@transaction.atomic
def acknowledge_batch(
    act: Act, *, batch: LetterBatch, on: dt.date, letters: Collection[str] | None = None,
    precision: str = Precision.DAY,
) -> list[Letter]:  # fmt: skip
    """Receipt of the letters of a batch was acknowledged the same day, or in the same month, quarter or year: all that were
    sent, or those named. All or none, as `send_batch`. Raises Refused (`letter_not_sent`), Invalid."""
    return _each(
        act,
        _of_batch(batch, letters, LetterState.SENT),
        lambda act, letter: acknowledge_letter(act, letter=letter, on=on, precision=precision),
    )


def _send(sent_on: dt.date, sent_by: str) -> Callable[[Act, Letter], Letter]:
    return lambda act, letter: send_letter(act, letter=letter, sent_on=sent_on, sent_by=sent_by)


def _of_batch(batch: LetterBatch, letters: Collection[str] | None, state: LetterState) -> list[Letter]:
    """Those named, whatever their state; else all that wait for it. Raises Invalid (one of another batch)."""
    rows = batch.letters.select_related(
        "circle", "owner", "country", "municipality__state", "version__document", "partnership__case", "reminds"
    ).order_by("pk")
    if letters is None:
        return list(rows.filter(state=state))
    found = list(rows.filter(public_id__in=set(letters)))
    if len(found) < len(set(letters)):
        raise Invalid({"letters": [_("Hay una carta que no es de este envío. Elija las de la lista.")]})
    return found


def _each(act: Act, letters: list[Letter], do: Callable[[Act, Letter], Letter]) -> list[Letter]:
    """Each letter by its own operation, within one transaction; what is wrong says with which."""
    if not letters:
        raise Invalid({"letters": [_("Elija al menos una carta.")]})
    done, wrong = [], {}
    for letter in letters:
        try:
            with transaction.atomic():
                done.append(do(act, letter))
        except Invalid as no:
            if "sent_by" in no.errors:  # the same of all
                raise
            wrong[letter] = next(iter(no.errors.values()))[0]
        except Refused as no:
            if no.code == "not_liaison":
                raise
            wrong[letter] = no.reason
    if wrong:
        raise Invalid({"letters": [f"{letter}: {why}" for letter, why in wrong.items()]})
    return done


@transaction.atomic
def follow_sending(act: Act, *, letter: Letter) -> EventInvitation | None:
    """The letter by which somebody of a guest list is invited went out: so did the invitation, that day and with that number.

    Returns the invitation; None where the letter is none of a list, or the list says it went already. The operation that put
    the sending down has judged its actor.
    """
    tie = LetterTie.objects.filter(letter=letter, is_line=True).select_related("invitation__circle").first()
    row = tie.invitation if tie is not None else None
    if row is None or letter.sent_on is None:
        return None
    moved = EventInvitation.objects.filter(pk=row.pk, state=InvitationState.LISTED).update(
        state=InvitationState.SENT, dated_on=letter.sent_on, reference=letter.folio,
        respond_by=row.respond_by or letter.due_on,
    )  # fmt: skip
    if not moved:
        return None
    row.refresh_from_db()
    record(
        act, Happened.INVITATION_SENT, chain=row.circle.public_id, about=row.public_id, event=row.event, post=row.post,
        on=letter.sent_on,
    )  # fmt: skip
    return row


@transaction.atomic
def follow_answer(act: Act, *, letter: Letter) -> EventInvitation | None:
    """What came in and answers the line of an invitation of ours answers the invitation: accepted or declined, that day.

    Returns the invitation; None where it answers none, does not say yes or no, or the invitation is settled. The operation
    that put the answer down has judged its actor.
    """
    if letter.direction != Direction.IN or letter.answers is None or letter.is_affirmative is None:
        return None
    tie = LetterTie.objects.filter(letter=letter.answers, is_line=True).select_related("invitation__circle").first()
    row = tie.invitation if tie is not None else None
    if row is None or letter.dated_on is None or (row.dated_on and letter.dated_on < row.dated_on):
        return None
    state = InvitationState.ACCEPTED if letter.is_affirmative else InvitationState.DECLINED
    moved = EventInvitation.objects.filter(pk=row.pk, way=Way.OUT, state=InvitationState.SENT).update(
        state=state, answered_on=letter.dated_on, answer=letter.subject
    )
    if not moved:
        return None
    row.refresh_from_db()
    record(
        act, Happened.INVITATION_ANSWERED, chain=row.circle.public_id, about=row.public_id, event=row.event,
        answer=row.state, on=letter.dated_on,
    )  # fmt: skip
    return row


def _line_of(act: Act, row: EventInvitation) -> Letter:
    """Put an invitation that came, or that was sent, into the register of its house, where it was not yet."""
    tie = LetterTie.objects.filter(invitation=row, is_line=True).select_related("letter").first()
    if tie is not None:
        return tie.letter
    assert row.dated_on is not None
    came, contact = row.way == Way.IN, row.contact
    house = Organisation.objects.get(home=row.circle)
    if not came and row.reference:
        if (written := _written(row)) is not None:
            return written
        _take_number(act, house, row.reference)
    there: dict[str, Any] = {}
    if contact is not None:
        there = {"city": contact.city, "subdivision": contact.subdivision, "country_id": contact.country_id}
        there |= {"other_post": contact.post, "other_office": contact.organisation}
    elif not came:
        there = {"other_post": row.post}
    letter = enter_letter(
        act, circle=row.circle, owner=house, partnership=row.partnership,
        kind=LetterKind.INVITATION, direction=Direction.IN if came else Direction.OUT, issue=None, folio=row.reference,
        sent_on=row.dated_on, subject=row.event, sender=row.post if came else "", due_on=row.respond_by,
        attachment=row.attachment, **there,
    )  # fmt: skip
    LetterTie.objects.create(letter=letter, circle=row.circle, invitation=row, contact=contact, is_line=True)
    return letter


def _must_not_be_written(row: EventInvitation) -> None:
    """What is being written as a letter goes out as that letter. Raises Refused."""
    tie = LetterTie.objects.filter(invitation=row, is_line=True, letter__state__in=_UNSENT).first()
    if tie is not None:
        raise Refused(
            "invitation_is_a_letter",
            _("Esta invitación es una carta que aún no se envía: asiente su envío en la carta."),
        )


def _written(row: EventInvitation) -> Letter | None:
    """The letter of the register, tied to the invitation and sent with that number, that is the invitation's own: its line."""
    ties = LetterTie.objects.filter(
        invitation=row, letter__direction=Direction.OUT, letter__state__in=_WAITS, letter__folio__iexact=row.reference
    )
    tie = ties.select_related("letter").first()
    if tie is None:
        return None
    tie.is_line = True
    tie.save(update_fields=["is_line"])
    return tie.letter


def _take_number(act: Act, house: Organisation, number: str) -> None:
    """The number of an oficio is used once in its house, whatever goes out with it."""
    try:
        documents.use_folio(act, organisation=house, folio=number, what=f"letter:{LetterKind.INVITATION}")
    except Refused as no:
        raise Refused(no.code, no.reason, field="reference") from no
    except Invalid as no:
        raise Invalid({"reference": no.errors["folio"]}) from no


def _follow(row: EventInvitation, on: dt.date) -> None:
    """The line of an invitation of ours says what became of it: it waits for no answer that came, nor for one it was taken
    back from."""
    lines = Letter.objects.filter(tie__invitation=row, tie__is_line=True, state__in=_WAITS)
    if row.state == InvitationState.WITHDRAWN:
        lines.update(state=LetterState.INTERRUPTED, interruption=Interruption.WITHDRAWN, interrupted_on=on)
        # a letter that never went out is a letter of its own again: it may be changed, or stay
        LetterTie.objects.filter(invitation=row, is_line=True, letter__state__in=_UNSENT).update(is_line=False)
    elif row.state in {InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.ATTENDED}:
        lines.update(state=LetterState.ANSWERED)
