"""The gallery: pictures that come in with who made them and with what right they are shown; copies without the camera's
data are what is printed and published."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.files.enums import Expect
from hermanar.files.models import Attachment, Blob
from hermanar.files.operations import keep_blob, store_upload
from hermanar.files.queries import read_blob
from hermanar.files.rules.images import copy_without_traces
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Licence
from ..models import Picture, Profile
from .entries import _begun, _must_edit, _must_write

MAX_PICTURES = 24
EDGES = {"large": 1800, "medium": 960, "small": 320}


def _copies(act: Act, attachment: Attachment) -> tuple[dict[str, Blob], int, int]:
    """The three sizes, and width and height of the large one. Raises Refused where the picture cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        path.write_bytes(read_blob(attachment.blob))
        try:
            made = {name: copy_without_traces(path, edge) for name, edge in EDGES.items()}
        except ValueError:
            raise Refused(
                "image_damaged", _("La imagen está dañada o incompleta. Vuelva a enviarla."), field="file"
            ) from None
    kept = {name: keep_blob(act, data=copy.data, media_type="image/jpeg") for name, copy in made.items()}
    return kept, made["large"].width, made["large"].height


def _words(act: Act, texts: dict[str, str], licence: str, year: int | None) -> dict[str, str]:
    """What is said of a picture, as it is kept. Raises Invalid naming each field."""
    clean = {name: normalise(text)[:300] for name, text in texts.items()}
    errors: dict[str, list] = {}
    if not clean["alt_es"]:
        errors["alt_es"] = [_("Diga qué se ve, para quien no puede ver la imagen.")]
    if not clean["author"]:
        errors["author"] = [_("Diga quién la hizo.")]
    if licence not in Licence.values:
        errors["licence"] = [_("Elija con qué derecho se publica.")]
    if licence == Licence.PERMISSION and not clean["permission"]:
        errors["permission"] = [_("Diga con qué permiso: carta, correo o contrato, y su fecha.")]
    if year is not None and not 1826 <= year <= act.on.year:  # the first photograph
        errors["year"] = [_("El año va de 1826 al año en curso.")]
    if errors:
        raise Invalid(errors)
    clean["author"], clean["permission"] = clean["author"][:160], clean["permission"][:200]
    return clean


@transaction.atomic
def add_picture(
    act: Act, *, profile_of: Organisation | Profile, upload: UploadedFile, alt_es: str, author: str, licence: str,
    alt_en: str = "", caption_es: str = "", caption_en: str = "", permission: str = "", year: int | None = None,
) -> Picture:  # fmt: skip
    """A picture into the gallery, at its end; the first one is the cover. Returns it.

    Raises Refused (not the liaison, gallery full, a file that is no picture: `files.enums.Fault`), Invalid.
    """
    profile: Profile | None
    if isinstance(profile_of, Profile):
        _must_write(act, profile_of)
        profile = profile_of
    else:
        _must_edit(act, profile_of)
        profile = Profile.objects.select_related("circle").filter(organisation=profile_of).first()
        profile = profile or _begun(act, profile_of)
    words = _words(
        act,
        {"alt_es": alt_es, "alt_en": alt_en, "caption_es": caption_es, "caption_en": caption_en, "author": author,
         "permission": permission},
        licence, year,
    )  # fmt: skip
    standing = list(Picture.objects.filter(profile=profile, removed_at=None).values_list("position", "is_cover"))
    if len(standing) >= MAX_PICTURES:
        raise Refused(
            "gallery_full",
            _("La galería ya tiene %(many)s imágenes. Retire una antes de agregar otra.") % {"many": MAX_PICTURES},
        )
    original = store_upload(act, circle=profile.circle, upload=upload, expect=Expect.PHOTO)
    copies, width, height = _copies(act, original)
    picture = Picture.objects.create(
        profile=profile, original=original, **copies, width=width, height=height, **words, licence=licence, year=year,
        position=max((at for at, _cover in standing), default=0) + 1,
        is_cover=not any(cover for _at, cover in standing), added_at=act.at,
    )  # fmt: skip
    record(
        act, Happened.PICTURE_ADDED, chain=profile.circle.public_id, about=profile.public_id,
        picture=picture.public_id, licence=licence, sha256=copies["large"].sha256,
    )  # fmt: skip
    return picture


