"""The requests by whose turn it is, one of them, its answer and its end."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import list_offices, signer_on
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit, holds_office
from hermanar.partnerships.queries import get_area_request, list_area_requests, office_of
from hermanar.partnerships.queries.areas import people_who_asked

from ..deeds import Deed, EmptyForm, do, keep
from ..edge import SeatedRequest, given, page, seat_required
from ..relations import crumbs, file_url, find_relation, title_of, today_of
from ..sentences import tell
from ..told import Told, tell_people
from .forms import AskForm, OwnAnswerForm, PaperAnswerForm, WithdrawForm

DAYS = 10  # proposed to answer; whoever asks may change it
_TONES = {"asked": "amber", "answered": "gold", "closed": "leaf", "withdrawn": ""}


def turn_of(row: Any, office: str, may_edit: bool) -> str:
    """mine, waiting or done, for a post of that office."""
    if row.state == "asked":
        return "mine" if row.office.public_id == office else "waiting"
    if row.state == "answered":
        return "mine" if may_edit else "waiting"
    return "done"


def _is_liaison(request: SeatedRequest) -> bool:
    return "liaison" in request.seat.actor.roles


@seat_required
def show_list(request: SeatedRequest, relation_id: str = "") -> HttpResponse:
    """Those of the post (or of one relation): mine, waiting, done."""
    actor = request.seat.actor
    partnership = find_relation(request, relation_id) if relation_id else None
    house = request.seat.organisation
    if house is None or house.kind != "municipality":
        raise NotVisible("areas")
    if partnership is not None and partnership.owner_id != house.pk:
        raise NotVisible(relation_id)
    office, liaison = office_of(actor), _is_liaison(request)
    rows = [
        {
            "it": r,
            "turn": turn_of(r, office, liaison),
            "tone": _TONES[r.state],
            "today": today_of(request, r.partnership),
        }
        for r in list_area_requests(actor, partnership=partnership)
    ]
    labels = {"mine": _("A su cargo"), "waiting": _("En espera de otros"), "done": _("Concluidas")}
    count = {turn: sum(r["turn"] == turn for r in rows) for turn in labels}
    chosen = request.GET.get("turno", "")
    if chosen not in labels:
        chosen = next((turn for turn in labels if count[turn]), "mine")
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Solicitudes a las áreas"), "")) if partnership else (),
        "rows": [r for r in rows if r["turn"] == chosen],
        "is_empty": not rows,
        "tabs": [
            {"label": label, "url": f"?turno={turn}", "current": turn == chosen, "count": count[turn]}
            for turn, label in labels.items()
        ],
        "new_url": reverse("web:areas:new", args=[relation_id])
        if partnership is not None and can_edit(actor, partnership.circle)
        else "",
        "columns": [
            {"label": _("Asunto")},
            {"label": _("Área")},
            {"label": _("Plazo")},
            {"label": _("Estado")},
        ],
    }
    return page(request, "web/areas/list.html", context)


@seat_required
def ask(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Turn a matter to an area."""
    partnership = find_relation(request, relation_id)
    actor = request.seat.actor
    if not can_edit(actor, partnership.circle):
        raise NotVisible(relation_id)
    day, own = today_of(request, partnership), office_of(actor)
    listed = [o for o in list_offices(partnership.owner, day) if o.public_id != own]
    form = AskForm(
        given(request),
        offices={o.public_id: o.title for o in listed},
        initial={"due_on": day + dt.timedelta(days=DAYS)},
    )
    back = reverse("web:areas:of_case", args=[relation_id])
    deed = Deed(
        title=_("Turnar a un área"),
        lead=_("El enlace es el contacto único; cada área atiende lo que le toca."),
        submit=_("Turnar"),
        back=back,
        crumbs=crumbs(partnership, (_("Solicitudes a las áreas"), back), (_("Turnar"), "")),
        consequence=_("El área la verá en su escritorio. Si nadie del área usa el programa, asiente aquí su oficio."),
        told=Told(reached=(_("quienes ocupan el área que elija, si tienen cuenta"),)),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        wanted = values.pop("office")
        office = next(o for o in partnership.owner.offices.all() if o.public_id == wanted)
        return partnerships.ask_area(act, partnership=partnership, office=office, **values)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        then=lambda row: reverse("web:areas:request", args=[row.public_id]),
        said=_("Solicitud turnada. El plazo ya corre."),
    )


