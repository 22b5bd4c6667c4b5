"""`hermanar walk`: the whole way on a scratch database, for the programme's own pairs and for others."""

import dataclasses
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from pypdf import PdfReader

from hermanar.checks.gazetteer import Gazetteer
from hermanar.cli.walks.lead import DEFAULT, must_mean_places
from tests import vera

PERSONAS = frozenset(
    "consul liaison mayor committee council_secretary state reviewer authoriser registrar counterpart stranger".split()
)
MARK = "EJERCICIO DE DEMOSTRACIÓN"

# other pairs; persons are samples in every walk
LEADS = {
    "dolores": (
        "alone",
        {
            "municipality_key": "11014", "foreign_city": "Tomball", "foreign_subdivision": "Texas", "country": "US",
            "start": "2020-03-02", "consulate": "Consulado General de México en Houston",
            "consulate_en": "Consulate General of Mexico in Houston",
        },
    ),
    "spanish": (
        "alone",
        {
            "municipality_key": "03008", "foreign_city": "Girona", "foreign_subdivision": "Catalonia", "country": "ES",
            "start": "2024-02-29", "languages": ["es"], "head_post": "Alcaldesa", "head_post_es": "Alcaldesa",
            "foreign_office": "Gabinete de la Alcaldía", "foreign_body": "Pleno del Ayuntamiento",
            "contact_post": "Jefatura del Gabinete de la Alcaldía",
        },
    ),
    "mexican": (
        "domestic",
        {
            "municipality_key": "11014", "foreign_city": "Oaxaca de Juárez", "foreign_subdivision": "Oaxaca",
            "country": "MX", "start": "2012-02-29", "languages": ["es"],
        },
    ),
}  # fmt: skip
CASES = ["international", "domestic", "alone", *LEADS]
# every run walks each of the three ways once, alone between another pair, in one language; the others are of the long sweeps
LONG = {"alone", "dolores", "mexican"}
# each is walked by one process of the run, once
WITH = {
    case: [pytest.mark.xdist_group(f"walk-{case}"), *([pytest.mark.long] if case in LONG else [])] for case in CASES
}
EACH = [pytest.param(case, marks=WITH[case]) for case in CASES]


@dataclass(frozen=True)
class Walked:
    out: Path
    told: dict

    @cached_property
    def steps(self) -> list[dict]:
        return json.loads((self.out / "walk.json").read_text(encoding="utf-8"))

    @cached_property
    def entry(self) -> dict:
        return json.loads((self.out / "entry.json").read_text(encoding="utf-8"))

    def papers(self, suffix: str) -> list[Path]:
        found = sorted((self.out / "papers").glob(f"*.{suffix}"))
        assert found, f"no {suffix} in papers"
        return found

    def stopped(self) -> dict[str, tuple[str, list[str]]]:
        """Step → (result, codes) of each that had to stop."""
        return {s["step"]: (s["result"], s["blockers"]) for s in self.steps if s["result"] != "done"}


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "hermanar.cli.main", "walk", *arguments], capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """`walked(case)`: what that walk left; each is walked once."""
    done: dict[str, Walked] = {}

    def walk(case: str) -> Walked:
        if case not in done:
            home = tmp_path_factory.mktemp(case)
            which, lead = LEADS.get(case, (case, None))
            arguments = ["--case", which, "--out", str(home / "out")]
            if lead:
                (home / "lead.json").write_text(json.dumps(lead), encoding="utf-8")
                arguments += ["--lead", str(home / "lead.json")]
            ended = run(*arguments)
            assert ended.returncode == 0, ended.stderr
            done[case] = Walked(home / "out", json.loads(ended.stdout))
        return done[case]

    return walk


