"""The words of the library, line by line, as the checker knows them again in a file: what was changed in one language or
against the paper's own text is seen without anybody handing over the model."""

from collections.abc import Iterator
from functools import cache

from hermanar.checks.brief import Line
from hermanar.kernel.content import BlockKind

from .papers import papers
from .templates import Template, load

_KINDS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM)


@cache  # the files are the program's own: a new release is a new process
def own_words(kind: str) -> tuple[tuple[Line, ...], ...]:
    """Every template of that sort of paper, as its lines; of any sort where none is named."""
    return tuple(tuple(_lines(load(p.folder))) for p in papers().values() if kind in ("", p.kind))


def _lines(template: Template) -> Iterator[Line]:
    for section in template.sections:
        for piece in section.pieces:
            if piece.kind not in _KINDS or piece.slot or any(len(rows) != 1 for rows in piece.lines.values()):
                continue
            needed = not section.when and all(template.slots[s].required for s in piece.slots())
            yield Line(
                section.key,
                piece.kind.value,
                tuple((lang, rows[0]) for lang, rows in piece.lines.items()),
                is_needed=needed,
            )
