"""The list of relations: each with its stage, what comes next and whose turn it is. As many questions for one as for all."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import Side
from hermanar.partnerships.queries import Board, Requests, boards_of, list_partnerships, requests_of
from hermanar.process.enums import CaseState
from hermanar.process.queries import list_pictures
from hermanar.process.rules import Picture
from hermanar.programmes.queries.duties import next_duties

from ..language import translated
from .pictures import country_name
from .turns import TOLD_BY, Turn, mender_of, parties_of, title_of, turn_of


@dataclass(frozen=True)
class Row:
    public_id: str
    folio: str
    ours: str
    theirs: str
    kind: str
    country: str
    stage: str
    stage_key: str
    turn: Turn | None
    state: str
    state_label: str
    group: str  # mine | waiting | living | done
    url: str
    due_on: dt.date | None
    pk: int


def rows_of(actor: Actor, on: dt.date, *, before: int | None = None, limit: int = 50) -> list[Row]:
    """Relations the actor sees, newest first, each with its stage and whose turn it is."""
    partnerships = list_partnerships(actor, before=before, limit=limit)
    prefetch_related_objects(partnerships, *TOLD_BY)
    pictures = list_pictures([p.case for p in partnerships], on=on)
    boards = boards_of([p.circle for p in partnerships], actor.organisation)
    duties = next_duties(actor, partnerships)
    asked = requests_of(partnerships)
    return [
        _row(
            p, pictures[p.case.public_id], boards[p.circle_id], actor.roles, duties.get(p.pk),
            asked.get(p.public_id),
        )
        for p in partnerships
    ]  # fmt: skip


def turn_at(actor: Actor, partnership: Any, key: str, on: dt.date) -> Turn | None:
    """Whose turn a step is, as the page of the case says it, for the room of that step; None where it is done."""
    prefetch_related_objects([partnership], *TOLD_BY)
    picture = list_pictures([partnership.case], on=on)[partnership.case.public_id]
    step = next((s for s in picture.steps if s.key == key and s.is_open), None)
    if step is None:
        return None
    board = boards_of([partnership.circle], actor.organisation)[partnership.circle_id]
    return mender_of(partnership, step, board, actor.roles, requests_of([partnership]).get(partnership.public_id))


def _row(
    partnership: Any, picture: Picture, board: Board, roles: frozenset[str], duty: Any, asked: Requests | None
) -> Row:
    turn = turn_of(partnership, picture, board, roles, duty, asked)
    # every step done, and the agreement lives: its clock goes on
    living = partnership.case.state == CaseState.OPEN and picture.next_step is None
    closed = partnership.case.state not in {CaseState.OPEN, CaseState.PAUSED}
    group = "done" if closed else "living" if living else "mine" if turn and turn.mine else "waiting"
    ours, theirs = title_of(partnership)
    theirs_party = parties_of(partnership).get(Side.THEIRS)
    stage = picture.stage or (picture.stages[-1] if living else None)
    due_on = picture.next_step.due_on if picture.next_step else duty.due_on if living and duty else None
    return Row(
        partnership.public_id, partnership.folio, ours, theirs, partnership.get_kind_display(),
        country_name(theirs_party), translated(stage.title) if stage else _("Concluida"), stage.key if stage else "",
        turn, partnership.case.state, str(CaseState(partnership.case.state).label), group,
        reverse("web:cases:case", args=[partnership.public_id]),
        due_on, partnership.pk,
    )  # fmt: skip
