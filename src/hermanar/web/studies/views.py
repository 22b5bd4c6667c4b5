"""The study: the liaison writes and submits it; the Committee reads and evaluates it, without editing."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.documents.queries import draft_docx, draft_pdf
from hermanar.kernel.text import normalise
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import StudyState
from hermanar.partnerships.operations.studies import LISTS, SECTIONS, TEXTS
from hermanar.partnerships.policies import can_edit, can_evaluate

from ..cases.pictures import optional_url
from ..deeds import Deed, EmptyForm, do
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..letters.sheets import sheet_of
from ..relations import crumbs, find_relation

__all__ = ["show_study", "submit"]

LABELS = {
    "origin": gettext_lazy("Origen de la propuesta"),
    "earlier_relations": gettext_lazy("Relaciones anteriores o vigentes"),
    "our_profile": gettext_lazy("Nuestro municipio en breve"),
    "their_profile": gettext_lazy("La contraparte en breve"),
    "counterpart_nature": gettext_lazy("Naturaleza de la contraparte"),
    "community_ties": gettext_lazy("Lazos entre las comunidades"),
    "shared_problems": gettext_lazy("Problemas comunes"),
    "strengths": gettext_lazy("Fortalezas complementarias"),
    "plan_alignment": gettext_lazy("Prioridades del Plan Municipal de Desarrollo"),
    "expected_benefits": gettext_lazy("Beneficios esperados"),
    "resources": gettext_lazy("Recursos y costos previstos"),
    "risks": gettext_lazy("Riesgos y su atención"),
    "conclusion_reasons": gettext_lazy("Razones de la conclusión"),
}
ORDER = tuple(LABELS)


class StudyForm(forms.Form):
    """Every section of R0-22; lists take one item a line."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusión"),
        widget=forms.RadioSelect,
        choices=[
            ("favourable", gettext_lazy("Conveniente y factible")),
            ("unfavourable", gettext_lazy("No conveniente por ahora")),
        ],
        initial="favourable",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ORDER:
            self.fields[key] = forms.CharField(
                label=LABELS[key],
                widget=forms.Textarea(attrs={"rows": 4 if key in LISTS else 3}),
                help_text=gettext_lazy("Un punto por renglón.") if key in LISTS else "",
                required=False,
                max_length=6000,
            )
        self.order_fields([*ORDER[:-1], "conclusion", ORDER[-1]])


def _initial(partnership: Any, study: Any) -> dict:
    if study is not None:
        kept = study.version.values.get("conclusion", "favourable") if study.version_id else "favourable"
        return {**study.sections, "conclusion": kept}
    return {
        "counterpart_nature": str(_("Órgano gubernamental extranjero"))
        if partnership.klass == "international"
        else str(_("Municipio mexicano")),
        "earlier_relations": partnership.answers.get("earlier_of")
        or str(_("No se tiene registro de una relación anterior.")),
    }


@seat_required
def show_study(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The form for the liaison while it is a draft; the paper for everybody else."""
    partnership = find_relation(request, public_id)
    actor = request.seat.actor
    study = getattr(partnership, "study", None)
    may_edit = can_edit(actor, partnership.circle)
    closed = study is not None and study.state in {StudyState.SUBMITTED, StudyState.APPROVED}
    where = crumbs(partnership, (_("Estudio de conveniencia y factibilidad"), ""))
    if fmt := request.GET.get("descargar", ""):
        return _draft(request, partnership, study, fmt)
    evaluates = can_evaluate(actor, partnership.circle)
    context: dict[str, Any] = {
        "partnership": partnership,
        "crumbs": where,
        "study": study,
        "state": str(StudyState(study.state).label) if study else "",
        "may_edit": may_edit,
        "evaluates": evaluates,
        "sheet": sheet_of(study.version) if study and study.version_id else None,
        "session_url": optional_url("web:meetings:committee", public_id) if evaluates or may_edit else "",
    }
    if not may_edit or closed:
        return page(request, "web/studies/study.html", context)
    form = StudyForm(given(request), initial=_initial(partnership, study))
    if request.method == "POST" and form.is_valid():
        sections = {key: normalise(form.cleaned_data[key], lines=True) for key in SECTIONS}
        sections["conclusion"] = form.cleaned_data["conclusion"]
        done = operate(
            request,
            lambda act: partnerships.draft_study(act, partnership=partnership, sections=sections),
            circle=partnership.circle,
            form=form,
            said=_("El estudio quedó guardado como versión nueva."),
        )
        if done.response:
            return done.response
    return page(request, "web/studies/form.html", {**context, "form": form, "texts": TEXTS})


def _draft(request: SeatedRequest, partnership: Any, study: Any, fmt: str) -> HttpResponse:
    if study is None or study.version_id is None or fmt not in {"pdf", "docx"}:
        raise Http404
    print_as = draft_pdf if fmt == "pdf" else draft_docx
    data = print_as(
        study.version, letterhead_of=partnership.owner, exercise=partnership.circle.exercise_at is not None,
        on=today_of(request, partnership.circle),
    )  # fmt: skip
    media = (
        "application/pdf" if fmt == "pdf" else "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{_("estudio")}-{partnership.folio}.{fmt}"'
    return response


@seat_required
def submit(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put the study before the Committee."""
    partnership = find_relation(request, public_id)
    study = getattr(partnership, "study", None)
    if study is None or not can_edit(request.seat.actor, partnership.circle):
        raise Http404
    url = reverse("web:cases:study", args=[public_id])
    deed = Deed(
        title=_("Someter el estudio al Comité"),
        submit=_("Someter el estudio"),
        back=url,
        crumbs=crumbs(partnership, (_("Estudio de conveniencia y factibilidad"), url), (_("Someter"), "")),
        consequence=_("El estudio deja de editarse hasta que el Comité lo resuelva en sesión."),
        told=_("la Secretaría del Comité"),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: partnerships.submit_study(act, study=study), circle=partnership.circle,
        said=_("El estudio quedó ante el Comité."),
    )  # fmt: skip
