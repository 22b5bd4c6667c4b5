"""What goes out in the mayor's name: signed by the mayor, who may be asked to; or, with the mayor not on board, by the paper
in which the mayor approved it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify

from ..enums import Happened, Signs
from ..models import Partnership
from ..policies import can_edit, how_signed
from ..queries.asked import asked_since, last_asked, last_returned


def _must_sign(act: Act, partnership: Partnership, paper: Any, approval: str) -> None:
    """Let an official letter go out in the mayor's name. `paper`: what it is called; `approval`: where the mayor is not on
    board, the liaison says with which paper it was approved. Raises Refused (`not_mayor`), Invalid (`approval`)."""
    how = how_signed(act.actor, partnership.circle)
    if how == Signs.SIGNS:
        _answered(act, partnership, paper)
        return
    if how != Signs.RECORDS:
        raise Refused(
            "not_mayor",
            _(
                "Este oficio sale a nombre de quien preside el municipio o el estado: lo firma esa persona. Pídale su firma."
            ),
        )
    _approved(act, partnership.circle, partnership.public_id, paper, approval)
    _answered(act, partnership, paper)


def _approved(act: Act, circle: Circle, about: str, paper: Any, approval: str) -> None:
    """With what the mayor, who is not on board, approved a paper in the mayor's name: it stands in the log. Raises Invalid
    (`approval`)."""
    record(
        act.recording(), Happened.APPROVAL_RECORDED, chain=circle.public_id, about=about, paper=in_spanish(paper),
        approval=_approval(approval),
    )  # fmt: skip


def _approval(approval: str) -> str:
    """The approval as it is kept. Raises Invalid (`approval`)."""
    approval = normalise(approval)[:300]
    if not approval:
        raise Invalid(
            {"approval": [_("Escriba con qué lo aprobó quien lo firma: oficio, acuerdo o instrucción, y su fecha.")]}
        )
    return approval


def _answered(act: Act, partnership: Partnership, paper: Any) -> None:
    """The letter goes out: a request for its signature stands no more."""
    if last_asked(partnership, paper) is not None or last_returned(partnership, paper) is not None:
        record(
            act, Happened.SIGNATURE_ANSWERED, chain=partnership.circle.public_id, about=partnership.public_id,
            paper=in_spanish(paper),
        )  # fmt: skip


@transaction.atomic
def ask_signature(
    act: Act, *, partnership: Partnership, paper: Any, door: str, at: dict, blockers: Sequence[Blocker] = ()
) -> None:
    """The liaison asks the mayor to sign an official letter that is ready; `door` is where. Once, while
    the request stands. Raises Refused (`not_liaison`, `nobody_to_ask`, `signature_asked`), Blocked by what would keep it from being sent."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Lo prepara el enlace del municipio titular."))
    if how_signed(act.actor, partnership.circle) != Signs.ASKS:
        raise Refused("nobody_to_ask", _("Quien lo firma no participa en el programa: asiente con qué lo aprobó."))
    if asked_since(partnership, paper, at, act.on):
        raise Refused("signature_asked", _("La firma ya se pidió y sigue pendiente: quien preside tiene el aviso."))
    if blockers:
        raise Blocked(blockers)
    record(
        act, Happened.SIGNATURE_ASKED, chain=partnership.circle.public_id, about=partnership.public_id, paper=in_spanish(paper),
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.MAYOR), key="paper_to_sign",
        data={"title": in_spanish(paper), "folio": partnership.folio}, door=door, at=at,
    )  # fmt: skip


@transaction.atomic
def return_unsigned(act: Act, *, partnership: Partnership, paper: Any, door: str, at: dict, reason: str) -> None:
    """The mayor does not sign an official letter and says what must change; nothing is issued, and the liaison may ask again.
    Raises Refused (`not_mayor`, `paper_returned`), Invalid."""
    if how_signed(act.actor, partnership.circle) != Signs.SIGNS:
        raise Refused("not_mayor", _("El oficio lo devuelve quien lo firma."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué debe corregirse.")]})
    if last_returned(partnership, paper) is not None:
        raise Refused(
            "paper_returned", _("El oficio ya se devolvió: el enlace tiene el aviso y volverá a pedir la firma.")
        )
    record(
        act, Happened.SIGNATURE_RETURNED, chain=partnership.circle.public_id, about=partnership.public_id,
        paper=in_spanish(paper), reason=reason,
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="signature_returned",
        data={"title": in_spanish(paper), "folio": partnership.folio, "reason": reason}, door=door, at=at,
    )  # fmt: skip
