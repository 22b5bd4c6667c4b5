"""Forms of letters. Each compulsory part is written in every language of the letter, side by side."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import said_for
from hermanar.documents.rules import catalogues
from hermanar.kernel.dates import Precision
from hermanar.partnerships.enums import OF_ANY_OFFICE, Direction, Interruption, LetterKind, LetterLack

from ..deeds import FilesField, day_field, precision_field
from ..language import translated
from ..world import countries_with_cities
from .places import Where, resolve, where

PARTS = {
    "motivations": (_("Motivaciones"), _("Por qué el municipio propone esta relación: qué une a las dos ciudades.")),
    "interests": (_("Intereses"), _("Qué desea atender el municipio. Uno por renglón, en el mismo orden.")),
    "objectives": (_("Objetivos"), _("Qué se quiere alcanzar. Uno por renglón, en el mismo orden.")),
}
USUAL_SUBJECT = _("Se imprime en la carta. Si queda vacío, el usual de su clase.")
LANGUAGES = {"es": _("español"), "en": _("inglés"), "pt": _("portugués"), "fr": _("francés")}


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field whose choices are known only when the form is shown."""
    return form.fields[name]  # type: ignore[return-value]


WHY = (_("Por qué esta ciudad"), _("Un párrafo que solo lleva esta carta. Va después de las motivaciones."))
OWN_WORDS = {
    LetterKind.REMINDER: (_("Palabras propias"), _("Lo que quiera agregar al recordatorio; puede quedar vacío.")),
    LetterKind.INVITATION: (_("A qué se invita"), _("Acto, lugar, día y hora.")),
    LetterKind.OFFICIAL: (
        _("Lo que dice el oficio"),
        _("Un párrafo por renglón. El saludo final y la firma los pone el programa."),
    ),
    LetterKind.ANSWER: (_("Por qué no, si se declina"), _("Se imprime solo si la respuesta es negativa.")),
}
ADDRESSEE = ("other_name", "other_post", "other_office", "other_address")


