"""Rows of a scratch database by the thousand, as the operations would leave them one by one.

The tables are reached through the registry of apps: a bench fills them in bulk, the program never does.
"""

import datetime as dt
from typing import Any

from django.apps import apps

PER_ACTIVITY, PER_COMPONENT = 10, 50
BATCH = 2000


def put_goals(plan: Any, goals: int) -> None:
    """So many goals, ten to an activity, fifty activities to a component, each with an entry of the first quarter."""
    component, activity, goal, achievement = (
        apps.get_model("plans", name) for name in ("Component", "Activity", "Goal", "Achievement")
    )
    activities = -(-goals // PER_ACTIVITY)
    components = component.objects.bulk_create(
        [
            component(plan=plan, code=f"{n}", name=f"Componente {n}", position=n)
            for n in range(-(-activities // PER_COMPONENT))
        ]
    )
    rows = activity.objects.bulk_create(
        [
            activity(component=components[n // PER_COMPONENT], code=f"{n // PER_COMPONENT}.{n}", name=f"Actividad {n}")
            for n in range(activities)
        ],
        batch_size=BATCH,
    )
    made = goal.objects.bulk_create(
        [
            goal(
                activity=rows[n // PER_ACTIVITY], code=f"{n}", name=f"Meta {n}", measure="taller", programmed=12,
                quarter1=3, quarter2=3, quarter3=3, quarter4=3,
            )
            for n in range(goals)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    on, at = dt.date(plan.year, 2, 10), dt.datetime(plan.year, 2, 10, tzinfo=dt.UTC)
    achievement.objects.bulk_create(
        [achievement(goal=g, on=on, quantity=2, how="in_post", stated_by="bench", stated_at=at) for g in made],
        batch_size=BATCH,
    )


def put_evidence(period: Any, plan: Any, pieces: int) -> None:
    """So many pieces, spread over the activities of the plan and used there."""
    evidence, use, activity, blob, attachment = (
        apps.get_model(name)
        for name in ("evidence.Evidence", "evidence.Use", "plans.Activity", "files.Blob", "files.Attachment")
    )
    at = dt.datetime(plan.year, 2, 10, tzinfo=dt.UTC)
    codes = list(activity.objects.filter(component__plan=plan).values_list("code", flat=True))
    sha256 = f"{plan.year}".rjust(64, "0")
    file = blob.objects.create(sha256=sha256, size=1, media_type="image/jpeg", stored_at=at)
    kept = attachment.objects.create(
        circle=period.circle, blob=file, filename="foto.jpg", attached_at=at, attached_by="bench"
    )
    rows = evidence.objects.bulk_create(
        [
            evidence(
                circle=period.circle, kind="photo", state="accepted", attachment=kept, shown=file, thumb=file, on=at.date(),
                place="Palacio Municipal", author="Comunicación Social", caption_es=f"Fotografía {n}", alt_es="Una mesa",
                consent="public_act", added_at=at, added_by="bench",
            )
            for n in range(pieces)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    use.objects.bulk_create(
        [
            use(
                evidence=row, subject=f"reports.{period.public_id}", subject_id=codes[n % len(codes)], label="Informe",
                claim="held", position=n // len(codes), used_at=at,
            )
            for n, row in enumerate(rows)
        ],
        batch_size=BATCH,
    )  # fmt: skip
