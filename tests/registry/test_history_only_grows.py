"""Promise 9 over every room: whatever is done to a relation that came far, in whatever order and by whomever, nothing that
was put down goes, and what was given out, signed, voted or registered stays as it was."""

import datetime as dt

from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import LaterActKind
from hermanar.agreements.models import CasePaper, ForeignApproval, Registration, Signing
from hermanar.agreements.operations import papers
from hermanar.journal.models import Entry
from hermanar.journal.queries import verify
from hermanar.kernel.errors import HouseError
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.meetings.models import Commitment, Resolution, Session
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Dispatch, Observation, Opinion, Review
from hermanar.programmes import operations as programmes
from hermanar.programmes.models import Duty, Programme
from hermanar.registry import operations as registry
from hermanar.registry.models import Entry as Listed
from tests import relation as relations
from tests.cast import STARTS

DAY = dt.timedelta(days=1)
WHY = "Así se acordó."
ROOMS = (
    "process",
    "partnerships",
    "agreements",
    "opinions",
    "meetings",
    "programmes",
    "documents",
    "registry",
    "files",
)
# what may go: a remark that was never sent, the approval of an article that a new remark undoes, a way round a modality
MAY_GO = {"opinions.Observation", "opinions.ArticleApproval", "programmes.LeftOut"}
# what stays as it was put down, whatever follows
STAYS = {
    "journal.Entry": ("seq", "happened", "about", "hash", "previous"),
    "process.Fact": ("key", "on", "source", "proof", "stated_at", "stated_by", "how"),
    "process.Move": ("step", "kind", "on", "at", "reason"),
    "documents.Version": ("number", "content"),
    "documents.Issue": ("code", "folio", "issued_on", "version_id", "late", "anchor_hash"),
    "documents.Rendition": ("format", "blob_id"),
    "documents.FolioUsed": ("folio",),
    "agreements.Signing": ("place", "signed_on", "scan_id", "version_id"),
    "agreements.ForeignApproval": ("body", "instrument", "approved_on"),
    "agreements.LaterAct": ("kind", "on", "summary"),
    "opinions.Dispatch": ("version_id",),
    "meetings.Resolution": ("outcome", "in_favour", "names", "number"),
    "partnerships.EarlierAct": ("instrument", "on", "summary"),
    "partnerships.Designation": ("office_id", "designated_on", "folio", "issue_id"),
    "programmes.DutyCorrection": ("was", "done_on", "proof", "reason"),
    "meetings.SessionCorrection": ("before", "after", "reason", "by_act"),
    "meetings.SeatCorrection": ("before", "after", "reason"),
    "meetings.BodyChange": ("on", "act", "before", "after"),
    "programmes.Duty": ("key", "period", "source"),
    "registry.Revision": ("number", "snapshot", "anchor_hash"),
}


def kept() -> dict[str, dict]:
    """Every row of the rooms, with what may not change of it."""
    models = [m for room in ROOMS for m in apps.get_app_config(room).get_models()] + [Entry]
    return {
        m._meta.label: {row[0]: row[1:] for row in m._base_manager.values_list("pk", *STAYS.get(m._meta.label, ()))}
        for m in models
        if m._meta.label not in MAY_GO
    }


def on(model, call):
    """The operation on the newest row of that kind; nothing where there is none."""

    def do(act, world, n):
        row = model.objects.order_by("-pk").first()
        if row is not None:
            call(act, world, row, n)

    return do


class World:
    def __init__(self, cast, relation) -> None:
        self.cast, self.relation = cast, relation

    @property
    def case(self):
        return relations.fresh(self.relation)

    @property
    def agreement(self):
        return self.case.agreement

    def scan(self):
        return relations.attachment(self.cast, self.relation)


def deposit(act, world, n):
    agreements.deposit_signing(
        act, agreement=world.agreement, place="Villa Serena", signed_on=act.on, scan=world.scan(),
        signatories=relations.signed_by(),
    )  # fmt: skip


def resolve(act, world, session, n):
    point = meetings.put_point(
        act, session=session, title="Asunto", purpose=(Purpose.AUTHORISE, Purpose.OTHER)[n % 2], partnership=world.case
    )
    said = {"signatory": "Persona de Muestra 01", "text": "Se autoriza."}
    meetings.resolve_point(act, point=point, in_favour=3, names=("Lakeside", "Ensenada")[n % 2], **said)


