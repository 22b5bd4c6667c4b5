"""`hermanar import registry`: the answer as JSON, without Django for the dry run."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from hermanar.cli.import_ import import_

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
