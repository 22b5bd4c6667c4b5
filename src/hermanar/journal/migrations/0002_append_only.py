"""Entries can be added, never changed or taken away: refused by the database itself, on both engines."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER journal_entry_no_{0} BEFORE {0} ON journal_entry BEGIN "
    "SELECT RAISE(ABORT, 'journal entries are append-only'); END".format(verb)
    for verb in ("UPDATE", "DELETE")
]
POSTGRES = [
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'journal entries are append-only'; END $$",
    "CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
]


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_entry_no_UPDATE")
        schema_editor.execute("DROP TRIGGER journal_entry_no_DELETE")
    else:
        schema_editor.execute("DROP TRIGGER journal_entry_no_change ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_refuse()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
