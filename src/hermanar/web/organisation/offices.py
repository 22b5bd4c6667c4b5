"""One office of an organisation: what it was called, who held it, and what of that is put right."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.operations import (
    close_office,
    correct_appointment,
    correct_office,
    rename_office,
    reopen_office,
)
from hermanar.directory.queries import get_appointment, get_office, list_corrections, list_posts_of
from hermanar.journal.queries import list_lines
from hermanar.notices.operations import retract_post

from ..edge import Done, SeatedRequest, given, operate, page, seat_required, today
from ..sentences import tell
from .corrections import told
from .forms import CloseForm, PostCorrectionForm, RenameForm, ReopenForm, RetractForm, TitleForm

ACTS = ("appointment", "retract", "rename", "title", "close", "reopen")
_FIELDS = ("from_on", "until_on", "reference", "basis", "written", "written_en")


@seat_required
def show_office(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What it was called and who held it, with their days and capacities; what was corrected, by whom and why."""
    who = request.seat.actor
    office = get_office(who, public_id)
    data = given(request)
    wanted = data.get("do", "") if data else ""
    if request.method == "POST" and wanted not in ACTS:
        raise Http404
    house = office.organisation
    day = today(request, house.home if house.home.exercise_at else None)
    chosen = (data.get("appointment", "") if data else "") or request.GET.get("corregir", "")
    appointment = get_appointment(who, chosen) if chosen else None
    if appointment is not None and appointment.office_id != office.pk:
        raise Http404
    if appointment is not None and appointment.mistaken_at is not None and request.method != "POST":
        appointment = None

    def bound(name: str) -> Any:
        return data if wanted == name else None

    forms: dict[str, Any] = {
        "rename": RenameForm(bound("rename"), initial={"from_on": day}),
        "title": TitleForm(bound("title"), initial={"title": office.title, "title_en": office.title_en}),
        "close": CloseForm(bound("close"), initial={"on": day}),
        "reopen": ReopenForm(bound("reopen")),
    }
    if appointment is not None:
        known = {name: getattr(appointment, name) for name in _FIELDS}
        forms["appointment"] = PostCorrectionForm(
            bound("appointment"), how=appointment.how, initial={"name": appointment.person.name, **known}
        )
        forms["retract"] = RetractForm(bound("retract"), prefix="retract")
    if request.method == "POST":
        done = _do(request, office, appointment, wanted, forms.get(wanted))
        if done.response:
            return done.response
    posts = list_posts_of(office)
    context = {
        "office": office,
        "house": house,
        "posts": posts,
        "former": list(office.former_titles.order_by("-until_on")),
        "appointment": appointment,
        "corrections": told(list_corrections(who, house, office=office)),
        "forms": forms,
        "open": wanted,
        "day": day,
        "crumbs": [{"label": str(house), "url": _house(request, house)}, {"label": str(office), "url": ""}],
        "log": tell(
            [n for n in list_lines(house.home.public_id, limit=300) if n.about == office.public_id][:8],
            request.seat.zones,
        ),
    }
    return page(request, "web/organisation/office.html", context)


def _house(request: SeatedRequest, house: Any) -> str:
    own = request.seat.organisation is not None and request.seat.organisation.pk == house.pk
    return reverse("web:organisation:organisation") if own else reverse("web:organisation:any", args=[house.slug])


def _do(request: SeatedRequest, office: Any, appointment: Any, wanted: str, form: Any) -> Done:
    """One act on the office, on today's clock."""
    if form is None or not form.is_valid():
        return Done()
    then = reverse("web:organisation:office", args=[office.public_id])
    typed = form.cleaned_data
    calls: dict[str, tuple[Any, Any]] = {
        "appointment": (
            lambda act: correct_appointment(act, appointment=appointment, **typed),
            _("Quedó corregido. Lo que decía se conserva abajo, con su motivo."),
        ),
        "retract": (
            lambda act: retract_post(act, appointment=appointment, **typed),
            _("El puesto quedó retirado como asentado por error, con su motivo."),
        ),
        "rename": (
            lambda act: rename_office(act, office=office, **typed),
            _("Desde esa fecha la oficina se llama así; lo anterior conserva su nombre."),
        ),
        "title": (
            lambda act: correct_office(act, office=office, **typed),
            _("Nombre corregido. Lo que decía se conserva abajo, con su motivo."),
        ),
        "close": (lambda act: close_office(act, office=office, **typed), _("La oficina quedó cerrada.")),
        "reopen": (lambda act: reopen_office(act, office=office, **typed), _("La oficina quedó abierta otra vez.")),
    }
    call, said = calls[wanted]
    return operate(request, call, wall=True, form=form, then=then, said=said)
