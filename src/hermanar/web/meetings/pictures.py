"""Bodies, sessions and resolutions as they are shown."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext, override

from hermanar.directory.queries import names_for
from hermanar.kernel.dates import date_in_words
from hermanar.meetings.enums import USUAL_SOURCES, BodyKind, Corrected, Outcome, Purpose, SessionState, WhyNot
from hermanar.meetings.policies import can_certify, can_convene, can_create_body, can_put_point, can_record
from hermanar.meetings.queries import (
    VOTES,
    fields_open,
    members_gone,
    members_on,
    owner_of,
    put_again,
    roll_of,
    rule_on,
    said_of_seat,
    sessions_as_calendar,
    uncertified,
    what_lacks,
)
from hermanar.meetings.rules import quorum_of, standing_of
from hermanar.partnerships.queries import list_partnerships

from .. import edge
from ..doors import DoorShown, address_of, shown
from ..language import language
from ..relations import file_url, paper_links, title_of

TONES: dict[str, str] = {Outcome.APPROVED: "leaf", Outcome.REJECTED: "red", Outcome.POSTPONED: "amber"}
STATE_TONES: dict[str, str] = {SessionState.CONVENED: "amber", SessionState.HELD: "leaf", SessionState.CANCELLED: ""}


@dataclass(frozen=True)
class Able:
    """What the seat may do with a body."""

    convene: bool
    certify: bool
    put: bool
    record: bool
    seat: bool

    @property
    def can_record_acts(self) -> bool:
        """From its act: the liaison where its secretary is not on board, or the secretary itself."""
        return self.record or self.certify


def able(request: HttpRequest, body: Any) -> Able:
    who = edge.actor(request)
    return Able(
        can_convene(who, body),
        can_certify(who, body),
        can_put_point(who, body),
        can_record(who, body),
        can_convene(who, body) or can_record(who, body) or can_create_body(who, body.circle),
    )


def said_source(kept: str) -> str:
    """Where a rule comes from, as the reader's language says it: our own defaults are known, the rest stays as written."""
    text = kept.removeprefix("[K] ")
    for usual in USUAL_SOURCES:
        with override("es"):
            known = str(usual)
        if text == known:
            return str(usual)
    return text


def kept_source(typed: str) -> str:
    """What a record keeps of it: a default of ours that somebody left as their page said it, in Spanish and marked [K]."""
    for usual in USUAL_SOURCES:
        if typed.strip() == str(usual):
            with override("es"):
                return f"[K] {usual}"
    return typed


def rule_facts(body: Any, on: Any) -> list[dict]:
    """The rule of a day in words, with the source it comes from."""
    rule, row = rule_on(body, on)
    needs = quorum_of(rule)
    facts: list[dict] = [
        {"term": _("Integrantes"), "value": rule.seats},
        {"term": _("Quórum"), "value": ngettext("%(n)s persona", "%(n)s personas", needs) % {"n": needs}},
        {
            "term": _("Mayoría"),
            "value": _("más de %(share)s de los votos") % {"share": rule.majority}
            if rule.majority_more_than
            else _("%(share)s de los votos o más") % {"share": rule.majority},
        },
        {"term": _("Empate"), "value": _("decide quien preside") if rule.casting_vote else _("no se aprueba")},
        {
            "term": _("De dónde sale"),
            "value": said_source(row.source) if row else _("Práctica usual: el reglamento no está asentado."),
        },
    ]
    if row:
        notice = _("%(n)s horas antes") % {"n": row.notice_hours}
        if row.notice_hours_extraordinary is not None and row.notice_hours_extraordinary != row.notice_hours:
            notice += _("; extraordinaria, %(n)s") % {"n": row.notice_hours_extraordinary}
        facts.append({"term": _("Convocatoria"), "value": notice})
        if row.term_months:
            months = ngettext("%(n)s mes", "%(n)s meses", row.term_months) % {"n": row.term_months}
            facts.append({"term": _("Sus integrantes duran"), "value": months})
        if row.remind_days:
            days = ", ".join(str(d) for d in row.remind_days)
            facts.append({"term": _("Recordatorios de compromisos (días)"), "value": days})
        facts.append({"term": _("Sus sesiones se numeran"), "value": row.get_numbering_display()})
    return facts


def quorum_on(body: Any, on: Any) -> int:
    """How many must be there on a day."""
    return quorum_of(rule_on(body, on)[0])


@dataclass(frozen=True)
class ResolutionShown:
    it: Any
    outcome: str
    tone: str
    votes: str
    verdict: str
    authorises: bool
    papers: list[dict]
    scan_url: str
    how: str
    corrected: str = ""  # the act that corrected it, in a sentence
    corrected_url: str = ""
    roll: tuple[tuple[str, str], ...] = ()  # how each member voted: what, and who did


