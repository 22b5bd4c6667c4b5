"""Forms of the state's office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import search_municipalities
from hermanar.kernel.text import fold
from hermanar.partnerships.enums import StateActivityKind

from ..deeds import ReasonForm, day_field


class DesignationForm(forms.Form):
    """`offices`: public id → title."""

    office = forms.ChoiceField(label=_("Oficina designada"))
    designated_by = forms.CharField(label=_("Autoridad que designa"), max_length=200)
    folio = forms.CharField(label=_("Número del oficio"), max_length=60)
    designated_on = day_field(label=_("Fecha del oficio"))
    valid_until = day_field(label=_("Vigente hasta"), required=False)
    attachment = forms.FileField(
        label=_("Oficio digitalizado"), required=False, help_text=_("PDF o imagen, hasta 40 MB.")
    )

    def __init__(self, *args: Any, offices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices.items())  # type: ignore[attr-defined]


class EndForm(ReasonForm):
    on = day_field(label=_("Terminó el día"))
    field_order = ("on", "reason")


class ActivityForm(forms.Form):
    """`state`: the state whose municipalities may be named."""

    kind = forms.ChoiceField(label=_("Clase"), choices=StateActivityKind.choices)
    on = day_field(label=_("Fecha"))
    subject = forms.CharField(label=_("Tema"), max_length=200)
    municipality = forms.CharField(
        label=_("Municipio"), max_length=120, required=False, help_text=_("Vacío: para todos los del estado.")
    )
    attendees = forms.IntegerField(label=_("Asistentes"), min_value=1, max_value=100_000, required=False)
    summary = forms.CharField(
        label=_("Qué se trató"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, state: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state

    def clean_municipality(self) -> Any:
        """The municipality that is meant; None for all of the state."""
        text = self.cleaned_data["municipality"].strip()
        if not text:
            return None
        found = [m for m in search_municipalities(f"{text}, {self.state.name}") if m.state_id == self.state.pk]
        same = [m for m in found if m.folded == fold(text)]
        if len(same) == 1:
            return same[0]
        if not found:
            raise forms.ValidationError(_("No hay un municipio con ese nombre en el estado."))
        names = ", ".join(m.name for m in found[:5])
        raise forms.ValidationError(_("¿Cuál de estos? %(names)s. Escriba su nombre completo.") % {"names": names})
