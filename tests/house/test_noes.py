"""Every no tells somebody: what can be refused, returned, withdrawn, interrupted, corrected or opened again.

The worlds below let each such thing happen and say who is told of it, with why; each of them then opens the door of the
notice. What happens without anybody waiting for it is in `UNTOLD`, with the reason. A new one that stands in neither fails.
"""

import datetime as dt
import importlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from hermanar.agreements import operations as agreements
from hermanar.agreements.models import Registration
from hermanar.coordination import operations as coordination
from hermanar.coordination.models import Advice, Proposal
from hermanar.directory.enums import Part
from hermanar.directory.models import Appointment, Country, Seat
from hermanar.directory.rules import sight
from hermanar.encounters import operations as encounters
from hermanar.encounters.models import ServiceRequest
from hermanar.evidence import operations as evidence
from hermanar.evidence.models import Evidence
from hermanar.journal.models import Entry
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Outcome, Purpose, SessionKind
from hermanar.notices.enums import WAYS_ON, Key
from hermanar.notices.models import Notice
from hermanar.notices.operations import end_post, retract_post
from hermanar.notices.queries import reason_of
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Opinion
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Interruption, LetterState, Reopening
from hermanar.partnerships.models import AreaRequest, Lead, Letter, Study
from hermanar.plans import operations as plans
from hermanar.plans.models import Change
from hermanar.programmes import operations as programmes
from hermanar.programmes.models import Activity, Duty, Programme
from hermanar.registry.models import Entry as Ficha
from hermanar.registry.operations import conclude_registration, conclude_signing, withdraw_entry
from hermanar.reports import operations as reports
from hermanar.reports.models import Period
from hermanar.web.doors import address_of
from tests import relation
from tests.cast import STARTS, Cast
from tests.house import floors

from .routes import (
    areas,
    coordination as rooms_of_advice,
    encounters as rooms_of_encounters,
    programmes as year,
    reports as quarter,
)

NO = re.compile(
    r"_(refused|withdrawn|returned|declined|lapsed|interrupted|paused|resumed|reopened|cancelled|rejected|denied|"
    r"corrected|closed|dropped|revoked|voided|ended|set_aside|taken_off|undone|not_done|decided|left_out|unshared|"
    r"unpublished|annulled|struck)\Z|\.(returned|reopened|closed|discarded|refused|withdrawn)\Z"
)
WHY = "Falta un dato por corregir"
IN_CIRCLE = (
    "mayor", "council_secretary", "committee", "state", "reviewer", "authoriser", "registrar", "counterpart",
)  # fmt: skip

