"""Invitations received and sent: the list, one of them, whom to invite, envelopes and the list to take away."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.encounters import operations as encounters
from hermanar.encounters.enums import Bond, InvitationState
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import (
    get_encounter,
    get_invitation,
    holder_now,
    letters_that_invite,
    line_of,
    list_active_links,
    list_invitations,
    list_letters_about,
    shown_holder,
)
from hermanar.encounters.rules.moves import acts_on_invitation
from hermanar.journal.queries import list_lines
from hermanar.partnerships.policies import can_edit

from ..contacts.home import home_of, number, relations_of, titles
from ..deeds import Deed, do, do_for_reason, keep
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..letters.pictures import label_of
from ..relations import case_url, file_url, sides_of, title_of
from ..sentences import tell
from .acts import url_of as encounter_url
from .forms import AnswerForm, AttendedForm, EventForm, ReceivedForm, SentForm
from .shared import crumbs, day_in_words, keeper, kept_home, names_of, people_of, tabs

PAGE = 30
LISTED = 400  # envelopes and rows of the list to take away
TONES = {
    "listed": "", "sent": "amber", "received": "amber", "accepted": "leaf", "declined": "", "attended": "leaf",
    "withdrawn": "",
}  # fmt: skip
WAYS = ("in", "out")


def _list_url() -> str:
    return reverse("web:encounters:invitations")


def url_of(row: Any) -> str:
    return reverse("web:encounters:invitation", args=[row.public_id])


def write_url(row: Any) -> str:
    """Where the invitation of somebody on a guest list is written as a letter: in its relation, or with no case."""
    asked = urlencode({"clase": "invitation", "invitacion": row.public_id})
    of_case = row.partnership is not None
    page = reverse("web:letters:new", args=[row.partnership.public_id]) if of_case else reverse("web:letters:official")
    return f"{page}?{asked}"


def _way(*more: tuple[str, str]) -> list[dict]:
    return crumbs((_("Invitaciones"), _list_url()), *more)


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Those that came and those that went out, newest first."""
    home, actor, day = home_of(request), request.seat.actor, today_of(request)
    way = request.GET.get("sentido", "")
    way = way if way in WAYS else ""
    rows = list_invitations(actor, home, way=way, before=number(request.GET.get("antes", "")), limit=PAGE + 1)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    ways = (("", _("Todas")), ("in", _("Recibidas")), ("out", _("Enviadas")))
    context = {
        "tabs": tabs(request, "invitations"),
        "ways": [{"label": label, "url": f"?sentido={key}", "current": key == way} for key, label in ways],
        "way": way,
        "rows": [{"it": r, "tone": TONES[r.state], "today": day} for r in rows],
        "next": rows[-1].pk if more else "",
        "may": can_keep(actor, home),
        "is_empty": not rows and not way,
        "columns": [
            {"label": _("Evento")}, {"label": _("Con quién")}, {"label": _("Plazo")}, {"label": _("Estado")},
        ],
    }  # fmt: skip
    return page(request, "web/encounters/invitations.html", context)


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One invitation and what may be done with it now."""
    row = get_invitation(request.seat.actor, public_id)
    lines = [line for line in list_lines(row.circle.public_id, limit=300) if line.about == row.public_id]
    may = can_keep(request.seat.actor, row.circle)
    line = line_of(request.seat.actor, row) if row.state == InvitationState.LISTED else None
    goes = row.partnership is not None or (row.contact is not None and row.contact.city)
    writes = row.state == InvitationState.LISTED and line is None and goes
    circle = row.partnership.circle if row.partnership is not None else row.circle
    context = {
        "it": row,
        "line": line,
        "write_url": write_url(row) if writes and can_edit(request.seat.actor, circle) else "",
        "crumbs": _way((row.event, "")),
        "tone": TONES[row.state],
        "today": today_of(request, row.circle),
        "acts": acts_on_invitation(row.way, row.state) if may else [],
        "relation": {"title": title_of(row.partnership), "url": case_url(row.partnership)} if row.partnership else None,
        "name": shown_holder(holder_now(row.contact)) if row.contact else "",
        "encounter_url": encounter_url(row.encounter) if row.encounter else "",
        "file_url": file_url(row.attachment),
        "letters": list_letters_about(request.seat.actor, invitation=row),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/encounters/invitation.html", context)


@seat_required
def record(request: SeatedRequest) -> HttpResponse:
    """Put down an invitation that came."""
    home = kept_home(request)
    relations, people = relations_of(request, home), people_of(request, home)
    form = ReceivedForm(
        given(request),
        request.FILES or None,
        relations=titles(relations),
        contacts=names_of(people),
        initial={
            "received_on": today_of(request, home),
            "contact": request.GET.get("contacto", ""),
            "partnership": request.GET.get("vinculacion", ""),
        },
    )
    deed = Deed(
        title=_("Asentar una invitación recibida"),
        lead=_("Quién invita, a qué, y hasta cuándo espera respuesta: aparecerá en su escritorio."),
        submit=_("Asentar"),
        back=_list_url(),
        crumbs=_way((_("Nueva"), "")),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        values |= {"contact": people.get(values["contact"]), "partnership": relations.get(values["partnership"])}
        values["attachment"] = keep(act, home, values.pop("attachment", None), caption=str(_("Invitación")))
        return encounters.record_invitation(act, circle=home, **values)

    return do(
        request, deed, form, call, circle=home, then=url_of, said=_("Invitación asentada. Falta contestarla."),
        fields={"file": "attachment"}, template="web/encounters/form.html",
    )  # fmt: skip


@seat_required
def invite(request: SeatedRequest, public_id: str = "") -> HttpResponse:
    """Whom to invite to one's own event: first the cities whose relation is alive, each with why (R1-07)."""
    home = kept_home(request)
    encounter = keeper(request, get_encounter(request.seat.actor, public_id)) if public_id else None
    links = list_active_links(request.seat.actor, home, today_of(request, home))
    by_key = {k.partnership.public_id: k for k in links}
    offered = [(key, f"{sides_of(k.partnership)[1]} · {Bond(k.bond).label}") for key, k in by_key.items()]
    people = people_of(request, home)
    form = EventForm(
        given(request), links=offered, contacts=names_of(people), of_event=encounter is not None,
        initial={"partnerships": [*by_key], "event": request.GET.get("evento", "")},
    )  # fmt: skip
    back = encounter_url(encounter) if encounter is not None else _list_url()
    deed = Deed(
        title=_("A quién invitar"),
        lead=encounter.title if encounter is not None else _("Las ciudades con vínculo activo ya están elegidas."),
        submit=_("Sumar a la lista de invitados"),
        back=back,
        crumbs=_way((_("Invitar"), "")),
        consequence=_("El programa no les escribe: de la lista salen los sobres, y al enviar cada una se asienta."),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        values["partnerships"] = [by_key[k].partnership for k in values.get("partnerships", []) if k in by_key]
        values["contacts"] = [people[k] for k in values.get("contacts", []) if k in people]
        values.setdefault("event", "")
        return encounters.list_invitees(act, circle=home, encounter=encounter, **values)

    return do(request, deed, form, call, circle=home, said=_("Quedaron en la lista de invitados."))


def _found(request: SeatedRequest, public_id: str) -> Any:
    return keeper(request, get_invitation(request.seat.actor, public_id))


def _deed(row: Any, title: str, submit: str, **more: Any) -> Deed:
    return Deed(
        title=title, submit=submit, back=url_of(row), crumbs=_way((row.event, url_of(row)), (title, "")), **more
    )


@seat_required
def send(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It was sent."""
    row = _found(request, public_id)
    letters = {w.public_id: w for w in letters_that_invite(request.seat.actor, row)}
    form = SentForm(
        given(request), letters=[(key, label_of(w)) for key, w in letters.items()],
        initial={"sent_on": today_of(request, row.circle), "respond_by": row.respond_by},
    )  # fmt: skip

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        letter = letters.get(values.pop("letter", ""))
        if letter is not None:
            return encounters.tie_letter(act, letter=letter, event=row, contact=row.contact, as_line=True)
        return encounters.send_invitation(act, invitation=row, **values)

    return do(
        request,
        _deed(row, _("Asentar el envío"), _("Asentar"), lead=row.post),
        form,
        call,
        circle=row.circle,
        said=_("Envío asentado."),
    )


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Our answer, or theirs."""
    row = _found(request, public_id)
    form = AnswerForm(given(request), initial={"answered_on": today_of(request, row.circle), "accepts": "1"})

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        return encounters.answer_invitation(act, invitation=row, **(values | {"accepts": bool(values["accepts"])}))

    title = _("Contestar la invitación") if row.way == "in" else _("Asentar su respuesta")
    return do(
        request,
        _deed(row, title, _("Asentar la respuesta"), lead=row.post),
        form,
        call,
        circle=row.circle,
        said=_("Respuesta asentada."),
    )


@seat_required
def attend(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It took place: it becomes an encounter."""
    row = _found(request, public_id)
    today = today_of(request, row.circle)
    form = AttendedForm(given(request), initial={"on": min(row.event_on or today, today)})
    return do(
        request,
        _deed(
            row,
            _("Asentar la asistencia"),
            _("Asentar"),
            consequence=_("Se abre la página del encuentro, donde se asienta qué resultó."),
        ),
        form,
        lambda act: encounters.attend_invitation(act, invitation=row, on=form.cleaned_data["on"]),
        circle=row.circle,
        then=encounter_url,
        said=_("Asistencia asentada. Falta decir qué resultó."),
    )


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take back one of ours."""
    row = _found(request, public_id)
    return do_for_reason(
        request,
        _deed(row, _("Retirar la invitación"), _("Retirar"), kind="danger", lead=row.post),
        lambda act, **why: encounters.withdraw_invitation(act, invitation=row, **why),
        circle=row.circle,
        said=_("Invitación retirada."),
    )


# -- to take away ---------------------------------------------------------------------------------------------


def _invited(request: SeatedRequest) -> list[Any]:
    """Those we invite and did not take back; of one encounter where the address names it."""
    home, wanted = home_of(request), request.GET.get("encuentro", "")
    encounter = get_encounter(request.seat.actor, wanted) if wanted else None
    states = ("listed", "sent", "accepted", "declined", "attended")
    return list_invitations(request.seat.actor, home, way="out", states=states, encounter=encounter, limit=LISTED)


def _cell(value: Any) -> str:
    """A spreadsheet takes what begins like a formula for one: an apostrophe says that it is text."""
    text = str(value or "")
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _city(row: Any) -> str:
    if row.partnership is not None:
        theirs = sides_of(row.partnership)[1]
        return f"{theirs}, {theirs.country}"
    return ", ".join(filter(None, [row.contact.city, str(row.contact.country or "")])) if row.contact else ""


@seat_required
def export(request: SeatedRequest) -> HttpResponse:
    """The list of guests as CSV, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = (_("Evento"), _("Día"), _("Para"), _("Ciudad"), _("Estado"), _("Enviada"), _("Respuesta"), _("Oficio"))
    writer.writerow(heads)
    for row in _invited(request):
        days = [d.isoformat() if d else "" for d in (row.event_on, row.dated_on, row.answered_on)]
        writer.writerow(
            [_cell(row.event), days[0], _cell(row.post), _cell(_city(row)), row.get_state_display(), days[1], days[2],
             _cell(row.reference)]
        )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="invitados.csv"'}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


@seat_required
def envelopes(request: SeatedRequest) -> HttpResponse:
    """One envelope each, to be printed."""
    rows = [
        {"post": row.post, "name": shown_holder(holder_now(row.contact)) if row.contact else "", "city": _city(row)}
        for row in _invited(request)
        if row.state == "listed"
    ]
    context = {"rows": rows, "house": request.seat.organisation, "crumbs": _way((_("Sobres"), ""))}
    return page(request, "web/encounters/envelopes.html", context | {"day": day_in_words(today_of(request))})
