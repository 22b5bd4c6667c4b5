"""Pages of a scan as pictures."""

import io

import pytest
from PIL import Image

from hermanar.files.rules.pages import WIDTH, picture_of
from tests.relation import scan_bytes


def test_picture_of_a_page_is_as_wide_as_the_reader_needs():
    picture = Image.open(io.BytesIO(picture_of(scan_bytes(2), 2)))
    assert picture.format == "PNG"
    assert abs(picture.width - WIDTH) <= 1
    assert abs(picture.height - WIDTH * 792 / 612) <= 1


@pytest.mark.parametrize("number", [0, 3, -1])
def test_picture_of_a_page_that_is_not_there_is_refused(number):
    with pytest.raises(LookupError):
        picture_of(scan_bytes(2), number)


def test_picture_of_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError):
        picture_of(b"%PDF-1.7 nothing", 1)
