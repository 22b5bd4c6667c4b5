"""The living demonstration: the walks of the programme, done through the same operations, and the documented book."""

import datetime as dt
from pathlib import Path

import click

from .runtime import start_django, start_ready

PERSONAS = "demostracion/"


@click.command()
@click.option("--fresh", is_flag=True, help="Say so where the demonstration is there already.")
def demo(fresh: bool) -> None:
    """Load the demonstration once: two whole exercises, two left open, a quarter, and the book of documented relations.

    An empty home gets its tables and its places first."""
    start_ready()
    from django.conf import settings
    from django.db import transaction

    from hermanar.checks.gazetteer import Gazetteer
    from hermanar.directory.queries import count_places, list_exercise_posts
    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.registry.operations import load_documented

    from .quarters import close_a_quarter, load_quarter, tell_activities
    from .seed import places
    from .walks.cabinet import bodies_of_the_committee, gallery_of_work, weekly_cabinet
    from .walks.candidates import choose
    from .walks.coordination import busy_state
    from .walks.correspondence import lively_register, nineteen_letters
    from .walks.domestic import LOS_CABOS, Domestic
    from .walks.encounters import lively_directory
    from .walks.international import International
    from .walks.lead import DEFAULT
    from .walks.old_lists import bring_lists
    from .walks.outside import call_for_projects, personal_link
    from .walks.people import administrator
    from .walks.programme import yearly_programme
    from .walks.rich_profile import rich_profiles
    from .walks.second import leave_open
    from .walks.stage import Stage, WalkFailed

    if not count_places()["places"]:
        click.get_current_context().invoke(places)
    act = Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI)
    first = None
    with Gazetteer.open() as gazetteer:
        if list_exercise_posts():
            click.echo(
                "The demonstration is loaded already." + (" To begin again, empty HERMANAR_HOME." if fresh else "")
            )
        else:
            try:
                with transaction.atomic():
                    first = International(Stage(), DEFAULT, gazetteer)
                    first.run()
                    leave_open(first)
                    bring_lists(first.stage)
                    lively_register(first.stage)
                    lively_directory(first.stage)
                    weekly_cabinet(first.stage)
                    bodies_of_the_committee(first.stage, first.committee_body, first.partnership)
                    gallery_of_work(first.stage)
                    tell_activities(first.stage)
                    close_a_quarter(first.stage)
                    busy_state(first.stage)
                    yearly_programme(first)
                    domestic = Domestic(Stage(), LOS_CABOS, gazetteer)
                    domestic.run()
                    nineteen_letters(domestic.stage)
            except WalkFailed as failed:
                raise click.ClickException(str(failed)) from failed
            click.echo("Demonstration: two whole exercises and two left open.")
        with transaction.atomic():
            rich_profiles()
            if load_quarter():
                click.echo("A quarter of Oaxaca de Juárez, from its file.")
        entries = load_documented(act)
        if first is not None:
            with transaction.atomic():
                choose(first.stage)
                carry_clocks()
    with transaction.atomic():
        administrator()
        call_for_projects()
        personal_link(Path(settings.HERMANAR_HOME))
    click.echo(f"{len(entries)} documented relations in the book.")


def carry_clocks() -> None:
    """Each exercise stands on the day on which something last happened in it: case, desk and calendar count from one day."""
    from hermanar.directory.operations import move_exercise_clock
    from hermanar.directory.queries import list_exercise_circles
    from hermanar.journal.queries import latest_at
    from hermanar.kernel.acts import Act, Actor, Channel

    from .walks.stage import MEXICO

    for circle in list_exercise_circles():
        last = latest_at(circle.public_id)
        if last is not None and last.astimezone(MEXICO).date() > circle.exercise_at.astimezone(MEXICO).date():
            move_exercise_clock(Act(actor=Actor.operator(), at=last, channel=Channel.CLI), circle=circle, to=last)


@click.command()
@click.option("--port", type=int, default=8000, show_default=True)
def personas(port: int) -> None:
    """Say how each persona of the demonstration enters."""
    start_django()
    from hermanar.directory.queries import list_exercise_posts

    posts = list_exercise_posts()
    if not posts:
        return
    click.echo(f"Entre con un clic como cualquiera de ellas: http://localhost:{port}/{PERSONAS}")
    for post in posts:
        click.echo(f"  {post.person.name:24} {post.office.title}, {post.office.organisation.name}")
