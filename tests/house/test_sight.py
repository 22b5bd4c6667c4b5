"""Every kind of thing of a case has its readers: a line of the log, a document, a file without a decision fails here."""

import pytest

from hermanar.directory.enums import Part
from hermanar.directory.rules import sight
from hermanar.documents.rules.templates import kinds
from hermanar.files.models import Attachment
from hermanar.notices.enums import Key
from hermanar.partnerships.enums import Fact
from hermanar.web.sentences import SENTENCES

MATTERS = sight.matters()
# what the counterpart, the Committee and an observer never read of a case
SHUT = {
    Part.COUNTERPART: {
        "lead", "triage", "study", "advice", "participation", "areas", "profile_work", "letter_work", "text_work",
        "paper_work", "sessions", "dispatch", "review", "opinion", "programme_work", "restricted", "evidence", "door",
        "encounters", "services", "calls", "house", "evaluation", "funds",
    },
    Part.COMMITTEE: {
        "lead", "areas", "profile_work", "letter_work", "text_work", "paper_work", "dispatch", "review", "restricted",
        "house",
    },
    Part.CONSUL: {
        "advice", "participation", "areas", "profile_work", "letter_work", "text_work", "paper_work", "sessions",
        "dispatch", "review", "opinion", "programme", "programme_work", "restricted", "evidence", "door", "encounters",
        "calls", "house", "evaluation", "funds",
    },
    Part.OBSERVER: {
        "lead", "triage", "study", "advice", "participation", "areas", "profile_work", "letter_work", "text_work",
        "paper_work", "sessions", "dispatch", "review", "programme", "programme_work", "restricted", "evidence", "door",
        "encounters", "services", "calls", "house", "evaluation", "funds",
    },
    Part.LEAD: {"review"},
}  # fmt: skip


def matters_of(column: str, what: str) -> list[str]:
    wide = f"{what.partition('.')[0]}.*" if column == "log" else what
    return [key for key, m in MATTERS.items() if {what, wide} & getattr(m, column)]


def test_every_line_of_the_log_is_of_one_matter():
    undecided = {key: matters_of("log", key) for key in SENTENCES if len(matters_of("log", key)) != 1}
    assert undecided == {}, "say in directory/data/sight.yaml who reads them"


def test_the_table_names_only_what_there_is():
    apps = {key.partition(".")[0] for key in SENTENCES}
    told = {key for m in MATTERS.values() for key in m.log}
    assert {key for key in told if not key.endswith(".*")} - set(SENTENCES) == set()
    assert {key.removesuffix(".*") for key in told if key.endswith(".*")} - apps == set()
    assert {part for m in MATTERS.values() for part in m.readers | m.reserved} == set(Part.values)


def test_every_kind_of_document_is_of_one_matter():
    undecided = {kind: matters_of("papers", kind) for kind in kinds() if len(matters_of("papers", kind)) != 1}
    assert undecided == {}, "say in directory/data/sight.yaml who reads them"


def test_every_column_that_holds_a_file_is_of_one_matter():
    held = {f"{r.related_model._meta.label_lower}.{r.field.name}" for r in Attachment._meta.related_objects}
    assert held == sight.all_files()
    assert [c for c in sorted(held) if len(matters_of("files", c)) != 1] == []


@pytest.mark.parametrize("part", SHUT)
def test_what_each_seat_does_not_read_is_decided_line_by_line(part):
    read = sight.matters_for([part])
    assert set(MATTERS) - read == SHUT[part]
    told = sight.log_for([part])
    for key in SENTENCES:
        (matter,) = matters_of("log", key)
        seen = key in told or f"{key.partition('.')[0]}.*" in told
        assert seen == (matter in read), key


def test_two_seats_read_what_either_reads():
    assert "study" in sight.matters_for([Part.COUNTERPART, Part.LEAD])
    assert sight.closed_steps([Part.COUNTERPART]) == {"triage", "study"}
    assert sight.closed_steps([Part.COUNTERPART, Part.COMMITTEE]) == frozenset()


def test_notices_that_keep_a_reason_are_notices_with_a_reason():
    told = [key for m in MATTERS.values() for key in m.told]
    assert sorted(told) == sorted(set(told))
    assert [key for key in told if Key.of(key) is None] == []
    assert [name for name, m in MATTERS.items() if m.told and not m.reserved] == []
    assert sight.kept_from("text_reopened") == {"counterpart", "observer"}
    assert sight.kept_from("case_refused") == frozenset()


def test_sense_of_an_opinion_is_told_only_to_who_reads_opinions():
    both = {"opinion_favourable", "opinion_unfavourable"}
    assert {fact for m in MATTERS.values() for fact in m.facts} <= set(Fact.values)
    assert {part: sight.veiled_for([part]) for part in Part.values} == {
        part: frozenset() if part in MATTERS["opinion"].readers else both for part in Part.values
    }
    assert sight.veiled_for([Part.COUNTERPART, Part.LEAD]) == frozenset()


def test_a_reason_is_kept_only_from_those_that_have_no_other_seat():
    assert sight.reserved_for([Part.COUNTERPART]) == {"process.fact_withdrawn", "process.fact_mistaken"}
    assert sight.reserved_for([Part.COUNTERPART, Part.LEAD]) == frozenset()
    assert sight.reserved_for([]) == frozenset()
