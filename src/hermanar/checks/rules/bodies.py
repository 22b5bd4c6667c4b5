"""P, continued: bodies by their English names, the delegations of the old Federal District, and the post under a signature."""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..entities import CHAIN
from ..findings import Repair
from ..posts import ANY_POST, POSTS
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date

_OF = rf"(?P<of>{CHAIN}(?:,\s+{CHAIN}(?=,?\s+and\s))*)"
_MINISTRY = re.compile(rf"\b(?P<kind>Ministry|Secretariat|Department)\s+of\s+(?:the\s+)?{_OF}")
_SAYS_MINISTRY = re.compile("Ministry|Secretariat|Department")
# “of Mexico”, “of the Government of Mexico”, “of the United Mexican States”: whose it is
_WHOSE = re.compile(
    r"(?:^|\s+|,\s*)(?:of|in)\s+(?:the\s+)?(?:Government\s+of\s+)?(?:Mexico|México|United\s+Mexican\s+States|Federal\s+Government)\b"
)
_MEXICAN_BEFORE = re.compile(r"\b(?:Mexico[’']s|Mexican|Federal)\s+$")
_FEDERAL_AFTER = re.compile(r"\s*(?:,\s*|\(\s*)?(?:Government\s+of\s+Mexico|Mexico)\b")


@dataclass(frozen=True)
class _English:
    """The federal ministries in English: their names, and the foreign one's; how it is wrongly called, beside Mexico's name
    and alone."""

    names: frozenset[str]
    foreign: str
    wrong: re.Pattern[str]
    always_wrong: re.Pattern[str]


@cache
def _english() -> _English:
    raw = tomllib.loads(files("hermanar.checks").joinpath("words/federal_offices.toml").read_text(encoding="utf-8"))
    of = raw["foreign_affairs_en"]
    return _English(
        frozenset(fold(n) for n in raw["names_en"]), of["right"], re.compile(of["wrong"], re.IGNORECASE),
        re.compile(
            rf"\b(?:Ministry|Secretariat|Department)\s+of\s+{of['always_wrong']}\b(?!\s+of\s+(?:the\s+)?(?:City|State|Municipality|University))"
        ),
    )  # fmt: skip


def _foreign_ministry(p: Passage, start: int, end: int) -> list[Repair]:
    right = _english().foreign
    return [Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(start, end, right),))]


def foreign_ministry(r: Reading) -> Rules:
    """P10: the foreign ministry of Mexico under another English name than its own."""
    for passage in r.passages:
        if passage.lang != "en" or not _SAYS_MINISTRY.search(passage.text):
            continue
        for m in _english().always_wrong.finditer(passage.text):
            if m.group().startswith("Department") and not re.search(r"\b(?:[Ff]ederal|Mexic)", passage.text):
                continue  # an office of a town may be called so
            right = _english().foreign
            yield found(
                "P10", passage, *m.span(), says(f"Se llama “{right}”.", f"Its name is “{right}”."),
                repairs=_foreign_ministry(passage, *m.span()), confidence=0.85,
            )  # fmt: skip


def federal_ministries_in_english(r: Reading) -> Rules:
    """P10: “Ministry of External Commerce of Mexico”: none of the Federation is called so in English."""
    for passage in r.passages:
        if passage.lang != "en" or not _SAYS_MINISTRY.search(passage.text):
            continue
        for m in _MINISTRY.finditer(passage.text):
            whole = m["of"]
            whose = _WHOSE.search(whole)
            of = whole[: whose.start()] if whose else whole
            of = re.split(r"\.\s|\n", of)[0].rstrip(".,’'")
            end = m.start("of") + len(of)
            mexican = (
                whose
                or _WHOSE.match(passage.text, end)
                or _FEDERAL_AFTER.match(passage.text, end)
                or _MEXICAN_BEFORE.search(passage.text[: m.start()])
            )
            if not mexican or fold(of) in _english().names:
                continue
            words = passage.text[m.start() : end]
            repairs = _foreign_ministry(passage, m.start(), end) if _english().wrong.fullmatch(of) else []
            yield found(
                "P10", passage, m.start(), end,
                says(f"Ninguna secretaría federal se llama “{words}”.", f"No ministry of the Federation is called “{words}”."),
                repairs=repairs, confidence=0.8,
            )  # fmt: skip


# the demarcations of Mexico City were delegations until their own Constitution was in force (Diario Oficial de la
# Federación, 5 February 2017, transitory 1: 17 September 2018; the first mayors took office on 1 October 2018) [K]
_UNTIL = dt.date(2018, 9, 30)
_BOROUGHS = (
    "Álvaro Obregón|Azcapotzalco|Benito Juárez|Coyoacán|Cuajimalpa(?: de Morelos)?|Cuauhtémoc|Gustavo A\\. Madero|Iztacalco|"
    "Iztapalapa|(?:La )?Magdalena Contreras|Miguel Hidalgo|Milpa Alta|Tláhuac|Tlalpan|Venustiano Carranza|Xochimilco"
)
_DELEGATION = re.compile(
    rf"\b(?P<w>Delegaci[óo]n(?:\s+Pol[íi]tica)?|DELEGACI[ÓO]N(?:\s+POL[ÍI]TICA)?|[Jj]ef(?:e|a)\s+[Dd]elegacional|[Dd]elegad[oa])\s+(?:(?:de|del|en)\s+)?(?i:{_BOROUGHS})\b"
)


