"""The catalogue of laws for whoever checks a text without an account: public facts, nobody's file."""

from collections.abc import Mapping

from hermanar.checks.brief import Citation
from hermanar.documents.rules import catalogues


def cited_laws() -> Mapping[str, Citation]:
    """The laws of the library as the checker reads them in a text, each with its days. No query."""
    return catalogues.cited_laws()
