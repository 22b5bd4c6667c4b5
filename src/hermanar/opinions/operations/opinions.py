"""The opinion: proposed by one person, authorised by another, or recorded from its paper (LCT art. 7)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.models import Issue, Version
from hermanar.documents.queries.first_days import too_early
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import HANDS, TOWN

from ..enums import OFF_THE_WAY, OVER, Happened, ObservationState, OpinionState, Power, ReviewState, Sense
from ..models import Observation, Opinion, Review
from ..policies import can_record_for, can_withdraw
from ..queries import homes_of_ministry, last_round, standing_opinion, text_at_ministry, text_blockers, waiting_file
from ..queries.letters import opinion_letter
from .days import _must_be_of_a_day, _of_round, _of_text
from .shared import (
    _approve_rest,
    _house_of,
    _open,
    _open_round,
    _paper_of,
    _require,
    _signer,
)


@transaction.atomic
def propose_opinion(act: Act, *, review: Review, sense: Sense, grounds: str) -> Opinion:
    """Propose the opinion on this round's text. Favourable: with no observation left unsent. Raises Refused, Invalid."""
    partnership = review.partnership
    _require(act, partnership, Power.PROPOSE, _("Propone el dictamen la revisión jurídica de la SRE."))
    _open(review)
    grounds = normalise(grounds, lines=True)
    if not grounds:
        raise Invalid({"grounds": [_("Escriba los motivos del dictamen.")]})
    drafts = review.observations.filter(state=ObservationState.DRAFT)
    if drafts.exists():
        raise Refused(
            "observations_unsent", _("Hay observaciones sin enviar: envíelas o retírelas antes de dictaminar.")
        )
    if sense == Sense.FAVOURABLE:
        _approve_rest(review, set())
    opinion = Opinion.objects.create(
        partnership=partnership, review=review, version=review.version, text_sha256=review.version.sha256,
        sense=sense, grounds=grounds, proposed_by=act.actor.user, how=act.actor.how,
    )  # fmt: skip
    Review.objects.filter(pk=review.pk, state=ReviewState.OPEN).update(state=ReviewState.PROPOSED)
    record(act, Happened.OPINION_PROPOSED, chain=_house_of(act), about=opinion.public_id, sense=Sense(sense).label)
    notify(
        act, to=(partnership.circle, Part.REVIEWER, Role.AUTHORISER), key="opinion_to_authorise",
        data={"folio": partnership.folio}, door="opinions.opinion", at={"opinion": opinion.public_id},
    )  # fmt: skip
    return opinion


