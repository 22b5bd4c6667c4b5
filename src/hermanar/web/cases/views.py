"""The list of relations, the triage, the case and everything that is done from its page."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hermanar.calls.queries import contact_of
from hermanar.directory.enums import Part, Role, roles_for
from hermanar.directory.operations import move_exercise_clock
from hermanar.directory.policies import can_seat
from hermanar.directory.queries import list_offices
from hermanar.encounters.queries import last_contact_of
from hermanar.files.enums import Expect
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.meetings.operations import link_committee
from hermanar.meetings.queries import body_of, list_papers_about
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Class, Kind, RefusedBy
from hermanar.partnerships.policies import can_edit, can_open, can_record_for, can_sign_off
from hermanar.partnerships.queries import (
    actors_of,
    administration_changes,
    designation_on,
    given_up_no_more,
    in_own_words,
    list_given_places,
    stream_folder,
)
from hermanar.process.enums import CaseState
from hermanar.registry.queries.papers import words_of_papers
from hermanar.registry.queries.received import told_of_received
from hermanar.ui.circle import Place, around

from ..deeds import Deed, EmptyForm, do, keep, offer
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import when_in_words
from ..relations import crumbs, find_relation, tell_changes, what_is_read
from ..sentences import tell
from ..told import tell_hands
from .corrections import correctable, doubts_of
from .forms import (
    ClockForm,
    CounterpartForm,
    DesignationForm,
    EndForm,
    InterruptionForm,
    RefusalForm,
    ReopeningForm,
    TermsForm,
)
from .listing import rows_of
from .pictures import case_of, facts_of
from .triage import earlier_acts_of, refusals_of

__all__ = [
    "close",
    "edit_counterpart",
    "edit_terms",
    "interrupt",
    "list_cases",
    "move_clock",
    "refuse",
    "resume",
    "send_folder",
    "show_case",
    "show_circle",
    "show_committee",
    "show_designation",
    "show_log",
    "withdraw",
]
PAGE = 50
TERMS = ("modalities", "beneficiary", "theme", "theme_en")  # beside the areas
LOG = 40


# -- the list -------------------------------------------------------------------------------------------------


@seat_required
def list_cases(request: SeatedRequest) -> HttpResponse:
    """Relations the post sees: mine, waiting for others, done; by stage; newest first."""
    seat = request.seat
    day = today_of(request)
    before = request.GET.get("antes", "")
    rows = rows_of(seat.actor, day, before=whole_number(before), limit=PAGE + 1)
    more = f"?antes={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    rows = rows[:PAGE]
    chosen = request.GET.get("turno", "")
    stage = request.GET.get("etapa", "")
    stages = dict.fromkeys((r.stage_key, r.stage) for r in rows if r.stage_key)
    shown = [r for r in rows if (not chosen or r.group == chosen) and (not stage or r.stage_key == stage)]
    groups = [
        ("", _("Todas")),
        ("mine", _("A su cargo")),
        ("waiting", _("En espera de otros")),
        ("living", _("En operación")),
        ("done", _("Concluidas")),
    ]
    tabs = [
        {
            "label": label,
            "url": f"?turno={key}" if key else reverse("web:cases:list"),
            "current": chosen == key,
            "count": sum(1 for r in rows if not key or r.group == key),
        }
        for key, label in groups
    ]
    may_open = seat.organisation is not None and can_open(seat.actor, seat.organisation)
    context = {
        "rows": shown,
        "tabs": tabs,
        "more": more,
        "stages": [{"key": key, "label": label, "current": key == stage} for key, label in stages],
        "may_open": may_open,
        "day": day,
        "filtered": bool(chosen or stage),
        "columns": [
            {"label": _("Relación")},
            {"label": _("Etapa")},
            {"label": _("Siguiente paso")},
            {"label": _("A cargo de")},
            {"label": _("Plazo")},
        ],
    }
    return page(request, "web/cases/list.html", context)


# -- the case -------------------------------------------------------------------------------------------------


@seat_required
def show_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The relation: where it is, what comes next, what can be said, what happened."""
    partnership = find_relation(request, public_id)
    seat = request.seat
    day = today_of(request, partnership.circle)
    asked = request.GET.get("al", "")
    on, wrong = _asked_day(asked, day)
    sight = what_is_read(seat.actor, partnership)
    scheme = request.GET.get("esquema", "sre2022")
    picture = case_of(seat.actor, partnership, today=day, on=on, scheme=scheme, sight=sight)
    lines = list_lines(partnership.circle.public_id, limit=8, reading=sight.log)
    exercise = partnership.circle.exercise_at
    liaison = Part.LEAD in picture.board.mine and Role.LIAISON in roles_for(Part.LEAD, seat.actor.roles)
    clock_form = None
    if exercise is not None and can_seat(seat.actor, partnership.circle):
        clock_form = ClockForm(initial={"to": day})
    context = {
        "partnership": partnership,
        "case": picture,
        "day": picture.on,
        "sees": sight.matters,
        "log": tell(lines, seat.zones, reserved=sight.reserved, veiled=sight.veiled),
        "log_url": reverse("web:cases:log", args=[public_id]),
        "exercise": exercise is not None,
        "exercise_day": day,
        "clock_form": clock_form,
        "liaison": liaison,
        "signed": any(step.key == "signature" and step.state == "done" for step in picture.steps),
        "waived": any(step.state == "waived" for step in picture.steps),
        "asked": asked,
        "wrong_day": wrong,
        "facts": facts_of(partnership, on) if on else [],
        # the calendar is of duties, which have an owner; steps of the process that are due have none
        "calendar_url": reverse("web:programmes:calendar", args=[public_id])
        if any(c.owner for c in picture.clocks)
        else "",
        "open": picture.state in {"open", "paused"},
        "earlier_acts": earlier_acts_of(partnership),
        "refusals": refusals_of(partnership),
        "doubts": [] if on else doubts_of(partnership, ours=Part.LEAD in picture.board.mine),
        "correctable": [] if on else correctable(request.seat.actor, partnership),
        "changes": tell_changes(administration_changes(partnership, picture.on)),
        "municipal": Part.LEAD in picture.board.mine,
        "last_contact": last_contact_of(partnership, picture.on).get("theirs"),
        "door_silent": contact_of(partnership, picture.on).silent,
        "convenes": bool({Part.LEAD, Part.COMMITTEE} & picture.board.mine),
    }
    return page(request, "web/cases/case.html", context)


