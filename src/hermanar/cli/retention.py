"""What personal data is kept how long, as `config/data/retention.yaml` says; and deleting what is past it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

import hermanar
from hermanar.kernel.data import read_yaml

from .runtime import start_django

FILE = Path(hermanar.__file__).parent / "config" / "data" / "retention.yaml"


def read() -> dict[str, Any]:
    """The list as it is written."""

    return read_yaml(FILE.read_text(encoding="utf-8"))


def _days() -> dict[str, int]:
    """Name of each purge → days."""
    listed = read()
    return {row["purge"]: row.get("days", 0) for row in [*listed["tables"], *listed["libraries"]] if "purge" in row}


def purge_all(at: dt.datetime) -> dict[str, int]:
    """Delete everything that is past its time. Returns how many rows of each kind went."""
    from django.apps import apps

    from hermanar.accounts.operations import drop_forms
    from hermanar.calls.operations import purge_proposal_contacts
    from hermanar.directory.operations import purge_invitations
    from hermanar.files.operations import drop_held_uploads
    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.links.operations import purge_links
    from hermanar.notices.operations import purge_notices
    from hermanar.privacy.operations import purge_exports
    from hermanar.reports.operations import drop_drafts

    act = Act(actor=Actor.operator(), at=at, channel=Channel.CLI)
    days = _days()
    done = {
        "kept_forms": drop_forms(act),
        "kept_uploads": drop_held_uploads(act),
        "drafts": drop_drafts(act),
        "invitations": purge_invitations(act, older_than=dt.timedelta(days=days["invitations"])),
        "notices": purge_notices(act, older_than=dt.timedelta(days=days["notices"])),
        "proposal_contacts": purge_proposal_contacts(act, older_than=dt.timedelta(days=days["proposal_contacts"])),
        "exports": purge_exports(act),
        "links": purge_links(act, older_than=dt.timedelta(days=days["links"]), now=at),
    }
    # tables of libraries: by name, they have no operations of ours
    for name, table, column in (
        ("sessions", "sessions.Session", "expire_date"),
        ("attempts", "axes.AccessAttempt", "attempt_time"),
        ("attempts", "axes.AccessFailureLog", "attempt_time"),
        ("attempts", "axes.AccessLog", "attempt_time"),
        ("jobs", "django_tasks_database.DBTaskResult", "finished_at"),
    ):
        rows = apps.get_model(table)._base_manager
        past = rows.filter(**{f"{column}__lte": at - dt.timedelta(days=days[name])})
        done[name] = done.get(name, 0) + past.delete()[0]
    return done


def would_purge(at: dt.datetime) -> dict[str, int]:
    """What `purge_all` would delete now: it is done and taken back, so that both cannot differ."""
    from django.db import transaction

    with transaction.atomic():
        done = purge_all(at)
        transaction.set_rollback(True)
    return done


@click.command()
@click.option("--purge", is_flag=True, help="Delete what is past its time (for a daily timer).")
@click.option("--dry-run", is_flag=True, help="With --purge: say what would be deleted, and delete nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def retention(purge: bool, dry_run: bool, form: str) -> None:
    """Say what personal data is kept how long; with --purge, delete what is past it."""
    if dry_run and not purge:
        raise click.UsageError("--dry-run goes with --purge.")
    if purge:
        start_django()
        at = dt.datetime.now(dt.UTC)
        done = would_purge(at) if dry_run else purge_all(at)
        if form == "json":
            click.echo(json.dumps(done))
            return
        said = ", ".join(f"{n} {name}" for name, n in done.items())
        click.echo(f"would delete: {said}; nothing was deleted" if dry_run else said)
        return
    listed = read()
    if form == "json":
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for row in listed["tables"]:
        click.echo(f"{row['table']} ({', '.join(row['columns'])})\n  {row['whose']}: {row['kept']}. {row['basis']}")
    for row in listed["libraries"]:
        click.echo(f"{row['table']}\n  {row['kept']}")
