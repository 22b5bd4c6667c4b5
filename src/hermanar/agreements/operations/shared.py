"""What the verbs share: who drafts, where a paper is given out, whether it is of an exercise."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import latest_version
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.partnerships.models import Partnership

from ..enums import AgreementState, Happened, Power
from ..models import Agreement, CasePaper, Draft
from ..policies import can
from ..queries import check_text

_FIRST = 2  # errors that the page of the case says whole; it counts the rest


def _may_draft(act: Act, partnership: Partnership) -> None:
    if not can(act.actor, partnership.circle, Power.DRAFT):
        raise Refused("not_liaison", _("Redacta el texto el enlace del municipio titular."))


def _drafting(agreement: Agreement) -> None:
    """Asked of the row itself, held until the end: who agrees on the text meanwhile waits for this change or precedes it."""
    rows = Agreement.objects.select_for_update().filter(pk=agreement.pk)
    if rows.values_list("state", flat=True).get() != AgreementState.DRAFTING:
        raise Refused("text_agreed", _("El texto ya se acordó: reábralo, con motivo, para cambiarlo."))


def _unissued(paper: CasePaper) -> None:
    """Asked of the row itself, held until the end: a paper is given out with this change or before it, never beside it."""
    if CasePaper.objects.select_for_update().filter(pk=paper.pk).values_list("issue_id", flat=True).get() is not None:
        raise Refused("paper_issued", _("Ese papel ya se expidió: prepare otro."))


def _open(act: Act, draft: Draft) -> None:
    """Who drafts writes in it, while it is neither agreed nor given out."""
    _may_draft(act, draft.partnership)
    if isinstance(draft, Agreement):
        _drafting(draft)
    else:
        _unissued(draft)


def _note_paper(act: Act, paper: CasePaper, happened: Happened, **data: Any) -> None:
    record(
        act, happened, chain=paper.partnership.circle.public_id, about=paper.public_id, title=paper.document.title,
        **data,
    )  # fmt: skip


def _note_change(act: Act, draft: Draft, number: int, group: str | list[str]) -> None:
    """The journal's line of a change of the text: of an article, or of several."""
    if isinstance(draft, CasePaper):
        _note_paper(act, draft, Happened.CASE_PAPER_CHANGED, number=number)
        return
    record(
        act, Happened.CLAUSE_EDITED, chain=draft.partnership.circle.public_id, about=draft.public_id, group=group,
        number=number,
    )  # fmt: skip


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None


def _read_again(act: Act, draft: Draft, *, typing: bool = False) -> None:
    """Keep beside the Agreement what the checker says of the version just saved: the pages of its case count the errors and
    ask the checker nothing. Where the house has no list of places, nothing is said. `typing`: as in `check_text`."""
    if not isinstance(draft, Agreement) or (version := latest_version(draft.document)) is None:
        return
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError:
        draft.reading = {}
    else:
        with gazetteer:
            errors = check_text(draft, version, gazetteer=gazetteer, on=act.on, typing=typing).errors
        # what both languages say alike is said once
        apart = {(f.block, *f.message.values()): f for f in reversed(errors)}
        first = sorted(apart.values(), key=errors.index)[:_FIRST]
        draft.reading = {
            "number": version.number,
            "errors": len(errors),
            "more": len(apart) - len(first),
            "first": [{"block": f.block, "message": dict(f.message)} for f in first],
        }
    draft.save(update_fields=["reading"])
