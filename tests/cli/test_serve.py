"""Two processes under one roof: they start together and stop together."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time

import click
import pytest
from click.testing import CliRunner
from django.conf import settings

from hermanar.cli import seed, seed_demo, serve, work

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_server_that_ends_by_itself_stops_the_worker(capsys):
    code = serve.run_together({"web": [sys.executable, "-c", "raise SystemExit(3)"], "worker": SLEEPER})
    assert code == 3
    assert "web process stopped by itself (code 3)" in capsys.readouterr().err


def test_worker_that_ends_by_itself_is_begun_again_until_the_fault_lasts(capsys, monkeypatch):
    monkeypatch.setattr(serve, "PAUSE", 0.001)
    code = serve.run_together({"web": SLEEPER, "worker": [sys.executable, "-c", "raise SystemExit(3)"]})
    assert code == 3
    told = capsys.readouterr().err
    assert told.count("worker process stopped by itself (code 3)") == serve.TIMES + 1
    assert told.count("It begins again") == serve.TIMES


def test_worker_that_stumbles_once_is_begun_again_and_the_server_goes_on(tmp_path, monkeypatch):
    """It fails the first time, and the second ends the server, by which we see that both ran."""
    monkeypatch.setattr(serve, "PAUSE", 0.001)
    stumble = "import pathlib, sys, time; p = pathlib.Path(sys.argv[1])\nif p.exists(): p.with_suffix('.two').touch(); time.sleep(60)\np.touch(); sys.exit(1)"
    web = "import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.05)\nsys.exit(7)"
    first = tmp_path / "first"
    code = serve.run_together(
        {"web": [sys.executable, "-c", web, f"{first}.two"], "worker": [sys.executable, "-c", stumble, str(first)]}
    )
    assert code == 7


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_ends_both_and_returns_zero(tmp_path, asked):
    script = tmp_path / "run.py"
    child = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    script.write_text(
        textwrap.dedent(f"""
        import sys
        from hermanar.cli.serve import run_together
        child = [sys.executable, "-c", {child!r}]
        folder = {str(tmp_path)!r}
        sys.exit(run_together({{name: [*child, folder + "/" + name] for name in ("web", "worker")}}))
        """)
    )
    parent = subprocess.Popen([sys.executable, str(script)])
    files = [tmp_path / "web", tmp_path / "worker"]
    until = time.monotonic() + 20
    while not all(f.exists() and f.read_text() for f in files) and time.monotonic() < until:
        time.sleep(0.05)
    children = [int(f.read_text()) for f in files]
    parent.send_signal(asked)
    assert parent.wait(timeout=20) == 0
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_port_that_is_taken_is_seen():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
        assert not serve.in_use(port)
        s.listen()
        assert serve.in_use(port)


@pytest.mark.parametrize("asked", [0, 1], ids=["before it is made ready", "while it was made ready"])
def test_demonstration_starts_beside_no_other_on_its_port(monkeypatch, asked):
    """The web server would start beside it, and each would answer some of the requests."""
    answers, done = iter([False] * asked + [True]), []
    monkeypatch.setattr(serve, "in_use", lambda port: next(answers))
    monkeypatch.setattr(serve, "call", lambda *arguments: done.append(arguments[:2]))
    monkeypatch.setattr(serve, "run_together", lambda processes: done.append("started") or 0)
    monkeypatch.setenv("HERMANAR_ENV", "test")
    monkeypatch.setenv("PORT", "8000")
    told = CliRunner().invoke(serve.demo, ["--port", "8009"])
    assert (told.exit_code, done) == (1, [("seed", "ready")] * asked)
    assert "Choose one: make demo PORT=8010" in told.output


def test_server_starts_beside_no_other_on_its_port(monkeypatch):
    done = []
    monkeypatch.setattr(serve, "in_use", lambda port: True)
    monkeypatch.setattr(serve, "call", lambda *arguments: None)
    monkeypatch.setattr(serve, "run_together", lambda processes: done.append("started") or 0)
    monkeypatch.setenv("PORT", "8000")
    told = CliRunner().invoke(serve.serve, ["--port", "8009"])
    assert (told.exit_code, done) == (1, [])
    assert "Choose one: hermanar serve --port 8010" in told.output


def test_database_with_data_and_without_mark_is_refused(db, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "HERMANAR_HOME", tmp_path)
    with pytest.raises(click.ClickException, match="not a demonstration"):
        seed_demo.mark_as_demonstration()
    assert list(tmp_path.iterdir()) == []


def test_empty_database_is_marked_once(db, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "HERMANAR_HOME", tmp_path)
    with monkeypatch.context() as empty:
        empty.setattr("django.db.connection.introspection.table_names", list)
        empty.setattr("django.db.connection.close", lambda: None)
        seed_demo.mark_as_demonstration()
    assert (tmp_path / "demonstration").read_text()
    seed_demo.mark_as_demonstration()  # now it holds tables, and is known


def test_demonstration_is_made_ready_by_one_process_before_it_starts(monkeypatch):
    """Each process costs its start, which is nine tenths of a second run: what is missing is asked in one."""
    done = []
    monkeypatch.setattr(serve, "in_use", lambda port: False)
    monkeypatch.setattr(serve, "call", lambda *arguments: done.append(arguments))
    monkeypatch.setattr(serve, "run_together", lambda processes: done.append(tuple(processes)) or 0)
    monkeypatch.setenv("HERMANAR_ENV", "test")
    monkeypatch.setenv("PORT", "8000")
    assert CliRunner().invoke(serve.demo, ["--port", "8009"]).exit_code == 0
    assert done == [("seed", "ready", "--port", "8009"), ("web", "worker")]


def test_ready_does_each_step_in_its_order_in_this_process(monkeypatch):
    done = []
    for name in ("mark_as_demonstration", "start_django"):
        monkeypatch.setattr(seed_demo, name, lambda name=name: done.append(name))
    for module, name in ((work, "migrate"), (work, "assets"), (seed, "places"), (seed_demo, "demo")):
        step = click.Command(name, callback=lambda name=name, **given: done.append((name, given)))
        monkeypatch.setattr(module, name, step)
    monkeypatch.setattr(seed_demo, "how_to_enter", lambda port: [f"puerto {port}"])
    told = CliRunner().invoke(seed_demo.ready, ["--port", "8009"])
    assert (told.exit_code, "puerto 8009" in told.output) == (0, True)
    assert done == [
        "mark_as_demonstration",
        ("migrate", {}),
        ("assets", {}),
        ("places", {}),
        ("demo", {"fresh": False}),
    ]
