"""Putting a walk on: places, stage, the walk, and what it leaves."""

import json
from pathlib import Path

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.operations import PlaceData, load_places

from .lead import LeadFile
from .stage import Stage


def load_needed_places(stage: Stage, gazetteer: Gazetteer, cities: tuple[str, ...]) -> None:
    """All municipalities and countries; of the world's places, those that bear one of the names."""
    from hermanar.cli.seed import _zones

    municipalities = gazetteer.municipalities()
    found = {p.id: p for city in cities for p in gazetteer.find_places(city)}
    load_places(
        stage.act("operator"),
        gazetteer=PlaceData(
            states=[(s.key, s.usual, s.official, s.abbreviation) for s in gazetteer.states()],
            municipalities=((m.key, m.name, m.lat, m.lon) for m in municipalities),
            towns=gazetteer.every_town(),
            zones=_zones(gazetteer, [m.key for m in municipalities]),
            countries=[(c.iso2, c.name_es, c.name_en) for c in gazetteer.countries()],
            places=[
                (p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.timezone) for p in found.values()
            ],
        ),
    )


def run_walk(which: str, lead: LeadFile, out: Path, gazetteer: Gazetteer) -> list[dict]:
    """Walk, write `walk.json`, `entry.json`, papers, calendar and folder. Returns the steps. Raises WalkFailed."""
    stage = Stage(out=out)
    load_needed_places(stage, gazetteer, (lead.foreign_city,))
    try:
        if which == "international":
            from .international import International

            walk = International(stage, lead, gazetteer)
        elif which == "alone":
            from .alone import Alone

            walk = Alone(stage, lead, gazetteer)
        else:
            from .domestic import Domestic

            walk = Domestic(stage, lead, gazetteer)
        walk.run()
        leave(stage, walk)
    finally:
        stage.finish()
    return stage.steps


def leave(stage: Stage, walk) -> None:
    """The public entry as JSON, the calendar and the folder."""
    from hermanar.registry.queries import entry_json

    entry = entry_json(walk.partnership.public_id)
    if stage.out is not None and entry is not None:
        (stage.out / "entry.json").write_text(json.dumps(entry, ensure_ascii=False, indent=1), encoding="utf-8")
