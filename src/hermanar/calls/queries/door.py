"""The counterpart's door, from inside and from outside."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q

from hermanar.directory.queries import zone_of
from hermanar.documents.models import Issue
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.enums import Direction, LetterState
from hermanar.partnerships.models import Letter, Partnership, Party
from hermanar.profiles.models import Profile

from ..enums import ContributionState, LinkFor
from ..models import Contribution, Hour, SharedText
from ..policies import holds_link
from ..rules import days, is_silent

ANSWERABLE = (LetterState.SENT, LetterState.ACKNOWLEDGED)
_RELATED = (
    "circle",
    "partnership__circle",
    "partnership__counterpart",
    "letter",
    "version__document",
    "attachment__blob",
)


def may_answer(letter: Letter) -> bool:
    """Whether the letter went out and waits for its answer."""
    return letter.direction == Direction.OUT and letter.awaits_answer and letter.state in ANSWERABLE


def answerable_in(letters: Iterable[Letter]) -> list[Letter]:
    """Of those letters, the ones that are answered by a link of their own: without a case, which has its door."""
    return [letter for letter in letters if letter.partnership_id is None and may_answer(letter)]


def get_contribution(actor: Actor, public_id: str) -> Contribution:
    """Something that came through the door, for the municipality's side. Raises NotVisible."""
    rows = Contribution.objects.for_actor(actor).select_related(*_RELATED, "partnership__owner")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_contributions(
    actor: Actor, partnership: Partnership, *, before: int | None = None, limit: int = 30
) -> list[Contribution]:
    """What came through the door, newest first, keyset by primary key. One query."""
    rows = Contribution.objects.for_actor(actor).filter(partnership=partnership).select_related(*_RELATED)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def get_hour(actor: Actor, public_id: str) -> Hour:
    """A proposed hour, for the municipality's side. Raises NotVisible."""
    rows = Hour.objects.for_actor(actor).select_related("partnership__circle")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


@dataclass(frozen=True)
class ContactPicture:
    """What is known of who answers there. `silent`: asked long ago, and nothing came."""

    asked_on: dt.date | None
    answered_on: dt.date | None
    is_same: bool | None
    silent: bool


def contact_of(partnership: Partnership, on: dt.date) -> ContactPicture:
    """The last time the counterpart was asked whether it is still the contact, and what came of it. One query."""
    last = partnership.contact_checks.first()
    if last is None:
        return ContactPicture(None, None, None, silent=False)
    quiet = is_silent(last.asked_on, last.answered_on, on, days("contact_wait"))
    return ContactPicture(last.asked_on, last.answered_on, last.is_same, quiet)


def shared_text_of(partnership: Partnership) -> SharedText | None:
    """The version the counterpart sees now; None where none is shared."""
    rows = partnership.shared_texts.filter(withdrawn_on=None)
    return rows.select_related("version__document", "partnership__circle").first()


def parties_of(partnership: Partnership) -> tuple[Party, Party]:
    """(ours, theirs)."""
    found = {p.side: p for p in partnership.parties.all()}
    return found["ours"], found["theirs"]


def zones_of(partnership: Partnership, on: dt.date) -> tuple[ZoneInfo, ZoneInfo]:
    """Time zones of both sides: theirs as their place, municipality or lead says; where nobody says, ours."""
    _ours, theirs = parties_of(partnership)
    here = ZoneInfo(zone_of(partnership.owner, on))
    if theirs.place is not None:
        return here, ZoneInfo(theirs.place.zone)
    if theirs.municipality is not None:
        return here, ZoneInfo(zone_of(theirs.municipality, on))
    return here, ZoneInfo(partnership.lead.zone) if partnership.lead is not None else here


def hours_of(partnership: Partnership, after: dt.datetime) -> list[Hour]:
    """Hours that were not withdrawn and are still ahead, by date."""
    rows = partnership.hours.filter(withdrawn_at=None, starts_at__gt=after)
    return list(rows.select_related("partnership"))


