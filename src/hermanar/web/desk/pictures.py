"""What the desk shows, put together from one question of each app."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, pgettext

from hermanar.coordination.queries import list_waiting
from hermanar.directory.enums import OrganisationKind, Role
from hermanar.encounters.queries import list_planned, list_services, list_to_answer, list_topics
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import span_in_words
from hermanar.kernel.text import fold, with_spanish_and
from hermanar.meetings.policies import role_of
from hermanar.meetings.queries import list_coming, list_commitments
from hermanar.notices.queries import list_notices
from hermanar.opinions.enums import DispatchState, ReviewState
from hermanar.opinions.queries import list_incoming, list_standing_reviews
from hermanar.opinions.queries.answers import list_to_pass_on
from hermanar.partnerships.queries import list_area_requests, list_leads
from hermanar.plans.queries import international_alarm, list_weeks
from hermanar.programmes.queries import list_open_duties
from hermanar.reports.enums import PeriodState
from hermanar.reports.queries import list_periods_in
from hermanar.reports.queries.paper import months_of
from hermanar.ui.templatetags.ui import due

from ..cases.listing import Row as CaseRow, rows_of
from ..doors import address_of
from ..edge import Seat, SeatedRequest, today
from ..language import language
from ..leads.pictures import clock_of, turn_of, what_now

SOON = 60  # days before a duty at which it stands among the matters of who answers for it
CASES = 200
_READS_LEADS = frozenset({Role.CONSUL, Role.LIAISON})


@dataclass(frozen=True)
class Matter:
    """A row of “Asuntos a su cargo”: what to do, about what, until when, and its door."""

    title: str
    about: str
    area: str
    url: str
    due_on: dt.date | None = None
    today: dt.date | None = None

    @property
    def days(self) -> int:
        """Days left, by the clock of its own circle; what has no term comes last."""
        return (self.due_on - self.today).days if self.due_on and self.today else 10**6


@dataclass(frozen=True)
class Notice:
    public_id: str
    sentence: str
    url: str
    at: dt.datetime
    reason: str = ""


@dataclass(frozen=True)
class DeskPicture:
    """`stages` of `<c-bars>`, `clocks` of `<c-clock-list>`; `summary` says the matters in one line."""

    matters: list[Matter]
    summary: str
    relations: int
    stages: list[dict]
    standing: str
    clocks: list[dict]
    notices: list[Notice]
    greeting: str
    first_step: dict = field(default_factory=dict)


def desk_of(request: SeatedRequest) -> DeskPicture:
    """The desk of the post in which the request is made."""
    seat = request.seat
    day = today(request)
    cases = rows_of(seat.actor, day, limit=CASES) if seat.organisation else []
    names = {row.public_id: row for row in cases}
    duties = list_open_duties(seat.actor, limit=40)
    of_cases = _of_cases(cases, day)
    said = {m.url for m in of_cases}
    matters = [
        *of_cases,
        *_of_leads(seat, day),
        # the step of a case that waits for a file or a round is that file's or round's own matter
        *(
            m
            for m in [*_of_dispatches(seat, names), *_of_reviews(seat, names), *_of_answers(seat, names)]
            if m.url not in said
        ),
        *_of_duties(seat, duties, names, day),
        *_of_areas(seat, names, day),
        *_of_encounters(seat, day),
        *_of_services(seat, day),
        *_of_advice(seat, day),
        *_of_sessions(seat, day),
        *_of_weeks(seat, day),
        *_of_reports(seat),
    ]
    # a step and the duty that follows from it are one matter: the duty's own row, with its clock, stands
    once = {(m.title, m.about): m for m in matters}
    mine = sorted(once.values(), key=lambda m: m.days)
    return DeskPicture(
        matters=mine,
        summary=_summary(mine),
        relations=len(cases),
        stages=_stages(cases),
        standing=_standing(cases),
        clocks=_clocks(duties, names),
        notices=[
            Notice(n.public_id, n.sentence, address_of(n.door, n.at), n.created_at, n.reason)
            for n in list_notices(request.user, unread=True, limit=6)
        ],
        greeting=_greeting(seat),
        first_step=_first_step(seat),
    )


def _title(row: CaseRow | None) -> str:
    return with_spanish_and(_("%(ours)s y %(theirs)s") % {"ours": row.ours, "theirs": row.theirs}) if row else ""


def _of_cases(cases: list[CaseRow], day: dt.date) -> list[Matter]:
    return [
        Matter(row.turn.title, f"{_title(row)} · {row.folio}", row.stage, row.turn.url or row.url, row.due_on, day)
        for row in cases
        if row.group == "mine" and row.turn
    ]


def _of_leads(seat: Seat, day: dt.date) -> list[Matter]:
    if seat.role not in _READS_LEADS:
        return []
    return [
        Matter(
            what_now(lead, seat),
            f"{lead.foreign_name} · {lead.proposed_place} · {lead.folio}",
            _("Prospectos"),
            reverse("web:leads:lead", args=[lead.public_id]),
            lead.reply_due_on if lead.state == "routed" else None,
            clock_of(lead.circle, day),
        )
        for lead in list_leads(seat.actor, limit=100)
        if turn_of(lead, seat) == "mine"
    ]


_DISPATCHES: dict[tuple[str, str], str] = {
    (Role.STATE_LIAISON, DispatchState.SENT): "forward",
    (Role.ADVISER, DispatchState.FORWARDED): "receive",
    (Role.LEGAL_REVIEWER, DispatchState.FORWARDED): "receive",
}


def _of_dispatches(seat: Seat, names: dict[str, CaseRow]) -> list[Matter]:
    if seat.role not in {role for role, _state in _DISPATCHES}:
        return []
    words = {"forward": _("Turnar el expediente a la SRE"), "receive": _("Recibir el expediente a dictaminación")}
    return [
        Matter(
            words[_DISPATCHES[(seat.role, d.state)]],
            _about(names, d.partnership),
            _("Dictámenes"),
            address_of("opinions.dispatch", {"dispatch": d.public_id, "partnership": d.partnership.public_id}),
        )
        for d in list_incoming(seat.actor)
        if (seat.role, d.state) in _DISPATCHES
    ]


_REVIEWS: dict[tuple[str, str], str] = {
    (Role.LEGAL_REVIEWER, ReviewState.OPEN): "read",
    (Role.LEGAL_REVIEWER, ReviewState.ANSWERED): "read",
    (Role.AUTHORISER, ReviewState.PROPOSED): "authorise",
    (Role.LIAISON, ReviewState.OBSERVED): "answer",
}


def _of_reviews(seat: Seat, names: dict[str, CaseRow]) -> list[Matter]:
    if seat.role not in {role for role, _state in _REVIEWS}:
        return []
    words = {
        "read": _("Revisar el texto y proponer el dictamen"),
        "authorise": _("Autorizar el dictamen"),
        "answer": _("Contestar las observaciones de la SRE"),
    }
    return [
        Matter(
            words[_REVIEWS[(seat.role, r.state)]],
            _about(names, r.partnership),
            _("Dictámenes"),
            address_of("opinions.review", {"review": r.public_id, "partnership": r.partnership.public_id}),
        )
        for r in list_standing_reviews(seat.actor)
        if (seat.role, r.state) in _REVIEWS
    ]


def _of_answers(seat: Seat, names: dict[str, CaseRow]) -> list[Matter]:
    """Answers to observations that the state passes on."""
    if seat.role != Role.STATE_LIAISON:
        return []
    return [
        Matter(
            _("Turnar la respuesta a la SRE"),
            _about(names, r.partnership),
            _("Dictámenes"),
            address_of("opinions.review", {"review": r.public_id, "partnership": r.partnership.public_id}),
        )
        for r in list_to_pass_on(seat.actor)
    ]


def _of_areas(seat: Seat, names: dict[str, CaseRow], day: dt.date) -> list[Matter]:
    """What was turned to the post's own office; for the liaison, what an area answered."""
    if not seat.organisation or seat.organisation.kind != OrganisationKind.MUNICIPALITY:
        return []
    office = seat.appointment.office.pk if seat.appointment else None
    words = {"asked": _("Contestar la solicitud del enlace"), "answered": _("Leer la respuesta del área")}
    return [
        Matter(
            words[r.state],
            f"{r.subject} · {_about(names, r.partnership)}",
            str(r.office),
            address_of("partnerships.area_request", {"request": r.public_id}),
            r.due_on if r.state == "asked" else None,
            clock_of(r.partnership.circle, day),
        )
        for r in list_area_requests(seat.actor, open_only=True)
        if (r.state == "asked" and r.office_id == office) or (r.state == "answered" and seat.role == Role.LIAISON)
    ]


