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
    """Make every table of this version in an empty database, in one transaction. Returns whether it was empty."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _backwards in executor.migration_plan(leaves, clean_start=True)]
    state = executor.loader.project_state(leaves)
    executor.recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models(include_swapped=True):
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    with connection.schema_editor(atomic=True) as editor:
        for migration in plan:
            # what others' data migrations change is rows, and there are none yet
            if not migration.__module__.startswith("hermanar."):
                continue
            for operation in migration.operations:
                if isinstance(operation, (RunPython, RunSQL)):
                    operation.database_forwards(migration.app_label, editor, state, state)
    for migration in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)
    return True
