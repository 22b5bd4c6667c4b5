"""What the acts of bodies share."""

from typing import Any, NoReturn

from hermanar.kernel.errors import Refused

from ..models import Point, Resolution


def _refuse(code: str, sentence: Any) -> NoReturn:
    raise Refused(code, sentence)


def _chain_of(point: Point) -> str:
    """The journal where a point is told: its relation's, else its body's."""
    return (point.partnership or point.session.body).circle.public_id


def _proof_of(resolution: Resolution) -> str:
    """The act as a proof line says it."""
    session = resolution.point.session
    act_number = session.act_number or session.number
    return " · ".join(
        part
        for part in (
            f"Acta {act_number}",
            f"acuerdo {resolution.number}" if resolution.number else "",
            str(session.body),
        )
        if part
    )