def _asked_day(text: str, today: dt.date) -> tuple[dt.date | None, str]:
    """The day of `?al=`, and what is wrong with it."""
    if not text:
        return None, ""
    try:
        on = parse_date(text)
    except ValueError:
        on = None
    if on is None:
        return None, _("“%(text)s” no es una fecha del calendario.") % {"text": text}
    if on > today:
        return None, _("Ese día todavía no llega.")
    return on, ""


@seat_required
def show_log(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Everything that happened, newest first, a page at a time."""
    partnership = find_relation(request, public_id)
    before = request.GET.get("antes", "")
    sight = what_is_read(request.seat.actor, partnership)
    lines = list_lines(partnership.circle.public_id, before=whole_number(before), limit=LOG + 1, reading=sight.log)
    older = f"?antes={lines[LOG - 1].seq}" if len(lines) > LOG else ""
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Bitácora"), "")),
        "log": tell(lines[:LOG], request.seat.zones, reserved=sight.reserved, veiled=sight.veiled),
        "whole": "text_work" in sight.matters,
        "older": older,
        "newest": reverse("web:cases:log", args=[public_id]) if before else "",
    }
    return page(request, "web/cases/log.html", context)


@seat_required
def show_circle(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Each order of government and the counterpart: office, who holds it or vacant, its last act (R2-12)."""
    partnership = find_relation(request, public_id)
    day = today_of(request, partnership.circle)
    sight = what_is_read(request.seat.actor, partnership)
    actors = actors_of(partnership.circle, day, reading=sight.log)
    rows = []
    lasts = [a.last for a in actors if a.last]
    told = tell(lasts, request.seat.zones, unnamed=True, reserved=sight.reserved, veiled=sight.veiled)
    said = {line.seq: s for line, s in zip(lasts, told, strict=True)}
    for a in actors:
        rows.append(
            {
                "part": str(Part(a.part).label),
                "organisation": a.organisation,
                "office": a.office,
                "holder": a.holder,
                "when": when_in_words(request.seat.zones.local(a.last.at).date()) if a.last else "",
                "last": said[a.last.seq].sentence if a.last else "",
            }
        )
    places = [
        Place(organisation, part, part[:1], all(not a["holder"] for a in rows if a["organisation"] == organisation))
        for organisation, part in dict.fromkeys(
            (r["organisation"], r["part"]) for r in rows if r["part"] != str(Part.LEAD.label)
        )
    ]
    ours = next((r["organisation"] for r in rows if r["part"] == str(Part.LEAD.label)), partnership.folio)
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Círculo de vinculación"), "")),
        "rows": rows,
        "may_seat": (may_seat := can_edit(request.seat.actor, partnership.circle)),
        "may_end": may_seat and bool(list_given_places(partnership)),
        "drawn": around("".join(w[0] for w in ours.split()[:2]).upper(), places) if places else None,
        "columns": [
            {"label": _("Parte")},
            {"label": _("Oficina")},
            {"label": _("Titular")},
            {"label": _("Último acto")},
        ],
    }
    return page(request, "web/cases/circle.html", context)


