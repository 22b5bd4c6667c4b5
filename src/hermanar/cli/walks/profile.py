"""The profile of the walk's municipality: its required entries, in both languages, marked as samples."""

from hermanar.directory.queries import key_of
from hermanar.directory.rules.governments import government_of
from hermanar.partnerships import operations as partnerships
from hermanar.profiles import operations as profiles

SOURCE = "Dato de muestra del ejercicio"

TEXTS = {
    "presentation": (
        "Municipio con comunidades de tradición migrante y vocación de trabajo.",
        "A municipality of communities with a migrant tradition and a vocation for work.",
    ),
    "cabildo": (
        "Presidencia, sindicatura y nueve regidurías.",
        "Mayor, municipal trustee and nine councilors.",
    ),
    "population": ("41,240", "41,240"),
    "migrants_abroad": ("Sin dato (muestra)", "No figure (sample)"),
    "economic_sectors": ("Agricultura\nComercio", "Agriculture\nTrade"),
    "heritage": ("Templo y plaza principal", "Main church and square"),
    "tourism": ("Aguas termales\nFiestas patronales", "Hot springs\nPatron saint festivals"),
    "offer": ("Cultura y artesanías de sus comunidades", "Culture and crafts of its communities"),
    "need": ("Mercados para productos locales", "Markets for local products"),
    "priorities": ("Vincular a la niñez y la juventud con sus raíces", "Connecting children and young people with their roots"),
    "liaison_contact": ("enlace@muestra.example", "enlace@muestra.example"),
}  # fmt: skip

# of a demarcation of Mexico City
TEXTS_OF_ALCALDIA = {
    "presentation": (
        "Demarcación de comunidades con tradición migrante y vocación de trabajo.",
        "A demarcation of communities with a migrant tradition and a vocation for work.",
    ),
    "cabildo": ("Alcaldesa y diez concejalías.", "Mayor and ten members of the Concejo."),
}


def _abroad(theirs) -> tuple[str, str]:
    """Where the municipality's migrants live: with the counterpart; in a pair inside Mexico, nowhere that is said."""
    if theirs.country.iso2 == "MX":
        return TEXTS["migrants_abroad"]
    es, en = (f": {name}" if (name := theirs.region_in(lang)) else "" for lang in ("es", "en"))
    return f"{theirs.country.name_es}{es}", f"{theirs.country.name_en}{en}"


def write_profile(stage, partnership) -> None:
    """Save each required entry, print the profile, put it on the relation."""
    owner = stage.organisations["municipality"]
    draft = stage.do("profile.draft", "liaison", profiles.save_section, profile_of=owner, key="population", es="41,240")
    stage.must_not(
        "profile.figure_without_source_is_not_ready", "liaison", partnerships.link_profile,
        code="profile_population_missing", partnership=partnership, profile=draft,
    )  # fmt: skip
    demarcation = TEXTS_OF_ALCALDIA if government_of(key_of(owner)) else {}
    theirs = next(p for p in partnership.parties.all() if p.side == "theirs")
    for key, (es, en) in (TEXTS | demarcation | {"migrants_abroad": _abroad(theirs)}).items():
        profile = stage.do(
            f"profile.{key}", "liaison", profiles.save_section, profile_of=owner, key=key, es=es, en=en,
            source=SOURCE, year=min(2020, stage.today.year - 1),
        )  # fmt: skip
    languages = tuple(lang for lang in partnership.languages if lang in {"es", "en"}) or ("es",)
    stage.do(
        "profile.issue", "liaison", profiles.issue_profile, profile=profile, languages=languages,
        files=stage.papers("perfil-municipal"),
    )  # fmt: skip
    stage.do("profile.ready", "liaison", partnerships.link_profile, partnership=partnership, profile=profile)
