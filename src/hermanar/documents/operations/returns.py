"""The paper back from the counterpart, in Word: read clause by clause, and each change accepted or not."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.files.models import Attachment
from hermanar.files.queries import read_blob
from hermanar.kernel.acts import Act
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import fold

from .. import renderers
from ..enums import Decision, Happened, Origin, ReturnedKind
from ..models import Document, ReturnedChange, ReturnedFile, Version
from ..policies import visible
from ..queries import draft_docx, get_version, latest_version
from ..rules.placing import Change, clean, place
from .shared import _must_edit, _must_print, _record
from .texts import ClauseConflict, save_version

_MOST = 2000  # paragraphs that one file may change: beyond, it is another document


@transaction.atomic
def take_back(
    act: Act, *, document: Document, attachment: Attachment, base_number: int, is_this_paper: bool = False
) -> ReturnedFile:
    """Read a Word file that came back: every change against the version it was made from waits to be decided.

    The file itself says its paper and version where it left here: of another paper it is not read. One that says none is of
    this paper, from `base_number`, when a person says so (`is_this_paper`). Nothing of it is dropped: what no clause takes
    in is kept as loose. Raises NotVisible, Refused (`file`: cannot be read, says the same, is another document altogether,
    bears the stamp of another paper), Invalid (`is_this_paper`: it bears no stamp).
    """
    _must_edit(act, document)
    if attachment.circle_id not in {document.circle_id, document.issuer.home_id}:
        raise NotVisible(attachment.public_id)
    keys = [b.key for b in get_version(document, base_number).as_content.blocks]
    try:
        read = renderers.read_back(read_blob(attachment.blob), keys)
    except renderers.NotAWordFile:
        raise Refused(
            "docx_damaged",
            _("El documento de Word está dañado o incompleto. Vuelva a guardarlo y envíelo."),
            field="file",
        ) from None
    base = _stamped(act, document, read)
    if base is None and not is_this_paper:
        raise Invalid(
            {
                "is_this_paper": [
                    _(
                        "El documento no trae la marca de los que salen de aquí. Confirme que es “%(title)s” y diga de qué "
                        "versión salió."
                    )
                    % {"title": document.title}
                ]
            }
        )
    is_stamped, base = base is not None, base or get_version(document, base_number)
    changes, languages = place(base.as_content, read.rows, renderers.texts_of(read.rows))
    if not changes and not languages:
        raise Refused("docx_empty", _("El documento no trae texto."), field="file")
    if len(changes) > _MOST:
        raise Refused("docx_other", _("Ese documento no es este texto: casi nada de él corresponde."), field="file")
    around = _around(act, base, read) if is_stamped else []
    if not changes and not around:
        raise Refused(
            "docx_same", _("El documento dice lo mismo que la versión de la que salió: no hay cambios."), field="file"
        )
    returned = ReturnedFile.objects.create(
        document=document,
        base=base,
        attachment=attachment,
        languages=list(languages),
        unread=list(read.unread),
        tracked=read.tracked,
        received_at=act.at,
        received_by=act.actor.user,
    )
    rows = [_row(returned, n, change) for n, change in enumerate(changes)]
    rows += [
        ReturnedChange(returned=returned, position=len(rows), kind=ReturnedKind.AROUND, old_text=old, new_text=new)
        for old, new in around
    ]
    ReturnedChange.objects.bulk_create(rows)
    _record(act, Happened.FILE_RETURNED, document, base=base.number, changes=len(rows))
    return returned


def _around(act: Act, base: Version, read: renderers.ReadBack) -> list[tuple[str, str]]:
    """What a file made here says in its headers and footers that ours did not, and what of ours is gone: (ours, theirs)."""
    document = base.document
    exercise = document.circle.exercise_at is not None or document.issuer.is_exercise
    ours: dict[str, str] = {}
    # the letterhead is that of the day on which the file was taken out, which it does not say
    for on in dict.fromkeys((base.created_at.date(), act.on)):
        file = draft_docx(base, letterhead_of=document.issuer, exercise=exercise, on=on)
        mine = {fold(line): line for line in renderers.read_back(file).around}
        ours = {**mine, **ours}
        gone = [line for line in mine if line not in {fold(x) for x in read.around}]
        if not gone:
            break
    new = [line for line in read.around if fold(line) not in ours]
    if not gone and not new:
        return []
    return [("\n".join(mine[line] for line in gone), "\n".join(new))]


def _stamped(act: Act, document: Document, read: renderers.ReadBack) -> Version | None:
    """The version the file says it is, in its stamp or by the code of the paper given out; None where it says none.

    Raises Refused where it says it is another paper: which, and where it belongs, to whoever sees it.
    """
    versions = Version.objects.select_related("document__circle")
    version = None
    if read.stamp:
        version = versions.filter(number=read.stamp[0], document__public_id=read.stamp[1]).first()
    elif read.code:
        version = versions.filter(issues__code=read.code).first()
    if version is not None and version.document_id == document.pk:
        return version
    if version is not None and visible(act.actor, Document.objects.filter(pk=version.document_id)).exists():
        said = _(
            "Ese archivo es otro papel: “%(title)s”, versión %(n)s, de %(where)s. No se leyó aquí: devuélvalo en ese papel."
        ) % {"title": version.document.title, "n": version.number, "where": version.document.circle}
        raise Refused("docx_of_another", said, field="file")
    if version is not None or read.stamp:
        raise Refused(
            "docx_of_another",
            _("Ese archivo trae la marca de otro papel, que no es “%(title)s”: no se leyó. Revise cuál le devolvieron.")
            % {"title": document.title},
            field="file",
        )
    return None


def _row(returned: ReturnedFile, position: int, change: Change) -> ReturnedChange:
    return ReturnedChange(
        returned=returned,
        position=position,
        kind=change.kind,
        key=change.key,
        group=change.group,
        language=change.lang,
        old_text=change.old,
        new_text=change.new,
        likeness=change.likeness,
        tracked=change.tracked,
        beside=change.beside,
    )


@transaction.atomic
def accept_change(
    act: Act, *, change: ReturnedChange, key: str = "", language: str = "", after: bool = False, seen_text: str = ""
) -> Version:
    """Take a proposed change into the text, as the next version.

    Of a loose paragraph a person says where: `key` with its words instead of that clause's, or, with `after`, as a
    paragraph of its own after it. Where our clause was changed since the file went out, raises ClauseConflict with the
    texts; accepting again with what stands now as `seen_text` is a decision. Raises Refused (`decided`, `clause_gone`),
    Invalid for characters that cannot be printed.
    """
    document = change.returned.document
    _must_edit(act, document)
    latest = latest_version(document)
    assert latest is not None
    content = latest.as_content
    lang = language or change.language
    loose = change.kind == ReturnedKind.LOOSE
    if change.kind == ReturnedKind.AROUND:
        raise Refused("not_of_text", _("El encabezado y el pie son de la hoja membretada: no son parte del texto."))
    at = key or change.key
    block = next((b for b in content.blocks if b.key == at), None)
    moved = change.kind == ReturnedKind.MOVED
    if not moved and lang not in content.languages:
        raise Refused("language_unknown", _("El documento no está en ese idioma."), field="language")
    if block is None:
        raise Refused("clause_gone", _("Esa cláusula ya no está en el texto: elija dónde va."), field="key")
    if moved:
        content, group = _put_after(content, block, change.beside), block.group
    elif loose and after:
        content = _with_paragraph(content, block, lang, clean(BlockKind.PARAGRAPH, change.new_text))
        group = block.group
    else:
        new = clean(block.kind, change.new_text)
        current = block.text.get(lang, "")
        # a loose paragraph goes where a person put it, knowing what stood there
        if current not in {new, seen_text if loose or seen_text else change.old_text}:
            raise ClauseConflict(
                key=at, language=lang, seen=change.old_text, theirs=current, mine=new, version=latest.number
            )
        content, group = _without_empty(content.with_text(at, lang, new)), block.group
    if content == latest.as_content:
        version = latest
    else:
        _must_print(content)
        version = save_version(
            act, document=document, content=content, base_number=latest.number, origin=Origin.RETURNED,
            attachment=change.returned.attachment,
        )  # fmt: skip
    _decide(act, change, Decision.ACCEPTED, version)
    _record(act, Happened.CHANGE_ACCEPTED, document, group=group, number=version.number)
    return version


@transaction.atomic
def reject_change(act: Act, *, change: ReturnedChange) -> ReturnedChange:
    """Leave the text as it is. The change stays with its file, told as not accepted. Raises Refused (`decided`)."""
    _must_edit(act, change.returned.document)
    _decide(act, change, Decision.REJECTED, None)
    _record(act, Happened.CHANGE_REJECTED, change.returned.document, group=change.group)
    return change


def _decide(act: Act, change: ReturnedChange, decision: Decision, version: Version | None) -> None:
    if not ReturnedChange.objects.filter(pk=change.pk, decision=Decision.PENDING).update(
        decision=decision, decided_at=act.at, decided_by=act.actor.user, version=version
    ):
        raise Refused("decided", _("Ese cambio ya se resolvió."))
    change.refresh_from_db()


def _put_after(content: Content, block: Block, beside: str) -> Content:
    """The content with that clause, or with its article where it is a heading, after `beside`; "" is the first place."""
    whole = block.kind is BlockKind.HEADING and block.group
    taken = [b for b in content.blocks if b is block or (whole and b.group == block.group)]
    rest = [b for b in content.blocks if b not in taken]
    at = next((n for n, b in enumerate(rest) if b.key == beside), None)
    if beside and at is None:
        raise Refused("clause_gone", _("Esa cláusula ya no está en el texto: elija dónde va."), field="key")
    at = -1 if at is None else at
    if not whole and at >= 0 and rest[at].group:
        taken = [replace(b, group=rest[at].group) for b in taken]
    return replace(content, blocks=(*rest[: at + 1], *taken, *rest[at + 1 :]))


def _with_paragraph(content: Content, block: Block, lang: str, text: str) -> Content:
    """The content with a paragraph of its own after that block; the other languages wait for their words."""
    taken = {b.key for b in content.blocks}
    stem = block.group or "head"
    key = next(k for n in range(1, len(taken) + 2) if (k := f"{stem}.n{n}") not in taken)
    texts = {each: text if each == lang else "" for each in content.languages}
    new = Block(key, BlockKind.PARAGRAPH, texts, block.group)
    at = content.blocks.index(block) + 1
    return replace(content, blocks=(*content.blocks[:at], new, *content.blocks[at:]))


def _without_empty(content: Content) -> Content:
    """What was taken out in every language is no clause any more."""
    return replace(content, blocks=tuple(b for b in content.blocks if any(b.text.values())))
