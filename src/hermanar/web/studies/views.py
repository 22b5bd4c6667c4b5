"""The study: the liaison writes it section by section and submits it; the Committee reads and evaluates it, without
editing."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.candidates import operations as candidates
from hermanar.candidates.queries import city_of
from hermanar.directory.enums import Part
from hermanar.documents.queries import MEDIA_TYPES, draft_docx, draft_pdf
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import normalise
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import StudyState
from hermanar.partnerships.policies import TOWN, can_edit, can_evaluate, can_record_for
from hermanar.partnerships.queries import SectionPicture, list_returns, list_sections, missing_sections, section_label
from hermanar.partnerships.rules.studies import LISTS, ORDER, SECTIONS, source_lines, typed_sources
from hermanar.ui.download import download

from ..cases.pictures import earlier_of, optional_url, told_of_study
from ..deeds import Deed, EmptyForm, ReasonForm, day_field, do, do_for_reason, do_from_paper
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..letters.sheets import sheet_of
from ..relations import crumbs, file_url, find_matter, today_of as day_of
from ..told import LIAISON, SECRETARY, told_to

__all__ = ["give_back", "propose", "show_study", "submit", "take_back", "write_section", "write_whole"]

CONCLUSIONS = [
    ("favourable", gettext_lazy("Conveniente y factible")),
    ("unfavourable", gettext_lazy("No conveniente por ahora")),
]


class ConclusionForm(forms.Form):
    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusión"), widget=forms.RadioSelect, choices=CONCLUSIONS, initial="favourable"
    )


class StudyForm(ConclusionForm):
    """Every section of R0-22 on one page; lists take one item a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ORDER:
            self.fields[key] = forms.CharField(
                label=section_label(key),
                widget=forms.Textarea(attrs={"rows": 4 if key in LISTS else 3}),
                help_text=gettext_lazy("Un punto por renglón.") if key in LISTS else "",
                required=False,
                max_length=6000,
            )
        self.order_fields([*ORDER[:-1], "conclusion", ORDER[-1]])


