"""Forms of the yearly programme, its activities and its report."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.evidence.enums import Claim
from hermanar.kernel.text import whole_number
from hermanar.programmes.enums import (
    Addressee,
    Conflict,
    Ground,
    Owner,
    ProductKind,
    Protected,
    Reached,
    Side,
    Source,
    TransferKind,
)

from ..deeds import day_field, offer

Choices = Iterable[tuple[str, Any]]
PARTIES = [(s.value, s.label) for s in (Side.OURS, Side.THEIRS)]


def text(label: Any, most: int = 200, *, rows: int = 0, required: bool = False, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, **more)


def in_spanish_alone(form: forms.Form) -> forms.Form:
    """The form without the English of its paper, for a relation whose papers have one language; what English pages name an
    activity by stays."""
    kept = {"title_en", "objective_en", "beneficiaries_who_en"}
    for name in [n for n in form.fields if n.endswith("_en") and n not in kept]:
        del form.fields[name]
    return form


class OpenForm(forms.Form):
    number = forms.IntegerField(
        label=_("Año del acuerdo"), min_value=1, help_text=_("1 es el año que empieza con la firma.")
    )
    starts_on = day_field(label=_("Empieza"), required=False, help_text=_("Sin fecha: el aniversario de la firma."))
    ends_on = day_field(label=_("Termina"), required=False)


class ProofForm(forms.Form):
    on = day_field(label=_("Fecha"))
    proof = text(_("Documento que lo acredita"), 200, required=True, help_text=_("Su número y fecha."))


class LeaveOutForm(forms.Form):
    modalities = forms.MultipleChoiceField(
        label=_("Modalidades que este año no tendrán actividad"), widget=forms.CheckboxSelectMultiple
    )
    ground = forms.ChoiceField(
        label=_("Por qué"), choices=Ground.choices, widget=forms.RadioSelect, initial=Ground.OPTIONAL
    )
    reason = text(
        _("Motivo"), 2000, rows=3,
        help_text=_("Nadie está obligado a lo que le impidan la ley, su normativa o la costumbre: dígalo aquí."),
    )  # fmt: skip
    reason_en = text(_("Motivo, en inglés"), 2000, rows=3)

    def __init__(self, *args: Any, modalities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "modalities", modalities)


class ActivityForm(forms.Form):
    side_by_side = True
    title = text(_("Actividad"), required=True, help_text=_("Estancia de dos bibliotecarias en la biblioteca pública"))
    title_en = text(_("En inglés"))
    modality = forms.ChoiceField(label=_("Modalidad del acuerdo"))
    priority = forms.ChoiceField(
        label=_("Prioridad del municipio"), required=False, help_text=_("Las de su perfil municipal.")
    )
    objective = text(_("Objetivo y actividades"), 2000, rows=2, required=True)
    objective_en = text(_("Objetivo, en inglés"), 2000, rows=2)
    starts_on = day_field(label=_("Empieza"))
    ends_on = day_field(label=_("Termina"))
    beneficiaries = forms.IntegerField(label=_("Cuántas personas se benefician"), min_value=0, required=False)
    beneficiaries_who = text(_("Quiénes"))
    beneficiaries_who_en = text(_("Quiénes, en inglés"))
    ours = text(_("Responde por nuestra Parte"))
    ours_en = text(_("Responde por nuestra Parte, en inglés"))
    theirs = text(_("Responde por la contraparte"))
    theirs_en = text(_("Responde por la contraparte, en inglés"))
    staff_plan = text(
        _("Personal: perfil, número y duración"), 2000, rows=2, required=True,
        help_text=_("Quiénes van, cuántas personas y por cuánto tiempo; o “No se asigna personal”."),
    )  # fmt: skip
    staff_plan_en = text(_("Personal, en inglés"), 2000, rows=2)
    duties_ours = text(_("A qué se obliga nuestra Parte"), 2000, rows=2, required=True)
    duties_ours_en = text(_("A qué se obliga nuestra Parte, en inglés"), 2000, rows=2)
    duties_theirs = text(_("A qué se obliga la contraparte"), 2000, rows=2, required=True)
    duties_theirs_en = text(_("A qué se obliga la contraparte, en inglés"), 2000, rows=2)
    resources = text(
        _("Recursos materiales, humanos y financieros"), 2000, rows=2, required=True,
        help_text=_("Con qué se cuenta. Las cantidades van después, por renglón."),
    )  # fmt: skip
    resources_en = text(_("Recursos, en inglés"), 2000, rows=2)
    goals = text(_("Objetivos de la Agenda 2030"), 40, help_text=_("Sus números, con comas: 4, 11, 17"))
    goal = forms.DecimalField(label=_("Meta"), max_digits=12, decimal_places=2, required=False)
    indicator = text(_("Indicador"), help_text=_("Qué se cuenta: personas capacitadas"))
    indicator_en = text(_("Indicador, en inglés"))
    evaluation = text(_("Cómo y con qué criterios se evaluará"), 2000, rows=2, required=True)
    evaluation_en = text(_("Cómo se evaluará, en inglés"), 2000, rows=2)
    other_info = text(
        _("Otra información que acuerden las Partes"), 2000, rows=2, required=True, initial=_("Ninguna."),
        help_text=_("Es la última de las siete partes del artículo V; si no hay, “Ninguna”."),
    )  # fmt: skip

    other_info_en = text(_("Otra información, en inglés"), 2000, rows=2)

    def __init__(self, *args: Any, modalities: Choices, priorities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "modality", modalities)
        offer(self, "priority", [("", _("Ninguna de ellas")), *priorities])

    def clean_goals(self) -> list[int]:
        typed = [whole_number(number) for number in self.cleaned_data["goals"].replace(",", " ").split()]
        if None in typed:
            raise forms.ValidationError(_("Escriba solo números, separados por comas."))
        return [number for number in typed if number is not None]


class AgreeForm(forms.Form):
    on = day_field(label=_("Fecha en que ambas Partes la acordaron"))


class DoneForm(forms.Form):
    on = day_field(label=_("Fecha en que se realizó"))
    outcome = text(_("Qué se hizo y qué resultó"), 4000, rows=3, required=True)
    outcome_en = text(_("En inglés"), 4000, rows=3)


class NotDoneForm(forms.Form):
    on = day_field(label=_("Fecha"))
    outcome = text(_("Por qué no se realizó"), 4000, rows=3, required=True)
    outcome_en = text(_("En inglés"), 4000, rows=3)


class EvaluateForm(forms.Form):
    result = forms.ChoiceField(label=_("Resultado"), choices=Reached.choices)
    achieved = forms.DecimalField(label=_("Alcanzado de la meta"), max_digits=12, decimal_places=2, required=False)
    reached_people = forms.IntegerField(label=_("Personas alcanzadas"), min_value=0, required=False)
    learned = text(_("Qué se aprendió"), 4000, rows=3, required=True)
    goes_on = forms.BooleanField(label=_("Conviene repetirla el año siguiente"), required=False)


class EvidenceForm(forms.Form):
    piece = forms.ChoiceField(label=_("Evidencia"))
    claim = forms.ChoiceField(label=_("Muestra"), choices=Claim.choices)

    def __init__(self, *args: Any, pieces: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "piece", pieces)


class BudgetForm(forms.Form):
    side = forms.ChoiceField(label=_("A cargo de"), choices=Side.choices)
    concept = text(_("Concepto"), required=True)
    concept_en = text(_("Concepto, en inglés"))
    amount = forms.DecimalField(label=_("Cantidad"), max_digits=14, decimal_places=2)
    currency = text(_("Moneda"), 3, required=True, initial="MXN")
    source = forms.ChoiceField(label=_("Fuente"), choices=Source.choices)
    source_note = text(_("Programa o partida"))


class AvailabilityForm(forms.Form):
    number = text(_("Número de la constancia"), 80, required=True)
    on = day_field(label=_("Fecha"))


class ProtectedForm(forms.Form):
    protected = forms.ChoiceField(
        label=_("Declaración"), widget=forms.RadioSelect,
        choices=[(p.value, p.label) for p in (Protected.NONE, Protected.FOUND)],
    )  # fmt: skip
    note = text(_("Autoridad a la que se informó y medidas acordadas por escrito"), 2000, rows=3)


class TransferForm(forms.Form):
    on = day_field(label=_("Fecha"))
    sender = forms.ChoiceField(label=_("Quién lo entrega"), choices=PARTIES)
    kind = forms.ChoiceField(label=_("Qué es"), choices=TransferKind.choices)
    what = text(_("Descripción"), 300, required=True)
    use = text(_("Uso que se le dará"), 300, required=True)
    is_controlled = forms.BooleanField(label=_("Su exportación está sujeta a control"), required=False)
    permit = text(_("Permiso"), 120)


class RestrictedForm(forms.Form):
    caption = text(_("Qué papel es"), required=True, help_text=_("Sin revelar su contenido."))
    file = forms.FileField(label=_("Archivo"), help_text=_("PDF o imagen, hasta 40 MB."))


class StaffForm(forms.Form):
    side = forms.ChoiceField(label=_("De qué Parte"), choices=PARTIES)
    post = text(_("Cargo o perfil"), required=True, help_text=_("Los nombres no se guardan aquí: basta el cargo."))
    post_en = text(_("Cargo o perfil, en inglés"))
    people = forms.IntegerField(label=_("Cuántas personas"), min_value=1, initial=1)
    employer = text(_("Quién lo emplea"), required=True, help_text=_("Sigue siendo su único patrón."))
    functions = text(_("Funciones"), 2000, rows=2, required=True)
    from_on = day_field(label=_("Desde"))
    until_on = day_field(label=_("Hasta"))
    travels = forms.BooleanField(label=_("Viaja al otro país"), required=False)


class EntryForm(forms.Form):
    authority = text(_("Autoridad"), required=True)
    reference = text(_("Número del oficio"), 120, required=True)
    on = day_field(label=_("Fecha"))


class InsuranceForm(forms.Form):
    insurer = text(_("Aseguradora o institución"), required=True)
    policy = text(_("Póliza o afiliación"), 120, required=True)
    until_on = day_field(label=_("Cubre hasta"))
    file = forms.FileField(label=_("Comprobante"), required=False, help_text=_("PDF o imagen, hasta 40 MB."))


class OtherWorkForm(forms.Form):
    what = text(_("Otra actividad"), 300, required=True)
    authority = text(_("Autoridad que la autorizó"), required=True)
    reference = text(_("Número de la autorización"), 120, required=True)
    authorised_on = day_field(label=_("Fecha de la autorización"))
    starts_on = day_field(label=_("Desde cuándo"))


class GroupForm(forms.Form):
    name = text(_("Nombre"), required=True)
    office_ours = text(_("Área que designó nuestra Parte"), required=True)
    office_theirs = text(_("Área que designó la contraparte"), required=True)
    installed_on = day_field(label=_("Desde"), required=False)


class ProductForm(forms.Form):
    title = text(_("Producto"), required=True, help_text=_("Manual de lectura para bibliotecas públicas"))
    kind = forms.ChoiceField(label=_("Clase"), choices=ProductKind.choices)
    activity = forms.ChoiceField(label=_("De qué actividad resultó"), required=False)
    made_on = day_field(label=_("Fecha"))
    owner = forms.ChoiceField(label=_("De quién es"), choices=Owner.choices)
    use = text(_("Quién puede usarlo y cómo"), 2000, rows=2, required=True)
    has_value = forms.BooleanField(label=_("Tiene valor comercial"), required=False)

    def __init__(self, *args: Any, activities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", [("", _("De ninguna en particular")), *activities])


class ProtectForm(forms.Form):
    registration = text(_("Autoridad y número de registro"), required=True, help_text=_("INDAUTOR 03-2025-…; IMPI …"))
    registered_on = day_field(label=_("Fecha"))


class DisputeForm(forms.Form):
    raised_by = forms.ChoiceField(label=_("Quién la plantea"), choices=PARTIES)
    raised_on = day_field(label=_("Fecha"))
    article = text(_("Artículo"), 40)
    matter = text(_("En qué consiste"), 4000, rows=3, required=True)


class ResolveForm(forms.Form):
    resolved_on = day_field(label=_("Fecha"))
    resolution = text(_("Cómo se resolvió de común acuerdo"), 4000, rows=3, required=True)
    reference = text(_("Documento"), 120)


class InstrumentForm(forms.Form):
    title = text(_("Instrumento"), required=True)
    on = day_field(label=_("Fecha"), required=False)
    conflict = forms.ChoiceField(
        label=_("¿Afecta derechos u obligaciones de ese instrumento?"), widget=forms.RadioSelect,
        choices=[(c.value, c.label) for c in (Conflict.NO, Conflict.YES)],
    )  # fmt: skip
    text = text(_("En qué consiste y cómo se atiende"), 4000, rows=3)


class IssueForm(forms.Form):
    since_on = day_field(label=_("Desde"))
    until_on = day_field(label=_("Hasta"))


class SendForm(forms.Form):
    to = forms.ChoiceField(label=_("A quién"))
    office = text(_("Área que lo recibe"), required=True)
    sent_by = forms.ChoiceField(label=_("Lo envía"), choices=PARTIES)
    sent_on = day_field(label=_("Fecha"))
    reference = text(_("Número del oficio"), 120, required=True)
    file = forms.FileField(label=_("Oficio"), required=False, help_text=_("PDF o imagen, hasta 40 MB."))

    def __init__(self, *args: Any, addressees: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", [(a, Addressee(a).label) for a in addressees])


class ReceiptForm(forms.Form):
    received_on = day_field(label=_("Fecha del acuse"))
    receipt = text(_("Número o forma del acuse"), 120, required=True, help_text=_("Sello, correo, número de entrada."))
    file = forms.FileField(label=_("Acuse"), required=False, help_text=_("PDF o imagen, hasta 40 MB."))


class ExamineForm(forms.Form):
    session = forms.ChoiceField(label=_("Sesión que lo examinó"), required=False)
    approved = forms.ChoiceField(
        label=_("Decisión"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Lo aprobó")), ("no", _("Hizo observaciones"))],
    )
    on = day_field(label=_("Fecha"), required=False)
    body = text(_("Órgano"), 200, help_text=_("Grupo de Trabajo"))
    act_number = text(_("Acta o minuta"), 60)
    remarks = text(_("Observaciones"), 4000, rows=3)

    def __init__(self, *args: Any, sessions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "session", [("", _("Ninguna de aquí: se asienta de su minuta")), *sessions])
