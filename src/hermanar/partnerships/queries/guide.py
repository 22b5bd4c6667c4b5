"""The process, step by step, as anybody may read it (R4-20): built from the definitions that the cases run on."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.rules.governments import cited_in, government_of, kinds_of_government, said_in
from hermanar.documents.rules import catalogues, templates
from hermanar.kernel.data import read_yaml
from hermanar.process.rules import Step, parse

from ..rules.guide import GuideWords, Source, definition_text, paths, words


@dataclass(frozen=True)
class Basis:
    """A citation: its words, its gist, where it was read; `confirmed` is False for a default that a person confirms."""

    text: str
    gist: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Said:
    """A source of the guide in the reader's language."""

    text: str
    url: str


@dataclass(frozen=True)
class GuideStep:
    key: str
    number: int
    title: str
    why: str
    when: str
    who: list[str]
    papers: list[str]
    needs: list[str]
    basis: list[Basis]
    sources: list[Said]
    advice: bool


@dataclass(frozen=True)
class GuideStage:
    key: str
    number: int
    title: str
    steps: list[GuideStep]


@dataclass(frozen=True)
class Preference:
    """Which instrument is preferred, with its article and where that was read (R4-30)."""

    text: str
    basis: Basis | None
    source: Said


@dataclass(frozen=True)
class Guide:
    """`paths`, `schemes` and `governments`: key → title of what may be chosen. A stage without steps here is named all the same.
    `note`: what is not known of how that government authorises, and so only proposed."""

    path: str
    scheme: str
    title: str
    paths: dict[str, str]
    schemes: dict[str, str]
    governments: dict[str, str]
    government: str
    stages: list[GuideStage]
    source: Said
    preference: Preference | None
    note: str


def process_guide(lang: str, on: dt.date, *, path: str = "", scheme: str = "", government: str = "") -> Guide:
    """The guide of a path cut into the stages of a scheme, in a language, in the words of a kind of government (a key of a place
    so governed); unknown keys fall back to the first of each.

    Reads package files only: nothing of any case.
    """
    lang = "en" if lang.startswith("en") else "es"
    path = path if path in paths() else paths()[0]
    definition = parse(definition_text(path))
    chosen = definition.schemes.get(scheme) or next(iter(definition.schemes.values()))
    said, cited = words(), catalogues.citations(on)
    titles = {step.key: step.title[lang] for step in definition.steps}
    facts = {step.fact: step.key for step in definition.steps if step.fact}
    # a state has paths of its own
    kinds = {} if "state" in definition.key else {key: g for key, g in kinds_of_government() if g.key != "state"}
    chosen_kind = next((key for key in kinds if government and government_of(government) is kinds[key]), "")
    steps = [
        (
            step,
            _step(
                replace(step, basis=cited_in(chosen_kind, tuple(step.basis))),
                number,
                lang,
                said,
                cited,
                {f: titles[k] for f, k in facts.items()},
            ),
        )
        for number, step in enumerate(definition.steps, start=1)
    ]
    stages = [
        GuideStage(
            stage.key,
            number,
            said_in(chosen_kind, stage.title[lang], lang),
            [_in_words_of(chosen_kind, shown, lang) for step, shown in steps if step.stage[chosen.key] == stage.key],
        )
        for number, stage in enumerate(chosen.stages, start=1)
    ]
    return Guide(
        definition.key,
        chosen.key,
        definition.title[lang],
        {key: read_yaml(definition_text(key))["title"][lang] for key in paths()},
        {key: s.title[lang] for key, s in definition.schemes.items()},
        {"": str(_("Ayuntamiento")), **{key: g.title[lang] for key, g in kinds.items()}} if kinds else {},
        chosen_kind,
        stages,
        _source(said.schemes[chosen.key], lang),
        _preference(said, cited, lang) if definition.key == "international" else None,
        kinds[chosen_kind].note.get(lang, "") if chosen_kind else "",
    )


def _in_words_of(key: str, step: GuideStep, lang: str) -> GuideStep:
    """The step as it is said where that key governs; what it cites stays as it is written."""

    def say(text: str) -> str:
        return said_in(key, text, lang)

    return replace(
        step, title=say(step.title), why=say(step.why), when=say(step.when), who=[*map(say, step.who)],
        papers=[*map(say, step.papers)], needs=[*map(say, step.needs)],
    )  # fmt: skip


def _preference(said: GuideWords, cited: dict, lang: str) -> Preference:
    c = cited.get(said.preference_citation)
    basis = Basis(c.text[lang], c.gist[lang], c.source, c.evidence == "P") if c else None
    return Preference(said.preference[lang], basis, _source(said.preference_source, lang))


def _source(source: Source, lang: str) -> Said:
    return Said(source.text[lang], source.url)


def _step(step: Step, number: int, lang: str, said: GuideWords, cited: dict, titles: dict[str, str]) -> GuideStep:
    own = said.steps[step.key]
    return GuideStep(
        key=step.key,
        number=number,
        title=step.title[lang],
        why=own.why[lang],
        when=own.when[lang],
        who=[_who(s.part, s.role) for s in step.signs_off],
        papers=[templates.titles_of(kind)[lang] for kind in step.produces],
        needs=[titles[fact] for fact in step.needs if fact in titles],
        basis=[
            Basis(cited[key].text[lang], cited[key].gist[lang], cited[key].source, cited[key].evidence == "P")
            for key in step.basis
            if key in cited
        ],
        sources=[_source(s, lang) for s in own.sources],
        advice=step.advice,
    )


def _who(part: str, role: str) -> str:
    """The post, and whose it is where that is not the municipality that leads."""
    post, house = str(Role(role).label), str(Part(part).label)
    return post if part == Part.LEAD or post == house else f"{house}: {post}"
