"""Each paper of the programme: what it is for, who signs it, its text with invented values, a sample to print."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hermanar.documents.queries import sample_pdf
from hermanar.documents.rules.papers import list_papers, sample_of, show_paper as look_up

from ..edge import page, public_form


def _said(words: Mapping[str, str]) -> str:
    return words.get((get_language() or "es")[:2]) or words["es"]


def _row(shown: Any) -> dict[str, Any]:
    return {
        "it": shown,
        "folder": shown.paper.folder,
        "title": _said(shown.titles),
        "purpose": _said(shown.paper.purpose),
        "signs": _said(shown.paper.signs),
    }


@require_safe
@public_form
def show_list(request: HttpRequest) -> HttpResponse:
    """Every paper, in the order of the process."""
    rows = [_row(shown) for shown in list_papers(timezone.localdate())]
    return page(request, "guest/papers/list.html", {"rows": rows})


@require_safe
@public_form
def show_paper(request: HttpRequest, folder: str) -> HttpResponse:
    """One paper with its whole text."""
    context = _row(look_up(folder))
    content = sample_of(folder)
    context["blocks"] = [
        {"strong": b.kind.value in {"title", "heading"}, "number": b.number, "cells": list(b.text.items())}
        for b in content.blocks
    ]
    context["names"] = [name for lang in content.languages if (name := {"es": "Español", "en": "English"}.get(lang))]
    return page(request, "guest/papers/paper.html", context)


@require_safe
@public_form
def send_sample(request: HttpRequest, folder: str) -> HttpResponse:
    """The sample as PDF, marked as an exercise."""
    response = HttpResponse(sample_pdf(folder), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="muestra-{folder}.pdf"'
    return response
