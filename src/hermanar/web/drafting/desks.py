"""What lies on the drafting desk: the Agreement of a case, or a paper that the case prepares beside it (decision 0085)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.agreements.enums import CASE_LETTERS, HOUSE_PAPERS, AgreementState, Power
from hermanar.agreements.policies import can
from hermanar.agreements.queries import get_agreement, get_case_paper, shared_with_all_at
from hermanar.directory.policies import reads
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Signs
from hermanar.partnerships.policies import how_signed

from .. import edge
from ..relations import crumbs, find_relation


@dataclass(frozen=True)
class Desk:
    """`draft`: the Agreement or the paper; None where a case has no text yet. Every address of the desk begins with `url`."""

    partnership: Any
    draft: Any
    url: str
    is_paper: bool
    actor: Any

    @property
    def document(self) -> Any:
        return self.draft.document

    @cached_property
    def of_other_house(self) -> bool:
        """A paper that another house shared: it is read and commented as it stands, and how it came to be stays theirs."""
        return self.is_paper and self.actor.organisation != self.document.issuer.public_id

    @cached_property
    def seen_since(self) -> dt.datetime | None:
        """Since when another house sees the paper; None: from its beginning."""
        return shared_with_all_at(self.draft) if self.of_other_house else None

    @cached_property
    def can_draft(self) -> bool:
        return can(self.actor, self.partnership.circle, Power.DRAFT)

    @cached_property
    def can_comment(self) -> bool:
        return can(self.actor, self.partnership.circle, Power.COMMENT)

    @cached_property
    def reads_work(self) -> bool:
        """Whether what is said beside the text is this reader's: warnings, comments between others, files that came back."""
        return "text_work" in reads(self.actor, self.partnership.circle)

    @property
    def is_open(self) -> bool:
        """Neither agreed nor given out: it can still be changed."""
        if self.draft is None:
            return False
        return self.draft.issue_id is None if self.is_paper else self.draft.state == AgreementState.DRAFTING

    @property
    def is_agreed(self) -> bool:
        return not self.is_paper and self.draft.state == AgreementState.AGREED

    @property
    def can_edit(self) -> bool:
        return self.can_draft and self.is_open

    @property
    def is_letter(self) -> bool:
        """Signed by the mayor alone."""
        return self.is_paper and self.draft.kind in CASE_LETTERS

    @property
    def can_share(self) -> bool:
        """The draft is the house's own, and is one that goes to the other side."""
        of_both = self.is_paper and self.draft.kind not in HOUSE_PAPERS
        return of_both and self.can_edit and not self.document.shared

    @cached_property
    def signs(self) -> bool:
        return can(self.actor, self.partnership.circle, Power.SIGN)

    @cached_property
    def can_issue(self) -> bool:
        """A letter by the mayor, or by the liaison where the mayor is not on board; any other paper also by who drafts it."""
        if not self.is_paper or not self.is_open:
            return False
        if self.is_letter:
            return self.signs or how_signed(self.actor, self.partnership.circle) == Signs.RECORDS
        return self.signs or self.can_draft

    @property
    def waits_for_mayor(self) -> bool:
        return self.is_letter and self.is_open and not self.can_issue

    @property
    def title(self) -> str:
        return str(self.draft) if self.is_paper else str(_("Texto del Acuerdo"))

    def crumbs(self, *more: tuple[str, str]) -> list[dict]:
        rows = [(self.title, self.url if more else ""), *more]
        if self.is_paper:
            rows.insert(0, (_("Papeles"), reverse("web:papers:of_case", args=[self.partnership.public_id])))
        return crumbs(self.partnership, *rows)


def desk_of_case(request: HttpRequest, public_id: str) -> Desk:
    """The desk of the case's own text. Raises NotVisible."""
    partnership, who = find_relation(request, public_id), edge.actor(request)
    url = reverse("web:drafting:text", args=[partnership.public_id])
    return Desk(partnership, get_agreement(who, partnership), url, False, who)


def desk_of_paper(request: HttpRequest, public_id: str) -> Desk:
    """The desk of a paper, with its relation as every page of the case shows it. Raises NotVisible."""
    who = edge.actor(request)
    paper = get_case_paper(who, public_id)
    paper.partnership = find_relation(request, paper.partnership.public_id)
    desk = Desk(paper.partnership, paper, reverse("web:drafting:paper_text", args=[paper.public_id]), True, who)
    if desk.of_other_house and desk.seen_since is None:
        raise NotVisible(public_id)  # given out and never shared: there is the paper itself
    return desk


def of_the_house(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the desk that, of a paper, its own house alone sees: earlier versions, files that came back."""

    @wraps(view)
    def found(request: HttpRequest, desk: Desk, **more: Any) -> HttpResponse:
        if desk.of_other_house:
            raise NotVisible(desk.draft.public_id)
        return view(request, desk, **more)

    return found


def of_the_workshop(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of what is done beside the text: the other side and the Committee read the text itself."""

    @wraps(view)
    def found(request: HttpRequest, desk: Desk, **more: Any) -> HttpResponse:
        if not desk.reads_work:
            raise NotVisible(desk.partnership.public_id)
        return view(request, desk, **more)

    return found


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the desk: the view gets the desk itself, with a text on it."""

    @edge.seat_required
    @wraps(view)
    def found(request: HttpRequest, public_id: str = "", paper: str = "", **more: Any) -> HttpResponse:
        desk = desk_of_paper(request, paper) if paper else desk_of_case(request, public_id)
        if desk.draft is None:
            raise NotVisible(public_id)
        return view(request, desk, **more)

    return found
