"""`hermanar report`: papers and figures from the records, for whoever runs the machine."""

import datetime as dt
import json
from pathlib import Path

import click

from .runtime import start_ready

FORMATS = ("json", "pdf", "docx")


@click.group()
def report() -> None:
    """Write a report."""


@report.command()
@click.option("--unit", required=True, help="INEGI key of the municipality (five digits), or the organisation's slug.")
@click.option("--year", required=True, type=click.IntRange(1990, 2100))
@click.option("--quarter", required=True, type=click.IntRange(1, 4))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write into.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Only this one; else all three.")
def quarter(unit: str, year: int, quarter: int, out: Path, form: str | None) -> None:
    """The quarterly report of a unit: figures as JSON, the paper as PDF and Word. A closed quarter gives what was signed."""
    start_ready()
    from django.utils import timezone

    from hermanar.documents.queries import get_rendition, letterhead_for
    from hermanar.documents.renderers import Marks, Unprintable, render_docx, render_pdf
    from hermanar.plans.rules.calendar import quarter_ends, quarter_starts
    from hermanar.reports.queries import (
        corrections_of,
        figures_json,
        find_period,
        paper_from,
        paper_of,
        plates_of_report,
        report_of_quarter,
    )

    from .units import find_unit

    organisation = find_unit(unit)
    if organisation is None:
        raise click.ClickException(f"There is no unit “{unit}” here: import a quarter of it, or say another.")
    now = timezone.localtime(dt.datetime.now(dt.UTC))
    if quarter_starts(year, quarter) > now.date():
        raise click.ClickException(f"Quarter {quarter} of {year} has not begun: there is nothing to report of it.")
    told = report_of_quarter(organisation, year, quarter, now)
    period = find_period(organisation, year, quarter)
    wanted = (form,) if form else FORMATS
    name = f"informe-{organisation.slug}-{year}-{quarter}"  # two quarters, or two houses, fit in one folder
    out.mkdir(parents=True, exist_ok=True)
    written = []
    content = None
    for one in wanted:
        path = out / f"{name}.{one}"
        if one == "json":
            figures = figures_json(told, corrections_of(period))
            path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        elif period is not None and period.issue is not None:
            path.write_bytes(get_rendition(period.issue, one)[2])
        else:
            if content is None:
                content = (
                    paper_of(period, now)
                    if period
                    else paper_from(told, [("prepared", "", "", None), ("authorised", "", "", None)])
                )
            ends = quarter_ends(year, quarter)
            marks = Marks(draft=True, exercise=organisation.is_exercise, issued_on=min(now.date(), ends))
            render = render_pdf if one == "pdf" else render_docx
            head = letterhead_for(organisation, ends)
            try:
                path.write_bytes(render(content, head, marks, plates=plates_of_report(told)))
            except Unprintable as no:
                place, char, name = no.where[0]
                raise click.ClickException(
                    f"No typeface draws {char!r} ({name}), in {place}: take it out where it was typed."
                ) from no
        written.append(str(path))
    state = str(period.state) if period else "open"
    click.echo(
        json.dumps(
            {"unit": organisation.slug, "year": year, "quarter": quarter, "state": state, "files": written},
            ensure_ascii=False,
        )
    )


@report.command()
@click.option("--unit", required=True, help="INEGI key of the municipality (five digits), or the organisation's slug.")
@click.option("--from", "starts", required=True, type=click.DateTime(["%Y-%m-%d"]), help="First day, as 2024-05-01.")
@click.option("--to", "ends", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day, as 2024-12-31.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write into.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Only this one; else all three.")
def activity(unit: str, starts: dt.datetime, ends: dt.datetime, out: Path, form: str | None) -> None:
    """The activity report of any range of days: programmes, actions with objectives and goals, photographs; it names who
    presided the municipality in those days."""
    if ends < starts:
        raise click.BadParameter("the last day comes after the first", param_hint="--to")
    start_ready()
    from django.utils import timezone

    from hermanar.documents.queries import letterhead_for
    from hermanar.documents.renderers import Marks, render_docx, render_pdf
    from hermanar.reports.queries import activity_json, activity_paper, compose_activity, signers_on

    from .units import find_unit

    organisation = find_unit(unit)
    if organisation is None:
        raise click.ClickException(f"There is no unit “{unit}” here: say another.")
    first, last = starts.date(), ends.date()
    told = compose_activity(organisation, first, last)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    name = f"actividades-{organisation.slug}-{first}-{last}"
    for one in (form,) if form else FORMATS:
        path = out / f"{name}.{one}"
        if one == "json":
            path.write_text(json.dumps(activity_json(told), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        else:
            content, plates = activity_paper(told, signers_on(organisation, last))
            today = timezone.localtime(dt.datetime.now(dt.UTC)).date()
            marks = Marks(exercise=organisation.is_exercise, issued_on=min(today, last))
            render = render_pdf if one == "pdf" else render_docx
            path.write_bytes(render(content, letterhead_for(organisation, last), marks, plates=plates))
        written.append(str(path))
    click.echo(
        json.dumps(
            {
                "unit": organisation.slug, "from": str(first), "to": str(last), "actions": told["actions"],
                "lacking": told["lacking"], "files": written,
            },
            ensure_ascii=False,
        )
    )  # fmt: skip
