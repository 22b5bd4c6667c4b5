"""A long paper read, or drawn, before it is given out: nothing waits for it, and it is given out as it was read and drawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from hermanar.checks.brief import Brief
from hermanar.checks.check import check
from hermanar.checks.findings import Finding
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.models import Organisation
from hermanar.journal.queries import get_head
from hermanar.kernel.codes import new_paper_code
from hermanar.kernel.content import Content

from .. import renderers
from ..models import Version
from ..rules.fill import fill
from ..rules.templates import load
from .papers import letterhead_for, slot_labels
from .wording import as_issued_by


@dataclass(frozen=True)
class ReadAhead:
    """What the checker says of a text that is no version yet."""

    sha256: str  # of the content
    brief: Brief
    model: str  # digest of the text of the library that it was held against
    findings: tuple[Finding, ...]

    def is_of(self, content: Content, brief: Brief, model: Content | None) -> bool:
        """Whether it was said of this text, known to be this, against this model."""
        return (self.sha256, self.brief, self.model) == (content.sha256, brief, model.sha256 if model else "")


def read_ahead(
    content: Content, brief: Brief, *, kind: str, issuer: Organisation, values: Mapping[str, str]
) -> ReadAhead:
    """Let the checker read a text that a version of that kind will hold, assembled by that house with those values.

    Asks for no transaction: what takes a quarter of a minute holds no other's act up. Whoever fixes the version with it
    (`operations.fix_to_issue`) is refused where anything of this is not so any more.
    """
    model = fill(as_issued_by(load(kind), issuer), values, languages=content.languages).content
    with Gazetteer.open() as gazetteer:
        found = check(content, brief, gazetteer, model=model)
    return ReadAhead(content.sha256, brief, model.sha256, tuple(found))


@dataclass(frozen=True)
class PrintedAhead:
    """Files of a paper that is not given out yet, with what is printed in them of its issue."""

    sha256: str  # of the version's content
    code: str
    seq: int
    head: str
    exercise: bool
    files: Mapping[str, bytes]


def print_ahead(
    version: Version, *, letterhead_of: Organisation, issued_on: dt.date, plates: Sequence[renderers.Plate] = ()
) -> PrintedAhead:
    """Draw the version in PDF and Word with the code and the anchor that it will be issued with (`operations.issue`).

    Asks for no transaction: what takes a minute holds no other's act up. Raises renderers.Unprintable.
    """
    document = version.document
    exercise = document.circle.exercise_at is not None or document.issuer.is_exercise
    code = new_paper_code()
    seq, head = get_head(document.circle.public_id)
    marks = renderers.Marks(
        code=code, verify_url=f"{settings.PUBLIC_BASE_URL}/verificar/{code}/", anchor=f"{seq}:{head[:16]}",
        exercise=exercise, issued_on=issued_on,
    )  # fmt: skip
    content, letterhead, slots = (
        version.as_content,
        letterhead_for(letterhead_of, issued_on),
        slot_labels(document.kind),
    )
    files = {
        "pdf": renderers.render_pdf(content, letterhead, marks, slots=slots, plates=plates),
        "docx": renderers.render_docx(content, letterhead, marks, slots=slots, plates=plates),
    }
    return PrintedAhead(version.sha256, code, seq, head, exercise, files)
