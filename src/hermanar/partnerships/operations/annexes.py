"""Documents of the library that go with a lead or a letter (R4-17)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, in_spanish
from hermanar.documents.models import LibraryItem
from hermanar.documents.policies import library_of
from hermanar.files.operations import copy_attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import NotVisible, Refused

from ..enums import Happened, LetterKind, LetterState
from ..models import Annex, Lead, Letter
from ..policies import can_edit
from .leads import OPEN, _slot_rights


def _copy(act: Act, item: LibraryItem, circle: Circle, **goes_with) -> Annex:
    if not library_of(act.actor).filter(pk=item.pk).exists():
        raise NotVisible(item.public_id)
    if item.withdrawn_on:
        raise Refused(
            "library_item_withdrawn",
            _("Ese documento ya se retiró de la biblioteca. Elija otro de los que siguen en ella."),
        )
    if Annex.objects.filter(item=item, removed_on=None, **goes_with).exists():
        raise Refused("annex_there", _("Ese documento ya acompaña al papel: no hace falta agregarlo otra vez."))
    attachment = copy_attachment(act, attachment=item.attachment, circle=circle, caption=item.title)
    return Annex.objects.create(item=item, attachment=attachment, added_on=act.on, **goes_with)


@transaction.atomic
def annex_to_lead(act: Act, *, lead: Lead, item: LibraryItem) -> Annex:
    """Send a document of the library along with an open lead: everybody in its circle reads it. Raises Refused, NotVisible."""
    _slot_rights(act, lead)
    if lead.state not in OPEN:
        raise Refused(
            "lead_closed",
            _("El prospecto ya está concluido. Para seguir con él, quien lo abrió lo reabre con su motivo."),
        )
    row = _copy(act, item, lead.circle, lead=lead)
    lead.attachments.add(row.attachment)
    record(
        act, Happened.ANNEX_ADDED, chain=lead.circle.public_id, about=lead.public_id, title=item.title,
        paper=lead.folio,
    )  # fmt: skip
    return row


def _open_letter(act: Act, letter: Letter) -> None:
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if letter.state not in {LetterState.DRAFT, LetterState.SIGNED_OFF} and letter.how != How.RECORDED:
        raise Refused("letter_sent", _("La carta ya se envió: lo que la acompañó no cambia."))


def _paper(letter: Letter) -> str:
    return f"{in_spanish(LetterKind(letter.kind).label)} {letter.folio}".strip()


@transaction.atomic
def annex_to_letter(act: Act, *, letter: Letter, item: LibraryItem) -> Annex:
    """Say that a document of the library goes with a letter not sent yet, or went with one recorded from its paper.

    Raises Refused, NotVisible.
    """
    _open_letter(act, letter)
    row = _copy(act, item, letter.circle, letter=letter)
    record(
        act, Happened.ANNEX_ADDED, chain=letter.circle.public_id, about=letter.public_id,
        title=item.title, paper=_paper(letter),
    )  # fmt: skip
    return row


@transaction.atomic
def remove_annex(act: Act, *, annex: Annex) -> Annex:
    """Take a document away from a letter not sent yet; the act stays in the log. Raises Refused."""
    if annex.letter is None:
        raise Refused("annex_of_lead", _("Lo que se agregó a un prospecto ya lo leen todos: no se quita."))
    _open_letter(act, annex.letter)
    if not Annex.objects.filter(pk=annex.pk, removed_on=None).update(removed_on=act.on):
        raise Refused("annex_removed", _("Ese documento ya no acompaña a la carta."))
    annex.refresh_from_db()
    record(
        act, Happened.ANNEX_REMOVED, chain=annex.letter.circle.public_id, about=annex.letter.public_id,
        title=annex.item.title, paper=_paper(annex.letter),
    )  # fmt: skip
    return annex
