"""The demonstration's candidates: one kept, one left out with its reason, data and opinions with their sources.

Nothing is said of a real city but what the book and the list of places say; what is invented is marked as a sample.
"""

import datetime as dt
from typing import Any

from hermanar.candidates import operations as candidates
from hermanar.candidates.queries import rank_page
from hermanar.partnerships.queries import list_leads

from .stage import Stage

SAMPLE = "Dato de muestra del ejercicio"


def choose(stage: Stage) -> None:
    """Keep the first city that neighbors know, with what a liaison would put down of it; leave the last one out; the
    consulate opines on the lead."""
    owner = stage.organisations["municipality"]
    actor = stage.actor("liaison")
    known = rank_page(actor, owner, stage.today, country="US", ground="neighbours", limit=50).sheets
    if not known:
        return
    kept, left = known[0], known[-1]
    stage.clock += dt.timedelta(minutes=5)
    candidates.shortlist_city(
        stage.act("liaison"), owner=owner, city=kept.id,
        reason="La propone el Comité: un municipio cercano ya tiene relación con ella. (Razón de muestra)",
    )  # fmt: skip
    facts: tuple[dict[str, Any], ...] = (
        {"kind": "practice", "area": "culture"},
        {"kind": "offer", "area": "economy"},
        {"kind": "seek", "area": "culture"},
        {"kind": "committee"},
    )
    for fact in facts:
        candidates.record_datum(stage.act("liaison"), owner=owner, city=kept.id, source=SAMPLE, **fact)
    candidates.record_opinion(
        stage.act("liaison"), owner=owner, city=kept.id, consulate="Consulado de muestra", sense="reserved",
        text="Conviene esperar a que termine su proceso electoral. (Opinión de muestra)", dated_on=stage.today,
    )  # fmt: skip
    if left.id != kept.id:
        candidates.discard_city(
            stage.act("liaison"), owner=owner, city=left.id,
            reason="Queda para otra administración: hoy no hay quien la atienda. (Razón de muestra)",
        )  # fmt: skip
    lead = next((x for x in reversed(list_leads(stage.actor("consul"))) if x.place_id), None)
    if lead is not None:
        candidates.give_opinion(
            stage.act("consul"), lead=lead, sense="favourable", text="Sus autoridades y la comunidad lo piden."
        )
