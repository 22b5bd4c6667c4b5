"""What an act says and nobody put down when it was recorded is added later; what was put down stays."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise
from hermanar.partnerships.operations import withdraw_case_fact

from ..enums import Happened, Outcome, Purpose
from ..models import Resolution, Session
from ..policies import can_certify, can_record
from ..queries import fields_open
from .resolutions import _PROVES, _miscounted, _reach_case
from .shared import _chain_of, _refuse

_OF_SESSION = {"session_number": "number", "act_number": "act_number"}
_VOTES = ("in_favour", "against", "abstained")


@transaction.atomic
def complete_resolution(act: Act, *, resolution: Resolution, **said: Any) -> Resolution:
    """Add what the act says and was left out: its text, whom it authorises to sign, its numbers, the vote. Only what is
    empty is filled; another thing than what is there is told by a later act. Raises Refused, Invalid."""
    point, session = resolution.point, resolution.point.session
    if not (can_record(act.actor, session.body) or can_certify(act.actor, session.body)):
        _refuse("body_on_board", _("Lo asienta la secretaría del órgano, que participa en el programa."))
    if resolution.corrected_by.exists():
        _refuse("act_corrected", _("Ese acuerdo ya se corrigió: se corrige el acto que lo corrigió."))
    if resolution.certificate_id:
        _refuse("certified", _("Ese acuerdo ya está certificado."))
    given = {k: normalise(v, lines=k == "text") if isinstance(v, str) else v for k, v in said.items()}
    given = {k: v for k, v in given.items() if v not in ("", None)}
    there, errors = fields_open(resolution), {}
    for key in given:
        if key not in there:
            errors[key] = [
                _("El acuerdo ya dice eso. Si es otra cosa, asiéntelo con un acto posterior que lo corrija.")
            ]
    if not given:
        errors[next(iter(there), "text")] = [_("Escriba lo que el acta dice y todavía no consta.")]
    errors |= _vote_wrong(resolution, given)
    number = given.get("session_number")
    others = Session.objects.filter(body=session.body, kind=session.kind, held_on=session.held_on, number=number or "")
    if number and others.exclude(pk=session.pk).exists():
        errors["session_number"] = [_("Ese día ya hay otra sesión de ese tipo con ese número: revise el acta.")]
    if errors:
        raise Invalid(errors)
    if not can_certify(act.actor, session.body):
        act = act.recording()
    for key, value in given.items():
        setattr(session if key in _OF_SESSION else resolution, _OF_SESSION.get(key, key), value)
    votes = [getattr(resolution, k) for k in _VOTES]
    if "in_favour" in given:
        resolution.is_unanimous = (not votes[1] and not votes[2]) or None
    session.save(update_fields=list(_OF_SESSION.values()))
    resolution.save()
    record(
        act, Happened.RESOLUTION_COMPLETED, chain=_chain_of(point), about=resolution.public_id, body=session.body.name,
        number=resolution.number or "s/n", what=", ".join(in_spanish(there[k]).lower() for k in given),
    )  # fmt: skip
    if "in_favour" in given:
        _prove_again(act, resolution)
    return resolution


def _vote_wrong(resolution: Resolution, given: dict) -> dict[str, list]:
    """What cannot be in the votes added, at its field."""
    cast = tuple(given.get(k, getattr(resolution, k)) for k in _VOTES)
    if not set(_VOTES) & set(given):
        return {}
    if cast[0] is None:
        return {"in_favour": [_("Escriba también los votos a favor.")]}
    if resolution.outcome == Outcome.APPROVED and (cast[1] or 0) > cast[0]:
        return {"against": [_("Un punto aprobado no puede tener más votos en contra que a favor.")]}
    session = resolution.point.session
    wrong = _miscounted(session.body, session.held_on, session, resolution.outcome, cast)
    return {"in_favour": [wrong, _("Si el acta lo dice así, asiéntelo con un acto posterior.")]} if wrong else {}


def _prove_again(act: Act, resolution: Resolution) -> None:
    """What the act proves is said with its vote, which was not on record."""
    partnership, fact = resolution.point.partnership, _PROVES.get(Purpose(resolution.point.purpose))
    if partnership is None or fact is None:
        return
    source = f"meetings.resolution:{resolution.public_id}"
    why = in_spanish(_("Se completó lo que dice el acta: ya consta la votación."))
    if withdraw_case_fact(act, partnership=partnership, fact=fact, reason=why, source=source):
        _reach_case(act, resolution)
