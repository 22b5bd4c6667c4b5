"""What the counterpart hands in through its link, and what the liaison does with it.

Received through a link is not proved: an answer becomes a letter of the case, and its fact, only when the liaison puts it
down. Where the link has a mailbox, an answer and a change of contact wait for a code from it first.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, Organisation
from hermanar.documents import operations as documents
from hermanar.files.enums import Expect
from hermanar.files.operations import copy_attachment, store_upload
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.links.models import Link
from hermanar.links.operations import confirm_code, send_code
from hermanar.notices.operations import notify
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction
from hermanar.partnerships.models import Letter, Partnership

from ..enums import ContributionKind, ContributionState, Happened, LinkFor
from ..models import ContactCheck, Contribution, SharedText
from ..policies import can_open_door
from ..queries.door import ANSWERABLE, is_under_review
from .common import _by_link, _written

OPEN_STATES = (ContributionState.UNCONFIRMED, ContributionState.WAITING)


def _wants_code(act: Act, circle: Circle, house: Organisation) -> bool:
    """Where the link has a mailbox that can be written to: an exercise writes to nobody."""
    if circle.exercise_at is not None or house.is_exercise:
        return False
    return Link.objects.filter(public_id=act.actor.user).exclude(email="").exists()


def _hand_in(
    act: Act, of: Partnership | Letter, kind: ContributionKind, *, confirms: bool = False, **fields
) -> Contribution:
    """Keep what came, of a relation or of a letter by its own link: that one stays with the house that gave the link."""
    circle = of.circle if isinstance(of, Partnership) else _house_of(of)
    wants = confirms and _wants_code(act, circle, of.owner)
    row = Contribution.objects.create(
        circle=circle, partnership=of if isinstance(of, Partnership) else of.partnership, kind=kind,
        state=ContributionState.UNCONFIRMED if wants else ContributionState.WAITING, link=act.actor.user[:12],
        received_at=act.at, **fields,
    )  # fmt: skip
    record(act, Happened.CONTRIBUTED, chain=circle.public_id, about=row.public_id, contribution=row.kind)
    if row.state == ContributionState.WAITING:
        _tell(act, row)
    return row


def _house_of(letter: Letter) -> Circle:
    assert letter.owner.home is not None
    return letter.owner.home


def _tell(act: Act, row: Contribution) -> None:
    door, at = "calls.door", {"partnership": row.partnership.public_id if row.partnership else ""}
    if row.partnership is None and row.letter is not None:
        door, at = "partnerships.letter", {"letter": row.letter.public_id}
    notify(
        act, to=(row.circle, Part.LEAD, Role.LIAISON), key="contribution_received", data={"folio": row.called},
        door=door, at=at,
    )  # fmt: skip


@transaction.atomic
def confirm_contact(act: Act, *, partnership: Partnership) -> ContactCheck:
    """“I am still the contact.” Answers the question that was asked, or says so unasked. Raises NotVisible."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    row = _answer_check(act, partnership, is_same=True)
    record(
        act, Happened.CONTRIBUTED, chain=partnership.circle.public_id, about=partnership.public_id,
        contribution=ContributionKind.CONTACT,
    )  # fmt: skip
    return row


def _answer_check(act: Act, partnership: Partnership, *, is_same: bool) -> ContactCheck:
    row = partnership.contact_checks.filter(answered_on=None).first()
    if row is None:
        row = ContactCheck(partnership=partnership, asked_on=act.on)
    row.answered_on, row.is_same = max(act.on, row.asked_on), is_same
    row.save()
    return row


