"""What state and ministry did on paper, put down by a liaison who works without them: passed on, sent back, observed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.documents.queries.first_days import too_early
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import withdraw_case_fact
from hermanar.partnerships.policies import TOWN

from ..enums import ON_ITS_WAY, DispatchState, Happened, ObservationState, ReviewState
from ..models import ArticleApproval, Dispatch, Forwarding, Observation, Review
from ..policies import can_record_for
from ..queries import is_recorded_forward, is_ruled, last_round, text_at_ministry
from .dispatches import _off_the_way, _reaches_ministry, _undo
from .shared import _approve_rest, _open_round

MINISTRY = [(Part.REVIEWER, role) for role in (Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER)]
NOT_YOURS = _("Lo corrige quien lo asentó, mientras el enlace estatal no participe en el expediente.")
AT_MINISTRY = frozenset({DispatchState.FORWARDED, DispatchState.RECEIVED})


@dataclass(frozen=True)
class Said:
    """One observation as the letter has it. `language`: empty for both."""

    group: str
    text: str
    language: str = ""
    proposal: str = ""


def _wrong_days(act: Act, field: str, on: dt.date, since: dt.date | None, before: Any) -> dict[str, list]:
    if on > act.on:
        return {field: [_("La fecha no puede ser posterior al día de hoy.")]}
    if early := too_early("opinion", on):
        return {field: early}
    if since and on < since:
        return {field: [before]}
    return {}


def _in_hands(dispatch: Dispatch) -> Part:
    """Whose hands the file is in: the state's, which passes it on, or the ministry's."""
    return Part.OVERSEER if dispatch.state == DispatchState.SENT else Part.REVIEWER


def _is_taken(dispatch: Dispatch, **letter: str) -> bool:
    """Whether another file of the same municipality was put down with that letter."""
    rows = Dispatch.objects.filter(partnership__owner=dispatch.partnership.owner).exclude(pk=dispatch.pk)
    return rows.exclude(state=DispatchState.CORRECTED).filter(**{f"{k}__iexact": v for k, v in letter.items()}).exists()


@transaction.atomic
def record_forward(
    act: Act, *, dispatch: Dispatch, folio: str, forwarded_on: dt.date, attachment: Attachment | None = None
) -> Dispatch:  # fmt: skip
    """Put down that the state passed the file on to the ministry, from the copy of its letter. Raises Refused, Invalid."""
    partnership = dispatch.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", _("El enlace estatal participa en el expediente y lo turna aquí."))
    folio = normalise(folio)
    errors = _wrong_days(
        act,
        "forwarded_on",
        forwarded_on,
        dispatch.sent_on,
        _("No puede ser anterior al oficio con que usted lo envió."),
    )
    if not folio:
        errors["folio"] = [_("Escriba el número del oficio con que se turnó, como viene en el papel.")]
    elif _is_taken(dispatch, forward_folio=folio):
        errors["folio"] = [_("Con ese oficio ya se asentó otro turno. Revise el número en el papel.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.SENT).update(
        state=DispatchState.FORWARDED, forward_folio=folio[:60], forwarded_on=forwarded_on, forward_paper=attachment
    ):
        raise Refused(
            "dispatch_not_sent", _("No hay un envío del municipio por turnar. Espere a que el municipio lo envíe.")
        )
    dispatch.refresh_from_db()
    record(act, Happened.DISPATCH_FORWARDED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio)
    _reaches_ministry(act, dispatch, forwarded_on)
    return dispatch


@transaction.atomic
def correct_forwarding(act: Act, *, dispatch: Dispatch, reason: str) -> Dispatch:
    """A later act corrects what was put down of the state's letter with the file, until anything of the ministry rests on it: it
    stays with its reason, the file is at the state again and the right letter is put down. Raises Refused, Invalid."""
    partnership = dispatch.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", NOT_YOURS)
    if not is_recorded_forward(dispatch):
        raise Refused(
            "forwarding_not_recorded",
            _("Solo se corrige un turno asentado desde su papel, mientras la SRE no recibe el expediente."),
        )
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    folio = dispatch.forward_folio
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FORWARDED, forward_folio=folio).update(
        state=DispatchState.SENT, forward_folio="", forwarded_on=None, forward_paper=None
    ):
        raise Refused("dispatch_not_forwarded", _("Solo se retira el turno mientras la SRE no recibe el expediente."))
    Forwarding.objects.create(
        dispatch=dispatch, folio=folio, forwarded_on=dispatch.forwarded_on, paper=dispatch.forward_paper,
        taken_back_on=act.on, reason=reason, mistaken=True,
    )  # fmt: skip
    dispatch.refresh_from_db()
    record(
        act, Happened.FORWARDING_CORRECTED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio,
        reason=reason,
    )  # fmt: skip
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.DISPATCHED, reason=reason, mistaken=True,
        source=f"opinions.dispatch:{dispatch.public_id}",
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, [*TOWN, *MINISTRY]), key="forwarding_corrected",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def record_return(
    act: Act, *, dispatch: Dispatch, reason: str, returned_on: dt.date, folio: str = "",
    attachment: Attachment | None = None,
) -> Dispatch:  # fmt: skip
    """Put down that state or ministry sent the file back, from the paper received; another can be prepared.

    Raises Refused, Invalid.
    """
    partnership = dispatch.partnership
    if not can_record_for(act.actor, partnership.circle, _in_hands(dispatch)):
        raise Refused("office_on_board", _("Quien tiene el envío participa en el expediente y lo devuelve aquí."))
    if dispatch.state not in ON_ITS_WAY:
        raise Refused("dispatch_not_sent", _("Solo se devuelve un envío que ya salió y sigue en pie."))
    reason, folio = normalise(reason, lines=True), normalise(folio)
    errors = _wrong_days(
        act, "returned_on", returned_on, dispatch.sent_on, _("No puede ser anterior al oficio con que se envió.")
    )
    if not folio:
        errors["folio"] = [_("Escriba el número del oficio de devolución, como viene en el papel.")]
    elif _is_taken(dispatch, returned_folio=folio):
        errors["folio"] = [_("Con ese oficio ya se asentó otra devolución. Revise el número en el papel.")]
    if not reason:
        errors["reason"] = [_("Escriba por qué lo devolvieron, como lo dice su oficio.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    _off_the_way(
        act, dispatch, DispatchState.RETURNED, reason, on=returned_on, returned_folio=folio[:60],
        return_paper=attachment,
    )  # fmt: skip
    record(
        act, Happened.RETURN_RECORDED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio,
        on=returned_on, reason=reason,
    )  # fmt: skip
    _undo(act, dispatch, reason)
    _tell_town(act, partnership, "dispatch_returned", door="opinions.dispatch", at={"dispatch": dispatch.public_id},
        reason=reason,
    )  # fmt: skip
    return dispatch


def _tell_town(act: Act, partnership: Partnership, key: str, *, door: str, at: dict, **data: Any) -> None:
    notify(act, to=(partnership.circle, TOWN), key=key, data={"folio": partnership.folio} | data, door=door, at=at)


def _wrong_rows(content: Content, rows: Sequence[Said]) -> list[Any]:
    """What is wrong with each observation, by its number in the list."""
    found: list[Any] = []
    for number, row in enumerate(rows, start=1):
        if row.group not in content.groups():
            found.append(_("Observación %(n)s: ese artículo no está en el texto que se envió.") % {"n": number})
        if row.language and row.language not in content.languages:
            found.append(_("Observación %(n)s: el texto no está en ese idioma.") % {"n": number})
        if not normalise(row.text):
            found.append(_("Observación %(n)s: escriba qué se observa.") % {"n": number})
    if not rows:
        found.append(_("Escriba al menos una observación, con su artículo."))
    return found


@transaction.atomic
def record_observations(
    act: Act, *, dispatch: Dispatch, folio: str, dated_on: dt.date, observations: Sequence[Said],
    received_on: dt.date | None = None, received_by: str = "", attachment: Attachment | None = None,
) -> Review:  # fmt: skip
    """Put down the ministry's letter of observations, from the paper received. The round is then as if the legal review had
    sent it from the program: what it does not name is approved (promise 8), and a new version answers it.

    Raises Refused, Invalid.
    """
    partnership = dispatch.partnership
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused("ministry_on_board", _("La SRE participa en el expediente y observa aquí el texto."))
    if dispatch.state not in AT_MINISTRY:
        raise Refused("dispatch_not_forwarded", _("El envío todavía no llega a la SRE, o ya no está en su camino."))
    if is_ruled(dispatch):
        raise Refused("file_ruled", _("La SRE ya dictaminó este envío. Si el texto cambió, prepare otro."))
    last, version = last_round(dispatch), text_at_ministry(dispatch)
    if last is not None and last.state == ReviewState.OBSERVED:
        raise Refused(
            "round_observed", _("Hay observaciones sin contestar: conteste primero, o corrija lo que se asentó mal.")
        )
    folio = normalise(folio)
    answered = dispatch.reviews.counted().exclude(answered_on=None).order_by("-round").first()
    sent_on = answered.answered_on if answered else dispatch.forwarded_on or dispatch.sent_on
    errors: dict[str, list] = _wrong_days(
        act, "dated_on", dated_on, sent_on, _("No puede ser anterior al oficio con que se envió el texto.")
    )
    if received_on is not None:
        errors |= _wrong_days(
            act, "received_on", received_on, dated_on, _("No puede recibirse antes de la fecha del oficio.")
        )
    if not folio:
        errors["folio"] = [_("Escriba el número del oficio de observaciones, como viene en el papel.")]
    elif partnership.reviews.counted().filter(folio__iexact=folio).exists():
        errors["folio"] = [_("Ese oficio de observaciones ya está asentado.")]
    if wrong := _wrong_rows(version.as_content, observations):
        errors["observations"] = wrong
    if errors:
        raise Invalid(errors)
    act = act.recording()
    review = last if last is not None and last.state in {ReviewState.OPEN, ReviewState.PROPOSED} else None
    review = review or _open_round(act, dispatch, version)
    observed = {row.group for row in observations}
    # where the ministry had begun to read here before it left, the letter says more
    ArticleApproval.objects.filter(review=review, group__in=observed).delete()
    for row in observations:
        Observation.objects.create(
            review=review, group=row.group, language=row.language, text=normalise(row.text, lines=True),
            proposal=normalise(row.proposal, lines=True), state=ObservationState.SENT, by_user=act.actor.user,
        )  # fmt: skip
    _approve_rest(review, observed)
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.OBSERVED, observed_on=dated_on, folio=folio[:60], received_on=received_on,
        received_by=normalise(received_by)[:200], attachment=attachment, how=How.RECORDED,
    )  # fmt: skip
    review.refresh_from_db()
    # a letter of observations says that the file arrived, not on what day
    Dispatch.objects.filter(pk=dispatch.pk).update(state=DispatchState.RECEIVED)
    dispatch.refresh_from_db()
    record(
        act, Happened.OBSERVATIONS_RECORDED, chain=partnership.circle.public_id, about=review.public_id,
        count=len(observations), folio=folio, on=dated_on,
    )  # fmt: skip
    _tell_town(
        act, partnership, "observations_arrived", door="opinions.review", at={"review": review.public_id},
        number=len(observations),
    )  # fmt: skip
    return review


@transaction.atomic
def correct_observations(act: Act, *, review: Review, reason: str) -> Review:
    """A later act corrects a letter of observations that was put down wrongly from its paper, before it was answered: it
    stays with its reason and counts no more; the right one is put down. Raises Refused, Invalid."""
    partnership, dispatch = review.partnership, review.dispatch
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused(
            "ministry_on_board", _("Lo corrige quien lo asentó, mientras la SRE no participe en el expediente.")
        )
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if (
        not Review.objects.filter(pk=review.pk, state=ReviewState.OBSERVED, how=How.RECORDED)
        .exclude(folio="")
        .update(state=ReviewState.CORRECTED, reason=reason)
    ):
        raise Refused(
            "observations_not_recorded", _("Solo se corrigen observaciones asentadas desde su oficio y sin contestar.")
        )
    review.refresh_from_db()
    record(
        act, Happened.OBSERVATIONS_CORRECTED, chain=partnership.circle.public_id, about=review.public_id,
        folio=review.folio, reason=reason,
    )  # fmt: skip
    if dispatch.reviews.counted().filter(state=ReviewState.ANSWERED).exists():
        _open_round(act, dispatch, review.version)
    else:
        Dispatch.objects.filter(pk=dispatch.pk, received_on=None).update(state=DispatchState.FORWARDED)
    _tell_town(act, partnership, "observations_corrected", door="opinions.review", at={"review": review.public_id},
        reason=reason,
    )  # fmt: skip
    return review