@pytest.mark.parametrize("case", EACH)
def test_walk_writes_its_steps_in_the_documented_form(walked, case):
    walk = walked(case)
    assert len(walk.steps) > 40
    for step in walk.steps:
        assert list(step) == ["step", "persona", "result", "blockers", "files"]
        assert step["persona"] in PERSONAS, step
        assert step["result"] in {"done", "refused", "blocked"}
        assert (step["result"] == "done") == (step["blockers"] == [])
        assert all(isinstance(code, str) and code for code in step["blockers"])
    counted = {r: sum(s["result"] == r for s in walk.steps) for r in ("done", "refused", "blocked")}
    assert {r: walk.told[r] for r in counted} == counted
    assert walk.told["steps"] == len(walk.steps)


@pytest.mark.parametrize("case", EACH)
def test_walk_lists_every_file_it_left(walked, case):
    walk = walked(case)
    listed = [name for step in walk.steps for name in step["files"]]
    assert len(listed) == len(set(listed))
    assert all((walk.out / name).stat().st_size > 0 for name in listed)
    there = {str(path.relative_to(walk.out)) for path in (walk.out / "papers").iterdir()}
    assert there == {name for name in listed if name.startswith("papers/")}
    assert list((walk.out / "deposited").glob("*.pdf"))
    assert {path.name for path in walk.out.iterdir()} == {"papers", "deposited", "walk.json", "entry.json"}


@pytest.mark.parametrize("case", EACH)
def test_walk_leaves_every_paper_of_the_folder(walked, case):
    walk = walked(case)
    (path,) = walk.papers("zip")
    with zipfile.ZipFile(path) as archive:
        kept = {p["path"]: p["sha256"] for p in json.loads(archive.read("index.json"))["papers"]}
    left = {sha256(f.read_bytes()).hexdigest() for f in [*walk.papers("pdf"), *walk.papers("docx")]}
    left |= {sha256(f.read_bytes()).hexdigest() for f in (walk.out / "deposited").iterdir()}
    assert {name for name, digest in kept.items() if digest not in left} == set()


@pytest.mark.parametrize("case", EACH)
def test_walk_deposits_what_came_back_signed_as_a_visible_sample(walked, case):
    walk = walked(case)
    (given,) = (p for p in walk.papers("pdf") if "texto-para-firma" in p.name)
    (scan,) = (walk.out / "deposited").glob("*-texto-firmado.pdf")
    text, before = (
        " ".join(" ".join(page.extract_text() for page in PdfReader(p).pages).split()) for p in (scan, given)
    )
    assert "FIRMA DE MUESTRA" in text
    assert "FIRMA DE MUESTRA" not in before
    assert MARK in text
    assert "COPIA DE MUESTRA DE LO FIRMADO" in text
    year = walk.entry["entry"]["signed_on"][:4]
    assert re.search(rf"Firmado en \S.{{3,90}}, el (?:\d+|1\.º) de \w+ de {year}", text)
    assert not re.search(r"Firmado en \S.{3,90}, el (?:\d+|1\.º) de", before)
    assert "Testigo de honor" in text
    assert "Persona de Muestra 42" in text


NOES = {
    "case.stranger_reads": ("refused", "not_visible"),
    "sign.before_cabildo": ("blocked", "cabildo_authorisation_missing"),
    "text.agree_with_third_city": ("blocked", "finding_P01"),
    "sign.with_act_naming_another_city": ("blocked", "cabildo_authorisation_missing"),
}
ABROAD = NOES | {"register.before_opinion": ("blocked", "opinion_missing")}


@pytest.mark.parametrize(
    ("case", "noes"),
    [pytest.param(c, NOES if LEADS.get(c, (c,))[0] == "domestic" else ABROAD, marks=WITH[c]) for c in CASES],
)
def test_walk_tries_what_must_not_be(walked, case, noes):
    stopped = walked(case).stopped()
    assert {step: stopped[step][0] for step in noes} == {step: result for step, (result, _code) in noes.items()}
    assert all(code in stopped[step][1] for step, (_result, code) in noes.items())


