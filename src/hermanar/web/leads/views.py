"""Leads: the board, the form, and the page with its clock."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.encounters.queries import spoken_in_words
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.partnerships.enums import LeadOrigin
from hermanar.partnerships.operations import (
    answer_lead,
    attach_to_lead,
    correct_lead,
    decline_lead,
    open_lead,
    propose_slot,
    reopen_lead,
    route_lead,
    take_slot,
    withdraw_lead,
    withdraw_slot,
)
from hermanar.partnerships.queries import (
    get_lead,
    lead_columns,
    list_column,
    list_leads,
    places_of_leads,
    sheet_of_lead,
)
from hermanar.ui.download import must_be_paper

from ..cases.pictures import earlier_of_lead
from ..deeds import Deed, do
from ..edge import Done, SeatedRequest, given, operate, page, seat_required
from ..language import language
from ..prints import printed
from ..told import tell_lead
from .forms import ROWS, AnswerForm, CorrectForm, FileForm, Ideas, LeadForm, Promoters, RouteForm, SlotForm, rows_of
from .pictures import board_of, clock_of, columns_of, picture_of, row_of
from .places import abroad, here

OPENERS = frozenset({Role.CONSUL, Role.LIAISON})
WHOLE = 40  # leads of a column shown whole


@seat_required
def show_board(request: SeatedRequest) -> HttpResponse:
    """Mine, waiting for others, done."""
    board = board_of(list_leads(request.seat.actor, limit=200), request.seat, request.GET.get("turno", ""))
    return page(request, "web/leads/board.html", {"board": board, "may_open": request.seat.role in OPENERS})


@seat_required
def show_columns(request: SeatedRequest) -> HttpResponse:
    """The board by state: a consul's own leads, a municipality's, or those of the municipalities of a state."""
    seat = request.seat
    origin, place = request.GET.get("origen", ""), request.GET.get("municipio", "")
    own = seat.actor.organisation if seat.role == Role.CONSUL else ""
    filters: dict[str, Any] = {"opened_by": own, "origin": origin, "municipality": place}
    query = "".join(f"&{name}={quote(value)}" for name, value in (("origen", origin), ("municipio", place)) if value)
    key = request.GET.get("columna", "")
    columns = columns_of(lead_columns(seat.actor, **filters), seat, query)
    chosen = next((c for c in columns if c.key == key), None)
    rows, more = [], ""
    if chosen is not None:
        before = request.GET.get("antes", "")
        leads = list_column(seat.actor, key, before=whole_number(before), limit=WHOLE + 1, **filters)
        more = str(leads[WHOLE - 1].pk) if len(leads) > WHOLE else ""
        rows = [row_of(x, seat, timezone.localdate()) for x in leads[:WHOLE]]
    titles = {
        Role.CONSUL: _("Mis prospectos"),
        Role.STATE_LIAISON: _("Prospectos del estado"),
        Role.LIAISON: _("Prospectos del municipio"),
    }
    context = {
        "title": titles.get(Role(seat.role), _("Prospectos")) if seat.role in Role.values else _("Prospectos"),
        "columns": columns,
        "chosen": chosen,
        "rows": rows,
        "next": more,
        "query": query,
        "origins": LeadOrigin.choices,
        "origin": origin,
        "places": places_of_leads(seat.actor) if seat.role != Role.LIAISON else [],
        "place": place,
        "is_empty": not any(c.number for c in columns) and not query,
        "may_open": seat.role in OPENERS,
    }
    return page(request, "web/leads/columns.html", context)


def _formset(kind, request: SeatedRequest, prefix: str):
    """Three empty rows, or those that came; the button “add” gives one more."""
    data = given(request)
    if data is None or f"{prefix}-TOTAL_FORMS" not in data:
        return kind(None, prefix=prefix, initial=[{}] * ROWS)
    if data.get("add") == prefix:
        data = data.copy()
        data[f"{prefix}-TOTAL_FORMS"] = str(min(int(str(data[f"{prefix}-TOTAL_FORMS"]) or 0) + 1, 20))
    return kind(data, prefix=prefix)


@seat_required
def open_new(request: SeatedRequest) -> HttpResponse:
    """The form of a lead. What cannot be known from the name (two cities of one name) is asked, nothing is lost."""
    if request.seat.role not in OPENERS:
        raise NotVisible
    data = given(request)
    is_municipal = request.seat.role == Role.LIAISON
    form = LeadForm(data, request.FILES or None, municipal=is_municipal)
    promoters, ideas = _formset(Promoters, request, "promoters"), _formset(Ideas, request, "ideas")
    adding = bool(data and data.get("add"))
    if request.method == "POST" and not adding and form.is_valid() and promoters.is_valid() and ideas.is_valid():
        values = dict(form.cleaned_data)
        files = values.pop("papers") or []
        in_exercise = request.seat.is_exercise

        def call(act):
            lead = open_lead(
                act,
                **values,
                promoters=rows_of(promoters),
                ideas=rows_of(ideas),
                exercise_at=act.at if in_exercise else None,
            )
            for upload in files:
                attach_to_lead(act, lead=lead, upload=upload)
            return lead

        done = operate(
            request,
            call,
            form=form,
            then=lambda lead: reverse("web:leads:lead", args=[lead.public_id]),
            said=_("El prospecto quedó abierto.") if is_municipal else _("El prospecto quedó abierto. Falta turnarlo."),
            fields={"file": "papers"},
        )
        if done.response:
            return done.response
    context = {"form": form, "promoters": promoters, "ideas": ideas, "adding": adding}
    return page(request, "web/leads/form.html", context)


@seat_required
def suggest_places(request: SeatedRequest) -> HttpResponse:
    """Cities that the typed name may mean: the piece that htmx puts under the field."""
    text = request.GET.get("foreign_name", "")
    found = abroad(text, request.GET.get("country", ""))
    several = found.several or ((found.one,) if found.one else ())
    return page(request, "web/leads/_places.html", {"found": several, "name": "place", "one": found.one, "text": text})


@seat_required
def suggest_municipalities(request: SeatedRequest) -> HttpResponse:
    """Municipalities that the typed place may mean."""
    text = request.GET.get("proposed_place", "")
    found = here(text)
    several = found.several or ((found.one,) if found.one else ())
    context = {
        "found": several,
        "name": "municipality",
        "one": found.one,
        "community": found.is_community,
        "text": text,
    }
    return page(request, "web/leads/_places.html", context)


ACTS = ("route", "slot", "take", "unslot", "answer", "decline", "withdraw", "reopen", "attach")


@seat_required
def show_lead(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The lead's page; every act on it is sent to this same address (`do`)."""
    lead = get_lead(request.seat.actor, public_id)
    data = given(request)
    wanted = data.get("do", "") if data else ""
    if request.method == "POST" and wanted not in ACTS:
        raise Http404
    picture = picture_of(request, lead)

    def bound(name: str):
        return data if wanted == name else None

    forms = {
        "route": RouteForm(bound("route"), municipality=picture.municipality, state=picture.state),
        "slot": SlotForm(bound("slot")),
        "answer": AnswerForm(bound("answer")),
        "attach": FileForm(bound("attach"), request.FILES if wanted == "attach" else None),
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        done = _do(request, lead, picture, wanted, forms)
        if done.response:
            return done.response
        errors[wanted] = " ".join(done.errors)
    context = {
        "lead": lead, "spoken": spoken_in_words(lead.contact_languages), "it": picture, "forms": forms, "errors": errors, "sent": data or {}, "open": wanted,
        "earlier": earlier_of_lead(request.seat.actor, lead),
    }  # fmt: skip
    return page(request, "web/leads/lead.html", context)


@seat_required
def print_sheet(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """The sheet of the lead, as it is known today, to be sent with the letter that turns it; in the reader's language."""
    must_be_paper(fmt)
    lead = get_lead(request.seat.actor, public_id)
    house, day, lang = lead.opened_by, clock_of(lead.circle, timezone.localdate()), language()
    place = f"{house.municipality.name}, {house.municipality.state.name}" if house.municipality else ""
    return printed(
        request, "lead_sheet", sheet_of_lead(lead), letterhead_of=house,
        exercise=house.is_exercise or lead.circle.exercise_at is not None, on=day, fmt=fmt,
        late={"folio": lead.folio, "issue_place": place or str(house), "issue_date": date_in_words(day, lang)},
        name=f"{_('ficha')}-{lead.folio}", inline=fmt == "pdf", back=reverse("web:leads:lead", args=[public_id]),
    )  # fmt: skip


@seat_required
def correct(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What its opener typed, put right, with the reason; what it said before stays on the lead's page."""
    lead = get_lead(request.seat.actor, public_id)
    if "correct" not in picture_of(request, lead).may:
        raise Http404
    url = reverse("web:leads:lead", args=[public_id])
    deed = Deed(
        title=_("Corregir lo que dice el prospecto"),
        submit=_("Corregir"),
        back=url,
        crumbs=[{"label": lead.folio, "url": url}, {"label": _("Corregir"), "url": ""}],
        lead=f"{lead.foreign_name} · {lead.proposed_place}",
        consequence=_("Lo que decía antes queda en la página, con su fecha y su motivo."),
        told=tell_lead(request, lead),
        then=[_("La ciudad y el municipio no se corrigen: si son otros, retírelo con su motivo y abra otro.")],
    )
    form = CorrectForm(given(request), lead=lead)
    return do(
        request,
        deed,
        form,
        lambda act: correct_lead(act, lead=lead, reason=form.cleaned_data["reason"], told=form.told()),
        circle=lead.circle,
        said=_("El prospecto quedó corregido, con su motivo."),
        template="web/leads/correct.html",
    )


def _do(request: SeatedRequest, lead, picture, wanted: str, forms: dict) -> Done:
    form = forms.get(wanted)
    if form is not None and not form.is_valid():
        return Done()
    # an act that the page does not offer is refused by a message: its form is not there to show it
    shown = form if wanted in picture.may else None
    reason = request.POST.get("reason", "")
    if wanted == "route":
        data = form.cleaned_data
        return operate(
            request,
            lambda act: route_lead(
                act,
                lead=lead,
                municipality=picture.municipality if data.get("municipality") else None,
                state=picture.state if data.get("state") else None,
                reply_days=data.get("reply_days"),
            ),
            circle=lead.circle,
            form=shown,
            said=_("Prospecto turnado. El plazo para contestar ya corre."),
        )
    if wanted == "slot":
        return operate(
            request,
            lambda act: propose_slot(
                act, lead=lead, starts_at=form.starts_at(request.seat.zones), minutes=form.cleaned_data["minutes"]
            ),
            circle=lead.circle,
            form=shown,
            fields={"starts_at": "on"},
            said=_("Horario propuesto."),
        )
    if wanted == "take":
        slot = next((s for s in lead.slots.all() if s.public_id == request.POST.get("slot")), None)
        if slot is None:
            raise Http404
        return operate(
            request,
            lambda act: take_slot(act, slot=slot, proof=request.POST.get("proof", "")),
            circle=lead.circle,
            said=_("Horario aceptado."),
        )
    if wanted == "unslot":
        slot = next((s for s in lead.slots.all() if s.public_id == request.POST.get("slot")), None)
        if slot is None:
            raise Http404
        return operate(
            request,
            lambda act: withdraw_slot(act, slot=slot, reason=reason),
            circle=lead.circle,
            said=_("El horario ya no está en pie. Pueden proponerse otros."),
        )
    if wanted == "answer":
        return operate(
            request,
            lambda act: answer_lead(act, lead=lead, answer=form.cleaned_data["answer"]),
            circle=lead.circle,
            form=shown,
            said=_("Respuesta enviada. Ya puede abrir el expediente."),
        )
    if wanted == "decline":
        return operate(
            request,
            lambda act: decline_lead(act, lead=lead, reason=reason),
            circle=lead.circle,
            said=_("Prospecto declinado.") + f" {tell_lead(request, lead).did}",
        )
    if wanted == "withdraw":
        return operate(
            request,
            lambda act: withdraw_lead(act, lead=lead, reason=reason),
            circle=lead.circle,
            said=_("Prospecto retirado.") + f" {tell_lead(request, lead).did}",
        )
    if wanted == "reopen":
        return operate(
            request,
            lambda act: reopen_lead(act, lead=lead, reason=reason),
            circle=lead.circle,
            said=_("Prospecto reabierto.") + f" {tell_lead(request, lead).did}",
        )
    return operate(
        request,
        lambda act: attach_to_lead(
            act, lead=lead, upload=form.cleaned_data["file"], caption=form.cleaned_data["caption"]
        ),
        circle=lead.circle,
        form=shown,
        said=_("Documento adjuntado."),
    )
