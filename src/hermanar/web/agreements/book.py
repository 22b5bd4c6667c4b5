"""The entry of a relation in the public book: where it stands, taken off with its reason, published again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.errors import NotVisible
from hermanar.registry.enums import Withdrawal
from hermanar.registry.operations import publish_entry, withdraw_entry
from hermanar.registry.policies import can_publish
from hermanar.registry.queries.own import entry_in_book

from ..deeds import Deed, EmptyForm, do, do_for_reason
from ..edge import given, page, seat_required
from ..relations import crumbs, find_relation, title_of
from ..told import tell_hands


def entry_url(partnership: Any) -> str:
    return reverse("web:agreements:entry", args=[partnership.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (str(_("Ficha pública")), entry_url(partnership) if more else ""), *more)


def _publishes(request: HttpRequest, partnership: Any) -> bool:
    return can_publish(request.seat.actor, partnership.circle)  # type: ignore[attr-defined]


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    entry = entry_in_book(partnership)
    stands = entry is not None and entry.withdrawn_at is None
    taken_off = entry is not None and entry.withdrawal == Withdrawal.TAKEN_OFF
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": _crumbs(partnership),
        "entry": entry,
        "stands": stands,
        "taken_off": taken_off,
        "publishes": _publishes(request, partnership),
    }
    return page(request, "web/agreements/entry.html", context)


@seat_required
def take_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the entry off the book; its address stays, and says so."""
    partnership = find_relation(request, public_id)
    entry = entry_in_book(partnership)
    if entry is None or entry.withdrawn_at or not _publishes(request, partnership):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Retirar la ficha del registro público"),
        submit=_("Retirar"),
        kind="danger",
        back=entry_url(partnership),
        crumbs=_crumbs(partnership, (_("Retirar"), "")),
        facts=[{"term": _("Folio"), "value": entry.folio}],
        consequence=_(
            "Deja de encontrarse en la búsqueda y en el mapa. Su dirección y el código de sus papeles siguen respondiendo, y "
            "dicen que se retiró; sus revisiones se conservan. Ningún otro acto la vuelve a publicar."
        ),
        told=tell_hands(request, partnership.circle),
    )
    return do_for_reason(
        request, deed, lambda act, **why: withdraw_entry(act, entry=entry, **why),
        circle=partnership.circle, said=gettext_lazy("La ficha quedó retirada, con su motivo."),
    )  # fmt: skip


@seat_required
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Bring back an entry that its publisher took off, as the case proves the relation today."""
    partnership = find_relation(request, public_id)
    entry = entry_in_book(partnership)
    if entry is None or entry.withdrawal != Withdrawal.TAKEN_OFF or not _publishes(request, partnership):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Publicar de nuevo la ficha"),
        submit=_("Publicar"),
        back=entry_url(partnership),
        crumbs=_crumbs(partnership, (_("Publicar de nuevo"), "")),
        facts=[{"term": _("Folio"), "value": entry.folio}],
        consequence=_("Vuelve al registro público como otra revisión, con lo que hoy consta en el expediente."),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: publish_entry(act, partnership=partnership),
        circle=partnership.circle, said=gettext_lazy("La ficha está otra vez en el registro público."),
    )  # fmt: skip
