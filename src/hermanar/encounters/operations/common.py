"""What the verbs share: who may, days that exist, reasons."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.partnerships.models import Partnership

from ..policies import can_keep


def _must_keep(act: Act, circle: Circle) -> None:
    if not can_keep(act.actor, circle):
        raise Refused(
            "not_keeper", _("Esto lo llevan el enlace del municipio y la secretaría de su Comité de Ciudades Hermanas.")
        )


def _own(circle: Circle, partnerships: Iterable[Partnership], field: str = "partnerships") -> list[Partnership]:
    """The relations, which must be of the municipality whose circle it is. Raises Invalid."""
    rows = list(partnerships)
    if any(p.owner.home_id != circle.pk for p in rows):
        raise Invalid({field: [_("Esa vinculación no es del municipio.")]})
    return rows


def _reason(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo: queda en la bitácora.")]})
    return reason


def _late(errors: dict[str, list], act: Act, field: str, on: dt.date | None) -> None:
    if on is not None and on > act.on:
        errors[field] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]


def _said(errors: dict[str, list], field: str, text: str, sentence: object) -> None:
    if not text:
        errors[field] = [sentence]


def _stop(errors: dict[str, list]) -> None:
    if errors:
        raise Invalid(errors)
