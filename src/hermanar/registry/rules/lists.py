"""The lists of facts that ship with the program: real relations, each with the page where it was read.

They are not the national registry (no export of it exists in public). A date says how precisely it is known; nothing is
said beyond what the source says.
"""

import csv
import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from hermanar.checks.toponyms import canon
from hermanar.kernel.text import fold

from .pictures import SourcePicture

DATA = Path(__file__).parent.parent / "data"
_LETTER = ("carta de intencion", "oficio")
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
        return {r["es"]: r["en"] for r in csv.DictReader(f)}


def words(es: str) -> dict[str, str]:
    """The words in both languages; where no English is known (a name), the same."""
    return {"es": es, "en": english().get(es, es)}


def first_upper(text: dict[str, str]) -> dict[str, str]:
    return {lang: t[:1].upper() + t[1:] for lang, t in text.items()}


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
            source = r["fuente"]
            is_page = source.startswith("http")
            title = {"es": _host(source), "en": _host(source)} if is_page else words(source)
            found.append(
                Row(
                    r["id"], "domestic" if r["ambito"] == "nacional" else "international", r["parte_mx_impresa"],
                    r["cve_mx"], city, subdivision, r["iso2"], r["cve_contraparte_mx"], r["documento"], on, precision,
                    r["estado"],
                    (SourcePicture(first_upper(title) if not is_page else title, source if is_page else "",
                                   _note(exact, r["nota"])),),
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
            sources = [SourcePicture(first_upper(words(t)), "", None) for k, t in _JAPAN if r[k] == "1"]
            if r["nota"]:
                sources[0] = replace(sources[0], note=words(r["nota"]))
            theirs = r["contraparte_jp"]
            subdivision = r["prefectura"] if r["prefectura"] not in theirs else ""
            found.append(
                Row(f"J{number:02}", "international", r["parte_mx"], r["cve"], theirs, subdivision, "JP", "", document,
                    on, precision, "", tuple(sources))
            )  # fmt: skip
    return found


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
    said = fold(row.document)
    if said.startswith(_LETTER):
        return "letter"
    if said.startswith("instrumento"):
        return "other"
    if "reafirm" in said or "ratific" in said:
        return "reaffirmation"
    if "amistad" in said or "amiga" in said:
        return "friendship"
    if ("cooperacion" in said and "hermanamiento" not in said) or "memorandum de entendimiento" in said:
        return "specific"
    if "hermana" in said or "hermandad" in said:
        return "twinning"
    return "other"


def rung_of(row: Row) -> int:
    """The rung that the source's own words reach (`partnerships.rules.ladder`): never more than they say."""
    if kind_of(row) == "letter":
        return 1
    return 6 if row.state in _SIGNED else 0


@cache
def points() -> dict[tuple[str, str], tuple[float, float]]:
    """(name, country) → (latitude, longitude), for counterparts that no list of towns has."""
    rows = yaml.safe_load((DATA / "points.yaml").read_text(encoding="utf-8"))
    return {(r["name"], r["country"]): (r["latitude"], r["longitude"]) for r in rows}


def known_pairs() -> dict[tuple[str, str], frozenset[str]]:
    """(canonical name of a counterpart, its country) → keys of the Mexican parties documented with it."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in packaged():
        if row.our_key:
            found.setdefault((canon(row.theirs.partition(" (")[0]), row.country), set()).add(row.our_key)
    return {pair: frozenset(keys) for pair, keys in found.items()}