def _way(request: SeatedRequest, row: Any, *more: tuple[str, str]) -> list[dict]:
    relation = find_relation(request, row.partnership.public_id)
    of_case = reverse("web:areas:of_case", args=[relation.public_id])
    own = reverse("web:areas:request", args=[row.public_id])
    return crumbs(relation, (_("Solicitudes a las áreas"), of_case), (row.subject, own if more else ""), *more)


@seat_required
def show_request(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What was asked, until when, and what the area answered."""
    actor = request.seat.actor
    row = get_area_request(actor, public_id)
    relation = find_relation(request, row.partnership.public_id)
    own, may_edit = holds_office(actor, row.office), can_edit(actor, row.partnership.circle)
    day = today_of(request, relation)
    holder = signer_on(row.office, day)
    lines = [line for line in list_lines(relation.circle.public_id, limit=300) if line.about == row.public_id]
    context = {
        "it": row,
        "relation": title_of(relation),
        "crumbs": _way(request, row),
        "tone": _TONES[row.state],
        "today": day,
        "holder": holder.name if holder else "",
        "turn": turn_of(row, row.office.public_id if own else "", may_edit),
        "own": own,
        "may_edit": may_edit,
        "file_url": file_url(row.attachment),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/areas/request.html", context)


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The area's answer, or the paper with which it answered."""
    actor = request.seat.actor
    row = get_area_request(actor, public_id)
    own = holds_office(actor, row.office)
    if not own and not can_edit(actor, row.partnership.circle):
        raise NotVisible(public_id)
    circle, back = row.partnership.circle, reverse("web:areas:request", args=[public_id])
    kind = OwnAnswerForm if own else PaperAnswerForm
    form = kind(
        given(request),
        request.FILES or None,
        initial={} if own else {"answered_on": today_of(request, row.partnership)},
    )
    title = _("Contestar la solicitud") if own else _("Asentar el oficio del área")
    deed = Deed(
        title=title,
        lead=row.subject,
        submit=_("Contestar") if own else _("Asentar"),
        back=back,
        crumbs=_way(request, row, (title, "")),
        facts=[{"term": _("Se pide"), "value": row.text}],
        told=tell_people(request, people_who_asked(row), _("quien hizo la solicitud")),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        values["attachment"] = keep(act, circle, values.pop("attachment", None), caption=row.subject)
        return partnerships.answer_area_request(act, request=row, **values)

    return do(
        request,
        deed,
        form,
        call,
        circle=circle,
        then=back,
        fields={"file": "attachment"},
        said=_("Respuesta asentada."),
    )


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Close an answered request; withdraw one that nobody answered."""
    actor = request.seat.actor
    row = get_area_request(actor, public_id)
    if not can_edit(actor, row.partnership.circle):
        raise NotVisible(public_id)
    answered = row.state == "answered"
    form = EmptyForm(given(request)) if answered else WithdrawForm(given(request))
    title = _("Dar por concluida la solicitud") if answered else _("Retirar la solicitud")
    deed = Deed(
        title=title,
        lead=row.subject,
        submit=_("Concluir") if answered else _("Retirar"),
        back=reverse("web:areas:request", args=[public_id]),
        crumbs=_way(request, row, (title, "")),
        kind="primary" if answered else "danger",
        facts=[{"term": _("Contestó"), "value": row.answer}] if answered else (),
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.close_area_request(act, request=row, **form.cleaned_data),
        circle=row.partnership.circle,
        said=_("Solicitud concluida."),
    )
