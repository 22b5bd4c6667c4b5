"""Forms of reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.plans.enums import Basis

QUARTERS = [(1, _("Enero–marzo")), (2, _("Abril–junio")), (3, _("Julio–septiembre")), (4, _("Octubre–diciembre"))]


class OpenForm(forms.Form):
    year = forms.IntegerField(label=_("Año"), min_value=1990, max_value=2100)
    quarter = forms.TypedChoiceField(label=_("Trimestre"), choices=QUARTERS, coerce=int)


class CoverForm(forms.Form):
    unit = forms.CharField(label=_("Área que informa"), max_length=200)
    term = forms.CharField(label=_("Periodo de gobierno"), max_length=60, required=False)
    slogan = forms.CharField(label=_("Lema"), max_length=200, required=False)
    basis = forms.ChoiceField(
        label=_("De qué es el porcentaje"), choices=Basis.choices, widget=forms.RadioSelect,
        help_text=_("Una sola definición para todo el informe."),
    )  # fmt: skip


class NarrativeForm(forms.Form):
    text = forms.CharField(
        label=_("Informe"), required=False, max_length=12_000, widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Escriba libremente; los números y los verbos se comprueban contra los documentos."),
    )  # fmt: skip


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("Qué se corrige y cómo queda"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(label=_("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
