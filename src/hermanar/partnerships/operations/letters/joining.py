"""A letter of the register opens a case, or joins one: it goes along, and the case gets what its papers prove."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.documents import operations as documents
from hermanar.files.operations import copy_attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import fold

from ...enums import Direction, Happened, LetterState
from ...models import Letter, Partnership
from ...policies import can_edit
from ...queries.letter_sides import side_of
from ...queries.sources import is_about_the_pair
from .drafts import _assemble_letter
from .records import _add_areas, _close_answered
from .shared import REGISTERED, _case_folio, _may_edit, _register, _said, _state_fact_of, _touch


def _family(letter: Letter) -> list[Letter]:
    """The letter with those that belong to it: what it answers or reminds, its answers, its reminders; oldest first."""
    first = letter
    while first.answers_id or first.reminds_id:
        first = Letter.objects.get(pk=first.answers_id or first.reminds_id)
    found, ahead = {first.pk: first}, [first.pk]
    while ahead:
        rows = Letter.objects.filter(partnership=None, answers_id__in=ahead) | Letter.objects.filter(
            partnership=None, reminds_id__in=ahead
        )
        ahead = [row.pk for row in rows if row.pk not in found]
        found |= {row.pk: row for row in rows}
    return [found[pk] for pk in sorted(found) if found[pk].partnership_id is None]


@transaction.atomic
def join_case(act: Act, *, letter: Letter, partnership: Partnership) -> list[Letter]:
    """Take a letter without a case, with its answers and reminders, into a case of the same city: they stand in its file
    and state there what each proves, on its own date (R0-20, R3-40). Drafts go along and prove nothing.

    Raises Refused (it has a case, another house's), Invalid (the case is with another city).
    """
    _may_edit(act, letter)
    if not can_edit(act.actor, partnership.circle) or partnership.owner_id != letter.owner_id:
        raise Refused("not_liaison", _("Asienta la correspondencia el enlace del municipio titular."))
    if letter.partnership_id is not None:
        raise Refused("letter_has_case", _("Esa carta ya está en un expediente. Ábrala desde él."))
    side = side_of(partnership)
    if letter.city:
        if letter.municipality_id and side["municipality_id"]:
            other = letter.municipality_id != side["municipality_id"]
        else:
            other = fold(letter.city) != fold(side["city"]) and not is_about_the_pair(
                partnership, Direction.OUT, letter.city
            )
        if other or (letter.country_id and letter.country_id != side["country_id"]):
            raise Invalid({"partnership": [_("Ese expediente es con otra ciudad: la carta se queda en el registro.")]})
    joined = _family(letter)
    house = letter.circle
    for one in joined:
        one.circle = house
        _move(act, one, partnership, side)
        record(
            act, Happened.LETTER_JOINED, chain=partnership.circle.public_id, about=one.public_id, letter=_said(one),
            folio=one.folio, case=partnership.folio,
        )  # fmt: skip
        if one.state in {LetterState.DRAFT, LetterState.SIGNED_OFF}:
            continue
        on = one.sent_on or one.dated_on
        if on is not None:
            _touch(partnership, on)
        if is_about_the_pair(partnership, one.direction, one.names_counterpart):
            _close_answered(one)
            _state_fact_of(act, one)
    if areas := list(dict.fromkeys(key for one in joined for key in one.areas)):
        _add_areas(act, partnership, areas)
    record(
        act, Happened.LETTER_JOINED, chain=house.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio or _case_folio(letter), case=partnership.folio,
    )  # fmt: skip
    return joined


def _move(act: Act, one: Letter, partnership: Partnership, side: dict) -> None:
    """The letter's line goes to the case's circle; its scans are copied there, so that whoever sits in it reads them."""
    if one.attachment is not None:
        one.attachment = copy_attachment(act, attachment=one.attachment, circle=partnership.circle)
    for signed in one.signed_copies.all():
        signed.attachment = copy_attachment(act, attachment=signed.attachment, circle=partnership.circle)
        signed.save(update_fields=["attachment"])
    copies = [copy_attachment(act, attachment=a, circle=partnership.circle) for a in one.attachments.all()]
    if copies:
        one.attachments.set(copies)
    if one.document is not None and one.state not in {LetterState.DRAFT, LetterState.SIGNED_OFF}:
        documents.share_document(act, document=one.document)
    one.partnership, one.circle = partnership, partnership.circle
    for name, value in side.items():
        setattr(one, name, value)
    _register(one)
    if one.state == LetterState.DRAFT:  # its paper is written anew from the case
        one.document = None
        _assemble_letter(act, one)
    changed = ["partnership", "circle", "attachment", "document", "version", *REGISTERED]
    one.save(update_fields=[*changed, *(n.removesuffix("_id") for n in side)])
