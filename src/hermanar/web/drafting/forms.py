"""Forms of the drafting desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..deeds import day_field, offer
from .marks import group_name
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


class CommentForm(forms.Form):
    group = forms.ChoiceField(label=_("Sobre"), required=False)
    text = forms.CharField(
        label=_("Comentario"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, required=False
    )

    def __init__(self, *args, groups: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [(g, group_name(g)) for g in groups])


class AgreeForm(forms.Form):
    agreed_on = day_field(label=_("Fecha en que las Partes lo acordaron"))
