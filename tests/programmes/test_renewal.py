"""A recorded renewal moves the clock (R4-59): new end and notice date, the old ones without effect, with the reason."""

import datetime as dt

import pytest

from hermanar.agreements.enums import LaterActKind
from hermanar.kernel.errors import Invalid
from hermanar.programmes.enums import DutyState
from hermanar.programmes.models import Duty
from hermanar.programmes.rules import Terms, renewed_duties, renewed_until
from hermanar.registry.operations import conclude_later_act, conclude_signing
from tests import relation as relations
from tests.kept import kept

TERMS = Terms(first_programme_days=60, term_years=5, notice_days=60, is_yearly=True)
SIGNED, ENDED = dt.date(2022, 1, 31), dt.date(2027, 1, 30)


def test_renewed_until_is_the_same_period_again():
    assert renewed_until(TERMS, ENDED) == dt.date(2032, 1, 30)
    assert renewed_until(Terms(60, None, 60, True), ENDED) is None


def test_renewed_duties_are_end_notice_and_the_years_added():
    found = renewed_duties(
        TERMS, signed_on=SIGNED, ended_on=ENDED, ends_on=dt.date(2029, 1, 30), klass="domestic", period=2
    )
    assert [(d.key, d.period, d.due_on) for d in found] == [
        ("yearly_programme", 6, dt.date(2027, 1, 31)),
        ("yearly_meeting", 6, dt.date(2028, 1, 31)),
        ("yearly_programme", 7, dt.date(2028, 1, 31)),
        ("notice_deadline", 2, dt.date(2028, 12, 1)),
        ("end_of_validity", 2, dt.date(2029, 1, 30)),
        ("yearly_meeting", 7, dt.date(2029, 1, 30)),
    ]


@pytest.fixture
@kept
def signed(cast):
    partnership = relations.ready_to_sign(cast)
    signing = relations.deposit(cast, partnership)
    pages = tuple(range(1, (signing.scan_pages or 1) + 1))
    conclude_signing(cast.act("liaison"), signing=signing, pages=pages, publish=True)
    return relations.fresh(partnership)


def renew(cast, partnership, **more):
    return conclude_later_act(
        cast.act("liaison"), agreement=partnership.agreement, kind=LaterActKind.RENEWAL, on=cast.at.date(),
        summary="Se renueva por escrito", **more,
    )  # fmt: skip


def term(partnership, period):
    rows = Duty.objects.filter(partnership=partnership, key__in=["end_of_validity", "notice_deadline"], period=period)
    return {d.key: (d.due_on, d.state) for d in rows}


def test_conclude_later_act_renewal_for_the_same_period_moves_the_clock(cast, signed):
    before = term(signed, 1)
    ended = before["end_of_validity"][0]
    row = renew(cast, signed)
    assert row.until_on == renewed_until(TERMS, ended)
    assert term(signed, 2) == {
        "end_of_validity": (row.until_on, DutyState.OPEN),
        "notice_deadline": (row.until_on - (ended - before["notice_deadline"][0]), DutyState.OPEN),
    }
    assert {state for _due, state in term(signed, 1).values()} == {DutyState.VOID}
    assert Duty.objects.get(partnership=signed, key="end_of_validity", period=1).proof.startswith("Renovación del ")


def test_conclude_later_act_renewal_until_a_day_is_that_day(cast, signed):
    until = term(signed, 1)["end_of_validity"][0] + dt.timedelta(days=365)
    assert renew(cast, signed, until_on=until).until_on == until
    assert term(signed, 2)["end_of_validity"] == (until, DutyState.OPEN)


def test_conclude_later_act_renewal_before_the_end_is_refused_and_leaves_the_clock(cast, signed):
    before = term(signed, 1)
    with pytest.raises(Invalid) as wrong:
        renew(cast, signed, until_on=before["end_of_validity"][0])
    assert list(wrong.value.errors) == ["until_on"]
    assert (term(signed, 1), term(signed, 2), signed.agreement.later_acts.count()) == (before, {}, 0)


def test_conclude_later_act_amendment_keeps_the_date_of_effect_and_the_clock(cast, signed):
    before, day = term(signed, 1), cast.at.date() + dt.timedelta(days=30)
    row = conclude_later_act(
        cast.act("liaison"), agreement=signed.agreement, kind=LaterActKind.AMENDMENT, on=cast.at.date(),
        summary="Cambia el artículo II", effective_on=day,
    )  # fmt: skip
    assert (row.effective_on, row.until_on, term(signed, 1)) == (day, None, before)
