"""What a letter that went out for its signature has of it: the paper deposited, and the door to deposit it."""

from typing import Any

from django.urls import reverse

from hermanar.agreements.enums import DEPOSITED_LETTERS, Power, SigningState
from hermanar.agreements.policies import can
from hermanar.agreements.queries import list_signings
from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import Direction


def signed_paper_of(actor: Actor, letter: Any) -> dict[str, Any] | None:
    """Deposits of the letter, oldest first, and what is to be done; None where there is nothing to show or to do."""
    written = letter.direction == Direction.OUT and letter.kind in DEPOSITED_LETTERS and letter.issue is not None
    if not written or letter.partnership is None:
        return None
    deposits, may = list_signings(letter), can(actor, letter.circle, Power.DEPOSIT)
    stands = next((row for row in reversed(deposits) if row.state != SigningState.CORRECTED), None)
    if not deposits and not may:
        return None
    return {
        "deposits": deposits,
        "confirm_url": reverse("web:agreements:signing", args=[stands.public_id])
        if stands is not None and stands.state == SigningState.DEPOSITED and may
        else "",
        "deposit_url": reverse("web:agreements:deposit_letter", args=[letter.public_id])
        if stands is None and may
        else "",
    }
