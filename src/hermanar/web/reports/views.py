"""The list of quarters, one quarter, one activity as its writer sees it, and the acts of its two signers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import get_rendition, letterhead_for
from hermanar.documents.renderers import Marks
from hermanar.journal.queries import list_newest_about
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.queries import said_proof
from hermanar.plans.enums import Basis, Head, LateKind, UnitKind
from hermanar.plans.rules.calendar import quarter_ends, quarter_of, quarter_starts
from hermanar.registry.policies import can_publish
from hermanar.registry.queries.reports import find_published_report
from hermanar.reports import operations as reports
from hermanar.reports.enums import WRITABLE, AnnexKind, DeclaredKey, PeriodState, in_order
from hermanar.reports.policies import can_authorise, can_write
from hermanar.reports.queries import (
    Remark,
    alliances_on_record,
    held_in,
    is_drawn_aside,
    is_read_aside,
    late_told,
    list_annexes,
    list_periods,
    months_of,
    paper_of,
    partners_with_document,
    plates_of_report,
    proved_of,
    relations_of,
    report_of,
    review,
    signer,
)
from hermanar.ui.download import download, must_be_paper, printed

from ..deeds import EmptyForm, do, do_for_reason
from ..drafting.marks import Spot, marked
from ..edge import SeatedRequest, given, moment, operate, page, seat_required, today as today_of
from ..language import language
from ..plans.parts import GOALS, GOALS_ALONE, Part, part_of
from ..relations import file_url, paper_links
from ..sentences import tell
from ..told import LIAISON, MAYOR, told_to
from .forms import CorrectionForm, CoverForm, NarrativeForm, OpenForm
from .shared import crumbs, deed_of, find, find_period, house_of, name_of, url_of
from .showing import cards, summary
from .words import FINDING_TITLES, day, month_word, weekday_day

_TONES = {PeriodState.OPEN: "", PeriodState.PREPARED: "amber", PeriodState.RETURNED: "red", PeriodState.LOCKED: "leaf"}
_SEVERE = frozenset({"claim_exceeds_proof", "text_without_signature", "alliances_without_document"})


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Quarters of the house, newest first; the liaison opens another."""
    house = house_of(request)
    may = can_write(request.seat.actor, house.home)
    on = today_of(request, house.home)
    form = OpenForm(given(request), initial={"year": on.year, "quarter": quarter_of(on)})
    if request.method == "POST" and not may:
        raise NotVisible("reports")
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: reports.open_period(act, organisation=house, **form.cleaned_data), circle=house.home,
            form=form, then=url_of,
        )  # fmt: skip
        if done.response:
            return done.response
    rows = [
        {
            "title": name_of(p),
            "months": months_of(p.year, p.quarter, language()),
            "url": url_of(p),
            "word": p.get_state_display(),
            "tone": _TONES[PeriodState(p.state)],
            "unit": p.unit,
        }
        for p in list_periods(request.seat.actor)
    ]
    columns = [
        {"label": _("Informe")},
        {"label": _("Periodo")},
        {"label": _("Área que informa")},
        {"label": _("Estado")},
    ]
    return page(request, "web/reports/list.html", {"rows": rows, "columns": columns, "form": form, "may": may})


def _relations(report: dict) -> list[dict[str, Any]]:
    here = language()
    return [
        {
            **row,
            "klass": _("nacional") if row["class"] == "domestic" else _("internacional"),
            "claim": row[f"claim_{here}"],
            "document": said_proof(row["document"]),
            "url": reverse("web:cases:case", args=[row["id"]]),
        }
        for row in report["partnerships"]
    ]


def _rel_columns() -> list[dict]:
    return [{"label": _("Relación")}, {"label": _("Documento")}, {"label": _("Lo que se puede afirmar")}]


def _findings(report: dict) -> list[dict[str, Any]]:
    return [
        {
            "title": FINDING_TITLES[f["code"]],
            "text": f[f"message_{language()}"],
            "severity": "error" if f["code"] in _SEVERE else "warning",
        }
        for f in report["findings"]
    ]


def _goals(activity: dict, most: int) -> list[dict]:
    return [{**g, "url": reverse("web:plans:goal", args=[g["id"]])} for g in activity["goals"][:most]]


