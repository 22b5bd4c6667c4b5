"""The process, step by step, as anybody may read it (R4-20): built from the definitions that the cases run on."""

import datetime as dt
from dataclasses import dataclass

from hermanar.directory.enums import Part, Role
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
    """`paths` and `schemes`: key → title of what may be chosen. A stage without steps here is named all the same."""

    path: str
    scheme: str
    title: str
    paths: dict[str, str]
    schemes: dict[str, str]
    stages: list[GuideStage]
    source: Said
    preference: Preference | None


def process_guide(lang: str, on: dt.date, *, path: str = "", scheme: str = "") -> Guide:
    """The guide of a path cut into the stages of a scheme, in a language; unknown keys fall back to the first of each.

    Reads package files only: nothing of any case.
    """
    lang = "en" if lang.startswith("en") else "es"
    path = path if path in paths() else paths()[0]
    definition = parse(definition_text(path))
    chosen = definition.schemes.get(scheme) or next(iter(definition.schemes.values()))
    said, cited = words(), catalogues.citations(on)
    titles = {step.key: step.title[lang] for step in definition.steps}
    facts = {step.fact: step.key for step in definition.steps if step.fact}
    steps = [
        (step, _step(step, number, lang, said, cited, {f: titles[k] for f, k in facts.items()}))
        for number, step in enumerate(definition.steps, start=1)
    ]
    stages = [
        GuideStage(
            stage.key,
            number,
            stage.title[lang],
            [shown for step, shown in steps if step.stage[chosen.key] == stage.key],
        )
        for number, stage in enumerate(chosen.stages, start=1)
    ]
    return Guide(
        definition.key,
        chosen.key,
        definition.title[lang],
        {key: read_yaml(definition_text(key))["title"][lang] for key in paths()},
        {key: s.title[lang] for key, s in definition.schemes.items()},
        stages,
        _source(said.schemes[chosen.key], lang),
        _preference(said, cited, lang) if definition.key == "international" else None,
    )


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
