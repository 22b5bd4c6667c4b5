"""Forms of the public pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import RequestKind


class FileForm(forms.Form):
    """A file to compare with what was issued."""

    file = forms.FileField(
        label=_("Archivo por verificar"),
        help_text=_("Se calcula su huella y se descarta: el archivo no se guarda."),
        error_messages={"required": _("Elija el archivo que quiere verificar."), "empty": _("Ese archivo está vacío.")},
    )

    def clean_file(self):
        """Too large is said by name before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.FILE_MAX_BYTES:
            raise forms.ValidationError(
                _("El archivo pesa más de %(limit)s MB."), params={"limit": settings.FILE_MAX_BYTES // 2**20}
            )
        return file


class DataRequestForm(forms.Form):
    """A person asks about their own data."""

    kind = forms.ChoiceField(label=_("Qué solicita"), choices=RequestKind.choices, widget=forms.RadioSelect)
    from_name = forms.CharField(label=_("Su nombre"), max_length=160)
    from_email = forms.EmailField(label=_("Correo electrónico para contestarle"))
    what = forms.CharField(
        label=_("Describa su solicitud"),
        help_text=_("En qué página o documento aparecen sus datos, y qué pide. No adjunte identificaciones aquí."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