_NEAR = 10  # days before an encounter at which its page stands among the matters
_LATELY = 30  # days in which an answer from abroad still waits to be read


def _of_encounters(seat: Seat, day: dt.date) -> list[Matter]:
    """Invitations to answer, encounters to prepare or to put down, topics that fall due; for the mayor, its page."""
    if seat.role not in {Role.LIAISON, Role.MAYOR}:
        return []
    area, found = _("Encuentros"), []
    for e in list_planned(seat.actor, until=day + dt.timedelta(days=_NEAR)):
        relation = next(iter(e.partnerships.all()), None)
        at = {"encounter": e.public_id}
        if e.on <= day and seat.role == Role.LIAISON:
            found.append(
                Matter(_("Asentar qué resultó"), e.title, area, address_of("encounters.encounter", at), e.on, day)
            )
        elif e.on >= day and relation is not None:
            url = reverse("web:encounters:brief", args=[relation.public_id]) + f"?encuentro={e.public_id}"
            found.append(Matter(_("Leer la ficha antes del encuentro"), e.title, area, url, e.on, day))
    if seat.role != Role.LIAISON:
        return found
    found += [
        Matter(
            _("Contestar la invitación"), f"{i.event} · {i.post}", area,
            address_of("encounters.invitation", {"invitation": i.public_id}), i.respond_by, day,
        )
        for i in list_to_answer(seat.actor)
    ]  # fmt: skip
    found += [
        Matter(
            _("Dar seguimiento al tema"),
            t.title,
            area,
            reverse("web:encounters:topic", args=[t.public_id]),
            t.due_on,
            day,
        )
        for t in list_topics(seat.actor, open_only=True)
        if t.due_on is not None and (t.due_on - day).days <= SOON
    ]
    return found


