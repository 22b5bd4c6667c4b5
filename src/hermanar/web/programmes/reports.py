"""The progress report of an agreement: issued, sent, received, examined."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible
from hermanar.meetings.enums import Outcome, Purpose
from hermanar.meetings.queries import list_resolutions
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import Addressee, ReportState
from hermanar.programmes.policies import can_edit
from hermanar.programmes.queries import addressees_of, get_report, list_programmes, progress_of, untranslated

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, page, seat_required
from ..relations import file_url, find_relation, paper_links, title_of, today_of
from ..told import MAYOR, told_to
from .forms import ExamineForm, IssueForm, ReceiptForm, SendForm
from .shared import TONES, crumbs_of, of_relation, url


def _period(request: SeatedRequest, partnership: Any) -> tuple[dt.date, dt.date]:
    """The year of the last approved programme, up to today."""
    today = today_of(request, partnership)
    approved = [p for p in list_programmes(request.seat.actor, partnership) if p.theirs_on and p.starts_on <= today]
    return (approved[0].starts_on, min(approved[0].ends_on, today)) if approved else (today, today)


@seat_required
def issue(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    since, until = _period(request, partnership)
    form = IssueForm(given(request), initial={"since_on": since, "until_on": until})
    told = progress_of(request.seat.actor, partnership, since, until, today_of(request, partnership))
    tally = told["tally"]
    facts = [
        {"term": _("Actividades acordadas"), "value": tally["agreed"]},
        {"term": _("Realizadas, con evidencia aceptada"), "value": tally["proved"]},
        {"term": _("Declaradas, sin evidencia aceptada"), "value": tally["done"] - tally["proved"]},
        {"term": _("No realizadas"), "value": tally["not_done"]},
    ]
    if names := untranslated(told, partnership):
        facts.append({"term": _("Saldrán en español en el texto en inglés"), "value": ", ".join(names)})
    deed = Deed(
        title=_("Expedir el informe de avances"), submit=_("Expedir"), back=of_relation(partnership),
        lead=title_of(partnership), crumbs=crumbs_of(partnership, (_("Informe de avances"), "")), facts=facts,
        consequence=_("Se compone de los registros y queda como está: lo posterior va en otro informe."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: programmes.issue_report(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, then=lambda row: url("report", row.public_id),
        said=gettext_lazy("El informe quedó expedido: envíelo a ambas cancillerías."),
    )  # fmt: skip


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    report = get_report(request.seat.actor, public_id)
    partnership = find_relation(request, report.partnership.public_id)
    sent = list(report.submissions.all())
    reached = {s.to for s in sent}
    missing = [Addressee(a).label for a in addressees_of(partnership) if a not in reached and a != Addressee.BILATERAL]
    context = {
        "it": report, "partnership": partnership, "title": title_of(partnership), "tone": TONES[report.state],
        "crumbs": crumbs_of(partnership, (_("Informe de avances"), "")), "papers": paper_links(report.issue),
        "tally": report.snapshot["tally"],
        "declared": report.snapshot["tally"]["done"] - report.snapshot["tally"]["proved"], "activities": report.snapshot["activities"],
        "sent": [{"it": s, "file": file_url(s.attachment)} for s in sent], "missing": missing,
        "edit": can_edit(request.seat.actor, partnership.circle), "open": report.state != ReportState.APPROVED,
    }  # fmt: skip
    return page(request, "web/programmes/report.html", context)


def _deed(report: Any, title: str, submit: str, **more: Any) -> Deed:
    back = url("report", report.public_id)
    return Deed(
        title=title, submit=submit, back=back, lead=title_of(report.partnership),
        crumbs=crumbs_of(report.partnership, (_("Informe de avances"), back), (title, "")), **more,
    )  # fmt: skip


@seat_required
def send(request: SeatedRequest, public_id: str) -> HttpResponse:
    report = get_report(request.seat.actor, public_id)
    form = SendForm(
        given(request), request.FILES or None, addressees=addressees_of(report.partnership),
        initial={"sent_on": today_of(request, report.partnership)},
    )  # fmt: skip

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        file = keep(act, report.partnership.circle, typed.pop("file"), caption=_("Envío del informe de avances"))
        return programmes.send_report(act, report=report, attachment=file, **typed)

    deed = _deed(
        report, _("Asentar un envío"), _("Asentar"),
        consequence=_("Cada Parte lo envía a su ministerio. Con los dos, el plazo del año queda cumplido."),
    )  # fmt: skip
    return do(
        request, deed, form, call, circle=report.partnership.circle, said=gettext_lazy("El envío quedó asentado.")
    )


@seat_required
def receipt(request: SeatedRequest, public_id: str, number: int) -> HttpResponse:
    report = get_report(request.seat.actor, public_id)
    row = next((s for s in report.submissions.all() if s.pk == number), None)
    if row is None:
        raise NotVisible(public_id)
    form = ReceiptForm(
        given(request), request.FILES or None, initial={"received_on": today_of(request, report.partnership)}
    )

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        file = keep(act, report.partnership.circle, typed.pop("file"), caption=_("Acuse del informe de avances"))
        return programmes.receive_receipt(act, submission=row, attachment=file, **typed)

    deed = _deed(
        report, _("Asentar el acuse"), _("Asentar"), facts=[{"term": row.get_to_display(), "value": row.reference}]
    )
    return do(
        request, deed, form, call, circle=report.partnership.circle, said=gettext_lazy("El acuse quedó asentado.")
    )


@seat_required
def examine(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the working group decided: from a session kept here whose point examined a report, or from its minutes."""
    report = get_report(request.seat.actor, public_id)
    found = {
        r.public_id: r
        for r in list_resolutions(report.partnership)
        if r.point.purpose == Purpose.EXAMINE_REPORT and r.outcome != Outcome.POSTPONED
    }
    sessions = [(key, f"{r.point.session.body} · {r.point.title}") for key, r in found.items()]
    form = ExamineForm(
        given(request), sessions=sessions, initial={"on": today_of(request, report.partnership), "approved": "yes"}
    )

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        row = found.get(typed.pop("session"))
        approved = typed.pop("approved") == "yes"
        typed["on"] = typed["on"] or act.on
        if row is not None:
            session = row.point.session
            typed |= {
                "on": session.held_on, "body": str(session.body), "act_number": session.act_number or str(session.number),
                "resolution": row.public_id,
            }  # fmt: skip
            approved = row.outcome == Outcome.APPROVED
        return programmes.examine_report(act, report=report, approved=approved, **typed)

    deed = _deed(
        report, _("Asentar el examen del Grupo de Trabajo"), _("Asentar"), told=told_to(request, report.partnership.circle, MAYOR),
        consequence=_("Recibir, examinar y aprobar los informes es función del Grupo de Trabajo (artículo VII, d)."),
    )  # fmt: skip
    return do(
        request, deed, form, call, circle=report.partnership.circle, said=gettext_lazy("El examen quedó asentado.")
    )
