"""Links of a week to many units, mailed some at a time: no act of another waits for all of them."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from hermanar.accounts.models import User
from hermanar.directory.queries import actor_for
from hermanar.kernel.acts import Act, Actor, Channel

from . import operations as plans
from .models import Week


@task()
def mail_week_links(public_id: str, user: str, appointment: str, now: str) -> int:
    """Mail every link that was asked for; without a `user`, by the machine's clock. Returns in how many pieces."""
    week = Week.objects.select_related("circle", "organisation__home").get(public_id=public_id)
    at = timezone.localtime(dt.datetime.fromisoformat(now))
    actor = actor_for(User.objects.get(public_id=user), appointment, at.date()) if user else Actor.operator()
    pieces, after = 0, 0
    while after := plans.mail_week_links(Act(actor, at, Channel.JOB), week=week, now=at, after=after):
        pieces += 1
    return pieces
