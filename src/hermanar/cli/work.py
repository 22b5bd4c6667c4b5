"""The job worker, and the database's shape."""

import click

from .runtime import manage


@click.command()
@click.option("--queue", "queues", default="*", show_default=True, help="Comma-separated queues; * for all.")
@click.option("--interval", default=0.5, show_default=True, help="Seconds between two looks into an empty queue.")
@click.option("--once", is_flag=True, help="Empty the queue and stop.")
def work(queues: str, interval: float, once: bool) -> None:
    """Do the background jobs until stopped. Several workers may share one database."""
    arguments = ["db_worker", f"--queue-name={queues}", f"--interval={interval}", "--no-reload"]
    manage(*arguments, *(["--batch"] if once else []))


@click.command()
def migrate() -> None:
    """Bring the database to the shape of this version. Does nothing where it already has it."""
    manage("migrate", "--no-input", "--verbosity=0")
