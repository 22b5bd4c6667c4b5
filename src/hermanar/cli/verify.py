"""Proofs that anyone may run: nobody touched the journal, facts follow from their sources, a paper is ours."""

import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from .runtime import start_django


@click.group()
def verify() -> None:
    """Prove journal, facts or an issued paper. Ends with code 1 where something does not hold."""


@verify.command()
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON as printed: {"chain": {"seq": 12, "hash": "…"}}. Finds what was changed and sealed anew.',
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def journal(anchors: Path | None, form: str) -> None:
    """Recompute every chain of the journal and name each place that does not hold."""
    known = read_anchors(anchors.read_text(encoding="utf-8")) if anchors else None
    start_django()
    from hermanar.journal import queries

    drift = [{"chain": d.chain, "seq": d.seq, "what": d.what} for d in queries.verify(known)]
    if form == "json":
        click.echo(json.dumps({"holds": not drift, "drift": drift}))
    elif drift:
        for d in drift:
            click.echo(f"{d['chain']} · {d['seq']}: {d['what']}")
    else:
        click.echo("The journal holds.")
    sys.exit(1 if drift else 0)


@verify.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def facts(form: str) -> None:
    """Compute the facts of every case again from the records they came from, and name each that differs."""
    start_django()
    from hermanar.registry.queries.facts import verify_facts

    drift = [asdict(d) for d in verify_facts()]
    if form == "json":
        click.echo(json.dumps({"holds": not drift, "drift": drift}))
    elif drift:
        for d in drift:
            click.echo(f"{d['case']} · {d['key']} · {d['source']}: {d['what']}")
    else:
        click.echo("Every fact follows from its source.")
    sys.exit(1 if drift else 0)


def read_anchors(text: str) -> dict[str, tuple[int, str]]:
    """Chain → (seq, hash) from the JSON of `--anchors`. Raises a sentence for the person where it is something else."""
    try:
        data: dict[str, Any] = json.loads(text)
        return {str(chain): (int(a["seq"]), str(a["hash"])) for chain, a in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        expected = '{"chain": {"seq": 12, "hash": "…"}}'
        raise click.BadParameter(f"The file of anchors is not of the form {expected}.") from wrong


@verify.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def paper(file: Path, form: str) -> None:
    """Say whether FILE was issued here, byte for byte, whether it is in force, and whether its anchor still holds."""
    digest = sha256_of_file(file)
    start_django()
    from hermanar.documents.queries import find_issue_by_bytes
    from hermanar.journal import queries

    issue = find_issue_by_bytes(digest)
    if issue is None:
        told: dict[str, Any] = {"issued": False, "sha256": digest}
        click.echo(json.dumps(told) if form == "json" else "No paper with these bytes was issued here.")
        sys.exit(1)
    chain = issue.version.document.circle.public_id
    anchor = {chain: (issue.anchor_seq, issue.anchor_hash)}
    drift = [f"{d.seq}: {d.what}" for d in queries.verify(anchor) if d.chain == chain]
    told = {
        "issued": True,
        "sha256": digest,
        "code": issue.code,
        "folio": issue.folio,
        "issued_on": issue.issued_on.isoformat(),
        "state": issue.state,
        "superseded_by": issue.superseded_by.code if issue.superseded_by else None,
        "is_exercise": issue.is_exercise,
        "anchor_holds": not drift,
    }
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for key, value in told.items():
            click.echo(f"{key}: {value}")
    sys.exit(1 if drift else 0)


def sha256_of_file(file: Path) -> str:
    with file.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()
