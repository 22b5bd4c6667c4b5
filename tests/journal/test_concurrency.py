"""Many writers on one chain: one line, no gap, on both engines."""

import pytest

from hermanar.journal.models import Entry
from hermanar.journal.operations import record
from tests.instance import instances, must
from tests.journal.happened import Happened

WRITE = """
import datetime as dt, sys, threading
from hermanar.cli.runtime import start_django
start_django()
from django.db import connection, transaction
from hermanar.journal.operations import record
from hermanar.journal.queries import get_head, verify
from hermanar.kernel.acts import Act, Actor
from tests.journal.happened import Happened

start, wrong = threading.Barrier(3), []

def write():
    act = Act(Actor(user="u"), dt.datetime(2022, 1, 31, tzinfo=dt.UTC))
    try:
        start.wait(timeout=10)
        for number in range(12):
            with transaction.atomic():
                record(act, Happened.DONE, chain="busy", number=number)
                record(act, Happened.DONE, chain="other" if number % 2 else "busy")
    except Exception as e:
        wrong.append(e)
    finally:
        connection.close()

writers = [threading.Thread(target=write) for _ in range(3)]
for w in writers:
    w.start()
for w in writers:
    w.join(timeout=60)
assert wrong == [], wrong
assert (get_head("busy")[0], get_head("other")[0]) == (54, 18), get_head("busy")
assert list(verify()) == []
"""


def test_record_by_three_writers_at_once_makes_one_chain(tmp_path, db):
    for instance in instances(tmp_path, "writers"):
        must(instance("migrate"))
        must(instance.python("-c", WRITE))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_again", [1, 2])
def test_committed_entries_of_one_test_are_gone_in_the_next(act, _again):
    assert Entry.objects.count() == 0
    record(act, Happened.DONE)
    assert Entry.objects.count() == 1
