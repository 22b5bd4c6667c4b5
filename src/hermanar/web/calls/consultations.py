"""Asking interested parties about a study or a project."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ConsultationState, Position
from hermanar.calls.policies import can_call, can_judge
from hermanar.calls.queries import (
    get_consultation,
    get_project,
    list_consultations,
    parties_to_invite,
    positions_of,
    sections_shown,
)
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import StudyState
from hermanar.partnerships.queries import list_sections
from hermanar.partnerships.rules.studies import ORDER

from ..deeds import do
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..links.given import show_given
from ..relations import find_relation, title_of
from .forms import ConclusionForm, ConsultationForm, InviteForm
from .frame import TONES, before_of, caller, crumb, deed, house, judge, tabs, votes_of

PAGE = 30


def _about(row: Any) -> str:
    if row.project is not None:
        return row.project.title
    return _("Estudio del expediente %(folio)s") % {"folio": row.study.partnership.folio}


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Every consultation of the municipality."""
    house(request)
    rows = list_consultations(request.seat.actor, before=before_of(request), limit=PAGE + 1)
    context = {
        "tabs": tabs("consultations"),
        "rows": [{"it": c, "about": _about(c), "tone": TONES[c.state]} for c in rows[:PAGE]],
        "next": f"?desde={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "is_empty": not rows and not before_of(request),
    }
    return page(request, "web/calls/consultations.html", context)


def _url(row: Any) -> str:
    return reverse("web:calls:consultation", args=[row.public_id])


def _way(row: Any) -> list[dict[str, Any]]:
    return [crumb("consultations", _("Consultas")), {"label": row.title, "url": _url(row)}]


@seat_required
def show_consultation(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Who was asked, what each said, and what the committee concluded."""
    house(request)
    actor = request.seat.actor
    row = get_consultation(actor, public_id)
    consulted, summary = positions_of(row)
    words = dict(Position.choices)
    context = {
        "it": row,
        "about": _about(row),
        "shown": [p.label for p in sections_shown(row)],
        "crumbs": [crumb("consultations", _("Consultas")), {"label": row.title, "url": ""}],
        "tone": TONES[row.state],
        "rows": [{"it": c, "tone": TONES.get(c.position, "amber")} for c in consulted],
        "summary": summary,
        "bars": [{"label": words[key], "value": number, "url": ""} for key, number in summary.counts],
        "is_open": row.state == ConsultationState.OPEN,
        "may_call": can_call(actor, row.circle),
        "may_judge": can_judge(actor, row.circle),
        "about_url": reverse("web:calls:project", args=[row.project.public_id])
        if row.project
        else reverse("web:cases:study", args=[row.study.partnership.public_id]),
    }
    return page(request, "web/calls/consultation.html", context)


@seat_required
def open_one(request: SeatedRequest, project_id: str = "", relation_id: str = "") -> HttpResponse:
    """Ask about a project, or about the study of a relation."""
    owner = caller(request)
    project = get_project(request.seat.actor, project_id) if project_id else None
    partnership = find_relation(request, relation_id) if relation_id else None
    study = getattr(partnership, "study", None) if partnership is not None else None
    if project is None and (study is None or study.state == StudyState.APPROVED):
        raise NotVisible("consultation")
    if project is not None:
        back, about = reverse("web:calls:project", args=[project.public_id]), project.title
    else:
        back, about = reverse("web:cases:study", args=[relation_id]), title_of(partnership)
    written = {p.key: p.label for p in list_sections(study) if p.written}
    sections = [(key, written[key]) for key in ORDER if key in written]
    initial = {
        "title": _("Viabilidad: %(about)s") % {"about": about}, "question": _("¿Conviene? ¿Qué haría falta?"),
        "shows": [key for key, _label in sections],
    }  # fmt: skip
    form = ConsultationForm(given(request), initial=initial, sections=sections)
    return do(
        request,
        deed(
            _("Consultar a las partes interesadas"), _("Abrir la consulta"), back,
            [crumb("consultations", _("Consultas"))], lead=about,
            consequence=_("Después se invita a cada quien por su propio enlace; nadie ve lo que otro opinó."),
        ),
        form,
        lambda act: calls.open_consultation(act, owner=owner, study=study, project=project, **form.cleaned_data),
        circle=owner.home,
        then=_url,
        said=_("Consulta abierta. Falta invitar."),
    )  # fmt: skip


@seat_required
def invite(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Invite one of the list by its own link; the address is shown once."""
    row = get_consultation(request.seat.actor, public_id)
    if not can_call(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    parties = {s.public_id: s for s in parties_to_invite(request.seat.actor, row)}
    form = InviteForm(given(request), parties=[(key, str(s)) for key, s in parties.items()])
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = operate(
            request,
            lambda act: calls.invite_party(
                act, consultation=row, stakeholder=parties[form.cleaned_data["stakeholder"]], now=now,
                email=form.cleaned_data["email"], language=form.cleaned_data["language"],
            ),
            circle=row.circle,
            form=form,
            then=_url(row),
        )  # fmt: skip
        if done.value is not None:
            _consulted, link, token = done.value
            return show_given(
                request, link, token, back=_url(row), crumbs=[*_way(row), {"label": _("Enlace"), "url": ""}]
            )
        if done.response:
            return done.response
    the_deed = deed(_("Invitar a opinar"), _("Dar el enlace"), _url(row), _way(row), lead=row.title)
    context = {"deed": the_deed, "form": form, "blockers": [], "nobody": not parties}
    return page(request, "web/calls/invite.html", context)


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the committee concludes; the links end."""
    row = judge(request, get_consultation(request.seat.actor, public_id))
    votes, by_id = votes_of(row.owner)
    form = ConclusionForm(given(request), votes=votes)
    now = timezone.now()
    return do(
        request,
        deed(
            _("Concluir la consulta"), _("Concluir"), _url(row), _way(row), lead=row.title,
            consequence=_("Los enlaces dejan de servir. Las opiniones se conservan con la conclusión."),
        ),
        form,
        lambda act: calls.close_consultation(
            act, consultation=row, conclusion=form.cleaned_data["conclusion"], now=now,
            resolution=by_id.get(form.cleaned_data["resolution"]),
        ),
        circle=row.circle,
        said=_("Consulta concluida."),
    )  # fmt: skip
