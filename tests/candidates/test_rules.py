"""The criteria as tables, and the promises of the score as properties."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.candidates.enums import SENTENCES, Criterion, SourceKind
from hermanar.candidates.rules.criteria import CRITERIA
from hermanar.candidates.rules.defaults import country_languages, default_weights
from hermanar.candidates.rules.distance import kilometres, office_hours
from hermanar.candidates.rules.scoring import best, order, places_of, points_of, rank, score, total
from hermanar.candidates.rules.values import (
    City,
    Evidence,
    Facts,
    Known,
    LeadSeen,
    LetterSeen,
    Link,
    Migrants,
    OpinionSeen,
    OwnRelation,
    Source,
    Topic,
    Us,
)

TODAY = dt.date(2022, 1, 31)
WATER = Topic("water", {"es": "agua", "en": "water"})
CRAFTS = Topic("crafts", {"es": "artesanía", "en": "crafts"})
PROFILE = Source("profile", "vs")
THEIRS = Source("datum", "d1", "Informe anual")
LEAD = Source("lead", "l1", "CON/1")
BOOK = Source("book", "e1", "DOC-1")
CASE = Source("case", "c1", "VS-1")
LETTER = Source("letter", "t1", "VS/1")
CONSUL = Source("consulate", "o1", "Consulado")
US = Us("m20999", "Villa Serena", "villa serena", "20", (17.0, -96.7), "America/Mexico_City", 45_000)
CITY = City("p1", "Lakeside", "lakeside", "Wisconsin", "wisconsin", "US", (43.0, -88.0), "America/Chicago", 12_000)
OAXACA = City("m20067", "Oaxaca", "oaxaca", "Oaxaca", "oaxaca", "MX", (17.06, -96.72), "America/Mexico_City", None)
KNOWN = Known(US, TODAY, {}, {}, country_languages(), {"US": {"es": "Estados Unidos", "en": "United States"}})
WEIGHTS = {w.key: w.points for w in default_weights()}


def us(**more) -> Us:
    return replace(US, **more)


def known(us_=US, regions=None, **evidence) -> Known:
    there = Evidence(**evidence) if evidence else None
    return replace(KNOWN, us=us_, evidence={"p1": there} if there else {}, regions=regions or {})


def lead(state="routed", **more) -> LeadSeen:
    given_ = {"folio": "CON/1", "on": TODAY, "has_diaspora": False, "has_contact": True, "has_promoters": False}
    return LeadSeen(state=state, source=LEAD, **(given_ | more))


def link(partner="Puerto Claro", *, own=False, same=True, km=None, ref="e1", standing="twinned") -> Link:
    return Link(partner, "20998", "Lakeside", own, same, km, Source("book", ref, "DOC-1"), standing)


def migrants(**where) -> Us:
    return us(migrants=(Migrants(**({"country": "US", "source": PROFILE} | where)),))


OURS = Facts(
    offers=(CRAFTS,), seeks=(WATER,), problems=(WATER,), sectors=(CRAFTS,), universities=("UVS",), source=PROFILE
)
TABLE = [
    # criterion, what is known, city → (code, grade) of its lines
    ("migrants", known(), CITY, [("migrants_unsaid", None)]),
    ("migrants", known(us(migrants=())), CITY, [("migrants_elsewhere", 0)]),
    ("migrants", known(migrants(place="p1", region="wisconsin")), CITY, [("migrants_city", 100)]),
    ("migrants", known(migrants(place="p2", region="wisconsin")), CITY, [("migrants_elsewhere", 0)]),
    ("migrants", known(migrants(region="wisconsin")), CITY, [("migrants_region", 40)]),
    ("migrants", known(migrants(region="illinois")), CITY, [("migrants_elsewhere", 0)]),
    ("migrants", known(migrants()), CITY, [("migrants_country", 20)]),
    ("migrants", known(leads=(lead(has_diaspora=True),)), CITY, [("migrants_lead", 100)]),
    ("migrants", known(migrants_here=THEIRS), CITY, [("migrants_city", 100)]),
    ("problem", known(), CITY, [("problem_unsaid_ours", None)]),
    ("problem", known(us(facts=OURS)), CITY, [("problem_unsaid_theirs", None)]),
    ("problem", known(us(facts=OURS), facts=Facts(practices=(WATER,), source=THEIRS)), CITY, [("problem_practice", 60)]),
    ("problem", known(us(facts=OURS), facts=Facts(offers=(WATER,), source=THEIRS)), CITY, [("problem_offer", 40)]),
    ("problem", known(us(facts=OURS), facts=Facts(offers=(CRAFTS,), source=THEIRS)), CITY, [("problem_none", 0)]),
    ("complement", known(), CITY, [("complement_unsaid_ours", None)]),
    ("complement", known(us(facts=OURS)), CITY, [("complement_unsaid_theirs", None)]),
    (
        "complement", known(us(facts=OURS), facts=Facts(offers=(WATER,), seeks=(CRAFTS,), source=THEIRS)), CITY,
        [("complement_they_give", 30), ("complement_we_give", 30)],
    ),
    ("complement", known(us(facts=OURS), facts=Facts(seeks=(WATER,), source=THEIRS)), CITY, [("complement_none", 0)]),
    ("lead", known(), CITY, [("lead_none", 0)]),
    ("lead", known(leads=(lead(),)), CITY, [("lead_live", 80)]),
    ("lead", known(leads=(lead("answered"),)), CITY, [("lead_answered", 100)]),
    ("lead", known(leads=(lead("declined"),)), CITY, [("lead_declined", -60)]),
    ("lead", known(leads=(lead("withdrawn"),)), CITY, [("lead_withdrawn", -60)]),
    ("lead", known(leads=(lead("lapsed"), lead())), CITY, [("lead_live", 80), ("lead_lapsed", -20)]),
    ("relation", known(), CITY, [("relation_none", 0)]),
    ("relation", known(relations=(OwnRelation("open", "VS-1", TODAY, CASE),)), CITY, [("relation_open", -100)]),
    ("relation", known(relations=(OwnRelation("paused", "VS-1", TODAY, CASE),)), CITY, [("relation_paused", 50)]),
    ("relation", known(relations=(OwnRelation("closed", "VS-1", TODAY, CASE),)), CITY, [("relation_closed", 20)]),
    ("relation", known(relations=(OwnRelation("documented", "D", TODAY, BOOK),)), CITY, [("relation_documented", 50)]),
    (
        "relation", known(relations=(OwnRelation("documented", "D", None, BOOK),)), CITY,
        [("relation_documented_undated", 50)],
    ),
    ("triangle", known(), CITY, [("triangle_none", 0)]),
    ("triangle", known(links=(link(own=True),)), CITY, [("triangle_partner", 100)]),
    (
        "triangle", known(links=(link("A", own=True, ref="a"), link("B", own=True, ref="b"))), CITY,
        [("triangle_partner", 100), ("triangle_partner", 0)],
    ),
    ("triangle", known(links=(link(),)), CITY, [("triangle_none", 0)]),
    ("triangle", known(links=(link(own=True, standing="related"),)), CITY, [("triangle_related", 80)]),
    ("triangle", known(links=(link(own=True, standing="begun"),)), CITY, [("triangle_begun", 30)]),
    (
        "triangle", known(links=(link(own=True, standing="begun", ref="a"), link(own=True, ref="b"))), CITY,
        [("triangle_partner", 100)],
    ),
    ("neighbours", known(links=(link(standing="begun"),)), CITY, [("neighbour_begun", 20)]),
    ("neighbours", known(regions={("US", "wisconsin"): (link(standing="begun"),)}), CITY, [("neighbour_none", 0)]),
    ("relation", known(relations=(OwnRelation("begun", "D", TODAY, BOOK),)), CITY, [("relation_begun", 20)]),
    ("relation", known(relations=(OwnRelation("begun", "D", None, BOOK),)), CITY, [("relation_begun_undated", 20)]),
    ("neighbours", known(), CITY, [("neighbour_none", 0)]),
    ("neighbours", known(links=(link(same=False, km=90),)), CITY, [("neighbour_near", 70)]),
    ("neighbours", known(links=(link(),)), CITY, [("neighbour_state", 60)]),
    ("neighbours", known(links=(link(same=False, km=None),)), CITY, [("neighbour_none", 0)]),
    ("neighbours", known(regions={("US", "wisconsin"): (link(),)}), CITY, [("neighbour_region", 25)]),
    ("sectors", known(), CITY, [("sectors_unsaid_ours", None)]),
    ("sectors", known(us(facts=OURS)), CITY, [("sectors_unsaid_theirs", None)]),
    ("sectors", known(us(facts=OURS), facts=Facts(sectors=(CRAFTS,), source=THEIRS)), CITY, [("sectors_shared", 60)]),
    ("sectors", known(us(facts=OURS), facts=Facts(sectors=(WATER,), source=THEIRS)), CITY, [("sectors_none", 0)]),
    ("size", known(us(population=None)), CITY, [("size_unsaid_ours", None)]),
    ("size", known(), replace(CITY, population=None), [("size_unsaid_theirs", None)]),
    ("size", known(), replace(CITY, population=40_000), [("size_alike", 100)]),
    ("size", known(), replace(CITY, population=20_000), [("size_near", 50)]),
    ("size", known(), replace(CITY, population=5_000), [("size_apart", 0)]),
    ("size", known(), replace(CITY, population=5_000_000), [("size_far", -50)]),
    ("universities", known(), CITY, [("universities_unsaid", None)]),
    ("universities", known(facts=Facts(universities=("UL",), source=THEIRS)), CITY, [("universities_theirs", 50)]),
    (
        "universities", known(us(facts=OURS), facts=Facts(universities=("UL",), source=THEIRS)), CITY,
        [("universities_both", 100)],
    ),
    ("language", known(), replace(CITY, country="XX"), [("language_unsaid", None)]),
    ("language", known(), replace(CITY, country="GT"), [("language_same", 100)]),
    ("language", known(), CITY, [("language_also", 50)]),
    ("language", known(us(languages=("es", "en"))), CITY, [("language_office", 75)]),
    ("language", known(), replace(CITY, country="JP"), [("language_other", -25)]),
    ("distance", known(us(point=None)), CITY, [("distance_unsaid", None)]),
    ("distance", known(), OAXACA, [("distance_short", 100)]),
    ("distance", known(), CITY, [("distance_middle", 50)]),
    ("distance", known(), replace(CITY, point=(51.5, 0.1)), [("distance_long", 0)]),
    ("distance", known(), replace(CITY, point=(35.6, 138.6)), [("distance_far", -50)]),
    ("hours", known(), replace(CITY, zone="Nowhere/Else"), [("hours_unsaid", None)]),
    ("hours", known(), CITY, [("hours_many", 100)]),
    ("hours", known(), replace(CITY, zone="America/Sao_Paulo"), [("hours_some", 50)]),
    ("hours", known(), replace(CITY, zone="Europe/Madrid"), [("hours_few", 0)]),
    ("hours", known(), replace(CITY, zone="Europe/Istanbul"), [("hours_none", -50)]),
    ("term", known(), CITY, [("term_unsaid", None)]),
    ("term", known(term_ends_on=dt.date(2024, 4, 15), term_source=CASE), CITY, [("term_long", 75)]),
    ("term", known(term_ends_on=dt.date(2022, 6, 1), term_source=CASE), CITY, [("term_short", -75)]),
    ("term", known(term_ends_on=dt.date(2022, 1, 1), term_source=CASE), CITY, [("term_over", -50)]),
    ("term", known(election_on=dt.date(2022, 5, 1), election_source=CASE), CITY, [("election_soon", -50)]),
    ("term", known(election_on=dt.date(2021, 11, 1), election_source=CASE), CITY, [("election_past", 25)]),
    ("term", known(election_on=dt.date(2023, 5, 1), election_source=CASE), CITY, [("election_later", 0)]),
    (
        "term",
        known(term_ends_on=dt.date(2024, 4, 15), term_source=CASE, election_on=dt.date(2023, 5, 1), election_source=CASE),
        CITY, [("term_long", 75), ("election_later", 0)],
    ),
    ("consulate", known(), CITY, [("consulate_unsaid", None)]),
    (
        "consulate",
        known(
            opinions=(
                OpinionSeen("favourable", "Consulado", dt.date(2021, 1, 1), CONSUL),
                OpinionSeen("unfavourable", "Consulado", dt.date(2022, 1, 1), CONSUL),
            )
        ),
        CITY,
        [("consulate_unfavourable", -100)],
    ),
    ("consulate", known(opinions=(OpinionSeen("reserved", "C", TODAY, CONSUL),)), CITY, [("consulate_reserved", -25)]),
    ("history", known(), CITY, [("history_none", 0)]),
    ("history", known(letters=(LetterSeen("waiting", "VS/1", "", LETTER),)), CITY, [("history_waiting", 0)]),
    ("history", known(letters=(LetterSeen("silence", "VS/1", "", LETTER),)), CITY, [("history_silence", -50)]),
    (
        "history",
        known(letters=(LetterSeen("yes", "VS/2", "", LETTER), LetterSeen("stopped", "VS/1", "silence", LETTER))), CITY,
        [("history_yes", 100), ("history_stopped", -50)],
    ),
    ("history", known(letters=(LetterSeen("no", "VS/1", "", LETTER),)), CITY, [("history_no", -75)]),
    ("history", known(letters=(LetterSeen("silence", "", "", LETTER),)), CITY, [("history_silence_bare", -50)]),
    ("committee", known(), CITY, [("committee_unsaid", None)]),
    ("committee", known(has_committee=True, committee_source=CASE), CITY, [("committee_there", 100)]),
    ("committee", known(has_committee=False, committee_source=CASE), CITY, [("committee_absent", -75)]),
    ("body", known(), CITY, [("body_unsaid", None)]),
    ("body", known(), OAXACA, [("body_municipality", 50)]),
    ("body", known(government="City of Lakeside", government_source=CASE), CITY, [("body_government", 100)]),
    ("body", known(leads=(lead(has_promoters=True, has_contact=False),)), CITY, [("body_private", -75)]),
    ("body", known(leads=(lead(has_promoters=True),)), CITY, [("body_unsaid", None)]),
    ("namesake", known(), CITY, [("namesake_none", 0)]),
    ("namesake", known(), replace(CITY, folded="villa serena"), [("namesake_same", 100)]),
    ("namesake", known(us(communities=("lakeside",))), CITY, [("namesake_community", 75)]),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "what", "city", "said"), TABLE)
def test_criterion_says_what_the_table_says(criterion, what, city, said):
    assert [(line.code, line.grade) for line in CRITERIA[criterion](what, city)] == said


def test_table_knows_every_sentence():
    unnumbered = {f"history_{state}_bare" for state in ("yes", "no", "stopped", "waiting")}
    told = {code for _c, _k, _city, said in TABLE for code, _g in said}
    assert told | {"consulate_favourable"} | unnumbered == set(SENTENCES)


def test_every_criterion_has_a_rule_a_weight_and_a_word():
    assert set(CRITERIA) == set(WEIGHTS) == set(Criterion.values)


def test_every_default_weight_has_its_source():
    assert [w.key for w in default_weights() if set(w.source) not in (set(), {"es", "en"}) or w.points <= 0] == []


# -- distance and hours ---------------------------------------------------------------------------------------


def test_kilometres_between_two_capitals():
    assert round(kilometres((19.4326, -99.1332), (40.4168, -3.7038)), -2) == 9100


@pytest.mark.parametrize(
    ("zone", "words", "shared", "start", "end"),
    [
        ("America/Mexico_City", "0", 480, 540, 1020),
        ("America/Chicago", "0", 480, 540, 1020),
        ("Asia/Kolkata", "+11:30", 0, 0, 0),
        ("Europe/Madrid", "+7", 60, 540, 600),
        ("America/Los_Angeles", "−2", 360, 660, 1020),
        ("Pacific/Auckland", "+19", 180, 840, 1020),
    ],
)
def test_office_hours_in_common(zone, words, shared, start, end):
    found = office_hours("America/Mexico_City", zone, TODAY)
    assert (found.in_words, found.shared, found.start, found.end) == (words, shared, start, end)


def test_office_hours_follow_the_summer_time_of_the_other_side():
    winter = office_hours("America/Mexico_City", "America/Chicago", dt.date(2026, 1, 15))
    summer = office_hours("America/Mexico_City", "America/Chicago", dt.date(2026, 7, 15))
    assert (winter.difference, summer.difference) == (0, 60)


# -- the score ------------------------------------------------------------------------------------------------

_LINKS = st.builds(
    Link, st.sampled_from(["A", "B", "C"]), st.just("20998"), st.just("Lakeside"), st.booleans(), st.booleans(),
    st.none() | st.integers(0, 400), st.builds(Source, st.just("book"), st.sampled_from(["e1", "e2", "e3"])),
)  # fmt: skip
_TOPICS = st.none() | st.lists(st.sampled_from([WATER, CRAFTS]), max_size=2, unique_by=lambda t: t.key).map(tuple)
_FACTS = st.builds(Facts, _TOPICS, _TOPICS, _TOPICS, _TOPICS, _TOPICS, st.sampled_from([None, ("U",)]), st.just(THEIRS))
_EVIDENCE = st.builds(
    Evidence,
    facts=_FACTS,
    migrants_here=st.sampled_from([None, THEIRS]),
    leads=st.lists(
        st.builds(
            lead, st.sampled_from(["routed", "answered", "declined", "lapsed", "withdrawn"]), has_diaspora=st.booleans()
        ),
        max_size=3,
    ).map(tuple),
    links=st.lists(_LINKS, max_size=4).map(tuple),
    relations=st.lists(
        st.builds(
            OwnRelation, st.sampled_from(["open", "paused", "closed", "documented"]), st.sampled_from(["F1", "F2"]),
            st.just(TODAY), st.just(CASE),
        ),
        max_size=2,
    ).map(tuple),
    letters=st.lists(
        st.builds(
            LetterSeen, st.sampled_from(["yes", "no", "silence", "stopped", "waiting"]), st.sampled_from(["L1", "L2"]),
            st.just(""), st.just(LETTER),
        ),
        max_size=3,
    ).map(tuple),
    opinions=st.lists(
        st.builds(
            OpinionSeen, st.sampled_from(["favourable", "reserved", "unfavourable"]), st.just("C"), st.just(TODAY),
            st.just(CONSUL),
        ),
        max_size=1,
    ).map(tuple),
    term_ends_on=st.none() | st.dates(dt.date(2021, 1, 1), dt.date(2026, 1, 1)),
    term_source=st.just(CASE),
    election_on=st.none() | st.dates(dt.date(2021, 1, 1), dt.date(2026, 1, 1)),
    election_source=st.just(CASE),
    has_committee=st.sampled_from([None, True, False]),
    committee_source=st.just(CASE),
)  # fmt: skip
_ZONES = st.sampled_from(["America/Chicago", "Europe/Madrid", "Asia/Tokyo", "America/Mexico_City"])
_CITIES = st.lists(
    st.builds(
        City, st.integers(1, 60).map(lambda n: f"p{n}"), st.just("X"), st.sampled_from(["lakeside", "villa serena", "otaki"]),
        st.just("Wisconsin"), st.just("wisconsin"), st.sampled_from(["US", "JP", "GT", "XX"]),
        st.none() | st.tuples(st.floats(-80, 80), st.floats(-179, 179)), _ZONES, st.none() | st.integers(1, 10**7),
    ),
    min_size=1, max_size=8, unique_by=lambda c: c.id,
)  # fmt: skip
_US = st.builds(
    us, facts=_FACTS, migrants=st.sampled_from([None, (), migrants(region="wisconsin").migrants]),
    population=st.sampled_from([None, 45_000]),
)  # fmt: skip


@st.composite
def worlds(draw):
    cities = draw(_CITIES)
    evidence = {c.id: draw(_EVIDENCE) for c in cities if draw(st.booleans())}
    return replace(KNOWN, us=draw(_US), evidence=evidence), cities


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_rank_is_the_same_however_the_cities_come(world, random):
    what, cities = world
    mixed = list(cities)
    random.shuffle(mixed)
    assert rank(what, mixed, WEIGHTS) == rank(what, cities, WEIGHTS)


@given(worlds(), st.sampled_from(sorted(CRITERIA)))
@settings(max_examples=60)
def test_leaving_a_criterion_out_is_weight_zero(world, key):
    what, cities = world
    without = rank(what, cities, WEIGHTS, {key})
    assert without == rank(what, cities, WEIGHTS | {key: 0})
    assert all(s.line.criterion != key for sheet in without for s in sheet.lines)


@given(worlds())
@settings(max_examples=60)
def test_score_is_the_sum_of_the_points_shown_and_every_point_has_its_source(world):
    what, cities = world
    for sheet in rank(what, cities, WEIGHTS):
        assert sheet.score == sum(s.points or 0 for s in sheet.lines)
        assert sheet.score == total(what, sheet.city, list(WEIGHTS.items()))
        assert [s.line.code for s in sheet.lines if s.points and s.line.source.kind == "nothing"] == []
        assert [s.line.code for s in sheet.lines if s.line.source.kind not in SourceKind.values] == []
        assert [s.line.code for s in sheet.lines if s.line.code not in SENTENCES] == []
        # what is not known is not a zero
        assert [s.line.code for s in sheet.lines if (s.points is None) != (s.line.grade is None)] == []


GROUNDS = {
    "lead": lambda e: replace(e, leads=(*e.leads, lead("answered"))),
    "migrants": lambda e: replace(e, migrants_here=THEIRS),
    "practice": lambda e: replace(e, facts=replace(e.facts, practices=(*(e.facts.practices or ()), WATER))),
    "offer": lambda e: replace(e, facts=replace(e.facts, offers=(*(e.facts.offers or ()), WATER))),
    "seek": lambda e: replace(e, facts=replace(e.facts, seeks=(*(e.facts.seeks or ()), CRAFTS))),
    "sector": lambda e: replace(e, facts=replace(e.facts, sectors=(*(e.facts.sectors or ()), CRAFTS))),
    "university": lambda e: replace(e, facts=replace(e.facts, universities=("U",))),
    "neighbour": lambda e: replace(e, links=(*e.links, link("Z", km=5, ref="z"))),
    "partner": lambda e: replace(e, links=(*e.links, link("Z", own=True, ref="z"))),
    "letter": lambda e: replace(e, letters=(*e.letters, LetterSeen("yes", "L9", "", LETTER))),
    "committee": lambda e: replace(e, has_committee=True),
    "opinion": lambda e: replace(e, opinions=(OpinionSeen("favourable", "C", TODAY, CONSUL),)),
    "government": lambda e: replace(e, government="City", government_source=CASE),
}


@given(_EVIDENCE, _US, st.sampled_from(sorted(GROUNDS)))
@settings(max_examples=150)
def test_a_good_ground_never_lowers_the_score(evidence, us_, ground):
    before = replace(KNOWN, us=us_, evidence={"p1": evidence})
    after = replace(before, evidence={"p1": GROUNDS[ground](evidence)})
    assert score(after, CITY, WEIGHTS).score >= score(before, CITY, WEIGHTS).score


@given(worlds(), st.integers(1, 5))
@settings(max_examples=40)
def test_best_of_a_stream_is_the_head_of_the_rank(world, most):
    what, cities = world
    whole = [(s.score, s.city.id) for s in rank(what, cities, WEIGHTS)]
    assert [(n, c.id) for n, c in best(what, iter(cities), WEIGHTS, most)] == whole[:most]


@given(st.integers(0, 50), st.integers(0, 100))
def test_a_reason_and_its_contrary_weigh_the_same(weight, grade):
    assert points_of(weight, -grade) == -points_of(weight, grade)


def test_taking_a_reason_away_changes_the_rank():
    other = replace(CITY, id="p2", name="Riverton", folded="riverton")
    what = replace(KNOWN, evidence={"p1": Evidence(leads=(lead("answered"),)), "p2": Evidence()})
    with_all = places_of(rank(what, [CITY, other], WEIGHTS))
    assert with_all == {"p1": 1, "p2": 2}
    richer = replace(what, evidence=what.evidence | {"p2": Evidence(has_committee=True, committee_source=CASE)})
    assert places_of(rank(richer, [CITY, other], WEIGHTS)) == {"p1": 1, "p2": 2}
    assert places_of(rank(richer, [CITY, other], WEIGHTS, {"lead"})) == {"p2": 1, "p1": 2}


def test_of_equal_scores_the_larger_comes_first():
    a, b = replace(CITY, id="p2", population=10), replace(CITY, id="p3", population=20)
    plain = {"lead": 10}
    assert [s.city.id for s in rank(KNOWN, [a, b], plain)] == ["p3", "p2"]
    assert order(score(KNOWN, b, plain)) < order(score(KNOWN, a, plain))
