"""The criteria, one small rule each: what is known of us and of a city in, sentences with their source out.

Every rule says at least one line, also that something is not known. A good ground only ever adds; what speaks against is
a line of its own beside it. Thresholds are [K], defaults of ours.
"""

from collections.abc import Callable, Iterable, Mapping

from .distance import kilometres, office_hours
from .values import (
    BOTH_PROFILES,
    GAZETTEER,
    NOTHING,
    PROFILE_AND_GAZETTEER,
    City,
    Evidence,
    Facts,
    Known,
    Line,
    Link,
    Source,
    Topic,
)

ZONES = Source("zones")
LANGUAGES = Source("languages")


def migrants(known: Known, city: City) -> list[Line]:
    """Where the municipality's people live (R4-27): the city itself, its region, its country."""
    evidence = known.of(city)
    found: list[tuple[int, str, Source, dict]] = []
    if evidence.migrants_here is not None:
        found.append((100, "migrants_city", evidence.migrants_here, {}))
    for lead in evidence.leads:
        if lead.has_diaspora:
            found.append((100, "migrants_lead", lead.source, {"folio": lead.folio}))
    for where in known.us.migrants or ():
        if where.place:
            if where.place == city.id:
                found.append((100, "migrants_city", where.source, {}))
        elif where.country == city.country and not city.is_mexican:
            if not where.region:
                found.append((20, "migrants_country", where.source, {"country": known.names.get(city.country, {})}))
            elif where.region == city.region_folded:
                found.append((40, "migrants_region", where.source, {"region": city.region}))
    if found:
        grade, code, source, data = max(found, key=lambda f: (f[0], f[1], f[2].ref))
        return [Line("migrants", code, grade, source, data)]
    if known.us.migrants is None:
        return [Line("migrants", "migrants_unsaid", None, NOTHING)]
    return [Line("migrants", "migrants_elsewhere", 0, known.us.migrants[0].source if known.us.migrants else NOTHING)]


def _shared(ours: Iterable[Topic], theirs: Iterable[Topic]) -> list[Topic]:
    keys = {t.key for t in ours}
    return sorted({t.key: t for t in theirs if t.key in keys}.values(), key=lambda t: t.key)


def _more(number: int, first: int = 60, each: int = 20) -> int:
    """The grade of so many things in common: the first says most."""
    return min(100, first + each * (number - 1))


def problem(known: Known, city: City) -> list[Line]:
    """A problem of ours that the other side solved, or can help with (R4-26)."""
    ours, theirs = known.us.facts, known.of(city).facts
    asked = (*(ours.problems or ()), *(ours.seeks or ()))
    said = []
    if solved := _shared(asked, theirs.practices or ()):
        said.append((_more(len(solved)), "problem_practice", solved))
    if helped := _shared(ours.problems or (), theirs.offers or ()):
        said.append((_more(len(helped), 40), "problem_offer", helped))
    if said:
        grade, code, what = max(said, key=lambda s: (s[0], s[1]))
        return [Line("problem", code, grade, theirs.source, {"what": tuple(what)})]
    if ours.problems is None and ours.seeks is None:
        return [Line("problem", "problem_unsaid_ours", None, NOTHING)]
    if theirs.practices is None and theirs.offers is None:
        return [Line("problem", "problem_unsaid_theirs", None, NOTHING)]
    return [Line("problem", "problem_none", 0, theirs.source)]


def complement(known: Known, city: City) -> list[Line]:
    """What one offers and the other seeks, in both directions, half of the weight each (R4-25)."""
    ours, theirs = known.us.facts, known.of(city).facts
    lines = []
    if taken := _shared(ours.seeks or (), theirs.offers or ()):
        grade = _more(len(taken)) // 2
        lines.append(Line("complement", "complement_they_give", grade, theirs.source, {"what": tuple(taken)}))
    if given := _shared(ours.offers or (), theirs.seeks or ()):
        grade = _more(len(given)) // 2
        lines.append(Line("complement", "complement_we_give", grade, theirs.source, {"what": tuple(given)}))
    if lines:
        return lines
    if ours.seeks is None and ours.offers is None:
        return [Line("complement", "complement_unsaid_ours", None, NOTHING)]
    if theirs.offers is None and theirs.seeks is None:
        return [Line("complement", "complement_unsaid_theirs", None, NOTHING)]
    return [Line("complement", "complement_none", 0, theirs.source)]


_LEADS = {
    "draft": ("lead_live", 70),
    "routed": ("lead_live", 80),
    "answered": ("lead_answered", 100),
    "became_case": ("lead_answered", 100),
    "declined": ("lead_declined", -60),
    "lapsed": ("lead_lapsed", -20),
    "withdrawn": ("lead_withdrawn", -60),
}


