"""Forms of old lists and of sources."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.dates import Precision
from hermanar.registry.rules.mapping import ROLES, Mapping

from ..deeds import day_field, precision_field

LABELS = {
    "theirs": _("Ciudad hermana o contraparte"),
    "country": _("País de la contraparte"),
    "region": _("Estado, provincia o región de la contraparte"),
    "ours": _("Parte mexicana"),
    "our_state": _("Estado de la parte mexicana"),
    "our_country": _("País de la primera parte"),
    "on": _("Fecha"),
    "kind": _("Tipo de relación o documento"),
    "source": _("Fuente"),
    "note": _("Notas"),
}
USUAL = ("theirs", "country", "ours", "on", "kind", "source")
SELDOM = tuple(role for role in LABELS if role not in USUAL)


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("Archivo"), help_text=_("CSV o libro de Excel, hasta 10 MB. Puede traer cualquier orden de columnas.")
    )


class ColumnsForm(forms.Form):
    """What each column is; the words over them are the choices."""

    def __init__(
        self, *args: Any, header: Sequence[str], countries: Sequence[tuple[str, str]], own: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(i), h or _("Columna %(n)s") % {"n": i + 1}) for i, h in enumerate(header)]
        for role, label in LABELS.items():
            empty = own if role == "ours" and own else _("La lista no lo dice")
            self.fields[role] = forms.ChoiceField(label=label, required=False, choices=[("", empty), *named])
        self.fields["default_country"] = forms.ChoiceField(
            label=_("País, cuando la lista no lo dice"), required=False, choices=[("", _("Ninguno")), *countries]
        )
        self.fields["cities"] = forms.ChoiceField(
            label=_("Un nombre que es del estado y de su ciudad (Puebla, Veracruz)"),
            required=False,
            choices=[("yes", _("Es la ciudad")), ("no", _("Preguntar cada uno"))],
        )

    @property
    def usual(self) -> list[forms.BoundField]:
        return [self[role] for role in (*USUAL, "default_country", "cities")]

    @property
    def seldom(self) -> list[forms.BoundField]:
        return [self[role] for role in SELDOM]

    @property
    def mapping(self) -> Mapping:
        """What was chosen."""
        typed = self.cleaned_data
        chosen: dict[str, Any] = {role: int(typed[role]) if typed[role] else None for role in ROLES}
        return Mapping(
            **chosen, default_country=typed["default_country"], cities={"yes": True, "no": False}.get(typed["cities"])
        )


def initial_of(mapping: Mapping, header: Sequence[str]) -> dict[str, str]:
    """A mapping as the form's first values."""
    first = {role: "" if value is None else str(value) for role, value in mapping.as_json().items()}
    cities = mapping.are_cities(header)
    return {**first, "cities": "yes" if cities else "no"}


class AnswerForm(forms.Form):
    """Which place a name means; `other`: none of those offered."""

    key = forms.ChoiceField(label=_("¿Cuál es?"), widget=forms.RadioSelect)
    other = forms.CharField(
        label=_("Otro municipio"),
        required=False,
        max_length=120,
        help_text=_("Sólo si eligió “otro”: escríbalo con su estado."),
    )


class DateForm(forms.Form):
    """What day was meant; empty: it is not known."""

    on = day_field(label=_("Fecha"), required=False, help_text=_("Vacía si no se sabe: la fila entra sin fecha."))
    precision = precision_field(required=False)

    def clean_precision(self) -> str:
        return self.cleaned_data["precision"] or Precision.DAY


class PartnerForm(forms.Form):
    """Which place the other city is."""

    ref = forms.ChoiceField(label=_("¿Cuál es?"), widget=forms.RadioSelect)


class FollowForm(forms.Form):
    source = forms.ChoiceField(label=_("Fuente que se sigue"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Motivo"),
        help_text=_("Se publica junto a las fuentes. Las demás no se borran."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