def delegations(r: Reading) -> Rules:
    """P10 (P08 where it stands for a Party): “Delegación Coyoacán”, which is an Alcaldía since October 2018."""
    on = paper_date(r) or r.brief.on
    city = [p for p in r.brief.parties if p.key[:2] == "09"]
    if on <= _UNTIL:
        return
    for passage in r.passages:
        if "eleg" not in passage.low:
            continue
        for m in _DELEGATION.finditer(passage.text):
            words = m["w"]
            office = fold(words).startswith("delegacion")
            # a delegation of visitors from there is no government
            if (
                office
                and (not words[0].isupper() or re.search(r"(?i)\b(?:una|la)\s+$", passage.text[: m.start()]) is None)
                and not city
            ):
                continue
            right = (
                "Alcaldía"
                if office
                else ("Alcaldesa" if words[-2:] in ("da", "fa") or fold(words).startswith("jefa") else "Alcalde")
            )
            new = right.upper() if words.isupper() else right
            yield found(
                "P08" if office and passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE) else "P10",
                passage, *m.span("w"),
                says(
                    f"Desde el {date_in_words(_UNTIL + dt.timedelta(days=1), 'es')} no hay delegaciones: es “{right}”.",
                    f"Since {date_in_words(_UNTIL + dt.timedelta(days=1), 'en')} there are no delegations: it is “{right}”.",
                ),
                repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(*m.span("w"), new),))],
            )  # fmt: skip


_PERSON = r"[A-ZÁÉÍÓÚÑ][\w’'.-]+(?:[ \t]+(?:(?:de|del|la|las|los|y)[ \t]+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w’'-]*){1,6}"
# parts of which one stands in every post as it begins, whatever its gender
_POST_SIGNS = (
    "unicip",
    "lcald",
    "ayor",
    "indic",
    "índic",
    "egidor",
    "ecretari",
    "esorer",
    "irector",
    "oordinador",
    "anager",
    "ALCALD",
    "MAYOR",
    "NDIC",
    "REGIDOR",
    "SECRETARI",
    "TESORER",
    "DIRECTOR",
)
_POST_THEN_NAME = re.compile(
    rf"(?i:\b(?:el|la|the)\s+)(?P<post>(?i:{ANY_POST})[^,.;:\n]{{0,60}}),\s+(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?)\.\s+)?(?P<name>{_PERSON})"
)
_NAME_THEN_POST = re.compile(
    rf"(?P<name>{_PERSON}),\s+(?:(?:en\s+su\s+car[áa]cter\s+de|el|la)\s+)?(?P<post>(?i:{ANY_POST})[^,.;:\n]{{0,60}})"
)
_ITS_SIGNATURE = re.compile(
    rf"^(?:\W*(?i:por|for|on\s+behalf\s+of)\s[^\n]*\n)?\W*(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?)\.\s+)?(?P<name>{_PERSON})[ \t]*\n\s*(?P<post>(?i:{ANY_POST})[^\n]{{0,60}})"
)


def posts_under_signatures(r: Reading) -> Rules:
    """P13: “la Síndica Municipal, Persona de Muestra” in the body, and “Regidora” under the same name."""
    for lang in r.content.languages:
        held: dict[str, tuple[str, str, Passage, int, int]] = {}
        for passage in (p for p in r.passages if p.lang == lang):
            if not any(sign in passage.text for sign in _POST_SIGNS):
                continue
            signs = _ITS_SIGNATURE.match(passage.text)
            if signs:
                told = held.get(_who(signs["name"]))
                if told and told[0] != _what(signs):
                    yield found(
                        "P13", passage, *signs.span("post"),
                        says(f"En el texto su cargo es “{told[1]}”.", f"In the text their post is “{told[1]}”."),
                        also=[told[2].span(told[3], told[4])], subject=f"{fold(signs['name'])}|{fold(signs['post'])}", confidence=0.8,
                    )  # fmt: skip
                continue
            for m in (*_POST_THEN_NAME.finditer(passage.text), *_NAME_THEN_POST.finditer(passage.text)):
                # “el Síndico, Persona Uno, la Regidora, …”: a post between two names is read with the one before it
                if m.re is _POST_THEN_NAME and re.search(r",\s*$", passage.text[: m.start()]):
                    continue
                post = re.split(r"\s+(?:y|and)\s+(?:el|la|the)\s", m["post"])[0]
                held.setdefault(
                    _who(m["name"]), (_what(m), post, passage, m.start("post"), m.start("post") + len(post))
                )


def _what(m: re.Match[str]) -> str:
    return next(what for what, _ in POSTS if m[what])


def _who(name: str) -> str:
    return fold(re.sub(r"^(?:(?:El|La|C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?)\.?\s+)+", "", name))


RULES = (foreign_ministry, federal_ministries_in_english, delegations, posts_under_signatures)
