"""What the operations of the yearly programme share."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from ..enums import ActivityState, Happened, Lack, PartOfProject, ProgrammeState
from ..models import Activity, Programme
from ..policies import can_edit
from ..rules import missing_parts


def _must_edit(act: Act, circle: Any) -> None:
    if not can_edit(act.actor, circle):
        raise Refused("not_liaison", _("El programa lo lleva el enlace del municipio titular."))


def _must_stand(programme: Programme) -> None:
    if programme.state == ProgrammeState.CLOSED:
        raise Refused("programme_closed", _("Ese programa ya se evaluó y se cerró: no cambia."))


def _must_live(activity: Activity) -> None:
    _must_stand(activity.programme)
    if activity.state == ActivityState.DROPPED:
        raise Refused("activity_dropped", _("Esa actividad se retiró del programa."))


def _parts_blocker(activity: Activity) -> Blocker | None:
    """What of article V a project leaves blank, with the door to it (R4-45): rows of before the seven parts were asked."""
    missing = missing_parts(vars(activity))
    if not missing:
        return None
    about = _("En “%(activity)s” faltan partes que pide el artículo V: %(names)s.") % {
        "activity": activity.title, "names": "; ".join(str(PartOfProject(part).label) for part in missing),
    }  # fmt: skip
    return Blocker(Lack.NO_PARTS.value, about, "programmes.activity", {"activity": activity.public_id})


class _Wrong:
    """Gathers what cannot be taken; `stop` raises it."""

    def __init__(self) -> None:
        self.errors: dict[str, list] = {}

    def add(self, field: str, sentence: Any) -> None:
        self.errors.setdefault(field, []).append(sentence)

    def past(self, act: Act, field: str, on: dt.date | None) -> None:
        if on is not None and on > act.on:
            self.add(field, _("La fecha no puede ser posterior al día de hoy."))

    def said(self, field: str, text: str, sentence: Any) -> str:
        text = normalise(text, lines=True)
        if not text:
            self.add(field, sentence)
        return text

    def stop(self) -> None:
        if self.errors:
            raise Invalid(self.errors)


def _reason(reason: str) -> str:
    wrong = _Wrong()
    reason = wrong.said("reason", reason, _("Escriba el motivo."))
    wrong.stop()
    return reason


def _record(act: Act, happened: Happened, about: Any, circle: Any, **data: Any) -> None:
    record(act, happened, chain=circle.public_id, about=about.public_id, **data)


def _told(act: Act, happened: Happened, activity: Activity, **data: Any) -> None:
    _record(act, happened, activity, activity.programme.circle, activity=activity.title, **data)


def _hidden(circle: Any) -> NotVisible:
    return NotVisible(circle.public_id)
