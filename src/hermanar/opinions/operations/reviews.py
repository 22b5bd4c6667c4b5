"""Rounds: observations put and sent together, articles approved, the answer with a new version."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.sources.tongues import guess
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.documents.models import Version
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import LetterKind
from hermanar.partnerships.operations import enter_letter
from hermanar.partnerships.operations.approvals import _must_sign
from hermanar.partnerships.queries import addressee

from ..enums import Happened, ObservationState, Power, ReviewState
from ..models import ArticleApproval, Observation, Review
from ..queries import answer_blockers, approved_groups
from ..queries.answers import ANSWER_KIND, answer_values, goes_by_state, way_of_answer, where_of
from ..queries.letters import _came_with, _copied, _sender
from ..rules import group_label
from .days import _must_be_of_a_day, _of_round, _of_text
from .shared import (
    _approve_rest,
    _house_of,
    _open,
    _open_round,
    _paper,
    _require,
    _signer,
)

ANSWER_LETTER = _("Oficio con la respuesta a las observaciones")


@transaction.atomic
def observe(act: Act, *, review: Review, group: str, text: str, language: str = "", proposal: str = "") -> Observation:
    """Note an observation on an article, in one language or both. Nobody outside the ministry sees it until it is sent
    with all the others (promise 8). Raises Refused, Invalid."""
    _require(act, review.partnership, Power.OBSERVE, _("Observa el texto la revisión jurídica de la SRE."))
    _open(review)
    content = review.version.as_content
    errors = {}
    if group not in content.groups():
        errors["group"] = [_("Ese artículo no está en el texto.")]
    if language and language not in content.languages:
        errors["language"] = [_("El texto no está en ese idioma.")]
    if not normalise(text):
        errors["text"] = [_("Escriba la observación.")]
    if errors:
        raise Invalid(errors)
    # approved in this round: changing one's mind before sending; in an earlier one and unchanged: it stays (promise 8)
    ArticleApproval.objects.filter(review=review, group=group).delete()
    if group in approved_groups(review):
        raise Refused(
            "article_approved",
            _("Ese artículo se aprobó en una ronda anterior y no ha cambiado: sigue aprobado."),
            field="group",
        )
    row = Observation.objects.create(
        review=review, group=group, language=language, text=normalise(text, lines=True),
        proposal=normalise(proposal, lines=True), by_user=act.actor.user,
    )  # fmt: skip
    # the journal says that an observation exists on the ministry's own chain only when it is sent
    record(act, Happened.OBSERVED, chain=_house_of(act), about=row.public_id, group=group)
    return row


@transaction.atomic
def drop_observation(act: Act, *, observation: Observation) -> None:
    """Take back an observation before it is sent. Raises Refused."""
    _require(act, observation.review.partnership, Power.OBSERVE, _("Solo la revisión jurídica la retira."))
    if observation.state != ObservationState.DRAFT:
        raise Refused(
            "observation_sent",
            _("La observación ya se envió con su oficio. Espere la respuesta, o precise en la ronda siguiente."),
        )
    record(
        act, Happened.OBSERVATION_DROPPED, chain=_house_of(act), about=observation.public_id, group=observation.group
    )
    observation.delete()


@transaction.atomic
def approve_article(act: Act, *, review: Review, group: str) -> ArticleApproval:
    """Approve one article as it stands, by its hash. Raises Refused, Invalid."""
    _require(act, review.partnership, Power.OBSERVE, _("Aprueba artículos la revisión jurídica de la SRE."))
    _open(review)
    content = review.version.as_content
    if group not in content.groups():
        raise Invalid({"group": [_("Ese artículo no está en el texto.")]})
    if review.observations.filter(group=group, state=ObservationState.DRAFT).exists():
        raise Refused(
            "article_observed", _("Ese artículo tiene una observación sin enviar. Retírela antes de aprobarlo.")
        )
    row, is_new = ArticleApproval.objects.get_or_create(
        review=review, group=group, defaults={"sha256": content.group_sha256(group)}
    )
    if is_new:
        record(act, Happened.ARTICLE_APPROVED, chain=_house_of(act), about=review.public_id, group=group)
    return row


def _observation_line(row: Observation) -> str:
    # the letter lists them with its own punctuation
    said, proposal = (" ".join(text.split()).rstrip(".;, ") for text in (row.text, row.proposal))
    if row.language != "es" and guess(said) == "en":  # in the words of the column it is about: quoted
        said = f"“{said.translate(_INNER_QUOTES)}”"
    line = f"{where_of(row)}: {said}"
    return f"{line}. Se propone: “{proposal}”" if proposal else line


_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’", "«": "‘", "»": "’"})


@transaction.atomic
def send_observations(act: Act, *, review: Review) -> Review:
    """All observations of the round go out together, as one letter; what was not observed is approved (promise 8).

    Raises Refused, Blocked (nothing to send).
    """
    partnership = review.partnership
    _require(act, partnership, Power.OBSERVE, _("Envía observaciones la revisión jurídica de la SRE."))
    _open(review)
    rows = list(review.observations.filter(state=ObservationState.DRAFT).order_by("group", "pk"))
    if not rows:
        raise Blocked(
            [
                Blocker(
                    "no_observations",
                    _("No hay observaciones; si el texto procede, proponga dictamen favorable."),
                    "opinions.review",
                    {"review": review.public_id},
                )
            ]
        )
    _must_be_of_a_day(act, act.on, _of_round(review))
    _approve_rest(review, {row.group for row in rows})
    ministry = Organisation.objects.get(public_id=act.actor.organisation)
    approved = [group_label(g) for g in review.version.as_content.groups() if g in approved_groups(review)]
    signs = _signer(act, ministry, Role.LEGAL_REVIEWER, act.on)
    issue, folio = _paper(
        act, partnership, kind="observations_letter", issuer=ministry, by=Role.LEGAL_REVIEWER, on=act.on,
        signs=signs, also=_copied(review.dispatch, act.on),
        values=addressee(partnership.owner, Role.MAYOR, act.on) | _sender(signs)
        | _came_with(review.dispatch, act.on) | {
            "round_number": review.round,
            "text_version": review.version.number,
            "observations": [_observation_line(row) for row in rows],
            "approved_articles": approved,
        },
    )  # fmt: skip
    review.observations.filter(state=ObservationState.DRAFT).update(state=ObservationState.SENT)
    Review.objects.filter(pk=review.pk).update(state=ReviewState.OBSERVED, observed_on=act.on, issue=issue)
    review.refresh_from_db()
    record(
        act, Happened.OBSERVATIONS_SENT, chain=partnership.circle.public_id, about=review.public_id,
        count=len(rows), folio=folio,
    )  # fmt: skip
    for part, role in ((Part.LEAD, Role.LIAISON), (Part.OVERSEER, Role.STATE_LIAISON)):
        notify(
            act, to=(partnership.circle, part, role), key="observations_arrived",
            data={"folio": partnership.folio, "number": len(rows)}, door="opinions.review",
            at={"review": review.public_id},
        )  # fmt: skip
    return review


@transaction.atomic
def answer_observation(act: Act, *, observation: Observation, accepted: bool, answer: str = "") -> Observation:
    """The municipality accepts an observation, or does not and says why: the decision remains with it (R4-34).

    Raises Refused, Invalid.
    """
    review = observation.review
    _require(act, review.partnership, Power.ANSWER, _("Contesta las observaciones el enlace del municipio titular."))
    if review.state != ReviewState.OBSERVED:
        raise Refused("review_closed", _("Esta ronda ya se contestó. Siga en la ronda abierta, desde el expediente."))
    answer = normalise(answer, lines=True)
    if not accepted and not answer:
        raise Invalid({"answer": [_("Si no se acepta, escriba el motivo.")]})
    observation.state = ObservationState.ACCEPTED if accepted else ObservationState.REJECTED
    observation.answer = answer
    observation.save(update_fields=["state", "answer"])
    record(
        act, Happened.OBSERVATION_ANSWERED, chain=review.partnership.circle.public_id, about=observation.public_id,
        group=observation.group, answer=ObservationState(observation.state).label,
    )  # fmt: skip
    return observation


@transaction.atomic
def submit_answer(act: Act, *, review: Review, version: Version, approval: str = "") -> Review:
    """Answer the round with a new agreed version: the next round opens over it; what did not change stays approved.

    Raises Refused, Blocked (observations unanswered, text not agreed again).
    """
    partnership = review.partnership
    _must_sign(act, partnership, ANSWER_LETTER, approval)
    if blockers := answer_blockers(review, version):
        raise Blocked(blockers)
    _must_be_of_a_day(act, act.on, [*_of_round(review), *_of_text(partnership)])
    way = way_of_answer(review, act.on)
    issue, folio = _paper(
        act, partnership, kind=ANSWER_KIND, issuer=partnership.owner, by=Role.MAYOR, on=act.on, also=way.names,
        values=answer_values(review, version, act.on),
    )  # fmt: skip
    if not Review.objects.filter(pk=review.pk, state=ReviewState.OBSERVED).update(
        state=ReviewState.ANSWERED, answered_on=act.on, answer_version=version, answer_issue=issue
    ):
        raise Refused("review_closed", _("Esta ronda ya se contestó. Siga en la ronda abierta, desde el expediente."))
    record(
        act, Happened.VERSION_SUBMITTED, chain=partnership.circle.public_id, about=review.public_id,
        number=version.number, folio=folio, issue=issue.public_id,
    )  # fmt: skip
    enter_letter(
        act, partnership=partnership, kind=LetterKind.DISPATCH, issue=issue, folio=folio, sent_on=act.on,
        subject=in_spanish(_("Respuesta a las observaciones")), other_office=way.to.name if way.to else "",
    )  # fmt: skip
    following = _open_round(act, review.dispatch, version)
    review.observations.filter(state=ObservationState.ACCEPTED).update(state=ObservationState.RESOLVED)
    notify(
        act, to=(partnership.circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="observations_answered",
        data={"folio": partnership.folio}, door="opinions.review", at={"review": following.public_id},
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, Part.OVERSEER, Role.STATE_LIAISON),
        key="answer_to_forward" if goes_by_state(review) else "observations_answered",
        data={"folio": partnership.folio}, door="opinions.review", at={"review": review.public_id},
    )  # fmt: skip
    return following
