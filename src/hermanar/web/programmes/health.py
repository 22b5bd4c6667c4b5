"""The five points of a living link, each with the door to where it is seen to."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.coordination.enums import HEALTH, HealthPoint
from hermanar.coordination.queries import health_of_link
from hermanar.directory.enums import Part
from hermanar.directory.policies import parts_of

from ..edge import SeatedRequest, page, seat_required
from ..relations import find_relation, title_of, today_of
from .shared import crumbs_of, of_relation


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    today = today_of(request, partnership)
    key = [partnership.public_id]
    doors = {
        HealthPoint.STRATEGIC: (of_relation(partnership), _("Ir al programa")),
        HealthPoint.SOCIETY: (reverse("web:participation:of_case", args=key), _("Ir a la participación")),
        HealthPoint.CONTACT: (reverse("web:encounters:of_case", args=key), _("Ir al trato con la contraparte")),
        HealthPoint.RESULTS: (of_relation(partnership), _("Ir al programa")),
        HealthPoint.SPREAD: (of_relation(partnership), _("Ir al programa")),
    }
    if not parts_of(request.seat.actor, partnership.owner.home) & {Part.LEAD, Part.COMMITTEE}:
        # who only looks on is told, and sent nowhere that is not theirs
        doors[HealthPoint.SOCIETY] = doors[HealthPoint.CONTACT] = ("", "")
    found = health_of_link(request.seat.actor, partnership, today)
    points = [
        {
            "title": p.point.label, "good": p.good, "sentence": str(HEALTH[p.point.value, p.good]) % p.data,
            "url": doors[p.point][0], "door": doors[p.point][1],
        }
        for p in found
    ]  # fmt: skip
    context = {
        "partnership": partnership, "title": title_of(partnership), "today": today, "points": points,
        "crumbs": crumbs_of(partnership, (_("Salud del vínculo"), "")), "good": sum(p.good for p in found),
    }  # fmt: skip
    return page(request, "web/programmes/health.html", context)
