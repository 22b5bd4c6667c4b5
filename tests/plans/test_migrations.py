"""Rows that were there before a migration: the answers of surveys of before results stayed beside newer ones."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hermanar.plans import operations as plans
from hermanar.plans.models import Record
from hermanar.plans.queries import list_tallies
from tests.cast import make_cast

from .test_operations import DAY, make_goal

BEFORE = [("plans", "0005_hand_in_corrections")]


def migrated(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.mark.once
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_answers_of_before_become_the_first_table_of_their_record():
    cast = make_cast()
    activity = make_goal(cast).activity
    rows = [
        plans.open_record(
            cast.act("liaison", DAY), plan=activity.component.plan, activity=activity, kind="study", title=title, on=DAY,
            fields={"method": "survey"},
        )
        for title in ("Una", "Otra", "Sin resultados")
    ]  # fmt: skip
    earlier = migrated(BEFORE).get_model("plans", "Answer")
    try:
        for row, answers in zip(rows, ((("Sí", 7), ("No", 3)), (("Sí", 1),)), strict=False):
            for answer, count in answers:
                earlier.objects.create(record_id=row.pk, question="¿Qué?", answer=answer, count=count)
    finally:
        # what other rooms built on these tables was taken back with them
        migrated(MigrationExecutor(connection).loader.graph.leaf_nodes())
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    kept = [
        [[(a.answer, a.count) for a in t.answers.all()] for t in list_tallies(Record.objects.get(pk=row.pk))]
        for row in rows
    ]
    assert kept == [[[("Sí", 7), ("No", 3)]], [[("Sí", 1)]], []]
    assert list_tallies(rows[0])[0].taken_on is None
