"""What the drafting desk shows, put together once per request."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hermanar.agreements.policies import commenters, comments_read
from hermanar.agreements.queries import check_text
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import names_for
from hermanar.documents import queries as papers
from hermanar.documents.rules.tongues import behind_in
from hermanar.kernel.content import Block, BlockKind
from hermanar.opinions.queries import Approvals, approvals_in
from hermanar.partnerships.queries import agreed_before_saved
from hermanar.process.queries import standing_facts

from ..relations import today_of
from .desks import Desk
from .marks import Spot, group_name, headings, marked, names_of, reading, roman

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

    @property
    def place(self) -> str:
        """What it is within its article, for who hears the page: “párrafo 1”."""
        number = re.search(r"\.[a-z]+(\d+)", self.key)
        if self.kind in {"heading", "title"} or number is None:
            return _("título") if self.kind in {"heading", "title"} else _("texto")
        return _("párrafo %(number)s") % {"number": number[1]}


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
    """What is on the desk. `version` None: no text yet."""

    desk: Desk
    version: Any = None
    languages: tuple[str, ...] = ()
    articles: list[ArticleShown] = field(default_factory=list)
    findings: list[FindingShown] = field(default_factory=list)
    kept: list[FindingShown] = field(default_factory=list)
    comments: list[CommentShown] = field(default_factory=list)
    errors: int = 0
    ways: Any = None
    frozen: int | None = None  # the latest version fixed under a name, before this one
    posts: list = field(default_factory=list)

    @property
    def can_comment(self) -> bool:
        return self.desk.can_comment

    @property
    def can_edit(self) -> bool:
        return self.desk.can_edit

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


def text_of(request: HttpRequest, desk: Desk, *, typing: bool = False) -> TextShown:
    """The latest version, checked against the case, with its marks. `typing`: only the clauses that changed are checked."""
    shown, who = TextShown(desk), desk.actor
    version = papers.latest_version(desk.document) if desk.draft else None
    if version is None:
        return shown
    content, names = version.as_content, names_of(version.as_content)
    with Gazetteer.open() as gazetteer:
        checked = check_text(
            desk.draft, version, gazetteer=gazetteer, on=today_of(request, desk.partnership), typing=typing
        )
    shown.frozen = papers.last_frozen(version)
    warnings = checked.findings if desk.reads_work else []
    shown.version, shown.languages = version, content.languages
    shown.errors = len(checked.errors) if desk.reads_work else 0
    blocks = {b.key: b for b in content.blocks}
    shown.findings = [_finding(f, blocks, names) for f in warnings]
    since = desk.seen_since  # of another house's paper: what was said and kept before it was shared is theirs
    rows = [c for c in papers.list_comments(desk.document) if since is None or c.at >= since]
    if not desk.reads_work:
        rows = comments_read(who, rows)
    people = names_for(
        [
            *(k.kept_by for k in checked.kept),
            *(i for c in rows for i in (c.by_appointment or c.by_user, c.for_appointment)),
        ]
    )
    shown.kept = [
        _finding(k.finding, blocks, names, k.reason, people.get(k.kept_by, ""))
        for k in checked.kept
        if desk.reads_work and not desk.of_other_house
    ]
    remarks = Counter(c.key for c in rows if c.key and c.resolved_at is None)
    # the ministry gives its opinion on the text of the Agreement alone
    approvals = Approvals(frozenset(), frozenset()) if desk.is_paper else approvals_in(who, desk.partnership, content)
    shown.articles = _articles(desk, version, warnings, approvals, remarks)
    shown.comments = [_comment(c, blocks, names, people, who, desk.can_draft) for c in rows]
    if shown.can_edit:
        shown.ways = papers.ways_of(desk.document)
    if shown.can_comment:
        shown.posts = commenters(desk.draft)
    return shown


def _comment(
    c: Any, blocks: dict[str, Block], names: dict[str, str], people: dict[str, str], who: Any, can_draft: bool
) -> CommentShown:
    own = who.appointment and who.appointment in {c.by_appointment, c.for_appointment}
    return CommentShown(
        by=people.get(c.by_appointment or c.by_user, "—"),
        where=names.get(c.group) or group_name(c.group),
        url=f"#{anchor_of(c.key)}" if c.key in blocks else f"#g-{c.group or 'head'}",
        text=c.text,
        at=c.at,
        pk=c.pk,
        language=LANGUAGE_NAMES.get(c.language, c.language),
        asked=people.get(c.for_appointment, ""),
        resolved=c.resolved_at is not None,
        may_resolve=c.resolved_at is None and bool(can_draft or own),
    )


def _finding(f: Any, blocks: dict[str, Block], names: dict[str, str], reason: str = "", by: str = "") -> FindingShown:
    block = blocks.get(f.block)
    return FindingShown(
        code=f.code,
        severity="kept" if reason else _tone(f),
        title=reading(f.title),
        message=reading(f.message),
        where=names[block.group] if block else "",
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


def _articles(desk: Desk, version: Any, findings: Any, approvals: Approvals, remarks: Counter) -> list[ArticleShown]:
    content = version.as_content
    departures = papers.deviation(version) if desk.reads_work else []
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
    heads = headings(content)
    for block in content.blocks:
        stale[block.group].update(behind_in(version.tongues, block.key))
        article = found.setdefault(block.group, ArticleShown(block.group, group_name(block.group, heads)))
        if block.kind == BlockKind.HEADING:
            article.label = f"{block.number or roman(block.group)} {reading(block.text)}".strip()
            if roman(block.group):
                article.head = " · ".join(f"{HEADS.get(lang, '')} {block.number}" for lang in content.languages)
        cells = [
            CellShown(
                lang,
                marked(
                    block.text.get(lang, ""),
                    runs.get((block.key, lang)),
                    spots.get((block.key, lang), ()),
                    lang=lang,
                ),
            )
            for lang in content.languages
        ]
        article.clauses.append(
            ClauseShown(
                block.key,
                block.kind.value,
                [_numbered(c, block) for c in cells],
                desk.can_edit,
                desk.url,
                any((block.key, lang) in runs for lang in content.languages),
                remarks[block.key],
            )
        )
    for change in struck:
        if change.group in found and change.words:
            html = marked("", change.words, lang=change.lang)
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
    desk = shown.desk
    if desk.waits_for_mayor:
        return _("Lo firma y lo expide la Presidencia municipal.")
    if desk.is_open:
        return ""
    if desk.is_paper:
        return _("El papel está expedido: ya no cambia.")
    if desk.is_agreed:
        early = agreed_before_saved(standing_facts(desk.partnership.case))
        return early or _("Las Partes lo acordaron. Para cambiarlo hay que reabrirlo, con motivo.")
    return _("El texto está firmado: ya no cambia.")
