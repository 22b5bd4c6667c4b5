"""What Oaxaca de Juárez’s plan does besides counting, and a week that is open now, for the demonstration.

Facts are those of the domain notes (issue of sessions, plan and reports): the kinds of record, the self-evaluation of
26 May 2025, a programme for which six units delivered. Everything else is a sample and says so.
"""

import datetime as dt
from typing import Any

from hermanar.plans import operations as plans
from hermanar.plans.queries import find_plan, get_activity, list_units

from .walks.stage import Stage

EXAMPLE = "Ejemplo de la demostración"
D = dt.date


def follow_up(stage: Stage, house: Any) -> None:
    """Records of every kind, heads of units, an open week with what is asked in it, and two alliances."""
    plan = find_plan(house, 2025)
    if plan is None or "liaison" not in stage.people or plan.records.exists():
        return
    units = [u for u in list_units(house) if not u.is_international]
    _records(stage, plan, units)
    _heads(stage, house, units)
    _week(stage, house, units)
    for partner, kind, areas, on in (
        ("Municipio de muestra A", "municipality", ["security", "services"], D(2026, 1, 12)),
        ("Universidad de muestra B", "school", ["education", "culture"], D(2026, 1, 14)),
    ):
        plans.put_alliance(
            stage.act("liaison"), organisation=house, partner=partner, partner_kind=kind, areas=areas, agreed_on=on,
            objective=EXAMPLE, document="Minuta de trabajo",
        )  # fmt: skip
    plans.put_strategy(
        stage.act("liaison"), organisation=house, name="Diplomacia local", valid_from=D(2025, 1, 1),
        valid_until=D(2027, 12, 31), source="Segundo informe trimestral 2025, componente 6",
        activities=[get_activity(plan, "6.1"), get_activity(plan, "6.2")],
    )  # fmt: skip


def _records(stage: Stage, plan: Any, units: list[Any]) -> None:
    def opened(code: str, kind: str, title: str, on: dt.date, **more: Any) -> Any:
        return plans.open_record(
            stage.act("liaison"), plan=plan, kind=kind, title=title, activity=get_activity(plan, code), on=on, **more
        )

    def moved(row: Any, *steps: tuple[str, dt.date, str, dict]) -> None:
        for to, on, text, fields in steps:
            plans.move_record(stage.act("liaison"), row=row, to=to, on=on, text=text, fields=fields)

    policy = opened("4.1", "implementation", "Plan de Implementación de Políticas 2025", D(2025, 4, 1))
    span = {"since": D(2025, 4, 1), "until": D(2025, 12, 31)}
    moved(policy, ("in_force", D(2025, 4, 7), "", {**span, "policies": f"{EXAMPLE}: atención vecinal; imagen urbana"}))
    plans.ask_units(
        stage.act("liaison"), row=policy, units=units[:3], what="Reporte trimestral de avance", due_on=D(2026, 2, 6)
    )
    survey = opened(
        "4.2", "study", "Encuesta de percepción", D(2025, 4, 21), fields={"method": "survey"}, responsible=EXAMPLE
    )
    moved(survey, ("collecting", D(2025, 5, 5), "", {}))
    plans.take_results(
        stage.act("liaison"), row=survey, header=("Pregunta", "Respuesta", "Conteo"),
        rows=[
            ("¿Qué le pide primero a su municipio?", "Limpieza", "58"),
            ("¿Qué le pide primero a su municipio?", "Seguridad", "41"),
            ("¿Qué le pide primero a su municipio?", "Alumbrado", "21"),
        ],
    )  # fmt: skip
    moved(
        survey,
        ("reported", D(2025, 5, 20), "", {"source": EXAMPLE, "sample": 120, "finding": "La limpieza es lo que más se pide."}),
    )  # fmt: skip
    opened(
        "4.2", "study", "Monitoreo de medios del trimestre", D(2025, 4, 21), fields={"method": "media"}, due_on=D(2026, 2, 27)
    )  # fmt: skip
    proposal = opened("4.3", "proposal", "Ajustar los horarios de recolección", D(2025, 5, 22))
    sure = {"technical": "yes", "technical_why": EXAMPLE, "budget": "conditional", "budget_why": "Con ahorros del año"}
    moved(proposal, ("presented", D(2025, 6, 2), "", sure))
    shown = opened(
        "4.3", "dissemination", "Presentación de resultados a las áreas", D(2025, 6, 2),
        fields={"audience": "Titulares de las áreas", "act": "Presentación ejecutiva"},
    )  # fmt: skip
    moved(shown, ("held", D(2025, 6, 9), "", {"attendance": 24, "place": "Palacio Municipal"}))
    cycle = opened("5.1", "cycle", "Atención vecinal, ciclo 2025", D(2025, 4, 1), fields=span)
    moved(
        cycle,
        ("monitored", D(2025, 5, 30), "Se revisaron los reportes de tres áreas.", {}),
        ("evaluated", D(2025, 6, 20), "Dos de tres metas van en su tiempo.", {}),
    )
    advice = opened(
        "5.2", "recommendation", "Registrar la fecha de cada reporte", D(2025, 6, 20), fields={"origin": EXAMPLE}
    )
    moved(advice, ("accepted", D(2025, 6, 27), "La asume la Jefatura de la Oficina.", {}))
    own = opened(
        "5.3", "self_evaluation", "Autoevaluación del primer cuatrimestre", D(2025, 5, 5),
        fields={"since": D(2025, 1, 1), "until": D(2025, 4, 30)},
    )  # fmt: skip
    moved(own, ("delivered", D(2025, 5, 26), "", {"finding": "Reporte de autoevaluación del 26 de mayo de 2025."}))
    rain = opened("3.2", "request", "Programa Lluvia Segura", D(2025, 6, 2), fields={"programme": "Lluvia Segura"})
    plans.ask_units(
        stage.act("liaison"), row=rain, units=units[:8], what="Información de Lluvia Segura", due_on=D(2025, 6, 13)
    )
    for ask in rain.asks.select_related("record__plan__circle", "unit__organisation__home", "unit__parent")[:6]:
        plans.deliver_ask(stage.act("liaison"), ask=ask, text=EXAMPLE, delivered_on=D(2025, 6, 12))


def _heads(stage: Stage, house: Any, units: list[Any]) -> None:
    for number, unit in enumerate(units[:12], start=40):
        plans.name_head(
            stage.act("liaison"),
            unit=unit,
            holder=f"Persona de Muestra {number}",
            post="Titular",
            from_on=D(2025, 1, 1),
        )
    away = next((u for u in list_units(house) if u.is_international), None)
    if away is not None:
        plans.name_head(
            stage.act("liaison"), unit=away, holder="Persona de Muestra 60", post="Coordinación", from_on=D(2025, 1, 1)
        )
        plans.end_head(stage.act("liaison"), unit=away, until_on=D(2025, 6, 15))


def _week(stage: Stage, house: Any, units: list[Any]) -> None:
    """The week after today's is open: some units handed in, the others still may."""
    on = stage.today
    week = plans.open_week(
        stage.act("liaison"), organisation=house, starts_on=on + dt.timedelta(days=7 - on.weekday()),
        units=[(u, "held" if n < 12 else "unstated") for n, u in enumerate(units[:16])],
        deliverables={"redes": "Resumen de redes sociales"}, source=EXAMPLE,
    )  # fmt: skip
    for expected in week.expected.select_related(
        "unit__organisation__home", "unit__parent", "week__organisation__home"
    )[:9]:
        plans.hand_in(
            stage.act("liaison"),
            expected=expected,
            text="Martes: recorrido en la colonia. Jueves: reunión de seguimiento.",
        )
