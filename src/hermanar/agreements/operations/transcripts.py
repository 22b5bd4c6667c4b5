"""The text of what was signed without having been prepared here: a copy of its version, given out after the deposit."""

from dataclasses import replace

from django.db import transaction

from hermanar.directory.models import in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn
from hermanar.documents.models import Issue
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid

from ..enums import BECAUSE_SIGNED, Happened, Power, SigningState
from ..models import Signing
from ..policies import can
from ..queries import brief_of, corrected_signings, witness_post_of
from ..rules import why_no_text
from .shared import _exercise


@transaction.atomic
def give_transcript(act: Act, *, signing: Signing) -> Issue | None:
    """Give out the version that the depositor said was signed, with its place, its day and its witness, marked on every page
    as a transcript that bears no signatures; it replaces that of a deposit since corrected. None where the text was
    prepared for signature, where nobody said that it is the one signed, or where the actor may not. The one there is, again.
    """
    agreement, partnership = signing.agreement, signing.partnership
    if signing.transcript is not None or signing.issue is not None:
        return signing.transcript
    if agreement is None or not can(act.actor, partnership.circle, Power.DEPOSIT):
        return None
    lacks = why_no_text(
        is_unsigned=bool(signing.unsigned_reason), is_opined_text=signing.is_opined_text,
        is_agreed_text=signing.version_id == agreement.agreed_version_id, lacks=signing.lacks,
    )  # fmt: skip
    if lacks or signing.state != SigningState.CONFIRMED:
        return None
    earlier = [s.transcript for s in corrected_signings(agreement) if s.transcript]
    before = earlier[-1] if earlier else None
    try:
        with transaction.atomic():
            issue = documents.issue(
                act, version=signing.version, brief=replace(brief_of(agreement, act.on), signatories=()),
                drawn=Drawn.FROM_FACTS, because=in_spanish(BECAUSE_SIGNED), issued_on=act.on,
                letterhead_of=partnership.owner, exercise=_exercise(partnership), transcript=True,
                supersedes=before if before and not before.has_successor else None,
                late={
                    "signing_place": signing.place, "signing_date": signing.signed_on,
                    "witness_name": signing.witness_name or None, "witness_post": witness_post_of(signing) or None,
                },
            )  # fmt: skip
    except (Blocked, Invalid):
        return None  # with blanks, or a character that no typeface draws: what happened is recorded all the same
    signing.transcript = issue
    signing.save(update_fields=["transcript"])
    record(act, Happened.TRANSCRIPT_GIVEN, chain=partnership.circle.public_id, about=signing.public_id, code=issue.code)
    return issue
