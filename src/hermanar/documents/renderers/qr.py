"""The QR code of an address: encoded once for the PDF and the Word file of a paper."""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=64)
def qr_of(text: str) -> Any:
    """A code of segno's, which saves itself as a drawing or a picture: with medium correction, never the small kind that
    telephones do not read. To encode it takes as long as to write a letter."""
    import segno

    return segno.make(text, error="m", micro=False)