def _votes(yes: Any, no: Any, none: Any) -> str:
    return _("%(yes)s a favor, %(no)s en contra, %(none)s abstenciones") % {"yes": yes, "no": no, "none": none}


def resolution_shown(row: Any, *, with_roll: bool = False) -> ResolutionShown:
    """`with_roll`: how each member voted too, to whoever reads the session itself."""
    votes = "" if row.in_favour is None else _votes(row.in_favour, row.against or 0, row.abstained or 0)
    verdict, fell = "", row.point.session.has_quorum is False
    later = next(iter(row.corrected_by.all()), None)
    if later is not None:
        verdict = _("Nombra a la contraparte, pero se corrigió: ya no autoriza la firma.") if row.authorises else ""
    elif fell:
        verdict = _("Su sesión no tuvo quórum: no vale.")
    elif row.authorises:
        verdict = _("Nombra a la contraparte: autoriza la firma.")
        if row.has_no_vote:
            verdict = _("Nombra a la contraparte: autoriza la firma. No consta la votación.")
    elif row.corrects_id and row.why_not == WhyNot.BLANK and not (row.is_blank or row.names):
        verdict = _("No nombra a la contraparte: no autoriza la firma.")
    elif row.why_not:
        verdict = str(WhyNot(row.why_not).label)
    return ResolutionShown(
        row,
        row.get_outcome_display(),
        TONES.get(row.outcome, ""),
        votes,
        verdict,
        row.authorises and not fell and later is None,
        paper_links(row.certificate),
        file_url(row.attachment),
        _("Asentado desde su acta") if row.how == "recorded" else "",
        *(_corrected_by(row, later) if later is not None else ("", "")),
        tuple((str(choice.label), ", ".join(names)) for choice, names in (roll_of(row) if with_roll else ())),
    )


def _corrected_by(row: Any, later: Any) -> tuple[str, str]:
    """The act that corrected this one: said, and where it stands."""
    session = later.point.session
    if session.pk == row.point.session_id:
        return _("Se corrigió la votación asentada."), ""
    called = _("el acuerdo %(n)s") % {"n": later.number} if later.number else _("el acta %(n)s") % {
        "n": session.act_number or session.called
    }  # fmt: skip
    told = _("Lo corrigió %(act)s, del %(on)s.") % {"act": called, "on": date_in_words(session.held_on, language())}
    return told, session_url(session)


@dataclass(frozen=True)
class PointShown:
    it: Any
    about: str
    resolution: ResolutionShown | None
    can_resolve: bool
    paper: str = ""
    uncertified: str = ""  # why what was resolved is not certified
    corrections: tuple = ()  # what it said before, the last first
    lacks: tuple = ()  # what the act may say and is not on record, each with its door
    miscounts: str = ""  # that its votes do not sum to those present
    can_complete: bool = False  # that its act may say more than is on record


def points_of(session: Any, may: Able, *, is_signed: bool) -> list[PointShown]:
    """The points as the page shows them; none is voted any more once the minutes are out."""
    rows, again = [], put_again(session)
    may_vote = may.certify and not is_signed and session.state == SessionState.HELD and bool(session.has_quorum)
    wrong = {c.resolution_id: c for c in session.corrections.all() if c.resolution_id}
    voting = sum(1 for m in session.present.all() if m.has_vote)
    for point in session.points.all():
        if point.pk in again:
            continue
        found, before = getattr(point, "resolution", None), []
        while found is not None and found.pk in wrong:
            before.append(wrong[found.pk])
            found = wrong[found.pk].became
        why = uncertified(found) if found else None
        rows.append(
            PointShown(
                point,
                title_of(point.partnership) if point.partnership else "",
                resolution_shown(found, with_roll=True) if found else None,
                may_vote and found is None,
                file_url(point.attachment),
                str(why.label) if why else "",
                tuple(correction_shown(c) for c in reversed(before)),
                _lacks(found, may),
                _miscounted(session, found, voting),
                found is not None
                and (may.certify or may.can_record_acts)
                and not found.certificate_id
                and bool(fields_open(found)),
            )
        )
    return rows


def _lacks(found: Any, may: Able) -> tuple[DoorShown, ...]:
    """What its act may say and is not on record: what the certificate asks for, then the vote; to whoever can add it."""
    if found is None or found.certificate_id or found.corrected_by.all() or not (may.certify or may.can_record_acts):
        return ()
    lacking = [shown(b) for b in (what_lacks(found) if may.certify else ())]
    if found.has_no_vote:
        url = address_of("meetings.resolution", {"resolution": found.public_id}) + "#id_in_favour"
        lacking.append(DoorShown(_("No consta la votación: si el acta la dice, asiéntela."), url, _("Resolver")))
    return tuple(lacking)


