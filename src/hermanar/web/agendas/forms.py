"""Forms of the week."""

from collections.abc import Iterable
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
    email = forms.EmailField(
        label=_("Correo de su titular o delegado"), required=False,
        help_text=_("Ahí llegan cada semana su enlace y los recordatorios."),
    )  # fmt: skip
    valid_from = day_field(label=_("Existe desde"), required=False)
    valid_until = day_field(label=_("Dejó de existir"), required=False)
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


class DeliverForm(forms.Form):
    """One thing that was asked that week. `on`: only when it is put down from a paper."""

    deliverable = forms.ChoiceField(label=_("Qué se entrega"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Lo que dice"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = forms.FileField(label=_("Archivo"), required=False, help_text=_("PDF, Word, Excel o imagen."))
    received_on = day_field(
        label=_("Día en que llegó en papel"), required=False, help_text=_("Vacío: llega ahora, con su hora.")
    )
    at = forms.TimeField(
        label=_("Hora"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, items: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "deliverable", [(d.key, d.name) for d in items])


class CorrectForm(forms.Form):
    """How what was handed in stays; `DeliverForm` kept what came first."""

    text = forms.CharField(
        label=_("Cómo queda"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = forms.FileField(label=_("Archivo"), required=False, help_text=_("PDF, Word, Excel o imagen."))
    reason = forms.CharField(label=_("Motivo"), max_length=300)


class AskedForm(forms.Form):
    name = forms.CharField(
        label=_("Qué se pide"), max_length=200, help_text=_("El informe de un programa, una presentación…")
    )


class HeadForm(forms.Form):
    holder = forms.CharField(label=_("Quién encabeza el área"), max_length=160)
    post = forms.CharField(label=_("Cargo"), max_length=200, required=False)
    from_on = day_field(label=_("Desde"))


class VacancyForm(forms.Form):
    until_on = day_field(label=_("Último día en el cargo"))


class GiveForm(forms.Form):
    holder = forms.CharField(label=_("A quién: cargo y área"), max_length=200)
    email = forms.EmailField(
        label=_("Su correo"), required=False, help_text=_("Sin correo, el enlace lo entrega usted.")
    )
    days = forms.IntegerField(label=_("Días que dura"), min_value=1, max_value=400, initial=92)
