"""Proof lines as the reader's language says them, or the language of a letter abroad.

A fact keeps its proof as it was put down, in Spanish, which is what the papers say. The lines have few forms, so that those of
old records can be said in another language as well as new ones; what has another form (a name typed by hand) stays as it is.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache

from django.utils.translation import get_language, gettext, override

from hermanar.kernel.dates import MONTHS_ES, Precision, date_in_words

from ..enums import LetterKind
from ..rules.languages import words_of

_Say = Callable[..., str]  # (key of `proofs`, what stands in it) → the phrase

_MONTH = "|".join(MONTHS_ES)
_DAY = re.compile(rf"(\d{{1,2}})(?:\.º)? de ({_MONTH}) de (\d{{4}})")
_MONTH_ALONE = re.compile(rf"\b({_MONTH}) de (\d{{4}})")
_QUARTERS = ("primer", "segundo", "tercer", "cuarto")
_QUARTER = re.compile(rf"\b({'|'.join(_QUARTERS)}) trimestre de (\d{{4}})")
_CABILDO = "Ayuntamiento en sesión de Cabildo"  # how a house calls its Cabildo where it says no other name
_LANGUAGES = ("español e inglés", "español", "inglés")


def _act(found: re.Match[str], say: _Say) -> str:
    parts = [say("act", found["act"])]
    if found["number"]:
        parts.append(say("resolution", found["number"]))
    body = found["body"]
    return " · ".join([*parts, *([say("cabildo") if body == _CABILDO else body] if body else [])])


def _profile(found: re.Match[str], say: _Say) -> str:
    return say("profile", found[1], say(found[2]))


def _session(found: re.Match[str], say: _Say) -> str:
    body, number, act, day = found.groups()
    return say("session_act", body, number, act, day) if act else say("session", body, number, day)


def _corrected(found: re.Match[str], say: _Say) -> str:
    """The later act is itself told in one of the forms."""
    act = next((said(f, say) for form, said in _FORMS if (f := form.fullmatch(found[1]))), found[1])
    return say("corrected", act)


def _as(key: str) -> Callable[[re.Match[str], _Say], str]:
    return lambda found, say: say(key, *found.groups())


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Say], str]], ...] = (
    (re.compile(r"Corregido por un acto posterior: (.+)"), _corrected),
    (re.compile(r"Oficio (.+)"), _as("official")),
    (re.compile(r"Dictamen (.+)"), _as("opinion")),
    (re.compile(r"Versión (\d+)"), _as("version")),
    (re.compile(r"Registro de la SRE (.+)"), _as("registration")),
    (re.compile(r"Texto firmado en (.+)"), _as("signed")),
    (re.compile(rf"Perfil municipal, revisión (\d+), ({'|'.join(_LANGUAGES)})"), _profile),
    (re.compile(r"Artículo (\w+) del texto firmado"), _as("article")),
    (re.compile(r"Oficios (.+) y (.+)"), _as("officials")),
    (re.compile(r"(.+?) · sesión (\d+)(?:, acta (.+?))?, (\d.+)"), _session),
    (re.compile(r"Aprobado en la plataforma: (.+)"), _as("platform")),
    (re.compile(r"Renovación del (.+)"), _as("renewal")),
    (re.compile(r"Programa Operativo Anual aprobado por ambas Partes el (.+?): (.*)"), _as("programme")),
    (re.compile(r"Acta (?P<act>.+?)(?: · acuerdo (?P<number>.+?))?(?: · (?P<body>.+))?"), _act),
)


@cache
def _letters(lang: str) -> tuple[tuple[str, str], ...]:
    """Kind of letter in Spanish and in that language, the longest first: one may begin another."""
    found = []
    for kind in LetterKind:
        with override("es"):
            es = str(kind.label)
        with override("en"):
            found.append((es, words_of("letter_kinds", kind).get(lang) or gettext(es)))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _dates(text: str, lang: str) -> str:
    def day(m: re.Match[str]) -> str:
        try:
            return date_in_words(dt.date(int(m[3]), MONTHS_ES.index(m[2]) + 1, int(m[1])), lang)
        except ValueError:  # typed by hand: no such day
            return m[0]

    def month(m: re.Match[str]) -> str:
        return date_in_words(dt.date(int(m[2]), MONTHS_ES.index(m[1]) + 1, 1), lang, Precision.MONTH)

    def quarter(m: re.Match[str]) -> str:
        return date_in_words(dt.date(int(m[2]), _QUARTERS.index(m[1]) * 3 + 1, 1), lang, Precision.QUARTER)

    return _MONTH_ALONE.sub(month, _DAY.sub(day, _QUARTER.sub(quarter, text)))


def proof_in(lang: str, text: str) -> str:
    """The line in that language (`data/languages.yaml`, `proofs`) where it has one of the forms that the operations write; in
    English a sentence of the code too; else as it is."""
    if lang == "es" or not text:
        return text

    def say(key: str, *held: str) -> str:
        known = words_of("proofs", key) or words_of("profile_languages", key)
        return known.get(lang, known.get("en", "")).format(*held)

    for form, said in _FORMS:
        if found := form.fullmatch(text):
            return _dates(said(found, say), lang)
    for es, other in _letters(lang):
        if text == es or text.startswith(f"{es}, "):
            return _dates(other + re.sub(r"^, oficio ", say("of_folio"), text[len(es) :]), lang)
    if lang != "en":
        return text
    with override("en"):
        return gettext(text)


def proof_in_english(text: str) -> str:
    """The line in English."""
    return proof_in("en", text)


def said_proof(text: str) -> str:
    """The line in the reader's language."""
    return proof_in_english(text) if (get_language() or "es").startswith("en") else text


def said_proofs(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(said_proof(line) for line in lines)
