"""Reading papers: versions, what the checker says of them, drafts, issued bytes."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.text import slugify

from hermanar import __version__
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Circle, Organisation
from hermanar.files.queries import OpenFile, open_blob, read_blob
from hermanar.kernel.acts import Actor
from hermanar.kernel.codes import read_paper_code
from hermanar.kernel.content import Content
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import words_around

from .. import policies, renderers
from ..enums import Decision, NotDrawn
from ..models import (
    Comment,
    Document,
    FrozenVersion,
    Issue,
    LegalBasis,
    Letterhead,
    LibraryItem,
    ModelText,
    ReturnedChange,
    ReturnedFile,
    Version,
)
from ..rules import diff as differences
from ..rules.fill import fill, fill_late
from ..rules.papers import sample_of, show_paper, with_labels
from ..rules.redaction import WITHHELD_IN, cover, is_whole, name_pattern, without_names
from ..rules.steps import Step, Ways, ways
from ..rules.templates import Template, kinds, load
from .wording import as_issued_by

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {"pdf": "application/pdf", "docx": _DOCX}


# Documents and versions


def get_document(actor: Actor, public_id: str) -> Document:
    """The paper, with circle and issuer. Raises NotVisible."""
    rows = policies.visible(actor, Document.objects.select_related("circle", "issuer"))
    document = rows.filter(public_id=public_id).first()
    if document is None:
        raise NotVisible(public_id)
    return document


def list_documents(actor: Actor, circle: Circle) -> list[Document]:
    """Papers of the circle that the actor may see, newest first."""
    rows = policies.visible_in(actor, circle).select_related("issuer")
    return list(rows.order_by("-created_at", "-pk"))


def latest_version(document: Document) -> Version | None:
    """The version with the highest number; None when the paper has no text yet."""
    return document.versions.select_related("document").order_by("-number").first()


def get_version(document: Document, number: int) -> Version:
    """Raises NotVisible."""
    version = document.versions.select_related("document").filter(number=number).first()
    if version is None:
        raise NotVisible(f"{document.public_id}/{number}")
    return version


def list_versions(document: Document) -> list[Version]:
    """Newest first, without their content; with the name of those that were fixed under one."""
    rows = document.versions.select_related("attachment", "frozen").defer("content", "values", "tongues")
    return list(rows.order_by("-number"))


def last_frozen(version: Version) -> int | None:
    """Number of the latest version before this one that was fixed under a name: the one others know. One query."""
    rows = FrozenVersion.objects.filter(version__document=version.document_id, version__number__lt=version.number)
    return rows.order_by("-version__number").values_list("version__number", flat=True).first()


def ways_of(document: Document) -> Ways:
    """What may be undone and redone in the text as it stands. One query."""
    rows = document.versions.order_by("number").values_list("number", "origin", "restores")
    return ways(Step(*row) for row in rows)


def list_comments(document: Document, group: str | None = None) -> list[Comment]:
    """Oldest first; of one article where `group` is given."""
    rows = document.comments.select_related("document").order_by("at", "pk")
    return list(rows if group is None else rows.filter(group=group))


def template_of(version: Version) -> Template | None:
    """The template the version was assembled from, while the library still holds it word for word."""
    try:
        template = load(version.document.kind)
    except LookupError:
        return None
    return template if template.sha256 == version.template_sha256 else None


def model_of(version: Version) -> Content | None:
    """What the template itself yields with the version's values; None when the template is no longer there."""
    if (template := template_of(version)) is None:
        return None
    own = as_issued_by(template, version.document.issuer)
    return fill(own, version.values, languages=version.as_content.languages).content


def borrowed_articles(kind: str) -> dict[str, tuple[str, str]]:
    """Article of a paper → kind and article that the library takes its text from; none of a paper made from data."""
    try:
        template = load(kind)
    except LookupError:
        return {}
    return {s.key: (s.source, s.file) for s in template.sections if s.source}


def missing_values(version: Version) -> tuple[str, ...]:
    """Names of the required slots that the version was assembled without."""
    template = template_of(version)
    return fill(template, version.values, languages=version.as_content.languages).missing if template else ()


def compare(old: Version, new: Version) -> list[differences.BlockChange]:
    """What changed from one version to the other, per block and language."""
    return differences.diff(old.as_content, new.as_content)


def deviation(version: Version) -> list[differences.BlockChange]:
    """How the text departs from its model; nothing where its template is no longer there."""
    model = model_of(version)
    return [] if model is None else differences.diff(model, version.as_content)


_BLANK = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


