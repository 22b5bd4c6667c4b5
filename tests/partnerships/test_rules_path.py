"""The one next step of each path: the definitions as they are, with the facts of a case."""

import datetime as dt

import pytest

from hermanar.partnerships.rules.guide import definition_text
from hermanar.process.rules import FactLine, parse, picture

DAY = dt.date(2022, 6, 9)
BEGUN = "triaged liaison_designated committee_installed profile_ready study_approved"
LETTERS = f"{BEGUN} letter_sent letter_answered"
AGREED = f"{LETTERS} text_agreed authorised"


def drawn(path: str, facts: str):
    at = dt.datetime.combine(DAY, dt.time(12), dt.UTC)
    told = {key: FactLine(key, DAY, "day", "a:1", "oficio", at, "in_post") for key in facts.split()}
    return picture(parse(definition_text(path)), "sre2022", told, [], DAY, DAY)


@pytest.mark.parametrize(
    ("path", "facts", "following", "gaps"),
    [
        ("international", BEGUN, "letter", {}),
        ("international", f"{BEGUN} letter_answered", "text", {"letter": "letter_answered"}),
        ("international", AGREED, "dispatch", {}),
        ("international", f"{AGREED} dispatched", "opinion", {}),
        # a no leaves nothing behind: the file has to go
        ("international", f"{AGREED} opinion_unfavourable", "dispatch", {}),
        # the opinion came, and no letter of dispatch is on record
        ("international", f"{AGREED} opinion_favourable", "counterpart_approval", {"dispatch": "opinion_favourable"}),
        ("international", f"{AGREED} opinion_favourable counterpart_approved", "signature",
            {"dispatch": "opinion_favourable"}),
        # without a text in agreement there is still a text to agree on, whatever came of it
        ("international", f"{LETTERS} opinion_favourable", "text", {"dispatch": "opinion_favourable"}),
        ("international", f"{LETTERS} signed", "registration", dict.fromkeys(
            ("text", "cabildo", "dispatch", "opinion", "counterpart_approval"), "signed")),
        ("international_state", "triaged letter_answered", "text", {"letter": "letter_answered"}),
        ("international_state", "triaged study_approved letter_answered text_agreed authorised opinion_favourable",
            "counterpart_approval", {"letter": "letter_answered", "dispatch": "opinion_favourable"}),
        ("domestic", BEGUN, "letter", {}),
        ("domestic", f"{BEGUN} letter_answered", "text", {"letter": "letter_answered"}),
        ("domestic", f"{BEGUN} letter_answered text_agreed authorised", "counterpart_approval",
            {"letter": "letter_answered"}),
        ("domestic", f"{LETTERS} signed", "first_programme", dict.fromkeys(
            ("text", "cabildo", "counterpart_approval"), "signed")),
        ("domestic_state", "triaged study_approved letter_answered", "text", {"letter": "letter_answered"}),
    ],
)  # fmt: skip
def test_next_step_is_the_first_whose_result_is_not_there_yet(path, facts, following, gaps):
    shown = drawn(path, facts)
    assert shown.next_step.key == following
    behind = [s for s in shown.steps if s.passed_by]
    assert {s.key: s.passed_by for s in behind} == gaps
    # a gap waits for nothing and has no term; it is not done either
    assert [(s.missing, s.after, s.due_on, s.is_open) for s in behind] == [((), (), None, True)] * len(gaps)


def test_a_gap_closes_with_its_own_paper():
    assert drawn("international", f"{AGREED} opinion_favourable dispatched").step("dispatch").passed_by == ""
