"""Forms of the municipal profile."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import list_countries
from hermanar.documents.rules.catalogues import areas
from hermanar.profiles.enums import Licence
from hermanar.profiles.rules import Field, goals

from ..deeds import day_field, offer
from ..language import language, when_in_words
from ..leads.places import abroad

_UNTOUCHED = {"autocomplete": "off"}


def _english() -> bool:
    return language() == "en"


def _said(words: Any) -> str:
    return words["en" if _english() else "es"]


class SectionForm(forms.Form):
    """One entry, in Spanish and English, with its source and year. `seen`: the revision it was opened on."""

    es = forms.CharField(label=_("En español"), required=False, max_length=8000)
    en = forms.CharField(label=_("En inglés"), required=False, max_length=8000)
    agrees = forms.BooleanField(label=_("Los dos textos siguen diciendo lo mismo"), required=False)
    source = forms.CharField(
        label=_("Fuente"),
        required=False,
        max_length=300,
        help_text=_("Quién lo dice y en qué documento: INEGI, Censo de Población y Vivienda."),
    )
    source_en = forms.CharField(
        label=_("Fuente, en inglés"), required=False, max_length=300,
        help_text=_("Si ahí se llama de otro modo. En blanco, se imprime como en español."),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("Año del dato"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    unsourced = forms.BooleanField(
        label=_("No se conoce su fuente: que se imprima marcado “sin fuente”"), required=False
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: Field, stale: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        if section.same:
            self.fields["es"].label = _said(section.title)
            if section.figure:
                self.fields["es"].widget = forms.TextInput(attrs={"inputmode": "decimal", **_UNTOUCHED})
                self.fields["es"].help_text = _said(section.unit)
            elif section.type == "date":
                self.fields["es"].widget = forms.DateInput(attrs={"type": "date"})
            elif section.type == "link":
                self.fields["es"].widget = forms.URLInput(attrs={"placeholder": "https://"})
            del self.fields["en"]
        else:
            rows = 8 if section.type == "text" else 6
            for lang in ("es", "en"):
                self.fields[lang].widget = forms.Textarea(attrs={"rows": rows, "lang": lang})
                if section.lines:
                    self.fields[lang].help_text = _("Un punto por renglón, en el mismo orden en los dos idiomas.")
        if not stale:
            del self.fields["agrees"]
        if not section.figure:
            del self.fields["unsourced"]
        if not section.cited and not (self.initial.get("source") or self.initial.get("year")):
            del self.fields["source"]
            del self.fields["source_en"]
            del self.fields["year"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "es": data["es"].replace("\r\n", "\n"),
            "en": data.get("en", "").replace("\r\n", "\n"),
            "source": data.get("source", ""),
            "source_en": data.get("source_en", ""),
            "year": data.get("year"),
            "agrees": data.get("agrees", False),
            "unsourced": data.get("unsourced", False),
            "seen": data.get("seen"),
        }


class StatementForm(forms.Form):
    """What an offer or a need is about."""

    areas = forms.MultipleChoiceField(
        label=_("Áreas de cooperación"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Objetivos de Desarrollo Sostenible"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = forms.CharField(
        label=_("Metas, por su número"), required=False, max_length=200, help_text=_("Separadas por coma: 8.9, 11.4")
    )
    link = forms.CharField(
        label=_("Dónde se conoce la práctica o su evidencia"),
        required=False,
        max_length=300,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "areas", [(key, _said(a.text)) for key, a in areas().items()])
        offer(self, "goals", [(n, f"{n} · {_said(g.title)}") for n, g in goals().items()])

    def tags(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["targets"] = [t for t in re.split(r"[,;\s]+", data.get("targets", "").lower()) if t]
        return data


class PriorityForm(StatementForm):
    """Where the Municipal Development Plan says so."""

    axis = forms.CharField(label=_("Eje"), required=False, max_length=160)
    programme = forms.CharField(label=_("Programa"), required=False, max_length=160)
    page = forms.CharField(label=_("Página"), required=False, max_length=20)
    period = forms.CharField(label=_("Periodo"), required=False, max_length=40, help_text=_("2024–2027"))

    field_order = ("axis", "programme", "page", "period", "areas", "goals")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["targets"]
        del self.fields["link"]


class MigrantForm(forms.Form):
    """Which city it is, and how many where a source says so."""

    country = forms.ChoiceField(label=_("País"), required=False)
    city = forms.CharField(
        label=_("Ciudad"), required=False, max_length=160, help_text=_("Con su estado o provincia: Lakeside, Wisconsin")
    )
    number = forms.IntegerField(
        label=_("Cuántas personas"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    source = forms.CharField(label=_("Fuente"), required=False, max_length=300)
    year = forms.IntegerField(label=_("Año del dato"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = "name_en" if _english() else "name_es"
        rows = sorted(
            ((c.iso2, getattr(c, name)) for c in list_countries(self.initial.get("country"))), key=lambda row: row[1]
        )
        offer(self, "country", [("", "—"), *rows])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if city := data.get("city", "").strip():
            found = abroad(city, data.get("country", ""))
            if found.one is None:
                some = "; ".join(f"{p}, {p.country}" for p in found.several[:5])
                sentence = _("Hay varias: %(some)s. Escriba también su estado o provincia.") % {"some": some}
                if found.alike:
                    sentence = _("Ninguna se llama así. ¿Quiso decir %(some)s? Escríbala así.") % {"some": some}
                self.add_error("city", sentence if some else _("No se encontró esa ciudad. Déjela vacía si no está."))
            else:
                data["place"] = found.one.pk
                data["country"] = found.one.country_id
        return data

    def tags(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k != "city"}


class PictureForm(forms.Form):
    """A picture: what it shows, who made it, with what right it is published."""

    file = forms.FileField(label=_("Imagen"))
    alt_es = forms.CharField(
        label=_("Qué se ve, en español"),
        max_length=300,
        help_text=_("Para quien no puede verla: “Plaza con portales y un quiosco”."),
    )
    alt_en = forms.CharField(label=_("Qué se ve, en inglés"), max_length=300, required=False)
    caption_es = forms.CharField(label=_("Pie de imagen en español"), max_length=300, required=False)
    caption_en = forms.CharField(label=_("Pie de imagen en inglés"), max_length=300, required=False)
    author = forms.CharField(label=_("Quién la hizo"), max_length=160)
    year = forms.IntegerField(label=_("Año"), required=False)
    licence = forms.ChoiceField(label=_("Con qué derecho se publica"), choices=Licence)
    permission = forms.CharField(
        label=_("Permiso"),
        max_length=200,
        required=False,
        help_text=_("Carta, correo o contrato, y su fecha, cuando la imagen es de otra persona."),
    )

    def __init__(self, *args: Any, described: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if described:
            del self.fields["file"]


class IssueForm(forms.Form):
    """In which languages the profile is printed."""

    languages = forms.ChoiceField(
        label=_("En qué idiomas"),
        choices=[("es,en", _("Español e inglés, lado a lado")), ("es", _("Sólo español")), ("en", _("Sólo inglés"))],
        initial="es,en",
        required=False,
        widget=forms.RadioSelect,
    )

    def chosen(self) -> tuple[str, ...]:
        return tuple((self.cleaned_data["languages"] or "es,en").split(","))


class CompareForm(forms.Form):
    """Two revisions."""

    de = forms.IntegerField(label=_("De la revisión"), min_value=0)
    a = forms.IntegerField(label=_("A la revisión"), min_value=1)


class SheetForm(forms.Form):
    """The city abroad that a sheet is about."""

    city = forms.CharField(
        label=_("Ciudad"), max_length=160, help_text=_("Con su estado o provincia y, si hay duda, su país.")
    )

    def place(self) -> Any:
        return abroad(self.cleaned_data["city"]).one


class SubmissionForm(forms.Form):
    submitted_on = day_field(label=_("Fecha de entrega"))
    receiver = forms.CharField(
        label=_("Oficina o puesto que lo recibió"),
        max_length=200,
        help_text=_("La oficina de la SRE en el estado, por su nombre."),
    )
    paper = forms.ChoiceField(label=_("Perfil que se entregó"), required=False)
    acknowledgement = forms.CharField(label=_("Número o sello del acuse"), max_length=120, required=False)
    scan = forms.FileField(
        label=_("Acuse escaneado"), required=False, help_text=_("PDF o imagen, con el sello a la vista.")
    )

    def __init__(self, *args: Any, issues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "paper", [("", _("Una versión que no se expidió aquí")), *((i.code, _issue(i)) for i in issues)])


def _issue(issue: Any) -> str:
    """A profile given out, as one tells it from the others: its day, its languages, its code."""
    return f"{when_in_words(issue.issued_on)} · {issue.get_state_display()} · {issue.code}"
