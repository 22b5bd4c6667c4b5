"""A state at work: its instrument with the ministry, advice asked and answered, a diagnosis, proposals upward. Invented."""

import datetime as dt
from typing import Any

from hermanar.coordination import operations as coordination
from hermanar.coordination.queries import municipalities_of
from hermanar.partnerships import operations as partnerships

from .stage import Stage

_BEGINS = dt.date(2022, 8, 3)
# subject, question, of whom, topic, days to the answer, answer, rating
_ADVICE = (
    ("Quién firma la carta si la Presidencia está de licencia",
     "La Presidencia pidió licencia. ¿Puede firmar la carta quien la suple?", "state", "letter", 2,
     "Puede firmarla quien ocupe el cargo ese día; asiente su nombramiento y la fecha desde la que lo ocupa.", 5),
    ("Cuántos integrantes necesita el Comité",
     "¿Hay un mínimo de personas para instalar el Comité?", "state", "committee", 5,
     "El número lo dice el reglamento de cada Comité. Adjunte el suyo al acta de instalación.", 4),
    ("Redacción del artículo sobre personal comisionado",
     "¿Basta decir que el personal depende de quien lo envía?", "ministry", "text", 14,
     "Sí; conviene decirlo igual en los dos idiomas y agregar quién cubre el seguro.", 4),
    ("Si un programa anual puede cambiarse a mitad de año",
     "La contraparte pide mover un proyecto al segundo semestre.", "state", "programme", None, "", None),
)  # fmt: skip


def busy_state(whole: Stage) -> None:
    """What its desk shows in August 2022. Beside the walk, on its own days."""
    stage = Stage(people=whole.people, organisations=whole.organisations)
    stage.on(_BEGINS)
    state = stage.organisations["state"]
    coordination.record_instrument(
        stage.act("state"), organisation=state, title="Instrumento de colaboración en materia de hermanamientos (muestra)",
        signed_on=dt.date(2021, 11, 18), valid_until=dt.date(2023, 9, 25),
        ministry_post="Dirección General de Coordinación Política", state_post="Secretaría de Gobierno del Estado",
        office="Enlace Estatal",
    )  # fmt: skip
    _questions(stage)
    _diagnosis(stage)
    _proposals(stage)
    partnerships.designate_state_office(
        stage.act("state"), organisation=state, office=state.offices.filter(role="state_liaison").first(),
        designated_on=dt.date(2021, 11, 22), designated_by="Secretaría de Gobierno del Estado", folio="SG/118/2021",
        valid_until=dt.date(2024, 9, 25),
    )  # fmt: skip
    partnerships.record_state_activity(
        stage.act("state"), organisation=state, kind="training", on=dt.date(2022, 7, 14), attendees=31,
        subject="Taller: cómo se lee un acuerdo antes de firmarlo",
    )  # fmt: skip
    visits = (
        "Visita de inducción al programa",
        "Revisión de papeles de una relación anterior",
        "Orientación al enlace",
    )
    for municipality, subject in zip(municipalities_of(state)[12:], visits, strict=False):
        partnerships.record_state_activity(
            stage.act("state"), organisation=state, kind="advice", on=dt.date(2021, 3, 10), subject=subject,
            municipality=municipality,
        )  # fmt: skip


def _questions(stage: Stage) -> None:
    town = stage.organisations["municipality"]
    asked = [
        coordination.ask_advice(
            stage.act("liaison"), organisation=town, of=stage.organisations[of], topic=topic, subject=subject,
            question=question,
        )
        for subject, question, of, topic, _days, _answer, _rating in _ADVICE
    ]  # fmt: skip
    answered = sorted(zip(_ADVICE, asked, strict=True), key=lambda pair: pair[0][4] or 99)
    for (_subject, _question, of, _topic, days, answer, rating), row in answered:
        if days is None:
            continue
        stage.on(_BEGINS + dt.timedelta(days))
        row = coordination.answer_advice(stage.act("state" if of == "state" else "adviser"), advice=row, answer=answer)
        coordination.rate_advice(stage.act("liaison"), advice=row, rating=rating or 3)


def _diagnosis(stage: Stage) -> None:
    """Sent to ten municipalities: one answers here, four on paper, one declines, the others not yet."""
    state, town = stage.organisations["state"], stage.organisations["municipality"]
    campaign = coordination.draft_campaign(
        stage.act("state"), organisation=state, purpose="diagnosis", title="Diagnóstico de relaciones 2022",
        text="Le pedimos contar las relaciones de su municipio con otras ciudades y decir qué papeles conserva. "
        "Conteste lo que sepa: ninguna pregunta es obligatoria.",
    )  # fmt: skip
    chosen = [m for m in municipalities_of(state) if m.pk != town.municipality_id][:9]
    coordination.send_campaign(
        stage.act("state"), campaign=campaign, municipalities=[town.municipality, *chosen],
        due_on=stage.today + dt.timedelta(days=20),
    )  # fmt: skip
    stage.on(stage.today + dt.timedelta(days=3))
    invited = {i.municipality_id: i for i in campaign.invited.all()}
    coordination.answer_campaign(
        stage.act("liaison"), invited=invited[town.municipality_id], response="accepted",
        answers={"has_relations": "yes", "how_many": 1, "papers": "all", "registered": "all", "active": 1,
                 "liaison": "yes", "committee": "yes", "needs": "Un modelo de programa anual."},
    )  # fmt: skip
    told: tuple[dict[str, Any], ...] = (
        {
            "has_relations": "yes",
            "how_many": 2,
            "papers": "some",
            "registered": "unknown",
            "active": 0,
            "committee": "no",
        },
        {"has_relations": "no", "liaison": "no", "committee": "no", "needs": "Saber por dónde empezar."},
        {"has_relations": "yes", "how_many": 1, "papers": "none", "registered": "none", "active": 0},
        {"has_relations": "yes", "how_many": 3, "papers": "some", "registered": "some", "active": 1, "liaison": "yes"},
    )
    for municipality, answers in zip(chosen, told, strict=False):
        coordination.record_campaign_answer(
            stage.act("state"), invited=invited[municipality.pk], response="accepted", on=stage.today, answers=answers,
        )  # fmt: skip
    coordination.record_campaign_answer(
        stage.act("state"), invited=invited[chosen[4].pk], response="declined", on=stage.today,
        note="No tiene relaciones ni las busca por ahora.",
    )  # fmt: skip


def _proposals(stage: Stage) -> None:
    town, state = stage.organisations["municipality"], stage.organisations["state"]
    first = coordination.send_proposal(
        stage.act("liaison"), organisation=town, kind="agreement", title="Reconocimiento de estudios de quienes regresan",
        text="Que lo que se negocie en educación permita inscribirse sin repetir grados a quien vuelve del exterior.",
        country="US", benefits="Familias que regresan al municipio",
    )  # fmt: skip
    coordination.reply_proposal(
        stage.act("adviser"), proposal=first, state="considered",
        reply="Se turnó al área que lleva la cooperación educativa. Se le avisará del resultado.",
    )  # fmt: skip
    coordination.send_proposal(
        stage.act("state"), organisation=state, kind="project", title="Ruta de museos comunitarios con ciudades hermanas",
        text="Varios municipios del estado tienen museos comunitarios y ciudad hermana: conviene un proyecto común.",
        benefits="Seis municipios",
    )  # fmt: skip
