"""The throw-away PostgreSQL: starts, answers, and leaves nothing."""

import subprocess
import sys
import urllib.parse
from pathlib import Path

from tests.house.source import ROOT


def test_run_gives_the_command_a_server_and_leaves_nothing():
    code = (
        "import os, psycopg; url = os.environ['DATABASE_URL']; print(url);"
        "print(psycopg.connect(url).execute(\"select string_agg(x, '' order by x) from "
        "(values ('ñ'), ('o'), ('n')) v(x)\").fetchone()[0]); raise SystemExit(7)"
    )
    command = [sys.executable, str(ROOT / "tools" / "pg.py"), "run", sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True)
    url, letters = done.stdout.split()
    assert (done.returncode, letters) == (7, "nño")
    folder = Path(urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["host"][0])
    assert folder.name.startswith("hermanar-pg-")
    assert not folder.exists()
