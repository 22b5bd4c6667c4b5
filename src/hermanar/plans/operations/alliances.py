"""Alliances at home, and strategies that activities cite (R3-34 to R3-36, R3-39)."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import AllianceArea, Happened, PartnerKind
from ..models import Activity, Alliance, Strategy
from ..policies import can_plan


def _must_plan(act: Act, organisation: Organisation) -> None:
    if not can_plan(act.actor, organisation.home):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))


@transaction.atomic
def put_alliance(
    act: Act, *, organisation: Organisation, partner: str, partner_kind: PartnerKind | str, areas: Sequence[str],
    agreed_on: dt.date, objective: str = "", until_on: dt.date | None = None, document: str = "",
    attachment: Attachment | None = None,
) -> Alliance:  # fmt: skip
    """An alliance with its partner, areas and date. Without a document it stands, and counts as undocumented.

    Raises Refused (`known`), Invalid.
    """
    _must_plan(act, organisation)
    errors: dict[str, list] = {}
    if not normalise(partner):
        errors["partner"] = [_("Escriba con quién es la alianza.")]
    if partner_kind not in PartnerKind.values:
        errors["partner_kind"] = [_("Elija qué es el socio.")]
    if not areas or any(a not in AllianceArea.values for a in areas):
        errors["areas"] = [_("Elija al menos un área.")]
    if agreed_on > act.on:
        errors["agreed_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if until_on is not None and until_on < agreed_on:
        errors["until_on"] = [_("La alianza no puede terminar antes de empezar.")]
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            row = Alliance.objects.create(
                circle=organisation.home, organisation=organisation, partner=normalise(partner)[:200],
                partner_kind=partner_kind, areas=list(areas), objective=normalise(objective)[:400],
                agreed_on=agreed_on, until_on=until_on, document=normalise(document)[:200], attachment=attachment,
                recorded_at=act.at,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("known", _("Esa alianza ya está asentada con esa fecha."), field="partner") from None
    record(act, Happened.ALLIANCE_PUT, chain=organisation.home.public_id, about=row.public_id, partner=row.partner)
    return row


@transaction.atomic
def document_alliance(act: Act, *, alliance: Alliance, document: str, attachment: Attachment | None) -> Alliance:
    """The paper that shows the alliance. Raises Refused (`withdrawn`), Invalid."""
    _must_plan(act, alliance.organisation)
    errors: dict[str, list] = {}
    if not normalise(document):
        errors["document"] = [_("Escriba qué papel es: convenio, oficio, minuta, con su folio.")]
    if attachment is None:
        errors["file"] = [_("Adjunte el documento.")]
    if errors:
        raise Invalid(errors)
    if not Alliance.objects.filter(pk=alliance.pk, withdrawn_on=None).update(
        document=normalise(document)[:200], attachment=attachment, documented_at=act.at
    ):
        raise Refused("withdrawn", _("Esa alianza se retiró."))
    alliance.refresh_from_db()
    record(
        act, Happened.ALLIANCE_DOCUMENTED, chain=alliance.circle.public_id, about=alliance.public_id,
        partner=alliance.partner,
    )  # fmt: skip
    return alliance


@transaction.atomic
def withdraw_alliance(act: Act, *, alliance: Alliance, reason: str) -> Alliance:
    """An alliance put down by mistake no longer counts; it stays on record with its reason. Raises Refused, Invalid."""
    _must_plan(act, alliance.organisation)
    told = normalise(reason)[:400]
    if not told:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Alliance.objects.filter(pk=alliance.pk, withdrawn_on=None).update(
        withdrawn_on=act.on, withdrawn_at=act.at, withdrawn_reason=told
    ):
        raise Refused("withdrawn", _("Esa alianza se retiró."))
    alliance.refresh_from_db()
    record(
        act, Happened.ALLIANCE_WITHDRAWN, chain=alliance.circle.public_id, about=alliance.public_id,
        partner=alliance.partner, reason=told,
    )  # fmt: skip
    return alliance


@transaction.atomic
def put_strategy(
    act: Act, *, organisation: Organisation, name: str, source: str, valid_from: dt.date | None = None,
    valid_until: dt.date | None = None, activities: Sequence[Activity] = (),
) -> Strategy:  # fmt: skip
    """A policy or strategy with its validity, and the activities that cite it. Raises Refused, Invalid."""
    _must_plan(act, organisation)
    errors: dict[str, list] = {}
    if not normalise(name):
        errors["name"] = [_("Escriba el nombre de la estrategia.")]
    if not normalise(source):
        errors["source"] = [_("Escriba dónde consta.")]
    if valid_from and valid_until and valid_until < valid_from:
        errors["valid_until"] = [_("La vigencia no puede terminar antes de empezar.")]
    if any(a.component.plan.organisation_id != organisation.pk for a in activities):
        errors["activities"] = [_("Debe ser de la misma organización.")]
    if errors:
        raise Invalid(errors)
    row, _new = Strategy.objects.update_or_create(
        organisation=organisation, name=normalise(name)[:200],
        defaults={"source": normalise(source)[:300], "valid_from": valid_from, "valid_until": valid_until},
    )  # fmt: skip
    row.activities.set(activities)
    record(act, Happened.STRATEGY_PUT, chain=organisation.home.public_id, about=row.public_id, strategy=row.name)
    return row
