"""Duties of a relation and of a whole seat; fulfilled or without effect; as a calendar."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, override

from hermanar.directory.enums import Part
from hermanar.directory.queries import names_for
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.meetings.queries import sessions_held, working_group_of
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import said_proof
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import DutyKey, DutyState
from hermanar.programmes.policies import can_fulfil
from hermanar.programmes.queries import (
    as_calendar,
    get_duty,
    list_duties,
    list_open_duties,
    owner_of_duty,
    readers_of_duties,
    source_of_duty,
)

from ..deeds import Deed, day_field, do, do_for_reason, followed, offer
from ..edge import given, moment, page, seat_required
from ..language import language
from ..relations import crumbs, facts_of, find_relation, title_of, today_of
from ..told import COUNTERPART, LIAISON, STATE, told_to
from ..withheld import who_reads

TONES = {DutyState.OPEN: "", DutyState.DONE: "leaf", DutyState.VOID: "", DutyState.HELD: "amber"}
_LIMIT = 200


class FulfilForm(forms.Form):
    done_on = day_field(label=gettext_lazy("Fecha en que se cumplió"))
    proof = forms.CharField(
        label=gettext_lazy("Documento que lo acredita"),
        help_text=gettext_lazy("Su número y fecha: “Oficio PM/12/2022, del 2 de marzo”."),
        max_length=200,
    )


class MeetingForm(FulfilForm):
    """Of the yearly meeting: a session of the working group is its proof."""

    session = forms.ChoiceField(label=gettext_lazy("Sesión del Grupo de Trabajo"), required=False)
    field_order = ["session", "done_on", "proof"]

    def __init__(self, *args: Any, sessions: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "session", [("", gettext_lazy("Ninguna de aquí: se asienta de su minuta")), *sessions])
        if self.data.get("session"):
            self.fields["done_on"].required = self.fields["proof"].required = False


def _clock_url(partnership: Any) -> str:
    return reverse("web:programmes:clock", args=[partnership.public_id])


def _row(duty: Any, today: dt.date, names: dict[str, str] | None = None) -> dict:
    ends = duty.due_on + dt.timedelta(days=duty.grace_days)
    return {
        "it": duty,
        "tone": TONES[DutyState(duty.state)],
        "source": source_of_duty(duty),
        "owner": owner_of_duty(duty),
        "proof": said_proof(duty.proof),
        "grace_until": ends if duty.grace_days else None,
        "is_open": duty.state == DutyState.OPEN,
        "meets": duty.key == DutyKey.YEARLY_MEETING and duty.state == DutyState.OPEN,
        "in_grace": duty.state == DutyState.OPEN and duty.due_on < today <= ends,
        "today": today,
        "is_final": duty.state in {DutyState.DONE, DutyState.VOID},
        "closed_by": duty.get_closed_by_display() if duty.closed_by else "",
        "corrections": [
            {"it": c, "by": (names or {}).get(c.by, ""), "proof": said_proof(c.proof)} for c in duty.corrections.all()
        ],
    }


def _who_reads(partnership: Any) -> str:
    parts = readers_of_duties(partnership)
    return who_reads(partnership, parts) if parts else ""


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    today = today_of(request, partnership)
    who = request.seat.actor  # type: ignore[attr-defined]
    duties = list_duties(who, partnership)
    names = names_for({c.by for d in duties for c in d.corrections.all()})
    rows = [_row(d, today, names) for d in duties]
    return page(
        request,
        "web/programmes/clock.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": crumbs(partnership, (_("Plazos"), "")),
            "rows": rows,
            "who_reads": "" if rows else _who_reads(partnership),
            "held": any(row["it"].state == DutyState.HELD for row in rows),
            "signed": facts_of(partnership).get(Fact.SIGNED),
            "can_fulfil": can_fulfil(who, partnership.circle),
            "group": working_group_of(partnership),
        },
    )


@seat_required
def list_all(request: HttpRequest) -> HttpResponse:
    """Open duties of every relation the seat sees, the nearest first."""
    seat = request.seat  # type: ignore[attr-defined]
    rows, told = [], {}  # of each relation once: what it is called, its clock and its day
    for duty in list_open_duties(seat.actor, limit=_LIMIT):
        it = duty.partnership
        if it.pk not in told:
            today = moment(seat, it.circle).date()
            told[it.pk] = {"title": title_of(it), "url": _clock_url(it)}, today
        names, today = told[it.pk]
        rows.append(_row(duty, today) | names)
    return page(request, "web/programmes/list.html", {"rows": rows})


@seat_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The relation's clock as a calendar, in the language of the address."""
    partnership = find_relation(request, public_id)
    duties = list_duties(request.seat.actor, partnership)  # type: ignore[attr-defined]
    if not duties:
        raise NotVisible
    return _ics(
        request,
        duties,
        name=title_of(partnership),
        stamp=moment(request.seat, partnership.circle),  # type: ignore[attr-defined]
        exercise=partnership.circle.exercise_at is not None,
        file=partnership.folio,
    )


