"""A report claims no more than its documents prove (promise 1): verbs of a narrative against what each relation proves.

Only what is said to be done counts (“se formalizaron”, “firmado”, “se logró la firma”); what is wished or planned is no
claim. Spanish and English.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hermanar.kernel.text import fold


@dataclass(frozen=True)
class Proved:
    """What a relation proves by the end of the period: its name as a narrative would say it, its class, its facts."""

    name: str
    klass: str
    facts: frozenset[str]


@dataclass(frozen=True)
class Excess:
    """A claim beyond its proof: where, in which words, what it needs; `claimed` and `proved` relations; `named` those it
    names that do not prove it."""

    start: int
    end: int
    words: str
    needs: str
    claimed: int
    proved: int
    named: tuple[str, ...] = ()


# verb → what it says was done; matched on the folded words, so that accents do not decide
_VERBS: tuple[tuple[str, str], ...] = (
    (r"formaliz(?:o|aron|amos|ad[oa]s?)|formali[sz]ed", "formalised"),
    (r"concret(?:o|aron|amos|ad[oa]s?)|concluyo|concluyeron|celebr(?:o|aron|amos|ad[oa]s?)|concluded", "signed"),
    (r"firm(?:o|aron|amos|ad[oa]s?)|suscribi(?:o|eron|mos)|suscrit[oa]s?|signed", "signed"),
    (r"oficializ(?:o|aron|amos|ad[oa]s?)|establecio|establecieron|made official", "formalised"),
    (r"ratific(?:o|aron|amos|ad[oa]s?)|ratified", "ratification"),
    (r"reafirm(?:o|aron|amos|ad[oa]s?)|refrend(?:o|aron|amos|ad[oa]s?)|reaffirmed", "reaffirmation"),
    (r"renov(?:o|aron|amos|ad[oa]s?)|renewed", "renewal"),
    (r"registr(?:o|aron|amos|ad[oa]s?)|inscribi(?:o|eron|mos)|inscrit[oa]s?|registered", "registered"),
    (r"autoriz(?:o|aron|ad[oa]s?)|authori[sz]ed", "authorised"),
    (r"intercambi(?:o|aron|amos|ad[oa]s?)|exchanged", "letter_answered"),
)
# what was got done, said with the noun: “se logró la formalización de tres hermanamientos”
_GOT = (
    r"(?:logr(?:o|aron|amos|ad[oa])|obtuv(?:o|ieron|imos)|alcanz(?:o|aron|amos)|consigui(?:o|eron|mos)|realiz(?:o|aron|amos)|"
    r"llev(?:o|aron|amos) a cabo|achieved|obtained) (?:la |el |the )?"
)
_VERBS += tuple(
    (rf"{_GOT}(?:{nouns})", needs)
    for nouns, needs in (
        (r"formalizacion|oficializacion|formali[sz]ation", "formalised"),
        (r"firma|suscripcion|celebracion|signing|signature", "signed"),
        (r"ratificacion|ratification", "ratification"),
        (r"reafirmacion|refrendo|reaffirmation", "reaffirmation"),
        (r"renovacion|renewal", "renewal"),
        (r"registro|inscripcion|registration", "registered"),
    )
)
_OBJECT = re.compile(
    r"\b(?:hermanamientos?|hermanad[oa]s?|ciudades hermanas|vinculaci(?:on|ones)|alianzas?|convenios?|cartas? de intencion"
    r"|acuerdos? (?:de (?:hermanamiento|cooperacion|colaboracion|amistad)|interinstitucional(?:es)?)"
    r"|twinnings?|sister cit(?:y|ies)|partnerships?|alliances?|agreements?|letters? of intent)\b"
)
_NOT = re.compile(
    r"\b(?:no(?! sol[oa]| solamente| unicamente)|sin(?! duda| embargo)|aun no|todavia no|pendientes? de(?: ser)?|por ser|falta(?:n)? (?:por )?|not(?! only)(?: yet)?|to be|yet to be|"
    r"without being)(?: \w+){0,2} ?$"
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "un una uno one", "dos two ambos ambas both", "tres three", "cuatro four", "cinco five", "seis six",
            "siete seven", "ocho eight", "nueve nine", "diez ten", "once eleven", "doce twelve",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_COUNT = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})\b(?: \w+){{0,2}} (?={_OBJECT.pattern})")
_PLURAL = re.compile(
    r"\b(?:hermanamientos|alianzas|convenios|acuerdos|vinculaciones|twinnings|partnerships|alliances|agreements)\b"
)
_SENTENCE = re.compile(r"[^.;\n]+")
# what a claim of that kind needs of a relation of each class: any of these facts
NEEDS: dict[str, dict[str, frozenset[str]]] = {
    "formalised": {"domestic": frozenset({"signed"}), "international": frozenset({"registered"})},
    "signed": {"domestic": frozenset({"signed"}), "international": frozenset({"signed"})},
    "registered": {"domestic": frozenset(), "international": frozenset({"registered"})},
    "authorised": {"domestic": frozenset({"authorised"}), "international": frozenset({"authorised"})},
    "letter_answered": {"domestic": frozenset({"letter_answered"}), "international": frozenset({"letter_answered"})},
    "ratification": {"domestic": frozenset({"ratification"}), "international": frozenset({"ratification"})},
    "reaffirmation": {"domestic": frozenset({"reaffirmation", "ratification"}), "international": frozenset({"reaffirmation", "ratification"})},
    "renewal": {"domestic": frozenset({"renewal"}), "international": frozenset({"renewal"})},
}  # fmt: skip


def proves(relation: Proved, needs: str) -> bool:
    """Whether a relation bears a claim of that kind."""
    return bool(NEEDS[needs][relation.klass] & relation.facts)


def exceeding(text: str, relations: Sequence[Proved]) -> list[Excess]:
    """Claims of the text that what the relations prove does not bear, in its order."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        plain, places = _folded(sentence[0])
        verbs = [(m, needs) for pattern, needs in _VERBS for m in re.finditer(rf"\b(?:{pattern})\b", plain)]
        named = [p for p in relations if p.name and f" {fold(p.name)} " in f" {plain} "]
        thing = _OBJECT.search(plain)
        for verb, needs in sorted(verbs, key=lambda v: v[0].start()):
            if not thing or _NOT.search(plain[: verb.start()]):
                continue
            if needs in {"authorised", "letter_answered"} and not named and not _COUNT.search(plain):
                continue  # authorised what, exchanged what: only of a relation is it a claim
            excess = _judged(plain, verb, needs, named, relations)
            if excess is not None:
                first, last = min(verb.start(), thing.start()), max(verb.end(), thing.end())
                if plain[max(first - 3, 0) : first] == "se ":
                    first -= 3
                start, end = sentence.start() + places[first], sentence.start() + places[last - 1] + 1
                found.append(Excess(start, end, text[start:end], needs, *excess))
                break  # one to a sentence: mending it is one repair
    return found


