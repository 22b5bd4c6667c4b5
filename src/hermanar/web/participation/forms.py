"""Forms of participation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.partnerships.enums import Participation, StakeholderSector

from ..deeds import day_field


class StakeholderForm(forms.Form):
    """`relations`: public id → title of those that may be chosen."""

    sector = forms.ChoiceField(label=_("Sector"), choices=StakeholderSector.choices)
    organisation = forms.CharField(
        label=_("Organización"), max_length=200, required=False, help_text=_("Cámara, universidad, club, patronato…")
    )
    contact_name = forms.CharField(label=_("Persona de contacto"), max_length=160, required=False)
    contact_data = forms.CharField(label=_("Correo o teléfono"), max_length=200, required=False)
    role = forms.CharField(label=_("En qué participa"), max_length=200, required=False)
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)

    def __init__(self, *args: Any, relations: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partnership"]
        field.choices = [("", _("Todas las del municipio")), *relations.items()]  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    invited_on = day_field(label=_("Día de la invitación"))
    reference = forms.CharField(label=_("Número del oficio"), max_length=80, required=False)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Respuesta"), choices=Participation.choices, widget=forms.RadioSelect)
    answered_on = day_field(label=_("Día de la respuesta"))
    note = forms.CharField(
        label=_("Lo que dijo"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
