"""`hermanar export`: the open data of the portal, written from the command line."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from .runtime import start_django

NOTICE = (
    "Relaciones documentadas; no es el registro oficial de la SRE. Documented relations; not the official SRE registry."
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """A table with its header; a text that a spreadsheet would take for a formula is kept from being one."""
    out = io.StringIO()
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row))
            writer.writeheader()
        cells = {k: f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for k, v in row.items()}
        writer.writerow(cells)
    return out.getvalue()


@click.command()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--exercises", is_flag=True, help="The shelf of exercises instead of the documented relations.")
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="File to write; else the screen."
)
def export(form: str, exercises: bool, out: Path | None) -> None:
    """Write what is public as CSV or JSON: the rows and fields of the portal's open data, with their sources."""
    start_django()
    from django.utils import timezone

    from hermanar.registry import queries
    from hermanar.registry.enums import Shelf

    on = timezone.localdate()
    shelf = Shelf.EXERCISE if exercises else Shelf.DOCUMENTED
    rows = list(queries.export_rows(queries.Filters(shelf=shelf), on=on))
    if form == "json":
        told = {"notice": NOTICE, "is_sre_registry": False, "on": on.isoformat(), "rows": rows}
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"
    else:
        text = as_csv(rows)
    if out is None:
        click.echo(text, nl=False)
        return
    # the mark lets spreadsheets read the accents
    out.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")
    click.echo(f"{len(rows)} rows in {out}")
