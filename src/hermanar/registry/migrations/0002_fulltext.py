"""The full-text index over `terms`, in each engine's own way. The words are ours on both: no engine stems anything.

SQLite: an FTS5 table beside the entries, kept by triggers (a later migration that makes the table of entries again
makes them again too). PostgreSQL: a GIN index over the expression.
"""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE registry_search USING fts5(terms, content='registry_entry', content_rowid='id', "
    "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')",
    "CREATE TRIGGER registry_search_added AFTER INSERT ON registry_entry BEGIN "
    "INSERT INTO registry_search(rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER registry_search_gone AFTER DELETE ON registry_entry BEGIN "
    "INSERT INTO registry_search(registry_search, rowid, terms) VALUES ('delete', old.id, old.terms); END",
    "CREATE TRIGGER registry_search_changed AFTER UPDATE OF id, terms ON registry_entry BEGIN "
    "INSERT INTO registry_search(registry_search, rowid, terms) VALUES ('delete', old.id, old.terms); "
    "INSERT INTO registry_search(rowid, terms) VALUES (new.id, new.terms); END",
    "INSERT INTO registry_search(registry_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER registry_search_added",
    "DROP TRIGGER registry_search_gone",
    "DROP TRIGGER registry_search_changed",
    "DROP TABLE registry_search",
]
POSTGRES = ["CREATE INDEX registry_search ON registry_entry USING gin (to_tsvector('simple', terms))"]
POSTGRES_BACK = ["DROP INDEX registry_search"]


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
