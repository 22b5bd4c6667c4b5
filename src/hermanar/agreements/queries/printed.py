"""How long a signed text is beside the paper that it is compared with."""

import io

import pikepdf

from hermanar.documents import queries as documents
from hermanar.documents.models import Rendition
from hermanar.documents.renderers import Unprintable

from ..enums import SigningState
from ..models import Signing
from ..rules import are_pages_lacking


def printed_pages(signing: Signing) -> int | None:
    """How many pages the version compared with has when printed: as it was given out, else as its draft. None where it cannot
    be printed. One query, where it was given out."""
    given_out = Rendition.objects.filter(issue__version=signing.version, format="pdf", blob__pages__isnull=False)
    if pages := given_out.order_by("-issue__pk").values_list("blob__pages", flat=True).first():
        return pages
    partnership = signing.partnership
    try:
        drawn = documents.draft_pdf(
            signing.version, letterhead_of=partnership.owner, exercise=partnership.circle.exercise_at is not None,
            on=signing.signed_on,
        )  # fmt: skip
    except Unprintable:
        return None
    with pikepdf.open(io.BytesIO(drawn)) as opened:
        return len(opened.pages)


def pages_when_short(signing: Signing) -> int | None:
    """How many pages the text has when printed, where what was deposited has fewer; None where it is all there, where nobody
    knows, and of what was corrected. Advice: what was signed is taken as it is."""
    if signing.state == SigningState.CORRECTED or not signing.scan_pages:
        return None
    if signing.short_of is not None:
        return signing.short_of
    printed = printed_pages(signing)
    return printed if are_pages_lacking(signing.scan_pages, printed) else None
