"""Pages of the instance's operator: organisations, and requests about personal data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.directory.operations import (
    answer_data_request,
    correct_person,
    create_office,
    open_organisation,
    withhold_name,
)
from hermanar.directory.policies import can_open_organisation
from hermanar.directory.queries import data_of, get_data_request, list_data_requests, list_organisations
from hermanar.kernel.errors import NotVisible
from hermanar.notices.operations import invite_by_mail

from ..edge import SeatedRequest, given, operate, page, seat_required, today
from .forms import CorrectionForm, OpenForm, RequestAnswerForm


@seat_required
def list_all(request: SeatedRequest) -> HttpResponse:
    """Every organisation of the instance."""
    if not can_open_organisation(request.seat.actor):
        raise NotVisible
    return page(
        request, "web/organisation/organisations.html", {"organisations": list_organisations(request.seat.actor)}
    )


@seat_required
def open_new(request: SeatedRequest) -> HttpResponse:
    """Open an organisation and invite the first person who administers it."""
    if not can_open_organisation(request.seat.actor):
        raise NotVisible
    organisations = list_organisations(request.seat.actor)
    form = OpenForm(given(request), organisations=organisations, initial={"from_on": today(request)})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        name, email, from_on = data.pop("admin_name"), data.pop("admin_email"), data.pop("from_on")

        def call(act: Any) -> Any:
            organisation = open_organisation(act, **data)
            office = create_office(
                act,
                organisation=organisation,
                title=_("Administración del sistema"),
                title_en="System administration",
                role=Role.ADMINISTRATOR,
            )
            invite_by_mail(act, office=office, email=email, person_name=name, from_on=from_on)
            return organisation

        done = operate(
            request,
            call,
            wall=True,
            form=form,
            fields={"email": "admin_email", "person_name": "admin_name"},
            then=lambda o: reverse("web:organisation:any", args=[o.slug]),
            said=_("Organización abierta; la invitación va por correo."),
        )
        if done.response:
            return done.response
    return page(request, "web/organisation/new.html", {"form": form})


@seat_required
def list_requests(request: SeatedRequest) -> HttpResponse:
    """Requests of access, correction or withholding, the unanswered first."""
    return page(request, "web/organisation/data_requests.html", {"rows": list_data_requests(request.seat.actor)})


@seat_required
def show_request(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One request: what is kept of the person, the answer, and what makes it good."""
    row = get_data_request(request.seat.actor, public_id)
    data = given(request)
    wanted = data.get("do", "") if data else ""
    answer = RequestAnswerForm(data if wanted == "answer" else None)
    correction = None
    if row.person is not None:
        initial = {"name": row.person.name, "email": row.person.email}
        correction = CorrectionForm(data if wanted == "correct" else None, initial=initial)
    if request.method == "POST":
        done = None
        if wanted == "answer":
            if answer.is_valid():
                done = operate(
                    request,
                    lambda act: answer_data_request(
                        act,
                        request=row,
                        granted=answer.cleaned_data["granted"] == "yes",
                        answer=answer.cleaned_data["answer"],
                    ),
                    form=answer,
                    said=_("Solicitud contestada."),
                )
        elif wanted == "withhold" and row.person is not None:
            done = operate(
                request, lambda act: withhold_name(act, person=row.person), said=_("El nombre quedó reservado.")
            )
        elif wanted == "correct" and correction is not None:
            if correction.is_valid():
                done = operate(
                    request,
                    lambda act: correct_person(act, person=row.person, **correction.cleaned_data),
                    form=correction,
                    said=_("Datos corregidos."),
                )
        else:
            raise Http404
        if done is not None and done.response:
            return done.response
    context = {
        "row": row,
        "answer": answer,
        "correction": correction,
        "kept": data_of(row.person) if row.person is not None else None,
    }
    return page(request, "web/organisation/data_request.html", context)