def lead(known: Known, city: City) -> list[Line]:
    """Interest that somebody brought: the best of it, and beside it the worst."""
    graded = [(_LEADS[s.state][1], s) for s in known.of(city).leads if s.state in _LEADS]
    lines = []
    good = [g for g in graded if g[0] > 0]
    bad = [g for g in graded if g[0] < 0]
    for some, pick in ((good, max), (bad, min)):
        if some:
            grade, seen = pick(some, key=lambda g: (g[0], g[1].folio))
            data = {"folio": seen.folio, "on": seen.on}
            lines.append(Line("lead", _LEADS[seen.state][0], grade, seen.source, data))
    return lines or [Line("lead", "lead_none", 0, NOTHING)]


_RELATIONS = {"open": ("relation_open", -100), "paused": ("relation_paused", 50), "closed": ("relation_closed", 20)}


def relation(known: Known, city: City) -> list[Line]:
    """What we already have with it. An open case needs no second one; one that sleeps is woken before another is made."""
    found = known.of(city).relations
    if not found:
        return [Line("relation", "relation_none", 0, NOTHING)]
    first = min(found, key=lambda r: (("open", "paused", "documented", "begun", "closed").index(r.state), r.folio))
    if first.state == "documented":
        code = "relation_documented" if first.on else "relation_documented_undated"
        year = str(first.on.year) if first.on else ""
        return [Line("relation", code, 50, first.source, {"year": year})]
    if first.state == "begun":
        code = "relation_begun" if first.on else "relation_begun_undated"
        return [Line("relation", code, 20, first.source, {"year": str(first.on.year) if first.on else ""})]
    code, grade = _RELATIONS[first.state]
    return [Line("relation", code, grade, first.source, {"folio": first.folio})]


_STANDINGS = ("twinned", "related", "begun")
_TRIANGLES = {
    "twinned": ("triangle_partner", 100),
    "related": ("triangle_related", 80),
    "begun": ("triangle_begun", 30),
}


def _firmness(link: Link) -> tuple:
    return (_STANDINGS.index(link.standing), link.partner, link.source.ref)


def triangle(known: Known, city: City) -> list[Line]:
    """A partner of ours that is a partner of the city too: three may travel together."""
    shared = sorted((k for k in known.of(city).links if k.is_own_partner), key=_firmness)
    named: dict[str, Link] = {}
    for link in shared:
        named.setdefault(link.partner, link)
    lines = []
    for n, k in enumerate(list(named.values())[:3]):
        code, grade = _TRIANGLES[k.standing]
        lines.append(Line("triangle", code, grade if n == 0 else 0, k.source, {"partner": k.partner}))
    return lines or [Line("triangle", "triangle_none", 0, NOTHING)]


NEAR = 150  # [K] kilometres within which a municipality counts as near


def is_near(km: int | None) -> bool:
    return km is not None and km <= NEAR


def neighbours(known: Known, city: City) -> list[Line]:
    """Municipalities near us, or of our state, that already know the city or its region."""
    about = [k for k in known.of(city).links if not k.is_own_partner and (k.is_same_state or is_near(k.km))]
    own = [k for k in about if k.standing != "begun"]
    if about and not own:
        first = min(about, key=_closeness)
        return [Line("neighbours", "neighbour_begun", 20, first.source, {"partner": first.partner})]
    if own:
        nearest = min(own, key=_closeness)
        more = 15 * min(2, len({k.partner for k in own}) - 1)
        if is_near(nearest.km):
            data: dict[str, object] = {"partner": nearest.partner, "km": nearest.km}
            return [Line("neighbours", "neighbour_near", min(100, 70 + more), nearest.source, data)]
        return [
            Line("neighbours", "neighbour_state", min(100, 60 + more), nearest.source, {"partner": nearest.partner})
        ]
    if city.region_folded and not city.is_mexican:
        beside = [
            k
            for k in known.regions.get((city.country, city.region_folded), ())
            if k.standing != "begun" and (k.is_same_state or is_near(k.km))
        ]
        if beside:
            near = min(beside, key=_closeness)
            data = {"partner": near.partner, "region": city.region, "city": near.city}
            return [Line("neighbours", "neighbour_region", 25, near.source, data)]
    return [Line("neighbours", "neighbour_none", 0, NOTHING)]


def _closeness(link: Link) -> tuple:
    return (link.km is None, link.km or 0, link.partner, link.source.ref)


