"""The town's answer to observations on its way: passed on by the state, sent back, or put down from the state's letter.

The round that follows does not wait for it: the ministry has its copy.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.documents import operations as documents
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import LetterKind
from hermanar.partnerships.operations import enter_letter
from hermanar.partnerships.policies import TOWN

from ..enums import Happened, Power
from ..models import Forwarding, Review
from ..policies import can_recall_forwarding, can_record_for
from ..queries import forwarder_of, is_ruled, ministry_of
from ..queries.answers import answer_forward_letter, can_be_recalled, is_not_passed_on, last_recalled
from .days import _must_be_of_a_day, _of_answer
from .recorded import MINISTRY, NOT_YOURS, _tell_town, _wrong_days
from .shared import _paper_of, _require, _signer

NOT_THERE = _("No hay una respuesta del municipio por turnar: se turna una vez, la que va por conducto del estado.")


def _to_pass_on(review: Review) -> None:
    if is_ruled(review.dispatch):
        raise Refused("file_ruled", _("La SRE ya dictaminó este envío: no hace falta turnar la respuesta."))
    if not is_not_passed_on(review):
        raise Refused("answer_not_there", NOT_THERE)


@transaction.atomic
def forward_answer(act: Act, *, review: Review, forwarded_on: dt.date | None = None) -> Review:
    """The state passes the answer on to the ministry, with its letter. Raises Refused, Invalid."""
    partnership = review.partnership
    _require(act, partnership, Power.FORWARD, _("Turna a la SRE el enlace estatal."))
    _to_pass_on(review)
    on = forwarded_on or act.on
    _must_be_of_a_day(act, on, _of_answer(review), "forwarded_on")
    state, ministry = Organisation.objects.get(public_id=act.actor.organisation), ministry_of()
    signs = _signer(act, state, Role.STATE_LIAISON, on, "forwarded_on")
    issue, folio = _paper_of(
        act, partnership, answer_forward_letter(review, state, signs, on), on, replaces=last_recalled(review)
    )
    _passed_on(review, forward_folio=folio, forwarded_on=on, forward_issue=issue)
    enter_letter(
        act, partnership=partnership, kind=LetterKind.DISPATCH, issue=issue, folio=folio, sent_on=on, owner=state,
        subject=in_spanish(_("Turno de la respuesta a las observaciones")), other_office=ministry.name if ministry else "",
    )  # fmt: skip
    _tell(act, review)
    return review


def _passed_on(review: Review, **letter) -> None:
    if not Review.objects.filter(pk=review.pk, forward_folio="").update(**letter):
        raise Refused("answer_not_there", NOT_THERE)
    review.refresh_from_db()


def _tell(act: Act, review: Review) -> None:
    """The ministry and our side hear that the answer was passed on; the ministry in the round that goes on."""
    partnership = review.partnership
    circle, folio = partnership.circle, {"folio": partnership.folio}
    record(
        act, Happened.ANSWER_FORWARDED, chain=circle.public_id, about=review.public_id, round=review.round,
        folio=review.forward_folio,
    )  # fmt: skip
    following = partnership.reviews.counted().filter(round__gt=review.round).order_by("round").first()
    notify(
        act, to=(circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="answer_forwarded", data=folio, door="opinions.review",
        at={"review": (following or review).public_id},
    )  # fmt: skip
    notify(
        act, to=(circle, Part.LEAD, Role.LIAISON), key="answer_forwarded", data=folio, door="opinions.review",
        at={"review": review.public_id},
    )  # fmt: skip


@transaction.atomic
def return_answer(act: Act, *, review: Review, reason: str) -> Review:
    """The state does not pass the answer on and says why; it may still do so later. Raises Refused, Invalid."""
    partnership = review.partnership
    _require(act, partnership, Power.FORWARD, _("Devuelve la respuesta el enlace estatal, que la turna."))
    _to_pass_on(review)
    reason = _reason(reason, _("Escriba qué falta o qué debe corregirse."))
    if not Review.objects.filter(pk=review.pk, forward_folio="", sent_back_on=None).update(
        sent_back_on=act.on, sent_back_reason=reason
    ):
        raise Refused(
            "answer_sent_back", _("Esa respuesta ya se devolvió, con su motivo. Puede turnarse cuando proceda.")
        )
    review.refresh_from_db()
    record(
        act, Happened.ANSWER_RETURNED, chain=partnership.circle.public_id, about=review.public_id, round=review.round,
        reason=reason,
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, TOWN), key="answer_returned", data={"folio": partnership.folio, "reason": reason},
        door="opinions.review", at={"review": review.public_id},
    )  # fmt: skip
    return review


@transaction.atomic
def record_answer_forward(
    act: Act, *, review: Review, folio: str, forwarded_on: dt.date, attachment: Attachment | None = None
) -> Review:
    """Put down that the state passed the answer on, from the copy of its letter; also after the ministry ruled. Raises
    Refused, Invalid."""
    partnership = review.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", _("El enlace estatal participa en el expediente y la turna aquí."))
    if not is_not_passed_on(review):
        raise Refused("answer_not_there", NOT_THERE)
    folio = normalise(folio)
    errors = _wrong_days(
        act, "forwarded_on", forwarded_on, review.answered_on,
        _("No puede ser anterior al oficio con que usted contestó las observaciones."),
    )  # fmt: skip
    taken = Review.objects.counted().filter(partnership__owner=partnership.owner, forward_folio__iexact=folio)
    if not folio:
        errors["folio"] = [_("Escriba el número del oficio con que se turnó, como viene en el papel.")]
    elif taken.exists():
        errors["folio"] = [_("Con ese oficio ya se asentó otro turno. Revise el número en el papel.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    _passed_on(review, forward_folio=folio[:60], forwarded_on=forwarded_on, forward_paper=attachment)
    _tell(act, review)
    return review


def _taken_back(act: Act, review: Review, reason: str, *, mistaken: bool) -> Forwarding:
    """The forwarding of the answer no longer stands; it stays beside its round with the reason."""
    rows = Review.objects.filter(pk=review.pk, forward_folio=review.forward_folio).exclude(forward_folio="")
    if not rows.update(forward_folio="", forwarded_on=None, forward_issue=None, forward_paper=None):
        raise Refused("answer_not_forwarded", _("Esa respuesta no consta como turnada."))
    gone = Forwarding.objects.create(
        dispatch=review.dispatch, review=review, folio=review.forward_folio, forwarded_on=review.forwarded_on,
        issue=review.forward_issue, paper=review.forward_paper, taken_back_on=act.on, reason=reason, mistaken=mistaken,
    )  # fmt: skip
    review.refresh_from_db()
    return gone


@transaction.atomic
def recall_answer(act: Act, *, review: Review, reason: str) -> Review:
    """The state takes back its own letter with an answer until the ministry writes again, which would cite it. The letter loses
    effect and stays, with the reason. Raises Refused, Invalid."""
    partnership = review.partnership
    if not can_recall_forwarding(act.actor, partnership.circle, forwarder_of(review)):
        raise Refused("not_forwarder", _("Retira el turno el enlace estatal que lo hizo."))
    if not can_be_recalled(review):
        raise Refused(
            "answer_cited",
            _(
                "La SRE ya escribió después de esa respuesta, o el envío ya no está en camino: el turno se queda como está."
            ),
        )
    reason = _reason(reason, _("Escriba por qué se retira el turno."))
    gone = _taken_back(act, review, reason, mistaken=False)
    documents.retire_issues(act, issues=[gone.issue], reason=reason)
    record(
        act, Happened.ANSWER_RECALLED, chain=partnership.circle.public_id, about=review.public_id, round=review.round,
        folio=gone.folio, reason=reason,
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, [*TOWN, *MINISTRY]), key="answer_recalled",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return review


@transaction.atomic
def correct_answer_forward(act: Act, *, review: Review, reason: str) -> Review:
    """A later act corrects what was put down of the state's letter with an answer; it stays with its reason and the right one
    is put down. Raises Refused, Invalid."""
    partnership = review.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", NOT_YOURS)
    if not review.forward_folio or review.forward_issue_id is not None:
        raise Refused("answer_not_recorded", _("Solo se corrige un turno asentado desde su papel."))
    reason = _reason(reason, _("Escriba qué se corrige y por qué."))
    gone = _taken_back(act, review, reason, mistaken=True)
    record(
        act, Happened.FORWARDING_CORRECTED, chain=partnership.circle.public_id, about=review.public_id,
        folio=gone.folio, reason=reason,
    )  # fmt: skip
    _tell_town(
        act, partnership, "forwarding_corrected", door="opinions.review", at={"review": review.public_id}, reason=reason
    )
    return review


@transaction.atomic
def record_answer_return(
    act: Act, *, review: Review, reason: str, returned_on: dt.date, folio: str = "",
    attachment: Attachment | None = None,
) -> Review:  # fmt: skip
    """Put down that the state sent the answer back, from the paper received. Raises Refused, Invalid."""
    partnership = review.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", _("El enlace estatal participa en el expediente y la devuelve aquí."))
    if not is_not_passed_on(review) or review.sent_back_on:
        raise Refused("answer_not_there", _("No hay una respuesta por turnar, o ya consta que se devolvió."))
    reason, folio = normalise(reason, lines=True), normalise(folio)
    errors = _wrong_days(
        act, "returned_on", returned_on, review.answered_on,
        _("No puede ser anterior al oficio con que usted contestó las observaciones."),
    )  # fmt: skip
    if not folio:
        errors["folio"] = [_("Escriba el número del oficio de devolución, como viene en el papel.")]
    if not reason:
        errors["reason"] = [_("Escriba por qué lo devolvieron, como lo dice su oficio.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    if not Review.objects.filter(pk=review.pk, forward_folio="", sent_back_on=None).update(
        sent_back_on=returned_on, sent_back_reason=reason, sent_back_folio=folio[:60], sent_back_paper=attachment
    ):
        raise Refused("answer_not_there", NOT_THERE)
    review.refresh_from_db()
    record(
        act, Happened.ANSWER_RETURN_RECORDED, chain=partnership.circle.public_id, about=review.public_id,
        round=review.round, folio=folio, on=returned_on, reason=reason,
    )  # fmt: skip
    _tell_town(
        act, partnership, "answer_returned", door="opinions.review", at={"review": review.public_id}, reason=reason
    )
    return review


def _reason(reason: str, ask: Any) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [ask]})
    return reason


@transaction.atomic
def correct_answer_return(act: Act, *, review: Review, reason: str) -> Review:
    """A later act corrects what was put down of the paper with which the state sent the answer back; it stays with its reason
    and the right one is put down, if there is one. Raises Refused, Invalid."""
    partnership = review.partnership
    if not can_record_for(act.actor, partnership.circle, Part.OVERSEER):
        raise Refused("state_on_board", NOT_YOURS)
    reason = _reason(reason, _("Escriba qué se corrige y por qué."))
    folio, returned_on, paper = review.sent_back_folio, review.sent_back_on, review.sent_back_paper
    # without a paper it is the state's own act, which passes the answer on where it was wrong
    rows = Review.objects.filter(pk=review.pk, sent_back_folio=folio).exclude(sent_back_folio="")
    if not rows.update(sent_back_on=None, sent_back_reason="", sent_back_folio="", sent_back_paper=None):
        raise Refused("answer_return_not_recorded", _("Solo se corrige una devolución asentada desde su papel."))
    Forwarding.objects.create(
        dispatch=review.dispatch, review=review, folio=folio, forwarded_on=returned_on, paper=paper,
        taken_back_on=act.on, reason=reason, mistaken=True, is_return=True,
    )  # fmt: skip
    review.refresh_from_db()
    record(
        act, Happened.ANSWER_RETURN_CORRECTED, chain=partnership.circle.public_id, about=review.public_id,
        round=review.round, folio=folio, reason=reason,
    )  # fmt: skip
    _tell_town(
        act, partnership, "answer_return_corrected", door="opinions.review", at={"review": review.public_id},
        reason=reason,
    )  # fmt: skip
    return review
