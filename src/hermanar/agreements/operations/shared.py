"""What the verbs share: who drafts, where a paper is given out, whether it is of an exercise."""

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.partnerships.models import Partnership

from ..enums import AgreementState, Power
from ..models import Agreement
from ..policies import can


def _may_draft(act: Act, partnership: Partnership) -> None:
    if not can(act.actor, partnership.circle, Power.DRAFT):
        raise Refused("not_liaison", _("Redacta el texto el enlace del municipio titular."))


def _drafting(agreement: Agreement) -> None:
    if agreement.state != AgreementState.DRAFTING:
        raise Refused("text_agreed", _("El texto ya se acordó: reábralo, con motivo, para cambiarlo."))


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None


def _place(organisation: Organisation) -> str:
    m = organisation.municipality
    return f"{m.name}, {m.state.name}" if m else organisation.name
