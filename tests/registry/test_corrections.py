"""Promise 1 in the book: what was shown is taken back with the paper it rested on, and comes back with its history."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.agreements import operations as agreements
from hermanar.kernel.errors import Blocked, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import claim_of
from hermanar.process.queries import standing_facts
from hermanar.programmes.models import Duty
from hermanar.programmes.operations import fulfil_duty
from hermanar.registry import queries
from hermanar.registry.models import Entry
from hermanar.registry.operations import (
    conclude_registration,
    conclude_signing,
    follow_case,
    publish_entry,
    retract_registration,
    retract_signing,
    send_for_registration,
)
from hermanar.registry.queries.facts import verify_facts
from hermanar.registry.rules.pictures import from_json
from tests import relation as relations
from tests.kept import kept

WHY = "Faltaba una página del ejemplar."


def states(partnership) -> set[str]:
    return set(Duty.objects.filter(partnership=partnership).values_list("state", flat=True))


@pytest.fixture
@kept
def registered(cast, signed):
    send_for_registration(cast.act("mayor"), agreement=signed.agreement)
    conclude_registration(
        cast.act("registrar"), agreement=signed.agreement, number="SRE-MUESTRA-1", registered_on=cast.at.date()
    )
    return relations.fresh(signed)


def test_corrected_deposit_takes_back_what_rests_on_it_everywhere_and_a_new_one_brings_it_back(
    client, cast, registered
):
    agreement = registered.agreement
    first, entry = agreement.signings.get(), Entry.objects.get()
    notice = agreement.registrations.get().notice_issue
    assert claim_of(registered).standing.rung == 7
    line = registered.letters.get(subject="Envío del ejemplar para su registro")
    assert (line.kind, line.state, line.folio) == ("dispatch", "sent", agreement.registrations.get().notice_folio)
    retract_signing(cast.act("liaison"), signing=first, reason=WHY)

    # case, claim, clock
    case = relations.fresh(registered)
    assert {Fact.SIGNED, Fact.REGISTERED} & set(standing_facts(case.case)) == set()
    assert claim_of(case).standing.rung == 5
    assert states(case) == {"held"}  # what had been sent is to be sent again
    assert list(verify_facts()) == []
    # the book, in every form
    address = reverse("portal:entry", args=[entry.public_id])
    page, data = client.get(address), client.get(address.rstrip("/") + ".json")
    assert (page.status_code, data.status_code) == (410, 410)
    assert "Esta ficha está en corrección" in page.content.decode()
    assert first.act_issue.code in page.content.decode()
    assert [w for w in ("Lakeside", "SRE-MUESTRA-1", WHY) if w in page.content.decode()] == []
    assert (data.json()["in_correction"], data.json()["withdrawn_act"]) == (True, first.act_issue.code)
    told = client.get(f"/api/v1/entries/{entry.public_id}")
    assert (told.status_code, told.json()["entry"], told.json()["in_correction"]) == (410, None, True)
    assert entry.public_id not in client.get("/ejercicios/").content.decode()
    # whoever verifies reads that it does not hold, and why
    for paper in (first.act_issue, notice):
        verdict = queries.verify_paper(paper.code)
        assert (verdict.state, verdict.reason, verdict.changed_on) == ("withdrawn", WHY, cast.at.date())
    assert WHY in client.get(f"/verificar/{notice.code}/").content.decode()
    with pytest.raises(Refused) as no:
        agreements.withdraw_registration(
            cast.act("registrar"), registration=agreement.registrations.get(), reason="Otra vez."
        )
    assert no.value.code == "not_registered"

    # a new deposit: signed again, no more; the entry is back with its next revision
    later = cast.at + dt.timedelta(days=1)
    second = relations.deposit(cast, case, issue=first.issue, at=later)
    back = conclude_signing(cast.act("liaison", later), signing=second, pages=(1, 2))
    picture = from_json(back.snapshot)
    assert (back.public_id, back.rung, back.withdrawn_at, back.withdrawal) == (entry.public_id, 6, None, "")
    assert (picture.registration_number, picture.signed_on) == ("", later.date())
    told = [(a.words["es"], a.words["en"]) for a in picture.acts if a.kind == "correction"]
    assert told == [
        ("Se corrigió el depósito del texto firmado", "The deposit of the signed text was corrected"),
        (
            "Se corrigió el registro asentado con el número SRE-MUESTRA-1",
            "The registration recorded with number SRE-MUESTRA-1 was corrected",
        ),
    ]
    assert [s.title for s in picture.sources] == [{"es": f"Expediente {case.folio}", "en": f"Case {case.folio}"}]
    assert states(case) == {"open"}
    old = queries.verify_paper(first.act_issue.code)
    second.refresh_from_db()
    assert (old.state, old.superseded_by, old.reason) == ("superseded", second.act_issue.code, WHY)
    # registered again by its own act
    _row, entry = conclude_registration(
        cast.act("registrar", later), agreement=agreement, number="SRE-MUESTRA-1", registered_on=later.date()
    )
    assert (entry.rung, from_json(entry.snapshot).registration_number) == (7, "SRE-MUESTRA-1")
    # registered without a letter of ours: that it was sent is shown by the registration, until it is corrected
    to_send = Duty.objects.get(partnership=case, key="send_for_registration")
    assert (to_send.state, to_send.proof) == ("done", "Registro de la SRE SRE-MUESTRA-1")
    retract_registration(cast.act("registrar", later), registration=_row, reason="Es de otro acuerdo.")
    to_send.refresh_from_db()
    assert (to_send.state, to_send.done_on) == ("open", None)
    conclude_registration(
        cast.act("registrar", later), agreement=agreement, number="SRE-MUESTRA-1", registered_on=later.date()
    )
    entry.refresh_from_db()
    assert [r.number for r in entry.revisions.order_by("number")] == [1, 2, 3, 4, 5]
    assert list(verify_facts()) == []


def test_corrected_registration_leaves_the_signature_and_waits_to_be_recorded(cast, registered):
    agreement = registered.agreement
    row = agreement.registrations.get()
    with pytest.raises(Refused) as no:
        retract_registration(cast.act("mayor"), registration=row, reason=WHY)
    assert no.value.code == "not_registrar"
    retract_registration(cast.act("registrar"), registration=row, reason="Es el número 2.")
    entry = Entry.objects.get()
    assert (entry.rung, from_json(entry.snapshot).registration_number, entry.revision) == (6, "", 2)
    assert claim_of(relations.fresh(registered)).standing.rung == 6
    assert queries.verify_paper(row.notice_issue.code).state == "in_force"
    # the notice waits again: to be recorded, or refused
    conclude_registration(
        cast.act("registrar"), agreement=agreement, number="SRE-MUESTRA-2", registered_on=cast.at.date()
    )
    rows = agreement.registrations.order_by("pk")
    assert [(r.number, bool(r.withdrawn_on), r.reason) for r in rows] == [
        ("SRE-MUESTRA-1", True, "Es el número 2."), ("SRE-MUESTRA-2", False, ""),
    ]  # fmt: skip
    assert rows[1].notice_folio == rows[0].notice_folio
    assert Entry.objects.get().rung == 7
    assert list(verify_facts()) == []


def test_duties_done_stay_and_those_of_another_text_fall_away_when_a_deposit_is_corrected(cast, signed):
    signing = signed.agreement.signings.get()
    first = Duty.objects.get(partnership=signed, key="first_programme")
    fulfil_duty(cast.act("liaison"), duty=first, done_on=cast.at.date(), proof="POA 2022")
    Duty.objects.filter(partnership=signed, key="yearly_meeting", period=1).update(key="working_group", period=9)
    retract_signing(cast.act("liaison"), signing=signing, reason=WHY)
    assert Entry.objects.count() == 0
    later = cast.at + dt.timedelta(days=3)
    again = relations.deposit(cast, relations.fresh(signed), issue=signing.issue, at=later)
    assert conclude_signing(cast.act("liaison", later), signing=again, pages=(1, 2)) is None
    told = {
        "strange" if d.period == 9 else d.key: d
        for d in Duty.objects.filter(partnership=signed).exclude(period__in=range(2, 9))
    }
    assert told["first_programme"].state == "done"
    assert (told["strange"].state, told["strange"].proof) == ("void", "El texto firmado que vale ya no lo dice.")
    assert (told["end_of_validity"].state, told["end_of_validity"].proof) == ("open", "")
    assert told["end_of_validity"].due_on == dt.date(2027, 2, 2)
    entry = publish_entry(cast.act("liaison", later), partnership=relations.fresh(signed))
    assert entry.ends_on == dt.date(2027, 2, 2)


def test_each_thing_put_down_from_paper_is_taken_back_by_a_later_act_and_the_case_follows(cast):
    """The liaison alone: dispatch, opinion, the counterpart's yes and no, each corrected; what rests on it follows."""
    case = relations.open_relation(cast, everybody=False)
    agreement, liaison = relations.agree(cast, case), cast.act("liaison")
    relations.authorise(cast, case)

    def facts() -> set[str]:
        assert list(verify_facts()) == []
        return set(standing_facts(relations.fresh(case).case))

    sent = {"partnership": case, "version": agreement.agreed_version, "folio": "VS/PM/040/2022"}
    dispatch = opinions.record_dispatch(liaison, **sent, sent_on=liaison.on)
    opinions.correct_dispatch(liaison, dispatch=dispatch, reason="Salió dos días antes.")
    assert Fact.DISPATCHED not in facts()
    opinions.record_dispatch(liaison, **sent, sent_on=liaison.on - dt.timedelta(days=2))
    assert standing_facts(case.case)[Fact.DISPATCHED].on == liaison.on - dt.timedelta(days=2)
    letters = case.letters.filter(kind="dispatch").order_by("pk")
    assert [(row.folio, row.state) for row in letters] == [
        ("VS/PM/040/2022", "interrupted"),
        ("VS/PM/040/2022", "sent"),
    ]
    # nobody is told that it can be taken up again, and it cannot
    assert not Notice.objects.filter(key="letter_interrupted").exists()
    with pytest.raises(Refused) as no:
        partnerships.resume_letter(liaison, letter=letters[0], reason="Sí salió.")
    assert no.value.code == "letter_of_dispatch"

    def opinion(number: str, sense: str = "favourable"):
        return opinions.record_opinion(
            liaison,
            partnership=case,
            sense=sense,
            number=number,
            issued_on=liaison.on,
            version=agreement.agreed_version,
        )

    def yes(instrument: str):
        return agreements.record_foreign_approval(
            liaison, agreement=agreement, body="Council", instrument=instrument, approved_on=liaison.on
        )

    first = opinion("DGCP/1")
    text = agreements.prepare_signature(liaison, agreement=agreement)
    second = opinion("DGCP/2", "unfavourable")
    assert Fact.OPINION_FAVOURABLE not in facts()
    opinions.withdraw_opinion(liaison, opinion=second, reason="Era de otro expediente.")
    assert standing_facts(case.case)[Fact.OPINION_FAVOURABLE].proof == "Dictamen DGCP/1"
    follow_case(liaison, partnership=case, reason="Nada cambia.")
    assert queries.verify_paper(text.code).state == "prepared"
    opinions.withdraw_opinion(liaison, opinion=first, reason=WHY)
    assert {Fact.OPINION_FAVOURABLE, Fact.OPINION_UNFAVOURABLE} & facts() == set()
    follow_case(liaison, partnership=case, reason=WHY)
    verdict = queries.verify_paper(text.code)
    assert (verdict.state, verdict.reason) == ("withdrawn", WHY)
    opinion("DGCP/3")

    approval = yes("Resolution 1")
    no = agreements.record_foreign_refusal(
        liaison,
        agreement=agreement,
        body="Council",
        instrument="Resolution 2",
        refused_on=liaison.on,
        grounds="Cuesta.",
    )
    assert Fact.COUNTERPART_APPROVED not in facts()
    with pytest.raises(Blocked) as blocked:
        agreements.prepare_signature(liaison, agreement=agreement)
    assert [b.code for b in blocked.value.blockers] == ["counterpart_refused"]
    agreements.withdraw_foreign_approval(liaison, approval=no, reason="Era de otra ciudad.")
    assert Fact.COUNTERPART_APPROVED in facts()
    agreements.withdraw_foreign_approval(liaison, approval=approval, reason="El número es otro.")
    assert Fact.COUNTERPART_APPROVED not in facts()
    yes("Resolution 11")
    assert Fact.COUNTERPART_APPROVED in facts()
    assert agreements.prepare_signature(liaison, agreement=agreement).code


