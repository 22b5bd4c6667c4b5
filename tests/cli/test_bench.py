"""The measures run and print what they say: ratios of one run. How large they are is looked at, not asserted."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from hermanar.cli.bench import (
    DRAFTING,
    WORDS,
    _documents_in_words,
    _drafting_in_words,
    _pipeline_in_words,
    _reports_in_words,
    documents_held,
    reports_held,
)
from hermanar.cli.benches import checks, drafting
from hermanar.cli.benches.documents import office
from hermanar.cli.benches.drafting import by_office
from hermanar.cli.benches.reports import house, measure_quarter


def bench(what: str, *arguments: str, may_break: bool = False) -> subprocess.CompletedProcess:
    """In a process of its own: the command brings its own settings and home. `may_break`: one pair on a busy machine may
    be beyond a limit, which the command says by its exit."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("HERMANAR_", "DATABASE_URL", "DJANGO_"))}
    how_often = () if what in {"candidates", "match", "photos"} else ("--runs", "1")
    command = [sys.executable, "-m", "hermanar.cli.main", "bench", what, *how_often, *arguments]
    done = subprocess.run(command, env=clean, capture_output=True, text=True)
    assert done.returncode in ({0, 1} if may_break else {0}), done.stderr
    return done


def test_bench_documents_tells_ratios_of_one_run():
    done = bench("documents", "--format", "json", may_break=True)
    told = json.loads(done.stdout)
    assert set(told) == {"runs", "pages", "held", *WORDS}
    assert told["held"] == documents_held(told)
    assert done.returncode == (0 if all(told["held"].values()) else 1)
    assert told["runs"] == 1
    assert told["pages"]["ours"] == told["pages"]["bare"]
    office = bool(shutil.which("soffice") or shutil.which("libreoffice"))
    assert (told["pdf_against_libreoffice"] is not None) == office
    for key in ("pdf_against_bare_typst", "docx_against_pdf"):
        one = told[key]
        assert set(one) == {"ratio", "ms", "against_ms"}
        assert one["ratio"] == pytest.approx(one["ms"] / one["against_ms"], abs=0.02)


def test_bench_documents_in_words_says_what_is_not_installed():
    one = {"ratio": 1.2, "ms": 12.0, "against_ms": 10.0}
    told = {"runs": 3, "pages": {"ours": 6, "bare": 6}, **dict.fromkeys(WORDS, one), "pdf_against_libreoffice": None}
    lines = list(_documents_in_words(told))
    assert lines[1].split()[0] == "1.20"
    assert lines[-2].endswith("LibreOffice is not installed here")


@pytest.mark.parametrize(
    ("typst", "office", "broken"),
    [
        (1.3, None, ""),
        (1.31, None, "pdf_ratio"),
        (1.1, 0.4, ""),
        (1.1, 1.0, "faster_than_libreoffice"),
        (1.4, 2.0, "pdf_ratio, faster_than_libreoffice"),
    ],
)
def test_bench_documents_says_whether_its_limits_held(typst, office, broken):
    one = {"ratio": typst, "ms": 12.0, "against_ms": 10.0}
    told = {"runs": 3, "pages": {"ours": 6, "bare": 6}, **dict.fromkeys(WORDS, one)}
    told["pdf_against_libreoffice"] = None if office is None else {**one, "ratio": office}
    told["held"] = documents_held(told)
    said = list(_documents_in_words(told))[-1]
    assert said == (f"beyond its limit: {broken}" if broken else "every limit held (1.3× bare typst)")
    assert [name for name, kept in told["held"].items() if not kept] == list(filter(None, broken.split(", ")))


def test_bench_drafting_says_what_comes_back_from_libreoffice_or_that_it_is_not_installed():
    one = {"ratio": 1.2, "ms": 12.0, "against_ms": 10.0}
    told = {"runs": 3, "blocks": 75, **dict.fromkeys(DRAFTING, one), "back_from_libreoffice": None}
    lines = list(_drafting_in_words(told))
    assert [line.endswith("LibreOffice is not installed here") for line in lines[-3:]] == [False, True, True]
    program = office()
    back = by_office(program) if program else {form: {"changes": 32, "other": 0} for form in ("docx", "odt")}
    assert {form: one["other"] for form, one in back.items()} == {"docx": 0, "odt": 0}
    lines = list(_drafting_in_words({**told, "back_from_libreoffice": back}))
    assert [line.split()[0] for line in lines[-2:]] == ["0", "0"]


def test_bench_checks_and_drafting_measure_what_they_say(monkeypatch):
    monkeypatch.setattr(checks, "LETTERS", 52)
    told = checks.measure(1)
    assert set(told) == {
        "runs", "check_against_typst", "clause_against_typst", "clause_against_check", "letters", "memory_growth_kb",
    }  # fmt: skip
    assert all(told[name] > 0 for name in told if "against" in name)
    # however loaded the machine: one clause is far less than the whole
    assert told["clause_against_check"] < 0.5
    drawn = drafting.measure(1)
    assert all(set(drawn[name]) == {"ratio", "ms", "against_ms"} and drawn[name]["ratio"] > 0 for name in DRAFTING)


