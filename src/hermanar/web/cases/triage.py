"""The triage's page: what follows from the answers given so far, in words."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.candidates.rules.values import is_city_id
from hermanar.checks.rules.articles import federal_matters
from hermanar.directory.queries import get_municipality, get_place
from hermanar.directory.rules.governments import cited_in, said_in
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Actor, How
from hermanar.partnerships.enums import Class, Kind, Note, Side
from hermanar.partnerships.queries import earlier_relations
from hermanar.partnerships.rules.guide import words as guide_words
from hermanar.partnerships.rules.traditional import instruments
from hermanar.partnerships.rules.triage import Answers, Outcome, triage

from ..language import language, translated, when_in_words
from .pictures import EarlierShown, place_of, show_earlier, show_told
from .turns import parties_of
from .words import PAPERS, PATHS, QUESTIONS, QUESTIONS_OF_STATE


@dataclass(frozen=True)
class OutcomeShown:
    """Right side of the triage. `missing`: questions still open; `refusals`: why it cannot go on this way."""

    kind: str = ""
    klass: str = ""
    path: str = ""
    papers: list[str] = field(default_factory=list)
    citations: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    beneficiary: str = ""
    preferred: str = ""
    earlier: list[EarlierShown] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return not self.missing and not self.refusals


def show_outcome(actor: Actor, answers: Answers, *, their_name: str = "", their_key: str = "") -> OutcomeShown:
    """The outcome in the reader's words, with the earlier relations of the same pair."""
    outcome = triage(answers)
    if not (outcome.party_key and answers.country and their_name):
        return in_words(actor, outcome, [])
    found = earlier_relations(
        our_key=outcome.party_key, their_key=their_key, their_name=their_name, country=answers.country
    )
    shown = in_words(actor, outcome, found)
    told = show_told(actor, our_key=outcome.party_key, name=their_name, country=answers.country, their_key=their_key)
    return replace(shown, earlier=[*shown.earlier, *told])


def in_words(actor: Actor, outcome: Outcome, found: list) -> OutcomeShown:
    cited, ours = catalogues.citations(), outcome.party_key
    return OutcomeShown(
        kind=str(Kind(outcome.kind).label) if outcome.kind else "",
        klass=str(Class(outcome.klass).label) if outcome.klass else "",
        path=said_in(ours, str(PATHS.get(outcome.path, "")), language()),
        papers=[said_in(ours, str(PAPERS.get(key, key)), language()) for key in outcome.papers],
        citations=[
            {"text": translated(cited[key].text), "gist": translated(cited[key].gist)}
            for key in cited_in(ours, outcome.citations)
            if key in cited
        ],
        notes=_notes(outcome.notes, of_state=outcome.party == "state"),
        refusals=[str(Note(code).label) for code in outcome.refusals],
        missing=[str(QUESTIONS[key]) for key in outcome.missing],
        beneficiary=outcome.beneficiary,
        preferred=_preferred(cited) if outcome.path == "international" else "",
        earlier=show_earlier(actor, found),
    )


def _preferred(cited: dict) -> str:
    """Which instrument is preferred, with its article (R4-30)."""
    said = guide_words()
    return f"{translated(said.preference)} ({translated(cited[said.preference_citation].text)})"


def _notes(codes: tuple[str, ...], *, of_state: bool) -> list[str]:
    areas = catalogues.areas()
    matters = {m["key"]: m["en_name" if language() == "en" else "es_name"] for m, _patterns in federal_matters()}
    said = []
    for code in codes:
        name, _colon, key = code.partition(":")
        if name == "area_without_power" and of_state:  # as kept before the two were told apart
            name = "area_without_state_power"
        sentence = str(Note(name).label)
        named = translated(areas[key].text) if key in areas else matters.get(key, "")
        said.append(f"{sentence} ({named})" if named else sentence)
    return said


def initial_of_lead(lead: Any) -> dict:
    """What a lead already answers."""
    values = {
        "country": lead.country_id,
        "their_name": lead.foreign_name_es or lead.foreign_name,
        "their_name_en": lead.foreign_name if lead.foreign_name_es else "",
        "their_subdivision": lead.foreign_subdivision,
        "their_subdivision_es": lead.foreign_subdivision_es,
        "their_place": str(lead.place_id) if lead.place_id else "",
        "their_kind": "governmental",
        "community": lead.beneficiary,
        "proposed_by": "consulate" if lead.opened_by.kind == "consulate" else "own",
    }
    if lead.beneficiary:
        values |= {"our_kind": "locality", "locality": lead.beneficiary}
    return values


def initial_of_city(city: str) -> dict:
    """What a candidate already answers: which city it is (`p` and a GeoNames id, `m` and an INEGI key)."""
    if not is_city_id(city):
        return {}
    if city[:1] == "p" and (place := get_place(int(city[1:]))):
        return {
            "country": place.country_id,
            "their_name": place.name,
            "their_subdivision": place.subdivision,
            "their_place": str(place.pk),
            "their_kind": "governmental",
            "proposed_by": "own",
        }
    if city[:1] == "m" and (town := get_municipality(city[1:])):
        named = {"their_name": str(town), "their_subdivision": town.state.name}
        return {"country": "MX", "their_kind": "governmental", "proposed_by": "own", **named}
    return {}


