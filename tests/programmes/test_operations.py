"""The clock over the database: compiled, moved, fulfilled, without effect; as a calendar."""

import datetime as dt

import icalendar
import pytest

from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import ClosedBy, DutyState
from hermanar.programmes.models import Duty
from hermanar.programmes.policies import can_fulfil
from hermanar.programmes.queries import as_calendar, get_duty, list_duties, list_open_duties
from tests import relation
from tests.kept import kept


@pytest.fixture
@kept
def signed(cast):
    """A relation whose clock runs from the cast's day."""
    found = relation.open_relation(cast)
    version = relation.agree(cast, found).agreed_version
    programmes.compile_clock(cast.act("liaison"), partnership=found, version=version, signed_on=cast.at.date())
    return found


def duty(partnership, key: str, period: int = 1) -> Duty:
    return Duty.objects.get(partnership=partnership, key=key, period=period)


def test_compile_again_moves_what_is_open_and_leaves_what_is_done(cast, signed):
    act = cast.act("liaison")
    programmes.fulfil_duty(act, duty=duty(signed, "first_programme"), done_on=act.on, proof="Oficio 1")
    ends = duty(signed, "end_of_validity").due_on
    count = Duty.objects.count()
    programmes.compile_clock(
        act, partnership=signed, version=signed.agreement.agreed_version, signed_on=act.on - dt.timedelta(days=10)
    )
    assert Duty.objects.count() == count
    assert duty(signed, "end_of_validity").due_on == ends - dt.timedelta(days=10)
    assert duty(signed, "first_programme").state == DutyState.DONE


def test_duty_says_owner_grace_and_article(signed):
    row = duty(signed, "first_programme")
    assert (row.owner_part, row.grace_days, row.source) == ("lead", 15, "Artículo V del texto firmado")
    assert row.due_on == dt.date(2022, 4, 1)
    assert duty(signed, "administration_ends").due_on == dt.date(2024, 12, 31)


@pytest.mark.parametrize("who", ["mayor", "state", "counterpart", "committee", "reviewer", "stranger"])
def test_fulfil_by_another_is_refused(cast, signed, who):
    assert can_fulfil(cast.actor(who), signed.circle) is False
    with pytest.raises(Refused) as no:
        programmes.fulfil_duty(
            cast.act(who), duty=duty(signed, "first_programme"), done_on=cast.at.date(), proof="Oficio 1"
        )
    assert no.value.code == "not_liaison"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"done_on": dt.date(2022, 3, 1), "proof": "Oficio 1"}, "done_on"),
        ({"done_on": dt.date(2022, 1, 31), "proof": " "}, "proof"),
    ],
)
def test_fulfil_without_day_or_proof_is_refused_at_its_field(cast, signed, typed, field):
    with pytest.raises(Invalid) as no:
        programmes.fulfil_duty(cast.act("liaison"), duty=duty(signed, "first_programme"), **typed)
    assert list(no.value.errors) == [field]


def test_fulfil_first_programme_reaches_the_case_once(cast, signed):
    act = cast.act("liaison")
    row = programmes.fulfil_duty(act, duty=duty(signed, "first_programme"), done_on=act.on, proof="Oficio 1")
    assert Fact.PROGRAMME_RUNNING in standing_facts(signed.case)
    with pytest.raises(Refused) as no:
        programmes.fulfil_duty(act, duty=row, done_on=act.on, proof="Oficio 2")
    assert no.value.code == "duty_closed"


def test_void_keeps_the_reason(cast, signed):
    with pytest.raises(Invalid):
        programmes.void_duty(cast.act("liaison"), duty=duty(signed, "yearly_meeting"), reason="")
    row = programmes.void_duty(cast.act("liaison"), duty=duty(signed, "yearly_meeting"), reason="Otra fecha.")
    assert (row.state, row.proof) == (DutyState.VOID, "Otra fecha.")


def test_correct_puts_the_duty_back_and_keeps_what_it_said(cast, signed):
    act = cast.act("liaison")
    row = programmes.fulfil_duty(act, duty=duty(signed, "first_programme"), done_on=act.on, proof="Oficio 1")
    with pytest.raises(Invalid) as no:
        programmes.correct_duty(act, duty=row, reason=" ")
    assert list(no.value.errors) == ["reason"]
    for who in ("mayor", "state", "counterpart", "stranger"):
        with pytest.raises(Refused) as no:
            programmes.correct_duty(cast.act(who), duty=row, reason="Era de otro acuerdo.")
        assert no.value.code == "not_liaison"
    told = Notice.objects.count()
    row = programmes.correct_duty(act, duty=row, reason="Era de otro acuerdo.")
    assert (row.state, row.done_on, row.proof, row.reminded) == (DutyState.OPEN, None, "", "")
    assert Fact.PROGRAMME_RUNNING not in standing_facts(signed.case)
    kept = row.corrections.get()
    assert (kept.was, kept.done_on, kept.proof, kept.reason) == ("done", act.on, "Oficio 1", "Era de otro acuerdo.")
    assert kept.by == cast.users["liaison"].public_id
    assert set(Notice.objects.order_by("pk")[told:].values_list("key", flat=True)) == {"duty_corrected"}
    assert row in list_open_duties(act.actor)
    with pytest.raises(Refused) as no:
        programmes.correct_duty(act, duty=row, reason="Otra vez.")
    assert no.value.code == "duty_open"
    row = programmes.fulfil_duty(act, duty=row, done_on=act.on, proof="Oficio 2")
    assert (row.state, Fact.PROGRAMME_RUNNING in standing_facts(signed.case)) == (DutyState.DONE, True)


