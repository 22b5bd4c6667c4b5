"""Whom an act tells, before it is done: the sentence is made from the people whom the notice will reach.

Where nobody of an office has an account, the sentence says so, and what to do instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext, gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.meetings.policies import role_of
from hermanar.notices.queries import who_is_told
from hermanar.opinions.queries import ministry_of
from hermanar.partnerships.policies import HANDS, OF_LEAD, TOWN

from .edge import find_seat, today

Post = tuple[Part | str, Role | str | None]

LIAISON: Post = (Part.LEAD, Role.LIAISON)
MAYOR: Post = (Part.LEAD, Role.MAYOR)
STATE: Post = (Part.OVERSEER, Role.STATE_LIAISON)
SECRETARY: Post = (Part.COMMITTEE, Role.COMMITTEE_SECRETARY)
REVIEWER: Post = (Part.REVIEWER, Role.LEGAL_REVIEWER)
MINISTRY: tuple[Post, ...] = ((Part.REVIEWER, Role.ADVISER), REVIEWER, (Part.REVIEWER, Role.AUTHORISER))
REGISTRAR: Post = (Part.REGISTRAR, Role.REGISTRAR)
CONSUL: Post = (Part.CONSUL, Role.CONSUL)
COUNTERPART: Post = (Part.COUNTERPART, Role.COUNTERPART)

# how each is called in a sentence, with its article
_CALLED: dict[Post, Any] = {
    LIAISON: _("el enlace del municipio"),
    MAYOR: _("la Presidencia municipal"),
    (Part.LEAD, Role.COUNCIL_SECRETARY): _("la Secretaría del Ayuntamiento"),
    SECRETARY: _("la Secretaría del Comité"),
    (Part.COMMITTEE, None): _("quienes tienen cuenta en el Comité"),
    (Part.LEAD, None): _("quienes tienen cuenta en el municipio"),
    STATE: _("el enlace estatal"),
    (Part.REVIEWER, Role.ADVISER): _("la DGCP de la SRE"),
    REVIEWER: _("la revisión jurídica de la SRE"),
    (Part.REVIEWER, Role.AUTHORISER): _("quien autoriza el dictamen"),
    REGISTRAR: _("el registro de la SRE"),
    CONSUL: _("el consulado"),
    COUNTERPART: _("la contraparte"),
}
# of a relation whose own party is a state
_CALLED_OF_STATE: dict[Post, Any] = {
    LIAISON: _("el enlace del estado"),
    MAYOR: _("quien encabeza el gobierno del estado"),
    (Part.LEAD, None): _("quienes tienen cuenta en el estado"),
}


def to_all(names: Iterable[Any]) -> str:
    """“a la Presidencia y al enlace”; in other languages, the names in a row."""
    said = [str(name) for name in names]
    if get_language() == "es":
        said = [f"al {name[3:]}" if name.startswith("el ") else f"a {name}" for name in said]
    return said[0] if len(said) == 1 else gettext("%(these)s y %(last)s") % {
        "these": ", ".join(said[:-1]), "last": said[-1],
    }  # fmt: skip


@dataclass(frozen=True)
class Told:
    """`people`: public ids of who gets the notice; `reached`: what they are called; `missing`: offices that should have it
    and where nobody has an account."""

    people: frozenset[str] = frozenset()
    reached: tuple[Any, ...] = ()
    missing: tuple[Any, ...] = ()
    alone: bool = False  # nobody else of the relation has an account

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.people | other.people,
            tuple(dict.fromkeys(self.reached + other.reached)),
            tuple(dict.fromkeys(self.missing + other.missing)),
        )

    def __bool__(self) -> bool:
        return bool(self.reached or self.missing or self.alone)

    @property
    def will(self) -> str:
        """Before the act."""
        if self.alone:
            return gettext("Nadie más tiene aquí cuenta: no se avisará a nadie. Hágalo saber usted.")
        said = []
        if self.reached:
            said.append(gettext("Se avisará %(whom)s.") % {"whom": to_all(self.reached)})
        if self.missing:
            said.append(gettext(
                "No se avisará %(whom)s: ahí nadie tiene cuenta. Hágaselo saber usted, o pida que se le invite."
            ) % {"whom": to_all(self.missing)})  # fmt: skip
        return " ".join(said)

    @property
    def did(self) -> str:
        """After it."""
        if self.alone:
            return gettext("Nadie más tiene aquí cuenta: no se avisó a nadie. Hágalo saber usted.")
        said = []
        if self.reached:
            said.append(gettext("Se avisó %(whom)s.") % {"whom": to_all(self.reached)})
        if self.missing:
            said.append(gettext(
                "No se avisó %(whom)s: ahí nadie tiene cuenta. Hágaselo saber usted, o pida que se le invite."
            ) % {"whom": to_all(self.missing)})  # fmt: skip
        return " ".join(said)


NOBODY = Told()
_NOBODY_ELSE = Told(alone=True)


def _is_of_state(circle: Any) -> bool:
    lead = circle.seats.filter(part=Part.LEAD, until_on=None).select_related("organisation").first()
    return lead is not None and lead.organisation.kind == OrganisationKind.STATE


def told_to(request: HttpRequest, circle: Any, *posts: Post, also: Sequence[Post] = (), called: Any = "") -> Told:
    """Whom a notice to those posts of the circle reaches. `also`: those told where they are there, of whom nothing is said
    where they are not. `called`: what those of `posts` are called, where not as usual."""
    seat = find_seat(request)
    who = seat.actor.user if seat else ""
    rows = who_is_told(circle, (*posts, *also), today(request, circle), apart_from=who)
    names = _CALLED | (_CALLED_OF_STATE if _is_of_state(circle) else {})
    names |= dict.fromkeys(posts, called) if called else {}
    names |= {post: _("la SRE") for post in MINISTRY if post not in posts}
    return Told(
        frozenset(user.public_id for _post, users in rows for user in users),
        tuple(dict.fromkeys(names[post] for post, users in rows if users)),
        tuple(dict.fromkeys(names[post] for post, users in rows if not users and post in posts)),
    )


def tell_hands(request: HttpRequest, circle: Any, *, apart: Sequence[Post] = ()) -> Told:
    """Of what is told to whoever has a hand in a relation, `apart` from some."""
    return told_to(request, circle, also=[post for post in HANDS if post not in apart]) or _NOBODY_ELSE


def tell_town(request: HttpRequest, circle: Any) -> Told:
    """Of what is told to our own side, and to the state that follows it."""
    return told_to(request, circle, also=TOWN) or _NOBODY_ELSE


def tell_ministry(request: HttpRequest, circle: Any) -> Told:
    """Of a file that reaches the ministry, which gets its place in the circle with it."""
    ministry = ministry_of()
    return told_to(request, ministry.home if ministry and ministry.home else circle, REVIEWER)


def tell_signer(request: HttpRequest, letter: Any) -> Told:
    """Of a letter that waits for whoever signs it."""
    if letter.office is None:
        return told_to(request, letter.circle, MAYOR)
    return told_to(request, letter.circle, (Part.LEAD, letter.office.role), called=letter.office.title)


def tell_lead(request: HttpRequest, lead: Any) -> Told:
    """Of what is told to everybody who follows a lead."""
    return told_to(request, lead.circle, also=OF_LEAD) or _NOBODY_ELSE


def tell_body(request: HttpRequest, body: Any) -> Told:
    """Of what is told to the house where a body sits."""
    return told_to(request, body.circle, (role_of(body)[0], None))


def tell_people(request: HttpRequest, users: Iterable[Any], called: Any) -> Told:
    """Of a notice to those people, called so."""
    seat = find_seat(request)
    everybody = list(users)
    others = frozenset(u.public_id for u in everybody if seat is None or u.public_id != seat.actor.user)
    if others:
        return Told(others, (called,))
    return NOBODY if everybody else Told(missing=(called,))
