"""What the verbs share: who drafts, where a paper is given out, whether it is of an exercise."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.partnerships.models import Partnership

from ..enums import AgreementState, Happened, Power
from ..models import Agreement, CasePaper, Draft
from ..policies import can


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


def _note_change(act: Act, draft: Draft, number: int, group: str) -> None:
    """The journal's line of a change of the text."""
    if isinstance(draft, CasePaper):
        _note_paper(act, draft, Happened.CASE_PAPER_CHANGED, number=number)
        return
    record(
        act, Happened.CLAUSE_EDITED, chain=draft.partnership.circle.public_id, about=draft.public_id, group=group,
        number=number,
    )  # fmt: skip


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None
