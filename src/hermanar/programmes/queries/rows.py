"""Rows of the printed papers of this app: facts, days and periods in words, the same blocks in each language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import Dated, Precision
from hermanar.partnerships.models import Partnership

from ..enums import Side
from ..models import Programme

Row = tuple[str, BlockKind, str, str]  # key, kind, text, number


def languages_of(partnership: Partnership) -> tuple[str, ...]:
    """Of what the Parties print: Spanish, and English where it goes to a country of another language."""
    goes_in_spanish = partnership.klass != "international" or set(partnership.languages) == {"es"}
    return ("es",) if goes_in_spanish else ("es", "en")


def iso(on: dt.date | None) -> str:
    """The day as `2024-03-15`; empty where there is none."""
    return on.isoformat() if on else ""


def both(es: str, en: str) -> dict[str, str]:
    """Words in both languages; Spanish where nobody wrote the English."""
    return {"es": es, "en": en or es}


def modality_words(programme: Programme, key: str) -> dict[str, str]:
    """A modality of cooperation as the agreement of that programme names it."""
    found = next((m for m in programme.modalities if m["key"] == key), {"es": key, "en": key})
    return both(found["es"], found["en"])


def whose(parties: Mapping[str, Mapping[str, str]], side: str, lang: str) -> str:
    """Whose, in a paper of both: the Party by its name, for “ours” is the other's “theirs”."""
    return parties[side][lang] if side in parties else str(Side(side).label)


def fact(key: str, label: Any, value: Any) -> Row:
    """A line of label and value."""
    return key, BlockKind.FACT, f"{label}\t{value}", ""


def day(iso: str, lang: str, precision: str = Precision.DAY) -> str:
    """The day in words of that language, no more exact than it is known."""
    return Dated(dt.date.fromisoformat(iso), Precision(precision)).in_words(lang) if iso else "—"


def span(a: str, b: str, lang: str) -> str:
    """From one day to another, in words."""
    return _("del %(since)s al %(until)s") % {"since": day(a, lang), "until": day(b, lang)}


def content_of(rows: Mapping[str, Sequence[Row]], languages: Sequence[str]) -> Content:
    """The rows of each language as the content of one paper: each block under the heading before it."""
    blocks, group = [], ""
    for at, (key, kind, _text, number) in enumerate(rows[languages[0]]):
        if kind == BlockKind.HEADING:
            group = key
        blocks.append(Block(key, kind, {lang: rows[lang][at][2] for lang in languages}, group, number))
    return Content(tuple(languages), tuple(blocks), layout="report")
