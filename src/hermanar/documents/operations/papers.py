"""Papers given out: late slots filled, printed, kept for ever."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief
from hermanar.directory.models import Organisation
from hermanar.files.operations import keep_blob
from hermanar.journal.queries import get_head
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import new_paper_code, sha256_of
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from .. import renderers
from ..enums import Drawn, Happened, IssueState, NotDrawn
from ..models import FrozenVersion, Issue, Rendition, Version
from ..queries import MEDIA_TYPES, PrintedAhead, ReadAhead, letterhead_for, slot_labels
from ..rules.fill import fill_late, standing_slots
from .desk import freeze_version
from .gate import _read_before_issue
from .shared import _groups_with_blanks, _must_edit, _plain_late, _reason, _record, _strings, _unprintable


@transaction.atomic
def issue(
    act: Act,
    *,
    version: Version,
    brief: Brief,
    late: Mapping[str, Any] | None = None,
    folio: str = "",
    issued_on: dt.date,
    letterhead_of: Organisation,
    office: Mapping[str, str] | None = None,
    exercise: bool = False,
    supersedes: Issue | None = None,
    plates: Sequence[renderers.Plate] = (),
    drawn: Drawn = Drawn.AT_ONCE,
    because: str = "",
    transcript: bool = False,
    ahead: PrintedAhead | None = None,
) -> Issue:
    """Give the version out: read by the checker, late slots filled, code and QR, anchor of the circle's journal, PDF and Word kept for ever.

    Late slots that `late` does not name stay as lines to be filled by hand; one whose value is None goes with its
    paragraph; names that the text does not have are ignored. `folio` also fills the slot of that name; taking it
    (`next_folio`, `use_folio`) is the caller's. A circle or an issuer that is an exercise issues papers of an exercise whatever
    `exercise` says. `office`: that which gives the paper out, where the letterhead is to
    name another than the house's own (`letterhead_for`). `plates` are printed beside the text (pictures,
    a map) and are no part of what is hashed. Anything that fails leaves nothing.

    `brief` is what is known about the paper before it is read: nothing is issued without the checker (`gate`). `drawn`
    says what was seen of its word before; `because` takes on whatever stands, where nobody is there to be asked. A
    `transcript` says on every page that it is the copy of a text signed elsewhere and bears no signatures. `ahead`: the files
    of a version that was read and fixed to be issued (`fix_to_issue`), drawn before; nothing is read or drawn again.

    Raises Blocked (`paper_has_blanks`, R4-39; `finding_…`, with `ask` where a reason is taken), Refused (`other_paper`, `issue_not_in_force`), Invalid naming the slot
    for characters that cannot be printed.
    """
    document = version.document
    _must_edit(act, document)
    content = version.as_content
    slots = standing_slots(content)
    plain = {name: _plain_late(value, content.languages) for name, value in (late or {}).items() if name in slots}
    folio = normalise(folio)
    if folio and "folio" in slots:
        plain.setdefault("folio", folio)
    if errors := {name: bad for name, value in plain.items() if (bad := _unprintable(*_strings(value)))}:
        raise Invalid(errors)
    filled = fill_late(content, plain)
    if groups := _groups_with_blanks(filled):
        about = _("Quedan espacios en blanco en el texto: %(x)s.") % {"x": ", ".join(groups)}
        raise Blocked([Blocker("paper_has_blanks", about, "documents.editor", {"document": document.public_id})])
    if supersedes is not None and supersedes.version.document.circle_id != document.circle_id:
        raise Refused("other_paper", _("Ese documento es de otra clase o de otro expediente."))
    if ahead is None:
        _read_before_issue(act, version=version, content=filled, brief=brief, drawn=drawn, because=because)
    elif ahead.sha256 != filled.sha256 or not FrozenVersion.objects.filter(version=version).exists():
        raise Refused("other_paper", _("Ese documento es de otra clase o de otro expediente."))
    exercise = exercise or document.circle.exercise_at is not None or document.issuer.is_exercise
    code = ahead.code if ahead else new_paper_code()
    seq, head = (ahead.seq, ahead.head) if ahead else get_head(document.circle.public_id)
    marks = renderers.Marks(
        code=code,
        verify_url=f"{settings.PUBLIC_BASE_URL}/verificar/{code}/",
        folio=folio,
        anchor=f"{seq}:{head[:16]}",
        exercise=exercise,
        transcript=transcript,
        issued_on=issued_on,
    )
    # printed before anything is written: a paper that cannot be printed leaves no trace
    files = (
        ahead.files
        if ahead
        else _render(
            filled, letterhead_for(letterhead_of, issued_on, office), marks, slot_labels(document.kind), plates
        )
    )
    paper = Issue.objects.create(
        version=version,
        code=code,
        folio=folio[:60],
        late=plain,
        issued_on=issued_on,
        issued_at=act.at,
        issued_by=act.actor.user,
        anchor_seq=seq,
        anchor_hash=head,
        is_exercise=exercise,
        is_transcript=transcript,
    )
    for fmt, data in files.items():
        Rendition.objects.create(issue=paper, format=fmt, blob=keep_blob(act, data=data, media_type=MEDIA_TYPES[fmt]))
    _record(
        act,
        Happened.PAPER_ISSUED,
        document,
        code=code,
        folio=folio,
        number=version.number,
        sha256=version.sha256,
        issued_on=issued_on,
        issue=paper.public_id,
        files={fmt: sha256_of(data) for fmt, data in files.items()},
        **({"transcript": True} if transcript else {}),
    )
    if supersedes is not None:
        # one withdrawn before its successor existed is given it now: who verifies it is sent to the paper that holds
        standing = Issue.objects.filter(pk=supersedes.pk, superseded_by=None)
        changed = standing.filter(state__in=[IssueState.IN_FORCE, IssueState.WITHDRAWN])
        if not changed.update(state=IssueState.SUPERSEDED, superseded_by=paper):
            raise _not_in_force()
        supersedes.state, supersedes.superseded_by = IssueState.SUPERSEDED, paper
        _record(act, Happened.PAPER_SUPERSEDED, supersedes.version.document, code=supersedes.code, by=code)
    return paper


@transaction.atomic
def fix_to_issue(
    act: Act, *, version: Version, brief: Brief, label: str, drawn: Drawn = Drawn.AT_ONCE, read: ReadAhead | None = None
) -> FrozenVersion:
    """Let the checker read a version that will be drawn afterwards, as it stands and without late slots, and fix it under
    that name: what is issued with `ahead` is this and nothing else. `read`: what it said before (`queries.read_ahead`).

    Raises what `issue` raises of a text, Refused (`text_moved`: what was read is another text)."""
    document = version.document
    _must_edit(act, document)
    content = version.as_content
    if groups := _groups_with_blanks(content):
        about = _("Quedan espacios en blanco en el texto: %(x)s.") % {"x": ", ".join(groups)}
        raise Blocked([Blocker("paper_has_blanks", about, "documents.editor", {"document": document.public_id})])
    _read_before_issue(act, version=version, content=content, brief=brief, drawn=drawn, read=read)
    return freeze_version(act, version=version, label=label)


@transaction.atomic
def withdraw_issue(act: Act, *, issue: Issue, reason: str, says_why: bool = False) -> Issue:
    """The paper has no effect any more; it stays, and says so to whoever verifies it. `says_why`: with the reason, where
    whoever wrote it knew that it is read there.

    Raises Invalid without a reason, Refused (`issue_not_in_force`).
    """
    document = issue.version.document
    _must_edit(act, document)
    reason = _reason(reason)
    if not Issue.objects.filter(pk=issue.pk, state=IssueState.IN_FORCE).update(state=IssueState.WITHDRAWN):
        raise _not_in_force()
    issue.state = IssueState.WITHDRAWN
    _record(act, Happened.PAPER_WITHDRAWN, document, code=issue.code, reason=reason, says_why=says_why)
    return issue


@transaction.atomic
def retire_issues(act: Act, *, issues: Iterable[Issue | None], reason: str) -> int:
    """An act takes their effect from these papers, those that still have it: whoever verifies one reads why, which the page
    of the act says before. Returns how many."""
    standing = [i for i in issues if i is not None and i.state == IssueState.IN_FORCE]
    for one in standing:
        withdraw_issue(act, issue=one, reason=reason, says_why=True)
    return len(standing)


def _render(
    content: Content, letterhead: renderers.Letterhead, marks: renderers.Marks, slots: dict,
    plates: Sequence[renderers.Plate],
) -> dict[str, bytes]:  # fmt: skip
    try:
        return {
            "pdf": renderers.render_pdf(content, letterhead, marks, slots=slots, plates=plates),
            "docx": renderers.render_docx(content, letterhead, marks, slots=slots, plates=plates),
        }
    except renderers.Unprintable as error:
        texts = {b.key: tuple(b.text.values()) for b in content.blocks}
        raise Invalid(
            {place: _unprintable(*texts.get(place, ())) or [NotDrawn(char, "")] for place, char, _name in error.where}
        ) from error


def _not_in_force() -> Refused:
    return Refused("issue_not_in_force", _("Ese papel ya fue sustituido o quedó sin efecto."))