@pytest.mark.long
def test_bench_pages_tells_each_page_with_its_queries():
    told = json.loads(bench("pages", "--format", "json").stdout)
    assert list(told["pages"]) == ["desk", "case", "drafting_desk", "portal_search"]
    for page in told["pages"].values():
        assert set(page) == {"ratio", "ms", "empty_ms", "queries", "kB"}
        assert page["queries"] > 0


def test_bench_pipeline_asks_as_many_questions_with_many_letters_as_with_few():
    told = json.loads(bench("pipeline", "--letters", "300", "--format", "json").stdout)
    assert (told["letters"], list(told["pages"])) == (300, ["pipeline", "register", "search", "funnel"])
    for page in told["pages"].values():
        assert page["ratio"] > 0
        assert page["queries"] <= page["queries_few"] + 4  # countries, cards and their answers, where there are any
    lines = list(_pipeline_in_words(told))
    assert lines[0].startswith("300 letters · 1 pairs")
    assert [line.split()[1] for line in lines[1:]] == list(told["pages"])


@pytest.mark.long
def test_bench_candidates_scores_what_it_reads_and_tells_the_rank():
    told = json.loads(bench("candidates", "--limit", "500", "--format", "json").stdout)
    assert told["cities"] == 500
    assert told["per_second"] > 0
    assert len(told["best"]) == 5
    assert told["page"]["cities"] > 0
    assert told["page"]["queries"] <= 40


def test_bench_match_tells_rate_ratio_and_memory_of_one_run():
    told = json.loads(bench("match", "--rows", "300", "--format", "json").stdout)
    assert (told["rows"], told["touching"]) == (300, 300)
    assert told["matched"] > 200
    assert told["ratio"] == pytest.approx(told["bare_rows_per_second"] / told["rows_per_second"], rel=0.2)
    assert told["memory_mb"] > 0
    assert told["memory_grew_mb"] >= 0
    assert (told["strange_rows"], told["strange_distinct"]) == (10, 10)
    assert told["strange_grew_mb"] < 20


def test_bench_photos_tells_rate_and_memory():
    told = json.loads(bench("photos", "--photos", "2", "--format", "json").stdout)
    assert told["photos"] == 2
    assert told["ratio"] > 0
    assert told["memory_MB"] < 500


TOLD: dict = {
    "paper": {"photos": 2, "ratio": 1.3, "ms": 5, "bare_ms": 4, "memory_MB": 500},
    "quarter": {
        "goals": 12, "pieces": 20, "queries": 40, "queries_few": 40, "seconds": 0.1, "kB": 9, "activity_seconds": 0.1,
        "paper_seconds": 0.1,
    },
    "units": {"units": 3, "threads": 2, "seconds": 1, "errors": 0, "hour_used": 0.1, "engine": "sqlite"},
    "links": {
        "links": 3, "threads": 2, "seconds": 1, "errors": 0, "hour_used": 0.1, "engine": "sqlite", "median_ms": 9,
        "slowest_ms": 20,
    },
    "thumbnails": {"photos": 2, "ratio": 1.0, "grown_MB": 1, "memory_MB": 300},
}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "given", "broken"),
    [
        ("paper", {}, []),
        ("paper", {"ratio": 1.31}, ["paper_ratio"]),
        ("paper", {"memory_MB": 501}, ["paper_memory"]),
        ("quarter", {"queries": 41}, ["quarter_is_flat"]),
        ("units", {"errors": 1}, ["units_without_error"]),
        ("units", {"hour_used": 1.1}, ["units_without_error"]),
        ("links", {"errors": 1}, ["links_without_error"]),
        ("links", {"hour_used": 1.1}, ["links_without_error"]),
        ("thumbnails", {"memory_MB": 501}, ["thumbnails_bounded"]),
    ],
)
def test_bench_reports_says_which_limit_was_not_held(part, given, broken):
    told = TOLD | {part: TOLD[part] | given}
    held = reports_held(told)
    assert [name for name, kept in held.items() if not kept] == broken
    last = list(_reports_in_words(told | {"held": held}))[-1]
    assert last == (f"beyond its limit: {', '.join(broken)}" if broken else "every limit held (1.3× and 500 MB)")


def test_bench_reports_opens_a_larger_plan_in_the_same_questions(db):
    stage, organisation = house()
    told = measure_quarter(stage, organisation, 60, 80)
    assert told["queries"] <= told["queries_few"]
    assert (told["goals"], told["pieces"]) == (60, 80)
