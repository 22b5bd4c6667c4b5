"""The first words of the study, taken from the score sheet: each section with the sources of its sentences.

Nothing is added to what the sheet says. A section of which nothing is known gets no proposal, and the liaison writes it.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _, override

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.rules.studies import Cited
from hermanar.profiles.queries import MatchingFacts, matching_facts

from .pictures import LinePicture, SheetPicture, sheet_of, sheet_of_case

Proposal = tuple[str, str, tuple[Cited, ...]]

# section → criteria whose sentences it takes
TIES = ("migrants", "neighbours", "triangle", "namesake")
BENEFITS_OURS = ("complement_they_give", "problem_practice", "problem_offer")
BENEFITS_THEIRS = ("complement_we_give",)
# keys of what a lead tells of its city; its words are Spanish or whatever its writer wrote, and so are these
SAID = (
    ("population", "Población"), ("geography", "Geografía"), ("education", "Universidades y escuelas"),
    ("economy", "Economía"), ("tourism", "Turismo"),
)  # fmt: skip
THEIRS = ("size", "sectors", "universities", "term", "committee", "hours", "body", "consulate")


def study_proposals(
    actor: Actor, owner: Organisation, on: dt.date, city: str, *, besides: str = ""
) -> dict[str, Proposal]:
    """Section → (Spanish, English, sources). `besides`: public id of the case the study belongs to, which is no reason
    against itself. Raises NotVisible where there is no such city."""
    return _proposed(actor, owner, on, lambda: sheet_of(actor, owner, on, city, besides=besides))


def case_proposals(actor: Actor, partnership: Partnership, on: dt.date) -> dict[str, Proposal]:
    """The same for a counterpart that is in no list of cities: from the case, its lead and our own profile, and what is
    not known of it. What there was before with it the case tells better. Raises NotVisible."""
    found = _proposed(actor, partnership.owner, on, lambda: sheet_of_case(actor, partnership, on))
    found.pop("earlier_relations", None)
    told: dict[str, str] = {}
    for lang in ("es", "en"):
        with override(lang):
            sheet = sheet_of_case(actor, partnership, on)
            unknown = " ".join(f"{r.sentence}." for r in sheet.unknown if r.criterion in THEIRS)
            told[lang] = " ".join(filter(None, [_("No está en el catálogo de lugares."), unknown]))
    es, en, cited = found["their_profile"]
    case = Cited(f"Expediente {partnership.folio}", f"Case {partnership.folio}")
    words, lead = _of_lead(partnership)
    found["their_profile"] = (" ".join([es, *words, told["es"]]), f"{en} {told['en']}", (case, *lead, *cited))
    return found


def _of_lead(partnership: Partnership) -> tuple[list[str], list[Cited]]:
    """What its lead tells of the city, in the words and the language of who wrote it, and where they read it."""
    lead = partnership.lead
    if lead is None:
        return [], []
    told = [("", lead.foreign_description), *((f"{name}: ", lead.foreign_profile.get(key, "")) for key, name in SAID)]
    words = [f"{name}{text.strip().rstrip('.')}." for name, text in told if text.strip()]
    if not words:
        return [], []
    read_in = lead.foreign_profile.get("source", "").strip()
    return words, [Cited(f"Prospecto {lead.folio}", f"Lead {lead.folio}"), *([Cited(read_in)] if read_in else [])]


def _proposed(
    actor: Actor, owner: Organisation, on: dt.date, sheet_now: Callable[[], SheetPicture]
) -> dict[str, Proposal]:
    """`sheet_now`: the score sheet in the language in force."""
    said = {}
    for lang in ("es", "en"):
        with override(lang):
            sheet = sheet_now()
            said[lang] = (sheet, _sections(sheet, on, lang))
    spanish, english = said["es"][1], said["en"][1]
    found: dict[str, Proposal] = {}
    for key, (text, rows) in spanish.items():
        if not text:
            continue
        others = {r.code: r for r in said["en"][0].lines}
        cited = tuple(
            Cited(_cited(row, "es"), _cited(others.get(row.code, row), "en"), row.url) for row in _sourced(rows)
        )
        found[key] = (text, english[key][0], cited)
    return _of_profile(matching_facts(actor, owner), owner, found)


def _of_profile(ours: MatchingFacts, owner: Organisation, found: dict[str, Proposal]) -> dict[str, Proposal]:
    """What our own profile says of us: who we are, and the priorities of the plan. Nothing where it says nothing."""
    town = owner.municipality
    if not ours.profile or town is None:
        return found
    profile = Cited(f"Perfil municipal, revisión {ours.revision}", f"Municipal profile, revision {ours.revision}")
    told: dict[str, dict[str, str]] = {"our_profile": {}, "plan_alignment": {}}
    for lang in ("es", "en"):
        with override(lang):
            words = [f"{town.name}, {town.state.name}."]
            if ours.population:
                words.append(_("%(n)s habitantes.") % {"n": f"{ours.population.value:,.0f}"})
            if ours.sectors:
                sectors = "; ".join(_in(lang, row.es, row.en) for row in ours.sectors)
                words.append(_("Sectores económicos: %(what)s.") % {"what": sectors})
            told["our_profile"][lang] = " ".join(words)
            priorities = "; ".join(_in(lang, row.es, row.en) for row in ours.priorities)
            if priorities:
                told["plan_alignment"][lang] = _("Prioridades: %(what)s.") % {"what": priorities.rstrip(".")}
    cited = (profile, Cited(f"{ours.population.source}, {ours.population.year}")) if ours.population else (profile,)
    found["our_profile"] = (told["our_profile"]["es"], told["our_profile"]["en"], cited)
    if told["plan_alignment"]:
        found["plan_alignment"] = (told["plan_alignment"]["es"], told["plan_alignment"]["en"], (profile,))
    return found


def _in(lang: str, es: str, en: str) -> str:
    return en if lang == "en" and en else es


def _sourced(rows: Iterable[LinePicture]) -> list[LinePicture]:
    return list({(r.source, r.url): r for r in rows if r.source_kind != "nothing"}.values())


def _cited(row: LinePicture, lang: str) -> str:
    return f"{row.source}, {date_in_words(row.on, lang, Precision(row.precision))}" if row.on else row.source


def _sections(sheet: SheetPicture, on: dt.date, lang: str) -> dict[str, tuple[str, list[LinePicture]]]:
    """Section → (text, lines it was taken from), in the language in force."""
    known = [r for r in sheet.lines if r.points is not None]

    def of(*criteria: str, points: bool = False) -> list[LinePicture]:
        return [r for r in known if r.criterion in criteria and (r.points or not points)]

    def coded(*codes: str) -> list[LinePicture]:
        return [r for r in known if r.code in codes]

    def prose(rows: list[LinePicture]) -> str:
        return " ".join(f"{r.sentence}." for r in rows)

    def points(rows: list[LinePicture]) -> str:
        return "\n".join(r.sentence for r in rows)

    leads, relation = of("lead", points=True), of("relation")
    ties = of(*TIES, points=True)
    there = of("size", "sectors", "universities", "term", "committee", points=True)
    practical = of("language", "distance", "hours")
    shared, strengths = of("problem", points=True), of("complement", "sectors", "universities", points=True)
    against = [r for r in known if (r.points or 0) < 0]
    place = ", ".join(filter(None, [sheet.name, sheet.region, sheet.country_name]))
    opening = _("Se estudia a %(place)s por los puntos de su hoja del %(on)s.") % {
        "place": place, "on": date_in_words(on, lang)
    }  # fmt: skip
    facts = of("size")
    weighed = _("La hoja suma %(score)s puntos: %(why)s a favor, %(why_not)s en contra, %(unknown)s sin dato.") % {
        "score": sheet.score, "why": len(sheet.why), "why_not": len(sheet.why_not), "unknown": len(sheet.unknown),
    }  # fmt: skip
    return {
        "origin": (" ".join([opening, prose(leads)]).strip(), leads),
        "earlier_relations": (prose([*relation, *of("history")]), [*relation, *of("history")]),
        "their_profile": (" ".join([f"{place}.", prose(there or facts)]).strip(), there or facts),
        "counterpart_nature": (prose(of("body")), of("body")),
        "community_ties": (prose(ties), ties),
        "shared_problems": (points(shared), shared),
        "strengths": (points(strengths), strengths),
        "expected_benefits": (points(coded(*BENEFITS_OURS)), coded(*BENEFITS_OURS)),
        "their_benefits": (points(coded(*BENEFITS_THEIRS)), coded(*BENEFITS_THEIRS)),
        "resources": (prose(practical), practical),
        "risks": (points(against), against),
        "conclusion_reasons": (weighed, []),
    }
