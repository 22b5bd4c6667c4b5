"""An empty database gets its tables at once.

Django walks an empty database through every migration and draws all models anew at each step: half a minute for
tables that take a second. Here the last state of the migrations is drawn once and made; what migrations of ours do beyond tables
(triggers, indexes of the engine's own) is then done in order, and every migration is noted as applied. A database that has
tables goes step by step, as always. `tests/keeping/test_tables.py` holds that both ways end in the same tables.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL


def make_tables(connection: BaseDatabaseWrapper) -> bool:
    """Make every table of this version in an empty database and note its migrations, all in one transaction: what is
    interrupted leaves it empty. Returns whether it was empty."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _backwards in executor.migration_plan(leaves, clean_start=True)]
    state = executor.loader.project_state(leaves)
    with connection.schema_editor(atomic=True) as editor:
        editor.create_model(executor.recorder.Migration)
        for model in state.apps.get_models(include_swapped=True):
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        # indexes and references stand before triggers of ours read them
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        for migration in plan:
            # what others' data migrations change is rows, and there are none yet
            if migration.__module__.startswith("hermanar."):
                for operation in migration.operations:
                    if isinstance(operation, (RunPython, RunSQL)):
                        operation.database_forwards(migration.app_label, editor, state, state)
            executor.recorder.record_applied(migration.app_label, migration.name)
    return True
