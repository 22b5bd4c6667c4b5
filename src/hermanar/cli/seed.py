"""Filling the database: places of the world, and the demonstration where its module is there."""

import datetime as dt
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import click

from .runtime import start_django

LATER = {
    "ready": "Everything that `hermanar demo` needs before it starts.",
    "demo": "Load the demonstration.",
    "personas": "Say how each persona of the demonstration enters.",
}
_ALWAYS = dt.date(1900, 1, 1)  # of a zone whose beginning the source does not say


class _Seed(click.Group):
    """`ready`, `demo` and `personas` live in `seed_demo`, loaded when one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        there = list(LATER) if find_spec("hermanar.cli.seed_demo") else []
        return [*super().list_commands(ctx), *there]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in LATER and name in self.list_commands(ctx):
            command = getattr(import_module("hermanar.cli.seed_demo"), name)
            assert isinstance(command, click.Command)
            return command
        return super().get_command(ctx, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lines = {**{n: c.get_short_help_str() for n, c in self.commands.items()}, **LATER}
        with formatter.section("Commands"):
            formatter.write_dl([(n, lines[n]) for n in self.list_commands(ctx)])


@click.group(cls=_Seed)
def seed() -> None:
    """Load places, or the demonstration."""


@seed.command()
@click.option("--again", is_flag=True, help="Also where they are loaded already.")
def places(again: bool) -> None:
    """Load states, municipalities, towns, time zones, countries and places of the world from the built gazetteer."""
    start_django()
    from hermanar.checks.gazetteer import Gazetteer
    from hermanar.directory.operations import PlaceData, load_places
    from hermanar.directory.queries import count_places
    from hermanar.kernel.acts import Act, Actor, Channel

    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as missing:
        raise click.ClickException(str(missing)) from missing
    with gazetteer:
        municipalities = gazetteer.municipalities()
        if not again and _is_loaded(count_places(), len(municipalities), gazetteer.meta()):
            click.echo("Places are loaded already.")
            return
        act = Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI)
        began = time.monotonic()
        done = load_places(
            act,
            gazetteer=PlaceData(
                states=[(s.key, s.usual, s.official, s.abbreviation) for s in gazetteer.states()],
                municipalities=((m.key, m.name, m.lat, m.lon) for m in municipalities),
                towns=gazetteer.every_town(),
                zones=zones_of(gazetteer, [m.key for m in municipalities]),
                countries=[(c.iso2, c.name_es, c.name_en) for c in gazetteer.countries()],
                places=(
                    (p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.timezone)
                    for p in gazetteer.every_place()
                ),
            ),
        )
    told = ", ".join(f"{number:,} {name}" for name, number in done.items())
    click.echo(f"{told} in {time.monotonic() - began:.0f} s")


def _is_loaded(there: dict[str, int], municipalities: int, meta: dict[str, str]) -> bool:
    return there["municipalities"] >= municipalities and there["places"] >= int(meta.get("places", "1"))


def zones_of(gazetteer, keys: list[str]) -> Iterator[tuple]:
    """One row per municipality and period; the state's rows where the municipality has none of its own."""
    by_key: dict[str, list[tuple]] = {}
    for key, zone, valid_from, valid_to, source in gazetteer.every_zone():
        row = (
            zone,
            dt.date.fromisoformat(valid_from) if valid_from else _ALWAYS,
            dt.date.fromisoformat(valid_to) if valid_to else None,
            source,
        )
        by_key.setdefault(key, []).append(row)
    for key in keys:
        for row in by_key.get(key) or by_key.get(key[:2], []):
            yield (key, *row)
