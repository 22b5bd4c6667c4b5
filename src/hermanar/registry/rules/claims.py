"""The sentence in which the book says what a source says of a relation, and not a word more. Pure."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.text import fold, spanish_and

from .pictures import Words

_FILE = Path(__file__).parent.parent / "data" / "claim_words.yaml"
# kinds of paper that speak of a relation and document no agreement
ANTECEDENTS = ("letter", "antecedent")
# what a source says of a paper, as it is said of a feminine or of several
_AGREES = {
    "aprobado": {"f": "aprobada", "mp": "aprobados"},
    "firmado": {"f": "firmada", "mp": "firmados"},
    "registrado": {"f": "registrada", "mp": "registrados"},
}
# said of the relation, not of the paper
_OF_THE_RELATION = {
    "inactivo": {"es": "la relación, inactiva", "en": "the relation, inactive"},
}
_CLAIM = {
    "two": {
        "es": "Según la fuente citada: %(document)s entre %(ours)s %(and)s %(theirs)s%(when)s%(state)s.%(no)s",
        "en": "According to the source cited: %(document)s between %(ours)s and %(theirs)s%(when)s%(state)s.%(no)s",
    },
    "one": {
        "es": "Según la fuente citada: %(document)s, acerca de %(ours)s %(and)s %(theirs)s%(when)s%(state)s.%(no)s",
        "en": "According to the source cited: %(document)s, about %(ours)s and %(theirs)s%(when)s%(state)s.%(no)s",
    },
}
_NO = {"es": " No documenta un hermanamiento.", "en": " It documents no twinning."}


@dataclass(frozen=True)
class Manner:
    """`gender`: m, f or mp; `of`: `two` sides, or an act of `one` body."""

    gender: str
    of: str


@cache
def manners() -> dict[str, Manner]:
    """First words of a document, folded → how it is spoken of."""
    return {fold(r["words"]): Manner(r["gender"], r["of"]) for r in read_yaml(_FILE.read_text(encoding="utf-8"))}


def manner_of(document: str) -> Manner | None:
    """Of the longest words it begins with; None of a document whose words nobody wrote down."""
    said = f"{fold(document)} "
    known = [w for w in manners() if said.startswith(f"{w} ")]
    return manners()[max(known, key=len)] if known else None


def agreeing(state: Words, document: str) -> dict[str, str]:
    """What the source says, in the gender and number of the document it is said of."""
    first, _space, rest = state["es"].partition(" ")
    manner = manner_of(document)
    if first in _OF_THE_RELATION:
        english = state["en"].partition(" ")
        return {"es": f"{_OF_THE_RELATION[first]['es']} {rest}", "en": f"{_OF_THE_RELATION[first]['en']} {english[2]}"}
    if manner is None or manner.gender == "m":
        return dict(state)
    return {**state, "es": f"{_AGREES.get(first, {}).get(manner.gender, first)} {rest}".rstrip()}


def claim_of(
    document: Words, ours: Words, theirs: Words, on: dt.date | None, precision: str, state: Words | None, kind: str = ""
) -> dict[str, str]:
    """What the source says and not a word more; of what documents no agreement, that it documents none."""
    manner = manner_of(document["es"]) or Manner("m", "two")
    told = agreeing(state, document["es"]) if state else None
    return {
        lang: sentence
        % {
            "document": document[lang][:1].lower() + document[lang][1:],
            "ours": ours[lang],
            "theirs": theirs[lang],
            "and": spanish_and(theirs[lang]),
            "when": f", {date_in_words(on, lang, Precision(precision))}" if on else "",
            "state": f"; {told[lang]}" if told else "",
            "no": _NO[lang] if kind in ANTECEDENTS else "",
        }
        for lang, sentence in _CLAIM[manner.of].items()
    }
