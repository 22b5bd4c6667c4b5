"""Forms of the plan."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.plans.enums import CountsFrom

from ..deeds import day_field
from ..reports.forms import QUARTERS


def _amount(**more: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=Decimal(0), max_digits=14, decimal_places=4, **more)


class PlanForm(forms.Form):
    year = forms.IntegerField(label=_("Año"), min_value=1990, max_value=2100)


class ActivityForm(forms.Form):
    """A component and its activity at once: the tree grows by its leaves."""

    component_code = forms.CharField(label=_("Clave del componente"), max_length=20, help_text=_("Por ejemplo 6"))
    component_name = forms.CharField(label=_("Nombre del componente"), max_length=300, required=False)
    code = forms.CharField(label=_("Clave de la actividad"), max_length=16, help_text=_("Por ejemplo 6.1"))
    name = forms.CharField(label=_("Nombre de la actividad"), max_length=300)
    responsible = forms.CharField(label=_("Responsable"), max_length=200, required=False)
    goal_name = forms.CharField(label=_("Meta"), max_length=300)
    measure = forms.CharField(label=_("Unidad de medida"), max_length=80, help_text=_("Sesiones, agendas, personas…"))
    quarter1 = _amount(label=_("Programado en enero–marzo"))
    quarter2 = _amount(label=_("Programado en abril–junio"))
    quarter3 = _amount(label=_("Programado en julio–septiembre"))
    quarter4 = _amount(label=_("Programado en octubre–diciembre"))
    counts_from = forms.ChoiceField(
        label=_("Se cuenta con"), choices=[(c.value, c.label) for c in (CountsFrom.ENTRIES, CountsFrom.SESSIONS)],
        widget=forms.RadioSelect, initial=CountsFrom.ENTRIES,
    )  # fmt: skip
    verification = forms.CharField(label=_("Medio de verificación"), max_length=300, required=False)


class AchieveForm(forms.Form):
    on = day_field(label=_("Día"))
    quantity = _amount(label=_("Cantidad"), initial=1)
    reference = forms.CharField(
        label=_("En qué consta"), max_length=200, required=False, help_text=_("Minuta, lista de asistencia, oficio…")
    )


class ChangeForm(forms.Form):
    quarter = forms.TypedChoiceField(label=_("Trimestre"), choices=QUARTERS, coerce=int)
    after = _amount(label=_("Cantidad que se programa"))
    reason = forms.CharField(label=_("Justificación"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
