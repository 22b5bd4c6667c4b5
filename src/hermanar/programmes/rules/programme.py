"""What a yearly programme lacks, which modalities its agreement has, what may be said of an activity. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hermanar.documents.rules import catalogues
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.content import BlockKind, Content
from hermanar.kernel.text import fold

from ..enums import ActivityState, Lack, PartOfProject, Protected

OTHER = "other"  # “any other modality”: an open door, not something to be left out with a reason
_GROUP = "art-03"
_OTHER = {"es": "cualquier otra", "en": "any other"}


@dataclass(frozen=True)
class Modality:
    """One item of article III as both signed it."""

    key: str
    es: str
    en: str

    def as_json(self) -> dict[str, str]:
        return {"key": self.key, "es": self.es, "en": self.en}


def modalities_of(content: Content) -> tuple[Modality, ...]:
    """The modalities of the text that was signed (art. III), in its order. Those of the model keep the catalogue's key,
    others that of their block."""
    known = {fold(text): key for key, term in catalogues.modalities().items() for text in term.text.values()}
    found = []
    for block in content.of_group(_GROUP):
        if block.kind != BlockKind.ITEM:
            continue
        said = {lang: _bare(text, lang) for lang, text in block.text.items()}
        first = said.get(content.languages[0], "")
        key = next((known[fold(t)] for t in said.values() if fold(t) in known), block.key.rpartition(".")[2])
        if any(fold(t).startswith(_OTHER.get(lang, "\0")) for lang, t in said.items()):
            key = OTHER
        found.append(Modality(key[:24], said.get("es", first), said.get("en", first)))
    return tuple(found)


def _bare(text: str, lang: str) -> str:
    """Without the marks of a list: `; y`, `, and`, the full stop."""
    text = text.strip().rstrip(";,.").strip()
    joiner = {"es": ", y", "en": ", and"}.get(lang, "\0")
    return text.removesuffix(joiner).rstrip(";, ").strip()


@dataclass(frozen=True)
class Facts:
    """What the judgement needs to know of an activity. `staff`: (insured, travels, entry asked) of each person."""

    state: str
    modality: str = ""
    missing: tuple[str, ...] = ()
    ends_on: dt.date | None = None
    priority: str = ""
    beneficiaries: int | None = None
    who: str = ""
    has_goal: bool = False
    has_responsible: bool = False
    has_budget: bool = False
    our_money: bool = False
    note: str = ""
    protected: str = Protected.UNSAID
    staff: tuple[tuple[bool, bool, bool], ...] = ()
    is_carried: bool = False


@dataclass(frozen=True)
class Lacking:
    """A code with what its sentence names."""

    code: Lack
    data: dict[str, Any] = field(default_factory=dict)


def lacks_of(facts: Facts, on: dt.date) -> list[Lacking]:
    """What is missing in an activity on a day (R4-02, R4-53, R4-54, R4-57), heaviest first. One taken back lacks nothing."""
    if facts.state == ActivityState.DROPPED:
        return []
    planned = facts.state in {ActivityState.PROPOSED, ActivityState.AGREED}
    checks = (
        (facts.state == ActivityState.DONE and not facts.is_carried, Lack.NO_EVIDENCE),
        (planned and facts.ends_on is not None and facts.ends_on < on, Lack.LATE),
        (not facts.priority, Lack.NO_PRIORITY),
        (facts.beneficiaries is None, Lack.NO_BENEFICIARIES),
        (not facts.who, Lack.NO_WHO),
        (not facts.has_goal, Lack.NO_GOAL),
        (not facts.has_responsible, Lack.NO_RESPONSIBLE),
        (not facts.has_budget, Lack.NO_BUDGET),
        (facts.our_money and not facts.note, Lack.NO_AVAILABILITY),
        (facts.protected == Protected.UNSAID, Lack.NO_DECLARATION),
        (any(not insured for insured, _t, _e in facts.staff), Lack.NO_INSURANCE),
        (any(travels and not asked for _i, travels, asked in facts.staff), Lack.NO_ENTRY),
    )
    found = [Lacking(code) for wrong, code in checks if wrong]
    if facts.missing:
        found.insert(0, Lacking(Lack.NO_PARTS, {"parts": facts.missing}))
    return found


# part of article V → the fields that say it
PARTS: dict[str, tuple[str, ...]] = {
    PartOfProject.OBJECTIVE: ("objective",),
    PartOfProject.CALENDAR: ("starts_on", "ends_on"),
    PartOfProject.STAFF: ("staff_plan",),
    PartOfProject.DUTIES: ("duties_ours", "duties_theirs"),
    PartOfProject.RESOURCES: ("resources",),
    PartOfProject.EVALUATION: ("evaluation",),
    PartOfProject.OTHER: ("other_info",),
}


def missing_parts(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Of the seven parts of article V, those that a project leaves blank (R4-45), in their order."""
    return tuple(part for part, fields in PARTS.items() if any(not said.get(name) for name in fields))


def silent_modalities(modalities: Iterable[str], used: Collection[str], left_out: Collection[str]) -> tuple[str, ...]:
    """Modalities of the agreement that neither have an activity nor a reason on record (R4-64)."""
    return tuple(m for m in modalities if m != OTHER and m not in used and m not in left_out)


def lacks_of_programme(
    modalities: Mapping[str, str], used: Collection[str], left_out: Collection[str], activities: int
) -> list[Lacking]:
    """What is missing in the programme as a whole (R4-03, R4-64). `modalities`: key → words."""
    found = [] if activities else [Lacking(Lack.NO_ACTIVITIES)]
    if silent := silent_modalities(modalities, used, left_out):
        found.append(Lacking(Lack.MODALITY_SILENT, {"names": "; ".join(modalities[m] for m in silent)}))
    return found


def chained(follows: str, sha256: str) -> str:
    """The hash of an annex: its own content after the hash of what it follows, so none can be taken out (R4-63)."""
    return sha256_of([follows, sha256])


def verb_of(state: str, *, is_carried: bool) -> str:
    """Key of what a report may say of an activity (promise 1): held only with accepted evidence that shows it."""
    if state == ActivityState.DONE:
        return "held" if is_carried else "declared"
    if state == ActivityState.NOT_DONE:
        return "not_held"
    return "dropped" if state == ActivityState.DROPPED else "planned" if state == ActivityState.AGREED else "proposed"


@dataclass(frozen=True)
class Tally:
    """Counts of a programme: what a report and a board say, each of records that open."""

    agreed: int = 0
    done: int = 0
    proved: int = 0
    not_done: int = 0
    people: int = 0


def tally_of(rows: Iterable[tuple[str, bool, int | None]]) -> Tally:
    """From (state, is_carried, people reached) of each activity. Only people of proved activities count."""
    agreed = done = proved = not_done = people = 0
    for state, is_carried, reached in rows:
        agreed += state in {ActivityState.AGREED, ActivityState.DONE, ActivityState.NOT_DONE}
        not_done += state == ActivityState.NOT_DONE
        if state == ActivityState.DONE:
            done += 1
            if is_carried:
                proved += 1
                people += reached or 0
    return Tally(agreed, done, proved, not_done, people)
