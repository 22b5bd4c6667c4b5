"""A series of sessions, its minutes from draft to signed, commitments and problems to the end."""

import datetime as dt

import pypdfium2
import pytest
from django.urls import reverse

from hermanar.documents.queries import print_paper
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Alarm, Choice, CommitmentState, MinutesState, ProblemState, Purpose, SessionKind
from hermanar.meetings.models import Attendee, Body, Commitment, Session
from hermanar.meetings.operations import commitments
from hermanar.meetings.queries import (
    alarms_of,
    areas_of,
    arrived_members,
    count_sessions,
    draft_values,
    guests_of,
    list_commitments,
    list_problems,
    open_commitments,
    owner_of,
    rule_on,
    sessions_held,
    unapproved_minutes,
)
from hermanar.meetings.rules import approval_lacks, reminder_of
from hermanar.notices.models import Notice
from tests import relation
from tests.kept import kept

pytestmark = pytest.mark.django_db
D = dt.date
FIRST, SECOND = D(2022, 2, 7), D(2022, 2, 14)


@pytest.fixture
@kept
def cabinet(cast) -> Body:
    body = meetings.create_body(
        cast.act("liaison"), organisation=cast.organisations["municipality"], kind="cabinet", name="Gabinete municipal",
        seats=3, source="[K] práctica usual", valid_from=D(2022, 1, 1),
    )  # fmt: skip
    for n in range(3):
        meetings.seat_member(
            cast.act("liaison"), body=body, name=f"Persona de Muestra {60 + n}", position=f"Secretaría {n}",
            sector="official", from_on=D(2022, 1, 1), oath_on=D(2022, 1, 1),
        )  # fmt: skip
    return body


@pytest.fixture
@kept
def series(cast, cabinet):
    return meetings.plan_series(
        cast.act("liaison"), body=cabinet, weekday=0, at=dt.time(9), first_on=FIRST, last_on=D(2022, 3, 7)
    )


@pytest.fixture
@kept
def scan(cast, cabinet):
    return store_upload(
        cast.act("liaison"), circle=cabinet.circle, upload=relation.scan_file("minuta.pdf"), expect=Expect.PDF_OR_IMAGE
    )


def held(cast, body, on, purpose=Purpose.OTHER) -> Session:
    session = body.sessions.get(held_on=on)
    meetings.put_point(cast.act("liaison", on), session=session, title="Avance del trimestre", purpose=purpose)
    return meetings.hold_session(cast.act("liaison", on), session=session, present=list(body.members.all()))


def test_plan_series_numbers_one_after_the_other_and_counts_by_state(cast, cabinet, series):
    rows = list(cabinet.sessions.order_by("held_on").values_list("number", "held_on", "state"))
    assert rows == [
        ("1", FIRST, "convened"), ("2", SECOND, "convened"), ("3", D(2022, 2, 21), "convened"),
        ("4", D(2022, 2, 28), "convened"), ("5", D(2022, 3, 7), "convened"),
    ]  # fmt: skip
    held(cast, cabinet, FIRST)
    assert count_sessions(cabinet, D(2022, 2, 1), D(2022, 2, 28)) == {"held": 1, "convened": 3}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"last_on": D(2022, 2, 1)}, "last_on"),
        ({"weekday": 7}, "weekday"),
        ({"every_weeks": 0}, "every_weeks"),
        ({"kind": "secret"}, "kind"),
        ({"last_on": D(2022, 2, 13), "first_on": D(2022, 2, 8)}, "last_on"),
        ({"last_on": D(2032, 2, 8)}, "last_on"),
    ],
)
def test_plan_series_of_wrong_days_says_where(cast, cabinet, given, field):
    whole = {"weekday": 0, "at": dt.time(9), "first_on": FIRST, "last_on": D(2022, 3, 7)}
    with pytest.raises(Invalid) as no:
        meetings.plan_series(cast.act("liaison"), body=cabinet, **(whole | given))
    assert list(no.value.errors) == [field]
    assert not Session.objects.exists()


def test_plan_series_twice_is_refused_whole(cast, cabinet, series):
    with pytest.raises(Invalid):
        meetings.plan_series(
            cast.act("liaison"), body=cabinet, weekday=0, at=dt.time(9), first_on=SECOND, last_on=D(2022, 4, 4)
        )
    assert cabinet.sessions.count() == 5


