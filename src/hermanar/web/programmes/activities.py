"""One activity: what it is, what it lacks, its money, people and papers; what happens to it."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.evidence import operations as evidence
from hermanar.evidence.policies import can_use
from hermanar.evidence.queries import get_evidence, list_evidence
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import REPORT_SAYS, ActivityState, ProgrammeState, Protected, Side, Source
from hermanar.programmes.policies import can_edit, can_evaluate, reads
from hermanar.programmes.queries import (
    SUBJECT,
    TEXTS,
    both,
    get_activity,
    get_programme,
    lines_of,
    list_restricted,
    priorities_of,
    sentence_of,
    words_of_modality,
)

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, page, seat_required
from ..language import language, translated
from ..relations import own_circle, title_of, today_of
from .forms import ActivityForm, AgreeForm, DoneForm, EvaluateForm, EvidenceForm, NotDoneForm
from .shared import TONES, crumbs_of, crumbs_of_activity, fitting, name_of, url

_PLAIN = (
    "title", "title_en", "modality", "objective", "objective_en", "starts_on", "ends_on", "beneficiaries",
    "beneficiaries_who", "beneficiaries_who_en", "ours", "theirs", "staff_plan", "duties_ours", "duties_theirs", "resources",
    "goal", "indicator", "evaluation", "other_info", "ours_en", "theirs_en", "staff_plan_en", "duties_ours_en",
    "duties_theirs_en", "resources_en", "indicator_en", "evaluation_en", "other_info_en",
)  # fmt: skip


def _caption(row: Any) -> str:
    return row.caption_es or row.caption_en or (row.attachment.filename if row.attachment else row.url)


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    who = request.seat.actor
    activity = get_activity(who, public_id)
    programme = activity.programme
    today = today_of(request, programme.partnership)
    line = lines_of(who, [activity], today)[0]
    stands = programme.state != ProgrammeState.CLOSED and activity.state != ActivityState.DROPPED
    said = REPORT_SAYS[line.verb] % {
        "on": _day(activity.ended_on), "from": _day(activity.starts_on), "to": _day(activity.ends_on)
    }  # fmt: skip
    shares = reads(who, programme.circle, "evaluation")
    context = {
        "it": activity, "programme": programme, "name": name_of(programme), "tone": TONES[activity.state],
        "crumbs": crumbs_of_activity(activity), "said": said, "lacks": [sentence_of(x) for x in line.lacks],
        "modality": words_of_modality(programme, activity.modality),
        "words": {name: translated(both(getattr(activity, name), getattr(activity, f"{name}_en"))) for name in (*TEXTS, "outcome")},
        "budget": [
            {"it": b, "concept": translated(both(b.concept, b.concept_en)), "side": Side(b.side).label, "source": Source(b.source).label, "amount": f"{b.amount:,.2f} {b.currency}"}
            for b in activity.budget.all()
        ],
        "staff": [
            {"it": s, "post": translated(both(s.post, s.post_en))}
            for s in activity.staff.prefetch_related("other_work").select_related("insurance_file")
        ],
        "transfers": activity.transfers.all(), "restricted": list_restricted(who, activity),
        "evidence": [
            {"it": p.row, "caption": _caption(p.row), "claim": p.claim, "state": p.row.get_state_display()}
            for p in line.evidence
        ],
        "judged": activity.judged if shares and hasattr(activity, "judged") else None,
        "funds": reads(who, programme.circle, "funds"),
        "edit": can_edit(who, programme.circle) and stands,
        "evaluate": can_evaluate(who, programme.circle) and stands
        and activity.state in {ActivityState.DONE, ActivityState.NOT_DONE},
        "declared": activity.protected != Protected.UNSAID, "carried": line.is_carried,
        "change": activity.state == ActivityState.PROPOSED and programme.state != ProgrammeState.OURS,
        "agree": activity.state == ActivityState.PROPOSED and programme.state == ProgrammeState.RUNNING,
        "end": activity.state == ActivityState.AGREED,
    }  # fmt: skip
    return page(request, "web/programmes/activity.html", context)


def _day(on: Any) -> str:
    return date_in_words(on, language()) if on else "—"


def _form(request: SeatedRequest, programme: Any, activity: Any = None) -> tuple[ActivityForm, dict[str, Any]]:
    """The form, and the priorities by their Spanish words."""
    choices = {p.es: p for p in priorities_of(request.seat.actor, programme.partnership)}
    initial: dict[str, Any] = {"ours": "", "starts_on": programme.starts_on, "ends_on": programme.ends_on}
    if activity is not None:
        initial = {name: getattr(activity, name) for name in _PLAIN} | {
            "goals": ", ".join(str(g) for g in activity.goals), "priority": activity.priority,
        }  # fmt: skip
    known = [(es, p.en if language() == "en" and p.en else es) for es, p in choices.items()]
    if activity is not None and activity.priority and activity.priority not in choices:
        known.append((activity.priority, activity.priority))
    form = ActivityForm(
        given(request), initial=initial,
        modalities=[(m["key"], words_of_modality(programme, m["key"])) for m in programme.modalities], priorities=known,
    )  # fmt: skip
    return fitting(form, programme.partnership), choices


def _spec(form: ActivityForm, choices: dict[str, Any]) -> programmes.ActivitySpec:
    typed = dict(form.cleaned_data)
    priority = choices.get(typed["priority"])
    return programmes.ActivitySpec(**typed, priority_en=priority.en if priority else "")


@seat_required
def propose(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    form, choices = _form(request, programme)
    back = url("programme", programme.public_id)
    additional = programme.state == ProgrammeState.RUNNING
    deed = Deed(
        title=_("Proponer una actividad"), submit=_("Proponer"), back=back, lead=title_of(programme.partnership),
        crumbs=crumbs_of(programme.partnership, (name_of(programme), back), (_("Actividad"), "")),
        consequence=_("Es una propuesta adicional del año: ambas Partes la acuerdan después.") if additional else "",
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: programmes.propose_activity(act, programme=programme, spec=_spec(form, choices)),
        circle=programme.circle, then=lambda row: url("activity", row.public_id),
        said=gettext_lazy("La actividad quedó propuesta."),
    )  # fmt: skip


def deed_of(activity: Any, title: str, submit: str, **more: Any) -> Deed:
    return Deed(
        title=title, submit=submit, back=url("activity", activity.public_id), lead=str(activity),
        crumbs=crumbs_of_activity(activity, title), **more,
    )  # fmt: skip


@seat_required
def change(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form, choices = _form(request, activity.programme, activity)
    return do(
        request, deed_of(activity, _("Cambiar la actividad"), _("Guardar")), form,
        lambda act: programmes.change_activity(act, activity=activity, spec=_spec(form, choices)),
        circle=activity.programme.circle, said=gettext_lazy("La actividad quedó como la escribió."),
    )  # fmt: skip


@seat_required
def agree(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    form = AgreeForm(given(request), initial={"on": today_of(request, activity.programme.partnership)})
    return do(
        request, deed_of(activity, _("Asentar que ambas Partes la acordaron"), _("Asentar")), form,
        lambda act: programmes.agree_activity(act, activity=activity, **form.cleaned_data),
        circle=activity.programme.circle, said=gettext_lazy("La actividad quedó acordada."),
    )  # fmt: skip


@seat_required
def finish(request: SeatedRequest, public_id: str, done: bool) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    today = today_of(request, activity.programme.partnership)
    form: Any = (DoneForm if done else NotDoneForm)(given(request), initial={"on": today})
    title = _("Asentar que se realizó") if done else _("Asentar que no se realizó")
    told = _("El informe dirá “se realizó” cuando una evidencia aceptada lo muestre.") if done else ""
    return do(
        request, deed_of(activity, title, _("Asentar"), consequence=told), form,
        lambda act: programmes.finish_activity(act, activity=activity, done=done, **form.cleaned_data),
        circle=activity.programme.circle, said=gettext_lazy("Quedó asentado cómo terminó la actividad."),
    )  # fmt: skip


@seat_required
def drop(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    return do_for_reason(
        request, deed_of(activity, _("Retirar la actividad"), _("Retirar"), kind="danger"),
        lambda act, **why: programmes.drop_activity(act, activity=activity, **why),
        circle=activity.programme.circle, said=gettext_lazy("La actividad se retiró, con su motivo."),
    )  # fmt: skip


@seat_required
def evaluate(request: SeatedRequest, public_id: str) -> HttpResponse:
    activity = get_activity(request.seat.actor, public_id)
    judged = activity.judged if hasattr(activity, "judged") else None
    keys = ("result", "achieved", "reached_people", "learned", "goes_on")
    form = EvaluateForm(given(request), initial={k: getattr(judged, k) for k in keys} if judged else {})
    facts = []
    if activity.goal is not None:
        facts.append({"term": _("Meta"), "value": f"{activity.goal.normalize():f} · {activity.indicator}"})
    if activity.evaluation:
        facts.append({"term": _("Cómo se evaluará"), "value": activity.evaluation})
    return do(
        request, deed_of(activity, _("Evaluar la actividad"), _("Guardar la evaluación"), facts=facts), form,
        lambda act: programmes.evaluate_activity(act, activity=activity, **form.cleaned_data),
        circle=activity.programme.circle, said=gettext_lazy("La evaluación quedó asentada."),
    )  # fmt: skip


@seat_required
def use_evidence(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put a piece of the municipality's evidence under the activity: what it shall show."""
    who = request.seat.actor
    activity = get_activity(who, public_id)
    circle = own_circle(request)
    if not can_use(who, circle):
        raise NotVisible(public_id)
    rows = [s.row for s in list_evidence(who, circle, limit=200).shown]
    form = EvidenceForm(given(request), pieces=[(r.public_id, f"{_caption(r)} · {r.get_kind_display()}") for r in rows])
    return do(
        request, deed_of(activity, _("Sumar evidencia"), _("Sumar")), form,
        lambda act: evidence.use_evidence(
            act, evidence=get_evidence(who, form.cleaned_data["piece"]).row, subject=SUBJECT,
            subject_id=activity.public_id, label=activity.title, claim=form.cleaned_data["claim"],
        ),
        circle=circle, said=gettext_lazy("La evidencia quedó en la actividad."),
    )  # fmt: skip
