"""What the drafting desk shows, put together once per request."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hermanar.agreements.enums import AgreementState, Power
from hermanar.agreements.policies import can, commenters
from hermanar.agreements.queries import check_text, get_agreement
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import names_for
from hermanar.documents import queries as papers
from hermanar.documents.rules.tongues import behind_in
from hermanar.kernel.content import Block, BlockKind
from hermanar.opinions.queries import Approvals, approvals_in

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
    deviates: bool = False
    remarks: int = 0

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
    pk: int = 0
    language: str = ""
    asked: str = ""
    resolved: bool = False
    may_resolve: bool = False


@dataclass
class ArticleShown:
    group: str
    label: str
    head: str = ""
    clauses: list[ClauseShown] = field(default_factory=list)
    errors: int = 0
    deviates: bool = False
    approved: bool = False
    changed: bool = False  # since it was approved
    stale: tuple[str, ...] = ()  # languages that still say what another said before it was changed

    @property
    def anchor(self) -> str:
        return f"g-{self.group or 'head'}"

    @property
    def stale_names(self) -> str:
        return ", ".join(LANGUAGE_NAMES.get(lang, lang) for lang in self.stale)

    @property
    def stale_codes(self) -> str:
        return " ".join(lang.upper() for lang in self.stale)


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
    ways: Any = None
    frozen: int | None = None  # the latest version fixed under a name, before this one
    posts: list = field(default_factory=list)

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
    def resolved(self) -> list[CommentShown]:
        return [c for c in self.comments if c.resolved]

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
                "changed": a.changed,
                "stale": a.stale_codes,
                "stale_names": a.stale_names,
                "clean": True,
                "current": False,
            }
            for a in self.articles
        ]


def anchor_of(key: str) -> str:
    return f"b-{key}"


def text_of(request: HttpRequest, partnership: Any, *, typing: bool = False) -> TextShown:
    """The latest version, checked against the case, with its marks. `typing`: only the clauses that changed are checked."""
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
        checked = check_text(agreement, version, gazetteer=gazetteer, on=today_of(request, partnership), typing=typing)
    shown.frozen = papers.last_frozen(version)
    shown.version, shown.languages, shown.errors = version, content.languages, len(checked.errors)
    blocks = {b.key: b for b in content.blocks}
    shown.findings = [_finding(f, blocks, partnership) for f in checked.findings]
    rows = papers.list_comments(agreement.document)
    people = names_for(
        [
            *(k.kept_by for k in checked.kept),
            *(i for c in rows for i in (c.by_appointment or c.by_user, c.for_appointment)),
        ]
    )
    shown.kept = [_finding(k.finding, blocks, partnership, k.reason, people.get(k.kept_by, "")) for k in checked.kept]
    remarks = Counter(c.key for c in rows if c.key and c.resolved_at is None)
    shown.articles = _articles(
        partnership, version, checked.findings, approvals_in(who, partnership, content), shown.can_edit, remarks
    )
    shown.comments = [_comment(c, blocks, people, who, shown.can_draft) for c in rows]
    if shown.can_edit:
        shown.ways = papers.ways_of(agreement.document)
    if shown.can_comment:
        shown.posts = commenters(partnership)
    return shown


def _comment(c: Any, blocks: dict[str, Block], people: dict[str, str], who: Any, can_draft: bool) -> CommentShown:
    own = who.appointment and who.appointment in {c.by_appointment, c.for_appointment}
    return CommentShown(
        by=people.get(c.by_appointment or c.by_user, "—"),
        where=group_name(c.group),
        url=f"#{anchor_of(c.key)}" if c.key in blocks else f"#g-{c.group or 'head'}",
        text=c.text,
        at=c.at,
        pk=c.pk,
        language=LANGUAGE_NAMES.get(c.language, c.language),
        asked=people.get(c.for_appointment, ""),
        resolved=c.resolved_at is not None,
        may_resolve=c.resolved_at is None and bool(can_draft or own),
    )


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


def _articles(
    partnership: Any, version: Any, findings: Any, approvals: Approvals, can_edit: bool, remarks: Counter
) -> list[ArticleShown]:
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
    stale: dict[str, set[str]] = defaultdict(set)
    url = reverse("web:drafting:text", args=[partnership.public_id])
    for block in content.blocks:
        stale[block.group].update(behind_in(version.tongues, block.key))
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
                url,
                any((block.key, lang) in runs for lang in content.languages),
                remarks[block.key],
            )
        )
    for change in struck:
        if change.group in found and change.words:
            html = marked("", change.words)
            found[change.group].clauses.append(
                ClauseShown(f"{change.key}-{change.lang}", "struck", [CellShown(change.lang, html)], False, "", True)
            )
    for group, article in found.items():
        article.errors = len(wrong.get(group, ()))
        article.deviates = group in departs
        article.approved = group in approvals.still
        article.changed = group in approvals.changed
        article.stale = tuple(lang for lang in content.languages if lang in stale[group])
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