# What nobody waits for, or what is told in another way.
UNTOLD = {
    "accounts.forms_dropped": "a job: forms whose time was over",
    "accounts.sessions_ended": "follows from the end of a post, which is told",
    "agreements.notice_withdrawn": "follows from a corrected deposit, which is told",
    "calls.call_cancelled": "published with its reason where the call was",
    "calls.call_closed": "published where the call was",
    "calls.consultation_closed": "its conclusion is read where the consultation was",
    "calls.contribution_set_aside": "read by whoever sent it, at its own link",
    "calls.hour_withdrawn": "an hour that nobody had taken",
    "calls.project_decided": "read by whoever proposed it, at its own link",
    "calls.proposal_declined": "read by whoever proposed it, at its own link",
    "calls.proposal_withdrawn": "by whoever proposed it",
    "calls.text_unshared": "what was at the link is not there any more, and the link says so",
    "candidates.datum_withdrawn": "a figure of the municipality's own ranking",
    "candidates.discarded": "a choice of the municipality's own, before anything was said to anybody",
    "coordination.campaign_closed": "who answered and who did not stays where the campaign is",
    "coordination.instrument_ended": "a record of what ended in the world",
    "directory.data_corrected": "answered to the person who asked, by the way that person asked",
    "directory.appointment_corrected": "kept beside what it says, before who administers the organisation",
    "directory.administration_corrected": "kept beside what it says, before who administers the organisation",
    "directory.office_corrected": "kept beside what it says, before who administers the organisation",
    "directory.office_closed": "nobody holds an office that is closed",
    "directory.office_reopened": "nobody holds it yet",
    "directory.invitation_revoked": "the address in the invitation says it; whoever was invited has no account",
    "documents.change_rejected": "the file stays with what was decided on each change; the text goes back to its sender",
    "documents.file_returned": "a file that came in",
    "documents.legal_basis_ended": "the catalogue says since when",
    "documents.library_item_withdrawn": "the library says so",
    "documents.paper_withdrawn": "the page that verifies it says so; the act it follows from is told",
    "documents.step_undone": "an edit of one's own text",
    "encounters.contact_ended": "the agenda's own record",
    "encounters.encounter_cancelled": "the municipality's own diary; who was invited is written to",
    "encounters.encounter_corrected": "the municipality's own diary",
    "encounters.encounter_voided": "the municipality's own diary",
    "encounters.invitation_withdrawn": "before it was sent, or told by letter",
    "encounters.measure_voided": "a figure of one's own",
    "encounters.objective_closed": "an objective of one's own",
    "evidence.arrivals_dropped": "a job: uploads whose time was over",
    "evidence.use_ended": "where a piece is used is its report's",
    "files.uploads_dropped": "a job: uploads whose time was over",
    "links.link_revoked": "whoever holds it has no account; the address says it",
    "links.links_ended": "whoever holds them has no account; the addresses say it",
    "meetings.point_taken_off": "of an agenda that nobody was called with yet",
    "meetings.amendment_decided": "who was present has no account; the minutes say it",
    "meetings.seat_corrected": "kept beside what it says, before whoever reads the page of the body",
    "meetings.commitment_ended": "kept by whoever keeps the body's minutes",
    "opinions.observation_dropped": "a note of one's own that nobody else had seen",
    "opinions.review_ended": "follows from the return or the recall of its file, which is told",
    "opinions.review_reopened": "follows from the opinion left without effect, which is told",
    "partnerships.letter_fact_withdrawn": "what should never have stood: the letter, its answer and whoever wrote them stay as they were",
    "partnerships.area_closed": "its answer was taken as good",
    "partnerships.state_office_ended": "the state's own record of its own office",
    "plans.achievement_withdrawn": "an entry of one's own",
    "plans.hand_in_corrected": "beside what came first, before whoever keeps the week's list",
    "plans.alliance_withdrawn": "an entry of one's own",
    "plans.rest_day_withdrawn": "a day of the calendar put down by oneself",
    "plans.quarter_closed": "a date that passes",
    "plans.head_ended": "the end of a post recorded in the plan",
    "process.fact_withdrawn": "follows from the act that takes it back, which is told",
    "programmes.activity_not_done": "an outcome, told in the report of the year",
    "programmes.closed": "an end that both Parties had seen come",
    "programmes.duty_reopened": "follows from a corrected deposit, which is told",
    "programmes.modality_left_out": "a part of the draft",
    "registry.list_rows_undone": "asked by whoever brought the list",
    "registry.list_undone": "asked by whoever brought the list",
    "registry.profile_withdrawn": "the town's own page, taken off by the town",
    "registry.report_withdrawn": "the town's own page, taken off by the town",
    "registry.row_left_out": "by whoever brings the list",
    "reports.action_withdrawn": "an entry of one's own, before it is sent",
    "reports.drafts_dropped": "drawn drafts, kept for a day",
    "partnerships.letter_corrected": "stands beside the letter, of the house's own register; of a case, told with it",
    "partnerships.letter_withdrawn": "stands beside the letter, of the house's own register; of a case, told with it",
    "partnerships.signed_copy_corrected": "stands beside the letter, of the house's own register",
    "reports.evidence_dropped": "a part of the draft",
    "reports.paper_cancelled": "a draft, by who can see it under way",
    "reports.period_corrected": "stands beside the report that was closed",
    "reports.period_unpublished": "the town's own page, taken off by the town",
}  # fmt: skip


