"""Forms of reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.evidence.enums import Claim
from hermanar.plans.enums import Basis
from hermanar.reports.enums import WRITTEN_ANNEXES

from ..deeds import day_field, offer, precision_field

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


class PickForm(forms.Form):
    """Which pieces, and what they shall show."""

    pieces = forms.MultipleChoiceField(label=_("Evidencia"), required=False, widget=forms.CheckboxSelectMultiple)
    claim = forms.ChoiceField(label=_("Qué muestra"), choices=Claim.choices, initial=Claim.HELD)

    def __init__(self, *args: Any, of: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "pieces", [(key, key) for key in of])


class AnnexForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué es"), choices=[(k.value, k.label) for k in WRITTEN_ANNEXES])
    title = forms.CharField(label=_("Cómo se llama"), max_length=200)
    file = forms.FileField(label=_("Archivo"), help_text=_("PDF o imagen."))


class ScanForm(forms.Form):
    file = forms.FileField(
        label=_("Informe firmado, escaneado"), help_text=_("PDF o imagen, con todas las páginas y las firmas.")
    )


class RangeForm(forms.Form):
    """Any range of days."""

    desde = day_field(label=_("Del"))
    hasta = day_field(label=_("Al"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("desde"), typed.get("hasta")
        if first and last and last < first:
            self.add_error("hasta", _("El último día va después del primero."))
        return typed


class ActionForm(forms.Form):
    """An action under a programme, with its measurable goal and what it answers to."""

    programme = forms.CharField(label=_("Nombre del programa"), max_length=200)
    name = forms.CharField(label=_("Acción realizada"), max_length=200)
    on = day_field(label=_("Fecha"))
    precision = precision_field()
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    objective = forms.CharField(
        label=_("Objetivo"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    measure = forms.CharField(
        label=_("Unidad de la meta"), max_length=80, required=False, help_text=_("Personas, talleres, acuerdos…")
    )
    planned = forms.DecimalField(label=_("Meta"), required=False, min_value=0, max_digits=12)
    achieved = forms.DecimalField(label=_("Alcanzado"), required=False, min_value=0, max_digits=12)
    told = forms.CharField(
        label=_("Qué se hizo"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Los verbos se comprueban contra los documentos."),
    )  # fmt: skip
    goal = forms.ChoiceField(label=_("Meta del plan municipal"), required=False)
    rule = forms.CharField(
        label=_("Regla del programa que la sustenta"), max_length=300, required=False,
        help_text=_("Documento y numeral, como en el programa."),
    )  # fmt: skip

    def __init__(self, *args: Any, goals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "goal", [("", _("Ninguna")), *goals])
