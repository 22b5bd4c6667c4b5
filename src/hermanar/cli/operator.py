"""The first way in: the account of whoever operates this instance."""

import datetime as dt

import click

from .runtime import start_django


@click.command("second-factor")
@click.argument("email")
def second_factor(email: str) -> None:
    """Take the lost second factor of EMAIL away, after making sure who asks: it is set up anew at the next sign-in."""
    start_django()
    from hermanar.accounts.operations import remove_second_factor
    from hermanar.accounts.queries import find_user, has_second_factor
    from hermanar.kernel.acts import Act, Actor, Channel

    user = find_user(email)
    if user is None or not has_second_factor(user):
        raise click.ClickException(f"{email} has no account with a second factor here.")
    remove_second_factor(Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI), user=user)
    click.echo(
        f"The second factor of {email} was taken away and its sessions ended. It is set up anew at the next sign-in."
    )


@click.command()
@click.argument("email")
@click.password_option(help="Asked for when it is not given; twelve characters or more.")
def operator(email: str, password: str) -> None:
    """Open the account of EMAIL (or take the one it has) and make it the operator's: who opens organisations."""
    start_django()
    from django.db import transaction

    from hermanar.accounts.operations import name_operator, open_account, set_password
    from hermanar.accounts.queries import find_user
    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.kernel.errors import HouseError

    act = Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI)
    try:
        with transaction.atomic():
            user = find_user(email) or open_account(act, email=email)
            set_password(act, user=user, password=password)
            name_operator(act, user=user)
    except HouseError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"{email} operates this instance. The second factor is set up at the first sign-in.")
