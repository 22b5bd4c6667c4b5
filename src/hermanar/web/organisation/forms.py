"""Forms of an organisation's administrator and of the operator."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import ROLES_OF_KIND, OrganisationKind, Role
from hermanar.directory.queries import list_states
from hermanar.kernel.acts import How

from ..deeds import day_field
from ..leads.places import abroad, here


def _day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    return day_field(label=label, required=required, **more)


def _lines(label: Any, rows: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, help_text=help_text)


def _of(form: forms.Form, name: str) -> Any:
    """A field whose choices are known only when the form is made."""
    return form.fields[name]


class OfficeForm(forms.Form):
    title = forms.CharField(label=_("Nombre del puesto"), max_length=200)
    title_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Qué puede hacer quien lo ocupe"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(value, label) for value, label in Role.choices if value in ROLES_OF_KIND[kind]]
        _of(self, "role").choices = [("", _("Elija")), *own]


class CapacityForm(forms.Form):
    """In what quality an office is taken. Who is not its holder shows the document; how it is written follows by itself."""

    office = forms.ChoiceField(label=_("Puesto"))
    how = forms.ChoiceField(
        label=_("En qué calidad"),
        choices=[
            (How.IN_POST.value, _("Titular")),
            (How.IN_CHARGE.value, _("Encargado del despacho, con el puesto vacante")),
            (How.BY_ABSENCE.value, _("Suple a su titular por ausencia")),
        ],
        initial=How.IN_POST.value,
    )
    reference = forms.CharField(
        label=_("Oficio o nombramiento"), max_length=120, required=False,
        help_text=_("Con su número y fecha. Necesario si no es titular."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Fundamento que cita ese documento"), max_length=200, required=False,
        help_text=_("Se imprime bajo la firma: “con fundamento en …”. Vacío si no cita ninguno."),
    )  # fmt: skip
    written = forms.CharField(
        label=_("Cómo se escribe su calidad"), max_length=200, required=False,
        help_text=_("Vacío: “Encargado del Despacho de …” o “Por ausencia de la persona titular de …”."),
    )  # fmt: skip
    written_en = forms.CharField(label=_("Cómo se escribe en inglés"), max_length=200, required=False)

    def __init__(self, *args: Any, offices: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of(self, "office").choices = [("", _("Elija")), *((o.public_id, o.title) for o in offices)]

    @property
    def first(self) -> list:
        """What is asked of everybody."""
        return [self[n] for n in self.fields if n not in self._OTHERS]

    @property
    def others(self) -> list:
        """What is asked of who is not the holder."""
        return [self[n] for n in self._OTHERS]

    _OTHERS = ("reference", "basis", "written", "written_en")


class InviteForm(CapacityForm):
    person_name = forms.CharField(label=_("Nombre de la persona"), max_length=160)
    email = forms.EmailField(label=_("Correo"))
    from_on = _day(_("Ocupa el puesto desde"))
    until_on = _day(
        _("hasta"), required=False, help_text=_("Vacío si todavía no se sabe. Una suplencia sí tiene último día.")
    )


class HolderForm(CapacityForm):
    """A holder without account: what was recorded from the appointment's paper."""

    name = forms.CharField(label=_("Nombre de la persona"), max_length=160)
    from_on = _day(_("Ocupa el puesto desde"))
    until_on = _day(_("hasta"), required=False)


class EndForm(forms.Form):
    """The day a post ended: today, or the earlier day on which it did. Who follows may have begun that day."""

    on = _day(_("Terminó el día"))

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = day

    def clean_on(self) -> dt.date:
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Un puesto se da por terminado hoy o desde un día anterior."))
        return on


class AdministrationForm(forms.Form):
    number = forms.CharField(label=_("Número"), max_length=20, required=False, help_text=_("Como se le conoce: XIII"))
    starts_on = _day(_("Empieza"))
    ends_on = _day(_("Termina"))
    slogan = forms.CharField(label=_("Lema de la administración"), max_length=200, required=False)
    source = forms.CharField(label=_("Fuente"), max_length=300, required=False)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Qué se corrige y por qué"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class TermCorrectionForm(AdministrationForm):
    """A term put right, with its reason."""

    administration = forms.CharField(widget=forms.HiddenInput)
    reason = _reason()


