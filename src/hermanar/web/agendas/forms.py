"""Forms of the week."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.plans.enums import UnitKind

from ..deeds import day_field, offer


class UnitForm(forms.Form):
    """`parents`: public id → name of the units one may hang from."""

    name = forms.CharField(label=_("Área"), max_length=200)
    kind = forms.ChoiceField(label=_("Grupo"), choices=UnitKind.choices)
    parent = forms.ChoiceField(label=_("Depende de"), required=False)
    is_international = forms.BooleanField(
        label=_("Es el área de asuntos internacionales"), required=False,
        help_text=_("Si queda vacante o no entrega, se avisa."),
    )  # fmt: skip

    def __init__(self, *args: Any, parents: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", [("", "—"), *parents.items()])


class WeekForm(forms.Form):
    starts_on = day_field(label=_("Lunes en que empieza"))
    asked = forms.CharField(
        label=_("Qué se pide además de la agenda"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Una cosa por renglón: el informe de un programa, una presentación…"),
    )  # fmt: skip


class HandInForm(forms.Form):
    text = forms.CharField(
        label=_("Lo que el área hará esa semana"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
