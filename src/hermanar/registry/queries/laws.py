"""What whoever checks a text without an account is given: the catalogue of laws and the library's own words, nobody's file."""

from collections.abc import Mapping

from hermanar.checks.brief import Citation, Line
from hermanar.documents.rules import catalogues, own_words as library


def cited_laws() -> Mapping[str, Citation]:
    """The laws of the library as the checker reads them in a text, each with its days. No query."""
    return catalogues.cited_laws()


def own_words(kind: str) -> tuple[tuple[Line, ...], ...]:
    """The templates of the library for that sort of paper, line by line; all of them where no sort is said. No query."""
    return library.own_words(kind)
