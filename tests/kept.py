"""Steps of a test that are the same in many: what they put into the database is put there again, a table at a time.

`@kept` goes on a function that takes a relation of the cast a step further (or under `@pytest.fixture`). The first time in a
process it runs, and what it changed is kept: which rows came, went or changed, and what it gave back. Where the next test comes
to it on the same way, with the same arguments, these rows are put down instead. A third of the time of thousands of tests.

It runs as it stands wherever that could be seen: after a change by anybody else, with settings of the test's own, on a clock
that was moved, and once a test that commits has begun. Files stay where they were put: all tests of a process share a store.
"""

import datetime as dt
import functools
import io
import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, ParamSpec, TypeVar

import pytest
import time_machine
from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.db import connection, models, transaction

_CHANGES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
_CHANGES_NOTHING = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|PRAGMA|SET CONSTRAINTS|BEGIN|EXPLAIN)", re.IGNORECASE)
_AT_ONCE = 400  # rows put down by one statement

Row = tuple[Any, ...]
Rows = dict[Any, Row]  # by their key
P = ParamSpec("P")
R = TypeVar("R")


class CannotBeKeptError(Exception):
    """Something whose sameness cannot be told."""


@dataclass
class Table:
    """The columns that are written, the key first, and what a step changed in them."""

    name: str
    columns: list[str]
    came: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, name: str) -> "Table":
        own = _models()[name]._meta
        written = [f for f in own.local_concrete_fields if not f.generated]
        return cls(name, [f.column for f in sorted(written, key=lambda f: not f.primary_key)])

    def rows(self) -> Rows:
        """As the engine writes them in text: what it reads back is the same, whatever Python makes of it."""
        # an expression of SQLite has no declared type that would be converted; PostgreSQL takes any text as its own
        cell = '+"{}"' if connection.vendor == "sqlite" else '"{}"::text'
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {", ".join(map(cell.format, self.columns))} FROM "{self.name}"')
            return {row[0]: row for row in cursor.fetchall()}

    def compare(self, before: Rows, after: Rows) -> None:
        self.came = [row for key, row in after.items() if key not in before]
        self.changed = [row for key, row in after.items() if key in before and before[key] != row]
        self.gone = [key for key in before if key not in after]

    def put(self, cursor: Any) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        place = f"({', '.join(['%s'] * len(self.columns))})"
        if self.gone:
            cursor.executemany(f'DELETE FROM "{self.name}" WHERE "{self.columns[0]}" = %s', [(k,) for k in self.gone])
        for first in range(0, len(self.came), _AT_ONCE):
            rows = self.came[first : first + _AT_ONCE]
            cells = [cell for row in rows for cell in row]
            cursor.execute(f'INSERT INTO "{self.name}" ({names}) VALUES {", ".join([place] * len(rows))}', cells)
        if self.changed:
            sets = ", ".join(f'"{name}" = %s' for name in self.columns[1:])
            by_key = f'UPDATE "{self.name}" SET {sets} WHERE "{self.columns[0]}" = %s'
            cursor.executemany(by_key, [(*row[1:], row[0]) for row in self.changed])


@dataclass
class Step:
    """What one function did once, and from where: `after` are the steps that went on from here."""

    tables: list[Table] = field(default_factory=list)
    given: bytes = b""  # what it gave back, and what became of its arguments; empty where that cannot be kept
    waits: bool = False  # something of it waits for the commit, which only a test that commits would see
    after: dict[Any, "Step"] = field(default_factory=dict)


