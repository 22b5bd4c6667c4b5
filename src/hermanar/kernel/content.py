"""The structured, multilingual content of a paper: ordered blocks with stable keys, the same keys in every language.

A block's text is plain (no markup). `{slot}` tokens that remain are *late slots* (place, date, folio,
signatories, witness): they are filled at issue and stay outside the hash an opinion approves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .codes import sha256_of


class BlockKind(StrEnum):
    TITLE = "title"  # of the paper
    HEADING = "heading"  # of an article or section; `number` is printed before or above it
    PARAGRAPH = "paragraph"
    ITEM = "item"  # `number` is its label, "a)"
    # parts of an official letter (oficio), in the order Mexican offices print them
    PLACE_DATE = "place_date"
    REFERENCE = "reference"  # OFICIO: folio
    SUBJECT = "subject"  # ASUNTO
    ADDRESSEE = "addressee"  # one line each: name, post, organisation, place
    SALUTATION = "salutation"  # P R E S E N T E
    CLOSING = "closing"  # ATENTAMENTE
    COPIES = "copies"  # c.c.p., one line each
    INITIALS = "initials"
    # structured
    SIGNATURE = "signature"  # one line each: on behalf of, name, post; blocks stand side by side in pairs
    FACT = "fact"  # a row "label: value"; `number` is not used; text is "Label\tValue"
    NOTE = "note"  # small print


@dataclass(frozen=True)
class Block:
    """`key` unique in its content (`art-02`, `art-02.p1`, `art-02.a`); `group` the key of the article or section it
    belongs to (`art-02`; the heading's own group is its key; "" before the first heading → `preamble`)."""

    key: str
    kind: BlockKind
    text: Mapping[str, str]
    group: str = ""
    number: str = ""

    def as_json(self) -> dict:
        return {
            "key": self.key,
            "kind": self.kind.value,
            "text": dict(self.text),
            "group": self.group,
            "number": self.number,
        }


@dataclass(frozen=True)
class Content:
    """`languages` in printing order, ISO 639-1 (`("es", "en")`)."""

    languages: tuple[str, ...]
    blocks: tuple[Block, ...]
    layout: str = "agreement"
    meta: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        return {
            "languages": list(self.languages),
            "layout": self.layout,
            "meta": dict(self.meta),
            "blocks": [b.as_json() for b in self.blocks],
        }

    @classmethod
    def from_json(cls, data: Mapping) -> "Content":
        return cls(
            languages=tuple(data["languages"]),
            layout=data.get("layout", "agreement"),
            meta=data.get("meta", {}),
            blocks=tuple(
                Block(b["key"], BlockKind(b["kind"]), b["text"], b.get("group", ""), b.get("number", ""))
                for b in data["blocks"]
            ),
        )

    @property
    def sha256(self) -> str:
        """Hash of everything a reader signs; late slots still stand as `{slot}`."""
        return sha256_of(self.as_json())

    def block(self, key: str) -> Block:
        """The block with that key. Raises KeyError."""
        for b in self.blocks:
            if b.key == key:
                return b
        raise KeyError(key)

    def groups(self) -> list[str]:
        """Keys of preamble, articles and closing, in order, without repetition."""
        return list(dict.fromkeys(b.group for b in self.blocks))

    def of_group(self, group: str) -> Iterator[Block]:
        return (b for b in self.blocks if b.group == group)

    def group_sha256(self, group: str) -> str:
        """Hash of one article in all languages: what stays approved when it did not change."""
        return sha256_of([b.as_json() for b in self.of_group(group)])

    def with_text(self, key: str, lang: str, text: str) -> "Content":
        """The same content with one block's text replaced in one language. Raises KeyError."""
        self.block(key)
        return replace(
            self,
            blocks=tuple(replace(b, text={**b.text, lang: text}) if b.key == key else b for b in self.blocks),
        )
