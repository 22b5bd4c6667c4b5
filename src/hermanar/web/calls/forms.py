"""Forms of calls, evaluations, answers, projects and consultations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.calls.enums import Criterion, DeclineReason, ProjectStage, ProposalSector, Viability

from ..deeds import day_field

_LANGUAGES = {"es": _("español"), "en": _("inglés")}
_TEXTS = {
    "title": (_("Título"), 1, 160),
    "purpose": (_("Objeto"), 3, 4000),
    "audience": (_("Quién puede participar"), 3, 4000),
    "conditions": (_("Bases"), 6, 8000),
}


def _area(label: Any, rows: int = 4, most: int = 6000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


class CallForm(forms.Form):
    """Both languages of each text, one after the other; a draft may still lack some."""

    opens_on = day_field(label=_("Abre"))
    closes_on = day_field(label=_("Cierra"))
    sectors = forms.MultipleChoiceField(
        label=_("Sectores"), choices=ProposalSector.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Sin elegir ninguno, se recibe de todos."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts: dict[str, forms.Field] = {}
        for name, (label, rows, most) in _TEXTS.items():
            for lang, word in _LANGUAGES.items():
                said = _("%(what)s, en %(language)s") % {"what": label, "language": word}
                field = forms.CharField(label=said, max_length=most) if rows == 1 else _area(said, rows, most)
                field.required = name == "title" and lang == "es"
                texts[f"{name}_{lang}"] = field
        self.fields = {**texts, **self.fields}

    def values(self) -> dict[str, Any]:
        """As `draft_call` takes them."""
        data = self.cleaned_data
        texts = {name: {lang: data.get(f"{name}_{lang}", "") for lang in _LANGUAGES} for name in _TEXTS}
        return {"texts": texts, **{k: data[k] for k in ("opens_on", "closes_on", "sectors")}}


class EvaluationForm(forms.Form):
    criteria = forms.MultipleChoiceField(
        label=_("Qué cumple"), choices=Criterion.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    viability = forms.ChoiceField(label=_("¿Es viable?"), choices=Viability.choices, widget=forms.RadioSelect)
    assessment = _area(_("En qué se basa"), 5, help_text=_("Lo lee quien propuso."))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {"criteria": dict.fromkeys(data["criteria"], True)}


class VoteForm(forms.Form):
    """`votes`: what the committee resolved, to choose from."""

    resolution = forms.ChoiceField(
        label=_("Acuerdo del Comité"), required=False,
        help_text=_("El punto de la sesión en que se votó. Si todavía no sesiona, puede quedar vacío."),
    )  # fmt: skip

    def __init__(self, *args: Any, votes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolution"].choices = [("", "—"), *votes]  # type: ignore[attr-defined]


class AcceptForm(VoteForm):
    answer = _area(_("Respuesta a quien la propuso"), 4)
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)

    def __init__(self, *args: Any, relations: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].choices = [("", _("Ninguna todavía")), *relations.items()]  # type: ignore[attr-defined]
        self.order_fields(["answer", "partnership", "resolution"])


class DeclineForm(VoteForm):
    cause = forms.ChoiceField(label=_("Causa"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    answer = _area(_("Respuesta a quien la propuso"), 4)
    field_order = ("cause", "answer", "resolution")


class ProjectForm(forms.Form):
    title = forms.CharField(label=_("Título"), max_length=200)
    summary = _area(_("De qué se trata"), 4, required=False)
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)

    def __init__(self, *args: Any, relations: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].choices = [("", _("Ninguna todavía")), *relations.items()]  # type: ignore[attr-defined]


class DecisionForm(VoteForm):
    stage = forms.ChoiceField(
        label=_("Qué resolvió el Comité"), widget=forms.RadioSelect,
        choices=[(ProjectStage.ADOPTED.value, _("Lo adopta")), (ProjectStage.DISCARDED.value, _("Lo descarta"))],
    )  # fmt: skip
    reason = _area(_("Motivo"), 4)
    field_order = ("stage", "resolution", "reason")


class ConsultationForm(forms.Form):
    title = forms.CharField(label=_("Título"), max_length=200)
    question = _area(_("Qué se pregunta"), 3)
    background = _area(_("Lo que debe saberse para opinar"), 5, required=False)
    shows = forms.MultipleChoiceField(
        label=_("Qué leen del estudio"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Solo las secciones marcadas; lo demás del expediente no se abre con su enlace."),
    )  # fmt: skip
    closes_on = day_field(label=_("Se opina hasta el"))

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shows"].choices = sections  # type: ignore[attr-defined]
        if not sections:
            del self.fields["shows"]


class InviteForm(forms.Form):
    stakeholder = forms.ChoiceField(label=_("A quién"))
    email = forms.EmailField(
        label=_("Su correo"), required=False, help_text=_("Ahí llega el enlace. Sin correo, lo entrega usted.")
    )
    language = forms.ChoiceField(label=_("Idioma"), choices=[("es", _("Español")), ("en", _("Inglés"))])

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stakeholder"].choices = parties  # type: ignore[attr-defined]


class ConclusionForm(VoteForm):
    conclusion = _area(_("Qué concluye el Comité"), 5)
    field_order = ("conclusion", "resolution")
