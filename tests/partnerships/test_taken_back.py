"""What was put down on the case by mistake: taken back with its reason, and what it proved stands no more."""

import datetime as dt

import pytest

from hermanar.agreements.queries import cited_act
from hermanar.documents.models import Issue
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.notices.models import Notice
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import designation_on
from hermanar.process.queries import standing_facts
from hermanar.programmes import operations as programmes
from hermanar.programmes.queries import list_duties, owner_of_duty
from hermanar.registry.queries.facts import verify_facts
from tests import relation as relations

WHY = "Se asentó en otro expediente."


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


def designate(cast, relation, who="mayor", office="liaison", day=None):
    day = day or cast.at.date()
    at = dt.datetime.combine(day, cast.at.timetz())
    return operations.designate_liaison(
        cast.act(who, at), partnership=relation, office=cast.offices[office], designated_on=day
    )


def facts(relation) -> set[str]:
    return set(standing_facts(relation.case))


def told(before: int) -> set[str]:
    return set(Notice.objects.order_by("pk")[before:].values_list("key", flat=True))


def test_a_second_designation_follows_the_first_from_its_day_and_its_letter_says_so(cast, relation):
    first, later = designate(cast, relation), cast.at.date() + dt.timedelta(days=3)
    second = designate(cast, relation, office="council_secretary", day=later)
    first_letter = Issue.objects.get(pk=first.issue_id)
    assert (first_letter.state, first_letter.superseded_by) == ("superseded", second.issue)
    assert [designation_on(relation, day) for day in (cast.at.date(), later)] == [first, second]


def test_a_designation_by_mistake_is_taken_back_by_whoever_designates_and_the_one_before_stands(cast, relation):
    first = designate(cast, relation)
    second = designate(cast, relation, office="council_secretary")
    for who in ("liaison", "state", "stranger"):
        with pytest.raises(Refused) as no:
            operations.withdraw_designation(cast.act(who), designation=second, reason=WHY)
        assert no.value.code == "not_mayor"
    with pytest.raises(Invalid):
        operations.withdraw_designation(cast.act("mayor"), designation=second, reason=" ")
    before = Notice.objects.count()
    operations.withdraw_designation(cast.act("mayor"), designation=second, reason=WHY)
    assert (second.withdrawn_on, second.reason) == (cast.at.date(), WHY)
    assert Issue.objects.get(pk=second.issue_id).state == "withdrawn"
    assert (designation_on(relation, cast.at.date()), Fact.LIAISON_DESIGNATED in facts(relation)) == (first, True)
    assert told(before) == {"record_corrected"}
    operations.withdraw_designation(cast.act("mayor"), designation=first, reason=WHY)
    assert (designation_on(relation, cast.at.date()), Fact.LIAISON_DESIGNATED in facts(relation)) == (None, False)
    with pytest.raises(Refused) as no:
        operations.withdraw_designation(cast.act("mayor"), designation=first, reason=WHY)
    assert no.value.code == "designation_withdrawn"
    assert list(verify_facts()) == []


def test_what_is_still_owed_is_of_the_office_designated_since(cast, relation):
    version = relations.agree(cast, relation).agreed_version
    act = cast.act("liaison")
    programmes.compile_clock(act, partnership=relation, version=version, signed_on=act.on)

    def owners() -> set[str]:
        return {owner_of_duty(d) for d in list_duties(act.actor, relation) if d.owner_part == "lead"}

    before = owners()
    row = designate(cast, relation, office="council_secretary")
    assert owners() == {cast.offices["council_secretary"].title}
    assert owners() != before
    operations.withdraw_designation(cast.act("mayor"), designation=row, reason=WHY)
    assert owners() == before


def test_an_earlier_act_put_down_wrongly_stays_with_its_reason_and_no_paper_cites_it(cast, relation):
    act = cast.act("liaison")
    row = operations.record_earlier_act(act, partnership=relation, instrument="declaration", on=dt.date(1985, 5, 10))
    assert cited_act(relation) != {}
    with pytest.raises(Refused) as no:
        operations.withdraw_earlier_act(cast.act("mayor"), earlier=row, reason=WHY)
    assert no.value.code == "not_liaison"
    before = Notice.objects.count()
    operations.withdraw_earlier_act(act, earlier=row, reason=WHY)
    assert (row.withdrawn_on, row.reason, cited_act(relation)) == (act.on, WHY, {})
    assert told(before) == {"record_corrected"}
    assert Entry.objects.filter(happened="partnerships.earlier_act_withdrawn").count() == 1
    with pytest.raises(Refused) as no:
        operations.withdraw_earlier_act(act, earlier=row, reason=WHY)
    assert no.value.code == "earlier_act_withdrawn"


@pytest.mark.parametrize("mistaken", [True, False])
@pytest.mark.parametrize(
    ("fact", "take_back"),
    [(Fact.PROFILE_READY, operations.unlink_profile), (Fact.COMMITTEE_INSTALLED, meetings.unlink_committee)],
)
def test_a_profile_or_a_committee_linked_by_mistake_stands_no_more(cast, relation, fact, take_back, mistaken):
    act = cast.act("liaison")
    with pytest.raises(Refused) as no:
        take_back(act, partnership=relation, reason=WHY)
    assert no.value.code == "nothing_stands"
    if fact == Fact.COMMITTEE_INSTALLED:
        relations.resolve(cast, relations.hold(cast, relations.committee(cast)), None, Purpose.INSTALL)
    else:
        operations.state_case_fact(act, partnership=relation, fact=fact, on=act.on, source="profiles.profile:x")
    assert fact in facts(relation)
    with pytest.raises(Refused) as no:
        take_back(cast.act("mayor"), partnership=relation, reason=WHY)
    assert no.value.code == "not_liaison"
    with pytest.raises(Invalid):
        take_back(act, partnership=relation, reason="")
    before = Notice.objects.count()
    between = act.on + dt.timedelta(3)
    take_back(
        cast.act("liaison", cast.at + dt.timedelta(5)), partnership=relation, reason=WHY, mistaken=mistaken
    )  # fmt: skip
    assert (fact in standing_facts(relation.case, between)) is not mistaken
    assert fact in standing_facts(relation.case, between, known_by=between)
    assert (fact in facts(relation), told(before)) == (False, {"record_corrected"})
    if fact == Fact.COMMITTEE_INSTALLED:
        assert list(verify_facts()) == []
