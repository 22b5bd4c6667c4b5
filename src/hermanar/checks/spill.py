"""What a long list leaves behind, kept in a private file of SQLite that is gone with the process: so many kilobytes in memory and
no more, however many relations and names are distinct. Not a database of anybody's: nothing of it is read twice."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from enum import IntEnum

HELD = 16_384  # kilobytes of pages in memory
AT_ONCE = 1_000  # items of an answer written at once


class Names(IntEnum):
    """Names that a list asks about: ours and the partners'."""

    AMBIGUOUS = 0
    UNMATCHED = 1
    PARTNERS_AMBIGUOUS = 2
    PARTNERS_UNMATCHED = 3


class Spill:
    """Relations told with their first row, rows told again, names to ask about."""

    def __init__(self, held: int = HELD) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        for line in (
            f"pragma cache_size=-{held}",
            "pragma journal_mode=off",
            "pragma synchronous=off",
            "create table told (digest integer primary key, row integer not null)",
            "create table again (first integer not null, later integer not null)",
            "create table names (kind integer, name text, primary key (kind, name)) without rowid",
            "begin",
        ):
            self._db.execute(line)

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def first(self, digest: int, row: int) -> int:
        """The row that told of it first: this one where none did."""
        if self._db.execute("insert or ignore into told values (?, ?)", (digest, row)).rowcount == 1:
            return row
        return int(self._db.execute("select row from told where digest = ?", (digest,)).fetchone()[0])

    def tell_again(self, first: int, later: int) -> None:
        self._db.execute("insert into again values (?, ?)", (first, later))

    def ask(self, kind: Names, name: str) -> None:
        """Once, however often it comes."""
        self._db.execute("insert or ignore into names values (?, ?)", (int(kind), name))

    def count_told(self) -> int:
        return int(self._db.execute("select count(*) from told").fetchone()[0])

    def count_again(self) -> int:
        return int(self._db.execute("select count(*) from again").fetchone()[0])

    def count_names(self, kind: Names) -> int:
        return int(self._db.execute("select count(*) from names where kind = ?", (int(kind),)).fetchone()[0])

    def again(self) -> Iterator[list[int]]:
        """[first row, later row], in the order of the list."""
        return (list(row) for row in self._db.execute("select first, later from again order by rowid"))

    def names(self, kind: Names, most: int = -1) -> Iterator[str]:
        """In the order of their letters; `most` of them."""
        asked = "select name from names where kind = ? order by name limit ?"
        return (str(row[0]) for row in self._db.execute(asked, (int(kind), most)))


def array(items: Iterable[object]) -> Iterator[str]:
    """A JSON array in pieces, as `json.dumps` would write it whole."""
    held: list[str] = []
    sign = "["
    for item in items:
        held.append(json.dumps(item, ensure_ascii=False))
        if len(held) == AT_ONCE:
            yield sign + ", ".join(held)
            held, sign = [], ", "
    yield (sign + ", ".join(held) if held or sign == "[" else "") + "]"
