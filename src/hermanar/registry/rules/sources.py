"""Several sources of one relation: what each says, where they disagree, which one is followed and why. Pure.

They stand side by side for ever: following one takes nothing away from the others.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .claims import claim_of
from .lists import KIND_WORDS
from .pictures import ChoicePicture, EntryPicture, PartyPicture, SourcePicture, Words, as_json, names_apart

LISTED, DATE, KIND, PARTY = "listed", "on", "kind", "theirs"
_DIGITS = {"year": 4, "quarter": 4, "month": 7, "day": 10}


def is_listed(source: SourcePicture) -> bool:
    """Whether the source mentions the relation at all."""
    return not source.says or source.says.get(LISTED, True) is True


def disagreements(sources: Iterable[SourcePicture]) -> tuple[str, ...]:
    """What they do not agree about: `listed`, `on`, `kind`, `theirs`. A date less precise agrees with what it holds."""
    said = [s.says or {} for s in sources]
    found = []
    if len(said) > 1 and len({s.get(LISTED, True) for s in said}) > 1:
        found.append(LISTED)
    dates = [(s["on"], s.get("precision", "day")) for s in said if s.get("on")]
    if any(not _agree(one, other) for one in dates for other in dates):
        found.append(DATE)
    if len({s["kind"] for s in said if s.get("kind") not in (None, "", "other")}) > 1:
        found.append(KIND)
    if len(said) > 1 and any(s.get(PARTY) for s in said):
        found.append(PARTY)
    return tuple(found)


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    digits = min(_DIGITS.get(one[1], 10), _DIGITS.get(other[1], 10))
    return one[0][:digits] == other[0][:digits]


def added(picture: EntryPicture, source: SourcePicture) -> EntryPicture:
    """With one source more; the same picture where it holds it already."""
    if any(s.key == source.key for s in picture.sources):
        return picture
    return replace(picture, sources=(*picture.sources, source))


def without(picture: EntryPicture, origin: str) -> EntryPicture:
    """Without what one list brought in; a choice of one of its rows falls with it."""
    kept = tuple(s for s in picture.sources if not _of(s, origin))
    if picture.choice and picture.choice.source not in {s.key for s in kept}:
        picture = _followed(
            replace(picture, theirs=_theirs(picture), choice=None),
            picture.sources[0].says if picture.sources else None,
            None,
        )
    return replace(picture, sources=kept)


def _of(source: SourcePicture, origin: str) -> bool:
    return source.origin == origin or source.origin.startswith(f"{origin}:")


def with_kept(fresh: EntryPicture, old: EntryPicture) -> EntryPicture:
    """What is published anew, with the sources that lists brought in since and the choice that was made among them."""
    for source in old.sources:
        if source.origin:
            fresh = added(fresh, source)
    if old.choice and not fresh.choice and old.choice.source in {s.key for s in fresh.sources}:
        return _chosen(fresh, old.choice)
    return fresh


def chosen(picture: EntryPicture, key: str, *, reason: Words, on: dt.date, by: str = "") -> EntryPicture:
    """The picture that follows one of its sources: its date, its precision, its kind, and the party that it names where it
    names another (`party`: a remark about the parties is none). Raises LookupError for a source
    that is not there or that does not mention the relation."""
    if not any(s.key == key and is_listed(s) for s in picture.sources):
        raise LookupError(key)
    return _chosen(picture, ChoicePicture(key, reason, on, by))


def _chosen(picture: EntryPicture, choice: ChoicePicture) -> EntryPicture:
    source = next(s for s in picture.sources if s.key == choice.source)
    theirs, named = _theirs(picture), (source.says or {}).get("party")
    if named:  # another party: of where it lies nothing is known
        choice = replace(choice, theirs=as_json(theirs))
        theirs = replace(theirs, name=named, style=named, key="", latitude=None, longitude=None)
    return _followed(replace(picture, theirs=theirs, choice=choice), picture.sources[0].says, source.says)


def _theirs(picture: EntryPicture) -> PartyPicture:
    """The party as the entry has it while it follows nobody who names another."""
    before = picture.choice.theirs if picture.choice else None
    return PartyPicture(**before) if before else picture.theirs


def _followed(picture: EntryPicture, base: Mapping[str, Any] | None, says: Mapping[str, Any] | None) -> EntryPicture:
    """With date and kind as the source followed says them, and else as the first one does."""
    told = {**(base or {}), **{k: v for k, v in (says or {}).items() if v}}
    on = dt.date.fromisoformat(told["on"]) if told.get("on") else None
    kind = told.get("kind") or picture.kind
    instrument = picture.instrument if kind == picture.kind else KIND_WORDS[kind]
    precision = told.get("precision") or "day"
    claim = claim_of(instrument, *names_apart(picture.ours, picture.theirs), on, precision, picture.state, kind)
    acts = tuple(replace(a, on=on, precision=precision) for a in picture.acts[:1]) if on else ()
    return replace(
        picture, signed_on=on, signed_precision=precision, kind=kind, instrument=instrument, claim=claim,
        acts=acts + picture.acts[1:] if acts else picture.acts[1:],
    )  # fmt: skip