def initial_of_letter(letter: Any) -> dict:
    """What a letter of the register already answers."""
    values = {
        "country": letter.country_id or "",
        "their_name": str(letter.municipality) if letter.municipality else letter.city,
        "their_subdivision": letter.municipality.state.name if letter.municipality else letter.subdivision,
        "their_kind": "governmental",
        "proposed_by": "own" if letter.direction == "out" else "foreign_city",
        "areas": list(letter.areas),
    }
    return values | ({"their_place": str(letter.there_id)} if letter.there_id else {})


def answered(partnership: Any) -> list[dict]:
    """The eight answers of an opened case, as rows."""
    answers = partnership.answers
    words = {
        "municipality": _("El municipio"),
        "locality": _("Una comunidad o localidad"),
        "state": _("El gobierno del estado"),
        "decentralised": _("Un organismo descentralizado"),
        "governmental": _("Un gobierno"),
        "international_organisation": _("Un organismo internacional"),
        "whole": _("Todas las áreas")
        if partnership.answers.get("our_kind") == "state"
        else _("Toda la vida municipal"),
        "theme": _("Un tema"),
        "none": _("No la hay"),
        "alive": _("Sí, vigente"),
        "sleeping": _("Sí, sin actividad"),
        "consulate": _("Un consulado o embajada"),
        "event": _("Un encuentro o evento"),
        "citizen": _("La ciudadanía o la comunidad migrante"),
        "foreign_city": _("La ciudad extranjera"),
        "own": _("El propio municipio"),
        True: _("Sí"),
        False: _("No"),
    }
    flags = ((_("dinero"), "money"), (_("personal"), "staff"), (_("protegidos"), "protected"), (_("tribunal"), "forum"))
    said = {
        "our_kind": words.get(answers.get("our_kind"), ""),
        "country": _where(partnership),
        "their_kind": words.get(answers.get("their_kind"), ""),
        "scope": " · ".join(filter(None, [words.get(answers.get("scope"), ""), answers.get("theme", "")])),
        "earlier": " · ".join(
            filter(None, [words.get(answers.get("earlier"), ""), _instrument(answers), answers.get("earlier_of", "")])
        ),
        "proposed_by": " · ".join(
            filter(None, [words.get(answers.get("proposed_by"), ""), answers.get("community", "")])
        ),
        "areas": "; ".join(_areas(partnership)),
        "money": ", ".join(f"{label}: {words.get(answers.get(key), '—')}" for label, key in flags),
    }
    terms = QUESTIONS | (QUESTIONS_OF_STATE if answers.get("our_kind") == "state" else {})
    return [{"term": str(terms[key]), "value": value or "—"} for key, value in said.items()]


def _where(partnership: Any) -> str:
    """The counterpart with where it is: “Riverton, Wyoming, Estados Unidos”."""
    theirs = parties_of(partnership).get(Side.THEIRS)
    return ", ".join(filter(None, [str(theirs), place_of(theirs)])) if theirs else ""


def _areas(partnership: Any) -> list[str]:
    """Each area with the power it rests on, where one is cited."""
    areas, cited = catalogues.areas(), catalogues.citations()
    return [
        translated(areas[a["key"]].text)
        + (f" ({translated(cited[a['power']].text)})" if a.get("power") in cited else "")
        for a in partnership.areas
        if a["key"] in areas
    ]


def title_of_instrument(key: str) -> str:
    """How a traditional instrument is called, in the reader's language."""
    known = instruments().get(key)
    return str(translated(known.text)) if known else key


def _instrument(answers: dict) -> str:
    found = instruments().get(answers.get("earlier_instrument") or "")
    return f"{translated(found.text)} ({translated(found.note)})" if found else ""


def earlier_acts_of(partnership: Any) -> list[dict]:
    """Antecedents of before: those recorded, and the one the triage named (R4-29)."""
    known = instruments()
    rows = [
        {"title": translated(known[a.instrument].text), "note": translated(known[a.instrument].note),
         "when": when_in_words(a.on, a.precision), "summary": a.summary, "file": a.attachment, "it": a}
        for a in partnership.earlier_acts.select_related("attachment")
        if a.instrument in known
    ]  # fmt: skip
    named = known.get(partnership.answers.get("earlier_instrument") or "")
    if named is not None and all(r["title"] != translated(named.text) for r in rows):
        rows.append(
            {"title": translated(named.text), "note": translated(named.note), "when": "",
             "summary": partnership.answers.get("earlier_of", ""), "file": None, "it": None}
        )  # fmt: skip
    return rows


def refusals_of(partnership: Any) -> list[dict]:
    """Who said no to it for good, each time, and the paper that says it."""
    return [
        {"by": no.get_by_display() if no.by else _("Dijeron que no"), "folio": no.folio, "on": no.refused_on,
         "file": no.attachment, "recorded": no.how == How.RECORDED}
        for no in partnership.refusals.select_related("attachment")
    ]  # fmt: skip


def url_of(lead: Any = None) -> str:
    return reverse("web:cases:of_lead", args=[lead.public_id]) if lead else reverse("web:cases:new")
