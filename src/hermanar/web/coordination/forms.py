"""Forms of coordination."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.coordination.enums import CampaignPurpose, ProposalKind, ProposalState, Response, Topic
from hermanar.coordination.rules.questionnaires import Questionnaire

from ..deeds import ReasonForm, day_field, offer
from .shared import said

_TEXT = forms.Textarea(attrs={"rows": 6})


class AskForm(forms.Form):
    """`of`: public id → name of the office; `cases`: public id → title."""

    of = forms.ChoiceField(label=_("A quién se pide"), widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("Tema"), choices=Topic.choices)
    case = forms.ChoiceField(label=_("Sobre la vinculación"), required=False)
    subject = forms.CharField(label=_("Asunto"), max_length=200)
    question = forms.CharField(label=_("Qué necesita saber"), max_length=6000, widget=_TEXT)

    def __init__(self, *args: Any, of: dict[str, str], cases: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "of", of.items())
        if len(of) == 1:
            self.fields["of"].initial = next(iter(of))
        offer(self, "case", [("", _("Ninguna en particular")), *cases.items()])


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Respuesta"), max_length=8000, widget=forms.Textarea(attrs={"rows": 10}))


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("¿Le sirvió la respuesta?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, _("5 · resolvió la duda")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 · no sirvió"))],
    )
    note = forms.CharField(label=_("Comentario"), max_length=300, required=False)


class ProposalForm(forms.Form):
    """`countries`: key → name."""

    kind = forms.ChoiceField(label=_("Para qué es"), widget=forms.RadioSelect, choices=ProposalKind.choices)
    title = forms.CharField(label=_("Título"), max_length=200)
    text = forms.CharField(label=_("En qué consiste"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    country = forms.ChoiceField(label=_("País"), required=False)
    benefits = forms.CharField(label=_("A quién beneficia"), max_length=300, required=False)

    def __init__(self, *args: Any, countries: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "—"), *countries.items()])


class ReplyForm(forms.Form):
    """`states`: those that are open from where the proposal stands."""

    state = forms.ChoiceField(label=_("Estado de la propuesta"), widget=forms.RadioSelect)
    reply = forms.CharField(
        label=_("Respuesta"), help_text=_("Quien propuso la recibe con su aviso."), max_length=8000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, *args: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", [(s.value, s.label) for s in ProposalState if s in states])


class InstrumentForm(forms.Form):
    title = forms.CharField(label=_("Nombre del instrumento"), max_length=240)
    signed_on = day_field(label=_("Fecha de firma"))
    valid_until = day_field(
        label=_("Vigente hasta"), required=False, help_text=_("Vacío: hasta que se dé por terminado.")
    )
    ministry_post = forms.CharField(label=_("Cargo de quien firmó por la Secretaría"), max_length=200)
    state_post = forms.CharField(label=_("Cargo de quien firmó por el estado"), max_length=200)
    office = forms.CharField(label=_("Oficina estatal que designa"), max_length=200, required=False)
    attachment = forms.FileField(
        label=_("Instrumento digitalizado"), required=False, help_text=_("PDF o imagen, hasta 40 MB.")
    )


class EndForm(ReasonForm):
    on = day_field(label=_("Terminó el día"))
    field_order = ("on", "reason")


class CampaignForm(forms.Form):
    purpose = forms.ChoiceField(label=_("Propósito"), widget=forms.RadioSelect, choices=CampaignPurpose.choices)
    title = forms.CharField(label=_("Título"), max_length=200)
    text = forms.CharField(
        label=_("Mensaje a los municipios"), max_length=6000, widget=forms.Textarea(attrs={"rows": 8})
    )


class SendForm(forms.Form):
    """`whom`: the groups that may be invited, with how many each has."""

    whom = forms.ChoiceField(label=_("A quiénes se invita"), widget=forms.RadioSelect)
    due_on = day_field(label=_("Se espera respuesta a más tardar el"), required=False)

    def __init__(self, *args: Any, whom: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "whom", whom)


class InvitationForm(forms.Form):
    """The municipality's answer; with a questionnaire, its questions as `q_<key>`."""

    response = forms.ChoiceField(label=_("Su municipio"), widget=forms.RadioSelect, choices=Response.choices)

    def __init__(self, *args: Any, questionnaire: Questionnaire | None, recorded: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        for q in questionnaire.questions if questionnaire else ():
            self.fields[f"q_{q.key}"] = self._field(q)
        self.fields["note"] = forms.CharField(
            label=_("Comentario"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
        if recorded:
            self.fields["on"] = day_field(label=_("Fecha de la respuesta"))
            self.fields["reference"] = forms.CharField(
                label=_("Número del oficio con que contestó"), max_length=80, required=False
            )

    def _field(self, q: Any) -> forms.Field:
        label = said(q.text)
        if q.kind == "yes_no":
            choices: list[tuple[str, Any]] = [("yes", _("Sí")), ("no", _("No"))]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        if q.kind == "choice":
            choices = [(o.key, said(o.text)) for o in q.options]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        if q.kind == "number":
            return forms.IntegerField(label=label, min_value=0, max_value=999_999, required=False)
        return forms.CharField(label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def answers(self) -> dict[str, Any]:
        """Key of the question → what was answered."""
        found = {k.removeprefix("q_"): v for k, v in self.cleaned_data.items() if k.startswith("q_")}
        return {k: v for k, v in found.items() if v not in (None, "")}
