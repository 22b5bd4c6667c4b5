"""Forms of the municipal profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.profiles.queries import title_of
from hermanar.profiles.rules import Field

from ..deeds import day_field


class SectionForm(forms.Form):
    """One entry, in Spanish and English, with its source and year."""

    es = forms.CharField(label=_("En español"), required=False, max_length=8000)
    en = forms.CharField(label=_("En inglés"), required=False, max_length=8000)
    source = forms.CharField(label=_("Fuente"), required=False, max_length=300)
    year = forms.IntegerField(
        label=_("Año del dato"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    agrees = forms.BooleanField(label=_("Los dos textos siguen diciendo lo mismo"), required=False)

    def __init__(self, *args: Any, section: Field, stale: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        if section.same:
            self.fields["es"].label = title_of(section.key)
            del self.fields["en"]
        else:
            for lang in ("es", "en"):
                self.fields[lang].widget = forms.Textarea(attrs={"rows": 6, "lang": lang})
                if section.lines:
                    self.fields[lang].help_text = _("Un punto por renglón, en el mismo orden en los dos idiomas.")
        if not stale:
            del self.fields["agrees"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "es": data["es"].replace("\r\n", "\n"),
            "en": data.get("en", "").replace("\r\n", "\n"),
            "source": data["source"],
            "year": data["year"],
            "agrees": data.get("agrees", False),
        }


class SubmissionForm(forms.Form):
    submitted_on = day_field(label=_("Fecha de entrega"))
    receiver = forms.CharField(
        label=_("Oficina o puesto que lo recibió"),
        max_length=200,
        help_text=_("La oficina de la SRE en el estado, por su nombre."),
    )
    acknowledgement = forms.CharField(label=_("Número o sello del acuse"), max_length=120, required=False)