@pytest.mark.parametrize("who", ["committee", "state", "stranger", "council_secretary"])
def test_plan_series_of_the_cabinet_is_the_liaisons(cast, cabinet, who):
    with pytest.raises(Refused):
        meetings.plan_series(
            cast.act(who), body=cabinet, weekday=0, at=dt.time(9), first_on=FIRST, last_on=D(2022, 3, 7)
        )


def test_set_rule_ends_the_one_before_and_keeps_its_days(cast, cabinet):
    meetings.set_rule(
        cast.act("liaison"), body=cabinet, valid_from=D(2022, 3, 1), seats=20, source="Reglamento", citizens=(1, 2),
        quorum=(2, 3, False), every_months=2,
        composition=[
            {"position": "Presidencia", "sector": "official", "count": 1},
            {"position": "Vocalía ciudadana", "sector": "citizen", "count": 10},
            {"position": "Vocalía", "sector": "official", "count": 9, "has_vote": False},
        ],
    )  # fmt: skip
    assert [rule_on(cabinet, on)[0].seats for on in (D(2022, 2, 28), D(2022, 3, 1))] == [3, 20]
    assert [a.code for a in alarms_of(cabinet, D(2022, 3, 2))] == [
        Alarm.SEATS_VACANT, Alarm.CITIZENS_SHORT, Alarm.NEVER_MET,
    ]  # fmt: skip
    with pytest.raises(Invalid) as no:
        meetings.set_rule(
            cast.act("liaison"), body=cabinet, valid_from=D(2022, 2, 1), seats=9, source="",
            composition=[{"position": "Vocalía", "sector": "citizen", "count": 3}],
        )  # fmt: skip
    assert sorted(no.value.errors) == ["composition", "source", "valid_from"]


def test_alarms_of_a_body_whose_members_ended(cast, cabinet):
    member = cabinet.members.first()
    meetings.end_membership(cast.act("liaison"), member=member, on=D(2022, 1, 31))
    codes = [a.code for a in alarms_of(cabinet, D(2022, 2, 1))]
    assert codes == [Alarm.TERM_ENDED, Alarm.SEATS_VACANT, Alarm.NEVER_MET, Alarm.NO_RULE]
    meetings.seat_member(
        cast.act("liaison", D(2022, 2, 1)), body=cabinet, name="Persona de Muestra 69", position=member.position, sector="official",
        from_on=D(2022, 2, 1), oath_on=D(2022, 2, 1),
    )  # fmt: skip
    assert [a.code for a in alarms_of(cabinet, D(2022, 2, 1))] == [Alarm.NEVER_MET, Alarm.NO_RULE]


def test_call_session_issues_its_notice_with_the_agenda(cast, cabinet, series):
    session = cabinet.sessions.get(held_on=FIRST)
    with pytest.raises(Blocked) as no:
        meetings.call_session(cast.act("liaison"), session=session)
    assert [b.code for b in no.value.blockers] == ["agenda_empty"]
    meetings.put_point(cast.act("liaison"), session=session, title="Avance del trimestre")
    meetings.call_session(
        cast.act("liaison"), session=session, basis="El reglamento interior.", papers=["Minuta 4", " "]
    )
    session.refresh_from_db()
    assert session.call is not None
    assert Notice.objects.filter(key="session_called").exists()
    with pytest.raises(Refused):
        meetings.call_session(cast.act("liaison"), session=session)


