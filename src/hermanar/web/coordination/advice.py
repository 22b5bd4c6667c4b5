"""Advice: what was asked and answered, by whom, in how many days; the log of a case."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.coordination import operations as coordination
from hermanar.coordination.enums import AdviceState, Power
from hermanar.coordination.policies import can
from hermanar.coordination.queries import (
    advice_times,
    advisers_of,
    asker_of,
    get_advice,
    list_advice,
    list_advice_of_case,
    list_case_advisers,
)
from hermanar.directory.queries import names_for
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.queries import list_partnerships

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import crumbs as crumbs_of_case, find_matter, title_of
from ..told import tell_people
from .forms import AnswerForm, AskForm, RatingForm
from .shared import LINES, before, house_of, may, paged, tabs

TONES: dict[str, str] = {AdviceState.ASKED: "amber", AdviceState.ANSWERED: "leaf", AdviceState.RATED: "leaf"}


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [{"label": _("Asesorías"), "url": reverse("web:coordination:list")}]
    return rows + [{"label": label, "url": url} for label, url in more]


def row_of(advice: Any) -> dict:
    """One line of a list."""
    days = (advice.answered_on - advice.asked_on).days if advice.answered_on else None
    return {
        "it": advice,
        "tone": TONES.get(advice.state, ""),
        "days": days,
        "url": reverse("web:coordination:advice", args=[advice.public_id]),
    }


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Asked and answered: mine to answer, waiting for others, done; and how long it takes, state against federal."""
    asks, advises = may(request, Power.ASK), may(request, Power.ADVISE)
    if not asks and not advises:
        raise NotVisible("coordination")
    actor, day = request.seat.actor, today_of(request)
    chosen = request.GET.get("ver", "")
    keep = f"ver={chosen}&" if chosen in {"responder", "espera"} else ""
    narrowed: dict[str, Any] = {
        "responder": {"state": AdviceState.ASKED, "asked_of_us": True},
        "espera": {"state": AdviceState.ASKED, "asked_of_us": False},
    }.get(chosen, {})
    rows = list_advice(actor, before=before(request), limit=LINES + 1, **narrowed)
    views = [("", _("Todas"))]
    if advises:
        views.append(("responder", _("Por responder")))
    if asks:
        views.append(("espera", _("En espera de respuesta")))
    paging = paged(request, rows, lambda a: a.pk, keep=keep)
    context = {
        **paging,
        "rows": [row_of(a) for a in paging["rows"]],
        "rooms": tabs(request, "list"),
        "views": [{"label": label, "url": f"?ver={k}" if k else "?", "current": chosen == k} for k, label in views],
        "asks": asks,
        "day": day,
        "times": advice_times(request.seat.organisation, day) if advises else [],
        "columns": [{"label": _("Asesoría")}, {"label": _("Entre")}, {"label": _("Estado")}, {"label": _("Tiempo")}],
    }
    return page(request, "web/coordination/advice_list.html", context)


@seat_required
def of_case(request: SeatedRequest, case_id: str) -> HttpResponse:
    """The log of advice of one case, and who the ministry named to give it."""
    partnership = find_matter(request, case_id, "advice")
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": crumbs_of_case(partnership, (_("Asesorías"), "")),
        "rows": [row_of(a) for a in list_advice_of_case(request.seat.actor, partnership)],
        "advisers": list_case_advisers(partnership),
        "asks": may(request, Power.ASK),
        "day": today_of(request, partnership.circle),
        "columns": [{"label": _("Asesoría")}, {"label": _("Entre")}, {"label": _("Estado")}, {"label": _("Tiempo")}],
    }
    return page(request, "web/coordination/advice_of_case.html", context)


