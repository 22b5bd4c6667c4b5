"""The register of alliances at home, whose number is a count of its records; and the strategies activities cite."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.plans import operations as plans
from hermanar.plans.enums import AllianceArea, PartnerKind
from hermanar.plans.policies import can_plan
from hermanar.plans.queries import (
    closing_of,
    count_alliances,
    get_alliance,
    list_activities,
    list_alliances,
    list_plans,
    list_strategies,
)

from ..deeds import Deed, do, do_for_reason, keep
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import when_in_words
from ..relations import file_url
from .forms import AllianceForm, DocumentForm, StrategyForm
from .views import house

_PAGE = 25


def _way(*more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": _("Plan"), "url": reverse("web:plans:list")},
        {"label": _("Alianzas"), "url": reverse("web:plans:alliances") if more else ""},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


def _late(alliance: Any, closing: Any) -> list[str]:
    """What of an alliance was done after the quarter of its day had closed."""
    moved = (
        (alliance.recorded_at, _("Asentada el %(on)s, después del cierre")),
        (alliance.documented_at, _("Documento agregado el %(on)s, después del cierre")),
        (alliance.withdrawn_at, _("Retirada el %(on)s, después del cierre")),
    )
    return [
        told % {"on": when_in_words(closing.zones.day(at))}
        for at, told in moved
        if closing.is_late(alliance.agreed_on, at)
    ]


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Alliances, newest first, by what the partner is; how many stand and how many show a document."""
    own = house(request)
    kind = request.GET.get("socio", "")
    kind = kind if kind in PartnerKind.values else ""
    before = request.GET.get("antes", "")
    found = list_alliances(request.seat.actor, partner_kind=kind, before=whole_number(before), limit=_PAGE + 1)
    rows = found[:_PAGE]
    words = dict(AllianceArea.choices)
    closing = closing_of(own)
    context = {
        "rows": [
            {
                "it": a,
                "areas": ", ".join(str(words[k]) for k in a.areas if k in words),
                "file": file_url(a.attachment),
                "late": _late(a, closing),
            }
            for a in rows
        ],
        "count": count_alliances(own),
        "tabs": [
            {"label": _("Todas"), "url": "?", "current": not kind},
            *({"label": label, "url": f"?socio={key}", "current": key == kind} for key, label in PartnerKind.choices),
        ],
        "next": f"?socio={kind}&antes={rows[-1].pk}" if len(found) > _PAGE else "",
        "may": can_plan(request.seat.actor, own.home),
        "crumbs": _way(),
        "columns": [{"label": _("Con quién")}, {"label": _("Áreas")}, {"label": _("Fecha")}, {"label": _("Documento")}],
    }
    return page(request, "web/plans/alliances.html", context)


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """Put an alliance in the register."""
    own = house(request)
    if not can_plan(request.seat.actor, own.home):
        raise NotVisible("alliances")
    form = AllianceForm(given(request), request.FILES or None)

    def call(act: Any) -> Any:
        said = dict(form.cleaned_data)
        attachment = keep(act, own.home, said.pop("file"))
        return plans.put_alliance(act, organisation=own, attachment=attachment, **said)

    title = _("Asentar una alianza")
    deed = Deed(
        title=title, submit=_("Asentar"), back=reverse("web:plans:alliances"), crumbs=_way((title, "")),
        lead=_("Entre instancias del país: nunca se cuenta como hermanamiento internacional."),
    )  # fmt: skip
    return do(request, deed, form, call, circle=own.home, said=_("Alianza asentada."))


def _mine(request: SeatedRequest, public_id: str) -> Any:
    own = house(request)
    alliance = get_alliance(request.seat.actor, public_id)
    if not can_plan(request.seat.actor, own.home) or alliance.withdrawn_on is not None:
        raise NotVisible(public_id)
    return alliance


@seat_required
def document(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put the paper that shows the alliance beside it."""
    alliance = _mine(request, public_id)
    form = DocumentForm(given(request), request.FILES or None, initial={"document": alliance.document})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.document_alliance(
            act, alliance=alliance, document=said["document"], attachment=keep(act, alliance.circle, said["file"])
        )

    title = _("Agregar el documento")
    deed = Deed(
        title=title, submit=_("Agregar"), back=reverse("web:plans:alliances"), lead=alliance.partner,
        crumbs=_way((title, "")),
    )  # fmt: skip
    return do(request, deed, form, call, circle=alliance.circle, said=_("Documento agregado."))


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an alliance out of the count, with its reason."""
    alliance = _mine(request, public_id)
    title = _("Retirar la alianza")
    deed = Deed(
        title=title, submit=title, back=reverse("web:plans:alliances"), lead=alliance.partner, kind="danger",
        crumbs=_way((title, "")), consequence=_("Queda a la vista con su motivo y deja de contarse."),
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: plans.withdraw_alliance(act, alliance=alliance, **why),
        circle=alliance.circle, said=_("Alianza retirada."),
    )  # fmt: skip


@seat_required
def strategies(request: SeatedRequest) -> HttpResponse:
    """Strategies with their validity and who cites them, and one more."""
    own = house(request)
    may = can_plan(request.seat.actor, own.home)
    if request.method == "POST" and not may:
        raise NotVisible("strategies")
    known = list_plans(request.seat.actor)
    by_code = {a.code: a for a in list_activities(known[0])} if known else {}
    form = StrategyForm(given(request), activities=by_code.values())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"activities": [by_code[c] for c in form.cleaned_data["activities"]]}
        done = operate(
            request, lambda act: plans.put_strategy(act, organisation=own, **said), circle=own.home, form=form,
            said=_("Estrategia asentada."),
        )  # fmt: skip
        if done.response:
            return done.response
    on = today_of(request, own.home)
    context = {
        "rows": [
            {
                "it": s,
                "over": s.valid_until is not None and s.valid_until < on,
                "activities": [
                    {"label": a.code, "url": reverse("web:plans:show_activity", args=[a.component.plan.year, a.code])}
                    for a in s.activities.all()
                ],
            }
            for s in list_strategies(own)
        ],
        "form": form,
        "may": may,
        "crumbs": [{"label": _("Plan"), "url": reverse("web:plans:list")}, {"label": _("Estrategias"), "url": ""}],
    }
    return page(request, "web/plans/strategies.html", context)
