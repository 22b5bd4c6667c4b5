"""The sources of an entry side by side: what each says, where they disagree, which one is followed and why."""

import datetime as dt
from dataclasses import dataclass

from ..enums import Disagreement, EntryKind
from ..rules.pictures import ChoicePicture, EntryPicture, Words
from ..rules.sources import disagreements, is_listed


@dataclass(frozen=True)
class SourceRow:
    """One source: `on` and `precision` as it dates the relation, `kind` in words, `party` where it names another one."""

    key: str
    title: Words
    url: str
    note: Words | None
    on: dt.date | None
    precision: str
    kind: str
    party: str
    is_listed: bool
    is_followed: bool
    is_from_list: bool


@dataclass(frozen=True)
class SourcesPicture:
    """`differ`: what the sources do not agree about, in words; empty where they agree or there is only one."""

    rows: tuple[SourceRow, ...]
    differ: tuple[str, ...]
    choice: ChoicePicture | None


def read_sources(picture: EntryPicture) -> SourcesPicture:
    """The sources of a picture, in the language of the reader. No query."""
    followed = picture.choice.source if picture.choice else ""
    rows = []
    for s in picture.sources:
        says = s.says or {}
        on = dt.date.fromisoformat(says["on"]) if says.get("on") else None
        kind = str(EntryKind(says["kind"]).label) if says.get("kind") in EntryKind.values else ""
        rows.append(
            SourceRow(
                s.key, s.title, s.url, s.note, on, says.get("precision", ""), kind, says.get("theirs", ""),
                is_listed(s), s.key == followed, s.origin.startswith("list:"),
            )
        )  # fmt: skip
    return SourcesPicture(
        tuple(rows), tuple(str(Disagreement(d).label) for d in disagreements(picture.sources)), picture.choice
    )