class SectionForm(forms.Form):
    """One section: its words, in English too where the relation has it, and what they rest on."""

    es = forms.CharField(label=gettext_lazy("En español"), max_length=6000, widget=forms.Textarea)
    en = forms.CharField(label=gettext_lazy("En inglés"), required=False, max_length=6000, widget=forms.Textarea)
    sources = forms.CharField(
        label=gettext_lazy("Fuentes"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Una por renglón; si está en una página, su dirección después de una barra: Censo 2020 | https://…"),
    )  # fmt: skip

    def __init__(self, *args: Any, bilingual: bool, points: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("es", "en"):
            self.fields[name].widget.attrs["rows"] = 5
            if points:
                self.fields[name].help_text = gettext_lazy("Un punto por renglón.")
        if not bilingual:
            del self.fields["en"]


def _earlier_told(actor: Actor, partnership: Any) -> str:
    """What the case page tells of earlier relations of the two, for the study to say the same."""
    told = [f"{e.title} ({', '.join(filter(None, [e.folio, e.when]))})" for e in earlier_of(actor, partnership)]
    if not told:
        return str(_("No se tiene registro de una relación anterior."))
    return str(_("Consta: %(earlier)s.") % {"earlier": "; ".join(told)})


def _initial(actor: Actor, partnership: Any, study: Any) -> dict:
    """What is written; else what is proposed; else what the case knows."""
    known = {
        "counterpart_nature": str(_("Órgano gubernamental extranjero"))
        if partnership.klass == "international"
        else str(_("Municipio mexicano")),
        "earlier_relations": partnership.answers.get("earlier_of") or _earlier_told(actor, partnership),
    }
    if study is None:
        return known
    offered = {key: row.get("es", "") for key, row in study.proposals.items()}
    written = {key: text for key, text in study.sections.items() if text}
    return {**known, **offered, **written, "conclusion": _conclusion(study)}


def _conclusion(study: Any) -> str:
    kept = study.version.values.get("conclusion", "favourable") if study.version_id else "favourable"
    return study.sections.get("conclusion") or kept


def _where(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    url = reverse("web:cases:study", args=[partnership.public_id]) if more else ""
    return crumbs(partnership, (_("Estudio de conveniencia y factibilidad"), url), *more)


def _open(request: SeatedRequest, public_id: str) -> tuple[Any, Any]:
    """(relation, study or None) for who may write in it. Raises NotVisible."""
    partnership = find_matter(request, public_id, "study")
    study = getattr(partnership, "study", None)
    closed = study is not None and study.state in {StudyState.SUBMITTED, StudyState.APPROVED}
    if closed or not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    return partnership, study


@seat_required
def show_study(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Its sections for the liaison while it is a draft; the paper for everybody else."""
    partnership = find_matter(request, public_id, "study")
    actor = request.seat.actor
    study = getattr(partnership, "study", None)
    may_edit = can_edit(actor, partnership.circle)
    closed = study is not None and study.state in {StudyState.SUBMITTED, StudyState.APPROVED}
    given_out = study.issue if study is not None and study.state == StudyState.APPROVED else None
    if fmt := request.GET.get("descargar", ""):
        if given_out and fmt in MEDIA_TYPES:
            return redirect("web:drafting:paper", given_out.public_id, fmt)
        return _draft(request, partnership, study, fmt)
    evaluates = can_evaluate(actor, partnership.circle)
    submitted = study is not None and study.state == StudyState.SUBMITTED
    context: dict[str, Any] = {
        "partnership": partnership,
        "crumbs": _where(partnership),
        "study": study,
        "state": str(StudyState(study.state).label) if study else "",
        "may_edit": may_edit,
        "evaluates": evaluates,
        "sheet": sheet_of(study.version, issue=given_out) if study and study.version_id else None,
        "given_out": given_out,
        "refused": told_of_study(partnership),
        "returns": [{"it": r, "scan": file_url(r.attachment)} for r in list_returns(study)],
        "may_return": submitted and (evaluates or can_record_for(actor, partnership.circle, Part.COMMITTEE)),
        "may_take_back": submitted and may_edit,
        "session_url": optional_url("web:meetings:committee", public_id) if evaluates or may_edit else "",
    }
    if not may_edit or closed:
        return page(request, "web/studies/study.html", context)
    return page(request, "web/studies/sections.html", {**context, **_sections(partnership, study)})


def _sections(partnership: Any, study: Any) -> dict[str, Any]:
    """What the page of sections shows: each with its state, what is missing, what may be proposed."""
    pictures = {p.key: p for p in list_sections(study)}
    rows: list[dict[str, Any]] = [
        {
            "it": pictures[key],
            "url": reverse("web:cases:study_section", args=[partnership.public_id, key]),
            "state": _state(pictures[key]),
        }
        for key in ORDER
    ]
    missing = [r for r in rows if r["it"].required and not r["it"].written]
    city = city_of(partnership)
    return {
        "rows": rows,
        "missing": missing,
        "first": next(iter(missing), None),
        "written": sum(1 for r in rows if r["it"].written),
        "conclusion": dict(CONCLUSIONS)[_conclusion(study)] if study and study.sections.get("conclusion") else "",
        "conclusion_url": reverse("web:cases:study_section", args=[partnership.public_id, "conclusion"]),
        "candidate_url": reverse("web:candidates:city", args=[city]) if city else "",
        "may_propose": bool(missing) and not any(r["it"].proposed_es for r in rows),
        "propose": _("Proponer desde la hoja de puntos") if city else _("Proponer desde lo que se sabe"),
    }


def _state(picture: SectionPicture) -> tuple[str, str]:
    """(tone, words)."""
    if picture.written:
        return "leaf", _("Escrita")
    if picture.proposed_es:
        return "amber", _("Propuesta: falta revisarla")
    return ("", _("Falta")) if picture.required else ("", _("Si la hay"))


@seat_required
def write_section(request: SeatedRequest, public_id: str, key: str) -> HttpResponse:
    """One section, saved by itself; what the score sheet proposes is there to be mended."""
    partnership, study = _open(request, public_id)
    if key == "conclusion":
        return _conclude(request, partnership, study)
    if key not in SECTIONS:
        raise Http404
    picture = next(p for p in list_sections(study) if p.key == key)
    kept = (study.sources.get(key) if study else None) or (study.proposals.get(key) or {} if study else {}).get(
        "sources", []
    )
    initial = {
        "es": picture.es or picture.proposed_es or _initial(request.seat.actor, partnership, None).get(key, ""),
        "en": picture.en or ("" if picture.written else picture.proposed_en),
        "sources": source_lines(kept),
    }
    bilingual = "en" in partnership.languages
    form = SectionForm(given(request), initial=initial, bilingual=bilingual, points=key in LISTS)
    back = reverse("web:cases:study", args=[public_id])
    deed = Deed(
        title=picture.label,
        submit=_("Guardar la sección"),
        back=back,
        crumbs=_where(partnership, (picture.label, "")),
        lead=_("Es una propuesta con lo que consta, y sus fuentes. Revísela, corríjala y guárdela.")
        if picture.proposed_es and not picture.written
        else "",
    )

    def save(act: Any) -> Any:
        data = form.cleaned_data
        return partnerships.save_study_section(
            act, partnership=partnership, key=key, es=data["es"], en=data.get("en", ""),
            sources=typed_sources(normalise(data["sources"], lines=True), kept),
        )  # fmt: skip

    return do(
        request, deed, form, save, circle=partnership.circle, then=_after(partnership, key),
        said=_("La sección quedó guardada: el estudio tiene una versión nueva."),
    )  # fmt: skip


def _after(partnership: Any, key: str) -> str:
    return f"{reverse('web:cases:study', args=[partnership.public_id])}#{key}"


def _conclude(request: SeatedRequest, partnership: Any, study: Any) -> HttpResponse:
    form = ConclusionForm(given(request), initial={"conclusion": _conclusion(study) if study else "favourable"})
    deed = Deed(
        title=_("Conclusión del estudio"),
        submit=_("Guardar la conclusión"),
        back=reverse("web:cases:study", args=[partnership.public_id]),
        crumbs=_where(partnership, (_("Conclusión"), "")),
        lead=_("Es la opinión de quien lo prepara; la decisión es del Comité."),
    )
    return do(
        request, deed, form,
        lambda act: partnerships.save_study_section(
            act, partnership=partnership, key="conclusion", es=form.cleaned_data["conclusion"]
        ),
        circle=partnership.circle, fields={"es": "conclusion"}, said=_("La conclusión quedó guardada."),
    )  # fmt: skip


@seat_required
def write_whole(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Everything on one page, saved at once."""
    partnership, study = _open(request, public_id)
    form = StudyForm(given(request), initial=_initial(request.seat.actor, partnership, study))
    if request.method == "POST" and form.is_valid():
        sections = {key: normalise(form.cleaned_data[key], lines=True) for key in SECTIONS}
        sections["conclusion"] = form.cleaned_data["conclusion"]
        done = operate(
            request,
            lambda act: partnerships.draft_study(act, partnership=partnership, sections=sections),
            circle=partnership.circle,
            form=form,
            then=reverse("web:cases:study", args=[public_id]),
            said=_("El estudio quedó guardado como versión nueva."),
        )
        if done.response:
            return done.response
    context = {
        "partnership": partnership,
        "crumbs": _where(partnership, (_("Todo en una página"), "")),
        "study": study,
        "form": form,
    }
    return page(request, "web/studies/form.html", context)


@seat_required
def propose(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Propose the sections that nobody wrote: from the score sheet of the counterpart's city or, where that is in no
    list, from what the case, its lead and our own profile say."""
    partnership, _study = _open(request, public_id)
    city = city_of(partnership)
    url = reverse("web:cases:study", args=[public_id])
    deed = Deed(
        title=_("Proponer el estudio desde la hoja de puntos")
        if city
        else _("Proponer el estudio desde lo que se sabe"),
        submit=_("Proponer"),
        back=url,
        crumbs=_where(partnership, (_("Proponer"), "")),
        consequence=_("Cada sección vacía recibe lo que la hoja sabe, con sus fuentes. Lo que ya escribió no se toca.")
        if city
        else _(
            "La contraparte no está en el catálogo de lugares: cada sección vacía recibe lo que dicen el expediente, su"
            " prospecto y el perfil municipal, con sus fuentes, y lo que falta saber. Lo que ya escribió no se toca."
        ),
    )
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: candidates.propose_study(act, partnership=partnership, city=city),
        circle=partnership.circle, said=_("Las secciones vacías ya tienen propuesta. Revise cada una."),
    )  # fmt: skip


def _draft(request: SeatedRequest, partnership: Any, study: Any, fmt: str) -> HttpResponse:
    if study is None or study.version_id is None or fmt not in {"pdf", "docx"}:
        raise Http404
    print_as = draft_pdf if fmt == "pdf" else draft_docx
    data = print_as(
        study.version, letterhead_of=partnership.owner, exercise=partnership.circle.exercise_at is not None,
        on=today_of(request, partnership.circle),
    )  # fmt: skip
    return download(data, MEDIA_TYPES[fmt], f"{_('estudio')}-{partnership.folio}.{fmt}")


@seat_required
def submit(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put the study before the Committee."""
    partnership = find_matter(request, public_id, "study")
    study = getattr(partnership, "study", None)
    if study is None or not can_edit(request.seat.actor, partnership.circle):
        raise Http404
    url = reverse("web:cases:study", args=[public_id])
    deed = Deed(
        title=_("Someter el estudio al Comité"),
        submit=_("Someter el estudio"),
        back=url,
        crumbs=_where(partnership, (_("Someter"), "")),
        consequence=_("El estudio deja de editarse hasta que el Comité lo resuelva en sesión."),
        told=told_to(request, partnership.circle, SECRETARY),
        then=[_("Falta: %(section)s.") % {"section": section_label(key)} for key in missing_sections(study)],
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: partnerships.submit_study(act, study=study), circle=partnership.circle,
        said=_("El estudio quedó ante el Comité."),
    )  # fmt: skip


class ReturnForm(ReasonForm):
    """`on_paper`: the committee is not on board, and what it said came on paper."""

    reason = forms.CharField(
        label=gettext_lazy("Qué debe atenderse"),
        help_text=gettext_lazy("Todo de una vez: quien lo escribió lo atiende y lo somete otra vez."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    folio = forms.CharField(label=gettext_lazy("Número del oficio o del acta del Comité"), max_length=60)
    returned_on = day_field(label=gettext_lazy("Fecha del papel"))
    scan = forms.FileField(label=gettext_lazy("Papel escaneado"), required=False)

    def __init__(self, *args: Any, on_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_paper:
            for name in ("folio", "returned_on", "scan"):
                del self.fields[name]


@seat_required
def give_back(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The Committee sends it back with what has to be seen to, from its own seat or, absent, from its paper."""
    partnership = find_matter(request, public_id, "study")
    study, actor = getattr(partnership, "study", None), request.seat.actor
    on_paper = can_record_for(actor, partnership.circle, Part.COMMITTEE)
    if study is None or not (on_paper or can_evaluate(actor, partnership.circle)):
        raise Http404
    deed = Deed(
        title=_("Devolver el estudio"),
        submit=_("Devolver el estudio"),
        kind="danger",
        back=reverse("web:cases:study", args=[public_id]),
        crumbs=_where(partnership, (_("Devolver"), "")),
        lead=_("Desde el papel del Comité: queda como “asentado por” usted.")
        if on_paper
        else _("El Comité evalúa y no edita: lo corrige quien lo escribió."),
        consequence=_("Vuelve a quien lo preparó, que lo corrige en otra versión y lo somete otra vez."),
        told=told_to(request, partnership.circle, LIAISON, also=TOWN),
    )
    form = ReturnForm(
        given(request), request.FILES or None, initial={"returned_on": day_of(request, partnership)}, on_paper=on_paper
    )

    return do_from_paper(
        request, deed, form, lambda act, **typed: partnerships.return_study(act, study=study, **typed),
        circle=partnership.circle, caption=_("Devolución del estudio"),
        said=gettext_lazy("El estudio se devolvió, con su motivo."),
    )  # fmt: skip


@seat_required
def take_back(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Its author takes it back before it is decided."""
    partnership = find_matter(request, public_id, "study")
    study = getattr(partnership, "study", None)
    if study is None or not can_edit(request.seat.actor, partnership.circle):
        raise Http404
    deed = Deed(
        title=_("Retirar el estudio del Comité"),
        submit=_("Retirar el estudio"),
        kind="danger",
        back=reverse("web:cases:study", args=[public_id]),
        crumbs=_where(partnership, (_("Retirar"), "")),
        consequence=_("Vuelve a estar en preparación. Lo que el Comité leyó queda como una versión anterior."),
        told=told_to(request, partnership.circle, SECRETARY),
    )
    return do_for_reason(
        request, deed, lambda act, **why: partnerships.take_back_study(act, study=study, **why),
        circle=partnership.circle, said=gettext_lazy("El estudio volvió a preparación, con su motivo."),
    )  # fmt: skip
