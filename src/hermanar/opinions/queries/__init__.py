"""Dispatches, reviews, observations, opinions; what is approved and what is still to read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Appointment, Circle, Organisation
from hermanar.directory.policies import parts_of
from hermanar.documents.models import Issue, Version
from hermanar.documents.rules.diff import changed_groups
from hermanar.kernel.acts import Actor
from hermanar.kernel.content import Content
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import authorisation_blocker, profile_to_annex
from hermanar.process.queries import standing_facts
from hermanar.process.rules import SourceFact
from hermanar.profiles.models import Profile

from ..enums import OVER, DispatchState, ObservationState, OpinionState, ReviewState, Sense
from ..models import ArticleApproval, ChecklistItem, Dispatch, Forwarding, Observation, Opinion, Review
from ..rules import still_approved, to_review


def get_dispatch(actor: Actor, public_id: str) -> Dispatch:
    """Raises NotVisible."""
    row = at_most_one(
        Dispatch.objects.for_actor(actor)
        .select_related("partnership__circle", "partnership__case", "partnership__owner", "version__document")
        .prefetch_related("items__attachment", "items__issue")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_dispatches(actor: Actor, partnership: Partnership) -> list[Dispatch]:
    return list(
        Dispatch.objects.for_actor(actor)
        .filter(partnership=partnership)
        .prefetch_related("items", "partnership__reviews")
        .order_by("pk")
    )


def is_there(item: ChecklistItem) -> bool:
    """Whether an item of the checklist has its paper and goes: what only a note tells of is not enclosed."""
    is_text = item.key in {"text_es", "text_other"}  # it goes as the version that the dispatch is about
    return bool(item.attachment_id or item.issue_id or (item.note and is_text))


def printed_profile(partnership: Partnership, on: dt.date) -> Issue | None:
    """The town's profile as it was printed last and still stands, where nothing was written in it since."""
    issue = profile_to_annex(partnership.owner, on)
    if issue is None:
        return None
    written = Profile.objects.filter(organisation=partnership.owner, updated_at__gt=issue.issued_at)
    return None if written.exists() else issue


def list_incoming(actor: Actor) -> list[Dispatch]:
    """What waits for the state or the ministry, oldest first."""
    return list(
        Dispatch.objects.for_actor(actor)
        .filter(state__in=["sent", "forwarded", "received"])
        .select_related("partnership__circle")
        .order_by("pk")[:200]
    )


