"""The order of the acts of a relation; letters that name another city; the same paper twice."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.agreements.operations import record_foreign_approval
from hermanar.kernel.errors import Invalid
from hermanar.meetings.enums import Purpose
from hermanar.meetings.operations import record_resolution
from hermanar.opinions import operations as opinions
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Fact, LetterKind
from hermanar.partnerships.queries import claim_of, contradictions, letters_of_another
from hermanar.partnerships.rules.order import AFTER, OutOfOrder, approved_early, out_of_order
from hermanar.process.queries import get_picture, standing_facts
from tests import relation as relations
from tests.kept import kept
from tests.web.forms import html_of

D1, D2 = dt.date(2022, 1, 10), dt.date(2022, 1, 11)


@pytest.mark.parametrize(("later", "earlier"), [(late, e) for late, before in AFTER.items() for e in before])
def test_out_of_order_tells_what_has_a_day_before_what_comes_first(later, earlier):
    assert out_of_order({later: D1, earlier: D2}) == (OutOfOrder(later, D1, earlier, D2),)
    assert out_of_order({later: D2, earlier: D1}) == ()
    assert out_of_order({later: D1, earlier: D1}) == ()
    assert out_of_order({later: D1}) == ()


def test_order_speaks_of_facts_that_exist_and_goes_round_nowhere():
    keys = list(AFTER)
    assert {*AFTER, *(e for before in AFTER.values() for e in before)} <= {*Fact.values, "opened"}
    assert all(keys.index(e) < keys.index(late) for late, before in AFTER.items() for e in before if e in AFTER)


@pytest.mark.parametrize(
    ("approved", "submitted", "early"), [(D1, D2, True), (D1, D1, False), (D2, D1, False), (D1, None, False)]
)
def test_study_is_approved_early_before_it_was_put_to_the_committee(approved, submitted, early):
    assert approved_early(approved, submitted) is early


def test_study_approved_by_an_act_from_before_it_was_submitted_is_told(cast):
    case = relations.open_relation(cast)
    relations.submit_study(cast, case)
    typed = {
        "body": relations.committee(cast),
        "purpose": Purpose.APPROVE_STUDY,
        "act_number": "10",
        "partnership": case,
    }
    record_resolution(cast.act("committee"), held_on=dt.date(2022, 1, 5), in_favour=3, against=0, abstained=0, **typed)
    (told,) = contradictions(case)
    assert told.startswith(
        "El estudio consta aprobado el 5 de enero de 2022 y se sometió aquí al Comité el 31 de enero"
    )


@pytest.fixture
@kept
def paper(cast):
    """A relation whose text is agreed and authorised, with nobody else on board."""
    case = relations.open_relation(cast, everybody=False)
    relations.agree(cast, case)
    relations.authorise(cast, case)
    return relations.fresh(case)


def _dispatch(cast, case, on, folio="PM/052"):
    return opinions.record_dispatch(
        cast.act("liaison"), partnership=case, version=case.agreement.agreed_version, folio=folio, sent_on=on
    )


def _opinion(cast, case, on, number="CJA/77"):
    return opinions.record_opinion(
        cast.act("liaison"), partnership=case, sense="favourable", number=number, issued_on=on,
        version=case.agreement.agreed_version,
    )  # fmt: skip


def wrong(call) -> list[str]:
    with pytest.raises(Invalid) as no:
        call()
    return list(no.value.errors)


def test_a_dispatch_before_the_text_is_kept_and_told_on_its_page_and_on_the_case(cast, paper):
    early = cast.at.date() - dt.timedelta(days=5)
    row = _dispatch(cast, paper, early)
    told = contradictions(paper)
    assert len(told) == 2  # before the text, before the authorisation
    assert "envío a la SRE" in told[0]
    client = cast.client("liaison")
    for name, of in (("web:opinions:dispatch", row), ("web:cases:case", paper)):
        page = html_of(client.get(reverse(name, args=[of.public_id])))
        assert "Lo que se contradice" in page


def test_acts_in_their_order_contradict_nothing(cast, paper):
    _dispatch(cast, paper, cast.at.date())
    _opinion(cast, paper, cast.at.date())
    assert contradictions(paper) == []
    page = html_of(cast.client("liaison").get(reverse("web:cases:case", args=[paper.public_id])))
    assert "Lo que se contradice" not in page


def test_an_opinion_before_its_dispatch_is_refused(cast, paper):
    _dispatch(cast, paper, cast.at.date())
    assert wrong(lambda: _opinion(cast, paper, cast.at.date() - dt.timedelta(days=1))) == ["issued_on"]
    assert paper.opinions.count() == 0


def test_an_opinion_twice_is_refused_and_again_once_it_was_withdrawn(cast, paper):
    _dispatch(cast, paper, cast.at.date())
    row = _opinion(cast, paper, cast.at.date())
    assert wrong(lambda: _opinion(cast, paper, cast.at.date(), number="cja/77")) == ["number"]
    opinions.withdraw_opinion(cast.act("liaison"), opinion=row, reason="Se asentó con otra fecha.")
    assert _opinion(cast, paper, cast.at.date()).number == "CJA/77"


def test_an_approval_of_the_counterpart_twice_is_refused(cast, paper):
    typed = {
        "agreement": paper.agreement,
        "body": "Common Council",
        "instrument": "R-22-7",
        "approved_on": cast.at.date(),
    }
    record_foreign_approval(cast.act("liaison"), **typed)
    assert wrong(lambda: record_foreign_approval(cast.act("liaison"), **typed)) == ["instrument"]


def _letter(cast, case, kind=LetterKind.INTENT, direction=Direction.OUT, **more):
    typed = {"kind": kind, "direction": direction, "dated_on": cast.at.date(), "folio": "PM/7/2022"} | more
    return operations.record_letter(cast.act("liaison"), partnership=case, **typed)


def test_a_letter_that_names_another_city_is_told_on_its_page_and_on_the_case(cast, alone):
    row = _letter(cast, alone, names="Toledo")
    assert [(letter.pk, city) for letter, city in letters_of_another(alone)] == [(row.pk, "Toledo")]
    client = cast.client("liaison")
    for name, of in (("web:letters:letter", row), ("web:cases:case", alone)):
        page = html_of(client.get(reverse(name, args=[of.public_id])))
        assert "ombra a otra ciudad (Toledo)" in page


def test_a_letter_that_names_the_counterpart_is_told_nowhere(cast, alone):
    row = _letter(cast, alone, names="Lakeside")
    assert letters_of_another(alone) == []
    page = html_of(cast.client("liaison").get(reverse("web:letters:letter", args=[row.public_id])))
    assert "ombra a otra ciudad" not in page


@pytest.mark.parametrize("by", ["answer", "letter"])
def test_an_answer_to_a_letter_that_names_another_city_is_no_exchange(cast, alone, by):
    _letter(cast, alone, names="Lakeside")
    other = _letter(cast, alone, names="Toledo", folio="PM/8/2022")
    if by == "answer":
        operations.record_answer(cast.act("liaison"), letter=other, dated_on=cast.at.date(), is_affirmative=True)
    else:
        _letter(
            cast, alone, LetterKind.ANSWER, Direction.IN, answers=other, is_affirmative=True, folio="",
        )  # fmt: skip
    assert Fact.LETTER_ANSWERED not in standing_facts(alone.case)
    assert claim_of(alone).standing.rung == 1


def test_a_paper_that_came_in_is_not_put_down_twice(cast, alone):
    come = {"direction": Direction.IN, "folio": "M-14"}
    _letter(cast, alone, **come)
    assert wrong(lambda: _letter(cast, alone, **come)) == ["folio"]
    assert _letter(cast, alone, **(come | {"folio": "M-15"})).folio == "M-15"


def test_the_term_of_an_answer_is_one_on_the_letter_and_on_the_case(cast, alone):
    def due() -> dt.date | None:
        picture = get_picture(alone.case, on=cast.at.date())
        return next(s.due_on for s in picture.steps if s.key == "answer")

    row = _letter(cast, alone, names="Lakeside")
    assert due() == row.due_on == cast.at.date() + dt.timedelta(days=45)
    later = cast.at.date() + dt.timedelta(days=70)
    operations.complete_letter(cast.act("liaison"), letter=row, due_on=later)
    assert due() == later
