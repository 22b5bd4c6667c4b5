"""The state's municipalities by contact and by what they have; the instrument with the ministry."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext

from hermanar.coordination import operations as coordination
from hermanar.coordination.enums import Contact, Power
from hermanar.coordination.queries import list_instruments, list_municipalities, reach_of
from hermanar.kernel.errors import NotVisible

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from .forms import EndForm, InstrumentForm
from .shared import house_of, said

TONES: dict[str, str] = {Contact.RECENT: "leaf", Contact.OLD: "amber", Contact.NEVER: ""}


def _crumbs(label: str) -> list[dict]:
    return [
        {"label": pgettext("orden de gobierno", "Estado"), "url": reverse("web:state:state")},
        {"label": label, "url": ""},
    ]


@seat_required
def show_municipalities(request: SeatedRequest) -> HttpResponse:
    """Every municipality of the state: when it was last known of, what it has, what it lacks."""
    house, day = house_of(request, Power.CONVOKE), today_of(request)
    chosen = request.GET.get("contacto", "")
    chosen = chosen if chosen in Contact.values else ""
    found = list_municipalities(request.seat.actor, house, day, standing=chosen, after=request.GET.get("desde", "")[:5])
    reach = reach_of(house, day)
    keep_filter = f"contacto={chosen}&" if chosen else ""
    counts = {"": reach.total, Contact.RECENT: reach.recent, Contact.OLD: reach.old, Contact.NEVER: reach.never}
    context = {
        "house": house,
        "crumbs": _crumbs(_("Municipios")),
        "views": [
            {
                "label": str(Contact(key).label) if key else _("Todos"),
                "url": f"?contacto={key}" if key else "?",
                "current": key == chosen,
                "count": number,
            }
            for key, number in counts.items()
        ],
        "rows": [
            {
                "it": line,
                "tone": TONES[line.contact],
                "word": str(Contact(line.contact).label),
                "checks": [{"label": said(i.title), "met": line.has[i.key]} for i in found.items],
            }
            for line in found.lines
        ],
        "of": len(found.items),
        "next": f"?{keep_filter}desde={found.next}" if found.next else "",
        "first": f"?{keep_filter}".rstrip("&") if request.GET.get("desde") else "",
        "columns": [
            {"label": _("Municipio")},
            {"label": _("Último contacto")},
            {"label": _("Cumplimiento")},
            {"label": _("Vinculaciones"), "num": True},
        ],
    }
    return page(request, "web/coordination/municipalities.html", context)


@seat_required
def record_instrument(request: SeatedRequest) -> HttpResponse:
    """Put down, from its paper, the instrument with the ministry."""
    house = house_of(request, Power.CONVOKE)
    form = InstrumentForm(given(request), request.FILES or None)
    deed = Deed(
        title=_("Asentar el instrumento con la SRE"),
        lead=_(
            "Lo que la Secretaría y el estado convinieron para colaborar: quiénes firmaron, por su cargo, y hasta cuándo."
        ),
        submit=_("Asentar"),
        back=reverse("web:state:state"),
        crumbs=_crumbs(_("Instrumento")),
    )

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        scan = keep(act, house.home, typed.pop("attachment"), caption=str(_("Instrumento con la SRE")))
        return coordination.record_instrument(act, organisation=house, attachment=scan, **typed)

    return do(request, deed, form, call, circle=None, fields={"file": "attachment"}, said=_("Instrumento asentado."))


@seat_required
def end_instrument(request: SeatedRequest, public_id: str) -> HttpResponse:
    house_of(request, Power.CONVOKE)
    row = next((i for i in list_instruments(request.seat.actor) if i.public_id == public_id), None)
    if row is None:
        raise NotVisible(public_id)
    form = EndForm(given(request), initial={"on": today_of(request)})
    deed = Deed(
        title=_("Dar por terminado el instrumento"),
        lead=row.title,
        submit=_("Dar por terminado"),
        back=reverse("web:state:state"),
        crumbs=_crumbs(_("Instrumento")),
        kind="danger",
        consequence=_("Se conserva con su fecha y su motivo."),
    )
    return do(
        request, deed, form, lambda act: coordination.end_instrument(act, instrument=row, **form.cleaned_data),
        circle=None, said=_("Instrumento terminado."),
    )  # fmt: skip
