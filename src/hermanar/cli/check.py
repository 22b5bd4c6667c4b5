"""`hermanar check`: what the checker says of one text. Reads files and the gazetteer, nothing else; no Django."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from hermanar.checks.brief import Brief
from hermanar.checks.check import check as check_content
from hermanar.checks.findings import Finding, Severity
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.plain import read_plain
from hermanar.kernel.content import Content

_WORDS = {
    "es": {"error": "error", "warning": "aviso", "notice": "nota", "clean": "Sin observaciones."},
    "en": {"error": "error", "warning": "warning", "notice": "notice", "clean": "Nothing to say."},
}


@click.command("check")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--brief", "brief_file", required=True, type=click.Path(), help="JSON with what the case knows.")
@click.option("--model", "model_file", type=click.Path(), help="JSON content the text was born from.")
@click.option("--lang", default="", help="Language of a plain text; guessed when not given.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--messages", type=click.Choice(["es", "en"]), default="es", show_default=True, help="Language of the sentences."
)
def check_command(file: str, brief_file: str, model_file: str | None, lang: str, form: str, messages: str) -> None:
    """Check FILE (content JSON, .md or .txt; `-` reads standard input) against a brief.

    Ends with 0 when there is no error, 1 when there is one, 2 when something given cannot be read.
    """
    content = _content(file, lang)
    brief = _parsed(brief_file, Brief.from_json)
    model = _parsed(model_file, Content.from_json) if model_file else None
    try:
        with Gazetteer.open() as gazetteer:
            findings = check_content(content, brief, gazetteer, model=model)
    except FileNotFoundError as e:
        raise click.UsageError(str(e)) from e
    if form == "json":
        counts = Counter(f.severity.value for f in findings)
        data = {
            "format": 1,
            "counts": {s.value: counts[s.value] for s in Severity},
            "findings": [f.as_json() for f in findings],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_text(content, findings, messages))
    if any(f.severity is Severity.ERROR for f in findings):
        sys.exit(1)


check = check_command


def _read(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        raise click.UsageError(f"{file}: no es un texto UTF-8.") from e
    except OSError as e:
        raise click.UsageError(f"{file}: {e.strerror}.") from e


def _content(file: str, lang: str) -> Content:
    text = _read(file)
    looks_like_json = file.endswith(".json") or (file == "-" and text.lstrip().startswith("{"))
    if looks_like_json:
        return _parse(file, text, Content.from_json)
    content = read_plain(text, lang)
    if not content.blocks:
        raise click.UsageError(f"{file}: está vacío.")
    return content


def _parsed(file: str, build: Any) -> Any:
    return _parse(file, _read(file), build)


def _parse(file: str, text: str, build: Any) -> Any:
    try:
        return build(json.loads(text))
    except json.JSONDecodeError as e:
        raise click.UsageError(f"{file}: no es JSON ({e.lineno}:{e.colno}).") from e
    except KeyError as e:
        raise click.UsageError(f"{file}: falta {e}.") from e
    except (TypeError, ValueError, AttributeError) as e:
        raise click.UsageError(f"{file}: {e}.") from e


def _as_text(content: Content, findings: list[Finding], messages: str) -> str:
    words = _WORDS[messages]
    if not findings:
        return words["clean"]
    lines = []
    for f in findings:
        text = content.block(f.block).text.get(f.lang, "")[f.start : f.end].replace("\n", " / ")
        lines.append(
            f"{f.code} {words[f.severity.value]} · {f.block} [{f.lang}] {f.start}–{f.end} · {f.title[messages]}"
        )
        if text:
            lines.append(f"    “{text if len(text) <= 100 else text[:97] + '…'}”")
        lines.append(f"    {f.message[messages]}")
        if f.repairs:
            lines.append("    → " + " · ".join(r.label[messages] for r in f.repairs))
    return "\n".join(lines)
