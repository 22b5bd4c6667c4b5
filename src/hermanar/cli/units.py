"""Whose report or plan a command is about: a municipality by its INEGI key, or an organisation by its slug."""

import re
from typing import Any

import click


def find_unit(key: str) -> Any:
    """The organisation of that key (the real one before an exercise) or slug; None where there is none."""
    from hermanar.directory.queries import get_municipality, get_organisation, organisations_at
    from hermanar.kernel.acts import Actor
    from hermanar.kernel.errors import NotVisible

    if re.fullmatch(r"\d{5}", key):
        municipality = get_municipality(key)
        if municipality is None:
            return None
        return organisations_at(municipality)[0] or organisations_at(municipality, exercise=True)[0]
    try:
        return get_organisation(Actor.operator(), key)
    except NotVisible:
        return None


def ensure_unit(act: Any, key: str, named: dict) -> Any:
    """The organisation of that key; opened now for a municipality of the catalogue. Raises ClickException."""
    from hermanar.directory.operations import open_organisation
    from hermanar.directory.queries import get_municipality

    found = find_unit(key)
    if found is not None:
        return found
    if not re.fullmatch(r"\d{5}", key):
        raise click.ClickException(f"There is no organisation “{key}”. Say the INEGI key of its municipality.")
    _ensure_places(act, key)
    municipality = get_municipality(key)
    if municipality is None:
        raise click.ClickException(f"There is no municipality with the INEGI key {key}.")
    return open_organisation(
        act, slug=f"municipio-{key}", kind="municipality", municipality=municipality,
        name=str(named.get("name") or "") or f"Municipio de {municipality.name}",
        name_en=str(named.get("name_en") or "") or f"Municipality of {municipality.name}",
        code=str(named.get("code") or "")[:12],
    )  # fmt: skip


def _ensure_places(act: Any, key: str) -> None:
    """On a fresh home: the catalogue of states, municipalities and countries (not the world's places, which are many)."""
    from hermanar.checks.gazetteer import Gazetteer
    from hermanar.directory.operations import PlaceData, load_places
    from hermanar.directory.queries import get_municipality

    from .seed import zones_of

    if get_municipality(key) is not None:
        return
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as missing:
        raise click.ClickException(str(missing)) from missing
    with gazetteer:
        municipalities = gazetteer.municipalities()
        load_places(
            act,
            gazetteer=PlaceData(
                states=[(s.key, s.usual, s.official, s.abbreviation) for s in gazetteer.states()],
                municipalities=[(m.key, m.name, m.lat, m.lon) for m in municipalities],
                zones=list(zones_of(gazetteer, [m.key for m in municipalities])),
                countries=[(c.iso2, c.name_es, c.name_en) for c in gazetteer.countries()],
            ),
        )
