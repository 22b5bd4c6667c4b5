"""`hermanar verify journal`: holds, or names the place."""

import datetime as dt
import json

import click
import pytest
from click.testing import CliRunner

from hermanar.cli import verify
from hermanar.directory.enums import Happened
from hermanar.journal import operations, queries
from hermanar.journal.models import Chain
from hermanar.kernel.acts import Act, Actor

HAPPENED = next(iter(Happened))


@pytest.fixture
def three_entries(db):
    act = Act(actor=Actor.operator(), at=dt.datetime(2022, 1, 31, 16, tzinfo=dt.UTC))
    for n in range(3):
        operations.record(act, HAPPENED, about=f"thing{n}")


def ask(*arguments: str):
    return CliRunner().invoke(verify.verify, ["journal", *arguments])


def test_verify_untouched_journal_holds(three_entries):
    done = ask("--format", "json")
    assert (done.exit_code, json.loads(done.output)) == (0, {"holds": True, "drift": []})
    assert ask().output == "The journal holds.\n"


def test_verify_changed_head_names_the_chain(three_entries):
    Chain.objects.update(head="f" * 64)
    done = ask("--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.output)["drift"] == [{"chain": "house", "seq": 3, "what": "head"}]


def test_verify_against_anchor_of_another_history_names_it(three_entries, tmp_path):
    seq, head = queries.get_head("house")
    anchors = tmp_path / "anchors.json"
    anchors.write_text(json.dumps({"house": {"seq": seq, "hash": head}}))
    assert ask("--anchors", str(anchors)).exit_code == 0
    anchors.write_text(json.dumps({"house": {"seq": 2, "hash": head}}))
    done = ask("--anchors", str(anchors))
    assert (done.exit_code, done.output) == (1, "house · 2: anchor\n")


@pytest.mark.parametrize("text", ["", "[]", '{"house": 3}', '{"house": {"seq": "x", "hash": ""}}'])
def test_read_anchors_of_another_form_says_so(text):
    with pytest.raises(click.BadParameter, match="not of the form"):
        verify.read_anchors(text)
