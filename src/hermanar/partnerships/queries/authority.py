"""Who authorises our side: a municipality's Cabildo, or what a state's own law says."""

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_language
from hermanar.directory.queries import key_of, said_for
from hermanar.directory.rules.governments import government_of
from hermanar.kernel.verdicts import Blocker

from ..enums import PartyKind
from ..models import Partnership
from .briefs import sides


def is_of_state(partnership: Partnership) -> bool:
    """Whether our party is a state (R0-09)."""
    return sides(partnership)[0].kind == PartyKind.STATE


def in_own_words(partnership: Partnership, text: object, lang: str | None = None) -> str:
    """A sentence of the program as it is said of our party: an Alcaldía has no Ayuntamiento and no Cabildo."""
    return said_for(sides(partnership)[0], text, lang)


def note_on_authority(partnership: Partnership) -> str:
    """What is not known of who authorises our side, and so only proposed; "" where it is known."""
    government = government_of(key_of(sides(partnership)[0]))
    return in_language(government.note["es"], government.note["en"]) if government else ""


def authorisation_blocker(partnership: Partnership) -> Blocker:
    """What is missing before a signature is prepared (promise 5), with the door where it is solved."""
    at = {"partnership": partnership.public_id}
    if is_of_state(partnership):
        of_state = _("Falta la autorización según la ley del estado que nombre a la contraparte.")
        return Blocker("authorisation_missing", of_state, "agreements.authorisation", at)
    about = in_own_words(partnership, _("Falta la autorización del Cabildo que nombre a la contraparte."))
    return Blocker("cabildo_authorisation_missing", about, "meetings.cabildo", at)