@transaction.atomic
def hand_over_contact(
    act: Act, *, partnership: Partnership, name: str, post: str, email: str, languages: str = ""
) -> Contribution:
    """“Now it is somebody else.” The case changes when the liaison puts it down. Raises NotVisible, Invalid."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    contact = {
        "contact_name": normalise(name)[:160], "contact_post": normalise(post)[:160], "email": email.strip()[:254],
        "languages": normalise(languages)[:40],
    }  # fmt: skip
    errors = {}
    if not contact["contact_post"]:
        errors["post"] = [_("Escriba el cargo de quien es ahora el contacto.")]
    try:
        validate_email(contact["email"])
    except ValidationError:
        errors["email"] = [_("Escriba una dirección de correo completa.")]
    if errors:
        raise Invalid(errors)
    _answer_check(act, partnership, is_same=False)
    return _hand_in(act, partnership, ContributionKind.CONTACT, confirms=True, contact=contact)


@transaction.atomic
def hand_in_answer(
    act: Act, *, letter: Letter, text: str, is_affirmative: bool | None, said_by: str = "",
    upload: UploadedFile | None = None, partnership: Partnership | None = None,
) -> Contribution:  # fmt: skip
    """Answer a letter of the municipality: by the link of its relation, or, where none is given, by the letter's own.

    Raises NotVisible, Refused (letter closed, file), Invalid."""
    if partnership is not None:
        _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    else:
        _by_link(act, LinkFor.LETTER, letter.public_id)
    if (partnership is not None and letter.partnership_id != partnership.pk) or letter.direction != Direction.OUT:
        raise NotVisible(letter.public_id)
    if not letter.awaits_answer or letter.state not in ANSWERABLE:
        raise Refused("letter_closed", _("Esa carta ya no espera respuesta."))
    if is_under_review(act.actor, letter):
        raise Refused("already_answered", _("Ya recibimos su respuesta a esta carta: el municipio la está revisando."))
    if is_affirmative is None:
        raise Invalid({"is_affirmative": [_("Diga si su respuesta es afirmativa.")]})
    if not normalise(text) and upload is None:
        raise Invalid({"text": [_("Escriba su respuesta o adjunte la carta firmada.")]})
    of = letter if partnership is None else partnership
    circle = _house_of(letter) if partnership is None else partnership.circle
    kept = store_upload(act, circle=circle, upload=upload, expect=Expect.PDF_OR_IMAGE) if upload else None
    return _hand_in(
        act, of, ContributionKind.ANSWER, confirms=True, letter=letter, is_affirmative=is_affirmative,
        text=normalise(text, lines=True)[:6000], said_by=normalise(said_by)[:200], attachment=kept,
    )  # fmt: skip


@transaction.atomic
def comment_text(
    act: Act, *, partnership: Partnership, shared: SharedText, group: str, text: str, said_by: str = ""
) -> Contribution:
    """Say something about one article of the version that is shared. Raises NotVisible, Refused, Invalid."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    if shared.partnership_id != partnership.pk:
        raise NotVisible("text")
    shared.refresh_from_db()
    if shared.withdrawn_on is not None:
        raise Refused(
            "not_shared", _("El municipio retiró este texto o compartió una versión nueva. Vuelva a abrirlo.")
        )
    text = _written(_("Escriba su comentario."), text, "text", most=4000)
    if group not in shared.version.as_content.groups():
        raise Invalid({"group": [_("Elija el artículo que comenta.")]})
    return _hand_in(
        act, partnership, ContributionKind.COMMENT, version=shared.version, group=group, text=text,
        said_by=normalise(said_by)[:200],
    )  # fmt: skip


@transaction.atomic
def send_photo(
    act: Act, *, partnership: Partnership, upload: UploadedFile, caption: str = "", said_by: str = ""
) -> Contribution:
    """Send a photograph: looked at like every file that comes in. Raises NotVisible, Refused (why it is not taken)."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    caption = normalise(caption)[:300]
    kept = store_upload(act, circle=partnership.circle, upload=upload, expect=Expect.IMAGE, caption=caption)
    return _hand_in(
        act, partnership, ContributionKind.PHOTO, attachment=kept, text=caption, said_by=normalise(said_by)[:200]
    )


@transaction.atomic
def send_confirmation(act: Act, *, contribution: Contribution, now: dt.datetime) -> None:
    """Send the code that confirms it to the holder's mailbox. Raises NotVisible, Refused."""
    link = _link_of(act, contribution)
    if contribution.state != ContributionState.UNCONFIRMED:
        raise Refused("confirmed", _("Eso ya está confirmado."))
    send_code(act, link=link, now=now)


