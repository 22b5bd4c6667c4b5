"""What a narrative leaves out, and words of it that do not agree with what is on record."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hermanar.kernel.text import fold

from .claims import Proved
from .words import COUNT, MONTHS, NOT, NUMBERS, OBJECT, PLANNED, PLURAL, SENTENCE, folded

_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:de )?(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) (?:de )?(?:\d{{1,2}}\b|\d{{4}}))"
)
_ANY_NUMBER = re.compile(rf"\b(?:\d+|{'|'.join(w for w in NUMBERS if w not in {'un', 'una', 'uno', 'one'})})\b")
_PLACE = re.compile(
    r"\b(?:palacio|sala|salon|recinto|plaza|calle|colonia|municipio de|ciudad de|casa de|centro|auditorio|city of|hall|"
    r"municipality of)\b"
)  # fmt: skip
_IN_A_NAME = re.compile(r"\b(?:en|de|con|in|at|with)\s+(?:la\s+|el\s+|los\s+)?[A-ZÁÉÍÓÚÑ]\w+")
_DOCUMENT = re.compile(
    r"\b(?:oficios?|actas?|minutas?|listas? de asistencia|convocatorias?|expedientes?|folio|carta|letter|minutes|record|"
    r"attendance list)\b"
)  # fmt: skip


def vague(text: str, *, evidence: int = 0) -> tuple[str, ...]:
    """What a narrative does not say (R3-07): a quantity, a date, a place, a document. `evidence`: pieces linked to it."""
    if not text.strip():
        return ()
    plain, _places = folded(text)
    lacks = {
        "no_quantity": not _ANY_NUMBER.search(_DATE.sub(" ", plain)),
        "no_date": not _DATE.search(plain),
        "no_place": not (_PLACE.search(plain) or _IN_A_NAME.search(text)),
        "no_document": not (evidence or _DOCUMENT.search(plain)),
    }
    return tuple(key for key, is_lacking in lacks.items() if is_lacking)


@dataclass(frozen=True)
class Slip:
    """Words that do not agree with the rest: where, in which words; `instead` is what mends them, `data` of the sentence."""

    code: str
    start: int
    end: int
    words: str
    instead: str = ""
    number: int = 0
    names: tuple[str, ...] = ()


_ABROAD = re.compile(
    r"\b(?:internacional(?:es)?|international|extranjer[oa]s?|abroad|overseas|foreign)\b(?! (?:ministry|affairs|office))"
)
# what is called so where no paper is named; an office or an area that is called so is none
_ABROAD_TIES = re.compile(
    r"\b(?<!direccion de )(?<!oficina de )(?<!coordinacion de )(?<!jefatura de )(?<!area de )(?<!unidad de )(?<!secretaria de )"
    r"(?:(?:relacion(?:es)?|cooperacion|vinculos?|lazos|presencia|proyeccion|agenda|red|redes) (?:\w+ )?internacional(?:es)?|internacionalizacion|"
    r"international (?:relations|cooperation|ties|links|presence|agenda|network|reach))\b"
)
_PAIR = re.compile(r"\b(ambos|ambas|both)\b")
_ALL_OF = {"ambos": "los", "ambas": "las", "both": "all"}
_NAMED = {
    "es": ("", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    "en": ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def _number(said: str) -> int:
    return int(said) if said.isdigit() else NUMBERS[said]


def misnamed(text: str, relations: Sequence[Proved]) -> list[Slip]:
    """Domestic relations called international (`product.md`): a named one, or more than there are."""
    abroad = sum(p.klass == "international" for p in relations)
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        word, thing = _ABROAD.search(plain), OBJECT.search(plain)
        at_home = tuple(
            p.name for p in relations if p.klass == "domestic" and p.name and f" {fold(p.name)} " in f" {plain} "
        )
        if thing is None and at_home and (ties := _ABROAD_TIES.search(plain)) is not None:
            word = thing = ties
        if word is None or thing is None or NOT.search(plain[: word.start()]):
            continue
        named = any(p.klass == "international" and p.name and f" {fold(p.name)} " in f" {plain} " for p in relations)
        count = COUNT.search(plain)
        number = _number(count[1]) if count else 2 if PLURAL.search(plain) else 1
        if (at_home and not named) or number > abroad:
            first, last = min(word.start(), thing.start()), max(word.end(), thing.end())
            start, end = sentence.start() + places[first], sentence.start() + places[last - 1] + 1
            found.append(Slip("called_international", start, end, text[start:end], "", abroad, at_home))
    return found


_ALLIANCES = re.compile(rf"\b(\d{{1,3}}|{'|'.join(NUMBERS)}) (?:\w+ ){{0,2}}?(?:alianzas?|alliances?)\b")


_CALLED_NEW = re.compile(
    r"\b(?:nuev[oa]s? (?:\w+ )?(?:hermanamientos?|hermandad|ciudad(?:es)? hermanas?|municipios? hermanos?|acuerdos? de (?:hermanamiento|hermandad))|"
    r"(?:hermanamientos?|ciudad(?:es)? hermanas?) (?:\w+ ){0,1}?nuev[oa]s?|por primera vez|primer (?:acuerdo|convenio|hermanamiento)|"
    r"mas (?:reciente|nueva) (?:de (?:nuestras|las) )?(?:ciudad(?:es)? hermanas?|hermanamientos?)|"
    r"new(?:est)? (?:\w+ )?(?:sister cit(?:y|ies)|twinnings?|sister city agreement)|for the first time|first(?: ever)? (?:agreement|twinning))\b"
)
_AGAIN = frozenset({"ratification", "reaffirmation", "renewal"})


def called_new(text: str, relations: Sequence[Proved]) -> list[Slip]:
    """Called new of one that was there before: its agreement is older than the period, or what it did was to be ratified,
    reaffirmed or renewed (these are counted apart, `product.md`)."""
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        said = _CALLED_NEW.search(plain)
        if said is None or PLANNED.search(plain) or NOT.search(plain[: said.start()]):
            continue
        named = [p for p in relations if p.name and f" {fold(p.name)} " in f" {plain} "]
        fresh = {p.name for p in named if not (p.earlier or p.facts & _AGAIN)}
        older = tuple(dict.fromkeys(p.name for p in named if p.name not in fresh))
        if older:
            start, end = sentence.start() + places[said.start()], sentence.start() + places[said.end() - 1] + 1
            found.append(Slip("called_new", start, end, text[start:end], "", 0, older))
    return found


def overcounted(text: str, alliances: int) -> list[Slip]:
    """More alliances than there are on record (R3-34): their number is a count of records."""
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        said = _ALLIANCES.search(plain)
        if said is None or PLANNED.search(plain) or NOT.search(plain[: said.start()]):
            continue
        if _number(said[1]) > max(alliances, 0 if said[1].isdigit() else 1):  # “una alianza” may be any
            start, end = sentence.start() + places[said.start()], sentence.start() + places[said.end() - 1] + 1
            found.append(Slip("more_alliances", start, end, text[start:end], "", alliances))
    return found


_SAID_ON = re.compile(
    rf"\b(?:(?:(\d{{1,2}}) (?:de )?)?({'|'.join(MONTHS)}) (?:de |del )?(\d{{4}})|({'|'.join(MONTHS)}) (\d{{1,2}}) (\d{{4}}))\b"
)


def said_after(text: str, place: int, last: dt.date) -> bool:
    """Whether the sentence at a place dates what it tells after a day: “se firmó el 16 de enero de 2026”."""
    sentence = next((s[0] for s in SENTENCE.finditer(text) if s.start() <= place < s.end()), "")
    for found in _SAID_ON.finditer(folded(sentence)[0]):
        month, year = (found[2], found[3]) if found[2] else (found[4], found[6])
        if (int(year), MONTHS.index(month) % 12 + 1) > (last.year, last.month):
            return True
    return False


def both_for_more(text: str) -> list[Slip]:
    """“Ambos” after three or more were counted."""
    plain, places = folded(text)
    found = []
    for pair in _PAIR.finditer(plain):
        counts = [c for c in COUNT.finditer(plain) if c.start() < pair.start()]
        if not counts or (number := _number(counts[-1][1])) < 3:
            continue
        lang = "en" if pair[1] == "both" else "es"
        word = _NAMED[lang][number] if number < len(_NAMED[lang]) else str(number)
        instead = f"{_ALL_OF[pair[1]]} {word}"
        start, end = places[pair.start()], places[pair.end() - 1] + 1
        if text[start].isupper():
            instead = instead[0].upper() + instead[1:]
        found.append(Slip("both_for_more", start, end, text[start:end], instead, number))
    return found
