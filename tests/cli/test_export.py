"""`hermanar export`: the portal's open data, on the screen or in a file."""

import csv
import datetime as dt
import io
import json

import pytest
from click.testing import CliRunner

from hermanar.cli.export import NOTICE, as_csv, export
from hermanar.cli.main import main
from hermanar.portal.views.data import NOTICE as OF_THE_PORTAL
from hermanar.registry import queries
from hermanar.registry.operations import load_documented
from tests.kept import kept


@pytest.fixture
@kept
def book(cast):
    load_documented(cast.act("operator"))


def ask(*arguments: str):
    done = CliRunner().invoke(export, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_export_is_listed_among_the_commands():
    assert "export" in CliRunner().invoke(main, ["--help"]).output


def test_export_writes_the_rows_of_the_portal(book):
    rows = list(csv.DictReader(io.StringIO(ask())))
    told = json.loads(ask("--format", "json"))
    assert (told["notice"], told["is_sre_registry"]) == (NOTICE, False)
    shown = [r["id"] for r in queries.export_rows(on=dt.date.fromisoformat(told["on"]))]
    assert (len(shown) > 0, [r["id"] for r in told["rows"]], [r["id"] for r in rows]) == (True, shown, shown)
    assert all(r["sources"] for r in rows)


def test_export_says_the_notice_of_the_portal():
    assert NOTICE == OF_THE_PORTAL


def test_export_to_a_file_says_how_many(book, tmp_path):
    out = tmp_path / "libro.csv"
    said = ask("--out", str(out))
    text = out.read_text(encoding="utf-8")
    assert text.startswith("\ufeffid,folio,shelf")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert said == f"{len(rows)} rows in {out}\n"


def test_export_of_exercises_is_another_shelf(book):
    assert ask("--exercises") == ""


def test_as_csv_keeps_formulas_from_being_formulas():
    assert as_csv([{"a": "=1+1", "b": "x", "c": 2}]) == "a,b,c\r\n'=1+1,x,2\r\n"
