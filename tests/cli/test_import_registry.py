"""`hermanar import registry`: the answer as JSON, without Django for the dry run."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from hermanar.accounts.operations import name_operator, open_account
from hermanar.cli.import_ import import_
from hermanar.registry.models import Entry

KEYS = [
    "rows", "matched", "distinct", "duplicates", "ambiguous", "unmatched", "partners", "by_country", "by_key",
]  # fmt: skip
TEXT = "Parte A;País A;Parte B;País B\nTaxco;México;Baguio;Filipinas\nBaguio;Philippines;Taxco de Alarcón;Mexico\n"


@pytest.fixture
def listed(tmp_path):
    file = tmp_path / "lista.csv"
    file.write_text(TEXT, encoding="cp1252")
    return file


def run(*arguments):
    return CliRunner().invoke(import_, ["registry", *map(str, arguments)])


def test_dry_run_answers_in_json(listed):
    done = run(listed, "--map", "Parte A,País A,Parte B,País B", "--dry-run", "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert list(told) == KEYS
    assert told == {
        "rows": 2, "matched": 2, "distinct": 1, "duplicates": [[2, 3]], "ambiguous": [], "unmatched": [],
        "partners": {"ambiguous": [], "unmatched": []}, "by_country": {"PH": 1}, "by_key": {"12055": 1},
    }  # fmt: skip


def test_dry_run_does_not_start_django(listed):
    code = (
        "import sys; from hermanar.cli.import_ import import_\n"
        f"import_(['registry', {str(listed)!r}, '--map', '1,2,3,4', '--dry-run'], standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "X,País A,Parte B,País B", "--dry-run"), "no column “X”; the file has: Parte A, País A"),
        (("--map", "1,2", "--dry-run", "--country", "Narnia"), "no country “Narnia”"),
        (("--map", "1", "--dry-run"), "four columns"),
        (("--map", "1,2,3,4"), "--as"),
        (("--map", "1,2,3,4", "--dry-run", "--most-rows", "1"), "more than 1 rows"),
    ],
)
def test_wrong_call_is_answered_in_a_sentence(listed, arguments, said):
    done = run(listed, *arguments)
    assert done.exit_code != 0
    assert said in done.output


@pytest.fixture
def named(tmp_path):
    file = tmp_path / "archivo.csv"
    file.write_text(
        "Municipio,Ciudad,País,Fecha,Tipo\nOaxaca de Juárez,Toledo,España,2001,Hermanamiento\nGuadalajara,Kyoto,Japón,,\n"
        "Guadalupe,Lima,Perú,,\n",
        encoding="utf-8",
    )
    return file


COLUMNS = ("--map", "Municipio,-,Ciudad,País", "--date", "Fecha", "--kind", "Tipo")


def test_written_list_enters_for_who_brings_it_in(cast, named, monkeypatch):
    monkeypatch.setattr("hermanar.cli.imports.registry.start_django", lambda: None)
    done = run(named, *COLUMNS, "--as", "state@example.org", "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert {k: v for k, v in told["written"].items() if k != "list"} == {"matched": 1, "outside": 2}
    entry = Entry.objects.get()
    assert (entry.our_key, entry.country, entry.signed_precision, entry.kind) == ("20067", "ES", "year", "twinning")


@pytest.mark.parametrize(
    ("who", "said"), [("mayor@example.org", "has no post"), ("nadie@example.org", "no account of")]
)
def test_list_is_not_written_for_who_may_not(cast, named, monkeypatch, who, said):
    monkeypatch.setattr("hermanar.cli.imports.registry.start_django", lambda: None)
    done = run(named, *COLUMNS, "--as", who)
    assert (done.exit_code, Entry.objects.count()) == (1, 0)
    assert said in done.output


def test_operator_brings_in_a_list_of_everybody(cast, named, monkeypatch):
    monkeypatch.setattr("hermanar.cli.imports.registry.start_django", lambda: None)
    user = open_account(cast.act("operator"), email="op@example.org")
    name_operator(cast.act("operator"), user=user)
    done = run(named, *COLUMNS, "--as", "op@example.org", "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)["written"]
    assert (told["matched"], told["asked"]) == (2, 1)
    assert set(Entry.objects.values_list("shelf", flat=True)) == {"documented"}
