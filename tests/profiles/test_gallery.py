"""Pictures come in with rights and words, go out without the camera's data."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hermanar.files.queries import read_blob
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.profiles import operations as ops
from hermanar.profiles.models import Picture
from hermanar.profiles.queries import get_picture, list_pictures

pytestmark = pytest.mark.django_db

SAID = {"alt_es": "Templo y plaza", "alt_en": "Church and square", "author": "Ayuntamiento", "licence": "own"}


def jpeg(*, width=2400, height=1200, located=True, name="IMG_0001.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    if located:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Cámara de muestra"
    Image.new("RGB", (width, height), "#88aa77").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def add(cast):
    def call(upload=None, *, by="liaison", **more):
        return ops.add_picture(
            cast.act(by), profile_of=cast.organisations["municipality"], upload=upload or jpeg(), **{**SAID, **more}
        )

    return call


def test_add_picture_makes_three_sizes_without_place_or_camera(cast, add):
    picture = add()
    sizes = {}
    for name in ("large", "medium", "small"):
        data = read_blob(getattr(picture, name))
        with Image.open(io.BytesIO(data)) as image:
            sizes[name] = (image.format, image.width, dict(image.getexif()))
        assert "Cámara".encode() not in data
    assert sizes == {"large": ("JPEG", 1800, {}), "medium": ("JPEG", 960, {}), "small": ("JPEG", 320, {})}
    assert (picture.width, picture.height, picture.is_cover) == (1800, 900, True)
    lines = list_lines(cast.organisations["municipality"].home.public_id)
    assert lines[0].happened == "profiles.picture_added"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"alt_es": " "}, ["alt_es"]),
        ({"author": ""}, ["author"]),
        ({"licence": "mine"}, ["licence"]),
        ({"licence": "permission"}, ["permission"]),
        ({"year": 1700}, ["year"]),
    ],
)
def test_add_picture_without_words_or_rights_names_the_field(add, said, fields):
    with pytest.raises(Invalid) as error:
        add(**said)
    assert sorted(error.value.errors) == fields
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "svg"),
        ("a.jpg", b"\xff\xd8\xff\xe0 broken", "image_damaged"),
        ("a.jpg", b"", "empty"),
    ],
)
def test_add_picture_that_is_none_is_refused_by_name(add, name, data, code):
    with pytest.raises(Refused) as error:
        add(SimpleUploadedFile(name, data))
    assert error.value.code == code
    assert not Picture.objects.exists()


def test_add_picture_beyond_the_gallery_is_refused(add, monkeypatch):
    monkeypatch.setattr("hermanar.profiles.operations.gallery.MAX_PICTURES", 1)
    add()
    with pytest.raises(Refused) as error:
        add()
    assert error.value.code == "gallery_full"


@pytest.mark.parametrize("persona", ["mayor", "state", "stranger"])
def test_add_picture_by_who_is_not_its_liaison_is_refused(add, persona):
    with pytest.raises(Refused) as error:
        add(by=persona)
    assert error.value.code == "not_liaison"


def test_gallery_keeps_its_order_and_one_cover(cast, add):
    act = cast.act("liaison")
    first, second, third = add(), add(), add()
    ops.move_picture(act, picture=third, earlier=True)
    ops.move_picture(act, picture=first, earlier=True)
    assert list_pictures(first.profile) == [first, third, second]
    ops.choose_cover(act, picture=second)
    assert [p.is_cover for p in list_pictures(first.profile)] == [False, False, True]
    ops.remove_picture(act, picture=second, reason="Salen personas")
    assert [(p, p.is_cover) for p in list_pictures(first.profile)] == [(first, True), (third, False)]
    with pytest.raises(NotVisible):
        get_picture(first.profile, second.public_id)
    with pytest.raises(Refused):
        ops.choose_cover(act, picture=second)


def test_describe_picture_again_and_remove_only_with_a_reason(cast, add):
    act = cast.act("liaison")
    picture = ops.describe_picture(act, picture=add(), **{**SAID, "licence": "cc_by", "caption_es": "El templo"})
    picture.refresh_from_db()
    assert (picture.licence, picture.caption_es) == ("cc_by", "El templo")
    with pytest.raises(Invalid):
        ops.remove_picture(act, picture=picture, reason=" ")
    with pytest.raises(Refused):
        ops.remove_picture(cast.act("mayor"), picture=picture, reason="no")


def test_gallery_goes_to_the_paper_with_captions_and_credits(cast, add, save):
    add(caption_es="La plaza", caption_en="The square", year=2021)
    profile = save("presentation", "Vive de sus talleres.", "It lives from its workshops.")
    paper = ops.issue_profile(cast.act("liaison"), profile=profile)
    content = paper.version.as_content
    assert content.block("picture-1").text == {
        "es": "La plaza\nImagen: Ayuntamiento, 2021 · propiedad del Ayuntamiento",
        "en": "The square\nPicture: Ayuntamiento, 2021 · property of the municipality",
    }


def test_list_pictures_is_one_query_however_many(add, django_assert_num_queries):
    profile = add().profile
    add()
    add()
    with django_assert_num_queries(1):
        assert len([p.large.sha256 for p in list_pictures(profile)]) == 3
