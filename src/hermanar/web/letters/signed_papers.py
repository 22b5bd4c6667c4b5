"""What a letter that went out for its signature has of it: the paper deposited, and the door to deposit it."""

from typing import Any

from django.urls import reverse

from hermanar.agreements.enums import DEPOSITED_LETTERS, Power, SigningState
from hermanar.agreements.policies import can
from hermanar.agreements.queries import list_signings
from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import Direction
from hermanar.partnerships.policies import can_edit

from ..relations import file_url


def _copy(letter: Any, row: Any, *, may: bool) -> dict[str, Any]:
    """A signed paper that was kept before the letter was in a case."""
    open_to = may and row.corrected_on is None and letter.partnership is None
    return {
        "it": row, "url": file_url(row.attachment),
        "correct_url": reverse("web:letters:correct_copy", args=[letter.public_id, row.public_id]) if open_to else "",
    }  # fmt: skip


def _alone(actor: Actor, letter: Any, copies: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Of a letter that is in no case."""
    may = letter.direction == Direction.OUT and letter.issue is not None and can_edit(actor, letter.circle)
    stands = any(row["it"].corrected_on is None for row in copies)
    if not copies and not may:
        return None
    return {
        "copies": copies,
        "deposit_url": reverse("web:letters:deposit_copy", args=[letter.public_id]) if may and not stands else "",
    }


def signed_paper_of(actor: Actor, letter: Any) -> dict[str, Any] | None:
    """Deposits of the letter, oldest first, and what is to be done; None where there is nothing to show or to do."""
    written = letter.direction == Direction.OUT and letter.kind in DEPOSITED_LETTERS and letter.issue is not None
    copies = [
        _copy(letter, row, may=can_edit(actor, letter.circle))
        for row in letter.signed_copies.select_related("attachment")
    ]
    if letter.partnership is None:
        return _alone(actor, letter, copies)
    if not written:
        return {"copies": copies} if copies else None
    deposits, may = list_signings(letter), can(actor, letter.circle, Power.DEPOSIT)
    stands = next((row for row in reversed(deposits) if row.state != SigningState.CORRECTED), None)
    if not deposits and not may and not copies:
        return None
    return {
        "copies": copies,
        "deposits": deposits,
        "confirm_url": reverse("web:agreements:signing", args=[stands.public_id])
        if stands is not None and stands.state == SigningState.DEPOSITED and may
        else "",
        "deposit_url": reverse("web:agreements:deposit_letter", args=[letter.public_id])
        if stands is None and may
        else "",
    }
