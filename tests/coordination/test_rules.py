"""Clocks, contact, compliance and questionnaires as tables."""

import datetime as dt

import pytest

from hermanar.coordination.enums import Contact
from hermanar.coordination.rules.clocks import advice_due, contact, lost_since, middle
from hermanar.coordination.rules.compliance import Item, items, met
from hermanar.coordination.rules.questionnaires import Question, accepted, questionnaires, summary
from hermanar.partnerships.enums import Fact

ON = dt.date(2026, 6, 30)


def test_advice_due_is_the_clock_of_the_data():
    assert advice_due(dt.date(2026, 1, 1)) == dt.date(2026, 1, 11)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "never"),
        (dt.date(2025, 6, 29), "old"),
        (dt.date(2025, 6, 30), "recent"),
        (ON, "recent"),
    ],
)
def test_contact_is_lost_after_twelve_months(last, said):
    assert contact(last, ON) == said
    assert said in Contact.values
    assert lost_since(ON) == dt.date(2025, 6, 30)


@pytest.mark.parametrize(("days", "said"), [([], None), ([3], 3.0), ([1, 2], 1.5), ([9, 1, 2], 2.0)])
def test_middle_is_the_median(days, said):
    assert middle(days) == said


@pytest.mark.parametrize(
    ("has", "facts", "said"),
    [
        (set(), set(), False),
        ({"liaison"}, set(), True),
        (set(), {"liaison_designated"}, True),
        ({"committee"}, {"study_approved"}, False),
    ],
)
def test_met_by_what_it_has_or_by_a_fact(has, facts, said):
    assert met(Item("liaison", {}, "liaison", "liaison_designated"), has=has, facts=facts) is said


def test_items_name_facts_that_exist_in_both_languages():
    assert {i.fact for i in items() if i.fact} <= set(Fact.values)
    assert all(i.title["es"] and i.title["en"] for i in items())


NUMBER, CHOICE = Question("n", "number", {}), questionnaires()["diagnosis-2026"].questions[2]


@pytest.mark.parametrize(
    ("question", "raw", "kept", "wrong"),
    [
        (NUMBER, "12", 12, ""),
        (NUMBER, "", None, ""),
        (NUMBER, "doce", None, "not_a_number"),
        (NUMBER, "-1", None, "not_a_number"),
        (NUMBER, "٣", None, "not_a_number"),
        (CHOICE, "all", "all", ""),
        (CHOICE, "yes", None, "not_an_option"),
        (Question("b", "yes_no", {}), "no", "no", ""),
        (Question("t", "text", {}), " Un  texto ", "Un texto", ""),
    ],
)
def test_accepted_takes_what_may_be_answered(question, raw, kept, wrong):
    assert accepted(question, raw) == (kept, wrong)


def test_questions_are_in_both_languages_with_keys_of_their_own():
    for one in questionnaires().values():
        keys = [q.key for q in one.questions]
        assert len(set(keys)) == len(keys)
        assert all(q.text["es"] and q.text["en"] for q in one.questions)
        assert all(bool(q.options) == (q.kind == "choice") for q in one.questions)


def test_summary_counts_sums_and_lists():
    known = questionnaires()["diagnosis-2026"]
    rows = [{"has_relations": "yes", "how_many": 2, "needs": "Modelo"}, {"has_relations": "no"}, {"how_many": 3}]
    found = {s.question.key: s for s in summary(known, rows)}
    assert (found["has_relations"].counts, found["has_relations"].answered) == ({"yes": 1, "no": 1}, 2)
    assert (found["how_many"].total, found["how_many"].answered) == (5, 2)
    assert found["needs"].texts == ("Modelo",)
    assert found["committee"].answered == 0
