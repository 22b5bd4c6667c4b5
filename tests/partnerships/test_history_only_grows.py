"""Promise 9: whatever is done to a relation, in whatever order, by whomever, nothing that was put down goes."""

import datetime as dt

from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.journal.models import Entry
from hermanar.journal.queries import verify
from hermanar.kernel.errors import HouseError
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Interruption, Reopening
from hermanar.partnerships.models import Letter, LetterCorrection, Study
from hermanar.partnerships.operations.studies import SECTIONS
from hermanar.process.models import Fact, Move
from tests.cast import STARTS
from tests.partnerships.conftest import WORDS
from tests.relation import NOWHERE, fresh

DAY = dt.timedelta(days=1)
REASON = "Así se acordó."


def latest(relation, **which):
    return Letter.objects.filter(partnership=relation, **which).order_by("-pk").first()


def on_letter(verb, **more):
    """The operation on the newest letter of ours; nothing where there is none."""

    def call(act, relation, n):
        letter = latest(relation, direction="out")
        if letter is not None:
            getattr(operations, verb)(act, letter=letter, **{k: v(act) if callable(v) else v for k, v in more.items()})

    return call


def record_letter(act, relation, n):
    operations.record_letter(
        act, partnership=relation, kind=("intent", "resume", "answer")[n % 3], direction=("out", "in")[n % 2],
        dated_on=act.on, folio=f"F/{n}", names=("", "Lakeside", "Ensenada")[n % 3], is_affirmative=n % 4 != 0,
    )  # fmt: skip


def submit_study(act, relation, n):
    study = Study.objects.filter(partnership=relation).first()
    if study is not None:
        operations.submit_study(act, study=study)


def on_relation(verb, **more):
    return lambda act, relation, n: getattr(operations, verb)(act, partnership=relation, **more)


def withdraw_fact(act, relation, n):
    operations.withdraw_case_fact(act, partnership=relation, fact="letter_sent", reason=REASON)


VERBS = {
    "draft_letter": on_relation("draft_letter", **WORDS),
    "revise_letter": on_letter("revise_letter"),
    "return_letter": on_letter("return_letter", reason=REASON),
    "sign_off_letter": on_letter("sign_off_letter", gazetteer=NOWHERE),
    "record_sent": on_letter("record_sent", sent_on=lambda act: act.on, sent_by="Mensajería"),
    "acknowledge_letter": on_letter("acknowledge_letter", on=lambda act: act.on),
    "record_answer": on_letter("record_answer", dated_on=lambda act: act.on, is_affirmative=True),
    "interrupt_letter": on_letter("interrupt_letter", code=Interruption.SILENCE, reason=REASON, on=lambda act: act.on),
    "record_letter": record_letter,
    "correct_letter": on_letter(
        "correct_letter", reason=REASON, said={"subject": "Otro asunto", "acknowledged_on": None}
    ),
    "withdraw_letter": on_letter("withdraw_letter", reason=REASON),
    "draft_study": on_relation("draft_study", sections=dict.fromkeys(SECTIONS, "Texto.")),
    "submit_study": submit_study,
    "update_counterpart": on_relation("update_counterpart", office="Otra oficina"),
    "update_terms": on_relation("update_terms", beneficiary="Otra"),
    "interrupt_partnership": on_relation("interrupt_partnership", code=Interruption.OTHER, reason=REASON),
    "resume_partnership": on_relation("resume_partnership", reason=REASON),
    "close_partnership": on_relation("close_partnership", reason=REASON),
    "withdraw_partnership": on_relation("withdraw_partnership", reason=REASON),
    "refuse_partnership": on_relation("refuse_partnership", reason=REASON),
    "reopen_partnership": on_relation("reopen_partnership", code=Reopening.NEW_FACTS, reason=REASON),
}
WHO = st.sampled_from(["liaison", "liaison", "liaison", "mayor", "counterpart", "committee", "stranger"])
STEP = st.tuples(st.sampled_from(sorted(VERBS)), WHO, st.integers(0, 60))


def everything(relation) -> dict[str, dict]:
    """Every row of what is put down, with what may not change of it."""
    case = relation.case
    return {
        "entries": {e.pk: (e.seq, e.happened, e.about, e.hash, e.previous) for e in Entry.objects.all()},
        "facts": {
            f.pk: (f.key, f.on, f.source, f.proof, f.stated_at, f.stated_by, f.how)
            for f in Fact.objects.filter(case=case)
        },
        "moves": {m.pk: (m.step, m.kind, m.on, m.at, m.reason) for m in Move.objects.filter(case=case)},
        "letters": {x.pk: (x.public_id, x.kind, x.direction, x.how) for x in Letter.every.filter(partnership=relation)},
        "signed": {
            x.pk: (x.folio, x.dated_on, x.issue_id, x.version_id)
            for x in Letter.every.filter(partnership=relation).exclude(state="draft")
        },
        "corrections": {
            c.pk: (c.letter_id, c.was, c.now, c.reason, c.on, c.by) for c in LetterCorrection.objects.all()
        },
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=10))
def test_promise_9_any_sequence_of_operations_only_adds(cast, relation, steps):
    day = STARTS.date()
    for verb, who, n in steps:
        before, day = everything(relation), day + DAY
        count = len(before["entries"])
        try:
            VERBS[verb](cast.act(who, day), fresh(relation), n)
            came_to_be = True
        except HouseError:
            came_to_be = False
        after = everything(relation)
        for what, rows in before.items():
            assert {pk: after[what].get(pk) for pk in rows} == rows, f"{verb} changed or lost {what}"
        if not came_to_be:
            assert len(after["entries"]) == count, f"{verb} was refused and yet left an entry"
    assert list(verify()) == []
