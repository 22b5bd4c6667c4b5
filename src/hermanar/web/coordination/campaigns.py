"""Campaigns: prepared, sent, answered by each municipality, recorded from paper, closed; the diagnosis summed up."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext

from hermanar.coordination import operations as coordination
from hermanar.coordination.enums import CampaignState, Contact, Power, Response
from hermanar.coordination.policies import can
from hermanar.coordination.queries import (
    get_campaign,
    get_invitation,
    last_contacts,
    list_campaigns,
    list_invitations,
    list_invited,
    municipalities_of,
    questionnaire_of,
    summary_of,
)
from hermanar.coordination.rules.clocks import lost_since
from hermanar.kernel.errors import NotVisible

from ..deeds import Deed, EmptyForm, do
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from .forms import CampaignForm, InvitationForm, SendForm
from .shared import LINES, before, house_of, paged, said, tabs

TONES: dict[str, str] = {CampaignState.DRAFT: "", CampaignState.SENT: "amber", CampaignState.CLOSED: "leaf"}


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": pgettext("orden de gobierno", "Estado"), "url": reverse("web:state:state")},
        {"label": _("Campañas"), "url": reverse("web:coordination:campaigns")},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


def _url(campaign: Any) -> str:
    return reverse("web:coordination:campaign", args=[campaign.public_id])


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """The state's campaigns with how many answered."""
    house_of(request, Power.CONVOKE)
    rows = list_campaigns(request.seat.actor, before=before(request), limit=LINES + 1)
    paging = paged(request, rows, lambda line: line.it.pk)
    context = {
        **paging,
        "rows": [{"line": line, "tone": TONES[line.it.state], "url": _url(line.it)} for line in paging["rows"]],
        "crumbs": [
            {"label": pgettext("orden de gobierno", "Estado"), "url": reverse("web:state:state")},
            {"label": _("Campañas"), "url": ""},
        ],
        "columns": [{"label": _("Campaña")}, {"label": _("Estado")}, {"label": _("Contestaron"), "num": True}],
    }
    return page(request, "web/coordination/campaigns.html", context)


@seat_required
def draft(request: SeatedRequest) -> HttpResponse:
    """Prepare a campaign; a diagnosis carries its questionnaire."""
    house = house_of(request, Power.CONVOKE)
    form = CampaignForm(given(request))
    deed = Deed(
        title=_("Preparar una campaña"),
        lead=_("Un mensaje a muchos municipios, con registro de a quién se invitó y quién contestó."),
        submit=_("Guardar y elegir a quiénes"),
        back=reverse("web:coordination:campaigns"),
        crumbs=_crumbs((_("Nueva"), "")),
    )
    return do(
        request, deed, form, lambda act: coordination.draft_campaign(act, organisation=house, **form.cleaned_data),
        circle=None, then=_url, said=_("La campaña quedó preparada. Falta enviarla."),
    )  # fmt: skip


