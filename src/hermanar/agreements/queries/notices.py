"""The letter that sends the signed copy for its registration, before it is issued: what it says."""

import datetime as dt
from typing import Any

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Organisation
from hermanar.documents.queries import would_say
from hermanar.kernel.content import Content
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import addressee, late_place, slot_values
from hermanar.process.queries import standing_facts

from ..enums import SigningState
from ..models import Agreement, Signing

NOTICE_KIND = "registration_notice"
_ANNEXES = [
    {"es": "Ejemplar original firmado", "en": "Signed original"},
    {"es": "Constancia de depósito", "en": "Record of deposit"},
]


def signed_copy(agreement: Agreement) -> Signing | None:
    """The deposit that is sent: the last one confirmed."""
    return agreement.signings.filter(state=SigningState.CONFIRMED).order_by("-pk").first()


def registry_of_ministry() -> Organisation | None:
    return Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("pk").first()


def notice_values(agreement: Agreement, signing: Signing, on: dt.date, appointment: str) -> dict[str, Any]:
    """What the letter says, slot by slot, of a text signed and with its opinion."""
    opinion = standing_facts(agreement.partnership.case)[Fact.OPINION_FAVOURABLE]
    return slot_values(agreement.partnership, on, appointment) | {
        **addressee(registry_of_ministry(), Role.REGISTRAR, on),
        "signed_place": signing.place,
        "signed_date": signing.signed_on,
        "opinion_number": opinion.data.get("number") or opinion.proof,
        "opinion_date": opinion.on,
        "opinion_is": "after" if opinion.on > signing.signed_on else "before",
        "annexes": _ANNEXES,
    }


def notice_content(agreement: Agreement, on: dt.date, appointment: str) -> Content | None:
    """The letter as it would be issued that day, with folio and date still to be filled in; None while what it cites is not
    there."""
    signing = signed_copy(agreement)
    if signing is None or Fact.OPINION_FAVOURABLE not in standing_facts(agreement.partnership.case):
        return None
    values = notice_values(agreement, signing, on, appointment)
    return would_say(NOTICE_KIND, values, languages=("es",), late=late_place(agreement.partnership.owner))
