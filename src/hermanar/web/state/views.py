"""The state's page, its log, its designation and its activities."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext

from hermanar.coordination.queries import (
    advice_times,
    instrument_on,
    list_campaigns,
    list_dispatches_on_their_way,
    list_waiting,
    reach_of,
)
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.queries import list_offices
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_represent
from hermanar.partnerships.queries import (
    list_state_activities,
    list_state_log,
    list_state_offices,
    state_board,
    state_office_on,
)

from ..deeds import Deed, do, keep
from ..doors import address_of
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import language
from ..relations import file_url, title_of
from ..sentences import tell
from .forms import ActivityForm, DesignationForm, EndForm

LINES = 30
_STATES = {"open": "", "paused": "amber", "withdrawn": "", "refused": "", "closed": ""}


def _house(request: SeatedRequest) -> Any:
    """The state government in whose name its liaison acts. Raises NotVisible for everybody else."""
    house = request.seat.organisation
    if house is None or house.kind != OrganisationKind.STATE:
        raise NotVisible("state")
    if not can_represent(request.seat.actor, house.home):
        raise NotVisible("state")
    return house


def _words() -> dict[str, str]:
    return {
        "identification": _("Identificación"),
        "linking": _("Vinculación"),
        "formalisation": _("Formalización"),
        "implementation": _("Implementación"),
        "paused": _("interrumpida"),
        "withdrawn": _("desistida"),
        "refused": _("rechazada"),
        "closed": _("concluida"),
    }


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [{"label": pgettext("orden de gobierno", "Estado"), "url": reverse("web:state:state")}]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_state(request: SeatedRequest) -> HttpResponse:
    """The municipalities of the state with their relations by stage; designation, activities, last acts."""
    house, day = _house(request), today_of(request)
    actor, lang = request.seat.actor, language()
    board, words = state_board(actor, house, day), _words()
    chosen = request.GET.get("etapa", "")
    municipalities = []
    for m in board.municipalities:
        relations = [
            {
                "theirs": r.theirs,
                "country": r.country,
                "folio": r.folio,
                "url": address_of("partnerships.case", {"partnership": r.public_id}),
                "stage": r.stage_title.get(lang) or words.get(r.stage, ""),
                "state": words.get(r.state, ""),
                "tone": _STATES.get(r.state, ""),
            }
            for r in m.relations
            if chosen not in board.stages or (r.stage == chosen and r.state in {"open", "paused"})
        ]
        if relations or chosen not in board.stages:
            municipalities.append({"it": m, "relations": relations})
    designation = state_office_on(house, day)
    instrument = instrument_on(house, day)
    matters = _matters(actor, day)
    log = list_state_log(actor, house, limit=6)
    context = {
        "house": house,
        "board": board,
        "municipalities": municipalities,
        "stages": [
            {"label": words[key], "value": number, "url": "?" if key == chosen else f"?etapa={key}"}
            for key, number in board.stages.items()
        ],
        "whole": max([1, *board.stages.values()]),
        "chosen": words.get(chosen, "") if chosen in board.stages else "",
        "on_board": sum(m.on_board for m in board.municipalities),
        "matters": matters,
        "times": advice_times(house, day),
        "reach": reach_of(house, day),
        "campaigns": [
            {"line": c, "url": reverse("web:coordination:campaign", args=[c.it.public_id])}
            for c in list_campaigns(actor, limit=3)
        ],
        "instrument": instrument,
        "instrument_file": file_url(instrument.attachment) if instrument else "",
        "designation": designation,
        "designation_file": file_url(designation.attachment) if designation else "",
        "earlier": [d for d in list_state_offices(actor, house) if designation is None or d.pk != designation.pk],
        "activities": list_state_activities(actor, house, limit=8),
        "log": _told(request, log),
        "today": day,
        "columns": [{"label": _("Municipio")}, {"label": _("Contraparte")}, {"label": _("Etapa")}],
    }
    return page(request, "web/state/state.html", context)


def _matters(actor: Any, day: Any) -> list[dict]:
    """What waits for this office: files to pass on and questions to answer, then the files it has passed on."""
    found = []
    for d in list_dispatches_on_their_way(actor):
        here = d.state == "sent"
        found.append(
            {
                "title": _("Turnar a la SRE el expediente %(folio)s") % {"folio": d.partnership.folio}
                if here
                else _("En la SRE: %(folio)s") % {"folio": d.partnership.folio},
                "about": title_of(d.partnership),
                "on": d.sent_on if here else d.forwarded_on,
                "mine": here,
                "due_on": None,
                "url": reverse("web:opinions:dispatch", args=[d.public_id]),
            }
        )
    for a in list_waiting(actor):
        found.append(
            {
                "title": _("Responder: %(subject)s") % {"subject": a.subject},
                "about": str(a.asked_by),
                "on": a.asked_on,
                "mine": True,
                "due_on": a.due_on,
                "url": reverse("web:coordination:advice", args=[a.public_id]),
            }
        )
    return sorted(found, key=lambda m: (not m["mine"], m["due_on"] or m["on"] or day))


def _told(request: SeatedRequest, log: list[Any]) -> list[dict]:
    said = tell([row.line for row in log], request.seat.zones)
    return [
        {
            "when": one.when,
            "sentence": one.sentence,
            "place": row.place,
            "url": address_of("partnerships.case", {"partnership": row.partnership}) if row.partnership else "",
        }
        for row, one in zip(log, said, strict=True)
    ]


@seat_required
def show_log(request: SeatedRequest) -> HttpResponse:
    """Everything that the state's office did in the circles in which it sits, newest first, by pages."""
    house = _house(request)
    before = request.GET.get("desde", "")
    log = list_state_log(
        request.seat.actor,
        house,
        before=whole_number(before),
        limit=LINES + 1,
    )
    more = len(log) > LINES
    log = log[:LINES]
    context = {
        "crumbs": _crumbs((_("Bitácora"), "")),
        "log": _told(request, log),
        "next": f"?desde={log[-1].key}" if more else "",
        "first": "?" if before else "",
    }
    return page(request, "web/state/log.html", context)


