"""The daily mail, for the machine's timer."""

import click

from .runtime import start_django


@click.command()
def digest() -> None:
    """Mail each person what they have not read for a day. Meant for a daily timer."""
    start_django()
    from hermanar.notices.tasks import mail_digest

    click.echo(f"{mail_digest.call()} mails")