def _of_services(seat: Seat, day: dt.date) -> list[Matter]:
    """What a municipality asks of the consulate; for the liaison, what is late or was answered lately."""
    if seat.role not in {Role.CONSUL, Role.LIAISON}:
        return []
    found = []
    for s in list_services(seat.actor, limit=40):
        now = clock_of(s.circle, day)
        url = address_of("encounters.service", {"service": s.public_id})
        if s.state == "asked" and seat.role == Role.CONSUL:
            found.append(
                Matter(_("Contestar la solicitud"), f"{s.subject} · {s.asked_by}", _("Servicios"), url, s.due_on, now)
            )
        elif s.state == "asked" and seat.role == Role.LIAISON and s.due_on < now:
            found.append(
                Matter(_("Recordar la solicitud"), f"{s.subject} · {s.post}", _("Servicios"), url, s.due_on, now)
            )
        elif s.state == "answered" and seat.role == Role.LIAISON and _is_news(s, now):
            found.append(Matter(_("Leer la respuesta"), f"{s.subject} · {s.post}", _("Servicios"), url))
    return found


def _is_news(service: Any, now: dt.date) -> bool:
    """Whether somebody else answered it, and lately."""
    return service.how != "recorded" and bool(service.answered_on) and (now - service.answered_on).days <= _LATELY


_KEEPS_MINUTES = frozenset(
    {Role.LIAISON, Role.COUNCIL_SECRETARY, Role.COMMISSION, Role.COMMITTEE_SECRETARY}
)  # of some body of the house


def _of_advice(seat: Seat, day: dt.date) -> list[Matter]:
    """What was asked of the state or of the ministry and waits for whoever answers for it (R2-03)."""
    if seat.role not in {Role.STATE_LIAISON, Role.ADVISER}:
        return []
    return [
        Matter(
            _("Responder la asesoría"), f"{a.subject} · {a.asked_by}", _("Asesorías"),
            address_of("coordination.advice", {"advice": a.public_id}), a.due_on, day,
        )
        for a in list_waiting(seat.actor)
    ]  # fmt: skip


