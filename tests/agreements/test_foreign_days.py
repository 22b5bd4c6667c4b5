"""The day of the other side's word: refused from its own seat where it cannot be, told where a paper says it."""

import datetime as dt

import pytest

from hermanar.agreements import operations as agreements
from hermanar.kernel.errors import Invalid
from hermanar.partnerships.queries import contradictions
from tests import relation

TYPED = {"body": "City Council", "instrument": "Resolution 22-9"}
BEFORE = dt.date(2019, 1, 1)


@pytest.mark.parametrize("verb", ["approval", "refusal"])
def test_counterpart_ruling_before_the_case_was_open_is_refused_at_its_field(cast, verb):
    found = relation.open_relation(cast)
    agreement = relation.agree(cast, found)
    with pytest.raises(Invalid) as no:
        if verb == "approval":
            agreements.record_foreign_approval(
                cast.act("counterpart"), agreement=agreement, approved_on=BEFORE, **TYPED
            )
        else:
            agreements.record_foreign_refusal(
                cast.act("counterpart"), agreement=agreement, refused_on=BEFORE, grounds="No.", **TYPED
            )
    field = "approved_on" if verb == "approval" else "refused_on"
    assert list(no.value.errors) == [field]
    assert "ese día se abrió el expediente" in str(no.value.errors[field][0])
    on = cast.at.date()
    row = agreements.record_foreign_approval(cast.act("counterpart"), agreement=agreement, approved_on=on, **TYPED)
    assert (row.how, contradictions(relation.fresh(found))) == ("in_post", [])


def test_counterpart_ruling_before_the_text_was_begun_is_refused(cast):
    found = relation.open_relation(cast)
    later = cast.at + dt.timedelta(days=3)
    agreement = agreements.start_text(cast.act("liaison", later), partnership=found)
    with pytest.raises(Invalid) as no:
        agreements.record_foreign_approval(
            cast.act("counterpart", later), agreement=agreement, approved_on=cast.at.date(), **TYPED
        )
    assert "ese día se guardó la primera versión del texto" in str(no.value.errors["approved_on"][0])


def test_ruling_recorded_from_a_paper_is_taken_and_told_among_what_contradicts(cast):
    found = relation.open_relation(cast, everybody=False)
    agreement = relation.agree(cast, found)
    row = agreements.record_foreign_approval(cast.act("liaison"), agreement=agreement, approved_on=BEFORE, **TYPED)
    told = contradictions(relation.fresh(found))
    assert row.how == "recorded"
    assert [("apertura del expediente" in line, "1.º de enero de 2019" in line) for line in told] == [
        (True, True),
        (False, True),
    ]
