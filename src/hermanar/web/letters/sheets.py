"""A version as a sheet: two languages side by side, with the checker's marks where something is wrong."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from hermanar.checks.findings import Finding
from hermanar.documents.queries import Kept, issued_content
from hermanar.kernel.content import BlockKind, Content

from ..drafting.marks import Spot, marked, reading
from ..drafting.pictures import LANGUAGE_NAMES


@dataclass(frozen=True)
class RowShown:
    """One block of the paper, a cell per language."""

    anchor: str
    kind: str
    cells: list[tuple[str, SafeString]]
    key: str = ""


@dataclass(frozen=True)
class SheetShown:
    languages: tuple[str, ...]
    rows: list[RowShown]

    @property
    def names(self) -> list[str]:
        """Names of the languages, for the tabs of a phone."""
        return [LANGUAGE_NAMES.get(lang, lang) for lang in self.languages] if len(self.languages) == 2 else []


@dataclass(frozen=True)
class RepairShown:
    label: str
    index: int


@dataclass(frozen=True)
class FindingShown:
    code: str
    severity: str
    title: str
    message: str
    url: str
    fingerprint: str
    may_keep: bool
    repairs: list[RepairShown]
    reason: str = ""


def sheet_of(version: Any, findings: Sequence[Finding] = (), issue: Any = None) -> SheetShown:
    """The whole text, marked where a finding stands; of a paper given out (`issue`), with what was filled in that day."""
    content = issued_content(issue) if issue is not None else version.as_content
    return sheet_of_content(content, findings)


def sheet_of_content(content: Content, findings: Sequence[Finding] = ()) -> SheetShown:
    """The same of a text that is no version: a sample of the library."""
    spots: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    place: Any
    for f in findings:
        for place in (f, *f.also):
            spots[(place.block, place.lang)].append(Spot(place.start, place.end, f.severity == "error"))
    rows = []
    for block in content.blocks:
        cells = []
        for lang in content.languages:
            html = marked(block.text.get(lang, ""), None, spots.get((block.key, lang), ()), lang=lang)
            if block.kind in {BlockKind.ITEM, BlockKind.HEADING} and block.number:
                dot = "." if block.kind == BlockKind.HEADING else ""
                html = SafeString(f"{block.number}{dot} ") + html
            cells.append((lang, html))
        rows.append(RowShown(f"b-{block.key}", block.kind.value, cells, block.key))
    return SheetShown(content.languages, rows)


def show_finding(finding: Finding, kept: Kept | None = None) -> FindingShown:
    severity = {"error": "error", "warning": "warning"}.get(finding.severity, "info")
    return FindingShown(
        code=finding.code,
        severity="kept" if kept else severity,
        title=reading(finding.title),
        message=reading(finding.message),
        url=f"#b-{finding.block}",
        fingerprint=finding.fingerprint,
        may_keep=finding.may_keep,
        repairs=[RepairShown(reading(r.label), n) for n, r in enumerate(finding.repairs)],
        reason=kept.reason if kept else "",
    )
