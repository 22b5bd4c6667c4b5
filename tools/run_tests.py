"""Everything that `make test` passes, in one go: style, floors, types, then the tests on both databases.

All parts run even when one fails; the report at the end names those that failed. What reads the code alone runs beside the
tests, one after the other, and is told when it ends. The whole run of pytest on SQLite comes last, so that its closing line
closes the report.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# loading plugins by name saves seconds at each start, in each of the parallel processes
PLUGINS = ["django", "xdist", "randomly", "playwright", "hypothesispytest", "time_machine"]


def pytest(*arguments: str) -> list[str]:
    plugins = [part for name in PLUGINS for part in ("-p", name)]
    return [str(BIN / "python"), "-m", "pytest", *plugins, *arguments]


def parts(long: bool) -> list[tuple[str, list[str]]]:
    """(what it proves, command), in the order they run."""
    processes = os.environ.get("TEST_PROCESSES", "2")
    # a process that dies ends the run and is named: one begun in its place would wait for its part of the groups for ever
    parallel = ["-n", processes, "--dist", "loadgroup", "--max-worker-restart=0", "-q", "--durations=40"]
    on_postgresql = [str(BIN / "python"), str(ROOT / "tools" / "pg.py"), "run"]
    if long:
        long_ones = ["-m", "long", *parallel]
        return [
            ("long sweeps on PostgreSQL", [*on_postgresql, *pytest("--only-db", *long_ones)]),
            ("long sweeps, SQLite", pytest(*long_ones)),
        ]
    templates = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "src").glob("hermanar/*/templates"))
    return [
        ("style (ruff)", [str(BIN / "ruff"), "check", "--quiet", "."]),
        ("layout of the code (ruff format)", [str(BIN / "ruff"), "format", "--quiet", "--check", "."]),
        *([("templates (djlint)", [str(BIN / "djlint"), "--lint", "--quiet", *templates])] if templates else []),
        ("types (mypy)", [str(BIN / "mypy"), "--no-error-summary"]),
        ("tests on PostgreSQL", [*on_postgresql, *pytest("--only-db", *parallel)]),
        ("all tests, SQLite", pytest(*parallel)),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    environment = {
        **os.environ,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    environment.pop("DATABASE_URL", None)
    # what is compiled once is kept: hundreds of processes would else compile program and tests anew, each for itself
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    failed: list[str] = []

    def run(name: str, command: list[str], *, beside: bool = False) -> None:
        if not beside:
            print(f"\n== {name}", flush=True)
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=beside, text=beside)
        if done.returncode:
            failed.append(name)
        told = f"{done.stdout}{done.stderr}" if beside else ""
        said = "ok" if not done.returncode else "FAILED"
        print(f"{told}-- {name}: {said}, {time.monotonic() - started:.0f} s", flush=True)

    todo = parts(options.long)
    of_code = [part for part in todo if "pytest" not in part[1]]
    reading = threading.Thread(target=lambda: [run(*part, beside=True) for part in of_code])
    reading.start()
    for part in todo:
        if part not in of_code:
            run(*part)
    reading.join()
    if failed:
        print("\nNot passed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
