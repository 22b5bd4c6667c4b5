"""What each paper is for; the names by which the checker asks for a sort of paper; any language is data."""

import datetime as dt

import pytest

from hermanar.documents.rules.papers import KINDS, STAGES, folders_of, kind_of, papers
from hermanar.documents.rules.templates import kinds


def test_papers_describe_every_folder_of_the_library_in_both_languages():
    assert set(papers()) == set(kinds())
    for paper in papers().values():
        assert (paper.kind in KINDS, paper.stage in STAGES) == (True, True), paper.folder
        assert set(paper.purpose) == set(paper.signs) == {"es", "en"}, paper.folder
        assert paper.purpose["es"].endswith("."), paper.folder
        assert paper.is_offered_on(paper.since)
        assert not paper.is_offered_on(paper.since - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "folders"),
    [
        ("twinning", ("agreement",)),
        ("domestic_twinning", ("agreement_domestic",)),
        ("specific_cooperation", ("agreement_specific",)),
        ("letter_of_intent", ("letter_of_intent", "letter_of_intent_domestic")),
        ("council_resolution", ("cabildo_point", "cabildo_certificate")),
        ("ratification", ("ratification",)),
        ("activity_report", ()),
    ],
)
def test_folders_of_a_sort_are_those_of_the_catalogue(kind, folders):
    assert folders_of(kind) == folders
    assert {kind_of(folder) for folder in folders} <= {kind}


def test_every_sort_but_reports_of_activities_has_a_text():
    assert [kind for kind in KINDS if not folders_of(kind)] == ["activity_report"]
    assert kind_of("municipal_profile") == "other"
    with pytest.raises(LookupError):
        folders_of("treaty")
