"""A letter that is in no case and came back from its signature: its scan is kept with it, and how it was signed."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.documents.queries import find_issue_by_bytes
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ...enums import Direction, Happened, HowSigned
from ...models import Letter, SignedCopy
from ...policies import can_edit
from .shared import _said

_SCANS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/tiff"})


def _must_deposit(act: Act, letter: Letter) -> None:
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("El papel firmado lo guarda el enlace del municipio titular."))


def _record(act: Act, happened: Happened, letter: Letter, **data: Any) -> None:
    record(
        act, happened, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio or "—", **data,
    )  # fmt: skip


@transaction.atomic
def deposit_signed_copy(
    act: Act, *, letter: Letter, attachment: Attachment, how: HowSigned | str, signed_on: dt.date, place: str,
    signer_name: str, signer_post: str,
) -> SignedCopy:  # fmt: skip
    """Keep the signed paper of a letter that is in no case. It moves nothing of the letter: not its sending, not what it
    proves; it goes along when the letter goes into a case.

    Raises Refused (`not_liaison`, `paper_not_issued`, `letter_in_case`, `copy_stands`), Invalid naming the field.
    """
    _must_deposit(act, letter)
    if letter.direction != Direction.OUT or letter.issue is None:
        raise Refused("paper_not_issued", _("Esa carta aún no se expide: que se firme y deposite después el papel."))
    if letter.partnership_id is not None:
        raise Refused("letter_in_case", _("Esa carta está en un expediente: deposítela ahí, página por página."))
    if letter.signed_copies.filter(corrected_on=None).exists():
        raise Refused("copy_stands", _("Ya hay un papel firmado de esa carta: corríjalo para guardar otro."))
    errors: dict[str, list] = {}
    texts = {"place": normalise(place)[:160], "signer_name": normalise(signer_name)[:160]}
    texts["signer_post"] = normalise(signer_post)[:200]
    if how not in HowSigned.values:
        errors["how"] = [_("Diga cómo se firmó.")]
    if signed_on > act.on:
        errors["signed_on"] = [_("La fecha de firma no puede ser posterior al día de hoy.")]
    elif letter.dated_on and signed_on < letter.dated_on:
        errors["signed_on"] = [_("No pudo firmarse antes de la fecha de la carta. Revise las dos.")]
    for name, sentence in (
        ("place", _("Escriba el lugar de la firma, como está en el papel.")),
        ("signer_name", _("Escriba quién firma, como está en el papel.")),
        ("signer_post", _("Escriba en qué cargo firma.")),
    ):
        if not texts[name]:
            errors[name] = [sentence]
    if attachment.blob.media_type not in _SCANS:
        errors["scan"] = [_("El papel firmado se guarda como PDF o imagen.")]
    elif printed := find_issue_by_bytes(attachment.blob.sha256):
        errors["scan"] = [
            _("Ese archivo es el papel %(code)s tal como lo expidió este programa: no lleva firma. Adjunte el firmado.")
            % {"code": printed.code}
        ]
    if errors:
        raise Invalid(errors)
    copy = SignedCopy.objects.create(
        letter=letter, attachment=attachment, how=how, signed_on=signed_on, deposited_on=act.on,
        deposited_by=act.actor.appointment, **texts,
    )  # fmt: skip
    _record(act.recording(), Happened.SIGNED_COPY_KEPT, letter, on=signed_on, how=HowSigned(how).label)
    return copy


@transaction.atomic
def correct_signed_copy(act: Act, *, copy: SignedCopy, reason: str) -> SignedCopy:
    """What was kept is not the signed paper, or says it wrongly: it stays, with the reason, and another may be kept.

    Raises Refused (`not_liaison`, `copy_corrected`), Invalid without a reason.
    """
    letter = copy.letter
    _must_deposit(act, letter)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not SignedCopy.objects.filter(pk=copy.pk, corrected_on=None).update(corrected_on=act.on, reason=reason):
        raise Refused("copy_corrected", _("Ese papel firmado ya se corrigió."))
    copy.refresh_from_db()
    _record(act, Happened.SIGNED_COPY_CORRECTED, letter, reason=reason[:200])
    return copy
