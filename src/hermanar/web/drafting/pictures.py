"""What the drafting desk shows, put together once per request."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hermanar.agreements.enums import AgreementState, Power
from hermanar.agreements.policies import can
from hermanar.agreements.queries import check_text, get_agreement
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import names_for
from hermanar.documents import queries as papers
from hermanar.kernel.content import Block, BlockKind
from hermanar.opinions.queries import approved_in

from .. import edge
from ..relations import today_of
from .marks import Spot, group_name, marked, reading, roman

LANGUAGE_NAMES = {"es": "Español", "en": "English", "pt": "Português", "fr": "Français"}
HEADS = {"es": "ARTÍCULO", "en": "ARTICLE", "pt": "ARTIGO", "fr": "ARTICLE"}


@dataclass(frozen=True)
class CellShown:
    lang: str
    html: SafeString


@dataclass(frozen=True)
class ClauseShown:
    key: str
    kind: str
    cells: list[CellShown]
    can_edit: bool
    edit_url: str

    @property
    def anchor(self) -> str:
        return anchor_of(self.key)


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
    where: str
    url: str
    fingerprint: str
    may_keep: bool
    repairs: list[RepairShown]
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class CommentShown:
    by: str
    where: str
    url: str
    text: str
    at: Any


@dataclass
class ArticleShown:
    group: str
    label: str
    head: str = ""
    clauses: list[ClauseShown] = field(default_factory=list)
    errors: int = 0
    deviates: bool = False
    approved: bool = False

    @property
    def anchor(self) -> str:
        return f"g-{self.group or 'head'}"


@dataclass
class TextShown:
    """The desk. `agreement` None: no text yet."""

    agreement: Any
    version: Any = None
    languages: tuple[str, ...] = ()
    articles: list[ArticleShown] = field(default_factory=list)
    findings: list[FindingShown] = field(default_factory=list)
    kept: list[FindingShown] = field(default_factory=list)
    comments: list[CommentShown] = field(default_factory=list)
    errors: int = 0
    can_draft: bool = False
    can_comment: bool = False

    @property
    def is_drafting(self) -> bool:
        return self.agreement is not None and self.agreement.state == AgreementState.DRAFTING

    @property
    def can_edit(self) -> bool:
        return self.can_draft and self.is_drafting

    @property
    def names(self) -> list[str]:
        """Names of the languages, for the tabs of a phone; none where there is only one."""
        return [LANGUAGE_NAMES.get(lang, lang) for lang in self.languages] if len(self.languages) == 2 else []

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def outline(self) -> list[dict]:
        return [
            {
                "label": a.label,
                "url": f"#{a.anchor}",
                "errors": a.errors,
                "deviates": a.deviates,
                "approved": a.approved,
                "clean": True,
                "current": False,
            }
            for a in self.articles
        ]


def anchor_of(key: str) -> str:
    return f"b-{key}"


def text_of(request: HttpRequest, partnership: Any) -> TextShown:
    """The latest version, checked against the case, with its marks."""
    who = edge.actor(request)
    agreement = get_agreement(who, partnership)
    shown = TextShown(
        agreement,
        can_draft=can(who, partnership.circle, Power.DRAFT),
        can_comment=can(who, partnership.circle, Power.COMMENT),
    )
    version = papers.latest_version(agreement.document) if agreement else None
    if version is None:
        return shown
    content = version.as_content
    with Gazetteer.open() as gazetteer:
        checked = check_text(agreement, version, gazetteer=gazetteer, on=today_of(request, partnership))
    shown.version, shown.languages, shown.errors = version, content.languages, len(checked.errors)
    blocks = {b.key: b for b in content.blocks}
    shown.findings = [_finding(f, blocks, partnership) for f in checked.findings]
    people = names_for([k.kept_by for k in checked.kept])
    shown.kept = [_finding(k.finding, blocks, partnership, k.reason, people.get(k.kept_by, "")) for k in checked.kept]
    shown.articles = _articles(
        partnership, version, checked.findings, approved_in(who, partnership, content), shown.can_edit
    )
    rows = papers.list_comments(agreement.document)
    people = names_for([c.by_appointment or c.by_user for c in rows])
    shown.comments = [
        CommentShown(
            people.get(c.by_appointment or c.by_user, "—"), group_name(c.group), f"#g-{c.group or 'head'}", c.text, c.at
        )
        for c in rows
    ]
    return shown


def _finding(f: Any, blocks: dict[str, Block], partnership: Any, reason: str = "", by: str = "") -> FindingShown:
    block = blocks.get(f.block)
    return FindingShown(
        code=f.code,
        severity="kept" if reason else _tone(f),
        title=reading(f.title),
        message=reading(f.message),
        where=group_name(block.group) if block else "",
        url=f"#{anchor_of(f.block)}" if block else "",
        fingerprint=f.fingerprint,
        may_keep=f.may_keep,
        repairs=[RepairShown(reading(r.label), n) for n, r in enumerate(f.repairs)],
        reason=reason,
        by=by,
    )


def _tone(finding: Any) -> str:
    """What departs from the model is gold, however small: look here, not wrong."""
    if finding.severity == "error":
        return "error"
    return "warning" if finding.severity == "warning" or finding.code.startswith("M") else "info"


def _articles(partnership, version, findings, approved, can_edit) -> list[ArticleShown]:
    content = version.as_content
    slots = papers.slot_labels(version.document.kind)
    departures = papers.deviation(version)
    runs = {(c.key, c.lang): c.words for c in departures if c.kind != "removed"}
    struck = [c for c in departures if c.kind == "removed"]
    spots: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    wrong: dict[str, set[str]] = defaultdict(set)
    groups = {b.key: b.group for b in content.blocks}
    for f in findings:
        if f.severity == "error" and f.block in groups:
            wrong[groups[f.block]].add(f.fingerprint)
        for place in (f, *f.also):
            if f.code.startswith("M") and (place.block, place.lang) in runs:
                continue  # what was added and struck says it already
            spots[(place.block, place.lang)].append(Spot(place.start, place.end, f.severity == "error"))
    departs = {groups[key] for key, _lang in runs if key in groups} | {c.group for c in struck}
    found: dict[str, ArticleShown] = {}
    for block in content.blocks:
        article = found.setdefault(block.group, ArticleShown(block.group, group_name(block.group)))
        if block.kind == BlockKind.HEADING:
            article.label = f"{block.number or roman(block.group)} {reading(block.text)}".strip()
            article.head = " · ".join(f"{HEADS.get(lang, '')} {block.number}" for lang in content.languages)
        cells = [
            CellShown(
                lang,
                marked(
                    block.text.get(lang, ""),
                    runs.get((block.key, lang)),
                    spots.get((block.key, lang), ()),
                    {name: label.get(lang, name) for name, label in slots.items()},
                ),
            )
            for lang in content.languages
        ]
        article.clauses.append(
            ClauseShown(
                block.key,
                block.kind.value,
                [_numbered(c, block) for c in cells],
                can_edit,
                reverse("web:drafting:text", args=[partnership.public_id]),
            )
        )
    for change in struck:
        if change.group in found and change.words:
            html = marked("", change.words)
            found[change.group].clauses.append(
                ClauseShown(f"{change.key}-{change.lang}", "struck", [CellShown(change.lang, html)], False, "")
            )
    for group, article in found.items():
        article.errors = len(wrong.get(group, ()))
        article.deviates = group in departs
        article.approved = group in approved
    return list(found.values())


def _numbered(cell: CellShown, block: Block) -> CellShown:
    if block.kind != BlockKind.ITEM or not block.number:
        return cell
    return CellShown(cell.lang, SafeString(f"{block.number} ") + cell.html)


def says_next(shown: TextShown) -> str:
    """What the text is waiting for, in a sentence."""
    if shown.agreement.state == AgreementState.AGREED:
        return _("Las Partes lo acordaron. Para cambiarlo hay que reabrirlo, con motivo.")
    if shown.agreement.state != AgreementState.DRAFTING:
        return _("El texto está firmado: ya no cambia.")
    return ""
