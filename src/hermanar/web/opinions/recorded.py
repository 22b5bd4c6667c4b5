"""What state and ministry did on paper, put down by the liaison who works without them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import DispatchState
from hermanar.opinions.queries import get_dispatch, get_review, text_at_ministry
from hermanar.partnerships.policies import TOWN

from ..deeds import SAYS_WHY, Deed, do_from_paper
from ..edge import given, page, seat_required
from ..relations import crumbs, today_of
from ..told import MINISTRY, tell_town, told_to
from .dispatches import _case_url, dispatch_url
from .forms import Observations, RecordObservationsForm
from .paper import correct as put_right, put_forward_down, put_return_down
from .reviews import review_url

ROWS = 2


def _crumbs(dispatch: Any, last: str) -> list[dict]:
    partnership = dispatch.partnership
    return crumbs(
        partnership,
        (str(_("Envío a la SRE")), _case_url(partnership)),
        (_("Envío"), dispatch_url(dispatch)),
        (last, ""),
    )


@seat_required
def forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state passed it on, and does not take part here."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Asentar que se turnó a la SRE"),
        submit=_("Asentar el turno"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(dispatch, _("Asentar el turno")),
        lead=_("Desde la copia del oficio con que el enlace estatal lo turnó."),
        consequence=_("Queda como “asentado por” usted."),
    )
    return put_forward_down(
        request,
        deed,
        partnership,
        lambda act, **typed: opinions.record_forward(act, dispatch=dispatch, **typed),
        caption=_("Oficio con que se turnó"),
        said=gettext_lazy("Quedó asentado que el expediente se turnó a la SRE."),
    )


@seat_required
def correct_forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was put down of the state's letter with the file was put down wrongly."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    return put_right(
        request,
        partnership,
        lambda act, **why: opinions.correct_forwarding(act, dispatch=dispatch, **why),
        title=_("Corregir el turno asentado"),
        folio=dispatch.forward_folio,
        back=dispatch_url(dispatch),
        crumbs=_crumbs(dispatch, _("Corregir")),
        told=told_to(request, partnership.circle, also=[*TOWN, *MINISTRY]),
        then=dispatch_url,
        said=gettext_lazy("El turno quedó corregido. Asiente el oficio como está."),
    )


@seat_required
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """State or ministry sent it back on paper."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    at_state = dispatch.state == DispatchState.SENT
    deed = Deed(
        title=_("Asentar la devolución del envío"),
        submit=_("Asentar la devolución"),
        kind="danger",
        back=dispatch_url(dispatch),
        crumbs=_crumbs(dispatch, _("Asentar la devolución")),
        lead=_("Desde el oficio con que el enlace estatal lo devolvió.")
        if at_state
        else _("Desde el oficio con que la SRE lo devolvió."),
        consequence=_("Queda como “asentado por” usted. Después puede preparar otro envío con lo que falta."),
        told=tell_town(request, partnership.circle),
        then=(_("El oficio con que se envió queda sin efecto."), SAYS_WHY),
    )
    return put_return_down(
        request,
        deed,
        partnership,
        lambda act, **typed: opinions.record_return(act, dispatch=dispatch, **typed),
        said=gettext_lazy("La devolución quedó asentada, con su motivo. Puede preparar otro envío."),
    )


def _rows(request: HttpRequest, content: Any) -> tuple[Any, bool]:
    """The observations as they are typed, and whether one more was asked for: nothing is checked then."""
    choices = {"groups": tuple(content.groups()), "languages": content.languages}
    data = given(request)
    if data is None or "said-TOTAL_FORMS" not in data:
        return Observations(None, prefix="said", initial=[{}] * ROWS, form_kwargs=choices), False
    if data.get("add"):
        typed = Observations(data, prefix="said", form_kwargs=choices)
        rows = [{name: form[name].value() for name in form.fields} for form in typed]
        return Observations(None, prefix="said", initial=[*rows, {}][:60], form_kwargs=choices), True
    return Observations(data, prefix="said", form_kwargs=choices), False


@seat_required
def observations(request: HttpRequest, public_id: str) -> HttpResponse:
    """The ministry's letter of observations, article by article, from the paper received."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership, version = dispatch.partnership, text_at_ministry(dispatch)
    rows, adding = _rows(request, version.as_content)
    deed = Deed(
        title=_("Asentar las observaciones de la SRE"),
        submit=_("Asentar las observaciones"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(dispatch, _("Asentar las observaciones")),
        lead=_("Desde el oficio recibido, sobre la versión %(n)s del texto.") % {"n": version.number},
        consequence=_(
            "Quedan como “asentado por” usted, y le toca al municipio contestarlas con una nueva versión del texto. Los "
            "artículos que el oficio no observa quedan aprobados."
        ),
        told=tell_town(request, partnership.circle),
    )
    form = RecordObservationsForm(
        given(request), request.FILES or None, initial={"dated_on": today_of(request, partnership)}, rows=rows
    )

    def call(act: Any, **typed: Any) -> Any:
        return opinions.record_observations(
            act,
            dispatch=dispatch,
            observations=[opinions.Said(**row.cleaned_data) for row in rows if row.is_said],
            **typed,
        )

    template = "web/opinions/record_observations.html"
    if adding:
        return page(request, template, {"deed": deed, "form": form.unchecked(), "blockers": []})
    return do_from_paper(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        caption=_("Oficio de observaciones"),
        then=review_url,
        said=gettext_lazy("Las observaciones quedaron asentadas. Contéstelas con una nueva versión del texto."),
        template=template,
    )


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """A letter of observations that was put down wrongly."""
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership, dispatch = review.partnership, review.dispatch
    return put_right(
        request,
        partnership,
        lambda act, **why: opinions.correct_observations(act, review=review, **why),
        title=_("Corregir las observaciones asentadas"),
        folio=review.folio,
        back=review_url(review),
        crumbs=_crumbs(dispatch, _("Corregir")),
        told=tell_town(request, partnership.circle),
        then=lambda _row: dispatch_url(dispatch),
        said=gettext_lazy("Las observaciones quedaron corregidas. Asiente el oficio como está."),
    )
