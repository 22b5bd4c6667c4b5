"""Putting a walk on: places, stage, the walk, and what it leaves."""

import json
from pathlib import Path
from typing import Any

import click

from hermanar.checks.gazetteer import Gazetteer
from hermanar.cli.seed import zones_of
from hermanar.directory.operations import PlaceData, load_places
from hermanar.partnerships.queries.folder import stream_folder
from hermanar.programmes.queries import as_calendar, list_duties
from hermanar.registry.queries.entries import entry_of, get_entry
from hermanar.registry.queries.papers import words_of_papers
from hermanar.registry.queries.received import told_of_received
from hermanar.registry.rules.pictures import as_json

from .alone import Alone
from .domestic import Domestic
from .international import International
from .lead import LeadFile
from .people import place_of
from .stage import Stage, WalkFailed


def load_needed_places(stage: Stage, gazetteer: Gazetteer, cities: tuple[str, ...]) -> None:
    """All municipalities and countries; of the world's places, those that bear one of the names."""
    municipalities = gazetteer.municipalities()
    found = {p.id: p for city in cities for p in gazetteer.find_places(city)}
    load_places(
        stage.act("operator"),
        gazetteer=PlaceData(
            states=[(s.key, s.usual, s.official, s.abbreviation) for s in gazetteer.states()],
            municipalities=((m.key, m.name, m.lat, m.lon) for m in municipalities),
            towns=gazetteer.every_town(),
            zones=zones_of(gazetteer, [m.key for m in municipalities]),
            countries=[(c.iso2, c.name_es, c.name_en) for c in gazetteer.countries()],
            places=[
                (p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.timezone) for p in found.values()
            ],
        ),
    )


def run_walk(which: str, lead: LeadFile, out: Path, gazetteer: Gazetteer) -> list[dict]:
    """Walk, write `walk.json`, `entry.json`, papers, calendar and folder. Returns the steps. Raises WalkFailed."""
    stage = Stage(out=out)
    walks: dict[str, Any] = {"international": International, "alone": Alone, "domestic": Domestic}
    walk = walks[which](stage, lead, gazetteer)
    stage.begin(walk.first_day)
    load_needed_places(stage, gazetteer, (lead.foreign_city,))
    if lead.country != "MX" and place_of(lead) is None:
        click.echo(
            f"{lead.there} ({lead.country}) is not in the catalogue of places (500 inhabitants or more): is it spelt right? "
            "The walk goes on with it as it is written.",
            err=True,
        )
    try:
        walk.run()
        leave(stage, walk)
    finally:
        stage.finish()
    return stage.steps


def leave(stage: Stage, walk) -> None:
    """The public entry as JSON, as anyone reads it on the portal; the folder of the case as ZIP; the clock as
    calendar files."""
    public_id = entry_of(walk.partnership.public_id)
    if public_id is None:
        raise WalkFailed("The relation was not published.")
    page = get_entry(public_id, on=stage.today)
    entry = {
        "public_id": page.public_id,
        "folio": page.folio,
        "shelf": page.shelf,
        "revision": page.revision,
        "validity": page.validity,
        "entry": as_json(page.picture),
    }
    if stage.out is not None:
        (stage.out / "entry.json").write_text(json.dumps(entry, ensure_ascii=False, indent=1), encoding="utf-8")
    actor = stage.actor("liaison")
    told = told_of_received(walk.partnership)
    folder = b"".join(stream_folder(actor, walk.partnership, stage.today, told=told, words=words_of_papers))
    stage.log("case.folder", "liaison", "done", files=[stage.write("papers", "expediente.zip", folder)])
    duties = list_duties(actor, walk.partnership)
    for language in ("es", "en"):
        calendar = as_calendar(duties, name=walk.partnership.folio, stamp=stage.clock, language=language, exercise=True)
        name = stage.write("papers", f"plazos-{language}.ics", calendar)
        stage.log(f"clock.calendar.{language}", "liaison", "done", files=[name])
