"""Forms of encounters, invitations, topics and services."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from hermanar.directory.queries import list_countries
from hermanar.encounters.enums import EncounterKind, Indicator, OutcomeKind, Side, TopicState
from hermanar.encounters.rules.services import services
from hermanar.kernel.dates import Precision
from hermanar.partnerships.enums import CommitteeKnown

from ..contacts.forms import text
from ..deeds import day_field, offer
from ..language import language

Choices = list[tuple[str, str]]
PRECISIONS = [
    (Precision.DAY, _("El día")), (Precision.MONTH, _("Solo el mes")), (Precision.QUARTER, _("Solo el trimestre")),
    (Precision.YEAR, _("Solo el año")),
]  # fmt: skip


def countries(kept: object = None) -> Choices:
    """Countries to choose from; `kept`: the one that what is being edited has."""
    return [("", "—"), *((c.iso2, str(c)) for c in list_countries(kept))]


class Grouped(forms.Form):
    """A form of which the page shows first what is usual, and folds the rest away."""

    usual: tuple[str, ...] = ()

    @property
    def main(self) -> list:
        return [self[name] for name in self.usual if name in self.fields]

    @property
    def more(self) -> list:
        return [self[name] for name in self.fields if name not in self.usual]

    @property
    def is_unfolded(self) -> bool:
        """Whether something folded away has a value or an error."""
        return any(f.errors or f.value() for f in self.more)


class EncounterForm(Grouped):
    usual: tuple[str, ...] = ("kind", "title", "on", "precision", "place", "purpose", "agreed", "relations", "contacts")

    kind = forms.ChoiceField(label=_("Qué fue o qué será"), choices=EncounterKind.choices)
    title = text(_("Título"), 200, required=True, help_text=_("Visita de la Alcaldía de Lakeside"))
    on = day_field(label=_("Cuándo"), help_text=_("Un día por venir queda previsto; uno pasado, asentado."))
    precision = forms.ChoiceField(label=_("Qué tan exacta es la fecha"), choices=PRECISIONS, initial=Precision.DAY)
    place = text(_("Dónde"), 200)
    purpose = text(_("Para qué"), 4000, rows=2)
    agreed = text(_("Qué se acordó"), 4000, rows=2)
    relations = forms.MultipleChoiceField(label=_("Vinculaciones"), required=False, widget=forms.CheckboxSelectMultiple)
    contacts = forms.MultipleChoiceField(
        label=_("Quiénes participan, de su directorio"), required=False, widget=forms.CheckboxSelectMultiple
    )
    until_on = day_field(label=_("Hasta"), required=False)
    starts_at = forms.TimeField(
        label=_("Hora"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    country = forms.ChoiceField(label=_("País"), required=False)
    organiser = text(_("Quién lo organiza"), 200)
    reference = text(_("Número del oficio"), 80)

    def __init__(self, *args: Any, relations: Choices, contacts: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        offer(self, "country", countries(self.initial.get("country")))
        for name, choices in (("relations", relations), ("contacts", contacts)):
            if choices:
                offer(self, name, choices)
            else:
                del self.fields[name]


class CorrectionForm(EncounterForm):
    usual: tuple[str, ...] = (*EncounterForm.usual, "reason")

    reason = text(_("Por qué se corrige"), 2000, required=True, rows=2)


class HeldForm(forms.Form):
    on = day_field(label=_("Cuándo fue"))
    agreed = text(_("Qué se acordó"), 4000, rows=3)


class ParticipantForm(forms.Form):
    contact = forms.ChoiceField(label=_("De su directorio"), required=False)
    post = text(_("O su cargo"), 200, help_text=_("Los nombres no se guardan aquí: basta el cargo."))
    organisation = text(_("Oficina u organización"), 200)
    side = forms.ChoiceField(label=_("De qué parte"), choices=Side.choices)

    def __init__(self, *args: Any, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "contact", [("", "—"), *contacts])


class EvidenceForm(forms.Form):
    file = forms.FileField(label=_("Foto o documento"), help_text=_("PDF o imagen, hasta 40 MB."))
    caption = text(_("Qué se ve"), 300)


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Qué resultó"), choices=[c for c in OutcomeKind.choices if c[0] != OutcomeKind.LEAD]
    )
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    contact = forms.ChoiceField(label=_("Contacto"), required=False)
    text = text(_("En una frase"), 1000, rows=2)

    def __init__(self, *args: Any, relations: Choices, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "partnership", [("", "—"), *relations])
        offer(self, "contact", [("", "—"), *contacts])


class TopicForm(forms.Form):
    title = text(_("Tema"), 200, required=True, help_text=_("Cultura, educación, salud, seguridad…"))
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    note = text(_("Qué se dijo"), 1000, rows=2)
    due_on = day_field(label=_("Dar seguimiento a más tardar"), required=False)

    def __init__(self, *args: Any, relations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "partnership", [("", "—"), *relations])


class FollowForm(forms.Form):
    state = forms.ChoiceField(label=_("En qué va"), choices=TopicState.choices, widget=forms.RadioSelect)
    note = text(_("Qué se hizo"), 1000, required=True, rows=2)
    due_on = day_field(label=_("Dar seguimiento a más tardar"), required=False)


def _amount(label: Any, *, required: bool = True, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=required, min_value=0, max_digits=14, decimal_places=2, **more)


class ObjectiveForm(forms.Form):
    title = text(_("Qué se busca"), 200, required=True, help_text=_("Que nos visite más gente de la ciudad hermana."))
    indicator = forms.ChoiceField(label=_("Con qué se mide"), choices=Indicator.choices, widget=forms.RadioSelect)
    unit = text(_("En qué se cuenta"), 60, help_text=_("Vacío: como dice la medida elegida."))
    baseline = _amount(_("Cifra de partida"), required=False, help_text=_("Vacía si nadie la ha medido."))
    baseline_on = day_field(label=_("De qué día es"), required=False)
    baseline_source = text(_("De dónde sale"), 300)
    target = _amount(_("Meta"))
    target_on = day_field(label=_("Para cuándo"))


class MeasureForm(forms.Form):
    value = _amount(_("Cuánto se midió"))
    on = day_field(label=_("De qué día es"))
    source = text(_("De dónde sale"), 300, required=True, help_text=_("Registro, encuesta, padrón: quién y cuándo."))
    note = text(_("Nota"), 300)
    attachment = forms.FileField(
        label=_("Documento que lo muestra"), required=False, help_text=_("PDF o imagen, hasta 40 MB.")
    )


class ReceivedForm(Grouped):
    usual = ("event", "contact", "post", "received_on", "respond_by", "event_on", "partnership")

    event = text(_("A qué le invitan"), 200, required=True)
    contact = forms.ChoiceField(label=_("Quién invita, de su directorio"), required=False)
    post = text(_("O su cargo"), 300, help_text=_("Regiduría que preside la comisión, Ayuntamiento de…"))
    received_on = day_field(label=_("Se recibió"))
    respond_by = day_field(label=_("Contestar a más tardar"), required=False)
    event_on = day_field(label=_("Día del evento"), required=False)
    event_until = day_field(label=_("Termina"), required=False)
    event_place = text(_("Dónde será"), 200)
    reference = text(_("Número del oficio"), 80)
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    attachment = forms.FileField(
        label=_("Invitación digitalizada"), required=False, help_text=_("PDF o imagen, hasta 40 MB.")
    )

    def __init__(self, *args: Any, relations: Choices, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "partnership", [("", "—"), *relations])
        offer(self, "contact", [("", "—"), *contacts])


class SentForm(forms.Form):
    letter = forms.ChoiceField(
        label=_("Carta del registro con que se envió"), required=False,
        help_text=_("De ella se toman el día y el número: es la misma, en un solo renglón."),
    )  # fmt: skip
    sent_on = day_field(label=_("Se envió"), required=False)
    reference = text(_("Número del oficio"), 80)
    respond_by = day_field(label=_("Respuesta a más tardar"), required=False)

    def __init__(self, *args: Any, letters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if letters:
            offer(self, "letter", [("", _("Ninguna: se asienta aquí")), *letters])
        else:
            del self.fields["letter"]

    def clean(self) -> dict:
        data = super().clean() or {}
        if not data.get("letter") and not data.get("sent_on") and "sent_on" not in self.errors:
            self.add_error("sent_on", gettext("Escriba el día en que se envió."))
        return data


class AnswerForm(forms.Form):
    accepts = forms.ChoiceField(
        label=_("Respuesta"), choices=[("1", _("Acepta")), ("", _("Declina"))], widget=forms.RadioSelect, required=False
    )
    answered_on = day_field(label=_("Día de la respuesta"))
    answer = text(_("Qué se contestó"), 2000, rows=2)


class AttendedForm(forms.Form):
    on = day_field(label=_("Día en que tuvo lugar"))


class EventForm(forms.Form):
    """Whom to invite: relations that are alive, and contacts."""

    event = text(_("A qué invita"), 200, required=True)
    event_on = day_field(label=_("Día del evento"), required=False)
    event_place = text(_("Dónde será"), 200)
    respond_by = day_field(label=_("Respuesta a más tardar"), required=False)
    partnerships = forms.MultipleChoiceField(
        label=_("Ciudades con vínculo activo"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contacts = forms.MultipleChoiceField(
        label=_("De su directorio"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, links: Choices, contacts: Choices, of_event: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("partnerships", links), ("contacts", contacts)):
            if choices:
                offer(self, name, choices)
            else:
                del self.fields[name]
        if of_event:
            for name in ("event", "event_on", "event_place"):
                del self.fields[name]


class CommitteeForm(forms.Form):
    known = forms.ChoiceField(
        label=_("¿Tiene un comité que la represente?"), choices=CommitteeKnown.choices, widget=forms.RadioSelect
    )
    name = text(_("Cómo se llama"), 200)
    since = day_field(label=_("Desde cuándo"), required=False)
    precision = forms.ChoiceField(label=_("Qué tan exacta es la fecha"), choices=PRECISIONS, initial=Precision.DAY)
    contact = text(_("Quién lo atiende"), 200, help_text=_("Cargo y correo"))


class AskForm(Grouped):
    usual = ("kind", "asked_of", "post", "subject", "text", "due_on", "partnership")

    kind = forms.ChoiceField(label=_("Qué se pide"))
    asked_of = forms.ChoiceField(label=_("A quién"), required=False)
    post = text(_("O escriba la embajada o el consulado"), 200, help_text=_("Embajada de México en Japón"))
    subject = text(_("Asunto"), 200, required=True)
    reference = text(_("Número del oficio"), 80)
    text = text(_("Qué se necesita"), 4000, required=True, rows=4)
    due_on = day_field(label=_("Para cuándo"), required=False)
    partnership = forms.ChoiceField(label=_("Vinculación"), required=False)
    country = forms.ChoiceField(label=_("País"), required=False)

    def __init__(self, *args: Any, relations: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = language()
        offer(self, "kind", [(s.key, s.said(lang)) for s in services().values()])
        offer(self, "partnership", [("", "—"), *relations])
        offer(self, "country", countries(self.initial.get("country")))
        if posts:
            offer(self, "asked_of", [("", "—"), *posts])
        else:
            del self.fields["asked_of"]

    def due(self, today: dt.date) -> dt.date:
        """The day said, else the days usually given to that kind."""
        kind = services()[self.cleaned_data["kind"]]
        return self.cleaned_data["due_on"] or today + dt.timedelta(days=kind.days)


class ServiceAnswerForm(forms.Form):
    attended = forms.ChoiceField(
        label=_("Resultado"), choices=[("1", _("Atendido")), ("", _("No es posible"))], widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    answer = text(_("Respuesta"), 4000, required=True, rows=4)
    answered_on = day_field(label=_("Día de la respuesta"))
    reference = text(_("Oficio o correo con que contestó"), 80)
    attachment = forms.FileField(label=_("Documento"), required=False, help_text=_("PDF o imagen, hasta 40 MB."))
