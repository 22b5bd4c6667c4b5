"""Names of an old list to keys: every spelling of a list of 26,000 rows, read whole, against a bare look-up in a dictionary.

The list is made from the gazetteer: each municipality in turn, spelled as people do (capitals without accents, with its
state, abbreviated, with a letter missing), with a partner of the world. No row is kept; answers are kept for so many names
and no more, so that memory does not grow with the list.
"""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import Columns, Reader, Tally, columns_of
from hermanar.checks.tables import open_table
from hermanar.checks.toponyms import canon
from hermanar.kernel.text import fold

from .memory import most

KEPT = 4_096
COLUMNS = ("municipio", "pais_a", "ciudad", "pais_b")


def _slip(name: str) -> str:
    """The name with a letter missing in its middle."""
    return name[: len(name) // 2] + name[len(name) // 2 + 1 :]


SPELLINGS: tuple[Callable[[str, str, str], str], ...] = (
    lambda name, state, short: name,
    lambda name, state, short: fold(name).upper(),
    lambda name, state, short: f"{name}, {short}",
    lambda name, state, short: f"{name} ({state})",
    lambda name, state, short: f"Municipio de {name}, {state}",
    lambda name, state, short: f"{_slip(name)}, {state}",
    lambda name, state, short: f"{name} City",
    lambda name, state, short: name.replace("San ", "Sn. ").replace("Santa ", "Sta. ").replace("General ", "Gral. "),
)


def rows_of(gazetteer: Gazetteer, rows: int) -> Iterator[tuple[str, str, str, str]]:
    """The made list: parties in both orders."""
    municipalities = gazetteer.municipalities()
    partners = list(islice((p for p in gazetteer.every_place() if p.country != "MX"), 0, 40_000, 7))
    for n in range(rows):
        m, partner = municipalities[n % len(municipalities)], partners[n % len(partners)]
        spelled = SPELLINGS[(n // len(municipalities) + n) % len(SPELLINGS)](m.name, m.state_name, m.state_abbr)
        one, other = (spelled, "Mexico"), (partner.name, partner.country)
        yield (*one, *other) if n % 3 else (*other, *one)


def strange_rows(rows: int) -> Iterator[tuple[str, str, str, str]]:
    """Names that nothing bears, no two of them alike: what nobody's memory can keep the answer of."""
    letters = "aeioubcdglmnprst"
    for n in range(rows):
        word = "".join(letters[(n * 2_654_435_761 >> 4 * at) % 16] for at in range(8))
        yield f"{word}{n % 97}".title(), "Mexico", f"{word[::-1]}{n}".title(), "France"


def write(gazetteer: Gazetteer, rows: int, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows_of(gazetteer, rows))


def ours(file: Path, mapping: tuple[str, ...], reader: Reader) -> Tally:
    """Every row to its keys and its relation."""
    tally = Tally()
    with file.open("rb") as opened:
        table = open_table(opened, wanted=mapping)
        columns: Columns = columns_of(table, mapping)
        for line in table.lines:
            relation = reader.relation(line, columns)
            if relation is not None:
                tally.add(relation)
    return tally


def bare(file: Path, mapping: tuple[str, ...], names: dict[str, str]) -> int:
    """The same cells looked up in a dictionary of official names: no judgement at all."""
    found = 0
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            found += sum(canon(row[mapping[i]]) in names for i in (0, 2))
    return found


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    value = call()
    return time.perf_counter() - began, value


def measure(rows: int, file: Path | None = None, mapping: tuple[str, ...] = COLUMNS) -> dict[str, Any]:
    """The rate of this run, its ratio to the bare look-up, and what memory it took."""
    with tempfile.TemporaryDirectory() as scratch, Gazetteer.open() as gazetteer:
        strange = Path(scratch) / "strange.csv"
        with strange.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([COLUMNS, *strange_rows(max(rows // 50, 10))])
        if file is None:
            file = Path(scratch) / "list.csv"
            write(gazetteer, rows, file)
        names = {canon(m.name): m.key for m in gazetteer.municipalities()}
        reader = Reader(gazetteer, kept=KEPT)
        reader.party("Guadalajara", "MX")  # what is read once is read before
        before = most()
        seconds, tally = timed(lambda: ours(file, mapping, reader))
        after = most()
        slow, odd = timed(lambda: ours(strange, COLUMNS, reader))
        hostile = most()
        plain, found = timed(lambda: bare(file, mapping, names))
        with file.open("rb") as opened:
            count = sum(1 for _line in open_table(opened, wanted=mapping).lines)
    return {
        "rows": count,
        "touching": tally.rows,
        "matched": tally.matched,
        "seconds": round(seconds, 2),
        "rows_per_second": round(count / seconds),
        "bare_rows_per_second": round(count / plain),
        "bare_found": found,
        "ratio": round(seconds / plain, 1),
        "memory_mb": after,
        "memory_grew_mb": after - before,
        "answers_kept": KEPT,
        "strange_rows": odd.rows,
        "strange_distinct": odd.distinct,
        "strange_rows_per_second": round(odd.rows / slow),
        "strange_grew_mb": hostile - after,
    }
