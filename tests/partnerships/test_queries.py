"""Doors to leads, relations and letters; earlier relations; the clock a relation runs on."""

import datetime as dt

import pytest

from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations, queries
from tests.cast import STARTS
from tests.partnerships.test_operations_cases import open_it
from tests.partnerships.test_operations_leads import open_lead
from tests.relation import fresh, open_relation

SEATED = ("liaison", "mayor", "committee", "state", "reviewer", "registrar", "counterpart")


@pytest.mark.parametrize("who", SEATED)
def test_get_partnership_with_a_seat_gives_it(cast, relation, who):
    assert queries.get_partnership(cast.actor(who), relation.public_id).pk == relation.pk


@pytest.mark.parametrize("who", ["stranger", "nobody", "operator", "consul"])
def test_get_partnership_without_seat_looks_like_missing(cast, relation, who):
    with pytest.raises(NotVisible):
        queries.get_partnership(cast.actor(who), relation.public_id)
    with pytest.raises(NotVisible):
        queries.get_partnership(cast.actor(who), "no-such-id")


def test_list_partnerships_gives_only_ones_own_newest_first(cast, relation, domestic):
    assert [r.pk for r in queries.list_partnerships(cast.actor("liaison"))] == [domestic.pk, relation.pk]
    assert [r.pk for r in queries.list_partnerships(cast.actor("state"))] == [domestic.pk, relation.pk]
    assert [r.pk for r in queries.list_partnerships(cast.actor("counterpart"))] == [relation.pk]
    assert queries.list_partnerships(cast.actor("stranger")) == []
    assert queries.list_partnerships(cast.actor("liaison"), before=domestic.pk) == [relation]
    assert queries.list_partnerships(cast.actor("liaison"), limit=1) == [domestic]


def test_list_partnerships_asks_a_flat_number_of_questions(cast, assert_flat):
    def look():
        for row in queries.list_partnerships(cast.actor("liaison")):
            str(row.owner.municipality.state), [str(p.country) for p in row.parties.all()], row.counterpart.office

    assert_flat(lambda: open_relation(cast), look)


def test_list_leads_gives_only_ones_own_newest_first(cast):
    first, second = open_lead(cast), open_lead(cast)
    assert [r.pk for r in queries.list_leads(cast.actor("consul"))] == [second.pk, first.pk]
    assert queries.list_leads(cast.actor("consul"), before=second.pk) == [first]
    assert queries.list_leads(cast.actor("liaison")) == []


def test_list_leads_asks_a_flat_number_of_questions(cast, assert_flat):
    def look():
        for row in queries.list_leads(cast.actor("consul")):
            str(row.opened_by), str(row.municipality.state), str(row.country), row.circle.exercise_at

    assert_flat(lambda: open_lead(cast), look)


def test_get_letter_in_draft_is_seen_by_its_house_alone(cast, letter):
    assert queries.get_letter(cast.actor("liaison"), letter.public_id).pk == letter.pk
    for who in ("state", "counterpart", "committee", "stranger", "nobody"):
        with pytest.raises(NotVisible):
            queries.get_letter(cast.actor(who), letter.public_id)


def test_list_letters_oldest_first_as_far_as_one_sees(cast, relation, letter):
    act = cast.act("liaison")
    old = operations.record_letter(
        act, partnership=relation, kind="intent", direction="in", dated_on=dt.date(2019, 5, 2)
    )
    assert [row.pk for row in queries.list_letters(cast.actor("state"), relation)] == [old.pk]
    assert {row.pk for row in queries.list_letters(cast.actor("liaison"), relation)} == {old.pk, letter.pk}
    assert list(queries.list_letters(cast.actor("stranger"), relation)) == []


def test_today_of_an_exercise_is_its_own_day(cast, relation):
    now = dt.datetime(2030, 6, 1, 12, tzinfo=dt.UTC)
    assert queries.today_of(relation, now) == STARTS.date()
    relation.circle.exercise_at = None
    assert queries.today_of(relation, now) == dt.date(2030, 6, 1)


def test_earlier_relations_are_found_whatever_became_of_them(cast, relation):
    operations.close_partnership(cast.act("liaison"), partnership=relation, reason="Concluyó.")
    found = queries.earlier_relations(our_key="20999", their_key="", their_name="Ciudad de Lakeside", country="US")
    assert [(e.public_id, e.is_open, e.rung, e.title) for e in found] == [
        (relation.public_id, False, 0, "Villa Serena – Lakeside")
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"their_name": "Lakeside Hills"},
        {"country": "JP"},
        {"our_key": "20998"},
    ],
)
def test_earlier_relations_of_another_pair_are_not_shown(relation, changed):
    asked = {"our_key": "20999", "their_key": "", "their_name": "Lakeside", "country": "US"} | changed
    assert queries.earlier_relations(**asked) == []


def test_earlier_relations_leave_out_the_one_that_asks(relation):
    asked = {"our_key": "20999", "their_key": "", "their_name": "Lakeside", "country": "US"}
    assert queries.earlier_relations(**asked, besides=relation.pk) == []


def test_accepted_names_have_the_usual_one_first(cast, domestic):
    row = open_it(cast, their_name="Lakeside", their_name_en="City of Lakeside")
    theirs = row.parties.get(side="theirs")
    assert queries.accepted_names(theirs) == ("Lakeside", "City of Lakeside")
    assert queries.accepted_names(domestic.parties.get(side="theirs")) == ("Los Cabos",)


def test_brief_for_a_relation_carries_parties_posts_and_powers(cast, relation):
    brief = queries.brief_for(fresh(relation), "letter", STARTS.date())
    assert [p.names[0] for p in brief.parties] == ["Villa Serena", "Lakeside"]
    assert [s.name for s in brief.signatories] == ["Persona de Muestra 03", "Persona de Muestra 40"]
    assert brief.languages == ("es", "en")
    assert not brief.domestic


def test_standing_on_a_day_before_the_letter_is_announced(cast, relation):
    operations.record_letter(
        cast.act("liaison"), partnership=relation, kind="intent", direction="in", dated_on=dt.date(2019, 5, 2)
    )
    assert queries.standing_on(relation).rung == 1
    assert queries.standing_on(relation, dt.date(2019, 5, 1)).rung == 0
    assert queries.standing_on(relation, dt.date(2019, 5, 2)).rung == 1
