"""The full-text port: the same words give the same entries on SQLite (FTS5) and PostgreSQL (GIN)."""

from collections.abc import Sequence

from django.db import connection

from ..rules.analyser import Wanted

MOST = 1000  # entries a search reads at most; whoever gets so many narrows it down


def matching(wanted: Sequence[Wanted], shelf: str) -> list[int]:
    """Primary keys of the published entries of a shelf that hold all the words, newest first, `MOST` at most."""
    if connection.vendor == "sqlite":
        sql = (
            "SELECT e.id FROM registry_search JOIN registry_entry e ON e.id = registry_search.rowid "
            "WHERE registry_search MATCH %s AND e.shelf = %s AND e.withdrawn_at IS NULL ORDER BY e.id DESC LIMIT %s"
        )
        question = " AND ".join(_sqlite(w) for w in wanted)
    else:
        sql = (
            "SELECT e.id FROM registry_entry e WHERE to_tsvector('simple', e.terms) @@ %s::tsquery "
            "AND e.shelf = %s AND e.withdrawn_at IS NULL ORDER BY e.id DESC LIMIT %s"
        )
        question = " & ".join(_postgres(w) for w in wanted)
    with connection.cursor() as cursor:
        cursor.execute(sql, [question, shelf, MOST])
        return [row[0] for row in cursor.fetchall()]


def _sqlite(word: Wanted) -> str:
    parts = [f'"{form}"' for form in word.forms]
    if word.prefix:
        parts.append(f'"{word.prefix}"*')
    return f"({' OR '.join(parts)})"


def _postgres(word: Wanted) -> str:
    parts = [f"'{form}'" for form in word.forms]
    if word.prefix:
        parts.append(f"'{word.prefix}':*")
    return f"({' | '.join(parts)})"
