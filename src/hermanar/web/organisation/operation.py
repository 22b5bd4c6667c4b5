"""Pages of the instance's operator: organisations."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.directory.operations import (
    create_office,
    open_organisation,
)
from hermanar.directory.policies import can_open_organisation
from hermanar.directory.queries import list_organisations
from hermanar.kernel.errors import NotVisible
from hermanar.notices.operations import invite_by_mail
from hermanar.partnerships.operations import seat_state_that_joins

from ..edge import SeatedRequest, given, operate, page, seat_required, today
from .forms import OpenForm


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
            seat_state_that_joins(act, organisation=organisation)
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
