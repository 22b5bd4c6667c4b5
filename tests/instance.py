"""An instance of its own: home, database and command line, as an operator has them."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.house.floors import PACKAGE

ROOT = PACKAGE.parent.parent
ON_PG = os.environ.get("DATABASE_URL", "").startswith("postgres")


class Instance:
    """Reached through processes, never from within. Without `database`: SQLite in its home."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        home.mkdir(exist_ok=True)
        self.environment = {
            **os.environ,
            "HERMANAR_HOME": str(home),
            "HERMANAR_ENV": "test",
            "SECRET_KEY": "only-for-tests-" + "x" * 50,
            "PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), str(ROOT)]),
            "DATABASE_URL": database or f"sqlite:///{home / 'hermanar.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "hermanar.config.settings",
        }

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=300
        )

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "hermanar.cli.main", *arguments)


def must(done: subprocess.CompletedProcess[str]) -> str:
    """What a process that did well has printed."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_pg_database(name: str) -> str:
    """A database of that name, empty, on the server of this run. Returns its address."""
    import psycopg

    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(parts._replace(path=f"/{name}"))


def instances(tmp_path: Path, name: str) -> list[Instance]:
    """One on SQLite; on the second engine's run one on PostgreSQL instead."""
    return [Instance(tmp_path, new_pg_database(name) if ON_PG else "")]
