"""The living demonstration: the walks of the programme, done through the same operations, and the documented book."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import click

from .runtime import start_django, start_ready

PERSONAS = "demostracion/"


@click.command()
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--fresh", is_flag=True, help="Say so where the demonstration is there already.")
@click.pass_context
def ready(context: click.Context, port: int, fresh: bool) -> None:
    """What `hermanar demo` needs before it starts, each where it is missing, and how to enter. One process for all of it:
    nine tenths of each, where nothing is missing, were its start."""
    from .seed import places
    from .work import assets, migrate

    mark_as_demonstration()
    context.invoke(migrate)
    context.invoke(assets)
    context.invoke(places)
    context.invoke(demo, fresh=fresh)
    click.echo(f"\n  Hermanar is at  http://localhost:{port}\n")
    for line in how_to_enter(port):
        click.echo(f"  {line}")
    click.echo("\n  Ctrl C stops it.\n")


def mark_as_demonstration() -> None:
    """Write beside the data which database is a demonstration; refuse one that holds something and is not marked.

    In a demonstration anyone enters as anyone: never over the data of a town at work.
    """
    start_django()
    from django.conf import settings
    from django.db import connection

    mark = settings.HERMANAR_HOME / "demonstration"
    database = settings.DATABASES["default"]
    name = hashlib.sha256(f"{database.get('HOST')}/{database['NAME']}".encode()).hexdigest()
    if mark.exists() and mark.read_text() == name:
        return
    if connection.introspection.table_names():
        raise click.ClickException(
            "This database is not a demonstration, and its data stay untouched. "
            "Choose another place for the demonstration: make demo HERMANAR_HOME=var/demo"
        )
    connection.close()
    mark.write_text(name)


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

    from .quarters import load_quarter
    from .seed import places
    from .walks.outside import call_for_projects, personal_link
    from .walks.people import administrator
    from .walks.rich_profile import rich_profiles

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
            first = walk_all(gazetteer)
            click.echo("Demonstration: two whole exercises and two left open.")
        with transaction.atomic():
            rich_profiles()
            if load_quarter():
                click.echo("A quarter of Oaxaca de Juárez, from its file.")
        entries = load_documented(act)
        if first is not None:
            with transaction.atomic():
                from .walks.candidates import choose

                choose(first.stage)
                carry_clocks()
    with transaction.atomic():
        administrator()
        call_for_projects()
        personal_link(Path(settings.HERMANAR_HOME))
    click.echo(f"{len(entries)} documented relations in the book.")


def walk_all(gazetteer: Any) -> Any:
    """Everything that the walks leave, in one transaction. Returns the first of them."""
    from django.db import transaction

    from .quarters import close_a_quarter, tell_activities
    from .walks.cabinet import bodies_of_the_committee, gallery_of_work, weekly_cabinet
    from .walks.coordination import busy_state
    from .walks.correspondence import lively_register, nineteen_letters
    from .walks.domestic import LOS_CABOS, Domestic
    from .walks.encounters import lively_directory
    from .walks.international import International
    from .walks.lead import DEFAULT
    from .walks.old_lists import bring_lists
    from .walks.programme import yearly_programme
    from .walks.second import leave_open
    from .walks.stage import Stage, WalkFailed

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
    return first


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
    for line in how_to_enter(port):
        click.echo(line)


def how_to_enter(port: int) -> list[str]:
    """Lines that say how each persona of the demonstration enters; none where it is not loaded."""
    from hermanar.directory.queries import list_exercise_posts

    posts = list_exercise_posts()
    if not posts:
        return []
    lines = [f"  {post.person.name:24} {post.office.title}, {post.office.organisation.name}" for post in posts]
    return [f"Entre con un clic como cualquiera de ellas: http://localhost:{port}/{PERSONAS}", *lines]
