"""What the verbs share: who may, the next version, values as they are kept, characters that can be printed."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import HOUSE, record
from hermanar.kernel.acts import Act
from hermanar.kernel.content import BlockKind, Content
from hermanar.kernel.dates import Dated, date_in_words
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from .. import policies
from ..enums import Happened
from ..models import Document, Version
from ..queries import not_drawn
from ..rules.fill import BLANK
from ..rules.templates import LINE_KINDS, Template
from ..rules.tongues import follow


def _must_edit(act: Act, document: Document) -> None:
    if not policies.can_edit(act.actor, document):
        raise NotVisible(document.public_id)


def _conflict() -> Refused:
    return Refused("version_conflict", _("Alguien guardó otra versión mientras tanto; vuelva a abrir el documento."))


def _number_after(document: Document, base_number: int | None) -> int:
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if base_number is not None and base_number != last:
        raise _conflict()
    return last + 1


_SITTING = dt.timedelta(minutes=10)  # what the same hand goes on writing within is one change of one language


def _tongues(act: Act, content: Content, before: Version | None, *, agrees: bool = False, mends: bool = False) -> dict:
    """Which languages are behind in the next version, after `before`."""
    if before is None:
        return {}
    same_hand = before.created_by == act.actor.user and act.at - before.created_at < _SITTING
    return follow(before.tongues, before.as_content, content, same_hand=same_hand, agrees=agrees, mends=mends)


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


def _unprintable(*texts: str) -> list:
    """Characters that no typeface draws, to stand beside other sentences about a field."""
    return not_drawn(*texts)


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
