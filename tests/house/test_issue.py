"""No paper leaves the house unread: whatever kind of paper is issued, the checker reads it first (promise 2)."""

import ast
import dataclasses
import inspect
import re
from pathlib import Path

import pytest

import hermanar
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn
from hermanar.documents.models import Issue
from hermanar.documents.queries import brief_of_house
from hermanar.documents.rules.fill import fill, fill_late
from hermanar.documents.rules.templates import kinds, load
from hermanar.journal.models import Entry
from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import Blocked
from tests.documents.conftest import DAY, Cast

HOUSE = Path(hermanar.__file__).parent


def test_issue_is_the_only_place_that_gives_papers_out_and_asks_for_a_brief():
    makes, calls = set(), []
    for path in sorted(HOUSE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "migrations" in path.parts or not re.search(r"\bIssue\b|\.issue\(", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            said = ast.unparse(node.func)
            if said in {"Issue.objects.create", "Issue", "Issue.objects.bulk_create", "Issue.objects.get_or_create"}:
                makes.add(path.relative_to(HOUSE).as_posix())
            if said == "documents.issue":
                calls.append((path.name, {k.arg for k in node.keywords}))
    assert makes == {"documents/operations/papers.py"}
    # the brief is no option: a new sort of paper is told to the checker or is not issued at all
    assert inspect.signature(documents.issue).parameters["brief"].default is inspect.Parameter.empty
    assert len(calls) >= 13
    assert [name for name, given in calls if "brief" not in given] == []


def _version(cast, kind, words):
    """A paper of that kind with a paragraph more."""
    template = load(kind)
    content = fill_late(
        fill(template, template.sample, languages=template.default_languages).content, template.sample_late
    )
    at = next(
        (i for i, b in enumerate(content.blocks) if b.kind == BlockKind.PARAGRAPH and all(b.text.values())),
        len(content.blocks) - 1,
    )
    block = dataclasses.replace(
        content.blocks[at],
        key="added",
        kind=BlockKind.PARAGRAPH,
        number="",
        text=dict.fromkeys(content.languages, words),
    )
    content = dataclasses.replace(content, blocks=(*content.blocks[: at + 1], block, *content.blocks[at + 1 :]))
    return documents.compose(
        cast.act(), circle=cast.circle, issuer=cast.town, kind=kind, title=kind, title_en=kind, content=content, shared=True
    )  # fmt: skip


def _issue(cast, version, act=None, **more):
    brief = brief_of_house(cast.town, version.document.kind, DAY, languages=tuple(version.as_content.languages))
    return documents.issue(
        act or cast.act(), version=version, brief=brief, issued_on=DAY, letterhead_of=cast.town, **more
    )  # fmt: skip


@pytest.mark.django_db
def test_issue_of_every_kind_is_blocked_by_a_fault_and_leaves_nothing():
    cast, passed = Cast(), []
    for kind in kinds():
        with pytest.raises(Blocked) as no:
            _issue(cast, _version(cast, kind, "Se firmó el 31 de febrero de 2022."))
        found = [b for b in no.value.blockers if b.code == "finding_D01"]
        if not found or "31 de febrero" not in str(found[0].about) or found[0].ask:
            passed.append(kind)
    assert passed == []
    assert Issue.objects.count() == 0


@pytest.mark.django_db
def test_issue_takes_a_warning_on_with_its_reason_and_records_what_happened_with_an_error():
    cast = Cast()
    version = _version(cast, "session_call", "La sesión es de de trabajo.")
    with pytest.raises(Blocked) as no:
        _issue(cast, version)
    asked = [b.ask for b in no.value.blockers]
    assert ([b.code for b in no.value.blockers], all(asked)) == (["finding_Q04"], True)
    _issue(cast, version, drawn=Drawn.AT_A_DESK)  # a desk shows its warnings beside the text
    act = dataclasses.replace(cast.act(), reasons={asked[0]: "Así lo escribió quien convoca."})
    _issue(cast, version, act)
    _issue(cast, version)  # what was kept stays kept
    # an error stops a paper of ours, and not what attests that something happened
    wrong = _version(cast, "session_minutes", "Se firmó el 31 de febrero de 2022.")
    for drawn, can_be_taken in ((Drawn.AT_ONCE, False), (Drawn.AT_A_DESK, False), (Drawn.FROM_FACTS, True)):
        with pytest.raises(Blocked) as no:
            _issue(cast, wrong, drawn=drawn)
        assert [(b.code, bool(b.ask)) for b in no.value.blockers] == [("finding_D01", can_be_taken)]
    ask = no.value.blockers[0].ask
    _issue(cast, wrong, dataclasses.replace(cast.act(), reasons={ask: "El acta lo dice así."}), drawn=Drawn.FROM_FACTS)
    again = _version(cast, "session_minutes", "Se firmó el 30 de febrero de 2022.")
    _issue(cast, again, drawn=Drawn.FROM_FACTS, because="Así lo aprobaron ambas Partes.")
    kept = Entry.objects.filter(happened="documents.finding_kept").order_by("pk")
    assert [(line.data["code"], line.data["reason"]) for line in kept] == [
        ("Q04", "Así lo escribió quien convoca."),
        ("D01", "El acta lo dice así."),
        ("D01", "Así lo aprobaron ambas Partes."),
    ]