def _find(request: SeatedRequest, public_id: str) -> Any:
    house_of(request, Power.CONVOKE)
    return get_campaign(request.seat.actor, public_id)


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Who was invited, who answered, and what the answers say together."""
    line = _find(request, public_id)
    chosen = request.GET.get("ver", "")
    answered = {"contestaron": True, "faltan": False}.get(chosen)
    rows = list_invited(line.it, answered=answered, after=before(request), limit=LINES + 1)
    keep = f"ver={chosen}&" if answered is not None else ""
    summary = []
    for s in summary_of(line.it):
        words = {"yes": _("Sí"), "no": _("No")} | {o.key: said(o.text) for o in s.question.options}
        summary.append(
            {
                "text": said(s.question.text),
                "answered": s.answered,
                "bars": [{"label": words[key], "value": number} for key, number in s.counts.items()],
                "total": s.total if s.question.kind == "number" else None,
                "texts": s.texts[:20],
            }
        )
    context = {
        **paged(request, rows, lambda i: i.pk, keep=keep),
        "line": line,
        "campaign": line.it,
        "tone": TONES[line.it.state],
        "crumbs": _crumbs((line.it.title, "")),
        "views": [
            {"label": _("Todos"), "url": "?", "current": answered is None, "count": line.invited},
            {"label": _("Contestaron"), "url": "?ver=contestaron", "current": answered is True, "count": line.answered},
            {
                "label": _("Faltan"),
                "url": "?ver=faltan",
                "current": answered is False,
                "count": line.invited - line.answered,
            },
        ],
        "summary": summary,
        "day": today_of(request),
        "columns": [{"label": _("Municipio")}, {"label": _("Respuesta")}, {"label": _("Fecha")}],
    }
    return page(request, "web/coordination/campaign.html", context)


def _groups(house: Any, day: Any) -> dict[str, tuple[str, list]]:
    """Whom one may invite at once: all, those lost, those never reached, those in the program."""
    everyone = municipalities_of(house)
    last = last_contacts(house)
    lost = [m for m in everyone if m.key in last and last[m.key] < lost_since(day)]
    never = [m for m in everyone if m.key not in last]
    groups = {
        "all": (_("Todos los municipios del estado"), everyone),
        Contact.NEVER.value: (_("Los que nunca se han contactado"), never),
        Contact.OLD.value: (_("Los que llevan doce meses sin contacto"), lost),
        "not_recent": (_("Los dos grupos anteriores"), never + lost),
    }
    return {key: group for key, group in groups.items() if group[1]}


@seat_required
def send(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Choose whom it goes to, and send it."""
    line = _find(request, public_id)
    groups = _groups(line.it.organisation, today_of(request))
    form = SendForm(given(request), whom=[(k, f"{label} ({len(rows)})") for k, (label, rows) in groups.items()])
    deed = Deed(
        title=_("Enviar la campaña"),
        lead=line.it.title,
        submit=_("Enviar"),
        back=_url(line.it),
        crumbs=_crumbs((line.it.title, _url(line.it)), (_("Enviar"), "")),
        consequence=_("Los municipios que usan el programa reciben un aviso; de los demás asienta usted su respuesta."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: coordination.send_campaign(
            act,
            campaign=line.it,
            municipalities=groups[form.cleaned_data["whom"]][1],
            due_on=form.cleaned_data["due_on"],
        ),
        circle=None,
        said=_("La campaña quedó enviada."),
    )


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    line = _find(request, public_id)
    deed = Deed(
        title=_("Cerrar la campaña"),
        lead=line.it.title,
        submit=_("Cerrar"),
        back=_url(line.it),
        crumbs=_crumbs((line.it.title, _url(line.it)), (_("Cerrar"), "")),
        consequence=_("Ya no se reciben respuestas. Quién no contestó queda a la vista."),
    )
    return do(
        request, deed, EmptyForm(given(request)), lambda act: coordination.close_campaign(act, campaign=line.it),
        circle=None, said=_("La campaña quedó cerrada."),
    )  # fmt: skip


@seat_required
def record(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down, from its paper, what a municipality answered."""
    house_of(request, Power.CONVOKE)
    row = get_invitation(request.seat.actor, public_id)
    if row.campaign.organisation.public_id != request.seat.actor.organisation:
        raise NotVisible(public_id)
    form = InvitationForm(
        given(request), questionnaire=questionnaire_of(row.campaign), recorded=True, initial={"on": today_of(request)}
    )
    deed = Deed(
        title=_("Asentar la respuesta"),
        lead=f"{row.municipality.name} · {row.campaign.title}",
        submit=_("Asentar"),
        back=_url(row.campaign),
        crumbs=_crumbs((row.campaign.title, _url(row.campaign)), (_("Respuesta"), "")),
        consequence=_("Queda como “asentado por” usted, desde el papel recibido."),
    )

    def call(act: Any) -> Any:
        typed = form.cleaned_data
        return coordination.record_campaign_answer(
            act, invited=row, response=typed["response"], on=typed["on"], answers=form.answers(), note=typed["note"],
            reference=typed["reference"],
        )  # fmt: skip

    return do(request, deed, form, call, circle=None, said=_("La respuesta quedó asentada."))


# -- the municipality's side ----------------------------------------------------------------------------------


def _municipal(request: SeatedRequest) -> None:
    house = request.seat.organisation
    if house is None or house.kind != "municipality" or not can(request.seat.actor, house, Power.ASK):
        raise NotVisible("invitations")


@seat_required
def show_invitations(request: SeatedRequest) -> HttpResponse:
    """What the state wrote to this municipality."""
    _municipal(request)
    rows = list_invitations(request.seat.actor, before=before(request), limit=LINES + 1)
    context = {
        **paged(request, rows, lambda i: i.pk),
        "rooms": tabs(request, "invitations"),
        "day": today_of(request),
        "columns": [{"label": _("Invitación")}, {"label": _("De")}, {"label": _("Respuesta")}],
    }
    return page(request, "web/coordination/invitations.html", context)


@seat_required
def show_invitation(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The message, its questions and what was answered."""
    row = get_invitation(request.seat.actor, public_id)
    known = questionnaire_of(row.campaign)
    words = {"yes": _("Sí"), "no": _("No")}
    answers = []
    for q in known.questions if known else ():
        if q.key in row.answers:
            value = row.answers[q.key]
            options = words | {o.key: said(o.text) for o in q.options}
            answers.append({"term": said(q.text), "value": options.get(value, value) if q.kind != "text" else value})
    context = {
        "invitation": row,
        "campaign": row.campaign,
        "crumbs": [
            {"label": _("Invitaciones del estado"), "url": reverse("web:coordination:invitations")},
            {"label": row.campaign.title, "url": ""},
        ],
        "questions": [said(q.text) for q in known.questions] if known else [],
        "answers": answers,
        "is_open": row.answered_on is None and row.campaign.state == CampaignState.SENT,
        "may": can(request.seat.actor, row.organisation, Power.ASK),
        "accepted": row.response == Response.ACCEPTED,
        "day": today_of(request),
    }
    return page(request, "web/coordination/invitation.html", context)


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The municipality answers from its own seat."""
    row = get_invitation(request.seat.actor, public_id)
    if not can(request.seat.actor, row.organisation, Power.ASK):
        raise NotVisible(public_id)
    here = reverse("web:coordination:invitation", args=[public_id])
    form = InvitationForm(given(request), questionnaire=questionnaire_of(row.campaign))
    deed = Deed(
        title=_("Contestar la invitación"),
        lead=row.campaign.title,
        submit=_("Enviar la respuesta"),
        back=here,
        crumbs=[
            {"label": _("Invitaciones del estado"), "url": reverse("web:coordination:invitations")},
            {"label": row.campaign.title, "url": here},
            {"label": _("Contestar"), "url": ""},
        ],
    )

    def call(act: Any) -> Any:
        typed = form.cleaned_data
        return coordination.answer_campaign(
            act, invited=row, response=typed["response"], answers=form.answers(), note=typed["note"]
        )

    return do(request, deed, form, call, circle=None, said=_("La respuesta quedó enviada."))
