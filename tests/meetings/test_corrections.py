"""What was put down of a session by mistake: its attendance and its votes, what rests on them, and what stays in sight."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.documents.models import Issue
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Corrected, MinutesState, Outcome, Purpose
from hermanar.meetings.models import Minutes, Resolution, Session
from hermanar.meetings.queries import put_again
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.process.queries import standing_facts
from hermanar.registry.queries.facts import verify_facts
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

WHY = "Se contó mal."


@pytest.fixture
@kept
def agreed(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    return found


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


def attendance(cast, session, number: int, who: str = "council_secretary", **more) -> Session:
    there = list(session.body.members.order_by("pk")[:number])
    return meetings.correct_attendance(cast.act(who), session=session, present=there, **{"reason": WHY} | more)


def sign(session) -> None:
    Minutes.objects.update_or_create(session=session, defaults={"state": MinutesState.SIGNED})


def test_vote_corrected_takes_its_place_and_what_it_had_proved_is_taken_back(cast, agreed):
    wrong = relation.authorise(cast, agreed)
    certified = meetings.certify_resolution(cast.act("council_secretary"), resolution=wrong).certificate
    assert Fact.AUTHORISED in facts(agreed)
    told = Notice.objects.count()
    right = meetings.correct_vote(
        cast.act("council_secretary"), resolution=wrong, in_favour=1, against=2, names="Lakeside", reason=WHY
    )
    assert (right.outcome, right.authorises, right.corrects) == (Outcome.REJECTED, False, wrong)
    assert Fact.AUTHORISED not in facts(agreed)
    assert Issue.objects.get(pk=certified.pk).state == "withdrawn"
    wrong.refresh_from_db()
    assert (wrong.outcome, wrong.in_favour) == (Outcome.APPROVED, 3)
    row = wrong.typed_again
    assert (row.became, row.reason, row.before["votes"], row.after["votes"]) == (right, WHY, "3–0–0", "1–2–0")
    assert put_again(wrong.point.session) == {right.point_id}
    keys = set(Notice.objects.order_by("pk")[told:].values_list("key", flat=True))
    assert keys == {"session_corrected", "council_corrected", "council_denied"}
    # and the other way: the right one was wrong too
    again = meetings.correct_vote(
        cast.act("council_secretary"), resolution=right, in_favour=3, names="Lakeside", reason="Sí fueron tres."
    )
    assert (again.authorises, Fact.AUTHORISED in facts(agreed)) == (True, True)
    assert list(verify_facts()) == []


@pytest.mark.parametrize(
    ("who", "typed", "code"),
    [
        ("liaison", {"in_favour": 3}, "not_secretary"),
        ("mayor", {"in_favour": 3}, "not_secretary"),
        ("council_secretary", {"in_favour": 3, "reason": " "}, "reason"),
        ("council_secretary", {"in_favour": 4}, "in_favour"),
    ],
)
def test_vote_corrected_wrongly_or_by_another_is_refused(cast, agreed, who, typed, code):
    wrong = relation.authorise(cast, agreed)
    with pytest.raises((Refused, Invalid)) as no:
        meetings.correct_vote(cast.act(who), resolution=wrong, **{"reason": WHY} | typed)
    said = no.value
    assert (said.code if isinstance(said, Refused) else next(iter(said.errors))) == code
    assert (Resolution.objects.count(), Fact.AUTHORISED in facts(agreed)) == (1, True)


def test_vote_of_signed_minutes_is_corrected_by_a_later_act_alone(cast, agreed):
    wrong = relation.authorise(cast, agreed)
    sign(wrong.point.session)
    with pytest.raises(Refused) as no:
        meetings.correct_vote(cast.act("council_secretary"), resolution=wrong, in_favour=3, reason=WHY)
    assert no.value.code == "minutes_signed"
    with pytest.raises(Refused) as no:
        row = meetings.record_resolution(
            cast.act("council_secretary"), body=wrong.point.session.body, purpose=Purpose.AUTHORISE,
            held_on=cast.at.date(), act_number="9", names="Springfield", partnership=agreed, corrects=wrong, text=WHY,
        )  # fmt: skip
        meetings.correct_vote(cast.act("council_secretary"), resolution=row, in_favour=3, reason=WHY)
    assert no.value.code == "no_attendance"


def test_point_that_signed_minutes_do_not_tell_is_put_down_from_its_act_alone(cast, agreed):
    session = relation.hold(cast, relation.cabildo(cast))
    point = meetings.put_point(
        cast.act("council_secretary"), session=session, title="Autorización", purpose=Purpose.AUTHORISE,
        partnership=agreed,
    )  # fmt: skip
    sign(session)
    with pytest.raises(Refused) as no:
        meetings.resolve_point(cast.act("council_secretary"), point=point, in_favour=3, names="Lakeside")
    assert no.value.code == "minutes_signed"
    with pytest.raises(Refused) as no:
        meetings.put_point(cast.act("council_secretary"), session=session, title="Asuntos generales")
    assert no.value.code == "minutes_signed"
    told = meetings.record_resolution(
        cast.act("council_secretary"), body=session.body, purpose=Purpose.AUTHORISE, held_on=session.held_on,
        number="7", names="Lakeside", partnership=agreed, in_favour=3,
    )  # fmt: skip
    assert (told.point.session.body, told.authorises) == (session.body, True)


def test_study_whose_vote_was_put_down_wrongly_follows_the_right_one(cast):
    found = relation.open_relation(cast)
    relation.submit_study(cast, found)
    wrong = relation.resolve(
        cast, relation.hold(cast, relation.committee(cast)), found, Purpose.APPROVE_STUDY, in_favour=3
    )
    assert Fact.STUDY_APPROVED in facts(found)
    right = meetings.correct_vote(cast.act("committee"), resolution=wrong, in_favour=0, postponed=True, reason=WHY)
    found.study.refresh_from_db()
    assert (Fact.STUDY_APPROVED in facts(found), found.study.state) == (False, StudyState.SUBMITTED)
    again = meetings.correct_vote(cast.act("committee"), resolution=right, in_favour=2, against=1, reason=WHY)
    found.study.refresh_from_db()
    assert (right.why_not, again.why_not) == ("", "")  # a study authorises no signature, and names nobody
    assert (Fact.STUDY_APPROVED in facts(found), found.study.state) == (True, StudyState.APPROVED)
    assert list(verify_facts()) == []


def test_words_of_the_other_count_are_asked_again_where_the_outcome_turned(cast, agreed):
    wrong = relation.authorise(cast, agreed)
    act, typed = cast.act("council_secretary"), {"in_favour": 0, "against": 3, "reason": WHY}
    type(wrong).objects.filter(pk=wrong.pk).update(text="Se autoriza.")
    wrong.refresh_from_db()
    with pytest.raises(Invalid) as refused:
        meetings.correct_vote(act, resolution=wrong, text="Se autoriza.", **typed)
    assert "text" in refused.value.errors
    right = meetings.correct_vote(act, resolution=wrong, text="No se autoriza.", **typed)
    assert (right.outcome, right.text) == (Outcome.REJECTED, "No se autoriza.")


def test_attendance_corrected_below_the_quorum_takes_back_what_was_resolved_and_above_it_stands(cast, agreed):
    resolution = relation.authorise(cast, agreed)
    certificate = meetings.certify_resolution(cast.act("council_secretary"), resolution=resolution).certificate
    session = attendance(cast, resolution.point.session, 1)
    assert (session.present_count, session.has_quorum, session.present.count()) == (1, False, 1)
    assert Fact.AUTHORISED not in facts(agreed)
    assert Issue.objects.get(pk=certificate.pk).state == "withdrawn"
    row = session.corrections.get()
    assert (row.what, row.reason, len(row.before["present"]), len(row.after["present"])) == (
        Corrected.ATTENDANCE, WHY, 3, 1,
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        meetings.correct_vote(cast.act("council_secretary"), resolution=resolution, in_favour=1, reason=WHY)
    assert no.value.code == "no_quorum"
    assert list(verify_facts()) == []
    session = attendance(cast, session, 3, reason="Sí estaban los tres.")
    assert (session.has_quorum, Fact.AUTHORISED in facts(agreed)) == (True, True)
    assert list(verify_facts()) == []


def test_attendance_that_had_no_quorum_may_resolve_once_it_is_right(cast, agreed):
    session = relation.hold(cast, relation.cabildo(cast), present=1)
    session = attendance(cast, session, 3)
    row = relation.resolve(cast, session, agreed, Purpose.AUTHORISE, names="Lakeside")
    assert (row.authorises, Fact.AUTHORISED in facts(agreed)) == (True, True)


def test_attendance_of_signed_minutes_takes_the_act_that_says_so(cast):
    session = relation.hold(cast, relation.cabildo(cast))
    sign(session)
    with pytest.raises(Invalid) as no:
        attendance(cast, session, 2)
    assert list(no.value.errors) == ["by_act"]
    session = attendance(cast, session, 2, by_act="Fe de erratas 1/2022, del 4 de febrero")
    assert session.corrections.get().by_act == "Fe de erratas 1/2022, del 4 de febrero"


@pytest.mark.parametrize(
    ("who", "number", "more", "code"),
    [
        ("liaison", 2, {}, "not_secretary"),
        ("stranger", 2, {}, "not_secretary"),
        ("council_secretary", 3, {}, "present"),
        ("council_secretary", 2, {"reason": ""}, "reason"),
    ],
)
def test_attendance_corrected_by_another_without_reason_or_for_nothing_is_refused(cast, who, number, more, code):
    session = relation.hold(cast, relation.cabildo(cast))
    with pytest.raises((Refused, Invalid)) as no:
        attendance(cast, session, number, who, **more)
    said = no.value
    assert (said.code if isinstance(said, Refused) else next(iter(said.errors))) == code
    assert session.corrections.count() == 0


def test_minutes_that_a_wrong_vote_approved_wait_for_their_approval_again(cast):
    body = relation.cabildo(cast)
    first, later = relation.hold(cast, body), relation.hold(cast, body, number="02")
    minutes = Minutes.objects.create(session=first, state=MinutesState.CIRCULATED)
    row = relation.resolve(cast, later, None, Purpose.APPROVE_MINUTES, in_favour=3)
    meetings.approve_minutes(cast.act("council_secretary"), minutes=minutes, resolution=row)
    right = meetings.correct_vote(cast.act("council_secretary"), resolution=row, in_favour=1, against=2, reason=WHY)
    minutes.refresh_from_db()
    assert (right.outcome, minutes.state, minutes.approved_in) == (Outcome.REJECTED, MinutesState.CIRCULATED, None)
    assert Entry.objects.filter(happened="meetings.minutes_unapproved").count() == 1


def test_an_act_without_attendance_has_none_to_correct(cast, agreed):
    row = meetings.record_resolution(
        cast.act("council_secretary"), body=relation.cabildo(cast), purpose=Purpose.OTHER, title="Asunto",
        held_on=cast.at.date() - dt.timedelta(days=3), act_number="1",
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        attendance(cast, row.point.session, 2)
    assert no.value.code == "no_attendance"


def seat(cast, member, who: str = "liaison", **more):
    """A seat corrected: what is not said in `more` stays as it is."""
    keys = ("role", "position", "sector", "side", "has_vote", "from_on", "until_on", "oath_on")
    stands = {key: getattr(member, key) for key in keys}
    return meetings.correct_seat(cast.act(who), member=member, **stands | {"reason": WHY} | more)


def test_vote_of_a_seat_corrected_counts_the_quorum_again_and_takes_back_what_was_resolved(cast, agreed):
    resolution = relation.authorise(cast, agreed)
    session, (first, second, _third) = resolution.point.session, resolution.point.session.present.order_by("pk")
    seat(cast, first, has_vote=False)
    session.refresh_from_db()
    assert (session.has_quorum, Fact.AUTHORISED in facts(agreed)) == (True, True)  # two of three
    seat(cast, second, has_vote=False)
    session.refresh_from_db()
    assert (session.has_quorum, session.present_count, Fact.AUTHORISED in facts(agreed)) == (False, 3, False)
    assert [(c.what, c.before["has_quorum"], c.after["has_quorum"]) for c in session.corrections.all()] == [
        (Corrected.SEAT, True, True), (Corrected.SEAT, True, False),
    ]  # fmt: skip
    assert list(verify_facts()) == []
    seat(cast, second, has_vote=True)
    assert Fact.AUTHORISED in facts(agreed)
    assert list(verify_facts()) == []
    shown = html_of(cast.client("council_secretary").get(reverse("web:meetings:session", args=[session.public_id])))
    assert "Vocalía 2: " in shown
    assert "quién tenía voto" in shown
    assert "Los votos suman 3 y hubo 2 presentes con voto." in shown


def test_vote_of_a_seat_in_signed_minutes_takes_the_act_that_says_so(cast):
    session = relation.hold(cast, relation.cabildo(cast))
    member = session.present.first()
    sign(session)
    with pytest.raises(Invalid) as no:
        seat(cast, member, has_vote=False)
    assert "sesión 01" in str(no.value.errors["by_act"][0])
    member.refresh_from_db()
    assert (member.has_vote, member.corrections.count()) == (True, 0)
    seat(cast, member, has_vote=False, by_act="Fe de erratas 1/2022")
    assert session.corrections.get().by_act == "Fe de erratas 1/2022"
    seat(cast, member, position="Sindicatura")  # what is no vote needs no act
    assert member.corrections.count() == 2


def test_seat_that_ended_is_corrected_and_stands_beside_those_who_sit(cast):
    body = relation.cabildo(cast)
    member = body.members.order_by("pk").first()
    relation.hold(cast, body)
    today = cast.act("liaison").on
    meetings.end_membership(cast.act("liaison"), member=member, on=today)
    with pytest.raises(Invalid) as no:
        seat(cast, member, until_on=today - dt.timedelta(days=1))
    assert "Consta presente en la sesión 01" in str(no.value.errors["until_on"][0])
    with pytest.raises(Invalid) as no:
        seat(cast, member, until_on=dt.date(2021, 1, 1))
    assert list(no.value.errors) == ["until_on"]
    later = meetings.seat_member(
        cast.act("liaison"), body=body, person=member.person, position="Vocalía", sector="citizen",
        from_on=today + dt.timedelta(days=10),
    )  # fmt: skip
    with pytest.raises(Invalid) as no:
        seat(cast, member, until_on=None)
    assert "tiene otro lugar" in str(no.value.errors["until_on"][0])
    seat(cast, later, until_on=today + dt.timedelta(days=12), from_on=today + dt.timedelta(days=11))
    row = seat(cast, member, until_on=today + dt.timedelta(days=5), oath_on=None)
    assert row.corrections.get().before == {"until_on": today.isoformat(), "oath_on": "2022-01-01"}


def test_seat_that_ended_is_listed_with_its_door_and_its_correction(cast):
    body = relation.cabildo(cast)
    member = body.members.order_by("pk").first()
    meetings.end_membership(cast.act("liaison"), member=member, on=dt.date(2022, 1, 10))
    liaison, page = cast.client("liaison"), reverse("web:meetings:body", args=[body.public_id])
    door = reverse("web:meetings:correct_seat", args=[body.public_id, member.pk])
    assert "1 persona ya no lo integra" in html_of(liaison.get(page))
    assert door in html_of(liaison.get(page))
    form = {"role": member.role, "position": member.position, "sector": member.sector, "from_on": "2022-01-01"}
    assert list(errors_of(post(liaison, door, **form, until_on="2022-01-20", has_vote="on"))) == ["reason"]
    done = post(liaison, door, **form, until_on="2022-01-20", oath_on="2022-01-01", has_vote="on", reason=WHY)
    assert done.status_code == 302, errors_of(done)
    member.refresh_from_db()
    assert (member.until_on, member.has_vote) == (dt.date(2022, 1, 20), True)
    assert WHY in html_of(liaison.get(page))


def test_party_of_a_seat_of_a_working_group_is_corrected_where_there_are_two(cast, agreed):
    body = relation.committee(cast)
    member = body.members.order_by("pk").first()
    with pytest.raises(Invalid) as no:  # a committee has no Parties: nothing changed
        seat(cast, member, side="theirs")
    assert list(no.value.errors) == ["role"]
    body.kind, body.partnership = "working_group", agreed
    body.save()
    member.refresh_from_db()
    with pytest.raises(Invalid) as no:
        seat(cast, member, side="")
    assert list(no.value.errors) == ["side"]
    row = seat(cast, member, side="theirs")
    assert (row.side, row.corrections.get().before) == ("theirs", {"side": ""})