@pytest.mark.parametrize("case", [pytest.param(c, marks=WITH[c]) for c in ("domestic", "mexican")])
def test_walk_of_a_domestic_relation_has_no_step_of_the_ministry(walked, case):
    walk = walked(case)
    assert walk.stopped()["register.domestic"] == ("refused", ["domestic_no_registration"])
    assert not {s["persona"] for s in walk.steps} & {"reviewer", "authoriser", "registrar"}
    assert walk.entry["entry"]["klass"] == "domestic"
    # every date follows from the lead's own day, and no number of the first pair's papers is another's
    assert walk.entry["entry"]["signed_on"] == {"domestic": "2026-01-16", "mexican": "2018-09-02"}[case]
    said = " ".join(page.extract_text() for path in walk.papers("pdf") for page in PdfReader(path).pages)
    years = {"domestic": range(2019, 2028), "mexican": range(2012, 2019)}[case]
    assert {int(year) for year in re.findall(r"\bde (20\d\d)\b", said)} <= set(years)
    assert "PM/491" not in said or case == "domestic"


@pytest.mark.parametrize("case", [pytest.param(c, marks=WITH[c]) for c in ("alone", "dolores", "spanish")])
def test_walk_alone_is_done_by_the_liaison(walked, case):
    done = {s["persona"] for s in walked(case).steps if s["result"] == "done"}
    assert done == {"liaison"}


@pytest.mark.xdist_group("walk-international")
def test_walk_international_is_done_by_everybody(walked):
    assert {s["persona"] for s in walked("international").steps} == PERSONAS


@pytest.mark.parametrize("case", EACH)
def test_walk_entry_stands_on_the_shelf_of_exercises(walked, case):
    entry = walked(case).entry
    assert entry["shelf"] == "exercise"
    assert entry["entry"]["signed_on"]
    assert {tuple(line) for line in entry["entry"]["proof"]} == {("es", "en")}


@pytest.mark.parametrize(
    ("case", "signed"),
    [
        pytest.param("international", "2022", marks=WITH["international"]),
        pytest.param("dolores", "2020", marks=WITH["dolores"]),  # before the programme’s own pair
        pytest.param("spanish", "2024", marks=WITH["spanish"]),  # within the last year of an administration
    ],
)
def test_walk_happens_on_the_dates_of_its_lead(walked, case, signed):
    picture = walked(case).entry["entry"]
    start = LEADS[case][1]["start"] if case in LEADS else "2022-01-31"
    assert start < picture["signed_on"] <= picture["registered_on"]
    assert picture["signed_on"][:4] == signed


OF_THE_FIRST = ("Whitewater", "Wisconsin", "Milwaukee", "City Manager", "Manuel Doblado", "MD/PM", "GE/EE", "Houston")


@pytest.mark.parametrize("case", [pytest.param(c, marks=WITH[c]) for c in LEADS])
def test_walk_of_another_lead_says_nothing_of_the_first_pair(walked, case):
    words = set(OF_THE_FIRST) - ({"Houston"} if case == "dolores" else set())
    for path in walked(case).papers("pdf"):
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        assert not [w for w in words if w in text], path.name


@pytest.mark.parametrize("case", EACH)
def test_walk_entry_in_english_is_english(walked, case):
    entry = walked(case).entry["entry"]
    english = json.dumps([[s["post"]["en"] for s in entry["signatories"]], [p["en"] for p in entry["proof"]]])
    assert not re.search("Presiden[ct]|Cabildo|sesi", english) or case == "spanish"


@pytest.mark.parametrize("case", EACH)
def test_walk_calendar_has_the_end_of_both_administrations(walked, case):
    said = {
        str(event["SUMMARY"])
        for path in walked(case).papers("ics")
        if path.name.endswith("-es.ics")
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }
    for words in ("Fin de la administración municipal", "Fin del mandato en la contraparte"):
        assert any(words in s for s in said), said


