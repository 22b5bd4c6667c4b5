"""The working group of an agreement: the office each Party designated, its members, its sessions (art. VII)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.directory.enums import Part, Role
from hermanar.directory.policies import parts_of
from hermanar.directory.queries import holder_on
from hermanar.meetings import operations as meetings
from hermanar.meetings.queries import members_on, working_group_of

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, seat_required
from ..relations import find_relation, sides_of, title_of, today_of
from .forms import GroupForm
from .shared import crumbs_of, of_relation

_SEE = frozenset({Part.LEAD, Part.COMMITTEE, Part.OVERSEER, Part.COUNTERPART})


def sees_group(request: SeatedRequest, partnership: Any) -> bool:
    """Both Parties, the committee and the state know who sits in it."""
    return bool(_SEE & parts_of(request.seat.actor, partnership.circle))


def group_shown(request: SeatedRequest, partnership: Any) -> dict[str, Any] | None:
    """The group with its members, those of each Party; None while it is not formed."""
    body = working_group_of(partnership) if sees_group(request, partnership) else None
    if body is None:
        return None
    members = members_on(body, today_of(request, partnership))
    return {
        "body": body,
        "sides": [
            {"office": body.office_ours, "label": _("Nuestra Parte"), "members": [m for m in members if m.side == "ours"]},
            {"office": body.office_theirs, "label": _("Contraparte"), "members": [m for m in members if m.side == "theirs"]},
        ],
    }  # fmt: skip


@seat_required
def form_group(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    today = today_of(request, partnership)
    ours, theirs = sides_of(partnership)
    liaison = holder_on((partnership.owner, Role.LIAISON), today)
    form = GroupForm(
        given(request),
        initial={
            "name": _("Grupo de Trabajo %(ours)s – %(theirs)s") % {"ours": ours, "theirs": theirs},
            "office_ours": liaison.office_es if liaison else "", "office_theirs": partnership.counterpart.office,
        },
    )  # fmt: skip
    deed = Deed(
        title=_("Integrar el Grupo de Trabajo"), submit=_("Integrarlo"), back=of_relation(partnership),
        lead=title_of(partnership), crumbs=crumbs_of(partnership, (_("Grupo de Trabajo"), "")),
        consequence=_("Lo coordina el área que designó cada Parte (artículo VII). Después agregue a sus integrantes."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: meetings.form_working_group(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, then=lambda body: reverse("web:meetings:body", args=[body.public_id]),
        said=gettext_lazy("El Grupo de Trabajo quedó integrado."),
    )  # fmt: skip
