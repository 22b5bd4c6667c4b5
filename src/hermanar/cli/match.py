"""`hermanar match NAME`: which municipality or state of Mexico a typed name means. Starts without Django."""

import json
import sys

import click

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import Match, match as match_name


def _label(gazetteer: Gazetteer, key: str) -> str:
    municipality = gazetteer.municipality(key)
    if municipality:
        return f"{key} {municipality.name}, {municipality.state_abbr}"
    state = gazetteer.state(key)
    return f"{key} {state.usual}" if state else key


def _in_words(gazetteer: Gazetteer, found: Match) -> str:
    if found.key:
        return f"{_label(gazetteer, found.key)} ({found.confidence:.2f})"
    if not found.candidates:
        return "No se puede saber: ningún municipio ni estado lleva ese nombre."
    lines = ["No se puede saber; puede ser:", *(f"  {_label(gazetteer, key)}" for key in found.candidates)]
    return "\n".join(lines)


@click.command("match")
@click.argument("text")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", help="How to print the answer.")
def match_command(text: str, fmt: str) -> None:
    """Find the municipality or state of Mexico that a typed name means.

    Prints its INEGI key, or the candidates where the name alone does not say which; exits 0 in both cases.
    """
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as missing:
        click.echo(str(missing), err=True)
        sys.exit(3)
    with gazetteer:
        found = match_name(gazetteer, text, guess=True)
        if fmt == "json":
            answer = {
                "key": found.key,
                "name": found.name,
                "confidence": found.confidence,
                "candidates": list(found.candidates),
            }
            click.echo(json.dumps(answer, ensure_ascii=False))
        else:
            click.echo(_in_words(gazetteer, found))


match = match_command
