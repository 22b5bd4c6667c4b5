"""What is asked of a piece of evidence: little when it comes in, the rest when somebody looks at it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.evidence.enums import Consent, Kind

from ..deeds import FilesField, day_field, precision_field


def _text(label: Any, limit: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, required=False, **more)


class ArrivalForm(forms.Form):
    """One description for all the files that come together."""

    kind = forms.ChoiceField(
        label=_("Qué es"), choices=[(k.value, k.label) for k in Kind if k != Kind.LINK], initial=Kind.PHOTO
    )
    on = day_field(label=_("De cuándo es"), required=False)
    precision = precision_field()
    place = _text(_("Dónde"))
    author = _text(_("De quién es"), help_text=_("Área o medio que la hizo: Comunicación Social."))
    consent = forms.ChoiceField(label=_("Personas que aparecen"), choices=Consent.choices, initial=Consent.MISSING)


class FilesForm(ArrivalForm):
    files = FilesField(  # type: ignore[assignment]  # the metaclass takes the field away again
        allow_empty_file=True,  # one that came empty is refused by its name, and the others come in
        label=_("Archivos"),
        help_text=_("Puede elegir muchos a la vez, también desde el teléfono."),
    )

    field_order = ("files",)


class LinkForm(ArrivalForm):
    url = forms.CharField(label=_("Dirección"), max_length=500, widget=forms.URLInput)
    caption_es = _text(_("Qué muestra"), 300)

    field_order = ("url", "caption_es", "on", "precision", "author")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "consent", "place"):
            del self.fields[name]


class DescriptionForm(ArrivalForm):
    """All that is said of one piece."""

    caption_es = _text(_("Pie, en español"), 300)
    caption_en = _text(_("Pie, en inglés"), 300)
    alt_es = _text(
        _("Texto alternativo, en español"), 300, help_text=_("Lo que se ve, para quien no puede ver la imagen.")
    )
    alt_en = _text(_("Texto alternativo, en inglés"), 300)

    field_order = ("caption_es", "caption_en", "alt_es", "alt_en")

    def __init__(self, *args: Any, is_link: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_link:
            offered = [(Kind.LINK.value, Kind.LINK.label)]
            self.fields["kind"].choices = offered  # type: ignore[attr-defined]
