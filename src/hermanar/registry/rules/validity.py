"""Whether an agreement is in force on a day, as far as its documents say."""

import datetime as dt

from .claims import ANTECEDENTS

IN_FORCE, EXPIRED, NO_TERM, TERMINATED = "in_force", "expired", "no_term", "terminated"
NO_AGREEMENT = "no_agreement"


def validity(*, on: dt.date, term_known: bool, ends_on: dt.date | None, is_terminated: bool, kind: str = "") -> str:
    """`in_force`, `expired`, `no_term` (no term is documented: nothing is assumed) or `terminated`. The last day counts.

    Of a paper that documents no agreement (`kind`) there is none to be in force: `no_agreement`."""
    if kind in ANTECEDENTS:
        return NO_AGREEMENT
    if is_terminated:
        return TERMINATED
    if not term_known or ends_on is None:
        return NO_TERM
    return IN_FORCE if on <= ends_on else EXPIRED
