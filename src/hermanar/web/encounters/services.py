"""Services asked of embassies and consulates (R4-04): the municipality asks, the consulate answers from its own list."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import get_country, list_to_seat
from hermanar.encounters import operations as encounters
from hermanar.encounters.policies import can_answer_service, can_ask, can_record_service_answer
from hermanar.encounters.queries import get_service, list_services
from hermanar.encounters.rules.services import services
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible

from ..contacts.home import house_of, number, relations_of, titles
from ..deeds import Deed, do, do_for_reason, keep
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import language
from ..relations import case_url, file_url
from ..sentences import tell
from ..told import LIAISON, NOBODY, told_to
from .forms import AskForm, ServiceAnswerForm
from .shared import tabs

PAGE = 30
TONES = {"asked": "amber", "answered": "leaf", "declined": "", "withdrawn": ""}


def _list_url() -> str:
    return reverse("web:encounters:services")


def url_of(row: Any) -> str:
    return reverse("web:encounters:service", args=[row.public_id])


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [(_("Servicios pedidos"), _list_url()), *more]
    return [{"label": label, "url": url} for label, url in rows]


def kind_of(row: Any) -> str:
    known = services().get(row.kind)
    return known.said(language()) if known else str(row.kind)


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """What this post asked, or what is asked of it; those that wait first. Raises NotVisible for any other office."""
    seat, house = request.seat, house_of(request)
    if house is None and not (seat.organisation and seat.organisation.kind == "consulate"):
        raise NotVisible("services")
    found = list_services(seat.actor, before=number(request.GET.get("antes", "")), limit=PAGE + 1)
    more = len(found) > PAGE
    found = found[:PAGE]
    rows: list[dict[str, Any]] = [
        {"it": s, "kind": kind_of(s), "tone": TONES[s.state], "today": today_of(request, s.circle)} for s in found
    ]
    rows.sort(
        key=lambda r: (r["it"].state != "asked", r["it"].due_on if r["it"].state == "asked" else r["it"].asked_on)
    )
    context = {
        "tabs": tabs(request, "services") if house is not None else [],
        "rows": rows,
        "next": found[-1].pk if more else "",
        "asks": house is not None and house.home is not None and can_ask(seat.actor, house.home),
        "is_consul": house is None,
        "columns": [
            {"label": _("Asunto")}, {"label": _("De quién") if house is None else _("A quién")},
            {"label": _("Para cuándo")}, {"label": _("Estado")},
        ],
    }  # fmt: skip
    return page(request, "web/encounters/services.html", context)


@seat_required
def ask(request: SeatedRequest) -> HttpResponse:
    """Ask for something."""
    house = house_of(request)
    if house is None or house.home is None or not can_ask(request.seat.actor, house.home):
        raise NotVisible("ask")
    relations = relations_of(request, house.home)
    consulates = {c.public_id: c for c in list_to_seat(house.home, ["consulate"], exercise=house.is_exercise)}
    form = AskForm(
        given(request), relations=titles(relations), posts=[(key, str(c)) for key, c in consulates.items()],
        initial={"partnership": request.GET.get("vinculacion", "")},
    )  # fmt: skip
    deed = Deed(
        title=_("Pedir un servicio"),
        lead=_("A una embajada o a un consulado de México: qué se necesita y para cuándo."),
        submit=_("Pedir"),
        back=_list_url(),
        crumbs=_crumbs((_("Nuevo"), "")),
        consequence=_(
            "Si el consulado participa en el programa, se le avisa y contesta aquí; si no, envíelo por oficio "
            "y asiente su respuesta."
        ),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        country = values.pop("country", "")
        values |= {
            "asked_of": consulates.get(values.pop("asked_of", "")),
            "partnership": relations.get(values["partnership"]),
            "country": get_country(country) if country else None,
            "due_on": form.due(act.on),
            "exercise_at": act.at if request.seat.is_exercise else None,
        }
        return encounters.ask_service(act, owner=house, **values)

    return do(
        request, deed, form, call, circle=house.home, then=url_of, said=_("Solicitud asentada."),
        template="web/encounters/form.html",
    )  # fmt: skip


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One request with its answer."""
    row, actor = get_service(request.seat.actor, public_id), request.seat.actor
    own = can_answer_service(actor, row.circle)
    records = not own and can_record_service_answer(actor, row.circle)
    context = {
        "it": row,
        "kind": kind_of(row),
        "crumbs": _crumbs((row.subject, "")),
        "tone": TONES[row.state],
        "today": today_of(request, row.circle),
        "own": own,
        "records": records,
        "asks": can_ask(actor, row.circle),
        "relation_url": case_url(row.partnership) if row.partnership and house_of(request) else "",
        "file_url": file_url(row.attachment),
        "log": tell(list_lines(row.circle.public_id, limit=30), request.seat.zones),
    }
    return page(request, "web/encounters/service.html", context)


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The consulate answers, or its paper is put down."""
    row, actor = get_service(request.seat.actor, public_id), request.seat.actor
    own = can_answer_service(actor, row.circle)
    if not own and not can_record_service_answer(actor, row.circle):
        raise NotVisible(public_id)
    form = ServiceAnswerForm(
        given(request), request.FILES or None, initial={"answered_on": today_of(request, row.circle), "attended": "1"}
    )
    if own:
        del form.fields["reference"]
    title = _("Contestar la solicitud") if own else _("Asentar la respuesta de la oficina")
    deed = Deed(
        title=title,
        lead=row.subject,
        submit=_("Contestar") if own else _("Asentar"),
        back=url_of(row),
        crumbs=_crumbs((row.subject, url_of(row)), (title, "")),
        told=told_to(request, row.circle, LIAISON) if own else NOBODY,
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        values["attended"] = bool(values["attended"])
        values["attachment"] = keep(act, row.circle, values.pop("attachment", None), caption=str(_("Respuesta")))
        return encounters.answer_service(act, service=row, **values)

    return do(
        request, deed, form, call, circle=row.circle, said=_("Respuesta asentada."), fields={"file": "attachment"}
    )


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Not needed any more."""
    row = get_service(request.seat.actor, public_id)
    if not can_ask(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Retirar la solicitud"),
        lead=row.subject,
        submit=_("Retirar"),
        back=url_of(row),
        crumbs=_crumbs((row.subject, url_of(row)), (_("Retirar"), "")),
        kind="danger",
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: encounters.withdraw_service(act, service=row, **why),
        circle=row.circle,
        said=_("Solicitud retirada."),
    )
