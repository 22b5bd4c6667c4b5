"""Who reads a profile, and what they see of it."""

import pytest

from hermanar.kernel.errors import NotVisible
from hermanar.profiles import operations as ops, queries

pytestmark = pytest.mark.django_db


def test_get_profile_by_its_own_house_and_its_committee(cast, complete):
    for persona in ("liaison", "mayor", "committee"):
        assert queries.get_profile(cast.actor(persona), complete.public_id) == complete


@pytest.mark.parametrize("persona", ["counterpart", "state", "consul", "reviewer"])
def test_get_profile_from_the_same_circle_only_once_issued(cast, complete, persona):
    with pytest.raises(NotVisible):
        queries.get_profile(cast.actor(persona), complete.public_id)
    ops.issue_profile(cast.act("liaison"), profile=complete)
    assert queries.get_profile(cast.actor(persona), complete.public_id) == complete


@pytest.mark.parametrize("persona", ["stranger", "nobody"])
def test_get_profile_by_a_stranger_is_not_there(cast, complete, persona):
    ops.issue_profile(cast.act("liaison"), profile=complete)
    with pytest.raises(NotVisible):
        queries.get_profile(cast.actor(persona), complete.public_id)
    assert queries.profile_of(cast.actor(persona), cast.organisations["municipality"]) is None


def test_list_chapters_shows_empty_entries_too(save):
    chapters = queries.list_chapters(None)
    assert [c.key for c in chapters][:2] == ["general", "government"]
    assert not any(c.complete for c in chapters)
    saved = queries.list_chapters(save("liaison_contact", "enlace@villa-serena.example"))
    assert [c.key for c in saved if c.complete] == ["liaison"]


def test_completeness_of_a_complete_profile_is_whole_in_both_languages(complete):
    assert queries.completeness_of(complete) == {"es": 100, "en": 100}
    assert queries.missing_of(complete) == ()
    assert queries.blockers_of(complete) == []


def test_list_revisions_pages_by_number(complete):
    assert [r.number for r in queries.list_revisions(complete, limit=2)] == [11, 10]
    assert [r.number for r in queries.list_revisions(complete, before=10, limit=2)] == [9, 8]