class Course:
    """Where the running test stands: the last kept step, as long as nobody else has changed a row."""

    def __init__(self) -> None:
        self.beginning = Step()
        self.here: Step | None = None
        self.wrapper: Any = None
        # what the step that is being kept touched, as it was before
        self.own: dict[str, tuple[Table, Rows]] | None = None
        self.strange = False  # it did something that is not known
        self.quiet = False  # what is put down or read here is nobody's change

    def begin(self) -> None:
        self.end()
        self.here, self.wrapper = self.beginning, connection.execute_wrapper(self.watch)
        self.wrapper.__enter__()

    def end(self) -> None:
        if self.wrapper is not None:
            self.wrapper.__exit__(None, None, None)
        self.here = self.wrapper = self.own = None

    def watch(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.quiet and (self.here is not None or self.own is not None) and not _CHANGES_NOTHING.match(sql):
            self.see(_CHANGES.match(sql))
        return execute(sql, params, many, context)

    def see(self, change: re.Match[str] | None) -> None:
        if self.own is None:
            self.here = None
        elif change is None or change[1] not in _models():
            self.strange = True
        elif change[1] not in self.own:
            table = Table.of(change[1])
            with self.silence():
                self.own[table.name] = table, table.rows()

    def silence(self) -> "_Quiet":
        return _Quiet(self)

    def take(self, function: Callable, args: tuple, kwargs: dict[str, Any]) -> Any:
        """What the function gives back, done or put down again."""
        if self.here is None or self.own is not None or not _usual():
            return function(*args, **kwargs)
        try:
            key = (function.__module__, function.__qualname__, _told(args), _told(kwargs))
        except CannotBeKeptError:
            return function(*args, **kwargs)
        known = self.here.after.get(key)
        if known is None:
            return self.keep(key, function, args, kwargs)
        if not known.given or (known.waits and not connection.in_atomic_block):
            return function(*args, **kwargs)
        with self.silence(), transaction.atomic(), connection.cursor() as cursor:
            for table in known.tables:
                table.put(cursor)
        self.here = known
        return _unpacked(known.given, _objects(args, kwargs))

    def keep(self, key: Any, function: Callable, args: tuple, kwargs: dict[str, Any]) -> Any:
        before, objects = self.here, _objects(args, kwargs)
        assert before is not None
        were = _states(objects)
        self.own, self.strange = {}, False
        try:
            with transaction.atomic():
                waiting = len(connection.run_on_commit)
                given = function(*args, **kwargs)
                waits = len(connection.run_on_commit) > waiting
                with self.silence():
                    for table, rows in self.own.values():
                        table.compare(rows, table.rows())
        except BaseException:
            self.here = None
            raise
        else:
            step = Step([table for table, _rows in self.own.values()], waits=waits)
            if not self.strange:
                step.given = _packed(given, objects, were)
            before.after[key] = step
            self.here = step if step.given else None
            return given
        finally:
            self.own = None


@dataclass
class _Quiet:
    course: Course
    was: bool = False

    def __enter__(self) -> None:
        self.was, self.course.quiet = self.course.quiet, True

    def __exit__(self, *_: object) -> None:
        self.course.quiet = self.was


@functools.cache
def _models() -> dict[str, type[models.Model]]:
    return {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}


def _usual() -> bool:
    changed = isinstance(settings._wrapped, UserSettingsHolder)
    return not changed and not time_machine.escape_hatch.is_travelling()


_PLAIN = (str, bytes, int, float, Decimal, Enum, dt.date, dt.time, dt.timedelta)


def _told(value: Any) -> Any:
    """What tells two arguments apart, to be looked up. Raises CannotBeKeptError."""
    if isinstance(value, models.Model):
        return type(value), tuple(repr(value.__dict__.get(f.attname)) for f in value._meta.concrete_fields)
    if value is None or isinstance(value, _PLAIN):
        return type(value), value
    if isinstance(value, tuple | list):
        return type(value), tuple(map(_told, value))
    if isinstance(value, dict):
        return dict, tuple((name, _told(one)) for name, one in value.items())
    if hasattr(value, "told"):
        return type(value), value.told()
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_told(getattr(value, f.name)) for f in fields(value))
    raise CannotBeKeptError(type(value))


def _objects(args: tuple, kwargs: dict[str, Any]) -> list[Any]:
    """Arguments that are more than their value: the same objects, not copies, stand in what is given back."""
    return [o for o in (*args, *kwargs.values()) if isinstance(o, models.Model) or hasattr(o, "told")]


def _states(objects: list[Any]) -> list[bytes]:
    return [_dumped(o.__dict__, objects) for o in objects]


def _dumped(value: Any, objects: list[Any]) -> bytes:
    numbers = {id(o): n for n, o in enumerate(objects)}

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: Any) -> int | None:
            return numbers.get(id(obj))

    out = io.BytesIO()
    Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def _packed(given: Any, objects: list[Any], were: list[bytes]) -> bytes:
    became = [o.__dict__ if was != now else None for o, was, now in zip(objects, were, _states(objects), strict=True)]
    try:
        return _dumped((given, became), objects)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""


def _unpacked(data: bytes, objects: list[Any]) -> Any:
    class Unpickler(pickle.Unpickler):
        def persistent_load(self, number: Any) -> Any:
            return objects[number]

    given, became = Unpickler(io.BytesIO(data)).load()
    for one, state in zip(objects, became, strict=True):
        if state is not None:
            one.__dict__.clear()
            one.__dict__.update(state)
    return given


_course = Course()


def kept(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def taken(*args: P.args, **kwargs: P.kwargs) -> R:
        return _course.take(function, args, kwargs)

    return taken


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Iterator[None]:
    given = yield
    if fixturedef.argname == "_django_db_helper":
        _course.begin()
    return given


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    if _course.here is not None and not connection.in_atomic_block:
        _course.here = None  # others may write now, on connections of their own
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    _course.end()