@seat_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Every open duty of the seat as one calendar."""
    seat = request.seat  # type: ignore[attr-defined]
    duties = list_open_duties(seat.actor, limit=_LIMIT)
    exercise = bool(duties) and all(d.partnership.circle.exercise_at is not None for d in duties)
    return _ics(request, duties, name=_("Plazos"), stamp=moment(seat), exercise=exercise, file="plazos")


def _ics(
    request: HttpRequest, duties: list, *, name: str, stamp: dt.datetime, exercise: bool, file: str
) -> HttpResponse:
    data = as_calendar(duties, name=name, stamp=stamp, language=language(), exercise=exercise)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    return response


def _sessions(partnership: Any, until: dt.date) -> dict[str, Any]:
    """Sessions held of the relation's working group, the last first, by their public id."""
    body = working_group_of(partnership)
    rows = sessions_held(body, dt.date.min, until) if body else []
    return {s.public_id: s for s in reversed(rows)}


def _session(session: Any) -> str:
    """`Grupo de Trabajo · sesión 2, acta 5, 31 de enero de 2023`."""
    told = _("%(body)s · sesión %(number)s") % {"body": session.body, "number": session.called}
    number = _("acta %(number)s") % {"number": session.act_number} if session.act_number else ""
    return ", ".join(x for x in (told, number, date_in_words(session.held_on, language())) if x)[:200]


@seat_required
def fulfil(request: HttpRequest, public_id: str) -> HttpResponse:
    duty = get_duty(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = find_relation(request, duty.partnership.public_id)
    deed = Deed(
        title=_("Asentar el cumplimiento"),
        submit=_("Asentar"),
        back=_clock_url(partnership),
        crumbs=crumbs(partnership, (_("Plazos"), _clock_url(partnership)), (_("Cumplimiento"), "")),
        lead=str(duty),
        facts=[
            {"term": _("De dónde sale"), "value": source_of_duty(duty)},
            {"term": _("A cargo de"), "value": owner_of_duty(duty)},
        ],
    )
    initial = {"done_on": today_of(request, partnership)}
    held = _sessions(partnership, initial["done_on"]) if duty.key == DutyKey.YEARLY_MEETING else {}
    form: forms.Form = FulfilForm(given(request), initial=initial)
    if duty.key == DutyKey.YEARLY_MEETING:
        form = MeetingForm(given(request), initial=initial, sessions=[(k, _session(s)) for k, s in held.items()])

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        session = held.get(typed.pop("session", ""))
        if session is not None:
            with override("es"):  # kept as every proof is, whatever language this page is read in
                typed = {"done_on": session.held_on, "proof": _session(session)}
        done = programmes.fulfil_duty(act, duty=duty, **typed)
        # the first programme runs: the entry of the book claims from that day what the case does
        return followed(act, done.partnership, done, done.proof) if done.key == DutyKey.FIRST_PROGRAMME else done

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El cumplimiento quedó asentado."),
    )


@seat_required
def void(request: HttpRequest, public_id: str) -> HttpResponse:
    duty = get_duty(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = find_relation(request, duty.partnership.public_id)
    deed = Deed(
        title=_("Dejar un plazo sin efecto"),
        submit=_("Dejar sin efecto"),
        kind="danger",
        back=_clock_url(partnership),
        crumbs=crumbs(partnership, (_("Plazos"), _clock_url(partnership)), (_("Sin efecto"), "")),
        lead=str(duty),
        consequence=_("El plazo queda en la lista, con su motivo, y nadie vuelve a recibir recordatorios de él."),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: programmes.void_duty(act, duty=duty, **why),
        circle=partnership.circle,
        said=gettext_lazy("El plazo quedó sin efecto, con su motivo."),
    )


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was put down of a duty by mistake is taken back, and the duty is owed again."""
    duty = get_duty(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = find_relation(request, duty.partnership.public_id)
    said = [str(duty.get_state_display()), *([date_in_words(duty.done_on, language())] if duty.done_on else [])]
    why = _("Motivo") if duty.state == DutyState.VOID else _("Documento que lo acredita")
    facts = [
        {"term": _("Asentado como"), "value": " · ".join(said)},
        *([{"term": why, "value": said_proof(duty.proof)}] if duty.proof else []),
        {"term": _("Vence"), "value": date_in_words(duty.due_on, language())},
    ]
    proves = duty.key == DutyKey.FIRST_PROGRAMME and duty.state == DutyState.DONE
    deed = Deed(
        title=_("Corregir un plazo"),
        submit=_("Corregir"),
        kind="danger",
        back=_clock_url(partnership),
        crumbs=crumbs(partnership, (_("Plazos"), _clock_url(partnership)), (_("Corrección"), "")),
        lead=str(duty),
        facts=facts,
        consequence=_("El plazo vuelve a contar. Lo que decía queda a la vista junto a él, con su motivo."),
        told=told_to(
            request, duty.circle, LIAISON, *([COUNTERPART] if duty.owner_part == Part.COUNTERPART else []), also=[STATE]
        ),
        then=[
            *([_("El expediente deja de decir que el programa está en operación.")] if proves else []),
            _("El calendario que alguien haya llevado se pone al día cuando lo vuelve a pedir."),
            _("Si se cumplió con otra fecha o con otro documento, asiéntelo después como es."),
        ],
    )

    def call(act: Act, reason: str) -> Any:
        corrected = programmes.correct_duty(act, duty=duty, reason=reason)
        return followed(act, partnership, corrected, reason) if proves else corrected

    return do_for_reason(
        request,
        deed,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El plazo quedó corregido y vuelve a contar."),
    )
