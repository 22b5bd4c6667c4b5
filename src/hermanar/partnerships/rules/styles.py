"""How a party is styled in full, per language: with its article in lower case, as a text takes it."""

from hermanar.kernel.text import fold

MEXICO = {
    "es": "los Estados Unidos Mexicanos", "en": "the United Mexican States", "pt": "os Estados Unidos Mexicanos",
    "fr": "les États-Unis mexicains",
}  # fmt: skip


def municipality_style(name: str, state: str) -> dict[str, str]:
    """A municipality of Mexico, in the four languages of the letters."""
    return {
        "es": f"el Municipio de {name}, Estado de {state}, de {MEXICO['es']}",
        "en": f"the Municipality of {name}, State of {state}, of {MEXICO['en']}",
        "pt": f"o Município de {name}, Estado de {state}, d{MEXICO['pt']}",
        "fr": f"la Municipalité {_of(name)}, État de {state}, d{MEXICO['fr'].removeprefix('l')}",
    }


# Mexico City is a federal entity and no state (CPEUM art. 44)
_CITY = "Ciudad de México"


def state_style(name: str) -> dict[str, str]:
    """The government of a state of Mexico, which is what a state signs as."""
    if name == _CITY:
        of = {
            "es": f"de la {_CITY}",
            "en": "of Mexico City",
            "pt": "da Cidade do México",
            "fr": "de la Ville de Mexico",
        }
    else:
        of = {
            "es": f"del Estado de {name}", "en": f"of the State of {name}", "pt": f"do Estado de {name}",
            "fr": f"de l’État de {name}",
        }  # fmt: skip
    return {
        "es": f"el Gobierno {of['es']}, de {MEXICO['es']}",
        "en": f"the Government {of['en']}, of {MEXICO['en']}",
        "pt": f"o Governo {of['pt']}, d{MEXICO['pt']}",
        "fr": f"le Gouvernement {of['fr']}, d{MEXICO['fr'].removeprefix('l')}",
    }


def city_style(name: str, name_en: str, subdivision: str, country: str, country_es: str, country_en: str) -> dict:
    """A city abroad, in Spanish and English; its own languages take `city_beside`."""
    es_country = "los Estados Unidos de América" if country == "US" else country_es
    en_country = "the United States of America" if country == "US" else country_en
    es_state, en_state = (f", Estado de {subdivision}", f", State of {subdivision}") if subdivision else ("", "")
    return {
        "es": f"la Ciudad de {name}{es_state}, de {es_country}",
        "en": f"the City of {name_en or name}{en_state}, of {en_country}",
    }


def city_beside(name: str, subdivision: str, country: str, lang: str) -> str:
    """The same city in Portuguese or French: its state and country in parentheses, where no article can be wrong."""
    where = ", ".join(p for p in (subdivision, country) if p)
    head = f"a Cidade de {name}" if lang == "pt" else f"la Ville {_of(name)}"
    return f"{head} ({where})" if where else head


def _of(name: str) -> str:
    return f"d’{name}" if fold(name)[:1] in tuple("aeiouy") else f"de {name}"
