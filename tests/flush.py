"""Tests that commit (live server, threads) empty the database afterwards: only there the journal lets go of its entries."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_emptied():
    """On SQLite the flush is DELETE, which the journal's triggers refuse; on PostgreSQL it is TRUNCATE."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            flush(self, sql_list)
        finally:
            with self.connection.cursor() as cursor:
                for _name, sql in triggers:
                    cursor.execute(sql)

    operations.execute_sql_flush = without_triggers
    yield
    operations.execute_sql_flush = flush
