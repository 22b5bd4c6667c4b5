"""Requests to the areas of a municipality (R4-22)."""

from hermanar.accounts.models import User
from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, Office
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import RequestState
from ..models import AreaRequest, Partnership

# posts that read every request of their municipality; any other reads those turned to its own office
_ALL = frozenset({Role.LIAISON, Role.MAYOR, Role.COUNCIL_SECRETARY})


def _rows(actor: Actor):
    rows = AreaRequest.objects.for_actor(actor).select_related(
        "office__organisation", "partnership__circle", "partnership__owner", "attachment"
    )
    if actor.roles & _ALL:
        return rows
    offices = Appointment.objects.filter(public_id=actor.appointment or "-").values("office")
    return rows.filter(office__in=offices)


def list_area_requests(
    actor: Actor, *, partnership: Partnership | None = None, open_only: bool = False, limit: int = 200
) -> list[AreaRequest]:
    """Requests the post reads, those that are due first: the liaison's all, an area's own. One query.

    The desk shows as the post's own matters: asked, of its own office; answered, for the liaison who closes them.
    """
    rows = _rows(actor)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    if open_only:
        rows = rows.filter(state__in=[RequestState.ASKED, RequestState.ANSWERED])
    return list(rows.order_by("due_on", "pk")[:limit])


def get_area_request(actor: Actor, public_id: str) -> AreaRequest:
    """Raises NotVisible."""
    row = at_most_one(_rows(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def office_of(actor: Actor) -> str:
    """Public id of the office in which the actor acts; "" without one."""
    rows = Appointment.objects.filter(public_id=actor.appointment or "-")
    return rows.values_list("office__public_id", flat=True).first() or ""


def people_of_office(office: Office) -> list[User]:
    """Who holds an office and can sign in. One query."""
    posts = Appointment.objects.filter(office=office, ended_at=None, person__user__is_active=True)
    return [post.person.user for post in posts.select_related("person__user")]


def people_who_asked(request: AreaRequest) -> list[User]:
    """Who turned a matter to an area, while they hold the post they did it from. One query."""
    posts = Appointment.objects.filter(public_id=request.asked_by, ended_at=None, person__user__is_active=True)
    return [post.person.user for post in posts.select_related("person__user")]
