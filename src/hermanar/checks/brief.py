"""What the case knows about a text before it is read: the checker compares the text with this."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Side(StrEnum):
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class PartyRef:
    """One party. `names`: every accepted name, in any language, the usual one first; `key`: INEGI key of the
    municipality (two digits for a state), "" abroad; `subdivisions`: accepted names of its state or province; `airport`:
    what its profile says of the nearest one, "" where nobody said; `is_listed`: a catalogue of places has it; `several`:
    where the places lie that bear its name, where nobody said which of them it is; `has_homonym`: municipalities of other
    states bear its name; `regions`: how its State is called in each language (`es`, `en`), where it lies abroad;
    `point`: latitude and longitude, where a catalogue has them; `people`: how many live there, 0 where unknown."""

    side: Side
    names: tuple[str, ...]
    key: str = ""
    subdivisions: tuple[str, ...] = ()
    country: str = "MX"
    country_names: tuple[str, ...] = ()
    airport: str = ""
    is_listed: bool = True
    several: tuple[str, ...] = ()
    has_homonym: bool = False
    regions: Mapping[str, str] = field(default_factory=dict, compare=False)
    point: tuple[float, float] | None = field(default=None, compare=False)
    people: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Signatory:
    """Who signs and in what capacity; `since` and `until` bound the post (`until` is the last day). `posts`: the post in
    languages other than Spanish and English, where it is said otherwise."""

    name: str
    post_es: str
    post_en: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    posts: Mapping[str, str] = field(default_factory=dict)

    def post(self, lang: str) -> str:
        """The post in that language; the Spanish one where the other was not given."""
        if lang in self.posts:
            return self.posts[lang]
        return self.post_es if lang == "es" else self.post_en or self.post_es


@dataclass(frozen=True)
class Citation:
    """A row of the catalogue of laws: names of the law in any language, the article (`115-II`; "" is the law as a
    whole), its validity (`valid_to` is the last day), the day of its publication and the number of the article's last
    fraction (0: not known here)."""

    names: tuple[str, ...]
    article: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    published_on: dt.date | None = None
    last_fraction: int = 0


@dataclass(frozen=True)
class Line:
    """One line of a paper of the house's own library, by language, with `{slot}` where something is filled in. `section`: the
    article it stands in; `is_needed`: it stands in every paper of that kind."""

    section: str
    kind: str
    said: tuple[tuple[str, str], ...]
    is_needed: bool = True

    @property
    def text(self) -> dict[str, str]:
        return dict(self.said)


@dataclass(frozen=True)
class Brief:
    """`kind`: agreement, letter, act… `also_allowed`: names that may appear without being a party (places of
    signature, the ministry); `beneficiaries`: localities that gain from it and cannot be a party (domain.md 1.4).
    `dates` by label; `authorised`, `opinion` and `signed` are understood by the order of dates.
    `numbers` by label: `first_programme_days`, `term_years`, `notice_days`, `originals`.
    `areas`: area of cooperation and the power cited for it, "" if none. `on`: the day the text is checked for.
    `paper`: which paper it is, one of `kinds.KINDS`, "" where nobody said. `final`: nothing is filled in later any more.
    `noise`: how noisy the reading of the file is, from 0 (typed) to 1 (a bad scan): what is found is that much less sure.
    `rung`: the highest rung of the ladder that the papers prove (product.md), None where nobody knows. `records`: how many
    there are on record, by `signed`, `ratified`, `letters`, `registered`, `meetings`, `activities`.
    `quoted`: groups of blocks that cite what somebody else said: their claims and numbers are told as theirs, not judged. `own_words`: the
    templates of the house for such a paper, line by line, where nobody gives the model itself."""

    kind: str
    domestic: bool
    parties: tuple[PartyRef, ...]
    on: dt.date
    also_allowed: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    areas: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ("es",)
    late_slots: tuple[str, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)
    paper: str = ""
    final: bool = False
    noise: float = 0.0
    rung: int | None = None
    records: Mapping[str, int] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    own_words: tuple[tuple[Line, ...], ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Brief":
        """The brief of a JSON object with the same field names. Raises KeyError, TypeError or ValueError."""
        return cls(
            kind=data["kind"],
            domestic=bool(data["domestic"]),
            parties=tuple(
                PartyRef(
                    side=Side(p["side"]),
                    names=tuple(p["names"]),
                    key=p.get("key", ""),
                    subdivisions=tuple(p.get("subdivisions", ())),
                    country=p.get("country", "MX"),
                    country_names=tuple(p.get("country_names", ())),
                    airport=str(p.get("airport", "")),
                    is_listed=bool(p.get("is_listed", True)),
                    several=tuple(p.get("several", ())),
                    has_homonym=bool(p.get("has_homonym", False)),
                    regions=dict(p.get("regions", {})),
                )
                for p in data["parties"]
            ),
            on=dt.date.fromisoformat(data["on"]),
            also_allowed=tuple(data.get("also_allowed", ())),
            beneficiaries=tuple(data.get("beneficiaries", ())),
            signatories=tuple(
                Signatory(s["name"], s["post_es"], s.get("post_en", ""), _date(s.get("since")), _date(s.get("until")))
                for s in data.get("signatories", ())
            ),
            dates={label: dt.date.fromisoformat(on) for label, on in data.get("dates", {}).items()},
            numbers={label: int(n) for label, n in data.get("numbers", {}).items()},
            areas=tuple((key, power) for key, power in data.get("areas", ())),
            languages=tuple(data.get("languages", ("es",))),
            late_slots=tuple(data.get("late_slots", ())),
            citations={
                key: Citation(
                    tuple(c["names"]),
                    c.get("article", ""),
                    _date(c.get("valid_from")),
                    _date(c.get("valid_to")),
                    _date(c.get("published_on")),
                    int(c.get("last_fraction", 0)),
                )
                for key, c in data.get("citations", {}).items()
            },
            paper=str(data.get("paper", "")),
            final=bool(data.get("final", False)),
            rung=data.get("rung"),
            records={label: int(n) for label, n in data.get("records", {}).items()},
        )


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
