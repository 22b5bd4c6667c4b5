"""Sentences of the score in the reader's language."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from babel import Locale
from django.utils.translation import get_language

from hermanar.directory.models import in_language
from hermanar.kernel.dates import date_in_words
from hermanar.partnerships.enums import Interruption

from ..enums import SENTENCES
from ..rules.values import Line, Topic


def language_name(code: str) -> str:
    """`ja` → japonés, Japanese; the code itself where it has no name."""
    return Locale(_language()).languages.get(code, code)


def _language() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"


def shown(name: str, value: Any) -> Any:
    """A datum of a sentence as it is read: numbers with their commas, dates in words, names in the reader's language."""
    if name == "language":
        return language_name(value)
    if name == "reason":
        return str(Interruption(value).label).lower() if value in Interruption.values else str(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dt.date):
        return date_in_words(value, _language())
    if isinstance(value, Topic):
        return in_language(value.words.get("es", ""), value.words.get("en", ""))
    if isinstance(value, Mapping):
        return in_language(value.get("es", ""), value.get("en", ""))
    if isinstance(value, tuple):
        return "; ".join(str(shown("", v)) for v in value)
    return value


def sentence(line: Line) -> str:
    """The sentence of a point, with its data."""
    return str(SENTENCES[line.code]) % {name: shown(name, value) for name, value in line.data.items()}