class PostCorrectionForm(forms.Form):
    """What was put down of who held a post. Its capacity and its office are another post's."""

    name = forms.CharField(label=_("Nombre de la persona"), max_length=160)
    reference = forms.CharField(label=_("Oficio o nombramiento"), max_length=120, required=False)
    from_on = _day(_("Ocupa el puesto desde"))
    until_on = _day(_("hasta"), required=False)
    basis = forms.CharField(label=_("Fundamento que cita ese documento"), max_length=200, required=False)
    written = forms.CharField(label=_("Cómo se escribe su calidad"), max_length=200, required=False)
    written_en = forms.CharField(label=_("Cómo se escribe en inglés"), max_length=200, required=False)
    reason = _reason()

    def __init__(self, *args: Any, how: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if how == How.IN_POST:
            for name in ("basis", "written", "written_en"):
                del self.fields[name]


class RenameForm(forms.Form):
    title = forms.CharField(label=_("Nuevo nombre"), max_length=200)
    title_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    from_on = _day(_("Desde cuándo"))
    reference = forms.CharField(
        label=_("Acto que lo dispone"), max_length=200, help_text=_("Acuerdo, reglamento o decreto, con su fecha.")
    )


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Nombre del puesto"), max_length=200)
    title_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    reason = _reason()


class CloseForm(forms.Form):
    on = _day(_("Su último día"))
    reference = forms.CharField(
        label=_("Acto que lo dispone"), max_length=200, help_text=_("Acuerdo, reglamento o decreto, con su fecha.")
    )


class ReopenForm(forms.Form):
    reason = _reason()


class RetractForm(forms.Form):
    reason = _reason()


class ElectionForm(forms.Form):
    """When the government that follows is elected: dated, with its source."""

    election_on = _day(_("Día de la elección"))
    election_source = forms.CharField(
        label=_("Fuente"), max_length=300, help_text=_("Calendario electoral o publicación de donde sale")
    )


class MandateForm(forms.Form):
    """Mission, legal basis and functions of the office; one a line where there are several."""

    from_on = _day(_("Desde cuándo"))
    mission = _lines(_("Misión"), 3)
    mission_en = _lines(_("Misión en inglés"), 3, required=False)
    legal_basis = _lines(_("Fundamento legal"), 3, _("Una disposición por renglón, con su artículo"))
    legal_basis_en = _lines(_("Fundamento legal en inglés"), 3, required=False)
    functions = _lines(_("Funciones"), 5, _("Una función por renglón"))
    functions_en = _lines(_("Funciones en inglés"), 5, required=False)
    source = forms.CharField(
        label=_("Fuente"), max_length=300, required=False, help_text=_("Reglamento, manual o acuerdo de donde sale")
    )


class FolioForm(forms.Form):
    """How the folios of a series read in a year."""

    series = forms.CharField(
        label=_("Serie"),
        max_length=12,
        help_text=_("La oficina o el libro: PM, SRIA, CABILDO. La que ya existe se cambia."),
    )
    year = forms.IntegerField(label=_("Año"), min_value=2000, max_value=2100)
    pattern = forms.CharField(
        label=_("Cómo se escribe"), max_length=60,
        help_text=_("Con {code} las siglas, {series} la serie, {number:03d} el consecutivo a tres cifras y {year} el año."),
    )  # fmt: skip
    next_number = forms.IntegerField(label=_("Siguiente consecutivo"), min_value=1, max_value=9_999_999)
    office = forms.ChoiceField(
        label=_("Oficina que numera en ella"), required=False,
        help_text=_("Sus papeles toman esta serie; los de un puesto sin serie propia, la de la organización."),
    )  # fmt: skip
    from_on = _day(_("Desde cuándo"), required=False)

    def __init__(self, *args: Any, offices: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(o.public_id, o.title) for o in offices]
        _of(self, "office").choices = [("", _("Ninguna en particular")), *rows]


class LetterheadForm(forms.Form):
    year = forms.IntegerField(label=_("Año"), min_value=2000, max_value=2100)
    lines = forms.CharField(
        label=_("Dependencias"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Un renglón por dependencia, de mayor a menor"),
    )  # fmt: skip
    lines_en = forms.CharField(
        label=_("Dependencias en inglés"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    motto = forms.CharField(label=_("Leyenda del año"), max_length=300, required=False)
    motto_en = forms.CharField(label=_("Leyenda del año en inglés"), max_length=300, required=False)
    slogan = forms.CharField(label=_("Lema"), max_length=200, required=False)
    arms = forms.FileField(label=_("Escudo"), required=False)


class OpenForm(forms.Form):
    """An organisation and the first person who administers it."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=[("", _("Elija")), *OrganisationKind.choices])
    name = forms.CharField(label=_("Nombre oficial"), max_length=200)
    name_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    code = forms.CharField(label=_("Siglas para folios"), max_length=12, required=False, help_text=_("Por ejemplo: VS"))
    slug = forms.SlugField(
        label=_("Clave en la dirección"), max_length=60, required=False, help_text=_("Vacía: sale del nombre.")
    )
    municipality = forms.CharField(
        label=_("Municipio"), max_length=200, required=False, help_text=_("Si es un municipio: Villa Serena, Oax.")
    )
    state = forms.ChoiceField(label=_("Entidad federativa"), required=False)
    place = forms.CharField(
        label=_("Ciudad en el extranjero"), max_length=200, required=False, help_text=_("Si está fuera de México")
    )
    parent = forms.ChoiceField(label=_("Depende de"), required=False)
    admin_name = forms.CharField(label=_("Persona que la administra"), max_length=160)
    admin_email = forms.EmailField(label=_("Su correo"))
    from_on = _day(_("Desde"))

    def __init__(self, *args: Any, organisations: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parents = {o.public_id: o for o in organisations}
        self._states = {s.key: s for s in list_states()}
        _of(self, "parent").choices = [("", _("De ninguna")), *((o.public_id, str(o)) for o in organisations)]
        _of(self, "state").choices = [("", _("Ninguno")), *((s.key, s.name) for s in self._states.values())]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["slug"] = data.get("slug") or slugify(data.get("name", ""))[:60]
        data["parent"] = self._parents.get(data.get("parent", ""))
        data["state"] = self._states.get(data.get("state", ""))
        typed, city = data.get("municipality", ""), data.get("place", "")
        data["municipality"] = data["place"] = None
        if typed:
            found = here(typed)
            if found.one is None or found.is_community:
                names = "; ".join(str(m) for m in found.several[:6])
                self.add_error(
                    "municipality",
                    _("Ningún municipio se llama así. ¿Quiso decir %(names)s? Escríbalo así.") % {"names": names}
                    if names and found.alike
                    else _("Ese nombre existe en varios lugares. Agregue el estado: %(names)s") % {"names": names}
                    if names
                    else _("Ese municipio no está en el catálogo. Revise cómo se escribe."),
                )
            data["municipality"] = found.one
        elif data.get("kind") == OrganisationKind.MUNICIPALITY:
            self.add_error("municipality", _("Escriba cuál es el municipio, con su estado."))
        if city:
            found = abroad(city)
            if found.one is None:
                names = "; ".join(f"{p}, {p.country}" for p in found.several[:6])
                self.add_error(
                    "place",
                    _("Ningún lugar se llama así. ¿Quiso decir %(names)s? Escríbalo así.") % {"names": names}
                    if names and found.alike
                    else _("Hay varios lugares que se llaman así. Agregue su estado: %(names)s") % {"names": names}
                    if names
                    else _("No encontramos esa ciudad. Revise cómo se escribe."),
                )
            data["place"] = found.one
        return data


class RequestAnswerForm(forms.Form):
    granted = forms.ChoiceField(
        label=_("Resolución"), choices=[("yes", _("Procede")), ("no", _("No procede"))], widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Respuesta y su razón"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


class CorrectionForm(forms.Form):
    name = forms.CharField(label=_("Nombre"), max_length=160)
    email = forms.EmailField(label=_("Correo"), required=False)


class CorrectRowForm(forms.Form):
    what = forms.ChoiceField(label=_("Qué dato"))
    value = forms.CharField(label=_("Cómo debe decir"), max_length=300)
    reason = forms.CharField(label=_("Por qué"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of(self, "what").choices = choices