@seat_required
def send_folder(request: SeatedRequest, public_id: str) -> Any:
    """The folder as a ZIP, written as it is sent."""
    partnership = find_relation(request, public_id)
    actor = request.seat.actor
    sessions = list_papers_about(actor, partnership)
    told = told_of_received(partnership)
    pieces = stream_folder(
        actor, partnership, today_of(request, partnership.circle), sessions=sessions, told=told, words=words_of_papers
    )
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{_("expediente")}-{partnership.folio}.zip"'
    return response


# -- what is done from the case -------------------------------------------------------------------------------


def _case_url(partnership: Any) -> str:
    return reverse("web:cases:case", args=[partnership.public_id])


def _editable(request: SeatedRequest, public_id: str) -> Any:
    """The relation, for its own liaison only: for the rest this page is not there."""
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    return partnership


@seat_required
def edit_counterpart(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Office, head and contact of the other side."""
    partnership = _editable(request, public_id)
    initial = {name: getattr(partnership.counterpart, name) for name in CounterpartForm.base_fields}
    form = CounterpartForm(given(request), initial=initial)
    deed = Deed(
        title=_("Contraparte"),
        submit=_("Guardar"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Contraparte"), "")),
        lead=_("Quién responde del otro lado, en qué idioma y hasta cuándo ocupa su cargo."),
    )
    return do(
        request, deed, form,
        lambda act: partnerships.update_counterpart(
            act, partnership=partnership, **{name: form.cleaned_data[name] for name in form.changed_data}
        ),
        circle=partnership.circle, said=_("Los datos de la contraparte quedaron guardados."),
    )  # fmt: skip


@seat_required
def edit_terms(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Areas with the power cited for each, modalities, community that benefits."""
    partnership = _editable(request, public_id)
    initial = {
        "areas": [a["key"] for a in partnership.areas],
        "modalities": partnership.modalities,
        "beneficiary": partnership.beneficiary,
        "theme": partnership.theme,
        "theme_en": partnership.theme_en,
        "languages": ",".join(partnership.languages),
        **{f"power_{a['key']}": a.get("power", "") for a in partnership.areas},
    }
    # between two of Mexico it is Spanish; once the text is begun, its languages are those of its versions
    begun = getattr(partnership, "agreement", None) is not None
    form = TermsForm(
        given(request), initial=initial, has_theme=partnership.kind == Kind.SPECIFIC,
        chooses_language=partnership.klass == Class.INTERNATIONAL and not begun,
    )  # fmt: skip
    deed = Deed(
        title=_("Áreas, modalidades y beneficiarios"),
        submit=_("Guardar"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Áreas y modalidades"), "")),
        lead=_("Cada área cita la atribución municipal que la sostiene."),
    )
    return do(
        request, deed, form,
        lambda act: partnerships.update_terms(
            act, partnership=partnership,
            areas=[{"key": key, "power": power} for key, power in form.areas_with_power()],
            **{name: form.cleaned_data[name] for name in form.fields if name in TERMS},
            languages=form.cleaned_data["languages"].split(",") if form.cleaned_data.get("languages") else None,
        ),
        circle=partnership.circle, said=_("Las áreas y modalidades quedaron guardadas."),
        template="web/cases/terms.html",
    )  # fmt: skip


@seat_required
def show_designation(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor designates the liaison office; without the mayor on board, the liaison records the paper."""
    partnership = find_relation(request, public_id)
    actor = request.seat.actor
    day = today_of(request, partnership.circle)
    signs = can_sign_off(actor, partnership.circle)
    records = not signs and can_record_for(actor, partnership.circle, Part.LEAD, Role.MAYOR)
    done = designation_on(partnership, day)
    where = crumbs(partnership, (_("Área de enlace"), ""))
    others = [
        row
        for row in partnership.designations.select_related("office").order_by("-designated_on", "-pk")
        if done is None or row.pk != done.pk
    ]
    if not signs and not records:
        context = {"partnership": partnership, "crumbs": where, "designation": done, "others": others}
        return page(request, "web/cases/designation.html", context)
    offices = [o for o in list_offices(partnership.owner, day) if o.role != Role.ADMINISTRATOR]
    liaison = next((o.public_id for o in offices if o.role == Role.LIAISON), "")
    form = DesignationForm(
        given(request), request.FILES or None, offices=offices, recorded=records,
        initial={"office": liaison, "designated_on": day},
    )  # fmt: skip
    facts = []
    if done is not None:
        said = f"{done.office}, {done.folio}, {when_in_words(done.designated_on)}"
        facts = [{"term": _("Designación que vale"), "value": said}]
    facts += [
        {
            "term": _("Retirada el %(on)s") % {"on": when_in_words(row.withdrawn_on)}
            if row.withdrawn_on
            else _("Otra designación"),
            "value": " · ".join(x for x in (f"{row.office}, {row.folio}", row.reason) if x),
        }
        for row in others
    ]
    deed = Deed(
        title=_("Designar área de enlace"),
        submit=_("Asentar la designación") if records else _("Firmar la designación"),
        back=_case_url(partnership),
        crumbs=where,
        facts=facts,
        lead=_("Es el contacto único de esta relación, hacia dentro y hacia fuera."),
        consequence=_(
            "Se asienta lo que dice el oficio recibido; si no hay, se expide con folio y código a nombre de quien preside."
        )
        if records
        else _("Se expide el oficio de designación con folio, código y su firma, y queda en el expediente."),
    )

    def designate(act: Any) -> Any:
        data = form.cleaned_data
        office = partnership.owner.offices.get(public_id=data["office"])
        scan = keep(act, partnership.circle, data.get("file")) if records else None
        return partnerships.designate_liaison(
            act, partnership=partnership, office=office, designated_on=data["designated_on"],
            folio=data.get("folio", ""), attachment=scan, approval=data.get("approval", ""),
        )  # fmt: skip

    return do(request, deed, form, designate, circle=partnership.circle, said=_("El área de enlace quedó designada."))


@seat_required
def show_committee(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A committee that was installed before serves this relation too."""
    partnership = _editable(request, public_id)
    body = body_of(partnership.owner, "committee", partnership)
    if body is None or body.installed_on is None:
        raise Http404
    deed = Deed(
        title=_("Vincular el Comité instalado"),
        submit=_("Vincular el Comité"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Comité"), "")),
        facts=[
            {"term": _("Comité"), "value": body.name},
            {"term": _("Instalado el"), "value": when_in_words(body.installed_on)},
        ],
        consequence=_("El expediente dirá que el Comité está instalado, con el acta que lo prueba."),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: link_committee(act, partnership=partnership, body=body),
        circle=partnership.circle, said=_("El Comité quedó vinculado a esta relación."),
    )  # fmt: skip


@seat_required
def interrupt(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say that the relation stopped, and why."""
    partnership = _editable(request, public_id)
    form = InterruptionForm(given(request), initial={"on": today_of(request, partnership.circle)})
    deed = Deed(
        title=_("Asentar la interrupción"),
        submit=_("Asentar la interrupción"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Interrumpir"), "")),
        lead=_("Lo que ya se probó sigue probado; los plazos dejan de correr como pendientes a su cargo."),
        kind="danger",
    )
    return do(
        request, deed, form,
        lambda act: partnerships.interrupt_partnership(
            act, partnership=partnership, code=form.cleaned_data["code"], reason=form.cleaned_data["reason"],
            on=form.cleaned_data["on"],
        ),
        circle=partnership.circle, said=_("Quedó asentada la interrupción."),
    )  # fmt: skip


@seat_required
def resume(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an interrupted relation up again."""
    partnership = _editable(request, public_id)
    title = _("Retomar la vinculación")
    form = EndForm(given(request), initial={"on": today_of(request, partnership.circle)})
    deed = Deed(
        title=title, submit=title, back=_case_url(partnership), crumbs=crumbs(partnership, (title, "")),
        lead=_("Se retoma en el paso en que quedó; lo que se probó sigue probado."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: partnerships.resume_partnership(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, said=_("La vinculación se retomó."),
    )  # fmt: skip


def _end(
    request: SeatedRequest,
    public_id: str,
    call: Any,
    title: str,
    lead: str,
    said: str,
    *,
    form_of=EndForm,
    consequence: Any = "",
    unsigned: bool = False,
):
    """The relation ends on a day, for a reason."""
    partnership = _editable(request, public_id)
    blockers = given_up_no_more(partnership) if unsigned else []
    form = form_of(given(request), request.FILES or None, initial={"on": today_of(request, partnership.circle)})
    if blockers and request.method == "GET":
        form = EmptyForm()  # nothing to fill in: only why, and the way on
    if "by" in form.fields:
        said_by = [(key, in_own_words(partnership, words)) for key, words in RefusedBy.choices]
        offer(form, "by", [("", "—"), *said_by])
    deed = Deed(
        title=title, submit="" if blockers else title, back=_case_url(partnership),
        crumbs=crumbs(partnership, (title, "")), lead=lead, kind="primary" if blockers else "danger",
        consequence="" if blockers else consequence, blockers=blockers,
    )  # fmt: skip

    def end(act: Any) -> Any:
        typed = form.cleaned_data
        if "scan" in form.fields:
            scan = keep(act, partnership.circle, typed["scan"], expect=Expect.PDF, caption=str(_("Rechazo")))
            typed = {k: v for k, v in typed.items() if k != "scan"} | {"attachment": scan}
        return call(act, partnership=partnership, **typed)

    fields = {"file": "scan", "attachment": "scan"}
    return do(request, deed, form, end, circle=partnership.circle, said=said, fields=fields)


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The municipality desists."""
    return _end(
        request, public_id, partnerships.withdraw_partnership, _("Desistir"),
        _("El municipio deja la intención; el expediente se conserva."), _("Quedó asentado el desistimiento."),
        unsigned=True,
    )  # fmt: skip


@seat_required
def refuse(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Somebody said no for good."""
    return _end(
        request, public_id, partnerships.refuse_partnership, _("Asentar el rechazo"),
        _("La contraparte o una autoridad dijo que no; el expediente se conserva."), _("Quedó asentado el rechazo."),
        form_of=RefusalForm, unsigned=True, consequence=_("Queda como “asentado por” usted, desde el papel recibido."),
    )  # fmt: skip


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The relation came to its end."""
    return _end(
        request, public_id, partnerships.close_partnership, _("Cerrar el expediente"),
        _("El expediente se cierra y se conserva; los acuerdos firmados siguen en el registro."),
        _("El expediente quedó cerrado."),
    )  # fmt: skip


@seat_required
def reopen(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take up again a relation that ended: what changed, and why."""
    partnership = _editable(request, public_id)
    refused = partnership.case.state == CaseState.REFUSED
    form = ReopeningForm(given(request), refused=refused, initial={"on": today_of(request, partnership.circle)})
    deed = Deed(
        title=_("Reabrir el expediente"),
        submit=_("Reabrir"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Reabrir"), "")),
        lead=_("Sigue en el paso en que quedó, con lo que se probó y su bitácora; su fin queda en la historia."),
        told=tell_hands(request, partnership.circle),
    )
    return do(
        request, deed, form,
        lambda act: partnerships.reopen_partnership(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, said=_("El expediente se reabrió."),
    )  # fmt: skip


@seat_required
def move_clock(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Move the clock of an exercise forward."""
    partnership = find_relation(request, public_id)
    circle = partnership.circle
    if circle.exercise_at is None or not can_seat(request.seat.actor, circle):
        raise Http404
    form = ClockForm(given(request), initial={"to": today_of(request, circle)})
    deed = Deed(
        title=_("Reloj del ejercicio"),
        submit=_("Avanzar el reloj"),
        back=_case_url(partnership),
        crumbs=crumbs(partnership, (_("Reloj del ejercicio"), "")),
        lead=_("Este ejercicio corre con su propia fecha, nunca con la de hoy."),
        consequence=_("El reloj solo avanza: los plazos y las fechas del expediente se cuentan desde ese día."),
    )

    def move(act: Any) -> Any:
        day = form.cleaned_data["to"]
        to = dt.datetime.combine(day, dt.time(9), tzinfo=request.seat.zones.on(day))
        return move_exercise_clock(act, circle=circle, to=to)

    return do(request, deed, form, move, circle=circle, said=_("El reloj del ejercicio avanzó."))
