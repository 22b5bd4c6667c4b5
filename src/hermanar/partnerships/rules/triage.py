"""Eight questions find kind, class, path, papers and citation before anything is filled in (`product.md`)."""

from dataclasses import dataclass, field

from hermanar.checks.rules.articles import federal_matters
from hermanar.directory.rules.governments import cited_in


@dataclass(frozen=True)
class Answers:
    """The eight answers. Empty string or None: not answered yet."""

    our_kind: str = ""  # municipality | state | locality | decentralised | private
    our_key: str = ""  # INEGI key of the municipality (5) or state (2); for a locality, of its municipality
    locality: str = ""
    country: str = ""  # ISO-2
    their_kind: str = ""  # governmental | international_organisation | private
    scope: str = ""  # whole | theme
    theme: str = ""
    theme_en: str = ""
    earlier: str = ""  # none | alive | sleeping
    earlier_of: str = ""  # whose act, in words
    earlier_instrument: str = ""  # key of the traditional instrument (R4-29); "" another kind, or not known
    proposed_by: str = ""  # consulate | event | citizen | foreign_city | own | state
    community: str = ""
    areas: tuple[tuple[str, str], ...] = ()  # (area key, citation of the power; "" none)
    money: bool | None = None
    staff: bool | None = None
    protected: bool | None = None
    forum: bool | None = None  # foreign court or arbitration


@dataclass(frozen=True)
class Outcome:
    """What follows. `missing`: questions still open. `refusals` end the path here; `notes` are advice, never a gate.

    `party`: kind of our party; `beneficiary`: a community that cannot be a party (LCT art. 2-II; domain 1.4).
    """

    missing: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = ""
    klass: str = ""
    path: str = ""
    party: str = ""
    party_key: str = ""
    beneficiary: str = ""
    papers: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    data: dict = field(default_factory=dict)


INTERNATIONAL_PAPERS = (
    "municipal_profile", "feasibility_study", "letter_of_intent", "agreement", "cabildo_certificate",
    "dispatch_to_state", "opinion", "signature_record", "registration_notice",
)  # fmt: skip
_MUNICIPAL_PAPERS = frozenset({"cabildo_certificate", "municipal_profile"})
_OF_STATE = {"dispatch_to_state": "dispatch_to_sre_of_state"}  # nobody passes on what a state itself sends
DOMESTIC_PAPERS = (
    "municipal_profile", "feasibility_study", "letter_of_intent_domestic", "agreement_domestic",
    "cabildo_certificate", "signature_record",
)  # fmt: skip


def triage(a: Answers) -> Outcome:
    """The outcome of the answers given so far."""
    missing = _missing(a)
    refusals, notes = [], []
    domestic = a.country == "MX"
    klass = "domestic" if domestic else "international" if a.country else ""
    kind = {"whole": "twinning", "theme": "specific"}.get(a.scope, "")

    party, beneficiary = a.our_kind, a.community
    if a.our_kind == "locality":
        party, beneficiary = "municipality", a.locality or a.community
        notes.append("locality_is_beneficiary")
    elif a.our_kind == "private":
        refusals.append("our_side_private")
    elif a.our_kind == "state":
        notes.append("state_is_right_party")
    elif a.our_kind == "decentralised":
        notes.append("decentralised_within_powers")

    if a.their_kind == "private":
        refusals.append("private_counterpart")  # LCT art. 2-II: outside its scope
    elif a.their_kind == "international_organisation":
        if domestic:
            notes.append("international_organisation_here")
        notes.append("international_organisation_is_right_party")
        klass = "international" if a.country else ""
        domestic = False
    if domestic:
        notes.append("domestic_path")
    if a.earlier == "alive":
        notes.append("earlier_alive")
    elif a.earlier == "sleeping":
        notes.append("earlier_sleeping")
    if a.earlier in {"alive", "sleeping"} and a.earlier_instrument:
        notes.append("earlier_not_registrable")  # R4-29
    if a.scope == "theme":
        notes += [f"federal_matter:{key}" for key in federal_in(a.theme)]
    without = "area_without_state_power" if a.our_kind == "state" else "area_without_power"
    notes += [f"{without}:{key}" for key, power in a.areas if not power]
    for flag, note in ((a.money, "money"), (a.staff, "staff"), (a.protected, "protected"), (a.forum, "forum")):
        if flag:
            notes.append(note)

    if refusals:
        return Outcome(missing=missing, refusals=tuple(refusals), notes=tuple(notes), kind=kind, klass=klass)
    papers: tuple[str, ...]
    citations: tuple[str, ...]
    if domestic:
        papers, citations = DOMESTIC_PAPERS, ("cpeum-115",)
    else:
        papers, citations = INTERNATIONAL_PAPERS, ("lct-2-ii", "lct-7", "cpeum-115")
        if kind == "specific":
            papers = tuple("agreement_specific" if p == "agreement" else p for p in papers)
        if party == "state":
            citations = ("lct-2-ii", "lct-7")
    if party == "state":
        # a municipality's own: its Cabildo, its profile, the state's office that passes its file on
        papers = tuple(_OF_STATE.get(p, p) for p in papers if p not in _MUNICIPAL_PAPERS)
        citations = tuple(c for c in citations if c != "cpeum-115")
    citations = cited_in(a.our_key, citations)
    return Outcome(
        missing=missing,
        notes=tuple(dict.fromkeys(notes)),
        kind=kind,
        klass=klass,
        path=_path(klass if domestic else klass and "international", party),
        party=party,
        party_key=a.our_key,
        beneficiary=beneficiary,
        papers=papers if klass else (),
        citations=citations if klass else (),
    )


def federal_in(theme: str) -> tuple[str, ...]:
    """Keys of the matters of the Federation that a theme speaks of (`checks/words/federal_matters.toml`, with its source)."""
    return tuple(m["key"] for m, patterns in federal_matters() if any(p.search(theme) for p in patterns.values()))


def _path(klass: str, party: str) -> str:
    """Key of the process definition; a state that is itself the party has its own."""
    return f"{klass}_state" if klass and party == "state" else klass


def _missing(a: Answers) -> tuple[str, ...]:
    rows = {
        "our_kind": a.our_kind and (a.our_key or a.our_kind == "private"),
        "country": a.country,
        "their_kind": a.their_kind,
        "scope": a.scope == "whole" or (a.scope == "theme" and a.theme),
        "earlier": a.earlier,
        "proposed_by": a.proposed_by,
        "areas": a.areas,
        "money": None not in (a.money, a.staff, a.protected, a.forum),
    }
    return tuple(key for key, value in rows.items() if not value)
