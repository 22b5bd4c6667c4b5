"""Journal lines as sentences of the reader's language, with names resolved when they are shown."""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.calls.enums import ContributionKind, DeclineReason, Position, ProjectStage, Viability
from hermanar.candidates.enums import DatumKind, Sense
from hermanar.coordination.enums import ProposalState
from hermanar.directory.enums import OrganisationKind, Part
from hermanar.directory.queries import Zones, names_for
from hermanar.documents.queries import paper_titles
from hermanar.encounters.enums import EncounterKind, InvitationState, OutcomeKind, ServiceState, TopicState
from hermanar.evidence.enums import Kind as EvidenceKind
from hermanar.journal.queries import Line
from hermanar.kernel.acts import How
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words, span_in_words
from hermanar.kernel.happened import HappenedBase
from hermanar.meetings.enums import AmendmentState, CommitmentState, ProblemState
from hermanar.opinions.rules import group_label
from hermanar.partnerships.enums import (
    Class,
    CommitteeKnown,
    Fact,
    Kind,
    Participation,
    StakeholderSector,
    StateActivityKind,
    StudyState,
)
from hermanar.partnerships.queries import said_proof
from hermanar.programmes.enums import Conflict, ReportState

from .language import language

APPS = (
    *("accounts", "directory", "files", "notices", "links", "process", "documents", "evidence", "profiles"),
    *("partnerships", "opinions", "agreements", "programmes", "meetings", "plans", "encounters", "calls"),
    *("registry", "candidates", "coordination", "reports"),
)
_PUBLIC_ID = re.compile(r"[0-9a-hj-km-np-tv-z]{12}\Z|operator\Z")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})\Z")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
# slots that hold a code: its word, in the reader's language
_CODES: dict[str, tuple[type[TextChoices], ...]] = {
    "part": (Part,),
    "kind": (OrganisationKind, Kind, EncounterKind, EvidenceKind),
    "fact": (Fact,),
    "result": (StudyState, OutcomeKind),
    "sector": (StakeholderSector,),
    "answer": (Participation, InvitationState),
    "activity": (StateActivityKind,),
    "known": (CommitteeKnown,),
    "state": (TopicState, ServiceState, ProposalState),
    "contribution": (ContributionKind,),
    "position": (Position,),
    "viability": (Viability,),
    "cause": (DeclineReason,),
    "stage": (ProjectStage,),
    "datum": (DatumKind,),
    "view": (Sense,),
    "conflict": (Conflict,),
    "examined": (ReportState,),
}
# a code that several rooms use: its word where it was put down
_CODES_OF: dict[tuple[str, str], type[TextChoices]] = {
    ("meetings.amendment_decided", "result"): AmendmentState,
    ("meetings.commitment_ended", "result"): CommitmentState,
    ("meetings.problem_moved", "result"): ProblemState,
}


def _dictionary() -> dict[str, HappenedBase]:
    """Key → member, of every app that says what can happen in it."""
    found: dict[str, HappenedBase] = {}
    for app in APPS:
        if find_spec(f"hermanar.{app}") and find_spec(f"hermanar.{app}.enums"):
            happened = getattr(import_module(f"hermanar.{app}.enums"), "Happened", None)
            found |= {member.key: member for member in happened or ()}
    return found


SENTENCES = _dictionary()


class _Slots(dict):
    def __missing__(self, key: str) -> str:
        return "—"


@dataclass(frozen=True)
class Said:
    """One line as `<c-log>` shows it. `at` in the reader's time zone."""

    when: str
    sentence: str
    by: str
    at: dt.datetime
    happened: str
    about: str


def tell(
    lines: Iterable[Line],
    zone: Zones | None = None,
    *,
    unnamed: bool = False,
    reserved: Collection[str] = (),
    veiled: Collection[str] = (),
) -> list[Said]:
    """The lines as sentences: three questions for names, however many lines there are. `unnamed` leaves out who acted,
    where that stands beside the sentence already; `reserved`: keys of what is told without its reason;
    `veiled`: facts told without what they say."""
    lines = list(lines)
    ids = {i for line in lines for i in (line.user, line.appointment, line.organisation)}
    ids |= {v for line in lines for v in line.data.values() if isinstance(v, str) and _PUBLIC_ID.match(v)}
    names = names_for(ids)
    kept = {"reason": _("reservado")}
    lines = [replace(line, data=line.data | kept) if line.happened in reserved else line for line in lines]
    return [_said(line, names, zone, unnamed=unnamed, veiled=veiled) for line in lines]


