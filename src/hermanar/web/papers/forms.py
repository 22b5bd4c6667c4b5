"""Forms of the papers of a case: the blanks that only a person knows, each in every language of the paper."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.documents.rules.templates import Slot, load

from ..deeds import day_field
from ..language import translated
from ..letters.forms import LANGUAGES

CITED = ("original_title", "original_place", "original_date", "original_registration")
# what is asked for each paper; everything else comes from the case
ASKED: dict[str, tuple[str, ...]] = {
    "ratification": (
        "ratification_act", *CITED, "our_authorization", "their_legal_basis", "first_programme_days", "term_years",
        "notice_days",
    ),
    "addendum": (*CITED, "addendum_reasons", "amendments", "effective_date"),
    "renewal": (
        *CITED, "original_ends", "final_article", "evaluation_results", "term_years", "renewed_until", "copies",
        "initials",
    ),
    "termination": (
        *CITED, "final_article", "effective_date", "notice_days", "termination_reasons", "pending_matters", "copies",
        "initials",
    ),
    "memorandum": ("term_years", "notice_days"),
    "friendship": ("ties",),
    "concept_note": (
        "event_title", "event_date", "event_time", "event_duration", "event_form", "conveners", "background",
        "event_purpose", "event_themes", "invited", "agenda", "expected_results", "registration",
    ),
    "cabildo_point": ("considerations", "committee_name"),
    "meeting_invitation": (
        "addressee_name", "addressee_post", "addressee_office", "meeting_form", "meeting_place", "meeting_slots", "agenda",
        "reply_by", "copies", "initials",
    ),
    "lead_sheet": (
        "reporter_office", "reporter_post", "city_description", "foreign_contact", "promoters", "diaspora_link",
        "project_ideas", "meeting_slots", "documents", "reply_by",
    ),
}  # fmt: skip
_LONG = frozenset({"background", "event_purpose", "addendum_reasons", "termination_reasons"})
_ALIKE = frozenset({"initials", "original_registration", "addressee_name"})  # the same in every language


class PaperForm(forms.Form):
    """`values`: slot → what the case or the person said before; lists are written one per line. `base_number`: the version
    whose data are corrected."""

    def __init__(
        self, *args: Any, kind: str, languages: Sequence[str], values: Mapping[str, Any] | None = None,
        base_number: int | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._made_of: dict[str, Any] = {
            "kind": kind,
            "languages": languages,
            "values": values,
            "base_number": base_number,
        }
        self.languages = tuple(languages)
        slots = load(kind).slots
        self.asked = [slots[name] for name in ASKED[kind] if name in slots]
        for slot in self.asked:
            value = (values or {}).get(slot.name, slot.default)
            if slot.type in {"date", "number", "choice"} or slot.name in _ALIKE:
                self.fields[slot.name] = _plain_field(slot, value)
                continue
            for lang in self.languages:
                self.fields[f"{slot.name}_{lang}"] = _text_field(slot, value, lang)
        if base_number is not None:
            self.fields["base_number"] = forms.IntegerField(widget=forms.HiddenInput, initial=base_number)

    def over(self, number: int) -> "PaperForm":
        """The same data typed, now over the version `number` that somebody saved meanwhile: beside each that says something
        else, what it says there. Sending them again is a decision, not an accident."""
        data: Any = self.data
        data = data.copy()
        data["base_number"] = str(number)
        again = PaperForm(data, **self._made_of)
        for name, field in again.fields.items():
            now = field.initial
            if name != "base_number" and field.has_changed(now, data.get(name)):
                said = now.isoformat() if isinstance(now, dt.date) else str(now or "")
                told = _("La versión %(n)s dice aquí: “%(now)s”.") if said else _("La versión %(n)s lo deja vacío.")
                again.add_error(name, told % {"n": number, "now": said})
        return again

    def groups(self) -> list[dict[str, Any]]:
        """Slots side by side in the languages of the paper."""
        found = []
        for slot in self.asked:
            names = [slot.name] if slot.name in self.fields else [f"{slot.name}_{lang}" for lang in self.languages]
            found.append(
                {
                    "title": translated(slot.label) if len(names) > 1 else "",
                    "help": translated(slot.help) if slot.help and len(names) > 1 else "",
                    "fields": [self[name] for name in names],
                }
            )
        return found

    def values(self) -> dict[str, Any]:
        """Slot values as the operations take them."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        for slot in self.asked:
            if slot.name in self.fields:
                found[slot.name] = data[slot.name]
                continue
            said = {lang: data[f"{slot.name}_{lang}"].replace("\r\n", "\n").strip() for lang in self.languages}
            if slot.type != "list":
                found[slot.name] = said if any(said.values()) else ""
                continue
            lines = {lang: [line.strip() for line in text.split("\n") if line.strip()] for lang, text in said.items()}
            most = max(len(rows) for rows in lines.values())
            found[slot.name] = [
                {lang: rows[at] if at < len(rows) else "" for lang, rows in lines.items()} for at in range(most)
            ]
        return found


def _plain_field(slot: Slot, value: Any) -> forms.Field:
    label, help_text = translated(slot.label), translated(slot.help) if slot.help else ""
    if slot.type == "date":
        if isinstance(value, str):
            value = _day(value)
        # a date known by its month alone is written in words by the case and typed only to change it
        return day_field(
            label=label, help_text=help_text, required=False, initial=value if isinstance(value, dt.date) else None
        )
    if slot.type == "number":
        return forms.IntegerField(label=label, min_value=1, max_value=9999, required=False, initial=value)
    if slot.type == "choice":
        choices = [(key, translated(words)) for key, words in slot.options.items()]
        return forms.ChoiceField(label=label, choices=choices, initial=value, widget=forms.RadioSelect)
    return forms.CharField(label=label, help_text=help_text, max_length=200, required=False, initial=value)


def _text_field(slot: Slot, value: Any, lang: str) -> forms.Field:
    rows = value if isinstance(value, list | tuple) else [value]
    lines = [str(row.get(lang, "") if isinstance(row, Mapping) else row or "") for row in rows]
    long = slot.type == "list" or slot.name in _LONG
    widget = forms.Textarea(attrs={"rows": 4 if long else 2, "lang": lang})
    return forms.CharField(
        label=_("%(part)s, en %(language)s")
        % {"part": translated(slot.label), "language": LANGUAGES.get(lang, lang)},
        required=False, max_length=6000, initial="\n".join(line for line in lines if line), widget=widget,
    )  # fmt: skip


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


class IssueForm(forms.Form):
    issued_on = day_field(label=_("Fecha de expedición"))


class TieForm(forms.Form):
    """Which later act the paper became."""

    act = forms.ChoiceField(label=_("Acto posterior"), widget=forms.RadioSelect)
