"""Around the text of the agreement: steps undone and redone, languages confirmed, versions fixed, comments, files that
came back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.documents import operations as documents
from hermanar.documents.models import Comment, FrozenVersion, ReturnedChange, ReturnedFile, Version
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.notices.operations import notify

from ..enums import Power
from ..models import Agreement
from ..policies import can, commenters
from .shared import _drafting, _may_draft


def _open(act: Act, agreement: Agreement) -> None:
    _may_draft(act, agreement.partnership)
    _drafting(agreement)


@transaction.atomic
def undo_text(act: Act, *, agreement: Agreement, base_number: int) -> Version:
    """Bring back the text as it was before the last step. Raises Refused."""
    _open(act, agreement)
    return documents.undo_step(act, document=agreement.document, base_number=base_number)


@transaction.atomic
def redo_text(act: Act, *, agreement: Agreement, base_number: int) -> Version:
    """Bring back the step that was undone last. Raises Refused."""
    _open(act, agreement)
    return documents.redo_step(act, document=agreement.document, base_number=base_number)


@transaction.atomic
def confirm_article(act: Act, *, agreement: Agreement, base_number: int, group: str) -> Version:
    """The liaison read an article in its languages: they say the same, though only one was changed. Raises Refused."""
    _open(act, agreement)
    return documents.confirm_languages(act, document=agreement.document, base_number=base_number, group=group)


@transaction.atomic
def freeze_text(act: Act, *, agreement: Agreement, version: Version, label: str) -> FrozenVersion:
    """Fix a version of the text under a name, also after it was agreed. Raises Refused, Invalid."""
    _may_draft(act, agreement.partnership)
    return documents.freeze_version(act, version=version, label=label)


@transaction.atomic
def comment_article(
    act: Act,
    *,
    agreement: Agreement,
    group: str,
    text: str,
    key: str = "",
    language: str = "",
    for_appointment: str = "",
) -> Comment:
    """Say something about an article, a clause or one language of it, for everybody who sees the text; the post asked
    to see to it is told. Raises Refused, Invalid."""
    partnership = agreement.partnership
    if not can(act.actor, partnership.circle, Power.COMMENT):
        raise Refused("not_commenter", _("Su puesto lee el texto, pero no lo comenta."))
    asked = None
    if for_appointment:
        asked = next((p for p in commenters(partnership) if p.public_id == for_appointment), None)
        if asked is None:
            raise Refused("post_unknown", _("Ese puesto no comenta este texto."), field="for_appointment")
    comment = documents.add_comment(
        act, document=agreement.document, group=group, text=text, key=key, language=language,
        for_appointment=for_appointment,
    )  # fmt: skip
    if asked is not None and asked.person.user is not None:
        notify(
            act, to=[asked.person.user], key="comment_assigned", data={"folio": partnership.folio},
            door="agreements.text", at={"partnership": partnership.public_id},
        )  # fmt: skip
    return comment


@transaction.atomic
def resolve_comment(act: Act, *, agreement: Agreement, comment: Comment) -> Comment:
    """Who drafts, who wrote it, or the post it was put to: the comment was seen to. Raises Refused."""
    actor = act.actor
    own = actor.appointment and actor.appointment in {comment.by_appointment, comment.for_appointment}
    if not (can(actor, agreement.partnership.circle, Power.DRAFT) or own):
        raise Refused("not_yours", _("Lo da por atendido quien redacta, quien lo escribió o a quien se le pidió."))
    return documents.resolve_comment(act, comment=comment)


@transaction.atomic
def take_back_file(act: Act, *, agreement: Agreement, attachment: Attachment, base_number: int) -> ReturnedFile:
    """The text came back from the counterpart in Word: each change of it waits to be decided. Raises Refused, Invalid."""
    _open(act, agreement)
    return documents.take_back(act, document=agreement.document, attachment=attachment, base_number=base_number)


@transaction.atomic
def accept_returned(
    act: Act,
    *,
    agreement: Agreement,
    change: ReturnedChange,
    key: str = "",
    language: str = "",
    after: bool = False,
    seen_text: str = "",
) -> Version:
    """Take a change of a returned file into the text; `key`, `language`: where a person places what had no place, as a
    paragraph of its own `after` it, or instead of its words. Raises Refused (the clause was changed here meanwhile), Invalid."""
    _open(act, agreement)
    return documents.accept_change(act, change=change, key=key, language=language, after=after, seen_text=seen_text)


@transaction.atomic
def reject_returned(act: Act, *, agreement: Agreement, change: ReturnedChange) -> ReturnedChange:
    """Leave the text as it is; the change stays with its file, as not accepted. Raises Refused."""
    _open(act, agreement)
    return documents.reject_change(act, change=change)
