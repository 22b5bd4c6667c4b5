"""A trip under public scrutiny: what it cost, what it gave, how it is told (R4-37)."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise

from ..enums import TRIPS, EncounterState, Happened, Side
from ..models import Communication, Encounter, TripCost, TripReport
from .common import _late, _must_keep, _said, _stop


def _must_be_trip(act: Act, encounter: Encounter) -> None:
    _must_keep(act, encounter.circle)
    if encounter.kind not in TRIPS:
        raise Refused("not_a_trip", _("Solo lo llevan los viajes de nuestra parte."))
    if encounter.state in {EncounterState.CANCELLED, EncounterState.VOID}:
        raise Refused("encounter_ended", _("Ese viaje no se hizo."))


def _tell(act: Act, happened: Happened, encounter: Encounter, **data) -> None:
    record(
        act, happened, chain=encounter.circle.public_id, about=encounter.public_id, title=encounter.title, **data
    )  # fmt: skip


@transaction.atomic
def put_cost(
    act: Act,
    *,
    encounter: Encounter,
    concept: str,
    amount: Decimal,
    payer: str,
    currency: str = "MXN",
    source: str = "",
) -> TripCost:
    """A line of what the trip costs, and who pays it from where. Raises Refused, Invalid."""
    _must_be_trip(act, encounter)
    concept, currency = normalise(concept)[:200], currency.strip().upper()
    errors: dict[str, list] = {}
    _said(errors, "concept", concept, _("Escriba el concepto."))
    if amount <= 0:
        errors["amount"] = [_("Escriba una cantidad mayor que cero.")]
    if len(currency) != 3 or not currency.isalpha():
        errors["currency"] = [_("Escriba las tres letras de la moneda: MXN, USD.")]
    if payer not in Side.values:
        errors["payer"] = [_("Diga quién lo paga.")]
    _stop(errors)
    row = TripCost.objects.create(
        encounter=encounter, concept=concept, amount=amount, currency=currency, payer=payer,
        source=normalise(source)[:200],
    )  # fmt: skip
    _tell(act, Happened.COST_PUT, encounter)
    return row


@transaction.atomic
def report_trip(
    act: Act, *, encounter: Encounter, results: str, benefit: str, attachment: Attachment | None = None
) -> TripReport:
    """What came of the trip and what the municipality gains; again, it replaces what was said. Raises Refused, Invalid."""
    _must_be_trip(act, encounter)
    if encounter.state != EncounterState.HELD:
        raise Refused("encounter_not_held", _("Todavía no se realiza: asiente primero que tuvo lugar."))
    results, benefit = normalise(results, lines=True), normalise(benefit, lines=True)
    errors: dict[str, list] = {}
    _said(errors, "results", results, _("Escriba qué se hizo y qué resultó."))
    _said(errors, "benefit", benefit, _("Escriba qué gana el municipio."))
    _stop(errors)
    kept = TripReport.objects.filter(encounter=encounter).first()
    file = attachment or (kept.attachment if kept else None)
    row, _new = TripReport.objects.update_or_create(
        encounter=encounter,
        defaults={"results": results, "benefit": benefit, "reported_on": act.on, "attachment": file},
    )
    _tell(act, Happened.TRIP_REPORTED, encounter)
    return row


@transaction.atomic
def plan_communication(
    act: Act, *, encounter: Encounter, message: str, audience: str, channel: str, due_on: dt.date
) -> Communication:
    """A line of the plan: what is told, to whom, by which channel, by when. Raises Refused, Invalid."""
    _must_be_trip(act, encounter)
    message = normalise(message, lines=True)
    audience, channel = normalise(audience)[:200], normalise(channel)[:200]
    errors: dict[str, list] = {}
    _said(errors, "message", message, _("Escriba el mensaje."))
    _said(errors, "audience", audience, _("Escriba a quién se dirige."))
    _said(errors, "channel", channel, _("Escriba por qué medio."))
    _stop(errors)
    row = Communication.objects.create(
        encounter=encounter, message=message, audience=audience, channel=channel, due_on=due_on
    )
    _tell(act, Happened.COMMUNICATION_PLANNED, encounter)
    return row


@transaction.atomic
def tell_communication(act: Act, *, communication: Communication, done_on: dt.date, url: str = "") -> Communication:
    """That it was told, and where it is read. Raises Refused, Invalid."""
    encounter = communication.encounter
    _must_be_trip(act, encounter)
    errors: dict[str, list] = {}
    _late(errors, act, "done_on", done_on)
    url = url.strip()
    if url:
        try:
            URLValidator(schemes=["https", "http"])(url)
        except ValidationError:
            errors["url"] = [_("Escriba la dirección completa, con https://.")]
    _stop(errors)
    if not Communication.objects.filter(pk=communication.pk, done_on=None).update(done_on=done_on, url=url):
        raise Refused("already_told", _("Eso ya consta como comunicado."))
    communication.refresh_from_db()
    _tell(act, Happened.COMMUNICATION_DONE, encounter, on=done_on)
    return communication
