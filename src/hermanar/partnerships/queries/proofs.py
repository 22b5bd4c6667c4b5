"""Proof lines as the reader's language says them.

A fact keeps its proof as it was put down, in Spanish, which is what the papers say. The lines have few forms, so that those of
old records can be said in English as well as new ones; what has another form (a name typed by hand) stays as it is.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from django.utils.translation import get_language, gettext, override

from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES

from ..enums import LetterKind

_MONTH = "|".join(MONTHS_ES)
_DAY = re.compile(rf"(\d{{1,2}})(?:\.º)? de ({_MONTH}) de (\d{{4}})")
_MONTH_ALONE = re.compile(rf"\b({_MONTH}) de (\d{{4}})")
_QUARTERS = {"primer": "first", "segundo": "second", "tercer": "third", "cuarto": "fourth"}
_QUARTER = re.compile(rf"\b({'|'.join(_QUARTERS)}) trimestre de (\d{{4}})")
_LANGUAGES = {"español e inglés": "Spanish and English", "español": "Spanish", "inglés": "English"}


def _act(found: re.Match[str]) -> str:
    parts = [f"Act {found['act']}"]
    if found["number"]:
        parts.append(f"resolution {found['number']}")
    return " · ".join([*parts, *([found["body"]] if found["body"] else [])])


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"Oficio (.+)"), lambda m: f"Official letter {m[1]}"),
    (re.compile(r"Dictamen (.+)"), lambda m: f"Opinion {m[1]}"),
    (re.compile(r"Versión (\d+)"), lambda m: f"Version {m[1]}"),
    (re.compile(r"Registro de la SRE (.+)"), lambda m: f"SRE registration {m[1]}"),
    (re.compile(r"Texto firmado en (.+)"), lambda m: f"Text signed in {m[1]}"),
    (
        re.compile(rf"Perfil municipal, revisión (\d+), ({'|'.join(_LANGUAGES)})"),
        lambda m: f"Municipal profile, revision {m[1]}, {_LANGUAGES[m[2]]}",
    ),
    (re.compile(r"Artículo ([IVX]+) del texto firmado"), lambda m: f"Article {m[1]} of the signed text"),
    (re.compile(r"Oficios (.+) y (.+)"), lambda m: f"Official letters {m[1]} and {m[2]}"),
    (
        re.compile(r"(.+?) · sesión (\d+)(?:, acta (.+?))?, (\d.+)"),
        lambda m: f"{m[1]} · session {m[2]}{f', act {m[3]}' if m[3] else ''}, {m[4]}",
    ),
    (re.compile(r"Aprobado en la plataforma: (.+)"), lambda m: f"Approved on the platform: {m[1]}"),
    (re.compile(r"Renovación del (.+)"), lambda m: f"Renewal of {m[1]}"),
    (
        re.compile(r"Programa Operativo Anual aprobado por ambas Partes el (.+?): (.*)"),
        lambda m: f"Annual Operating Program approved by both Parties on {m[1]}: {m[2]}",
    ),
    (re.compile(r"Acta (?P<act>.+?)(?: · acuerdo (?P<number>.+?))?(?: · (?P<body>.+))?"), _act),
)


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Kind of letter in Spanish and in English, the longest first: one may begin another."""
    found = []
    for kind in LetterKind:
        with override("es"):
            es = str(kind.label)
        with override("en"):
            found.append((es, gettext(es)))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _dates(text: str) -> str:
    def day(m: re.Match[str]) -> str:
        return f"{MONTHS_EN[MONTHS_ES.index(m[2])]} {int(m[1])}, {m[3]}"

    def month(m: re.Match[str]) -> str:
        return f"{MONTHS_EN[MONTHS_ES.index(m[1])]} {m[2]}"

    text = _QUARTER.sub(lambda m: f"{_QUARTERS[m[1]]} quarter of {m[2]}", text)
    return _MONTH_ALONE.sub(month, _DAY.sub(day, text))


def proof_in_english(text: str) -> str:
    """The line in English where it has one of the forms that the operations write, or is a sentence of the code; else as it
    is."""
    for form, said in _FORMS:
        if found := form.fullmatch(text):
            return _dates(said(found))
    for es, en in _letters():
        if text == es or text.startswith(f"{es}, "):
            rest = re.sub(r"^, oficio ", ", official letter ", text[len(es) :])
            return _dates(en + rest)
    with override("en"):
        return gettext(text) if text else text


def said_proof(text: str) -> str:
    """The line in the reader's language."""
    return proof_in_english(text) if (get_language() or "es").startswith("en") else text


def said_proofs(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(said_proof(line) for line in lines)
