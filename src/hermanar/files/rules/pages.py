"""A page of a PDF as a picture: what the depositor reads beside each box. Pure: bytes in, bytes out."""

import io
from pathlib import Path

from hermanar.kernel.threads import alone_in_pdfium

WIDTH = 900  # pixels: an ordinary page reads, a seal can be told from another
_TALLEST = 2400  # a page that is a long strip is made smaller, not cut


@alone_in_pdfium
def picture_of(pdf: bytes | Path, number: int) -> bytes:
    """PNG of page `number` (from 1) of a PDF, in memory or on disk: from there only what the page needs is read. Raises LookupError where there is no such page, ValueError where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        if not 1 <= number <= len(document):
            raise LookupError(number)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), _TALLEST / max(height, 1))
        out = io.BytesIO()
        page.render(scale=scale).to_pil().convert("L").save(out, "PNG", optimize=False)
        return out.getvalue()
    finally:
        document.close()
