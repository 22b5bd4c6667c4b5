"""What is done at the drafting desk, of the Agreement and of every paper that a case prepares beside it (decision 0085):
clauses written, repaired and kept, steps undone and redone, languages confirmed, versions fixed, comments, files that came
back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.places import Places
from hermanar.documents import operations as documents
from hermanar.documents.models import Comment, FrozenVersion, ReturnedChange, ReturnedFile, Version
from hermanar.documents.queries import latest_version
from hermanar.documents.rules.diff import changed_groups
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.notices.operations import notify

from ..enums import Power
from ..models import CasePaper, Draft
from ..policies import can, commenters
from ..queries import brief_of
from .shared import _may_draft, _note_change, _open, _read_again, _unissued


@transaction.atomic
def edit_clause(
    act: Act, *, draft: Draft, base_number: int, key: str, language: str, text: str, seen_text: str
) -> Version:
    """Change one clause in one language. Somebody else's change of the same clause is never overwritten: raises
    documents.ClauseConflict with both texts. Raises Refused, Invalid (a character no typeface draws)."""
    _open(act, draft)
    version = documents.edit_block(
        act, document=draft.document, base_number=base_number, key=key, language=language, text=text,
        seen_text=seen_text,
    )  # fmt: skip
    _note_change(act, draft, version.number, key.split(".")[0])
    _read_again(act, draft, typing=True)
    return version


@transaction.atomic
def repair_text(
    act: Act, *, draft: Draft, base_number: int, fingerprint: str, repair_index: int, gazetteer: Places
) -> Version:
    """One click: apply one of the repairs a finding offers. Raises Refused (text moved, finding gone)."""
    _open(act, draft)
    before = latest_version(draft.document)
    version = documents.apply_repair(
        act, document=draft.document, base_number=base_number, finding_fingerprint=fingerprint,
        repair_index=repair_index, brief=brief_of(draft, act.on), gazetteer=gazetteer,
    )  # fmt: skip
    moved = changed_groups(before.as_content, version.as_content) if before else ()
    _note_change(act, draft, version.number, moved[0] if len(moved) == 1 else list(moved))
    _read_again(act, draft)
    return version


@transaction.atomic
def keep_text(act: Act, *, draft: Draft, fingerprint: str, code: str, reason: str) -> None:
    """Keep a clause a finding points at, and justify it. Raises Refused, Invalid."""
    _may_draft(act, draft.partnership)
    if isinstance(draft, CasePaper):
        _unissued(draft)
    documents.keep_finding(act, document=draft.document, fingerprint=fingerprint, code=code, reason=reason)
    _read_again(act, draft)


def _brought_back(act: Act, draft: Draft, version: Version) -> Version:
    """What a person had filled in comes back with the text that was made of it; which is read again."""
    if isinstance(draft, CasePaper):
        draft.typed = {name: version.values.get(name, said) for name, said in draft.typed.items()}
        draft.save(update_fields=["typed"])
    _read_again(act, draft)
    return version


@transaction.atomic
def undo_text(act: Act, *, draft: Draft, base_number: int) -> Version:
    """Bring back the text as it was before the last step. Raises Refused."""
    _open(act, draft)
    return _brought_back(act, draft, documents.undo_step(act, document=draft.document, base_number=base_number))


@transaction.atomic
def redo_text(act: Act, *, draft: Draft, base_number: int) -> Version:
    """Bring back the step that was undone last. Raises Refused."""
    _open(act, draft)
    return _brought_back(act, draft, documents.redo_step(act, document=draft.document, base_number=base_number))


@transaction.atomic
def confirm_article(act: Act, *, draft: Draft, base_number: int, group: str) -> Version:
    """The liaison read an article in its languages: they say the same, though only one was changed. Raises Refused."""
    _open(act, draft)
    version = documents.confirm_languages(act, document=draft.document, base_number=base_number, group=group)
    _read_again(act, draft)
    return version


@transaction.atomic
def freeze_text(act: Act, *, draft: Draft, version: Version, label: str) -> FrozenVersion:
    """Fix a version of the text under a name, also after it was agreed. Raises Refused, Invalid."""
    _may_draft(act, draft.partnership)
    return documents.freeze_version(act, version=version, label=label)


def _door(draft: Draft) -> dict[str, Any]:
    """Where the text is opened."""
    if isinstance(draft, CasePaper):
        return {"door": "agreements.case_paper", "at": {"paper": draft.public_id}}
    return {"door": "agreements.text", "at": {"partnership": draft.partnership.public_id}}


@transaction.atomic
def comment_article(
    act: Act,
    *,
    draft: Draft,
    group: str,
    text: str,
    key: str = "",
    language: str = "",
    for_appointment: str = "",
) -> Comment:
    """Say something about an article, a clause or one language of it, for everybody who sees the text; the post asked
    to see to it is told. Raises Refused, Invalid."""
    partnership = draft.partnership
    if not can(act.actor, partnership.circle, Power.COMMENT):
        raise Refused("not_commenter", _("Su puesto lee el texto, pero no lo comenta."))
    asked = None
    if for_appointment:
        asked = next((p for p in commenters(draft) if p.public_id == for_appointment), None)
        if asked is None:
            raise Refused("post_unknown", _("Ese puesto no comenta este texto."), field="for_appointment")
    comment = documents.add_comment(
        act, document=draft.document, group=group, text=text, key=key, language=language,
        for_appointment=for_appointment,
    )  # fmt: skip
    if asked is not None and asked.person.user is not None:
        notify(
            act, to=[asked.person.user], key="comment_assigned", data={"folio": partnership.folio}, **_door(draft)
        )  # fmt: skip
    return comment


@transaction.atomic
def resolve_comment(act: Act, *, draft: Draft, comment: Comment) -> Comment:
    """Who drafts, who wrote it, or the post it was put to: the comment was seen to. Raises Refused."""
    actor = act.actor
    own = actor.appointment and actor.appointment in {comment.by_appointment, comment.for_appointment}
    if not (can(actor, draft.partnership.circle, Power.DRAFT) or own):
        raise Refused("not_yours", _("Lo da por atendido quien redacta, quien lo escribió o a quien se le pidió."))
    return documents.resolve_comment(act, comment=comment)


@transaction.atomic
def take_back_file(
    act: Act, *, draft: Draft, attachment: Attachment, base_number: int, is_this_paper: bool = False
) -> ReturnedFile:
    """The text came back from the counterpart in Word: each change of it waits to be decided. `is_this_paper`: a person says so
    of a file that does not say it itself. Raises Refused (another paper's file too), Invalid."""
    _open(act, draft)
    return documents.take_back(
        act, document=draft.document, attachment=attachment, base_number=base_number, is_this_paper=is_this_paper
    )


@transaction.atomic
def accept_returned(
    act: Act,
    *,
    draft: Draft,
    change: ReturnedChange,
    key: str = "",
    language: str = "",
    after: bool = False,
    seen_text: str = "",
) -> Version:
    """Take a change of a returned file into the text; `key`, `language`: where a person places what had no place, as a
    paragraph of its own `after` it, or instead of its words. Raises Refused (the clause was changed here meanwhile), Invalid."""
    _open(act, draft)
    version = documents.accept_change(act, change=change, key=key, language=language, after=after, seen_text=seen_text)
    _read_again(act, draft)
    return version


@transaction.atomic
def reject_returned(act: Act, *, draft: Draft, change: ReturnedChange) -> ReturnedChange:
    """Leave the text as it is; the change stays with its file, as not accepted. Raises Refused."""
    _open(act, draft)
    return documents.reject_change(act, change=change)
