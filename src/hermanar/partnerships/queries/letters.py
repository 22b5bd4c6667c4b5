"""Letters: what the checker says of one, the register of all."""

import datetime as dt

from hermanar.checks.findings import Finding
from hermanar.checks.places import Places
from hermanar.directory.models import Organisation
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.queries import Kept, check_with_kept
from hermanar.profiles.models import Profile

from ..enums import LetterLack
from ..models import Letter
from .letter_sides import brief_of_letter


def check_letter(letter: Letter, *, gazetteer: Places, on: dt.date) -> tuple[list[Finding], list[Kept]]:
    """What the checker finds in the letter's text, and what was kept with a reason. Nothing without a text of ours."""
    if letter.version is None:
        return [], []
    return check_with_kept(letter.version, brief=brief_of_letter(letter, on), gazetteer=gazetteer)


def profile_to_annex(owner: Organisation, on: dt.date) -> Issue | None:
    """The profile that goes with a letter of intent of that day (R4-24): its issue in force, None where none was issued."""
    profile = Profile.objects.filter(organisation=owner).first()
    if profile is None or profile.document_id is None:
        return None
    return (
        Issue.objects.filter(version__document=profile.document_id, state=IssueState.IN_FORCE, issued_on__lte=on)
        .order_by("-pk")
        .first()
    )


def lacks_of_draft(owner: Organisation, on: dt.date) -> list[str]:
    """What should exist before the letter and does not (R4-25): the profile issued, the priorities written. Advice."""
    found = []
    if profile_to_annex(owner, on) is None:
        found.append(LetterLack.PROFILE.value)
    sections = Profile.objects.filter(organisation=owner).values_list("sections", flat=True).first() or {}
    if not (sections.get("priorities") or {}).get("es"):
        found.append(LetterLack.PRIORITIES.value)
    return found