def record_again(act, world, row, n):
    meetings.record_resolution(
        act, body=row.point.session.body, purpose=Purpose.CORRECT, held_on=act.on, act_number=f"{n}", names="Lakeside",
        title="Se corrige", partnership=world.case, corrects=row,
    )  # fmt: skip


def later(act, world, n):
    kind = (LaterActKind.AMENDMENT, LaterActKind.RENEWAL, LaterActKind.RATIFICATION)[n % 3]
    registry.conclude_later_act(act, agreement=world.agreement, kind=kind, on=act.on, summary=WHY)


def open_programme(act, world, n):
    programmes.open_programme(act, partnership=world.case, version=None, signed_on=STARTS.date(), number=1 + n % 3)


VERBS = {
    "reopen_text": lambda act, w, n: agreements.reopen_text(act, agreement=w.agreement, reason=WHY),
    "prepare_signature": lambda act, w, n: agreements.prepare_signature(act, agreement=w.agreement),
    "foreign_approval": lambda act, w, n: agreements.record_foreign_approval(
        act, agreement=w.agreement, body="Council", instrument=f"22-{n}", approved_on=act.on
    ),
    "withdraw_approval": on(
        ForeignApproval, lambda act, w, row, n: agreements.withdraw_foreign_approval(act, approval=row, reason=WHY)
    ),
    "deposit": deposit,
    "conclude_signing": on(Signing, lambda act, w, row, n: registry.conclude_signing(act, signing=row, pages=(1, 2))),
    "retract_signing": on(Signing, lambda act, w, row, n: registry.retract_signing(act, signing=row, reason=WHY)),
    "send_for_registration": lambda act, w, n: registry.send_for_registration(act, agreement=w.agreement),
    "refuse_registration": lambda act, w, n: agreements.refuse_registration(act, agreement=w.agreement, reason=WHY),
    "register": lambda act, w, n: registry.conclude_registration(
        act, agreement=w.agreement, number=f"M-{n}", registered_on=act.on
    ),
    "retract_registration": on(
        Registration, lambda act, w, row, n: registry.retract_registration(act, registration=row, reason=WHY)
    ),
    "later_act": later,
    "publish": lambda act, w, n: registry.publish_entry(act, partnership=w.case),
    "take_off": on(Listed, lambda act, w, row, n: registry.withdraw_entry(act, entry=row, reason=WHY)),
    "paper": lambda act, w, n: papers.start_case_paper(act, partnership=w.case, kind="lead_sheet"),
    "issue_paper": on(
        CasePaper,
        lambda act, w, row, n: papers.issue_case_paper(act, paper=row, gazetteer=relations.NOWHERE),
    ),
    "prepare_dispatch": lambda act, w, n: opinions.prepare_dispatch(act, partnership=w.case),
    "return_dispatch": on(Dispatch, lambda act, w, row, n: opinions.return_dispatch(act, dispatch=row, reason=WHY)),
    "receive_dispatch": on(Dispatch, lambda act, w, row, n: opinions.receive_dispatch(act, dispatch=row)),
    "correct_dispatch": on(Dispatch, lambda act, w, row, n: opinions.correct_dispatch(act, dispatch=row, reason=WHY)),
    "observe": on(Review, lambda act, w, row, n: opinions.observe(act, review=row, group="art-05", text=WHY)),
    "send_observations": on(Review, lambda act, w, row, n: opinions.send_observations(act, review=row)),
    "answer": on(
        Observation, lambda act, w, row, n: opinions.answer_observation(act, observation=row, accepted=True, answer=WHY)
    ),
    "withdraw_opinion": on(Opinion, lambda act, w, row, n: opinions.withdraw_opinion(act, opinion=row, reason=WHY)),
    "return_opinion": on(Opinion, lambda act, w, row, n: opinions.return_opinion(act, opinion=row, reason=WHY)),
    "resolve": on(Session, resolve),
    "record_again": on(Resolution, record_again),
    "correct_vote": on(
        Resolution,
        lambda act, w, row, n: meetings.correct_vote(act, resolution=row, in_favour=3, names="Lakeside", reason=WHY),
    ),
    "correct_attendance": on(
        Session,
        lambda act, w, row, n: meetings.correct_attendance(
            act, session=row, present=list(row.body.members.order_by("pk")[: 1 + n % 3]), reason=WHY
        ),
    ),
    "certify": on(Resolution, lambda act, w, row, n: meetings.certify_resolution(act, resolution=row)),
    "cancel_session": on(Session, lambda act, w, row, n: meetings.cancel_session(act, session=row, reason=WHY)),
    "commit": on(
        Session,
        lambda act, w, row, n: meetings.make_commitment(
            act, session=row, text=WHY, owner="Enlace", due_on=act.on + DAY * 5
        ),
    ),
    "follow": on(Commitment, lambda act, w, row, n: meetings.follow_commitment(act, commitment=row, text=WHY)),
    "fulfil_duty": on(Duty, lambda act, w, row, n: programmes.fulfil_duty(act, duty=row, done_on=act.on, proof=WHY)),
    "void_duty": on(Duty, lambda act, w, row, n: programmes.void_duty(act, duty=row, reason=WHY)),
    "correct_duty": on(Duty, lambda act, w, row, n: programmes.correct_duty(act, duty=row, reason=WHY)),
    "open_programme": open_programme,
    "approve_programme": on(Programme, lambda act, w, row, n: programmes.approve_programme(act, programme=row)),
    "reopen_programme": on(
        Programme, lambda act, w, row, n: programmes.reopen_programme(act, programme=row, reason=WHY)
    ),
}  # fmt: skip
# who does it of right, oftener than anybody else: so that most of it comes to be
OF_RIGHT = {
    "council_secretary": {
        "resolve",
        "record_again",
        "correct_vote",
        "correct_attendance",
        "certify",
        "cancel_session",
        "commit",
        "follow",
    },
    "reviewer": {"receive_dispatch", "correct_dispatch", "observe", "send_observations", "return_dispatch"},
    "authoriser": {"withdraw_opinion", "return_opinion"},
    "counterpart": {"foreign_approval", "withdraw_approval"},
    "mayor": {"send_for_registration"},
    "registrar": {"register", "retract_registration", "refuse_registration", "publish", "take_off"},
}
HAND = {verb: who for who, verbs in OF_RIGHT.items() for verb in verbs}
WHO = st.sampled_from(["", "", "", "liaison", "mayor", "counterpart", "state", "stranger", "administrator"])
STEP = st.tuples(st.sampled_from(sorted(VERBS)), WHO, st.integers(0, 60))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=3, max_size=8))
def test_promise_9_any_sequence_in_any_room_only_adds(cast, signed, steps):
    world, day = World(cast, signed), STARTS.date()
    for verb, who, n in steps:
        before, day = kept(), day + DAY
        try:
            with transaction.atomic():  # as a page does: what is put with it goes with it
                VERBS[verb](cast.act(who or HAND.get(verb, "liaison"), day), world, n)
            came_to_be = True
        except HouseError:
            came_to_be = False
        after = kept()
        for what, rows in before.items():
            other = [pk for pk in rows if after[what].get(pk) != rows[pk]]
            assert other == [], f"{verb} changed or lost {what}"
        if not came_to_be:
            left = len(after["journal.Entry"]) - len(before["journal.Entry"])
            assert left == 0, f"{verb} was refused and left an entry"
    assert list(verify()) == []


ORDER = (
    "foreign_approval", "withdraw_approval", "publish", "take_off", "send_for_registration", "refuse_registration",
    "register", "retract_registration", "later_act", "fulfil_duty", "correct_duty", "open_programme", "paper", "resolve",
    "certify", "correct_vote", "correct_attendance", "record_again", "withdraw_opinion", "commit", "follow", "retract_signing",
)  # fmt: skip


def test_promise_9_every_verb_comes_to_be_in_its_order(cast, signed):
    """The draw above proves something only if its verbs can come to be: each does, in an order in which it may."""
    world, day, idle = World(cast, signed), STARTS.date(), {}
    for verb in ORDER:
        before, day = kept(), day + DAY
        try:
            VERBS[verb](cast.act(HAND.get(verb, "liaison"), day), world, 0)
        except HouseError as no:
            idle[verb] = str(no)
        after = kept()
        if len(after["journal.Entry"]) == len(before["journal.Entry"]):
            idle.setdefault(verb, "nothing")
        for what, rows in before.items():
            other = [pk for pk in rows if after[what].get(pk) != rows[pk]]
            assert other == [], f"{verb} changed or lost {what}"
    assert idle == {}
    assert list(verify()) == []
