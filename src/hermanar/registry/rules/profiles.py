"""A published profile as a page: the blocks of its content, sorted into what the page draws. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hermanar.kernel.content import Block, BlockKind, Content


@dataclass(frozen=True)
class Words:
    """A text, and the language it really is in where the page's own is missing."""

    lines: tuple[str, ...]
    lang: str


@dataclass(frozen=True)
class Row:
    """A row of a table. Of a figure, `source` says where the number comes from."""

    label: str
    value: Words
    source: str = ""


@dataclass(frozen=True)
class Statement:
    """An offer, a need, a priority, a place: its words, and its tags in one line."""

    text: str
    tags: str
    lang: str


@dataclass(frozen=True)
class Group:
    """Statements of one kind, or a text, under its title."""

    title: str
    statements: tuple[Statement, ...] = ()
    paragraphs: tuple[Words, ...] = ()


@dataclass(frozen=True)
class ProfileChapter:
    key: str
    title: str
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Open:
    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    groups: list[list] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def closed(self) -> ProfileChapter:
        groups = tuple(Group(title, tuple(said), tuple(texts)) for title, said, texts in self.groups)
        return ProfileChapter(self.key, self.title, tuple(self.rows), groups, tuple(self.notes))


def _said(text: Mapping[str, str], lang: str) -> tuple[str, str]:
    """(words, language): those of the page's language, else the Spanish ones."""
    return (text[lang], lang) if text.get(lang) else (text.get("es", ""), "es")


def chapters(content: Content, lang: str) -> tuple[ProfileChapter, ...]:
    """The profile in one language, section by section; what is only in Spanish is shown in Spanish and marked so.

    The first has no title: it is the presentation. Gallery and cover are not here: pictures have their own place.
    """
    return tuple(o.closed() for o in _opened(content.blocks, lang) if o.rows or o.groups)


def _opened(blocks: Iterable[Block], lang: str) -> list[_Open]:
    found = [_Open("cover", "")]
    for block in blocks:
        if block.group == "gallery" or block.kind is BlockKind.TITLE:
            continue
        here = found[-1]
        words, really = _said(block.text, lang)
        if block.kind is BlockKind.HEADING:
            found.append(_Open(block.key, words))
        elif block.kind is BlockKind.FACT:
            label = (block.text.get(lang) or words).partition("\t")[0]
            first, *rest = words.partition("\t")[2].split("\n")
            if here.key == "figures":
                here.rows.append(Row(label, Words((first,), really), " ".join(rest)))
            else:
                here.rows.append(Row(label, Words((first, *rest), really)))
        elif block.key.endswith(".lead"):
            here.groups.append([words, [], []])
        elif block.kind is BlockKind.NOTE:
            here.notes.append(words)
        else:
            if not here.groups:
                here.groups.append(["", [], []])
            if block.kind is BlockKind.ITEM:
                text, _newline, tags = words.partition("\n")
                here.groups[-1][1].append(Statement(text, tags, really))
            else:
                here.groups[-1][2].append(Words((words,), really))
    return found
