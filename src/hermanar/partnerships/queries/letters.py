"""Letters: what the checker says of one, the register of all."""

import datetime as dt

from hermanar.checks.brief import Brief
from hermanar.checks.findings import Finding
from hermanar.checks.places import Places
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.queries import Kept, check_with_kept
from hermanar.kernel.acts import Actor
from hermanar.profiles.models import Profile

from ..enums import LetterLack
from ..models import Letter, Partnership
from .briefs import brief_for

LATE_SLOTS = ("issue_place", "issue_date", "folio")  # filled when the letter is issued


def brief_of_letter(letter: Letter, on: dt.date) -> Brief:
    """What the case knows about the letter; whoever is copied may be named in it."""
    copies = tuple(c if isinstance(c, str) else c.get("es", "") for c in letter.copies)
    return brief_for(letter.partnership, "letter", on, also=copies, late_slots=LATE_SLOTS)


def check_letter(letter: Letter, *, gazetteer: Places, on: dt.date) -> tuple[list[Finding], list[Kept]]:
    """What the checker finds in the letter's text, and what was kept with a reason. Nothing without a text of ours."""
    if letter.version is None:
        return [], []
    return check_with_kept(letter.version, brief=brief_of_letter(letter, on), gazetteer=gazetteer)


def list_register(actor: Actor, *, before: int | None = None, limit: int = 200) -> list[Letter]:
    """Letters of every relation the actor sees, newest first; keyset by primary key."""
    rows = (
        Letter.objects.for_actor(actor)
        .select_related("partnership__case", "partnership__circle")
        .prefetch_related("partnership__parties__country", "partnership__parties__municipality__state", "answered_by")
        .order_by("-pk")
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def profile_to_annex(partnership: Partnership, on: dt.date) -> Issue | None:
    """The profile that goes with a letter of intent of that day (R4-24): its issue in force, None where none was issued."""
    profile = Profile.objects.filter(organisation=partnership.owner).first()
    if profile is None or profile.document_id is None:
        return None
    return (
        Issue.objects.filter(version__document=profile.document_id, state=IssueState.IN_FORCE, issued_on__lte=on)
        .order_by("-pk")
        .first()
    )


def lacks_of_draft(partnership: Partnership, on: dt.date) -> list[str]:
    """What should exist before the letter and does not (R4-25): the profile issued, the priorities written. Advice."""
    found = []
    if profile_to_annex(partnership, on) is None:
        found.append(LetterLack.PROFILE.value)
    sections = Profile.objects.filter(organisation=partnership.owner).values_list("sections", flat=True).first() or {}
    if not (sections.get("priorities") or {}).get("es"):
        found.append(LetterLack.PRIORITIES.value)
    return found