def _of_sessions(seat: Seat, day: dt.date) -> list[Matter]:
    """Commitments late or near, sessions of these days, for whoever keeps the minutes of some body."""
    if seat.role not in _KEEPS_MINUTES:
        return []
    area, edge = _("Sesiones"), day + dt.timedelta(days=_NEAR)
    pending, _more = list_commitments(seat.actor, state="open", limit=20)
    found = [
        Matter(
            _("Cerrar el compromiso"), f"{c.text[:80]} · {c.owner}", area,
            address_of("meetings.commitment", {"commitment": c.public_id}), c.due_on, day,
        )
        for c in pending
        if c.due_on <= edge and role_of(c.session.body)[1] == seat.role
    ]  # fmt: skip
    found += [
        Matter(
            _("Preparar la sesión"), f"{s.body}, {s.number}", area,
            address_of("meetings.session", {"session": s.public_id}), s.held_on, day,
        )
        for s in list_coming(seat.actor, day, edge)
        if role_of(s.body)[1] == seat.role
    ]  # fmt: skip
    return found


def _of_weeks(seat: Seat, day: dt.date) -> list[Matter]:
    """The international office's own vacancy or silence, and a week that is about to be due (R3-28), for the liaison."""
    house = seat.organisation
    if seat.role != Role.LIAISON or house is None or house.home is None:
        return []
    weeks: list[Any] = list_weeks(seat.actor, limit=1)
    if not weeks:
        return []
    area, week = _("Agendas semanales"), weeks[0]
    url = address_of("plans.week", {"week": week.public_id})
    found = []
    vacant, silent = international_alarm(house, day)
    about = str(_("Área de asuntos internacionales"))
    if vacant:
        found.append(Matter(_("Cubrir la vacante"), about, area, url, day, day))
    if silent:
        found.append(Matter(_("Entregar la agenda que falta"), about, area, url, day, day))
    due = seat.zones.local(week.due_at).date()
    if week.delivered < week.in_all and 0 <= (due - day).days <= 7:
        missing = week.in_all - week.delivered
        title = ngettext("Falta %(n)s agenda de la semana", "Faltan %(n)s agendas de la semana", missing) % {
            "n": missing
        }
        about = _("Semana %(week)s") % {"week": span_in_words(week.label, language())}
        found.append(Matter(title, about, area, url, due, day))
    return found


def _of_reports(seat: Seat) -> list[Matter]:
    """A report that waits for the mayor's signature, and one that came back to who prepared it."""
    waits: dict[str, PeriodState] = {Role.MAYOR: PeriodState.PREPARED, Role.LIAISON: PeriodState.RETURNED}
    state = waits.get(seat.role)
    if state is None:
        return []
    title = _("Autorizar el informe") if state == PeriodState.PREPARED else _("Corregir el informe que devolvieron")
    return [
        Matter(
            title, months_of(p.year, p.quarter, language()), _("Informes"),
            address_of("reports.period", {"year": p.year, "quarter": p.quarter}),
        )
        for p in list_periods_in(seat.actor, state)
    ]  # fmt: skip


_OWNERS = {
    "lead": Role.LIAISON,
    "committee": Role.COMMITTEE_SECRETARY,
    "counterpart": Role.COUNTERPART,
    "overseer": Role.STATE_LIAISON,
    "registrar": Role.REGISTRAR,
}


def _of_duties(seat: Seat, duties: list[Any], names: dict[str, CaseRow], day: dt.date) -> list[Matter]:
    found = []
    for duty in duties:
        now = clock_of(duty.partnership.circle, day)
        if _OWNERS.get(duty.owner_part) == seat.role and (duty.due_on - now).days <= SOON:
            url = address_of("programmes.clock", {"partnership": duty.partnership.public_id})
            about = _about(names, duty.partnership)
            found.append(Matter(str(duty), about, _("Implementación"), f"{url}#{duty.public_id}", duty.due_on, now))
    return found


def _about(names: dict[str, CaseRow], partnership: Any) -> str:
    row = names.get(partnership.public_id)
    return f"{_title(row)} · {partnership.folio}" if row else partnership.folio


def _summary(matters: list[Matter]) -> str:
    if not matters:
        return _("No tiene asuntos pendientes.")
    number = len(matters)
    said = ngettext("Tiene %(number)s asunto pendiente", "Tiene %(number)s asuntos pendientes", number)
    first = matters[0]
    if first.due_on is None:
        return said % {"number": number} + "."
    urgent = _("el más urgente %(due)s") % {"due": due(first.due_on, first.today)}
    return f"{said % {'number': number}}; {urgent}."


