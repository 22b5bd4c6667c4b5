"""Questionnaires as data (`data/questionnaires.yaml`): what may be answered, and what many answers say together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import normalise

_DATA = Path(__file__).parent.parent / "data" / "questionnaires.yaml"
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Option:
    key: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """`kind`: yes_no, number, choice or text."""

    key: str
    kind: str
    text: Mapping[str, str]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    key: str
    title: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Summary:
    """What all answers to one question say: `counts` per option, `total` of numbers, `texts` as they were written."""

    question: Question
    answered: int
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    texts: tuple[str, ...] = ()


def questionnaires() -> dict[str, Questionnaire]:
    """Key → questionnaire."""
    found = {}
    for row in read_yaml(_DATA.read_text(encoding="utf-8")):
        questions = tuple(
            Question(q["key"], q["kind"], q["text"], tuple(Option(**o) for o in q.get("options", ())))
            for q in row["questions"]
        )
        found[row["key"]] = Questionnaire(row["key"], row["title"], questions)
    return found


def accepted(question: Question, raw: Any) -> tuple[Any, str]:
    """(what is kept, code of what is wrong). Empty is no answer: nothing is asked by force.

    Codes: `not_a_number`, `not_an_option`.
    """
    text = normalise(str(raw), lines=True) if raw not in (None, "") else ""
    if not text:
        return None, ""
    if question.kind == "number":
        return (int(text), "") if text.isascii() and text.isdigit() and len(text) <= 6 else (None, "not_a_number")
    if question.kind in {"yes_no", "choice"}:
        options = YES_NO if question.kind == "yes_no" else tuple(o.key for o in question.options)
        return (text, "") if text in options else (None, "not_an_option")
    return text[:2000], ""


def summary(questionnaire: Questionnaire, answers: Iterable[Mapping[str, Any]]) -> tuple[Summary, ...]:
    """What many answers say, question by question."""
    rows = list(answers)
    found = []
    for question in questionnaire.questions:
        said = [row[question.key] for row in rows if row.get(question.key) not in (None, "")]
        options = YES_NO if question.kind == "yes_no" else tuple(o.key for o in question.options)
        counted = Counter(str(s) for s in said) if options else Counter()
        found.append(
            Summary(
                question,
                len(said),
                {o: counted[o] for o in options},
                sum(s for s in said if isinstance(s, int)) if question.kind == "number" else 0,
                tuple(str(s) for s in said) if question.kind == "text" else (),
            )
        )
    return tuple(found)
