"""Filters of the public pages. `{% load portal %}`."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import get_language, get_language_info

from hermanar.directory.rules.governments import said_in
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, Dated, Precision
from hermanar.registry.enums import ActWord, Lack
from hermanar.registry.rules.pictures import EntryPicture, PartyPicture, names_apart

register = template.Library()


@register.filter
def said(words: Mapping[str, str] | None) -> str:
    """The wording in the language of the page; Spanish where there is no other."""
    if not words:
        return ""
    return words.get((get_language() or "es")[:2]) or words.get("es", "")


@register.filter
def region(party: PartyPicture) -> str:
    """The state or province of a party, in the language of the page."""
    return party.region_in((get_language() or "es")[:2])


@register.filter
def own_name(picture: EntryPicture, side: str) -> str:
    """What a party is called beside the other (`ours`, `theirs`), in the language of the page."""
    ours, theirs = names_apart(picture.ours, picture.theirs)
    return said(ours if side == "ours" else theirs)


@register.filter
def proved(lines: Iterable[Mapping[str, str] | str]) -> str:
    """What proves a claim, in the language of the page; a line that has only another is left out."""
    lang = (get_language() or "es")[:2]
    told = ({"es": line} if isinstance(line, str) else line for line in lines)
    return " · ".join(words[lang] for words in told if words.get(lang))


@register.filter
def known(on, precision: str) -> Dated | None:
    """A date with its precision, for `in_words`."""
    return Dated(on, Precision(precision or "day")) if on else None


@register.filter
def brief(on, precision: str) -> str:
    """`3 ago 1978`, `oct 2024`, `2001`: for tables, no more precise than what is known."""
    if not on:
        return ""
    if precision == Precision.YEAR:
        return str(on.year)
    spanish = (get_language() or "es").startswith("es")
    month = (MONTHS_ES if spanish else MONTHS_EN)[on.month - 1][:3]
    if precision in {Precision.MONTH, Precision.QUARTER}:
        return f"{month} {on.year}"
    return f"{on.day} {month} {on.year}" if spanish else f"{month} {on.day}, {on.year}"


@register.filter
def act_word(kind: str, key: str = "") -> str:
    """What happened, in words; `key`: of our side's place, which may have no Cabildo."""
    return said_in(key, str(ActWord(kind).label), get_language() or "es") if kind in ActWord.values else kind


@register.filter
def lack_words(code: str, key: str = "") -> str:
    """What a signing lacks, in a sentence; `key` as in `act_word`."""
    return said_in(key, str(Lack(code).label), get_language() or "es") if code in Lack.values else code


@register.filter
def language_name(code: str) -> str:
    """`español`, `Spanish`: a language in the words of the page; its code where it has no name here."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


TONES = {
    "in_force": "leaf",
    "signed": "leaf",
    "transcript": "leaf",
    "prepared": "amber",
    "signed_otherwise": "amber",
    "expired": "red",
    "terminated": "amber",
    "superseded": "amber",
    "withdrawn": "red",
}


@register.filter
def tone(state: str) -> str:
    """Colour of the tag of a state; none is sand."""
    return TONES.get(state, "")
