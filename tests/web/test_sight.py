"""What each seat reads of a case: pages, log, folder and files ask one table (`directory/data/sight.yaml`)."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from hermanar.directory.enums import Part
from hermanar.directory.models import Organisation, Seat
from hermanar.directory.rules import sight
from hermanar.documents.operations import add_comment
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.journal.queries import list_lines
from hermanar.opinions import operations as opinions
from hermanar.partnerships.enums import Direction, Fact, LetterKind
from hermanar.partnerships.operations import record_letter
from hermanar.partnerships.queries import list_papers
from hermanar.process.operations import withdraw_fact
from hermanar.web.relations import what_is_read
from hermanar.web.sentences import SENTENCES
from tests import relation
from tests.kept import kept

pytestmark = pytest.mark.django_db

# persona → its parts in the circle of a case
SEATS = {
    "liaison": {Part.LEAD}, "state": {Part.OVERSEER}, "committee": {Part.COMMITTEE},
    "reviewer": {Part.REVIEWER, Part.REGISTRAR}, "counterpart": {Part.COUNTERPART}, "consul": {Part.CONSUL},
    "stranger": {Part.OBSERVER},
}  # fmt: skip


@pytest.fixture
@kept
def partnership(cast):
    made = relation.open_relation(cast)
    for who, part in (("consul", Part.CONSUL), ("stranger", Part.OBSERVER)):
        house = Organisation.objects.get(public_id=cast.actor(who).organisation)
        Seat.objects.create(circle=made.circle, organisation=house, part=part, from_on=cast.at.date())
    return made


def status(cast, who, name, *args) -> int:
    return cast.client(who).get(reverse(name, args=args)).status_code


def html(cast, who, name, *args) -> str:
    answer = cast.client(who).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def folder(cast, who, partnership) -> list[dict]:
    answer = cast.client(who).get(reverse("web:cases:folder", args=[partnership.public_id]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    told = json.loads(archive.read("index.json"))["papers"]
    assert {p["path"] for p in told} == set(archive.namelist()) - {"index.json", "index.html"}
    return told


def received(cast, partnership, kind, folio):
    return record_letter(
        cast.act("liaison"), partnership=partnership, kind=kind, direction=Direction.IN, dated_on=cast.at.date(),
        folio=folio, is_affirmative=True if kind == LetterKind.ANSWER else None, city="Lakeside",
        sender="Dirección, Secretaría de Relaciones Exteriores" if kind == LetterKind.NOTE else "",
        attachment=relation.attachment(cast, partnership),
    ).attachment  # fmt: skip


@pytest.mark.parametrize("who", SEATS)
def test_log_of_every_kind_is_read_by_the_seats_of_its_matter(cast, partnership, who):
    act, chain = cast.act("operator"), partnership.circle.public_id
    for member in SENTENCES.values():
        record(act, member, chain=chain)
    read = what_is_read(cast.actor(who), partnership)
    lines = list_lines(chain, limit=len(SENTENCES), reading=read.log)
    told = {line.happened for line in lines if line.organisation != cast.actor(who).organisation}
    decided = {
        key
        for key in SENTENCES
        for m in sight.matters().values()
        if {key, f"{key.partition('.')[0]}.*"} & m.log and m.readers & SEATS[who]
    }
    assert told == decided
    assert {line for line in lines if not read.log.reads(line)} == set()


@pytest.mark.parametrize(
    ("who", "study", "triage"),
    [
        ("liaison", 200, 200), ("state", 200, 200), ("committee", 200, 200), ("reviewer", 200, 200), ("consul", 200, 200),
        ("counterpart", 404, 404), ("stranger", 404, 404),
    ],
)  # fmt: skip
def test_study_and_triage_are_not_there_for_the_other_side(cast, partnership, who, study, triage):
    relation.submit_study(cast, partnership)
    assert status(cast, who, "web:cases:study", partnership.public_id) == study
    assert status(cast, who, "web:cases:triage", partnership.public_id) == triage
    case = html(cast, who, "web:cases:case", partnership.public_id)
    doors = [reverse(f"web:cases:{name}", args=[partnership.public_id]) for name in ("study", "triage")]
    assert [door in case for door in doors] == [study == 200, triage == 200]
    assert "Estudio de conveniencia y factibilidad" in case  # the step, and whether it is done
    log = html(cast, who, "web:cases:log", partnership.public_id)
    assert ("sometió el estudio al Comité" in log) == (study == 200)
    circle = html(cast, who, "web:cases:circle", partnership.public_id)
    assert ("ometió el estudio al Comité" in circle) == (study == 200)


def test_folder_and_files_of_each_seat_hold_what_it_reads(cast, partnership):
    answer = received(cast, partnership, LetterKind.ANSWER, "LS-9")
    note = received(cast, partnership, LetterKind.NOTE, "SRE-1")
    loose = relation.attachment(cast, partnership)
    own = relation.attachment(cast, partnership, "counterpart")
    names = {answer.public_id: "answer", note.public_id: "note", loose.public_id: "loose", own.public_id: "own"}
    found = {}
    for who in SEATS:
        paths = " ".join(paper.path for paper, _blob in list_papers(cast.actor(who), partnership))
        found[who] = {name for key, name in names.items() if key in paths}
        seen = Attachment.objects.for_actor(cast.actor(who)).filter(public_id__in=names)
        assert {names[row.public_id] for row in seen} == found[who]
    assert found == {
        "liaison": {"answer", "note", "loose", "own"},
        "state": {"answer", "note", "loose", "own"},
        "reviewer": {"answer", "note", "loose", "own"},
        "committee": {"answer", "note"},
        "consul": {"answer", "note"},
        "counterpart": {"answer", "own"},
        "stranger": {"answer"},
    }
    assert note.public_id not in " ".join(p["path"] for p in folder(cast, "counterpart", partnership))
    assert status(cast, "counterpart", "web:file", note.public_id) == 404


def test_folder_names_a_paper_received_by_what_it_is_and_keeps_its_name_in_the_index(cast, partnership):
    file = received(cast, partnership, LetterKind.ANSWER, "LS-9")
    (paper,) = folder(cast, "liaison", partnership)
    assert paper["path"] == f"recibidos/{cast.at.date().isoformat()}-respuesta-ls-9-{file.public_id}.pdf"
    assert paper["came_as"] == file.filename


def test_text_is_read_by_the_other_side_without_warnings_nor_what_others_said_beside_it(cast, partnership):
    agreement = relation.start_text(cast, partnership)
    said = {who: f"Dicho por {who}" for who in ("liaison", "counterpart")}
    for who, text in said.items():
        add_comment(cast.act(who), document=agreement.document, group="art-01", text=text)
    asked = cast.appointments["counterpart"].public_id
    add_comment(
        cast.act("liaison"), document=agreement.document, group="art-02", text="¿Lo ven así?", for_appointment=asked
    )
    ours = html(cast, "liaison", "web:drafting:text", partnership.public_id)
    theirs = html(cast, "counterpart", "web:drafting:text", partnership.public_id)
    committee = html(cast, "committee", "web:drafting:text", partnership.public_id)
    words = [*said.values(), "¿Lo ven así?", "Revisión automática"]
    assert [w in ours for w in words] == [True, True, True, True]
    assert [w in theirs for w in words] == [False, True, True, False]
    assert [w in committee for w in words] == [False, False, False, False]
    # nor on the case page what the checker found in it
    found = {who: "revisión automática" in html(cast, who, "web:cases:case", partnership.public_id) for who in SEATS}
    assert (found["liaison"], found["committee"], found["counterpart"]) == (True, False, False)
    for who in ("committee", "counterpart"):
        assert status(cast, who, "web:drafting:returns", partnership.public_id) == 404
        assert status(cast, who, "web:drafting:bank", partnership.public_id) == 404


def test_observation_not_sent_is_in_no_log_and_the_dispatch_in_that_of_who_sends_and_receives(cast):
    made = relation.open_relation(cast)
    relation.agree(cast, made)
    relation.authorise_and_certify(cast, made)
    row = relation.review(cast, relation.fresh(made))
    opinions.observe(cast.act("reviewer"), review=row, group="art-03", text="Precise el alcance.")
    seats = ("liaison", "state", "committee", "reviewer", "counterpart")
    told = {who: "anotó una observación" in html(cast, who, "web:cases:log", made.public_id) for who in seats}
    assert told == dict.fromkeys(seats, False)
    sent = {who: "envió el expediente a la SRE" in html(cast, who, "web:cases:log", made.public_id) for who in seats}
    assert sent == dict.fromkeys(seats, True) | {"committee": False, "counterpart": False}


def test_reason_for_taking_a_fact_back_is_reserved_from_the_other_side(cast, partnership):
    act = cast.act("liaison")
    relation.agree(cast, partnership)
    case = relation.fresh(partnership).case
    withdraw_fact(act, case=case, key=Fact.TEXT_AGREED, label=Fact.TEXT_AGREED.label, reason="Falta un sello nuestro")
    told = {
        who: "Falta un sello nuestro" in html(cast, who, "web:cases:log", partnership.public_id)
        for who in ("liaison", "committee", "counterpart", "stranger")
    }
    assert told == {"liaison": True, "committee": True, "counterpart": False, "stranger": False}
    assert "Motivo: reservado" in html(cast, "counterpart", "web:cases:log", partnership.public_id)


def test_api_answers_every_seat_what_it_answers_anybody(cast, partnership):
    relation.submit_study(cast, partnership)
    told = {who: cast.client(who).get("/api/v1/entries").content for who in SEATS}
    assert set(told.values()) == {cast.client("liaison").get("/api/v1/entries").content}
    for who in SEATS:
        answer = cast.client(who).get(f"/api/v1/entries/{partnership.public_id}")
        assert answer.status_code == 404
