"""Calls, proposals of citizens, projects and their vote."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from hermanar.calls import operations as calls
from hermanar.calls.enums import CallStage, CallState, LinkFor, ProjectStage, ProposalState
from hermanar.calls.models import Call, Project, Proposal
from hermanar.calls.queries import (
    committee_resolutions,
    get_call,
    get_proposal,
    get_public_call,
    list_calls,
    list_houses,
    list_projects,
    list_proposals,
    list_public_calls,
    proposal_of_link,
)
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.links.queries import actor_of, open_link
from hermanar.meetings.enums import Outcome
from hermanar.notices.models import Notice

from .conftest import NOW, TEXTS, by_link, propose, vote

DAY = dt.timedelta(days=1)


@pytest.fixture
def house(cast):
    return cast.organisations["municipality"]


# -- calls ----------------------------------------------------------------------------------------------------


def test_draft_is_nobodys_but_the_committees(cast, house):
    row = calls.draft_call(
        cast.act("committee"), owner=house, texts=TEXTS, opens_on=cast.at.date(), closes_on=cast.at.date() + DAY
    )
    assert (row.state, row.folio) == (CallState.DRAFT, f"{house.code}-CV-2022-001")
    assert list_public_calls(now=NOW, exercise=True) == []
    with pytest.raises(NotVisible):
        get_public_call(row.public_id, now=NOW)
    with pytest.raises(NotVisible):
        get_call(cast.actor("stranger"), row.public_id)
    assert get_call(cast.actor("mayor"), row.public_id) == row


@pytest.mark.parametrize("who", ["mayor", "stranger", "state", "counterpart"])
def test_draft_is_refused_to_who_does_not_convene(cast, house, who):
    with pytest.raises(Refused) as no:
        calls.draft_call(
            cast.act(who), owner=house, texts=TEXTS, opens_on=cast.at.date(), closes_on=cast.at.date() + DAY
        )
    assert no.value.code == "not_convener"


def test_publish_needs_both_languages(cast, house):
    half = {name: {"es": "Texto"} for name in TEXTS}
    row = calls.draft_call(
        cast.act("liaison"), owner=house, texts=half, opens_on=cast.at.date(), closes_on=cast.at.date() + DAY
    )
    with pytest.raises(Blocked) as no:
        calls.publish_call(cast.act("liaison"), call=row)
    assert [b.code for b in no.value.blockers] == [f"call_{name}_en_missing" for name in TEXTS]
    row = calls.change_call(cast.act("liaison"), call=row, texts=TEXTS, opens_on=row.opens_on, closes_on=row.closes_on)
    assert calls.publish_call(cast.act("liaison"), call=row).state == CallState.PUBLISHED
    with pytest.raises(Refused):
        calls.change_call(cast.act("liaison"), call=row, texts=TEXTS, opens_on=row.opens_on, closes_on=row.closes_on)


def test_publish_what_would_be_closed_is_invalid(cast, house):
    row = calls.draft_call(
        cast.act("liaison"), owner=house, texts=TEXTS, opens_on=cast.at.date() - 9 * DAY,
        closes_on=cast.at.date() - DAY,
    )  # fmt: skip
    with pytest.raises(Invalid) as no:
        calls.publish_call(cast.act("liaison"), call=row)
    assert list(no.value.errors) == ["closes_on"]


def test_public_list_goes_by_the_houses_own_day(cast, call, assert_flat):
    found = list_public_calls(now=NOW, exercise=True)
    assert [(c.call, c.stage) for c in found] == [(call, CallStage.OPEN)]
    assert list_public_calls(now=NOW) == []

    def make():
        row = calls.draft_call(
            cast.act("committee"), owner=cast.organisations["municipality"], texts=TEXTS, opens_on=cast.at.date(),
            closes_on=cast.at.date(),
        )  # fmt: skip
        calls.publish_call(cast.act("committee"), call=row)

    assert_flat(make, lambda: [str(c.call.owner.municipality.state) for c in list_public_calls(now=NOW, exercise=True)])
    actor = cast.actor("committee")
    assert_flat(make, lambda: [str(c.owner) for c in list_calls(actor)])


def test_cancel_says_why_in_public(cast, call):
    with pytest.raises(Invalid):
        calls.cancel_call(cast.act("committee"), call=call, reason="")
    row = calls.cancel_call(cast.act("committee"), call=call, reason="Cambió la fecha")
    assert get_public_call(row.public_id, now=NOW).stage == CallStage.CANCELLED
    with pytest.raises(Refused):
        propose(cast, call=row)
    with pytest.raises(Refused):
        calls.close_call(cast.act("committee"), call=row)


def test_close_sends_it_to_the_archive(cast, call):
    row = calls.close_call(cast.act("committee"), call=call)
    assert get_public_call(row.public_id, now=NOW).stage == CallStage.CLOSED


# -- proposals ------------------------------------------------------------------------------------------------


def test_propose_gives_folio_and_a_way_back(cast, call, house):
    row, token = propose(cast, call=call)
    assert (row.folio, row.state, row.call) == (f"{house.code}-PC-2022-001", ProposalState.RECEIVED, call)
    link = open_link(token, LinkFor.PROPOSAL, now=NOW)
    assert proposal_of_link(actor_of(link), link.subject) == row
    assert Notice.objects.filter(user=cast.users["committee"], key="proposal_received").count() == 1
    assert Entry.objects.get(happened="calls.proposal_received").data == {"folio": row.folio}


def test_propose_without_call_and_twice_gives_two_folios(cast, house):
    first, _token = propose(cast)
    second, _token = propose(cast)
    assert (first.call, second.folio) == (None, f"{house.code}-PC-2022-002")


def test_propose_mails_the_way_back_in_the_citizens_language(cast, house, django_capture_on_commit_callbacks):
    house.is_exercise = False
    house.save(update_fields=["is_exercise"])
    with django_capture_on_commit_callbacks(execute=True):
        _row, token = propose(cast, contact_email="persona@example.org", language="en")
    assert mail.outbox[-1].to == ["persona@example.org"]
    assert f"/en/enlace/{token}/" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 161}),
        ("problem", {"problem": " "}),
        ("idea", {"idea": ""}),
        ("idea", {"idea": "x" * 4001}),
        ("sector", {"sector": "magic"}),
        ("consents", {"consents": False}),
        ("email", {"contact_email": "not an address"}),
    ],
)
def test_propose_what_cannot_be_is_invalid_and_nothing_stays(cast, field, more):
    with pytest.raises(Invalid) as no:
        propose(cast, **more)
    assert list(no.value.errors) == [field]
    assert Proposal.objects.count() == 0


def test_propose_outside_the_sectors_of_the_call_is_invalid(cast, call):
    with pytest.raises(Invalid) as no:
        propose(cast, call=call, sector="health")
    assert list(no.value.errors) == ["sector"]


def test_propose_when_the_call_is_not_open_is_refused(cast, call):
    for at in (cast.at - 5 * DAY, cast.at + 31 * DAY):
        with pytest.raises(Refused) as no:
            propose(cast, at, call=call)
        assert no.value.code == "call_closed"
    assert propose(cast, cast.at + 30 * DAY, call=call)[0].call == call


def test_propose_to_what_is_no_municipality_finds_nothing(cast):
    with pytest.raises(NotVisible):
        propose(cast, owner=cast.organisations["state"])
    assert cast.organisations["municipality"] in list_houses(exercise=True)


def test_form_sent_twice_gives_the_same_proposal_another_way_back(cast):
    row, token = propose(cast, request="nonce-1")
    again = calls.return_to_proposal(cast.act("nobody"), request="nonce-1", now=NOW)
    link = open_link(again, LinkFor.PROPOSAL, now=NOW)
    assert (link.subject, Proposal.objects.count()) == (row.public_id, 1)
    with pytest.raises(Refused):
        open_link(token, now=NOW)
    with pytest.raises(NotVisible):
        calls.return_to_proposal(cast.act("nobody"), request="", now=NOW)
    with pytest.raises(NotVisible):
        calls.return_to_proposal(cast.act("nobody", cast.at + 2 * DAY), request="nonce-1", now=NOW)


def test_way_back_of_one_proposal_never_reaches_another(cast):
    _mine, token = propose(cast)
    other, _token = propose(cast)
    link = open_link(token, now=NOW)
    with pytest.raises(NotVisible):
        proposal_of_link(actor_of(link), other.public_id)
    with pytest.raises(NotVisible):
        calls.withdraw_proposal(by_link(cast, link), proposal=other)


def test_withdraw_forgets_who_proposed(cast):
    row, token = propose(cast, contact_name="Persona de Muestra 80", contact_email="persona@example.org")
    link = open_link(token, now=NOW)
    row = calls.withdraw_proposal(by_link(cast, link), proposal=row)
    assert (row.state, row.contact_name, row.contact_email) == (ProposalState.WITHDRAWN, "", "")
    with pytest.raises(Refused):
        calls.withdraw_proposal(by_link(cast, link), proposal=row)
    with pytest.raises(Refused):
        calls.evaluate_proposal(cast.act("committee"), proposal=row, viability="viable", assessment="Sí")


def evaluated(cast, viability: str = "viable"):
    row, _token = propose(cast)
    return calls.evaluate_proposal(
        cast.act("committee"), proposal=row, viability=viability, assessment="Hay músicos y hay internet.",
        criteria={"need": True},
    )  # fmt: skip


def test_accepted_proposal_becomes_a_viable_project(cast):
    row = evaluated(cast)
    resolution = vote(cast)
    project = calls.accept_proposal(
        cast.act("committee"), proposal=row, answer="Nos gusta. Lo haremos con Lakeside.", resolution=resolution
    )
    row.refresh_from_db()
    assert (row.state, row.project, row.resolution) == (ProposalState.ACCEPTED, project, resolution)
    assert (project.stage, project.title, project.assessment) == (ProjectStage.VIABLE, row.title, row.assessment)
    assert project.criteria["need"] is True
    with pytest.raises(Refused):
        calls.decline_proposal(cast.act("committee"), proposal=row, cause="other", answer="No")


def test_accept_what_was_not_evaluated_or_not_viable_is_refused(cast):
    row, _token = propose(cast)
    with pytest.raises(Refused) as no:
        calls.accept_proposal(cast.act("committee"), proposal=row, answer="Sí")
    assert no.value.code == "not_evaluated"
    with pytest.raises(Refused) as no:
        calls.accept_proposal(cast.act("committee"), proposal=evaluated(cast, "not_viable"), answer="Sí")
    assert no.value.code == "not_viable"
    assert Project.objects.count() == 0


def test_decline_says_cause_and_reason(cast):
    row = evaluated(cast, "not_viable")
    for more in ({"cause": "because", "answer": "No"}, {"cause": "other", "answer": " "}):
        with pytest.raises(Invalid):
            calls.decline_proposal(cast.act("committee"), proposal=row, **more)
    row = calls.decline_proposal(cast.act("committee"), proposal=row, cause="not_viable", answer="No hay sala.")
    assert (row.state, row.decline_reason, row.answer) == (ProposalState.DECLINED, "not_viable", "No hay sala.")


@pytest.mark.parametrize("who", ["mayor", "stranger", "state", "liaison"])
def test_evaluation_is_the_committees(cast, who):
    """The liaison evaluates only where the committee is not on board."""
    row, _token = propose(cast)
    with pytest.raises(Refused) as no:
        calls.evaluate_proposal(cast.act(who), proposal=row, viability="viable", assessment="Sí")
    assert no.value.code == "not_committee"


def test_vote_of_another_body_is_invalid(cast, partnership):
    from tests.relation import authorise

    resolution = authorise(cast, partnership)
    with pytest.raises(Invalid) as no:
        calls.accept_proposal(cast.act("committee"), proposal=evaluated(cast), answer="Sí", resolution=resolution)
    assert list(no.value.errors) == ["resolution"]


def test_inbox_is_of_the_municipality_and_its_committee(cast, call, assert_flat):
    actor = cast.actor("committee")
    assert assert_flat(
        lambda: propose(cast, call=call), lambda: [str(p.call) for p in list_proposals(actor, state="received")]
    ) == 1  # fmt: skip
    row = list_proposals(actor)[0]
    assert list_proposals(actor, call=call, before=row.pk)[0].pk < row.pk
    for who in ("stranger", "state", "counterpart", "nobody"):
        assert list_proposals(cast.actor(who)) == []
        with pytest.raises(NotVisible):
            get_proposal(cast.actor(who), row.public_id)


def test_purge_forgets_contacts_long_after_the_answer(cast):
    kept, _token = propose(cast, contact_name="Persona de Muestra 81", contact_email="a@example.org")
    row, _token = propose(cast, contact_name="Persona de Muestra 82", contact_email="b@example.org")
    row = calls.evaluate_proposal(cast.act("committee"), proposal=row, viability="viable", assessment="Sí")
    calls.decline_proposal(cast.act("committee"), proposal=row, cause="exists", answer="Ya hay uno.")
    later = cast.act("operator", cast.at + 400 * DAY)
    assert calls.purge_proposal_contacts(later, older_than=365 * DAY) == 1
    row.refresh_from_db()
    kept.refresh_from_db()
    assert (row.contact_email, kept.contact_email) == ("", "a@example.org")
    with pytest.raises(Refused):
        calls.purge_proposal_contacts(cast.act("committee"), older_than=365 * DAY)


# -- projects -------------------------------------------------------------------------------------------------


def test_project_goes_from_idea_to_adopted_by_vote(cast, house, partnership):
    project = calls.open_project(
        cast.act("liaison"), owner=house, title="Intercambio", summary="De escuelas", partnership=partnership
    )
    judge = cast.act("committee")
    with pytest.raises(Refused) as no:
        calls.decide_project(judge, project=project, stage="adopted", reason="Sí", resolution=vote(cast))
    assert no.value.code == "not_viable"
    project = calls.evaluate_project(judge, project=project, viability="conditions", assessment="Si hay becas.")
    assert project.stage == ProjectStage.VIABLE
    with pytest.raises(Invalid):
        calls.decide_project(judge, project=project, stage="adopted", reason="Sí", resolution=None)
    project = calls.decide_project(
        judge, project=project, stage="adopted", reason="Se votó.", resolution=committee_resolutions(house)[0]
    )
    assert (project.stage, project.decided_on) == (ProjectStage.ADOPTED, cast.at.date())
    with pytest.raises(Refused):
        calls.decide_project(judge, project=project, stage="discarded", reason="No", resolution=None)
    assert list_projects(cast.actor("mayor"), stage="adopted") == [project]
    assert list_projects(cast.actor("stranger")) == []


def test_project_is_not_adopted_on_a_vote_that_said_no(cast, house):
    project = calls.open_project(cast.act("committee"), owner=house, title="Feria", summary="")
    judge = cast.act("committee")
    project = calls.evaluate_project(judge, project=project, viability="viable", assessment="Sí")
    with pytest.raises(Invalid) as no:
        calls.decide_project(
            judge, project=project, stage="adopted", reason="Sí", resolution=vote(cast, Outcome.REJECTED)
        )
    assert list(no.value.errors) == ["resolution"]
    project = calls.decide_project(
        judge, project=project, stage="discarded", reason="No hay con quién.", resolution=None
    )
    assert (project.stage, project.reason) == (ProjectStage.DISCARDED, "No hay con quién.")


def test_project_found_not_viable_falls_back_to_an_idea(cast, house):
    project = calls.open_project(cast.act("committee"), owner=house, title="Feria", summary="")
    judge = cast.act("committee")
    project = calls.evaluate_project(judge, project=project, viability="viable", assessment="Sí")
    project = calls.evaluate_project(judge, project=project, viability="not_viable", assessment="Ya no")
    assert project.stage == ProjectStage.IDEA


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (Call, {"closes_on": dt.date(2000, 1, 1)}),
        (Proposal, {"state": "declined", "answer": ""}),
        (Project, {"stage": "adopted", "resolution": None}),
    ],
)
def test_table_refuses_what_cannot_be(cast, house, call, table, change):
    calls.open_project(cast.act("committee"), owner=house, title="Feria", summary="")
    propose(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(**change)
