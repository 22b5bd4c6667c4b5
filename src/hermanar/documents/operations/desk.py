"""Around the text: steps undone and redone, languages found to agree, versions fixed under a name, comments."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Origin
from ..models import Comment, Document, FrozenVersion, Version
from ..queries import get_version, latest_version, ways_of
from ..rules.tongues import settled
from .shared import _add_version, _conflict, _must_edit, _record


@transaction.atomic
def undo_step(act: Act, *, document: Document, base_number: int) -> Version:
    """The next version, with the text as it was before the last step. Every step stays to be compared and redone.

    Raises Refused (`nothing_to_undo`, `version_conflict` when another was saved meanwhile).
    """
    version = _bring_back(act, document, base_number, ways_of(document).undo, Origin.UNDONE)
    if version is None:
        raise Refused("nothing_to_undo", _("No hay un paso anterior que deshacer."))
    _record(act, Happened.STEP_UNDONE, document, number=version.number, restores=version.restores)
    return version


@transaction.atomic
def redo_step(act: Act, *, document: Document, base_number: int) -> Version:
    """The next version, with the text of the step that was undone last. Raises Refused (`nothing_to_redo`, `version_conflict`)."""
    version = _bring_back(act, document, base_number, ways_of(document).redo, Origin.REDONE)
    if version is None:
        raise Refused("nothing_to_redo", _("No hay un paso que rehacer."))
    _record(act, Happened.STEP_REDONE, document, number=version.number, restores=version.restores)
    return version


def _bring_back(act: Act, document: Document, base_number: int, restores: int | None, origin: Origin) -> Version | None:
    _must_edit(act, document)
    latest = latest_version(document)
    if latest is None or latest.number != base_number:
        raise _conflict()
    if restores is None:
        return None
    target = get_version(document, restores)
    return _add_version(
        act,
        document,
        latest.number + 1,
        target.as_content,
        origin=origin,
        restores=restores,
        template_sha256=target.template_sha256,
        values=target.values,
        tongues=target.tongues,
    )


@transaction.atomic
def confirm_languages(act: Act, *, document: Document, base_number: int, group: str) -> Version:
    """A person read an article in its languages and found that they say the same: none of them is behind any more.

    Raises Refused (`group_unknown`, `not_stale`, `version_conflict`).
    """
    _must_edit(act, document)
    latest = latest_version(document)
    if latest is None or latest.number != base_number:
        raise _conflict()
    content = latest.as_content
    keys = [block.key for block in content.of_group(group)]
    if not keys:
        raise Refused("group_unknown", _("El documento no tiene ese artículo."), field="group")
    if not any(latest.tongues.get(key, {}).get("behind") for key in keys):
        raise Refused("not_stale", _("Ese artículo no tiene un idioma por actualizar."))
    version = _add_version(
        act,
        document,
        latest.number + 1,
        content,
        origin=Origin.CONFIRMED,
        note=group,
        template_sha256=latest.template_sha256,
        values=latest.values,
        tongues=settled(latest.tongues, keys),
    )
    _record(act, Happened.LANGUAGE_CONFIRMED, document, group=group, number=version.number)
    return version


@transaction.atomic
def freeze_version(act: Act, *, version: Version, label: str) -> FrozenVersion:
    """Fix a version under a name. The name may be changed by fixing it again. Raises Invalid (`label`)."""
    _must_edit(act, version.document)
    label = normalise(label)
    if not label:
        raise Invalid({"label": [_("Escriba con qué nombre se fija: “la que se envió a la contraparte”.")]})
    if len(label) > 120:
        raise Invalid({"label": [_("El nombre tiene más de 120 letras. Acórtelo.")]})
    frozen, _is_new = FrozenVersion.objects.update_or_create(
        version=version, defaults={"label": label, "frozen_at": act.at, "frozen_by": act.actor.user}
    )
    _record(act, Happened.VERSION_FROZEN, version.document, number=version.number, label=label)
    return frozen


@transaction.atomic
def add_comment(
    act: Act,
    *,
    document: Document,
    group: str,
    text: str,
    key: str = "",
    language: str = "",
    for_appointment: str = "",
) -> Comment:
    """A comment on one article, on one clause of it (`key`) or on its words in one language, from anybody who sees the
    paper and is not only an observer. `for_appointment`: the post asked to see to it, as the caller found it in the case.

    Raises Invalid without text, Refused (`group_unknown`, `language_unknown`).
    """
    _must_edit(act, document)
    text = normalise(text, lines=True)
    if not text:
        raise Invalid({"text": [_("Escriba el comentario.")]})
    latest = latest_version(document)
    content = latest.as_content if latest else None
    if content is None or group not in content.groups():
        raise Refused("group_unknown", _("El documento no tiene ese artículo."), field="group")
    if key and key not in {block.key for block in content.of_group(group)}:
        raise Refused("group_unknown", _("Ese artículo no tiene esa cláusula."), field="key")
    if language and language not in content.languages:
        raise Refused("language_unknown", _("El documento no está en ese idioma."), field="language")
    comment = Comment.objects.create(
        document=document,
        group=group,
        key=key,
        language=language,
        text=text,
        by_user=act.actor.user,
        by_appointment=act.actor.appointment,
        for_appointment=for_appointment,
        at=act.at,
    )
    _record(act, Happened.COMMENTED, document, group=group)
    return comment


@transaction.atomic
def resolve_comment(act: Act, *, comment: Comment) -> Comment:
    """The comment was seen to. Once: a second time the first stands. Raises NotVisible."""
    _must_edit(act, comment.document)
    if Comment.objects.filter(pk=comment.pk, resolved_at=None).update(resolved_at=act.at, resolved_by=act.actor.user):
        _record(act, Happened.COMMENT_RESOLVED, comment.document, group=comment.group)
    comment.refresh_from_db()
    return comment