@transaction.atomic
def return_opinion(act: Act, *, opinion: Opinion, reason: str) -> Opinion:
    """The authoriser sends the draft back; the round is open again. Raises Refused, Invalid."""
    _require(act, opinion.partnership, Power.AUTHORISE, _("Devuelve el proyecto quien autoriza el dictamen."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Opinion.objects.filter(pk=opinion.pk, state=OpinionState.PROPOSED).update(state=OpinionState.RETURNED):
        raise Refused(
            "opinion_closed",
            _(
                "El dictamen ya no está propuesto: se autorizó o se devolvió. Vuelva a abrir la página para ver cómo quedó."
            ),
        )
    Review.objects.filter(pk=opinion.review_id).update(state=ReviewState.OPEN)
    opinion.refresh_from_db()
    record(act, Happened.OPINION_RETURNED, chain=_house_of(act), about=opinion.public_id, reason=reason)
    notify(
        act, to=(opinion.partnership.circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="opinion_returned",
        data={"folio": opinion.partnership.folio, "reason": reason}, door="opinions.opinion",
        at={"opinion": opinion.public_id},
    )  # fmt: skip
    return opinion


def _before(partnership: Partnership) -> Issue | None:
    """The opinion given out before on this relation's text: the next takes its place."""
    given = [OpinionState.AUTHORISED, OpinionState.WITHDRAWN]
    rows = partnership.opinions.filter(state__in=given).exclude(issue=None)
    last = rows.select_related("issue").order_by("-pk").first()
    return last.issue if last is not None else None


@transaction.atomic
def authorise_opinion(act: Act, *, opinion: Opinion, number: str = "", issued_on: dt.date | None = None) -> Opinion:
    """A second person authorises: the paper is issued, the fact stated. `number` as the ministry gives it; none is
    invented where the ministry runs this instance without one: the house folio is used. Raises Refused."""
    partnership = opinion.partnership
    _require(act, partnership, Power.AUTHORISE, _("Autoriza el dictamen una segunda persona, con esa atribución."))
    if opinion.proposed_by == act.actor.user:
        raise Refused(
            "same_person", _("Quien propone el dictamen no puede autorizarlo. Pídalo a otra persona que los autoriza.")
        )
    if opinion.state != OpinionState.PROPOSED:
        raise Refused(
            "opinion_closed",
            _(
                "El dictamen ya no está propuesto: se autorizó o se devolvió. Vuelva a abrir la página para ver cómo quedó."
            ),
        )
    if blockers := text_blockers(opinion):
        raise Blocked(blockers)
    on = issued_on or act.on
    _must_be_of_a_day(act, on, [*_of_round(opinion.review), *_of_text(partnership)], "issued_on")
    ministry = Organisation.objects.get(public_id=act.actor.organisation)
    signs = _signer(act, ministry, Role.AUTHORISER, on, "issued_on")
    letter = opinion_letter(opinion, ministry, signs, on)
    issue, folio = _paper_of(act, partnership, letter, on, number=normalise(number), replaces=_before(partnership))
    if not Opinion.objects.filter(pk=opinion.pk, state=OpinionState.PROPOSED).update(
        state=OpinionState.AUTHORISED, authorised_by=act.actor.user, number=folio, issued_on=on, issue=issue
    ):
        raise Refused(
            "opinion_closed",
            _(
                "El dictamen ya no está propuesto: se autorizó o se devolvió. Vuelva a abrir la página para ver cómo quedó."
            ),
        )
    Review.objects.filter(pk=opinion.review_id).update(state=ReviewState.CLOSED)
    opinion.refresh_from_db()
    record(
        act, Happened.OPINION_AUTHORISED, chain=partnership.circle.public_id, about=opinion.public_id,
        sense=Sense(opinion.sense).label, number=folio,
    )  # fmt: skip
    _opinion_reaches_case(act, opinion)
    return opinion


_PROVES = {Sense.FAVOURABLE: Fact.OPINION_FAVOURABLE, Sense.UNFAVOURABLE: Fact.OPINION_UNFAVOURABLE}


def _follow_opinions(act: Act, partnership: Partnership, reason: str = "", never: Opinion | None = None) -> None:
    """The case says what the last opinion that stands says, and no longer what another said: replaced, or withdrawn with
    that reason. `never`: the one put down by mistake, which never was so."""
    last = standing_opinion(partnership)
    given = partnership.opinions.filter(state__in=[OpinionState.AUTHORISED, OpinionState.WITHDRAWN])
    for other in given.exclude(pk=last.pk if last else None):
        replaced = in_spanish(_("Lo sustituye el dictamen %(number)s."), number=last.number) if last else ""
        replaced = reason if other.state == OpinionState.WITHDRAWN and reason else replaced or reason
        withdraw_case_fact(
            act, partnership=partnership, fact=_PROVES[Sense(other.sense)], reason=replaced,
            source=f"opinions.opinion:{other.public_id}", mistaken=other == never,
        )  # fmt: skip
    if last is not None:
        state_case_fact(
            act, partnership=partnership, fact=_PROVES[Sense(last.sense)], on=last.issued_on,
            source=f"opinions.opinion:{last.public_id}", proof=f"Dictamen {last.number}",
            data={"text_sha256": last.text_sha256, "number": last.number},
        )  # fmt: skip


def _opinion_reaches_case(act: Act, opinion: Opinion) -> None:
    partnership = opinion.partnership
    _follow_opinions(act, partnership)
    good = opinion.sense == Sense.FAVOURABLE
    notify(
        act, to=(partnership.circle, [*TOWN, (Part.REVIEWER, Role.LEGAL_REVIEWER)]),
        key="opinion_issued" if good else "opinion_unfavourable",
        data={"folio": partnership.folio} | ({} if good else {"reason": opinion.grounds}), door="opinions.opinion",
        at={"opinion": opinion.public_id},
    )  # fmt: skip


def _at_ministry_since(partnership: Partnership) -> dt.date | None:
    """The first day on which the ministry can have ruled: the file that waits was sent, or its last observations were
    answered; with none waiting, the first file was sent. None where none is known."""
    waiting = waiting_file(partnership)
    if waiting is None:
        sent = partnership.dispatches.exclude(state__in=OFF_THE_WAY).exclude(sent_on=None)
        return sent.order_by("sent_on").values_list("sent_on", flat=True).first()
    last = last_round(waiting)
    return last.answered_on if last is not None and last.answered_on else waiting.sent_on


@transaction.atomic
def record_opinion(
    act: Act, *, partnership: Partnership, sense: Sense, number: str, issued_on: dt.date,
    attachment: Attachment | None = None, version: Version | None = None, grounds: str = "",
) -> Opinion:  # fmt: skip
    """Put down the ministry's opinion from the paper received, where the ministry is not on board.

    Raises Refused, Invalid.
    """
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused("ministry_on_board", _("La SRE participa en el expediente y emite aquí su dictamen."))
    errors: dict[str, list] = {}
    if not normalise(number):
        errors["number"] = [_("Escriba el número del dictamen tal como viene en el papel.")]
    if issued_on > act.on:
        errors["issued_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    elif early := too_early("opinion", issued_on):
        errors["issued_on"] = early
    elif (since := _at_ministry_since(partnership)) is not None and issued_on < since:
        errors["issued_on"] = [
            _("El dictamen no puede ser anterior al oficio con que se envió el texto, del %(on)s.")
            % {"on": since.isoformat()}
        ]
    given = Opinion.objects.filter(partnership__owner=partnership.owner, state=OpinionState.AUTHORISED)
    if normalise(number) and given.filter(number__iexact=normalise(number)).exists():
        errors["number"] = [
            _("Ese dictamen ya está asentado. Si se asentó mal, déjelo sin efecto con su motivo y asiéntelo de nuevo.")
        ]
    if partnership.klass == "domestic":
        errors["sense"] = [
            _("Una relación nacional no lleva dictamen de la SRE: sigue la autorización del Cabildo y la firma.")
        ]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    review, waiting = None, waiting_file(partnership)
    if waiting is not None:
        last = last_round(waiting)
        review = last if last and last.state not in OVER else _open_round(act, waiting, text_at_ministry(waiting))
    opinion = Opinion.objects.create(
        partnership=partnership, review=review, version=version, text_sha256=version.sha256 if version else "", sense=sense,
        state=OpinionState.AUTHORISED, grounds=normalise(grounds, lines=True), number=normalise(number),
        issued_on=issued_on, proposed_by=act.actor.user, authorised_by=act.actor.user, attachment=attachment,
        how=act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.OPINION_RECORDED, chain=partnership.circle.public_id, about=opinion.public_id,
        sense=Sense(opinion.sense).label, number=opinion.number, on=issued_on,
    )  # fmt: skip
    if review is not None:
        if sense == Sense.FAVOURABLE and version is not None and version.pk == review.version_id:
            _approve_rest(review, set())
        Review.objects.filter(pk=review.pk).update(state=ReviewState.CLOSED)
    _opinion_reaches_case(act, opinion)
    _tell_ministry(act, opinion)
    return opinion


def _tell_ministry(act: Act, opinion: Opinion) -> None:
    """The ministry on board is told what was put down in its name by somebody else, though it sits not in that circle."""
    partnership = opinion.partnership
    for home in homes_of_ministry(partnership.owner):
        notify(
            act, to=(home, [(Part.REVIEWER, role) for role in (Role.LEGAL_REVIEWER, Role.AUTHORISER)]),
            key="opinion_by_another",
            data={"folio": partnership.folio, "number": opinion.number}, door="agreements.queue",
        )  # fmt: skip


def _go_on(act: Act, opinion: Opinion) -> None:
    """The round of an opinion without effect is open again, for observations or a new opinion, unless the text went on to
    another round or another opinion holds it."""
    partnership, review = opinion.partnership, opinion.review
    if review is None or partnership.opinions.filter(review=review, state=OpinionState.AUTHORISED).exists():
        return
    later = partnership.dispatches.filter(pk__gt=review.dispatch_id).exclude(state__in=OFF_THE_WAY)
    last = last_round(review.dispatch)
    if later.exists() or review.dispatch.state in OFF_THE_WAY or last is None or last.pk != review.pk:
        return
    if not Review.objects.filter(pk=review.pk, state=ReviewState.CLOSED).update(state=ReviewState.OPEN):
        return
    chain = partnership.circle.public_id
    record(act, Happened.REVIEW_REOPENED, chain=chain, about=review.public_id, round=review.round)
    folio = {"folio": partnership.folio}
    notify(
        act, to=(partnership.circle, TOWN), key="review_reopened", data=folio, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="review_reopened", data=folio,
        door="opinions.review", at={"review": review.public_id},
    )  # fmt: skip


@transaction.atomic
def withdraw_opinion(act: Act, *, opinion: Opinion, reason: str, mistaken: bool = False) -> Opinion:
    """A later act takes an opinion back: it was put down wrongly from its paper (`mistaken`), or left without effect.
    It stays with its reason; the one before it, if it still stands, is the one that counts. Raises Refused, Invalid."""
    partnership = opinion.partnership
    if not can_withdraw(act.actor, partnership.circle, opinion.how):
        raise Refused(
            "not_authoriser",
            _("Deja sin efecto un dictamen quien los autoriza; el asentado desde el papel, el enlace que lo asentó."),
        )
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if not Opinion.objects.filter(pk=opinion.pk, state=OpinionState.AUTHORISED).update(
        state=OpinionState.WITHDRAWN, withdrawn_on=act.on, reason=reason
    ):
        raise Refused("opinion_not_given", _("Ese dictamen no está dado, o ya quedó sin efecto."))
    opinion.refresh_from_db()
    record(
        act, Happened.OPINION_WITHDRAWN, chain=partnership.circle.public_id, about=opinion.public_id,
        number=opinion.number, reason=reason,
    )  # fmt: skip
    documents.retire_issues(act, issues=[opinion.issue], reason=reason)
    if opinion.how == How.RECORDED:
        # the round goes on where it was: another paper of the ministry is put down in it
        observed = Observation.objects.filter(review=opinion.review_id, state=ObservationState.SENT).exists()
        Review.objects.filter(pk=opinion.review_id, state=ReviewState.CLOSED).update(
            state=ReviewState.OBSERVED if observed else ReviewState.OPEN
        )
    else:
        _go_on(act, opinion)
    _follow_opinions(act, partnership, reason, never=opinion if mistaken and opinion.how == How.RECORDED else None)
    notify(
        act, to=(partnership.circle, HANDS), key="opinion_withdrawn",
        data={"folio": partnership.folio, "number": opinion.number, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return opinion
