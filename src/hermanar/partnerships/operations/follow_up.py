"""Letters that nobody answers: their owner is told when a clock of silence runs out (R0-32)."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from hermanar.directory.enums import Part, Role
from hermanar.directory.queries import Zones, day_at, latest_exercise
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.notices.operations import notify

from ..enums import Direction, Happened, LetterState
from ..models import Letter
from ..rules.clocks import follow_up_days, silence_passed, waits_since


@transaction.atomic
def remind_letters(act: Act) -> int:
    """Tell the liaison of each letter whose clock (15, 45, 90 days) ran out since it was last told (a job, daily).

    Exercises run on their own clock. Returns how many.
    """
    clocks, count = follow_up_days(), 0
    rows = Letter.objects.open_still().filter(
        direction=Direction.OUT, state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED], sent_on__isnull=False,
    ).filter(Q(partnership=None) | Q(partnership__case__state="open"))  # fmt: skip
    exercises: dict[int, dt.datetime | None] = {}
    zones: dict[int, Zones] = {}
    for letter in rows.select_related("circle", "owner").order_by("pk").iterator(chunk_size=500):
        circle, owner = letter.circle, letter.owner
        if owner.is_exercise and owner.pk not in exercises:
            exercises[owner.pk] = latest_exercise(owner)
        if circle.exercise_at is None and owner.is_exercise and exercises[owner.pk] is None:
            continue  # an exercise without a clock of its own has no today
        now = circle.exercise_at or (exercises[owner.pk] if owner.is_exercise else act.at)
        since = waits_since(letter.sent_on, letter.precision, letter.entered_on)
        passed = silence_passed(since, day_at(owner, now, zones), clocks)
        if passed <= letter.reminded_days:
            continue
        if not Letter.objects.filter(pk=letter.pk, reminded_days__lt=passed).update(reminded_days=passed):
            continue
        record(
            act, Happened.LETTER_REMINDED, chain=circle.public_id, about=letter.public_id, folio=letter.folio,
            days=passed,
        )  # fmt: skip
        notify(
            act, to=(circle, Part.LEAD, Role.LIAISON), key="letter_silent",
            data={"folio": letter.folio, "days": passed}, door="partnerships.letter", at={"letter": letter.public_id},
        )  # fmt: skip
        count += 1
    return count
