"""The library of papers: each kind with what it is for, who signs it, its text, its sample, its version and validity."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements.enums import CASE_PAPERS
from hermanar.documents.policies import can_set_letterhead
from hermanar.documents.queries import sample_pdf
from hermanar.documents.rules.papers import STAGES, list_papers, sample_of, show_paper

from ..drafting.pictures import LANGUAGE_NAMES
from ..edge import SeatedRequest, page, seat_required
from ..language import translated
from ..letters.sheets import sheet_of_content

STAGE_NAMES = {
    "prepare": gettext_lazy("Antes de buscar contraparte"),
    "link": gettext_lazy("Vincularse"),
    "authorize": gettext_lazy("Decidir y autorizar"),
    "formalize": gettext_lazy("Formalizar"),
    "later": gettext_lazy("Después de la firma"),
}


def _names(languages: tuple[str, ...]) -> str:
    return ", ".join(str(LANGUAGE_NAMES.get(lang, lang)) for lang in languages)


def row_of(shown: Any) -> dict[str, Any]:
    """A paper of the library in the reader's language."""
    return {
        "it": shown,
        "folder": shown.paper.folder,
        "title": translated(shown.titles),
        "purpose": translated(shown.paper.purpose),
        "signs": translated(shown.paper.signs),
        "languages": _names(shown.languages),
    }


@seat_required
def show_shelf(request: SeatedRequest) -> HttpResponse:
    """Every paper, in the order of the process."""
    rows = [row_of(shown) for shown in list_papers(timezone.localdate())]
    stages = [
        {"label": STAGE_NAMES[stage], "rows": [r for r in rows if r["it"].paper.stage == stage]} for stage in STAGES
    ]
    house = request.seat.organisation
    may_set = house is not None and can_set_letterhead(request.seat.actor, house)
    return page(request, "web/papers/shelf.html", {"stages": stages, "may_set": may_set})


@seat_required
def show_kind(request: SeatedRequest, folder: str) -> HttpResponse:
    """One paper: what it is for, who signs it, what it rests on, its whole text as the sample fills it."""
    row = row_of(show_paper(folder))
    row |= {
        "sheet": sheet_of_content(sample_of(folder)),
        "stage": STAGE_NAMES[row["it"].paper.stage],
        "basis": [{"it": c, "text": translated(c.text), "gist": translated(c.gist)} for c in row["it"].basis],
        "from_case": folder in CASE_PAPERS,
        "crumbs": [
            {"label": _("Biblioteca de papeles"), "url": reverse("web:papers:shelf")},
            {"label": row["title"], "url": ""},
        ],
    }
    return page(request, "web/papers/kind.html", row)


@seat_required
def send_sample(request: SeatedRequest, folder: str) -> HttpResponse:
    """The sample as PDF."""
    response = HttpResponse(sample_pdf(folder), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="muestra-{folder}.pdf"'
    return response
