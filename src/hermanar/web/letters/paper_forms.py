"""Forms of a letter put down from its paper: one that came in, one that went out. With a case or without."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import said_for
from hermanar.documents.rules import catalogues
from hermanar.kernel.text import fold
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.queries import find_letters

from ..deeds import FilesField, day_field, offer, precision_field
from ..encounters.shared import day_in_words, names_of
from ..language import translated
from ..relations import title_of
from .forms import house_of
from .pictures import label_of
from .places import Line, resolve, where

CAME_IN = (LetterKind.INTENT, LetterKind.ANSWER, LetterKind.NOTE, LetterKind.INVITATION, LetterKind.RESUME)
WENT_OUT = (
    LetterKind.INTENT, LetterKind.OFFICIAL, LetterKind.ANSWER, LetterKind.INVITATION, LetterKind.RESUME,
    LetterKind.REMINDER, LetterKind.DISPATCH,
)  # fmt: skip
KNOWN = 100  # letters that the field proposes; those before them are found by typing
_OFFERED = 12
CASES = 200


def offer_ties(
    form: forms.Form, events: Sequence[Any], contacts: Mapping[str, Any], shown: Mapping[str, Any] | None = None
) -> None:
    """The encounters, invitations and contacts of the house, as the fields of a letter offer them; what stands, `shown`, too."""
    offered = {"event": [(e.public_id, _event(e)) for e in events], "contact": names_of(dict(contacts))}
    for name, rows in offered.items():
        key = (shown or {}).get(f"{name}_id", "")
        stands = [(key, shown[name])] if shown and key and key not in dict(rows) else []
        offer(form, name, [("", "—"), *stands, *rows])


def _event(row: Any) -> str:
    on = getattr(row, "on", None) or row.event_on
    return f"{row} · {day_in_words(on, getattr(row, 'precision', 'day'))}" if on else str(row)


class PaperForm(forms.Form):
    """What a clerk reads off the paper, in its order. Only the date and the other side are asked for."""

    direction: Direction
    kinds: Sequence[LetterKind]

    folio = forms.CharField(label=_("Número del oficio"), max_length=60, required=False)
    dated_on = day_field(label=_("Fecha de la carta"))
    precision = precision_field()
    city_choice = forms.ChoiceField(label=_("¿Cuál de ellas?"), widget=forms.RadioSelect, required=False)
    subject = forms.CharField(label=_("Asunto"), max_length=240, required=False)
    kind = forms.ChoiceField(label=_("Clase"), initial=LetterKind.INTENT)
    answers = forms.CharField(
        label=_("Contesta a"), required=False, max_length=160, widget=forms.TextInput(attrs={"list": "answers-known"}),
        help_text=_("Escriba su folio, su ciudad o su asunto, y elíjala."),
    )  # fmt: skip
    answers_choice = forms.ChoiceField(label=_("¿A cuál contesta?"), widget=forms.RadioSelect, required=False)
    is_affirmative = forms.ChoiceField(
        label=_("Si es respuesta, es"), required=False,
        choices=[("", "—"), ("yes", _("Afirmativa")), ("no", _("Negativa"))],
    )  # fmt: skip
    partnership = forms.ChoiceField(label=_("Expediente"), required=False)
    file = forms.FileField(label=_("Carta digitalizada"), required=False)
    annexes = FilesField(label=_("Anexos"), required=False)
    names = forms.CharField(
        label=_("A qué ciudad nombra el papel"), max_length=200, required=False,
        help_text=_("Como está escrito. Si nombra a otra ciudad, se conserva pero no prueba nada de esta relación."),
    )  # fmt: skip
    due_on = day_field(label=_("Responder a más tardar"), required=False)
    event = forms.ChoiceField(label=_("Evento al que se refiere"), required=False)
    event_code = forms.CharField(label=_("Evento, si no está en la lista"), max_length=40, required=False)
    contact = forms.ChoiceField(
        label=_("Contacto del directorio"), required=False,
        help_text=_("De él se toman el cargo, la oficina y la ciudad que no escriba."),
    )  # fmt: skip
    copies = forms.CharField(
        label=_("Con copia para"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
        help_text=_("Una por renglón: cargo y oficina."),
    )  # fmt: skip
    initials = forms.CharField(label=_("Iniciales de quien elabora"), max_length=40, required=False)
    archive = forms.CharField(label=_("Clasificación archivística"), max_length=80, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Áreas que nombra"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Las que confirme pasan también al expediente."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Any, house: Any, cases: Sequence[Any], events: Sequence[Any] = (),
        contacts: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.contacts = contacts or {}
        offer_ties(self, events, self.contacts)
        self.actor, self.house = actor, house
        self.cases = {p.public_id: p for p in cases}
        self.letters = find_letters(actor, house, self.other_way, limit=KNOWN)
        self.line: Line | None = None
        self.answered: Any = None
        offer(self, "kind", [(k.value, k.label) for k in self.kinds])
        offer(self, "partnership", [("", _("Ninguno por ahora")), *((p.public_id, title_of(p)) for p in cases)])
        if len(cases) == CASES:
            self.fields["partnership"].help_text = _("Los %(n)s expedientes más recientes.") % {"n": CASES}
        offer(self, "areas", [(key, translated(term.text)) for key, term in catalogues.areas().items()])

    @property
    def other_way(self) -> Direction:
        return Direction.IN if self.direction == Direction.OUT else Direction.OUT

    def known(self) -> list[str]:
        """What the field of the letter that it answers proposes."""
        return [label_of(letter) for letter in self.letters]

    def clean(self) -> dict:
        data = super().clean() or {}
        self._clean_contact(data)
        self._clean_place(data)
        self._clean_answered(data)
        return data

    def _clean_contact(self, data: dict) -> None:
        """What the contact's card knows, where nothing was typed."""
        contact = self.contacts.get(data.get("contact", ""))
        if contact is None:
            return
        went = self.direction == Direction.OUT
        place = ", ".join(filter(None, [contact.city, contact.subdivision, str(contact.country or "")]))
        known = {"city": place if contact.city else ""}
        known |= (
            {"other_post": contact.post, "other_office": contact.organisation} if went else {"sender": str(contact)}
        )
        for name, value in known.items():
            data[name] = data.get(name) or value[:200]

    def _clean_place(self, data: dict) -> None:
        typed = data.get("city", "")
        if not typed or data.get("partnership"):
            self.errors.pop("city_choice", None)  # what was asked before is asked no more
            return
        with Gazetteer.open() as gazetteer:
            (self.line,) = resolve([typed], gazetteer)
        chosen = self.data.get(self.add_prefix("city_choice"), "")
        options = [(c.key, c.label) for c in self.line.choices]
        if self.line.found is not None:
            data["where"] = where(self.line.found.key, typed)
        elif chosen in dict(options):
            data["where"] = where(chosen, typed)
        elif options and chosen != "as-is":
            offer(self, "city_choice", [*options, ("as-is", gettext("Ninguna: se asienta como está escrita"))])
            self.add_error("city_choice", gettext("Ese nombre existe en varios lugares: elija cuál."))
        # what is chosen and shown again must be among the options
        offer(self, "city_choice", [*options, ("as-is", gettext("Ninguna: se asienta como está escrita"))])
        if data.get("where") or chosen == "as-is":
            self.errors.pop("city_choice", None)

    def _clean_answered(self, data: dict) -> None:
        """The letter that what was typed means: as it was proposed, or found by its words however old it is."""
        typed = data.get("answers", "")
        if not typed:
            self.errors.pop("answers_choice", None)
            return
        words = fold(typed)
        by_label = [letter for letter in self.letters if fold(label_of(letter)) == words]
        found = by_label or find_letters(self.actor, self.house, self.other_way, typed, limit=_OFFERED + 1)
        chosen = self.data.get(self.add_prefix("answers_choice"), "")
        options = [(letter.public_id, label_of(letter)) for letter in found[:_OFFERED]]
        offer(self, "answers_choice", options)
        if len(found) == 1:
            self.answered = found[0]
        elif chosen in dict(options):
            self.answered = next(letter for letter in found if letter.public_id == chosen)
        elif not found:
            self.add_error("answers", gettext("Ninguna carta del registro que espere respuesta dice eso."))
        elif len(found) > _OFFERED:
            self.add_error("answers", gettext("Son más de %(n)s: escriba también su folio.") % {"n": _OFFERED})
        else:
            self.add_error("answers_choice", gettext("Varias cartas dicen eso: elija a cuál contesta."))
        if self.answered is not None:
            self.errors.pop("answers_choice", None)

    def side(self) -> dict[str, Any]:
        """The other side's place, as the operation takes it."""
        found = self.cleaned_data.get("where")
        if found is None:
            return {"city": self.cleaned_data.get("city", "")}
        return {
            "city": found.city, "country": found.country, "municipality": found.municipality, "there": found.there,
            "subdivision": found.subdivision,
        }  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Arguments of `record_letter`, but for owner, case and files."""
        data = self.cleaned_data
        texts = ("folio", "subject", "other_name", "names", "event_code", "initials", "archive")
        return {
            "kind": LetterKind(data["kind"]), "direction": self.direction, "dated_on": data["dated_on"],
            "precision": data["precision"], "due_on": data["due_on"], "areas": data["areas"], "answers": self.answered,
            "copies": data["copies"].splitlines(),
            "is_affirmative": {"yes": True, "no": False}.get(data["is_affirmative"]),
            **{name: data[name] for name in texts}, **self.side(),
        }  # fmt: skip


class IncomingForm(PaperForm):
    """A letter that came in: from where and who signs it."""

    direction = Direction.IN
    kinds = CAME_IN

    city = forms.CharField(
        label=_("Ciudad de donde viene"), max_length=200, required=False,
        help_text=_("Con su estado o país: Oaxaca de Juárez, Oax. · Osaka, Japón."),
    )  # fmt: skip
    sender = forms.CharField(label=_("Quién la firma: cargo y oficina"), max_length=200, required=False)
    attachment = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    other_name = forms.CharField(label=_("Nombre de quien firma"), max_length=160, required=False)

    def values(self) -> dict[str, Any]:
        return super().values() | {"sender": self.cleaned_data["sender"]}


class OutgoingForm(PaperForm):
    """A letter of the house's own that went out on paper: to whom, by post, and where."""

    direction = Direction.OUT
    kinds = WENT_OUT

    city = forms.CharField(
        label=_("Ciudad a la que se envió"), max_length=200, required=False,
        help_text=_("Con su estado o país: Oaxaca de Juárez, Oax. · Osaka, Japón."),
    )  # fmt: skip
    other_name = forms.CharField(label=_("Nombre del destinatario"), max_length=160, required=False)
    other_post = forms.CharField(label=_("Cargo del destinatario"), max_length=200, required=False)
    other_office = forms.CharField(label=_("Oficina del destinatario"), max_length=200, required=False)
    other_address = forms.CharField(
        label=_("Domicilio para el sobre"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=600
    )
    office = forms.ChoiceField(label=_("Oficina que la firmó"), required=False)

    def __init__(self, *args: Any, offices: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {o.public_id: o for o in offices}
        mayor = said_for(house_of(offices), _("Presidencia municipal"))
        offer(self, "office", [("", mayor), *((key, str(o)) for key, o in self.offices.items())])

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        addressee = ("other_post", "other_office", "other_address")
        office = self.offices.get(data["office"])
        return super().values() | {name: data[name] for name in addressee} | {"office": office}
