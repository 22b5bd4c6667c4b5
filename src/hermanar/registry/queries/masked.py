"""Published pictures of a house that name somebody withheld, for who may put a masked copy in their place."""

from dataclasses import dataclass

from ..models import PublishedProfile, PublishedReport
from .masking import cover_page, mark_pictures, named_in, names_of_house

EDGES = {"large": 1800, "medium": 960, "small": 320}  # longest side of each copy, the largest first


@dataclass(frozen=True)
class WithheldPicture:
    """`original`: hash of its large copy; `caption` without the names; `period`: of the report that shows it (`2025-T2`), ""
    where the profile does; `names`: those withheld that its words say; `is_masked`: a copy stands in its place."""

    original: str
    caption: dict[str, str]
    period: str
    names: frozenset[str]
    is_masked: bool


def withheld_pictures(address: str) -> list[WithheldPicture]:
    """Those that stand published, the profile's first. Four queries where somebody asked."""
    names = names_of_house(address)
    if not names:
        return []
    shown: list[tuple[str, dict]] = []
    for profile in PublishedProfile.objects.filter(address=address, withdrawn_at=None):
        shown += [("", p) for p in profile.snapshot["pictures"]]
    for report in PublishedReport.objects.filter(address=address, withdrawn_at=None).order_by("-year", "-quarter"):
        pieces = [p for c in report.snapshot["components"] for a in c["activities"] for p in a["pieces"]]
        shown += [(f"{report.year}-T{report.quarter}", p) for p in pieces]
    told = [(period, p, named_in(p, names)) for period, p in shown]
    found = [(period, p, said) for period, p, said in told if said]
    mark_pictures([p for _period, p, _said in found], names, address)
    unique: dict[str, WithheldPicture] = {}
    for period, p, said in found:
        caption = cover_page(p["caption"], names)
        unique.setdefault(p["original"], WithheldPicture(p["original"], caption, period, said, not p["is_withheld"]))
    return list(unique.values())
