"""Append-only is the database's own word, on both engines."""

import pytest
from django.db import DatabaseError, connection, transaction

from hermanar.journal.models import Chain, Entry
from hermanar.journal.operations import record
from hermanar.journal.queries import Drift, get_head, list_heads, list_lines, verify
from hermanar.kernel.codes import sha256_of
from tests.journal.happened import Happened


@pytest.fixture
def chain(db, act):
    """Five entries in one chain, two in another."""
    for number in range(5):
        record(act, Happened.DONE, chain="c1", about=f"a{number}", number=number, places=["Ñ", None, True])
    for number in range(2):
        record(act, Happened.DONE, chain="c2", number=number)
    return Chain.objects.get(name="c1")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET data = '{}'",
        "UPDATE journal_entry SET hash = hash WHERE seq = 1",
        "DELETE FROM journal_entry",
        "DELETE FROM journal_entry WHERE seq = 5",
    ],
)
def test_change_entry_by_sql_is_refused_by_the_database(chain, statement):
    before = list(Entry.objects.order_by("id").values())
    assert len(before) == 7
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    assert list(Entry.objects.order_by("id").values()) == before


def test_change_entry_by_orm_is_refused_by_the_database(chain):
    entry = chain.entries.first()
    entry.happened = "other"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).delete()
    assert list(verify()) == []


def without_triggers(*statements: str) -> None:
    """What somebody with the database's own keys can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_no_UPDATE")
            cursor.execute("DROP TRIGGER journal_entry_no_DELETE")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("happened", "'t.other'"),
        ("data", "'{\"number\": 9}'"),
        ('"user"', "'somebody'"),
        ("at", "'2020-01-01 00:00:00+00:00'"),
        ("about", "'other'"),
        ("how", "'recorded'"),
        ("previous", "'0'"),
        ("hash", "'0'"),
    ],
)
def test_verify_finds_a_change_of_any_column(chain, column, value):
    assert list(verify()) == []
    without_triggers(f"UPDATE journal_entry SET {column} = {value} WHERE about = 'a2'")
    assert Drift("c1", 3, "altered") in list(verify())


def test_verify_finds_a_missing_entry_and_a_cut_end(chain):
    without_triggers("DELETE FROM journal_entry WHERE about = 'a2'")
    assert Drift("c1", 3, "missing") in list(verify())
    without = [d for d in verify() if d.chain == "c2"]
    assert without == []


def test_verify_finds_a_cut_end(chain):
    without_triggers("DELETE FROM journal_entry WHERE about = 'a4'")
    assert list(verify()) == [Drift("c1", 5, "head")]


def seal_anew(name: str) -> None:
    """Recompute a whole chain after a change: what an intruder with time would do."""
    previous = "0" * 64
    for seq, entry in enumerate(Entry.objects.filter(chain__name=name).order_by("seq"), start=1):
        entry.seq, entry.previous = seq, previous
        entry.hash = previous = sha256_of(entry.sealed())
        entry.save()
    Chain.objects.filter(name=name).update(length=seq, head=previous)


def test_verify_with_anchors_finds_what_was_changed_and_sealed_anew(chain):
    anchors = list_heads()
    assert anchors["c1"] == get_head("c1") == (5, chain.head)
    assert list(verify(anchors)) == []
    without_triggers("UPDATE journal_entry SET about = 'x' WHERE about = 'a2'")
    seal_anew("c1")
    assert list(verify()) == []
    assert list(verify(anchors)) == [Drift("c1", 5, "anchor")]


def test_verify_with_anchors_holds_after_more_entries_and_finds_a_chain_that_is_gone(chain, act):
    anchors = list_heads()
    record(act, Happened.DONE, chain="c1")
    assert list(verify(anchors)) == []
    assert list(verify({**anchors, "gone": (3, "f" * 64)})) == [Drift("gone", 3, "anchor")]


def test_record_inside_an_act_that_fails_leaves_nothing(chain, act):
    before = list_heads()

    @transaction.atomic
    def act_that_fails():
        record(act, Happened.DONE, chain="c1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act_that_fails()
    assert list_heads() == before
    assert list(verify()) == []


def test_list_lines_pages_newest_first(chain):
    first = list_lines("c1", limit=2)
    assert [line.seq for line in first] == [5, 4]
    assert [line.seq for line in list_lines("c1", before=first[-1].seq, limit=2)] == [3, 2]
    assert get_head("nothing") == (0, "0" * 64)