def get_review(actor: Actor, public_id: str) -> Review:
    """Raises NotVisible."""
    row = at_most_one(
        Review.objects.for_actor(actor)
        .select_related(
            "partnership__circle", "partnership__case", "partnership__owner", "version__document", "dispatch"
        )
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_reviews(actor: Actor, partnership: Partnership) -> list[Review]:
    rows = Review.objects.for_actor(actor).filter(partnership=partnership).order_by("round")
    rows = rows.select_related("issue", "answer_issue", "forward_issue", "attachment", "forward_paper")
    return list(rows.prefetch_related("taken_back__issue", "taken_back__paper"))


def list_standing_reviews(actor: Actor) -> list[Review]:
    """The latest round of each relation that has no opinion yet, as far as the actor sees it; oldest first. One query."""
    later = Review.objects.counted().filter(partnership=OuterRef("partnership"), round__gt=OuterRef("round"))
    rows = Review.objects.for_actor(actor).exclude(state__in=OVER).exclude(Exists(later))
    return list(rows.select_related("partnership__circle").order_by("pk")[:200])


def list_observations(actor: Actor, review: Review) -> list[Observation]:
    """Those the actor may see: drafts only the ministry's own."""
    return list(Observation.objects.for_actor(actor).filter(review=review).order_by("pk"))


def get_observation(actor: Actor, public_id: str) -> Observation:
    """Raises NotVisible."""
    row = at_most_one(
        Observation.objects.for_actor(actor)
        .select_related("review__partnership__circle", "review__version")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def get_opinion(actor: Actor, public_id: str) -> Opinion:
    """Raises NotVisible."""
    row = at_most_one(
        Opinion.objects.for_actor(actor)
        .select_related("partnership__circle", "partnership__case", "partnership__owner", "review", "version", "issue")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_opinions(actor: Actor, partnership: Partnership) -> list[Opinion]:
    return list(Opinion.objects.for_actor(actor).filter(partnership=partnership).select_related("issue").order_by("pk"))


def readers_of_opinions(partnership: Partnership) -> frozenset[str]:
    """Parts that read the opinions of a relation; none where there is none yet."""
    return Opinion.objects.filter(partnership=partnership).exclude(issued_on=None).readers()


def readers_of_dispatches(partnership: Partnership) -> frozenset[str]:
    """Parts that read the files sent for a relation; none where none was sent."""
    return Dispatch.objects.filter(partnership=partnership).exclude(state=DispatchState.PREPARED).readers()


def standing_opinion(partnership: Partnership) -> Opinion | None:
    """The opinion that holds: the last that was authorised or recorded."""
    given = Opinion.objects.filter(partnership=partnership, state=OpinionState.AUTHORISED)
    return given.order_by("-issued_on", "-pk").first()


def favourable_opinion(partnership: Partnership) -> Opinion | None:
    """The opinion that holds, where it is favourable."""
    last = standing_opinion(partnership)
    return last if last is not None and last.sense == Sense.FAVOURABLE else None


def last_round(dispatch: Dispatch) -> Review | None:
    """The latest round over a file, in whatever state, without those put down wrongly."""
    return dispatch.reviews.counted().select_related("version", "partnership").order_by("-round").first()


def waiting_file(partnership: Partnership) -> Dispatch | None:
    """The file that the ministry has and has not ruled on."""
    at_ministry = [DispatchState.FORWARDED, DispatchState.RECEIVED]
    rows = partnership.dispatches.filter(state__in=at_ministry).select_related("version").order_by("-pk")
    return next((row for row in rows if not is_ruled(row)), None)


def text_at_ministry(dispatch: Dispatch) -> Version:
    """The version that the ministry has to read: what was sent, or what answered its last observations."""
    last = last_round(dispatch)
    if last is None:
        return dispatch.version
    return last.answer_version or last.version


def is_ruled(dispatch: Dispatch) -> bool:
    """Whether the ministry gave its opinion on the file."""
    last = last_round(dispatch)
    return last is not None and last.state == ReviewState.CLOSED


def has_reached(dispatch: Dispatch) -> bool:
    """Whether the ministry has begun a round on the file: it received it."""
    return dispatch.reviews.counted().exists()


def forwarder_of(row: Dispatch | Review) -> str:
    """Public id of the organisation whose letter passed the file, or the answer of a round, on here; "" where none did."""
    return row.forward_issue.version.document.issuer.public_id if row.forward_issue else ""


def is_recorded_forward(dispatch: Dispatch) -> bool:
    """Whether that the file was passed on was put down from its paper, and nothing of the ministry rests on it yet."""
    put_down = dispatch.forward_folio and dispatch.forward_issue_id is None
    return dispatch.state == DispatchState.FORWARDED and bool(put_down) and not has_reached(dispatch)


def list_taken_back(dispatch: Dispatch) -> list[Forwarding]:
    """Forwardings of the file that no longer stand, the first one first. One query."""
    return list(dispatch.taken_back.filter(review=None).select_related("issue", "paper").order_by("pk"))


@dataclass(frozen=True)
class Desk:
    """The reviewer's desk: what differs from the round before, what stays approved, what is still to read."""

    content: Content
    groups: tuple[str, ...]
    approved: frozenset[str]
    open: tuple[str, ...]
    changed: tuple[str, ...]


def get_desk(review: Review) -> Desk:
    """Only what is new needs reading: an article approved before and unchanged stays approved."""
    content = review.version.as_content
    groups = tuple(content.groups())
    approved = approved_groups(review)
    before = _round_before(review)
    changed = changed_groups(before.version.as_content, content) if before else groups
    return Desk(content, groups, approved, to_review(groups, approved), tuple(changed))


def _round_before(review: Review) -> Review | None:
    return Review.objects.counted().filter(partnership=review.partnership, round=review.round - 1).first()


def version_before(review: Review) -> Version | None:
    """The version of the round before, to show what changed; None in the first."""
    before = _round_before(review)
    return before.version if before else None


@dataclass(frozen=True)
class Approvals:
    """Articles approved in some round: those that still read as they did then, and those that do not."""

    still: frozenset[str]
    changed: frozenset[str]


def approvals_in(actor: Actor, partnership: Partnership, content: Content) -> Approvals:
    """What was approved of a text in the rounds that the actor may see, and what of it was changed since. One query."""
    rounds = Review.objects.filter(partnership=partnership).for_parts(parts_of(actor, partnership.circle)).counted()
    rows = ArticleApproval.objects.filter(review__in=rounds).order_by("review__round")
    given = dict(rows.values_list("group", "sha256"))
    still = still_approved(given, {group: content.group_sha256(group) for group in content.groups()})
    return Approvals(still, frozenset(given) - still)


def approved_groups(review: Review) -> frozenset[str]:
    """Articles approved in this round or in any before, whose text is the same in this round's version."""
    content = review.version.as_content
    now = {group: content.group_sha256(group) for group in content.groups()}
    rounds = Review.objects.counted().filter(partnership=review.partnership, round__lte=review.round)
    rows = ArticleApproval.objects.filter(review__in=rounds)
    given = dict(rows.order_by("review__round").values_list("group", "sha256"))
    return still_approved(given, now)


@dataclass(frozen=True)
class Ruling:
    """What a reviewer said of an article of a text, in this case or in another that the reader may see."""

    group: str
    language: str
    text: str
    proposal: str
    state: str
    answer: str
    partnership: Partnership
    on: dt.date | None


def rulings_on(actor: Actor, kind: str, *, group: str | None = None, limit: int = 200) -> list[Ruling]:
    """The clause bank: observations sent on texts of that kind, newest first, of every case the actor may see. One query.

    Never a draft of the ministry's, unless it is the actor's own house that holds it.
    """
    rows = Observation.objects.for_actor(actor).filter(review__version__document__kind=kind)
    rows = rows.exclude(review__state=ReviewState.CORRECTED)
    if group is not None:
        rows = rows.filter(group=group)
    rows = rows.select_related("review__partnership").order_by("-pk")[:limit]
    return [
        Ruling(
            o.group, o.language, o.text, o.proposal, o.get_state_display(), o.answer, o.review.partnership,
            o.review.observed_on or o.review.opened_on,
        )
        for o in rows
    ]  # fmt: skip


def facts_of_sources() -> Iterator[SourceFact]:
    """What dispatches and opinions prove today."""
    at_ministry = [DispatchState.FORWARDED, DispatchState.RECEIVED]
    for row in Dispatch.objects.filter(state__in=at_ministry).select_related("partnership__case").order_by("pk"):
        source = f"opinions.dispatch:{row.public_id}"
        yield SourceFact(row.partnership.case.public_id, Fact.DISPATCHED, source, row.forwarded_on or row.sent_on)
    given = Opinion.objects.filter(state=OpinionState.AUTHORISED).select_related("partnership__case")
    last = {o.partnership_id: o for o in given.order_by("issued_on", "pk")}
    for opinion in last.values():
        key = Fact.OPINION_FAVOURABLE if opinion.sense == Sense.FAVOURABLE else Fact.OPINION_UNFAVOURABLE
        source = f"opinions.opinion:{opinion.public_id}"
        yield SourceFact(opinion.partnership.case.public_id, key, source, opinion.issued_on)


def list_advisers_to_choose(actor: Actor, partnership: Partnership) -> list[Appointment]:
    """Posts of the ministry that may advise on a case, for who assigns them there (R4-16); nobody else gets any."""
    seats = partnership.circle.seats.filter(organisation__public_id=actor.organisation or "-", part=Part.REVIEWER)
    if not actor.roles & {Role.ADVISER, Role.AUTHORISER} or not seats.filter(until_on=None).exists():
        return []
    rows = Appointment.objects.filter(
        ended_at=None, until_on=None, office__organisation__public_id=actor.organisation,
        office__role__in=[Role.ADVISER, Role.LEGAL_REVIEWER],
    )  # fmt: skip
    return list(rows.select_related("person", "office").order_by("office__title", "pk"))


def dispatch_blockers(dispatch: Dispatch) -> list[Blocker]:
    """What keeps a prepared file from being sent: required papers that are not there, and the authorisation."""
    found = [
        Blocker(
            f"item_missing_{item.key}", _("Falta en el envío: %(item)s. Adjúntelo, o diga dónde consta.") % {"item": item.title}, "opinions.dispatch",
            {"dispatch": dispatch.public_id},
        )
        for item in dispatch.items.filter(is_required=True)
        if not is_there(item)
    ]  # fmt: skip
    if Fact.AUTHORISED not in standing_facts(dispatch.partnership.case):
        found.append(authorisation_blocker(dispatch.partnership))
    return found


def text_blockers(opinion: Opinion) -> list[Blocker]:
    """What keeps a proposed opinion from being authorised: its text is no longer the one that the Parties have agreed."""
    partnership = opinion.partnership
    agreement = getattr(partnership, "agreement", None)
    agreed = agreement.agreed_version if agreement is not None else None
    if opinion.version is None or agreed is None or opinion.state != OpinionState.PROPOSED:
        return []
    words = {"number": opinion.version.number, "agreed": agreed.number}
    if Fact.TEXT_AGREED not in standing_facts(partnership.case):
        about = _(
            "El municipio reabrió el texto: la versión %(number)s, que se dictamina, ya no está acordada. Devuelva el "
            "envío para que mande el texto nuevo, o espere a que esa versión se acuerde otra vez."
        )
    elif agreed.sha256 != opinion.text_sha256:
        about = _(
            "Las Partes acordaron otra versión, la %(agreed)s: ya no es la %(number)s, que se dictamina. Devuelva el envío "
            "para que mande el texto nuevo."
        )
    else:
        return []
    at = {"dispatch": opinion.review.dispatch.public_id} if opinion.review else {}
    return [Blocker("text_reopened", about % words, "opinions.dispatch", at)]


def answer_blockers(review: Review, version: Version | None) -> list[Blocker]:
    """What keeps the answer to a round from being sent: observations without answer, a text not agreed again."""
    partnership, found = review.partnership, []
    pending = review.observations.filter(state=ObservationState.SENT).count()
    if pending:
        sentence = _("Faltan observaciones por contestar (%(n)s): acepte cada una, o diga por qué no.") % {"n": pending}
        found.append(Blocker("observations_unanswered", sentence, "opinions.review", {"review": review.public_id}))
    agreed = Fact.TEXT_AGREED in standing_facts(partnership.case)
    if not agreed or version is None or version.pk != partnership.agreement.agreed_version_id:
        found.append(
            Blocker(
                "text_not_agreed", _("Falta que las Partes acuerden la nueva versión del texto: se acuerda desde la mesa de redacción."), "agreements.text",
                {"partnership": partnership.public_id},
            )
        )  # fmt: skip
    return found


def homes_of_ministry(owner: Organisation) -> list[Circle]:
    """Where the ministry on board is told of what somebody else put down in its name, though it sits not in the circle."""
    rows = Organisation.objects.filter(
        kind=OrganisationKind.MINISTRY, is_exercise=owner.is_exercise, home__isnull=False
    )
    return [ministry.home for ministry in rows.select_related("home").order_by("pk") if ministry.home]


def ministry_of() -> Organisation | None:
    """The ministry that gives its opinion, where it is on board."""
    return Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("pk").first()