def _link_of(act: Act, contribution: Contribution) -> Link:
    """The link that it came by, and that its holder comes by again."""
    link = Link.objects.select_related("circle").filter(public_id=contribution.link).first()
    if link is None or link.public_id != act.actor.user:
        raise NotVisible(contribution.public_id)
    _by_link(act, link.purpose, link.subject)
    return link


@transaction.atomic
def confirm_contribution(act: Act, *, contribution: Contribution, code: str, now: dt.datetime) -> bool:
    """Whether the code is right; then the liaison is told. A wrong code is counted, not raised. Raises NotVisible."""
    link = _link_of(act, contribution)
    if contribution.state != ContributionState.UNCONFIRMED:
        return True
    if not confirm_code(act, link=link, code=code, now=now):
        return False
    rows = Contribution.objects.filter(pk=contribution.pk, state=ContributionState.UNCONFIRMED)
    if rows.update(state=ContributionState.WAITING, confirmed_at=act.at):
        contribution.refresh_from_db()
        record(
            act, Happened.CONTRIBUTION_CONFIRMED, chain=contribution.circle.public_id,
            about=contribution.public_id, contribution=contribution.kind,
        )  # fmt: skip
        _tell(act, contribution)
    return True


# -- the liaison's side ---------------------------------------------------------------------------------------


def _decide(act: Act, row: Contribution, to: ContributionState, reason: str = "") -> None:
    if not can_open_door(act.actor, row.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    moved = Contribution.objects.filter(pk=row.pk, state__in=OPEN_STATES).update(
        state=to, decided_on=act.on, decided_by=act.actor.user[:12], reason=reason
    )
    if not moved:
        raise Refused("decided", _("Eso ya se revisó."))
    row.refresh_from_db()


@transaction.atomic
def take_contribution(act: Act, *, contribution: Contribution) -> Contribution:
    """Put down what came through the link: the answer becomes a letter of the case with its fact, the contact changes,
    the comment stands beside its article. Raises Refused (`not_liaison`, `decided`, `unconfirmed`, what the case refuses).
    """
    row, partnership, kept = contribution, contribution.partnership, contribution.attachment
    if row.state == ContributionState.UNCONFIRMED and row.kind == ContributionKind.ANSWER:
        raise Refused(
            "unconfirmed",
            _(
                "Falta que la contraparte confirme desde su correo. Si la respuesta también le llegó en papel, asiéntela de ahí."
            ),
        )
    _decide(act, row, ContributionState.TAKEN)
    if row.kind == ContributionKind.ANSWER and row.letter is not None:
        if kept is not None and kept.circle_id != row.letter.circle_id:  # the letter joined a case meanwhile
            kept = copy_attachment(act.recording(), attachment=kept, circle=row.letter.circle)
        partnerships.record_answer(
            act, letter=row.letter, dated_on=min(row.received_at.astimezone(act.at.tzinfo).date(), act.on),
            is_affirmative=bool(row.is_affirmative), text=row.text, attachment=kept,
        )  # fmt: skip
    elif row.kind == ContributionKind.CONTACT and partnership is not None:
        changes = {k: v for k, v in row.contact.items() if v}
        partnerships.update_counterpart(act, partnership=partnership, **changes)
    elif row.kind == ContributionKind.COMMENT and row.version is not None:
        said = _("Contraparte, por su enlace personal (versión %(number)s): %(text)s")
        documents.add_comment(
            act.recording(), document=row.version.document, group=row.group,
            text=str(said) % {"number": row.version.number, "text": row.text},
        )  # fmt: skip
    record(act, Happened.CONTRIBUTION_TAKEN, chain=row.circle.public_id, about=row.public_id, contribution=row.kind)
    return row


@transaction.atomic
def set_aside_contribution(act: Act, *, contribution: Contribution, reason: str) -> Contribution:
    """Not taken into account, with a reason that the counterpart reads. Raises Refused, Invalid."""
    reason = _written(_("Escriba el motivo: lo leerá la contraparte."), reason, "reason", most=1000)
    _decide(act, contribution, ContributionState.SET_ASIDE, reason)
    record(
        act, Happened.CONTRIBUTION_SET_ASIDE, chain=contribution.circle.public_id,
        about=contribution.public_id, contribution=contribution.kind, reason=reason,
    )  # fmt: skip
    return contribution
