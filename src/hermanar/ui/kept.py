"""A chosen file outlives a form that came back: bad input elsewhere must not cost a scan.

A browser cannot be given a file back, so the server keeps it (`files.operations.hold_upload`) and the page names it, ticked,
under its field; the next submit carries its token in `_kept`. Both entrances with forms do the same two things:

- before the view: `bring_back` puts what the tokens name among the request's files, where nothing newer was chosen;
- when a page is shown in answer to a form: `hold_chosen` keeps the files of its forms that have no fault of their own.

The tokens open nothing: a file is given only to the same user in the same post (or the same personal link).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from hermanar.files.enums import Fault
from hermanar.files.operations import KEPT_LASTS, hold_upload
from hermanar.files.queries import HeldUpload, held_uploads
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused

from .uploads import is_unfinished

KEPT = "_kept"
_MOST = 20  # tokens of one form


@dataclass(frozen=True)
class Held:
    """A file kept for a field, as its field shows it."""

    token: str
    name: str
    size: int


def bring_back(request: HttpRequest, act: Act, data: QueryDict) -> None:
    """Put the files that this form kept before among those of the request; a new choice for a field stands instead."""
    tokens = data.getlist(KEPT)[:_MOST]
    if not tokens:
        return
    chosen = {name for name in request.FILES if request.FILES.getlist(name)}
    for upload in held_uploads(act.actor, tokens, since=act.at - KEPT_LASTS):
        if upload.field_name in chosen:
            upload.close()
        else:
            request.FILES.appendlist(upload.field_name, upload)


def hold_chosen(request: HttpRequest, act: Act, context: dict[str, Any]) -> None:
    """Keep the files of the forms that a page shows again, and tell their fields (`field.held`, `field.not_held`).

    A field with a fault of its own keeps nothing, nor does a form that came incomplete. Files that are not safe are not
    kept, and their field says why.
    """
    if not request.FILES or is_unfinished(request):
        return
    for form in _forms_of(context):
        if not form.is_bound or not form.files:
            continue
        for name, field in form.fields.items():
            bound = form[name]
            if isinstance(field, forms.FileField) and not bound.errors:
                _hold(act, field, bound.html_name, form.files)


def _hold(act: Act, field: Any, name: str, files: Any) -> None:
    held, not_held = [], []
    for upload in files.getlist(name):
        if isinstance(upload, HeldUpload):
            held.append(Held(upload.token, str(upload.name), upload.size or 0))
            continue
        try:
            kept = hold_upload(act, upload=upload, field=name)
        except Refused as no:
            # of a kind than what is ever kept: the form may take it, and will say so itself
            why = "" if no.code == Fault.NOT_EVIDENCE else str(no.reason)
            not_held.append({"name": upload.name, "why": why})
        else:
            held.append(Held(kept.public_id, kept.filename, kept.size))
    field.held, field.not_held = held, not_held  # `ui` reads them where the field is shown


def _forms_of(value: Any, depth: int = 2) -> Iterator[forms.BaseForm]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif depth and isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _forms_of(one, depth - 1)
