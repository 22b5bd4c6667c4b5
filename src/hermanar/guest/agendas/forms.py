"""What a unit hands in, on a telephone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import long_text


class WeekForm(forms.Form):
    """`open_items`: deliverables that have not come (`key`, `name`). The agenda is written; the others may be a file."""

    def __init__(self, *args: Any, open_items: Sequence[Any], agenda_key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in open_items:
            if item.key == agenda_key:
                self.fields["agenda"] = long_text(
                    _("Qué hará su área esa semana"), rows=5,
                    help_text=_("Un renglón por actividad: día, qué y dónde."),
                )  # fmt: skip
        for item in open_items:
            if item.key != agenda_key:
                self.fields[f"text_{item.pk}"] = long_text(item.name, rows=2, required=False)
                self.fields[f"file_{item.pk}"] = forms.FileField(
                    label=_("%(what)s: archivo") % {"what": item.name}, required=False,
                    help_text=_("PDF, Word, Excel o imagen; una presentación, como PDF. Lo que todavía no tenga, déjelo vacío y vuelva después."),
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values.values()):
            raise forms.ValidationError(_("Escriba o adjunte al menos una de las cosas que se piden."))
        return values


class FixForm(forms.Form):
    """How something that was handed in stays, and why; what it said first is not lost."""

    text = long_text(_("Cómo queda"), rows=5, required=False)
    file = forms.FileField(label=_("Archivo"), required=False, help_text=_("PDF, Word, Excel o imagen."))
    reason = forms.CharField(label=_("Motivo"), max_length=300)


class AskForm(forms.Form):
    text = long_text(_("Lo que entrega su área"), rows=5, required=False)
    file = forms.FileField(label=_("Archivo"), required=False, help_text=_("PDF, Word, Excel o imagen."))
