"""What a relation did in a quarter, and the key of the sentence that says it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hermanar.partnerships.rules.ladder import PROOF

RUNG_OF = {fact: rung for rung, facts in PROOF.items() for fact in facts}
_TURNED = {"letter_sent": "letter_received", "letter_received": "letter_sent"}


@dataclass(frozen=True)
class Seen:
    """A fact of the case as the report reads it. `direction` of the letter behind it, seen from who reports."""

    key: str
    on: dt.date
    proof: str = ""
    direction: str = ""
    precision: str = "day"


@dataclass(frozen=True)
class ActOfQuarter:
    """`key` of the sentence; `rung` the act itself proves (0: none)."""

    key: str
    rung: int
    on: dt.date | None
    proof: str = ""
    precision: str = "day"


def seen_from(fact: str, *, by_owner: bool) -> str:
    """A letter that its sender sent, its receiver received."""
    return fact if by_owner else _TURNED.get(fact, fact)


def act_of_quarter(
    facts: Sequence[Seen], texts: Sequence[tuple[str, dt.date]], later: Sequence[tuple[str, dt.date]], klass: str,
    within: tuple[dt.date, dt.date],
) -> ActOfQuarter:  # fmt: skip
    """The highest thing proved in the quarter; without any, a text in the file that proves nothing; without that, none.

    `texts`: (of which act, since when in the file), unsigned or undated; `later`: acts to a signed agreement.
    """
    starts, ends = within
    inside = [f for f in facts if f.key in RUNG_OF and starts <= f.on <= ends]
    signed = any(f.key == "signed" and f.on <= ends for f in facts)
    acts = [(kind, on) for kind, on in later if signed and starts <= on <= ends]
    if acts:
        kind, on = max(acts, key=lambda a: a[1])
        return ActOfQuarter(kind, 6, on)
    if inside:
        top = max(inside, key=lambda f: (RUNG_OF[f.key], f.on))
        key = top.key
        if key == "signed" and klass == "domestic":
            key = "signed_domestic"
        if key == "resume_requested":
            key = "resume_received" if top.direction == "in" else "resume_sent"
        return ActOfQuarter(key, RUNG_OF[top.key], top.on, top.proof, top.precision)
    here = [(kind, on) for kind, on in texts if starts <= on <= ends]
    if here:
        kind, on = max(here, key=lambda t: t[1])
        return ActOfQuarter(f"{kind}_text", 0, None)
    return ActOfQuarter("none", 0, None)


def counts_of(rows: Sequence[Mapping]) -> dict[str, dict[str, int]]:
    """New, ratified, reaffirmed and renewed apart; domestic never with international (`product.md`)."""
    told = {klass: dict.fromkeys(("letters", "new", "ratification", "reaffirmation", "renewal"), 0) for klass in ("domestic", "international")}  # fmt: skip
    for row in rows:
        column = told[row["class"]]
        if row["act"] in {"signed", "signed_domestic", "registered"}:
            column["new"] += 1
        elif row["act"] in {"ratification", "reaffirmation", "renewal"}:
            column[row["act"]] += 1
        elif row["act"] in {"letter_sent", "letter_received", "letter_answered", "resume_sent", "resume_received"}:
            column["letters"] += 1
    return told
