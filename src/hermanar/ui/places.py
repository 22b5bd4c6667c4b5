"""Where on a form each sentence of a *no* stands."""

from collections.abc import Iterable, Iterator, Mapping

from django import forms

from hermanar.documents.enums import NotDrawn
from hermanar.kernel.text import normalise


def placed(form: forms.BaseForm | None, errors: Mapping[str, Iterable], fields: Mapping[str, str]) -> Iterator[tuple]:
    """Field (None: the form as a whole) and sentence. A character that cannot be printed is said at each field where it was
    typed, whatever part of the paper it had come to; typed in none, with the words where it stands."""
    said = set()
    for name, sentences in errors.items():
        name = fields.get(name, name)
        known = name if form is not None and name in form.fields else None
        for sentence in sentences:
            at: list[str | None] = [known]
            text = str(sentence)
            if isinstance(sentence, NotDrawn) and form is not None and (typed := _fields_with(form, sentence.char)):
                at, text = list(typed), sentence.here
            for place in at:
                if (place, text) not in said:
                    said.add((place, text))
                    yield place, text


def _fields_with(form: forms.BaseForm, char: str) -> list[str]:
    return [name for name in form.fields if any(char in text for text in _texts(form[name].data))]


def _texts(data: object) -> list[str]:
    if isinstance(data, str):
        return [data, normalise(data, lines=True)]
    return [text for inner in data for text in _texts(inner)] if isinstance(data, list | tuple) else []
