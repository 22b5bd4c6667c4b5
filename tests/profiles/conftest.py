"""A complete profile of the cast's municipality, entry by entry."""

import pytest

from hermanar.profiles.operations import save_section

ENTRIES = {
    "presentation": ("Villa Serena vive de sus talleres.", "Villa Serena lives from its workshops."),
    "cabildo": ("una presidencia, dos sindicaturas y diez regidurías", "a mayor, two trustees and ten councilors"),
    "population": ("45,210", ""),
    "migrants_abroad": ("Lakeside, Wisconsin", "Lakeside, Wisconsin"),
    "economic_sectors": ("artesanía\nagricultura", "crafts\nagriculture"),
    "heritage": ("templo del siglo XVIII", "eighteenth-century church"),
    "tourism": ("ruta de los talleres", "route of the workshops"),
    "offer": ("formación de artesanos", "training of artisans"),
    "need": ("experiencia en mercados de productores", "experience with farmers’ markets"),
    "priorities": ("economía local", "local economy"),
    "liaison_contact": ("enlace@villa-serena.example", ""),
}


@pytest.fixture
def save(cast):
    """`save(key, es, en, …)`: the liaison writes one entry, with a source and a year unless told."""

    def call(key, es, en="", *, by="liaison", source="Censo de muestra", year=2020, at=None, **more):
        return save_section(
            cast.act(by, at), profile_of=cast.organisations["municipality"], key=key, es=es, en=en, source=source,
            year=year, **more,
        )  # fmt: skip

    return call


@pytest.fixture
def complete(save):
    for key, (es, en) in ENTRIES.items():
        profile = save(key, es, en)
    return profile
