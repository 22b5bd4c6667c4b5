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
BEGUN_AGAIN = {"worker"}  # processes that may end without those beside them: the web server goes on meanwhile
TIMES = 5  # how often one is begun again before the fault is taken for a lasting one,
WITHIN = 300.0  # if all of that happens within so many seconds
PAUSE = 1.0  # seconds before it is begun again; each further time twice as long


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--workers", default=1, show_default=True, help="Processes of the web server.")
@click.option("--with-worker", is_flag=True, help="Also do the background jobs, in a process of their own.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Start the web server. Ctrl C, or a TERM signal, stops it and its worker cleanly."""
    os.environ["PORT"] = str(port)
    call("assets")
    must_be_free(port, "hermanar serve --port")
    sys.exit(run_together(commands(host, port, workers, with_worker=with_worker)))


@click.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--fresh", is_flag=True, help="Load the demonstration again even where it is there.")
def demo(port: int, fresh: bool) -> None:
    """Prepare the demonstration (once) and start it on this machine, for this machine only."""
    os.environ["PORT"] = str(port)
    os.environ["HERMANAR_ENV"] = "demo"
    must_be_free(port, "make demo PORT=")
    call("seed", "ready", "--port", str(port), *(["--fresh"] if fresh else []))
    # another one may have begun in the minutes that this took
    must_be_free(port, "make demo PORT=")
    sys.exit(run_together(commands("127.0.0.1", port, 1, with_worker=True)))


def must_be_free(port: int, other: str) -> None:
    """Two servers on one port would both start, and each answer some of the requests. `other`: how another is chosen."""
    if in_use(port):
        choice = f"{other}{'' if other.endswith('=') else ' '}{port + 1}"
        raise click.ClickException(f"Port {port} is taken by another program. Choose one: {choice}")


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

    The worker is begun again where it ends by itself, after a pause, and ends the others only when it does so `TIMES` in a
    row. Each gets a session of its own, so that Ctrl C reaches this process only and the order of stopping is ours:
    a worker ends the job it is doing.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise _AskedToStop

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    running: dict[str, subprocess.Popen[bytes]] = {}
    ends: dict[str, list[float]] = {name: [] for name in processes}
    due: dict[str, float] = dict.fromkeys(processes, 0.0)  # name of what does not run → when it is to begin
    code = 0
    try:
        while True:
            now = time.monotonic()
            for name in [n for n, at in due.items() if at <= now]:
                running[name] = subprocess.Popen(processes[name], start_new_session=True)
                del due[name]
            for name, process in list(running.items()):
                if (ended := process.poll()) is None:
                    continue
                click.echo(f"The {name} process stopped by itself (code {ended}).", err=True)
                ends[name] = [at for at in ends[name] if now - at < WITHIN] + [now]
                if name not in BEGUN_AGAIN or len(ends[name]) > TIMES:
                    code = ended or 1
                    raise _AskedToStop
                del running[name]
                due[name] = now + PAUSE * 2 ** (len(ends[name]) - 1)
                click.echo(f"It begins again in {due[name] - now:.0f} s.", err=True)
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
