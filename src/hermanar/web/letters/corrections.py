"""What was put down of a letter wrongly: corrected where it stands, or taken off the register; what it said stays."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.queries import correctable, may_be_mistaken

from ..deeds import do, do_for_reason, followed
from ..edge import SeatedRequest, given, seat_required
from ..told import MAYOR, told_to
from .forms import CorrectForm
from .ties import not_of_invitation
from .views import liaison_deed, url_of


@seat_required
@not_of_invitation
def correct(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The day, the number, the answer, the acknowledgment or the interruption were put down wrongly."""
    letter, deed = liaison_deed(
        request, public_id, _("Corregir lo asentado"),
        consequence=_("Lo que decía se conserva junto a la carta, con su nombre, el día y el motivo. Si acreditaba algo en un expediente, se acredita de nuevo como quede."),
    )  # fmt: skip
    fields = correctable(letter)
    if not fields:
        return redirect(url_of(letter))
    if letter.partnership is not None:
        deed = replace(deed, told=told_to(request, letter.circle, MAYOR))
    form = CorrectForm(given(request), letter=letter, fields=fields)
    return do(
        request, deed, form,
        lambda act: partnerships.correct_letter(act, letter=letter, reason=form.cleaned_data["reason"], said=form.said()),
        circle=letter.circle, said=_("Quedó corregida."), then=lambda _done: url_of(letter),
    )  # fmt: skip


@seat_required
@not_of_invitation
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It was put down by mistake: twice, of another house, as the answer to another letter."""
    letter, deed = liaison_deed(
        request, public_id, _("Retirar: se asentó por error"), kind="danger",
        consequence=_("Sale del registro, del embudo y de lo que acreditaba; la carta que contestaba vuelve a esperar respuesta. Queda guardada con el motivo, y su número queda libre."),
    )  # fmt: skip
    if not may_be_mistaken(letter):
        return redirect(url_of(letter))
    if letter.partnership is not None:
        deed = replace(deed, told=told_to(request, letter.circle, MAYOR))

    def call(act: Any, reason: str) -> Any:
        gone = partnerships.withdraw_letter(act, letter=letter, reason=reason)
        return gone if letter.partnership is None else followed(act, letter.partnership, gone, reason)

    return do_for_reason(
        request, deed, call,
        circle=letter.circle, said=_("Quedó retirada."),
    )  # fmt: skip
