"""`hermanar verify paper FILE`: issued here byte for byte, or not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hermanar.cli.verify import verify
from hermanar.documents.operations import assemble, issue, withdraw_issue
from hermanar.documents.queries import brief_of_house, get_rendition
from hermanar.documents.rules.templates import load
from hermanar.journal.models import Chain
from tests.kept import kept


@pytest.fixture
@kept
def paper(cast):
    town = cast.organisations["municipality"]
    version = assemble(
        cast.act("liaison"),
        circle=cast.circle,
        issuer=town,
        kind="letter_of_intent",
        values=dict(load("letter_of_intent").sample),
    )
    on = cast.at.date()
    brief = brief_of_house(town, "letter_of_intent", on, languages=("es", "en"))
    return issue(cast.act("liaison"), version=version, brief=brief, issued_on=on, letterhead_of=town)


@pytest.fixture
def file(paper, tmp_path) -> Path:
    target = tmp_path / "carta.pdf"
    target.write_bytes(get_rendition(paper, "pdf")[2])
    return target


def ask(file: Path) -> tuple[int, dict]:
    done = CliRunner().invoke(verify, ["paper", str(file), "--format", "json"])
    return done.exit_code, json.loads(done.output)


def test_verify_paper_issued_here_says_code_state_and_anchor(paper, file):
    code, told = ask(file)
    assert code == 0
    assert (told["issued"], told["code"], told["state"], told["anchor_holds"]) == (True, paper.code, "in_force", True)
    assert told["is_exercise"]


def test_verify_paper_of_one_other_byte_was_not_issued_here(file):
    file.write_bytes(file.read_bytes() + b"\n")
    code, told = ask(file)
    assert (code, told["issued"]) == (1, False)


def test_verify_paper_that_was_withdrawn_says_so(cast, paper, file):
    withdraw_issue(cast.act("liaison"), issue=paper, reason="Error en el destinatario")
    assert ask(file)[1]["state"] == paper._meta.model.objects.get(pk=paper.pk).state != "in_force"


def test_verify_paper_whose_chain_was_cut_fails(cast, file):
    Chain.objects.filter(name=cast.circle.public_id).update(head="f" * 64)
    code, told = ask(file)
    assert (code, told["anchor_holds"]) == (1, False)
