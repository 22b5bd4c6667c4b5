"""Forms of dispatch, review and opinion."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from hermanar.opinions.enums import Sense

from ..deeds import day_field, offer
from ..drafting.marks import group_name
from ..drafting.pictures import LANGUAGE_NAMES


class PrepareForm(forms.Form):
    via_state = forms.BooleanField(
        label=_("Por conducto del enlace estatal"),
        help_text=_("Donde no lo hay, el expediente va directo a la SRE."),
        required=False,
        initial=True,
    )


class AttachForm(forms.Form):
    paper = forms.FileField(label=_("Documento"), required=False)
    note = forms.CharField(
        label=_("Nota"),
        help_text=_("Queda en la lista. El oficio anuncia como anexo solo lo que se adjunta."),
        max_length=300,
        required=False,
    )


class SendForm(forms.Form):
    sent_on = day_field(label=_("Fecha del oficio"))


class ForwardForm(forms.Form):
    forwarded_on = day_field(label=_("Fecha del oficio"))


class RecordDispatchForm(forms.Form):
    folio = forms.CharField(label=_("Número del oficio de envío"), max_length=60)
    sent_on = day_field(label=_("Fecha del oficio"))
    scan = forms.FileField(label=_("Oficio escaneado"), required=False)


class RecordForwardForm(forms.Form):
    folio = forms.CharField(
        label=_("Número del oficio con que se turnó"),
        max_length=60,
        help_text=_("Como viene en la copia que le marcaron."),
    )
    forwarded_on = day_field(label=_("Fecha del oficio"))
    scan = forms.FileField(label=_("Oficio escaneado"), required=False)


class RecordReturnForm(forms.Form):
    folio = forms.CharField(label=_("Número del oficio de devolución"), max_length=60)
    returned_on = day_field(label=_("Fecha del oficio"))
    reason = forms.CharField(
        label=_("Por qué lo devolvieron"),
        help_text=_("Como lo dice su oficio: qué falta o qué debe corregirse."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    scan = forms.FileField(label=_("Oficio escaneado"), required=False)


class SaidForm(forms.Form):
    """One observation as the letter has it; a row in which nothing is written is not one."""

    group = forms.ChoiceField(label=_("Artículo"), required=False)
    language = forms.ChoiceField(label=_("Idioma"), required=False)
    text = forms.CharField(
        label=_("Qué se observa"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )
    proposal = forms.CharField(
        label=_("Texto que se propone"), widget=forms.Textarea(attrs={"rows": 2}), max_length=8000, required=False
    )

    def __init__(self, *args, groups: tuple[str, ...] = (), languages: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [("", _("Elija el artículo")), *((g, group_name(g)) for g in groups)])
        several = [("", _("Ambos idiomas"))] if len(languages) > 1 else []
        offer(self, "language", several + [(lang, LANGUAGE_NAMES.get(lang, lang)) for lang in languages])

    def clean(self) -> dict:
        data = super().clean() or {}
        said = data.get("text") or data.get("proposal")
        if said and not data.get("group"):
            self.add_error("group", _("Elija a qué artículo se refiere."))
        if not data.get("text") and (data.get("group") or data.get("proposal")):
            self.add_error("text", _("Escriba qué se observa, como lo dice el oficio."))
        return data

    @property
    def is_said(self) -> bool:
        return bool(self.cleaned_data.get("text"))


Observations = forms.formset_factory(SaidForm, extra=0, max_num=60, absolute_max=60)


class RecordObservationsForm(forms.Form):
    """The letter; `rows` are its observations, and both must be right."""

    folio = forms.CharField(label=_("Número del oficio de observaciones"), max_length=60)
    dated_on = day_field(label=_("Fecha del oficio"))
    received_on = day_field(label=_("Día en que se recibió"), required=False)
    received_by = forms.CharField(label=_("Quién lo recibió"), max_length=200, required=False)
    scan = forms.FileField(label=_("Oficio escaneado"), required=False)

    def __init__(self, *args, rows: forms.BaseFormSet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def unchecked(self) -> "RecordObservationsForm":
        """As it was typed, with its file, while more rows are asked for: what is wrong is not said yet."""
        self._errors = ErrorDict()
        return self

    def is_valid(self) -> bool:
        right = self.rows.is_valid()
        return super().is_valid() and right


class ObserveForm(forms.Form):
    group = forms.ChoiceField(label=_("Artículo"))
    language = forms.ChoiceField(label=_("Idioma"), required=False)
    text = forms.CharField(label=_("Observación"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    proposal = forms.CharField(
        label=_("Texto que se propone"), widget=forms.Textarea(attrs={"rows": 3}), max_length=8000, required=False
    )

    def __init__(self, *args, groups: tuple[str, ...], languages: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [(g, group_name(g)) for g in groups])
        several = [("", _("Ambos idiomas"))] if len(languages) > 1 else []
        offer(self, "language", several + [(lang, LANGUAGE_NAMES.get(lang, lang)) for lang in languages])


class AnswerForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label=_("Respuesta"),
        choices=[("si", _("Se atiende")), ("no", _("No se acepta"))],
        coerce=lambda value: value == "si",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Motivo"),
        help_text=_("Si no se acepta, diga por qué: la decisión es del municipio."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )


class ProposeForm(forms.Form):
    sense = forms.ChoiceField(label=_("Sentido"), choices=Sense.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Motivos"),
        help_text=_("Un párrafo por renglón. Se imprimen en el dictamen."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
    )


class AuthoriseForm(forms.Form):
    number = forms.CharField(
        label=_("Número del dictamen"),
        help_text=_("Tal como lo asigna la dependencia. Si se deja vacío, se usa el folio de la casa."),
        max_length=60,
        required=False,
    )
    issued_on = day_field(label=_("Fecha"))


class RecordOpinionForm(forms.Form):
    sense = forms.ChoiceField(label=_("Sentido"), choices=Sense.choices, widget=forms.RadioSelect)
    number = forms.CharField(label=_("Número del dictamen"), max_length=60)
    issued_on = day_field(label=_("Fecha"))
    about_text = forms.BooleanField(
        label=_("Dictamina la versión acordada del texto, sin cambios"), required=False, initial=True
    )
    grounds = forms.CharField(
        label=_("Motivos"), widget=forms.Textarea(attrs={"rows": 3}), max_length=8000, required=False
    )
    scan = forms.FileField(label=_("Dictamen escaneado"), required=False)


class AdviserForm(forms.Form):
    appointment = forms.ChoiceField(label=_("Quién asesora"))

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "appointment", choices)
