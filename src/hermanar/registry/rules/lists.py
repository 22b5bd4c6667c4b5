"""The lists of facts that ship with the program: real relations, each with the page where it was read.

They are not the national registry (no export of it exists in public). A date says how precisely it is known; nothing is
said beyond what the source says.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hermanar.checks.regions import rows
from hermanar.checks.toponyms import canon
from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import fold

from .pictures import SourcePicture, Words

DATA = Path(__file__).parent.parent / "data"
_LETTER = ("carta de intencion",)
_ANTECEDENT = ("oficio", "mencion", "aprobacion de cabildo", "solicitud", "mention", "official letter")
_SIGNED = frozenset({"firmado", "firmada"})


@dataclass(frozen=True)
class Row:
    """One relation as a list gives it. `state` is the source's own word; `their_subdivision` what follows the comma."""

    number: str
    klass: str
    ours: str
    our_key: str
    theirs: str
    their_subdivision: str
    country: str
    their_key: str
    document: str
    on: dt.date | None
    precision: str
    state: str
    sources: tuple[SourcePicture, ...]


@cache
def english() -> dict[str, str]:
    """Spanish words of the lists → English."""
    with (DATA / "words.csv").open(encoding="utf-8", newline="") as f:
        own = {r["es"]: r["en"] for r in csv.DictReader(f)}
    # the States of the United States have their table; one that is called alike in both languages needs no other word
    return {r["es"]: r["en"] for r in rows() if r["country"] == "US" and r["es"] != r["en"]} | own


def words(es: str) -> dict[str, str]:
    """The words in both languages; where no English is known (a name), the same."""
    kinds = {w["es"].casefold(): w["en"] for w in KIND_WORDS.values()}
    return {"es": es, "en": english().get(es) or kinds.get(es.casefold()) or es}


def first_upper(text: dict[str, str]) -> dict[str, str]:
    return {lang: t[:1].upper() + t[1:] for lang, t in text.items()}


# what a kind of relation is called where the source says no more
KIND_WORDS = {
    "twinning": {"es": "Hermanamiento", "en": "Twinning"},
    "specific": {"es": "Cooperación específica", "en": "Specific cooperation"},
    "friendship": {"es": "Amistad", "en": "Friendship"},
    "alliance": {"es": "Alianza", "en": "Alliance"},
    "reaffirmation": {"es": "Ratificación o reafirmación", "en": "Ratification or reaffirmation"},
    "letter": {"es": "Carta de intención", "en": "Letter of intent"},
    "antecedent": {"es": "Mención", "en": "Mention"},
    "other": {"es": "Relación", "en": "Relation"},
}


def says_of(on: dt.date | None, precision: str, kind: str) -> dict[str, str]:
    """The reading of one source; what it does not tell is left out."""
    said = {"on": on.isoformat(), "precision": precision} if on else {}
    return said | ({"kind": kind} if kind and kind != "other" else {})


def dated(text: str) -> tuple[dt.date | None, str]:
    """`2001`, `2024-10`, `1996-08-20` → first day and precision; what has no year is no date."""
    parts = text.split("-")
    if not parts[0].isdigit():
        return None, ""
    numbers = [int(p) for p in parts]
    return dt.date(*[*numbers, 1, 1][:3]), {1: "year", 2: "month", 3: "day"}[len(numbers)]


def _note(*texts: str) -> dict[str, str] | None:
    said = [words(t) for t in texts if t]
    return {lang: "; ".join(s[lang] for s in said) for lang in ("es", "en")} if said else None


def documented() -> list[Row]:
    """Relations read in public documents and news."""
    found = []
    with (DATA / "documented_partnerships.csv").open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            city, _comma, subdivision = r["contraparte"].partition(", ")
            on, precision = dated(r["fecha"])
            exact = r["precision_fecha"] if r["precision_fecha"] not in {"día", "mes", "año"} else ""
            # “in force in 2018” is what the source knows, not “in force”
            state = r["precision_fecha"] if r["precision_fecha"].startswith("vigente en") else r["estado"]
            source = r["fuente"]
            is_page = source.startswith("http")
            title = {"es": _host(source), "en": _host(source)} if is_page else words(source)
            found.append(
                Row(
                    r["id"], "domestic" if r["ambito"] == "nacional" else "international", r["parte_mx_impresa"],
                    r["cve_mx"], city, subdivision, r["iso2"], r["cve_contraparte_mx"], r["documento"], on, precision,
                    state,
                    (SourcePicture(first_upper(title) if not is_page else title, source if is_page else "",
                                   _note(exact, r["nota"]), says_of(on, precision, kind_of_words(r["documento"]))),),
                )
            )  # fmt: skip
    return found


def _host(address: str) -> str:
    return address.split("/")[2].removeprefix("www.")


_JAPAN = (
    ("en_pagina_embajada", "página de la embajada"),
    ("en_nota_embajada", "nota de la embajada (note.com)"),
    ("en_twin_cities", "lista de ciudades hermanas de Wikipedia"),
)


