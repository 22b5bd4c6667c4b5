"""One page for the mayor before a visit or a call: every line comes from a record, in the language of the moment."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext as _, override

from hermanar.directory.queries import next_election, zone_of
from hermanar.documents.queries import letterhead_for
from hermanar.documents.renderers import Marks, render_pdf
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.partnerships.enums import CommitteeKnown, Direction, LetterState
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.queries import (
    claim_of,
    earlier_relations,
    in_own_words,
    names_of,
    proof_in_english,
)
from hermanar.programmes.enums import DutyState
from hermanar.programmes.queries import list_duties

from ..enums import EncounterState, InvitationState, Spoken, Talk, TopicState, Touch, Unsaid, Way
from ..models import Encounter, EventInvitation
from ..rules.brief import Point, best_hours, hours_apart, talking_points, unsaid
from .contacts import contacts_of, holder_now, shown_holder
from .encounters import list_topics
from .signs import last_contact_of

AHEAD = dt.timedelta(days=180)  # how far a duty may lie ahead to be brought up
CAPS = (6, 5, 4, 3, 2, 1)  # lines of each list, until the paper holds on one page


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"


def spoken_in_words(codes: str) -> str:
    """`español, inglés`: the languages of a contact in the language of the moment."""
    known = {s.value: str(s.label) for s in Spoken}
    return ", ".join(known.get(code.strip(), code.strip()) for code in codes.split(",") if code.strip())


@dataclass(frozen=True)
class Expected:
    """Who will be there, by post; the name where it is known and not withheld."""

    post: str
    name: str
    languages: str = ""
    address_as: str = ""


@dataclass(frozen=True)
class ClockPicture:
    """The hour there. `apart` in words; `now` their hour; `office` when both offices are open, on our clock."""

    now: dt.datetime
    apart: str
    office: str


@dataclass(frozen=True)
class TopicLine:
    title: str
    state: str
    note: str
    due_on: dt.date | None


@dataclass(frozen=True)
class BriefPicture:
    """The page, in one language. Every list is already in order, the most pressing first."""

    ours: str
    theirs: str
    place: str
    occasion: str
    head: Expected
    office: str
    clock: ClockPicture | None
    last: list[str]
    points: list[str]
    promised: list[str]
    topics: list[TopicLine]
    claim: str
    proof: str
    unsaid: list[str]
    expected: list[Expected]
    committee: str
    elections: list[str]
    on: dt.date
    encounter: Encounter | None = field(default=None, compare=False)


def brief_of(
    actor: Actor, partnership: Partnership, *, at: dt.datetime, encounter: Encounter | None = None
) -> BriefPicture:
    """The page of a relation at a moment, in the active language. The caller has both by their own doors.

    The number of queries does not grow with letters, duties or topics.
    """
    on, lang = at.date(), _lang()
    parties = {p.side: p for p in partnership.parties.all()}
    ours, theirs = parties["ours"], parties["theirs"]
    counterpart = partnership.counterpart
    claim = claim_of(partnership, on)
    topics = list_topics(actor, partnership=partnership, open_only=True)
    duties = [d for d in list_duties(actor, partnership) if d.state == DutyState.OPEN and d.due_on <= on + AHEAD]
    letters = list(
        Letter.objects.filter(partnership=partnership)
        .open_still()
        .exclude(tie__is_line=True)
        .prefetch_related("answered_by")
        .order_by("dated_on", "pk")
    )
    owed = [w for w in letters if w.direction == Direction.IN and w.dated_on and not w.answered_by.all()
            and w.answers_id is None]  # fmt: skip
    awaited = [w for w in letters if w.direction == Direction.OUT and w.sent_on
               and w.state in {LetterState.SENT, LetterState.ACKNOWLEDGED}]  # fmt: skip
    invitations = list(EventInvitation.objects.filter(partnership=partnership).order_by("respond_by", "pk"))
    to_answer = [i for i in invitations if i.way == Way.IN and i.state == InvitationState.RECEIVED]
    invited = [i for i in invitations if i.way == Way.OUT and i.state == InvitationState.SENT]
    met = Encounter.objects.filter(partnerships=partnership, state=EncounterState.HELD).exclude(agreed="")
    agreed = list(met.order_by("-on", "-pk")[:2])

    def day(value: dt.date | None, precision: str = "day") -> str:
        return date_in_words(value, lang, Precision(precision)) if value else "—"

    points = [Point("answer_their_letter", {"folio": w.folio or "s/n", "on": day(w.dated_on, w.precision)}, n)
              for n, w in enumerate(owed)]  # fmt: skip
    points += [Point("they_owe_answer", {"folio": w.folio or "s/n", "on": day(w.sent_on, _known(w))}, n)
               for n, w in enumerate(awaited)]  # fmt: skip
    points += [
        Point("our_duty" if d.owner_part == "lead" else "their_duty", {"title": str(d), "on": day(d.due_on)}, n)
        for n, d in enumerate(duties)
        if d.owner_part in {"lead", "counterpart"}
    ]
    points += [
        Point("topic", {"title": t.title, "state": str(TopicState(t.state).label).lower()}, n)
        for n, t in enumerate(topics)
    ]
    points += [Point("invitation", {"title": i.event, "on": day(i.respond_by or i.event_on)}, n)
               for n, i in enumerate(to_answer)]  # fmt: skip
    points += [Point("invited", {"title": i.event}, n) for n, i in enumerate(invited)]
    points += [Point("agreed", {"title": e.agreed.split("\n")[0].rstrip("."), "on": day(e.on, e.precision)}, n)
               for n, e in enumerate(agreed)]  # fmt: skip
    missing = claim.next_en if lang == "en" else claim.next_es
    if missing:
        points.append(Point("next_rung", {"title": missing}))
    first = talking_points(points)
    pending = [p for p in points if p.code in {"answer_their_letter", "invitation", "our_duty", "agreed",
                                              "they_owe_answer", "their_duty", "invited"}]  # fmt: skip
    promised = [p for p in pending if p not in first]  # each is said once
    silent = unsaid(claim.standing.proved, is_domestic=partnership.klass == "domestic")
    dont = [in_own_words(partnership, Unsaid(c).label) for c in silent]
    dont = [*_not_the_first(partnership, ours, theirs), *dont[:2], str(Unsaid.MONEY.label)]
    names = names_of(parties, lang)
    return BriefPicture(
        ours=names[0],
        theirs=names[1],
        place=", ".join(filter(None, [theirs.region_in(lang), str(theirs.country)])),
        occasion=_occasion(encounter, lang),
        head=Expected(
            (counterpart.head_post if lang == "en" else counterpart.head_post_es) or counterpart.head_post,
            counterpart.head_name,
            spoken_in_words(counterpart.languages),
            _address(actor, partnership, counterpart),
        ),
        office=counterpart.office,
        clock=_clock(partnership, theirs, at),
        last=_last(partnership, on, lang),
        points=[_sentence(p) for p in first],
        promised=[_sentence(p) for p in promised]
        or ([_("Nada más: está en los puntos para conversar.")] if pending else []),
        topics=[TopicLine(t.title, str(TopicState(t.state).label), t.note, t.due_on) for t in topics],
        claim=claim.en if lang == "en" else claim.es,
        proof="; ".join(proof_in_english(p) if lang == "en" else p for p in claim.proof),
        unsaid=dont,
        expected=_expected(actor, partnership, encounter),
        committee=_committee(counterpart, lang),
        elections=_elections(partnership, counterpart, on, lang),
        on=on,
        encounter=encounter,
    )


def _sentence(point: Point) -> str:
    return str(Talk(point.code).label) % point.data


def _occasion(encounter: Encounter | None, lang: str) -> str:
    if encounter is None:
        return ""
    day = date_in_words(encounter.on, lang, Precision(encounter.precision))
    return " · ".join(filter(None, [encounter.title, day, encounter.place]))


def _not_the_first(partnership: Partnership, ours, theirs) -> list[str]:
    earlier = earlier_relations(
        our_key=ours.municipality_id or ours.state_mx_id or "", their_key=theirs.municipality_id or "",
        their_name=theirs.name, country=theirs.country_id, besides=partnership.pk,
    )  # fmt: skip
    return [str(Unsaid.FIRST.label) % {"folio": earlier[0].folio}] if earlier else []


def _address(actor: Actor, partnership: Partnership, counterpart) -> str:
    """How to address the head: as a contact of that post says, else by the post."""
    home = partnership.owner.home
    rows = contacts_of(actor, home, partnership.pk) if home is not None else []
    posts = {counterpart.head_post.lower(), counterpart.head_post_es.lower()}
    return next((c.address_as for c in rows if c.address_as and c.post.lower() in posts), "") or next(
        (c.address_as for c in rows if c.address_as and c.kind == "counterpart_office"), ""
    )


def _clock(partnership: Partnership, theirs, at: dt.datetime) -> ClockPicture | None:
    zone = ""
    if theirs.place is not None:
        zone = theirs.place.zone
    elif theirs.municipality is not None:
        zone = zone_of(theirs.municipality, at.date())
    elif partnership.lead is not None:
        zone = partnership.lead.zone
    if not zone:
        return None
    here = zone_of(partnership.owner, at.date())
    apart = hours_apart(here, zone, at)
    hours = best_hours(apart)
    office = (
        _("de %(from)s:00 a %(until)s:00 h de aquí") % {"from": f"{hours[0]:02d}", "until": hours[1]} if hours else ""
    )
    return ClockPicture(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), _apart(apart), office)


def _apart(hours: float) -> str:
    if hours == 0:
        return _("la misma hora que aquí")
    number = f"{abs(hours):g}"
    if abs(hours) == 1:
        return _("una hora más que aquí") if hours > 0 else _("una hora menos que aquí")
    words = _("%(hours)s horas más que aquí") if hours > 0 else _("%(hours)s horas menos que aquí")
    return words % {"hours": number}


def _last(partnership: Partnership, on: dt.date, lang: str) -> list[str]:
    signs = last_contact_of(partnership, on)
    words = {"ours": _("De nuestra parte: %(what)s, %(on)s"), "theirs": _("De la contraparte: %(what)s, %(on)s")}
    none = {"ours": _("De nuestra parte: nada asentado"), "theirs": _("De la contraparte: nada asentado")}
    told = []
    for side in ("ours", "theirs"):
        sign = signs.get(side)
        if sign is None:
            told.append(none[side])
            continue
        what = str(Touch(sign.kind).label) + (f" {sign.title}" if sign.title else "")
        told.append(words[side] % {"what": what, "on": date_in_words(sign.on, lang, Precision(sign.precision))})
    return told


def _expected(actor: Actor, partnership: Partnership, encounter: Encounter | None) -> list[Expected]:
    """Who takes part in the encounter; without one, the contacts of the relation."""
    if encounter is not None:
        rows = list(encounter.participants.select_related("contact").prefetch_related("contact__holders"))
        if rows:
            return [
                Expected(
                    f"{p.post}, {p.organisation}" if p.organisation else p.post,
                    shown_holder(holder_now(p.contact)) if p.contact else "",
                    spoken_in_words(p.contact.languages) if p.contact else "",
                    p.contact.address_as if p.contact else "",
                )
                for p in rows
            ]
    home = partnership.owner.home
    contacts = contacts_of(actor, home, partnership.pk) if home is not None else []
    return [Expected(str(c), shown_holder(holder_now(c)), spoken_in_words(c.languages), c.address_as) for c in contacts]


def _committee(counterpart, lang: str) -> str:
    if counterpart.committee_known == CommitteeKnown.NONE:
        return _("La contraparte no tiene comité que la represente.")
    if counterpart.committee_known == CommitteeKnown.UNKNOWN and not counterpart.committee:
        return _("No se sabe si la contraparte tiene comité: conviene preguntarlo.")
    name = counterpart.committee or _("Comité de la contraparte")
    if counterpart.committee_since:
        since = date_in_words(counterpart.committee_since, lang, Precision(counterpart.committee_precision))
        return _("%(name)s, desde %(since)s") % {"name": name, "since": since}
    return name


def _elections(partnership: Partnership, counterpart, on: dt.date, lang: str) -> list[str]:
    """When one votes there and here, and until when they govern: each day with its source, where one is on record."""

    def told(words: str, day: dt.date, source: str) -> str:
        said = words % {"on": date_in_words(day, lang)}
        return f"{said} ({source})" if source else said

    found = []
    if counterpart.election_on and counterpart.election_on >= on:
        found.append(told(_("Allá se vota el %(on)s"), counterpart.election_on, counterpart.election_source))
    if counterpart.term_ends_on:
        words = (
            _("su mandato termina el %(on)s") if counterpart.term_ends_on >= on else _("su mandato terminó el %(on)s")
        )
        found.append(told(words, counterpart.term_ends_on, counterpart.term_source))
    here = next_election(partnership.owner, on)
    if here is not None and here.election_on is not None and here.election_on >= on:
        found.append(told(_("aquí se vota el %(on)s"), here.election_on, here.election_source))
    return [one[0].upper() + one[1:] for one in found]


# -- the paper ------------------------------------------------------------------------------------------------


def brief_pdf(
    actor: Actor, partnership: Partnership, *, at: dt.datetime, encounter: Encounter | None = None, language: str = "es"
) -> bytes:
    """The page as PDF, always one page: lists are shortened until it holds. In Spanish or in English.

    Raises documents.renderers.Unprintable where a record holds a character that no typeface draws.
    """
    with override(language):
        picture = brief_of(actor, partnership, at=at, encounter=encounter)
        values = [_values(picture, cap, at) for cap in CAPS]
    template = load("mayor_brief")
    head = letterhead_for(partnership.owner, at.date())
    exercise = partnership.circle.exercise_at is not None or partnership.owner.is_exercise
    marks = Marks(exercise=exercise, issued_on=at.date())
    pdf = b""
    for given in values:
        content = fill(template, given, languages=(language,)).content
        pdf = render_pdf(content, head, marks, language=language)
        if pages_of(pdf) == 1:
            break
    return pdf


def pages_of(pdf: bytes) -> int:
    """How many pages a paper of ours has."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