def sectors(known: Known, city: City) -> list[Line]:
    """Economic sectors in common."""
    ours, theirs = known.us.facts, known.of(city).facts
    if ours.sectors is None:
        return [Line("sectors", "sectors_unsaid_ours", None, NOTHING)]
    if theirs.sectors is None:
        return [Line("sectors", "sectors_unsaid_theirs", None, NOTHING)]
    if shared := _shared(ours.sectors, theirs.sectors):
        return [Line("sectors", "sectors_shared", _more(len(shared)), theirs.source, {"what": tuple(shared)})]
    return [Line("sectors", "sectors_none", 0, theirs.source)]


def size(known: Known, city: City) -> list[Line]:
    """How many live on each side: alike, or very unequal."""
    if not known.us.population:
        return [Line("size", "size_unsaid_ours", None, NOTHING)]
    if not city.population:
        return [Line("size", "size_unsaid_theirs", None, NOTHING)]
    ours, theirs = known.us.population, city.population
    times = max(ours, theirs) / min(ours, theirs)
    data: dict[str, object] = {"ours": ours, "theirs": theirs}
    source = BOTH_PROFILES if city.country == "MX" else PROFILE_AND_GAZETTEER  # where each figure was read
    if times <= 1.5:
        return [Line("size", "size_alike", 100, source, data)]
    if times <= 3:
        return [Line("size", "size_near", 50, source, data)]
    if times <= 10:
        return [Line("size", "size_apart", 0, source, data | {"times": round(times)})]
    return [Line("size", "size_far", -50, source, data)]


def universities(known: Known, city: City) -> list[Line]:
    """Whether there is a university to work with."""
    theirs = known.of(city).facts
    if not theirs.universities:
        return [Line("universities", "universities_unsaid", None, NOTHING)]
    named = ", ".join(theirs.universities[:3])
    if known.us.facts.universities:
        return [Line("universities", "universities_both", 100, theirs.source, {"theirs": named})]
    return [Line("universities", "universities_theirs", 50, theirs.source, {"theirs": named})]


def language(known: Known, city: City) -> list[Line]:
    """The language of the country: ours, one of the liaison office, or one to translate."""
    spoken = known.languages.get(city.country, ())
    if not spoken:
        return [Line("language", "language_unsaid", None, NOTHING)]
    if spoken[0] == "es":
        return [Line("language", "language_same", 100, LANGUAGES, {"language": "es"})]
    if spoken[0] in known.us.languages:
        return [Line("language", "language_office", 75, LANGUAGES, {"language": spoken[0]})]
    if "es" in spoken:
        return [Line("language", "language_also", 50, LANGUAGES, {"language": "es"})]
    return [Line("language", "language_other", -25, LANGUAGES, {"language": spoken[0]})]


_REACH = ((1000, "distance_short", 100), (3500, "distance_middle", 50), (9000, "distance_long", 0))


def distance(known: Known, city: City) -> list[Line]:
    """Kilometres in a straight line: what a delegation costs."""
    if known.us.point is None or city.point is None:
        return [Line("distance", "distance_unsaid", None, NOTHING)]
    km = kilometres(known.us.point, city.point)
    code, grade = next(((c, g) for reach, c, g in _REACH if km <= reach), ("distance_far", -50))
    return [Line("distance", code, grade, GAZETTEER, {"km": round(km / 10) * 10 if km >= 100 else round(km)})]


def hours(known: Known, city: City) -> list[Line]:
    """Office hours in common: what a call costs."""
    found = office_hours(known.us.zone, city.zone, known.on)
    if found is None:
        return [Line("hours", "hours_unsaid", None, NOTHING)]
    data = {"hours": _hours(found.shared), "difference": found.in_words}
    if found.shared >= 360:
        return [Line("hours", "hours_many", 100, ZONES, data)]
    if found.shared >= 180:
        return [Line("hours", "hours_some", 50, ZONES, data)]
    if found.shared > 0:
        return [Line("hours", "hours_few", 0, ZONES, data)]
    return [Line("hours", "hours_none", -50, ZONES, data)]


def _hours(minutes: int) -> str:
    return f"{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")


def term(known: Known, city: City) -> list[Line]:
    """Whether those who would sign will still be there: the end of their term, and when one votes there."""
    evidence = known.of(city)
    ends, votes = evidence.term_ends_on, _election(known, evidence)
    if ends is None:
        return votes or [Line("term", "term_unsaid", None, NOTHING)]
    left = (ends - known.on).days
    if left < 0:
        return [Line("term", "term_over", -50, evidence.term_source, {"on": ends}), *votes]
    if left < 365:
        return [Line("term", "term_short", -75, evidence.term_source, {"on": ends}), *votes]
    return [Line("term", "term_long", 75, evidence.term_source, {"on": ends}), *votes]


