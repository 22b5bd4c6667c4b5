"""Assembling, saving and issuing papers; folios and letterhead.

These are engine verbs: the app above asks its own policy (who signs, who may send); here only `policies` of papers.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief
from hermanar.checks.check import check
from hermanar.checks.findings import StaleRepair, apply
from hermanar.checks.places import Places
from hermanar.directory.models import Circle, Organisation
from hermanar.files.models import Attachment
from hermanar.files.operations import keep_blob
from hermanar.journal.operations import HOUSE, record
from hermanar.journal.queries import get_head
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import new_paper_code, sha256_of
from hermanar.kernel.content import BlockKind, Content
from hermanar.kernel.dates import Dated, date_in_words
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from . import policies, renderers
from .enums import Happened, IssueState, Origin
from .models import Comment, Document, FolioSeries, FolioUsed, Issue, KeptFinding, Letterhead, Rendition, Version
from .queries import MEDIA_TYPES, latest_version, letterhead_for, model_of, slot_labels
from .rules.fill import BLANK, fill, fill_late, standing_slots
from .rules.templates import LINE_KINDS, TOKEN, Template, load

ARMS_TYPES = frozenset({"image/png", "image/jpeg"})


class ClauseConflict(Refused):
    """Two persons changed the same block. Nothing is lost: `seen` is what this one started from, `theirs` what stands
    now (in `version`), `mine` what was typed; the page shows the three."""

    def __init__(self, *, key: str, language: str, seen: str, theirs: str, mine: str, version: int) -> None:
        super().__init__(
            "clause_conflict", _("Otra persona cambió este mismo párrafo; compare los dos textos."), field="text"
        )
        self.key, self.language, self.version = key, language, version
        self.seen, self.theirs, self.mine = seen, theirs, mine


# Texts


@transaction.atomic
def assemble(
    act: Act,
    *,
    circle: Circle,
    issuer: Organisation,
    kind: str,
    values: Mapping[str, Any],
    languages: Sequence[str] | None = None,
    title: str | None = None,
    title_en: str | None = None,
    shared: bool = False,
    document: Document | None = None,
    base_number: int | None = None,
    note: str = "",
) -> Version:
    """Fill the template of that kind: the first version of a new paper, or the next one of `document`.

    Required slots without a value stand as a visible blank (`queries.missing_values`). Values are normalised and kept
    with the version. Raises Invalid naming the slot (a character no typeface draws, an option that is none), Refused
    (`template_unknown`, `other_paper`, `version_conflict` when `base_number` is no longer the last).
    """
    try:
        template = load(kind)
    except LookupError:
        raise Refused("template_unknown", _("No hay plantilla para ese documento.")) from None
    if document is None:
        if not policies.can_write(act.actor, circle, issuer):
            raise NotVisible(circle.public_id)
    else:
        _must_edit(act, document)
        if (document.circle_id, document.kind) != (circle.pk, kind):
            raise Refused("other_paper", _("Ese documento es de otra clase o de otro expediente."))
    languages = tuple(languages or template.default_languages)
    if stranger := [lang for lang in languages if lang not in template.languages]:
        raise Invalid({"languages": [_("La plantilla no tiene texto en: %(x)s.") % {"x": ", ".join(stranger)}]})
    plain = _plain_values(values, template, languages)
    try:
        filled = fill(template, plain, languages=languages)
    except ValueError as error:
        name, colon, _rest = str(error).partition(": ")
        field = name if colon and name in template.slots else ""
        raise Invalid({field: [_("El valor no corresponde a lo que pide la plantilla.")]}) from error
    if document is None:
        document = Document.objects.create(
            circle=circle,
            issuer=issuer,
            kind=kind,
            title=normalise(title or template.titles["es"])[:240],
            title_en=normalise(title_en or template.titles.get("en", ""))[:240],
            shared=shared,
            created_at=act.at,
        )
        number = 1
    else:
        number = _number_after(document, base_number)
    version = _add_version(
        act,
        document,
        number,
        filled.content,
        origin=Origin.ASSEMBLED,
        note=note,
        template_sha256=template.sha256,
        values=plain,
    )
    _record(
        act,
        Happened.DOCUMENT_ASSEMBLED,
        document,
        number=number,
        kind=kind,
        sha256=version.sha256,
        missing=filled.missing,
    )
    return version


@transaction.atomic
def save_version(
    act: Act,
    *,
    document: Document,
    content: Content,
    base_number: int,
    origin: Origin,
    note: str = "",
    attachment: Attachment | None = None,
) -> Version:
    """The next version with that content. `base_number` is the version it was made from (0 before the first).

    Raises Refused (`version_conflict` when another was saved meanwhile), Invalid for characters that cannot be printed.
    """
    _must_edit(act, document)
    _must_print(content)
    base = latest_version(document)
    number = _number_after(document, base_number)
    version = _add_version(
        act,
        document,
        number,
        content,
        origin=origin,
        note=note,
        template_sha256=base.template_sha256 if base else "",
        values=base.values if base else {},
        attachment=attachment,
    )
    _record(act, Happened.VERSION_SAVED, document, number=number, origin=origin, sha256=version.sha256, note=note)
    return version


@transaction.atomic
def edit_block(
    act: Act, *, document: Document, base_number: int, key: str, language: str, text: str, seen_text: str
) -> Version:
    """Change one block in one language and return the version that holds it.

    Where other versions were saved since `base_number` but this block still reads as it was seen, the change goes on
    top of the last one: nobody's work is lost. Where the block itself changed, raises ClauseConflict with all texts.
    Raises Invalid (`text`) for characters that cannot be printed or a slot that the paper does not have.
    """
    _must_edit(act, document)
    while True:
        latest = latest_version(document)
        if latest is None or base_number > latest.number:
            raise Refused("version_unknown", _("Ese documento no tiene la versión indicada."))
        content = latest.as_content
        if language not in content.languages:
            raise Refused("language_unknown", _("El documento no está en ese idioma."), field="language")
        block = next((b for b in content.blocks if b.key == key), None)
        if block is None:
            raise ClauseConflict(
                key=key, language=language, seen=seen_text, theirs="", mine=text, version=latest.number
            )
        current = block.text.get(language, "")
        clean = _clean_block(block.kind, text)
        if clean == current:
            return latest
        if current != _clean_block(block.kind, seen_text) and current != seen_text:
            raise ClauseConflict(
                key=key, language=language, seen=seen_text, theirs=current, mine=clean, version=latest.number
            )
        known = set(standing_slots(content)) | set(slot_labels(document.kind))
        if strange := set(TOKEN.findall(clean)) - known:
            names = ", ".join(sorted(f"{{{s}}}" for s in strange))
            raise Invalid({"text": [_("El documento no tiene ese espacio por llenar: %(x)s.") % {"x": names}]})
        if bad := _unprintable(clean):
            raise Invalid({"text": bad})
        try:
            version = _add_version(
                act,
                document,
                latest.number + 1,
                content.with_text(key, language, clean),
                origin=Origin.EDITED,
                template_sha256=latest.template_sha256,
                values=latest.values,
            )
        except Refused:
            # somebody was faster: read again what stands now
            continue
        break
    _record(
        act,
        Happened.VERSION_SAVED,
        document,
        number=version.number,
        origin=Origin.EDITED,
        sha256=version.sha256,
        block=key,
        language=language,
    )
    return version


@transaction.atomic
def apply_repair(
    act: Act,
    *,
    document: Document,
    base_number: int,
    finding_fingerprint: str,
    repair_index: int = 0,
    brief: Brief,
    gazetteer: Places,
    model: Content | None = None,
) -> Version:
    """Do one of the repairs that the checker offers, as a new version.

    Raises Refused (`version_conflict`, `finding_gone`, `repair_stale`).
    """
    _must_edit(act, document)
    latest = latest_version(document)
    if latest is None or latest.number != base_number:
        raise _conflict()
    findings = check(latest.as_content, brief, gazetteer, model=model or model_of(latest))
    finding = next((f for f in findings if f.fingerprint == finding_fingerprint), None)
    if finding is None or not 0 <= repair_index < len(finding.repairs):
        raise Refused("finding_gone", _("Ese señalamiento ya no está en el texto."))
    try:
        content = apply(latest.as_content, finding.repairs[repair_index])
    except StaleRepair:
        raise Refused("repair_stale", _("El texto cambió; vuelva a revisarlo.")) from None
    return save_version(
        act, document=document, content=content, base_number=base_number, origin=Origin.REPAIRED, note=finding.code
    )


@transaction.atomic
def keep_finding(act: Act, *, document: Document, fingerprint: str, code: str, reason: str) -> KeptFinding:
    """A person read the finding, keeps the text and says why. Kept once: a second time the first stands.

    Raises Invalid without a reason.
    """
    _must_edit(act, document)
    reason = _reason(reason)
    kept, is_new = KeptFinding.objects.get_or_create(
        document=document,
        fingerprint=fingerprint,
        defaults={"code": code, "reason": reason, "kept_by": act.actor.user, "kept_at": act.at},
    )
    if is_new:
        _record(act, Happened.FINDING_KEPT, document, code=code, reason=reason, fingerprint=fingerprint)
    return kept


@transaction.atomic
def add_comment(act: Act, *, document: Document, group: str, text: str) -> Comment:
    """A comment on one article, from anybody who sees the paper and is not only an observer.

    Raises Invalid without text, Refused (`group_unknown`).
    """
    _must_edit(act, document)
    text = normalise(text, lines=True)
    if not text:
        raise Invalid({"text": [_("Escriba el comentario.")]})
    latest = latest_version(document)
    if latest is None or group not in latest.as_content.groups():
        raise Refused("group_unknown", _("El documento no tiene ese artículo."), field="group")
    comment = Comment.objects.create(
        document=document,
        group=group,
        text=text,
        by_user=act.actor.user,
        by_appointment=act.actor.appointment,
        at=act.at,
    )
    _record(act, Happened.COMMENTED, document, group=group)
    return comment


# Issued papers


@transaction.atomic
def issue(
    act: Act,
    *,
    version: Version,
    late: Mapping[str, Any] | None = None,
    folio: str = "",
    issued_on: dt.date,
    letterhead_of: Organisation,
    exercise: bool = False,
    supersedes: Issue | None = None,
) -> Issue:
    """Give the version out: late slots filled, code and QR, anchor of the circle's journal, PDF and Word kept for ever.

    Late slots that `late` does not name stay as lines to be filled by hand; one whose value is None goes with its
    paragraph; names that the text does not have are ignored. `folio` also fills the slot of that name; taking it
    (`next_folio`, `use_folio`) is the caller's. A circle that is an exercise issues papers of an exercise whatever
    `exercise` says. Anything that fails leaves nothing.

    Raises Blocked (`paper_has_blanks`, R4-39), Refused (`other_paper`, `issue_not_in_force`), Invalid naming the slot
    for characters that cannot be printed.
    """
    document = version.document
    _must_edit(act, document)
    content = version.as_content
    slots = standing_slots(content)
    plain = {name: _plain_late(value, content.languages) for name, value in (late or {}).items() if name in slots}
    folio = normalise(folio)
    if folio and "folio" in slots:
        plain.setdefault("folio", folio)
    if errors := {name: bad for name, value in plain.items() if (bad := _unprintable(*_strings(value)))}:
        raise Invalid(errors)
    filled = fill_late(content, plain)
    if groups := _groups_with_blanks(filled):
        about = _("Quedan espacios en blanco en el texto: %(x)s.") % {"x": ", ".join(groups)}
        raise Blocked([Blocker("paper_has_blanks", about, "documents.editor", {"document": document.public_id})])
    if supersedes is not None and supersedes.version.document.circle_id != document.circle_id:
        raise Refused("other_paper", _("Ese documento es de otra clase o de otro expediente."))
    exercise = exercise or document.circle.exercise_at is not None
    code = new_paper_code()
    seq, head = get_head(document.circle.public_id)
    marks = renderers.Marks(
        code=code,
        verify_url=f"{settings.PUBLIC_BASE_URL}/verificar/{code}/",
        folio=folio,
        anchor=f"{seq}:{head[:16]}",
        exercise=exercise,
        issued_on=issued_on,
    )
    # printed before anything is written: a paper that cannot be printed leaves no trace
    files = _render(filled, letterhead_for(letterhead_of, issued_on), marks, slot_labels(document.kind))
    paper = Issue.objects.create(
        version=version,
        code=code,
        folio=folio[:60],
        late=plain,
        issued_on=issued_on,
        issued_at=act.at,
        issued_by=act.actor.user,
        anchor_seq=seq,
        anchor_hash=head,
        is_exercise=exercise,
    )
    for fmt, data in files.items():
        Rendition.objects.create(issue=paper, format=fmt, blob=keep_blob(act, data=data, media_type=MEDIA_TYPES[fmt]))
    _record(
        act,
        Happened.PAPER_ISSUED,
        document,
        code=code,
        folio=folio,
        number=version.number,
        sha256=version.sha256,
        issued_on=issued_on,
        issue=paper.public_id,
        files={fmt: sha256_of(data) for fmt, data in files.items()},
    )
    if supersedes is not None:
        changed = Issue.objects.filter(pk=supersedes.pk, state=IssueState.IN_FORCE)
        if not changed.update(state=IssueState.SUPERSEDED, superseded_by=paper):
            raise _not_in_force()
        supersedes.state, supersedes.superseded_by = IssueState.SUPERSEDED, paper
        _record(act, Happened.PAPER_SUPERSEDED, supersedes.version.document, code=supersedes.code, by=code)
    return paper


@transaction.atomic
def withdraw_issue(act: Act, *, issue: Issue, reason: str) -> Issue:
    """The paper has no effect any more; it stays, and says so to whoever verifies it.

    Raises Invalid without a reason, Refused (`issue_not_in_force`).
    """
    document = issue.version.document
    _must_edit(act, document)
    reason = _reason(reason)
    if not Issue.objects.filter(pk=issue.pk, state=IssueState.IN_FORCE).update(state=IssueState.WITHDRAWN):
        raise _not_in_force()
    issue.state = IssueState.WITHDRAWN
    _record(act, Happened.PAPER_WITHDRAWN, document, code=issue.code, reason=reason)
    return issue


def _render(
    content: Content, letterhead: renderers.Letterhead, marks: renderers.Marks, slots: dict
) -> dict[str, bytes]:
    try:
        return {
            "pdf": renderers.render_pdf(content, letterhead, marks, slots=slots),
            "docx": renderers.render_docx(content, letterhead, marks, slots=slots),
        }
    except renderers.Unprintable as error:
        raise Invalid({place: [_no_glyph(char, name)] for place, char, name in error.where}) from error


# Folios and letterhead


@transaction.atomic
def next_folio(act: Act, *, organisation: Organisation, series: str, on: dt.date) -> str:
    """Take the next number of the series in the year of `on`, skipping what was typed from paper before."""
    row, _is_new = FolioSeries.objects.get_or_create(organisation=organisation, series=series, year=on.year)
    while True:
        number = row.last + 1
        if FolioSeries.objects.filter(pk=row.pk, last=row.last).update(last=number):
            code = organisation.code or organisation.slug.upper()
            folio = row.pattern.format(code=code, series=series, number=number, year=on.year)
            if _take(act, organisation, folio, f"series:{series}"):
                break
        row.refresh_from_db()
    _record_home(act, Happened.FOLIO_GIVEN, organisation, folio=folio, series=series)
    return folio


@transaction.atomic
def use_folio(act: Act, *, organisation: Organisation, folio: str, what: str) -> FolioUsed:
    """Note a folio read from a paper of that organisation. `what` names the record that carries it.

    Raises Refused (`folio_used`), Invalid (`folio`) when it is empty.
    """
    folio = normalise(folio)
    if not folio or len(folio) > 60:
        raise Invalid({"folio": [_("Escriba el folio, de 60 caracteres a lo más.")]})
    used = _take(act, organisation, folio, what)
    if used is None:
        raise Refused("folio_used", _("Ese folio ya se usó en esta oficina."), field="folio")
    _record_home(act, Happened.FOLIO_USED, organisation, folio=folio, what=what)
    return used


def _take(act: Act, organisation: Organisation, folio: str, what: str) -> FolioUsed | None:
    """The row that takes the folio; None when it was taken, in whatever case it was written."""
    if FolioUsed.objects.filter(organisation=organisation, folio__iexact=folio).exists():
        return None
    try:
        with transaction.atomic():
            return FolioUsed.objects.create(organisation=organisation, folio=folio, what=what[:80], at=act.at)
    except IntegrityError:
        return None


@transaction.atomic
def set_letterhead(
    act: Act,
    *,
    organisation: Organisation,
    year: int,
    lines: str = "",
    lines_en: str = "",
    motto: str = "",
    motto_en: str = "",
    slogan: str = "",
    arms: Attachment | None = None,
) -> Letterhead:
    """What the organisation prints on its papers in a year (R0-02). Without `arms` those of the year before stay.

    Raises Refused (`not_allowed`), Invalid naming the field.
    """
    if not policies.can_set_letterhead(act.actor, organisation):
        raise Refused("not_allowed", _("Solo la propia organización configura su hoja membretada."))
    texts = {
        "lines": normalise(lines, lines=True),
        "lines_en": normalise(lines_en, lines=True),
        "motto": normalise(motto),
        "motto_en": normalise(motto_en),
        "slogan": normalise(slogan),
    }
    errors = {name: bad for name, text in texts.items() if (bad := _unprintable(text))}
    if arms is not None and arms.blob.media_type not in ARMS_TYPES:
        errors["arms"] = [_("El escudo debe ser una imagen PNG o JPEG.")]
    if errors:
        raise Invalid(errors)
    if arms is None:
        earlier = Letterhead.objects.filter(organisation=organisation, year__lte=year).exclude(arms=None)
        arms = next((e.arms for e in earlier.order_by("-year")[:1]), None)
    row, _is_new = Letterhead.objects.update_or_create(
        organisation=organisation, year=year, defaults={**texts, "arms": arms}
    )
    _record_home(act, Happened.LETTERHEAD_SET, organisation, year=year)
    return row


# What the verbs share


def _must_edit(act: Act, document: Document) -> None:
    if not policies.can_edit(act.actor, document):
        raise NotVisible(document.public_id)


def _conflict() -> Refused:
    return Refused("version_conflict", _("Alguien guardó otra versión mientras tanto; vuelva a abrir el documento."))


def _not_in_force() -> Refused:
    return Refused("issue_not_in_force", _("Ese papel ya fue sustituido o quedó sin efecto."))


def _number_after(document: Document, base_number: int | None) -> int:
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if base_number is not None and base_number != last:
        raise _conflict()
    return last + 1


def _add_version(act: Act, document: Document, number: int, content: Content, **more) -> Version:
    """Numbers are given once: of two writers the later is refused by the constraint."""
    try:
        with transaction.atomic():
            return Version.objects.create(
                document=document,
                number=number,
                content=content.as_json(),
                sha256=content.sha256,
                created_at=act.at,
                created_by=act.actor.user,
                **more,
            )
    except IntegrityError:
        raise _conflict() from None


def _record(act: Act, happened: Happened, document: Document, **data) -> None:
    record(act, happened, chain=document.circle.public_id, about=document.public_id, title=document.title, **data)


def _record_home(act: Act, happened: Happened, organisation: Organisation, **data) -> None:
    chain = organisation.home.public_id if organisation.home else HOUSE
    record(act, happened, chain=chain, about=organisation.public_id, **data)


def _reason(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return reason


def _clean_block(kind: BlockKind, text: str) -> str:
    if kind is BlockKind.FACT:
        label, tab, value = text.partition("\t")
        return f"{normalise(label)}\t{normalise(value)}" if tab else normalise(text)
    return normalise(text, lines=kind in LINE_KINDS)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _no_glyph(char: str, name: str):
    return _("El carácter “%(char)s” (%(name)s) no se puede imprimir.") % {"char": char, "name": name}


def _unprintable(*texts: str) -> list:
    found = {(char, name) for text in texts for _at, char, name in renderers.uncovered(text)}
    return [_no_glyph(char, name) for char, name in sorted(found)]


def _must_print(content: Content) -> None:
    errors = {b.key: bad for b in content.blocks if (bad := _unprintable(*b.text.values(), b.number))}
    if errors:
        raise Invalid(errors)


def _groups_with_blanks(content: Content) -> list[str]:
    return list(dict.fromkeys(b.group or b.key for b in content.blocks if any(BLANK in t for t in b.text.values())))


def _plain_values(values: Mapping[str, Any], template: Template, languages: Sequence[str]) -> dict[str, Any]:
    """Values as they are kept: JSON only, strings normalised. Names the template does not know are left out.

    Raises Invalid naming each slot that holds a character no typeface draws.
    """
    plain = {
        name: _plain(value, languages, is_date=template.slots[name].type == "date")
        for name, value in values.items()
        if name in template.slots
    }
    if errors := {name: bad for name, value in plain.items() if (bad := _unprintable(*_strings(value)))}:
        raise Invalid(errors)
    return plain


def _plain_late(value: Any, languages: Sequence[str]) -> Any:
    return _plain(value, languages, is_date=False)


def _plain(value: Any, languages: Sequence[str], *, is_date: bool) -> Any:
    if isinstance(value, str):
        return normalise(value, lines=True)
    if isinstance(value, Dated):
        return {lang: value.in_words(lang) for lang in languages}
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat() if is_date else {lang: date_in_words(value, lang) for lang in languages}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, languages, is_date=is_date) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, languages, is_date=is_date) for inner in value]
    if value is None or isinstance(value, bool | int):
        return value
    # a lazy string, an enum: its words
    return normalise(str(value), lines=True)
