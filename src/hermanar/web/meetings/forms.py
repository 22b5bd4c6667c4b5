"""Forms of sessions, their votes and minutes, and of the regulation they follow."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.text import whole_number
from hermanar.meetings.enums import (
    BodyKind,
    Choice,
    Numbering,
    Outcome,
    Purpose,
    SessionKind,
)

from ..deeds import day_field, offer
from ..relations import title_of


class ConveneForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    number = forms.CharField(
        label=_("Número de sesión"), max_length=20, required=False,
        help_text=_("Vacío: el que sigue, como lo cuenta su reglamento."),
    )  # fmt: skip
    held_on = day_field(label=_("Fecha"))
    at = forms.TimeField(label=_("Hora"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)


class PointForm(forms.Form):
    title = forms.CharField(label=_("Punto"), max_length=300)
    purpose = forms.ChoiceField(label=_("Qué se decide"))
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    file = forms.FileField(
        label=_("Papel que se lee"), required=False, help_text=_("PDF o imagen. Lo abren quienes integran el órgano.")
    )

    def __init__(self, *args, body: Any, relations: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        deciding = {
            BodyKind.CABILDO: (Purpose.AUTHORISE,),
            BodyKind.COMMITTEE: (Purpose.APPROVE_STUDY, Purpose.INSTALL),
            BodyKind.COUNCIL: (Purpose.APPROVE_STUDY, Purpose.INSTALL),
            BodyKind.THEMATIC: (Purpose.INSTALL,),
            BodyKind.COMMISSION: (Purpose.INSTALL,),
            BodyKind.WORKING_GROUP: (Purpose.DECIDE, Purpose.IDENTIFY, Purpose.RECOMMEND, Purpose.EXAMINE_REPORT),
        }.get(BodyKind(body.kind), ())
        fitting = (*deciding, Purpose.APPROVE_MINUTES, Purpose.OTHER)
        offer(self, "purpose", [(p.value, p.label) for p in fitting])
        _relations(self, relations)


def _relations(form: forms.Form, relations: list) -> None:
    offer(form, "partnership", [("", _("Ninguna")), *((p.public_id, of_relation(p)) for p in relations)])


def of_relation(partnership: Any) -> str:
    return f"{title_of(partnership)} · {partnership.folio}"


class AttendanceForm(forms.Form):
    present = forms.MultipleChoiceField(
        label=_("Quiénes asistieron"), widget=forms.CheckboxSelectMultiple, required=False
    )
    headed_by = forms.CharField(label=_("Quién la encabezó (cargo)"), max_length=200, required=False)
    act_number = forms.CharField(
        label=_("Número de acta"), max_length=20, required=False, help_text=_("Si es otro que el de la sesión.")
    )

    def __init__(self, *args, members: list, over: Collection[int] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        shown = [
            (
                str(m.pk),
                f"{m.person.name}, {m.position}"
                + ("" if m.has_vote else str(_(" (sin voto)")))
                + (str(_(" (su periodo terminó)")) if m.pk in over else ""),
            )
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
    signatory = forms.CharField(
        label=_("A quién autoriza a firmar"),
        help_text=_("Como lo dice el acta. Si no lo dice, déjelo vacío: la certificación no lo supone."),
        max_length=160,
        required=False,
    )
    signatory_post = forms.CharField(label=_("Su cargo"), max_length=200, required=False)

    def name_nobody(self) -> None:
        """What is decided authorises nobody: nothing of it is asked."""
        for key in ("names", "is_blank", "signatory", "signatory_post"):
            del self.fields[key]


class PlaceForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Hacia dónde"),
        choices=[("up", _("Antes del punto anterior")), ("down", _("Después del punto siguiente"))],
        widget=forms.RadioSelect,
    )


class VoteForm(NamesForm):
    field_order = [
        "in_favour",
        "against",
        "abstained",
        "chair_in_favour",
        "postponed",
        "names",
        "is_blank",
        "signatory",
        "signatory_post",
    ]
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
            self.name_nobody()


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Motivo"),
        help_text=_("Queda a la vista, junto a lo que decía."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class CorrectVoteForm(VoteForm):
    """The right count of a vote put down wrongly, with why."""

    reason = _reason_field()


class CorrectAttendanceForm(AttendanceForm):
    """Who was there, put down wrongly; once the minutes are signed, the act that says so."""

    reason = _reason_field()
    by_act = forms.CharField(
        label=_("Acto que lo corrige"),
        max_length=300,
        help_text=_("La minuta está firmada: escriba la sesión o la fe de erratas que lo dice, su número y su fecha."),
    )

    def __init__(self, *args, is_signed: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["act_number"]
        if not is_signed:
            del self.fields["by_act"]


class RecordForm(NamesForm):
    """What a body decided, from its act."""

    field_order = [
        "purpose",
        "partnership",
        "title",
        "kind",
        "session_number",
        "act_number",
        "held_on",
        "point_number",
        "number",
    ]
    purpose = forms.ChoiceField(label=_("Qué decidió"))
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    title = forms.CharField(label=_("Punto"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    session_number = forms.CharField(label=_("Número de sesión"), max_length=20, required=False)
    act_number = forms.CharField(label=_("Número de acta"), max_length=20, required=False)
    held_on = day_field(label=_("Fecha de la sesión"))
    point_number = forms.CharField(label=_("Punto del orden del día"), max_length=20, required=False)
    number = forms.CharField(label=_("Número de acuerdo"), max_length=40, required=False)
    outcome = forms.ChoiceField(label=_("Resultado"), choices=Outcome.choices)
    in_favour = forms.IntegerField(label=_("A favor"), min_value=0, max_value=999, required=False)
    against = forms.IntegerField(label=_("En contra"), min_value=0, max_value=999, required=False)
    abstained = forms.IntegerField(label=_("Abstenciones"), min_value=0, max_value=999, required=False)
    text = forms.CharField(
        label=_("Texto del acuerdo"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, required=False
    )
    as_written = forms.BooleanField(
        label=_("El acta lo dice así, aunque los votos no puedan ser o no den quórum"),
        help_text=_("Queda asentado como lo dice el acta y no acredita nada, hasta que un acto posterior lo aclare."),
        required=False,
    )
    scan = forms.FileField(label=_("Acta escaneada"), required=False)

    def __init__(self, *args, body: Any, relations: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        deciding = {
            BodyKind.CABILDO: (Purpose.AUTHORISE,),
            BodyKind.COMMITTEE: (Purpose.APPROVE_STUDY, Purpose.INSTALL),
            BodyKind.COUNCIL: (Purpose.APPROVE_STUDY, Purpose.INSTALL),
            BodyKind.THEMATIC: (Purpose.INSTALL,),
            BodyKind.COMMISSION: (Purpose.INSTALL,),
            BodyKind.WORKING_GROUP: (Purpose.DECIDE, Purpose.IDENTIFY, Purpose.RECOMMEND, Purpose.EXAMINE_REPORT),
        }.get(BodyKind(body.kind), ())
        fitting = (*deciding, Purpose.APPROVE_MINUTES, Purpose.OTHER)
        offer(self, "purpose", [(p.value, p.label) for p in fitting])
        _relations(self, relations)
        if body.kind != BodyKind.CABILDO:
            self.name_nobody()
        if not self.data.get("as_written"):  # asked only once the count does not fit
            self.unasked = self.fields.pop("as_written")

    def add_error(self, field: str | None, error: Any) -> None:
        """Whether the act does say so is asked where the votes are what does not fit."""
        super().add_error(field, error)
        if field == "in_favour" and (asked := self.__dict__.pop("unasked", None)):
            self.fields["as_written"] = asked


class CompleteForm(forms.Form):
    """What the act says and is not on record: only that is asked."""

    session_number = forms.CharField(max_length=20, required=False)
    act_number = forms.CharField(max_length=20, required=False)
    point_number = forms.CharField(max_length=20, required=False)
    number = forms.CharField(max_length=40, required=False)
    signatory = forms.CharField(max_length=160, required=False)
    signatory_post = forms.CharField(max_length=200, required=False)
    in_favour = forms.IntegerField(min_value=0, max_value=999, required=False)
    against = forms.IntegerField(min_value=0, max_value=999, required=False)
    abstained = forms.IntegerField(min_value=0, max_value=999, required=False)
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}), max_length=8000, required=False,
        help_text=_("Literal, como está en el acta."),
    )  # fmt: skip

    def __init__(self, *args, asked: Mapping[str, Any], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for key in list(self.fields):
            if key in asked:
                self.fields[key].label = asked[key]
            else:
                del self.fields[key]


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
            self.name_nobody()


class CertifyForm(forms.Form):
    """`bases`: provisions of the house's catalogue that hold, as (key, text), where the body is a Cabildo."""

    on = day_field(label=_("Fecha de la certificación"))
    basis = forms.ChoiceField(
        label=_("Fundamento con que certifica la secretaría"),
        required=False,
        help_text=_(
            "La disposición de la ley municipal del estado que la faculta, del catálogo de fundamentos de su casa "
            "(Papeles, Fundamentos), con su fuente. Si no está ahí, la certificación no la dice: el programa no la supone."
        ),
    )

    def __init__(self, *args, bases: list[tuple[str, str]] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if bases is None:
            del self.fields["basis"]
        else:
            offer(self, "basis", [("", _("No consta en el catálogo")), *bases])


# -- regulation, series, minutes, commitments -----------------------------------------------------------------

_WEEKDAYS = [
    (0, _("lunes")), (1, _("martes")), (2, _("miércoles")), (3, _("jueves")), (4, _("viernes")), (5, _("sábado")),
    (6, _("domingo")),
]  # fmt: skip
_SHARES = [
    ("1/2+", _("más de la mitad")),
    ("1/2", _("la mitad")),
    ("2/3", _("dos tercios")),
    ("3/4", _("tres cuartos")),
]


def _share(text: str) -> tuple[int, int, bool]:
    part, of = text.rstrip("+").split("/")
    return int(part), int(of), text.endswith("+")


class RuleForm(forms.Form):
    """What the body's regulation says, from a day."""

    valid_from = day_field(label=_("Vigente desde"))
    source = forms.CharField(label=_("De dónde sale"), max_length=300, help_text=_("Reglamento, acuerdo o práctica."))
    seats = forms.IntegerField(label=_("Número de integrantes"), min_value=1, max_value=999)
    composition = forms.CharField(
        label=_("Lugares"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Uno por renglón: cargo; ciudadanía o servicio público; cuántas personas; sin voto, si no lo tiene."),
    )  # fmt: skip
    citizens = forms.ChoiceField(
        label=_("Ciudadanía, por lo menos"),
        required=False,
        choices=[("", _("No lo dice")), *_SHARES[1:], ("1/3", _("un tercio"))],
    )
    quorum = forms.ChoiceField(label=_("Quórum"), choices=_SHARES, initial="1/2+")
    majority = forms.ChoiceField(label=_("Mayoría"), choices=_SHARES, initial="1/2+")
    casting_vote = forms.BooleanField(label=_("Quien preside decide los empates"), required=False, initial=True)
    notice_hours = forms.IntegerField(
        label=_("Horas de anticipación para convocar"), min_value=0, max_value=720, initial=48
    )
    notice_hours_extraordinary = forms.IntegerField(
        label=_("Horas de anticipación, extraordinaria"), min_value=0, max_value=720, required=False,
        help_text=_("Vacío: las mismas."),
    )  # fmt: skip
    term_months = forms.IntegerField(
        label=_("Sus integrantes duran (meses)"), min_value=1, max_value=120, required=False,
        help_text=_("Vacío: no lo dice."),
    )  # fmt: skip
    every_months = forms.IntegerField(
        label=_("Sesiona al menos cada (meses)"), min_value=1, max_value=36, required=False
    )
    takes_oath = forms.BooleanField(label=_("Sus integrantes rinden protesta"), required=False, initial=True)
    ends_with_administration = forms.BooleanField(
        label=_("Se renueva con cada administración"), required=False, initial=True
    )
    numbering = forms.ChoiceField(
        label=_("Sus sesiones se numeran"), choices=Numbering.choices, initial="administration"
    )

    remind_days = forms.CharField(
        label=_("Recordatorios de compromisos (días)"), max_length=80, required=False,
        help_text=_("Contados desde que vence: -3, 1, 7 avisa tres días antes, al día siguiente y a la semana. Después, cada mes."),
    )  # fmt: skip

    def clean_remind_days(self) -> list[int]:
        parts = [p.strip().replace("−", "-") for p in self.cleaned_data["remind_days"].replace(";", ",").split(",")]
        try:
            return [int(p) for p in parts if p]
        except ValueError:
            raise forms.ValidationError(_("Escriba números separados por comas: -3, 1, 7.")) from None

    def clean_composition(self) -> list[dict[str, Any]]:
        rows = []
        for line in self.cleaned_data["composition"].splitlines():
            parts = [p.strip() for p in line.split(";")]
            if not parts[0]:
                continue
            sector = parts[1].lower() if len(parts) > 1 else ""
            count = parts[2] if len(parts) > 2 and parts[2] else "1"
            if (people := whole_number(count)) is None:
                raise forms.ValidationError(_("En “%(line)s” no se entiende cuántas personas son.") % {"line": line})
            rows.append({
                "position": parts[0],
                "sector": "citizen" if sector.startswith("ciudadan") else "official",
                "count": people,
                "has_vote": len(parts) < 4 or not parts[3].lower().startswith("sin"),
            })  # fmt: skip
        return rows

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed["quorum"], typed["majority"] = _share(typed["quorum"]), _share(typed["majority"])
        typed["citizens"] = _share(typed["citizens"])[:2] if typed["citizens"] else None
        return typed


class SeriesForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=SessionKind.choices)
    weekday = forms.TypedChoiceField(label=_("Cada"), choices=_WEEKDAYS, coerce=int)
    every_weeks = forms.IntegerField(label=_("Cada cuántas semanas"), min_value=1, max_value=52, initial=1)
    at = forms.TimeField(label=_("Hora"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    first_on = day_field(label=_("Desde"))
    last_on = day_field(label=_("Hasta"))
    first_number = forms.IntegerField(
        label=_("Número de la primera"), min_value=1, max_value=9999, required=False,
        help_text=_("Vacío: el que sigue, como lo cuenta su reglamento."),
    )  # fmt: skip


class CallForm(forms.Form):
    basis = forms.CharField(
        label=_("En qué se funda"),
        max_length=500,
        required=False,
        help_text=_("El artículo del reglamento, si lo hay."),
    )
    papers = forms.CharField(
        label=_("Papeles que la acompañan"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Uno por renglón."),
    )  # fmt: skip

    def clean_papers(self) -> list[str]:
        return [line for line in self.cleaned_data["papers"].splitlines() if line.strip()]


class MinutesForm(forms.Form):
    """A box for the opening, for each point and for the closing. `version`: the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: list, texts: dict[str, str], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        boxes: list[tuple[str, Any]] = [
            ("opening", _("Apertura")),
            *((p.public_id, f"{p.number}. {p.title}") for p in points),
            ("closing", _("Cierre")),
        ]
        self.keys = [key for key, _label in boxes]
        for key, label in boxes:
            self.fields[f"t_{key}"] = forms.CharField(
                label=label, required=False, initial=texts.get(key, ""), max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    def parts(self) -> list:
        return [self[f"t_{key}"] for key in self.keys]

    def texts(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"t_{key}"] for key in self.keys}


class AmendmentForm(forms.Form):
    by = forms.CharField(label=_("Quién la propone"), max_length=200)
    text = forms.CharField(label=_("Qué debe decir"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, present: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if present:
            self.fields["by"] = forms.ChoiceField(
                label=_("Quién la propone"), choices=present, help_text=_("Quienes asistieron.")
            )


class DecideForm(forms.Form):
    is_accepted = forms.TypedChoiceField(
        label=_("Se decide"), choices=[("1", _("Se acepta")), ("0", _("No se acepta"))], coerce=lambda v: v == "1",
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Motivo"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hace falta si no se acepta."),
    )  # fmt: skip


class SignedMinutesForm(forms.Form):
    on = day_field(label=_("Fecha en que se firmó"))
    scan = forms.FileField(
        label=_("Minuta firmada, escaneada"), help_text=_("PDF o imagen, con todas las páginas y las firmas.")
    )


class GuestsForm(forms.Form):
    people = forms.CharField(
        label=_("Personas"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000,
        help_text=_("Una por renglón: nombre; cargo; grupo de la lista; dependencia."),
    )  # fmt: skip

    def clean_people(self) -> list[tuple[str, ...]]:
        rows = []
        for line in self.cleaned_data["people"].splitlines():
            parts = [p.strip() for p in line.replace("\t", ";").split(";")]
            if parts[0]:
                rows.append((parts[0], *[*parts[1:4], "", "", ""][:3]))
        return rows


class CommitmentForm(forms.Form):
    text = forms.CharField(label=_("Qué se hará"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    office = forms.ChoiceField(
        label=_("A cargo de"), required=False, help_text=_("Recibe los avisos quien ocupe ese cargo.")
    )
    owner = forms.CharField(label=_("Otra área o persona a cargo"), max_length=200, required=False)
    due_on = day_field(label=_("Para cuándo"))
    point = forms.ChoiceField(label=_("Punto del orden del día"), required=False)
    problem = forms.ChoiceField(label=_("Resuelve el problema"), required=False)

    def __init__(self, *args: Any, points: list, problems: list, offices: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offices = {o.public_id: o for o in offices}
        offer(self, "office", [("", "—"), *((k, o.title) for k, o in self._offices.items())])
        self._points, self._problems = {p.public_id: p for p in points}, {p.public_id: p for p in problems}
        offer(self, "point", [("", _("Ninguno")), *((k, f"{p.number}. {p.title}") for k, p in self._points.items())])
        if problems:
            offer(self, "problem", [("", _("Ninguno")), *((k, p.text[:80]) for k, p in self._problems.items())])
        else:
            del self.fields["problem"]

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed["office"] = self._offices.get(typed["office"])
        typed["point"] = self._points.get(typed["point"])
        typed["problem"] = self._problems.get(typed.get("problem", ""))
        return typed


class AdvanceForm(forms.Form):
    text = forms.CharField(label=_("Avance"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(forms.Form):
    is_done = forms.ChoiceField(
        label=_("Cómo termina"), choices=[("1", _("Se cumplió")), ("0", _("Ya no procede"))], widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label=_("Qué resultó, o por qué ya no procede"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = day_field(label=_("Desde cuándo"))
    file = forms.FileField(label=_("Papel que lo muestra"), required=False)


class ProblemForm(forms.Form):
    text = forms.CharField(label=_("Problema"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    raised_by = forms.CharField(label=_("Quién lo plantea"), max_length=200, required=False)
    owner = forms.CharField(label=_("Quién lo atiende"), max_length=200, required=False)


class MoveForm(forms.Form):
    state = forms.ChoiceField(label=_("Cómo está"), widget=forms.RadioSelect)
    owner = forms.CharField(label=_("Quién lo atiende"), max_length=200, required=False)
    outcome = forms.CharField(
        label=_("Cómo se resolvió, o por qué ya no procede"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, states: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", [(s.value, s.label) for s in states])


class RollCallForm(forms.Form):
    """A choice for each member present with vote."""

    def __init__(self, *args: Any, members: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for m in members:
            self.fields[f"m_{m.pk}"] = forms.ChoiceField(
                label=f"{m.person.name}, {m.position}", choices=Choice.choices, initial=Choice.IN_FAVOUR
            )

    def choices(self) -> dict[int, str]:
        return {int(name.removeprefix("m_")): choice for name, choice in self.cleaned_data.items()}
