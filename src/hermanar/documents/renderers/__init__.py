"""Renderers: from a paper's content to bytes, and back from an edited Word file.

The port of the package. Pure functions; the heavy libraries are loaded by the module that uses them, when it is used.
"""

from .comparison import ComparedArticle, render_comparison
from .docx import render_docx
from .fonts import FontsMissing
from .glyphs import Unprintable, uncovered
from .pdf import render_pdf
from .picture import picture
from .plates import Plate, locator_svg
from .tracking import Track, with_removed
from .values import Letterhead, Marks
from .word_reader import NotAWordFile, ReadBack, read_back, read_docx, texts_of

__all__ = [
    "ComparedArticle",
    "FontsMissing",
    "Letterhead",
    "Marks",
    "NotAWordFile",
    "Plate",
    "ReadBack",
    "Track",
    "Unprintable",
    "locator_svg",
    "picture",
    "read_back",
    "read_docx",
    "render_comparison",
    "render_docx",
    "render_pdf",
    "texts_of",
    "uncovered",
    "with_removed",
]
