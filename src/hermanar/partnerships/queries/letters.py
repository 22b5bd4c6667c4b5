"""Letters: what the checker says of one, the register of all."""

import datetime as dt

from django.db.models import Q

from hermanar.checks.findings import Finding
from hermanar.checks.places import Places
from hermanar.directory.enums import Part, Role, fillers_of
from hermanar.directory.models import Office, Organisation
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.queries import Kept, check_with_kept
from hermanar.profiles.models import Profile

from ..enums import LetterLack
from ..models import Letter
from .letter_sides import brief_of_letter


def offices_that_sign(owner: Organisation, on: dt.date) -> list[Office]:
    """Offices of the house on that day, besides the one that signs for all of it, that may sign a letter. One query."""
    rows = Office.objects.filter(organisation=owner).exclude(role__in=fillers_of(Part.LEAD, Role.MAYOR))
    rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on))
    return list(rows.filter(Q(valid_until=None) | Q(valid_until__gte=on)).order_by("pk"))


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
