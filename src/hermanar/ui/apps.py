"""The app that carries the templates, the tags and the built assets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "hermanar.ui"
    label = "ui"
    verbose_name = "Interfaz"

    def ready(self) -> None:
        """What Django says of a file, as it is said in Mexico."""
        from django import forms

        forms.FileField.default_error_messages |= {
            "empty": _("El archivo está vacío: no trae ningún dato. Revise que sea el correcto y vuelva a elegirlo."),
            "missing": _("No llegó ningún archivo. Vuelva a elegirlo."),
            "invalid": _("No llegó ningún archivo. Vuelva a elegirlo."),
            "contradiction": _("Elija un archivo o marque la casilla que lo quita, no las dos cosas."),
        }
