"""Reading the book: search, entries, verification of papers, open data. For everybody, without an actor."""

from .entries import (
    EntryPage,
    Place,
    RevisionPage,
    get_entry,
    get_revision,
    list_by_municipality,
    list_places,
    public_rendition,
    statistics,
)
from .laws import cited_laws, own_words
from .papers import PaperVerdict, verify_bytes, verify_paper, words_of_papers
from .search import (
    ArcPoint,
    Facet,
    Filters,
    ResultRow,
    ResultsPage,
    arcs,
    export_rows,
    filters_of,
    known_values,
    search,
)

__all__ = [
    "ArcPoint",
    "EntryPage",
    "Facet",
    "Filters",
    "PaperVerdict",
    "Place",
    "ResultRow",
    "ResultsPage",
    "RevisionPage",
    "arcs",
    "cited_laws",
    "export_rows",
    "filters_of",
    "get_entry",
    "get_revision",
    "known_values",
    "list_by_municipality",
    "list_places",
    "own_words",
    "public_rendition",
    "search",
    "statistics",
    "verify_bytes",
    "verify_paper",
    "words_of_papers",
]
