"""What the acts of bodies share."""

import datetime as dt
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.directory.queries import HolderPicture
from hermanar.kernel.errors import Blocked, Refused
from hermanar.kernel.verdicts import Blocker

from ..enums import NO_VOTE
from ..models import Body, Point, Resolution, Session
from ..queries import chair_of, secretary_of


def _refuse(code: str, sentence: Any) -> NoReturn:
    raise Refused(code, sentence)


def _must_know(session: Session, on: dt.date) -> tuple[HolderPicture, HolderPicture]:
    """Who headed the session and who attests to it on a day. Raises Blocked: a paper names nobody in their place."""
    chair, secretary, missing = chair_of(session), secretary_of(session.body, on), []
    if chair is None:
        missing.append(
            Blocker(
                "chair_unknown",
                _("No consta quién encabezó la sesión: diga su cargo en la asistencia, y que conste quién lo ocupaba."),
                "meetings.session", {"session": session.public_id},
            )
        )  # fmt: skip
    if secretary is None:
        missing.append(
            Blocker(
                "secretary_unknown", _("No consta quién ocupa la secretaría del órgano: intégrela a él."),
                "meetings.body", {"body": session.body.public_id},
            )
        )  # fmt: skip
    if chair is None or secretary is None:
        raise Blocked(missing)
    return chair, secretary


def _chain_of(point: Point) -> str:
    """The journal where a point is told: its relation's, else its body's."""
    return (point.partnership or point.session.body).circle.public_id


def _proof_of(resolution: Resolution) -> str:
    """The act as a proof line says it: with what it lacks, where nobody put down how many voted."""
    return _cited(resolution) + (f" · {in_spanish(NO_VOTE)}" if resolution.has_no_vote else "")


def _cited(resolution: Resolution) -> str:
    """The act by its numbers and its body."""
    session = resolution.point.session
    act_number = session.act_number or session.number
    return " · ".join(
        part
        for part in (
            f"Acta {act_number}" if act_number else "Acta sin número",
            f"acuerdo {resolution.number}" if resolution.number else "",
            str(session.body),
        )
        if part
    )


def _called_in_both(body: Body) -> dict[str, str]:
    """Its name in the language of whoever reads the notice."""
    return {"es": body.name, "en": body.name_en or body.name}