def test_minutes_go_from_draft_to_signed_through_the_next_session(cast, cabinet, series):
    first = held(cast, cabinet, FIRST)
    point = first.points.get()
    act = cast.act("liaison", FIRST)
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Se verificó la asistencia.", point.public_id: "Cada área informó."})  # fmt: skip
    assert (minutes.state, minutes.version) == (MinutesState.DRAFT, 1)
    meetings.circulate_minutes(act, minutes=minutes)
    amendment = meetings.propose_amendment(act, minutes=minutes, by="Secretaría 1", text="Fueron dos áreas.")
    second = held(cast, cabinet, SECOND, Purpose.APPROVE_MINUTES)
    assert [m.pk for m in unapproved_minutes(cabinet, second)] == [minutes.pk]
    later = cast.act("liaison", SECOND)
    resolution = meetings.resolve_point(later, point=second.points.get(), in_favour=3)
    with pytest.raises(Blocked) as no:
        meetings.approve_minutes(later, minutes=minutes, resolution=resolution)
    assert [b.code for b in no.value.blockers] == ["amendments_open"]
    with pytest.raises(Invalid):
        meetings.decide_amendment(later, amendment=amendment, is_accepted=False)
    meetings.decide_amendment(later, amendment=amendment, is_accepted=True)
    meetings.write_minutes(later, session=first, texts={point.public_id: "Dos áreas informaron."}, version=1)
    with pytest.raises(Refused):
        meetings.issue_minutes(later, minutes=minutes)
    meetings.approve_minutes(later, minutes=minutes, resolution=resolution)
    assert (minutes.state, minutes.approved_in_id) == (MinutesState.APPROVED, second.pk)
    with pytest.raises(Refused) as closed:
        meetings.write_minutes(later, session=first, texts={"closing": "Otra cosa."})
    assert closed.value.code == "minutes_closed"
    meetings.issue_minutes(later, minutes=minutes)
    assert minutes.state == MinutesState.ISSUED
    assert minutes.issue is not None
    text = " ".join(str(b) for b in minutes.issue.version.content["blocks"])
    assert "Dos áreas informaron." in text


def test_write_minutes_over_somebody_elses_is_refused_and_loses_nothing(cast, cabinet, series):
    session = held(cast, cabinet, FIRST)
    act = cast.act("liaison", FIRST)
    meetings.write_minutes(act, session=session, texts={"opening": "Uno"}, version=None)
    with pytest.raises(Refused) as no:
        meetings.write_minutes(act, session=session, texts={"closing": "Dos"}, version=0)
    assert no.value.code == "version"
    minutes = meetings.write_minutes(act, session=session, texts={"closing": "Dos"}, version=1)
    assert minutes.texts == {"opening": "Uno", "closing": "Dos"}
    with pytest.raises(Invalid):
        meetings.write_minutes(act, session=session, texts={"ajeno": "x"})


def test_approve_minutes_on_another_point_or_in_its_own_session_is_refused(cast, cabinet, series):
    first = held(cast, cabinet, FIRST)
    act = cast.act("liaison", FIRST)
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Uno"})
    meetings.circulate_minutes(act, minutes=minutes)
    own = meetings.resolve_point(act, point=first.points.get(), in_favour=3)
    with pytest.raises(Refused):
        meetings.approve_minutes(act, minutes=minutes, resolution=own)


def test_circulate_minutes_before_the_session_was_held_shows_the_door(cast, cabinet, series):
    session = cabinet.sessions.get(held_on=FIRST)
    minutes = meetings.write_minutes(cast.act("liaison"), session=session, texts={"opening": "Uno"})
    with pytest.raises(Blocked) as no:
        meetings.circulate_minutes(cast.act("liaison"), minutes=minutes)
    assert [b.code for b in no.value.blockers] == ["attendance_missing"]


def commitment(cast, session, due=SECOND, **more) -> Commitment:
    return meetings.make_commitment(
        cast.act("liaison", FIRST), session=session, text="Recorrer el mercado", owner="Servicios Municipales",
        due_on=due, **more,
    )  # fmt: skip


def test_commitment_is_followed_to_the_end_and_listed_in_the_next_session(cast, cabinet, series):
    row = commitment(cast, held(cast, cabinet, FIRST))
    meetings.follow_commitment(cast.act("liaison", FIRST), commitment=row, text="Se fijó la hora.")
    assert open_commitments(cabinet) == [row]
    with pytest.raises(Invalid):
        meetings.end_commitment(cast.act("liaison", SECOND), commitment=row, outcome=" ")
    meetings.end_commitment(cast.act("liaison", SECOND), commitment=row, outcome="Se recorrió con dos áreas.")
    assert (row.state, row.ended_on, open_commitments(cabinet)) == (CommitmentState.DONE, SECOND, [])
    for again in (meetings.follow_commitment, meetings.end_commitment):
        with pytest.raises(Refused):
            again(cast.act("liaison", SECOND), commitment=row, **({"text": "x"} if again is meetings.follow_commitment else {"outcome": "x"}))  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"), [({"text": " "}, "text"), ({"owner": ""}, "owner"), ({"due_on": D(2022, 2, 6)}, "due_on")]
)
def test_make_commitment_needs_what_who_and_when(cast, cabinet, series, given, field):
    session = held(cast, cabinet, FIRST)
    whole = {"text": "Recorrer", "owner": "Servicios", "due_on": SECOND} | given
    with pytest.raises(Invalid) as no:
        meetings.make_commitment(cast.act("liaison", FIRST), session=session, **whole)
    assert list(no.value.errors) == [field]