def japanese() -> list[Row]:
    """Relations with Japan, as three sources list them; the note says where they disagree."""
    found = []
    with (DATA / "japan_mexico.csv").open(encoding="utf-8", newline="") as f:
        for number, r in enumerate(csv.DictReader(f), start=1):
            on, precision = dated(r["fecha"])
            document = "memorándum económico" if "memorándum económico" in r["nota"] else (
                "instrumento de hermanamiento o cooperación"
            )  # fmt: skip
            says = says_of(on, precision, kind_of_words(document))
            sources = [
                SourcePicture(first_upper(words(t)), says=says if r[k] == "1" else {"listed": False}) for k, t in _JAPAN
            ]
            if r["nota"]:
                sources = _noted(sources, words(r["nota"]))
            if known := readings().get(f"J{number:02}"):
                sources = [_corrected(s, known) for s in sources] + [_more(m) for m in known.get("more", ())]
            sources.sort(key=lambda s: not (s.says or {}).get("listed", True))
            theirs = r["contraparte_jp"]
            subdivision = r["prefectura"] if r["prefectura"] not in theirs else ""
            found.append(
                Row(f"J{number:02}", "international", r["parte_mx"], r["cve"], theirs, subdivision, "JP", "", document,
                    on, precision, "", tuple(sources))
            )  # fmt: skip
    return found


def _noted(sources: list[SourcePicture], note: Words) -> list[SourcePicture]:
    """The note stands at the first source that mentions the relation."""
    at = next(i for i, s in enumerate(sources) if (s.says or {}).get("listed", True))
    return [replace(s, note=note) if i == at else s for i, s in enumerate(sources)]


@cache
def readings() -> dict[str, dict]:
    """What single sources say otherwise, by the number of the relation: facts of the list's own notes."""
    found = read_yaml((DATA / "readings.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _corrected(source: SourcePicture, known: dict) -> SourcePicture:
    own = known.get("says", {}).get(source.title["es"])
    return replace(source, says={**(source.says or {}), **own}) if own else source


def _more(told: dict) -> SourcePicture:
    return SourcePicture(told["title"], told.get("url", ""), told.get("note"), told["says"])


def choice_of(number: str, sources: Sequence[SourcePicture]) -> tuple[str, Words] | None:
    """(key of the source followed, why), where the list itself says which is right."""
    known = readings().get(number, {}).get("chosen")
    if not known:
        return None
    return next(s.key for s in sources if s.title["es"] == known["source"]), known["reason"]


def _pair(row: Row) -> tuple:
    name = fold(row.theirs.partition(" (")[0]).removeprefix("prefectura de ")
    return row.our_key, name, row.country, row.on


def packaged() -> list[Row]:
    """Both lists; what both tell of the same pair and date is one relation with all its sources."""
    found: dict[tuple, Row] = {}
    for row in [*documented(), *japanese()]:
        pair = _pair(row) if row.on else (row.number,)
        earlier = found.get(pair)
        found[pair] = replace(earlier, sources=earlier.sources + row.sources) if earlier else row
    return list(found.values())


def kind_of(row: Row) -> str:
    """What the paper is, from its own words: `registry.enums.EntryKind`."""
    return kind_of_words(row.document)


def kind_of_words(document: str) -> str:
    """What a paper is, from the words somebody called it by, in Spanish or English."""
    said = fold(document)
    if said.startswith(_ANTECEDENT):  # it reports, asks or allows; it is no letter of intent, still less an agreement
        return "antecedent"
    if said.startswith(_LETTER) or said.startswith("letter of intent"):
        return "letter"
    if said.startswith("instrumento"):
        return "other"
    if "reafirm" in said or "ratific" in said or "reaffirm" in said:
        return "reaffirmation"
    if "amistad" in said or "amiga" in said or "friend" in said:
        return "friendship"
    if ("cooperacion" in said and "hermanamiento" not in said) or "memorandum" in said or "cooperation" in said:
        return "specific"
    if "hermana" in said or "hermandad" in said or "twin" in said or "sister" in said:
        return "twinning"
    return "other"


def rung_of(row: Row) -> int:
    """The rung that the source's own words reach (`partnerships.rules.ladder`): never more than they say."""
    if kind_of(row) == "letter" or (fold(row.document).startswith("oficio") and "retomar" in fold(row.document)):
        return 1
    return 6 if row.state in _SIGNED else 0


@cache
def points() -> dict[tuple[str, str], tuple[float, float]]:
    """(name, country) → (latitude, longitude), for counterparts that no list of towns has."""
    rows = read_yaml((DATA / "points.yaml").read_text(encoding="utf-8"))
    return {(r["name"], r["country"]): (r["latitude"], r["longitude"]) for r in rows}


def known_pairs() -> dict[tuple[str, str], frozenset[str]]:
    """(canonical name of a counterpart, its country) → keys of the Mexican parties documented with it."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in packaged():
        if row.our_key:
            found.setdefault((canon(row.theirs.partition(" (")[0]), row.country), set()).add(row.our_key)
    return {pair: frozenset(keys) for pair, keys in found.items()}
