"""Reports as their municipalities published them. For everybody, without an actor."""

from typing import Any

from hermanar.files.models import Blob
from hermanar.files.queries import read_blob
from hermanar.kernel.errors import NotVisible

from ..enums import Shelf
from ..models import PublishedReport
from .masking import cover_page, issue_of, mark_pictures, names_of_house, public_copy


def get_published_report(address: str, year: int, quarter: int) -> PublishedReport:
    """The report at its permanent address, withdrawn ones too. Without names that are withheld. Raises
    NotVisible where none was published. Two queries where nobody asked."""
    row = PublishedReport.objects.filter(address=address, year=year, quarter=quarter).first()
    if row is None:
        raise NotVisible(address)
    names = names_of_house(row.address)
    mark_pictures(_pieces(row), names, row.address)
    row.snapshot = cover_page(row.snapshot, names)
    return row


def _pieces(row: PublishedReport) -> list[dict[str, Any]]:
    return [p for c in row.snapshot["components"] for a in c["activities"] for p in a["pieces"]]


def find_published_report(address: str, year: int, quarter: int) -> PublishedReport | None:
    """What its own house asks: whether and since when it is public."""
    rows = PublishedReport.objects.filter(address=address, year=year, quarter=quarter)
    return rows.defer("snapshot").first()


def addresses_of(year: int, quarter: int) -> frozenset[str]:
    """Addresses of that quarter's public reports. One query."""
    rows = PublishedReport.objects.filter(year=year, quarter=quarter, withdrawn_at=None)
    return frozenset(rows.values_list("address", flat=True))


def list_published_reports(
    *, shelf: str = Shelf.DOCUMENTED, after: tuple[int, int, int] | None = None, limit: int = 60
) -> list[PublishedReport]:
    """The latest quarter first, keyset by (year, quarter, primary key). One query."""
    rows = PublishedReport.objects.filter(shelf=shelf, withdrawn_at=None).order_by("-year", "-quarter", "pk")
    if after is not None:
        year, quarter, last = after
        rows = rows.exclude(year__gt=year).exclude(year=year, quarter__gt=quarter)
        rows = rows.exclude(year=year, quarter=quarter, pk__lte=last)
    return list(rows.defer("snapshot")[:limit])


def public_report_picture(address: str, year: int, quarter: int, public_id: str) -> bytes:
    """JPEG of a piece that the report shows. Raises NotVisible, also where it names somebody who is withheld."""
    row = get_published_report(address, year, quarter)
    pictures = {p["id"]: p["picture"] for p in _pieces(row) if not p["is_withheld"]}
    sha256 = pictures.get(public_id)
    blob = Blob.objects.filter(sha256=sha256).first() if sha256 and row.withdrawn_at is None else None
    if blob is None:
        raise NotVisible(public_id)
    return read_blob(blob)


def public_report_paper(address: str, year: int, quarter: int, fmt: str) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of the authorised paper; without names that were withheld. Raises NotVisible."""
    row = get_published_report(address, year, quarter)
    code = row.snapshot["paper"]
    if row.withdrawn_at or fmt not in {"pdf", "docx"} or not code:
        raise NotVisible(address)
    issue = issue_of(code)
    if issue is None:
        raise NotVisible(address)
    return public_copy(issue, fmt)
