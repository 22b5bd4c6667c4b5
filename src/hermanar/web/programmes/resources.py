"""Money, people and papers of an activity, one form each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.acts import Act
from hermanar.programmes import operations as programmes
from hermanar.programmes.queries import get_activity, get_assigned, open_restricted

from ..deeds import do, keep
from ..edge import SeatedRequest, given, seat_required
from ..relations import today_of
from .activities import deed_of
from .forms import (
    AvailabilityForm,
    BudgetForm,
    EntryForm,
    InsuranceForm,
    OtherWorkForm,
    ProtectedForm,
    RestrictedForm,
    StaffForm,
    TransferForm,
)
from .shared import fitting

_SAID = gettext_lazy("Quedó asentado.")


def _do(
    request: SeatedRequest, activity: Any, title: str, form: forms.Form, call: Callable[[Act], Any], **more: Any
) -> HttpResponse:
    deed = deed_of(activity, title, _("Asentar"), **more)
    return do(request, deed, form, call, circle=activity.programme.circle, said=_SAID, fields={"upload": "file"})


@seat_required
def budget(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = fitting(BudgetForm(given(request)), activity.programme.partnership)
    return _do(
        request, activity, _("Renglón de presupuesto"), form,
        lambda act: programmes.put_budget(act, activity=activity, **form.cleaned_data),
        consequence=_("Cada Parte paga lo suyo, salvo que convengan otra cosa para la actividad."),
    )  # fmt: skip


@seat_required
def availability(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = AvailabilityForm(given(request), initial={"number": activity.note_number, "on": activity.note_on})
    return _do(
        request, activity, _("Constancia de suficiencia presupuestal"), form,
        lambda act: programmes.put_availability(act, activity=activity, **form.cleaned_data),
    )  # fmt: skip


@seat_required
def protected(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = ProtectedForm(given(request), initial={"protected": activity.protected, "note": activity.protected_note})
    return _do(
        request, activity, _("Información, material y equipo protegidos"), form,
        lambda act: programmes.declare_protected(act, activity=activity, **form.cleaned_data),
        consequence=_("Lo protegido o clasificado no se transfiere al amparo del acuerdo."),
    )  # fmt: skip


@seat_required
def transfer(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = TransferForm(given(request), initial={"on": today_of(request, activity.programme.partnership)})
    return _do(
        request, activity, _("Asentar una transferencia"), form,
        lambda act: programmes.log_transfer(act, activity=activity, **form.cleaned_data),
    )  # fmt: skip


@seat_required
def restricted(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = RestrictedForm(given(request), request.FILES or None)
    return _do(
        request, activity, _("Guardar un papel reservado"), form,
        lambda act: programmes.keep_restricted(
            act, activity=activity, upload=form.cleaned_data["file"], caption=form.cleaned_data["caption"]
        ),
        consequence=_("Solo lo abren el enlace y la Presidencia municipal."),
    )  # fmt: skip


@seat_required
def open_paper(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The file of a restricted paper: always as a download, never kept by the browser."""
    found = open_restricted(request.seat.actor, public_id)
    response = FileResponse(found.stream, as_attachment=True, filename=found.filename, content_type=found.media_type)
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


@seat_required
def staff(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    initial = {"from_on": activity.starts_on, "until_on": activity.ends_on, "people": 1}
    form = fitting(StaffForm(given(request), initial=initial), activity.programme.partnership)
    return _do(
        request, activity, _("Asignar personal"), form,
        lambda act: programmes.assign_staff(act, activity=activity, **form.cleaned_data),
        consequence=_("No se crea relación laboral con la otra Parte, ni puede hacer nada ajeno a sus funciones."),
    )  # fmt: skip


@seat_required
def entry(request: SeatedRequest, public_id: str) -> HttpResponse:
    person = get_assigned(request.seat.actor, public_id)
    form = EntryForm(given(request), initial={"on": today_of(request, person.activity.programme.partnership)})
    return _do(
        request, person.activity, _("Gestión de entrada y salida"), form,
        lambda act: programmes.ask_entry(act, staff=person, **form.cleaned_data),
        facts=[{"term": _("Personal"), "value": person.post}],
    )  # fmt: skip


@seat_required
def insurance(request: SeatedRequest, public_id: str) -> HttpResponse:
    person = get_assigned(request.seat.actor, public_id)
    activity = person.activity
    form = InsuranceForm(given(request), request.FILES or None, initial={"until_on": person.until_on})

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        file = keep(act, activity.programme.circle, typed.pop("file"), caption=_("Seguro del personal asignado"))
        return programmes.put_insurance(act, staff=person, file=file, **typed)

    return _do(
        request, activity, _("Acreditar el seguro"), form, call, facts=[{"term": _("Personal"), "value": person.post}]
    )


@seat_required
def other_work(request: SeatedRequest, public_id: str) -> HttpResponse:
    person = get_assigned(request.seat.actor, public_id)
    form = OtherWorkForm(given(request))
    return _do(
        request, person.activity, _("Autorizar otra actividad"), form,
        lambda act: programmes.authorise_other_work(act, staff=person, **form.cleaned_data),
        facts=[{"term": _("Personal"), "value": person.post}, {"term": _("Funciones"), "value": person.functions}],
    )  # fmt: skip
