"""Who headed a session and who attests to it: the body's own, as of its day; what its papers print and who signs them."""

import datetime as dt

from hermanar.accounts.models import User
from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, in_spanish
from hermanar.directory.queries import HolderPicture, said_for, shown_name, signer_on
from hermanar.kernel.acts import How
from hermanar.kernel.text import fold

from ..enums import BodyKind, SeatRole
from ..models import Body, Commitment, Member, Session
from ..policies import role_of
from .reading import members_on, owner_of

# what the house's Cabildo calls, records and certifies goes out from its secretary's office
_COUNCIL_OFFICE = {"es": "Secretaría del Ayuntamiento", "en": "Office of the Secretary of the Council"}


def letterhead_office(body: Body) -> dict[str, str] | None:
    """The office that a body's papers carry under the house's name: the body itself, of the Cabildo its secretary's; None of
    what sits with the mayor, whose office the house's own letterhead names."""
    if body.kind == BodyKind.CABINET:
        return None
    if body.kind == BodyKind.CABILDO:
        return {lang: said_for(owner_of(body), text, lang) for lang, text in _COUNCIL_OFFICE.items()}
    return {"es": body.name, "en": body.name_en or body.name}


def _seated(member: Member) -> HolderPicture:
    return HolderPicture(
        name=shown_name(member.person), post_es=member.position, post_en=member.position, how=How.IN_POST,
        appointment="", person=member.person.public_id, from_on=member.from_on, until_on=member.until_on,
    )  # fmt: skip


def _there(session: Session) -> list[Member]:
    """Who of the body was there; whoever sat in it that day, where the act does not say who came."""
    return list(session.present.select_related("person").order_by("pk")) or members_on(session.body, session.held_on)


def chair_of(session: Session) -> HolderPicture | None:
    """Who headed a session: as its attendance says (a member, an office of the house in charge or by absence, a guest);
    else the body's own president, if there; else, where nobody presides by name, whom the law or usage gives: the mayor,
    of a commission its president. None where it is not known: nobody is named in their place."""
    body, there = session.body, _there(session)
    owner, said = owner_of(body), fold(session.headed_by)
    if said:
        member = next((m for m in there if said in {fold(m.position), fold(m.person.name)}), None)
        if member is not None:
            return _seated(member)
        # by its own title, or as the post is called everywhere: “Presidencia municipal” of a “Presidenta Municipal”
        offices = list(owner.offices.all())
        office = next((o for o in offices if fold(o.title) == said), None) or next(
            (o for o in offices if fold(in_spanish(Role(o.role).label)) == said), None
        )
        if office is not None:
            return signer_on(office, session.held_on)
        guest = next((g for g in session.attendees.all() if said in {fold(g.post), fold(g.name)}), None)
        if guest is not None:
            return HolderPicture(
                guest.name, guest.post or session.headed_by, "", How.IN_POST, "", "", session.held_on, None
            )  # fmt: skip
        return None
    for role in (SeatRole.CHAIR, SeatRole.VICE):
        presiding = next((m for m in there if m.role == role), None)
        if presiding is not None:
            return _seated(presiding)
    if any(m.role == SeatRole.CHAIR for m in members_on(body, session.held_on)):
        return None  # its president was not there, and nobody said who headed it
    post = Role.COMMISSION if body.kind == BodyKind.COMMISSION else Role.MAYOR
    return signer_on((owner, post), session.held_on)


def secretary_of(body: Body, on: dt.date) -> HolderPicture | None:
    """Who attests to what a body does, on a day: the council's secretary, the committee's, of a commission its own; of a
    cabinet or a working group whoever of it is its secretary, else whoever keeps its minutes. None where nobody is known:
    never its president."""
    owner = owner_of(body)
    member = next((m for m in members_on(body, on) if m.role == SeatRole.SECRETARY), None)
    if body.kind == BodyKind.COMMISSION:
        return _seated(member) if member else None
    if member is not None and body.kind in {BodyKind.CABINET, BodyKind.WORKING_GROUP}:
        return _seated(member)
    role = role_of(body)[1]
    holder = signer_on((body.organisation if role == Role.COMMITTEE_SECRETARY else owner, role), on)
    if holder is None and member is not None and body.kind in {BodyKind.COMMITTEE, BodyKind.COUNCIL, BodyKind.CABILDO}:
        return _seated(member)
    return holder


def owners_of(commitment: Commitment, on: dt.date) -> list[User]:
    """Accounts of whoever is to do it on a day: who holds the office, the office of that title, or the seat of the body
    by that position. Empty where the owner has no account here. Three queries at the most."""
    body = commitment.session.body
    office, said = commitment.office, fold(commitment.owner)
    if office is None:
        office = next((o for o in owner_of(body).offices.all() if fold(o.title) == said), None)
    if office is not None:
        return list(
            User.objects.filter(person__appointments__in=Appointment.objects.in_force(on).filter(office=office))
        )
    seated = [m.person_id for m in members_on(body, on) if fold(m.position) == said]
    return list(User.objects.filter(person__in=seated)) if seated else []
