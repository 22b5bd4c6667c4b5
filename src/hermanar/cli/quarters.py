"""The second quarter of 2025 of Oaxaca de Juárez, as demonstration data: brought in by the door any quarter uses.

Its figures are facts of the domain notes (issue of sessions, plan and reports, section 5). Who holds a post is a sample
person; the house is an exercise, and sits as the counterpart in the exercise of Los Cabos, whose whole timeline it so
shares (domain notes, 8.1): nobody puts a letter down twice.
"""

import datetime as dt
import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory import operations as directory
from hermanar.directory.enums import Part
from hermanar.directory.queries import get_municipality, get_organisation, organisations_at
from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim, Consent, Kind
from hermanar.evidence.queries import list_evidence
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.errors import NotVisible
from hermanar.plans import operations as plans
from hermanar.reports import operations as reports
from hermanar.reports.enums import AnnexKind
from hermanar.reports.queries import find_period, relation_with

from .follow_up_demo import follow_up
from .walks.cabinet import drawing, sample_paper
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
    done = reports.import_quarter(act, organisation=house, data=quarter_data())
    if "liaison" in stage.people:
        reports.write_narrative(
            stage.act("liaison"), period=done.period, code="3.1",
            text="El gabinete sesionó 13 lunes, del 7 de abril al 30 de junio de 2025, en el Palacio Municipal. Consta en las minutas 1 a 13.",
        )  # fmt: skip
        _shown(stage, house, done.period)
        follow_up(stage, house)
    return True


def _shown(stage: Stage, house: Any, period: Any) -> None:
    """Drawings in the place of photographs under the sessions: two of the quarter, one of another; and an organisation
    chart beside the report. All of it of sample."""
    act = stage.act("liaison")

    def photo(at: int, caption: str, **more: Any) -> Any:
        upload = SimpleUploadedFile(f"oaxaca-{at}.jpg", drawing(at), "image/jpeg")
        told = {
            "kind": Kind.PHOTO, "place": "Palacio Municipal", "author": "Comunicación Social (muestra)",
            "caption_es": caption, "alt_es": f"{caption} (dibujo de muestra)", "consent": Consent.NONE_SHOWN,
        }  # fmt: skip
        row = evidence.add_evidence(act, circle=house.home, upload=upload, **(told | more))
        return evidence.accept_evidence(act, evidence=row)

    pieces = [
        photo(1, "Sesión 2 del gabinete", on=dt.date(2025, 4, 14)),
        photo(2, "Sesión 6 del gabinete", on=dt.date(2025, 5, 12)),
        photo(3, "Sesión de agosto", on=dt.date(2025, 8, 4)),
    ]
    reports.pick_evidence(act, period=period, code="3.1", pieces=pieces, claim=Claim.HELD)
    paper = sample_paper(
        "Organigrama de muestra", ["9 secretarías", "6 entidades", "9 órganos auxiliares"], stage.today
    )
    chart = store_upload(
        act,
        circle=house.home,
        upload=SimpleUploadedFile("organigrama.pdf", paper, "application/pdf"),
        expect=Expect.PDF,
    )
    reports.add_annex(act, period=period, kind=AnnexKind.CHART, title="Organigrama de 24 áreas", attachment=chart)


def tell_activities(stage: Stage) -> None:
    """Two actions of the demonstration municipality: one whole, with its photograph; one that lacks what it must say."""
    act, house = stage.act("liaison"), stage.organisations["municipality"]
    programme = "Programa Municipal de Ciudades Hermanas"
    walk = reports.ActionSpec(
        programme=programme, name="Recorrido de artesanas por el mercado", on=dt.date(2022, 8, 12),
        place="Mercado municipal", objective="Intercambiar experiencias de promoción de la artesanía local.",
        told="Tres talleres del municipio mostraron su trabajo a quienes lo visitan.", measure="talleres",
        planned=Decimal(4), achieved=Decimal(3), rule="Reglas de muestra del programa, numeral 3: intercambio de experiencias",
    )  # fmt: skip
    action = reports.put_action(act, organisation=house, spec=walk)
    market = list_evidence(act.actor, house.home, state="accepted", kind=Kind.PHOTO, limit=1).shown
    if market:
        reports.show_in_action(act, action=action, pieces=[market[0].row])
    bare = reports.ActionSpec(
        programme=programme, name="Plática en la biblioteca", on=dt.date(2022, 7, 1), precision="month"
    )
    reports.put_action(act, organisation=house, spec=bare)


def close_a_quarter(stage: Stage) -> None:
    """A quarter of the demonstration municipality, prepared, authorised and public; and what came after it closed, which
    the report of the next quarter tells."""
    house, today = stage.organisations["municipality"], stage.today
    stage.on(dt.date(2022, 8, 15))
    act = stage.act("liaison")
    plan = plans.open_plan(act, organisation=house, year=2022, source="Programa operativo anual de muestra")
    component = plans.put_component(act, plan=plan, code="1", name="Vinculación con otras ciudades")
    activity = plans.put_activity(act, component=component, code="1.1", name="Talleres de intercambio")
    goal = plans.put_goal(
        act, activity=activity,
        goal=plans.GoalSpec("1.1.1", "talleres", Decimal(8), (Decimal(2),) * 4, verification="Listas de asistencia"),
    )  # fmt: skip
    plans.achieve(
        act, goal=goal, on=dt.date(2022, 5, 20), quantity=Decimal(1), reference="Lista del 20 de mayo (muestra)"
    )
    period = reports.open_period(stage.act("liaison"), organisation=house, year=2022, quarter=2)
    reports.set_cover(stage.act("liaison"), period=period, unit="Dirección de Enlace Internacional")
    reports.prepare_period(stage.act("liaison"), period=period)
    period = reports.authorise_period(stage.act("mayor"), period=period)
    reports.publish_period(stage.act("mayor"), period=period)
    stage.on(dt.date(2022, 8, 22))
    act = stage.act("liaison")
    plans.achieve(
        act, goal=goal, on=dt.date(2022, 6, 17), quantity=Decimal(1), reference="Lista del 17 de junio (muestra)",
        late_reason="El área entregó la lista después de que se autorizó el informe.",
    )  # fmt: skip
    plans.put_alliance(
        act, organisation=house, partner="Universidad de Muestra", partner_kind="school", areas=["education", "culture"],
        agreed_on=dt.date(2022, 6, 24), objective="Prácticas de estudiantes en los talleres.",
    )  # fmt: skip
    reports.open_period(act, organisation=house, year=2022, quarter=3)
    stage.on(today)


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
