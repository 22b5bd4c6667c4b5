"""Forms of signature and registration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.agreements.enums import Capacity, LaterActKind

from ..deeds import ReasonForm, day_field, offer
from ..drafting.pictures import LANGUAGE_NAMES


class ApprovalForm(forms.Form):
    body = forms.CharField(label=_("Órgano que aprobó"), help_text=_("Concejo, comisión, gobierno…"), max_length=200)
    instrument = forms.CharField(label=_("Resolución"), help_text=_("Su número o nombre."), max_length=120)
    approved_on = day_field(label=_("Fecha"))
    scan = forms.FileField(label=_("Documento"), required=False)


class RefusalForm(forms.Form):
    body = forms.CharField(
        label=_("Órgano que lo resolvió"), help_text=_("Concejo, comisión, gobierno…"), max_length=200
    )
    instrument = forms.CharField(label=_("Resolución"), help_text=_("Su número o nombre."), max_length=120)
    refused_on = day_field(label=_("Fecha"))
    grounds = forms.CharField(
        label=_("Por qué no lo aprobaron"), help_text=_("Como lo dice su papel."),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
    )  # fmt: skip
    scan = forms.FileField(label=_("Documento"), required=False)


class AuthorisationForm(forms.Form):
    organ = forms.CharField(
        label=_("Órgano que autorizó"),
        help_text=_("El que la ley del estado señala, como está en el documento."),
        max_length=200,
    )
    instrument = forms.CharField(
        label=_("Instrumento"),
        help_text=_("Acuerdo, decreto, oficio de autorización: su número o nombre."),
        max_length=160,
    )
    names = forms.CharField(
        label=_("A qué contraparte nombra"),
        help_text=_("Como está escrito. Si no la nombra o nombra a otra, se conserva y aquí no autoriza."),
        max_length=300,
        required=False,
    )
    authorised_on = day_field(label=_("Fecha"))
    legal_basis = forms.CharField(
        label=_("Fundamento"), help_text=_("Ley y artículo del estado en que se apoya."), max_length=300, required=False
    )
    scan = forms.FileField(label=_("Documento"), required=False)


class PrepareForm(forms.Form):
    issued_on = day_field(label=_("Fecha de expedición"))


class DepositForm(forms.Form):
    sections = (
        (_("Por el municipio"), ("our_name", "our_post", "our_capacity", "our_proof", "our_delegation")),
        (_("Por la contraparte"), ("their_name", "their_post", "their_capacity", "their_proof")),
        (_("Testigo de honor"), ("witness_name", "witness_post", "witness_post_en")),
    )
    rows = (
        ("signed_on", "originals"),
        ("our_name", "our_post"),
        ("our_capacity", "our_proof"),
        ("their_name", "their_post"),
        ("their_capacity", "their_proof"),
        ("witness_post", "witness_post_en"),
    )
    place = forms.CharField(label=_("Lugar de la firma"), help_text=_("Como está en el papel."), max_length=200)
    signed_on = day_field(label=_("Fecha de la firma"))
    originals = forms.IntegerField(label=_("Ejemplares originales"), min_value=1, max_value=20, initial=2)
    languages = forms.MultipleChoiceField(label=_("Idiomas"), widget=forms.CheckboxSelectMultiple, required=False)
    our_name = forms.CharField(label=_("Quién firmó por el municipio"), max_length=160)
    our_post = forms.CharField(label=_("Su cargo"), max_length=200)
    our_capacity = forms.ChoiceField(label=_("En qué calidad"), choices=Capacity.choices)
    our_proof = forms.CharField(
        label=_("Documento que le da esa calidad"),
        help_text=_("Su número y fecha, si no firmó el titular: encargo, suplencia o delegación."),
        max_length=200,
        required=False,
    )
    our_delegation = forms.FileField(label=_("Ese documento, escaneado"), required=False)
    their_name = forms.CharField(label=_("Quién firmó por la contraparte"), max_length=160)
    their_post = forms.CharField(label=_("Su cargo"), max_length=200)
    their_capacity = forms.ChoiceField(label=_("En qué calidad"), choices=Capacity.choices)
    their_proof = forms.CharField(label=_("Documento que le da esa calidad"), max_length=200, required=False)
    witness_name = forms.CharField(label=_("Testigo de honor"), max_length=160, required=False)
    witness_post = forms.CharField(label=_("Cargo del testigo"), max_length=200, required=False)
    witness_post_en = forms.CharField(
        label=_("Su cargo en inglés"), help_text=_("Como está en el texto en inglés."), max_length=200, required=False
    )
    custody = forms.CharField(
        label=_("Quién custodia cada ejemplar"),
        help_text=_("Un ejemplar por renglón."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    scan = forms.FileField(
        label=_("Texto firmado, escaneado"), help_text=_("Un solo PDF con todas las páginas, hasta 40 MB.")
    )
    # asked for when what came is a paper as it was issued
    unsigned_reason = forms.CharField(
        label=_("Por qué no es el papel firmado"),
        help_text=_("Con este motivo se recibe el archivo; la constancia dirá que no lleva firmas."),
        widget=forms.HiddenInput,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args, languages: list[str], is_ours_alone: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_ours_alone:  # a letter of the mayor: nobody else signs it
            for name in [n for n in self.fields if n.startswith(("their_", "witness_"))]:
                del self.fields[name]
            self.initial["originals"] = 1
        if "en" not in languages:
            self.fields.pop("witness_post_en", None)
        offer(self, "languages", [(lang, LANGUAGE_NAMES.get(lang, lang)) for lang in languages])
        if self["unsigned_reason"].value():
            self._ask_why()

    def _ask_why(self) -> None:
        self.fields["unsigned_reason"].widget = forms.Textarea(attrs={"rows": 3})

    def add_error(self, field, error) -> None:
        if field == "unsigned_reason":
            self._ask_why()
        super().add_error(field, error)

    def clean_custody(self) -> list[dict]:
        rows = [line.strip() for line in self.cleaned_data["custody"].splitlines() if line.strip()]
        if len(rows) > (self.cleaned_data.get("originals") or 20):
            raise forms.ValidationError(_("Hay más renglones que ejemplares."))
        return [{"custodian": row} for row in rows]


class ConfirmForm(forms.Form):
    pages = forms.TypedMultipleChoiceField(
        label=_("Páginas leídas"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    differences = forms.CharField(
        label=_("Qué difiere del texto revisado"),
        help_text=_("Déjelo vacío si es igual, salvo lugar, fecha y testigo. Una diferencia por renglón."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, count: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "pages", [(n, str(n)) for n in range(1, count + 1)])

    def clean_differences(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.cleaned_data["differences"].splitlines() if line.strip())


class NoticeForm(forms.Form):
    on = day_field(label=_("Fecha del oficio"))


class RegistrationForm(forms.Form):
    number = forms.CharField(
        label=_("Número de registro"), help_text=_("Tal como lo dio la SRE. Aquí no se asigna ninguno."), max_length=60
    )
    registered_on = day_field(label=_("Fecha de registro"))
    scan = forms.FileField(label=_("Constancia"), required=False)


class PaperRefusalForm(ReasonForm):
    """That the registry did not register it, from its letter."""

    refused_on = day_field(label=_("Fecha del oficio"), help_text=_("El día en que la SRE lo dijo."))
    field_order = ("refused_on", "reason")


class LaterActForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué acto"), choices=LaterActKind.choices)
    on = day_field(label=_("Fecha"))
    until_on = day_field(
        label=_("Si es renovación, hasta cuándo"), required=False,
        help_text=_("Vacía: por otro periodo igual al que dice el texto."),
    )  # fmt: skip
    effective_on = day_field(label=_("Si es modificación, desde cuándo surte efecto"), required=False)
    summary = forms.CharField(label=_("En qué consiste"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    scan = forms.FileField(label=_("Documento"), required=False)
