"""What authorises our own side where our party is a state: which organ, by which instrument, under which of its laws.

No source of the programme says who authorises for a state: the organ is asked, never supposed, and the law it rests on
is named or listed as lacking.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, PartyKind
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import HANDS
from hermanar.partnerships.queries.briefs import accepted_names, names_beside, sides
from hermanar.partnerships.rules.parties import names_counterpart

from ..enums import Happened, Power, WhyNotAuthorised
from ..models import OwnAuthorisation
from ..policies import can


def _must_record(act: Act, partnership: Partnership) -> None:
    if not can(act.actor, partnership.circle, Power.RECORD):
        raise Refused("not_liaison", _("Asienta la autorización el enlace del estado titular."))
    if sides(partnership)[0].kind != PartyKind.STATE:
        raise Refused("not_of_state", _("Por un municipio autoriza su Cabildo: su acuerdo se asienta en las sesiones."))


@transaction.atomic
def record_authorisation(
    act: Act, *, partnership: Partnership, organ: str, instrument: str, names: str, authorised_on: dt.date,
    legal_basis: str = "", attachment: Attachment | None = None,
) -> OwnAuthorisation:  # fmt: skip
    """Put down what the state's organ authorised, from its paper. One that names another city, or nobody, is kept and
    authorises nothing here (promise 5). Raises Refused (`not_liaison`, `not_of_state`), Invalid."""
    _must_record(act, partnership)
    errors: dict[str, list] = {}
    organ, instrument, names = normalise(organ), normalise(instrument), normalise(names)
    if not organ:
        errors["organ"] = [_("Escriba qué órgano autorizó, según la ley del estado.")]
    if not instrument:
        errors["instrument"] = [_("Escriba el número o nombre del instrumento.")]
    same = partnership.own_authorisations.filter(withdrawn_on=None, organ__iexact=organ, authorised_on=authorised_on)
    if instrument and same.filter(instrument__iexact=instrument, names__iexact=names).exists():
        errors["instrument"] = [_("Ese instrumento ya está asentado. Si se asentó mal, retírelo con su motivo.")]
    if authorised_on > act.on:
        errors["authorised_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if errors:
        raise Invalid(errors)
    _ours, theirs = sides(partnership)
    why_not = ""
    if not names:
        why_not = WhyNotAuthorised.BLANK
    elif not names_counterpart(names, accepted_names(theirs), names_beside(theirs)):
        why_not = WhyNotAuthorised.OTHER_CITY
    act = act.recording()
    row = OwnAuthorisation.objects.create(
        partnership=partnership, organ=organ, instrument=instrument, names=names, authorised_on=authorised_on,
        legal_basis=normalise(legal_basis), attachment=attachment, authorises=not why_not, why_not=why_not,
        how=act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.AUTHORISATION_RECORDED, chain=partnership.circle.public_id, about=row.public_id,
        instrument=instrument, organ=organ, on=authorised_on,
    )  # fmt: skip
    if row.authorises:
        state_case_fact(
            act, partnership=partnership, fact=Fact.AUTHORISED, on=authorised_on,
            source=f"agreements.ownauthorisation:{row.public_id}", proof=f"{instrument}, {organ}",
            data={"instrument": instrument},
        )  # fmt: skip
    else:
        _tell(act, partnership, "authorisation_denied", in_spanish(WhyNotAuthorised(why_not).label))
    return row


def _tell(act: Act, partnership: Partnership, key: str, reason: str) -> None:
    notify(
        act, to=(partnership.circle, HANDS), key=key, data={"folio": partnership.folio, "reason": reason},
        door="agreements.authorisation", at={"partnership": partnership.public_id},
    )  # fmt: skip


@transaction.atomic
def withdraw_authorisation(
    act: Act, *, authorisation: OwnAuthorisation, reason: str, mistaken: bool = False
) -> OwnAuthorisation:
    """Say that what was put down does not hold: revoked, or put down by mistake (`mistaken`). It stays, marked. Raises
    Refused, Invalid."""
    partnership = authorisation.partnership
    _must_record(act, partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo: queda en la bitácora y se comunica.")]})
    moved = OwnAuthorisation.objects.filter(pk=authorisation.pk, withdrawn_on=None)
    if not moved.update(withdrawn_on=act.on, reason=reason):
        raise Refused("authorisation_withdrawn", _("Esa autorización ya se había retirado."))
    authorisation.refresh_from_db()
    record(
        act, Happened.AUTHORISATION_WITHDRAWN, chain=partnership.circle.public_id, about=authorisation.public_id,
        instrument=authorisation.instrument, reason=reason,
    )  # fmt: skip
    if authorisation.authorises:
        withdraw_case_fact(
            act, partnership=partnership, fact=Fact.AUTHORISED, reason=reason, mistaken=mistaken,
            source=f"agreements.ownauthorisation:{authorisation.public_id}",
        )  # fmt: skip
    _tell(act, partnership, "authorisation_withdrawn", reason)
    return authorisation
