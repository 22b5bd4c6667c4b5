"""The ladder of proof: a relation is at its highest proved rung; gaps below are listed, never filled in (`product.md`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

# rung → facts any of which proves it
PROOF: dict[int, tuple[str, ...]] = {
    1: ("letter_sent", "letter_received", "resume_requested"),
    2: ("letter_answered",),
    3: ("study_approved",),
    4: ("authorised",),
    5: ("opinion_favourable",),
    6: ("signed",),
    7: ("registered",),
    8: ("programme_running",),
    9: ("results",),
}
NOT_DOMESTIC = frozenset({5, 7})


@dataclass(frozen=True)
class Standing:
    """`rung`: the highest proved. `proved`: rungs with proof, ascending; `gaps`: rungs below it without; `next`: the
    lowest unproved rung above it, None at the top. `unregistered`: in operation or with results but without signature
    (or registration, if international)."""

    rung: int
    proved: tuple[int, ...]
    gaps: tuple[int, ...]
    next: int | None
    unregistered: bool


def standing(facts: Collection[str], klass: str) -> Standing:
    """Where a relation stands with these facts. Domestic relations have no rungs 5 and 7."""
    rungs = [r for r in PROOF if not (klass == "domestic" and r in NOT_DOMESTIC)]
    proved = tuple(r for r in rungs if any(f in facts for f in PROOF[r]))
    top = max(proved, default=0)
    above = [r for r in rungs if r > top]
    formal = 6 in proved and (klass == "domestic" or 7 in proved)
    return Standing(
        rung=top,
        proved=proved,
        gaps=tuple(r for r in rungs if r < top and r not in proved),
        next=min(above) if above else None,
        unregistered=top >= 8 and not formal,
    )


def is_other_text(signed: Mapping[str, Any] | None, opinion: Mapping[str, Any] | None) -> bool:
    """Whether what was signed is not the text that got the opinion, from what both facts keep: a deposit that lacks nothing
    of it, or one whose very text got its opinion later, is that text."""
    signed, opinion = signed or {}, opinion or {}
    if "text_differs_from_opinion" not in signed.get("lacks", ()):
        return False
    digest = signed.get("text_sha256")
    return not digest or digest != opinion.get("text_sha256")


def clauses(
    st: Standing, facts: Collection[str], klass: str, *, refused: bool = False, by_us: bool = False,
    differs: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """Keys of the clauses of “Lo que hoy se puede afirmar”, in order; the words are in `enums.CLAIMS`.

    `refused`: the answer was no, and is no letter of intent; `by_us`: it was ours; `differs`: another text was signed than the one that got the opinion. Before signature the two highest proved rungs are said; from signature on, the highest, with what it lacks.
    """
    if st.rung == 0:
        return ("announced",)

    def key(rung: int) -> str:
        if rung == 1:
            for fact in ("letter_sent", "letter_received", "resume_requested"):
                if fact in facts:
                    return fact
        if rung == 2 and (refused or not ({"letter_sent", "letter_received"} & set(facts))):
            return "answered_by_us" if by_us else "answered_only"
        if rung == 6:
            return "signed_domestic" if klass == "domestic" else "signed"
        return {2: "exchanged", 3: "study_approved", 4: "authorised", 5: "opinion_favourable", 7: "registered",
                8: "programme_running", 9: "results"}[rung]  # fmt: skip

    if st.rung <= 5:
        return tuple(key(r) for r in st.proved if r >= 2 or st.rung == 1)[-2:]
    words = [key(st.rung)]
    if st.rung == 6 and "opinion_favourable" not in facts and klass != "domestic":
        words.append("without_opinion")
    if differs and 6 in st.proved and "opinion_favourable" in facts:
        words.append("another_text")
    if st.unregistered:
        words.append("without_registration")
    return tuple(words)
