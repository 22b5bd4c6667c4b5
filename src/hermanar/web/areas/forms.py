"""Forms of requests to areas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..deeds import day_field


class AskForm(forms.Form):
    """`offices`: public id → title."""

    office = forms.ChoiceField(label=_("Área"), help_text=_("La que atenderá el asunto por ser suyo."))
    subject = forms.CharField(label=_("Asunto"), max_length=200)
    text = forms.CharField(label=_("Qué se le pide"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    due_on = day_field(label=_("Contestar a más tardar"))

    def __init__(self, *args: Any, offices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "—"), *offices.items()]  # type: ignore[attr-defined]


class OwnAnswerForm(forms.Form):
    """The area answers from its own post."""

    answer = forms.CharField(label=_("Respuesta"), max_length=6000, widget=forms.Textarea(attrs={"rows": 6}))
    attachment = forms.FileField(label=_("Documento"), required=False, help_text=_("PDF o imagen, hasta 40 MB."))


class PaperAnswerForm(forms.Form):
    """The liaison puts down the paper with which the area answered."""

    reference = forms.CharField(label=_("Número del oficio del área"), max_length=80)
    answered_on = day_field(label=_("Fecha del oficio"))
    answer = forms.CharField(label=_("Lo que contestó"), max_length=6000, widget=forms.Textarea(attrs={"rows": 6}))
    attachment = forms.FileField(
        label=_("Oficio digitalizado"), required=False, help_text=_("PDF o imagen, hasta 40 MB.")
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
