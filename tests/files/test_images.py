"""Pictures from phones: what is taken, what is refused by name, and copies that carry nothing but the picture."""

import io

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from hermanar.files.enums import ACCEPTED, HEIC, Expect, Fault
from hermanar.files.rules import judge
from hermanar.files.rules.images import copies_without_traces, copy_without_traces, fault_in_image

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def phone_photo(size=(400, 300), orientation=1, mode="RGB") -> bytes:
    """A JPEG as a phone leaves it: maker, place, how it was held."""
    picture = Image.new(mode, size, "white")
    picture.putpixel((0, 0), (10, 20, 30))
    exif = Image.Exif()
    exif[MAKE] = "Telefono de Muestra"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (23.0, 3.0, 41.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


def written(tmp_path, data: bytes, name: str):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def saved(picture: Image.Image, kind: str, **more) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def heic(size=(64, 48)) -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "navy")).save(out, quality=60)
    return out.getvalue()


def test_copy_without_traces_carries_no_place_and_no_device(tmp_path):
    data = phone_photo()
    assert b"Telefono de Muestra" in data  # there was something to leak
    with Image.open(io.BytesIO(data)) as original:
        assert original.getexif().get_ifd(GPS)[1] == "N"
    copy = copy_without_traces(written(tmp_path, data, "a.jpg"), 200)
    assert (copy.width, copy.height) == (200, 150)
    assert b"Telefono" not in copy.data
    with Image.open(io.BytesIO(copy.data)) as shown:
        assert dict(shown.getexif()) == {}
        assert "exif" not in shown.info
        assert "icc_profile" not in shown.info


@pytest.mark.parametrize(("orientation", "size"), [(1, (200, 150)), (3, (200, 150)), (6, (150, 200)), (8, (150, 200))])
def test_copy_without_traces_is_turned_as_it_was_held(tmp_path, orientation, size):
    copy = copy_without_traces(written(tmp_path, phone_photo(orientation=orientation), "a.jpg"), 200)
    assert (copy.width, copy.height) == size


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "1", "I;16"])
def test_copy_without_traces_of_every_mode_is_a_plain_jpeg(tmp_path, mode):
    copy = copy_without_traces(written(tmp_path, saved(Image.new(mode, (30, 20)), "PNG"), "a.png"), 10)
    with Image.open(io.BytesIO(copy.data)) as shown:
        assert (shown.format, shown.mode, max(shown.size)) == ("JPEG", "RGB", 10)


def test_copies_without_traces_are_made_of_one_decoding(tmp_path):
    large, small = copies_without_traces(written(tmp_path, phone_photo((800, 600), orientation=6), "a.jpg"), (400, 100))
    assert [(large.width, large.height), (small.width, small.height)] == [(300, 400), (75, 100)]
    assert b"Telefono" not in large.data + small.data


@given(width=st.integers(1, 600), height=st.integers(1, 600), edge=st.integers(8, 400))
def test_copy_without_traces_is_never_larger_than_asked(tmp_path_factory, width, height, edge):
    path = written(tmp_path_factory.mktemp("p"), saved(Image.new("RGB", (width, height)), "PNG"), "a.png")
    copy = copy_without_traces(path, edge)
    assert max(copy.width, copy.height) <= max(edge, 1)
    assert max(copy.width, copy.height) <= max(width, height)


def frames(kind: str) -> bytes:
    first, *rest = (Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue"))
    return saved(first, kind, save_all=True, append_images=rest, duration=100)


CASES = [
    ("photo.jpg", phone_photo(), Expect.PHOTO, None),
    ("photo.heic", heic(), Expect.PHOTO, None),
    ("photo.heic", heic(), Expect.EVIDENCE, None),
    ("photo.heic", heic(), Expect.PDF_OR_IMAGE, Fault.NOT_PDF_OR_IMAGE),  # a scan is no phone picture
    ("photo.jpg", heic(), Expect.PHOTO, Fault.WRONG_NAME),
    ("moves.png", frames("PNG"), Expect.PHOTO, Fault.ANIMATED),
    ("moves.webp", frames("WEBP"), Expect.PHOTO, Fault.ANIMATED),
    ("moves.gif", frames("GIF"), Expect.PHOTO, Fault.ANIMATED),
    ("still.gif", saved(Image.new("P", (8, 8)), "GIF"), Expect.PHOTO, Fault.NOT_A_PHOTO),
    ("pages.tif", frames("TIFF"), Expect.PHOTO, None),
    ("draw.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", Expect.EVIDENCE, Fault.SVG),
    ("half.jpg", phone_photo((900, 900))[:4000], Expect.PHOTO, Fault.IMAGE_DAMAGED),
    ("half.heic", heic()[:300], Expect.PHOTO, Fault.IMAGE_DAMAGED),
    ("note.txt", b"no es una foto", Expect.EVIDENCE, Fault.NOT_EVIDENCE),
]


@pytest.mark.parametrize(("name", "data", "expect", "fault"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_judge_takes_pictures_or_names_the_fault(tmp_path, name, data, expect, fault):
    assert judge(written(tmp_path, data, name), name, ACCEPTED[expect], expect).fault == fault


def test_judge_knows_heic_by_its_bytes(tmp_path):
    assert judge(written(tmp_path, heic(), "a.heic"), "a.heic", ACCEPTED[Expect.PHOTO], Expect.PHOTO).media_type == HEIC


def test_fault_in_image_of_too_many_points_is_told_before_decoding(tmp_path):
    declared = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    declared[16:24] = (40_000).to_bytes(4, "big") * 2
    import zlib

    declared[29:33] = zlib.crc32(bytes(declared[12:29])).to_bytes(4, "big")
    assert fault_in_image(written(tmp_path, bytes(declared), "bomb.png")) == Fault.IMAGE_TOO_LARGE
