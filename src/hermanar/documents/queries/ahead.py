"""A long paper drawn before it is given out: nothing waits for it, and it is given out as it was drawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from hermanar.directory.models import Organisation
from hermanar.journal.queries import get_head
from hermanar.kernel.codes import new_paper_code

from .. import renderers
from ..models import Version
from .papers import letterhead_for, slot_labels


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
