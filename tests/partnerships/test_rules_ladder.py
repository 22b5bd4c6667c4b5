"""The ladder of proof: every rung, its gaps, its sentence."""

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.partnerships.enums import CLAIMS, NEXT_CLAIM, NEXT_CLAIM_OF_STATE, Fact, Rung
from hermanar.partnerships.rules.ladder import NOT_DOMESTIC, PROOF, clauses, is_other_text, standing

KLASS = st.sampled_from(["international", "domestic"])
FACTS = st.sets(st.sampled_from(Fact.values))

# what a clause says, as the lowest rung that must be proved for it to be said
NEEDS = {
    "announced": 0, "letter_sent": 1, "letter_received": 1, "resume_requested": 1, "answered_only": 2, "answered_by_us": 2,
    "exchanged": 2,
    "study_approved": 3, "authorised": 4, "opinion_favourable": 5, "signed": 6, "signed_domestic": 6, "registered": 7,
    "programme_running": 8, "results": 9,
}  # fmt: skip
RESERVES = {"without_opinion", "without_registration", "another_text"}  # they take back, they claim nothing


@pytest.mark.parametrize(
    ("fact", "rung"), [(fact, rung) for rung, facts in PROOF.items() for fact in facts], ids=lambda v: str(v)
)
def test_standing_one_fact_reaches_its_rung_and_lists_the_gaps(fact, rung):
    found = standing({fact}, "international")
    assert (found.rung, found.proved) == (rung, (rung,))
    assert found.gaps == tuple(range(1, rung))
    assert found.next == (rung + 1 if rung < 9 else None)


@pytest.mark.parametrize("facts", [set(), {"lead_received"}, {"triaged", "committee_installed", "text_agreed"}])
def test_standing_without_proof_is_announced(facts):
    found = standing(facts, "international")
    assert (found.rung, found.proved, found.gaps, found.next, found.unregistered) == (0, (), (), 1, False)


def test_standing_domestic_has_no_rungs_of_the_ministry():
    everything = {fact for facts in PROOF.values() for fact in facts}
    found = standing(everything, "domestic")
    assert found.proved == (1, 2, 3, 4, 6, 8, 9)
    assert (found.gaps, found.unregistered) == ((), False)
    assert standing({"authorised"}, "domestic").next == 6
    assert standing({"opinion_favourable", "registered"}, "domestic").rung == 0


@pytest.mark.parametrize(
    ("facts", "klass", "unregistered"),
    [
        ({"programme_running"}, "international", True),
        ({"results"}, "international", True),
        ({"results", "signed"}, "international", True),
        ({"programme_running", "registered"}, "international", True),
        ({"programme_running", "signed", "registered"}, "international", False),
        ({"programme_running"}, "domestic", True),
        ({"programme_running", "signed"}, "domestic", False),
        ({"signed"}, "international", False),
    ],
)
def test_standing_operation_without_signature_or_registration_is_unregistered(facts, klass, unregistered):
    assert standing(facts, klass).unregistered is unregistered


@pytest.mark.parametrize(
    ("facts", "klass", "keys"),
    [
        (set(), "international", ("announced",)),
        ({"letter_sent"}, "international", ("letter_sent",)),
        ({"letter_received"}, "international", ("letter_received",)),
        ({"resume_requested"}, "domestic", ("resume_requested",)),
        ({"letter_sent", "letter_received", "resume_requested"}, "international", ("letter_sent",)),
        ({"letter_sent", "letter_answered"}, "international", ("exchanged",)),
        ({"letter_received", "letter_answered"}, "international", ("exchanged",)),
        ({"letter_answered"}, "international", ("answered_only",)),
        ({"resume_requested", "letter_answered"}, "domestic", ("answered_only",)),
        ({"letter_sent", "letter_answered", "study_approved"}, "international", ("exchanged", "study_approved")),
        ({"letter_sent", "study_approved"}, "international", ("study_approved",)),
        ({"study_approved", "authorised"}, "international", ("study_approved", "authorised")),
        ({"authorised", "opinion_favourable"}, "international", ("authorised", "opinion_favourable")),
        ({"signed"}, "international", ("signed", "without_opinion")),
        ({"signed", "opinion_favourable"}, "international", ("signed",)),
        ({"signed"}, "domestic", ("signed_domestic",)),
        ({"signed", "opinion_favourable", "registered"}, "international", ("registered",)),
        ({"programme_running"}, "international", ("programme_running", "without_registration")),
        ({"programme_running", "signed"}, "domestic", ("programme_running",)),
        ({"results", "signed", "registered"}, "international", ("results",)),
        ({"results"}, "domestic", ("results", "without_registration")),
    ],
)
def test_clauses_follow_the_proof(facts, klass, keys):
    assert clauses(standing(facts, klass), facts, klass) == keys