def _components(period: Any, report: dict, part: Part) -> list[dict[str, Any]]:
    rows = []
    for component, cut, start in zip(report["components"], part.slices, part.starts, strict=True):
        band = component["band"]
        activities = [
            {
                **a, "url": url_of(period, "activity", a["code"]), "goals": _goals(a, GOALS),
                "rest": len(a["goals"][GOALS:]),
            }
            for a in component["activities"][cut]
        ]  # fmt: skip
        more = f"?desde={start}" if component["activities"] and not activities else ""
        title = _("Componente %(code)s") % {"code": component["code"]}
        title += f". {component['name']}" if component["name"] else ""
        word = (band["en"] if language() == "en" else band["es"]) if band else ""
        number = len(component["activities"])
        rows.append(
            {
                **component, "activities": activities, "band_word": word, "band_tone": (band or {}).get("tone", ""),
                "title": title, "more": more, "number": number,
            }
        )  # fmt: skip
    return rows


@seat_required
def show_period(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """A quarter: components with their percentage, relations with what may be said, what does not agree."""
    period, report = find(request, year, quarter)
    part = part_of([len(c["activities"]) for c in report["components"]], request.GET.get("desde", ""))
    actor = request.seat.actor
    writer, decider = can_write(actor, period.circle), can_authorise(actor, period.circle)
    public = find_published_report(period.organisation.slug, year, quarter) if period.issue else None
    agendas, annexes = report["agendas"], list_annexes(period)
    lines = list_newest_about(period.public_id, limit=8)
    context = {
        "period": period,
        "report": report,
        "title": name_of(period),
        "months": months_of(year, quarter, language()),
        "crumbs": [*crumbs(period)[:1], {"label": name_of(period), "url": ""}],
        "tone": _TONES[PeriodState(period.state)],
        "basis": Basis(report["basis"]).label,
        "components": _components(period, report, part),
        "part": part,
        "relations": _relations(report),
        "rel_columns": _rel_columns(),
        "findings": _findings(report),
        "agendas": [
            {"month": month_word(m), "number": n, "stated": m in agendas["stated"]}
            for m, n in sorted(agendas["by_month"].items())
        ],
        "unit_facts": [
            {"term": f"{_('Áreas')} {DeclaredKey(k).label}", "value": n}
            for k, n in in_order(DeclaredKey, report["units"]["counts"])
        ],
        "chart": " · ".join(f"{UnitKind(k).label}: {n}" for k, n in in_order(UnitKind, report["units"]["chart"])),
        "sessions": [
            {"label": ref, "day": weekday_day(on)}
            for on, ref in zip(report["sessions"]["dates"], report["sessions"]["references"], strict=True)
        ],
        "weeks": report["roster"]["weeks"],
        "missing": [
            {**line, "vacant": line["head"] == Head.VACANT}
            for week in report["roster"]["weeks"]
            for line in week["lines"]
            if line["receipt"] == "missing"
        ],
        "writes": writer and period.state in WRITABLE,
        "decides": decider and period.state == PeriodState.PREPARED,
        "corrects": period.state == PeriodState.LOCKED and (writer or decider),
        "is_over": today_of(request, period.circle) > quarter_ends(year, quarter),
        "prepared": _signed(period.prepared_by, period.prepared_on),
        "authorised": _signed(period.authorised_by, period.authorised_on),
        "papers": paper_links(period.issue),
        "corrections": period.corrections.all(),
        "late": [{"text": late_told(row, language()), "url": _late_url(row)} for row in report.get("late", [])],
        "late_more": report.get("late_in_all", 0) - len(report.get("late", [])),
        "annexes": [
            {"it": a, "url": file_url(a.attachment), "remove": reverse("web:reports:remove_annex", args=[a.public_id])}
            for a in annexes
        ],
        "scanned": any(a.kind == AnnexKind.SIGNED for a in annexes),
        "evidence": {
            "total": sum(
                a.get("evidence", {"total": 0})["total"] for c in report["components"] for a in c["activities"]
            ),
            "held": held_in(period, report),
        },
        "public": public if public is not None and public.withdrawn_at is None else None,
        "publishes": period.state == PeriodState.LOCKED and can_publish(actor, period.circle),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/reports/period.html", context)


# where what came late is read, by its kind; an entry's goal otherwise
_LATE_AT = {
    LateKind.AGENDA: "web:agendas:week", LateKind.WEEK: "web:agendas:week", LateKind.SESSION: "web:meetings:session",
}  # fmt: skip


def _late_url(row: dict[str, Any]) -> str:
    if "kind" not in row:
        return reverse("web:plans:goal", args=[row["goal"]])
    if name := _LATE_AT.get(LateKind(row["kind"])):
        return reverse(name, args=[row["ref"]])
    return "" if row["kind"] == LateKind.COUNT else reverse("web:plans:alliances")


def _signed(appointment: str, on: Any) -> str:
    name, post = signer(appointment)
    return f"{name}, {post} · {day(on.isoformat())}" if name and on else ""


@seat_required
def activity(request: SeatedRequest, year: int, quarter: int, code: str) -> HttpResponse:
    """One activity as its writer sees it: the text, what the documents prove, what is pointed out."""
    period, report = find(request, year, quarter, (code,))
    found = next(((c, a) for c in report["components"] for a in c["activities"] if a["code"] == code), None)
    if found is None:
        raise NotVisible(code)
    component, it = found
    writes = can_write(request.seat.actor, period.circle) and period.state in WRITABLE
    form = NarrativeForm(given(request), initial={"text": it["narrative"]})
    refused: list[str] = []
    if request.method == "POST":
        if not writes:
            raise NotVisible(code)
        if form.is_valid():
            done = operate(
                request,
                lambda act: reports.write_narrative(act, period=period, code=code, text=form.cleaned_data["text"]),
                circle=period.circle, form=form, said=_("Guardado."),
            )  # fmt: skip
            if done.response:
                return done.response
            refused = done.errors
    relations = _relations(report)
    shown_here = it.get("evidence", {"total": 0, "rows": []})
    text = (form.data.get("text", "") if form.is_bound else it["narrative"]).replace("\r\n", "\n")
    remarks = _review(period, text, shown_here["total"]) if text.strip() else []
    reasons = {r.text for r in remarks if r.refuses}
    not_kept = []
    if refused and reasons.issuperset(refused):  # each reason is told once, beside the sentence it is about
        form.errors.pop("text", None)
        not_kept = [
            _("No se guardó: el texto afirma más de lo que prueban los documentos. El motivo está en la revisión.")
        ]
    spots = [Spot(r.start, r.end, r.code[0] == "E") for r in remarks if r.end > r.start]
    context = {
        "period": period,
        "sheet": marked(text, None, spots, lang="es") if spots else "",
        "remarks": [
            {**vars(r), "mended": text[: r.start] + r.instead + text[r.end :] if r.instead else ""}
            for r in remarks
            if r.code != "R07"
        ],
        "pieces": cards(shown_here["rows"]),
        "summary": summary(shown_here),
        "more": shown_here["total"] - len(shown_here["rows"]),
        "it": {**it, "goals": _goals(it, GOALS_ALONE), "rest": len(it["goals"][GOALS_ALONE:])},
        "title": f"{code} {it['name']}" if it["name"] else _("Actividad %(code)s") % {"code": code},
        "eyebrow": f"{name_of(period)} · {months_of(year, quarter, language())} · {period.get_state_display()}",
        "form": form,
        "writes": writes,
        "not_kept": not_kept,
        "vague": [r.text for r in remarks if r.code == "R07"],
        "relations": relations,
        "rel_columns": _rel_columns(),
        "phrases": "\n".join(row["claim"] for row in relations),
        "quoted": [q for q in report["quoted"] if q["where"] in {code, component["code"], ""}],
        "period_url": url_of(period),
    }
    return page(request, "web/reports/activity.html", context, status=422 if refused else 200)


def _review(period: Any, text: str, evidence: int) -> list[Remark]:
    """What is to be said of the text as it stands; without the gazetteer, what needs no places."""
    starts, ends = quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)
    rows = relations_of(period.organisation, starts, ends)
    proved, alliances = proved_of(rows), alliances_on_record(period.organisation, ends, rows)
    known: dict[str, Any] = {
        "alliances": alliances, "partners": partners_with_document(period.organisation, ends),
    }  # fmt: skip
    try:
        with Gazetteer.open() as gazetteer:
            return review(text, proved, ends, gazetteer, evidence=evidence, **known)
    except FileNotFoundError:
        return review(text, proved, ends, evidence=evidence, **known)


def _writer(request: SeatedRequest, year: int, quarter: int) -> Any:
    period = find_period(request, year, quarter)
    if not can_write(request.seat.actor, period.circle):
        raise NotVisible("reports")
    return period


def _decider(request: SeatedRequest, year: int, quarter: int) -> Any:
    period = find_period(request, year, quarter)
    if not can_authorise(request.seat.actor, period.circle):
        raise NotVisible("reports")
    return period


@seat_required
def cover(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """The cover, and of what the percentages are."""
    period = _writer(request, year, quarter)
    initial = {name: getattr(period, name) for name in ("unit", "term", "slogan", "basis")}
    form = CoverForm(given(request), initial=initial)
    return do(
        request, deed_of(period, _("Portada"), _("Guardar")), form,
        lambda act: reports.set_cover(act, period=period, source=period.source, **form.cleaned_data),
        circle=period.circle, said=_("Portada guardada."),
    )  # fmt: skip


@seat_required
def prepare(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Sign as who prepared it."""
    period = _writer(request, year, quarter)
    deed = deed_of(
        period, _("Enviar a autorización"), _("Firmar y enviar"),
        consequence=_("Firma usted como quien elaboró. Mientras se autoriza, el informe no se cambia."),
        told=told_to(request, period.circle, MAYOR),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: reports.prepare_period(act, period=period),
        circle=period.circle, said=_("El informe espera su autorización."),
    )  # fmt: skip


@seat_required
def return_(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Send it back with the reasons."""
    period = _decider(request, year, quarter)
    deed = deed_of(
        period, _("Devolver el informe"), _("Devolver"), kind="danger", told=told_to(request, period.circle, LIAISON)
    )
    return do_for_reason(
        request, deed, lambda act, **why: reports.return_period(act, period=period, **why),
        circle=period.circle, said=_("Informe devuelto."),
    )  # fmt: skip


@seat_required
def authorise(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Sign as who authorises: the period closes."""
    period = _decider(request, year, quarter)
    deed = deed_of(
        period, _("Autorizar y cerrar el informe"), _("Autorizar"),
        consequence=_("Las cifras quedan como están hoy y el trimestre se cierra: nada las cambia después. Lo que haya que corregir se agrega aparte, a la vista."),
        told=told_to(request, period.circle, LIAISON),
    )  # fmt: skip
    if is_read_aside(period):
        return do(
            request, deed, EmptyForm(given(request)), lambda act: reports.ask_authorisation(act, period=period),
            circle=period.circle, said=_("Su texto se está leyendo: si nada lo detiene, queda autorizado."),
            then=url_of(period, "printing"),
        )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: reports.authorise_period(act, period=period),
        circle=period.circle, said=_("Informe autorizado y cerrado."),
        then=lambda it: url_of(it) if it.issue_id else url_of(it, "printing"),
    )  # fmt: skip


@seat_required
def correct(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Add a correction to a closed quarter."""
    period = find_period(request, year, quarter)
    actor = request.seat.actor
    if not (can_write(actor, period.circle) or can_authorise(actor, period.circle)):
        raise NotVisible("reports")
    form = CorrectionForm(given(request))
    deed = deed_of(
        period, _("Agregar una corrección"), _("Agregar"),
        consequence=_("El informe cerrado no cambia; la corrección queda a su lado con su fecha y su motivo, también en su página pública."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: reports.correct_period(act, period=period, **form.cleaned_data),
        circle=period.circle, said=_("Corrección agregada."),
    )  # fmt: skip


@seat_required
def paper(request: SeatedRequest, year: int, quarter: int, fmt: str) -> HttpResponse:
    """The paper: what was issued where the quarter is closed, else a draft as it stands."""
    must_be_paper(fmt)
    period = find_period(request, year, quarter)
    if period.issue is not None:
        name, media_type, data = get_rendition(period.issue, fmt)
        return download(data, media_type, name, inline=fmt == "pdf")
    if is_drawn_aside(period):
        return redirect(url_of(period, "printing"))
    now = moment(request.seat, period.circle)
    report = report_of(period, now)
    marks = Marks(draft=True, exercise=period.organisation.is_exercise, issued_on=now.date())
    head = letterhead_for(period.organisation, quarter_ends(year, quarter))
    content, plates = paper_of(period, now, (language(),), report=report), plates_of_report(report)
    return printed(content, head, marks, fmt=fmt, name=f"informe-{year}-{quarter}", plates=plates)


@seat_required
def publish(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Make the closed report public."""
    period = _publisher(request, year, quarter)
    deed = deed_of(
        period, _("Publicar el informe"), _("Publicar"),
        consequence=_("Cualquiera lo lee en el portal, con lo que no coincide a la vista. La página no lleva nombres de personas; el papel, los de quienes lo firman; las fotografías, solo las que tienen consentimiento."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: reports.publish_period(act, period=period),
        circle=period.circle, said=_("Informe publicado en el portal."),
    )  # fmt: skip


@seat_required
def unpublish(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Take it off the portal."""
    period = _publisher(request, year, quarter)
    return do_for_reason(
        request, deed_of(period, _("Retirar del portal"), _("Retirar"), kind="danger"),
        lambda act, **why: reports.unpublish_period(act, period=period, **why),
        circle=period.circle, said=_("Informe retirado del portal."),
    )  # fmt: skip


def _publisher(request: SeatedRequest, year: int, quarter: int) -> Any:
    period = find_period(request, year, quarter)
    if not can_publish(request.seat.actor, period.circle):
        raise NotVisible("reports")
    return period
