"""Whether an agreement is in force on a day, as far as its documents say."""

import datetime as dt

IN_FORCE, EXPIRED, NO_TERM, TERMINATED = "in_force", "expired", "no_term", "terminated"


def validity(*, on: dt.date, term_known: bool, ends_on: dt.date | None, is_terminated: bool) -> str:
    """`in_force`, `expired`, `no_term` (no term is documented: nothing is assumed) or `terminated`. The last day counts."""
    if is_terminated:
        return TERMINATED
    if not term_known or ends_on is None:
        return NO_TERM
    return IN_FORCE if on <= ends_on else EXPIRED
