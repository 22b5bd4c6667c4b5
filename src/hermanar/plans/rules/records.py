"""Kinds of records of a plan: their fields, their path, and what each step needs. Data; the words are in `enums`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from hermanar.kernel.text import whole_number

TEXT, LONG, NUMBER, DAY, METHOD, VIABILITY = "text", "long", "number", "day", "method", "viability"


@dataclass(frozen=True)
class Kind:
    """`fields`: key → what is written there. `path`: its states in order; `otherwise`: state → a state that ends it
    instead. `needs`: state → fields it cannot be reached without. `asks`: it binds units to hand something in."""

    path: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asks: bool = False


KINDS: dict[str, Kind] = {
    "implementation": Kind(
        ("drafted", "in_force", "closed"), {"since": DAY, "until": DAY, "policies": LONG},
        needs={"in_force": ("since", "until", "policies")}, asks=True,
    ),
    "study": Kind(
        ("planned", "collecting", "reported"), {"method": METHOD, "source": TEXT, "sample": NUMBER, "finding": LONG},
        needs={"planned": ("method",), "reported": ("source", "finding")},
    ),
    "proposal": Kind(
        ("drafted", "presented", "adopted"),
        {"technical": VIABILITY, "technical_why": LONG, "budget": VIABILITY, "budget_why": LONG},
        {"presented": "rejected"}, {"presented": ("technical", "technical_why", "budget", "budget_why")},
    ),
    "dissemination": Kind(
        ("planned", "held"), {"audience": TEXT, "act": TEXT, "place": TEXT, "attendance": NUMBER},
        needs={"planned": ("audience", "act"), "held": ("attendance",)},
    ),
    "cycle": Kind(("planned", "monitored", "evaluated", "adjusted"), {"since": DAY, "until": DAY}),
    "recommendation": Kind(
        ("raised", "accepted", "done"), {"origin": TEXT}, {"raised": "dismissed", "accepted": "dismissed"},
        {"raised": ("origin",)},
    ),
    "self_evaluation": Kind(
        ("drafted", "delivered"), {"since": DAY, "until": DAY, "finding": LONG},
        needs={"drafted": ("since", "until"), "delivered": ("finding",)},
    ),
    "request": Kind(("asked", "closed"), {"programme": TEXT}, needs={"asked": ("programme",)}, asks=True),
}  # fmt: skip
# states where only the words of the step say what happened
TOLD = frozenset({"monitored", "evaluated", "adjusted", "accepted", "done", "dismissed", "rejected", "adopted"})

# methods whose results are a table of answers: they have none until it is brought in
TABLED = frozenset({"survey"})


def first_state(kind: str) -> str:
    return KINDS[kind].path[0]


def next_states(kind: str, state: str) -> tuple[str, ...]:
    """Where a record may go from a state: onward first, then what ends it instead. Empty at its end."""
    it = KINDS[kind]
    onward = dict(pairwise(it.path)).get(state)
    other = it.otherwise.get(state)
    return tuple(s for s in (onward, other) if s)


def is_over(kind: str, state: str) -> bool:
    return not next_states(kind, state)


def missing_for(kind: str, state: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Fields without which the state cannot be reached, that are still empty."""
    return tuple(key for key in KINDS[kind].needs.get(state, ()) if not str(values.get(key, "")).strip())


def counts_of(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[tuple[str, str, int]]:
    """(question, answer, how often) of a table of results.

    Counted already: columns question, answer, count. Otherwise a row is one person's answers and a column a question;
    what stands only once in most rows (names, addresses, free text) is no answer to choose from and is left out.
    """
    known = [h.strip().casefold() for h in header]
    named = [next((i for i, h in enumerate(known) if h in names), None) for names in _COUNTED]
    question, answer, number = named
    if question is not None and answer is not None and number is not None:
        return [
            (row[question], row[answer], count)
            for row in rows
            if len(row) > max(question, answer, number)
            and row[question]
            and (count := whole_number(row[number].strip())) is not None
        ]
    found = []
    for at, asked in enumerate(header):
        told: dict[str, int] = {}
        for row in rows:
            if at < len(row) and row[at]:
                told[row[at]] = told.get(row[at], 0) + 1
        given = sum(told.values())
        if asked and told and (len(told) * 2 <= given or len(told) <= 2 < given):
            found += [(asked, said, count) for said, count in sorted(told.items(), key=lambda kv: (-kv[1], kv[0]))]
    return found


_COUNTED = (
    frozenset({"pregunta", "question", "reactivo"}),
    frozenset({"respuesta", "answer", "opción", "opcion"}),
    frozenset({"conteo", "count", "número", "numero", "total", "frecuencia"}),
)