class Watch:
    """Lets something happen, and keeps who was told of it by what."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.seen, self.names = cast, set(), {u.pk: name for name, u in cast.users.items()}
        self.wrong: list[str] = []
        self.opened: set[tuple[str, str]] = set()

    def __call__(self, happened: str, key: str, *who: str, by: Callable[[], Any], why: str = WHY) -> Any:
        last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        line = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        result = by()
        keys = set(Entry.objects.filter(pk__gt=line).values_list("happened", flat=True))
        if happened not in keys:
            self.wrong.append(f"{happened} did not happen: {sorted(keys)}")
        if NO.search(happened) and Key.of(key) not in WAYS_ON:
            self.wrong.append(f"{happened}: {key} does not say how to go on")
        rows = list(Notice.objects.filter(pk__gt=last, key=key).select_related("user"))
        told = sorted(self.names[n.user_id] for n in rows)
        if told != sorted(who):
            self.wrong.append(f"{happened}: {told} were told, not {sorted(who)}")
        for notice in rows:
            said = reason_of(notice.key, notice.data)
            kept = self.names[notice.user_id] in {"counterpart"} & sight.kept_from(key)
            if why and (why in said) == kept:
                self.wrong.append(f"{happened}: {said!r} {'says what the log keeps' if kept else 'does not say why'}")
            if notice.door:
                address = address_of(notice.door, notice.at)
                name = self.names[notice.user_id]
                if (name, address) in self.opened:
                    continue
                self.opened.add((name, address))
                answer = self.cast.client(name).get(address)
                if answer.status_code != 200:
                    self.wrong.append(f"{happened}: {name} finds {answer.status_code} at {address}")
        self.seen.add(happened)
        return result


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is seen, and does not stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def leads(cast: Cast, told: Watch) -> None:
    house, state = cast.organisations["municipality"], cast.organisations["state"]
    consul, liaison = cast.act("consul"), cast.act("liaison")
    lead = partnerships.open_lead(
        consul, country=Country.objects.get(pk="US"), foreign_name="Lakeside", proposed_place="Villa Serena",
        zone="America/Chicago", exercise_at=STARTS,
    )  # fmt: skip
    lead = partnerships.route_lead(consul, lead=lead, municipality=house, state=state)
    told(
        "partnerships.slot_proposed", "slot_proposed", "liaison", "state", why="",
        by=lambda: partnerships.propose_slot(consul, lead=lead, starts_at=STARTS + dt.timedelta(days=3)),
    )  # fmt: skip
    with undone():
        told(
            "partnerships.slot_withdrawn", "slot_withdrawn", "liaison", "state",
            by=lambda: partnerships.withdraw_slot(consul, slot=lead.slots.get(), reason=WHY),
        )  # fmt: skip
    told(
        "partnerships.slot_taken", "slot_accepted", "consul", "state", why="",
        by=lambda: partnerships.take_slot(liaison, slot=lead.slots.get()),
    )  # fmt: skip
    told(
        "partnerships.slot_released", "slot_released", "consul", "state",
        by=lambda: partnerships.withdraw_slot(liaison, slot=lead.slots.get(), reason=WHY),
    )  # fmt: skip
    told(
        "partnerships.lead_corrected", "lead_corrected", "liaison", "state",
        by=lambda: partnerships.correct_lead(consul, lead=lead, reason=WHY, told={"summary": "Otro."}),
    )  # fmt: skip
    told(
        "partnerships.lead_declined", "lead_declined", "consul", "state",
        by=lambda: partnerships.decline_lead(liaison, lead=lead, reason=WHY),
    )  # fmt: skip
    lead.refresh_from_db()
    told(
        "partnerships.lead_reopened", "lead_reopened", "consul", "state",
        by=lambda: partnerships.reopen_lead(liaison, lead=lead, reason=WHY),
    )  # fmt: skip
    with undone():
        told(
            "partnerships.lead_withdrawn", "lead_withdrawn", "liaison", "state",
            by=lambda: partnerships.withdraw_lead(consul, lead=Lead.objects.get(), reason=WHY),
        )  # fmt: skip
    Lead.objects.update(reply_due_on=STARTS.date() - dt.timedelta(days=1))
    told(
        "partnerships.lead_lapsed", "lead_lapsed", "consul", "liaison", "state", why="",
        by=lambda: partnerships.lapse_leads(cast.act("operator")),
    )  # fmt: skip
    other = {"their_name": "Lakeside", "country": Country.objects.get(pk="US"), "lead": Lead.objects.get()}
    told(
        "partnerships.lead_taken_up", "case_opened", "consul", "state", why="",
        by=lambda: partnerships.open_partnership(liaison, owner=house, answers=relation.answers(), **other),
    )  # fmt: skip


def cases(cast: Cast, told: Watch) -> None:
    case, liaison = relation.open_relation(cast), cast.act("liaison")
    told(
        "process.case_paused", "case_interrupted", *IN_CIRCLE,
        by=lambda: partnerships.interrupt_partnership(
            liaison, partnership=case, code=Interruption.SILENCE, reason=WHY
        ),
    )  # fmt: skip
    told(
        "process.case_resumed", "case_resumed", *IN_CIRCLE,
        by=lambda: partnerships.resume_partnership(liaison, partnership=case, reason=WHY),
    )  # fmt: skip
    step = {"partnership": case, "step": "committee"}
    with undone():
        told(
            "process.step_waived", "step_waived", *IN_CIRCLE,
            by=lambda: partnerships.waive_case_step(liaison, reason=WHY, **step),
        )  # fmt: skip
        told(
            "process.step_returned", "step_asked", *IN_CIRCLE,
            by=lambda: partnerships.ask_case_step(liaison, reason=WHY, **step),
        )  # fmt: skip
    ends = {
        "withdrawn": partnerships.withdraw_partnership, "refused": partnerships.refuse_partnership,
        "closed": partnerships.close_partnership,
    }  # fmt: skip
    for end, operation in ends.items():
        with undone():
            told(
                f"process.case_{end}", f"case_{end}", *IN_CIRCLE,
                by=lambda call=operation: call(liaison, partnership=relation.fresh(case), reason=WHY),
            )  # fmt: skip
            told(
                "process.case_reopened", "case_reopened", *IN_CIRCLE,
                by=lambda: partnerships.reopen_partnership(
                    liaison, partnership=relation.fresh(case), code=Reopening.NEW_FACTS, reason=WHY
                ),
            )  # fmt: skip
    # a place that ends is told to whom it is taken from; they find nothing there any more
    told(
        "directory.seat_ended", "seat_ended", "counterpart", why="",
        by=lambda: partnerships.unseat_organisation(
            liaison, partnership=case, organisation=cast.organisations["counterpart"]
        ),
    )  # fmt: skip
    made = areas.make(cast)
    told(
        "partnerships.area_withdrawn", "area_withdrawn", "administrator",
        by=lambda: partnerships.close_area_request(
            liaison, request=AreaRequest.objects.get(public_id=made["request"]), reason=WHY
        ),
    )  # fmt: skip


def letters(cast: Cast, told: Watch) -> None:
    both = {"es": "Texto.", "en": "Text."}
    letter = partnerships.draft_letter(
        cast.act("liaison"), partnership=relation.open_relation(cast), motivations=both, interests=both, objectives=both
    )
    told(
        "partnerships.letter_returned", "letter_returned", "liaison",
        by=lambda: partnerships.return_letter(cast.act("mayor"), letter=letter, reason=WHY),
    )  # fmt: skip
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT, sent_on=STARTS.date(), folio="VS/1")
    letter.refresh_from_db()
    told(
        "partnerships.letter_interrupted", "letter_interrupted", "mayor",
        by=lambda: partnerships.interrupt_letter(
            cast.act("liaison"), letter=letter, code=Interruption.SILENCE, reason=WHY, on=STARTS.date()
        ),
    )  # fmt: skip
    with undone():
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT, interruption="", interrupted_on=None)
        letter.refresh_from_db()
        told(
            "partnerships.letter_interrupted", "letter_interrupted", "mayor",
            by=lambda: partnerships.interrupt_letters(
                cast.act("liaison"), letters=[letter], code=Interruption.SILENCE, reason=WHY, on=STARTS.date()
            ),
        )  # fmt: skip
    letter.refresh_from_db()
    told(
        "partnerships.letter_resumed", "letter_resumed", "mayor",
        by=lambda: partnerships.resume_letter(cast.act("liaison"), letter=letter, reason=WHY),
    )  # fmt: skip


def bodies(cast: Cast, told: Watch) -> None:
    """The committee and the Cabildo: studies, authorisations, sessions."""
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    body, town = relation.committee(cast), ("liaison", "mayor", "state")
    study = Study.objects.get()
    with undone():
        told(
            "partnerships.study_returned", "study_returned", *town,
            by=lambda: partnerships.return_study(cast.act("committee"), study=study, reason=WHY),
        )  # fmt: skip
    with undone():
        told(
            "partnerships.study_taken_back", "study_taken_back", "committee",
            by=lambda: partnerships.take_back_study(cast.act("liaison"), study=study, reason=WHY),
        )  # fmt: skip
    with undone():
        told(
            "partnerships.study_decided", "study_rejected", *town,
            by=lambda: relation.resolve(
                cast, relation.hold(cast, body), case, Purpose.APPROVE_STUDY, in_favour=0, against=3, text=WHY
            ),
        )  # fmt: skip
    with undone():
        told(
            "meetings.resolved", "study_postponed", *town, why="",
            by=lambda: relation.resolve(
                cast, relation.hold(cast, body), case, Purpose.APPROVE_STUDY, in_favour=0, postponed=True
            ),
        )  # fmt: skip
    secretary = cast.act("committee")
    session = meetings.convene_session(
        secretary, body=body, kind=SessionKind.ORDINARY, number="09", held_on=secretary.on
    )
    meetings.put_point(
        secretary, session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY, partnership=relation.fresh(case)
    )
    with undone():
        told(
            "meetings.session_cancelled", "council_session_cancelled", *town,
            by=lambda: meetings.cancel_session(secretary, session=session, reason=WHY),
        )  # fmt: skip
    Study.objects.update(state="approved")
    relation.agree(cast, case)
    made = {"partnership": relation.fresh(case), "designated_on": secretary.on}
    designation = partnerships.designate_liaison(cast.act("mayor"), office=cast.offices["liaison"], **made)
    told(
        "partnerships.designation_withdrawn", "record_corrected", "liaison", "state",
        by=lambda: partnerships.withdraw_designation(cast.act("mayor"), designation=designation, reason=WHY),
    )  # fmt: skip
    earlier = partnerships.record_earlier_act(
        cast.act("liaison"), partnership=case, instrument="declaration", on=secretary.on
    )
    told(
        "partnerships.earlier_act_withdrawn", "record_corrected", "mayor", "state",
        by=lambda: partnerships.withdraw_earlier_act(cast.act("liaison"), earlier=earlier, reason=WHY),
    )  # fmt: skip
    council = relation.cabildo(cast)
    session = meetings.convene_session(
        cast.act("council_secretary"), body=council, kind=SessionKind.ORDINARY, number="09", held_on=secretary.on
    )
    told(
        "meetings.session_cancelled", "session_cancelled", "liaison", "mayor", "administrator",
        by=lambda: meetings.cancel_session(cast.act("council_secretary"), session=session, reason=WHY),
    )  # fmt: skip
    for number, (more, why) in enumerate(
        (
            ({"in_favour": 0, "against": 3}, "El punto no se aprobó"),
            ({"names": "Otra ciudad"}, "nombra a otra ciudad"),
            ({"names": "", "is_blank": True}, "voto de confianza"),
        )
    ):
        told(
            "meetings.resolved", "council_denied", *town, why=why,
            by=lambda n=number, m=more: relation.authorise(cast, case, number=f"0{n}", **{"names": "Lakeside"} | m),
        )  # fmt: skip
    resolution = relation.authorise(cast, case, number="05")
    with undone():
        told(
            "meetings.session_corrected", "session_corrected", "liaison", "mayor", "administrator",
            by=lambda: meetings.correct_vote(
                cast.act("council_secretary"), resolution=resolution, in_favour=0, against=3, reason=WHY
            ),
        )  # fmt: skip
    told(
        "meetings.resolution_corrected", "council_corrected", *[p for p in IN_CIRCLE if p != "council_secretary"], "liaison",
        by=lambda: meetings.record_resolution(
            cast.act("council_secretary"), body=council, purpose=Purpose.CORRECT, held_on=secretary.on, act_number="7",
            text=WHY, partnership=case, corrects=resolution, outcome=Outcome.APPROVED,
        ),
    )  # fmt: skip


def text_and_opinion(cast: Cast, told: Watch) -> None:
    case, liaison = relation.open_relation(cast), cast.act("liaison")
    agreement = relation.agree(cast, case)
    with undone():
        told(
            "agreements.text_reopened", "text_reopened", *IN_CIRCLE,
            by=lambda: agreements.reopen_text(liaison, agreement=agreement, reason=WHY),
        )  # fmt: skip
    agreement.refresh_from_db()
    relation.authorise(cast, case)
    row = relation.prepare_dispatch(cast, case)
    with undone():
        told(
            "partnerships.signature_returned", "signature_returned", "liaison",
            by=lambda: partnerships.return_unsigned(
                cast.act("mayor"), partnership=case, paper="Oficio", door="opinions.dispatch",
                at={"dispatch": row.public_id}, reason=WHY,
            ),
        )  # fmt: skip
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=row)
    with undone():
        told(
            "opinions.dispatch_returned", "dispatch_returned", "liaison", "mayor",
            by=lambda: opinions.return_dispatch(cast.act("state"), dispatch=row, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()
    with undone():
        Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=liaison.at)
        row = opinions.record_forward(liaison, dispatch=row, folio="EE/7", forwarded_on=liaison.on)
        told(
            "opinions.forwarding_corrected", "forwarding_corrected", "mayor", "reviewer", "authoriser",
            by=lambda: opinions.correct_forwarding(liaison, dispatch=row, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    with undone():
        told(
            "opinions.forwarding_recalled", "forwarding_recalled", "liaison", "mayor", "reviewer", "authoriser",
            by=lambda: opinions.recall_forwarding(cast.act("state"), dispatch=row, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()
    with undone():
        told(
            "opinions.dispatch_returned", "dispatch_returned", "liaison", "mayor", "state",
            by=lambda: opinions.return_dispatch(cast.act("reviewer"), dispatch=row, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    row.refresh_from_db()
    with undone():
        answered = relation.answer(cast, case, review)
        told(
            "opinions.answer_returned", "answer_returned", "liaison", "mayor",
            by=lambda: opinions.return_answer(cast.act("state"), review=answered, reason=WHY),
        )  # fmt: skip
        answered = opinions.forward_answer(cast.act("state"), review=answered)
        told(
            "opinions.answer_recalled", "answer_recalled", "liaison", "mayor", "reviewer", "authoriser",
            by=lambda: opinions.recall_answer(cast.act("state"), review=answered, reason=WHY),
        )  # fmt: skip
    review.refresh_from_db()
    with undone():
        answered = relation.answer(cast, case, review)
        Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=liaison.at)
        answered = opinions.record_answer_return(
            liaison, review=answered, reason=WHY, returned_on=liaison.on, folio="EE/8"
        )
        told(
            "opinions.answer_return_corrected", "answer_return_corrected", "mayor",
            by=lambda: opinions.correct_answer_return(liaison, review=answered, reason=WHY),
        )  # fmt: skip
    review.refresh_from_db()
    row.refresh_from_db()
    with undone():
        told(
            "opinions.dispatch_recalled", "dispatch_recalled", "mayor", "state", "reviewer", "authoriser",
            by=lambda: opinions.recall_dispatch(liaison, dispatch=row, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()

    def proposed(sense: str):
        return opinions.propose_opinion(cast.act("reviewer"), review=review, sense=sense, grounds=WHY)

    with undone():
        opinion = proposed("favourable")
        told(
            "opinions.opinion_returned", "opinion_returned", "reviewer",
            by=lambda: opinions.return_opinion(cast.act("authoriser"), opinion=opinion, reason=WHY),
        )  # fmt: skip
    review.refresh_from_db()
    with undone():
        against = proposed("unfavourable")
        told(
            "opinions.opinion_authorised", "opinion_unfavourable", "liaison", "mayor", "state", "reviewer",
            by=lambda: opinions.authorise_opinion(cast.act("authoriser"), opinion=against),
        )  # fmt: skip
    review.refresh_from_db()
    opinions.authorise_opinion(cast.act("authoriser"), opinion=proposed("favourable"))
    others = [p for p in IN_CIRCLE if p != "authoriser"]
    with undone():
        told(
            "opinions.opinion_withdrawn", "opinion_withdrawn", *others, "liaison",
            by=lambda: opinions.withdraw_opinion(
                cast.act("authoriser"), opinion=Opinion.objects.get(state="authorised"), reason=WHY
            ),
        )  # fmt: skip
    theirs = {"agreement": relation.fresh(case).agreement, "body": "Council", "instrument": "R-1"}
    ours = [p for p in IN_CIRCLE if p != "counterpart"]
    with undone():
        told(
            "agreements.foreign_refusal", "foreign_refusal_recorded", *ours, "liaison",
            by=lambda: agreements.record_foreign_refusal(
                cast.act("counterpart"), **theirs, refused_on=liaison.on, grounds=WHY
            ),
        )  # fmt: skip
    with undone():
        approval = agreements.record_foreign_approval(cast.act("counterpart"), **theirs, approved_on=liaison.on)
        told(
            "agreements.foreign_approval_withdrawn", "foreign_approval_corrected", *ours, "liaison",
            by=lambda: agreements.withdraw_foreign_approval(cast.act("counterpart"), approval=approval, reason=WHY),
        )  # fmt: skip
    letter = partnerships.draft_letter(
        liaison, partnership=relation.fresh(case), motivations={"es": "Uno.", "en": "One."},
        interests={"es": "Dos.", "en": "Two."}, objectives={"es": "Tres.", "en": "Three."},
    )  # fmt: skip
    letter = partnerships.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relation.NOWHERE)
    paper = agreements.deposit_letter(
        liaison, letter=letter, place="Villa Serena", signed_on=liaison.on, originals=1,
        signatories=relation.signed_by()[:1], scan=relation.attachment(cast, case),
    )  # fmt: skip
    with undone():
        told(
            "agreements.paper_corrected", "paper_corrected", *[p for p in IN_CIRCLE if p != "counterpart"],
            by=lambda: agreements.correct_signing(liaison, signing=paper, reason=WHY),
        )  # fmt: skip
    signing = relation.deposit(cast, relation.fresh(case))
    told(
        "agreements.signing_confirmed", "agreement_signed", *IN_CIRCLE, why="",
        by=lambda: conclude_signing(liaison, signing=signing, pages=(1, 2)),
    )  # fmt: skip
    signing.refresh_from_db()
    with undone():
        told(
            "agreements.signing_corrected", "signing_corrected", *IN_CIRCLE,
            by=lambda: agreements.correct_signing(liaison, signing=signing, reason=WHY),
        )  # fmt: skip
    signing.refresh_from_db()
    agreement = relation.fresh(case).agreement
    agreements.send_registration_notice(cast.act("mayor"), agreement=agreement)
    with undone():
        told(
            "agreements.registration_refused", "registration_refused", "liaison", "mayor", "state",
            by=lambda: agreements.refuse_registration(cast.act("registrar"), agreement=agreement, reason=WHY),
        )  # fmt: skip
    conclude_registration(cast.act("registrar"), agreement=agreement, number="R-1", registered_on=liaison.on)
    with undone():
        told(
            "agreements.registration_withdrawn", "registration_corrected",
            *[p for p in IN_CIRCLE if p != "registrar"], "liaison",
            by=lambda: agreements.withdraw_registration(
                cast.act("registrar"), registration=Registration.objects.get(number="R-1"), reason=WHY
            ),
        )  # fmt: skip
    told(
        "registry.entry_withdrawn", "entry_withdrawn", *[p for p in IN_CIRCLE if p != "registrar"], "liaison",
        by=lambda: withdraw_entry(cast.act("registrar"), entry=Ficha.objects.get(), reason=WHY),
    )  # fmt: skip


def from_paper(cast: Cast, told: Watch) -> None:
    """A liaison without the ministry puts a dispatch down from its paper, and corrects it."""
    case, liaison = relation.open_relation(cast, everybody=False), cast.act("liaison")
    version = relation.agree(cast, case).agreed_version
    row = opinions.record_dispatch(liaison, partnership=case, version=version, folio="VS/9", sent_on=liaison.on)
    paper = {"dispatch": row, "folio": "CJA/1"}
    with undone():
        told(
            "opinions.return_recorded", "dispatch_returned", "mayor", "state",
            by=lambda: opinions.record_return(liaison, returned_on=liaison.on, reason=WHY, **paper),
        )  # fmt: skip
    row.refresh_from_db()
    said = [opinions.Said("art-05", "Precisar.")]
    with undone():
        review = told(
            "opinions.observations_recorded", "observations_arrived", "mayor", "state", why="",
            by=lambda: opinions.record_observations(liaison, dated_on=liaison.on, observations=said, **paper),
        )  # fmt: skip
        told(
            "opinions.observations_corrected", "observations_corrected", "mayor", "state",
            by=lambda: opinions.correct_observations(liaison, review=review, reason=WHY),
        )  # fmt: skip
    row.refresh_from_db()
    told(
        "opinions.dispatch_corrected", "dispatch_corrected", "mayor", "council_secretary", "committee", "state",
        by=lambda: opinions.correct_dispatch(liaison, dispatch=row, reason=WHY),
    )  # fmt: skip


def of_the_state(cast: Cast, told: Watch) -> None:
    """A relation of the state's own: its organ authorises, by a paper that is put down."""
    act, state = cast.act("state"), cast.organisations["state"]
    case = partnerships.open_partnership(
        act, owner=state, answers=relation.answers(our_kind="state", our_key="20"), exercise_at=STARTS,
        country=Country.objects.get(pk="US"), their_name="Lakeside",
    )  # fmt: skip
    Seat.objects.create(
        circle=case.circle, organisation=cast.organisations["ministry"], part=Part.REVIEWER, from_on=STARTS.date()
    )
    common = {"partnership": case, "organ": "Órgano", "instrument": "Acuerdo 1", "authorised_on": act.on}
    told(
        "agreements.authorisation_recorded", "authorisation_denied", "reviewer", "authoriser", why="otra contraparte",
        by=lambda: agreements.record_authorisation(act, **common, names="Otra ciudad"),
    )  # fmt: skip
    row = agreements.record_authorisation(act, **common | {"instrument": "Acuerdo 2"}, names="Lakeside")
    told(
        "agreements.authorisation_withdrawn", "authorisation_withdrawn", "reviewer", "authoriser",
        by=lambda: agreements.withdraw_authorisation(act, authorisation=row, reason=WHY),
    )  # fmt: skip


