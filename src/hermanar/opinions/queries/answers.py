"""The letter that answers a round of observations, before it is issued: which way it goes, what it says, and what changed in the
text that nobody had observed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation
from hermanar.directory.queries import holder_on
from hermanar.documents.models import Version
from hermanar.documents.rules.diff import changed_groups
from hermanar.partnerships.queries import addressee

from ..enums import ObservationState
from ..models import Observation, Review
from ..rules import group_label
from .letters import Letter

ANSWER_KIND = "observations_answer"
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
