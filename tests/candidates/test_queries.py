"""What a municipality knows of the world, from what lies in its house and in the book."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hermanar.candidates import operations
from hermanar.candidates.queries import house_of, rank_page, read_world, sheet_of, sheets_of, stream_world
from hermanar.candidates.rules.scoring import rank
from hermanar.directory.models import Place
from hermanar.kernel.errors import NotVisible
from hermanar.registry.models import Entry
from tests import relation
from tests.cast import STARTS

from .conftest import HILLS, LAKESIDE, YAMANASHI, document, lead_of, say

TODAY = STARTS.date()


def world(cast, owner, who="liaison", **more):
    return read_world(cast.actor(who), owner, TODAY, **more)


def codes(cast, owner, city: str) -> dict[str, int | None]:
    return {r.code: r.points for r in sheet_of(cast.actor("liaison"), owner, TODAY, city).lines}


def test_world_without_anything_known_has_no_candidates(cast, owner):
    assert world(cast, owner).cities == {}
    page = rank_page(cast.actor("liaison"), owner, TODAY)
    assert (page.sheets, page.total) == ((), 0)


def test_any_city_has_its_sheet_and_invents_nothing(cast, owner):
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, YAMANASHI)
    assert (sheet.place, sheet.grounds) == (None, frozenset())
    unknown = {r.code for r in sheet.unknown}
    assert {"migrants_unsaid", "problem_unsaid_ours", "size_unsaid_ours", "term_unsaid", "consulate_unsaid"} <= unknown
    assert {r.code for r in sheet.why_not} == {"language_other", "distance_far", "hours_none"}
    assert sheet.score == sum(r.points for r in sheet.lines if r.points is not None)


@pytest.mark.parametrize("city", ["p1", "m00000", "zzz", "m\x00000", "p²"])
def test_sheet_of_no_city_is_not_visible(cast, owner, city):
    with pytest.raises(NotVisible):
        sheet_of(cast.actor("liaison"), owner, TODAY, city)


def test_lead_is_a_ground_with_its_folio(cast, owner):
    lead = lead_of(cast)
    assert world(cast, owner).grounds == {LAKESIDE: frozenset({"lead"})}
    found = codes(cast, owner, LAKESIDE)
    assert (found["lead_live"], found["migrants_lead"]) == (10, 20)
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    assert next(r for r in sheet.lines if r.code == "lead_live").ref == lead.public_id


def test_profile_names_a_region_and_its_cities_become_candidates(cast, owner):
    say(cast, "migrants_abroad", "Estados Unidos: Wisconsin y Colorado")
    found = world(cast, owner)
    assert found.grounds == {LAKESIDE: frozenset({"region"}), HILLS: frozenset({"region"})}
    assert codes(cast, owner, LAKESIDE)["migrants_region"] == 8
    assert codes(cast, owner, YAMANASHI)["migrants_elsewhere"] == 0


def test_profile_with_a_place_that_is_no_region_is_not_guessed(cast, owner):
    say(cast, "migrants_abroad", "Por los rumbos de Wisconsin\nTierras lejanas: allá")
    assert world(cast, owner).cities == {}
    assert world(cast, owner).known.us.migrants == ()


def test_population_of_the_profile_gives_the_size(cast, owner):
    say(cast, "population", "10,000")
    assert codes(cast, owner, LAKESIDE)["size_alike"] == 8
    Place.objects.filter(pk=900001).update(population=0)
    assert codes(cast, owner, LAKESIDE)["size_unsaid_theirs"] is None


def test_book_of_neighbours_gives_joint_delegations(cast, owner):
    document(("20998", "Puerto Claro", "Lakeside", "Wisconsin"), ("03008", "Los Cabos", "Lakeside Hills", "Colorado"))
    found = world(cast, owner)
    assert found.grounds == {LAKESIDE: frozenset({"neighbours"})}
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    (companion,) = sheet.companions
    assert (companion.code, companion.points) == ("neighbour_near", 6)
    assert companion.sentence.startswith("Puerto Claro, a 31 km de nosotros")


def test_book_with_a_name_in_doubt_is_left_out(cast, owner):
    Place.objects.create(
        id=900009, name="Lakeside", folded="lakeside", country_id="US", subdivision="Ohio", latitude=41.5, longitude=-82.7,
        population=500, zone="America/New_York",
    )  # fmt: skip
    document(("20998", "Puerto Claro", "Lakeside", ""))
    assert LAKESIDE not in world(cast, owner).grounds or "p900009" not in world(cast, owner).grounds


def test_shared_partner_makes_a_triangle(cast, owner):
    domestic = relation.open_relation(cast, domestic=True)
    assert domestic.case.state == "open"
    document(("03008", "Los Cabos", "Lakeside Hills", "Colorado"))
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, HILLS)
    assert [(r.code, r.points) for r in sheet.companions] == [("triangle_partner", 10)]
    assert "Los Cabos" in sheet.companions[0].sentence


@pytest.mark.parametrize(
    ("kind", "rung", "triangle", "own"),
    [
        ("twinning", 0, ("triangle_partner", 10), ("relation_documented", 6)),
        ("reaffirmation", 0, ("triangle_related", 8), ("relation_documented", 6)),
        ("specific", 6, ("triangle_partner", 10), ("relation_documented", 6)),
        ("letter", 1, ("triangle_begun", 3), ("relation_begun", 2)),
        ("antecedent", 0, ("triangle_begun", 3), ("relation_begun", 2)),
    ],
)
def test_book_says_no_more_of_a_partner_than_its_paper(cast, owner, kind, rung, triangle, own):
    relation.open_relation(cast, domestic=True)
    document(("03008", "Los Cabos", "Lakeside Hills", "Colorado"), ("20999", "Villa Serena", "Lakeside", "Wisconsin"))
    Entry.objects.update(kind=kind, rung=rung)
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, HILLS)
    assert triangle in [(r.code, r.points) for r in sheet.lines]
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    assert (sheet.sleeping.code.removesuffix("_undated"), sheet.sleeping.points) == own


def test_points_that_are_not_shown_are_counted(cast, owner):
    document(("20998", "Puerto Claro", "Lakeside", "Wisconsin"))
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    shown = sum(row.points or 0 for row in (*sheet.best, sheet.worst))
    assert shown + sum(row.points for row in sheet.others) == sheet.score
    assert sheet.others_signed.lstrip("+−").isdigit()


def test_own_entry_of_the_book_is_a_relation_to_wake(cast, owner):
    document(("20999", "Villa Serena", "Lakeside", "Wisconsin"))
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    assert (sheet.sleeping.code, sheet.sleeping.points) == ("relation_documented", 6)


def test_open_case_speaks_against_a_second_one(cast, owner):
    partnership = relation.open_relation(cast)
    found = codes(cast, owner, LAKESIDE)
    assert found["relation_open"] == -12
    assert found["term_long"] == 3
    assert found["body_government"] == 4
    assert sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE).sleeping.ref == partnership.public_id


def test_taking_a_reason_away_says_the_place_before_and_after(cast, owner):
    lead_of(cast, 900003, diaspora="")
    document(("20998", "Puerto Claro", "Lakeside", "Wisconsin"))
    whole = rank_page(cast.actor("liaison"), owner, TODAY)
    assert [(s.id, s.place, s.before) for s in whole.sheets] == [(LAKESIDE, 1, None), (YAMANASHI, 2, None)]
    part = rank_page(
        cast.actor("liaison"), owner, TODAY, without=["neighbours", "hours", "language", "distance", "nothing"]
    )
    assert part.without == ("neighbours", "language", "distance", "hours")
    assert [(s.id, s.place, s.before) for s in part.sheets] == [(YAMANASHI, 1, 2), (LAKESIDE, 2, 1)]


def test_rank_page_filters_without_moving_places(cast, owner):
    lead_of(cast, 900003)
    document(("20998", "Puerto Claro", "Lakeside", "Wisconsin"))
    actor = cast.actor("liaison")
    assert [(s.id, s.place) for s in rank_page(actor, owner, TODAY, country="US").sheets] == [(LAKESIDE, 2)]
    assert [s.id for s in rank_page(actor, owner, TODAY, ground="lead").sheets] == [YAMANASHI]
    operations.discard_city(cast.act("liaison"), owner=owner, city=YAMANASHI, reason="Lejos")
    assert [s.id for s in rank_page(actor, owner, TODAY).sheets] == [LAKESIDE]
    assert [s.id for s in rank_page(actor, owner, TODAY, state="discarded").sheets] == [YAMANASHI]
    first = rank_page(actor, owner, TODAY, limit=1, state="discarded")
    assert (first.shown, first.following) == (1, None)


def test_rank_page_goes_on_from_a_place(cast, owner):
    lead_of(cast, 900001)
    lead_of(cast, 900002)
    first = rank_page(cast.actor("liaison"), owner, TODAY, limit=1)
    assert first.following == 2
    second = rank_page(cast.actor("liaison"), owner, TODAY, limit=1, start=2)
    assert (second.following, {first.sheets[0].id, second.sheets[0].id}) == (None, {LAKESIDE, HILLS})


def test_house_of_is_the_town_for_its_people_and_its_committee(cast, owner):
    houses = cast.organisations
    assert house_of(cast.actor("liaison"), houses["municipality"]) == owner
    assert house_of(cast.actor("committee"), houses["committee"]) == owner
    for who, house in (
        ("state", "state"),
        ("consul", "consulate"),
        ("reviewer", "ministry"),
        ("counterpart", "counterpart"),
    ):
        with pytest.raises(NotVisible):
            house_of(cast.actor(who), houses[house])


def test_committee_reads_the_short_list_and_a_stranger_nothing_of_it(cast, owner, chosen):
    seen = rank_page(cast.actor("committee"), owner, TODAY, state="shortlisted").sheets
    assert [(s.id, s.reason) for s in seen] == [(LAKESIDE, "La visitó la Presidencia.")]
    assert read_world(cast.actor("stranger"), owner, TODAY).cities == {}


def test_sentences_are_in_the_readers_language(cast, owner):
    lead_of(cast)
    with translation.override("en"):
        said = [r.sentence for r in sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE).lines]
    assert "Spanish is spoken there too" in said
    assert not [s for s in said if "municipio" in s]


def test_rank_page_asks_a_flat_number_of_questions(cast, owner, assert_flat):
    made = iter((900001, 900002, 900003))

    def make():
        lead_of(cast, next(made))

    asked = assert_flat(make, lambda: rank_page(cast.actor("liaison"), owner, TODAY))
    assert asked <= 40


def test_sheets_of_asks_as_much_for_three_as_for_one(cast, owner):
    def count(*cities: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            sheets_of(cast.actor("liaison"), owner, TODAY, cities)
        return len(asked)

    count(LAKESIDE)
    assert count(LAKESIDE, HILLS, YAMANASHI) == count(LAKESIDE)


def test_stream_world_has_every_place_and_municipality_once(cast, owner):
    ids = [c.id for c in stream_world()]
    assert sorted(ids) == sorted({*ids})
    assert {LAKESIDE, HILLS, YAMANASHI, "m20067"} <= set(ids)
    known = world(cast, owner).known
    assert len(rank(known, stream_world(), {"distance": 4})) == len(ids)
