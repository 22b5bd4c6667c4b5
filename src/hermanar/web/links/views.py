"""The door of a relation: one page that says who holds the link, what is shown and what came, and its small acts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.agreements.queries import get_agreement
from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionKind, ContributionState, LinkFor
from hermanar.calls.policies import can_open_door
from hermanar.calls.queries import (
    contact_of,
    get_contribution,
    get_hour,
    hours_of,
    list_contributions,
    shared_text_of,
    zones_of,
)
from hermanar.directory.enums import Part
from hermanar.directory.policies import is_on_board, parts_of
from hermanar.documents.queries import latest_version
from hermanar.kernel.errors import NotVisible
from hermanar.links.enums import LinkState
from hermanar.links.operations import revoke_link
from hermanar.links.queries import get_link, list_links, states_at
from hermanar.opinions.rules import group_label

from ..deeds import Deed, EmptyForm, ReasonForm, do, do_for_reason
from ..edge import SeatedRequest, given, moment, operate, page, seat_required
from ..language import language, when_in_words
from ..relations import crumbs, file_url, find_relation, sides_of, title_of, today_of
from .forms import GiveForm, HourForm
from .given import show_given

_TONES = {
    "open": "leaf",
    "expired": "amber",
    "revoked": "",
    "taken": "leaf",
    "waiting": "amber",
    "unconfirmed": "amber",
}


def _relation(request: SeatedRequest, relation_id: str, *, to_change: bool = True) -> Any:
    """The relation, for the municipality and its committee; with `to_change`, for its liaison. Raises NotVisible."""
    partnership = find_relation(request, relation_id)
    actor = request.seat.actor
    if to_change and not can_open_door(actor, partnership.circle):
        raise NotVisible(relation_id)
    if not parts_of(actor, partnership.circle) & {Part.LEAD, Part.COMMITTEE}:
        raise NotVisible(relation_id)
    return partnership


def _url(partnership: Any) -> str:
    return reverse("web:links:door", args=[partnership.public_id])


def _deed(partnership: Any, title: str, submit: str, **more: Any) -> Deed:
    way = crumbs(partnership, (_("Puerta de la contraparte"), _url(partnership)), (title, ""))
    return Deed(title=title, submit=submit, back=_url(partnership), crumbs=way, **more)


def _hours(partnership: Any, at: Any) -> list[dict[str, Any]]:
    here, there = zones_of(partnership, at.date())
    return [
        {
            "it": hour,
            "ours": hour.starts_at.astimezone(here).replace(tzinfo=None),
            "theirs": hour.starts_at.astimezone(there).replace(tzinfo=None),
        }
        for hour in hours_of(partnership, at)
    ]


@seat_required
def show_door(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Who holds the link, what is shown through it, what came in and what waits."""
    partnership = _relation(request, relation_id, to_change=False)
    actor, now = request.seat.actor, timezone.now()
    may = can_open_door(actor, partnership.circle)
    links = list_links(
        actor, circle=partnership.circle, purpose=LinkFor.COUNTERPART, subject=partnership.public_id, limit=6
    )
    states = states_at(links, now)
    rows = [{"it": link, "state": states[link.pk], "tone": _TONES[states[link.pk]]} for link in links]
    received = list_contributions(actor, partnership)
    waiting = [c for c in received if c.state in {ContributionState.WAITING, ContributionState.UNCONFIRMED}]
    on = today_of(request, partnership)
    agreement = get_agreement(actor, partnership)
    version = latest_version(agreement.document) if agreement else None
    shared = shared_text_of(partnership)
    _ours, theirs = sides_of(partnership)
    context = {
        "partnership": partnership,
        "theirs": theirs,
        "title": title_of(partnership),
        "crumbs": crumbs(partnership, (_("Puerta de la contraparte"), "")),
        "links": rows,
        "open_link": next((r for r in rows if r["state"] == LinkState.OPEN), None),
        "on_board": is_on_board(partnership.circle, Part.COUNTERPART),
        "waiting": waiting,
        "received": [{"it": c, "tone": _TONES.get(c.state, "")} for c in received],
        "contact": contact_of(partnership, on),
        "version": version,
        "shared": shared,
        "newer": bool(version and shared and version.pk != shared.version_id),
        "hours": _hours(partnership, moment(request.seat, partnership.circle)),
        "may": may,
        "today": on,
    }
    return page(request, "web/links/door.html", context)