def _greeting(seat: Seat) -> str:
    if seat.is_exercise:  # its clock is its own: no hour of the wall's is said beside it
        return _("Hola")
    hour = seat.zones.local(timezone.now()).hour
    return _("Buenos días") if 5 <= hour < 12 else _("Buenas tardes") if 12 <= hour < 19 else _("Buenas noches")


def _stages(cases: list[CaseRow]) -> list[dict]:
    """Relations in progress by stage of the Ministry's scheme, in its order."""
    count = Counter(row.stage_key for row in cases if row.group != "done")
    stages = (
        ("identification", pgettext("etapa", "Identificación")),
        ("linking", pgettext("etapa", "Vinculación")),
        ("formalisation", pgettext("etapa", "Formalización")),
        ("implementation", pgettext("etapa", "Implementación")),
    )
    return [{"label": label, "value": count[key], "url": ""} for key, label in stages]


def _standing(cases: list[CaseRow]) -> str:
    count = Counter(row.state for row in cases)
    told = (
        _("%(n)s en curso") % {"n": count["open"]},
        ngettext("%(n)s interrumpida", "%(n)s interrumpidas", count["paused"]) % {"n": count["paused"]},
        ngettext("%(n)s concluida", "%(n)s concluidas", count["closed"]) % {"n": count["closed"]},
    )
    return " · ".join(said for state, said in zip(("open", "paused", "closed"), told, strict=True) if count[state])


def _clocks(duties: list[Any], names: dict[str, CaseRow]) -> list[dict]:
    return [
        {
            "label": str(duty),
            "on": duty.due_on,
            "owner": _title(names.get(duty.partnership.public_id)) or duty.partnership.folio,
            "url": address_of("programmes.clock", {"partnership": duty.partnership.public_id}),
            "far": False,
        }
        for duty in duties[:5]
    ]


def _first_step(seat: Seat) -> dict:
    """What an empty desk teaches: what the post is for, and the first thing to do where it begins something."""
    if seat.role == Role.CONSUL:
        return {
            "title": _("Aquí verá lo que espera de usted"),
            "text": _(
                "Un prospecto reúne quién muestra interés y qué propone; al turnarlo corre el plazo para contestar."
            ),
            "url": reverse("web:leads:new"),
            "label": _("Abrir un prospecto"),
        }
    if seat.role == Role.LIAISON:
        return {
            "title": _("Aquí verá el siguiente paso de cada relación"),
            "text": _("Empiece con un prospecto recibido o abra el expediente de una relación que ya conoce."),
            "url": reverse("web:leads:board"),
            "label": _("Ver prospectos"),
        }
    if seat.role == Role.ADMINISTRATOR:
        return {
            "title": _("Su organización"),
            "text": _("Cree los puestos, invite a quien los ocupa y dé por terminado el de quien se va."),
            "url": reverse("web:organisation:organisation"),
            "label": _("Administrar la organización"),
        }
    if not seat.organisation:
        return {
            "title": _("Operación del sistema"),
            "text": _("Abra las organizaciones e invite a la primera persona que administra cada una."),
            "url": reverse("web:organisation:organisations"),
            "label": _("Ver organizaciones"),
        }
    return {
        "title": _("Nada espera de usted por ahora"),
        "text": _("Cuando le toque un paso de una relación aparecerá aquí, con su plazo, y recibirá un aviso."),
    }


def find(actor: Actor, text: str, day: dt.date) -> list[Matter]:
    """Relations and leads whose cities or folio hold the words. The actor's own lists are searched: nothing else."""
    words = fold(text).split()
    if not words or not actor.organisation:
        return []
    found = [
        Matter(_title(row), row.folio, row.stage, row.url)
        for row in rows_of(actor, day, limit=CASES)
        if all(w in fold(f"{row.ours} {row.theirs} {row.folio} {row.country}") for w in words)
    ]
    found += [
        Matter(
            f"{lead.foreign_name} · {lead.proposed_place}",
            lead.folio,
            _("Prospectos"),
            reverse("web:leads:lead", args=[lead.public_id]),
        )
        for lead in list_leads(actor, limit=CASES)
        if all(w in fold(f"{lead.foreign_name} {lead.proposed_place} {lead.folio} {lead.country}") for w in words)
    ]
    return found
