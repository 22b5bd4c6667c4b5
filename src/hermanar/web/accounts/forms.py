"""Forms of getting in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AcceptForm(forms.Form):
    """The password of an account that is born, or of the one that is there."""

    password = forms.CharField(
        label=_("Contraseña"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200
    )
    again = forms.CharField(
        label=_("Contraseña, otra vez"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
    )

    def __init__(self, *args, has_account: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["again"]
            self.fields["password"].widget.attrs["autocomplete"] = "current-password"
            self.fields["password"].help_text = _("Su correo ya tiene cuenta: escriba la contraseña de esa cuenta.")
        else:
            self.fields["password"].help_text = _(
                "Al menos 12 caracteres. Una frase de varias palabras se recuerda mejor."
            )

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("again") and data.get("password") and data["again"] != data["password"]:
            self.add_error("again", _("Las dos contraseñas no son iguales."))
        return data
