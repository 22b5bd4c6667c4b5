"""A PostgreSQL that lives as long as one command, from the system's own programs, also for root (drops to `postgres`).

`python tools/pg.py run COMMAND…` starts it, sets DATABASE_URL for the command, stops it and returns the command's code.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Fedora
    "/opt/homebrew/opt/postgresql*/bin",  # macOS
    "/usr/local/opt/postgresql*/bin",
)
# A server that dies with its test has nothing to keep, and among a handful of rows any order of joins is as good as another:
# to weigh them takes a sixth of what it does.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB "
    "-c join_collapse_limit=1 -c from_collapse_limit=1"
)


def find_bin() -> Path | None:
    """Folder of the newest server's programs (`PG_BIN` decides), or None."""
    if told := os.environ.get("PG_BIN"):
        return Path(told)
    found = [p for pattern in PLACES for p in Path("/").glob(pattern.lstrip("/")) if (p / "initdb").exists()]
    if found:
        return max(found, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _version(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server on a socket of its own, yield its DATABASE_URL, stop it and remove all of it."""
    programs = find_bin()
    if programs is None:
        raise SystemExit("PostgreSQL is not installed (Debian, Ubuntu: postgresql; macOS: brew install postgresql@17).")
    # a socket's path may hold some hundred characters: the system's own temporary folder is short enough
    folder = Path(tempfile.mkdtemp(prefix="hermanar-pg-", dir="/tmp"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]

    def call(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), *arguments]
        # macOS: a server that finds no locale of its own in the environment does not start
        plain = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, env=plain, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", text=True)
        if done.returncode:
            raise SystemExit(f"{program} failed: {done.stderr.strip()}")

    data = str(folder / "data")
    try:
        # Spanish order of letters where the server can (15 and later)
        spanish = ["--locale-provider=icu", "--icu-locale=es-MX"] if _version(programs) >= 15 else []
        call("initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C", *spanish, "--no-sync")
        options = f"-c listen_addresses='' -k {folder} {FAST}"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://app@/postgres?host={urllib.parse.quote(str(folder), safe='')}"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    if len(sys.argv) < 3 or sys.argv[1] != "run":
        print(__doc__)
        return 2
    with server() as url:
        return subprocess.run(sys.argv[2:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