def deviation_from(version: Version, model: ModelText, said: Mapping[str, str]) -> list[differences.BlockChange]:
    """How the text departs, in that model's language, from a model that somebody else wrote; `said` fills the blanks that the
    case knows, by name."""
    content = model.as_content

    def filled(text: str) -> str:
        return _BLANK.sub(lambda m: said.get(m[1]) or m[0], text)

    blocks = tuple(replace(b, text={lang: filled(words) for lang, words in b.text.items()}) for b in content.blocks)
    own = version.as_content
    spoken = tuple(
        replace(b, text={model.language: b.text[model.language]}) for b in own.blocks if model.language in b.text
    )
    return differences.diff(replace(content, blocks=blocks), replace(own, languages=(model.language,), blocks=spoken))


# Files that came back


def list_returned(document: Document) -> list[ReturnedFile]:
    """Files that came back, newest first, each with how many changes wait and how many it had. One query."""
    rows = document.returned.select_related("base", "attachment").defer(
        "base__content", "base__values", "base__tongues"
    )
    counted = rows.annotate(
        waiting=Count("changes", filter=Q(changes__decision=Decision.PENDING)), all_changes=Count("changes")
    )
    return list(counted.order_by("-received_at", "-pk"))


def get_returned(document: Document, public_id: str) -> ReturnedFile:
    """Raises NotVisible."""
    row = document.returned.select_related("base", "attachment", "document__circle").filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def list_returned_changes(returned: ReturnedFile) -> list[ReturnedChange]:
    """What the file changes, in the order of the text."""
    return list(
        returned.changes.select_related("version").defer("version__content", "version__values").order_by("position")
    )


def get_returned_change(document: Document, pk: int) -> ReturnedChange:
    """Raises NotVisible."""
    rows = ReturnedChange.objects.select_related("returned__document__circle", "returned__document__issuer")
    row = rows.select_related("returned__attachment").filter(returned__document=document, pk=pk).first()
    if row is None:
        raise NotVisible(str(pk))
    return row


def get_comment(document: Document, pk: int) -> Comment:
    """Raises NotVisible."""
    row = document.comments.select_related("document__circle", "document__issuer").filter(pk=pk).first()
    if row is None:
        raise NotVisible(str(pk))
    return row


# Letterhead, drafts


def get_letterhead(organisation: Organisation, year: int) -> Letterhead | None:
    """The sheet the organisation set for that year; None before it did."""
    return Letterhead.objects.filter(organisation=organisation, year=year).select_related("arms__blob").first()


def _with_office(issuer: dict[str, tuple[str, ...]], office: Mapping[str, str] | None) -> dict[str, tuple[str, ...]]:
    if not office or not office.get("es"):
        return issuer
    return {lang: (lines[0], office.get(lang) or office["es"]) for lang, lines in issuer.items()}


def letterhead_for(
    organisation: Organisation, on: dt.date, office: Mapping[str, str] | None = None
) -> renderers.Letterhead:
    """What the organisation prints around its papers on a day: that year's sheet (R0-02). `office`: the one that gives this
    paper out, per language, which stands under the organisation in the place of those that the sheet names.

    Before it is set, the lines, slogan and arms of the last year that was; the motto belongs to its own year only.
    """
    rows = Letterhead.objects.filter(organisation=organisation, year__lte=on.year).select_related("arms__blob")
    row = rows.order_by("-year").first()
    name_en = organisation.name_en or organisation.name
    if row is None:
        return renderers.Letterhead(issuer=_with_office({"es": (organisation.name,), "en": (name_en,)}, office))
    lines = tuple(filter(None, row.lines.split("\n"))) or (organisation.name,)
    lines_en = tuple(filter(None, row.lines_en.split("\n"))) or ((name_en,) if not row.lines else lines)
    # a phrase that nobody put into English is not printed in the English text
    said = {"es": row.motto, "en": row.motto_en} if row.year == on.year else {}
    motto = {lang: phrase for lang, phrase in said.items() if phrase}
    return renderers.Letterhead(
        issuer=_with_office({"es": lines, "en": lines_en}, office),
        motto_of_year=motto,
        slogan={"es": row.slogan} if row.slogan else {},
        arms=read_blob(row.arms.blob) if row.arms else None,
        arms_alt={"es": f"Escudo: {organisation.name}", "en": f"Coat of arms: {name_en}"} if row.arms else {},
    )


