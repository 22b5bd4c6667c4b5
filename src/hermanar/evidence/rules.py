"""What a piece of evidence can carry. Pure: pictures in, weaknesses out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import Dated, Precision, add_months
from hermanar.kernel.text import fold

from .enums import Claim, Consent, EvidenceState, Kind, Weakness

_DATA = Path(__file__).parent / "data" / "claims.yaml"
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True)
class Piece:
    """What the judgement needs to know of one piece of evidence."""

    kind: Kind
    state: EvidenceState = EvidenceState.ACCEPTED
    dated: Dated | None = None
    place: str = ""
    author: str = ""
    caption: dict[str, str] = field(default_factory=dict)
    alt: dict[str, str] = field(default_factory=dict)
    consent: Consent = Consent.NONE_SHOWN
    reason: str = ""
    is_picture: bool = False


@dataclass(frozen=True)
class Weak:
    """A weakness with what its sentence names."""

    code: Weakness
    data: dict[str, Any] = field(default_factory=dict)


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(_DATA.read_text(encoding="utf-8"))
    return found


def kinds_for(claim: Claim | str) -> frozenset[str]:
    """Kinds of evidence that can show it (`data/claims.yaml`)."""
    return frozenset(_data()["claims"][str(claim)])


def last_day(dated: Dated) -> dt.date:
    """The last day of the period that the date is known by."""
    months = _MONTHS.get(dated.precision)
    return dated.on if months is None else add_months(dated.on, months) - dt.timedelta(days=1)


def concluding_word(kind: Kind | str, caption: dict[str, str]) -> str:
    """The first word of the caption that says a relation was concluded, where the kind cannot show it (R3-20, R3-52)."""
    if kind in _data()["concluding"]["kinds"]:
        return ""
    for lang in ("es", "en"):
        text, starts = caption.get(lang) or "", _starts(lang)
        folded = fold(text) if text else ""
        if not any(start in folded for start in starts):
            continue
        for word in text.split():
            if fold(word).startswith(starts):
                return word.strip("“”\"'.,;:()")
    return ""


@cache
def _starts(lang: str) -> tuple[str, ...]:
    return tuple(fold(start) for start in _data()["concluding"][lang])


def _time(piece: Piece, period: tuple[dt.date, dt.date] | None) -> Weak | None:
    if piece.dated is None:
        return Weak(Weakness.NO_DATE)
    if period is None:
        return None
    first, last = piece.dated.on, last_day(piece.dated)
    if last < period[0] or first > period[1]:
        return Weak(Weakness.OUTSIDE_PERIOD, {"on": piece.dated})
    if first < period[0] or last > period[1]:
        return Weak(Weakness.PERIOD_UNSURE, {"on": piece.dated})
    return None


def _words(piece: Piece) -> list[Weak]:
    found = []
    if not piece.place:
        found.append(Weak(Weakness.NO_PLACE))
    if not piece.author:
        found.append(Weak(Weakness.NO_AUTHOR))
    if not any(piece.caption.values()):
        found.append(Weak(Weakness.NO_CAPTION))
    if piece.is_picture and not any(piece.alt.values()):
        found.append(Weak(Weakness.NO_ALT))
    if piece.consent == Consent.MISSING and piece.kind in {Kind.PHOTO, Kind.ATTENDANCE}:
        found.append(Weak(Weakness.NO_CONSENT))
    if word := concluding_word(piece.kind, piece.caption):
        found.append(Weak(Weakness.CAPTION_CONCLUDES, {"word": word, "kind": piece.kind}))
    return found


def weaknesses(
    piece: Piece,
    *,
    claim: Claim | str = "",
    period: tuple[dt.date, dt.date] | None = None,
    others: Sequence[str] = (),
) -> list[Weak]:
    """What the piece lacks for the claim, in the period (both days inclusive), used elsewhere in `others`.

    Heaviest first: state, kind against claim, time, re-use, then what is missing to describe it.
    """
    found: list[Weak] = []
    if piece.state == EvidenceState.RETURNED:
        found.append(Weak(Weakness.WAS_RETURNED, {"reason": piece.reason}))
    elif piece.state == EvidenceState.RECEIVED:
        found.append(Weak(Weakness.NOT_ACCEPTED))
    if claim and piece.kind not in kinds_for(claim):
        found.append(Weak(Weakness.WRONG_KIND, {"kind": piece.kind, "claim": Claim(claim)}))
    if timed := _time(piece, period):
        found.append(timed)
    if others:
        found.append(Weak(Weakness.REUSED, {"others": list(others)}))
    return found + _words(piece)


_HEAVY = frozenset({Weakness.WRONG_KIND, Weakness.OUTSIDE_PERIOD, Weakness.WAS_RETURNED, Weakness.NOT_ACCEPTED})
_STOPS = frozenset(
    {
        Weakness.NOT_ACCEPTED,
        Weakness.WAS_RETURNED,
        Weakness.NO_CONSENT,
        Weakness.NO_ALT,
        Weakness.CAPTION_CONCLUDES,
    }
)


@dataclass(frozen=True)
class Judged:
    """What follows from the weaknesses of a piece: whether a claim may rest on it, whether it may be shown, whether it
    lies outside the period."""

    carries: bool
    prints: bool
    outside: bool


def judged(weak: Sequence[Weak]) -> Judged:
    """What the weaknesses found for a claim in a period decide."""
    codes = {w.code for w in weak}
    return Judged(not _HEAVY & codes, not _STOPS & codes, Weakness.OUTSIDE_PERIOD in codes)


def can_carry(piece: Piece, claim: Claim | str, period: tuple[dt.date, dt.date] | None = None) -> bool:
    """Whether a report may rest this claim on it: accepted, of a kind that shows it, not outside the period."""
    return judged(weaknesses(piece, claim=claim, period=period)).carries


def may_be_published(piece: Piece) -> bool:
    """Accepted, described for who cannot see it, and nobody shown who did not agree (R0-36)."""
    return judged(weaknesses(piece)).prints
