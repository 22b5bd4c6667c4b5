"""Profiles as their municipalities published them. For everybody, without an actor."""

import datetime as dt
from dataclasses import dataclass

from hermanar.documents.renderers import locator_svg
from hermanar.files.models import Blob
from hermanar.files.queries import read_blob
from hermanar.kernel.content import Content
from hermanar.kernel.errors import NotVisible

from ..enums import Shelf
from ..models import PublishedProfile
from ..rules.profiles import ProfileChapter, chapters
from .masking import cover_page, issue_of, mark_pictures, names_of_house, public_copy, somebody_asked

SIZES = ("large", "medium", "small")


@dataclass(frozen=True)
class ProfilePage:
    """A profile at its permanent address, in one language. Withdrawn it has no chapters and no pictures."""

    address: str
    name: str
    state: str
    key: str
    is_exercise: bool
    number: int
    published_at: dt.datetime
    withdrawn_at: dt.datetime | None
    updated_on: dt.date | None = None
    chapters: tuple[ProfileChapter, ...] = ()
    pictures: tuple[dict, ...] = ()
    has_map: bool = False
    paper: str = ""

    @property
    def cover(self) -> dict | None:
        return next((p for p in self.pictures if p["is_cover"] and not p["is_withheld"]), None)


@dataclass(frozen=True)
class ProfileLine:
    """A published profile in a list."""

    address: str
    name: str
    state: str
    key: str
    is_exercise: bool
    published_at: dt.datetime


def _row(address: str) -> PublishedProfile:
    row = PublishedProfile.objects.filter(address=address).annotate(is_asked=somebody_asked()).first()
    if row is None:
        raise NotVisible(address)
    return row


def get_published_profile(address: str, *, lang: str) -> ProfilePage:
    """The profile in that language (`es` or `en`). Raises NotVisible where none was ever published. One query
    where nobody asked to be withheld."""
    row = _row(address)
    same = (
        row.address, row.name, row.state, row.our_key, row.shelf == Shelf.EXERCISE, row.number, row.published_at,
        row.withdrawn_at,
    )  # fmt: skip
    if row.withdrawn_at is not None:
        return ProfilePage(*same)
    names = names_of_house(address) if getattr(row, "is_asked", True) else frozenset[str]()
    mark_pictures(row.snapshot["pictures"], names, address)
    said = cover_page(row.snapshot, names)
    return ProfilePage(
        *same,
        updated_on=dt.date.fromisoformat(said["updated_on"]),
        chapters=chapters(Content.from_json(said["content"]), lang),
        pictures=tuple(said["pictures"]),
        has_map=said["point"] is not None,
        paper=said["paper"],
    )


def list_published_profiles(*, shelf: str = Shelf.DOCUMENTED, after: str = "", limit: int = 60) -> list[ProfileLine]:
    """By name, keyset-paged by address within the name. One query."""
    rows = PublishedProfile.objects.filter(shelf=shelf, withdrawn_at=None).order_by("address")
    if after:
        rows = rows.filter(address__gt=after)
    return [
        ProfileLine(p.address, p.name, p.state, p.our_key, p.shelf == Shelf.EXERCISE, p.published_at)
        for p in rows.defer("snapshot")[:limit]
    ]


def published_address(key: str) -> str:
    """Address of the municipality's published profile; "" where it has none. Exercises are not its word. One query."""
    rows = PublishedProfile.objects.filter(our_key=key, withdrawn_at=None, shelf=Shelf.DOCUMENTED).exclude(our_key="")
    return rows.values_list("address", flat=True).first() or ""


def publication_of(address: str) -> PublishedProfile | None:
    """What its own house asks: whether, since when and which revision is public."""
    return PublishedProfile.objects.filter(address=address).first()


def public_picture(address: str, public_id: str, size: str) -> bytes:
    """JPEG of a picture that the profile publishes. Raises NotVisible, also where it names somebody who is withheld."""
    row = _row(address)
    names = names_of_house(address) if getattr(row, "is_asked", True) else frozenset[str]()
    mark_pictures(row.snapshot["pictures"], names, address)
    found = next((p for p in row.snapshot["pictures"] if p["id"] == public_id), None)
    if row.withdrawn_at or found is None or found["is_withheld"] or size not in SIZES:
        raise NotVisible(public_id)
    blob = Blob.objects.filter(sha256=found["files"][size]).first()
    if blob is None:
        raise NotVisible(public_id)
    return read_blob(blob)


def public_map(address: str) -> str:
    """Where it lies in Mexico, as SVG. Raises NotVisible."""
    row = _row(address)
    point = row.snapshot["point"]
    if row.withdrawn_at or point is None:
        raise NotVisible(address)
    return locator_svg((point[0], point[1]))


def public_profile_paper(address: str, fmt: str) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of the printed profile that was in force when it was published; without the names
    that their owners asked to withhold. Raises NotVisible."""
    row = _row(address)
    if row.withdrawn_at or fmt not in {"pdf", "docx"} or not row.snapshot["paper"]:
        raise NotVisible(address)
    issue = issue_of(row.snapshot["paper"])
    if issue is None:
        raise NotVisible(address)
    return public_copy(issue, fmt)
