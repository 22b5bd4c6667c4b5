"""Forms of bodies and sessions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.meetings.enums import BodyKind, Outcome, Purpose, Sector, SessionKind
from hermanar.meetings.queries import DEFAULT_SOURCE

from ..deeds import day_field, offer
from ..relations import title_of


class BodyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Órgano"), choices=BodyKind.choices)
    name = forms.CharField(label=_("Nombre"), max_length=200)
    name_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    legal_basis = forms.CharField(
        label=_("Acto que lo crea"),
        help_text=_("Como se citará en sus papeles: “el acuerdo de Cabildo del 3 de febrero de 2022”."),
        max_length=300,
        required=False,
    )
    seats = forms.IntegerField(label=_("Número de integrantes"), min_value=1, max_value=99)
    source = forms.CharField(
        label=_("De dónde sale su regla"),
        help_text=_(
            "Quórum de la mitad más uno, mayoría simple y voto de calidad de quien preside, salvo que el reglamento diga otra cosa."
        ),
        initial=DEFAULT_SOURCE,
        max_length=300,
    )
    valid_from = day_field(label=_("Vigente desde"))
    regulation = forms.FileField(label=_("Reglamento"), required=False)


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Nombre de la persona"), max_length=160)
    position = forms.CharField(label=_("Cargo en el órgano"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    has_vote = forms.BooleanField(label=_("Tiene voto"), required=False, initial=True)
    from_on = day_field(label=_("Desde"))
    oath_on = day_field(label=_("Rindió protesta el"), required=False)


class LeaveForm(forms.Form):
    on = day_field(label=_("Último día en el órgano"))


class ConveneForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    number = forms.CharField(label=_("Número de sesión"), max_length=20)
    held_on = day_field(label=_("Fecha"))
    at = forms.TimeField(label=_("Hora"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)


class PointForm(forms.Form):
    title = forms.CharField(label=_("Punto"), max_length=300)
    purpose = forms.ChoiceField(label=_("Qué se decide"))
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)

    def __init__(self, *args, body: Any, relations: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        fitting = {
            BodyKind.CABILDO: (Purpose.AUTHORISE, Purpose.OTHER),
            BodyKind.COMMITTEE: (Purpose.APPROVE_STUDY, Purpose.INSTALL, Purpose.OTHER),
        }[BodyKind(body.kind)]
        offer(self, "purpose", [(p.value, p.label) for p in fitting])
        _relations(self, relations)


def _relations(form: forms.Form, relations: list) -> None:
    offer(form, "partnership", [("", _("Ninguna")), *((p.public_id, _of(p)) for p in relations)])


def _of(partnership: Any) -> str:
    return f"{title_of(partnership)} · {partnership.folio}"


class AttendanceForm(forms.Form):
    present = forms.MultipleChoiceField(
        label=_("Quiénes asistieron"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, members: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        shown = [
            (str(m.pk), f"{m.person.name}, {m.position}" + ("" if m.has_vote else str(_(" (sin voto)"))))
            for m in members
        ]
        offer(self, "present", shown)


class NamesForm(forms.Form):
    """How an act names the counterpart: what authorises and what does not is said here, before it is recorded."""

    names = forms.CharField(
        label=_("A quién nombra el acto"),
        help_text=_(
            "Escríbalo como está en el acta. Un acto que nombra otra ciudad, o un voto de confianza en blanco, no autoriza aquí."
        ),
        max_length=300,
        required=False,
    )
    is_blank = forms.BooleanField(label=_("Es un voto de confianza en blanco: no nombra a nadie"), required=False)


class VoteForm(NamesForm):
    field_order = ["in_favour", "against", "abstained", "chair_in_favour", "postponed", "names", "is_blank"]
    in_favour = forms.IntegerField(label=_("A favor"), min_value=0, max_value=999, initial=0)
    against = forms.IntegerField(label=_("En contra"), min_value=0, max_value=999, initial=0)
    abstained = forms.IntegerField(label=_("Abstenciones"), min_value=0, max_value=999, initial=0)
    chair_in_favour = forms.BooleanField(
        label=_("Quien preside votó a favor"), help_text=_("Decide si hay empate."), required=False, initial=True
    )
    postponed = forms.BooleanField(label=_("El punto se pospuso"), required=False)
    number = forms.CharField(label=_("Número de acuerdo"), max_length=40, required=False)
    text = forms.CharField(
        label=_("Texto del acuerdo"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, required=False
    )

    def __init__(self, *args, purpose: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if purpose != Purpose.AUTHORISE:
            del self.fields["names"], self.fields["is_blank"]


class RecordForm(NamesForm):
    """What a body decided, from its act."""

    field_order = ["purpose", "partnership", "title", "kind", "session_number", "act_number", "held_on", "number"]
    purpose = forms.ChoiceField(label=_("Qué decidió"))
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    title = forms.CharField(label=_("Punto"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    session_number = forms.CharField(label=_("Número de sesión"), max_length=20, required=False)
    act_number = forms.CharField(label=_("Número de acta"), max_length=20, required=False)
    held_on = day_field(label=_("Fecha de la sesión"))
    number = forms.CharField(label=_("Número de acuerdo"), max_length=40, required=False)
    outcome = forms.ChoiceField(label=_("Resultado"), choices=Outcome.choices)
    in_favour = forms.IntegerField(label=_("A favor"), min_value=0, max_value=999, required=False)
    against = forms.IntegerField(label=_("En contra"), min_value=0, max_value=999, required=False)
    abstained = forms.IntegerField(label=_("Abstenciones"), min_value=0, max_value=999, required=False)
    text = forms.CharField(
        label=_("Texto del acuerdo"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, required=False
    )
    scan = forms.FileField(label=_("Acta escaneada"), required=False)

    def __init__(self, *args, body: Any, relations: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        fitting = {
            BodyKind.CABILDO: (Purpose.AUTHORISE, Purpose.OTHER),
            BodyKind.COMMITTEE: (Purpose.APPROVE_STUDY, Purpose.INSTALL, Purpose.OTHER),
        }[BodyKind(body.kind)]
        offer(self, "purpose", [(p.value, p.label) for p in fitting])
        _relations(self, relations)
        if body.kind != BodyKind.CABILDO:
            del self.fields["names"], self.fields["is_blank"]


class CorrectForm(NamesForm):
    """A later act that corrects an earlier one: another session, another number, the reason in its text."""

    field_order = ["held_on", "kind", "session_number", "act_number", "number", "outcome"]
    held_on = day_field(label=_("Fecha de la sesión que corrige"))
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    session_number = forms.CharField(label=_("Número de sesión"), max_length=20, required=False)
    act_number = forms.CharField(label=_("Número de acta"), max_length=20, required=False)
    number = forms.CharField(label=_("Número de acuerdo"), max_length=40, required=False)
    outcome = forms.ChoiceField(label=_("Resultado"), choices=Outcome.choices)
    text = forms.CharField(label=_("Qué corrige y por qué"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000)
    scan = forms.FileField(label=_("Acta escaneada"), required=False)

    def __init__(self, *args, purpose: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if purpose != Purpose.AUTHORISE:
            del self.fields["names"], self.fields["is_blank"]


class CertifyForm(forms.Form):
    on = day_field(label=_("Fecha de la certificación"))
