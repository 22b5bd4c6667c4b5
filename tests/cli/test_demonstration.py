"""The demonstration that `make demo` starts with: made whole, by the command that makes it."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest


@pytest.mark.xdist_group("demonstration")
def test_demonstration_is_made_whole_and_says_how_to_enter(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    done = subprocess.run(
        [sys.executable, "-m", "hermanar.cli.main", "seed", "ready", "--port", "8009"],
        env=environment | {"HERMANAR_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "http://localhost:8009/demostracion/" in done.stdout
    persons = set(re.findall(r"Persona de Muestra \d+", done.stdout))
    assert len(persons) >= 15
    with closing(sqlite3.connect(next(tmp_path.rglob("*.sqlite3")))) as kept:
        assert kept.execute("SELECT count(*) FROM registry_entry").fetchone()[0] > 60
        # what was kept against the checker, with its reason: that a committee wrote it so, and nothing else
        assert set(kept.execute("SELECT DISTINCT code FROM documents_keptfinding")) == {("V04",)}
