"""What a lead says, read before the walk begins as the checker will read it in the papers: a walk does not stop half-way on a
name that its own file gave."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from hermanar.checks.brief import Brief, PartyRef, Side, Signatory
from hermanar.checks.check import check
from hermanar.checks.findings import Finding, Severity
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.kinds import KINDS
from hermanar.checks.regions import in_both, names_of_region, region_in
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.papers import kind_of
from hermanar.documents.rules.templates import load
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.partnerships.rules.parties import names_counterpart
from hermanar.partnerships.rules.styles import city_style, municipality_style

from .lead import WORDS, LeadFile, municipalities_called

_SIGNS = "Persona de Muestra 40"
# what a lead says of the other side and in the letter, and what every paper bears without fault
_USUAL: dict[str, Any] = {
    "head_post": "Mayor", "head_post_es": "Alcalde", "foreign_office": "Office of the Mayor",
    "foreign_office_es": "Oficina de la Alcaldía", "consulate": "", "consulate_en": "", **{word: {} for word in WORDS},
}  # fmt: skip


def must_read_well(lead: LeadFile, gazetteer: Gazetteer) -> None:
    """Raises click.ClickException naming the key with which a paper of the walk would not be issued, what the checker says
    of it, and what would be right; and the city that would not do what it is there for."""
    ours = gazetteer.municipality(lead.municipality_key)
    assert ours is not None, "`must_mean_places` has been asked"
    if lead.country == "MX":
        _must_be_one(lead, gazetteer)
    usual = replace(lead, **_USUAL)
    known = {_mark(f) for _paper, f in _errors(usual, ours, gazetteer)}
    for key in _USUAL:
        said = getattr(lead, key)
        if said == _USUAL[key]:
            continue
        tried = replace(usual, **{key: said})
        wrong = next(((p, f) for p, f in _errors(tried, ours, gazetteer) if _mark(f) not in known), None)
        if wrong is not None:
            paper, finding = wrong
            told = finding.message.get("en") or finding.message["es"]
            raise click.ClickException(
                f"{key}: with it the checker would stop {paper} of this walk ({finding.code}): {told} "
                "Write it as it would stand on a paper of this pair, naming no other place or authority."
            )
    _must_serve(lead, ours, gazetteer)


def _must_be_one(lead: LeadFile, gazetteer: Gazetteer) -> None:
    """The other municipality of a domestic pair is one, and not the same."""
    found = municipalities_called(lead, gazetteer)
    if len(found) == 1 and found[0].key != lead.municipality_key:
        return
    if len(found) == 1:
        why = "which is the municipality that leads. Write the other one."
    elif found:
        states = sorted(m.state_name for m in found)
        why = (
            f"as {len(found)} municipalities are called. Say its state in foreign_subdivision: {', '.join(states[:6])}…"
        )
    elif elsewhere := municipalities_called(replace(lead, foreign_subdivision=""), gazetteer):
        states = sorted(m.state_name for m in elsewhere)
        why = f"which is no municipality of {lead.foreign_subdivision}. Write in foreign_subdivision one of: {', '.join(states[:6])}."
    else:
        why = "which no municipality of Mexico is called. Write its official name, as Oaxaca de Juárez."
    raise click.ClickException(f"foreign_city is {lead.foreign_city}, {why}")


def _must_serve(lead: LeadFile, ours: Any, gazetteer: Gazetteer) -> None:
    """The third city is one that the checker finds, the other one names nobody of the pair."""
    pair = (ours.name, lead.foreign_city, lead.foreign_city_es)
    named = [
        n
        for n in pair
        if n and any(names_counterpart(t, [n]) for t in (lead.third_city, f"Ciudad de {lead.third_city}"))
    ]
    text = {"es": f"Participará también el Municipio de {lead.third_city}. La sede será {lead.third_city}."}
    content = Content(("es",), (Block("third", BlockKind.PARAGRAPH, text),))
    found = [f for f in check(content, _brief(lead, ours), gazetteer) if f.code == "P01"]
    if named or not found:
        what = f"which is of the pair ({named[0]})" if named else "in which the checker sees no place"
        raise click.ClickException(
            f"third_city is {lead.third_city}, {what}. Write a city of Mexico that is not of the pair, as Zihuatanejo."
        )
    if names_counterpart(f"Ciudad de {lead.other_city}", [n for n in pair[1:] if n]):
        raise click.ClickException(
            f"other_city is {lead.other_city}, which names the counterpart. Write a city that is not of the pair, as Ensenada, "
            "Baja California."
        )


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.block, finding.lang


def _errors(lead: LeadFile, ours: Any, gazetteer: Gazetteer) -> Iterator[tuple[str, Finding]]:
    """What would stop the papers that name the other side: the agreement, the letter, the record of the signature."""
    for paper, content, brief in _papers(lead, ours, gazetteer):
        # a paper that the program draws by itself stops at a warning too: nobody has seen it before
        stops = {Severity.ERROR, Severity.WARNING} if brief.paper == "other" else {Severity.ERROR}
        yield from ((paper, f) for f in check(content, brief, gazetteer) if f.severity in stops)


def _papers(lead: LeadFile, ours: Any, gazetteer: Gazetteer) -> Iterator[tuple[str, Content, Brief]]:
    brief, values = _brief(lead, ours), _values(lead, ours, gazetteer)
    domestic = "_domestic" if lead.country == "MX" else ""
    for folder, called in (
        (f"agreement{domestic}", "the agreement"),
        (f"letter_of_intent{domestic}", "the letter of intent"),
        ("signature_record", "the record of the signature"),
    ):
        template, sort = load(folder), kind_of(folder)
        languages = tuple(lang for lang in lead.languages if lang in template.languages)
        filled = fill(template, {k: v for k, v in values.items() if k in template.slots}, languages=languages)
        of_paper = replace(brief, kind=KINDS[sort], paper=sort, languages=languages, late_slots=tuple(template.late))
        # who signed is told by that record alone: nobody is expected in it
        yield called, filled.content, replace(of_paper, signatories=()) if sort == "other" else of_paper


def _brief(lead: LeadFile, ours: Any) -> Brief:
    mexico = ("México", "Mexico", "Estados Unidos Mexicanos", "United Mexican States")
    names = tuple(dict.fromkeys(n for n in (lead.city, lead.foreign_city) if n))
    regions = names_of_region(lead.foreign_subdivision, lead.country, lead.foreign_subdivision_es)
    return Brief(
        "agreement",
        lead.country == "MX",
        (
            PartyRef(Side.OURS, (ours.name,), ours.key, (ours.state_name,), "MX", mexico),
            PartyRef(
                Side.THEIRS,
                names,
                "",
                regions,
                lead.country,
                regions=in_both(lead.foreign_subdivision, lead.country, lead.foreign_subdivision_es) if regions else {},
            ),
        ),
        lead.start,
        also_allowed=tuple(filter(None, (lead.community, *regions))),
        beneficiaries=tuple(filter(None, (lead.community,))),
        signatories=(Signatory(_SIGNS, lead.head_post_es, lead.head_post),),
        languages=lead.languages,
    )


def _values(lead: LeadFile, ours: Any, gazetteer: Gazetteer) -> dict[str, Any]:
    def listed(words: dict) -> list[dict]:
        lines = {lang: text.split("\n") for lang, text in words.items()}
        most = max(map(len, lines.values()), default=0)
        return [{lang: rows[n] if n < len(rows) else "" for lang, rows in lines.items()} for n in range(most)]

    return {
        "our_style": municipality_style(ours.name, ours.state_name),
        "their_style": _style(lead, gazetteer),
        "our_city": {"es": ours.name, "en": ours.name},
        "their_city": {"es": lead.city, "en": lead.foreign_city},
        "their_subdivision": {
            lang: region_in(lang, lead.foreign_subdivision, lead.country, lead.foreign_subdivision_es)
            for lang in ("es", "en")
        },
        "their_signatory_name": _SIGNS,
        "their_signatory_post": {"es": lead.head_post_es, "en": lead.head_post},
        "their_office": {"es": lead.foreign_office_es or lead.foreign_office, "en": lead.foreign_office},
        "motivations": lead.motivations,
        "interests": listed(lead.interests),
        "objectives": listed(lead.objectives),
        "copies": [{"es": lead.consulate, "en": lead.consulate_en or lead.consulate}] if lead.consulate else [],
    }


def _style(lead: LeadFile, gazetteer: Gazetteer) -> dict[str, str]:
    """How the other side is called in a text."""
    if lead.country == "MX":
        return municipality_style(lead.foreign_city, lead.foreign_subdivision)
    country = gazetteer.country(lead.country)
    es, en = (country.name_es, country.name_en) if country else ("", "")
    at = (lead.city, lead.foreign_city, lead.foreign_subdivision, lead.country, es, en)
    return city_style(*at, subdivision_es=lead.foreign_subdivision_es)
