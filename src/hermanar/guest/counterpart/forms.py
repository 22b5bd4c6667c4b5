"""The small forms of the door."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import long_text, not_too_early, said_by


class NothingForm(forms.Form):
    """The button is the whole form."""


class ApproveForm(forms.Form):
    authority = forms.CharField(
        label=_("Quién aprueba: cargo y oficina"), max_length=120, help_text=_("Los nombres no hacen falta.")
    )


class ChangesForm(forms.Form):
    reason = long_text(_("Qué habría que cambiar"), rows=4)


class HandoverForm(forms.Form):
    name = forms.CharField(label=_("Nombre"), max_length=160, required=False)
    post = forms.CharField(label=_("Cargo y oficina"), max_length=160)
    email = forms.EmailField(label=_("Correo electrónico"), max_length=254)
    languages = forms.CharField(
        label=_("Idiomas"), max_length=40, required=False, help_text=_("Por ejemplo: inglés, español")
    )


class AnswerForm(forms.Form):
    is_affirmative = forms.TypedChoiceField(
        label=_("Su respuesta"),
        choices=[("yes", _("Sí, nos interesa")), ("no", _("No por ahora"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    text = long_text(_("Lo que quiera decirle al municipio"), rows=6, required=False)
    said_by = said_by()
    file = forms.FileField(
        label=_("Carta firmada"), required=False, help_text=_("PDF o imagen. También puede enviarla después.")
    )


class CommentForm(forms.Form):
    group = forms.ChoiceField(label=_("Artículo"))
    text = long_text(_("Su comentario"))
    said_by = said_by()

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]


class HourForm(forms.Form):
    on = forms.DateField(
        label=_("Día"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[not_too_early],
        error_messages={"invalid": _("Ese día no está en el calendario. Escríbalo con año, mes y día: 2022-03-15.")},
    )
    hour = forms.TimeField(
        label=_("Hora, en su ciudad"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Duración en minutos"), min_value=15, max_value=480, initial=60)

    def starts_at(self, zone: ZoneInfo) -> dt.datetime:
        """The moment meant, as the clocks of that place show it."""
        return dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"], tzinfo=zone)


class PhotoForm(forms.Form):
    file = forms.FileField(
        label=_("Fotografía"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("PNG, JPEG o WebP. Puede tomarla con el teléfono."),
    )
    caption = forms.CharField(label=_("Qué muestra, dónde y cuándo"), max_length=300, required=False)
    said_by = said_by()
