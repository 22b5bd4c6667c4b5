"""`hermanar check`: what the checker says of any file. Reads files and the gazetteer; Django only for `--case`."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from hermanar.checks.brief import Brief
from hermanar.checks.by_hand import UnknownParty, for_source, parties_of
from hermanar.checks.files import Said, check_file, check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.kinds import KINDS
from hermanar.checks.sources import MAX_BYTES, Source, of_content, read_source, read_text
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.kernel.content import Content

_WORDS = {
    "es": {"error": "error", "warning": "aviso", "hint": "nota", "clean": "sin observaciones"},
    "en": {"error": "error", "warning": "warning", "hint": "hint", "clean": "nothing to say"},
}


@click.command("check")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--parties", "named", default="", help="“Ensenada, Baja California, MX; Whitewater, Wisconsin, US”.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Which paper it is.")
@click.option("--case", "folio", default="", help="Folio of a case of this instance: its parties, dates and posts.")
@click.option("--final", is_flag=True, help="Nothing is filled in later: blanks of place, date and folio count.")
@click.option("--brief", "brief_file", type=click.Path(), help="JSON with what the case knows, instead of --parties.")
@click.option("--model", "model_file", type=click.Path(), help="JSON content the text was born from.")
@click.option("--lang", default="", help="Language of a plain text; guessed for each paragraph when not given.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day the text is checked for; today when not given.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--messages", type=click.Choice(["es", "en"]), default="es", show_default=True, help="Language of the sentences."
)
@click.option("--extract", is_flag=True, help="Print the text as it was read, the one that start and end count in.")
def check_command(
    files: Sequence[str], named: str, kind: str | None, folio: str, final: bool, brief_file: str | None,
    model_file: str | None, lang: str, on: dt.datetime | None, form: str, messages: str, extract: bool,
) -> None:  # fmt: skip
    """Check each FILE (TXT, MD, DOCX, PDF with text, content JSON; `-` reads standard input).

    Ends with 0 when there is nothing to say, 1 when there is, 2 when something cannot be read (it says why); with
    several files, the worst. JSON is one list; start and end count code points of the extracted text.
    """
    if extract:
        sys.exit(_print_texts(files, lang))
    model = _parsed(model_file, Content.from_json) if model_file else None
    day = on.date() if on else dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as e:
        raise click.UsageError(str(e)) from e
    with gazetteer:
        brief = None
        if brief_file:
            brief = _parsed(brief_file, Brief.from_json)
        elif folio:
            brief = _brief_of_case(folio, kind or "", day, final=final)
        elif named:
            try:
                parties_of(named, gazetteer)
            except UnknownParty as e:
                raise click.UsageError(f"--parties: {e.es}.") from e
        else:
            raise click.UsageError("Diga las Partes (--parties), el expediente (--case) o su resumen (--brief).")
        worst, said = 0, []
        for file in files:
            try:
                source = _source(file, lang)
            except Unreadable as e:
                click.echo(f"{file}: {e.said(messages)}.", err=True)
                worst = 2
                continue
            if brief is None:
                from hermanar.documents.rules.catalogues import cited_laws
                from hermanar.documents.rules.own_words import own_words

                found = check_named(
                    source,
                    named,
                    gazetteer,
                    citations=cited_laws(),
                    kind=kind or "",
                    final=final,
                    on=day,
                    model=model,
                    own_words=own_words(kind or ""),
                )
            else:
                found = check_file(source, for_source(brief, source), gazetteer, model=model)
            worst = max(worst, 1 if found else 0)
            if form == "json":
                said += [f.as_json() for f in found]
            else:
                click.echo(_as_text(source, found, messages, named=len(files) > 1))
    if form == "json":
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    sys.exit(worst)


check = check_command


def _print_texts(files: Sequence[str], lang: str) -> int:
    worst = 0
    for file in files:
        try:
            click.echo(_source(file, lang).text)
        except Unreadable as e:
            click.echo(f"{file}: {e.es}.", err=True)
            worst = 2
    return worst


def _source(file: str, lang: str) -> Source:
    """The file, read. Raises Unreadable."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(file).open("rb") as f:
                data = f.read(MAX_BYTES + 1)
    except OSError as e:
        raise Unreadable("missing", f"no se puede abrir ({e.strerror})", f"cannot be opened ({e.strerror})") from e
    if file.endswith(".json") or (file == "-" and data.lstrip().startswith(b"{")):
        return of_content(file, _content(file, data))
    source = read_source(file, data)
    return read_text(file, source.text, lang) if lang else source


def _content(file: str, data: bytes) -> Content:
    try:
        content = Content.from_json(json.loads(data))
    except json.JSONDecodeError as e:
        why = f"({e.lineno}:{e.colno})"
        raise Unreadable("not_json", f"no es JSON {why}", f"is not JSON {why}") from e
    except UnicodeDecodeError as e:
        raise Unreadable("not_json", "no es JSON en UTF-8", "is not JSON in UTF-8") from e
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise Unreadable("not_content", f"no es un contenido: {e}", f"is no content: {e}") from e
    if not content.blocks:
        raise Unreadable("empty", "está vacío", "is empty")
    return content


def _brief_of_case(folio: str, kind: str, on: dt.date, *, final: bool) -> Brief:
    """What the case of that folio knows. Raises ClickException where there is none."""
    from .runtime import start_django

    start_django()
    from hermanar.agreements.queries import brief_of_folio

    brief = brief_of_folio(folio, kind, on, final=final)
    if brief is None:
        raise click.UsageError(f"--case: no hay un expediente con el folio “{folio}”.")
    return brief


def _parsed(file: str, build: Any) -> Any:
    try:
        return build(json.loads(Path(file).read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError as e:
        raise click.UsageError(f"{file}: no es un texto UTF-8.") from e
    except OSError as e:
        raise click.UsageError(f"{file}: {e.strerror}.") from e
    except json.JSONDecodeError as e:
        raise click.UsageError(f"{file}: no es JSON ({e.lineno}:{e.colno}).") from e
    except KeyError as e:
        raise click.UsageError(f"{file}: falta {e}.") from e
    except (TypeError, ValueError, AttributeError) as e:
        raise click.UsageError(f"{file}: {e}.") from e


def _as_text(source: Source, found: list[Said], messages: str, *, named: bool) -> str:
    words = _WORDS[messages]
    if not found:
        clean = words["clean"]
        return f"{source.name}: {clean}." if named else f"{clean[0].upper()}{clean[1:]}."
    lines = [source.name] if named else []
    for f in found:
        line = source.text.count("\n", 0, f.start) + 1
        title = f.finding.title[messages]
        lines.append(f"{f.code} {words[f.severity]} · {f.block} [{f.language}] línea {line}, {f.start}–{f.end} · {title}"
                     if messages == "es" else
                     f"{f.code} {words[f.severity]} · {f.block} [{f.language}] line {line}, {f.start}–{f.end} · {title}")  # fmt: skip
        text = f.text.replace("\n", " / ")
        if text:
            lines.append(f"    “{text if len(text) <= 100 else text[:97] + '…'}”")
        lines.append(f"    {f.finding.message[messages]}")
        if f.finding.repairs:
            lines.append("    → " + " · ".join(r.label[messages] for r in f.finding.repairs))
    return "\n".join(lines)