@pytest.mark.parametrize(
    ("case", "city"),
    [
        pytest.param(case, city, marks=WITH[case])
        for case, city in (("international", "Whitewater"), ("dolores", "Tomball"), ("spanish", "Girona"))
    ],
)
def test_walk_entry_names_the_pair_of_the_lead(walked, case, city):
    text = json.dumps(walked(case).entry, ensure_ascii=False)
    assert city in text
    assert ("Whitewater" in text) == (case == "international"), "something is wired to the programme's own pair"


@pytest.mark.parametrize("case", EACH)
def test_walk_papers_say_that_they_are_an_exercise(walked, case):
    for path in walked(case).papers("pdf"):
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        assert MARK in " ".join(text.split()), path.name


@pytest.mark.parametrize("case", EACH)
def test_walk_word_papers_open_and_say_that_they_are_an_exercise(walked, case):
    for path in walked(case).papers("docx"):
        assert Document(str(path)).paragraphs
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
        assert any(MARK in part for part in parts), path.name


@pytest.mark.vera
@pytest.mark.parametrize("case", EACH)
def test_walk_papers_are_pdf_ua_and_pdf_a(walked, case):
    wrong = {path.name: found for path in walked(case).papers("pdf") if (found := vera.failures(path.read_bytes()))}
    assert wrong == {}


@pytest.mark.parametrize("case", EACH)
def test_walk_leaves_folder_and_calendar_that_open(walked, case):
    walk = walked(case)
    for path in walk.papers("ics"):
        calendar = Calendar.from_ical(path.read_bytes())
        assert [str(e["SUMMARY"]) for e in calendar.walk("VEVENT")], path.name
    (path,) = walk.papers("zip")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.testzip() is None
        index = json.loads(archive.read("index.json"))
        assert {p["path"] for p in index["papers"]} | {"index.json", "index.html"} == set(archive.namelist())


@pytest.mark.xdist_group("walk-spanish")
def test_walk_in_spanish_only_prints_one_language(walked):
    text = next(p for p in walked("spanish").papers("pdf") if "texto-para-firma" in p.name)
    words = " ".join(page.extract_text() for page in PdfReader(text).pages)
    assert "ARTÍCULO" in words.upper()
    assert "ARTICLE" not in words.upper().replace("ARTÍCULO", "")


@pytest.mark.long
@pytest.mark.parametrize(
    ("which", "start"), [("alone", "2009-01-01"), ("alone", "2031-03-01"), ("international", "2027-05-01")]
)
def test_walk_starts_on_any_day(tmp_path, which, start):
    (tmp_path / "lead.json").write_text(json.dumps(GOOD | {"start": start}), encoding="utf-8")
    ended = run("--case", which, "--lead", str(tmp_path / "lead.json"), "--out", str(tmp_path / "out"))
    assert ended.returncode == 0, ended.stderr
    entry = json.loads((tmp_path / "out/entry.json").read_text(encoding="utf-8"))
    assert start < entry["entry"]["signed_on"] <= entry["entry"]["registered_on"]


# files that are no lead

