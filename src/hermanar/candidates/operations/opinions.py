"""What a consulate thinks of a city: given by its officer, or put down by the liaison from the paper received."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Lead

from ..enums import Happened, Sense
from ..models import ConsularOpinion
from ..policies import can_opine
from ..queries.choices import routed_to
from .choices import _columns_of, _must_choose


def _clean(act: Act, sense: str, text: str, dated_on: dt.date) -> str:
    errors: dict[str, list] = {}
    text = normalise(text, lines=True)
    if sense not in Sense.values:
        errors["sense"] = [_("Elija el sentido de la opinión.")]
    elif sense != Sense.FAVOURABLE and not text:
        errors["text"] = [_("Diga las razones: una reserva sin razón no ayuda a decidir.")]
    if dated_on > act.on:
        errors["dated_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if errors:
        raise Invalid(errors)
    return text


@transaction.atomic
def record_opinion(
    act: Act, *, owner: Organisation, city: str, consulate: str, sense: str, dated_on: dt.date, text: str = "",
    reference: str = "",
) -> ConsularOpinion:  # fmt: skip
    """Put down from its paper what a consulate said of a city (asentado). Raises Refused, Invalid, NotVisible."""
    _must_choose(act, owner)
    columns, name = _columns_of(city)
    consulate = normalise(consulate)[:200]
    text = _clean(act, sense, text, dated_on)
    if not consulate:
        raise Invalid({"consulate": [_("Escriba qué consulado o embajada opinó.")]})
    recorded = act.recording()
    row = ConsularOpinion.objects.create(
        circle=owner.home, consulate=consulate, sense=sense, text=text, dated_on=dated_on,
        reference=normalise(reference)[:80], how=recorded.actor.how, **columns,
    )  # fmt: skip
    record(
        recorded, Happened.OPINION_GIVEN, chain=owner.home.public_id, about=row.public_id, city=name, on=dated_on,
        view=row.sense,
    )  # fmt: skip
    return row


@transaction.atomic
def give_opinion(act: Act, *, lead: Lead, sense: str, text: str = "", reference: str = "") -> ConsularOpinion:
    """The consulate's own opinion of the city of a lead, for the municipality the lead was turned over to.

    Raises Refused (`not_consul`, `place_unknown`, `not_routed`), Invalid.
    """
    if not can_opine(act.actor, lead.circle):
        raise Refused("not_consul", _("Opina el consulado o la embajada que participa en el prospecto."))
    if lead.place_id is None:
        raise Refused(
            "place_unknown",
            _("El prospecto no dice de qué ciudad del catálogo se trata. Corrija el prospecto y elija la ciudad."),
        )
    owner = routed_to(lead)
    if owner is None or owner.kind != OrganisationKind.MUNICIPALITY:
        raise Refused("not_routed", _("El prospecto todavía no se turna a un municipio. Túrnelo antes."))
    text = _clean(act, sense, text, act.on)
    columns, name = _columns_of(f"p{lead.place_id}")
    house = Organisation.objects.get(public_id=act.actor.organisation)
    row = ConsularOpinion.objects.create(
        circle=owner.home, organisation=house, consulate=house.name, lead=lead, sense=sense, text=text, dated_on=act.on,
        reference=normalise(reference)[:80], how=act.actor.how, **columns,
    )  # fmt: skip
    record(
        act, Happened.OPINION_GIVEN, chain=owner.home.public_id, about=row.public_id, city=name, on=act.on,
        view=row.sense,
    )  # fmt: skip
    notify(
        act, to=(owner.home, Part.LEAD, Role.LIAISON), key="consular_opinion", data={"city": name},
        door="candidates.city", at={"city": f"p{lead.place_id}"},
    )  # fmt: skip
    return row
