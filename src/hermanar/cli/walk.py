"""`hermanar walk`: one relation the whole way without a browser, on a scratch database, through the same operations."""

import json
from pathlib import Path

import click


@click.command()
@click.option(
    "--case",
    "which",
    type=click.Choice(["international", "domestic", "alone"]),
    default="international",
    show_default=True,
)
@click.option(
    "--lead",
    "lead_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another pair of cities (JSON).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where papers and records are written.",
)
def walk(which: str, lead_file: Path | None, out: Path) -> None:
    """Walk one relation the whole way. Exits 0 only if every step came to what it had to."""
    from hermanar.checks.gazetteer import Gazetteer

    from .walks.lead import must_mean_places, read_lead

    lead = read_lead(lead_file)
    if lead_file and (lead.country == "MX") != (which == "domestic"):
        wanted = "MX: the pair is domestic" if which == "domestic" else "another than MX (that is --case domestic)"
        raise click.ClickException(f"For --case {which} the country of the lead must be {wanted}.")
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as missing:
        raise click.ClickException(str(missing)) from missing
    must_mean_places(lead, gazetteer)
    from .runtime import scratch

    with scratch("walk"):
        from .walks.rehearsal import must_read_well
        from .walks.run import run_walk
        from .walks.stage import WalkFailed

        if lead_file:
            must_read_well(lead, gazetteer)
        out.mkdir(parents=True, exist_ok=True)
        try:
            steps = run_walk(which, lead, out, gazetteer)
        except WalkFailed as failed:
            raise click.ClickException(str(failed)) from failed
    count = {r: sum(1 for s in steps if s["result"] == r) for r in ("done", "refused", "blocked")}
    click.echo(json.dumps({"case": which, "steps": len(steps), **count, "out": str(out)}, ensure_ascii=False))
