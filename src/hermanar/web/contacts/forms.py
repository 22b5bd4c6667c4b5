"""Forms of the directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import list_countries
from hermanar.encounters.enums import ContactKind, Side

from ..deeds import day_field, offer


def text(label: Any, limit: int, *, required: bool = False, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=limit, widget=widget, **more)


class CardForm(forms.Form):
    """The post's card. `relations`: public id and title of those that may be chosen."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=ContactKind.choices)
    side = forms.ChoiceField(label=_("De qué parte"), choices=Side.choices, initial=Side.THEIRS)
    post = text(_("Cargo"), 200, required=True, help_text=_("Como se llama su puesto: City Manager, Cónsul titular"))
    post_es = text(
        _("Cargo en español"), 200, help_text=_("Si se llama en otro idioma: así se imprime en la parte en español.")
    )  # fmt: skip
    organisation = text(_("Oficina u organización"), 200)
    city = text(_("Ciudad"), 160)
    country = forms.ChoiceField(label=_("País"), required=False)
    languages = text(_("Idiomas"), 40, help_text=_("Códigos separados por coma: es, en"))
    email = forms.EmailField(label=_("Correo"), required=False)
    phone = text(_("Teléfono"), 40)
    address_as = text(_("Cómo dirigirse"), 160, help_text=_("Señora Alcaldesa, Mr. Mayor"))
    district = text(_("Circunscripción"), 300, help_text=_("De un consulado: los estados que atiende, como lo dice"))
    since_on = day_field(label=_("En el puesto o acreditado desde"), required=False)
    relations = forms.MultipleChoiceField(label=_("Vinculaciones"), required=False, widget=forms.CheckboxSelectMultiple)
    note = text(_("Notas"), 4000, rows=2)

    def __init__(self, *args: Any, relations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("country")
        offer(self, "country", [("", "—"), *((c.iso2, str(c)) for c in list_countries(kept))])
        offer(self, "relations", relations)
        if not relations:
            del self.fields["relations"]


class NewForm(CardForm):
    name = text(_("Quién lo ocupa"), 160, help_text=_("Puede dejarse en blanco: el contacto es el cargo."))
    held_since = day_field(label=_("Lo ocupa desde"), required=False)

    field_order = ("kind", "side", "post", "post_es", "organisation", "name", "held_since", "city", "country")


class SuccessionForm(forms.Form):
    name = text(_("Quién lo ocupa ahora"), 160, help_text=_("En blanco si quedó vacante."))
    from_on = day_field(label=_("Desde"))


class EndForm(forms.Form):
    until_on = day_field(label=_("Hasta"))
    reason = text(_("Motivo"), 2000, required=True, rows=2)
