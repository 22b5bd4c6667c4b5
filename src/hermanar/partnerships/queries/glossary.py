"""Words of the programme, each with its sense and where that was read (R0-08). Reads a package file only."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import fold

from .guide import Said

_DATA = Path(__file__).parent.parent / "data" / "glossary.yaml"


@dataclass(frozen=True)
class Word:
    """A word with its sense in the reader's language, what it is called in the other one, and its sources.

    `official`: the sense is that of its sources; otherwise it is how this program uses the word.
    """

    key: str
    term: str
    other: str
    text: str
    official: bool
    sources: tuple[Said, ...]


@dataclass(frozen=True)
class WordGroup:
    key: str
    title: str
    words: tuple[Word, ...]


@cache
def _read() -> dict:
    return read_yaml(_DATA.read_text(encoding="utf-8"))


def glossary(lang: str, wanted: str = "") -> list[WordGroup]:
    """The words in a language by group; with `wanted`, those that name it in either language or in their sense."""
    lang, other = ("en", "es") if lang.startswith("en") else ("es", "en")
    data, sought = _read(), fold(wanted)
    sources = {key: Said(row["text"][lang], row["url"]) for key, row in data["sources"].items()}
    found = []
    for group in data["groups"]:
        words = tuple(
            Word(
                row["key"], row["term"][lang], row["term"][other], row["text"][lang], row["official"],
                tuple(sources[s] for s in row["source"]),
            )
            for row in group["words"]
            if sought in fold(" ".join([*row["term"].values(), row["text"][lang]]))
        )  # fmt: skip
        if words:
            found.append(WordGroup(group["key"], group["title"][lang], words))
    return found