@seat_required
def ask(request: SeatedRequest, case_id: str = "") -> HttpResponse:
    """Ask the state or the ministry."""
    house = house_of(request, Power.ASK)
    offices = {o.public_id: o for o in advisers_of(house)}
    cases = {p.public_id: p for p in list_partnerships(request.seat.actor, limit=200)}
    if case_id and case_id not in cases:
        cases[case_id] = find_matter(request, case_id, "advice")
    form = AskForm(
        given(request),
        of={key: str(o) for key, o in offices.items()},
        cases={key: f"{title_of(p)} · {p.folio}" for key, p in cases.items()},
        initial={"case": case_id},
    )
    back = reverse("web:coordination:of_case", args=[case_id]) if case_id else reverse("web:coordination:list")
    deed = Deed(
        title=_("Pedir asesoría"),
        lead=_("La oficina a la que pregunta recibe un aviso y un plazo. La respuesta queda con el expediente."),
        submit=_("Enviar la pregunta"),
        back=back,
        crumbs=_crumbs((_("Pedir"), "")),
    )

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        about = typed.pop("case")
        return coordination.ask_advice(
            act, organisation=house, of=offices[typed.pop("of")], partnership=cases[about] if about else None, **typed
        )

    return do(
        request, deed, form, call, circle=None, said=_("La pregunta quedó enviada."),
        then=lambda row: reverse("web:coordination:advice", args=[row.public_id]),
    )  # fmt: skip


def _find(request: SeatedRequest, public_id: str) -> Any:
    return get_advice(request.seat.actor, public_id)


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Question and answer, one below the other, with its times."""
    row = _find(request, public_id)
    actor = request.seat.actor
    names = names_for([u for u in (row.asked_user, row.answered_user) if u])
    context = {
        "advice": row,
        "row": row_of(row),
        "crumbs": _crumbs((row.folio, "")),
        "case": title_of(row.partnership) if row.partnership else "",
        "asked_by": names.get(row.asked_user, ""),
        "answered_by": names.get(row.answered_user, ""),
        "answers": row.state == AdviceState.ASKED and can(actor, row.asked_of, Power.ADVISE),
        "rates": row.state == AdviceState.ANSWERED and can(actor, row.asked_by, Power.ASK),
        "withdraws": row.state == AdviceState.ASKED and can(actor, row.asked_by, Power.ASK),
        "day": today_of(request),
    }
    return page(request, "web/coordination/advice.html", context)


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = _find(request, public_id)
    if not can(request.seat.actor, row.asked_of, Power.ADVISE):
        raise NotVisible(public_id)
    form = AnswerForm(given(request))
    deed = Deed(
        title=_("Responder la asesoría"),
        lead=row.question,
        submit=_("Enviar la respuesta"),
        back=reverse("web:coordination:advice", args=[public_id]),
        crumbs=_crumbs((row.folio, reverse("web:coordination:advice", args=[public_id])), (_("Responder"), "")),
        told=tell_people(request, asker_of(row), row.asked_by),
    )
    return do(
        request, deed, form, lambda act: coordination.answer_advice(act, advice=row, **form.cleaned_data), circle=None,
        said=_("La respuesta quedó enviada."),
    )  # fmt: skip


@seat_required
def rate(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = _find(request, public_id)
    if not can(request.seat.actor, row.asked_by, Power.ASK):
        raise NotVisible(public_id)
    form = RatingForm(given(request))
    deed = Deed(
        title=_("Valorar la respuesta"),
        lead=row.subject,
        submit=_("Guardar"),
        back=reverse("web:coordination:advice", args=[public_id]),
        crumbs=_crumbs((row.folio, reverse("web:coordination:advice", args=[public_id])), (_("Valorar"), "")),
    )
    return do(
        request, deed, form, lambda act: coordination.rate_advice(act, advice=row, **form.cleaned_data), circle=None,
        said=_("Gracias: su valoración quedó guardada."),
    )  # fmt: skip


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = _find(request, public_id)
    if not can(request.seat.actor, row.asked_by, Power.ASK):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Retirar la pregunta"),
        lead=row.subject,
        submit=_("Retirar"),
        back=reverse("web:coordination:advice", args=[public_id]),
        crumbs=_crumbs((row.folio, reverse("web:coordination:advice", args=[public_id])), (_("Retirar"), "")),
        kind="danger",
    )
    return do_for_reason(
        request, deed, lambda act, **why: coordination.withdraw_advice(act, advice=row, **why), circle=None,
        said=_("La pregunta quedó retirada."),
    )  # fmt: skip
