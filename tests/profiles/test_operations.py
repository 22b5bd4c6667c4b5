"""Writing, printing and handing in the profile."""

import datetime as dt

import pytest

from hermanar.directory.models import Place
from hermanar.documents.enums import IssueState
from hermanar.documents.queries import get_rendition
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.profiles import operations as ops
from hermanar.profiles.models import Profile, ProfileRevision, Submission
from hermanar.profiles.queries import (
    compare,
    facts_of,
    get_profile,
    last_touched,
    list_chapters,
    matching_facts,
)

pytestmark = pytest.mark.django_db


def test_save_section_makes_a_revision_and_a_line(cast, save):
    profile = save("offer", "talleres", "workshops", source="", year=None)
    assert profile.revision == 1
    assert profile.sections == {"offer": {"es": "talleres", "en": "workshops", "source": "", "year": None, "stale": ""}}
    assert list(ProfileRevision.objects.values_list("number", "changed")) == [(1, ["offer"])]
    line = list_lines(cast.organisations["municipality"].home.public_id)[0]
    assert (line.happened, line.about, line.data["number"]) == ("profiles.section_saved", profile.public_id, 1)


def test_save_section_keeps_how_a_source_is_called_in_english_only_where_it_is_called_otherwise(save):
    assert save("offer", "a", "b", source="Censo", source_en="Census").sections["offer"]["source_en"] == "Census"
    assert "source_en" not in save("offer", "a", "b", source="INEGI", source_en="INEGI").sections["offer"]
    assert "source_en" not in save("offer", "a", "c", source="", source_en="Census").sections["offer"]


def test_save_section_unchanged_makes_no_revision(save):
    save("offer", "talleres", "workshops")
    assert save("offer", " talleres ", "workshops").revision == 1
    assert ProfileRevision.objects.count() == 1


def test_save_section_of_one_language_marks_the_other_until_it_agrees(save):
    save("offer", "talleres", "workshops")
    assert save("offer", "talleres y ferias", "workshops").sections["offer"]["stale"] == "en"
    assert save("offer", "talleres y ferias", "workshops", agrees=True).sections["offer"]["stale"] == ""
    assert Profile.objects.get().revision == 3


@pytest.mark.parametrize("persona", ["mayor", "committee", "state", "counterpart", "stranger"])
def test_save_section_by_who_is_not_its_liaison_is_refused(save, persona):
    with pytest.raises(Refused) as error:
        save("offer", "talleres", "workshops", by=persona)
    assert error.value.code == "not_liaison"
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("key", "es", "en", "more", "fields"),
    [
        ("population", "muchos", "", {}, ["es"]),
        ("website", "villa.example", "", {}, ["es"]),
        ("population", "45,210", "", {"year": 2090}, ["year"]),
        ("offer", "uno\ndos", "one", {}, ["en"]),
        ("offer", "", "one", {}, ["es"]),
    ],
)
def test_save_section_that_cannot_be_taken_names_the_field(save, key, es, en, more, fields):
    with pytest.raises(Invalid) as error:
        save(key, es, en, **more)
    assert sorted(error.value.errors) == fields


def test_save_section_without_source_is_kept_with_what_it_lacks(save):
    profile = save("population", "45,210", source="", year=None)
    assert profile.sections["population"]["es"] == "45,210"
    (picture,) = [e for c in list_chapters(profile) for e in c.entries if e.key == "population"]
    assert (picture.printed, picture.complete, len(picture.lacks)) == (False, False, 2)
    marked = save("population", "45,210", source="", year=None, unsourced=True)
    (picture,) = [e for c in list_chapters(marked) for e in c.entries if e.key == "population"]
    assert (picture.printed, picture.complete, picture.unsourced) == (True, False, True)


def test_save_section_over_what_another_person_changed_meanwhile_is_refused(save):
    seen = save("offer", "talleres", "workshops").revision
    save("need", "mercados", "markets")
    assert save("offer", "talleres y ferias", "workshops and fairs", seen=seen).revision == 3
    with pytest.raises(Refused) as error:
        save("offer", "otra cosa", "something else", seen=seen)
    assert error.value.code == "entry_changed"


def test_save_section_remembers_who_changed_it_in_which_post(cast, save):
    profile = save("offer", "talleres", "workshops")
    row = ProfileRevision.objects.get()
    assert (row.by_user, row.by_post) == (cast.users["liaison"].public_id, cast.appointments["liaison"].public_id)
    assert last_touched(profile)["offer"] == row


