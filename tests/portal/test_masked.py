"""A masked copy of a picture that names somebody withheld: put by its house, shown in its place, made for those names alone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hermanar.directory.operations import withhold_in_copies
from hermanar.files.models import Blob
from hermanar.files.queries import read_blob
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.profiles.operations import add_picture, save_section
from hermanar.registry.models import MaskedPicture
from hermanar.registry.operations.masked import mask_picture
from hermanar.registry.operations.profiles import publish_profile
from hermanar.registry.operations.reports import publish_report
from hermanar.registry.queries import profiles as queries
from hermanar.registry.queries.masked import withheld_pictures
from hermanar.registry.queries.reports import get_published_report, public_report_picture
from tests.kept import kept
from tests.profiles.test_gallery import SAID, jpeg
from tests.web.forms import errors_of, html_of

pytestmark = pytest.mark.django_db
NAME, OTHER = "Persona de Muestra 40", "Persona de Muestra 41"


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


@pytest.fixture
@kept
def picture(cast, town) -> dict:
    """A published picture whose words name two, one of them withheld."""
    act = cast.act("liaison")
    profile = save_section(
        act, profile_of=town, key="presentation", es="Vive de sus talleres.", en="It lives from crafts.",
        source="Censo de muestra", year=2020,
    )  # fmt: skip
    words = {"caption_es": f"Firman {NAME} y {OTHER}", "caption_en": f"Signed by {NAME} and {OTHER}"}
    add_picture(act, profile_of=town, upload=jpeg(width=900, height=600), **SAID, **words)
    row = publish_profile(cast.act("mayor"), profile=profile)
    withhold_in_copies(cast.act("operator"), name=NAME)
    return row.snapshot["pictures"][0]


def copy_of(color: str = "#222222") -> SimpleUploadedFile:
    """The picture with what names the person covered, as a phone makes it: with place and camera inside."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Cámara de muestra"
    Image.new("RGB", (800, 500), color).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("cubierta.jpg", out.getvalue(), content_type="image/jpeg")


def put(cast, town, picture, who="liaison", **more) -> MaskedPicture:
    typed = {"organisation": town, "original": picture["files"]["large"], "upload": copy_of()}
    return mask_picture(cast.act(who), **(typed | more))


@pytest.mark.parametrize("who", ["liaison", "mayor"])
def test_masked_copy_stands_in_the_place_of_the_picture_without_its_traces(client, cast, town, picture, who):
    with pytest.raises(NotVisible):
        queries.public_picture(town.slug, picture["id"], "large")
    before = Entry.objects.count()
    row = put(cast, town, picture, who)
    for size in ("large", "medium", "small"):
        data = queries.public_picture(town.slug, picture["id"], size)
        assert data == read_blob(Blob.objects.get(sha256=row.files[size]))
        assert (b"C\xe1mara" in data, dict(Image.open(io.BytesIO(data)).getexif())) == (False, {})
    page = html_of(client.get(reverse("portal:profile", args=[town.slug])))
    assert "Copia que reserva un nombre. El original no cambió." in page
    assert (picture["files"]["large"] in page, NAME in page, OTHER in page) == (True, False, True)
    lines = Entry.objects.filter(happened="registry.picture_masked").values_list("data__original", flat=True)
    assert (list(lines), Entry.objects.count() > before) == ([picture["files"]["large"]], True)
    (told,) = withheld_pictures(town.slug)
    assert (told.is_masked, told.names, told.caption["es"]) == (
        True, frozenset({NAME}), f"Firman Nombre reservado y {OTHER}",
    )  # fmt: skip


def test_another_copy_replaces_the_first_which_stays_on_record(cast, town, picture):
    first = put(cast, town, picture)
    second = put(cast, town, picture, upload=copy_of("#444444"))
    assert queries.public_picture(town.slug, picture["id"], "large") == read_blob(
        Blob.objects.get(sha256=second.files["large"])
    )
    assert list(MaskedPicture.objects.values_list("pk", flat=True)) == [first.pk, second.pk]


def test_copy_made_for_one_name_is_not_shown_once_another_is_withheld(cast, town, picture):
    put(cast, town, picture)
    withhold_in_copies(cast.act("operator"), name=OTHER)
    with pytest.raises(NotVisible):
        queries.public_picture(town.slug, picture["id"], "large")
    put(cast, town, picture, upload=copy_of("#444444"))
    assert queries.public_picture(town.slug, picture["id"], "large")


def test_mask_picture_by_who_may_not_and_of_what_is_shown_is_refused(cast, town, picture):
    for who in ("stranger", "state", "committee", "counterpart", "reviewer", "operator", "nobody"):
        with pytest.raises(Refused) as refused:
            put(cast, town, picture, who)
        assert (who, refused.value.code) == (who, "not_publisher")
    with pytest.raises(Refused) as refused:
        put(cast, town, picture, original="0" * 64)
    assert (refused.value.code, MaskedPicture.objects.count()) == ("picture_not_withheld", 0)


def test_mask_picture_takes_no_hostile_file_and_not_the_same_picture(cast, town, picture):
    web_page = SimpleUploadedFile("x.jpg", b"<html><script>1</script></html>", content_type="image/jpeg")
    with pytest.raises(Refused) as refused:
        put(cast, town, picture, upload=web_page)
    assert refused.value.code == "not_a_photo"
    with pytest.raises(Invalid) as invalid:
        put(cast, town, picture, upload=jpeg(width=900, height=600))
    assert (list(invalid.value.errors), MaskedPicture.objects.count()) == (["file"], 0)


def test_picture_of_a_report_has_its_copy_too(cast, town, picture):
    piece = {"id": "pza000000001", "picture": picture["files"]["large"], "caption": picture["caption"],
             "alt": picture["alt"]}  # fmt: skip
    snapshot = {"components": [{"activities": [{"pieces": [piece]}]}]}
    publish_report(cast.act("liaison"), organisation=town, year=2021, quarter=4, snapshot=snapshot, sha256="0" * 64)
    with pytest.raises(NotVisible):
        public_report_picture(town.slug, 2021, 4, piece["id"])
    row = put(cast, town, picture)
    shown = public_report_picture(town.slug, 2021, 4, piece["id"])
    assert shown == read_blob(Blob.objects.get(sha256=row.files["large"]))
    (kept,) = get_published_report(town.slug, 2021, 4).snapshot["components"][0]["activities"][0]["pieces"]
    assert (kept["is_masked"], kept["original"]) == (True, picture["files"]["large"])


def test_house_puts_the_copy_from_its_gallery(cast, town, picture):
    client, address = cast.client("liaison"), reverse("web:profiles:mask")
    assert f'href="{address}"' in html_of(client.get(reverse("web:profiles:gallery")))
    page = html_of(client.get(address))
    assert (f"Firman Nombre reservado y {OTHER}" in page, NAME in page) == (True, False)
    typed = {"original": picture["files"]["large"]}
    assert list(errors_of(client.post(address, typed))) == ["file"]
    hostile = SimpleUploadedFile("x.jpg", b"<html></html>", content_type="image/jpeg")
    assert list(errors_of(client.post(address, typed | {"file": hostile}))) == ["file"]
    assert client.post(address, typed | {"file": copy_of()}).status_code == 302
    assert queries.public_picture(town.slug, picture["id"], "medium")
    assert cast.client("counterpart").get(address).status_code == 404
