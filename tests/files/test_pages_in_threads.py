"""PDFium bears no two threads at once: whoever reads a PDF waits for whoever reads another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from hermanar.checks.sources.pdf import read_pdf
from hermanar.files.rules.pages import picture_of
from hermanar.files.rules.texts import text_of
from tests.files.hostile import pdf


@pytest.mark.parametrize(
    "read", [lambda data: picture_of(data, 1), text_of, read_pdf], ids=["picture", "text", "check"]
)
def test_no_two_threads_read_a_pdf_at_once(monkeypatch, read):
    inside, most, guard = [0], [0], threading.Lock()
    opened = pypdfium2.PdfDocument

    class Watched(opened):
        def __init__(self, *args, **kwargs):
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            super().__init__(*args, **kwargs)

        def close(self, *args, **kwargs):
            super().close(*args, **kwargs)
            with guard:
                inside[0] -= 1

    monkeypatch.setattr(pypdfium2, "PdfDocument", Watched)

    def tried(_n):
        try:
            read(pdf())
        except Exception as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(8) as pool:
        said = set(pool.map(tried, range(40)))
    assert most[0] == 1
    assert len(said) == 1  # every thread was told the same