_SOON, _AFTER = 180, 365  # days before and after an election in which it weighs


def _election(known: Known, evidence: Evidence) -> list[Line]:
    on = evidence.election_on
    if on is None:
        return []
    left = (on - known.on).days
    if 0 <= left <= _SOON:
        return [Line("term", "election_soon", -50, evidence.election_source, {"on": on})]
    if -_AFTER <= left < 0:
        return [Line("term", "election_past", 25, evidence.election_source, {"on": on})]
    return [Line("term", "election_later", 0, evidence.election_source, {"on": on})] if left > 0 else []


_SENSES = {"favourable": 100, "reserved": -25, "unfavourable": -100}


def consulate(known: Known, city: City) -> list[Line]:
    """The last opinion that a consulate gave of the city."""
    given = known.of(city).opinions
    if not given:
        return [Line("consulate", "consulate_unsaid", None, NOTHING)]
    last = max(given, key=lambda o: (o.on, o.source.ref))
    data = {"consulate": last.consulate, "on": last.on}
    return [Line("consulate", f"consulate_{last.sense}", _SENSES[last.sense], last.source, data)]


_LETTERS = {"yes": 100, "no": -75, "silence": -50, "stopped": -50, "waiting": 0}


def history(known: Known, city: City) -> list[Line]:
    """What became of letters written before: the best of it, and beside it the worst."""
    sent = known.of(city).letters
    if not sent:
        return [Line("history", "history_none", 0, NOTHING)]
    graded = sorted(sent, key=lambda s: (_LETTERS[s.state], s.folio))
    picked = [graded[-1]] if graded[0] == graded[-1] or _LETTERS[graded[0].state] >= 0 else [graded[-1], graded[0]]
    return [
        Line(
            "history",
            f"history_{s.state}{'' if s.folio else '_bare'}",
            _LETTERS[s.state],
            s.source,
            {"folio": s.folio, "reason": s.reason},
        )
        for s in picked
    ]


def committee(known: Known, city: City) -> list[Line]:
    """Whether somebody there keeps the relation when the government changes."""
    evidence = known.of(city)
    if evidence.has_committee is None:
        return [Line("committee", "committee_unsaid", None, NOTHING)]
    code, grade = ("committee_there", 100) if evidence.has_committee else ("committee_absent", -75)
    return [Line("committee", code, grade, evidence.committee_source)]


def body(known: Known, city: City) -> list[Line]:
    """Who would sign: a governmental organ or a municipality, never a private body or a locality (LCT art. 2-II)."""
    evidence = known.of(city)
    if city.is_mexican:
        return [Line("body", "body_municipality", 50, GAZETTEER)]
    if evidence.government:
        return [Line("body", "body_government", 100, evidence.government_source, {"name": evidence.government})]
    private = [s for s in evidence.leads if s.has_promoters and not s.has_contact]
    if private and not any(s.has_contact for s in evidence.leads):
        return [Line("body", "body_private", -75, private[0].source)]
    return [Line("body", "body_unsaid", None, NOTHING)]


def namesake(known: Known, city: City) -> list[Line]:
    """The same name, which people like and which is no reason by itself: its weight is the least."""
    if city.folded == known.us.folded and city.id != known.us.id:
        return [Line("namesake", "namesake_same", 100, GAZETTEER)]
    if city.folded in known.us.communities:
        return [Line("namesake", "namesake_community", 75, GAZETTEER, {"name": city.name})]
    return [Line("namesake", "namesake_none", 0, GAZETTEER)]


CRITERIA: Mapping[str, Callable[[Known, City], list[Line]]] = {
    "migrants": migrants, "problem": problem, "complement": complement, "lead": lead, "relation": relation,
    "triangle": triangle, "neighbours": neighbours, "sectors": sectors, "size": size, "universities": universities,
    "language": language, "distance": distance, "hours": hours, "term": term, "consulate": consulate,
    "history": history, "committee": committee, "body": body, "namesake": namesake,
}  # fmt: skip


def merged(first: Facts, second: Facts) -> Facts:
    """What two sources say of one city together; the first one's source where both say something."""

    def both(a: tuple | None, b: tuple | None) -> tuple | None:
        return None if a is None and b is None else (*(a or ()), *(b or ()))

    return Facts(
        both(first.offers, second.offers), both(first.seeks, second.seeks), both(first.problems, second.problems),
        both(first.practices, second.practices), both(first.sectors, second.sectors),
        both(first.universities, second.universities), first.source if first.source.kind != "nothing" else second.source,
    )  # fmt: skip
