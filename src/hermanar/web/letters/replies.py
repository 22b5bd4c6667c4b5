"""What the page of a letter says of the link by which it is answered, and of what came by it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls.enums import ContributionState, LinkFor
from hermanar.calls.queries import received_for
from hermanar.directory.enums import Part
from hermanar.directory.policies import parts_of
from hermanar.links.enums import LinkState
from hermanar.links.queries import list_links, state_at
from hermanar.partnerships.enums import Direction, LetterState

from .pictures import NextShown

_WAITS = frozenset({LetterState.SENT, LetterState.ACKNOWLEDGED})
_TONES = {"taken": "leaf", "waiting": "amber", "unconfirmed": "amber"}


def door_of(actor: Any, letter: Any, *, may_edit: bool) -> dict[str, Any] | None:
    """Who holds the letter's link and what came by it; None where there is nothing to say.

    A letter of a case is answered by the door of its relation; here stays what came before.
    """
    ours = letter.direction == Direction.OUT and bool(parts_of(actor, letter.circle) & {Part.LEAD, Part.COMMITTEE})
    if not ours or letter.state in {LetterState.DRAFT, LetterState.SIGNED_OFF}:
        return None
    received = received_for(actor, letter)
    may_give = may_edit and letter.partnership_id is None and letter.awaits_answer and letter.state in _WAITS
    # a link given before the letter joined a case opens still: it stays here to be taken back
    links = list_links(actor, circle=letter.owner.home, purpose=LinkFor.LETTER, subject=letter.public_id, limit=1)
    if not (received or links or may_give):
        return None
    waiting = next((r for r in received if r.state == ContributionState.WAITING), None)
    last = links[0] if links else None
    state = state_at(last, timezone.now()) if last is not None else None
    return {
        "link": last,
        "is_open": state == LinkState.OPEN,
        "state": state.label if state is not None else "",
        "received": [{"it": row, "tone": _TONES.get(row.state, "")} for row in received],
        "waiting": waiting if may_edit else None,
        "may_give": may_give,
        "may_edit": may_edit,
    }


def next_of_reply(then: NextShown | None, door: dict[str, Any] | None) -> NextShown | None:
    """The next step of a letter: what came by link and nobody looked at yet, before anything else."""
    if door is None or door["waiting"] is None:
        return then
    others = [{"label": then.button, "url": then.url}, *then.others] if then is not None and then.url else []
    return NextShown(
        "mine", _("Revisar la respuesta"), _("Llegó por enlace personal: al asentarla queda en el registro."),
        _("el enlace municipal"), reverse("web:links:contribution", args=[door["waiting"].public_id]),
        _("Revisar la respuesta"), others,
    )  # fmt: skip
