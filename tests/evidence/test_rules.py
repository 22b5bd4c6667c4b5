"""What a piece of evidence can carry: kind against claim, time, re-use, words of its caption."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.evidence.enums import Claim, Consent, EvidenceState, Kind, Weakness
from hermanar.evidence.rules import Piece, can_carry, concluding_word, kinds_for, last_day, may_be_published, weaknesses
from hermanar.kernel.dates import Dated, Precision

QUARTER = (dt.date(2025, 4, 1), dt.date(2025, 6, 30))


def piece(kind=Kind.PHOTO, **more) -> Piece:
    whole = {
        "dated": Dated(dt.date(2025, 4, 29)),
        "place": "Palacio Municipal",
        "author": "Comunicación Social",
        "caption": {"es": "Sesión de gabinete"},
        "alt": {"es": "Personas alrededor de una mesa"},
        "is_picture": True,
    }
    return Piece(kind, **(whole | more))


def codes(found) -> list[str]:
    return [w.code for w in found]


def test_weaknesses_of_a_whole_piece_are_none():
    assert weaknesses(piece(), claim=Claim.HELD, period=QUARTER) == []


CASES = [
    (piece(Kind.LETTER, is_picture=False), Claim.SIGNED, [Weakness.WRONG_KIND]),  # R3-52
    (piece(Kind.PHOTO), Claim.RATIFIED, [Weakness.WRONG_KIND]),
    (piece(Kind.LETTER, is_picture=False), Claim.RECEIVED, []),
    (piece(Kind.AGREEMENT, is_picture=False), Claim.SIGNED, []),
    (piece(Kind.ATTENDANCE, consent=Consent.GIVEN), Claim.ATTENDED, []),
    (piece(dated=Dated(dt.date(2025, 3, 31))), Claim.HELD, [Weakness.OUTSIDE_PERIOD]),
    (piece(dated=Dated(dt.date(2025, 4, 1))), Claim.HELD, []),
    (piece(dated=Dated(dt.date(2025, 6, 30))), Claim.HELD, []),
    (piece(dated=Dated(dt.date(2025, 7, 1))), Claim.HELD, [Weakness.OUTSIDE_PERIOD]),
    (piece(dated=Dated(dt.date(2025, 6, 1), Precision.MONTH)), Claim.HELD, []),
    (piece(dated=Dated(dt.date(2025, 4, 1), Precision.QUARTER)), Claim.HELD, []),
    (piece(dated=Dated(dt.date(2025, 1, 1), Precision.YEAR)), Claim.HELD, [Weakness.PERIOD_UNSURE]),
    (piece(dated=None), Claim.HELD, [Weakness.NO_DATE]),
    (piece(place="", author=""), Claim.HELD, [Weakness.NO_PLACE, Weakness.NO_AUTHOR]),
    (piece(caption={}), Claim.HELD, [Weakness.NO_CAPTION]),
    (piece(alt={}), Claim.HELD, [Weakness.NO_ALT]),
    (piece(alt={}, is_picture=False), Claim.HELD, []),
    (piece(consent=Consent.MISSING), Claim.HELD, [Weakness.NO_CONSENT]),
    (piece(Kind.MINUTES, consent=Consent.MISSING, is_picture=False), Claim.HELD, []),
    (piece(state=EvidenceState.RECEIVED), Claim.HELD, [Weakness.NOT_ACCEPTED]),
    (piece(state=EvidenceState.RETURNED, reason="otra sesión"), Claim.HELD, [Weakness.WAS_RETURNED]),
    (
        piece(Kind.LETTER, caption={"es": "Portada del acuerdo formalizado"}, is_picture=False),
        Claim.RECEIVED,
        [Weakness.CAPTION_CONCLUDES],
    ),
]


@pytest.mark.parametrize(("given_piece", "claim", "expected"), CASES)
def test_weaknesses_by_claim_and_quarter(given_piece, claim, expected):
    assert codes(weaknesses(given_piece, claim=claim, period=QUARTER)) == expected


def test_weaknesses_name_where_else_it_is_used():
    found = weaknesses(piece(), claim=Claim.HELD, period=QUARTER, others=["4.1 Sesiones", "Informe 1/2025"])
    assert [(w.code, w.data) for w in found] == [(Weakness.REUSED, {"others": ["4.1 Sesiones", "Informe 1/2025"]})]


@pytest.mark.parametrize(
    ("kind", "caption", "word"),
    [
        (Kind.LETTER, {"es": "Acuerdos de hermanamiento formalizados."}, "formalizados"),
        (Kind.PHOTO, {"en": "The agreement was signed in the hall"}, "signed"),
        (Kind.DOCUMENT, {"es": "Texto de ratificación, sin firma"}, ""),
        (Kind.AGREEMENT, {"es": "Acuerdo firmado el 3 de mayo"}, ""),
        (Kind.LETTER, {"es": "Carta que pide retomar el proceso"}, ""),
    ],
)
def test_concluding_word_is_heard_only_where_the_kind_cannot_show_it(kind, caption, word):
    assert concluding_word(kind, caption) == word


def test_every_claim_has_kinds_and_every_kind_named_is_one():
    for claim in Claim:
        assert kinds_for(claim)
        assert kinds_for(claim) <= set(Kind.values)


def test_signed_and_ratified_are_carried_by_a_signed_agreement_alone():
    for claim in (Claim.SIGNED, Claim.RATIFIED):
        assert kinds_for(claim) == {Kind.AGREEMENT}


@given(
    kind=st.sampled_from(list(Kind)),
    state=st.sampled_from(list(EvidenceState)),
    claim=st.sampled_from(list(Claim)),
    on=st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
)
def test_can_carry_holds_only_of_what_is_accepted_of_its_kind_and_of_the_period(kind, state, claim, on):
    it = piece(kind, state=state, dated=Dated(on))
    expected = state == EvidenceState.ACCEPTED and kind in kinds_for(claim) and QUARTER[0] <= on <= QUARTER[1]
    assert can_carry(it, claim, QUARTER) is expected


@given(
    on=st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 1)).map(lambda d: d.replace(day=1)),
    precision=st.sampled_from(list(Precision)),
)
def test_last_day_is_never_before_the_first(on, precision):
    assert last_day(Dated(on, precision)) >= on


def test_may_be_published_stops_at_consent_alt_text_and_review():
    assert may_be_published(piece())
    for weak in ({"consent": Consent.MISSING}, {"alt": {}}, {"state": EvidenceState.RECEIVED}):
        assert not may_be_published(piece(**weak))