def test_commitment_of_another_municipality_is_not_there(cast, cabinet, series):
    row = commitment(cast, held(cast, cabinet, FIRST))
    with pytest.raises(NotVisible):
        meetings.follow_commitment(cast.act("stranger", FIRST), commitment=row, text="x")
    assert list_commitments(cast.actor("stranger"))[0] == []


@pytest.mark.parametrize(
    ("past", "days", "step"),
    [
        (-4, (), None), (-3, (), -3), (0, (), -3), (1, (), 1), (6, (), 1), (7, (), 7), (36, (), 7), (37, (), 37),
        (-10, (-14, -7, 2), -14), (2, (-14, -7, 2), 2), (31, (-14, -7, 2), 2), (32, (-14, -7, 2), 32),
    ],
)  # fmt: skip
def test_reminder_of_a_commitment_comes_before_after_and_every_month(past, days, step):
    due = D(2022, 6, 15)
    found = reminder_of(due, due + dt.timedelta(days=past), days)
    assert (found - due).days == step if step is not None else found is None


def test_remind_commitments_tells_the_owner_and_whoever_keeps_them_until_it_is_ended(cast, cabinet, series):
    session = held(cast, cabinet, FIRST)
    row = meetings.make_commitment(
        cast.act("liaison", FIRST), session=session, text="Recorrer", office=cast.offices["mayor"], due_on=SECOND
    )
    commitment(cast, session)  # of an area without an account: whoever keeps the minutes alone is told
    days = (
        D(2022, 2, 10),
        D(2022, 2, 11),
        D(2022, 2, 12),
        D(2022, 2, 15),
        D(2022, 2, 21),
        D(2022, 3, 22),
        D(2022, 3, 23),
    )
    told = [meetings.remind_commitments(cast.act("operator", on)) for on in days]
    assert told == [0, 2, 0, 2, 2, 0, 2]
    mine = Notice.objects.filter(at={"commitment": row.public_id})
    assert [
        (key, mine.filter(user=cast.users[who], key=key).count())
        for who in ("mayor", "liaison") for key in ("commitment_due", "commitment_late")
    ] == [("commitment_due", 1), ("commitment_late", 3)] * 2  # fmt: skip
    meetings.end_commitment(cast.act("liaison", D(2022, 3, 23)), commitment=row, outcome="Se recorrió.")
    assert meetings.remind_commitments(cast.act("operator", D(2022, 4, 23))) == 1


def test_remind_commitments_leaves_none_behind_however_many_there_are(cast, cabinet, series, monkeypatch):
    session = held(cast, cabinet, FIRST)
    for _n in range(3):
        commitment(cast, session)
    each = commitments._each
    monkeypatch.setattr(commitments, "_each", lambda rows: each(rows, size=2))
    assert meetings.remind_commitments(cast.act("operator", D(2022, 2, 11))) == 3


