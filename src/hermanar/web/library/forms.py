"""Forms of the library."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.documents.enums import Audience

from ..deeds import day_field


class ItemForm(forms.Form):
    title = forms.CharField(label=_("Título"), max_length=200)
    title_en = forms.CharField(label=_("Título en inglés"), max_length=200, required=False)
    about = forms.CharField(label=_("Para qué sirve"), max_length=400, required=False)
    about_en = forms.CharField(label=_("Para qué sirve, en inglés"), max_length=400, required=False)
    published_on = day_field(label=_("Fecha del documento"), required=False)
    audience = forms.ChoiceField(label=_("Para quién"), choices=Audience.choices, widget=forms.RadioSelect)


class NewItemForm(ItemForm):
    """`issuers`: public id → name of the houses in whose name it may be put."""

    issuer = forms.ChoiceField(label=_("Lo publica"))
    upload = forms.FileField(label=_("Archivo"), help_text=_("PDF, hasta 40 MB."))
    field_order = ("issuer", "title", "upload")

    def __init__(self, *args: Any, issuers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuer"].choices = list(issuers.items())  # type: ignore[attr-defined]


class AnnexForm(forms.Form):
    """`items`: public id → title."""

    items = forms.MultipleChoiceField(
        label=_("Documentos que acompañan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Elija al menos un documento.")},
    )

    def __init__(self, *args: Any, items: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = list(items.items())  # type: ignore[attr-defined]


class ConfirmModelForm(forms.Form):
    source = forms.CharField(
        label=_("De dónde viene"),
        max_length=300,
        required=False,
        help_text=_("El oficio o la dirección en que se recibió."),
    )
    valid_from = day_field(label=_("Vigente desde"), required=False)
    valid_to = day_field(label=_("Vigente hasta"), required=False)


class ReceivedModelForm(forms.Form):
    """A municipality's own: as it got it."""

    upload = forms.FileField(label=_("Archivo"), help_text=_("Word (.docx), PDF con texto, TXT o MD."))
    title = forms.CharField(
        label=_("Nombre"), max_length=300, required=False, help_text=_("Si se deja vacío, el título del propio modelo.")
    )
    source = forms.CharField(
        label=_("De quién se recibió"), max_length=300,
        help_text=_("El oficio, el correo o la dirección: “Correo de la DGCP del 3 de mayo de 2026”."),
    )  # fmt: skip
    received_on = day_field(label=_("Cuándo se recibió"))


class ModelForm(ConfirmModelForm):
    """`issuers`: public id → name of the houses in whose name it may be put."""

    issuer = forms.ChoiceField(label=_("Lo guarda"))
    upload = forms.FileField(label=_("Archivo"), help_text=_("Word (.docx), PDF con texto, TXT o MD."))
    title = forms.CharField(
        label=_("Nombre"), max_length=300, required=False, help_text=_("Si se deja vacío, el título del propio modelo.")
    )
    field_order = ("issuer", "upload", "title", "source", "valid_from", "valid_to")

    def __init__(self, *args: Any, issuers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuer"].choices = list(issuers.items())  # type: ignore[attr-defined]
