"""The checker: a full bilingual agreement against one first typst compile of it, one changed clause against the whole,
and letters one after the other in one process.

Warm process, every content new, paired runs in alternating order: read the ratios.
"""

import datetime as dt
import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from hermanar.checks.brief import Brief
from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.check import check, check_clause
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.kinds import KINDS
from hermanar.checks.sources import read_text
from hermanar.kernel.content import Content

from . import documents
from .documents import Bare
from .memory import held

ON = dt.date(2026, 3, 2)
PARTIES = "Ensenada, Baja California, MX; Whitewater, Wisconsin, US"
LETTERS = 200


def measure(runs: int) -> dict[str, Any]:
    """Ratios of the medians: `check_against_typst`, `clause_against_check`; kB gained over 200 letters."""
    bare = Bare()
    with Gazetteer.open() as gazetteer:
        brief = _brief(gazetteer)
        model = agreement(0)
        bare(agreement(1))
        check(agreement(2), brief, gazetteer, model=model)
        whole: list[float] = []
        compiled: list[float] = []
        clause: list[float] = []
        for number in range(runs):
            content = agreement(100 + number)
            changed = _changed(content, number)
            jobs: list[tuple[list[float], Callable[[], object]]] = [
                (compiled, partial(bare, content)),
                (whole, partial(check, content, brief, gazetteer, model=model)),
                (clause, partial(check_clause, changed[0], changed[1], brief, gazetteer, model=model)),
            ]
            for kept, job in jobs if number % 2 else jobs[::-1]:
                begun = time.perf_counter()
                job()
                kept.append(time.perf_counter() - begun)
        grown = _growth(gazetteer)
    middle = statistics.median
    return {
        "runs": runs,
        "check_against_typst": round(middle(whole) / middle(compiled), 2),
        "clause_against_typst": round(middle(clause) / middle(compiled), 3),
        "clause_against_check": round(middle(clause) / middle(whole), 3),
        "letters": LETTERS,
        "memory_growth_kb": grown,
    }


# the sample's pair, as its template names it, and the pair that is checked: what is timed is a paper of its own case
_NAMES = (
    ("San Ejemplo", "San Isidro"),
    ("Estado de Muestra", "Estado de Baja California"), ("State of Muestra", "State of Baja California"), ("Muestra", "Baja California"),
    ("Estado de Ejemplo", "Estado de Wisconsin"), ("State of Ejemplo", "State of Wisconsin"), ("Ejemplo", "Wisconsin"),
    ("Villa Serena", "Ensenada"), ("Lakeside", "Whitewater"),
)  # fmt: skip


def agreement(number: int) -> Content:
    """That of `bench documents`, between the two Parties of the case."""
    content = documents.agreement(number)
    return replace(
        content,
        blocks=tuple(replace(b, text={lang: _of_the_pair(t) for lang, t in b.text.items()}) for b in content.blocks),
    )


def _of_the_pair(text: str) -> str:
    for old, new in _NAMES:
        text = text.replace(old, new)
    return text


def _brief(gazetteer: Gazetteer) -> Brief:
    parties = parties_of(PARTIES, gazetteer)
    return Brief(
        kind=KINDS["twinning"], domestic=False, parties=parties.refs, on=ON, languages=("es", "en"), paper="twinning",
        late_slots=("signing_place", "signing_date"),
    )  # fmt: skip


def _changed(content: Content, number: int) -> tuple[Content, str]:
    """The content with one clause typed anew, and its key."""
    clauses = [b for b in content.blocks if len(b.text.get("es", "")) > 80]
    block = clauses[number % len(clauses)]
    return content.with_text(block.key, "es", f"{block.text['es']} Se atenderá en {number + 30} días."), block.key


def _growth(gazetteer: Gazetteer) -> int:
    """kB of memory gained between the 50th and the last of 200 different letters."""
    parties = parties_of(PARTIES, gazetteer)
    before = 0.0
    for number in range(LETTERS):
        text = (
            f"Ensenada, Baja California, a {number % 28 + 1} de mayo de 2025\n\nASUNTO: Carta {number}\n\nEl Municipio de Ensenada "
            f"propone a la ciudad de Whitewater, Wisconsin, {number + 2} talleres de cultura y turismo.\n\nATENTAMENTE\n\n"
            f"Persona de Muestra {number:02}\nPresidenta Municipal de Ensenada"
        )
        source = read_text(str(number), text)
        check_file(source, brief_of(source, parties, kind="letter_of_intent", on=ON), gazetteer)
        if number == 50:
            gc.collect()
            before = held()
    gc.collect()
    return round((held() - before) * 1024)
