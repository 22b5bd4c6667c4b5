"""The web server, alone or with the worker beside it, and the demonstration that starts both."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

GRACE = 10  # seconds between being asked to stop and being stopped


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--workers", default=1, show_default=True, help="Processes of the web server.")
@click.option("--with-worker", is_flag=True, help="Also do the background jobs, in a process of their own.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Start the web server. Ctrl C, or a TERM signal, stops it and its worker cleanly."""
    os.environ["PORT"] = str(port)
    call("assets")
    sys.exit(run_together(commands(host, port, workers, with_worker=with_worker)))


@click.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--fresh", is_flag=True, help="Load the demonstration again even where it is there.")
def demo(port: int, fresh: bool) -> None:
    """Prepare the demonstration (once) and start it on this machine, for this machine only."""
    os.environ["PORT"] = str(port)
    os.environ["HERMANAR_ENV"] = "demo"
    if in_use(port):
        raise click.ClickException(f"Port {port} is taken by another program. Choose one: make demo PORT={port + 1}")
    call("seed", "ready", "--port", str(port), *(["--fresh"] if fresh else []))
    sys.exit(run_together(commands("127.0.0.1", port, 1, with_worker=True)))


def call(*arguments: str) -> None:
    """One of our own commands; stops the program with that command's code when it fails."""
    code = subprocess.run([sys.executable, "-m", "hermanar.cli.main", *arguments], check=False).returncode
    if code:
        sys.exit(code)


def in_use(port: int) -> bool:
    """Whether somebody listens on the port of this machine."""
    import socket

    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex(("127.0.0.1", port)) == 0


def commands(host: str, port: int, workers: int, *, with_worker: bool) -> dict[str, list[str]]:
    """Name → command line of each process."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "hermanar.config.wsgi:application"]
    web += ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4", "--no-ws"]
    web += ["--log-level", "warning"]
    together = {"web": web}
    if with_worker:
        together["worker"] = [sys.executable, "-m", "hermanar.cli.main", "work"]
    return together


class _AskedToStop(Exception):
    pass


def run_together(processes: dict[str, Sequence[str]] | dict[str, list[str]]) -> int:
    """Run the processes until one ends or we are asked to stop; then stop all. Returns 0 when it was asked for.

    Each gets a session of its own, so that Ctrl C reaches this process only and the order of stopping is ours:
    a worker ends the job it is doing.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise _AskedToStop

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    running: dict[str, subprocess.Popen[bytes]] = {}
    code = 0
    try:
        for name, command in processes.items():
            running[name] = subprocess.Popen(command, start_new_session=True)
        while True:
            for name, process in running.items():
                if (ended := process.poll()) is not None:
                    click.echo(f"The {name} process stopped by itself (code {ended}).", err=True)
                    code = ended or 1
                    raise _AskedToStop
            time.sleep(0.3)
    except _AskedToStop:
        for s in before:
            signal.signal(s, signal.SIG_IGN)
        stop_all(list(running.values()))
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)
    return code


def stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to stop, wait a little, end what is left (with what it started)."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