# -- from outside: whoever holds the link of the relation ------------------------------------------------------


def partnership_of_link(actor: Actor, subject: str) -> Partnership:
    """The relation that a counterpart's link opens, and nothing beside it. Raises NotVisible."""
    if not holds_link(actor, LinkFor.COUNTERPART, subject):
        raise NotVisible(subject)
    row = at_most_one(
        Partnership.objects.select_related("circle", "owner__municipality", "counterpart", "lead", "case")
        .prefetch_related("parties")
        .filter(public_id=subject)
    )
    if row is None:
        raise NotVisible(subject)
    return row


def letters_to_answer(partnership: Partnership) -> list[Letter]:
    """Letters of ours that went out to this counterpart, newest first: what the door shows of the correspondence."""
    rows = Letter.objects.filter(
        partnership=partnership, direction=Direction.OUT,
        state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED, LetterState.ANSWERED],
    )  # fmt: skip
    return list(rows.awaiting().select_related("issue__version__document").order_by("-sent_on", "-pk")[:20])


def list_own_contributions(actor: Actor, partnership: Partnership) -> list[Contribution]:
    """What came through any link of this relation: the counterpart sees what became of what it sent. One query."""
    if not holds_link(actor, LinkFor.COUNTERPART, partnership.public_id):
        raise NotVisible(partnership.public_id)
    return list(partnership.contributions.select_related("letter", "attachment")[:30])


def contribution_of_link(actor: Actor, partnership: Partnership, public_id: str) -> Contribution:
    """One thing that this very link brought in. Raises NotVisible."""
    rows = partnership.contributions.select_related("partnership__circle", "partnership__owner", "letter")
    row = rows.filter(public_id=public_id, link=actor.user or "-").first()
    if row is None:
        raise NotVisible(public_id)
    return row


# -- from outside: whoever holds the link of one letter --------------------------------------------------------


def letter_of_link(actor: Actor, subject: str) -> Letter:
    """The letter that its own link opens, and nothing beside it. Raises NotVisible."""
    row = None
    if holds_link(actor, LinkFor.LETTER, subject):
        rows = Letter.objects.filter(public_id=subject, direction=Direction.OUT).exclude(state=LetterState.DRAFT)
        row = rows.select_related(
            "circle", "owner__municipality", "partnership", "issue__version__document",
            "profile_issue__version__document", "country",
        ).first()  # fmt: skip
    if row is None:
        raise NotVisible(subject)
    return row


def answers_by_link(actor: Actor, letter: Letter) -> list[Contribution]:
    """What came to a letter by this very link: who answered sees what became of it. One query."""
    if not holds_link(actor, LinkFor.LETTER, letter.public_id):
        raise NotVisible(letter.public_id)
    rows = letter.contributions.filter(link=actor.user or "-")
    return list(rows.select_related("circle", "letter__owner", "attachment")[:30])


def is_under_review(actor: Actor, letter: Letter) -> bool:
    """Whether an answer to the letter waits to be looked at, or one of this very link to be confirmed: what an earlier holder
    never confirmed closes the way to nobody. One query."""
    own = Q(state=ContributionState.UNCONFIRMED, link=actor.user or "-")
    return letter.contributions.filter(Q(state=ContributionState.WAITING) | own).exists()


def received_for(actor: Actor, letter: Letter) -> list[Contribution]:
    """What came by link in answer to a letter, for the municipality's side, newest first. One query."""
    return list(Contribution.objects.for_actor(actor).filter(letter=letter).select_related("circle")[:30])


def profile_papers(partnership: Partnership) -> list[Issue]:
    """The municipality's profile as last issued, the newest of each language (the paper's title says which)."""
    profile = Profile.objects.filter(organisation=partnership.owner).first()
    if profile is None or profile.document_id is None:
        return []
    rows = (
        Issue.objects.filter(version__document=profile.document_id, state="in_force")
        .select_related("version__document")
        .order_by("-issued_at", "-pk")
    )
    return list(rows[:1])
