"""`hermanar import quarter FILE --unit KEY`: a quarter's plan, agendas, sessions and relations from its file."""

import datetime as dt
import json
from pathlib import Path

import click

from ..runtime import start_ready

LARGEST = 20_000_000


class _Twice(Exception):
    """A key that one object says twice: JSON would keep the last and lose the other."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


@click.command("quarter")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="INEGI key of the municipality (five digits), or the organisation's slug.")
def command(file: Path, unit: str) -> None:
    """A quarter from its JSON file: all of it, or nothing; the same file again changes nothing.

    Acts as the machine's operator. What the file holds: docs/reference/quarter.md.
    """
    if file.stat().st_size > LARGEST:
        raise click.ClickException(f"{file.name} is larger than {LARGEST // 1_000_000} MB: this is not a quarter.")
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except _Twice as wrong:
        raise click.ClickException(
            f"{file.name} was not taken, nothing was kept:\n  “{wrong}” stands twice in the same object: say it once."
        ) from wrong
    except (ValueError, RecursionError) as wrong:  # not UTF-8, not JSON, a number of thousands of digits
        raise click.ClickException(f"{file.name} is not JSON: {wrong}") from wrong
    start_ready()
    from django.db import transaction
    from django.utils import timezone

    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.kernel.errors import HouseError, Invalid
    from hermanar.reports.operations import import_quarter

    from ..units import ensure_unit

    act = Act(actor=Actor.operator(), at=timezone.localtime(dt.datetime.now(dt.UTC)), channel=Channel.CLI)
    named = data.get("organisation") if isinstance(data, dict) else None
    try:
        with transaction.atomic():
            organisation = ensure_unit(act, unit, named if isinstance(named, dict) else {})
            done = import_quarter(act, organisation=organisation, data=data)
    except Invalid as wrong:
        lines = "\n".join(f"  {place}: {sentence}" for place, all_ in wrong.errors.items() for sentence in all_)
        raise click.ClickException(f"{file.name} was not taken, nothing was kept:\n{lines}") from wrong
    except HouseError as no:
        raise click.ClickException(str(no)) from no
    told = {
        "unit": organisation.slug, "year": done.period.year, "quarter": done.period.quarter,
        "components": done.components, "entries": done.entries, "partnerships": done.relations, "weeks": done.weeks,
        "changes_asked": done.changes, "changes_decided": done.decided,
    }  # fmt: skip
    click.echo(json.dumps(told, ensure_ascii=False))
