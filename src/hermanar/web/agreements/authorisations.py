"""What authorises a state's own side: its organ, by its own law. Put down from its paper; withdrawn with a reason."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import Power
from hermanar.agreements.policies import can
from hermanar.agreements.queries import list_authorisations
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.queries import is_of_state

from ..deeds import SAYS_WHY, Deed, MistakeForm, do_for_reason, do_from_paper, followed
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import crumbs, file_url, find_relation, title_of
from .forms import AuthorisationForm


def _of_state(request: SeatedRequest, public_id: str) -> Any:
    partnership = find_relation(request, public_id)
    if not is_of_state(partnership):
        raise NotVisible(public_id)
    return partnership


def _url(partnership: Any) -> str:
    return reverse("web:agreements:authorisation", args=[partnership.public_id])


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What was put down, what each one lacks, and whether the signature is authorised."""
    partnership = _of_state(request, public_id)
    rows = list_authorisations(partnership)
    records = can(request.seat.actor, partnership.circle, Power.RECORD)
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": crumbs(partnership, (_("Autorización"), "")),
        "rows": [
            {"it": r, "file": file_url(r.attachment), "stands": r.authorises and not r.withdrawn_on} for r in rows
        ],
        "standing": any(r.authorises and not r.withdrawn_on for r in rows),
        "records": records,
    }
    return page(request, "web/agreements/authorisation.html", context)


@seat_required
def record(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down the document of the organ that authorises."""
    partnership = _of_state(request, public_id)
    if not can(request.seat.actor, partnership.circle, Power.RECORD):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Asentar la autorización"),
        submit=_("Asentar la autorización"),
        back=_url(partnership),
        crumbs=crumbs(partnership, (_("Autorización"), _url(partnership)), (_("Asentar"), "")),
        consequence=_("Queda como “asentado por” usted, desde el papel recibido."),
    )
    form = AuthorisationForm(
        given(request), request.FILES or None, initial={"authorised_on": today_of(request, partnership.circle)}
    )

    return do_from_paper(
        request, deed, form, lambda act, **typed: agreements.record_authorisation(act, partnership=partnership, **typed),
        circle=partnership.circle, caption=_("Autorización según la ley del estado"),
        said=gettext_lazy("La autorización quedó asentada."),
    )  # fmt: skip


@seat_required
def withdraw(request: SeatedRequest, public_id: str, row_id: str) -> HttpResponse:
    """Say that one does not hold."""
    partnership = _of_state(request, public_id)
    row = next((r for r in list_authorisations(partnership) if r.public_id == row_id), None)
    if row is None or not can(request.seat.actor, partnership.circle, Power.RECORD):
        raise NotVisible(row_id)
    deed = Deed(
        title=_("Retirar la autorización"),
        lead=row.instrument,
        submit=_("Retirar"),
        back=_url(partnership),
        crumbs=crumbs(partnership, (_("Autorización"), _url(partnership)), (_("Retirar"), "")),
        kind="danger",
        consequence=_("Deja de autorizar la firma. Se conserva, con su motivo."),
        then=(_("Si ya se expidió para firma, ese ejemplar queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, reason, mistaken: followed(
            act,
            partnership,
            agreements.withdraw_authorisation(act, authorisation=row, reason=reason, mistaken=mistaken),
            reason,
        ),
        form=MistakeForm(given(request)),
        circle=partnership.circle,
        said=gettext_lazy("La autorización quedó retirada."),
    )
