"""The folder as ZIP, the circle of actors, the profile put on a relation."""

import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.utils import translation

from hermanar.directory.enums import Part
from hermanar.documents.operations import assemble, issue
from hermanar.documents.queries import brief_of_house
from hermanar.documents.rules.templates import load
from hermanar.kernel.errors import Blocked, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose, SessionKind
from hermanar.meetings.queries import list_papers_about
from hermanar.partnerships import queries
from hermanar.partnerships.enums import Direction, Fact, LetterKind
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import link_profile, record_letter
from hermanar.process.queries import standing_facts
from hermanar.profiles.operations import save_section
from tests import relation
from tests.profiles.conftest import ENTRIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


def unzip(cast, partnership, persona="liaison") -> zipfile.ZipFile:
    pieces = queries.stream_folder(cast.actor(persona), partnership, cast.at.date())
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def test_stream_folder_empty_still_has_its_index(cast, partnership):
    archive = unzip(cast, partnership)
    assert archive.namelist() == ["index.json", "index.html"]
    assert json.loads(archive.read("index.json"))["papers"] == []


def test_stream_folder_holds_each_paper_under_its_hash(cast, partnership):
    kept = relation.attachment(cast, partnership)
    archive = unzip(cast, partnership)
    (paper,) = json.loads(archive.read("index.json"))["papers"]
    assert paper["sha256"] == kept.blob.sha256 == hashlib.sha256(archive.read(paper["path"])).hexdigest()
    assert archive.testzip() is None


def test_stream_folder_gives_its_bytes_in_pieces(cast, partnership):
    relation.attachment(cast, partnership)
    assert len(list(queries.stream_folder(cast.actor("liaison"), partnership, cast.at.date()))) > 3


def test_stream_folder_to_a_stranger_holds_nothing(cast, partnership):
    relation.attachment(cast, partnership)
    assert unzip(cast, partnership, "stranger").namelist() == ["index.json", "index.html"]


def test_boards_of_says_who_sits_and_who_can_act(cast, partnership):
    board = queries.boards_of([partnership.circle], cast.organisations["municipality"].public_id)[partnership.circle_id]
    assert board.mine == {Part.LEAD}
    assert board.seated[Part.OVERSEER] == "Gobierno del Estado"
    assert board.is_on_board(Part.LEAD, "mayor")
    assert not board.is_on_board(Part.CONSUL)


def test_boards_of_asks_the_same_for_three_as_for_one(cast, assert_flat):
    def call():
        queries.boards_of([p.circle for p in Partnership.objects.select_related("circle")], "x")

    assert assert_flat(lambda: relation.open_relation(cast), call) == 3


def test_actors_of_names_the_vacant_office_too(cast, partnership):
    cast.appointments["mayor"].until_on = cast.at.date().replace(day=1)
    cast.appointments["mayor"].ended_at = cast.at
    cast.appointments["mayor"].save()
    rows = {a.office: a for a in queries.actors_of(partnership.circle, cast.at.date())}
    assert rows["Presidencia Municipal"].holder == ""
    assert rows["Dirección de Enlace Internacional"].last.happened == "partnerships.counterpart_updated"


def write(cast, keys):
    for key in keys:
        es, en = ENTRIES[key]
        profile = save_section(
            cast.act("liaison"), profile_of=cast.organisations["municipality"], key=key, es=es, en=en, source="S",
            year=2020,
        )  # fmt: skip
    return profile


def test_link_profile_complete_states_the_fact_once(cast, partnership):
    profile = write(cast, ENTRIES)
    first = link_profile(cast.act("liaison"), partnership=partnership, profile=profile)
    assert link_profile(cast.act("liaison"), partnership=partnership, profile=profile) == first
    line = standing_facts(partnership.case)[Fact.PROFILE_READY]
    assert line.proof == "Perfil municipal, revisión 11, español e inglés"


def test_link_profile_incomplete_is_blocked_with_a_door_in_the_relation(cast, partnership):
    with pytest.raises(Blocked) as error:
        link_profile(cast.act("liaison"), partnership=partnership, profile=write(cast, ["offer"]))
    assert {b.at["partnership"] for b in error.value.blockers} == {partnership.public_id}
    assert Fact.PROFILE_READY not in standing_facts(partnership.case)


def test_link_profile_by_others_is_refused(cast, partnership):
    profile = write(cast, ENTRIES)
    for persona in ("mayor", "stranger", "state"):
        with pytest.raises(Refused) as error:
            link_profile(cast.act(persona), partnership=partnership, profile=profile)
        assert error.value.code == "not_liaison"


