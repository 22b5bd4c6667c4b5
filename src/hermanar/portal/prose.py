"""Plain prose files as pieces of a page: `# title`, `## heading`, `- item`, `1. item`, paragraphs. No HTML in them is kept as HTML."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """`kind`: title, heading, items, text."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


def pieces(source: str) -> list[Piece]:
    """The pieces of a file, in order. Blank lines part them."""
    found = []
    for block in re.split(r"\n\s*\n", source.strip()):
        lines = [line.strip() for line in block.split("\n")]
        if lines[0].startswith("## "):
            found.append(Piece("heading", lines[0][3:]))
            lines = lines[1:]
        elif lines[0].startswith("# "):
            found.append(Piece("title", lines[0][2:]))
            lines = lines[1:]
        if lines and all(re.match(r"(?:- |\d+\. )", line) for line in lines):
            found.append(Piece("items", items=tuple(re.sub(r"^(?:- |\d+\. )", "", line) for line in lines)))
        elif lines:
            found.append(Piece("text", " ".join(lines)))
    return found