def test_tag_line_says_what_an_offer_is_about_and_survives_new_words(cast, save):
    profile = save("offer", "talleres\nferias", "workshops\nfairs")
    tags = {"areas": ["culture"], "targets": ["8.9"], "link": "https://villa.example/talleres"}
    tagged = ops.tag_line(cast.act("liaison"), profile=profile, key="offer", line=1, tags=tags)
    assert tagged.sections["offer"]["items"] == [{}, {**tags, "goals": [8]}]
    moved = save("offer", "ferias\ntalleres", "fairs\nworkshops")
    assert moved.sections["offer"]["items"] == [{**tags, "goals": [8]}, {}]
    facts = matching_facts(cast.actor("liaison"), cast.organisations["municipality"])
    assert (facts.offers[0].areas, facts.areas_offered, facts.goals) == (("culture",), {"culture"}, {8})


@pytest.mark.parametrize(
    ("key", "tags", "fields"),
    [
        ("offer", {"areas": ["weather"]}, ["areas"]),
        ("offer", {"link": "villa.example"}, ["link"]),
        ("migrants_abroad", {"country": "ZZ"}, ["country"]),
        ("migrants_abroad", {"number": 300, "country": "US"}, ["source", "year"]),
    ],
)
def test_tag_line_that_cannot_be_taken_names_the_tag(cast, save, key, tags, fields):
    profile = save(key, "uno", "one")
    with pytest.raises(Invalid) as error:
        ops.tag_line(cast.act("liaison"), profile=profile, key=key, line=0, tags=tags)
    assert sorted(error.value.errors) == fields
    assert Profile.objects.get().revision == 1


def test_tag_line_that_is_not_there_or_by_who_may_not_is_refused(cast, save):
    profile = save("offer", "talleres", "workshops")
    for who, line, code in (("liaison", 1, "line_unknown"), ("mayor", 0, "not_liaison")):
        with pytest.raises(Refused) as error:
            ops.tag_line(cast.act(who), profile=profile, key="offer", line=line, tags={"areas": ["culture"]})
        assert error.value.code == code


def test_restore_entry_brings_back_what_it_said_and_erases_nothing(cast, save):
    save("offer", "talleres", "workshops")
    profile = save("offer", "ferias", "fairs")
    back = ops.restore_entry(cast.act("liaison"), profile=profile, key="offer", number=1)
    assert (back.revision, back.sections["offer"]["es"]) == (3, "talleres")
    assert [c.new for c in compare(back, 2, 3)] == ["talleres", "workshops"]
    with pytest.raises(Refused) as error:
        ops.restore_entry(cast.act("liaison"), profile=profile, key="offer", number=9)
    assert error.value.code == "revision_unknown"


def test_open_sheet_of_a_city_abroad_once_a_circle(cast):
    act = cast.act("liaison")
    place = Place.objects.get(name="Lakeside")
    sheet = ops.open_sheet(act, circle=cast.circle, about="Lakeside", place=place)
    assert ops.open_sheet(act, circle=cast.circle, about=" Lakeside ") == sheet
    assert (sheet.organisation, sheet.country_id, sheet.place) == (None, "US", place)
    written = ops.save_section(
        act, profile_of=sheet, key="universities", es="Universidad del Lago", en="Lake University"
    )
    facts = facts_of(written)
    assert (facts.name, facts.is_sheet, facts.universities[0].en) == ("Lakeside", True, "Lake University")
    assert get_profile(cast.actor("mayor"), sheet.public_id) == sheet
    for who in ("counterpart", "state", "stranger"):
        with pytest.raises(NotVisible):
            get_profile(cast.actor(who), sheet.public_id)


def test_open_sheet_by_who_does_not_lead_is_not_there(cast):
    for who in ("counterpart", "stranger", "mayor"):
        with pytest.raises(NotVisible):
            ops.open_sheet(cast.act(who), circle=cast.circle, about="Lakeside")
    with pytest.raises(Invalid):
        ops.open_sheet(cast.act("liaison"), circle=cast.circle, about=" ")


def test_save_section_unknown_is_refused(save):
    with pytest.raises(Refused) as error:
        save("weather", "bueno", "good")
    assert error.value.code == "section_unknown"


def test_issue_profile_that_says_nothing_is_blocked_with_its_door(cast, save):
    profile = save("offer", "", "")
    with pytest.raises(Blocked) as error:
        ops.issue_profile(cast.act("liaison"), profile=profile)
    assert [(b.code, b.at["section"]) for b in error.value.blockers] == [("profile_empty", "presentation")]


