"""Forms of candidates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.candidates.enums import DatumKind, Sense
from hermanar.candidates.rules.defaults import MOST_POINTS
from hermanar.documents.rules import catalogues

from ..deeds import day_field
from ..language import translated


class NoteForm(forms.Form):
    """Why a city is kept: not required."""

    reason = forms.CharField(
        label=_("Por qué"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo que no dice la hoja de puntos: una visita, una plática, un proyecto."),
    )  # fmt: skip


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=_("Por qué se descarta"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo leerá quien venga después, antes de volver a proponerla."),
    )  # fmt: skip


class WeightsForm(forms.Form):
    """Points of each criterion, and why they change."""

    def __init__(self, *args: Any, weights: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beyond = _("Escriba un número entero de 0 a %(most)s; 0 deja fuera el criterio.") % {"most": MOST_POINTS}
        for weight in weights:
            self.fields[weight.key] = forms.IntegerField(
                label=weight.label, initial=weight.points, min_value=0, max_value=MOST_POINTS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"min_value": beyond, "max_value": beyond, "invalid": beyond},
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("Por qué cambian"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )
        self._weighed = [weight.key for weight in weights]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        typed = [self.cleaned_data.get(key) for key in self._weighed]
        if not any(key in self.errors for key in self._weighed) and not any(typed):
            self.add_error(
                None,
                _("Al menos un criterio debe pesar algo: escriba sus puntos, de 1 a %(most)s.") % {"most": MOST_POINTS},
            )
        return data


class DatumForm(forms.Form):
    """Something read of the city, with where it was read."""

    kind = forms.ChoiceField(label=_("Qué se sabe"), choices=DatumKind.choices)
    area = forms.ChoiceField(
        label=_("Área de cooperación"), required=False, choices=lambda: [("", "—"), *_areas()],
        help_text=_("Si resolvió, ofrece o busca algo."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Cuál, o en pocas palabras"), max_length=200, required=False, help_text=_("El sector, la universidad, la práctica.")
    )  # fmt: skip
    day = day_field(label=_("Día en que termina su administración, o en que se vota"), required=False)
    source = forms.CharField(
        label=_("De dónde sale"), max_length=300, help_text=_("Documento, página o persona con cargo.")
    )
    source_url = forms.URLField(
        label=_("Dirección de la página"), required=False, max_length=500, assume_scheme="https"
    )


def _areas() -> list[tuple[str, str]]:
    return [(key, translated(term.text)) for key, term in catalogues.areas().items()]


class SenseForm(forms.Form):
    """What a consulate thinks."""

    sense = forms.ChoiceField(label=_("Sentido"), choices=Sense.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Razones"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reference = forms.CharField(label=_("Número de oficio"), required=False, max_length=80)


class OpinionForm(SenseForm):
    """The same, put down from its paper."""

    consulate = forms.CharField(label=_("Consulado o embajada"), max_length=200)
    dated_on = day_field(label=_("Fecha de su opinión"))

    field_order = ("consulate", "dated_on", "sense", "text", "reference")
