"""What the verbs share: who may, the letters of this process, the open round."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.models import Office, Organisation
from hermanar.directory.queries import HolderPicture, signer_on
from hermanar.documents import operations as documents
from hermanar.documents.models import Issue, Version
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import brief_of_paper, late_place, place_of, slot_values

from ..enums import OVER, Happened, OpinionState, Power, ReviewState
from ..models import ArticleApproval, Dispatch, Opinion, Review
from ..policies import can
from ..queries import approved_groups
from ..queries.letters import Letter
from ..rules import series_of, to_review


def _require(act: Act, partnership: Partnership, power: Power, sentence) -> None:
    if not can(act.actor, partnership.circle, power):
        raise Refused(f"not_{power}", sentence)


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None


def _paper(
    act: Act, partnership: Partnership, *, kind: str, values: dict, issuer: Organisation, by: Role, on: dt.date,
    number: str = "", signs: HolderPicture | None = None, replaces: Issue | None = None,
    also: tuple[str, ...] = (),
) -> tuple[Issue, str]:  # fmt: skip
    """Write, number and issue one official letter of this process, in Spanish. `by`: the office that issues it, which numbers it
    in its own series; `number`: given, else the next of that series; `replaces`: the letter that this one takes the place of, unless another did."""
    version = documents.assemble(
        act, circle=partnership.circle, issuer=issuer, kind=kind, values=slot_values(partnership, on, act.actor.appointment) | values,
        languages=("es",), shared=True,
    )  # fmt: skip
    if number:
        documents.use_folio(act, organisation=issuer, folio=number, what=kind)
    else:
        office = Office.objects.filter(appointments__public_id=signs.appointment).first() if signs else None
        number = documents.next_folio(act, organisation=issuer, series=series_of(by), on=on, office=office)
    issue = documents.issue(
        act, version=version, brief=brief_of_paper(partnership, kind, on, signs=(signs,), also=(issuer.name, place_of(issuer), *also)),
        folio=number, issued_on=on, letterhead_of=issuer, exercise=_exercise(partnership),
        late={"folio": number, "issue_date": on} | late_place(issuer),
        supersedes=replaces if replaces is not None and not replaces.has_successor else None,
    )  # fmt: skip
    return issue, number


def _paper_of(
    act: Act, partnership: Partnership, letter: Letter, on: dt.date, *, number: str = "", replaces: Issue | None = None
) -> tuple[Issue, str]:
    """Issue a letter as it was shown before."""
    return _paper(
        act, partnership, kind=letter.kind, values=letter.values, issuer=letter.issuer, by=letter.by, on=on, number=number,
        signs=letter.signs, replaces=replaces, also=letter.also,
    )  # fmt: skip


def _open_round(act: Act, dispatch: Dispatch, version: Version) -> Review:
    partnership = dispatch.partnership
    number = (partnership.reviews.counted().aggregate(last=Max("round"))["last"] or 0) + 1
    review = Review.objects.create(
        partnership=partnership, dispatch=dispatch, version=version, round=number, opened_on=act.on,
        how=act.actor.how,
    )  # fmt: skip
    record(act, Happened.REVIEW_OPENED, chain=partnership.circle.public_id, about=review.public_id, round=number)
    return review


def _end_rounds(act: Act, dispatch: Dispatch, reason: str) -> None:
    """The file is not at the ministry any more: nobody goes on with its round, nor with an opinion proposed in it."""
    for review in dispatch.reviews.exclude(state__in=[*OVER, ReviewState.ANSWERED]):
        seen = review.state == ReviewState.OBSERVED
        state = ReviewState.UNANSWERED if seen else ReviewState.ENDED
        Review.objects.filter(pk=review.pk).update(state=state, reason=reason)
        Opinion.objects.filter(review=review, state=OpinionState.PROPOSED).update(state=OpinionState.RETURNED)
        record(
            act, Happened.REVIEW_ENDED, chain=dispatch.partnership.circle.public_id, about=review.public_id,
            round=review.round, reason=reason,
        )  # fmt: skip


def _open(review: Review) -> None:
    if review.state != ReviewState.OPEN:
        raise Refused("review_closed", _("Esta ronda ya no está abierta. Siga en la última, desde el expediente."))


def _house_of(act: Act) -> str:
    """The acting organisation's own chain: what is not yet shared with the circle is not told there."""
    home = Organisation.objects.filter(public_id=act.actor.organisation).select_related("home").first()
    return home.home.public_id if home and home.home else "house"


def _signer(
    act: Act, organisation: Organisation, role: Role, on: dt.date, field: str | None = None
) -> HolderPicture | None:
    """Who signs a letter of that office on a day: whoever acts in its post, in their capacity that day. Raises Invalid
    where their post does not cover it."""
    signs = signer_on((organisation, role), on, act.actor.appointment)
    if role in act.actor.roles and (signs is None or signs.appointment != act.actor.appointment):
        told = _("Ese día usted no ocupaba el puesto en que firma.")
        raise Invalid({field: [told]}) if field else Refused("not_in_post", told)
    return signs


def _approve_rest(review: Review, observed: set[str]) -> None:
    content = review.version.as_content
    done = approved_groups(review)
    for group in to_review(content.groups(), done):
        if group not in observed:
            ArticleApproval.objects.get_or_create(
                review=review, group=group, defaults={"sha256": content.group_sha256(group)}
            )