def test_issue_profile_prints_what_there_is_and_no_figure_without_source(cast, save):
    save("presentation", "Vive de sus talleres.", "It lives from its workshops.")
    save("households", "11,902", source="", year=None)
    save("students", "1,850", source="", year=None, unsourced=True)
    profile = save("population", "45,210", source="Censo de muestra", year=2020)
    content = ops.issue_profile(cast.act("liaison"), profile=profile).version.as_content
    figures = {b.key: b.text["es"] for b in content.blocks if b.group == "figures"}
    assert figures == {
        "figures": "El municipio en cifras",
        "figures.population": "Población\t45,210 habitantes\nCenso de muestra, 2020",
        "figures.students": "Matrícula superior\t1,850 estudiantes de educación superior\nSin fuente",
    }


def test_issue_profile_says_what_the_program_knows_and_what_it_is_given(cast, save):
    profile = save("presentation", "Vive de sus talleres.", "It lives from its workshops.")
    known = {"existing_twinnings": {"es": "Lakeside, Wisconsin", "en": "Lakeside, Wisconsin"}}
    content = ops.issue_profile(cast.act("liaison"), profile=profile, known=known).version.as_content
    said = {b.key: b.text["en"].partition("\t")[2] for b in content.blocks if "\t" in b.text["en"]}
    assert said["general.inegi_code"] == cast.organisations["municipality"].municipality_id
    assert said["general.state"] == "Oaxaca"
    assert said["government.mayor"].endswith("Office of the Mayor")
    assert said["liaison.office"] == "Office of International Liaison"
    assert said["links.existing_twinnings"] == "Lakeside, Wisconsin"


def test_issue_profile_in_one_language_supersedes_only_the_one_in_that_language(cast, complete):
    act = cast.act("liaison")
    both = ops.issue_profile(act, profile=complete)
    english = ops.issue_profile(act, profile=complete, languages=("en",))
    again = ops.issue_profile(act, profile=complete, languages=("en",))
    for paper in (both, english):
        paper.refresh_from_db()
    assert (both.state, english.superseded_by_id) == (IssueState.IN_FORCE, again.pk)
    assert english.version.as_content.languages == ("en",)
    with pytest.raises(Invalid):
        ops.issue_profile(act, profile=complete, languages=())


def test_issue_profile_whose_source_is_told_in_english_in_one_entry_only(cast, save):
    save("founded", "Fundada por artesanos.", "Founded by craftsmen.")
    profile = save("history", "Vive de sus talleres.", "It lives from its workshops.", source_en="Sample census")
    content = ops.issue_profile(cast.act("liaison"), profile=profile).version.as_content
    told = {b.key: b.text for b in content.blocks if b.key.endswith(".sources")}
    assert told == {"history.sources": {"es": "Fuente: Censo de muestra, 2020.", "en": "Source: Sample census, 2020."}}


def test_issue_profile_prints_both_formats_and_supersedes_the_one_before(cast, complete, save):
    first = ops.issue_profile(cast.act("liaison"), profile=complete)
    assert get_rendition(first, "pdf")[2].startswith(b"%PDF")
    assert get_rendition(first, "docx")[2].startswith(b"PK")
    assert first.is_exercise
    changed = save("offer", "talleres", "workshops")
    second = ops.issue_profile(cast.act("liaison"), profile=changed)
    first.refresh_from_db()
    assert (first.state, first.superseded_by_id) == (IssueState.SUPERSEDED, second.pk)
    assert second.version.number == 2


def test_issue_profile_by_another_municipality_is_refused(cast, complete):
    with pytest.raises(Refused) as error:
        ops.issue_profile(cast.act("stranger"), profile=complete)
    assert error.value.code == "not_liaison"


def test_record_submission_keeps_the_revision_that_was_handed_in(cast, complete):
    row = ops.record_submission(
        cast.act("liaison"), profile=complete, submitted_on=dt.date(2022, 1, 31), receiver="Oficina de enlace de la SRE",
        acknowledgement="OE-12",
    )  # fmt: skip
    assert (row.revision, row.receiver, row.acknowledgement) == (11, "Oficina de enlace de la SRE", "OE-12")


def test_record_submission_of_a_printed_profile_says_its_revision(cast, complete, save):
    paper = ops.issue_profile(cast.act("liaison"), profile=complete)
    later = save("offer", "talleres", "workshops")
    row = ops.record_submission(
        cast.act("liaison"), profile=later, submitted_on=dt.date(2022, 1, 31), receiver="Oficina de la SRE", issue=paper
    )
    assert (row.revision, row.issue) == (11, paper)


def test_record_submission_in_the_future_or_to_nobody_is_invalid(cast, complete):
    with pytest.raises(Invalid) as error:
        ops.record_submission(cast.act("liaison"), profile=complete, submitted_on=dt.date(2022, 2, 9), receiver=" ")
    assert sorted(error.value.errors) == ["receiver", "submitted_on"]
    assert not Submission.objects.exists()