def test_clauses_of_a_text_signed_otherwise_say_so_where_it_was_signed():
    facts = {"signed", "opinion_favourable"}
    assert clauses(standing(facts, "international"), facts, "international", differs=True) == ("signed", "another_text")
    more = facts | {"registered", "programme_running"}
    said = clauses(standing(more, "international"), more, "international", differs=True)
    assert said == ("programme_running", "another_text")


@pytest.mark.parametrize(
    ("signed", "opinion", "is_other"),
    [
        (None, None, False),
        ({"lacks": []}, {"text_sha256": "a"}, False),
        ({"lacks": ["text_differs_from_opinion"]}, {"text_sha256": "a"}, True),
        ({"lacks": ["text_differs_from_opinion"], "text_sha256": ""}, {"text_sha256": ""}, True),
        ({"lacks": ["text_differs_from_opinion"], "text_sha256": "b"}, {"text_sha256": "a"}, True),
        ({"lacks": ["text_differs_from_opinion"], "text_sha256": "a"}, {"text_sha256": "a"}, False),
    ],
)
def test_other_text_is_what_the_deposit_says_until_its_own_opinion(signed, opinion, is_other):
    assert is_other_text(signed, opinion) is is_other


def test_clauses_refusal_is_an_answer_and_no_exchange():
    facts = {"letter_sent", "letter_answered"}
    assert clauses(standing(facts, "international"), facts, "international", refused=True) == ("answered_only",)
    assert clauses(standing(facts, "international"), facts, "international", refused=True, by_us=True) == (
        "answered_by_us",
    )


def test_claims_have_words_for_every_clause_and_every_next_rung():
    # a state has no Cabildo: its own words for that rung
    assert set(CLAIMS) == set(NEEDS) | RESERVES | {"authorised_state", "not_opened"}
    assert set(NEXT_CLAIM_OF_STATE) <= set(NEXT_CLAIM)
    assert set(NEXT_CLAIM) == set(PROOF) == {int(r) for r in Rung if r}
    assert {fact for facts in PROOF.values() for fact in facts} <= set(Fact.values)


@given(facts=FACTS, klass=KLASS, refused=st.booleans())
@settings(max_examples=300, deadline=None)
def test_promise_1_no_set_of_facts_says_more_than_is_proved(facts, klass, refused):
    st_ = standing(facts, klass)
    said = [k for k in clauses(st_, facts, klass, refused=refused) if k not in RESERVES]
    assert said
    for key in said:
        assert NEEDS[key] == 0 or NEEDS[key] in st_.proved
        assert NEEDS[key] <= st_.rung
    assert st_.rung == max(st_.proved, default=0)
    assert not set(st_.gaps) & set(st_.proved)
    for rung in st_.proved:
        assert set(PROOF[rung]) & facts
        assert not (klass == "domestic" and rung in NOT_DOMESTIC)


@given(
    facts=FACTS, more=st.sampled_from(sorted(set(Fact.values) - {f for fs in PROOF.values() for f in fs})), klass=KLASS
)
@settings(max_examples=100, deadline=None)
def test_promise_1_a_note_never_raises_the_rung(facts, more, klass):
    assert standing(facts | {more}, klass) == standing(facts, klass)


@given(facts=FACTS, klass=KLASS, data=st.data())
@settings(max_examples=100, deadline=None)
def test_promise_1_taking_a_fact_back_never_raises_the_rung(facts, klass, data):
    gone = data.draw(st.sampled_from(sorted(facts))) if facts else ""
    assert standing(facts - {gone}, klass).rung <= standing(facts, klass).rung


@given(facts=FACTS, klass=KLASS)
@settings(max_examples=100, deadline=None)
def test_promise_1_order_of_facts_does_not_matter(facts, klass):
    a, b = sorted(facts), sorted(facts, reverse=True)
    assert standing(a, klass) == standing(b, klass)
    assert clauses(standing(a, klass), a, klass) == clauses(standing(b, klass), b, klass)
