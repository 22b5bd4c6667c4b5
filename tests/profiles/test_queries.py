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
    assert [c.key for c in chapters][:2] == ["cover", "general"]
    assert [c.key for c in chapters if c.written] == []
    saved = queries.list_chapters(save("liaison_contact", "enlace@villa-serena.example"))
    assert [(c.key, c.done) for c in saved if c.written] == [("liaison", {"es": 1, "en": 1})]


def test_completeness_of_a_complete_profile_is_whole_in_both_languages(complete):
    assert queries.completeness_of(complete) == {"es": 100, "en": 100}
    assert queries.missing_of(complete) == ()
    assert queries.blockers_of(complete) == []


def test_list_revisions_pages_by_number(complete):
    assert [r.number for r in queries.list_revisions(complete, limit=2)] == [11, 10]
    assert [r.number for r in queries.list_revisions(complete, before=10, limit=2)] == [9, 8]


def test_matching_facts_are_only_what_was_written_and_only_sourced_figures(cast, complete, save):
    save("area_km2", "812.4", source="", year=None)
    town = cast.organisations["municipality"]
    facts = queries.matching_facts(cast.actor("mayor"), town)
    assert (facts.population.value, facts.population.source, facts.population.year) == (45210, "Censo de muestra", 2020)
    assert list(facts.figures) == ["population"]
    assert [s.es for s in facts.offers] == ["formación de artesanos"]
    assert [m.es for m in facts.migrants] == ["Lakeside, Wisconsin"]
    assert [line.en for line in facts.sectors] == ["crafts", "agriculture"]
    assert facts.municipality == town.municipality_id
    empty = queries.matching_facts(cast.actor("stranger"), town)
    assert (empty.name, empty.profile, empty.offers, empty.population) == (town.name, "", (), None)


def test_list_matching_facts_is_one_query_of_what_the_actor_reads(cast, complete, django_assert_num_queries):
    actor = cast.actor("liaison")
    with django_assert_num_queries(1):
        assert [f.profile for f in queries.list_matching_facts(actor)] == [complete.public_id]
    key = cast.organisations["municipality"].municipality_id
    assert len(queries.list_matching_facts(actor, municipalities=[key])) == 1
    assert queries.list_matching_facts(actor, municipalities=["99999"]) == []
    assert queries.list_matching_facts(cast.actor("stranger")) == []


def test_list_field_history_says_each_change_of_one_field(complete, save):
    save("offer", "ferias", "fairs")
    profile = save("need", "mercados", "markets")
    history = queries.list_field_history(profile, "offer")
    assert [(r.number, r.sections["offer"]["es"]) for r in history] == [(12, "ferias"), (8, "formación de artesanos")]


def test_compare_with_nothing_before_tells_everything(complete):
    told = queries.compare(complete, 0, 1)
    assert {c.key for c in told} == {"presentation"}
    with pytest.raises(NotVisible):
        queries.compare(complete, 1, 99)
