"""Promise 4: a paper that another replaced, or that lost its effect, never verifies as in force."""

import pytest

from hermanar.agreements import operations as agreements
from hermanar.documents.models import Issue
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.opinions import operations as opinions
from hermanar.registry.queries import verify_paper
from tests import relation

WHY = "Cita otra fecha."


def gone(issue: Issue) -> tuple[str, str]:
    verdict = verify_paper(issue.code)
    return verdict.state, verdict.reason


def replaced(issue: Issue, by: Issue, state: str = "in_force") -> bool:
    old, new = verify_paper(issue.code), verify_paper(by.code)
    return (old.state, old.superseded_by, new.state) == ("superseded", by.code, state)


@pytest.mark.once
def test_each_paper_that_is_corrected_returned_or_given_out_again_says_so(cast):
    case = relation.open_relation(cast)
    agreement = relation.agree(cast, case)
    liaison, secretary = cast.act("liaison"), cast.act("council_secretary")
    # the certificate of a Cabildo act that a later one corrects
    first = meetings.certify_resolution(secretary, resolution=relation.authorise(cast, case))
    assert verify_paper(first.certificate.code).state == "in_force"
    later = meetings.record_resolution(
        secretary, body=first.point.session.body, purpose=Purpose.AUTHORISE, held_on=secretary.on, act_number="99",
        names="Lakeside", partnership=case, corrects=first, text="El acta decía otro nombre.",
        signatory="Persona de Muestra 01",
    )  # fmt: skip
    body = str(first.point.session.body)
    assert gone(first.certificate) == ("withdrawn", f"Corregido por un acto posterior: Acta 99 · {body}")
    certified = meetings.certify_resolution(secretary, resolution=later)
    assert replaced(first.certificate, certified.certificate)
    # letters of a dispatch that came back: from the state, then from the ministry
    sent = opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, case))
    opinions.return_dispatch(cast.act("state"), dispatch=sent, reason=WHY)
    assert gone(sent.issue) == ("withdrawn", WHY)
    second = relation.dispatch(cast, case)
    assert replaced(sent.issue, second.issue)
    opinions.return_dispatch(cast.act("reviewer"), dispatch=second, reason=WHY)
    assert [gone(i) for i in (second.issue, second.forward_issue)] == [("withdrawn", WHY)] * 2
    third = relation.dispatch(cast, case)
    assert replaced(second.issue, third.issue)
    assert replaced(second.forward_issue, third.forward_issue)
    opinion = relation.give_opinion(cast, opinions.receive_dispatch(cast.act("reviewer"), dispatch=third))
    # the text for signature: given out again, then reopened
    text = agreements.prepare_signature(liaison, agreement=agreement)
    again = agreements.prepare_signature(liaison, agreement=agreement)
    assert replaced(text, again, "prepared")
    agreements.reopen_text(liaison, agreement=agreement, reason=WHY)
    assert gone(again) == ("withdrawn", WHY)
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, case)
    # the opinion on a text that changed since
    newer = relation.give_opinion(cast, relation.review(cast, case))
    assert replaced(opinion.issue, newer.issue)
    agreement.refresh_from_db()
    last = agreements.prepare_signature(liaison, agreement=agreement)
    assert replaced(again, last, "prepared")
    assert verify_paper(text.code).superseded_by == again.code
