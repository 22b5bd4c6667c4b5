"""The second quarter of 2025 of Oaxaca de Juárez, as demonstration data: brought in by the door any quarter uses.

Its figures are facts of the domain notes (issue of sessions, plan and reports, section 5). Who holds a post is a sample
person; the house is an exercise, and sits as the counterpart in the exercise of Los Cabos, whose whole timeline it so
shares (domain notes, 8.1): nobody puts a letter down twice.
"""

import datetime as dt
import json
from importlib.resources import files
from typing import Any

from hermanar.directory import operations as directory
from hermanar.directory.enums import Part
from hermanar.directory.queries import get_municipality, get_organisation, organisations_at
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.errors import NotVisible
from hermanar.reports.operations import import_quarter, write_narrative
from hermanar.reports.queries import find_period, relation_with

from .walks.stage import Stage

OAXACA, LOS_CABOS = "20067", "ejercicio-03008"
SINCE = dt.date(2025, 1, 1)


def quarter_data(name: str = "oaxaca_de_juarez_2025_2") -> dict[str, Any]:
    """The file of a quarter that ships with the program."""
    found: dict[str, Any] = json.loads(
        files("hermanar.reports").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    )
    return found


def load_quarter() -> bool:
    """Bring the quarter in, once. Returns whether it was new."""
    municipality = get_municipality(OAXACA)
    if municipality is None:
        return False
    known = organisations_at(municipality, exercise=True)[0]
    if known is not None and find_period(known, 2025, 2) is not None:
        return False
    stage = Stage()
    stage.on(dt.date(2026, 1, 20))
    house = known or _house(stage, municipality)
    _seat_beside_los_cabos(stage, house)
    act = Act(actor=Actor.operator(), at=stage.act("operator").at, channel=Channel.CLI)
    done = import_quarter(act, organisation=house, data=quarter_data())
    if "liaison" in stage.people:
        write_narrative(
            stage.act("liaison"), period=done.period, code="3.1",
            text="El gabinete sesionó 13 lunes, del 7 de abril al 30 de junio de 2025, en el Palacio Municipal. Consta en las minutas 1 a 13.",
        )  # fmt: skip
    return True


def _house(stage: Stage, municipality: Any) -> Any:
    house = stage.organisation(
        "municipality", slug=f"ejercicio-{OAXACA}", kind="municipality", municipality=municipality, code="ODJ",
        name="Municipio de Oaxaca de Juárez", name_en="Municipality of Oaxaca de Juárez",
    )  # fmt: skip
    directory.record_administration(
        stage.act("operator"), organisation=house, starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2027, 12, 31),
        number="", slogan="", source="Segundo informe trimestral 2025 de la Oficina de la Presidencia de Oaxaca de Juárez",
    )  # fmt: skip
    stage.person(
        "liaison", "municipality", "liaison", "Jefatura de la Oficina de la Presidencia", "Head of the Mayor’s Office",
        91, SINCE,
    )  # fmt: skip
    stage.person("mayor", "municipality", "mayor", "Presidencia Municipal", "Mayor", 92, SINCE)
    return house


def _seat_beside_los_cabos(stage: Stage, house: Any) -> None:
    """The counterpart's place in the relation that Los Cabos opened, where that exercise is there."""
    try:
        los_cabos = get_organisation(Actor.operator(), LOS_CABOS)
    except NotVisible:
        return
    relation = relation_with(los_cabos, OAXACA, "", "MX")
    if relation is None or relation.circle.seats.filter(organisation=house, part=Part.COUNTERPART).exists():
        return
    directory.give_seat(
        stage.act("operator"), circle=relation.circle, organisation=house, part=Part.COUNTERPART, from_on=stage.today
    )