@seat_required
def give(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Give the counterpart a link. Its address is shown once: it is kept nowhere."""
    partnership = _relation(request, relation_id)
    there = partnership.counterpart
    initial = {
        "holder": there.contact_post or there.office,
        "email": there.email,
        "language": (there.languages or "en").split(",")[0].strip()[:2],
    }
    form = GiveForm(given(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = operate(
            request,
            lambda act: calls.open_door(act, partnership=partnership, now=now, **form.cleaned_data),
            circle=partnership.circle,
            form=form,
            then=_url(partnership),
        )
        if done.value is not None:
            link, token = done.value
            return show_given(
                request,
                link,
                token,
                back=_url(partnership),
                crumbs=crumbs(partnership, (_("Puerta de la contraparte"), _url(partnership)), (_("Enlace"), "")),
            )
        if done.response:
            return done.response
    deed = _deed(
        partnership,
        _("Dar un enlace personal"),
        _("Dar el enlace"),
        lead=_("Abre una sola página, la de esta relación, a quien usted diga. Sin cuenta ni contraseña."),
        consequence=_("Dura noventa días y puede retirarlo cuando quiera. El enlace anterior deja de servir."),
    )
    return page(request, "web/deed.html", {"deed": deed, "form": form, "blockers": []})


@seat_required
def revoke(request: SeatedRequest, relation_id: str, link_id: str) -> HttpResponse:
    """Take the link back."""
    partnership = _relation(request, relation_id)
    link = get_link(request.seat.actor, link_id)
    if link.subject != partnership.public_id:
        raise NotVisible(link_id)
    now = timezone.now()
    return do_for_reason(
        request,
        _deed(partnership, _("Retirar el enlace"), _("Retirar"), kind="danger", consequence=_("Desde este momento no abre nada. Lo que ya se recibió por él se conserva.")),
        lambda act, **why: revoke_link(act, link=link, now=now, **why),
        circle=partnership.circle,
        said=_("Enlace retirado."),
    )  # fmt: skip


@seat_required
def ask(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Ask now whether the contact is still the contact; a timer asks by itself every half year."""
    partnership = _relation(request, relation_id)
    form = EmptyForm(given(request))
    now = timezone.now()
    return do(
        request,
        _deed(
            partnership,
            _("Preguntar quién es el contacto"),
            _("Preguntar"),
            lead=_("El programa lo pregunta solo cada medio año. También puede preguntarlo hoy."),
            consequence=_("Recibe un enlace nuevo en su correo y contesta con un clic. El anterior deja de servir."),
        ),
        form,
        lambda act: calls.ask_contact(act, partnership=partnership, now=now),
        circle=partnership.circle,
        said=_("Se le preguntó."),
    )


@seat_required
def share(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Put the latest version of the text before the counterpart."""
    partnership = _relation(request, relation_id)
    agreement = get_agreement(request.seat.actor, partnership)
    version = latest_version(agreement.document) if agreement else None
    if version is None:
        raise NotVisible(relation_id)
    form = EmptyForm(given(request))
    return do(
        request,
        _deed(
            partnership,
            _("Compartir el texto"),
            _("Compartir"),
            facts=[
                {"term": _("Texto"), "value": version.document.title},
                {"term": _("Versión"), "value": version.number},
            ],
            consequence=_("La contraparte lee esta versión por su enlace y la comenta por artículo. No ve otra."),
        ),
        form,
        lambda act: calls.share_text(act, partnership=partnership, version=version),
        circle=partnership.circle,
        said=_("Texto compartido."),
    )


@seat_required
def unshare(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Take the text back."""
    partnership = _relation(request, relation_id)
    form = EmptyForm(given(request))
    return do(
        request,
        _deed(partnership, _("Dejar de compartir el texto"), _("Dejar de compartir"), consequence=_("Lo que ya comentó se conserva.")),
        form,
        lambda act: calls.unshare_text(act, partnership=partnership),
        circle=partnership.circle,
        said=_("El texto ya no se comparte."),
    )  # fmt: skip


@seat_required
def propose_hour(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Propose an hour; the counterpart sees it in its own time."""
    partnership = _relation(request, relation_id)
    form = HourForm(given(request))
    here, _there = zones_of(partnership, today_of(request, partnership))
    return do(
        request,
        _deed(partnership, _("Proponer un horario"), _("Proponer"), lead=_("La contraparte lo ve en su hora y lo acepta por su enlace.")),
        form,
        lambda act: calls.propose_hour(
            act, partnership=partnership, starts_at=form.starts_at(here), minutes=form.cleaned_data["minutes"]
        ),
        circle=partnership.circle,
        fields={"starts_at": "hour"},
        said=_("Horario propuesto."),
    )  # fmt: skip


def _hour(request: SeatedRequest, hour_id: str) -> tuple[Any, Any]:
    hour = get_hour(request.seat.actor, hour_id)
    return hour, _relation(request, hour.partnership.public_id)


@seat_required
def take_hour(request: SeatedRequest, hour_id: str) -> HttpResponse:
    """Accept an hour that the counterpart proposed."""
    hour, partnership = _hour(request, hour_id)
    return do(
        request,
        _deed(partnership, _("Aceptar el horario"), _("Aceptar"), facts=_facts(partnership, hour)),
        EmptyForm(given(request)),
        lambda act: calls.take_hour(act, hour=hour),
        circle=partnership.circle,
        said=_("Horario aceptado."),
    )


@seat_required
def withdraw_hour(request: SeatedRequest, hour_id: str) -> HttpResponse:
    """Take back an hour of ours."""
    hour, partnership = _hour(request, hour_id)
    return do(
        request,
        _deed(partnership, _("Retirar el horario"), _("Retirar"), facts=_facts(partnership, hour)),
        EmptyForm(given(request)),
        lambda act: calls.withdraw_hour(act, hour=hour),
        circle=partnership.circle,
        said=_("Horario retirado."),
    )


def _told(at: Any) -> str:
    return f"{when_in_words(at.date())}, {at:%H:%M}"


def _facts(partnership: Any, hour: Any) -> list[dict[str, Any]]:
    here, there = zones_of(partnership, hour.starts_at.date())
    ours, theirs = sides_of(partnership)
    return [
        {"term": str(side), "value": _told(hour.starts_at.astimezone(zone))}
        for side, zone in ((ours, here), (theirs, there))
    ]


def _received(request: SeatedRequest, contribution_id: str, *, to_change: bool = True) -> tuple[Any, Any]:
    """What came in and its relation; None for the relation of a letter without a case. Raises NotVisible."""
    row = get_contribution(request.seat.actor, contribution_id)
    if row.partnership is not None:
        return row, _relation(request, row.partnership.public_id, to_change=to_change)
    if to_change and not can_open_door(request.seat.actor, row.circle):
        raise NotVisible(contribution_id)
    return row, None


def _back(row: Any, partnership: Any) -> str:
    """Where what came in is listed: the door of its relation, or the page of its letter."""
    return _url(partnership) if partnership is not None else reverse("web:letters:letter", args=[row.letter.public_id])


def _way(row: Any, partnership: Any, *more: tuple[str, str]) -> list[dict]:
    if partnership is not None:
        return crumbs(partnership, (_("Puerta de la contraparte"), _url(partnership)), *more)
    letters = (_("Correspondencia"), reverse("web:letters:list"))
    rows = [letters, (str(row.letter), _back(row, None)), *more]
    return [{"label": label, "url": url} for label, url in rows]


@seat_required
def show_contribution(request: SeatedRequest, contribution_id: str) -> HttpResponse:
    """One thing that came in, and what may be done with it."""
    row, partnership = _received(request, contribution_id, to_change=False)
    open_states = {ContributionState.WAITING, ContributionState.UNCONFIRMED}
    effects = {
        ContributionKind.ANSWER: _("La respuesta queda como carta del expediente, asentada por usted, y cuenta como contestada.")
        if partnership is not None
        else _("La respuesta queda en el registro, asentada por usted, y la carta cuenta como contestada."),
        ContributionKind.CONTACT: _("Los datos del contacto cambian en el expediente."),
        ContributionKind.COMMENT: _("El comentario queda junto a su artículo, para quien redacta."),
        ContributionKind.PHOTO: _("La fotografía se queda en el expediente."),
    }  # fmt: skip
    context = {
        "it": row,
        "crumbs": _way(row, partnership, (row.get_kind_display(), "")),
        "back": _back(row, partnership),
        "of_letter": partnership is None,
        "tone": _TONES.get(row.state, ""),
        "group": group_label(row.group, language()) if row.group else "",
        "file_url": file_url(row.attachment),
        "is_open": row.state in open_states and can_open_door(request.seat.actor, row.circle),
        "waits_code": row.state == ContributionState.UNCONFIRMED,
        "effect": effects[ContributionKind(row.kind)],
        "text_url": reverse("web:drafting:text", args=[partnership.public_id]) if row.group else "",
    }
    return page(request, "web/links/contribution.html", context)


@seat_required
def take(request: SeatedRequest, contribution_id: str) -> HttpResponse:
    """Put down what came in."""
    row, partnership = _received(request, contribution_id)
    if request.method == "POST":
        done = operate(
            request,
            lambda act: calls.take_contribution(act, contribution=row),
            circle=row.circle,
            then=_back(row, partnership),
            said=_("Quedó asentado en el expediente.")
            if partnership is not None
            else _("Quedó asentado en el registro."),
        )
        if done.response:
            return done.response
    return redirect("web:links:contribution", row.public_id)


@seat_required
def set_aside(request: SeatedRequest, contribution_id: str) -> HttpResponse:
    """Not taken into account, with a reason."""
    row, partnership = _received(request, contribution_id)
    form = ReasonForm(given(request))
    form.fields["reason"].help_text = _("Lo lee la contraparte por su enlace.")
    title, back = _("No tomar en cuenta"), _back(row, partnership)
    return do(
        request,
        Deed(title=title, submit=_("Apartar"), back=back, crumbs=_way(row, partnership, (title, ""))),
        form,
        lambda act: calls.set_aside_contribution(act, contribution=row, **form.cleaned_data),
        circle=row.circle,
        said=_("Quedó apartado."),
    )