class AddresseeForm(forms.Form):
    """Whom a letter goes to, and where its envelope."""

    other_name = forms.CharField(label=_("Nombre del destinatario"), max_length=160, required=False)
    other_post = forms.CharField(label=_("Cargo del destinatario"), max_length=200, required=False)
    other_office = forms.CharField(label=_("Oficina del destinatario"), max_length=200, required=False)
    other_address = forms.CharField(
        label=_("Domicilio para el sobre"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=600
    )


def subject_fields(languages: Sequence[str]) -> dict[str, forms.Field]:
    """The subject in each language of the letter besides Spanish."""
    return {
        f"subject_{lang}": forms.CharField(
            label=_("Asunto, en %(language)s") % {"language": LANGUAGES[lang]}, max_length=240, required=False,
            widget=forms.TextInput(attrs={"lang": lang}), help_text=USUAL_SUBJECT,
        )
        for lang in languages
        if lang != "es"
    }  # fmt: skip


def post_fields(languages: Sequence[str], suffix: str = "") -> dict[str, forms.Field]:
    """The addressee's post in each language of the letter besides Spanish."""
    return {
        f"other_post_{lang}{suffix}": forms.CharField(
            label=_("Cargo del destinatario, en %(language)s") % {"language": LANGUAGES[lang]}, max_length=200,
            required=False, widget=forms.TextInput(attrs={"lang": lang}),
            help_text=_("Si queda vacío se imprime como está en español."),
        )
        for lang in languages
        if lang != "es"
    }  # fmt: skip


def house_of(offices: Sequence[Any]) -> Any:
    """Whose offices they are; None of none."""
    return next((o.organisation for o in offices), None)


class LetterForm(forms.Form):
    """The three compulsory parts (R4-28) in the letter's languages, and what goes around them. A reminder and an
    invitation have one part of their own words."""

    subject = forms.CharField(label=_("Asunto"), max_length=240, required=False, help_text=USUAL_SUBJECT)
    copies = forms.CharField(
        label=_("Con copia para"), help_text=_("Una por renglón: cargo y oficina."),
        widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
    )  # fmt: skip
    archive = forms.CharField(
        label=_("Clasificación archivística"), max_length=80, required=False,
        help_text=_("Se imprime después de las copias: sección, serie y expediente."),
    )  # fmt: skip
    initials = forms.CharField(label=_("Iniciales de quien elabora"), max_length=40, required=False)

    def __init__(
        self, *args: Any, languages: Sequence[str], kind: str, addressee: bool = False, offices: Sequence[Any] = (),
        areas: bool = False, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.languages = tuple(languages)
        self.fields.update(subject_fields(self.languages))
        if kind == LetterKind.OFFICIAL:  # no usual subject stands in for what it is about
            for name in ("subject", *(f"subject_{lang}" for lang in languages if lang != "es")):
                self.fields[name].required, self.fields[name].help_text = True, _("Se imprime en la carta.")
            self.fields["due_on"] = day_field(label=_("Responder a más tardar"), required=False)
        if areas:
            self.fields["areas"] = forms.MultipleChoiceField(
                label=_("Áreas de cooperación"), widget=forms.CheckboxSelectMultiple,
                choices=[(key, translated(term.text)) for key, term in catalogues.areas().items()],
            )  # fmt: skip
        if kind == LetterKind.ANSWER:
            self.fields["is_affirmative"] = AnswerForm.base_fields["is_affirmative"]
        self.offices = {o.public_id: o for o in offices} if kind in OF_ANY_OFFICE else {}
        if self.offices:
            self.fields["office"] = forms.ChoiceField(
                label=_("Oficina que firma"), required=False,
                choices=[("", said_for(house_of(offices), _("Presidencia municipal"))), *((key, str(o)) for key, o in self.offices.items())],
                help_text=_("La firma quien ocupa el puesto, y lleva el folio de su serie si tiene una propia."),
            )  # fmt: skip
        self.titles = {**PARTS, "why": WHY} if kind == LetterKind.INTENT else {}
        if kind in OWN_WORDS:
            self.titles = {"motivations": OWN_WORDS[LetterKind(kind)]}
        self.parts = tuple(self.titles)
        for name in self.parts:
            for lang in self.languages:
                self.fields[f"{name}_{lang}"] = forms.CharField(
                    label=_("%(part)s, en %(language)s") % {"part": self.titles[name][0], "language": LANGUAGES[lang]},
                    widget=forms.Textarea(attrs={"rows": 5, "lang": lang}),
                    required=False,
                    max_length=6000,
                )
        self.posts = post_fields(self.languages) if addressee else {}
        if addressee:
            self.fields.update(AddresseeForm().fields | self.posts)
        names = [*ADDRESSEE[:2], *self.posts, *ADDRESSEE[2:]]
        self.addressed = tuple(self[name] for name in names) if addressee else ()

    def subjects(self) -> list[Any]:
        """The subject in the other languages of the letter."""
        return [self[f"subject_{lang}"] for lang in self.languages if lang != "es"]

    def pairs(self) -> list[dict]:
        """Title, help and the fields of each part, a language each."""
        return [
            {
                "title": self.titles[name][0],
                "help": self.titles[name][1],
                "fields": [self[f"{name}_{lang}"] for lang in self.languages],
            }
            for name in self.parts
        ]

    def values(self) -> dict[str, Any]:
        """Arguments of `draft_letter` and `revise_letter`."""
        data = self.cleaned_data
        found: dict[str, Any] = {
            name: {lang: data[f"{name}_{lang}"].replace("\r\n", "\n") for lang in self.languages} for name in self.parts
        }
        found |= {field.name: data[field.name] for field in self.addressed if field.name not in self.posts}
        if self.posts:
            found["other_post_in"] = {name.removeprefix("other_post_"): data[name] for name in self.posts}
        if "is_affirmative" in self.fields:
            found["is_affirmative"] = data["is_affirmative"] == "yes"
        for name in ("due_on", "areas"):
            if name in self.fields:
                found[name] = data[name]
        if "office" in self.fields:
            found["office"] = self.offices.get(data["office"])
        return found | {
            "subject": data["subject"],
            "subject_in": {lang: data[f"subject_{lang}"] for lang in self.languages if lang != "es"},
            "copies": [line.strip() for line in data["copies"].splitlines() if line.strip()],
            "initials": data["initials"],
            "archive": data["archive"],
        }


class PlaceForm(forms.Form):
    """To what city a letter without a case goes: what is certain is taken, what may be several is asked."""

    city = forms.CharField(
        label=_("Ciudad a la que va"), max_length=200,
        help_text=_("Con su estado o país: Oaxaca de Juárez, Oax. · Osaka, Japón."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Where | None = None
        typed = str(self.data.get("city", ""))[:200] if self.is_bound else str(self.initial.get("city", ""))
        if not typed.strip():
            return
        with Gazetteer.open() as gazetteer:
            (line,) = resolve([typed], gazetteer)
        if line.found is not None:
            self.place = where(line.found.key, typed)
            return
        countries = [(f"as:{c.iso2}", str(c)) for c in countries_with_cities()]
        options = [("", gettext("Elija cuál…")), *((c.key, c.label) for c in line.choices)]
        self.fields["city_choice"] = forms.ChoiceField(
            label=_("¿Cuál es “%(name)s”?") % {"name": typed}, required=False,
            choices=[*options, (gettext("Otra, como está escrita, en…"), countries)],
        )  # fmt: skip
        chosen = str(self.data.get("city_choice", "")) if self.is_bound else ""
        if chosen in {c.key for c in line.choices} | {key for key, _label in countries}:
            self.place = where(chosen, typed)

    def clean(self) -> dict:
        data = super().clean() or {}
        if self.place is None and data.get("city"):
            self.add_error("city_choice", gettext("Diga qué lugar es: ese nombre existe en varios, o no se encontró."))
        return data

    def values(self) -> dict[str, Any]:
        """The place, as `draft_letter_to` takes it."""
        found = self.place
        assert found is not None
        return {
            "city": found.city, "country": found.country, "municipality": found.municipality, "there": found.there,
            "subdivision": found.subdivision,
        }  # fmt: skip


class SignForm(forms.Form):
    dated_on = day_field(label=_("Fecha de la carta"))


class SentForm(forms.Form):
    sent_on = day_field(label=_("Fecha de envío"))
    sent_by = forms.CharField(
        label=_("Medio de envío"),
        max_length=120,
        help_text=_("Correo electrónico, mensajería, por conducto del consulado…"),
    )


class AcknowledgedForm(forms.Form):
    on = day_field(label=_("Fecha del acuse"))
    precision = precision_field(required=False)

    def clean_precision(self) -> str:
        return self.cleaned_data["precision"] or Precision.DAY


class AnswerForm(forms.Form):
    """The counterpart's answer: its own words from its seat, or what its paper says."""

    is_affirmative = forms.ChoiceField(
        label=_("La respuesta es"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Afirmativa")), ("no", _("Negativa"))],
    )
    dated_on = day_field(label=_("Fecha de la respuesta"))
    precision = precision_field(required=False)
    folio = forms.CharField(label=_("Número de la carta"), max_length=60, required=False)
    text = forms.CharField(
        label=_("Lo que dice, en pocas palabras"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=240,
    )
    file = forms.FileField(label=_("Carta digitalizada"), required=False)


class RecordForm(forms.Form):
    """A letter from its paper (R3-40, R4-05)."""

    kind = forms.ChoiceField(label=_("Clase"), choices=LetterKind.choices)
    direction = forms.ChoiceField(label=_("Sentido"), choices=Direction.choices, widget=forms.RadioSelect)
    dated_on = day_field(label=_("Fecha de la carta"))
    precision = precision_field()
    folio = forms.CharField(label=_("Número del oficio"), max_length=60, required=False)
    names = forms.CharField(
        label=_("A qué ciudad nombra el papel"), max_length=200, required=False,
        help_text=_("Como está escrito. Si nombra a otra ciudad, se conserva pero no prueba nada de esta relación."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Asunto"), max_length=240, required=False)
    sender = forms.CharField(
        label=_("Quién lo firma: cargo y oficina"), max_length=200, required=False,
        help_text=_("De un oficio de la SRE, del estado o de otra oficina."),
    )  # fmt: skip
    place = forms.CharField(label=_("Lugar en que se expidió"), max_length=160, required=False)
    archive = forms.CharField(label=_("Clasificación archivística"), max_length=80, required=False)
    copies = forms.CharField(
        label=_("Con copia para"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
        help_text=_("Una por renglón: cargo y oficina."),
    )  # fmt: skip
    initials = forms.CharField(label=_("Iniciales de quien elabora"), max_length=40, required=False)
    due_on = day_field(label=_("Responder a más tardar"), required=False)
    event = forms.ChoiceField(label=_("Evento al que se refiere"), required=False)
    contact = forms.ChoiceField(label=_("Contacto del directorio"), required=False)
    lacks = forms.MultipleChoiceField(
        label=_("Si es carta de intención, lo que le falta"), widget=forms.CheckboxSelectMultiple, required=False,
        choices=[(k.value, k.label) for k in LetterLack if k not in {LetterLack.FOLIO, LetterLack.SCAN}],
        help_text=_("Se asienta igual, con lo que le falte a la vista. El número y la copia que falten se anotan solos."),
    )  # fmt: skip
    is_affirmative = forms.ChoiceField(
        label=_("Si es respuesta, es"),
        choices=[("", "—"), ("yes", _("Afirmativa")), ("no", _("Negativa"))],
        required=False,
    )
    answers = forms.ChoiceField(label=_("Contesta a"), required=False)
    file = forms.FileField(label=_("Carta digitalizada"), required=False)

    def __init__(self, *args: Any, letters: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters = {w.public_id: w for w in letters}
        names = [(w.public_id, f"{w.get_kind_display()} {w.folio}".strip()) for w in letters]
        _choice(self, "answers").choices = [("", "—"), *names]

    @property
    def answered(self) -> Any:
        return self.letters.get(self.cleaned_data.get("answers") or "")


class InterruptForm(forms.Form):
    code = forms.ChoiceField(label=_("Causa"), choices=Interruption.choices)
    on = day_field(label=_("Desde cuándo"))
    precision = precision_field(required=False)
    reason = forms.CharField(
        label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
    )  # fmt: skip

    def clean_precision(self) -> str:
        return self.cleaned_data["precision"] or Precision.DAY


class InterruptManyForm(InterruptForm):
    """Which letters stopped, and why: one reason for all of them."""

    letters = forms.MultipleChoiceField(
        label=_("Cartas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Elija al menos una carta.")},
    )
    field_order = ("letters", "code", "on", "precision", "reason")


class RepairForm(forms.Form):
    fingerprint = forms.CharField(max_length=64)
    index = forms.IntegerField(min_value=0, max_value=9, required=False)
    code = forms.CharField(max_length=8, required=False)
    reason = forms.CharField(required=False, max_length=2000)


class WhyForm(forms.Form):
    """A reason, where something is taken up again."""

    reason = forms.CharField(
        label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
    )  # fmt: skip


def _known_by(label: Any) -> forms.ChoiceField:
    field = precision_field()
    field.label = label
    return field


class CorrectForm(forms.Form):
    """What was put down of a letter, as it stands, to be put right: the `fields` that may be corrected, and why."""

    def __init__(self, data: Any = None, *, letter: Any, fields: Sequence[str]) -> None:
        initial = {name: getattr(letter, name) for name in fields}
        if "is_affirmative" in fields:
            initial["is_affirmative"] = "yes" if letter.is_affirmative else "no"
        super().__init__(data, initial=initial)
        self.corrected = tuple(fields)
        known: dict[str, Callable[[], forms.Field]] = {
            "dated_on": lambda: day_field(label=_("Fecha de la carta")),
            "precision": precision_field,
            "folio": lambda: forms.CharField(label=_("Número del oficio"), max_length=60, required=False),
            "subject": lambda: forms.CharField(label=_("Asunto"), max_length=240, required=False),
            "sender": lambda: forms.CharField(
                label=_("Quién lo firma: cargo y oficina"), max_length=200, required=False
            ),
            "is_affirmative": lambda: forms.ChoiceField(
                label=_("La respuesta es"),
                widget=forms.RadioSelect,
                choices=[("yes", _("Afirmativa")), ("no", _("Negativa"))],
            ),
            "sent_on": lambda: day_field(label=_("Fecha de envío")),
            "acknowledged_on": lambda: day_field(
                label=_("Fecha del acuse"), required=False, help_text=_("Vacía: no hubo acuse.")
            ),
            "acknowledged_precision": lambda: _known_by(_("El acuse se conoce por")),
            "interrupted_precision": lambda: _known_by(_("La interrupción se conoce por")),
            "interruption": lambda: forms.ChoiceField(label=_("Causa"), choices=Interruption.choices),
            "interrupted_on": lambda: day_field(label=_("Desde cuándo")),
        }
        for name in self.corrected:
            self.fields[name] = known[name]()
        self.fields["reason"] = forms.CharField(
            label=_("Por qué se corrige"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
            help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """What each field says now, as the letter keeps it."""
        found = {name: self.cleaned_data[name] for name in self.corrected}
        if "is_affirmative" in found:
            found["is_affirmative"] = found["is_affirmative"] == "yes"
        return found


class DetailsForm(AddresseeForm):
    """What goes around a letter: confirmed after reading it. `recorded`: from its paper, with its copies and initials."""

    due_on = day_field(label=_("Responder a más tardar"), required=False)
    event = forms.ChoiceField(label=_("Evento al que se refiere"), required=False)
    event_code = forms.CharField(label=_("Evento, si no está en la lista"), max_length=40, required=False)
    contact = forms.ChoiceField(label=_("Contacto del directorio"), required=False)
    copies = forms.CharField(
        label=_("Con copia para"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
        help_text=_("Una por renglón: cargo y oficina."),
    )  # fmt: skip
    initials = forms.CharField(label=_("Iniciales de quien elabora"), max_length=40, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Áreas que nombra"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Las que confirme pasan también al expediente."),
    )  # fmt: skip
    annexes = FilesField(label=_("Anexos"), required=False)

    def __init__(self, *args: Any, recorded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not recorded:
            del self.fields["copies"], self.fields["initials"]


class JoinForm(forms.Form):
    partnership = forms.ChoiceField(label=_("Expediente"), widget=forms.RadioSelect)