def draft_pdf(
    version: Version,
    *,
    letterhead_of: Organisation,
    exercise: bool,
    on: dt.date | None = None,
    language: str | None = None,
    review: bool = False,
) -> bytes:
    """The version as PDF, marked as a draft; for `review`, with the lines numbered and the mark across each page. Never
    kept: made again at will."""
    marks = renderers.Marks(draft=True, exercise=exercise, review=review)
    letterhead = letterhead_for(letterhead_of, on or version.created_at.date())
    return renderers.render_pdf(
        version.as_content, letterhead, marks, language=language, slots=slot_labels(version.document.kind)
    )


def draft_docx(
    version: Version,
    *,
    letterhead_of: Organisation,
    exercise: bool,
    on: dt.date | None = None,
    language: str | None = None,
    against: Version | None = None,
) -> bytes:
    """The version as Word, marked as a draft, to be edited outside and read back. `against`: an earlier version; what
    changed since is written as tracked changes."""
    marks = renderers.Marks(draft=True, exercise=exercise)
    letterhead = letterhead_for(letterhead_of, on or version.created_at.date())
    content, track = version.as_content, None
    if against is not None:
        changes = compare(against, version)
        content, olds = renderers.with_removed(against.as_content, content, changes)
        track = renderers.Track(str(letterhead_of), version.created_at, differences.diff_words, olds)
    return renderers.render_docx(
        content, letterhead, marks, language=language, slots=slot_labels(version.document.kind),
        stamp=f"v{version.number}_{version.document.public_id}", track=track,
    )  # fmt: skip


def print_comparison(
    newer: Version,
    changes: Iterable[differences.BlockChange],
    *,
    names: Mapping[str, str],
    old: str,
    new: str,
    title: str,
    about: str,
    author: str,
    language: str,
) -> bytes:
    """What changed up to `newer`, as PDF, side by side; `names` of the articles, in the reader's `language`."""
    content = newer.as_content
    heads = {
        b.group: b.text.get(language) or next(iter(b.text.values()), "") for b in content.blocks if b.kind == "heading"
    }
    order = {b.key: n for n, b in enumerate(content.blocks)}
    found: dict[str, list] = {}
    for change in sorted(changes, key=lambda c: order.get(c.key, len(order))):
        if change.words:
            said = [(op, with_labels(text, change.lang)) for op, text in change.words]
            found.setdefault(change.group, []).append((change.lang, said))
    articles = [
        renderers.ComparedArticle(". ".join(filter(None, [names.get(group, group), heads.get(group, "")])), rows)
        for group, rows in found.items()
    ]
    return renderers.render_comparison(
        articles, title=title, old=old, new=new, about=about, author=author, language=language
    )


def print_paper(
    kind: str,
    values: Mapping[str, Any],
    *,
    letterhead_of: Organisation,
    exercise: bool,
    on: dt.date,
    language: str,
    fmt: str,
    late: Mapping[str, Any] | None = None,
    office: Mapping[str, str] | None = None,
    draft: bool = False,
) -> bytes:
    """A paper of the library printed from its values and not kept: a list to work with, without code. `fmt`: pdf or docx;
    `late`: what is filled in at the end, with nothing to say where it is ""; `draft`: marked so, with its lines numbered.

    Raises LookupError for a kind the library does not hold, ValueError for values of another shape, Unprintable."""
    content = fill_late(fill(load(kind), values, languages=(language,)).content, late or {})
    marks = renderers.Marks(exercise=exercise, draft=draft, review=draft)
    render = renderers.render_pdf if fmt == "pdf" else renderers.render_docx
    return render(content, letterhead_for(letterhead_of, on, office), marks, slots=slot_labels(kind))


def would_say(kind: str, values: Mapping[str, Any], *, languages: Sequence[str], late: Mapping[str, Any]) -> Content:
    """The text of a paper of the library with these values, not kept: read before it is given out. What is filled in then
    and not known yet (folio, date) still stands as its slot."""
    template = load(kind)
    known = {name: value for name, value in values.items() if name in template.slots}
    return fill_late(fill(template, known, languages=tuple(languages)).content, late)


