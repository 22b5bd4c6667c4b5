"""Who authorises our side: a municipality's Cabildo, or what a state's own law says."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_language
from hermanar.directory.queries import key_of, said_for
from hermanar.directory.rules.governments import government_of
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.verdicts import Blocker

from ..enums import PartyKind
from ..models import Partnership
from .briefs import sides


def is_of_state(partnership: Partnership) -> bool:
    """Whether our party is a state (R0-09)."""
    return sides(partnership)[0].kind == PartyKind.STATE


def in_own_words(partnership: Partnership, text: object, lang: str | None = None, on: dt.date | None = None) -> str:
    """A sentence of the program as it is said of our party: an Alcaldía has no Ayuntamiento and no Cabildo. `on`: the day of
    what it tells."""
    return said_for(sides(partnership)[0], text, lang, on)


def own_door(partnership: Partnership, door: str) -> str:
    """The door to the authorisation of our side: a state has no Cabildo."""
    return "agreements.authorisation" if door == "meetings.cabildo" and is_of_state(partnership) else door


def resolution_cited(partnership: Partnership, data: Mapping[str, Any], on: dt.date) -> dict[str, str]:
    """How a text cites the resolution by which our side authorised; {} of what has no act."""
    number, act = data.get("number", ""), data.get("act_number", "")
    if not act:
        return {}
    es, en = date_in_words(on, "es"), date_in_words(on, "en")
    cited = {
        "es": f"el acuerdo de Cabildo número {number}, acta {act}, del {es}",
        "en": f"Cabildo resolution number {number}, act {act}, of {en}",
    }
    if not number:
        cited = {"es": f"el acta {act} del Cabildo, del {es}", "en": f"act {act} of the Cabildo, of {en}"}
    return {lang: in_own_words(partnership, words, lang, on) for lang, words in cited.items()}


def note_on_authority(partnership: Partnership) -> str:
    """What is not known of who authorises our side, and so only proposed; "" where it is known."""
    government = government_of(key_of(sides(partnership)[0]))
    return in_language(government.note["es"], government.note["en"]) if government and government.note else ""


def authorisation_blocker(partnership: Partnership) -> Blocker:
    """What is missing before a signature is prepared (promise 5), with the door where it is solved."""
    at = {"partnership": partnership.public_id}
    if is_of_state(partnership):
        of_state = _("Falta la autorización según la ley del estado que nombre a la contraparte.")
        return Blocker("authorisation_missing", of_state, "agreements.authorisation", at)
    about = in_own_words(partnership, _("Falta la autorización del Cabildo que nombre a la contraparte."))
    return Blocker("cabildo_authorisation_missing", about, "meetings.cabildo", at)
