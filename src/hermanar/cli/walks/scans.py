"""What came back signed, as a visible sample: the issued text with its place, date and witness, and “FIRMA DE MUESTRA”
where each person signs. Nothing that can be taken for a signature, nor for the paper as it was issued."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hermanar.documents import queries as papers
from hermanar.documents.renderers import Marks, render_pdf
from hermanar.documents.rules.fill import fill_late
from hermanar.files import operations as files

from .stage import Stage


@dataclass(frozen=True)
class Ceremony:
    """Where and when it was signed, and before whom."""

    place: str
    on: dt.date
    witness_name: str
    witness_post: str


def signed_sample(issue: Any, ceremony: Ceremony) -> bytes:
    """The paper as it came back. Raises ValueError for one that is not of an exercise."""
    if not issue.is_exercise:
        raise ValueError("Only the papers of an exercise have sample signatures.")
    document = issue.version.document
    told = {
        "signing_place": ceremony.place, "signing_date": ceremony.on, "witness_name": ceremony.witness_name,
        "witness_post": ceremony.witness_post,
    }  # fmt: skip
    marks = Marks(
        code=issue.code, folio=issue.folio, anchor=f"{issue.anchor_seq}:{issue.anchor_hash[:16]}", exercise=True,
        signed=True, issued_on=issue.issued_on,
    )  # fmt: skip
    content = fill_late(fill_late(issue.version.as_content, issue.late), told)
    sheet = papers.letterhead_for(document.issuer, issue.issued_on)
    return render_pdf(content, sheet, marks, slots=papers.slot_labels(document.kind))


def deposited(stage: Stage, circle: Any, issue: Any, ceremony: Ceremony) -> Any:
    """The sample scan of the signed text, put in the circle and written beside what came from outside."""
    data = signed_sample(issue, ceremony)
    scan = files.store_bytes(
        stage.act("liaison"), circle=circle, data=data, filename="texto-firmado.pdf", media_type="application/pdf"
    )
    stage.write("deposited", f"{len(stage.steps) + 1:03d}-texto-firmado.pdf", data)
    return scan
