"""What the checker says, and how one click mends it. Plain values."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hermanar.kernel.content import Block, Content


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class StaleRepair(ValueError):
    """The text is no longer the one the repair was made for: check again."""


@dataclass(frozen=True)
class Span:
    """A stretch of one block in one language; `end` is exclusive."""

    block: str
    lang: str
    start: int
    end: int


@dataclass(frozen=True)
class Edit:
    """Put `replacement` in the place of `text[start:end]`. `expected`, where given, is what must stand there."""

    block: str
    lang: str
    start: int
    end: int
    replacement: str
    expected: str | None = None


@dataclass(frozen=True)
class Insertion:
    """Put a whole block (in all its languages) after the block with key `after`; "" puts it first."""

    after: str
    block: Block


@dataclass(frozen=True)
class Repair:
    """`label` is the sentence on the button, by language of the reader."""

    label: Mapping[str, str]
    edits: tuple[Edit, ...] = ()
    insertions: tuple[Insertion, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing wrong, at one place. `also` are the other places it speaks of (the same number in the other language).

    `confidence` goes from 0 to 1. `may_keep`: a person may keep the text and justify it.
    `subject` and `ordinal` identify what was found without saying where, see `fingerprint`.
    """

    code: str
    severity: Severity
    confidence: float
    block: str
    lang: str
    start: int
    end: int
    title: Mapping[str, str]
    message: Mapping[str, str]
    repairs: tuple[Repair, ...] = ()
    also: tuple[Span, ...] = ()
    may_keep: bool = False
    subject: str = ""
    ordinal: int = field(default=0)

    @property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same while other words of the text change: what “keep and justify” hangs on."""
        parts = (self.code, self.block, self.lang, self.subject, str(self.ordinal))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def as_json(self) -> dict:
        """The finding as the command line and the API print it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "confidence": round(self.confidence, 2),
            "block": self.block,
            "language": self.lang,
            "span": [self.start, self.end],
            "also": [{"block": s.block, "language": s.lang, "span": [s.start, s.end]} for s in self.also],
            "title": dict(self.title),
            "message": dict(self.message),
            "may_keep": self.may_keep,
            "fingerprint": self.fingerprint,
            "repairs": [
                {
                    "label": dict(r.label),
                    "edits": [
                        {"block": e.block, "language": e.lang, "span": [e.start, e.end], "replacement": e.replacement}
                        for e in r.edits
                    ],
                    "insertions": [{"after": i.after, "block": i.block.as_json()} for i in r.insertions],
                }
                for r in self.repairs
            ],
        }


def apply(content: Content, repair: Repair) -> Content:
    """The content with the repair done; the one given is not touched.

    Raises StaleRepair when a place no longer exists or no longer reads as the repair expects.
    """
    # from right to left, so that an edit does not move the ones still to come
    for edit in sorted(repair.edits, key=lambda e: (e.block, e.lang, e.start, e.end), reverse=True):
        try:
            text = content.block(edit.block).text.get(edit.lang, "")
        except KeyError:
            raise StaleRepair(edit.block) from None
        if not 0 <= edit.start <= edit.end <= len(text):
            raise StaleRepair(edit.block)
        if edit.expected is not None and text[edit.start : edit.end] != edit.expected:
            raise StaleRepair(edit.block)
        content = content.with_text(edit.block, edit.lang, text[: edit.start] + edit.replacement + text[edit.end :])
    for insertion in repair.insertions:
        keys = [b.key for b in content.blocks]
        if insertion.block.key in keys or (insertion.after and insertion.after not in keys):
            raise StaleRepair(insertion.block.key)
        at = keys.index(insertion.after) + 1 if insertion.after else 0
        content = replace(content, blocks=(*content.blocks[:at], insertion.block, *content.blocks[at:]))
    return content
