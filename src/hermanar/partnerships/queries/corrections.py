"""What may be corrected of a letter, and what was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hermanar.directory.enums import Role
from hermanar.directory.queries import names_for
from hermanar.kernel.acts import Actor, How

from ..enums import Direction, LetterKind, LetterState
from ..models import Letter

_PAPER = ("dated_on", "precision", "folio", "subject")


def _from_paper(letter: Letter) -> bool:
    """Whether the liaison put it down from its paper; what another room issued is corrected there."""
    rooms = letter.kind in {LetterKind.DISPATCH, LetterKind.REMINDER} or letter.issue_id is not None
    rooms = rooms or (letter.answers is not None and letter.answers.kind == LetterKind.INVITATION)
    return letter.how == How.RECORDED and letter.version_id is None and not rooms


def correctable(letter: Letter) -> Sequence[str]:
    """Its fields that may be corrected as it stands, in the order of the form."""
    if letter.withdrawn_on or letter.state in {LetterState.DRAFT, LetterState.SIGNED_OFF}:
        return ()
    found: list[str] = []
    if _from_paper(letter):
        found += _PAPER
        found += ["sender"] if letter.direction == Direction.IN else []
        found += ["is_affirmative"] if letter.kind == LetterKind.ANSWER and letter.is_affirmative is not None else []
    elif letter.version_id is not None and letter.sent_on and letter.kind != LetterKind.DISPATCH:
        found.append("sent_on")
    found += ["acknowledged_on", "acknowledged_precision"] if letter.acknowledged_on else []
    found += (
        ["interruption", "interrupted_on", "interrupted_precision"] if letter.state == LetterState.INTERRUPTED else []
    )
    return tuple(found)


def may_be_mistaken(letter: Letter) -> bool:
    """Whether it may be taken off the register: it was put down from a paper, and issued nowhere."""
    return _from_paper(letter) and not letter.withdrawn_on


def list_withdrawn(actor: Actor, *, limit: int = 50) -> list[Letter]:
    """Letters of one's own register that were put down by mistake, the latest first: to whoever keeps it. One query."""
    if Role.LIAISON not in actor.roles:
        return []
    rows = Letter.every.for_actor(actor).filter(owner__public_id=actor.organisation, withdrawn_on__isnull=False)
    return list(rows.select_related("country", "partnership").order_by("-withdrawn_on", "-pk")[:limit])


@dataclass(frozen=True)
class Corrected:
    """`changed`: (field, what it said, what it says), as they are kept. None of them: it was put down by mistake."""

    on: dt.date
    by: str
    reason: str
    changed: tuple[tuple[str, Any, Any], ...]


def list_corrections(letter: Letter) -> list[Corrected]:
    """The corrections of a letter, oldest first. Two queries, or one."""
    rows = list(letter.corrections.all())
    names = names_for(row.by for row in rows) if rows else {}
    return [
        Corrected(
            row.on, names.get(row.by, ""), row.reason,
            tuple((name, row.was.get(name), said) for name, said in row.now.items()),
        )
        for row in rows
    ]  # fmt: skip
