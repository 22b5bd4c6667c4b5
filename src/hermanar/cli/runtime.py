"""Starting Django for the commands that need it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def start_django() -> None:
    """Read the settings and load the apps. Called inside a command, never at import."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hermanar.config.settings")
    import django

    django.setup()


def manage(*arguments: str) -> None:
    """One of Django's own commands, in this process."""
    start_django()
    from django.core.management import call_command

    call_command(*arguments)


@contextmanager
def scratch(name: str, *, database: str = "", tables: bool = True) -> Iterator[Path]:
    """A home that is thrown away afterwards, with Django started on it.

    `database`: the URL of an empty one, else SQLite in that home. `tables`: whether it gets them.
    """
    home = Path(tempfile.mkdtemp(prefix=f"hermanar-{name}-"))
    (home / "static").mkdir()
    os.environ.update(
        HERMANAR_HOME=str(home),
        HERMANAR_ENV="scratch",
        DATABASE_URL=database or f"sqlite:///{home / 'scratch.sqlite3'}",
    )
    try:
        if tables:
            manage("migrate", "--verbosity=0")
        else:
            start_django()
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def start_ready() -> None:
    """The same, on a database that has its tables: an empty one is brought to the shape of this version first."""
    start_django()
    from django.db import connection

    if not connection.introspection.table_names():
        manage("migrate", "--verbosity=0")
