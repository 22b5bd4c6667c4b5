"""What the program knows of a municipality by itself, so that nobody types it: key, state, point, neighbours, who governs
and until when, whose office it is. What lies above (relations, committee) comes in as values."""

import datetime as dt
import math
from collections.abc import Mapping

from hermanar.directory.enums import Role
from hermanar.directory.models import Municipality, Organisation
from hermanar.directory.queries import administration_on, holder_on, key_of, mandate_on
from hermanar.documents.rules.catalogues import areas
from hermanar.kernel.dates import date_in_words

from ..enums import Licence
from ..models import Picture, Profile
from ..rules import LANGUAGES
from ..rules.paper import About, Shown

Said = Mapping[str, str]
_NEIGHBOURS = 5
_REACH = 1.2  # degrees around it in which neighbours are looked for


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.2f}° {positive if value >= 0 else negative}"


def _neighbours(here: Municipality) -> list[Municipality]:
    """The nearest seats by distance; none where no point is known. One query."""
    if here.latitude is None or here.longitude is None:
        return []
    near = Municipality.objects.select_related("state").filter(
        latitude__range=(here.latitude - _REACH, here.latitude + _REACH),
        longitude__range=(here.longitude - _REACH, here.longitude + _REACH),
    )
    shrink = math.cos(math.radians(here.latitude))
    up, along = here.latitude, here.longitude

    def far(there: Municipality) -> float:
        return math.hypot((there.latitude or 0) - up, ((there.longitude or 0) - along) * shrink)

    return sorted(near.exclude(pk=here.pk), key=far)[:_NEIGHBOURS]


def known_of(organisation: Organisation, on: dt.date, more: Mapping[str, Said] | None = None) -> dict[str, Said]:
    """Field of the outline (type `known`) → its words per language; what is not known is left out. Five queries.

    `more`: what only the floors above know, as words (`existing_twinnings`, `committee`).
    """
    here = organisation.municipality
    found: dict[str, Said] = {}
    if here is not None:
        found["inegi_code"] = dict.fromkeys(LANGUAGES, here.key)
        found["state"] = dict.fromkeys(LANGUAGES, here.state.name)
        if here.latitude is not None and here.longitude is not None:
            found["point"] = {
                "es": f"{_degrees(here.latitude, 'norte', 'sur')}, {_degrees(here.longitude, 'este', 'oeste')}",
                "en": f"{_degrees(here.latitude, 'north', 'south')}, {_degrees(here.longitude, 'east', 'west')}",
            }
        if near := _neighbours(here):
            found["neighbours"] = dict.fromkeys(
                LANGUAGES,
                ", ".join(
                    m.name if m.state_id == here.state_id else f"{m.name} ({m.state.abbreviation})" for m in near
                ),
            )
    if mayor := holder_on((organisation, Role.MAYOR), on):
        found["mayor"] = {"es": f"{mayor.name}\n{mayor.called_es}", "en": f"{mayor.name}\n{mayor.called_en}"}
    if term := administration_on(organisation, on):
        spans = {lang: [date_in_words(day, lang) for day in (term.starts_on, term.ends_on)] for lang in LANGUAGES}
        number = f"{term.number}, " if term.number else ""
        found["term"] = {
            "es": f"{number}del {spans['es'][0]} al {spans['es'][1]}",
            "en": f"{number}from {spans['en'][0]} to {spans['en'][1]}",
        }
    if liaison := holder_on((organisation, Role.LIAISON), on):
        found["office"] = {"es": liaison.office_es, "en": liaison.office_en}
    if mandate := mandate_on(organisation, on):
        for key, es, en in (
            ("office_mission", mandate.mission, mandate.mission_en),
            ("office_basis", mandate.legal_basis, mandate.legal_basis_en),
            ("office_functions", mandate.functions, mandate.functions_en),
        ):
            found[key] = {"es": es, "en": en or es}
    return found | dict(more or {})


def area_texts() -> dict[str, Said]:
    """Key → words of every area of cooperation."""
    return {key: area.text for key, area in areas().items()}


def credit_of(picture: Picture) -> dict[str, str]:
    """Author, right and year, as the foot of a picture says them."""
    right = {
        Licence.OWN: {"es": "propiedad del Ayuntamiento", "en": "property of the municipality"},
        Licence.PERMISSION: {"es": "con permiso", "en": "by permission"},
        Licence.CC_BY: {"es": "CC BY 4.0", "en": "CC BY 4.0"},
        Licence.CC_BY_SA: {"es": "CC BY-SA 4.0", "en": "CC BY-SA 4.0"},
        Licence.PUBLIC_DOMAIN: {"es": "dominio público", "en": "public domain"},
    }[Licence(picture.licence)]
    year = f", {picture.year}" if picture.year else ""
    return {
        "es": f"Imagen: {picture.author}{year} · {right['es']}",
        "en": f"Picture: {picture.author}{year} · {right['en']}",
    }


def about(profile: Profile, on: dt.date, pictures: list[Picture], more: Mapping[str, Said] | None = None) -> About:
    """What the paper of that day says besides what was typed."""
    organisation = profile.organisation
    if organisation is None:
        name = {"es": profile.about, "en": profile.about}
        known: Mapping[str, Said] = dict(more or {})
    else:
        here = organisation.municipality
        place = f"{here.name}, {here.state.name}" if here else ""
        name = {"es": place or organisation.name, "en": place or organisation.name_en or organisation.name}
        known = known_of(organisation, on, more)
    shown = [Shown({"es": p.caption_es or p.alt_es, "en": p.caption_en or p.alt_en}, credit_of(p)) for p in pictures]
    key = key_of(organisation)
    return About(name, on, known, area_texts(), shown, is_sheet=organisation is None, key=key)