_LONG = 150


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"


def _person(one: Expected) -> str:
    return _short(" · ".join(filter(None, [one.name, one.post, one.languages])))


def _known(letter: Letter) -> str:
    """How exactly the day of its sending is known."""
    return letter.precision if letter.sent_on == letter.dated_on else Precision.DAY


def _topic(line: TopicLine) -> str:
    return _short(f"{line.title} ({line.state.lower()})" + (f": {line.note}" if line.note else ""))


def _values(picture: BriefPicture, cap: int, at: dt.datetime) -> dict:
    """What the template's slots hold, with at most `cap` lines of each list."""
    clock = picture.clock
    told = ""
    if clock is not None:
        told = " · ".join(filter(None, [f"{clock.now:%H:%M} h", clock.apart, clock.office]))
    none = _("Nada pendiente en los registros.")
    return {
        "their_city": picture.theirs,
        "their_where": picture.place,
        "brief_day": at.date().isoformat(),
        "occasion": _short(picture.occasion),
        "head_of_city": _person(_without_languages(picture.head)) or picture.office or "—",
        "head_languages": picture.head.languages,
        "address_as": picture.head.address_as,
        "hour_there": told,
        "last_contact": "; ".join(_short(line) for line in picture.last),
        "their_committee": picture.committee,
        "elections": _short("; ".join(picture.elections)),
        "points": [_short(p) for p in picture.points],
        "promised": [_short(p) for p in picture.promised[:cap]] or [none],
        "topics": [_topic(t) for t in picture.topics[:cap]],
        "claim": picture.claim,
        "unsaid": [_short(u) for u in picture.unsaid[: max(cap, 2)]],
        "expected": [_person(e) for e in picture.expected[:cap]],
    }


def _without_languages(one: Expected) -> Expected:
    """The person without languages, where these have a line of their own."""
    return Expected(one.post, one.name)
