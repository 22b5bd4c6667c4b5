"""The job worker, and the database's shape."""

import click

from .runtime import manage, start_django
from .workers import at_work


@click.command()
@click.option("--queue", "queues", default="*", show_default=True, help="Comma-separated queues; * for all.")
@click.option("--interval", default=0.5, show_default=True, help="Seconds between two looks into an empty queue.")
@click.option("--once", is_flag=True, help="Empty the queue and stop.")
def work(queues: str, interval: float, once: bool) -> None:
    """Do the background jobs until stopped. Several workers may share one database.

    What a worker of this home was doing when it was killed is done again.
    """
    start_django()
    from django.conf import settings

    arguments = ["db_worker", f"--queue-name={queues}", f"--interval={interval}", "--no-reload", "--verbosity=0"]
    with at_work(settings.HERMANAR_HOME / "workers") as name:
        manage(*arguments, f"--worker-id={name}", *(["--batch"] if once else []))


@click.command()
def migrate() -> None:
    """Bring the database to the shape of this version. Does nothing where it already has it."""
    manage("migrate", "--no-input", "--verbosity=0")


@click.command()
def assets() -> None:
    """Bring styles, scripts, icons and fonts to where the web server finds them, named by their content.

    The demonstration reads them where they were built.
    """
    start_django()
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not settings.IS_DEMONSTRATION:
        manage("collectstatic", "--no-input", "--verbosity=0")