def _judged(plain: str, verb: re.Match, needs: str, named: Sequence[Proved], relations: Sequence[Proved]):
    bare = [p for p in named if not proves(p, needs)]
    count = _COUNT.search(plain)
    number = 1
    if count is not None:
        said = count[1]
        number = int(said) if said.isdigit() else _NUMBERS[said]
    elif _PLURAL.search(plain):
        number = 2
    proved = sum(proves(p, needs) for p in (named or relations))
    number = max(number, len(named))
    if bare or proved < number:
        return number, proved, tuple(p.name for p in bare)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as `fold` would write it, letter by letter, with the place each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = fold(char) or " "
        for one in plain:
            if one == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(one)
            places.append(at)
    return "".join(letters), places


_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february march april "
    "may june july august september october november december"
).split()
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:de )?(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)}) (?:de )?(?:\d{{1,2}}\b|\d{{4}}))"
)
_ANY_NUMBER = re.compile(rf"\b(?:\d+|{'|'.join(w for w in _NUMBERS if w not in {'un', 'una', 'uno', 'one'})})\b")
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
    plain, _places = _folded(text)
    lacks = {
        "no_quantity": not _ANY_NUMBER.search(_DATE.sub(" ", plain)),
        "no_date": not _DATE.search(plain),
        "no_place": not (_PLACE.search(plain) or _IN_A_NAME.search(text)),
        "no_document": not (evidence or _DOCUMENT.search(plain)),
    }
    return tuple(key for key, is_lacking in lacks.items() if is_lacking)


def facts_for_claims(facts: Collection[str], later_acts: Collection[str]) -> frozenset[str]:
    """What a relation may be said to prove: facts of its case, and later acts to its agreement once that is signed."""
    return frozenset(facts) | (frozenset(later_acts) if "signed" in facts else frozenset())


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


_ABROAD = re.compile(r"\binternacional(?:es)?\b|\binternational\b")
_PAIR = re.compile(r"\b(ambos|ambas|both)\b")
_ALL_OF = {"ambos": "los", "ambas": "las", "both": "all"}
_NAMED = {
    "es": ("", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    "en": ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said]


def misnamed(text: str, relations: Sequence[Proved]) -> list[Slip]:
    """Domestic relations called international (`product.md`): a named one, or more than there are."""
    abroad = sum(p.klass == "international" for p in relations)
    found = []
    for sentence in _SENTENCE.finditer(text):
        plain, places = _folded(sentence[0])
        word, thing = _ABROAD.search(plain), _OBJECT.search(plain)
        if word is None or thing is None or _NOT.search(plain[: word.start()]):
            continue
        at_home = tuple(
            p.name for p in relations if p.klass == "domestic" and p.name and f" {fold(p.name)} " in f" {plain} "
        )
        named = any(p.klass == "international" and p.name and f" {fold(p.name)} " in f" {plain} " for p in relations)
        count = _COUNT.search(plain)
        number = _number(count[1]) if count else 2 if _PLURAL.search(plain) else 1
        if (at_home and not named) or number > abroad:
            first, last = min(word.start(), thing.start()), max(word.end(), thing.end())
            start, end = sentence.start() + places[first], sentence.start() + places[last - 1] + 1
            found.append(Slip("called_international", start, end, text[start:end], "", abroad, at_home))
    return found


def both_for_more(text: str) -> list[Slip]:
    """“Ambos” after three or more were counted."""
    plain, places = _folded(text)
    found = []
    for pair in _PAIR.finditer(plain):
        counts = [c for c in _COUNT.finditer(plain) if c.start() < pair.start()]
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