def _standing(act: Act, picture: Picture) -> Profile:
    profile = picture.profile
    _must_write(act, profile)
    if picture.removed_at is not None:
        raise Refused("picture_removed", _("Esa imagen ya se había retirado."))
    return profile


@transaction.atomic
def describe_picture(
    act: Act, *, picture: Picture, alt_es: str, author: str, licence: str, alt_en: str = "", caption_es: str = "",
    caption_en: str = "", permission: str = "", year: int | None = None,
) -> Picture:  # fmt: skip
    """Say again what it shows, who made it and with what right it is shown. Raises Refused, Invalid."""
    profile = _standing(act, picture)
    words = _words(
        act,
        {"alt_es": alt_es, "alt_en": alt_en, "caption_es": caption_es, "caption_en": caption_en, "author": author,
         "permission": permission},
        licence, year,
    )  # fmt: skip
    for name, value in {**words, "licence": licence, "year": year}.items():
        setattr(picture, name, value)
    picture.save(update_fields=[*words, "licence", "year"])
    record(
        act, Happened.PICTURE_DESCRIBED, chain=profile.circle.public_id, about=profile.public_id,
        picture=picture.public_id, licence=licence,
    )  # fmt: skip
    return picture


@transaction.atomic
def move_picture(act: Act, *, picture: Picture, earlier: bool) -> Picture:
    """One place towards the beginning (`earlier`) or the end of the gallery; at its edge nothing moves. Raises Refused."""
    profile = _standing(act, picture)
    order = list(Picture.objects.filter(profile=profile, removed_at=None).order_by("position", "pk"))
    at = [p.pk for p in order].index(picture.pk)
    other = at - 1 if earlier else at + 1
    if not 0 <= other < len(order):
        return picture
    order[at], order[other] = order[other], order[at]
    for position, one in enumerate(order, start=1):
        Picture.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
    picture.refresh_from_db(fields=["position"])
    record(
        act, Happened.PICTURE_MOVED, chain=profile.circle.public_id, about=profile.public_id, picture=picture.public_id,
        position=picture.position,
    )  # fmt: skip
    return picture


@transaction.atomic
def choose_cover(act: Act, *, picture: Picture) -> Picture:
    """The picture of the first page. Raises Refused."""
    profile = _standing(act, picture)
    Picture.objects.filter(profile=profile, is_cover=True).exclude(pk=picture.pk).update(is_cover=False)
    try:
        with transaction.atomic():
            Picture.objects.filter(pk=picture.pk).update(is_cover=True)
    except IntegrityError:
        raise Refused(
            "cover_changed", _("Otra persona eligió la portada al mismo tiempo; vuelva a intentarlo.")
        ) from None
    picture.is_cover = True
    record(
        act, Happened.COVER_CHOSEN, chain=profile.circle.public_id, about=profile.public_id, picture=picture.public_id
    )  # fmt: skip
    return picture


@transaction.atomic
def remove_picture(act: Act, *, picture: Picture, reason: str) -> Picture:
    """Out of the gallery; what was printed with it stays. The next one takes the cover. Raises Refused, Invalid."""
    profile = _standing(act, picture)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    was_cover = picture.is_cover
    Picture.objects.filter(pk=picture.pk).update(removed_at=act.at, is_cover=False)
    picture.removed_at, picture.is_cover = act.at, False
    if was_cover:
        following = Picture.objects.filter(profile=profile, removed_at=None).order_by("position", "pk").first()
        if following is not None:
            Picture.objects.filter(pk=following.pk).update(is_cover=True)
    record(
        act, Happened.PICTURE_REMOVED, chain=profile.circle.public_id, about=profile.public_id,
        picture=picture.public_id, reason=reason,
    )  # fmt: skip
    return picture