def test_study_and_installation_are_taken_back_when_the_act_they_rest_on_is_corrected(cast):
    case = relations.open_relation(cast)
    relations.submit_study(cast, case)
    body, secretary = relations.committee(cast), cast.act("committee")
    install = relations.resolve(cast, relations.hold(cast, body), case, Purpose.INSTALL)
    study = relations.resolve(cast, relations.hold(cast, body, number="02"), case, Purpose.APPROVE_STUDY)
    certificate = meetings.certify_resolution(secretary, resolution=study).certificate

    def correct(row, outcome: str, number: str):
        return meetings.record_resolution(
            secretary, body=body, purpose=Purpose(row.point.purpose), held_on=secretary.on, act_number=number,
            outcome=outcome, partnership=case, corrects=row, text=WHY,
        )  # fmt: skip

    def facts() -> set[str]:
        assert list(verify_facts()) == []
        body.refresh_from_db()
        return {Fact.COMMITTEE_INSTALLED, Fact.STUDY_APPROVED} & set(standing_facts(relations.fresh(case).case))

    assert (facts(), body.installed_on) == ({Fact.COMMITTEE_INSTALLED, Fact.STUDY_APPROVED}, secretary.on)
    postponed = correct(study, "postponed", "3")
    assert (facts(), relations.fresh(case).study.state) == ({Fact.COMMITTEE_INSTALLED}, "submitted")
    assert queries.verify_paper(certificate.code).state == "withdrawn"
    with pytest.raises(Refused) as again:
        correct(study, "approved", "4")
    assert again.value.code == "act_corrected"
    approved = correct(postponed, "approved", "5")
    assert (Fact.STUDY_APPROVED in facts(), relations.fresh(case).study.state) == (True, "approved")
    correct(approved, "rejected", "6")
    assert (facts(), relations.fresh(case).study.state) == ({Fact.COMMITTEE_INSTALLED}, "rejected")
    correct(install, "rejected", "7")
    assert (facts(), body.installed_on) == (set(), None)
