"""The guide: every step of the definitions, in both languages, with its paper, basis and source."""

import datetime as dt

import pytest

from hermanar.partnerships.queries import process_guide
from hermanar.partnerships.rules.guide import definition_text, paths, words
from hermanar.process.rules import parse

ON = dt.date(2026, 1, 1)


@pytest.mark.parametrize("path", ["international", "domestic"])
@pytest.mark.parametrize("scheme", ["sre2022", "manual2009"])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_process_guide_has_every_step_of_the_definition_once(path, scheme, lang):
    guide = process_guide(lang, ON, path=path, scheme=scheme)
    definition = parse(definition_text(path))
    shown = [step for stage in guide.stages for step in stage.steps]
    assert sorted(s.key for s in shown) == sorted(s.key for s in definition.steps)
    assert [s.title for s in guide.stages] == [s.title[lang] for s in definition.schemes[scheme].stages]
    assert all(s.why and s.when and s.who and s.sources for s in shown)
    assert {s.key: len(s.papers) for s in shown} == {s.key: len(s.produces) for s in definition.steps}
    assert {s.key: len(s.basis) for s in shown} == {s.key: len(s.basis) for s in definition.steps}


def test_process_guide_of_unknown_keys_is_the_first_of_each():
    guide = process_guide("es", ON, path="otra", scheme="otro")
    assert (guide.path, guide.scheme) == ("international", "sre2022")
    assert list(guide.paths) == ["international", "domestic", "international_state", "domestic_state"]


def test_process_guide_of_the_domestic_path_has_no_step_of_the_ministry():
    guide = process_guide("es", ON, path="domestic")
    assert {"opinion", "registration", "dispatch"} & {s.key for stage in guide.stages for s in stage.steps} == set()


def test_words_of_the_guide_are_those_of_the_steps_and_no_others():
    steps = {step.key for path in paths() for step in parse(definition_text(path)).steps}
    assert set(words().steps) == steps


def test_definition_text_of_an_unknown_path_raises():
    with pytest.raises(KeyError):
        definition_text("../models")
