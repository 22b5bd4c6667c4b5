"""Forms of the drafting desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.documents.rules.templates import TOKEN
from hermanar.kernel.content import Block, Content

from ..deeds import day_field, offer
from .marks import names_of, reading
from .pictures import LANGUAGE_NAMES


class ClauseForm(forms.Form):
    """One clause in every language, with what was seen of each when it was opened."""

    def __init__(self, *args, languages: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["base_number"] = forms.IntegerField(widget=forms.HiddenInput)
        for lang in languages:
            self.fields[f"text_{lang}"] = forms.CharField(
                label=LANGUAGE_NAMES.get(lang, lang),
                widget=forms.Textarea(attrs={"rows": 5, "lang": lang}),
                required=False,
                strip=False,
                max_length=20000,
            )
            self.fields[f"seen_{lang}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, strip=False, max_length=20000
            )

    def changed(self) -> list[str]:
        """Languages whose text is not what was seen."""
        return [
            lang
            for lang in self.languages
            if _lines(self.cleaned_data[f"text_{lang}"]) != _lines(self.cleaned_data[f"seen_{lang}"])
        ]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class RepairForm(forms.Form):
    base_number = forms.IntegerField()
    fingerprint = forms.CharField(max_length=16)
    index = forms.IntegerField(min_value=0)


class KeepForm(forms.Form):
    fingerprint = forms.CharField(max_length=16)
    code = forms.CharField(max_length=8)
    reason = forms.CharField(max_length=2000, required=False)


class StepForm(forms.Form):
    """`base_number`: the version the person was looking at."""

    base_number = forms.IntegerField()


class ConfirmForm(StepForm):
    group = forms.CharField(max_length=40, required=False)


class FreezeForm(forms.Form):
    number = forms.IntegerField()
    label = forms.CharField(max_length=120, required=False)


class ReturnForm(forms.Form):
    """The counterpart's file. It says itself which version it comes from where it left here; else a person does."""

    file = forms.FileField(
        label=_("Documento de Word (.docx)"),
        help_text=_("Con control de cambios o sin él, de Word o de LibreOffice, en un idioma o en los dos."),
        required=False,
    )
    base_number = forms.ChoiceField(
        label=_("Versión que se les envió"), help_text=_("Solo cuenta si el documento no salió de aquí.")
    )
    # asked for when the file does not say it itself
    is_this_paper = forms.BooleanField(
        label=_("Es este papel, y salió de la versión indicada"), widget=forms.HiddenInput, required=False
    )

    def __init__(self, *args, versions: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "base_number", [(v.number, name_of(v)) for v in versions])
        if self["is_this_paper"].value():
            self._ask()

    def _ask(self) -> None:
        self.fields["is_this_paper"].widget = forms.CheckboxInput()

    @property
    def asks(self) -> bool:
        return not self.fields["is_this_paper"].widget.is_hidden

    def add_error(self, field, error) -> None:
        if field == "is_this_paper":
            self._ask()
        super().add_error(field, error)


class PlaceForm(forms.Form):
    """Where a paragraph goes that no clause takes in."""

    how = forms.ChoiceField(
        label=_("Cómo"), choices=[("after", _("Párrafo nuevo después de")), ("instead", _("En lugar de lo que dice"))]
    )
    key = forms.ChoiceField(label=_("Cláusula"))
    language = forms.ChoiceField(label=_("Idioma"))

    def __init__(self, *args, content: Content, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = names_of(content)
        offer(self, "key", [(b.key, _clause_name(b, names)) for b in content.blocks])
        offer(self, "language", [(lang, LANGUAGE_NAMES.get(lang, lang)) for lang in content.languages])


def name_of(version: Any) -> str:
    """`versión 3`, and the name it was fixed under."""
    frozen = getattr(version, "frozen", None)
    told = str(_("versión %(n)s") % {"n": version.number})
    return f"{told} · {frozen.label}" if frozen else told


def _clause_name(block: Block, names: Mapping[str, str]) -> str:
    text = TOKEN.sub("____", " ".join(reading(block.text).split()))
    return f"{names[block.group]} · {block.number} {text[:60]}{'…' if len(text) > 60 else ''}"


class CommentForm(forms.Form):
    """About an article, or one clause of it (`key`, opened from the clause), in one language or all; put to a post or not."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)
    group = forms.ChoiceField(label=_("Sobre"))
    language = forms.ChoiceField(label=_("Idioma"), required=False)
    for_appointment = forms.ChoiceField(label=_("A quién se le pide atenderlo"), required=False)
    text = forms.CharField(label=_("Comentario"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)

    def __init__(self, *args, content: Content, posts: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", list(names_of(content).items()))
        offer(
            self, "language",
            [("", _("Todos los idiomas")), *((lang, LANGUAGE_NAMES.get(lang, lang)) for lang in content.languages)],
        )  # fmt: skip
        offer(
            self, "for_appointment", [("", _("A nadie en particular")), *((p.public_id, str(p.office)) for p in posts)]
        )

    def clean(self) -> dict:
        data: dict = super().clean() or {}
        if data.get("key") and not data["key"].startswith(data.get("group") or data["key"]):
            data["key"] = ""  # another article was chosen: it is about that one
        return data


class AgreeForm(forms.Form):
    agreed_on = day_field(label=_("Fecha en que las Partes lo acordaron"))
