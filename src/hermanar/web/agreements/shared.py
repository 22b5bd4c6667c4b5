"""What the pages of the signature share: where they are, which text they speak of, in what colours."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from hermanar.agreements.enums import SigningState
from hermanar.agreements.queries import get_agreement
from hermanar.documents.queries import list_issues
from hermanar.kernel.errors import NotVisible

from ..relations import crumbs

TONES: dict[str, str] = {SigningState.DEPOSITED: "amber", SigningState.CONFIRMED: "leaf", SigningState.CORRECTED: ""}


def signature_url(partnership: Any) -> str:
    return reverse("web:agreements:signature", args=[partnership.public_id])


def signing_url(signing: Any) -> str:
    return reverse("web:agreements:signing", args=[signing.public_id])


def find_agreement(request: HttpRequest, partnership: Any) -> Any:
    """Raises NotVisible where there is no text yet."""
    row = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    if row is None:
        raise NotVisible(partnership.public_id)
    return row


def crumbs_of(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(
        partnership, (pgettext("sala del expediente", "Firma"), signature_url(partnership) if more else ""), *more
    )


def issues_of(request: HttpRequest, agreement: Any) -> list:
    """Papers of the text that were given out for signature, newest first."""
    rows = list_issues(request.seat.actor, agreement.document.circle)  # type: ignore[attr-defined]
    return [i for i in rows if i.version.document_id == agreement.document_id and not i.is_transcript]