def test_correct_what_fell_away_by_mistake(cast, signed):
    act = cast.act("liaison")
    row = programmes.void_duty(act, duty=duty(signed, "yearly_meeting"), reason="Otra fecha.")
    row = programmes.correct_duty(act, duty=row, reason="La reunión sí se debe.")
    assert (row.state, row.proof, row.corrections.get().proof) == (DutyState.OPEN, "", "Otra fecha.")


def test_correct_while_the_deposit_is_corrected_waits_with_the_others(cast, signed):
    act = cast.act("liaison")
    row = programmes.fulfil_duty(act, duty=duty(signed, "yearly_meeting"), done_on=act.on, proof="Minuta 1")
    programmes.hold_clock(act, partnership=signed, reason="Falta una hoja.")
    row = programmes.correct_duty(act, duty=row, reason="No hubo reunión.")
    assert (row.state, row.proof) == (DutyState.HELD, "Falta una hoja.")


@pytest.mark.parametrize("by", list(ClosedBy))
def test_correct_what_an_act_closed_is_refused_with_its_reason(cast, signed, by):
    act = cast.act("liaison")
    row = programmes.fulfil_duty(act, duty=duty(signed, "first_programme"), done_on=act.on, proof="Oficio 1")
    Duty.objects.filter(pk=row.pk).update(closed_by=by)
    row.refresh_from_db()
    with pytest.raises(Refused) as no:
        programmes.correct_duty(act, duty=row, reason="Fue un error.")
    assert (no.value.code, str(by.label) in str(no.value)) == ("closed_by_act", True)


def test_duties_are_nothing_for_a_stranger(cast, signed):
    assert len(list_duties(cast.actor("liaison"), signed)) > 5
    assert list_duties(cast.actor("stranger"), signed) == []
    assert list_open_duties(cast.actor("stranger")) == []
    with pytest.raises(NotVisible):
        get_duty(cast.actor("stranger"), duty(signed, "first_programme").public_id)


def test_calendar_keeps_its_ids_and_says_what_happened(cast, signed):
    act = cast.act("liaison")
    stamp = dt.datetime(2022, 2, 1, 12, 0, tzinfo=dt.UTC)

    def read(**more) -> dict:
        data = as_calendar(list_duties(act.actor, signed), name="Villa Serena y Lakeside", stamp=stamp, **more)
        return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}

    before = read()
    programmes.fulfil_duty(act, duty=duty(signed, "first_programme"), done_on=act.on, proof="Oficio 1")
    programmes.void_duty(act, duty=duty(signed, "yearly_meeting"), reason="Otra fecha.")
    after = read(language="en", exercise=True)
    assert set(before) == set(after)
    done = after[f"{duty(signed, 'first_programme').public_id}@hermanar"]
    gone = after[f"{duty(signed, 'yearly_meeting').public_id}@hermanar"]
    assert (str(done["STATUS"]), str(gone["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert (done.walk("VALARM"), "Fulfilled: Official letter 1" in str(done["DESCRIPTION"])) == ([], True)
    assert "Source: Article V of the signed text" in str(done["DESCRIPTION"])
    assert str(done["SUMMARY"]).startswith("EXERCISE · ")
    named = f"Villa Serena – Lakeside ({signed.folio})"
    assert all(str(e["SUMMARY"]).endswith(f" · {named}") for e in [*before.values(), *after.values()])
    assert all(str(e["DESCRIPTION"]).startswith(f"Vinculación: {named}\n") for e in before.values())
    case = f"/vinculaciones/{signed.public_id}/"
    assert {str(e["URL"]).endswith(case) and "/en/" not in str(e["URL"]) for e in before.values()} == {True}
    assert {str(e["URL"]).endswith(f"/en{case}") for e in after.values()} == {True}
    assert all(e["DTEND"].dt - e["DTSTART"].dt == dt.timedelta(days=1) for e in after.values())
    assert all(not isinstance(e["DTSTART"].dt, dt.datetime) for e in after.values())


def test_calendar_that_was_taken_follows_a_correction(cast, signed):
    act = cast.act("liaison")
    stamp = dt.datetime(2022, 2, 1, 12, 0, tzinfo=dt.UTC)
    row = duty(signed, "first_programme")

    def event():
        data = as_calendar(list_duties(act.actor, signed), name="Villa Serena y Lakeside", stamp=stamp)
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        return next(e for e in events if str(e["UID"]) == f"{row.public_id}@hermanar")

    seen = [event()]
    programmes.fulfil_duty(act, duty=row, done_on=act.on, proof="Oficio 1")
    seen.append(event())
    programmes.correct_duty(act, duty=duty(signed, "first_programme"), reason="Era de otro acuerdo.")
    seen.append(event())
    assert [int(e["SEQUENCE"]) for e in seen] == [0, 1, 2]
    assert [len(e.walk("VALARM")) for e in seen] == [1, 0, 1]
    assert "Oficio 1" not in str(seen[2]["DESCRIPTION"])


def test_calendar_of_the_same_duties_is_the_same_bytes(cast, signed):
    duties = list_duties(cast.actor("liaison"), signed)
    stamp = dt.datetime(2022, 2, 1, 12, 0, tzinfo=dt.UTC)
    made = {as_calendar(duties, name="A", stamp=stamp) for _ in range(2)}
    assert len(made) == 1
