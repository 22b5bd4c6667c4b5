"""What happens because a day has passed. For the machine's timer, once a day; a second run does nothing again."""

import datetime as dt
import json

import click

from .runtime import start_django


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def clock(form: str) -> None:
    """Seat states that were on board, let leads lapse, remind of letters nobody answers and of duties near or past, mail the daily digest."""
    start_django()
    from django.utils import timezone

    from hermanar.calls.operations import ask_contacts
    from hermanar.evidence.operations import drop_arrivals
    from hermanar.kernel.acts import Act, Actor, Channel
    from hermanar.meetings.operations import remind_commitments
    from hermanar.notices.tasks import mail_digest
    from hermanar.partnerships.operations import lapse_leads, remind_letters, seat_states
    from hermanar.plans.operations import remind_weeks
    from hermanar.programmes.operations import remind_duties

    act = Act(actor=Actor.operator(), at=timezone.localtime(dt.datetime.now(dt.UTC)), channel=Channel.JOB)
    done = {
        "states_seated": seat_states(act),
        "leads_lapsed": lapse_leads(act),
        "silent_letters": remind_letters(act),
        "duty_reminders": remind_duties(act),
        "weeks_reminded": remind_weeks(act),
        "commitment_reminders": remind_commitments(act),
        "uploads_dropped": drop_arrivals(act),
        "contacts_asked": ask_contacts(act),
        "digests": mail_digest.call(),
    }
    if form == "json":
        click.echo(json.dumps(done))
    else:
        click.echo(" · ".join(f"{number} {name.replace('_', ' ')}" for name, number in done.items()))