def test_list_commitments_goes_by_keyset_in_one_question(cast, cabinet, series, django_assert_num_queries):
    session = held(cast, cabinet, FIRST)
    rows = [commitment(cast, session, due=SECOND + dt.timedelta(days=n // 2)) for n in range(5)]
    actor, seen, after = cast.actor("liaison"), [], ""
    while True:
        with django_assert_num_queries(1):
            found, after = list_commitments(actor, after=after, limit=2)
        seen += found
        if not after:
            break
    assert seen == rows
    assert len(list_commitments(actor, after="ayer~1")[0]) == 5


def test_problem_goes_from_raised_to_resolved(cast, cabinet, series):
    session = held(cast, cabinet, FIRST)
    act = cast.act("liaison", FIRST)
    row = meetings.raise_problem(act, session=session, text="Falta luz en el mercado", raised_by="Mercados")
    with pytest.raises(Invalid):
        meetings.move_problem(act, problem=row, state=ProblemState.ATTENDED)
    meetings.move_problem(act, problem=row, state=ProblemState.ATTENDED, owner="Alumbrado")
    assert list_problems(cast.actor("liaison"), is_open=True) == [row]
    with pytest.raises(Invalid):
        meetings.move_problem(act, problem=row, state=ProblemState.RESOLVED)
    meetings.move_problem(act, problem=row, state=ProblemState.RESOLVED, outcome="Se cambiaron seis lámparas.")
    assert (row.state, row.owner) == (ProblemState.RESOLVED, "Alumbrado")
    assert list_problems(cast.actor("liaison"), is_open=True) == []
    with pytest.raises(Refused):
        meetings.move_problem(act, problem=row, state=ProblemState.ATTENDED, owner="Otra")


def test_put_votes_sums_to_the_resolution(cast, cabinet, series):
    session = held(cast, cabinet, FIRST)
    act = cast.act("liaison", FIRST)
    resolution = meetings.resolve_point(act, point=session.points.get(), in_favour=2, against=1)
    a, b, c = session.present.order_by("pk")
    with pytest.raises(Invalid):
        meetings.put_votes(act, resolution=resolution, choices={a.pk: Choice.IN_FAVOUR, b.pk: Choice.AGAINST})
    with pytest.raises(Invalid):
        meetings.put_votes(act, resolution=resolution, choices=dict.fromkeys((a.pk, b.pk, c.pk), Choice.IN_FAVOUR))
    choices = {a.pk: Choice.IN_FAVOUR, b.pk: Choice.IN_FAVOUR, c.pk: Choice.AGAINST}
    meetings.put_votes(act, resolution=resolution, choices=choices)
    assert dict(resolution.votes.values_list("member", "choice")) == choices
    minutes = meetings.write_minutes(act, session=session, texts={})
    told = f"2 a favor, 1 en contra, 0 abstenciones (a favor: {a.person.name}, {b.person.name}; en contra: {c.person.name})"
    assert told in draft_values(minutes)["discussed"][0]
    with pytest.raises(Refused):
        meetings.put_votes(act, resolution=resolution, choices=choices)


def test_attendance_by_rank_and_by_code(cast, cabinet, series):
    session = cabinet.sessions.get(held_on=FIRST)
    act = cast.act("liaison", FIRST)
    people = [("Persona de Muestra 71", "Dirección A", "Direcciones"), ("", "x", "y"), ("Persona de Muestra 72", "Jefatura B", "Jefaturas")]  # fmt: skip
    assert meetings.add_attendees(act, session=session, people=people) == 2
    assert meetings.add_attendees(act, session=session, people=people) == 0  # the same list sent twice
    meetings.check_in(act, session=session, name="Persona de Muestra 73", post="Invitada", rank="Invitados")
    meetings.check_in(act, session=session, name="Persona de Muestra 73", post="Invitada")
    assert list(Attendee.objects.order_by("pk").values_list("rank", "way")) == [
        ("Direcciones", "sheet"), ("Jefaturas", "sheet"), ("Invitados", "code"),
    ]  # fmt: skip
    with pytest.raises(Refused):
        meetings.check_in(cast.act("liaison", SECOND), session=session, name="Persona de Muestra 74")


def test_member_who_registers_at_the_door_is_one_and_no_guest(cast, cabinet, series):
    session, act = cabinet.sessions.get(held_on=FIRST), cast.act("liaison", FIRST)
    members = list(cabinet.members.select_related("person"))
    first, other = members[0], members[1]
    meetings.check_in(act, session=session, name=first.person.name.upper())
    meetings.check_in(act, session=session, name="Persona de Muestra 73", post="Invitada")
    assert list(arrived_members(session, members)) == [first.pk]
    page = cast.client("liaison").get(reverse("web:meetings:attend", args=[session.public_id]))
    assert page.context["form"].initial["present"] == [str(first.pk)]
    sheet = cast.client("liaison").get(reverse("web:meetings:sheet", args=[session.public_id])).content.decode()
    assert (sheet.count("Se registró con el código"), sheet.casefold().count(first.person.name.casefold())) == (2, 1)
    meetings.hold_session(act, session=session, present=[first, other], headed_by="Presidencia Municipal")
    assert [g.name for g in guests_of(session, [first, other])] == ["Persona de Muestra 73"]
    said = draft_values(meetings.write_minutes(act, session=session, texts={}))["attendees"]
    assert len(said) == 3


def test_dependencies_are_counted_once_however_they_are_spelt(cast, cabinet, series):
    session = cabinet.sessions.get(held_on=FIRST)
    act = cast.act("liaison", FIRST)
    members = list(cabinet.members.all())[:2]
    meetings.hold_session(act, session=session, present=members, headed_by="Presidencia Municipal")
    people = [("Persona de Muestra 71", "Dirección", "", "SECRETARIA 0"), ("Persona de Muestra 72", "", "", "Salud")]
    meetings.add_attendees(act, session=session, people=people)
    meetings.check_in(act, session=session, name="Persona de Muestra 73", area="salud")
    assert session.headed_by == "Presidencia Municipal"
    found = areas_of(sessions_held(cabinet, FIRST, SECOND))
    assert found == [("Salud", 1), ("Secretaría 0", 1), ("Secretaría 1", 1)]


def test_journal_of_minutes_and_commitments_names_no_person(cast, cabinet, series):
    session = held(cast, cabinet, FIRST)
    meetings.check_in(cast.act("liaison", FIRST), session=session, name="Persona de Muestra 73")
    commitment(cast, session)
    said = " ".join(str(line) for line in list_lines(cabinet.circle.public_id, limit=50))
    assert "meetings.commitment_made" in said
    assert "Persona de Muestra" not in said


def test_solemn_sessions_may_share_a_day_with_ordinary_ones(cast, cabinet, series):
    meetings.convene_session(cast.act("liaison"), body=cabinet, kind=SessionKind.SOLEMN, number="1", held_on=FIRST)
    assert cabinet.sessions.filter(held_on=FIRST).count() == 2


@pytest.mark.parametrize(
    ("before", "between", "kind", "quorum", "lacks"),
    [
        ([], [], "ordinary", True, []),
        (
            [("other", "Lista de asistencia"), ("approve_minutes", "La de antes")],
            ["extraordinary"],
            "ordinary",
            None,
            [],
        ),
        ([("other", "Informe de Turismo")], [], "ordinary", True, ["not_first"]),
        ([], ["ordinary"], "ordinary", True, ["not_next"]),
        ([], ["ordinary"], "extraordinary", True, ["not_next"]),
        ([], ["extraordinary"], "extraordinary", True, ["not_next"]),
        ([("authorise", "x")], ["solemn", "ordinary"], "ordinary", False, ["not_next", "not_first", "no_quorum"]),
    ],
)
def test_approval_of_minutes_is_the_first_item_of_the_next_session(before, between, kind, quorum, lacks):
    assert [str(x) for x in approval_lacks(before, between, kind=kind, has_quorum=quorum)] == lacks


def test_minutes_approved_late_and_at_the_end_say_so_and_only_those_present_amend_them(cast, cabinet, series):
    first = held(cast, cabinet, FIRST)
    first.present.set(cabinet.members.order_by("pk")[:2])
    act = cast.act("liaison", FIRST)
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Uno", "closing": "Fin."})
    meetings.circulate_minutes(act, minutes=minutes)
    with pytest.raises(Invalid) as absent:
        meetings.propose_amendment(act, minutes=minutes, by="Secretaría 2", text="Yo no estuve.")
    assert list(absent.value.errors) == ["by"]
    held(cast, cabinet, SECOND)  # nothing was approved there
    third, on = cabinet.sessions.get(held_on=D(2022, 2, 21)), D(2022, 2, 21)
    for title in ("Lista de asistencia", "Informe de Turismo"):
        meetings.put_point(cast.act("liaison", on), session=third, title=title)
    held(cast, cabinet, on, Purpose.APPROVE_MINUTES)
    third.refresh_from_db()
    point = third.points.get(purpose="approve_minutes")
    # the program puts it before what decides something; the session did it otherwise
    assert [p.title[:7] for p in third.points.order_by("number")] == ["Lista d", "Avance ", "Informe"]
    point.number = 9
    point.save()
    later = cast.act("liaison", on)
    resolution = meetings.resolve_point(later, point=point, in_favour=3)
    meetings.approve_minutes(later, minutes=minutes, resolution=resolution)
    assert (minutes.state, minutes.approval_lacks) == (MinutesState.APPROVED, ["not_next", "not_first"])
    told = [line.happened for line in list_lines(cabinet.circle.public_id, limit=3)]
    assert "meetings.minutes_approved_lacking" in told
    meetings.issue_minutes(later, minutes=minutes)
    text = " ".join(str(b) for b in minutes.issue.version.content["blocks"])
    for said in ("Fin. Aprobada en la sesión ordinaria 3", "hubo otra antes", "No fue el primer punto"):
        assert said in text, said


def test_minutes_are_signed_by_their_scan_alone(cast, cabinet, series, scan):
    minutes = meetings.write_minutes(cast.act("liaison", FIRST), session=held(cast, cabinet, FIRST), texts={"opening": "Se abrió."})  # fmt: skip
    act = cast.act("liaison", SECOND)
    with pytest.raises(Refused):
        meetings.sign_minutes(act, minutes=minutes, attachment=scan)
    meetings.circulate_minutes(act, minutes=minutes)
    second = held(cast, cabinet, SECOND, Purpose.APPROVE_MINUTES)
    approved = meetings.resolve_point(act, point=second.points.get(), in_favour=3)
    meetings.approve_minutes(act, minutes=minutes, resolution=approved)
    printed = SECOND + dt.timedelta(days=2)
    act = cast.act("liaison", printed)
    meetings.issue_minutes(act, minutes=minutes)
    assert (minutes.state, minutes.issued_on, minutes.signed_on) == (MinutesState.ISSUED, printed, None)
    for day, why in ((D(2022, 2, 1), "La sesión fue"), (FIRST, "La aprobó la sesión"), (SECOND, "Su papel se expidió")):
        with pytest.raises(Invalid) as early:
            meetings.sign_minutes(act, minutes=minutes, attachment=scan, on=day)
        assert why in early.value.errors["on"][0]
    meetings.sign_minutes(act, minutes=minutes, attachment=scan, on=printed)
    assert (minutes.state, minutes.signed_on, minutes.attachment) == (MinutesState.SIGNED, printed, scan)


def test_minutes_are_not_approved_while_an_accepted_correction_is_not_in_them(cast, cabinet, series):
    first = held(cast, cabinet, FIRST)
    act = cast.act("liaison", SECOND)
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Se abrió a las 9:05."})
    meetings.circulate_minutes(act, minutes=minutes)
    amendment = meetings.propose_amendment(act, minutes=minutes, by="Secretaría 1", text="Fue a las 9:10.")
    meetings.decide_amendment(act, amendment=amendment, is_accepted=True)
    second = held(cast, cabinet, SECOND, Purpose.APPROVE_MINUTES)
    approved = meetings.resolve_point(act, point=second.points.get(), in_favour=3)
    with pytest.raises(Blocked) as no:
        meetings.approve_minutes(act, minutes=minutes, resolution=approved)
    assert [b.code for b in no.value.blockers] == ["amendments_unwritten"]
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Se abrió a las 9:10."})
    assert meetings.approve_minutes(act, minutes=minutes, resolution=approved).state == MinutesState.APPROVED


def test_minutes_say_quorum_who_was_absent_what_was_voted_and_raised_and_who_attests(cast, cabinet, series):
    act = cast.act("liaison", SECOND)
    meetings.seat_member(
        act, body=cabinet, name="Persona de Muestra 69", position="Secretaría Técnica del Gabinete", sector="official",
        role="secretary", from_on=D(2022, 1, 1),
    )  # fmt: skip
    first = cabinet.sessions.get(held_on=FIRST)
    point = meetings.put_point(act, session=first, title="Recorrido por el mercado")
    there = [*cabinet.members.order_by("pk")[:2], cabinet.members.get(role="secretary")]
    meetings.hold_session(act, session=first, present=there)
    wrong = meetings.resolve_point(act, point=point, in_favour=3)
    meetings.correct_vote(act, resolution=wrong, in_favour=2, against=1, reason="Se contó mal.", number="7")
    meetings.raise_problem(act, session=first, text="No hay audio en el salón", raised_by="Secretaría 1")
    minutes = meetings.write_minutes(act, session=first, texts={"opening": "Se abrió."})
    meetings.circulate_minutes(act, minutes=minutes)
    second = held(cast, cabinet, SECOND, Purpose.APPROVE_MINUTES)
    approved = meetings.resolve_point(act, point=second.points.get(), in_favour=4)
    meetings.approve_minutes(act, minutes=minutes, resolution=approved)
    meetings.issue_minutes(act, minutes=minutes)
    text = " ".join(str(b) for b in minutes.issue.version.content["blocks"])
    for said in (
        "3 de 3 integrantes; hubo quórum",
        "Secretaría 2",
        "Recorrido por el mercado. Aprobado: 2 a favor, 1 en contra, 0 abstenciones. Acuerdo 7",
        "No hay audio en el salón (Secretaría 1)",
        "Persona de Muestra 69",
    ):
        assert said in text, said
    assert "3 a favor" not in text


def test_point_is_taken_off_until_the_notice_is_out(cast, cabinet, series):
    act = cast.act("liaison", FIRST)
    session = cabinet.sessions.get(held_on=SECOND)
    rows = [meetings.put_point(act, session=session, title=title) for title in ("Baches", "Mercado", "Feria")]
    with pytest.raises(Invalid):
        meetings.take_off_point(act, point=rows[1], reason=" ")
    with pytest.raises(Refused):
        meetings.take_off_point(cast.act("state", FIRST), point=rows[1], reason="Sobra.")
    meetings.take_off_point(act, point=rows[1], reason="Se ve la semana que sigue.")
    assert list(session.points.values_list("number", "title")) == [(1, "Baches"), (2, "Feria")]
    line = list_lines(cabinet.circle.public_id)[0]
    assert (line.happened, line.data["point"]) == ("meetings.point_taken_off", "Mercado")
    meetings.write_minutes(act, session=session, texts={rows[0].public_id: "Se habló de los baches."})
    with pytest.raises(Refused) as used:
        meetings.take_off_point(act, point=rows[0], reason="Sobra.")
    assert used.value.code == "point_used"
    meetings.call_session(act, session=session, basis="El reglamento.")
    with pytest.raises(Refused) as out:
        meetings.take_off_point(act, point=rows[2], reason="Sobra.")
    assert out.value.code == "agenda_out"


def test_point_is_moved_until_the_notice_is_out(cast, cabinet, series):
    act = cast.act("liaison", FIRST)
    session = cabinet.sessions.get(held_on=SECOND)
    rows = [meetings.put_point(act, session=session, title=title) for title in ("Baches", "Mercado", "Feria")]

    def order() -> list:
        return list(session.points.order_by("number").values_list("number", "title"))

    meetings.move_point(act, point=rows[2], up=True)
    assert order() == [(1, "Baches"), (2, "Feria"), (3, "Mercado")]
    line = list_lines(cabinet.circle.public_id)[0]
    assert (line.happened, line.data["point"], line.data["number"]) == ("meetings.point_moved", "Feria", 2)
    rows[0].refresh_from_db()
    meetings.move_point(act, point=rows[0], up=False)
    assert [title for _n, title in order()] == ["Feria", "Baches", "Mercado"]
    rows[2].refresh_from_db()
    meetings.move_point(act, point=rows[2], up=True)  # it is the first
    assert order()[0] == (1, "Feria")
    with pytest.raises(Refused) as stranger:
        meetings.move_point(cast.act("state", FIRST), point=rows[2], up=False)
    assert stranger.value.code == "not_secretary"
    meetings.call_session(act, session=session, basis="El reglamento.")
    rows[2].refresh_from_db()
    with pytest.raises(Refused) as out:
        meetings.move_point(act, point=rows[2], up=False)
    assert (out.value.code, order()[0]) == ("agenda_out", (1, "Feria"))


def test_draft_of_the_minutes_says_what_is_written_and_leaves_who_is_unknown_blank(cast, cabinet, series):
    act = cast.act("liaison", FIRST)
    first = cabinet.sessions.get(held_on=FIRST)
    point = meetings.put_point(act, session=first, title="Recorrido por el mercado")
    meetings.hold_session(act, session=first, present=list(cabinet.members.order_by("pk")[:2]))
    minutes = meetings.write_minutes(
        act, session=first, texts={"opening": "Se abrió.", point.public_id: "Se acordó ir."}
    )
    said = draft_values(minutes)
    assert (said["opening_text"], said["discussed"]) == ("Se abrió.", ["Recorrido por el mercado. Se acordó ir"])
    owner = owner_of(cabinet)
    paper = {"letterhead_of": owner, "exercise": False, "on": FIRST, "language": "es", "late": {"folio": ""}}

    def read(**more: bool) -> str:
        pdf = pypdfium2.PdfDocument(print_paper("session_minutes", said, fmt="pdf", **paper, **more))
        return pdf[0].get_textpage().get_text_bounded().casefold()

    assert ("borrador" in read(draft=True), "borrador" in read()) == (True, False)
    unknown = {k: v for k, v in said.items() if not k.startswith("secretary_")}
    assert print_paper("session_minutes", unknown, fmt="docx", draft=True, **paper)[:2] == b"PK"