def advice_and_services(cast: Cast, told: Watch) -> None:
    liaison = cast.act("liaison")
    made = rooms_of_advice.make(cast)
    told(
        "coordination.advice_withdrawn", "advice_withdrawn", "state",
        by=lambda: coordination.withdraw_advice(
            liaison, advice=Advice.objects.get(public_id=made["advice"]), reason=WHY
        ),
    )  # fmt: skip
    cast.offices["reviewer"].role = "adviser"
    cast.offices["reviewer"].save()
    told(
        "coordination.proposal_withdrawn", "proposal_withdrawn", "reviewer",
        by=lambda: coordination.withdraw_proposal(
            liaison, proposal=Proposal.objects.get(public_id=made["proposal"]), reason=WHY
        ),
    )  # fmt: skip
    service = rooms_of_encounters.make(cast)["service"]
    told(
        "encounters.service_withdrawn", "service_withdrawn", "consul",
        by=lambda: encounters.withdraw_service(
            liaison, service=ServiceRequest.objects.get(public_id=service), reason=WHY
        ),
    )  # fmt: skip


def the_year(cast: Cast, told: Watch) -> None:
    """The yearly programme, its activities and duties."""
    made, liaison = year.make(cast), cast.act("liaison")
    duty = Duty.objects.filter(owner_part="lead", state="open").first()
    told(
        "programmes.duty_voided", "duty_voided", "state",
        by=lambda: programmes.void_duty(cast.act("liaison"), duty=duty, reason=WHY),
    )  # fmt: skip
    duty.refresh_from_db()
    told(
        "programmes.duty_corrected", "duty_corrected", "state",
        by=lambda: programmes.correct_duty(cast.act("liaison"), duty=duty, reason=WHY),
    )  # fmt: skip
    Programme.objects.update(state="ours")
    programme = Programme.objects.get()
    with undone():
        told(
            "programmes.reopened", "programme_taken_back", "counterpart",
            by=lambda: programmes.reopen_programme(liaison, programme=programme, reason=WHY),
        )  # fmt: skip
    programme.refresh_from_db()
    told(
        "programmes.reopened", "programme_returned", "liaison", "mayor",
        by=lambda: programmes.reopen_programme(cast.act("counterpart"), programme=programme, reason=WHY),
    )  # fmt: skip
    activity = Activity.objects.get(public_id=made["activity"])
    told(
        "programmes.activity_dropped", "activity_dropped", "committee",
        by=lambda: programmes.drop_activity(liaison, activity=activity, reason=WHY),
    )  # fmt: skip


