"""Who authorises our side: a municipality's Cabildo, or what a state's own law says."""

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.verdicts import Blocker

from ..enums import PartyKind
from ..models import Partnership
from .briefs import sides


def is_of_state(partnership: Partnership) -> bool:
    """Whether our party is a state (R0-09)."""
    return sides(partnership)[0].kind == PartyKind.STATE


def authorisation_blocker(partnership: Partnership) -> Blocker:
    """What is missing before a signature is prepared (promise 5), with the door where it is solved."""
    at = {"partnership": partnership.public_id}
    if is_of_state(partnership):
        about = _("Falta la autorización según la ley del estado que nombre a la contraparte.")
        return Blocker("authorisation_missing", about, "agreements.authorisation", at)
    about = _("Falta la autorización del Cabildo que nombre a la contraparte.")
    return Blocker("cabildo_authorisation_missing", about, "meetings.cabildo", at)