def unprintable_in(kind: str, values: Mapping[str, Any], language: str) -> list[tuple[str, NotDrawn]]:
    """What of these values no typeface draws: label of the slot and the character, in order."""
    slots, found = load(kind).slots, []
    for name, value in values.items():
        if name not in slots:
            continue
        label = slots[name].label
        for text in _texts(value):
            for at, char, _name in renderers.uncovered(text):
                found.append((label.get(language) or label.get("es", name), NotDrawn(char, words_around(text, at))))
    return list(dict.fromkeys(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def slot_labels(kind: str) -> dict[str, dict[str, str]]:
    """Late slot → language → label, as blanks name themselves; empty for a paper without template."""
    try:
        template = load(kind)
    except LookupError:
        return {}
    return {name: dict(template.slots[name].label) for name in template.late}


# Issued papers


def get_issue(actor: Actor, public_id: str) -> Issue:
    """The issued paper, with version and document. Raises NotVisible."""
    rows = Issue.objects.select_related("version__document__circle", "version__document__issuer", "superseded_by")
    issue = rows.filter(public_id=public_id).first()
    if issue is None or not policies.visible(actor, Document.objects.filter(pk=issue.version.document_id)).exists():
        raise NotVisible(public_id)
    return issue


def find_issue(typed: str) -> Issue | None:
    """The paper with that code, as anybody may type it from the paper; None when there is none. For verification:
    whoever calls shows its state, folio, date and issuer, never its text."""
    code = read_paper_code(typed)
    if code is None:
        return None
    rows = Issue.objects.select_related("version__document__circle", "version__document__issuer", "superseded_by")
    return rows.filter(code=code).first()


def find_issue_by_bytes(sha256: str) -> Issue | None:
    """The paper that was given out with exactly these bytes; None when there is none."""
    rows = Issue.objects.select_related("version__document__circle", "version__document__issuer", "superseded_by")
    return rows.filter(renditions__blob__sha256=sha256).order_by("pk").first()


def list_issues(actor: Actor, circle: Circle) -> list[Issue]:
    """Papers given out in the circle that the actor may see, newest first."""
    documents = policies.visible_in(actor, circle)
    rows = Issue.objects.filter(version__document__in=documents)
    return list(
        rows.select_related("version__document__issuer", "superseded_by")
        .defer("version__content", "version__values")
        .order_by("-issued_at", "-pk")
    )


def list_issues_of(actor: Actor, documents: Iterable[int]) -> list[Issue]:
    """Papers given out of those documents (primary keys) that the actor may see, the replaced ones too, newest first."""
    seen = policies.visible(actor, Document.objects.filter(pk__in=list(documents)))
    rows = Issue.objects.filter(version__document__in=seen).select_related("version__document__issuer", "superseded_by")
    return list(rows.defer("version__content", "version__values").order_by("-issued_at", "-pk"))


def get_rendition(issue: Issue, fmt: str) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of an issued paper, as they were issued. Raises NotVisible."""
    rendition = issue.renditions.select_related("blob").filter(format=fmt).first()
    if rendition is None:
        raise NotVisible(f"{issue.public_id}.{fmt}")
    name = "-".join(filter(None, [slugify(issue.version.document.title)[:60], slugify(issue.folio), issue.code]))
    return f"{name}.{fmt}", rendition.blob.media_type, read_blob(rendition.blob)


def issued_content(issue: Issue) -> Content:
    """What the paper says as it was given out: its place, its day and its folio stand in it."""
    return fill_late(issue.version.as_content, issue.late)


def names_in(issue: Issue, names: Iterable[str]) -> frozenset[str]:
    """Of those names, the ones that the paper says, in its text or in what was filled in at issue."""
    said = issued_content(issue)
    texts = [text for block in said.blocks for text in block.text.values()]
    return frozenset(n for n in names if is_whole(n) and any(name_pattern(n).search(text) for text in texts))


def redacted_rendition(issue: Issue, fmt: str, *, names: Iterable[str]) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of the paper printed again without those names, marked as a copy that withholds them.

    The paper as issued, its code and its hashes stay what they were. Raises NotVisible for another format.
    """
    if fmt not in MEDIA_TYPES:
        raise NotVisible(f"{issue.public_id}.{fmt}")
    document = issue.version.document
    content = without_names(issued_content(issue), names)
    marks = renderers.Marks(
        code=issue.code,
        verify_url=f"{settings.PUBLIC_BASE_URL}/verificar/{issue.code}/",
        folio=issue.folio,
        anchor=f"{issue.anchor_seq}:{issue.anchor_hash[:16]}",
        exercise=issue.is_exercise,
        transcript=issue.is_transcript,
        withheld=True,
        issued_on=issue.issued_on,
    )
    print_as = renderers.render_pdf if fmt == "pdf" else renderers.render_docx
    sheet = letterhead_for(document.issuer, issue.issued_on)
    letterhead = replace(sheet, issuer=cover(sheet.issuer, names, WITHHELD_IN))
    data = print_as(content, letterhead, marks, slots=slot_labels(document.kind))
    name = "-".join(
        filter(
            None,
            [slugify(cover(document.title, names, {"en": ""}))[:60], slugify(issue.folio), issue.code, "copia-publica"],
        )
    )
    return f"{name}.{fmt}", MEDIA_TYPES[fmt], data


# The library of the programme (R4-17)


def list_library(actor: Actor, *, withdrawn: bool = False) -> list[LibraryItem]:
    """Documents the actor reads, by title; with `withdrawn`, also those taken out. One query."""
    rows = policies.library_of(actor).select_related("issuer", "attachment__blob")
    return list(rows if withdrawn else rows.filter(withdrawn_on=None))


def get_library_item(actor: Actor, public_id: str) -> LibraryItem:
    """A document of the library, withdrawn or not. Raises NotVisible."""
    rows = policies.library_of(actor).select_related("issuer__home", "attachment__blob")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def open_library_item(actor: Actor, public_id: str) -> OpenFile:
    """The document's bytes, as a stream, for whoever it is for. Raises NotVisible."""
    row = get_library_item(actor, public_id).attachment
    return OpenFile(
        row.filename, row.blob.media_type, row.blob.size, row.blob.sha256, row.blob.pages, open_blob(row.blob)
    )


def library_issuers(actor: Actor) -> list[Organisation]:
    """Houses in whose name the actor may put a document in the library."""
    rows = Organisation.objects.select_related("home").filter(
        kind__in=[OrganisationKind.MINISTRY, OrganisationKind.STATE]
    )
    if "operator" not in actor.roles:
        rows = rows.filter(public_id=actor.organisation or "-")
    return [row for row in rows.order_by("name", "pk") if policies.can_issue_library(actor, row)]


def list_model_texts(actor: Actor) -> list[ModelText]:
    """Models of others (R4-31), newest version of each language first. One query."""
    return list(policies.models_of(actor).defer("content", "blanks").order_by("language", "-number", "pk"))


def get_model_text(actor: Actor, public_id: str) -> ModelText:
    """Raises NotVisible."""
    row = policies.models_of(actor).filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def paper_titles() -> dict[str, dict[str, str]]:
    """Kind of paper → its title per language, as the library of templates names it."""
    return {kind: dict(load(kind).titles) for kind in kinds()}


# The library of papers: its samples


def sample_pdf(folder: str) -> bytes:
    """The sample as PDF, on an invented letterhead, marked as an exercise. The same files give the same bytes for a day.

    Raises NotVisible.
    """
    key = f"documents.sample:{show_paper(folder).sha256}:{__version__}"
    data: bytes | None = cache.get(key)
    if data is None:
        house = renderers.Letterhead(
            issuer={
                "es": ("Ayuntamiento de Villa Serena", "Dirección de Asuntos Internacionales"),
                "en": ("Municipal Government of Villa Serena", "Office of International Affairs"),
            }
        )
        data = renderers.render_pdf(sample_of(folder), house, renderers.Marks(exercise=True))
        cache.set(key, data, 86400)
    return data


# What a house cites, and whom its letters are copied to


def list_legal_bases(organisation: Organisation) -> list[LegalBasis]:
    """The house's catalogue, those that still hold first. One query."""
    return sorted(LegalBasis.objects.filter(organisation=organisation), key=lambda b: (b.valid_to is not None, b.pk))


def get_legal_basis(organisation: Organisation, public_id: str) -> LegalBasis:
    """Raises NotVisible."""
    row = LegalBasis.objects.filter(organisation=organisation, public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def legal_basis_of(organisation: Organisation | None, on: dt.date) -> list[dict[str, str]]:
    """Provisions of the house's catalogue that hold on a day, as slots take them (R3-44)."""
    if organisation is None:
        return []
    rows = LegalBasis.objects.filter(organisation=organisation).exclude(valid_from__gt=on).exclude(valid_to__lt=on)
    return [{"es": row.text, "en": row.text_en or row.text} for row in rows]


def usual_copies(organisation: Organisation, on: dt.date) -> dict[str, Any]:
    """What a new letter of the house begins with: `copies` as slots take them, `initials`. Of that year, else the last."""
    rows = Letterhead.objects.filter(organisation=organisation, year__lte=on.year).order_by("-year")
    row = rows.exclude(copies="", initials="").first()
    if row is None:
        return {"copies": [], "initials": ""}
    es, en = row.copies.split("\n"), row.copies_en.split("\n")
    lines = [{"es": line, "en": (en[at] if at < len(en) else "") or line} for at, line in enumerate(es) if line]
    return {"copies": lines, "initials": row.initials}
