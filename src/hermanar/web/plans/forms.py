"""Forms of the plan."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.plans.enums import AllianceArea, Counting, CountsFrom, Field, Method, PartnerKind, RestLevel, Viability
from hermanar.plans.rules import records as paths

from ..deeds import day_field, offer
from ..reports.forms import QUARTERS


def _amount(**more: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=Decimal(0), max_digits=14, decimal_places=4, **more)


class PlanForm(forms.Form):
    year = forms.IntegerField(label=_("Año"), min_value=1990, max_value=2100)


class ActivityForm(forms.Form):
    """A component and its activity at once: the tree grows by its leaves."""

    component_code = forms.CharField(label=_("Clave del componente"), max_length=20, help_text=_("Por ejemplo 6"))
    component_name = forms.CharField(label=_("Nombre del componente"), max_length=300, required=False)
    code = forms.CharField(label=_("Clave de la actividad"), max_length=16, help_text=_("Por ejemplo 6.1"))
    name = forms.CharField(label=_("Nombre de la actividad"), max_length=300)
    responsible = forms.CharField(label=_("Responsable"), max_length=200, required=False)
    goal_name = forms.CharField(label=_("Meta"), max_length=300)
    measure = forms.CharField(label=_("Unidad de medida"), max_length=80, help_text=_("Sesiones, agendas, personas…"))
    quarter1 = _amount(label=_("Programado en enero–marzo"))
    quarter2 = _amount(label=_("Programado en abril–junio"))
    quarter3 = _amount(label=_("Programado en julio–septiembre"))
    quarter4 = _amount(label=_("Programado en octubre–diciembre"))
    counts_from = forms.ChoiceField(
        label=_("Se cuenta con"), choices=[(c.value, c.label) for c in (CountsFrom.ENTRIES, CountsFrom.SESSIONS)],
        widget=forms.RadioSelect, initial=CountsFrom.ENTRIES,
    )  # fmt: skip
    verification = forms.CharField(label=_("Medio de verificación"), max_length=300, required=False)

    def __init__(self, *args: Any, closed: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in closed:  # nothing is programmed backwards
            del self.fields[f"quarter{number}"]

    def quarters(self) -> tuple[Decimal, ...]:
        """What each quarter programs; nothing where it is closed."""
        return tuple(self.cleaned_data.get(f"quarter{n}", Decimal(0)) for n in (1, 2, 3, 4))


class AchieveForm(forms.Form):
    on = day_field(label=_("Día"))
    quantity = _amount(label=_("Cantidad"), initial=1)
    reference = forms.CharField(
        label=_("En qué consta"), max_length=200, required=False, help_text=_("Minuta, lista de asistencia, oficio…")
    )
    late_reason = forms.CharField(
        label=_("Por qué se asienta después del cierre"), max_length=400, required=False,
        help_text=_("Solo si el trimestre de ese día ya se informó: queda como extemporáneo."),
    )  # fmt: skip

    def __init__(self, *args: Any, may_be_late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_late:
            del self.fields["late_reason"]


class ChangeForm(forms.Form):
    quarter = forms.TypedChoiceField(label=_("Trimestre"), choices=QUARTERS, coerce=int)
    after = _amount(label=_("Cantidad que se programa"))
    reason = forms.CharField(label=_("Justificación"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class RulesForm(forms.Form):
    """Bands are typed one a line: from what percentage, and its word in both languages."""

    valid_from = day_field(label=_("Rigen desde"))
    bands = forms.CharField(
        label=_("Semáforo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Un renglón por banda, de menor a mayor: desde qué porcentaje; su nombre; su nombre en inglés."),
    )  # fmt: skip
    ask_days_before = forms.IntegerField(
        label=_("Un cambio se pide tantos días hábiles antes del último del trimestre"), min_value=0, max_value=30,
        help_text=_("Cero: a más tardar el último día hábil."),
    )  # fmt: skip
    decide_days = forms.IntegerField(label=_("Días hábiles para autorizar un cambio"), min_value=0, max_value=60)
    entry_days = forms.IntegerField(
        label=_("Días hábiles para asentar avances después del trimestre"), min_value=0, max_value=250, required=False,
        help_text=_("Después quedan como extemporáneos. Vacío: hasta que se autoriza el informe."),
    )  # fmt: skip
    counting = forms.ChoiceField(
        label=_("Una semana se cuenta en el trimestre"), choices=Counting.choices, widget=forms.RadioSelect
    )
    due_days_before = forms.IntegerField(
        label=_("La agenda vence tantos días antes del lunes"), min_value=0, max_value=14
    )
    due_hour = forms.IntegerField(label=_("A qué hora de ese día"), min_value=0, max_value=23)
    source = forms.CharField(label=_("De dónde sale la regla"), max_length=300)

    def clean_bands(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        for line in self.cleaned_data["bands"].splitlines():
            if not line.strip():
                continue
            parts = [p.strip() for p in line.split(";")]
            try:
                start = Decimal(parts[0].rstrip("%").replace(",", "."))
            except ArithmeticError:
                start = None
            if start is None or not start.is_finite() or len(parts) < 2 or not parts[1]:
                raise forms.ValidationError(
                    _("“%(line)s”: escriba el porcentaje, punto y coma, y el nombre."), params={"line": line[:60]}
                )
            found.append(
                {
                    "from": f"{start:f}",
                    "key": f"band{len(found) + 1}",
                    "es": parts[1],
                    "en": parts[2] if len(parts) > 2 and parts[2] else parts[1],
                }
            )
        return found


class GoalWordsForm(forms.Form):
    """How a goal is worded; its unit only until it has counted in a quarter that closed."""

    name = forms.CharField(label=_("Nombre de la meta"), max_length=300, required=False)
    measure = forms.CharField(label=_("Unidad de medida"), max_length=80)
    verification = forms.CharField(label=_("Medio de verificación"), max_length=300, required=False)

    def __init__(self, *args: Any, with_measure: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_measure:
            del self.fields["measure"]


class RestDayForm(forms.Form):
    on = day_field(label=_("Día"))
    name = forms.CharField(label=_("Por qué es inhábil"), max_length=120)
    level = forms.ChoiceField(label=_("De quién es"), choices=RestLevel.choices, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Dónde se publicó"), max_length=300, help_text=_("Periódico oficial, gaceta o acuerdo, con su fecha.")
    )


class AxisForm(forms.Form):
    code = forms.CharField(label=_("Clave del eje"), max_length=20)
    name = forms.CharField(label=_("Nombre del eje"), max_length=200)


class ComponentForm(forms.Form):
    name = forms.CharField(label=_("Nombre del componente"), max_length=300)
    axis = forms.ChoiceField(label=_("Eje"), required=False)
    responsible = forms.CharField(label=_("Responsable"), max_length=200, required=False)

    def __init__(self, *args: Any, axes: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "axis", [("", "—"), *((a.code, f"{a.code} {a.name}") for a in axes)])


class ActivityChangeForm(forms.Form):
    name = forms.CharField(label=_("Nombre de la actividad"), max_length=300)
    responsible = forms.CharField(label=_("Responsable"), max_length=200, required=False)
    unit = forms.ChoiceField(label=_("Área responsable"), required=False)
    weight = _amount(
        label=_("Ponderación"), required=False,
        help_text=_("Solo si todas las actividades del componente la tienen; si no, cuenta el promedio."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", "—"), *((u.public_id, u.name) for u in units)])


def _field(key: str, what: str) -> forms.Field:
    label = Field(key).label
    if what == paths.DAY:
        return day_field(label=label, required=False)
    if what == paths.NUMBER:
        return forms.IntegerField(label=label, min_value=0, required=False)
    if what == paths.METHOD:
        return forms.ChoiceField(label=label, choices=Method.choices, widget=forms.RadioSelect, required=False)
    if what == paths.VIABILITY:
        return forms.ChoiceField(label=label, choices=Viability.choices, widget=forms.RadioSelect, required=False)
    if what == paths.LONG:
        return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), required=False)
    return forms.CharField(label=label, max_length=300, required=False)


class RecordForm(forms.Form):
    """`kind` decides what is asked first: what its first state needs, and no more."""

    title = forms.CharField(label=_("De qué se trata"), max_length=300)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        it = paths.KINDS[kind]
        self.keys: Sequence[str] = it.needs.get(it.path[0], ())
        for key in self.keys:
            self.fields[key] = _field(key, it.fields[key])
            self.fields[key].required = True
        self.fields["responsible"] = forms.CharField(label=_("Responsable"), max_length=200, required=False)
        self.fields["due_on"] = day_field(label=_("Para cuándo"), required=False)

    def values(self) -> dict[str, Any]:
        """The fields of its kind."""
        return {key: self.cleaned_data[key] for key in self.keys}


class StepForm(forms.Form):
    """`asked`: fields of the kind that are asked on the way to this step, `state`."""

    on = day_field(label=_("Día"))

    def __init__(
        self, *args: Any, kind: str, asked: Sequence[str], needed: Sequence[str], state: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = asked
        for key in asked:
            self.fields[key] = _field(key, paths.KINDS[kind].fields[key])
            self.fields[key].required = key in needed
        self.fields["text"] = forms.CharField(
            label=_("Motivo") if state in {"rejected", "dismissed"} else _("Qué se hizo"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            required=state in paths.TOLD,
        )
        self.fields["file"] = forms.FileField(
            label=_("Documento"), required=False, help_text=_("Acta, lista de asistencia, informe. PDF o imagen.")
        )

    def values(self) -> dict[str, Any]:
        """The fields of its kind."""
        return {key: self.cleaned_data[key] for key in self.keys}


class AskForm(forms.Form):
    what = forms.CharField(label=_("Qué se pide"), max_length=200)
    due_on = day_field(label=_("Para cuándo"))
    units = forms.MultipleChoiceField(label=_("A qué áreas"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(u.public_id, f"{u.parent.name} · {u.name}" if u.parent else u.name) for u in units]


class DeliverForm(forms.Form):
    delivered_on = day_field(label=_("Día en que llegó"), required=False)
    text = forms.CharField(
        label=_("Lo que entregó"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label=_("Archivo"), required=False, help_text=_("PDF o imagen."))


class ResultsForm(forms.Form):
    file = forms.FileField(
        label=_("Tabla de resultados"),
        help_text=_(
            "CSV o XLSX: columnas pregunta, respuesta y conteo; o un renglón por persona y una columna por pregunta. Se guardan conteos, nunca lo que contestó cada quien."
        ),
    )


class AllianceForm(forms.Form):
    partner = forms.CharField(label=_("Con quién"), max_length=200)
    partner_kind = forms.ChoiceField(label=_("Qué es"), choices=PartnerKind.choices, widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label=_("Áreas"), choices=AllianceArea.choices, widget=forms.CheckboxSelectMultiple
    )
    objective = forms.CharField(label=_("Objetivo"), max_length=400, required=False)
    agreed_on = day_field(label=_("Fecha"))
    until_on = day_field(label=_("Hasta"), required=False)
    document = forms.CharField(
        label=_("En qué papel consta"),
        max_length=200,
        required=False,
        help_text=_("Convenio, oficio, minuta, con su folio."),
    )
    file = forms.FileField(label=_("Documento"), required=False, help_text=_("PDF o imagen."))


class DocumentForm(forms.Form):
    document = forms.CharField(
        label=_("En qué papel consta"), max_length=200, help_text=_("Convenio, oficio, minuta, con su folio.")
    )
    file = forms.FileField(label=_("Documento"), help_text=_("PDF o imagen."))


class StrategyForm(forms.Form):
    name = forms.CharField(label=_("Estrategia o política"), max_length=200)
    valid_from = day_field(label=_("Vigente desde"), required=False)
    valid_until = day_field(label=_("Vigente hasta"), required=False)
    source = forms.CharField(label=_("Dónde consta"), max_length=300)
    activities = forms.MultipleChoiceField(
        label=_("Actividades que la citan"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, activities: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activities"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(a.code, f"{a.code} {a.name}".strip()) for a in activities]
