"""What is published of a relation, as plain values, and the JSON it is kept as. No names of who worked on the case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

from hermanar.checks.regions import region_in
from hermanar.kernel.text import told_apart

Words = Mapping[str, str]  # language → text


@dataclass(frozen=True)
class PartyPicture:
    """`key` is INEGI's (municipality or state), empty abroad. The point is the city's, or None where none is known."""

    name: Words
    style: Words
    subdivision: str
    country: str
    country_name: Words
    key: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def region_in(self, lang: str) -> str:
        """The state or province where it lies, as that language calls it."""
        return region_in(lang, self.subdivision, self.country)


def names_apart(ours: PartyPicture, theirs: PartyPicture) -> tuple[Words, Words]:
    """How the two parties are called beside each other: two of one name are told apart by where they lie."""
    both = {
        lang: told_apart(
            ours.name[lang], theirs.name[lang], *(p.region_in(lang) or p.country_name[lang] for p in (ours, theirs))
        )
        for lang in ("es", "en")
    }  # fmt: skip
    return {lang: pair[0] for lang, pair in both.items()}, {lang: pair[1] for lang, pair in both.items()}


@dataclass(frozen=True)
class SignatoryPicture:
    """Who signed, in a public post. The name is shown as long as its owner did not ask to withhold it."""

    side: str
    name: str
    post: Words


@dataclass(frozen=True)
class WitnessPicture:
    """The honorary witness of the signature: named as one who signed is, and withheld alike."""

    name: str
    post: Words


@dataclass(frozen=True)
class ActPicture:
    """Something that happened to the relation in the world: kind (`signed`, `registered`, `amendment`…), date, words."""

    kind: str
    on: dt.date
    precision: str = "day"
    words: Words | None = None


@dataclass(frozen=True)
class SourcePicture:
    """Where a datum was read: title, address if it has one, what to know about it.

    `says` is its own reading: `on` (ISO), `precision`, `kind`, `theirs` where it names another party, `listed` False where
    it does not mention the relation; what it does not tell is left out. `origin`: the list and row that brought it in.
    """

    title: Words
    url: str = ""
    note: Words | None = None
    says: Mapping[str, Any] | None = None
    origin: str = ""

    @property
    def key(self) -> str:
        """Short and the same as long as the source is the same."""
        told = "\x00".join((self.title["es"], self.url, self.origin))
        return sha256(told.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class ChoicePicture:
    """Which of several sources is followed (its `key`), why, since when, and which organisation chose. `theirs`: the party as
    the entry had it, where the source followed names another."""

    source: str
    reason: Words
    on: dt.date
    by: str = ""
    theirs: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class PaperPicture:
    """The text as issued: its code, the hash of its content and those of its files. `is_transcript`: nobody prepared it for
    signature; it is a copy of the text that whoever deposited the signed one said it is."""

    code: str
    title: Words
    sha256: str
    files: Mapping[str, str]
    is_transcript: bool = False


@dataclass(frozen=True)
class DepositPicture:
    """What was deposited: the code of its record, pages and hash of the scan, which stays in the case; `no_text`: why there is
    no text of it to be read, None where there is; `differs`: in what the text signed differs from the one shown, as whoever
    deposited it said; `text_pages`: how many the text has, where what was deposited has fewer."""

    record: str
    pages: int
    sha256: str
    no_text: Words | None = None
    differs: tuple[str, ...] = ()
    text_pages: int | None = None


@dataclass(frozen=True)
class EntryPicture:
    """One entry of the book. Empty text and None mean that it is not documented."""

    folio: str
    shelf: str
    klass: str
    kind: str
    instrument: Words
    ours: PartyPicture
    theirs: PartyPicture
    rung: int
    claim: Words
    proof: tuple[Words | str, ...] = ()  # a line alone is Spanish: what was published so stays as its hash knows it
    lacks: tuple[str, ...] = ()
    areas: tuple[Words, ...] = ()
    theme: str = ""
    signed_on: dt.date | None = None
    signed_precision: str = "day"
    signed_at: str = ""
    languages: tuple[str, ...] = ()
    originals: int | None = None
    signatories: tuple[SignatoryPicture, ...] = ()
    opinion_number: str = ""
    opinion_on: dt.date | None = None
    registration_number: str = ""
    registered_on: dt.date | None = None
    term_known: bool = False
    ends_on: dt.date | None = None
    terminated_on: dt.date | None = None
    acts: tuple[ActPicture, ...] = ()
    sources: tuple[SourcePicture, ...] = ()
    paper: PaperPicture | None = None
    deposit: DepositPicture | None = None
    state: Words | None = None  # as the source says it, for what comes from a list
    witness: WitnessPicture | None = None
    choice: ChoicePicture | None = None  # which source is followed where they disagree
    recorded: tuple[str, ...] = ()  # what our side put down from the paper of another office: `opinion`, `registration`


def as_json(value: Any) -> Any:
    """JSON values only; dates as ISO."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def from_json(data: Mapping[str, Any]) -> EntryPicture:
    """The picture kept as `as_json` gave it. Unknown keys are left out: an older program reads what it knows."""
    known = {f.name: data[f.name] for f in fields(EntryPicture) if f.name in data}
    for name in ("signed_on", "opinion_on", "registered_on", "ends_on", "terminated_on"):
        known[name] = _date(known.get(name))
    for name in ("proof", "lacks", "areas", "languages", "recorded"):
        known[name] = tuple(known.get(name, ()))
    known["ours"], known["theirs"] = PartyPicture(**known["ours"]), PartyPicture(**known["theirs"])
    known["signatories"] = tuple(SignatoryPicture(**s) for s in known.get("signatories", ()))
    known["sources"] = tuple(SourcePicture(**s) for s in known.get("sources", ()))
    known["acts"] = tuple(
        ActPicture(a["kind"], dt.date.fromisoformat(a["on"]), a.get("precision", "day"), a.get("words"))
        for a in known.get("acts", ())
    )
    if witness := known.get("witness"):
        known["witness"] = WitnessPicture(**witness)
    if choice := known.get("choice"):
        known["choice"] = ChoicePicture(**{**choice, "on": dt.date.fromisoformat(choice["on"])})
    known["paper"] = PaperPicture(**known["paper"]) if known.get("paper") else None
    deposit = known.get("deposit")
    known["deposit"] = DepositPicture(**(deposit | {"differs": tuple(deposit.get("differs", ()))})) if deposit else None
    return EntryPicture(**known)


def in_order(acts: tuple[ActPicture, ...]) -> tuple[ActPicture, ...]:
    """By date, oldest first; what happened on one day stays in the order given."""
    return tuple(sorted(acts, key=lambda a: a.on))
