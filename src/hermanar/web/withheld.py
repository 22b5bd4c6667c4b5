"""What a reader may not open is told as the case page tells it: the step's fact, and who reads the paper. What somebody may
not open is never said not to be there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hermanar.directory.enums import Part
from hermanar.documents.rules.fill import joined
from hermanar.partnerships.queries import said_proof

from .cases.words import FACTS
from .language import language, when_in_words


@dataclass(frozen=True)
class Withheld:
    """`title` of the fact; `text`: its day, its proof and who reads the paper."""

    title: str
    text: str


def who_reads(partnership: Any, parts: Iterable[str]) -> str:
    """“La leen: Municipio titular y Enlace estatal.”, of those that have a seat in the relation."""
    wanted = set(parts)
    seated = partnership.circle.seats.filter(until_on=None, part__in=sorted(wanted)).values_list("part", flat=True)
    names = [str(part.label) for part in Part if part.value in set(seated)]
    return _("Lo lee quien tiene este lugar en la relación: %(parts)s.") % {"parts": joined(names, language())}


def withheld(partnership: Any, facts: dict[str, Any], keys: Iterable[str], parts: frozenset[str]) -> Withheld | None:
    """The first of those facts that stands; `parts`: who reads its paper, where it is here."""
    fact = next((facts[key] for key in keys if key in facts), None)
    if fact is None:
        return None
    label = str(FACTS.get(fact.key, fact.key))
    known = " · ".join(filter(None, [when_in_words(fact.on, fact.precision), said_proof(fact.proof)]))
    return Withheld(
        label[:1].upper() + label[1:], f"{known}. {who_reads(partnership, parts)}" if parts else f"{known}."
    )