@seat_required
def designate(request: SeatedRequest) -> HttpResponse:
    """Put down, from its paper, which office is the main interlocutor."""
    house, day = _house(request), today_of(request)
    form = DesignationForm(
        given(request),
        request.FILES or None,
        offices={o.public_id: o.title for o in list_offices(house, day)},
        initial={"designated_on": day},
    )
    deed = Deed(
        title=_("Asentar la designación"),
        lead=_("La oficina estatal es la interlocutora principal del programa: capacita, asesora y encauza."),
        submit=_("Asentar"),
        back=reverse("web:state:state"),
        crumbs=_crumbs((_("Designación"), "")),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        wanted = values.pop("office")
        office = next(o for o in house.offices.all() if o.public_id == wanted)
        values["attachment"] = keep(
            act, house.home, values.pop("attachment", None), caption=str(_("Oficio de designación"))
        )
        return partnerships.designate_state_office(act, organisation=house, office=office, **values)

    return do(request, deed, form, call, circle=None, fields={"file": "attachment"}, said=_("Designación asentada."))


@seat_required
def end(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say that the designation ended."""
    house = _house(request)
    rows = list_state_offices(request.seat.actor, house)
    row = next((r for r in rows if r.public_id == public_id), None)
    if row is None:
        raise NotVisible(public_id)
    form = EndForm(given(request), initial={"on": today_of(request)})
    deed = Deed(
        title=_("Dar por terminada la designación"),
        lead=str(row.office),
        submit=_("Dar por terminada"),
        back=reverse("web:state:state"),
        crumbs=_crumbs((_("Designación"), "")),
        kind="danger",
        consequence=_("El estado queda sin oficina designada hasta que asiente otra. Lo hecho se conserva."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.end_state_office(act, designation=row, **form.cleaned_data),
        circle=None,
        said=_("Designación terminada."),
    )


@seat_required
def record_activity(request: SeatedRequest) -> HttpResponse:
    """Put down a training, an advice or another activity."""
    house = _house(request)
    form = ActivityForm(given(request), state=house.state, initial={"on": today_of(request)})
    deed = Deed(
        title=_("Asentar una actividad"),
        lead=_("Capacitación, asesoría y orientación que dio la oficina estatal."),
        submit=_("Asentar"),
        back=reverse("web:state:state"),
        crumbs=_crumbs((_("Actividad"), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.record_state_activity(act, organisation=house, **form.cleaned_data),
        circle=None,
        said=_("Actividad asentada."),
    )
