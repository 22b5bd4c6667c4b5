"""The letter that answers a round of observations, before it is issued: which way it goes, what it says, and what changed in the
text that nobody had observed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, Seat
from hermanar.directory.queries import HolderPicture, holder_on
from hermanar.documents.models import Issue, Version
from hermanar.documents.rules.diff import changed_groups
from hermanar.kernel.acts import Actor
from hermanar.partnerships.queries import addressee

from ..enums import ON_ITS_WAY, ObservationState, ReviewState
from ..models import Observation, Review
from ..rules import group_label
from . import is_ruled, ministry_of
from .letters import Letter, _office_of

ANSWER_KIND = "observations_answer"
FORWARD_KIND = "answer_to_sre"
_LANGUAGES = {"es": "español", "en": "inglés", "fr": "francés", "pt": "portugués"}


def where_of(row: Observation) -> str:
    """*Artículo V, inglés*: the place an observation is about, as a letter says it."""
    languages = row.review.version.as_content.languages
    everywhere = {1: "", 2: "ambos idiomas"}.get(len(languages), "todos los idiomas")
    lang = _LANGUAGES.get(row.language, row.language) or everywhere
    return f"{group_label(row.group)}, {lang}" if lang else group_label(row.group)


@dataclass(frozen=True)
class Way:
    """Whom the answer goes to, who gets a copy, and the names that so may stand in it."""

    to: Organisation | None
    role: Role
    copies: list[dict]
    names: tuple[str, ...]


def way_of_answer(review: Review, on: dt.date) -> Way:
    """As the file went: by way of the state, with a copy for the ministry, or straight to the ministry's office that is the
    link with local governments; with a copy for the legal review, whose observations are answered (domain 1.2, 2.2-11)."""
    seats = review.partnership.circle.seats.filter(until_on=None).select_related("organisation").order_by("pk")
    seated = {seat.part: seat.organisation for seat in seats}
    state, ministry = seated.get(Part.OVERSEER), seated.get(Part.REVIEWER)
    by_state = review.dispatch.via_state and state is not None
    copied = [(ministry, Role.ADVISER)] if by_state else []
    copies, names = [], []
    for house, role in [*copied, (ministry, Role.LEGAL_REVIEWER)]:
        holder = holder_on((house, role), on) if house else None
        if house is None or holder is None:
            continue
        english = (holder.name, holder.called_en, house.name_en or house.name)
        copies.append({"es": ", ".join((holder.name, holder.called_es, house.name)), "en": ", ".join(english)})
        names += [house.name, holder.name, holder.called_es]
    if by_state:
        return Way(state, Role.STATE_LIAISON, copies, tuple(names))
    return Way(ministry, Role.ADVISER, copies, tuple(names))


def also_changed(review: Review, version: Version | None) -> tuple[str, ...]:
    """Articles that are not as they were in the round, and that nobody had observed, in the order of the text."""
    if version is None:
        return ()
    observed = set(review.observations.values_list("group", flat=True))
    return tuple(g for g in changed_groups(review.version.as_content, version.as_content) if g not in observed)


def answer_values(review: Review, version: Version, on: dt.date) -> dict[str, Any]:
    """What the letter says, slot by slot; all that changed is named, so that what it does not name is as it was."""
    way = way_of_answer(review, on)
    return addressee(way.to, way.role, on) | {
        "route": "state" if way.role == Role.STATE_LIAISON else "direct",
        "copies": way.copies,
        "answered_folio": review.issue.folio if review.issue else review.folio,
        "answered_date": review.observed_on,
        "text_version": version.number,
        "answers": [
            f"{where_of(r)}: {'no atendida' if r.state == ObservationState.REJECTED else 'atendida'}"
            + (f". {' '.join(r.answer.split()).rstrip('.;, ')}" if r.answer else "")
            for r in review.observations.order_by("group", "pk")
        ],
        "also_changed": [group_label(group) for group in also_changed(review, version)],
    }


def answer_letter(review: Review, version: Version, on: dt.date) -> Letter:
    """The letter as it would be issued that day."""
    way, owner = way_of_answer(review, on), review.partnership.owner
    return Letter(ANSWER_KIND, owner, Role.MAYOR, way.to, answer_values(review, version, on), also=way.names)


def goes_by_state(review: Review) -> bool:
    """Whether the answer to that round goes by way of the state, which then passes it on."""
    seats = review.partnership.circle.seats.filter(part=Part.OVERSEER, until_on=None)
    return review.dispatch.via_state and seats.exists()


def is_not_passed_on(review: Review) -> bool:
    """Whether the round was answered by way of the state, and no letter of the state's with it is known."""
    if review.state != ReviewState.ANSWERED or review.answer_issue_id is None or review.forward_folio:
        return False
    return review.dispatch.state in ON_ITS_WAY and goes_by_state(review)


def waits_for_state(review: Review) -> bool:
    """Whether the state has an answer to pass on: until the ministry rules."""
    return is_not_passed_on(review) and not is_ruled(review.dispatch)


def is_cited(review: Review) -> bool:
    """Whether the ministry wrote after the answer: what it gives out cites the letter that passed the answer on."""
    later = review.dispatch.reviews.counted().filter(round__gt=review.round)
    return later.exclude(state__in=[ReviewState.OPEN, ReviewState.PROPOSED, ReviewState.ENDED]).exists()


def can_be_recalled(review: Review) -> bool:
    """Whether the state may still take its letter back: until the ministry writes again."""
    on_its_way = review.dispatch.state in ON_ITS_WAY
    return bool(review.forward_issue_id) and on_its_way and not is_cited(review)


def last_recalled(review: Review) -> Issue | None:
    """The last letter of the state's for that answer that it took back: the next one takes its place."""
    row = review.taken_back.exclude(issue=None).select_related("issue").order_by("-pk").first()
    return row.issue if row else None


def list_to_pass_on(actor: Actor) -> list[Review]:
    """Answers that wait for the actor's own state and that it did not send back, oldest first. One query."""
    seats = Seat.objects.filter(
        circle=OuterRef("partnership__circle"), part=Part.OVERSEER, until_on=None,
        organisation__public_id=actor.organisation or "-",
    )  # fmt: skip
    ruled = Review.objects.counted().filter(dispatch=OuterRef("dispatch"), state=ReviewState.CLOSED)
    rows = Review.objects.for_actor(actor).filter(
        Exists(seats), ~Exists(ruled), state=ReviewState.ANSWERED, forward_folio="", sent_back_on=None,
        dispatch__via_state=True, dispatch__state__in=ON_ITS_WAY,
    )  # fmt: skip
    rows = rows.exclude(answer_issue=None).select_related("partnership__circle", "dispatch__partnership")
    return list(rows.order_by("pk")[:200])


def answer_forward_letter(review: Review, state: Organisation, signs: HolderPicture | None, on: dt.date) -> Letter:
    """With which the state passes the answer on to the ministry's office that is the link with local governments."""
    ministry, answer = ministry_of(), review.answer_issue
    values = addressee(ministry, Role.ADVISER, on) | {
        "forwarded_folio": answer.folio if answer else "",
        "forwarded_date": review.answered_on,
        "answered_folio": review.issue.folio if review.issue else review.folio,
        "answered_date": review.observed_on,
        "text_version": review.answer_version.number if review.answer_version else "",
        "our_office": _office_of(review.partnership, on),
        "our_signatory_name": signs.name if signs else "",
        "our_signatory_post": {"es": signs.post_es, "en": signs.post_en or signs.post_es} if signs else "",
    }
    return Letter(FORWARD_KIND, state, Role.STATE_LIAISON, ministry, values, signs)
