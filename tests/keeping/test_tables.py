"""An empty database gets its tables at once: the same ones as step by step, on the engine of this run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from hermanar.config.tables import make_tables
from tests.instance import ON_PG, Instance, must, new_pg_database

pytestmark = pytest.mark.xdist_group("keeping")

# what the engine says of itself; the place of a column in its table is left out: one that came later stands last
READ = """
import json
import re
from django.db import connection
told = {}
with connection.cursor() as cursor:
    for table in connection.introspection.get_table_list(cursor):
        columns = connection.introspection.get_table_description(cursor, table.name)
        about = [[c.name, str(c.type_code), c.null_ok, str(c.display_size), str(c.default)] for c in columns]
        rules = connection.introspection.get_constraints(cursor, table.name)
        # SQLite numbers a reference by the place of its column
        told[table.name] = [sorted(about), sorted(str(["" if r["foreign_key"] else n, r]) for n, r in rules.items())]
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        told["*"] = {name: sorted(re.findall(r"[^\\s(),]+", sql or "")) for name, sql in cursor.fetchall()}
    else:
        cursor.execute("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal")
        triggers = cursor.fetchall()
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        told["*"] = sorted(map(list, triggers + cursor.fetchall()))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    told["noted"] = cursor.fetchall()
print(json.dumps(told, sort_keys=True, default=str))
"""

# the machine goes down while the hundredth migration is being noted
INTERRUPTED = """
from django.db.migrations.recorder import MigrationRecorder
from hermanar.cli.runtime import start_django
start_django()
from django.core.management import call_command
note, noted = MigrationRecorder.record_applied, []
def interrupted(recorder, app, name):
    noted.append(name)
    if len(noted) == 100:
        raise SystemExit(3)
    note(recorder, app, name)
MigrationRecorder.record_applied = interrupted
call_command("migrate", verbosity=0)
"""

# Each migration in turn, where most of the time goes into drawing anew every model that a changed one reaches: a field that
# refers to nothing is copied, what another was made of is asked once, what model stands for another does not change on the
# way, and a new model leaves those there are as they stand, as when a program is loaded.
EACH = """
import copy
import gc
from django.apps.registry import Apps
from django.db.migrations.state import ProjectState
from django.db.models import Field
from hermanar.cli.runtime import start_django
gc.set_threshold(50_000, 20, 50)
start_django()
made_of, names, ask = {}, {}, Apps.get_swappable_settings_name
def clone(field):
    if field.remote_field is None and "model" not in vars(field):
        new, new.creation_counter = copy.copy(field), Field.creation_counter
        Field.creation_counter += 1
        return new
    if id(field) not in made_of:
        made_of[id(field)] = field, *field.deconstruct()[2:]
    _field, arguments, named = made_of[id(field)]
    return type(field)(*arguments, **named)
def name_of(apps, model):
    if model not in names:
        names[model] = ask(apps, model)
    return names[model]
name_of.cache_clear = ask.cache_clear
def add_model(state, model):
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model])
Field.clone, Apps.get_swappable_settings_name, ProjectState.add_model = clone, name_of, add_model
from django.core.management import call_command
call_command("migrate", each=True, verbosity=0)
"""

START = """
from hermanar.cli.runtime import start_django
start_django()
"""
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
TABLES = """
from django.db import connection
print(*connection.introspection.table_names())
"""


def _instance(home: Path) -> Instance:
    return Instance(home, new_pg_database(f"tables_{home.name}") if ON_PG else "")


def _tables(instance: Instance, make: str) -> tuple[str, dict]:
    """What `make` printed, and the tables that stand after it. In one process: a start costs as much as the tables."""
    *printed, told = must(instance.python("-c", make + READ)).splitlines()
    return "\n".join(printed), json.loads(told)


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> dict:
    return _tables(_instance(tmp_path_factory.mktemp("home") / "once"), START + MIGRATE)[1]


def step_by_step(test: Callable) -> Callable:
    """Every run goes through the migrations on SQLite, where a changed table is made anew; the long sweeps on PostgreSQL too."""
    return pytest.mark.long(test) if ON_PG else test


@step_by_step
@pytest.mark.django_db
def test_tables_made_at_once_are_those_of_every_migration_in_turn(tmp_path, once):
    _nothing, each = _tables(_instance(tmp_path / "each"), EACH)
    assert len(once["noted"]) > 100
    assert once.keys() == each.keys()
    different = [name for name in once if once[name] != each[name]]
    assert different == []


@pytest.mark.django_db
def test_a_start_that_was_interrupted_is_made_good_by_the_next(tmp_path, once):
    instance = _instance(tmp_path / "again")
    assert instance.python("-c", INTERRUPTED).returncode == 3
    assert _tables(instance, START + TABLES + MIGRATE) == ("", once)


@pytest.mark.django_db
def test_make_tables_leaves_a_database_that_has_tables_alone():
    before = connection.introspection.table_names()
    assert make_tables(connection) is False
    assert connection.introspection.table_names() == before
