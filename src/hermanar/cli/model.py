"""`hermanar model`: model agreements that somebody else wrote, read into articles, items and blanks, and kept."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from hermanar.checks.sources import MAX_BYTES, in_one_language, read_source
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.documents.rules.model_texts import ModelRead, NotAModel, read_model


@click.group()
def model() -> None:
    """Import or list model texts."""


@model.command("import")
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Read and print; store nothing.")
@click.option("--lang", default="", help="Language of the model; told by its words when not given.")
@click.option("--title", default="", help="What the model is called here; its own title when not given.")
@click.option("--issuer", default="", help="Slug of the organisation that keeps it; the ministry when not given.")
@click.option("--source", default="", help="Where it comes from: a letter, an address.")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="First day it is to be used.")
@click.option("--valid-to", type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def import_model(
    file: str, dry_run: bool, lang: str, title: str, issuer: str, source: str,
    valid_from: dt.datetime | None, valid_to: dt.datetime | None, form: str,
) -> None:  # fmt: skip
    """Read FILE (DOCX, PDF with text, TXT, MD) as a model agreement and keep it, to be reviewed on its page.

    What could not be read, as a scanned page, is named. The same words twice are one version. Ends with 0, or with 2 and the reason when the file is no model.
    """
    try:
        with Path(file).open("rb") as f:
            data = f.read(MAX_BYTES + 1)
        found = read_source(Path(file).name, data, labels=True)
        read = read_model(in_one_language(found, lang), lang)
    except OSError as e:
        _refuse(file, e.strerror or "cannot be opened")
    except (Unreadable, NotAModel) as e:
        _refuse(file, f"{e.es} · {e.en}")
    said = "" if dry_run else _kept(data, file, lang, title, issuer, source, valid_from, valid_to)
    if form == "json":
        left_out = [{"es": part.es, "en": part.en} for part in found.left_out]
        click.echo(json.dumps(read.as_json() | {"left_out": left_out}, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_text(read))
    for part in found.left_out:
        click.echo(f"{file}: {part.es} · {part.en}", err=True)
    if said:
        click.echo(said, err=True)


@model.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_models(form: str) -> None:
    """The models kept in this instance, the newest version of each first."""
    from .runtime import start_django

    start_django()
    from hermanar.documents.queries import list_model_texts
    from hermanar.kernel.acts import Actor

    rows = [
        {
            "id": m.public_id, "title": m.title, "language": m.language, "version": m.number, "issuer": str(m.issuer),
            "confirmed_on": m.confirmed_on.isoformat() if m.confirmed_on else None,
        }
        for m in list_model_texts(Actor.operator())
    ]  # fmt: skip
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(
            f"{row['id']}  {row['title']} · {row['language']} · v{row['version']} · {row['confirmed_on'] or '—'}"
        )


def _refuse(file: str, why: str) -> None:
    click.echo(f"{file}: {why}.", err=True)
    sys.exit(2)


def _kept(
    data: bytes, file: str, lang: str, title: str, issuer: str, source: str,
    valid_from: dt.datetime | None, valid_to: dt.datetime | None,
) -> str:  # fmt: skip
    """Store it and say what became of it. Raises ClickException where it may not be."""
    from .runtime import start_django

    start_django()
    from django.utils import timezone

    from hermanar.documents.operations import import_model_text
    from hermanar.documents.queries import library_issuers
    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.kernel.errors import HouseError

    houses = library_issuers(Actor.operator())
    real = [h for h in houses if not h.is_exercise and h.kind == "ministry"]
    house = next((h for h in houses if h.slug == issuer), None) if issuer else next(iter(real), None)
    if house is None:
        raise click.ClickException("No organisation keeps models here; say its slug with --issuer.")
    act = Act(actor=Actor.operator(), at=timezone.localtime(dt.datetime.now(dt.UTC)), channel=Channel.CLI)
    try:
        kept = import_model_text(
            act, issuer=house, data=data, filename=Path(file).name, title=title, language=lang, source=source,
            valid_from=valid_from.date() if valid_from else None, valid_to=valid_to.date() if valid_to else None,
        )  # fmt: skip
    except HouseError as refused:
        raise click.ClickException(str(refused)) from refused
    return f"{kept.public_id}: version {kept.number}"


def _as_text(read: ModelRead) -> str:
    lines = [read.title, *(f"          {{{s.name}}}  {s.hint}".rstrip() for s in read.opening.slots)]
    for article in read.articles:
        items = f"  {article.items[0]}–{article.items[-1]}" if article.items else ""
        lines.append(f"{article.number:>6}  {article.heading}{items}")
        lines += [f"          {{{s.name}}}  {s.hint}".rstrip() for s in article.slots]
    return "\n".join(lines)