def _miscounted(session: Any, found: Any, voting: int) -> str:
    """That the votes of a point and the attendance, once one of them was corrected, do not agree."""
    if found is None or found.in_favour is None or session.present_count is None or found.outcome == Outcome.POSTPONED:
        return ""
    cast = found.in_favour + (found.against or 0) + (found.abstained or 0)
    if cast == voting:
        return ""
    return _("Los votos suman %(cast)s y hubo %(voting)s presentes con voto.") % {"cast": cast, "voting": voting}


def correction_shown(row: Any) -> dict[str, Any]:
    """A correction as the page tells it: what it said, by whom and why it was changed."""
    said = row.before
    if row.what == Corrected.VOTE:
        count = said["votes"].split("–")
        parts = [str(Outcome(said["outcome"]).label), _votes(*count) if len(count) == 3 else "", said["number"]]
        told = " · ".join(p for p in [*parts, said["names"]] if p)
    elif row.what == Corrected.SEAT:
        told = f"{said['seat']} · {VOTES[said['has_vote']]}"
    else:
        was, now = said["present"], row.after["present"]
        more, less = [w for w in was if w not in now], [w for w in now if w not in was]
        told = ngettext("%(n)s presente", "%(n)s presentes", len(was)) % {"n": len(was)}
        told += "; " + _("con %(who)s") % {"who": ", ".join(more)} if more else ""
        told += "; " + _("sin %(who)s") % {"who": ", ".join(less)} if less else ""
        if said["headed_by"] != row.after["headed_by"]:
            told += "; " + _("La encabezó: %(who)s") % {"who": said["headed_by"] or "—"}
    return {"it": row, "said": told, "by": names_for({row.by}).get(row.by, "")}


def relations_of(request: HttpRequest, body: Any) -> list:
    """Relations of the municipality the body belongs to."""
    owner = owner_of(body)
    return [p for p in list_partnerships(edge.actor(request), limit=200) if p.owner_id == owner.pk]


_OF_A_SEAT = {
    "role": gettext_lazy("Qué hace en el órgano"), "position": gettext_lazy("Cargo en el órgano"),
    "sector": gettext_lazy("Sector"), "side": gettext_lazy("De qué Parte"), "has_vote": gettext_lazy("Voto"),
    "from_on": gettext_lazy("Desde"), "until_on": gettext_lazy("Hasta"), "oath_on": gettext_lazy("Rindió protesta el"),
}  # fmt: skip


def members_shown(body: Any, on: Any, *, are_gone: bool = False) -> list:
    """Who sits in a body on a day, or had left it by then, each with what was corrected of their seat (`told`)."""
    found: list[Any] = members_gone(body, on) if are_gone else members_on(body, on)
    for member in found:
        member.told = [_correction_shown(row) for row in member.corrections.all()]
    return found


def _correction_shown(row: Any) -> dict[str, Any]:
    before, after = said_of_seat(row.before), said_of_seat(row.after)
    lang = language()

    def word(said: Any, key: str) -> str:
        return date_in_words(dt.date.fromisoformat(said), lang) if key.endswith("_on") and said else str(said or "—")

    fields = [(_OF_A_SEAT[key], word(before[key], key), word(after[key], key)) for key in _OF_A_SEAT if key in after]
    return {"it": row, "fields": fields}


def session_url(session: Any) -> str:
    return reverse("web:meetings:session", args=[session.public_id])


def body_url(body: Any) -> str:
    return reverse("web:meetings:body", args=[body.public_id])


# what a body decides about a relation, where nothing else is said
PURPOSE_OF = dict.fromkeys(BodyKind, Purpose.OTHER) | {
    BodyKind.CABILDO: Purpose.AUTHORISE,
    BodyKind.COMMITTEE: Purpose.APPROVE_STUDY,
    BodyKind.COUNCIL: Purpose.APPROVE_STUDY,
}


STANDING_TONES = {"late": "red", "soon": "amber", "open": "", "done": "leaf", "dropped": ""}


def _standing_words() -> dict[str, str]:
    return {
        "late": _("Atrasado"),
        "soon": _("Por vencer"),
        "open": _("Pendiente"),
        "done": _("Cumplido"),
        "dropped": _("Sin efecto"),
    }


def commitment_shown(row: Any, on: Any) -> dict[str, Any]:
    """A commitment as lists show it on a day."""
    standing = standing_of(row.state, row.due_on, on)
    return {
        "it": row,
        "word": _standing_words()[standing],
        "tone": STANDING_TONES[standing],
        "url": reverse("web:meetings:commitment", args=[row.public_id]),
    }


def ics(request: HttpRequest, sessions: list, body: Any, file: str) -> HttpResponse:
    """Sessions of a body as a calendar file, in the language of the address."""
    seat = edge.find_seat(request)
    zone = seat.zone.key if seat else "America/Mexico_City"
    data = sessions_as_calendar(
        sessions, name=str(body), zone=zone, stamp=edge.moment(seat, body.circle), language=language(),
        exercise=body.circle.exercise_at is not None or bool(seat and seat.is_exercise),
    )  # fmt: skip
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    return response
