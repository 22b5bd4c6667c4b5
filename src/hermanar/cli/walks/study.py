"""The study of a walk: what the lead says of the pair, and samples where it says nothing."""

from collections.abc import Sequence
from typing import Any

from hermanar.directory.queries import actor_for
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.registry.queries.own import told_of_pair

from .lead import LeadFile

_SAMPLES = {
    "earlier_relations": "No hay relación anterior documentada con esta contraparte.",
    "our_profile": "Municipio con comunidades de tradición migrante (dato de muestra).",
    "plan_alignment": "Atiende las prioridades de cultura, educación y economía del Plan Municipal de Desarrollo.",
    "resources": "Trabajo del área de enlace; sin gasto extraordinario en el primer año.",
    "conclusion_reasons": "Hay lazos probados, contraparte con oficina responsable y proyectos definidos.",
    "shared_problems": "Los jóvenes pierden el vínculo con sus raíces\nLas artesanías tienen pocos mercados",
    "risks": "Cambio de administración: se atiende con el Comité\nDistancia: se atiende con reuniones virtuales",
}


def study_of(lead: LeadFile, *, proposed_by: str, earlier: Sequence[str] = ()) -> dict[str, str]:
    """Every section of the study, in Spanish. `earlier`: what the book tells of the pair."""
    is_domestic = lead.country == "MX"
    nature = "Municipio mexicano." if is_domestic else "Órgano gubernamental extranjero: gobierno de una ciudad."
    benefits = [idea["title"] for idea in lead.ideas if idea.get("title")] or [lead.objectives.get("es", "")]
    return (
        _SAMPLES
        | ({"earlier_relations": f"Consta: {'; '.join(earlier)}."} if earlier else {})
        | {
            "origin": f"La propone {proposed_by}.",
            "their_profile": lead.foreign_description or f"{lead.there}. Dato de muestra.",
            "counterpart_nature": nature,
            "community_ties": lead.diaspora
            or f"Habitantes del municipio y de {lead.city} mantienen trato (dato de muestra).",
            "strengths": f"Oficina responsable en {lead.city}\nOficio artesanal y cultura de nuestro municipio",
            "expected_benefits": "\n".join(filter(None, benefits)) or "Un primer proyecto común",
        }
    )


def told_of(stage: Any, lead: LeadFile) -> list[str]:
    """What the book tells of the pair, as the case page says it."""
    user, appointment = stage.people["liaison"]
    actor = actor_for(user, appointment, stage.clock.date())
    told = []
    for row in told_of_pair(actor, our_key=lead.municipality_key, name=lead.foreign_city, country=lead.country):
        day = date_in_words(row.on, "es", Precision(row.precision or "day")) if row.on else ""
        told.append(f"{row.title} ({', '.join(filter(None, [row.folio, day]))})")
    return told
