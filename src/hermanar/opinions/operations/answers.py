"""The town's answer to observations on its way: passed on by the state, sent back, or put down from the state's letter.

The round that follows does not wait for it: the ministry has its copy.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
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
from ..models import Review
from ..policies import can_record_for
from ..queries import is_ruled, ministry_of
from ..queries.answers import answer_forward_letter, is_not_passed_on
from .days import _must_be_of_a_day, _of_answer
from .recorded import _wrong_days
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
    issue, folio = _paper_of(act, partnership, answer_forward_letter(review, state, signs, on), on)
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
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué falta o qué debe corregirse.")]})
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
