"""Forms of the door."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ..deeds import day_field

LANGUAGES = [("en", _("Inglés")), ("es", _("Español")), ("pt", _("Portugués")), ("fr", _("Francés"))]  # fmt: skip


class GiveForm(forms.Form):
    holder = forms.CharField(label=_("A quién: cargo y oficina"), max_length=200)
    email = forms.EmailField(
        label=_("Su correo"), required=False,
        help_text=_("Ahí llegan el enlace y el código sin el que no abre. Sin correo lo entrega usted, y abre a quien lo tenga."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Idioma"), choices=LANGUAGES)


class HourForm(forms.Form):
    on = day_field(label=_("Día"))
    hour = forms.TimeField(
        label=_("Hora, en su municipio"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Duración en minutos"), min_value=15, max_value=480, initial=60)

    def starts_at(self, zone: ZoneInfo) -> dt.datetime:
        """The moment meant, as the clocks of the municipality show it."""
        return dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"], tzinfo=zone)
