"""The signed paper of a letter that is in no case: kept with how it was signed, corrected with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.directory.enums import Role
from hermanar.directory.queries import signer_on
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, HowSigned

from ..deeds import day_field, do, do_for_reason, keep
from ..edge import SeatedRequest, given, seat_required
from .views import liaison_deed


class CopyForm(forms.Form):
    scan = forms.FileField(
        label=gettext_lazy("Papel firmado"), help_text=gettext_lazy("PDF o imagen del papel con su firma.")
    )
    how = forms.ChoiceField(label=gettext_lazy("Cómo se firmó"), choices=HowSigned.choices, widget=forms.RadioSelect)
    signer_name = forms.CharField(label=gettext_lazy("Quién firma"), max_length=160)
    signer_post = forms.CharField(label=gettext_lazy("En qué cargo"), max_length=200)
    signed_on = day_field(label=gettext_lazy("Cuándo se firmó"))
    place = forms.CharField(label=gettext_lazy("Dónde se firmó"), max_length=160)


@seat_required
def deposit(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Keep the signed paper."""
    letter, deed = liaison_deed(
        request, public_id, _("Guardar el papel firmado"),
        lead=_("La carta no está en un expediente: su papel firmado se guarda aquí, y pasa con ella si un día se abre uno."),
        consequence=_("No cambia lo que la carta acredita ni su envío."),
    )  # fmt: skip
    if letter.partnership is not None or letter.issue is None or letter.direction != Direction.OUT:
        raise NotVisible(public_id)
    signer = signer_on((letter.owner, Role.MAYOR), letter.dated_on) if letter.dated_on and not letter.office else None
    initial = {
        "signed_on": letter.dated_on, "place": letter.place, "how": HowSigned.AUTOGRAPH,
        "signer_name": signer.name if signer else "", "signer_post": signer.office_es if signer else "",
    }  # fmt: skip
    form = CopyForm(given(request), request.FILES or None, initial=initial)

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        scan = keep(act, letter.circle, typed.pop("scan"), caption=str(deed.title))
        return partnerships.deposit_signed_copy(act, letter=letter, attachment=scan, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=letter.circle,
        fields={"file": "scan"},
        said=_("El papel firmado quedó guardado."),
    )


@seat_required
def correct(request: SeatedRequest, public_id: str, copy_id: str) -> HttpResponse:
    """What was kept is not the signed paper."""
    letter, deed = liaison_deed(
        request, public_id, _("Corregir el papel firmado"), kind="danger",
        consequence=_("Lo guardado se conserva con el motivo a la vista, y puede guardarse otro."),
    )  # fmt: skip
    copy = at_most_one(letter.signed_copies.filter(corrected_on=None, public_id=copy_id))
    if copy is None or letter.partnership is not None:
        raise NotVisible(copy_id)
    return do_for_reason(
        request, deed, lambda act, **why: partnerships.correct_signed_copy(act, copy=copy, **why), circle=letter.circle,
        said=_("Quedó asentada la corrección."),
    )  # fmt: skip