def the_quarter(cast: Cast, told: Watch) -> None:
    """Plan, report and their evidence; and a post that ends."""
    made, mayor = quarter.make(cast), cast.act("mayor")
    told(
        "plans.change_decided", "change_refused", "liaison", why="",
        by=lambda: plans.decide_change(
            mayor, change=Change.objects.get(public_id=made["change"]), authorise=False
        ),
    )  # fmt: skip
    Period.objects.update(state="prepared")
    told(
        "reports.period_returned", "report_returned", "liaison",
        by=lambda: reports.return_period(mayor, period=Period.objects.get(), reason=WHY),
    )  # fmt: skip
    piece = Evidence.objects.get(public_id=made["drop"][1])
    told(
        "evidence.returned", "evidence_returned", "liaison",
        by=lambda: evidence.return_evidence(mayor, evidence=piece, reason=WHY),
    )  # fmt: skip
    told(
        "directory.appointment_ended", "post_ended", "mayor", why="",
        by=lambda: end_post(cast.act("administrator"), appointment=cast.appointments["mayor"], on=mayor.on),
    )  # fmt: skip
    told(
        "directory.appointment_retracted", "post_retracted", "council_secretary",
        by=lambda: retract_post(cast.act("administrator"), appointment=cast.appointments["council_secretary"], reason=WHY),
    )  # fmt: skip


WORLDS = (
    leads, cases, letters, bodies, text_and_opinion, from_paper, of_the_state, advice_and_services, the_year, the_quarter,
)  # fmt: skip


def noes() -> Iterator[str]:
    for app in floors.APPS:
        if floors.exists(f"{app}.enums"):
            members = getattr(importlib.import_module(f"hermanar.{app}.enums"), "Happened", ())
            yield from (m.key for m in members if NO.search(m.key))


@pytest.mark.once
def test_every_no_is_told_to_those_who_wait_for_it_and_see_it(cast):
    told = Watch(cast)
    for world in WORLDS:
        with undone():
            world(cast, told)
    assert told.wrong == []
    found = set(noes())
    assert sorted(found - told.seen - set(UNTOLD)) == []
    assert sorted(set(UNTOLD) - found | set(UNTOLD) & told.seen) == []