GOOD = LEADS["dolores"][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not readable as JSON"),
        ("[]", "must hold one JSON object"),
        ("{", "not readable as JSON"),
        (json.dumps({}), "Missing: municipality_key, foreign_city, country, start"),
        (json.dumps(GOOD | {"town": "x"}), "Unknown keys: town"),
        (json.dumps(GOOD | {"start": "31/01/2022"}), "start must be a date as 2022-01-31"),
        (json.dumps(GOOD | {"start": "2022-02-30"}), "start must be a date as 2022-01-31"),
        (json.dumps(GOOD | {"start": "0001-01-01"}), "start must lie between"),
        (json.dumps(GOOD | {"their_term_ends_on": "soon"}), "their_term_ends_on must be a date as 2025-04-30"),
        (json.dumps(GOOD | {"foreign_city": "Tom\x07ball\ue000"}), "foreign_city: no typeface draws the character U+0007"),
        (json.dumps(GOOD | {"interests": {"es": "Ser\ue000", "en": "x"}}), "stands after “Ser”"),
        (json.dumps(GOOD | {"foreign_city": "  "}), "Missing: foreign_city"),
        (json.dumps(GOOD | {"third_city": "TOMBALL"}), "third_city must be a city that is not of the pair"),
        (json.dumps(GOOD | {"foreign_city_es": "Tómbala", "other_city": "tombala"}), "other_city must be a city that is not of the pair"),
        (json.dumps(GOOD | {"municipality_key": 11014}), "municipality_key must be a text"),
        (json.dumps(GOOD | {"foreign_city_es": 7}), "foreign_city_es must be a text"),
        (json.dumps(GOOD | {"country": "MX", "foreign_city_es": "Tómbala"}), "foreign_city_es is the Spanish name of a city abroad"),
        (json.dumps(GOOD | {"languages": "es"}), "languages must be a list of texts"),
        (json.dumps(GOOD | {"languages": ["en"]}), 'languages must be ["es"] or ["es", "en"]'),
        (json.dumps(GOOD | {"motivations": {"es": "x"}, "languages": ["es", "en"]}), "must be written in es and en"),
        (json.dumps(GOOD | {"country": "BR", "motivations": {"es": "x", "en": "y"}}), "must be written in es and pt"),
        (json.dumps(GOOD | {"ideas": ["x"]}), "ideas must be a list of objects with texts"),
        (json.dumps(GOOD | {"areas": ["spaceflight"]}), "Unknown areas: spaceflight"),
        (json.dumps(GOOD | {"foreign_zone": "Texas"}), "foreign_zone must be a time zone"),
        (json.dumps(GOOD | {"country": "MX"}), "For --case international the country of the lead must be another"),
    ],
)  # fmt: skip
def test_walk_of_a_broken_lead_says_what_is_wrong(tmp_path, text, said):
    (tmp_path / "lead.json").write_text(text, encoding="utf-8")
    ended = run("--lead", str(tmp_path / "lead.json"), "--out", str(tmp_path / "out"))
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"municipality_key": "99999"}, "There is no municipality with key 99999"),
        ({"country": "ZZ"}, "There is no country ZZ"),
        ({"foreign_city": "Salamanca", "foreign_subdivision": "", "country": "ES"}, "exists more than once"),
    ],
)
def test_walk_of_a_lead_that_means_no_place_says_which(tmp_path, changes, said):
    (tmp_path / "lead.json").write_text(json.dumps(GOOD | changes), encoding="utf-8")
    ended = run("--lead", str(tmp_path / "lead.json"), "--out", str(tmp_path / "out"))
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("city", "subdivision", "said"), [
    ("Oleiros", "Galicia", "Oleiros, Galicia exists 2 times: the most populous is meant"),
    ("Salamanca", "Castilla y León", ""),
])  # fmt: skip
def test_lead_to_one_of_several_cities_in_a_subdivision_means_the_most_populous(capsys, city, subdivision, said):
    lead = dataclasses.replace(DEFAULT, foreign_city=city, foreign_subdivision=subdivision, country="ES")
    with Gazetteer.open() as gazetteer:
        must_mean_places(lead, gazetteer)
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert (told == "") == (said == "")


def test_walk_of_a_lead_from_abroad_is_no_domestic_case(tmp_path):
    (tmp_path / "lead.json").write_text(json.dumps(GOOD), encoding="utf-8")
    ended = run("--case", "domestic", "--lead", str(tmp_path / "lead.json"), "--out", str(tmp_path / "out"))
    assert ended.returncode != 0
    assert "country of the lead must be MX" in ended.stderr


def test_walk_of_a_file_that_is_not_there_says_so(tmp_path):
    ended = run("--lead", str(tmp_path / "none.json"), "--out", str(tmp_path / "out"))
    assert ended.returncode == 2
    assert "does not exist" in ended.stderr