# of a paper without a number, “, folio %(folio)s” is said in words
_FOLIO = re.compile(r",? (?:con el |with )?folio %\(folio\)s")

# what is said of a fact to who does not read the thing it tells of
_BARE = {
    Fact.OPINION_FAVOURABLE: gettext_lazy("dictamen de la SRE sobre el texto"),
    Fact.OPINION_UNFAVOURABLE: gettext_lazy("dictamen de la SRE sobre el texto"),
}


def _said(
    line: Line, names: dict[str, str], zone: Zones | None, *, unnamed: bool, veiled: Collection[str] = ()
) -> Said:
    at = zone.local(line.at) if zone else timezone.localtime(line.at)
    who = names.get(line.appointment) or names.get(line.user) or _("Una persona")
    if line.how == How.BY_LINK:
        who = _("Quien tiene un enlace personal")
    member = SENTENCES.get(line.happened)
    slots = _Slots({name: _value(name, value, names, zone) for name, value in line.data.items()})
    for name, value in line.data.items():
        choices = _CODES_OF.get((line.happened, name))
        if choices is not None and value in choices.values:
            slots[name] = choices(value).label
    slots["actor"] = "" if unnamed else who
    if line.data.get("key") in Fact.values and "fact" in slots:
        fact = Fact(line.data["key"])
        slots["fact"] = _BARE[fact] if fact in veiled else fact.label
    template = str(member.sentence) if member else ""
    if line.data.get("folio") in ("", "—"):
        template = _FOLIO.sub(_(", sin número"), template, count=1)
    sentence = (template % slots).strip() if member else line.happened
    if unnamed:
        sentence = sentence[:1].upper() + sentence[1:]
    by = ""
    if line.how == How.RECORDED:
        by = _("Asentado por %(who)s") % {"who": who}
    elif line.how == How.BY_LINK:
        by = _("Por enlace personal")
    elif member is None or "%(actor)s" not in str(member.sentence):
        by = who if line.user else ""
    return Said(moment_in_words(at), sentence, by, at, line.happened, line.about)


def _value(name: str, value: Any, names: dict[str, str], zone: Zones | None) -> Any:
    if isinstance(value, dict):
        return value.get(language()) or value.get("es") or "—"
    if isinstance(value, list):
        return ", ".join(str(_value(name, v, names, zone)) for v in value)
    if not isinstance(value, str):
        return "—" if value is None else value
    if value in names:
        return names[value]
    if name == "group":
        said = group_label(value, language())
        return said if said != value else _("el texto")  # no key is read
    if name == "outcome":
        # what the triage found: kind and class, as their codes
        words = {**dict(Kind.choices), **dict(Class.choices)}
        return ", ".join(str(words.get(part) or said_title(part)) for part in value.split(", "))
    for choices in _CODES.get(name, ()):
        if value in choices.values:
            return choices(value).label
    if found := _DAY.match(value):
        return date_in_words(dt.date.fromisoformat(found[1]), language())
    if name in {"period", "week"}:
        return span_in_words(value, language())
    if _MOMENT.match(value):
        moment = dt.datetime.fromisoformat(value)
        return moment_in_words(zone.local(moment) if zone else timezone.localtime(moment))
    if name == "proof":
        return said_proof(value) or "—"
    return said_title(value) or "—"


def said_title(title: str) -> str:
    """A title of our library or a label of our code in the reader's language; what people wrote, as they wrote it."""
    if not title or language() != "en":
        return title
    return _titles_in_english().get(title) or _(title)


@cache
def _titles_in_english() -> dict[str, str]:
    return {titles["es"]: titles["en"] for titles in paper_titles().values() if titles.get("en")}


def moment_in_words(at: dt.datetime) -> str:
    """`31 ene 2022, 12:04 h` / `Jan 31, 2022, 12:04 p.m.`."""
    if language() == "es":
        return f"{at.day} {MONTHS_ES[at.month - 1][:3]} {at.year}, {at:%H:%M} h"
    half = "a.m." if at.hour < 12 else "p.m."
    return f"{MONTHS_EN[at.month - 1][:3]} {at.day}, {at.year}, {(at.hour - 1) % 12 + 1}:{at:%M} {half}"
