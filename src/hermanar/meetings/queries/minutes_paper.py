"""The minutes as their paper says them: the draft for those who were there, and what is given out at the end."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.directory.queries import HolderPicture
from hermanar.kernel.dates import date_in_words

from ..enums import ApprovalLack, Outcome, SessionKind
from ..models import Member, Minutes, Point, Resolution, Session
from .chairs import chair_of, secretary_of
from .reading import members_on, put_again
from .taking_part import guests_of, roll_of

OPENING, CLOSING = "opening", "closing"


def draft_values(minutes: Minutes) -> dict[str, object]:
    """The same before anybody approved them, for a draft: who signs stands in blank where it is not known."""
    session = minutes.session
    return values_of_minutes(minutes, chair_of(session), secretary_of(session.body, session.held_on))


def values_of_minutes(
    minutes: Minutes, chair: HolderPicture | None, secretary: HolderPicture | None
) -> dict[str, object]:
    """What the paper of the minutes says: with who headed the session and who attests to it, where they are known."""
    session, body = minutes.session, minutes.session.body
    present = list(session.present.select_related("person"))
    guests, again = guests_of(session, present), put_again(session)
    became = {c.resolution_id: c.became for c in session.corrections.select_related("became") if c.became is not None}
    points = [
        ". ".join(x.rstrip(".;") for x in (p.title, minutes.texts.get(p.public_id, ""), _decided(p, became)) if x)
        for p in session.points.select_related("resolution")
        if p.pk not in again
    ]
    return {
        "body_name": {"es": body.name, "en": body.name_en or body.name},
        "session_number": session.number,
        "session_kind": {"es": in_spanish(SessionKind(session.kind).label).lower(), "en": str(session.kind)},
        "session_date": session.held_on,
        "session_start": f"{session.at:%H:%M} h" if session.at else "",
        "session_place": session.place,
        "opening_text": minutes.texts.get(OPENING, ""),
        "attendees": [f"{m.position}: {m.person.name}" for m in present]
        + [": ".join(part for part in (g.post, g.name) if part) for g in guests],
        **_attendance(session, present),
        "discussed": points or [in_spanish(_("Sin puntos en el orden del día"))],
        "commitments": [
            f"{c.text} — {c.owner}, {date_in_words(c.due_on)}" for c in session.commitments.order_by("due_on")
        ],
        "problems": [
            f"{p.text.rstrip('.;')} ({p.raised_by})" if p.raised_by else p.text.rstrip(".;")
            for p in session.problems.order_by("pk")
        ],
        "closing_text": " ".join(part for part in (minutes.texts.get(CLOSING, ""), _approval(minutes)) if part),
        **_signs("president", chair),
        **_signs("secretary", secretary),
    }


def _signs(slot: str, who: HolderPicture | None) -> dict[str, object]:
    """Nothing where nobody is known: the paper shows the blank."""
    if who is None:
        return {}
    return {f"{slot}_name": who.name, f"{slot}_post": {"es": who.post_es, "en": who.post_en or who.post_es}}


def _attendance(session: Session, present: Sequence[Member]) -> dict[str, str]:
    """What the attendance makes of the session: its quorum, and who of the body was not there. Nothing where it is unknown."""
    if session.present_count is None:
        return {}
    there = {m.pk for m in present}
    absent = [m.position for m in members_on(session.body, session.held_on) if m.pk not in there]
    told = _("%(present)s de %(seats)s integrantes; hubo quórum") if session.has_quorum else _(
        "%(present)s de %(seats)s integrantes; no hubo quórum"
    )  # fmt: skip
    counted = {"present": session.present_count, "seats": session.seats_count}
    return {"quorum_told": in_spanish(told) % counted, "absent": ", ".join(absent)}


def _decided(point: Point, became: Mapping[int | None, Resolution]) -> str:
    """What was decided of a point and with which vote, as it was corrected since (`became`); "" where nothing was voted."""
    resolution = getattr(point, "resolution", None)
    if resolution is None:
        return ""
    while resolution.pk in became:
        resolution = became[resolution.pk]
    told = in_spanish(Outcome(resolution.outcome).label)
    if resolution.in_favour is not None and resolution.outcome != Outcome.POSTPONED:
        votes = {"yes": resolution.in_favour, "no": resolution.against or 0, "none": resolution.abstained or 0}
        told += ": " + in_spanish(_("%(yes)s a favor, %(no)s en contra, %(none)s abstenciones")) % votes
        roll = "; ".join(f"{in_spanish(c.label).lower()}: {', '.join(names)}" for c, names in roll_of(resolution))
        told += f" ({roll})" if roll else ""
    number = in_spanish(_("Acuerdo %(number)s")) % {"number": resolution.number} if resolution.number else ""
    return ". ".join(x.rstrip(".;") for x in (told, number, resolution.text) if x)


def _approval(minutes: Minutes) -> str:
    """Which session approved them, and what that approval was not."""
    later = minutes.approved_in
    if later is None:
        return ""
    told = in_spanish(_("Aprobada en la sesión %(kind)s %(number)s, del %(on)s.")) % {
        "kind": in_spanish(SessionKind(later.kind).label).lower(), "number": later.called,
        "on": date_in_words(later.held_on),
    }  # fmt: skip
    return " ".join([told, *(in_spanish(ApprovalLack(code).label) for code in minutes.approval_lacks)])
