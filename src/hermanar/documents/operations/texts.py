"""The text of a paper: assembled, saved, edited by several, checked, commented."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief
from hermanar.checks.check import check
from hermanar.checks.findings import StaleRepair, apply
from hermanar.checks.places import Places
from hermanar.directory.models import Circle, Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from .. import policies
from ..enums import Happened, Origin
from ..models import Document, KeptFinding, Version
from ..queries import as_issued_by, latest_version, model_of, slot_labels
from ..rules.fill import fill, standing_slots
from ..rules.templates import TOKEN, load
from .shared import (
    _add_version,
    _clean_block,
    _conflict,
    _must_edit,
    _must_print,
    _number_after,
    _plain_values,
    _reason,
    _record,
    _tongues,
    _unprintable,
)


class ClauseConflict(Refused):
    """Two persons changed the same block. Nothing is lost: `seen` is what this one started from, `theirs` what stands
    now (in `version`), `mine` what was typed; the page shows the three."""

    def __init__(self, *, key: str, language: str, seen: str, theirs: str, mine: str, version: int) -> None:
        super().__init__(
            "clause_conflict", _("Otra persona cambió este mismo párrafo; compare los dos textos."), field="text"
        )
        self.key, self.language, self.version = key, language, version
        self.seen, self.theirs, self.mine = seen, theirs, mine


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
    template = as_issued_by(template, issuer if document is None else document.issuer)
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
def compose(
    act: Act,
    *,
    circle: Circle,
    issuer: Organisation,
    kind: str,
    title: str,
    title_en: str,
    content: Content,
    shared: bool = False,
    document: Document | None = None,
    note: str = "",
) -> Version:
    """A paper whose text is made from data and not from a template: its first version, or the next one of `document`.

    Raises NotVisible, Refused (`other_paper`), Invalid for characters that cannot be printed.
    """
    if document is None:
        if not policies.can_write(act.actor, circle, issuer):
            raise NotVisible(circle.public_id)
    else:
        _must_edit(act, document)
        if (document.circle_id, document.kind) != (circle.pk, kind):
            raise Refused("other_paper", _("Ese documento es de otra clase o de otro expediente."))
    _must_print(content)
    if document is None:
        document = Document.objects.create(
            circle=circle,
            issuer=issuer,
            kind=kind,
            title=normalise(title)[:240],
            title_en=normalise(title_en)[:240],
            shared=shared,
            created_at=act.at,
        )
        number = 1
    else:
        number = _number_after(document, None)
    version = _add_version(act, document, number, content, origin=Origin.ASSEMBLED, note=note)
    _record(
        act, Happened.DOCUMENT_ASSEMBLED, document, number=number, kind=kind, sha256=version.sha256, missing=[]
    )  # fmt: skip
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
        # a repair of what differed between the languages (family B) puts them in step; any other mends one of them
        tongues=_tongues(
            act,
            content,
            base,
            agrees=origin == Origin.REPAIRED and note.startswith("B"),
            mends=origin == Origin.REPAIRED,
        ),
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
        after = content.with_text(key, language, clean)
        try:
            version = _add_version(
                act,
                document,
                latest.number + 1,
                after,
                origin=Origin.EDITED,
                template_sha256=latest.template_sha256,
                values=latest.values,
                tongues=_tongues(act, after, latest),
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
def share_document(act: Act, *, document: Document) -> Document:
    """The paper becomes one of the whole circle: a letter that was sent, a text put to the other side. For good.

    Raises NotVisible. A paper that is shared already stays as it is.
    """
    _must_edit(act, document)
    if Document.objects.filter(pk=document.pk, shared=False).update(shared=True):
        _record(act, Happened.DOCUMENT_SHARED, document)
    document.shared = True
    return document
