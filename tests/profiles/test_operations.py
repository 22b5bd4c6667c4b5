"""Writing, printing and handing in the profile."""

import datetime as dt

import pytest

from hermanar.documents.enums import IssueState
from hermanar.documents.queries import get_rendition
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.profiles import operations as ops
from hermanar.profiles.models import Profile, ProfileRevision, Submission
from hermanar.profiles.rules import SECTIONS

pytestmark = pytest.mark.django_db


def test_save_section_makes_a_revision_and_a_line(cast, save):
    profile = save("offer", "talleres", "workshops", source="", year=None)
    assert profile.revision == 1
    assert profile.sections == {"offer": {"es": "talleres", "en": "workshops", "source": "", "year": None, "stale": ""}}
    assert list(ProfileRevision.objects.values_list("number", "changed")) == [(1, ["offer"])]
    line = list_lines(cast.organisations["municipality"].home.public_id)[0]
    assert (line.happened, line.about, line.data["number"]) == ("profiles.section_saved", profile.public_id, 1)


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
        ("population", "45,210", "", {"source": "", "year": None}, ["source", "year"]),
        ("population", "45,210", "", {"year": 2090}, ["year"]),
        ("offer", "uno\ndos", "one", {}, ["en"]),
        ("offer", "", "one", {}, ["es"]),
    ],
)
def test_save_section_that_cannot_be_taken_names_the_field(save, key, es, en, more, fields):
    with pytest.raises(Invalid) as error:
        save(key, es, en, **more)
    assert sorted(error.value.errors) == fields


def test_save_section_unknown_is_refused(save):
    with pytest.raises(Refused) as error:
        save("weather", "bueno", "good")
    assert error.value.code == "section_unknown"


def test_issue_profile_incomplete_is_blocked_with_a_door_per_entry(cast, save):
    profile = save("offer", "talleres", "workshops")
    with pytest.raises(Blocked) as error:
        ops.issue_profile(cast.act("liaison"), profile=profile)
    assert [b.code for b in error.value.blockers] == [
        f"profile_{s.key}_missing" for s in SECTIONS if s.required and s.key != "offer"
    ]
    assert {b.door for b in error.value.blockers} == {"profiles.profile"}


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


def test_record_submission_in_the_future_or_to_nobody_is_invalid(cast, complete):
    with pytest.raises(Invalid) as error:
        ops.record_submission(cast.act("liaison"), profile=complete, submitted_on=dt.date(2022, 2, 9), receiver=" ")
    assert sorted(error.value.errors) == ["receiver", "submitted_on"]
    assert not Submission.objects.exists()
