"""What the board and the page of a lead show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.policies import parts_of
from hermanar.directory.queries import organisations_at, zone_of
from hermanar.journal.queries import list_lines
from hermanar.kernel.dates import date_in_words
from hermanar.partnerships.enums import LeadState
from hermanar.partnerships.policies import is_alone_in
from hermanar.partnerships.queries import due_of
from hermanar.partnerships.rules.leads import CITY, REOPENS

from ..edge import Seat, SeatedRequest, today
from ..language import language
from ..sentences import Said, tell
from ..told import NOBODY, Told, tell_lead
from .forms import CorrectForm

TONES = {
    LeadState.DRAFT: "",
    LeadState.ROUTED: "amber",
    LeadState.ANSWERED: "wine",
    LeadState.BECAME_CASE: "leaf",
    LeadState.LAPSED: "red",
}
DONE = frozenset({LeadState.BECAME_CASE, LeadState.DECLINED, LeadState.WITHDRAWN, LeadState.LAPSED})


def turn_of(lead: Any, seat: Seat) -> str:
    """`mine`, `waiting` or `done`, for the post that reads."""
    if lead.state in DONE:
        return "done"
    is_opener = lead.opened_by.public_id == seat.actor.organisation
    if lead.state == LeadState.DRAFT:
        return "mine" if is_opener and seat.role in {Role.CONSUL, Role.LIAISON} else "waiting"
    # routed or answered: the municipality answers, then opens the file
    return "mine" if seat.role == Role.LIAISON else "waiting"


def is_municipal(lead: Any) -> bool:
    """Opened by a municipality for itself: nobody has to route it to anybody."""
    return lead.opened_by.kind == OrganisationKind.MUNICIPALITY


def what_now(lead: Any, seat: Seat) -> str:
    """What is to be done with it, in a few words."""
    if lead.state == LeadState.DRAFT:
        return _("Decidir si se abre expediente") if is_municipal(lead) else _("Turnar el prospecto")
    if lead.state == LeadState.ROUTED:
        return _("Contestar el prospecto")
    if lead.state == LeadState.ANSWERED:
        return _("Abrir el expediente")
    return _("Consultar")


@dataclass(frozen=True)
class Row:
    lead: Any
    turn: str
    todo: str
    tone: str
    url: str
    today: dt.date


@dataclass(frozen=True)
class Board:
    """`rows` of the turn that is shown; `tabs` of `<c-tabs>`."""

    rows: list[Row]
    tabs: list[dict]
    turn: str
    is_empty: bool


def clock_of(circle: Any, now: dt.date) -> dt.date:
    """The day it is in that circle."""
    return timezone.localtime(circle.exercise_at).date() if circle.exercise_at else now


def board_of(leads: Iterable[Any], seat: Seat, turn: str) -> Board:
    """The leads by turn, those with the nearest reply first."""
    day = timezone.localdate()
    rows = [row_of(lead, seat, day) for lead in leads]
    count = {t: sum(r.turn == t for r in rows) for t in ("mine", "waiting", "done")}
    if turn not in count:
        turn = next((t for t in count if count[t]), "mine")
    labels = {"mine": _("A su cargo"), "waiting": _("En espera de otros"), "done": _("Concluidos")}
    tabs = [{"label": labels[t], "url": f"?turno={t}", "current": t == turn, "count": count[t]} for t in labels]
    shown = sorted((r for r in rows if r.turn == turn), key=lambda r: r.lead.reply_due_on or dt.date.max)
    return Board(shown, tabs, turn, not rows)


@dataclass(frozen=True)
class Hour:
    """A slot as the clocks of both sides show it (without zone: no page turns them again)."""

    slot: Any
    here: dt.datetime
    there: dt.datetime
    may_take: bool
    may_record: bool = False  # one's own, with nobody else on board: put down with what it was accepted
    may_withdraw: bool = False


@dataclass(frozen=True)
class LeadPicture:
    """The page of a lead. `may` are the acts that this post finds on it."""

    turn: str
    todo: str
    tone: str
    today: dt.date
    municipality: Any
    state: Any
    hours: list[Hour]
    taken: Hour | None
    here_name: str
    log: list[Said]
    may: frozenset[str]
    files: list[Any] = field(default_factory=list)
    case_url: str = ""
    triage_url: str = ""
    own: bool = False
    origin_url: str = ""
    city: list[dict] = field(default_factory=list)
    ended: str = ""
    case_due: dt.date | None = None
    gone: list[Hour] = field(default_factory=list)  # withdrawn or released, with why
    corrections: list[dict] = field(default_factory=list)
    told: Told = NOBODY  # whom what is done here tells


def picture_of(request: SeatedRequest, lead: Any) -> LeadPicture:
    """Everything the page says, from the lead that its door gave."""
    seat = request.seat
    day = today(request, lead.circle)
    parts = parts_of(seat.actor, lead.circle)
    is_opener = lead.opened_by.public_id == seat.actor.organisation
    is_open = lead.state not in DONE
    municipality = state = None
    if lead.municipality:
        municipality, state = organisations_at(lead.municipality, exercise=lead.opened_by.is_exercise)
    may = {"correct"} if is_opener and seat.role in {Role.CONSUL, Role.LIAISON} else set()
    meets = seat.role in {Role.CONSUL, Role.LIAISON, Role.STATE_LIAISON, Role.ADVISER}
    # the first meeting may come once there is a case
    may |= {"slot"} if meets and (is_open or lead.state == LeadState.BECAME_CASE) else set()
    if is_open:
        may |= {"attach"} if meets else set()
        if is_opener and seat.role in {Role.CONSUL, Role.LIAISON}:
            may |= {"route", "withdraw"}
        if Part.LEAD in parts and seat.role == Role.LIAISON:
            may |= {"answer"} if lead.state == LeadState.ROUTED else set()
            may |= {"decline"} if lead.state in {LeadState.ROUTED, LeadState.ANSWERED} else set()
            may |= {"triage"} if lead.state in {LeadState.ROUTED, LeadState.ANSWERED, LeadState.DRAFT} else set()
    elif lead.state in REOPENS:
        as_opener = is_opener and seat.role in {Role.CONSUL, Role.LIAISON}
        as_town = Part.LEAD in parts and seat.role == Role.LIAISON and lead.state != LeadState.WITHDRAWN
        may |= {"reopen"} if as_opener or as_town else set()
    here_zone = ZoneInfo(zone_of(lead.municipality, day) if lead.municipality else "America/Mexico_City")
    slots = list(lead.slots.all())
    own = [s for s in slots if _is_mine(s, seat) and not s.taken_at and not s.withdrawn_at]
    alone = bool(own) and "slot" in may and is_alone_in(seat.actor, lead.circle)
    all_hours = [
        Hour(
            slot,
            slot.starts_at.astimezone(here_zone).replace(tzinfo=None),
            slot.starts_at.astimezone(ZoneInfo(lead.zone)).replace(tzinfo=None),
            "slot" in may and not _is_mine(slot, seat),
            may_record=alone and slot in own,
            may_withdraw="slot" in may and bool(slot.taken_at or _is_mine(slot, seat)),
        )
        for slot in slots
    ]
    hours = [h for h in all_hours if h.slot.withdrawn_at is None]
    partnership = getattr(lead, "partnership", None)
    return LeadPicture(
        turn=turn_of(lead, seat),
        todo=what_now(lead, seat),
        tone=TONES.get(lead.state, ""),
        today=day,
        municipality=municipality,
        state=state,
        hours=hours,
        taken=next((h for h in hours if h.slot.taken_at), None),
        here_name=lead.municipality.name if lead.municipality else _("centro de México"),
        log=tell(list_lines(lead.circle.public_id, limit=30), seat.zones),
        may=frozenset(may),
        files=list(lead.attachments.all()),
        case_url=_address("web:cases:case", partnership.public_id) if partnership else "",
        triage_url=_address("web:cases:of_lead", lead.public_id) if "triage" in may else "",
        own=is_municipal(lead),
        origin_url=_origin_url(seat, lead),
        city=[
            {"term": city_words()[key], "value": lead.foreign_profile[key]}
            for key in CITY
            if key in lead.foreign_profile
        ],
        ended=_ended(lead),
        case_due=due_of(lead) if lead.state == LeadState.ANSWERED else None,
        gone=[h for h in all_hours if h.slot.withdrawn_at is not None],
        corrections=corrections_of(lead),
        told=tell_lead(request, lead) if may & {"slot", "decline", "withdraw", "reopen"} else NOBODY,
    )


def corrections_of(lead: Any) -> list[dict]:
    """What it said before each correction, the last first."""
    labels = {name: f.label for name, f in CorrectForm.base_fields.items()}
    labels |= {
        "promoters": _("Quién lo promueve"),
        "ideas": _("Ideas"),
        "foreign_profile": _("Lo que se sabe de la ciudad"),
    }
    return [
        {
            "on": dt.date.fromisoformat(row["on"]),
            "reason": row["reason"],
            "before": [
                {"label": str(labels.get(name, name)), "text": _as_text(name, value) or "—"}
                for name, value in row["before"].items()
            ],
        }
        for row in reversed(lead.corrections)
    ]


def _as_text(name: str, value: Any) -> str:
    if name == "received_on":
        return date_in_words(dt.date.fromisoformat(value), language())
    if isinstance(value, dict):
        return "; ".join(f"{city_words().get(key, key)}: {text}" for key, text in value.items())
    if isinstance(value, list):
        return "; ".join(", ".join(str(v) for v in row.values() if v) for row in value)
    return str(value)


def city_words() -> dict[str, str]:
    """What is known of the foreign city, by its keys (R4-11)."""
    return {
        "population": _("Población"),
        "geography": _("Geografía"),
        "education": _("Universidades y escuelas"),
        "economy": _("Economía"),
        "tourism": _("Turismo"),
        "source": _("De dónde salen estos datos"),
    }


def _origin_url(seat: Seat, lead: Any) -> str:
    """The encounter a lead came from, for who may open it."""
    if not lead.origin_about or lead.opened_by.public_id != seat.actor.organisation:
        return ""
    return _address("web:encounters:encounter", lead.origin_about)


def _ended(lead: Any) -> str:
    """Why it ended, in a sentence."""
    if lead.state == LeadState.LAPSED and lead.answered_on:
        return _("El municipio contestó que interesa y no se abrió expediente en su plazo.")
    if lead.state == LeadState.LAPSED and lead.reply_due_on:
        day = date_in_words(lead.reply_due_on, language())
        return _("Nadie contestó antes del %(on)s.") % {"on": day}
    return lead.reason if lead.state in REOPENS else ""


@dataclass(frozen=True)
class Column:
    """A column of the board: `number` counts all, `cards` are the first of them; `url` shows it whole."""

    key: str
    label: str
    number: int
    cards: list[Row]
    url: str

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


def column_words() -> dict[str, str]:
    return {
        "draft": _("Por turnar"),
        "routed": _("Por contestar"),
        "answered": _("Contestados"),
        "became_case": _("Con expediente"),
        "ended": _("Concluidos"),
    }


def row_of(lead: Any, seat: Seat, day: dt.date) -> Row:
    return Row(
        lead,
        turn_of(lead, seat),
        what_now(lead, seat),
        TONES.get(lead.state, ""),
        reverse("web:leads:lead", args=[lead.public_id]),
        clock_of(lead.circle, day),
    )


def columns_of(columns: Iterable[Any], seat: Seat, query: str) -> list[Column]:
    """The board as it is drawn. `query`: the filters, for the address of a whole column."""
    day, words = timezone.localdate(), column_words()
    return [
        Column(c.key, words[c.key], c.number, [row_of(x, seat, day) for x in c.leads], f"?columna={c.key}{query}")
        for c in columns
    ]


def _is_mine(slot: Any, seat: Seat) -> bool:
    return seat.organisation is not None and slot.proposed_by_id == seat.organisation.pk


def _address(name: str, public_id: str) -> str:
    try:
        return reverse(name, args=[public_id])
    except NoReverseMatch:
        return ""
