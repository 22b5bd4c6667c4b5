"""`hermanar check`."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from hermanar.checks.findings import Severity
from hermanar.checks.sources import of_content, read_text
from hermanar.checks.sources.tongues import guess
from hermanar.cli.check import check_command
from hermanar.kernel.content import BlockKind
from tests.checks.sample import CLEAN, swapped

BRIEF = {
    "kind": "agreement",
    "domestic": False,
    "on": "2022-06-01",
    "parties": [
        {
            "side": "ours",
            "names": ["Manuel Doblado"],
            "key": "11008",
            "subdivisions": ["Guanajuato"],
            "country_names": ["Estados Unidos Mexicanos", "United Mexican States"],
        },
        {
            "side": "theirs",
            "names": ["Whitewater"],
            "subdivisions": ["Wisconsin"],
            "country": "US",
            "country_names": ["Estados Unidos de América", "United States of America"],
        },
    ],
    "numbers": {"first_programme_days": 60, "term_years": 5, "notice_days": 60, "originals": 2},
    "late_slots": ["signing_place", "signing_date"],
    "signatories": [{"name": "Persona de Muestra 01", "post_es": "Presidente Municipal", "post_en": "Mayor"}],
    "dates": {"opinion": "2022-05-01"},
    "citations": {
        "lct-7": {"names": ["Ley sobre la Celebración de Tratados"], "article": "7", "valid_from": "1992-01-03"}
    },
}


@pytest.fixture
def run(tmp_path):
    def run_(content, *options, brief=BRIEF, stdin=None):
        (tmp_path / "brief.json").write_text(json.dumps(brief))
        if isinstance(content, str):
            file = tmp_path / "text.md"
            file.write_text(content)
        else:
            file = tmp_path / "content.json"
            file.write_text(json.dumps(content.as_json()))
        args = ["-" if stdin else str(file), "--brief", str(tmp_path / "brief.json"), *options]
        return CliRunner().invoke(check_command, args, input=stdin)

    return run_


NO_SIGNERS = {**BRIEF, "signatories": []}


def test_check_clean_file_ends_with_zero(run):
    result = run(CLEAN, brief=NO_SIGNERS)
    assert (result.exit_code, result.output) == (0, "Sin observaciones.\n")


def test_check_wrong_city_as_json_ends_with_one_and_points_at_it(run):
    content = swapped(CLEAN, "art-01.p1", "es", "Whitewater", "Zihuatanejo")
    result = run(content, "--format", "json", brief=NO_SIGNERS)
    data = json.loads(result.output)
    assert result.exit_code == 1
    (finding,) = data
    assert {k: finding[k] for k in ("code", "severity", "block", "text", "language", "repair")} == {
        "code": "P01",
        "severity": "error",
        "block": "art-01.p1",
        "text": "Zihuatanejo",
        "language": "es",
        "repair": "Whitewater",
    }
    assert of_content("", content).text[finding["start"] : finding["end"]] == "Zihuatanejo"


def test_check_wrong_city_as_text_says_it_in_english_when_asked(run):
    content = swapped(CLEAN, "art-01.p1", "es", "Whitewater", "Zihuatanejo")
    output = run(content, "--messages", "en", brief=NO_SIGNERS).output
    assert "P01 error · art-01.p1 [es]" in output
    assert "→ Change to Whitewater · Change to Manuel Doblado" in output


def test_check_plain_text_from_standard_input(run):
    letter = "Manuel Doblado propone a Whitewater un hermanamiento con Zihuatanejo y con ____."
    result = run(letter, "--format", "json", stdin=letter, brief={**NO_SIGNERS, "kind": "letter"})
    assert [f["code"] for f in json.loads(result.output)] == ["P01", "K01"]


@pytest.mark.parametrize(
    ("brief", "words"),
    [({"kind": "agreement"}, "falta 'domestic'"), ({**BRIEF, "on": "ayer"}, "isoformat"), ([], "brief.json")],
)
def test_check_bad_brief_ends_with_two_and_says_what(run, brief, words):
    result = run(CLEAN, brief=brief)
    assert result.exit_code == 2
    assert words in result.output


def test_check_missing_file_and_bad_json_end_with_two(run, tmp_path):
    missing = CliRunner().invoke(check_command, [str(tmp_path / "no.json"), "--brief", str(tmp_path / "no.json")])
    assert missing.exit_code == 2
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "brief.json").write_text(json.dumps(BRIEF))
    bad = CliRunner().invoke(check_command, [str(tmp_path / "bad.json"), "--brief", str(tmp_path / "brief.json")])
    assert bad.exit_code == 2
    assert "no es JSON (1:2)" in bad.output


def test_check_command_loads_no_django():
    code = "import sys, hermanar.cli.check; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_read_text_finds_title_articles_items_and_signatures():
    text = (
        "# Acuerdo entre A y B\n\nLas Partes:\n\nARTÍCULO I\n\nObjetivo\n\nEl objetivo es claro.\n\n"
        "ARTÍCULO II. Áreas\n\na) cultura;\nb) turismo.\n\nPor A\nPersona de Muestra 01\nPresidenta\n"
    )
    content = read_text("", text).content
    assert content.languages == ("es",)
    assert [(b.kind, b.group, b.number, b.text["es"]) for b in content.blocks] == [
        (BlockKind.TITLE, "preamble", "", "Acuerdo entre A y B"),
        (BlockKind.PARAGRAPH, "preamble", "", "Las Partes:"),
        (BlockKind.HEADING, "article-i", "I", "Objetivo"),
        (BlockKind.PARAGRAPH, "article-i", "", "El objetivo es claro."),
        (BlockKind.HEADING, "article-ii", "II", "Áreas"),
        (BlockKind.ITEM, "article-ii", "a)", "cultura;"),
        (BlockKind.ITEM, "article-ii", "b)", "turismo."),
        (BlockKind.SIGNATURE, "article-ii", "", "Por A\nPersona de Muestra 01\nPresidenta"),
    ]


def test_guess_language_by_common_words():
    assert guess("The Parties agree to the following in the presence of") == "en"
    assert guess("Las Partes acuerdan lo siguiente en presencia de") == "es"


def test_severities_are_the_three_of_the_interface():
    assert [s.value for s in Severity] == ["error", "warning", "notice"]
