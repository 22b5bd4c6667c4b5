"""Pieces of a Word file for which python-docx has no word."""

from collections.abc import Iterable
from typing import Any


def empty(container: Any) -> None:
    """Take everything out of a header or footer."""
    for child in list(container._element):
        container._element.remove(child)


def keep_last_words(body: Any) -> None:
    """The last words of the text go with what follows them: nobody signs a page that says nothing."""
    from docx.oxml.ns import qn

    last = [child for child in body[-3:] if child.tag in {qn("w:p"), qn("w:tbl")}][-2:]
    # after two languages side by side there is a gap, and the words are the last row
    words = last[-1:] if last and "".join(last[-1].itertext()) else last[:1]
    for element in words:
        inside = [element] if element.tag == qn("w:p") else element.findall(qn("w:tr"))[-1].iter(qn("w:p"))
        for paragraph in inside:
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def unbroken(row: Any) -> None:
    """Keep a row of a table on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def field(paragraph: Any, code: str) -> None:
    """A value that Word counts itself: PAGE, NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def widths(table: Any, each: Iterable[Any]) -> None:
    """Fix the width of each column."""
    table.autofit = False
    for column, width in zip(table.columns, each, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
