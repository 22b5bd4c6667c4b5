"""What every form for people without an account is made of."""

import datetime as dt
import time
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "hermanar.guest.form"
SOONEST = 3  # [K] seconds that a person needs at the least
LATEST = 24 * 3600


def long_text(label: Any, *, rows: int = 4, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


def said_by() -> forms.CharField:
    return forms.CharField(label=_("Quién escribe: nombre y cargo"), max_length=200, required=False)


class CodeForm(forms.Form):
    """Six digits that went to the holder's mailbox."""

    code = forms.CharField(
        label=_("Código de seis cifras"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class TrapForm(forms.Form):
    """Keeps machines out without a script or a picture puzzle: a field that people do not see, and the time it took."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["began"].initial = signing.dumps(int(time.time()), salt=SALT)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """All but the trap, which the template draws where nobody looks."""
        return [f for f in self.visible_fields() if f.name != "website"]

    def clean(self) -> dict[str, Any] | None:
        values = super().clean() or {}
        if values.pop("website", "") or not self._took_its_time(values.pop("began", "")):
            raise forms.ValidationError(
                _("Se envió demasiado rápido para una persona. Espere unos segundos y envíela de nuevo.")
            )
        return values

    def _took_its_time(self, began: str) -> bool:
        try:
            since = signing.loads(began, salt=SALT)
        except signing.BadSignature:
            return False
        return isinstance(since, int) and SOONEST <= time.time() - since <= LATEST


def not_too_early(on: dt.date) -> None:
    """As inside: no act of the programme is older than the year the instance says (`EARLIEST_YEAR`)."""
    if on.year < settings.EARLIEST_YEAR:
        raise forms.ValidationError(
            _("El año no puede ser anterior a %(year)s. Revise cómo lo escribió: con cuatro cifras, como 2022-03-15.")
            % {"year": settings.EARLIEST_YEAR}
        )