def test_link_profile_of_another_municipality_is_refused(cast, partnership):
    profile = write(cast, ENTRIES)
    profile.organisation = cast.organisations["elsewhere"]
    with pytest.raises(Refused) as error:
        link_profile(cast.act("liaison"), partnership=partnership, profile=profile)
    assert error.value.code == "other_profile"


def give_out(cast, partnership, supersedes=None, folio="VS/PM/001/2022"):
    act, town = cast.act("liaison"), cast.organisations["municipality"]
    values = dict(load("letter_of_intent").sample)
    version = assemble(act, circle=partnership.circle, issuer=town, kind="letter_of_intent", values=values)
    brief = brief_of_house(town, "letter_of_intent", act.on, languages=("es", "en"))
    return issue(
        act, version=version, brief=brief, folio=folio, issued_on=act.on, letterhead_of=town, supersedes=supersedes
    )


def test_folder_says_of_a_replaced_paper_by_which_and_where_to_verify(cast, partnership):
    old = give_out(cast, partnership)
    new = give_out(cast, partnership, supersedes=old, folio="VS/PM/002/2022")
    archive = unzip(cast, partnership)
    told = {p["code"]: p for p in json.loads(archive.read("index.json"))["papers"]}
    assert {c: (p["state"], p["superseded_by"]) for c, p in told.items()} == {
        old.code: ("superseded", new.code),
        new.code: ("in_force", ""),
    }
    page = archive.read("index.html").decode()
    assert f"Sustituido por {new.code}" in page
    assert f'/verificar/{old.code}/"' in page
    assert all(p["sha256"] == hashlib.sha256(archive.read(p["path"])).hexdigest() for p in told.values())


def test_folder_has_the_convocation_of_the_session_that_sees_the_relation(cast, partnership):
    body = relation.committee(cast)
    act = cast.act("committee")
    for number, about in (("07", partnership), ("08", None)):
        session = meetings.convene_session(
            act, body=body, kind=SessionKind.ORDINARY, number=number, held_on=act.on + dt.timedelta(days=3)
        )
        meetings.put_point(act, session=session, title="Asunto", partnership=about)
        meetings.call_session(act, session=session)
    actor = cast.actor("committee")
    sessions = list_papers_about(actor, partnership)
    called = [session.call.code for session in body.sessions.filter(number="07")]
    assert [i.code for i in sessions[0]] == called
    archive = zipfile.ZipFile(
        io.BytesIO(b"".join(queries.stream_folder(actor, partnership, cast.at.date(), sessions=sessions)))
    )
    papers = json.loads(archive.read("index.json"))["papers"]
    assert {p["code"] for p in papers if p["path"].startswith("sesiones/")} == set(called)
    assert all(p["sha256"] == hashlib.sha256(archive.read(p["path"])).hexdigest() for p in papers)
    assert list_papers_about(cast.actor("stranger"), partnership) == ([], [])


def test_folder_titles_what_came_by_what_it_is_and_says_dates_and_formats(cast, partnership):
    record_letter(
        cast.act("liaison"), partnership=partnership, kind=LetterKind.ANSWER, direction=Direction.IN,
        dated_on=dt.date(2022, 1, 20), folio="LS-9", is_affirmative=True, city="Lakeside",
        attachment=relation.attachment(cast, partnership),
    )  # fmt: skip
    give_out(cast, partnership)
    page = unzip(cast, partnership).read("index.html").decode()
    came = '<br><span class="came">llegó como “firmado.pdf”</span>'
    assert f">{LetterKind.ANSWER.label} (PDF)</a>{came}</td><td>20 de enero de 2022</td><td>LS-9</td>" in page
    assert "(Word)" in page
    assert ">2022-" not in page
    with translation.override("en"):
        english = unzip(cast, partnership).read("index.html").decode()
    assert "<td>January 20, 2022</td><td>LS-9</td>" in english


def test_folder_has_the_act_that_installed_the_committee(cast, partnership):
    body = relation.committee(cast)
    session = relation.hold(cast, body)
    resolution = relation.resolve(cast, session, None, Purpose.INSTALL)
    meetings.link_committee(cast.act("liaison"), partnership=relation.fresh(partnership), body=body)
    certificate = meetings.certify_resolution(cast.act("committee"), resolution=resolution).certificate
    issues, _scans = list_papers_about(cast.actor("liaison"), relation.fresh(partnership))
    assert certificate in issues
